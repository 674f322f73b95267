#include "model/rows.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/author_inside.h"
#include "model/questions.h"
#include "model/session_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row that a template gives, of one table. */
struct given {
    const struct record *record;
    const struct record *table;
    const char *grid, *row; /* of the arena, as all texts here: templates come and go */
    const char *text;       /* what it is called once it is made */
    char place[4];
};

/* The rows of one grid of a table, as they were asked for last. */
struct row_list {
    const struct record *table;
    const char *grid;
    const struct record **items;
    size_t room;
};

struct rows {
    struct lookup given; /* of struct given, by record */
    struct lookup lists; /* of struct row_list, by table and grid */
};

static uint64_t hash_of_given(const void *item)
{
    const struct given *given = item;
    return hash_end((uintptr_t)given->record);
}

static bool is_of_record(const void *item, const void *record)
{
    const struct given *given = item;
    return given->record == record;
}

static uint64_t hash_of_list(const void *item)
{
    const struct row_list *list = item;
    return hash_end(hash_add_text((uintptr_t)list->table, list->grid));
}

static bool is_list(const void *item, const void *key)
{
    const struct row_list *a = item, *b = key;
    return a->table == b->table && strcmp(a->grid, b->grid) == 0;
}

struct rows *rows_new(void)
{
    return memory_get(sizeof(struct rows));
}

void rows_free(struct rows *rows)
{
    for (size_t i = 0; i < rows->lists.count; i++) {
        free(((struct row_list *)rows->lists.items[i])->items);
    }
    lookup_finish(&rows->lists);
    lookup_finish(&rows->given);
    free(rows);
}

static const struct given *find_given(const struct record *record)
{
    const struct lookup *all = &record->session->rows->given;
    return lookup_find(all, hash_end((uintptr_t)record), is_of_record, record);
}

/* A free list has no title, but an older program shows what its row is called. */
static const char *title_of(const struct grid *grid, const struct form_row *row)
{
    return *row->title ? row->title : grid->title;
}

void row_id(const char *table, const char *grid, const char *row,
            char id[BASE32_SIZE_BYTES])
{
    uint64_t hash = hash_add_text(hash_add_text(HASH_START, table), grid);
    base32_write(hash_end(hash_add_text(hash, row)), id);
}

static const struct record *touch_given(struct session *s, const struct record *table,
                                        const struct grid *grid,
                                        const struct form_row *row)
{
    char id[BASE32_SIZE_BYTES];
    row_id(table->id, grid->id, row->id, id);
    struct record *record = session_touch_record(s, s->goal, id);
    if (!find_given(record)) {
        struct given *given = arena_get(&s->arena, sizeof *given);
        given->record = record;
        given->table = table;
        given->grid = arena_copy_text(&s->arena, grid->id);
        given->row = arena_copy_text(&s->arena, row->id);
        given->text = arena_copy_text(&s->arena, title_of(grid, row));
        snprintf(given->place, sizeof given->place, "%03u",
                 (unsigned)(row - grid->given + 1) % 1000);
        lookup_add(&s->rows->given, given, hash_of_given);
    }
    return record;
}

static struct row_list *touch_list(struct session *s, const struct record *table,
                                   const char *grid)
{
    struct row_list key = {.table = table, .grid = grid};
    struct row_list *list =
        lookup_find(&s->rows->lists, hash_of_list(&key), is_list, &key);
    if (!list) {
        list = arena_get(&s->arena, sizeof *list);
        list->table = table;
        list->grid = arena_copy_text(&s->arena, grid);
        lookup_add(&s->rows->lists, list, hash_of_list);
    }
    return list;
}

const struct grid *table_grid(struct session *s, const struct record *table,
                              const char *id)
{
    const struct template *form = table_template(s, table);
    const struct grid *grid = template_grid(form, id);
    const struct template *catalogue = grid ? NULL : template_catalogue(form);
    const struct grid *looked = catalogue ? template_grid(catalogue, id) : NULL;
    if (looked) { /* and id may go with what is not joined any more */
        session_look_at_form(s, catalogue, looked);
        grid = template_grid(table_template(s, table), looked->id);
    }
    return grid;
}

const struct column *table_column(struct session *s, const struct record *table,
                                  const char *id)
{
    const struct template *form = table_template(s, table);
    const struct column *column = template_column(form, id, NULL);
    const struct template *catalogue = column ? NULL : template_catalogue(form);
    const struct column *further =
        catalogue ? template_column(catalogue, id, NULL) : NULL;
    if (further && further->grid->rows == ROWS_GOALS) {
        session_look_at_form(s, catalogue, further->grid);
        column = template_column(table_template(s, table), further->id, NULL);
    }
    return column;
}

