#include "base/shell.h"
#include "commands/command.h"
#include "commands/merge_parting.h"
#include "commands/merge_samples.h"
#include "commands/output.h"
#include "model/themes.h"
#include "screen/clock.h"
#include "store/edit_lines.h"
#include "store/edits.h"
#include "store/file.h"
#include "store/forms.h"
#include "store/hand.h"
#include "store/joined.h"
#include "store/merged_size.h"
#include "store/places.h"
#include "store/whole_file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROGRESS_MS = 100, MOST_NAMED = 10 };

/* The files to merge, and the folders in which there is none. */
struct inputs {
    struct paths files, empty;
};

/* What merging brought. */
struct merging {
    struct session_file out;
    struct session *sent; /* what came from standard input; NULL: nothing */
    size_t read, refused;
    size_t left_out;          /* files that were read, but not what stands beside them */
    size_t torn;              /* files that were read, but not all of their journal */
    struct paths nothing_new; /* mailed twice, or merged before */
    size_t from_journals;
    struct str apart; /* which files call one table what, in a line each */
    size_t parted;    /* so many files' tables are tables of their own, */
    bool part;        /* as was asked for */
    int64_t told_ms;  /* when progress was told last */
    bool told;
};

/* One line on standard error that is written over and over, on a terminal only. */
static void tell_progress(struct merging *m, size_t done, size_t count)
{
    int64_t now_ms = clock_ticks_ms();
    if (isatty(STDERR_FILENO) && now_ms - m->told_ms >= PROGRESS_MS) {
        fprintf(stderr, "\rmerging: %zu of %zu files", done, count);
        fflush(stderr);
        m->told_ms = now_ms;
        m->told = true;
    }
}

static void wipe_progress(struct merging *m)
{
    if (m->told) {
        fprintf(stderr, "\r%*s\r", 48, "");
        m->told = false;
    }
}

/* Kept apart as well, for it cannot be read again. */
static bool add_input(struct merging *m, struct file_added *added, struct err *err)
{
    static const char name[] = "standard input";
    size_t before = session_change_count(m->out.session);
    *added = (struct file_added){0};
    m->sent = input_is_sent(err) ? session_coming_in(name, STDIN_FILENO, err) : NULL;
    bool ok = m->sent && edits_take_all(name, m->out.session, m->sent, err);
    if (!ok) {
        session_free(m->sent);
        m->sent = NULL;
    }
    added->edits = session_change_count(m->out.session) - before;
    return ok;
}

static void add_one(struct merging *m, const char *path)
{
    struct file_added added;
    struct err err = ERR_NONE;
    bool ok = is_standard_input(path) ? add_input(m, &added, &err)
                                      : file_add(path, m->out.session, &added, &err);
    if (!ok) {
        wipe_progress(m);
        failure(&err);
        m->refused++;
        return;
    }
    m->read++;
    m->from_journals += added.from_journal;
    if (added.edits == 0) {
        paths_add(&m->nothing_new, path);
    }
    m->torn += added.news.bad_lines > 0;
    m->left_out += added.news.unread > 0;
    if (added.news.bad_lines || added.news.unread) {
        wipe_progress(m);
        tell_unread(path, &added.news);
    }
    journal_news_finish(&added.news);
}

static void tell_nothing_new(const struct paths *files)
{
    struct str line =
        str_of("%zu file%s brought nothing new:", files->count, plural(files->count));
    for (size_t i = 0; i < files->count && i < MOST_NAMED; i++) {
        str_addf(&line, "%s %s", i ? "," : "", files->items[i]);
    }
    str_add_more(&line, files->count, MOST_NAMED);
    print_line(line.bytes);
    str_finish(&line);
}

static void tell_unsettled(struct session *session, const char *out)
{
    size_t themes = session_unsettled_themes(session);
    struct str word = STR_EMPTY;
    struct unsettled_counts open = session_count_unsettled(session);
    size_t worded = open.worded, deleted = open.deleted, promised = open.promised;
    shell_add_path(out, &word);
    if (worded) {
        print_format("%zu entr%s worded in several ways: roundtable log %s tells them, "
                     "Enter on the screen settles them",
                     worded, worded == 1 ? "y is" : "ies are", str_text(&word));
    }
    if (deleted) {
        print_format("%zu entr%s deleted by one and written by another: roundtable log "
                     "%s tells which, Enter on the screen settles it",
                     deleted, deleted == 1 ? "y was" : "ies were", str_text(&word));
    }
    if (promised) {
        print_format("%zu promise%s said in several ways: roundtable log %s tells them, "
                     "C, then Enter on the screen settles them",
                     promised, promised == 1 ? " is" : "s are", str_text(&word));
    }
    str_finish(&word);
    if (themes) {
        print_format("%zu theme%s not settled, since people decided differently: S, then "
                     "Tab and n on the screen go to %s",
                     themes, themes == 1 ? " is" : "s are", themes == 1 ? "it" : "them");
    }
}

