/* Entries put in from a script, or by one line typed in a shell. */

#include "base/fold.h"
#include "base/memory.h"
#include "base/shell.h"
#include "base/utf8.h"
#include "commands/command.h"
#include "model/history.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "store/places.h"
#include "store/replace.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What was asked for, and where it goes. */
struct adding {
    const struct command *command;
    const char *path, *column, *grid, *table, *by;
    const char *asked; /* for which goal, */
    struct str goal;   /* without the blanks around it */
    bool json;
    struct paths texts;
    struct session_file file;
    struct author author;
    uint64_t first;           /* the number of the author's first edit */
    const struct record *at;  /* the table, */
    const struct grid *form;  /* the grid in it, */
    const struct column *col; /* the column of that, */
    const struct record *row; /* and the goal, or other row; NULL: it is to be made */
    bool made;
    const struct record **entries; /* as many as texts */
};

/* Reading what is to be added */

static bool take_text(struct adding *a, const char *text, size_t line, int *status)
{
    struct str words = STR_EMPTY;
    if (!utf8_valid(text, strlen(text), NULL)) {
        struct err err = ERR_NONE;
        if (line) {
            err_set(&err, "standard input, line %zu, is no UTF-8; nothing was added",
                    line);
        } else {
            err_set(&err, "a TEXT is no UTF-8; nothing was added");
        }
        *status = failure(&err);
        return false;
    }
    str_add_trimmed(&words, text);
    if (words.len_bytes) {
        paths_add(&a->texts, words.bytes);
    }
    str_finish(&words);
    return true;
}

/* Each line of standard input that is not blank. */
static bool take_input(struct adding *a, int *status)
{
    struct str input = STR_EMPTY;
    struct err err = ERR_NONE;
    bool ok = read_input(&input, &err);
    *status = ok ? STATUS_DONE : failure(&err);
    if (ok && memchr(str_text(&input), '\0', input.len_bytes)) {
        err_set(&err, "standard input is no text; nothing was added");
        *status = failure(&err);
        ok = false;
    }
    char *next = input.bytes;
    for (size_t line = 1; ok && next; line++) {
        char *text = next;
        next = strchr(text, '\n');
        if (next) {
            *next++ = '\0';
        }
        ok = take_text(a, text, line, status);
    }
    str_finish(&input);
    return ok;
}

static bool take_texts(struct adding *a, int count, char **words, int *status)
{
    if (count == 1 && strcmp(words[0], "-") == 0) {
        return take_input(a, status);
    }
    for (int i = 0; i < count; i++) {
        if (!take_text(a, words[i], 0, status)) {
            return false;
        }
    }
    return true;
}

/* Finding where it goes */

static int no_such(const struct adding *a, const char *what, const char *asked,
                   const char *const *known)
{
    struct str said = STR_EMPTY;
    add_no_such(what, asked, known, &said);
    int status = usage_error(a->command, "%s", said.bytes);
    str_finish(&said);
    return status;
}

/* Names rows for somebody who has to choose: "‘Less isolation’ (--goal goal:ID)". */
static int ask_which_row(const struct adding *a, const struct record *const *rows,
                         size_t count)
{
    struct str said = str_of("several are called so; which is meant?");
    for (size_t i = 0; i < count && i < MOST_TABLES_NAMED; i++) {
        str_add(&said, i ? ", " : " ");
        text_quote(&said, row_words(rows[i]), 60);
        str_addf(&said, " (--goal goal:%s)", record_id(rows[i]));
    }
    str_add(&said, count > MOST_TABLES_NAMED ? ", …" : "");
    int status = usage_error(a->command, "%s", said.bytes);
    str_finish(&said);
    return status;
}

static int ask_which_table(const struct adding *a, const char *question,
                           const struct record *const *tables, size_t count)
{
    struct str said = str_of("%s", question);
    name_each_table(tables, count, &said);
    int status = usage_error(a->command, "%s", said.bytes);
    str_finish(&said);
    return status;
}

/* As people read it, however wide its blanks are. */
static bool reads_same(const char *a, const char *b)
{
    struct str one = STR_EMPTY, other = STR_EMPTY;
    fold_add_line(a, "", &one);
    fold_add_line(b, "", &other);
    bool same = strcmp(str_text(&one), str_text(&other)) == 0;
    str_finish(&one);
    str_finish(&other);
    return same;
}

/* Whether a row is the one that is meant, by its id or its words. */
static bool is_meant(const struct record *row, const char *asked)
{
    const char *given = row_given(row);
    return (strncmp(asked, "goal:", 5) == 0 && strcmp(asked + 5, record_id(row)) == 0) ||
           reads_same(row_words(row), asked) || (given && reads_same(given, asked));
}

/* The form that was named, or else the map of a table; NULL: it has none of that name. */
static const struct grid *form_of(struct adding *a, const struct record *table)
{
    return a->grid ? plan_form_called(a->file.session, table, a->grid)
                   : plan_map(table_template(a->file.session, table));
}

