/* Maps and sheets of other programs, taken into a session. */

#include "base/memory.h"
#include "base/names.h"
#include "base/shell.h"
#include "base/utf8.h"
#include "commands/command.h"
#include "commands/output.h"
#include "foreign/taking.h"
#include "model/headings.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "store/replace.h"
#include "store/standing.h"
#include "store/undoing.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_GOALS_SHOWN = 12, MOST_ENTRIES_SHOWN = 4, QUOTED_GRAPHEMES = 50 };

/* What was asked for, and what comes of it. */
struct importing {
    const struct command *command;
    const char *out, *table, *by, *split;
    bool yes, dry_run;
    struct foreign_wish wish;
    struct foreign foreign;
    struct foreign_taken taken;
    struct session_file file;
    struct author author;
    const struct record *at; /* the table */
    bool made;               /* the file, and the table in it, are new */
};

/* Reading */

static bool read_map(struct importing *i, const char *path, struct err *err)
{
    struct str bytes = STR_EMPTY;
    bool sent = is_standard_input(path);
    bool ok = sent ? read_input(&bytes, err) : read_file(path, &bytes, err);
    ok = ok && foreign_read(&i->foreign, sent ? "standard input" : path, str_text(&bytes),
                            bytes.len_bytes, i->split ? i->split : "", err);
    str_finish(&bytes);
    return ok;
}

/* Of the map, or of the first file: "walking" of "maps/walking.csv". */
static void find_title(struct importing *i, const char *path)
{
    struct str name = str_of("%s", is_standard_input(path) ? "" : path_name(path));
    char *dot = strrchr(name.bytes, '.');
    if (dot && dot != name.bytes) {
        *dot = '\0';
    }
    foreign_call(&i->foreign, name.bytes);
    foreign_call(&i->foreign, "map");
    i->wish.title = i->foreign.title;
    str_finish(&name);
}

static int read_maps(struct importing *i, int count, char **paths)
{
    struct err err = ERR_NONE;
    for (int n = 0; n < count; n++) {
        if (!read_map(i, paths[n], &err)) {
            return failure(&err);
        }
    }
    find_title(i, paths[0]);
    if (!i->foreign.count) {
        err_set(&err, "%s: there is no entry in it%s", paths[0],
                i->foreign.link_count ? "; name the file of its elements as well" : "");
        return failure(&err);
    }
    return STATUS_DONE;
}

/* Where it goes */

static int find_table(struct importing *i)
{
    size_t count, found = 0;
    const struct record *const *all = session_tables(i->file.session, &count);
    const struct record **fit = memory_get((count + 1) * sizeof *fit);
    struct str said = STR_EMPTY;
    int status = STATUS_DONE;
    for (size_t n = 0; n < count; n++) {
        if (!i->table || table_is_called(all[n], i->table)) {
            fit[found++] = all[n];
        }
    }
    if (found == 1) {
        i->at = fit[0];
    } else if (!count) {
        status = usage_error(i->command, "%s: there is no table in it", i->out);
    } else {
        str_add(&said, found ? WHICH_TABLE : "there is no such table; there are");
        name_each_table(found ? fit : all, found ? found : count, &said);
        status = usage_error(i->command, "%s", said.bytes);
    }
    str_finish(&said);
    free(fit);
    return status;
}

/* Telling it before */

static void print_kind(const struct foreign_kind *kind)
{
    struct str line = str_of("  %zu ", kind->count);
    if (*kind->name) {
        text_quote(&line, kind->name, QUOTED_GRAPHEMES);
    } else {
        str_add(&line, "of no kind");
    }
    if (!kind->column) {
        str_add(&line, ": left out, as you said");
    } else {
        str_addf(&line, ": %s%s", kind->title,
                 kind->strange ? ", a column that the form does not have" : "");
    }
    print_line(line.bytes);
    str_finish(&line);
}

/* "  Walk to school: ‘Parents’, ‘Schools’ and 3 more"; false: nothing new is in that goal. */
static bool print_goal(const struct importing *i, const struct record *goal)
{
    struct str line = str_of("  ");
    size_t count = 0;
    bool made = false;
    text_quote(&line, row_words(goal), QUOTED_GRAPHEMES);
    for (size_t n = 0; n < i->taken.made_count; n++) {
        const struct record *record = i->taken.made[n];
        made = made || record == goal;
        if (record_parent(record) == goal && ++count <= MOST_ENTRIES_SHOWN) {
            str_add(&line, count > 1 ? ", " : ": ");
            text_quote(&line, row_words(record), QUOTED_GRAPHEMES);
        }
    }
    str_add_more(&line, count, MOST_ENTRIES_SHOWN);
    if (count || made) {
        print_line(line.bytes);
    }
    str_finish(&line);
    return count || made;
}

