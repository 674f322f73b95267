/* What one session shows and another does not, for somebody who reads. */

#include "commands/command.h"

#include "base/words.h"
#include "model/compare.h"
#include "model/history.h"
#include "model/rows.h"
#include "model/top.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>

/* Two files side by side, as they are being told of. */
struct telling {
    const char *paths[2];
    struct session *sides[2];
    const struct difference *before; /* told last; NULL: none */
    struct str line;
};

/* Prints the line put together and begins anew. */
static void end_line(struct telling *t)
{
    print_line(str_text(&t->line));
    str_clear(&t->line);
}

/* The side that an entry is told from. */
static int side_of(const struct record *const record[2])
{
    return record[0] ? 0 : 1;
}

static const struct template *form_of(struct telling *t, int side,
                                      const struct record *record)
{
    return table_template(t->sides[side], history_table(record));
}

static const struct column *column_of(struct telling *t, int side,
                                      const struct record *note)
{
    return template_column(form_of(t, side, note), record_column(note), NULL);
}

static void add_column(const struct template *form, const char *id, struct str *line)
{
    const struct column *column = template_column(form, id, NULL);
    str_add(line, column ? column->short_title : *id ? id : "no column");
}

/* What the form of its table calls an entry, in a sentence: "barrier", "goal", "site". */
static const char *noun_of(struct telling *t, int side, const struct record *record)
{
    const struct template *form = form_of(t, side, record);
    const struct column *column =
        record_is(record, "note") ? column_of(t, side, record) : NULL;
    return record_is(record, "goal")     ? row_noun(form, record)
           : column && *column->singular ? template_calls(form, column->singular)
                                         : record_kind(record);
}

/* "barrier ‘Advertising’", "goal ‘Less sugar’" */
static void add_entry(struct telling *t, const struct record *const record[2])
{
    int side = side_of(record);
    str_addf(&t->line, "%s ‘%s’", noun_of(t, side, record[side]),
             row_words(record[side]));
}

/* Whether the side that does not show an entry did once. */
static void add_why(struct telling *t, const struct difference *d)
{
    int side = side_of(d->record);
    const struct record *shown = d->record[side];
    const struct record *other =
        session_record(t->sides[!side], record_kind(shown), record_id(shown));
    const struct edit *author = other ? record_author(other) : NULL;
    if (author && author->redacted) {
        str_addf(&t->line, " (taken out for good in %s)", t->paths[!side]);
    } else if (other && record_deletion(other)) {
        str_addf(&t->line, " (deleted in %s)", t->paths[!side]);
    }
}

/* "2 goals"; "2 in Sites", where the form's rows are no goals: by its own heading. */
static void add_count_of_goals(const struct template *form, size_t count, struct str *out)
{
    const struct column *goals = &form->grids[0].goals;
    if (strcmp(template_calls(form, goals->singular), "goal") == 0) {
        str_addf(out, "%zu goal%s", count, plural(count));
    } else {
        str_addf(out, "%zu in %s", count, goals->short_title);
    }
}

static void add_table_counts(struct telling *t, int side, const struct record *table)
{
    size_t goals, notes = 0;
    const char **columns = top_columns(t->sides[side], table);
    table_goals(t->sides[side], table, &goals);
    for (size_t i = 0; columns[i]; i++) {
        notes += table_note_count(t->sides[side], table, columns[i]);
    }
    free(columns);
    str_add(&t->line, "this table, with ");
    add_count_of_goals(form_of(t, side, table), goals, &t->line);
    str_addf(&t->line, " and %zu note%s", notes, plural(notes));
}

/* "- only in a.json: " */
static void begin_only(struct telling *t, int side)
{
    str_addf(&t->line, "%c only in %s: ", side ? '+' : '-', t->paths[side]);
}

static void tell_only(struct telling *t, const struct difference *d)
{
    int side = side_of(d->record);
    begin_only(t, side);
    if (record_is(d->record[side], "session")) {
        add_table_counts(t, side, d->record[side]);
    } else {
        add_entry(t, d->record);
    }
    add_why(t, d);
}

static void tell_where(struct telling *t, const struct difference *d)
{
    bool goal = record_is(d->record[0], "goal");
    const struct record *parents[2] = {record_parent(d->record[0]),
                                       record_parent(d->record[1])};
    bool elsewhere = strcmp(record_id(parents[0]), record_id(parents[1])) != 0;
    bool other_column =
        !goal && strcmp(record_column(d->record[0]), record_column(d->record[1])) != 0;
    str_addf(&t->line, "~ moved: %s%s‘%s’: ", goal ? noun_of(t, 0, d->record[0]) : "",
             goal ? " " : "", row_words(d->record[0]));
    for (int side = 0; side < 2; side++) {
        str_add(&t->line, side ? ", " : "");
        if (other_column) {
            add_column(form_of(t, side, d->record[side]), record_column(d->record[side]),
                       &t->line);
        }
        str_add(&t->line, other_column && elsewhere ? " of " : "");
        if (goal) {
            history_name_table(parents[side], &t->line);
        } else if (elsewhere) {
            str_addf(&t->line, "‘%s’", row_words(parents[side]));
        }
        str_addf(&t->line, " in %s", t->paths[side]);
    }
}

