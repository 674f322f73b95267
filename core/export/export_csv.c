#include "base/csv.h"
#include "base/instant.h"
#include "base/memory.h"
#include "export/outline.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/questions.h"
#include "model/themes.h"

#include <stdlib.h>

/* What stands before the goal in every row of one table. */
struct row {
    const struct outline *outline;
    const char *goal, *grid, *column, *note, *marks;
    const char *row;               /* of a form, as goal is of the others */
    const char *answer;            /* the action's words; NULL: none */
    const struct record *votes_of; /* NULL: no votes in this row, */
    const char *votes;             /* but these, if this is not NULL */
    const struct edit *author;     /* NULL: nobody said */
    struct commitment promise;     /* without a note: none */
    const struct themes *themes;   /* NULL: of one table, which has none to tell of */
    const struct record *entry;    /* whose theme it is; NULL: of none */
    const char *const *where;      /* NULL: its table; else what is said of all tables */
    bool tells_voted;              /* some table said how many people voted */
    bool tells_rows;               /* some table has a form in use */
    bool without_names;
};

/* Adds, to its words, a field's other wordings in the same cell. */
static void add_others(struct str *cell, const struct paper_words *paper,
                       const struct field *field)
{
    const char **texts = outline_other_wordings(field);
    for (size_t i = 0; texts && texts[i]; i++) {
        str_addf(cell, " | %s: %s", paper->texts[PAPER_OTHER_WORDING], texts[i]);
    }
    free(texts);
}

static void add_promise(struct str *out, const struct row *row)
{
    static const struct {
        const char *field;
        bool of_people;
    } fields[] = {
        {"who", true}, {"when", false}, {"messenger", true}, {"outcome", false}};
    const struct record *note = row->promise.note;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct str cell = STR_EMPTY;
        if (note && !(fields[i].of_people && row->without_names)) {
            str_add(&cell, record_says(note, fields[i].field));
            add_others(&cell, row->outline->paper, record_field(note, fields[i].field));
        }
        str_add_byte(out, ',');
        csv_add_cell(out, str_text(&cell));
        str_finish(&cell);
    }
}

/* Two cells: who wrote it, and when. */
static void add_author(struct str *out, const struct row *row)
{
    char at[INSTANT_SIZE_BYTES] = "";
    struct str by = STR_EMPTY;
    if (row->author && row->author->at_ms) { /* else nobody knows, as of a hand's words */
        instant_write(row->author->at_ms, at);
    }
    if (row->author && !row->without_names && row->author->by) {
        paper_say_author(row->outline->paper, row->author->by, &by);
    }
    csv_add_cell(out, str_text(&by));
    str_addf(out, ",%s,", at);
    str_finish(&by);
}

/* Which table a row is of. */
enum { WHERE_COUNT = 4, WHERE_TABLE = 3 };
static const char *const where_fields[WHERE_COUNT] = {"title", "place", "date", "table"};

static void add_row(struct str *out, const struct row *row)
{
    for (size_t i = 0; i < WHERE_COUNT; i++) {
        csv_add_cell(out, row->where ? row->where[i]
                          : i == WHERE_TABLE
                              ? row->outline->number
                              : record_says(row->outline->table, where_fields[i]));
        str_add_byte(out, ',');
    }
    const char *cells[] = {row->goal, row->grid, row->column, row->note, row->marks};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        csv_add_cell(out, cells[i]);
        str_add_byte(out, ',');
    }
    if (row->votes_of && !row->outline->only_words) {
        str_addf(out, "%ld", record_votes(row->votes_of));
    }
    str_add(out, row->votes ? row->votes : "");
    str_add_byte(out, ',');
    add_author(out, row);
    csv_add_cell(out, row->answer ? row->answer : "");
    add_promise(out, row);
    if (row->themes) {
        const struct theme *theme = row->entry ? theme_of(row->themes, row->entry) : NULL;
        str_add_byte(out, ',');
        csv_add_cell(out, theme ? theme->words : "");
    }
    if (row->tells_voted) {
        long voted = row->votes_of ? row->outline->voted : 0;
        str_addf(out, voted ? ",%ld" : ",", voted);
    }
    if (row->tells_rows) {
        str_add_byte(out, ',');
        csv_add_cell(out, row->row);
    }
    str_add(out, "\r\n");
}