/* Adds the rows of a table that are meant; how many there are then. */
static size_t add_meant(struct adding *a, const struct record *table,
                        const struct record **found, size_t count, size_t room)
{
    size_t rows;
    const struct grid *grid = form_of(a, table);
    const struct record *const *row =
        grid ? grid_rows(a->file.session, table, grid, &rows) : NULL;
    for (size_t i = 0; row && i < rows && count < room; i++) {
        if (is_meant(row[i], a->goal.bytes)) {
            found[count++] = row[i];
        }
    }
    return count;
}

/* With those that there are. */
static int no_such_table(const struct adding *a, const struct record *const *tables,
                         size_t count)
{
    if (!count) {
        return usage_error(a->command, "%s: there is no table in it", a->path);
    }
    struct str said = str_of("%s: there is no table \"%s\"; %s", a->path, a->table,
                             count == 1 ? "there is only" : "there are");
    int status = ask_which_table(a, said.bytes, tables, count);
    str_finish(&said);
    return status;
}

/* The table that was named, or the only one, or the only one with that goal. */
static bool find_table_and_row(struct adding *a, int *status)
{
    enum { MOST = 64 };
    const struct record *found[MOST], *named[MOST];
    size_t count, tables = 0, rows = 0;
    const struct record *const *all = session_tables(a->file.session, &count);
    for (size_t i = 0; i < count && tables < MOST; i++) {
        if (!a->table || table_is_called(all[i], a->table)) {
            named[tables++] = all[i];
            rows = add_meant(a, all[i], found, rows, MOST);
        }
    }
    if (!tables) {
        *status = no_such_table(a, all, count);
    } else if (rows > 1) {
        *status = ask_which_row(a, found, rows);
    } else if (!rows && tables > 1) {
        *status = ask_which_table(a, WHICH_TABLE, named, tables);
    } else {
        a->row = rows ? found[0] : NULL;
        a->at = a->row ? row_table(a->row) : named[0];
        return true;
    }
    return false;
}

static bool column_is(const struct column *column, const char *asked)
{
    return fold_same(asked, column->id, "") || fold_same(asked, column->title, "") ||
           fold_same(asked, column->short_title, "") ||
           (strcmp(column->singular, "entry") != 0 &&
            fold_same(asked, column->singular, ""));
}

/* Among those of the form, or, where none was named, of all grids whose rows are goals. */
static bool find_column(struct adding *a, int *status)
{
    enum { MOST = 64 };
    const struct template *form = table_template(a->file.session, a->at);
    const char *known[MOST + 1] = {0};
    size_t count = 0;
    for (size_t g = 0; g < form->grid_count; g++) {
        const struct grid *grid = &form->grids[g];
        bool here = a->grid ? grid == a->form : grid->rows == ROWS_GOALS;
        for (size_t i = 0; here && i < grid->column_count && !a->col; i++) {
            const struct column *column = &grid->columns[i];
            known[count] = column->id;
            count += count < MOST;
            a->col = !a->column || column_is(column, a->column) ? column : NULL;
        }
    }
    if (!a->col) {
        *status = a->column ? no_such(a, "column", a->column, known)
                            : usage_error(a->command, "the form has no column");
    }
    return a->col != NULL;
}

/* The form that was named, if one was, is one of the table's from here on. */
static bool find_form(struct adding *a, int *status)
{
    enum { MOST = 64 };
    const char *known[MOST + 1] = {0};
    const struct template *form = table_template(a->file.session, a->at);
    a->form = form_of(a, a->at);
    if (!a->form) {
        for (size_t i = 0; i < form->grid_count && i < MOST; i++) {
            known[i] = form->grids[i].id;
        }
        *status = no_such(a, "grid", a->grid, known);
        return false;
    }
    if (!a->row && a->form->rows == ROWS_GIVEN) {
        for (size_t i = 0; i < a->form->given_count && i < MOST; i++) {
            known[i] = a->form->given[i].id;
        }
        *status = no_such(a, "row", a->goal.bytes, known);
        return false;
    }
    if (!a->row && strncmp(a->goal.bytes, "goal:", 5) == 0) {
        *status = usage_error(a->command, "there is no %s", a->goal.bytes);
        return false;
    }
    return true;
}

/* Doing it */

static bool put_in(struct adding *a, struct err *err)
{
    if (!a->row) {
        bool goals = a->form->rows == ROWS_GOALS;
        a->row =
            goals ? author_add_goal(&a->author, a->at, NULL, a->goal.bytes, err)
                  : author_add_row(&a->author, a->at, a->form, NULL, a->goal.bytes, err);
        a->made = true;
    }
    bool ok = a->row != NULL;
    a->entries = memory_get((a->texts.count + 1) * sizeof(*a->entries));
    for (size_t i = 0; ok && i < a->texts.count; i++) {
        a->entries[i] =
            author_add_note(&a->author, a->row, a->col->id, NULL, a->texts.items[i], err);
        ok = a->entries[i] != NULL;
    }
    return ok;
}