const struct record *const *grid_rows(struct session *s, const struct record *table,
                                      const struct grid *grid, size_t *count)
{
    size_t written;
    const struct record *const *rows =
        table_rows(s, table, grid->rows == ROWS_GOALS ? "" : grid->id, &written);
    if (grid->rows != ROWS_GIVEN) {
        *count = written;
        return rows;
    }
    struct row_list *list = touch_list(s, table, grid->id);
    *count = 0;
    for (size_t i = 0; i < grid->given_count; i++) {
        ARRAY_ADD(list->items, *count, list->room,
                  touch_given(s, table, grid, &grid->given[i]));
    }
    for (size_t i = 0; i < written; i++) {
        const struct given *given = find_given(rows[i]);
        if (!given || !grid_given(grid, given->row)) {
            ARRAY_ADD(list->items, *count, list->room, rows[i]);
        }
    }
    return list->items;
}

const struct record *grid_row(struct session *s, const struct record *table,
                              const struct grid *grid, const char *row)
{
    const struct form_row *given = grid_given(grid, row);
    return given ? touch_given(s, table, grid, given) : NULL;
}

const char *row_words(const struct record *row)
{
    const char *text = record_text(row, "text");
    const struct given *given = text ? NULL : find_given(row);
    bool veiled = !text && !given && record_is_veiled(row);
    return given    ? given->text
           : veiled ? *row->column ? "a row not yet shown" : "a goal not yet shown"
           : text   ? text
           : record_field(row, "text") ? ROW_TAKEN_OUT
                                       : "";
}

/* The row of a note, or the row itself. */
static const struct record *row_of(const struct record *entry)
{
    bool note = entry && entry->kind == entry->session->note;
    return note ? record_owner(entry) : entry;
}

const struct record *row_table(const struct record *entry)
{
    const struct record *row = row_of(entry);
    const struct given *given = row ? find_given(row) : NULL;
    return given ? given->table : row ? record_owner(row) : NULL;
}

const char *row_grid(const struct record *entry)
{
    const struct record *row = row_of(entry);
    const struct given *given = row ? find_given(row) : NULL;
    return given ? given->grid : row ? record_words(row, "grid") : NULL;
}

/* Which given row a record says it is, if its id says so, too: any other row that a hand wrote
 * can be renamed, moved and deleted. */
static const char *given_by_its_id(const struct record *row)
{
    const char *grid = record_words(row, "grid"), *name = record_words(row, "row");
    const struct record *table = *grid && *name ? record_owner(row) : NULL;
    char id[BASE32_SIZE_BYTES] = "";
    if (table) {
        row_id(record_id(table), grid, name, id);
    }
    return table && strcmp(id, record_id(row)) == 0 ? name : NULL;
}

const char *row_given(const struct record *row)
{
    const struct given *given = find_given(row);
    return given ? given->row : given_by_its_id(row);
}

const struct form_row *row_form(const struct session *s, const struct record *row)
{
    const char *id = row_given(row);
    const struct record *table = id ? row_table(row) : NULL;
    const struct grid *grid =
        table ? template_grid(table_template(s, table), row_grid(row)) : NULL;
    return grid ? grid_given(grid, id) : NULL;
}

/* Whether the field of a table is that of a mark of which there is one, and names a row. */
static bool says_where_we_are(const struct session *s, const struct record *table,
                              const char *field, const char *text)
{
    const char *colon = strchr(field, ':');
    const struct template *form = table_template(s, table);
    const struct grid *grid = colon ? template_grid(form, colon + 1) : NULL;
    bool marks = false;
    for (size_t i = 0; grid && i < grid->goals.mark_count; i++) {
        const struct mark *mark = grid->goals.marks[i];
        size_t len = strlen(mark->id);
        marks |= mark->one && strncmp(mark->id, field, len) == 0 && field + len == colon;
    }
    return marks && (grid_given(grid, text) || session_record(s, "goal", text));
}

bool row_says_given(const struct session *s, const struct record *record,
                    const char *field, const char *text)
{
    if (record_is(record, "session")) {
        return says_where_we_are(s, record, field, text);
    }
    if (!record_is(record, "goal") || strcmp(field, "text") != 0) {
        return false;
    }
    const struct form_row *row = row_form(s, record);
    const struct grid *grid =
        row ? template_grid(table_template(s, row_table(record)), row_grid(record))
            : NULL;
    return grid && strcmp(text, title_of(grid, row)) == 0;
}

size_t column_note_count(struct session *s, const struct record *table,
                         const char *column)
{
    const struct grid *grid = NULL;
    size_t count, notes, sum = 0;
    template_column(table_template(s, table), column, &grid);
    if (!grid || grid->rows == ROWS_GOALS) {
        return table_note_count(s, table, column);
    }
    const struct record *const *rows = table_rows(s, table, grid->id, &count);
    for (size_t i = 0; i < count; i++) {
        goal_notes(s, rows[i], column, &notes);
        sum += notes;
    }
    return sum;
}

static bool row_in_use(struct session *s, const struct grid *grid,
                       const struct record *row)
{
    size_t count, sum = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        goal_notes(s, row, grid->columns[i].id, &count);
        sum += count;
    }
    for (size_t i = 0; i < grid->goals.mark_count && grid->rows != ROWS_GOALS; i++) {
        sum += *entry_mark(row, grid->goals.marks[i]) != '\0';
    }
    return sum || (grid->rows == ROWS_OWN && record_shown(row));
}