/* Adds a field's words and, in the same cell, its other wordings. */
static void add_wordings(struct str *cell, const struct outline *outline,
                         const struct record *record, const char *field)
{
    str_add(cell,
            record_is(record, "goal") ? row_words(record) : record_says(record, field));
    if (!outline->only_words) {
        add_others(cell, outline->paper, record_field(record, field));
    }
}

static void add_marks(struct str *cell, const struct outline *outline,
                      const struct outline_column *column, const struct record *record)
{
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_addf(cell, "%s%s=%s", cell->len_bytes ? "; " : "", mark.id, mark.value);
    }
    for (size_t i = 0; i < column->mark_count; i++) {
        if (outline_mark_disputed(outline, record, column->marks[i])) {
            str_addf(cell, "%s%s: %s=%s", cell->len_bytes ? "; " : "",
                     outline->paper->texts[PAPER_OTHER_WORDING], column->marks[i]->id,
                     column->marks[i]->choices[0].id);
        }
    }
}

static void add_notes(struct str *out, struct row row, const struct outline_part *part,
                      const struct record *goal)
{
    const struct outline_column **columns = outline_row_columns(row.outline, part, goal);
    row.grid = part->id;
    for (size_t c = 0; columns[c]; c++) {
        size_t count;
        const struct record *const *notes =
            outline_notes(row.outline, part, columns[c], goal, &count);
        row.column = columns[c]->id;
        for (size_t i = 0; i < count; i++) {
            struct str words = STR_EMPTY, marks = STR_EMPTY;
            add_wordings(&words, row.outline, notes[i], "text");
            add_marks(&marks, row.outline, columns[c], notes[i]);
            row.note = str_text(&words);
            row.marks = str_text(&marks);
            row.votes_of = row.entry = notes[i];
            row.author = record_author(notes[i]);
            row.answer = outline_answer(row.outline, notes[i]);
            row.promise = (struct commitment){0};
            commitment_of(notes[i], &row.promise);
            add_row(out, &row);
            str_finish(&words);
            str_finish(&marks);
        }
    }
    free(columns);
}

/* A goal or another row has a line of its own while it has no notes, and also where it
 * carries marks or votes itself, which no note's line would tell. */
static void add_goal(struct str *out, struct row row, const struct record *goal)
{
    const struct outline *outline = row.outline;
    struct str words = STR_EMPTY, marks = STR_EMPTY;
    size_t note_count = 0;
    const struct outline_part *home = outline_row_part(outline, goal);
    bool is_goal = home->of_goals;
    for (size_t i = 0; i < outline->part_count; i++) {
        note_count += outline_row_notes(outline, &outline->parts[i], goal);
    }
    add_marks(&marks, outline, outline_row_head(outline, goal), goal);
    if (!home->list) {
        add_wordings(&words, outline, goal, "text");
    }
    *(is_goal ? &row.goal : &row.row) = str_text(&words);
    bool votes = !outline->only_words && record_votes(goal);
    if (!note_count || marks.len_bytes || votes) {
        struct row own = row;
        own.grid = is_goal ? "" : home->id;
        own.marks = str_text(&marks);
        own.votes_of = own.entry = goal;
        own.author = record_author(goal);
        add_row(out, &own);
    }
    for (size_t i = 0; i < outline->part_count; i++) {
        add_notes(out, row, &outline->parts[i], goal);
    }
    str_finish(&words);
    str_finish(&marks);
}

