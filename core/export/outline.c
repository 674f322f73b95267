#include "export/outline.h"

#include "base/instant.h"
#include "base/memory.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct field *outline_field(const struct outline *outline, const char *name)
{
    return outline->only_words ? NULL : record_field(outline->table, name);
}

bool language_from_right(const char *language)
{
    static const char *const those[] = {"ar", "arc", "ckb", "dv", "fa", "he",  "ks", "ps",
                                        "sd", "syr", "ug",  "ur", "yi", "nqo", NULL};
    size_t len = strcspn(language, "-");
    for (size_t i = 0; those[i]; i++) {
        if (strlen(those[i]) == len && strncasecmp(those[i], language, len) == 0) {
            return true;
        }
    }
    return false;
}

static void add_fact(struct outline *outline, struct outline_fact fact)
{
    const char *name = fact.name;
    bool named = !outline->without_names || !field_is("session", name, FIELD_PERSON);
    if (*fact.words && named) {
        fact.field = outline_field(outline, name);
        outline->facts[outline->fact_count++] = fact;
    }
}

/* What stands before it in running text. */
static const char *before(struct outline *outline, enum paper_word word)
{
    struct str said = str_of("%s ", outline->paper->texts[word]);
    const char *kept = arena_copy_text(&outline->arena, said.bytes);
    str_finish(&said);
    return kept;
}

static void find_date(struct outline *outline)
{
    struct str said = STR_EMPTY;
    if (paper_say_date(outline->paper, record_says(outline->table, "date"), &said)) {
        outline->date = arena_copy_text(&outline->arena, said.bytes);
    }
    str_finish(&said);
}

/* Of several that are called the same each says which it is: "Green (10:14)", or "(10:14)". */
static const char *number_of(struct outline *outline)
{
    struct str said = str_of("%s", record_says(outline->table, "table"));
    bool alone = !said.len_bytes;
    history_tell_apart(outline->table, false, &said);
    alone = alone && said.len_bytes; /* without the blank before it */
    const char *kept = arena_copy_text(&outline->arena, str_text(&said) + alone);
    str_finish(&said);
    return kept;
}

static void take_facts(struct outline *outline, const struct export_options *options)
{
    static const enum paper_word whom[] = {[FOR_PARTICIPANTS] = PAPER_PARTICIPANTS,
                                           [FOR_COMMISSIONERS] = PAPER_COMMISSIONERS,
                                           [FOR_POLITICIANS] = PAPER_POLITICIANS,
                                           [FOR_PUBLIC] = PAPER_THE_PUBLIC};
    bool says_whom = !options->day && options->audience != FOR_ANYBODY;
    const char *const *words = outline->paper->texts;
    const struct record *table = outline->table;
    const char *number = outline->number = number_of(outline);
    bool several = history_is_several(number), says_it = !*history_table_word(number);
    find_date(outline);
    const struct outline_fact facts[OUTLINE_MOST_FACTS] = {
        {"place", words[PAPER_PLACE], record_says(table, "place"), "", NULL},
        {"date", words[PAPER_DATE],
         outline->date ? outline->date : record_says(table, "date"), "", NULL},
        {"table", words[several ? PAPER_TABLES : PAPER_TABLE], number,
         says_it ? ""
                 : before(outline, several ? PAPER_BEFORE_TABLES : PAPER_BEFORE_TABLE),
         NULL},
        {"facilitator", words[PAPER_FACILITATOR], record_says(table, "facilitator"),
         before(outline, PAPER_BEFORE_FACILITATOR), NULL},
        {"audience", words[PAPER_MADE_FOR],
         says_whom ? words[whom[options->audience]] : "",
         before(outline, PAPER_BEFORE_AUDIENCE), NULL}};
    for (size_t i = 0; i < OUTLINE_MOST_FACTS; i++) {
        add_fact(outline, facts[i]);
    }
}