static void print_goals(const struct importing *i)
{
    size_t count, shown = 0, at = 0;
    const struct record *const *goals = table_goals(i->file.session, i->at, &count);
    for (; at < count && shown < MOST_GOALS_SHOWN; at++) {
        shown += print_goal(i, goals[at]);
    }
    if (at < count) {
        print_line("  and more goals");
    }
}

static void print_count(size_t count, const char *one, const char *several)
{
    if (count) {
        print_format("  %zu %s", count, count == 1 ? one : several);
    }
}

/* A name as it is typed behind --columns, in quotes; KIND for one that cannot be. */
static const char *typed_name(const char *name)
{
    enum { LONGEST_BYTES = 60 };
    return strpbrk(name, "';=\n") || strlen(name) > LONGEST_BYTES ? "KIND" : name;
}

/* The column of the map that such may be meant for, to name one. */
static const char *column_for(const struct importing *i, const char *name)
{
    const struct grid *map = plan_map(table_template(i->file.session, i->at));
    const char *id = map->column_count ? map->columns[0].id : "goal";
    enum heading_fit best = HEADING_OF_NOTHING;
    for (size_t n = 0; n < map->column_count; n++) {
        enum heading_fit fit = heading_fits(name, &map->columns[n]);
        id = fit > best ? map->columns[n].id : id;
        best = fit > best ? fit : best;
    }
    return id;
}

/* Where the first kind may go that the form has no column for, if nobody said so. */
static void print_columns(const struct importing *i)
{
    const struct grid *map = plan_map(table_template(i->file.session, i->at));
    const struct foreign_kind *kind = i->taken.kinds, *end = kind + i->taken.kind_count;
    while (kind < end && !(kind->column && kind->strange)) {
        kind++;
    }
    if (i->wish.columns || kind == end) {
        return;
    }
    struct str line =
        str_of("  --columns '%s=%s' puts such in another column, as these: goal",
               typed_name(kind->name), column_for(i, kind->name));
    for (size_t n = 0; n < map->column_count; n++) {
        str_addf(&line, ", %s", map->columns[n].id);
    }
    print_line(line.bytes);
    str_finish(&line);
}

/* @why  " as names of people", or "" */
static void print_left_out(const struct importing *i, const char *head, const char *why)
{
    struct str line = str_of("  ");
    text_quote(&line, head, QUOTED_GRAPHEMES);
    str_addf(&line, " is left out%s: --columns '%s=%s' takes it in", why,
             typed_name(head), column_for(i, head));
    print_line(line.bytes);
    str_finish(&line);
}

static void print_left(const struct importing *i)
{
    const struct foreign *f = &i->foreign;
    const struct foreign_taken *t = &i->taken;
    print_count(t->there, "is there already", "are there already");
    print_count(t->deleted,
                "was taken in before and deleted since: --again brings it back",
                "were taken in before and deleted since: --again brings them back");
    print_count(t->alike, "says again what another says, and is not taken twice",
                "say again what another says, and are not taken twice");
    print_count(t->details, "description is not taken in: --details takes it",
                "descriptions are not taken in: --details takes them");
    print_count(f->tagged, "entry has tags, which are not taken in",
                "entries have tags, which are not taken in");
    print_count(t->unheld, "connection joins no entry to a goal, and is not taken in",
                "connections join no entry to a goal, and are not taken in");
    print_count(f->no_words, "row, element or connection has no words",
                "rows, elements or connections have no words");
    print_count(f->odd_rows, "row has more cells than headings: look whether it is whole",
                "rows have more cells than headings: look whether they are whole");
    print_count(f->unended,
                "cell begins with a quote that has no end: look whether it is whole",
                "cells begin with a quote that has no end: look whether they are whole");
    if (f->heads.len_bytes) {
        struct str heads = str_of("  columns that are not taken in: %s", f->heads.bytes);
        str_add_more(&heads, f->head_count, FOREIGN_HEADS_TOLD);
        print_line(heads.bytes);
        str_finish(&heads);
    }
    if (f->person) {
        print_left_out(i, f->person, " as names of people");
    }
    if (f->known) {
        print_left_out(i, f->known, "");
    }
    print_count(f->several, "answer has a semicolon: --split ';' makes several of it",
                "answers have semicolons: --split ';' makes several of each");
}

static void add_counted(const struct importing *i, struct str *out)
{
    const struct foreign_taken *t = &i->taken;
    str_addf(out, "%zu goal%s and %zu entr%s", t->goals, plural(t->goals), t->entries,
             t->entries == 1 ? "y" : "ies");
    if (t->votes) {
        str_addf(out, " with %zu vote%s", t->votes, plural(t->votes));
    }
}

static void print_preview(const struct importing *i)
{
    struct str counted = STR_EMPTY;
    add_counted(i, &counted);
    print_format("%s%s: %s to take in", i->out, i->made ? ", which is new" : "",
                 counted.bytes);
    for (size_t n = 0; n < i->taken.kind_count; n++) {
        print_kind(&i->taken.kinds[n]);
    }
    print_columns(i);
    if (i->taken.made_count) {
        print_line("They stand under:");
        print_goals(i);
    }
    print_left(i);
    str_finish(&counted);
}

