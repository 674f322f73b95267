#include "model/top.h"

#include "base/memory.h"
#include "model/fields.h"
#include "model/questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const top_own_members[] = {"format", "version",      "sessions", "templates",
                                       "edits",  "top",          "checksum", "forms",
                                       "themes", "rescued_from", NULL};

/* What each goal says of itself: no column is called so in the top. */
static const char *const own_members[] = {"id", "text", "votes", NULL};

/* Whether notes in a column of that name stand in the edits alone. */
static bool leaves_out_column(const char *column)
{
    return text_among(column, own_members, SIZE_MAX);
}

static bool is_public(enum top_names names)
{
    return names == TOP_PUBLIC || names == TOP_PUBLIC_WITHOUT_NAMES;
}

/* For the public, nothing that a template or another program adds. */
static bool is_left_out(unsigned traits, enum top_names names)
{
    return (is_public(names) && !(traits & FIELD_PUBLIC)) ||
           ((names == TOP_WITHOUT_NAMES || names == TOP_PUBLIC_WITHOUT_NAMES) &&
            (traits & FIELD_UNNAMED));
}

/* The members of one object, with what stands between them. */
struct members {
    struct str *out;
    enum top_names names;
    const char *between; /* ",\n    " or ", " */
    bool any;
};

static void member(struct members *m, const char *name, struct value value)
{
    if (m->any) {
        str_put(m->out, m->between, strlen(m->between));
    }
    m->any = true;
    json_write_text(name, m->out);
    STR_PUT(m->out, ": ");
    value_write(value, m->out);
}

/* Those that stand first, in the order of the table, then the others by name. `taken` are
 * names that the caller writes itself. */
static void write_fields(struct members *m, const struct record *record,
                         const struct lookup *taken)
{
    const char *kind = record_kind(record), **others = NULL;
    size_t count = 0, room = 0, at = 0;
    if (*record_id(record) && strcmp(kind, "file") != 0) {
        member(m, "id", VALUE_OF_TEXT(record_id(record)));
    }
    for (const char *first; (first = field_next(kind, FIELD_FIRST, &at));) {
        struct value value = record_value(record, first);
        if (value.kind != VALUE_NONE &&
            (m->names == TOP_WITH_NAMES ||
             !is_left_out(field_traits(kind, first), m->names))) {
            member(m, first, value);
        }
    }
    for (const struct field *f = record_fields(record); f; f = f->next) {
        unsigned traits = field_traits(kind, f->name);
        if (field_shown(f) && version_value(field_shown(f)).kind != VALUE_NONE &&
            !(traits & (FIELD_FIRST | FIELD_INSIDE)) && !lookup_find_id(taken, f->name) &&
            !is_left_out(traits, m->names)) {
            ARRAY_ADD(others, count, room, f->name);
        }
    }
    ARRAY_SORT(others, count, text_order);
    for (size_t i = 0; i < count; i++) {
        member(m, others[i], record_value(record, others[i]));
    }
    free(others);
}

static const struct lookup nothing_taken;

static void new_line(struct str *out, int depth)
{
    static const char start[] = "\n                        "; /* as deep as rows' notes */
    enum { DEEPEST = (sizeof start - 2) / 2 };
    str_put(out, start, (size_t)(1 + 2 * (depth < DEEPEST ? depth : DEEPEST)));
    for (int i = DEEPEST; i < depth; i++) {
        str_add(out, "  ");
    }
}

/* How often something was answered is the answer, and no vote. */
static bool is_answer(const struct record *entry)
{
    return strcmp(record_words(entry, "column"), ANSWERS_COLUMN) == 0;
}

static void write_votes(struct members *m, const struct record *entry)
{
    long votes = record_votes(entry);
    if (votes && (!is_public(m->names) || is_answer(entry))) {
        char number[32];
        snprintf(number, sizeof number, "%ld", votes);
        member(m, "votes", VALUE_OF_JSON(number));
    }
}

static void write_note(const struct record *note, enum top_names names, struct str *out)
{
    struct members m = {.out = out, .names = names, .between = ", "};
    STR_PUT(out, "{ ");
    write_fields(&m, note, &nothing_taken);
    write_votes(&m, note);
    STR_PUT(out, " }");
}