static void tell(struct merging *m, const char *out, bool dry)
{
    struct str line = str_of("%s: ", dry ? "would be" : out);
    struct counts counts =
        m->out.joined ? joined_counts(&m->out) : session_counts(m->out.session);
    counts_say(&counts, &line);
    str_addf(&line, ", from %zu file%s", m->read, plural(m->read));
    print_line(line.bytes);
    if (m->from_journals) {
        print_format("%zu change%s came from journals beside the files", m->from_journals,
                     plural(m->from_journals));
    }
    if (m->nothing_new.count) {
        tell_nothing_new(&m->nothing_new);
    }
    tell_unsettled(m->out.session, out);
    if (m->parted) {
        print_format("%zu cop%s of one file %s of %s own", m->parted,
                     m->parted == 1 ? "y" : "ies",
                     m->parted == 1 ? "is a table" : "are tables",
                     m->parted == 1 ? "its" : "their");
    }
    if (m->refused) {
        print_format("%zu file%s refused; see above", m->refused,
                     m->refused == 1 ? " was" : "s were");
    }
    if (m->torn) {
        print_format("%zu file%s damaged lines in %s journal; see above", m->torn,
                     m->torn == 1 ? " has" : "s have", m->torn == 1 ? "its" : "their");
    }
    if (m->left_out) {
        print_format("what stands beside %zu file%s was left out; see above", m->left_out,
                     plural(m->left_out));
    }
    str_finish(&line);
}

/* Asked to end in the middle of writing, the file is finished first. */
static bool save(struct session_file *file, struct err *err)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &ends, &before);
    bool ok = file_save(file, err);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

static bool is_input(const struct paths *inputs, const char *out)
{
    for (size_t i = 0; i < inputs->count; i++) {
        if (!is_standard_input(inputs->items[i]) && same_file(inputs->items[i], out)) {
            return true;
        }
    }
    return false;
}

/* Whether OUT is new, or there is little beside it that may be read in vain, where the long way
 * is gone in the end. */
static bool may_join(const struct paths *inputs, const char *out)
{
    enum { FEW_BYTES = 1 << 19, PART = 4 };
    struct stamp there = file_stamp(out);
    off_t others = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        if (is_standard_input(inputs->items[i])) {
            return false; /* which always goes that way */
        }
        others += !there.exists || same_file(inputs->items[i], out)
                      ? 0
                      : file_stamp(inputs->items[i]).size_bytes;
    }
    return !there.exists || (is_input(inputs, out) &&
                             (others <= FEW_BYTES || others <= there.size_bytes / PART));
}

/* OUT is new, or one of the inputs, which then holds all. */
static bool open_out(const struct paths *inputs, const char *out, struct merging *m,
                     struct err *err)
{
    if (access(out, F_OK) != 0) {
        file_new(out, &m->out);
        return true;
    }
    if (!is_input(inputs, out)) {
        err_set(err,
                "%s: exists already; choose another name, or name it among the inputs "
                "as well to add to it",
                out);
        return false;
    }
    if (!file_open(out, &m->out, err)) {
        return false;
    }
    if (m->out.read_only) {
        err_set(err, "%s: open for reading only: %s", out, m->out.read_only_why);
        file_close(&m->out);
        return false;
    }
    return true;
}

static void refuse_empty(struct merging *m, const struct paths *folders)
{
    for (size_t i = 0; i < folders->count; i++) {
        struct err err = ERR_NONE;
        err_set(&err, "%s: no *.json file is in there", folders->items[i]);
        failure(&err);
        m->refused++;
    }
}

/* Copies of one file that were numbered apart: told, or parted. False with err set, and
 * nothing open. */
static bool part_copies(struct merging *m, const struct paths *inputs, const char *out,
                        struct err *err)
{
    struct partings p;
    bool ok = true;
    if (!partings_any(m->out.session)) {
        return true;
    }
    partings_find(&p, inputs, out, m->sent, m->out.session);
    if (m->part || p.known) {
        file_close(&m->out);
        ok = open_out(inputs, out, m, err);
        if (ok && !partings_add(&p, m->out.session, m->part, err)) {
            file_close(&m->out);
            ok = false;
        }
    }
    if (ok) {
        partings_say(&p, m->out.session, &m->apart);
        m->parted = p.made;
    }
    partings_finish(&p);
    return ok;
}

static bool tell_apart(const struct merging *m)
{
    if (m->apart.len_bytes) {
        struct str line = str_of(
            "these files have one table, which each calls otherwise:\n%s"
            "if they are copies of one file, merge --part makes a table of each; if not, "
            "o on the screen settles it",
            m->apart.bytes);
        tell_lines(NULL, &line);
    }
    return m->apart.len_bytes > 0;
}

static bool is_out(const struct merging *m, const char *path, const char *out)
{
    return m->out.stamp.exists && !is_standard_input(path) && same_file(path, out);
}

static void add_all(struct merging *m, const struct paths *inputs, const char *out)
{
    for (size_t i = 0; i < inputs->count; i++) {
        tell_progress(m, i, inputs->count);
        if (is_out(m, inputs->items[i], out)) {
            m->read++;
        } else {
            add_one(m, inputs->items[i]);
        }
    }
    wipe_progress(m);
}

