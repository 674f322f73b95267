/* The sheets with what was promised, what is shared, what has votes, and what was asked. */

#include "export/xlsx/xlsx_parts.h"

#include "model/ballot.h"
#include "model/questions.h"
#include "store/hand_words.h"

#include <stdlib.h>

static size_t table_index(const struct xlsx_source *source, const struct record *table)
{
    size_t i = 0;
    while (i + 1 < source->count && source->outlines[i].table != table) {
        i++;
    }
    return i;
}

static void add_commitment(struct xlsx_source *source, struct xlsx_sheet *sheet,
                           const struct commitment *c)
{
    const struct record *goal = c->note ? record_parent(c->note) : NULL;
    xlsx_promise_cell(source, sheet, PAPER_BY_WHEN, XLSX_DATE, c, "when");
    xlsx_promise_cell(source, sheet, PAPER_DAY_WHAT, XLSX_WORDS, c, "text");
    if (source->names) {
        xlsx_promise_cell(source, sheet, PAPER_WHO_DOES, XLSX_NAME, c, "who");
        xlsx_promise_cell(source, sheet, PAPER_MESSENGER, XLSX_NAME, c, "messenger");
    }
    xlsx_promise_cell(source, sheet, PAPER_OUTCOME, XLSX_WORDS, c, "outcome");
    xlsx_words(sheet, str_text(&source->row_title), XLSX_WORDS,
               record_says(goal, "text"));
    xlsx_table_cell(source, sheet, table_index(source, c->table));
}

void xlsx_commitments(struct xlsx_source *source)
{
    struct commitments all = {0};
    struct xlsx_sheet sheet;
    for (size_t t = 0; t < source->count; t++) {
        commitments_add(source->session, source->outlines[t].table, &all);
    }
    commitments_by_date(&all);
    if (all.count) {
        xlsx_begin(&source->book, &sheet, xlsx_says(source)[PAPER_PROMISES_ALONE]);
        sheet.hides_unused = true;
        add_commitment(source, &sheet, &(struct commitment){.note = NULL});
        for (size_t i = 0; i < all.count; i++) {
            xlsx_row(&sheet);
            add_commitment(source, &sheet, &all.items[i]);
        }
        xlsx_end(&sheet);
    }
    commitments_finish(&all);
}

static void add_theme(struct xlsx_source *source, struct xlsx_sheet *sheet,
                      const struct findings_column *column, const struct theme *theme)
{
    const char *const *says = xlsx_says(source);
    struct str tables = STR_EMPTY, wordings = STR_EMPTY;
    bool only_words = source->findings.only_words;
    const char **texts =
        only_words || !theme->count
            ? NULL
            : findings_wordings(&source->findings, theme, FINDINGS_OTHER_WORDS);
    findings_add_tables(&source->findings, theme->members, theme->count, &tables);
    for (size_t i = 0; texts && texts[i]; i++) {
        str_addf(&wordings, "%s%s", i ? "\n" : "", texts[i]);
    }
    xlsx_words(sheet, says[PAPER_COLUMN], XLSX_NAME,
               source->only_words ? column->plain : column->title);
    xlsx_words(sheet, says[PAPER_THEME], XLSX_STRONG, theme->words);
    xlsx_number(sheet, says[PAPER_TABLES], (long)theme->tables);
    xlsx_number(sheet, says[PAPER_ENTRIES], (long)theme->count);
    if (!only_words) {
        xlsx_number(sheet, says[PAPER_VOTES], theme->votes_shown);
    }
    xlsx_words(sheet, says[PAPER_WHICH_TABLES], XLSX_WORDS, str_text(&tables));
    if (!only_words) {
        xlsx_words(sheet, says[PAPER_ALSO_WORDED], XLSX_WORDS, str_text(&wordings));
    }
    free(texts);
    str_finish(&tables);
    str_finish(&wordings);
}

void xlsx_themes(struct xlsx_source *source)
{
    struct xlsx_sheet sheet;
    if (source->findings.met_count < 2) { /* whoever met again shares nothing */
        return;
    }
    xlsx_begin(&source->book, &sheet, xlsx_says(source)[PAPER_THEMES_SHEET]);
    sheet.hides_unused = true;
    add_theme(source, &sheet, &(struct findings_column){.id = NULL},
              &(struct theme){.count = 0});
    for (size_t i = 0; i < source->findings.column_count; i++) {
        const struct findings_column *column = &source->findings.columns[i];
        for (size_t n = 0; n < column->shared_count + column->lone_count; n++) {
            size_t shared = column->shared_count;
            xlsx_row(&sheet);
            add_theme(source, &sheet, column,
                      n < shared ? column->shared[n] : column->lone[n - shared]);
        }
    }
    xlsx_end(&sheet);
}