static void write_column(struct session *session, const struct record *goal,
                         const char *column, enum top_names names, struct str *out,
                         int depth)
{
    size_t count;
    const struct record *const *notes = goal_notes(session, goal, column, &count);
    str_put_byte(out, ',');
    new_line(out, depth);
    json_write_text(column, out);
    STR_PUT(out, ": [");
    for (size_t i = 0; i < count; i++) {
        str_put(out, ",", i > 0);
        new_line(out, depth + 1);
        write_note(notes[i], names, out);
    }
    if (count) {
        new_line(out, depth);
    }
    str_add_byte(out, ']');
}

/* The columns of one table. */
struct listed {
    const char **columns; /* those of the form, then those that it lacks */
    size_t form_count;
    struct lookup by_name;
};

static struct listed listed_of(struct session *session, const struct record *table)
{
    const struct template *form = table_template(session, table);
    struct listed listed = {.columns = top_listed_columns(session, table)};
    for (const char **column = listed.columns; *column; column++) {
        lookup_add_id(&listed.by_name, column);
        listed.form_count += template_column(form, *column, NULL) != NULL;
    }
    return listed;
}

/* Every goal lists all columns of the form, and of those that it lacks those where the
 * goal has notes. */
static void write_columns(struct session *session, const struct record *goal,
                          const struct listed *listed, enum top_names names,
                          struct str *out, int depth)
{
    const char **own = goal_columns(session, goal);
    for (size_t i = 0; i < listed->form_count; i++) {
        write_column(session, goal, listed->columns[i], names, out, depth);
    }
    for (size_t i = 0; own[i]; i++) {
        const char **column = lookup_find_id(&listed->by_name, own[i]);
        if (column && (size_t)(column - listed->columns) >= listed->form_count) {
            write_column(session, goal, own[i], names, out, depth);
        }
    }
    free(own);
}

/* One with a line for each member; @between is the caller's to finish. */
static struct members begin_object(struct str *out, enum top_names names, int depth,
                                   struct str *between)
{
    str_add_byte(between, ',');
    new_line(between, depth + 1);
    str_add_byte(out, '{');
    new_line(out, depth + 1);
    return (struct members){.out = out, .names = names, .between = between->bytes};
}

static void write_goal(struct session *session, const struct record *goal,
                       const struct listed *listed, enum top_names names, struct str *out,
                       int depth)
{
    struct str between = STR_EMPTY;
    struct members m = begin_object(out, names, depth, &between);
    write_fields(&m, goal, &listed->by_name);
    write_votes(&m, goal);
    if (!m.any) {
        member(&m, "text", VALUE_OF_TEXT(""));
    }
    write_columns(session, goal, listed, names, out, depth + 1);
    new_line(out, depth);
    str_add_byte(out, '}');
    str_finish(&between);
}

/* A row of another grid has the columns in which its notes stand. */
static struct listed listed_of_row(struct session *session, const struct record *row)
{
    struct listed listed = {.columns = goal_columns(session, row)};
    size_t count = 0;
    for (size_t i = 0; listed.columns[i]; i++) {
        listed.columns[count] = listed.columns[i];
        count += !leaves_out_column(listed.columns[count]);
    }
    listed.columns[count] = NULL;
    for (const char **column = listed.columns; *column; column++) {
        lookup_add_id(&listed.by_name, column);
    }
    return listed;
}

/* What nobody is to see yet stands in the file alone. */
static bool is_told(const struct record *row, enum top_names names)
{
    bool question = strcmp(record_words(row, "grid"), QUESTIONS_GRID) == 0;
    return !question || names == TOP_WITH_NAMES ||
           question_of(row).state != QUESTION_OPEN;
}

/* The goals, then the rows of other grids. */
static size_t write_rows(struct session *session, const struct record *table,
                         const struct listed *listed, enum top_names names,
                         struct str *out, int depth)
{
    size_t count, written = 0;
    const struct record **rows = table_all_rows(session, table, &count);
    for (size_t i = 0; i < count; i++) {
        bool goal = !entry_is_aside(rows[i]);
        if (goal || is_told(rows[i], names)) {
            struct listed own = goal ? *listed : listed_of_row(session, rows[i]);
            str_add(out, written++ ? "," : "");
            new_line(out, depth);
            write_goal(session, rows[i], &own, names, out, depth);
            if (!goal) {
                lookup_finish(&own.by_name);
                free(own.columns);
            }
        }
    }
    free(rows);
    return written;
}