/* One of the others, quietly; what is to be told of one is for the long way. */
static bool join_one(struct merging *m, const char *path)
{
    struct file_added added;
    if (is_standard_input(path) || !joined_add(&m->out, path, &added)) {
        return false;
    }
    m->read++;
    m->from_journals += added.from_journal;
    if (added.edits == 0) {
        paths_add(&m->nothing_new, path);
    }
    return true;
}

/* Merges by the lines of sealed files: what is added to OUT in time that grows with what is new.
 * False, with nothing done, if that cannot be told to come to the same as the long way. */
static bool join(struct merging *m, const struct inputs *all, const char *out)
{
    const struct paths *inputs = &all->files;
    if (m->part || all->empty.count || !may_join(inputs, out) ||
        !joined_open(out, &m->out)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < inputs->count && ok; i++) {
        tell_progress(m, i, inputs->count);
        if (is_out(m, inputs->items[i], out)) {
            m->read++;
        } else {
            ok = join_one(m, inputs->items[i]);
        }
    }
    ok = ok && joined_ready(&m->out) && !partings_any(m->out.session);
    wipe_progress(m);
    if (!ok) {
        file_close(&m->out);
        paths_finish(&m->nothing_new);
        m->read = m->from_journals = 0;
    }
    return ok;
}

/* Opens OUT and adds all; false with err. */
static bool take_all(struct merging *m, const struct inputs *all, const char *out,
                     struct err *err)
{
    const struct paths *inputs = &all->files;
    if (!open_out(inputs, out, m, err)) {
        return false;
    }
    refuse_empty(m, &all->empty);
    add_all(m, inputs, out);
    if (!part_copies(m, inputs, out, err)) {
        return false;
    }
    m->left_out += tell_unread(out, &m->out.news);
    forms_need(m->out.session);
    hand_turn_lists(m->out.session, &m->out.by_hand);
    return true;
}

static void finish(struct merging *m)
{
    paths_finish(&m->nothing_new);
    str_finish(&m->apart);
    session_free(m->sent);
    file_close(&m->out);
}

static int tell_all(struct merging *m, const struct paths *inputs, const char *out,
                    bool dry, int status)
{
    tell(m, out, dry);
    tell_tables(inputs, m->out.session, dry);
    int printed = output_done();
    bool look = tell_unshown(out, m->out.session);
    look = tell_copies(out, m->out.session) || look;
    look = tell_apart(m) || look;
    tell_alone(out, m->out.session);
    return printed ? printed : look && !status ? STATUS_LOOK : status;
}

/* @quick  by lines, if that can be; false: the long way. */
static int merge(const struct inputs *all, const char *out, bool dry, bool part,
                 bool quick)
{
    struct merging m = {.told_ms = clock_ticks_ms(), .part = part};
    struct err err = ERR_NONE;
    if ((!dry && !files_fit_one(&all->files, out, &largest_file, &err)) ||
        (!(quick && join(&m, all, out)) && !take_all(&m, all, out, &err))) {
        finish(&m);
        return failure(&err);
    }
    int status = m.refused || m.torn || m.left_out ? STATUS_LOOK : STATUS_DONE;
    if (m.read == 0) {
        err_set(&err, "%s: not written, since no file could be read", out);
        status = failure(&err);
    } else if (!dry && !save(&m.out, &err)) {
        if (m.out.came) {
            finish(&m); /* else both ways were in memory */
            return merge(all, out, dry, part, false);
        }
        status = failure(&err);
    } else {
        status = tell_all(&m, &all->files, out, dry, status);
    }
    finish(&m);
    return status;
}

/* A file as it is named; of a folder, what is in it. */
static void add_named(struct inputs *inputs, const char *path)
{
    struct stat about;
    size_t before = inputs->files.count;
    if (is_standard_input(path)) { /* there is only one, and it is read once */
        paths_add_new(&inputs->files, path);
        return;
    }
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        paths_add(&inputs->files, path);
        return;
    }
    session_files_in(path, &inputs->files);
    if (inputs->files.count == before) {
        paths_add(&inputs->empty, path);
    }
}

int command_merge(const struct command *command, int argc, char **argv)
{
    const char *out = NULL;
    bool dry = false, part = false;
    const struct option_row rows[] = {{"output", 'o', .value = &out, .path = true},
                                      {"dry-run", .flag = &dry},
                                      {"part", .flag = &part},
                                      {.name = NULL}};
    struct inputs inputs = {0};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (!out || !*out) {
        return usage_error(command, "which OUT? -o OUT names the file to write");
    }
    if (!output_holds_a_session(command, out, &status)) {
        return status;
    }
    for (int i = 0; i < argc; i++) {
        add_named(&inputs, argv[i]);
    }
    status = inputs.files.count
                 ? merge(&inputs, out, dry, part, true)
                 : usage_error(command, argc ? "no *.json file is in there"
                                             : "which FILEs, or which FOLDER?");
    paths_finish(&inputs.files);
    paths_finish(&inputs.empty);
    return status;
}
