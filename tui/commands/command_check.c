/* Every fault of a file, and what it holds. */

#include "commands/command.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/unshown.h"
#include "screen/clock.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>

/* One file, as far as it was looked at. */
struct checked {
    const char *path;
    struct session_file file; /* if it is a session */
    bool is_read, is_session, is_input;
    struct faults faults;
    struct err err;    /* the first fatal one, or why it could not be read at all */
    struct str beside; /* what is said of its journal and what was rescued, a line each */
    int status;
};

/* A line of text more, which ends with one where it is not empty. */
static void add_line(struct str *lines, const char *path, const char *words)
{
    if (path) {
        str_addf(lines, "%s: ", path);
    }
    str_addf(lines, "%s\n", words);
}

/* What stands beside the file: its journal, or what was rescued. The session has that, too,
 * from then on. */
static void look_beside(struct checked *c)
{
    if (!c->is_read || c->is_input) {
        return;
    }
    struct session_file *file = &c->file;
    struct err unused = ERR_NONE;
    struct str line = STR_EMPTY;
    if (c->is_session) {
        file_look_beside(file, c->path);
    } else if (!file_open(c->path, file, &unused)) {
        err_finish(&unused);
        return;
    }
    bool look = false;
    if (file->damaged) {
        add_line(&c->beside, c->path, file->read_only_why);
    }
    if (file->news.edits || file->news.bad_lines) {
        str_addf(&line, "%zu change%s more in its journal", file->news.edits,
                 plural(file->news.edits));
        if (file->news.bad_lines) {
            str_addf(&line, ", %zu damaged line%s", file->news.bad_lines,
                     plural(file->news.bad_lines));
        }
        add_line(&c->beside, c->path, line.bytes);
    }
    str_clear(&line);
    look = journal_news_tell(&file->news, &line);
    if (look) {
        add_line(&c->beside, c->path, line.bytes);
    }
    if (!journal_may_grow(&file->journal, &unused)) {
        add_line(&c->beside, NULL, err_text(&unused));
        look = true;
    }
    if (file->news.stranger) {
        str_set(&line, "%s " NOT_RESCUED, file->news.stranger);
        add_line(&c->beside, c->path, line.bytes);
    }
    if (look && c->status == STATUS_DONE) {
        c->status = STATUS_LOOK;
    }
    err_finish(&unused);
    str_finish(&line);
}

/* STATUS_FAILED if it is no session, STATUS_LOOK if something wants a look. */
static void check_file(struct checked *c)
{
    struct str bytes = STR_EMPTY;
    bool input = is_standard_input(c->path);
    c->is_read =
        input ? read_input(&bytes, &c->err) : read_file(c->path, &bytes, &c->err);
    c->path = input ? "standard input" : c->path;
    c->is_session =
        c->is_read && file_read(c->path, str_text(&bytes), bytes.len_bytes,
                                clock_now_ms(), true, &c->file, &c->faults, &c->err);
    if (!c->is_session) {
        c->status = STATUS_FAILED;
    } else if (c->faults.count || c->file.read_only) {
        c->status = STATUS_LOOK;
    }
    c->is_input = input;
    str_finish(&bytes);
}

static void finish(struct checked *c)
{
    file_close(&c->file);
    faults_finish(&c->faults);
    err_finish(&c->err);
    str_finish(&c->beside);
}

/* In words */

static void print_summary(struct checked *c)
{
    struct session_file *file = &c->file;
    struct str line = str_of("%s: ", c->path);
    add_counts(file->session, &line);
    if (file->hand_edits) {
        str_addf(&line, "; %zu of them made of what was written by hand",
                 file->hand_edits);
    }
    if (file->read_only) {
        str_addf(&line, "; %s", file->read_only_why);
    }
    print_line(line.bytes);
    str_finish(&line);
}

static void print_beside(struct checked *c)
{
    look_beside(c);
    char *rest = c->beside.bytes, *stop;
    while (rest && (stop = strchr(rest, '\n'))) {
        *stop = '\0';
        print_line(rest);
        rest = stop + 1;
    }
}

static void print_checked(struct checked *c)
{
    for (size_t i = 0; i < c->faults.count; i++) {
        const struct fault *f = &c->faults.items[i];
        print_format("%s:%lu:%lu: %s", c->path, f->place.line, f->place.column,
                     f->message);
    }
    if (c->is_session) {
        print_summary(c);
        tell_unshown(c->path, c->file.session); /* that is no fault of the file's, */
        tell_alone(c->path, c->file.session);   /* nor is this */
        if (tell_copies(c->path, c->file.session) && c->status == STATUS_DONE) {
            c->status = STATUS_LOOK;
        }
    } else if (!c->is_read) {
        failure(&c->err);
    } else if (!c->faults.count) {
        print_line(err_text(&c->err));
    }
    print_beside(c);
}

/* For programs */

/* What else the session has that wants to be told, a line each. */
static struct str more_of(struct checked *c)
{
    struct str lines = STR_EMPTY, more = STR_EMPTY;
    if (c->is_session) {
        session_say_unshown(c->file.session, &lines);
        str_addf(&lines, "%s", lines.len_bytes ? "\n" : "");
        if (ballot_say_copies(c->file.session, &more)) {
            str_addf(&lines, "%s\n", more.bytes);
            c->status = c->status == STATUS_DONE ? STATUS_LOOK : c->status;
        }
        alone_say(c->file.session, &lines);
    }
    str_finish(&more);
    return lines;
}

static void tell_checked(struct json_writer *w, struct checked *c)
{
    struct str more = more_of(c);
    json_open_object(w, NULL);
    json_tell_text(w, "file", c->path);
    json_tell_text(w, "error", c->is_session ? NULL : err_text(&c->err));
    if (c->is_session) {
        json_open_object(w, "holds");
        json_tell_counts(w, c->file.session);
        json_tell_number(w, "by_hand", (long long)c->file.hand_edits);
        json_close(w);
    } else {
        json_tell_text(w, "holds", NULL);
    }
    json_tell_text(w, "read_only", c->file.read_only ? c->file.read_only_why : NULL);
    json_tell_faults(w, &c->faults);
    look_beside(c);
    json_tell_lines(w, "beside", str_text(&c->beside));
    json_tell_lines(w, "more", str_text(&more));
    json_tell_number(w, "status", c->status);
    json_close(w);
    str_finish(&more);
}

int command_check(const struct command *command, int argc, char **argv)
{
    bool json = false;
    const struct option_row rows[] = {{"json", .flag = &json}, {.name = NULL}};
    struct json_writer w;
    int status, worst = STATUS_DONE;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc < 1) {
        return usage_error(command, "which FILE?");
    }
    json_writer_begin(&w, "roundtable check");
    json_open_array(&w, "files");
    for (int i = 0; i < argc; i++) {
        struct checked c = {.path = argv[i]};
        check_file(&c);
        if (json) {
            tell_checked(&w, &c);
        } else {
            print_checked(&c);
        }
        if (c.status == STATUS_FAILED || worst == STATUS_DONE) {
            worst = c.status; /* 1 is worse than 3 */
        }
        finish(&c);
    }
    if (json) {
        status = print_json(&w);
    } else {
        str_finish(&w.text);
        status = output_done();
    }
    return status ? status : worst;
}
