/* The sheets with what stands in the tables. */

#include "export/xlsx/xlsx_parts.h"

#include "base/instant.h"
#include "base/memory.h"
#include "export/told.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

const char *const *xlsx_says(const struct xlsx_source *source)
{
    return source->paper->texts;
}

void xlsx_table_cell(struct xlsx_source *source, struct xlsx_sheet *sheet, size_t table)
{
    struct str name = STR_EMPTY;
    if (source->count > 1) {
        findings_add_table(&source->findings.tables[table], &name);
        xlsx_words(sheet, xlsx_says(source)[PAPER_TABLE], XLSX_SHORT, str_text(&name));
    }
    str_finish(&name);
}

void xlsx_promise_cell(struct xlsx_source *source, struct xlsx_sheet *sheet,
                       enum paper_word title, enum xlsx_kind kind,
                       const struct commitment *c, const char *field)
{
    struct str words = STR_EMPTY;
    const char *said = record_says(c->note, field);
    bool no_day = kind == XLSX_DATE && commitment_differs(c, field); /* to sort by */
    if (!no_day || !paper_say_date(source->paper, said, &words)) {
        str_add(&words, said);
    }
    outline_mark_differing(source->paper, c, field, &words);
    xlsx_words(sheet, xlsx_says(source)[title], kind, str_text(&words));
    str_finish(&words);
}

/* Adds a field's other wordings, where they are told. */
static void xlsx_add_wordings(const struct xlsx_source *source,
                              const struct record *record, const char *field,
                              struct str *out)
{
    const char **texts = source->only_words || !record
                             ? NULL
                             : outline_other_wordings(record_field(record, field));
    for (size_t i = 0; texts && texts[i]; i++) {
        str_addf(out, "%s%s", out->len_bytes ? "\n" : "", texts[i]);
    }
    free(texts);
}

static size_t note_count(const struct outline *outline)
{
    size_t total = 0;
    for (size_t i = 0; i < outline->part_count; i++) {
        total += outline->parts[i].note_count;
    }
    return total;
}

static void add_table(struct xlsx_source *source, struct xlsx_sheet *sheet,
                      const struct outline *outline)
{
    const char *const *words = xlsx_says(source);
    const struct {
        const char *title, *field;
        enum xlsx_kind kind;
    } columns[] = {{words[PAPER_TITLE], "title", XLSX_NAME},
                   {words[PAPER_PLACE], "place", XLSX_SHORT},
                   {words[PAPER_DATE], "date", XLSX_DATE},
                   {words[PAPER_TABLE], "table", XLSX_SHORT},
                   {words[PAPER_VISION], "vision", XLSX_WORDS},
                   {words[PAPER_ANSWER_BACK], "answer_to", XLSX_NAME},
                   {words[PAPER_FACILITATOR], "facilitator", XLSX_NAME}};
    unsigned left_out = (source->names ? 0 : FIELD_PERSON) |
                        (source->options->without_names ? FIELD_ADDRESS : 0);
    struct str others = STR_EMPTY;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const char *field = columns[i].field;
        if (!field_is("session", field, left_out)) {
            xlsx_words(sheet, columns[i].title, columns[i].kind,
                       record_says(outline->table, field));
            xlsx_add_wordings(source, outline->table, field, &others);
        }
    }
    xlsx_number(sheet,
                source->frame ? outline_goals_title(source->frame) : words[PAPER_GOALS],
                (long)outline->goal_count);
    xlsx_number(sheet, words[PAPER_NOTES_HEAD], (long)note_count(outline));
    if (!source->only_words) {
        xlsx_words(sheet, words[PAPER_OTHER_WORDINGS], XLSX_WORDS, str_text(&others));
    }
    str_finish(&others);
}

void xlsx_tables(struct xlsx_source *source)
{
    struct xlsx_sheet sheet;
    xlsx_begin(&source->book, &sheet, xlsx_says(source)[PAPER_TABLES]);
    sheet.hides_unused = true;
    add_table(source, &sheet, &(struct outline){.table = NULL});
    for (size_t t = 0; t < source->count; t++) {
        xlsx_row(&sheet);
        add_table(source, &sheet, &source->outlines[t]);
    }
    xlsx_end(&sheet);
}

/* Grids of one id, columns of one id and marks of one id are the same in every table; the
 * first title stands for all. */
struct names {
    struct lookup by_id; /* of struct name, in their order */
    struct arena arena;
};