/* "‘Boulder’ in a.json, nothing in b.json" */
static void add_values(struct telling *t, const struct difference *d)
{
    for (int side = 0; side < 2; side++) {
        str_add(&t->line, side ? ", " : "");
        history_say_value(t->sides[side], d->record[side], d->field,
                          record_value(d->record[side], d->field), &t->line);
        str_addf(&t->line, " in %s", t->paths[side]);
    }
}

static bool says(const struct record *record, const char *field)
{
    struct value value = record_value(record, field);
    return value.kind != VALUE_NONE && *value.text;
}

static void tell_field(struct telling *t, const struct difference *d)
{
    bool has[2] = {says(d->record[0], d->field), says(d->record[1], d->field)};
    if (!record_is(d->record[0], "session")) {
        const char *action = strcmp(d->field, "answered") == 0 ? "answer to"
                             : strcmp(d->field, "named") == 0  ? "action for"
                                                               : NULL;
        str_addf(&t->line, "~ %s: %s ",
                 template_mark(form_of(t, 0, d->record[0]), d->field) ? "marked"
                                                                      : "changed",
                 action ? action : d->field);
        str_add(&t->line, action ? "" : "of ");
        add_entry(t, d->record);
        str_add(&t->line, " is ");
        add_values(t, d);
    } else if (has[0] && has[1]) {
        str_add(&t->line, "~ changed: ");
        history_say_field(t->sides[0], d->record[0], d->field, &t->line);
        str_add(&t->line, " ");
        add_values(t, d);
    } else {
        int side = has[0] ? 0 : 1;
        begin_only(t, side);
        history_say_field(t->sides[side], d->record[side], d->field, &t->line);
        str_add(&t->line, " ");
        history_say_value(t->sides[side], d->record[side], d->field,
                          record_value(d->record[side], d->field), &t->line);
    }
}

static void tell_settled(struct telling *t, const struct difference *d)
{
    int side = record_unsettled(d->record[0]) ? 0 : 1;
    str_addf(&t->line, "~ not settled in %s, settled in %s: ", t->paths[side],
             t->paths[!side]);
    if (record_is(d->record[0], "session")) {
        str_add(&t->line, "vision");
    } else {
        add_entry(t, d->record);
    }
}

static void tell_order(struct telling *t, const struct difference *d)
{
    str_add(&t->line, "~ in another order: ");
    if (d->field) {
        add_column(form_of(t, 0, d->record[0]), d->field, &t->line);
    } else {
        const struct template *form = form_of(t, 0, d->record[0]);
        const struct column *goals = &form->grids[0].goals;
        bool are = strcmp(template_calls(form, goals->singular), "goal") == 0;
        str_add(&t->line, are ? "the goals" : goals->short_title);
    }
}

static void add_difference(struct telling *t, const struct difference *d)
{
    switch (d->kind) {
    case DIFFERS_ONLY:
        tell_only(t, d);
        break;
    case DIFFERS_WORDS:
        str_add(&t->line, "~ reworded: ");
        add_entry(t, d->record);
        str_addf(&t->line, " in %s, ‘%s’ in %s", t->paths[0], row_words(d->record[1]),
                 t->paths[1]);
        break;
    case DIFFERS_WHERE:
        tell_where(t, d);
        break;
    case DIFFERS_FIELD:
        tell_field(t, d);
        break;
    case DIFFERS_VOTES:
        str_add(&t->line, "~ votes: ");
        add_entry(t, d->record);
        str_addf(&t->line, " has %ld in %s, %ld in %s", record_votes(d->record[0]),
                 t->paths[0], record_votes(d->record[1]), t->paths[1]);
        break;
    case DIFFERS_FORM:
        str_addf(&t->line, "~ changed: the form of template ‘%s’",
                 table_template(t->sides[0], d->record[0])->id);
        break;
    case DIFFERS_SETTLED:
        tell_settled(t, d);
        break;
    case DIFFERS_ORDER:
        tell_order(t, d);
        break;
    }
}

/* The table's name, and the goal's words, where they are others than before. */
static void tell_headings(struct telling *t, const struct difference *d)
{
    const struct difference *b = t->before;
    bool same_table = b && b->table[0] == d->table[0] && b->table[1] == d->table[1];
    bool same_goal = same_table && b->goal[0] == d->goal[0] && b->goal[1] == d->goal[1];
    if (!same_table) {
        if (b) {
            end_line(t);
        }
        history_name_table(d->table[side_of(d->table)], &t->line);
        end_line(t);
    }
    if (!same_goal && (d->goal[0] || d->goal[1])) {
        int side = side_of(d->goal);
        const char *words = row_words(d->goal[side]);
        const char *noun = noun_of(t, side, d->goal[side]);
        if (*words) {
            str_addf(&t->line, "  ‘%s’", words);
        } else {
            str_addf(&t->line, "  %s %s without words", words_article(noun), noun);
        }
        end_line(t);
    }
    t->before = d;
}