const char **top_columns(struct session *session, const struct record *table)
{
    const struct template *form = table_template(session, table);
    const char **strange = table_strange_columns(session, table);
    const char **columns = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        for (size_t j = 0; grid->rows == ROWS_GOALS && j < grid->column_count; j++) {
            const char *id = grid->columns[j].id;
            if (!grid->optional || table_note_count(session, table, id)) {
                ARRAY_ADD(columns, count, room, id);
            }
        }
    }
    size_t strange_count = 0;
    while (strange[strange_count]) {
        strange_count++;
    }
    for (size_t i = 0; i <= strange_count; i++) {
        ARRAY_ADD(columns, count, room, strange[i]); /* the NULL at its end too */
    }
    free(strange);
    return columns;
}

const char **top_listed_columns(struct session *session, const struct record *table)
{
    const char **columns = top_columns(session, table);
    struct lookup listed = {0};
    size_t count = 0;
    for (size_t i = 0; columns[i]; i++) {
        columns[count] = columns[i];
        count +=
            !leaves_out_column(columns[count]) && lookup_add_id(&listed, &columns[count]);
    }
    columns[count] = NULL;
    lookup_finish(&listed);
    return columns;
}

static void write_table(struct session *session, const struct record *table,
                        enum top_names names, struct str *out, int depth)
{
    struct listed listed = listed_of(session, table);
    struct str between = STR_EMPTY;
    struct members m = begin_object(out, names, depth, &between);
    write_fields(&m, table, &nothing_taken);
    if (m.any) {
        str_add(out, between.bytes);
    }
    str_add(out, "\"goals\": [");
    if (write_rows(session, table, &listed, names, out, depth + 2)) {
        new_line(out, depth + 1);
    }
    str_add_byte(out, ']');
    new_line(out, depth);
    str_add_byte(out, '}');
    str_finish(&between);
    lookup_finish(&listed.by_name);
    free(listed.columns);
}

/* listener may be NULL. */
static void write_sessions(struct session *session, enum top_names names, struct str *out,
                           int depth, const struct top_listener *listener)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    str_add_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        str_add(out, i ? "," : "");
        new_line(out, depth + 1);
        size_t from_bytes = out->len_bytes;
        if (!listener || !listener->known ||
            !listener->known(listener->with, tables[i], out)) {
            write_table(session, tables[i], names, out, depth + 1);
        }
        if (listener) {
            listener->table(listener->with, out, from_bytes);
        }
    }
    if (count) {
        new_line(out, depth);
    }
    str_add_byte(out, ']');
}

void top_write_sessions(struct session *session, enum top_names names, struct str *out,
                        int depth)
{
    write_sessions(session, names, out, depth, NULL);
}

static void write_templates(const struct session *session, struct str *out)
{
    const char **forms = NULL;
    size_t count = 0, room = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        const struct field *form =
            record_is(r, "template") ? record_field(r, "form") : NULL;
        for (const struct version *v = form ? form->versions : NULL; v; v = v->next) {
            if (edit_is_template(v->edit)) {
                ARRAY_ADD(forms, count, room, version_value(v).text);
            }
        }
    }
    ARRAY_SORT(forms, count, text_order);
    str_add(out, "  \"templates\": [");
    for (size_t i = 0; i < count; i++) {
        str_add(out, i ? ",\n    " : "\n    ");
        str_add(out, forms[i]); /* long */
    }
    str_add(out, count ? "\n  ],\n" : "],\n");
    free(forms);
}

static void write_top(struct session *session, enum top_names names, struct str *out,
                      const struct top_listener *listener)
{
    const struct record *file = session_record(session, "file", "file");
    str_add(out, "  \"format\": \"roundtable session\",\n  \"version\": 1,\n");
    str_add(out, "  \"sessions\": ");
    write_sessions(session, names, out, 1, listener);
    str_add(out, ",\n");
    if (file) {
        struct str fields = STR_EMPTY;
        struct members m = {.out = &fields, .names = names, .between = ",\n  "};
        struct lookup own = {0};
        for (const char *const *name = top_own_members; *name; name++) {
            lookup_add_id(&own, (void *)name);
        }
        write_fields(&m, file, &own);
        lookup_finish(&own);
        if (m.any) {
            str_addf(out, "  %s,\n", str_text(&fields));
        }
        str_finish(&fields);
    }
    write_templates(session, out);
}

void top_write(struct session *session, enum top_names names, struct str *out)
{
    write_top(session, names, out, NULL);
}

enum { TABLE_DEPTH = 2 }; /* as write_top() has them */

void top_write_table(struct session *session, const struct record *table, struct str *out)
{
    write_table(session, table, TOP_WITH_NAMES, out, TABLE_DEPTH);
}

void top_write_told(struct session *session, const struct top_listener *listener,
                    struct str *out)
{
    write_top(session, TOP_WITH_NAMES, out, listener);
}