void outline_init(struct outline *outline, struct session *session,
                  const struct record *table, const struct export_options *options)
{
    *outline = (struct outline){
        .session = session,
        .table = table,
        .without_names = export_without_names(options),
        .only_words = export_plainly(options),
        .title = record_says(table, "title"),
        .language = table_language(session, table),
        .paper = paper_words_of(table_language(session, table)),
        .vision = record_says(table, "vision"),
        .arena = ARENA_EMPTY,
    };
    if (!*outline->title) {
        outline->title = outline->paper->texts[PAPER_UNTITLED];
    }
    take_facts(outline, options);
    outline_add_parts(outline);
    if (!outline->only_words) {
        outline->share = ballot_share(session, table);
        outline->voted = ballot_voted(session, table);
    }
}

void outline_add_id(const struct session *session, const struct record *record,
                    struct str *out)
{
    const char *id = record_id(record);
    bool twice = !record_is(record, "goal") && session_record(session, "goal", id);
    str_addf(out, "%s%s%s", twice ? record_kind(record) : "", twice ? ":" : "", id);
}

const struct paper_words *outline_paper_of_all(struct session *session)
{
    const struct record *frame = session_frame_table(session);
    return paper_words_of(frame ? table_language(session, frame) : "en");
}

bool outline_add_title(struct session *session, struct str *out)
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
    const struct paper_words *paper = outline_paper_of_all(session);
    if (workshops > 1) {
        paper_count(paper, PAPER_WORKSHOPS_ONE, (long)workshops, out);
    } else {
        str_add(out, *first ? first : paper->texts[PAPER_UNTITLED]);
    }
    free(titles);
    return workshops == 1;
}

void outline_finish(struct outline *outline)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        lookup_finish(&outline->parts[i].by_id);
    }
    free(outline->rows);
    arena_finish(&outline->arena);
    *outline = (struct outline){0};
}

/* Headings */

static size_t first_heading(const struct outline_part *part)
{
    return part->list ? 1 : 0;
}

const char *outline_row_word(const struct outline_part *part)
{
    return part->grid && *part->grid->goals.singular ? part->grid->goals.singular
                                                     : "goal";
}

const char *outline_goals_title(const struct outline *outline)
{
    for (size_t i = 0; i < outline->part_count; i++) {
        const struct outline_part *part = &outline->parts[i];
        if (part->of_goals && part->grid) {
            return part->grid->goals.title;
        }
    }
    return outline->paper->texts[PAPER_GOALS];
}

size_t outline_heading_count(const struct outline_part *part)
{
    return (part->wide ? 3 : part->column_count + 1) - first_heading(part);
}

const char *outline_heading(const struct outline_part *part, size_t n)
{
    n += first_heading(part);
    return !n           ? part->goals.title
           : part->wide ? part->paper->texts[n == 1 ? PAPER_COLUMN : PAPER_NOTES_HEAD]
                        : part->columns[n - 1].title;
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
    return part->row_count || vision_said(outline, part);
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
        const char *value =
            kind->one ? entry_mark(record, kind) : record_says(record, kind->id);
        if (*value) {
            const struct choice *choice = mark_choice(kind, value);
            *mark = (struct outline_mark){
                kind->id, value, choice && *choice->title ? choice->title : value};
            return true;
        }
    }
    return false;
}

bool outline_mark_disputed(const struct outline *outline, const struct record *row,
                           const struct mark *mark)
{
    if (!mark->one || !mark->choice_count || outline->only_words ||
        record_is(row, "note")) {
        return false;
    }
    struct str name = str_of("%s:%s", mark->id, row_grid(row));
    const char **others = outline_other_wordings(outline_field(outline, name.bytes));
    const char *given = row_given(row);
    bool disputed =
        others && text_among(given ? given : record_id(row), others, SIZE_MAX);
    free(others);
    str_finish(&name);
    return disputed;
}