struct name {
    const char *id, *title;
    size_t number; /* from 0 */
};

static void add_name(struct names *names, const char *id, const char *title)
{
    if (!lookup_find_id(&names->by_id, id)) {
        struct name *name = arena_get(&names->arena, sizeof *name);
        *name = (struct name){id, title, names->by_id.count};
        lookup_add_id(&names->by_id, name);
    }
}

static const struct name *name_of(const struct names *names, size_t n)
{
    return names->by_id.items[n];
}

static void names_finish(struct names *names)
{
    lookup_finish(&names->by_id);
    arena_finish(&names->arena);
}

static const struct outline_part *part_of(const struct outline *outline, const char *id)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        if (strcmp(outline->parts[i].id, id) == 0) {
            return &outline->parts[i];
        }
    }
    return NULL;
}

/* Adds "words (Boulder, 3 votes)"; of a row also what it had last time, and that somebody
 * else said it has the mark that another has. */
static void add_note(const struct outline *outline, const struct outline_column *column,
                     const struct record *note, struct str *out)
{
    const char *between = " (";
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    struct arena arena = ARENA_EMPTY;
    str_add(out, record_is(note, "goal") ? row_words(note) : record_says(note, "text"));
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        const char *words = told_mark(&arena, outline, note, mark);
        if (words) {
            str_addf(out, "%s%s", between, words);
            between = ", ";
        }
        if (outline_mark_disputed(outline, note, mark)) {
            str_addf(out, "%s%s: %s", between, outline->paper->texts[PAPER_OTHER_WORDING],
                     mark->title);
            between = ", ";
        }
    }
    if (!column->only_words && outline_votes(outline, note, votes)) {
        str_addf(out, "%s%s", between, votes);
        between = ", ";
    }
    str_add(out, *between == ',' ? ")" : "");
    arena_finish(&arena);
}

/* A column of a part, and the column of the sheet that it is written to. */
struct placed {
    const struct outline_column *column;
    size_t at;
};

static int by_place(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* Those columns, a NULL-terminated array, as the sheet has them; to free(). */
static struct placed *places_of(const struct outline_column *const *own,
                                const struct names *columns)
{
    struct placed *placed = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; own[i]; i++) {
        const struct name *name = lookup_find_id(&columns->by_id, own[i]->id);
        ARRAY_ADD(placed, count, room, (struct placed){own[i], name->number});
    }
    ARRAY_SORT(placed, count, by_place);
    return placed;
}

/* The n-th notes of a goal in all columns are a row; the goal stands in each, so that
 * filters find them. */
static void add_goal(struct xlsx_source *source, struct xlsx_sheet *sheet, size_t table,
                     const struct outline_part *part, const struct names *columns,
                     const struct record *goal)
{
    const struct outline *outline = &source->outlines[table];
    const struct outline_column **own = outline_row_columns(outline, part, goal);
    struct placed *placed = places_of(own, columns);
    struct str words = STR_EMPTY;
    bool any = true;
    for (size_t n = 0; any; n++) {
        size_t at = 0;
        any = false;
        xlsx_row(sheet);
        xlsx_table_cell(source, sheet, table);
        str_clear(&words);
        if (!part->list) {
            add_note(outline, &part->goals, goal, &words);
            xlsx_words(sheet, "", n ? XLSX_AGAIN : XLSX_STRONG, str_text(&words));
        }
        for (size_t c = 0; own[c]; c++) {
            size_t count;
            const struct record *const *notes =
                outline_notes(outline, part, placed[c].column, goal, &count);
            str_clear(&words);
            if (n < count) {
                add_note(outline, placed[c].column, notes[n], &words);
                xlsx_skip(sheet, placed[c].at - at);
                xlsx_words(sheet, "", XLSX_WORDS, str_text(&words));
                at = placed[c].at + 1;
            }
            any = any || n + 1 < count;
        }
    }
    str_finish(&words);
    free(placed);
    free(own);
}