/* Whether somebody said so of a table; else there is no such column. */
static bool any_voted(const struct xlsx_source *source)
{
    bool any = false;
    for (size_t t = 0; t < source->count && !any; t++) {
        any = source->outlines[t].voted > 0;
    }
    return any;
}

static void add_ranked(struct xlsx_source *source, struct xlsx_sheet *sheet, size_t table,
                       const struct ranked *ranked)
{
    const char *const *words = xlsx_says(source);
    struct str where = STR_EMPTY;
    long voted = ranked->entry ? source->outlines[table].voted : 0;
    if (ranked->entry) {
        rank_say_where(source->session, ranked, &where);
    }
    xlsx_table_cell(source, sheet, table);
    xlsx_number(sheet, words[PAPER_VOTES_RANK], (long)ranked->rank);
    xlsx_number(sheet, words[PAPER_VOTES], ranked->votes);
    if (voted) {
        xlsx_number(sheet, words[PAPER_VOTED], voted);
    } else if (any_voted(source)) {
        xlsx_words(sheet, words[PAPER_VOTED], XLSX_NUMBER, "");
    }
    xlsx_words(sheet, words[PAPER_VOTES_ENTRY], XLSX_STRONG,
               record_says(ranked->entry, "text"));
    xlsx_words(sheet, words[PAPER_VOTES_WHERE], XLSX_WORDS, str_text(&where));
    str_finish(&where);
}

void xlsx_votes(struct xlsx_source *source)
{
    struct xlsx_sheet sheet;
    bool begun = false;
    for (size_t t = 0; t < source->count && !source->only_words; t++) {
        const struct record *table = source->outlines[t].table;
        size_t count = 0, without;
        struct ranked *ranked =
            ballot_of(table).state == BALLOT_OPEN
                ? NULL
                : ballot_ranking(source->session, table, NULL, &count, &without);
        if (count && !begun) {
            begun = true;
            xlsx_begin(&source->book, &sheet, xlsx_says(source)[PAPER_VOTES]);
            add_ranked(source, &sheet, t, &(struct ranked){.entry = NULL});
        }
        for (size_t i = 0; i < count; i++) {
            xlsx_row(&sheet);
            add_ranked(source, &sheet, t, &ranked[i]);
        }
        free(ranked);
    }
    if (begun) {
        xlsx_end(&sheet);
    }
}

static void add_answer(struct xlsx_source *source, struct xlsx_sheet *sheet, size_t table,
                       const struct record *question, const struct answer *answer)
{
    const char *const *says = xlsx_says(source);
    struct str how = STR_EMPTY;
    if (question) {
        const struct section section = {.session = source->session,
                                        .paper = source->paper};
        section_say_question(&section, question, &how);
    }
    if (question && source->count > 1 && question_is_everybodys(question)) {
        xlsx_words(sheet, "", XLSX_SHORT, says[PAPER_OF_EVERYBODY]);
    } else {
        xlsx_table_cell(source, sheet, table);
    }
    xlsx_words(sheet, says[PAPER_QUESTION], XLSX_STRONG, record_says(question, "text"));
    xlsx_words(sheet, says[PAPER_ANSWER], XLSX_WORDS, answer->text);
    if (answer->uncounted) {
        xlsx_words(sheet, says[PAPER_HOW_MANY], XLSX_SHORT, says[PAPER_NOT_COUNTED]);
    } else {
        xlsx_number(sheet, says[PAPER_HOW_MANY], answer->count);
    }
    xlsx_words(sheet, says[PAPER_ANSWERS_ALL], XLSX_WORDS, str_text(&how));
    str_finish(&how);
}

/* The answers to a question; of one that is open, or that nobody answered, none. The first
 * begins the sheet. */
static void add_question(struct xlsx_source *source, struct xlsx_sheet *sheet,
                         bool *begun, size_t table, const struct record *question)
{
    size_t count = 0;
    bool open = question_of(question).state == QUESTION_OPEN ||
                !question_answered(source->session, question);
    struct answer *answers =
        open ? NULL : question_answers_said(source->session, question, &count);
    if (count && !*begun) {
        *begun = true;
        xlsx_begin(&source->book, sheet, xlsx_says(source)[PAPER_QUESTIONS]);
        add_answer(source, sheet, table, NULL, &(struct answer){.text = ""});
    }
    for (size_t i = 0; i < count; i++) {
        xlsx_row(sheet);
        add_answer(source, sheet, table, question, &answers[i]);
    }
    free(answers);
}

void xlsx_questions(struct xlsx_source *source)
{
    struct xlsx_sheet sheet;
    bool begun = false;
    for (size_t t = 0; t < source->count; t++) {
        size_t count;
        const struct record *const *rows =
            table_questions(source->session, source->outlines[t].table, &count);
        for (size_t i = 0; i < count; i++) {
            add_question(source, &sheet, &begun, t, rows[i]);
        }
    }
    if (begun) {
        xlsx_end(&sheet);
    }
}
