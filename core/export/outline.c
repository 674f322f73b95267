#include "export/outline.h"

#include "base/instant.h"
#include "base/memory.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct field *outline_field(const struct outline *outline, const char *name)
{
    return outline->only_words ? NULL : record_field(outline->table, name);
}

/* A language goes into an attribute as it is, so it must be one by its letters and by its
 * length (RFC 5646, 4.4.1). */
static bool is_language(const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    size_t len_bytes = strspn(text, letters);
    return len_bytes > 0 && len_bytes <= 35 && !text[len_bytes];
}

static const char *language_of(const struct record *table, const struct template *form)
{
    const char *chosen = record_words(table, "language");
    if (is_language(chosen)) {
        return chosen;
    }
    return is_language(form->language) ? form->language : "en";
}

static void add_fact(struct outline *outline, const char *field, struct outline_fact fact)
{
    bool named = !outline->without_names || !field_is("session", field, FIELD_PERSON);
    if (*fact.words && named) {
        fact.field = outline_field(outline, field);
        outline->facts[outline->fact_count++] = fact;
    }
}

static void take_facts(struct outline *outline)
{
    const struct record *table = outline->table;
    const char *date = record_says(table, "date"), *number = record_says(table, "table");
    if (date_in_words(date, outline->date)) {
        date = outline->date;
    }
    const char *label = history_is_several(number) ? "Tables" : "Table";
    add_fact(outline, "place",
             (struct outline_fact){"Place", record_says(table, "place"), "", NULL});
    add_fact(outline, "date", (struct outline_fact){"Date", date, "", NULL});
    add_fact(outline, "table",
             (struct outline_fact){label, number, history_table_word(number), NULL});
    add_fact(outline, "facilitator",
             (struct outline_fact){"Facilitator", record_says(table, "facilitator"),
                                   "facilitator ", NULL});
}

static struct outline_column column_of(const struct outline *outline,
                                       const struct column *column)
{
    bool only_words = outline->only_words;
    const char *title = only_words ? column->plain : column->title;
    return (struct outline_column){
        .id = column->id,
        .title = *title ? title : column->id,
        .marks = column->marks,
        .mark_count = only_words ? 0 : column->mark_count,
        .only_words = only_words,
    };
}

static void count_notes(const struct outline *outline, struct outline_part *part)
{
    part->wide = part->column_count > OUTLINE_MOST_COLUMNS;
    for (size_t i = 0; i < part->column_count; i++) {
        lookup_add_id(&part->by_id, &part->columns[i]);
        part->note_count +=
            table_note_count(outline->session, outline->table, part->columns[i].id);
    }
}

static void add_grid(struct outline *outline, const struct grid *grid)
{
    struct outline_part *part = &outline->parts[outline->part_count];
    const char *title = outline->only_words ? grid->plain : grid->title;
    *part = (struct outline_part){
        .id = grid->id,
        .title = *title ? title : grid->id,
        .goals = column_of(outline, &grid->goals),
        .columns = arena_get(&outline->arena,
                             (grid->column_count + 1) * sizeof(struct outline_column)),
        .column_count = grid->column_count,
        .lists_goals = outline->part_count == 0,
    };
    for (size_t i = 0; i < grid->column_count; i++) {
        part->columns[i] = column_of(outline, &grid->columns[i]);
    }
    count_notes(outline, part);
    outline->part_count++;
}

/* Nothing is hidden for want of a column: what the template lacks follows its grids. A
 * note there may carry any mark of the template. */