static void add_grid(struct xlsx_source *source, const char *id, const char *title)
{
    struct names columns = {0};
    struct xlsx_sheet sheet;
    const char *goals = xlsx_says(source)[PAPER_GOALS];
    bool list = false;
    for (size_t t = 0; t < source->count; t++) {
        const struct outline_part *part = part_of(&source->outlines[t], id);
        for (size_t c = 0; part && c < part->column_count; c++) {
            add_name(&columns, part->columns[c].id, part->columns[c].title);
        }
        goals = part ? part->goals.title : goals;
        list = part ? part->list : list;
    }
    xlsx_begin(&source->book, &sheet, title);
    xlsx_table_cell(source, &sheet, 0);
    if (!list) {
        xlsx_coloured(&sheet, goals, XLSX_STRONG, 0);
    }
    for (size_t c = 0; c < columns.by_id.count; c++) {
        const struct name *column = name_of(&columns, c);
        xlsx_coloured(&sheet, column->title, XLSX_WORDS, plan_colour(column->id, c));
    }
    for (size_t t = 0; t < source->count; t++) {
        const struct outline *outline = &source->outlines[t];
        const struct outline_part *part = part_of(outline, id);
        for (size_t r = 0; part && r < part->row_count; r++) {
            add_goal(source, &sheet, t, part, &columns, part->rows[r]);
        }
    }
    xlsx_end(&sheet);
    names_finish(&columns);
}

void xlsx_grids(struct xlsx_source *source)
{
    struct names grids = {0};
    for (size_t t = 0; t < source->count; t++) {
        const struct outline *outline = &source->outlines[t];
        for (size_t i = 0; i < outline->part_count; i++) {
            add_name(&grids, outline->parts[i].id, outline->parts[i].title);
        }
    }
    for (size_t i = 0; i < grids.by_id.count; i++) {
        add_grid(source, name_of(&grids, i)->id, name_of(&grids, i)->title);
    }
    names_finish(&grids);
}

/* One row of the sheet of all notes. */
struct row {
    size_t table;
    const struct outline_part *part;
    const struct outline_column *column; /* NULL: of a row itself, … */
    const struct outline_column *head;   /* … of which this is told */
    const struct record *goal, *entry;
};

static void add_marks(struct xlsx_sheet *sheet, const struct names *marks,
                      const struct outline_column *column, const struct record *entry)
{
    const char **titles = memory_get((marks->by_id.count + 1) * sizeof(*titles));
    struct outline_mark mark;
    for (size_t next = 0; entry && outline_next_mark(column, entry, &next, &mark);) {
        const struct name *name = lookup_find_id(&marks->by_id, mark.id);
        if (name) { /* a goal's may be no column's */
            titles[name->number] = mark.title;
        }
    }
    for (size_t i = 0; i < marks->by_id.count; i++) {
        xlsx_words(sheet, name_of(marks, i)->title, XLSX_SHORT,
                   titles[i] ? titles[i] : "");
    }
    free(titles);
}

/* What is told of an entry besides its words. */
static void add_about(struct xlsx_source *source, struct xlsx_sheet *sheet,
                      const struct names *marks, const struct row *row,
                      const struct outline_column *column)
{
    const char *const *says = xlsx_says(source);
    struct str others = STR_EMPTY;
    long votes = row->entry ? ballot_votes(row->entry) : 0;
    const char *answer =
        row->column ? outline_answer(&source->outlines[row->table], row->entry) : NULL;
    add_marks(sheet, marks, column, row->entry);
    if (votes) {
        xlsx_number(sheet, says[PAPER_VOTES], votes);
    } else {
        xlsx_words(sheet, says[PAPER_VOTES], XLSX_NUMBER, "");
    }
    xlsx_add_wordings(source, row->entry, "text", &others);
    xlsx_words(sheet, says[PAPER_OTHER_WORDINGS], XLSX_WORDS, str_text(&others));
    xlsx_words(sheet, says[PAPER_ANSWERED_BY_HEAD], XLSX_WORDS, answer ? answer : "");
    str_finish(&others);
}

static void add_promise(struct xlsx_source *source, struct xlsx_sheet *sheet,
                        const struct record *entry)
{
    struct commitment c = {.note = NULL};
    if (entry && record_is(entry, "note")) {
        commitment_of(entry, &c);
    }
    if (source->names) {
        xlsx_promise_cell(source, sheet, PAPER_WHO_DOES, XLSX_NAME, &c, "who");
    }
    xlsx_promise_cell(source, sheet, PAPER_BY_WHEN, XLSX_DATE, &c, "when");
    if (source->names) {
        xlsx_promise_cell(source, sheet, PAPER_MESSENGER, XLSX_NAME, &c, "messenger");
    }
    xlsx_promise_cell(source, sheet, PAPER_OUTCOME, XLSX_WORDS, &c, "outcome");
}