/* Telling it */

static void tell(const struct adding *a)
{
    struct str goal = STR_EMPTY;
    text_quote(&goal, row_words(a->row), 60);
    const char *made = a->made ? ", which is new" : "";
    const char *kind = *row_grid(a->row) ? "row" : "goal";
    if (a->texts.count) {
        print_format("%s: %zu entr%s added to %s of the %s %s%s", a->path, a->texts.count,
                     a->texts.count == 1 ? "y" : "ies", a->col->short_title, kind,
                     str_text(&goal), made);
    } else {
        print_format(a->made ? "%s: the %s %s added" : "%s: the %s %s is there already",
                     a->path, kind, str_text(&goal));
    }
    str_finish(&goal);
}

static int tell_nothing(const struct adding *a)
{
    struct json_writer w;
    if (!a->json) {
        print_format("%s: nothing to add", a->path);
        return output_done();
    }
    json_writer_begin(&w, "roundtable add");
    json_tell_text(&w, "file", a->path);
    json_open_array(&w, "entries");
    return print_json(&w);
}

static int tell_json(const struct adding *a)
{
    struct json_writer w;
    json_writer_begin(&w, "roundtable add");
    json_tell_text(&w, "file", a->path);
    json_tell_text(&w, "table", record_id(a->at));
    json_open_object(&w, "goal");
    json_tell_id(&w, "of", a->row);
    json_tell_text(&w, "text", row_words(a->row));
    json_tell_flag(&w, "made", a->made);
    json_close(&w);
    json_tell_text(&w, "column", a->texts.count ? a->col->id : NULL);
    json_open_array(&w, "entries");
    for (size_t i = 0; i < a->texts.count; i++) {
        json_open_object(&w, NULL);
        json_tell_id(&w, "of", a->entries[i]);
        json_tell_text(&w, "text", a->texts.items[i]);
        json_close(&w);
    }
    return print_json(&w);
}

static int add(struct adding *a)
{
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    if (a->file.read_only) {
        err_set(&err, "%s: nothing was added: %s", a->path, a->file.read_only_why);
        return failure(&err);
    }
    if (!find_table_and_row(a, &status) || !find_form(a, &status) ||
        !find_column(a, &status)) {
        return status;
    }
    if (!put_in(a, &err)) {
        return failure(&err);
    }
    status = keep_said(&a->file, &a->author, a->first, "what was added");
    if (status == STATUS_DONE || status == STATUS_LOOK) {
        if (!a->json) {
            tell(a);
        }
        int printed = a->json ? tell_json(a) : output_done();
        status = printed ? printed : status;
    }
    return status;
}

static int open_and_add(struct adding *a)
{
    struct err err = ERR_NONE;
    struct stamp there = file_stamp(a->path);
    int status;
    if (!there.exists && errno == ENOENT) {
        struct str word = STR_EMPTY, meant = STR_EMPTY;
        shell_add_path(a->path, &word);
        session_say_meant(a->path, &meant);
        err_set(&err, "%s: there is no such file%s; roundtable new %s begins it", a->path,
                str_text(&meant), word.bytes);
        str_finish(&meant);
        str_finish(&word);
        return failure(&err);
    }
    if (!open_session(a->path, &a->file, &status)) {
        return status;
    }
    author_init(&a->author, a->file.session, clock_seed(),
                a->by && *a->by ? a->by : NULL);
    a->author.now_ms = clock_edit_ms();
    a->first = a->author.next_number;
    status = add(a);
    author_finish(&a->author);
    return close_session(&a->file, status);
}

int command_add(const struct command *command, int argc, char **argv)
{
    struct adding a = {.command = command};
    const struct option_row rows[] = {{"goal", .value = &a.asked},
                                      {"column", .value = &a.column},
                                      {"grid", .value = &a.grid},
                                      {"table", .value = &a.table},
                                      {"by", .value = &a.by},
                                      {"json", .flag = &a.json},
                                      {.name = NULL}};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (!argc) {
        return usage_error(command, "which FILE?");
    }
    if (!a.asked || !a.asked[strspn(a.asked, " \t")]) {
        return usage_error(command, "which goal? --goal WORDS; one that is not there yet "
                                    "is made");
    }
    if (!utf8_valid(a.asked, strlen(a.asked), NULL)) {
        return usage_error(command, "the words of the goal are no UTF-8");
    }
    if (argc == 1 && a.column) {
        return usage_error(command, "which TEXT? - takes each line of standard input");
    }
    a.path = argv[0];
    str_add_trimmed(&a.goal, a.asked);
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    if (take_texts(&a, argc - 1, argv + 1, &status)) {
        bool nothing = argc > 1 && !a.texts.count; /* as where grep found nothing */
        status = nothing ? tell_nothing(&a) : open_and_add(&a);
    }
    free(a.entries);
    str_finish(&a.goal);
    paths_finish(&a.texts);
    return status;
}