static void add_strange_columns(struct outline *outline, const struct template *form)
{
    const char **names = table_strange_columns(outline->session, outline->table);
    size_t count = 0;
    while (names[count]) {
        count++;
    }
    if (count) {
        qsort(names, count, sizeof *names, text_order);
        const struct mark **marks = arena_get(
            &outline->arena, (form->mark_count + 1) * sizeof(const struct mark *));
        for (size_t i = 0; i < form->mark_count; i++) {
            marks[i] = &form->marks[i];
        }
        struct outline_part *part = &outline->parts[outline->part_count++];
        *part = (struct outline_part){
            .id = "",
            .title = "Other columns",
            .columns = arena_get(&outline->arena, count * sizeof(struct outline_column)),
            .column_count = count,
            .goals = column_of(outline, &form->grids[0].goals),
            .strange = true,
        };
        for (size_t i = 0; i < count; i++) {
            const char *title = *names[i] ? names[i] : "No column";
            part->columns[i] = (struct outline_column){
                names[i], title, marks, outline->only_words ? 0 : form->mark_count,
                outline->only_words};
        }
        count_notes(outline, part);
    }
    free(names);
}

/* The vision stands above the first grid that asks for one; a template without such a
 * grid must not hide it, so then the last part takes it. */
static void place_vision(struct outline *outline, const struct template *form)
{
    for (size_t i = 0; i < form->grid_count; i++) {
        if (*form->grids[i].vision) {
            outline->parts[i].has_vision = true;
            return;
        }
    }
    if (*outline->vision) {
        outline->parts[outline->part_count - 1].has_vision = true;
    }
}

void outline_init(struct outline *outline, struct session *session,
                  const struct record *table, const struct export_options *options)
{
    const struct template *form = table_template(session, table);
    *outline = (struct outline){
        .session = session,
        .table = table,
        .without_names = export_without_names(options),
        .only_words = export_plainly(options),
        .title = record_says(table, "title"),
        .language = language_of(table, form),
        .vision = record_says(table, "vision"),
        .arena = ARENA_EMPTY,
    };
    if (!*outline->title) {
        outline->title = "Untitled session";
    }
    take_facts(outline);
    outline->goals = table_goals(session, table, &outline->goal_count);
    outline->parts =
        arena_get(&outline->arena, (form->grid_count + 1) * sizeof *outline->parts);
    for (size_t i = 0; i < form->grid_count; i++) {
        add_grid(outline, &form->grids[i]);
    }
    add_strange_columns(outline, form);
    place_vision(outline, form);
    outline->people = outline->only_words ? 0 : ballot_people(session, table);
}

void outline_add_id(const struct session *session, const struct record *record,
                    struct str *out)
{
    const char *id = record_id(record);
    bool twice = !record_is(record, "goal") && session_record(session, "goal", id);
    str_addf(out, "%s%s%s", twice ? record_kind(record) : "", twice ? ":" : "", id);
}

void outline_add_title(struct session *session, struct str *out)
{
    size_t count, workshops = 0;
    const struct record *const *tables = session_tables(session, &count);
    const char *first = "", **titles = memory_get((count + 1) * sizeof *titles);
    for (size_t i = 0; i < count; i++) {
        titles[i] = record_says(tables[i], "title");
        first = *first ? first : titles[i];
    }
    ARRAY_SORT(titles, count, text_order);
    for (size_t i = 0; i < count; i++) {
        workshops += *titles[i] && (!i || strcmp(titles[i], titles[i - 1]) != 0);
    }
    if (workshops > 1) {
        str_addf(out, "%zu workshops", workshops);
    } else {
        str_add(out, *first ? first : "Untitled session");
    }
    free(titles);
}

void outline_finish(struct outline *outline)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        lookup_finish(&outline->parts[i].by_id);
    }
    arena_finish(&outline->arena);
    *outline = (struct outline){0};
}

bool outline_part_has_rows(const struct outline *outline, const struct outline_part *part)
{
    return part->note_count || (part->lists_goals && outline->goal_count);
}

/* Heads count as well as the words shown: where one hand cleared the vision and another
 * reworded it unseen, the rewording is still to be read. */
static bool vision_said(const struct outline *outline, const struct outline_part *part)
{
    return part->has_vision &&
           (*outline->vision || field_wordings(outline_field(outline, "vision")) > 1);
}

bool outline_part_filled(const struct outline *outline, const struct outline_part *part)
{
    return outline_part_has_rows(outline, part) || vision_said(outline, part);
}