/* The row is another record there, for another table has it. */
const char *outline_mark_before(const struct outline *outline, const struct record *row,
                                const struct mark *mark)
{
    const struct record *table = table_before(outline->session, outline->table);
    const char *given = table && !record_is(row, "note") ? row_given(row) : NULL;
    if (!given) {
        return NULL;
    }
    char id[BASE32_SIZE_BYTES];
    row_id(record_id(table), row_grid(row), given, id);
    const struct record *before = session_record(outline->session, "goal", id);
    const char *value = before && record_shown(before) ? entry_mark(before, mark) : "";
    const struct choice *choice = mark_choice(mark, value);
    return choice ? choice->title : *value ? value : NULL;
}

const char *outline_answer(const struct outline *outline, const struct record *record)
{
    const struct record *answer =
        outline->only_words ? NULL : plan_answer(outline->session, record);
    return answer ? record_says(answer, "text") : NULL;
}

static void add_said(const struct paper_words *paper, enum paper_word word,
                     const char *what, const char *between, struct str *out)
{
    if (*what) {
        str_add(out, out->len_bytes ? between : "");
        paper_say(paper, word, (struct paper_said){.from = what}, out);
    }
}

static void mark_unsettled(const struct paper_words *paper, bool unsettled,
                           struct str *out)
{
    if (unsettled) {
        str_addf(out, "%s%s", out->len_bytes ? "; " : "",
                 paper->texts[PAPER_IS_NOT_SETTLED]);
    }
}

void outline_say_action(const struct paper_words *paper, const struct commitment *c,
                        bool names, struct str *out)
{
    struct str said = str_of("%s", record_says(c->note, "text"));
    mark_unsettled(paper, commitment_unsettled_in_list(c, names), &said);
    str_add(out, str_text(&said));
    str_finish(&said);
}

void outline_mark_differing(const struct paper_words *paper, const struct commitment *c,
                            const char *field, struct str *out)
{
    mark_unsettled(paper, commitment_differs(c, field), out);
}

void outline_say_promise(const struct paper_words *paper, const struct commitment *c,
                         bool names, struct str *out)
{
    struct str day = STR_EMPTY, said = STR_EMPTY;
    str_add(&said, names ? c->who : "");
    if (c->dated && paper_say_date(paper, c->when, &day)) {
        add_said(paper, PAPER_BY_DAY, day.bytes, ", ", &said);
    } else if (*c->when) {
        str_addf(&said, "%s%s", said.len_bytes ? ", " : "", c->when);
    }
    mark_unsettled(paper, commitment_unsettled(c, names), &said);
    str_add(out, str_text(&said));
    str_finish(&said);
    str_finish(&day);
}

/* As commitment_add_all() says it in English. */
static void say_all(const struct outline *outline, const struct commitment *c,
                    struct str *out)
{
    bool names = !outline->without_names;
    struct str said = STR_EMPTY;
    outline_say_promise(outline->paper, c, names, &said);
    add_said(outline->paper, PAPER_MESSENGER_IS, names ? c->messenger : "", "; ", &said);
    add_said(outline->paper, PAPER_CAME_OF_IT, c->outcome, "; ", &said);
    str_add(out, str_text(&said));
    str_finish(&said);
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
    say_all(outline, &c, out);
    return out->len_bytes > start_bytes;
}

void outline_say_votes(const struct outline *outline, const struct record *record,
                       struct str *out)
{
    long people = ballot_share_for(&outline->share, record);
    if (strcmp(outline->paper->language, "en") == 0) {
        votes_say(record, people, out);
    } else {
        paper_say_votes(outline->paper, ballot_votes(record), people, out);
    }
}

bool outline_votes(const struct outline *outline, const struct record *record,
                   char words[OUTLINE_VOTES_SIZE_BYTES])
{
    struct str said = STR_EMPTY;
    if (!ballot_votes(record)) {
        return false;
    }
    outline_say_votes(outline, record, &said);
    snprintf(words, OUTLINE_VOTES_SIZE_BYTES, "%s", said.bytes);
    str_finish(&said);
    return true;
}