/* "a.json has 3 changes that b.json has not" */
static void add_edits_only(struct telling *t, int side, size_t count)
{
    str_addf(&t->line, "%s has ", t->paths[side]);
    if (count) {
        str_addf(&t->line, "%zu change%s", count, plural(count));
    } else {
        str_add(&t->line, "none");
    }
    str_addf(&t->line, " that %s has not", t->paths[!side]);
}

static void tell_sum(struct telling *t, const struct comparison *comparison)
{
    const size_t *edits = comparison->edits_only;
    bool same_history = !edits[0] && !edits[1];
    if (comparison->count) {
        end_line(t);
        str_addf(&t->line, "%zu difference%s.", comparison->count,
                 plural(comparison->count));
    } else {
        str_addf(&t->line, "Both show the same%s.",
                 same_history ? ", and have the same history" : "");
    }
    end_line(t);
    if (!same_history) {
        str_add(&t->line, "In their history, ");
        add_edits_only(t, 0, edits[0]);
        str_add(&t->line, ", ");
        add_edits_only(t, 1, edits[1]);
        str_add(&t->line, ".");
        end_line(t);
    }
}

static int diff(const struct session_file files[2])
{
    struct telling t = {.paths = {files[0].path, files[1].path},
                        .sides = {files[0].session, files[1].session}};
    struct comparison comparison = {0};
    compare_sessions(t.sides[0], t.sides[1], &comparison);
    for (size_t i = 0; i < comparison.count; i++) {
        tell_headings(&t, &comparison.items[i]);
        bool deep = comparison.items[i].goal[0] || comparison.items[i].goal[1];
        str_add(&t.line, deep ? "    " : "  ");
        add_difference(&t, &comparison.items[i]);
        end_line(&t);
    }
    tell_sum(&t, &comparison);
    comparison_finish(&comparison);
    str_finish(&t.line);
    return output_done();
}

/* For programs: what programs know each kind by, and which sides show it. */
static void tell_item(struct json_writer *w, struct telling *t,
                      const struct difference *d)
{
    static const char *const kinds[] = {
        [DIFFERS_ONLY] = "only",   [DIFFERS_WORDS] = "words",
        [DIFFERS_WHERE] = "where", [DIFFERS_FIELD] = "field",
        [DIFFERS_VOTES] = "votes", [DIFFERS_FORM] = "form",
        [DIFFERS_ORDER] = "order", [DIFFERS_SETTLED] = "settled"};
    const struct record *goal = d->goal[side_of(d->goal)];
    json_open_object(w, NULL);
    json_tell_text(w, "kind", kinds[d->kind]);
    json_tell_id(w, "of", d->record[side_of(d->record)]);
    json_tell_id(w, "table", d->table[side_of(d->table)]);
    json_tell_id(w, "goal", goal);
    json_tell_text(w, "field", d->field);
    json_open_array(w, "shown");
    for (int side = 0; side < 2; side++) {
        json_tell_flag(w, NULL, d->record[side] != NULL);
    }
    json_close(w);
    str_clear(&t->line);
    add_difference(t, d);
    json_tell_text(w, "says", str_text(&t->line));
    json_close(w);
}

static int diff_json(const struct session_file files[2])
{
    struct telling t = {.paths = {files[0].path, files[1].path},
                        .sides = {files[0].session, files[1].session}};
    struct comparison comparison = {0};
    struct json_writer w;
    compare_sessions(t.sides[0], t.sides[1], &comparison);
    json_writer_begin(&w, "roundtable diff");
    json_open_array(&w, "files");
    json_tell_text(&w, NULL, t.paths[0]);
    json_tell_text(&w, NULL, t.paths[1]);
    json_close(&w);
    json_open_array(&w, "differences");
    for (size_t i = 0; i < comparison.count; i++) {
        tell_item(&w, &t, &comparison.items[i]);
    }
    json_close(&w);
    json_open_array(&w, "changes_only");
    json_tell_number(&w, NULL, (long long)comparison.edits_only[0]);
    json_tell_number(&w, NULL, (long long)comparison.edits_only[1]);
    json_close(&w);
    comparison_finish(&comparison);
    str_finish(&t.line);
    return print_json(&w);
}

int command_diff(const struct command *command, int argc, char **argv)
{
    struct session_file files[2];
    bool json = false;
    const struct option_row rows[] = {{"json", .flag = &json}, {.name = NULL}};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 2) {
        return usage_error(command, argc > 2   ? "two FILEs at a time"
                                    : argc < 1 ? "which two FILEs?"
                                               : "which FILE to compare it with?");
    }
    if (is_standard_input(argv[0]) && is_standard_input(argv[1])) {
        return usage_error(command, "only one of the two can be standard input");
    }
    if (!open_session(argv[0], &files[0], &status)) {
        return status;
    }
    if (!open_session(argv[1], &files[1], &status)) {
        file_close(&files[0]);
        return status;
    }
    status = json ? diff_json(files) : diff(files);
    return close_session(&files[1], close_session(&files[0], status));
}