const struct outline_column *outline_column(const struct outline_part *part,
                                            const char *id)
{
    return lookup_find_id(&part->by_id, id);
}

const struct outline_column **outline_goal_columns(const struct outline *outline,
                                                   const struct outline_part *part,
                                                   const struct record *goal)
{
    const char **own = part->wide ? goal_columns(outline->session, goal) : NULL;
    const struct outline_column **columns = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; own ? own[i] != NULL : i < part->column_count; i++) {
        const struct outline_column *column =
            own ? outline_column(part, own[i]) : &part->columns[i];
        if (column) {
            ARRAY_ADD(columns, count, room, column);
        }
    }
    ARRAY_ADD(columns, count, room, NULL);
    free(own);
    return columns;
}

size_t outline_heading_count(const struct outline_part *part)
{
    return part->wide ? 3 : part->column_count + 1;
}

const char *outline_heading(const struct outline_part *part, size_t n)
{
    return !n           ? part->goals.title
           : part->wide ? (n == 1 ? "Column" : "Notes")
                        : part->columns[n - 1].title;
}

size_t outline_goal_notes(const struct outline *outline, const struct outline_part *part,
                          const struct record *goal)
{
    const struct outline_column **columns = outline_goal_columns(outline, part, goal);
    size_t total = 0;
    for (size_t i = 0; columns[i]; i++) {
        size_t count;
        goal_notes(outline->session, goal, columns[i]->id, &count);
        total += count;
    }
    free(columns);
    return total;
}

bool outline_part_has_goal(const struct outline *outline, const struct outline_part *part,
                           const struct record *goal)
{
    return !part->strange || outline_goal_notes(outline, part, goal);
}

const char **outline_other_wordings(const struct field *field)
{
    if (!field || field_wordings(field) < 2) {
        return NULL;
    }
    size_t count, found = 0;
    const struct version **heads = history_wordings(field, &count);
    const char **texts = memory_get((count + 1) * sizeof *texts);
    struct lookup seen = {0};
    for (size_t i = 1; i < count; i++) { /* the first is the one shown */
        struct value value = version_value(heads[i]);
        texts[found] = value.text;
        found += value.kind != VALUE_NONE && lookup_add_id(&seen, &texts[found]);
    }
    texts[found] = NULL;
    lookup_finish(&seen);
    free(heads);
    if (!found) {
        free(texts);
        return NULL;
    }
    return texts;
}

bool outline_next_mark(const struct outline_column *column, const struct record *record,
                       size_t *next, struct outline_mark *mark)
{
    while (*next < column->mark_count) {
        const struct mark *kind = column->marks[(*next)++];
        const char *value = record_says(record, kind->id);
        if (*value) {
            const struct choice *choice = mark_choice(kind, value);
            *mark = (struct outline_mark){
                kind->id, value, choice && *choice->title ? choice->title : value};
            return true;
        }
    }
    return false;
}

const char *outline_answer(const struct outline *outline, const struct record *record)
{
    const struct record *answer =
        outline->only_words ? NULL : plan_answer(outline->session, record);
    return answer ? record_says(answer, "text") : NULL;
}

bool outline_promise(const struct outline *outline, const struct record *record,
                     struct str *out)
{
    struct commitment c;
    size_t start_bytes = out->len_bytes;
    if (outline->only_words || strcmp(record_kind(record), "note") != 0 ||
        !commitment_of(record, &c)) {
        return false;
    }
    commitment_add_all(&c, !outline->without_names, out);
    return out->len_bytes > start_bytes;
}

bool outline_votes(const struct outline *outline, const struct record *record,
                   char words[OUTLINE_VOTES_SIZE_BYTES])
{
    long votes = ballot_votes(record);
    struct str said = STR_EMPTY;
    if (!votes) {
        return false;
    }
    votes_say(votes, outline->people, &said);
    snprintf(words, OUTLINE_VOTES_SIZE_BYTES, "%s", said.bytes);
    str_finish(&said);
    return true;
}