bool grid_in_use(struct session *s, const struct record *table, const struct grid *grid)
{
    size_t count;
    const struct record *const *rows = grid_rows(s, table, grid, &count);
    bool in_use = false;
    for (size_t i = 0; i < count && !in_use; i++) {
        in_use = row_in_use(s, grid, rows[i]);
    }
    return in_use;
}

const struct grid **table_grids(struct session *s, const struct record *table,
                                size_t *count)
{
    const struct template *form = table_template(s, table);
    const struct grid **grids = memory_get((form->grid_count + 1) * sizeof(*grids));
    *count = 0;
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        if (!grid->optional || grid_in_use(s, table, grid)) {
            grids[(*count)++] = grid;
        }
    }
    return grids;
}

/* Marks */

static struct str field_of_one(const struct record *entry, const struct mark *mark)
{
    return str_of("%s:%s", mark->id, row_grid(entry));
}

/* How a mark of which there is one names a row. */
static const char *name_of(const struct record *row)
{
    const char *given = row_given(row);
    return given ? given : record_id(row);
}

const char *entry_mark(const struct record *entry, const struct mark *mark)
{
    const struct record *table = mark->one ? row_table(entry) : NULL;
    if (!mark->one) {
        return record_words(entry, mark->id);
    }
    if (!table || !mark->choice_count) {
        return "";
    }
    struct str field = field_of_one(entry, mark);
    bool has = strcmp(record_words(table, str_text(&field)), name_of(entry)) == 0;
    str_finish(&field);
    return has ? mark->choices[0].id : "";
}

const struct field *entry_mark_field(const struct record *entry, const struct mark *mark)
{
    const struct record *table = mark->one ? row_table(entry) : NULL;
    if (!table) {
        return mark->one ? NULL : record_field(entry, mark->id);
    }
    struct str field = field_of_one(entry, mark);
    const struct field *found = record_field(table, str_text(&field));
    str_finish(&field);
    return found;
}

bool entry_mark_said(const struct record *entry, const struct mark *mark,
                     const struct choice *choice)
{
    const struct field *field = entry_mark_field(entry, mark);
    const struct version *head = field ? field_shown(field) : NULL;
    const char *wanted = mark->one ? name_of(entry) : choice->id;
    for (; head; head = head_next(head)) {
        struct value value = version_value(head);
        if (value.kind == VALUE_TEXT && strcmp(value.text, wanted) == 0) {
            return true;
        }
    }
    return false;
}

static struct value mark_value(const char *text)
{
    return text ? VALUE_OF_TEXT(text) : VALUE_NOTHING;
}

bool author_mark(struct author *a, const struct record *entry, const struct mark *mark,
                 const char *choice, struct err *err)
{
    const struct record *table = row_table(entry);
    if (!mark->one || !table) {
        return author_set(a, entry, mark->id, mark_value(choice), err);
    }
    struct str field = field_of_one(entry, mark);
    bool own =
        author_begin_act(a, choice ? "marked" : "took the mark off", row_words(entry));
    bool ok = author_need_row(a, entry, err) &&
              author_set(a, table, str_text(&field),
                         mark_value(choice ? name_of(entry) : NULL), err);
    author_end_act(a, own);
    str_finish(&field);
    return ok;
}

/* Writing */

bool author_need_row(struct author *a, const struct record *row, struct err *err)
{
    const struct given *given = find_given(row);
    if (!given || (record_text(row, "row") && !record_deletion(row))) {
        return true;
    }
    struct draft d;
    struct str table = str_of("session:%s", given->table->id);
    draft_begin(&d, a, "goal", row->id);
    if (!record_text(row,
                     "text")) { /* given again, it would be forgotten with its maker */
        draft_set(&d, row, "text", VALUE_OF_TEXT(given->text));
    }
    draft_set(&d, row, "session", VALUE_OF_TEXT(str_text(&table)));
    draft_set(&d, row, "grid", VALUE_OF_TEXT(given->grid));
    draft_set(&d, row, "row", VALUE_OF_TEXT(given->row));
    draft_set(&d, row, "place", VALUE_OF_TEXT(given->place));
    if (record_deletion(row)) {
        draft_set(&d, row, "gone", VALUE_NOTHING);
    }
    bool ok = session_keep_form(a->session, given->grid, err) &&
              draft_apply_for_good(&d, a, err);
    str_finish(&table);
    return ok;
}

size_t row_note_count(const struct session *session, const struct record *row)
{
    size_t count = 0;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        count += record_parent(r) == row;
    }
    return count;
}

bool author_refuses_given(const struct record *row, const char *verb, struct err *err)
{
    if (!row_given(row)) {
        return false;
    }
    err_set(err, "'%s' is given by the form and cannot be %s", row_words(row), verb);
    return true;
}

const struct record *author_add_row(struct author *a, const struct record *table,
                                    const struct grid *grid, const struct record *after,
                                    const char *text, struct err *err)
{
    if (grid->rows == ROWS_GIVEN) {
        err_set(err, "the rows of '%s' are given", grid->title);
        return NULL;
    }
    return author_add_in(a, table, grid->rows == ROWS_OWN ? grid->id : "", after, NULL,
                         text, err);
}