/* What is said alike of all tables; of which table it is, that it is everybody's. */
static void find_everywhere(const struct outline *outline, const char *where[WHERE_COUNT])
{
    size_t count;
    const struct record *const *tables = session_tables(outline->session, &count);
    for (size_t f = 0; f < WHERE_COUNT; f++) {
        where[f] = record_says(outline->table, where_fields[f]);
        for (size_t t = 0; t < count; t++) {
            bool same = strcmp(record_says(tables[t], where_fields[f]), where[f]) == 0;
            where[f] = same ? where[f] : "";
        }
    }
    where[WHERE_TABLE] = outline->paper->texts[PAPER_OF_EVERYBODY];
}

/* Of each question that is not open the answers, as notes under it, with how often. */
static void add_questions(struct str *out, struct row row)
{
    const struct outline *outline = row.outline;
    size_t count, answer_count;
    const struct record *const *rows =
        table_questions(outline->session, outline->table, &count);
    row.grid = QUESTIONS_GRID;
    row.column = ANSWERS_COLUMN;
    const char *everywhere[WHERE_COUNT];
    find_everywhere(outline, everywhere);
    for (size_t q = 0; q < count; q++) {
        if (question_of(rows[q]).state == QUESTION_OPEN ||
            !question_answered(outline->session, rows[q])) {
            continue;
        }
        struct answer *answers =
            question_answers(outline->session, rows[q], &answer_count);
        row.goal = record_words(rows[q], "text");
        row.where = question_is_everybodys(rows[q]) ? everywhere : NULL;
        for (size_t i = 0; i < answer_count; i++) {
            struct str votes = str_of("%ld", answers[i].count);
            row.note = answers[i].text;
            row.votes = answers[i].uncounted ? "" : votes.bytes;
            add_row(out, &row);
            str_finish(&votes);
        }
        free(answers);
    }
}

static void add_vision(struct str *out, struct row row, const struct outline_part *part)
{
    const struct field *field = record_field(row.outline->table, "vision");
    struct str words = STR_EMPTY;
    add_wordings(&words, row.outline, row.outline->table, "vision");
    if (words.len_bytes) {
        row.grid = part->id;
        row.column = "vision";
        row.note = str_text(&words);
        const struct version *shown = field_shown(field);
        row.author = shown ? field_author(field, shown->edit) : NULL;
        add_row(out, &row);
    }
    str_finish(&words);
}

static void add_table(struct str *out, struct row row)
{
    const struct outline *outline = row.outline;
    row.goal = row.row = row.grid = row.column = row.note = row.marks = "";
    row.without_names = outline->without_names;
    for (size_t i = 0; i < outline->part_count; i++) {
        if (outline->parts[i].has_vision) {
            add_vision(out, row, &outline->parts[i]);
        }
    }
    for (size_t i = 0; i < outline->row_count; i++) {
        add_goal(out, row, outline->rows[i]);
    }
    add_questions(out, row);
}

void export_csv(struct session *session, const struct export_options *options,
                struct str *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct themes themes = {0};
    struct outline *outlines = memory_get((count + 1) * sizeof *outlines);
    bool voted = false, rows = false, plainly = export_plainly(options);
    for (size_t i = 0; i < count; i++) {
        outline_init(&outlines[i], session, tables[i], options);
        rows = rows || outlines[i].tells_forms;
        voted = voted || (!plainly && outlines[i].voted);
    }
    if (count > 1) {
        themes_find(session, &themes);
    }
    /* Spreadsheets read a file without this mark in an encoding of their own choice. */
    str_addf(out,
             "\xEF\xBB\xBF"
             "session,place,date,table,goal,grid,column,note,marks,votes,by,at,answered,"
             "who,when,messenger,outcome%s%s%s\r\n",
             count > 1 ? ",theme" : "", voted ? ",voted" : "", rows ? ",row" : "");
    for (size_t i = 0; i < count; i++) {
        add_table(out, (struct row){.outline = &outlines[i],
                                    .themes = count > 1 ? &themes : NULL,
                                    .tells_voted = voted,
                                    .tells_rows = rows});
        outline_finish(&outlines[i]);
    }
    free(outlines);
    themes_finish(&themes);
}