static void add_author(struct xlsx_source *source, struct xlsx_sheet *sheet,
                       const struct edit *author)
{
    char at[INSTANT_SIZE_BYTES] = "";
    if (author && author->at_ms) { /* else nobody knows when */
        instant_write(author->at_ms, at);
    }
    if (source->names) {
        struct str by = STR_EMPTY;
        paper_say_author(source->paper, author && author->by ? author->by : "", &by);
        xlsx_words(sheet, xlsx_says(source)[PAPER_WRITTEN_BY], XLSX_NAME, str_text(&by));
        str_finish(&by);
    }
    xlsx_words(sheet, xlsx_says(source)[PAPER_WRITTEN_AT], XLSX_NAME, at);
}

static void add_row(struct xlsx_source *source, struct xlsx_sheet *sheet,
                    const struct names *marks, const struct row *row)
{
    const struct outline_column *column = row->column ? row->column : row->head;
    const char *const *says = xlsx_says(source);
    xlsx_table_cell(source, sheet, row->table);
    const char *goal = row->goal ? row_words(row->goal) : "";
    xlsx_words(sheet, str_text(&source->row_title), XLSX_WORDS,
               row->part->list ? "" : goal);
    xlsx_words(sheet, says[PAPER_PART], XLSX_SHORT,
               row->column || !row->part->of_goals ? row->part->title : "");
    xlsx_words(sheet, says[PAPER_COLUMN], XLSX_NAME, column->title);
    xlsx_words(sheet, says[PAPER_NOTE], XLSX_WORDS,
               row->column ? record_says(row->entry, "text") : goal);
    if (!source->only_words) {
        add_about(source, sheet, marks, row, column);
    }
    add_promise(source, sheet, row->entry);
    if (source->count > 1) {
        const struct theme *theme =
            row->entry ? theme_of(&source->findings.themes, row->entry) : NULL;
        xlsx_words(sheet, says[PAPER_THEME], XLSX_NAME, theme ? theme->words : "");
    }
    add_author(source, sheet, row->entry ? record_author(row->entry) : NULL);
}

static void add_marks_of(struct names *marks, const struct outline_column *column)
{
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        add_name(marks, mark->id, *mark->title ? mark->title : mark->id);
    }
}

/* The marks that rows and columns of any table offer. */
static struct names find_marks(const struct xlsx_source *source)
{
    struct names marks = {0};
    for (int rows = 0; rows < 2; rows++) { /* those of rows behind the others */
        for (size_t t = 0; t < source->count; t++) {
            for (size_t p = 0; p < source->outlines[t].part_count; p++) {
                const struct outline_part *part = &source->outlines[t].parts[p];
                for (size_t c = 0; !rows && c < part->column_count; c++) {
                    add_marks_of(&marks, &part->columns[c]);
                }
                if (rows) {
                    add_marks_of(&marks, &part->goals);
                }
            }
        }
    }
    return marks;
}

void xlsx_notes(struct xlsx_source *source)
{
    struct names marks = find_marks(source);
    struct xlsx_sheet sheet;
    const struct outline_part no_part = {.title = NULL};
    xlsx_begin(&source->book, &sheet, xlsx_says(source)[PAPER_ALL_NOTES]);
    sheet.hides_unused = true;
    add_row(source, &sheet, &marks,
            &(struct row){.part = &no_part, .head = &no_part.goals});
    for (size_t t = 0; t < source->count; t++) {
        const struct outline *outline = &source->outlines[t];
        for (size_t r = 0; r < outline->row_count; r++) {
            const struct record *goal = outline->rows[r];
            const struct outline_part *home = outline_row_part(outline, goal);
            struct row row = {t, home, NULL, outline_row_head(outline, goal), goal, goal};
            if (!home->list) {
                xlsx_row(&sheet);
                add_row(source, &sheet, &marks, &row);
            }
            for (size_t p = 0; p < outline->part_count; p++) {
                row.part = &outline->parts[p];
                const struct outline_column **columns =
                    outline_row_columns(outline, row.part, goal);
                for (size_t c = 0; columns[c]; c++) {
                    size_t count;
                    row.column = columns[c];
                    const struct record *const *notes =
                        outline_notes(outline, row.part, row.column, goal, &count);
                    for (size_t i = 0; i < count; i++) {
                        row.entry = notes[i];
                        xlsx_row(&sheet);
                        add_row(source, &sheet, &marks, &row);
                    }
                }
                free(columns);
            }
        }
    }
    xlsx_end(&sheet);
    names_finish(&marks);
}