/* Doing it */

/* False where it is not to be done: *status says how that ends. */
static bool is_agreed(const struct importing *i, int *status)
{
    *status = STATUS_DONE;
    if (i->dry_run || !i->taken.made_count) {
        print_line(i->dry_run ? "Nothing was written: it was only to be shown."
                              : "There is nothing new: nothing was written.");
        *status = output_done();
        return false;
    }
    if (i->yes) {
        return true;
    }
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        *status =
            usage_error(i->command, "without a terminal to ask on, --yes is needed");
        return false;
    }
    if (command_is_answered("Take this in?", "yes")) {
        return true;
    }
    print_line("Nothing was written.");
    *status = STATUS_FAILED;
    return false;
}

/* The next window that opens it today can undo it, as one. */
static int keep_import(struct importing *i, uint64_t first)
{
    char today[DATE_SIZE_BYTES];
    struct str counted = STR_EMPTY;
    int status = keep_said(&i->file, &i->author, first, "what was taken in");
    if (status != STATUS_DONE && status != STATUS_LOOK) {
        return status;
    }
    clock_today(today);
    if (i->made) {
        standing_begin_anew(i->out);
    }
    undo_keep(i->file.path, today, &i->author);
    add_counted(i, &counted);
    print_format("%s: %s taken in. Open it today, and undo takes all of it back at once.",
                 i->out, counted.bytes);
    str_finish(&counted);
    int printed = output_done();
    bool odd = i->foreign.odd_rows || i->foreign.unended;
    return printed ? printed : odd ? STATUS_LOOK : status;
}

static int take_in(struct importing *i)
{
    struct err err = ERR_NONE;
    char today[DATE_SIZE_BYTES];
    int status = STATUS_DONE;
    clock_today(today);
    author_init(&i->author, i->file.session, clock_seed(),
                i->by && *i->by ? i->by : NULL);
    i->author.now_ms = clock_edit_ms();
    uint64_t first = i->author.next_number;
    if (i->made) {
        i->at =
            author_add_table(&i->author, NULL, i->wish.title, NULL, NULL, i->table, &err);
        status = i->at ? STATUS_DONE : failure(&err);
    } else {
        undo_bring_back(i->file.path, today, &i->author);
        status = find_table(i);
    }
    if (status == STATUS_DONE &&
        !foreign_take(&i->foreign, &i->wish, &i->author, i->at, &i->taken, &err)) {
        status = failure(&err);
    } else if (status == STATUS_DONE) {
        print_preview(i);
        status = is_agreed(i, &status) ? keep_import(i, first) : status;
    }
    author_finish(&i->author);
    return status;
}

static int open_and_take_in(struct importing *i)
{
    struct company company = {0};
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    i->made = !file_stamp(i->out).exists;
    company_join(&company, i->out, "import", NULL, MEMBER_WRITES);
    if (!i->dry_run && is_open_elsewhere(&company, i->out, &err)) {
        status = failure(&err);
    } else if (i->made) {
        file_new(i->out, &i->file);
        status = take_in(i);
        file_close(&i->file);
    } else if (open_session(i->out, &i->file, &status)) {
        if (i->file.read_only) {
            err_set(&err, "%s: nothing was taken in: %s", i->out, i->file.read_only_why);
            status = failure(&err);
        } else {
            status = take_in(i);
        }
        status = close_session(&i->file, status);
    }
    company_leave(&company);
    return status;
}

int command_import(const struct command *command, int argc, char **argv)
{
    struct importing i = {.command = command};
    const char *goal = NULL;
    const struct option_row rows[] = {{"output", 'o', .value = &i.out, .path = true},
                                      {"columns", .value = &i.wish.columns},
                                      {"goal", .value = &goal},
                                      {"split", .value = &i.split},
                                      {"table", .value = &i.table},
                                      {"by", .value = &i.by},
                                      {"details", .flag = &i.wish.details},
                                      {"again", .flag = &i.wish.again},
                                      {"dry-run", .flag = &i.dry_run},
                                      {"yes", .flag = &i.yes},
                                      {.name = NULL}};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (!argc || !i.out || !*i.out) {
        return usage_error(command, !argc ? "which FILE?" : "into which session? -o OUT");
    }
    i.foreign.columns = i.wish.columns;
    i.wish.goal = goal && goal[strspn(goal, " \t")] ? goal : NULL;
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    if (output_holds_a_session(command, i.out, &status)) {
        status = read_maps(&i, argc, argv);
        status = status == STATUS_DONE ? open_and_take_in(&i) : status;
    }
    foreign_taken_finish(&i.taken);
    foreign_finish(&i.foreign);
    return status;
}
