#include "model/ballot.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/questions.h"
#include "model/rows.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char vote_prefix[] = "vote:", person_prefix[] = "person ";

/* A whole number within 1 to most, of digits alone and no 0 before them; else 0. */
static long number_of(const char *text, long most)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 3 || text[digits] || *text == '0') {
        return 0;
    }
    long number = strtol(text, NULL, 10);
    return number <= most ? number : 0;
}

static bool says(struct value value, const char *text)
{
    return value.kind == VALUE_TEXT && strcmp(value.text, text) == 0;
}

long value_dots(struct value value)
{
    enum { USUAL_DOTS = 3 };
    long dots = value.kind == VALUE_NONE /* a hand may write a number */
                    ? 0
                    : number_of(value.text, BALLOT_MOST_DOTS);
    return dots ? dots : USUAL_DOTS;
}

/* From the values of the fields "ballot", "dots" and "dots_for". */
static struct ballot ballot_from(const struct value values[3])
{
    return (struct ballot){
        .state = says(values[0], "open")    ? BALLOT_OPEN
                 : says(values[0], "shown") ? BALLOT_SHOWN
                                            : BALLOT_NONE,
        .for_table = says(values[2], "table"),
        .dots = value_dots(values[1]),
    };
}

struct ballot ballot_of(const struct record *table)
{
    if (!table || !record_text(table, "ballot")) {
        return (struct ballot){BALLOT_NONE, false, 0};
    }
    const struct value values[] = {record_value(table, "ballot"),
                                   record_value(table, "dots"),
                                   record_value(table, "dots_for")};
    return ballot_from(values);
}

void ballot_say_dots(struct ballot ballot, struct str *out)
{
    str_addf(out, "%ld dot%s %s", ballot.dots, plural(ballot.dots),
             ballot.for_table ? "for the table" : "a person");
}

void ballot_say_change(struct ballot before, struct ballot after, struct str *out)
{
    if (after.state == BALLOT_NONE) {
        str_add(out, before.state == BALLOT_NONE ? "" : "ended the ballot");
    } else if (before.state == BALLOT_NONE) {
        str_add(out, "began a ballot: ");
        ballot_say_dots(after, out);
    } else if (before.state != after.state) {
        str_add(out,
                after.state == BALLOT_SHOWN ? "showed the votes" : "hid the votes again");
    } else if (before.dots != after.dots || before.for_table != after.for_table) {
        str_add(out, "changed the ballot to ");
        ballot_say_dots(after, out);
    }
}

bool ballot_say_edit(const struct record *table, const struct edit *edit,
                     const struct change *change, struct str *out)
{
    static const char *const names[] = {"ballot", "dots", "dots_for"};
    struct value before[3], after[3];
    bool ours = false, first = true;
    for (size_t i = 0; i < 3; i++) {
        const struct field *field = record_field(table, names[i]);
        const struct version *old = field ? version_before(edit, field) : NULL;
        before[i] = after[i] = record_value(table, names[i]);
        for (size_t j = 0; j < edit->set_count; j++) {
            if (strcmp(edit->set[j].field, names[i]) == 0) {
                before[i] = old ? version_value(old) : VALUE_NOTHING;
                after[i] = edit->set[j].value;
                ours = ours || &edit->set[j] == change;
                first = first && &edit->set[j] >= change;
            }
        }
    }
    struct str words = STR_EMPTY;
    ballot_say_change(ballot_from(before), ballot_from(after), &words);
    ours = ours && words.len_bytes > 0;
    str_add(out, ours && first ? words.bytes : "");
    str_finish(&words);
    return ours;
}

bool votes_are_hidden(const struct record *entry)
{
    const struct record *row = record_owner(entry);
    bool answers =
        row && record_is(row, "goal") && strcmp(row_grid(row), QUESTIONS_GRID) == 0;
    return answers ? question_of(row).state == QUESTION_OPEN
                   : ballot_of(history_table(entry)).state == BALLOT_OPEN;
}

long ballot_votes(const struct record *entry)
{
    long votes = record_votes(entry);
    return votes && votes_are_hidden(entry) ? 0 : votes;
}

void voter_name(size_t person, char name[VOTER_SIZE_BYTES])
{
    if (person) {
        snprintf(name, VOTER_SIZE_BYTES, "%s%zu", person_prefix, person % 1000);
    } else {
        snprintf(name, VOTER_SIZE_BYTES, "table");
    }
}

bool voter_of_field(const char *field, size_t *person)
{
    if (strncmp(field, vote_prefix, sizeof vote_prefix - 1) != 0) {
        return false;
    }
    const char *voter = field + sizeof vote_prefix - 1;
    if (strcmp(voter, "table") == 0) {
        *person = 0;
        return true;
    }
    if (strncmp(voter, person_prefix, sizeof person_prefix - 1) != 0) {
        return false;
    }
    *person = (size_t)number_of(voter + sizeof person_prefix - 1, BALLOT_MOST_PEOPLE);
    return *person > 0;
}

long voter_votes(const struct record *entry, size_t person)
{
    char name[VOTER_SIZE_BYTES], field[sizeof vote_prefix + VOTER_SIZE_BYTES];
    voter_name(person, name);
    snprintf(field, sizeof field, "%s%s", vote_prefix, name);
    return field_votes(record_field(entry, field));
}

const struct field *latest_vote(const struct record *entry)
{
    const struct field *latest = NULL;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        if (strncmp(f->name, vote_prefix, sizeof vote_prefix - 1) == 0 &&
            !field_is_of_phone(f->name) && !field_is_of_paper(f->name) &&
            field_votes(f) > 0 &&
            (!latest ||
             edit_compare(field_shown(latest)->edit, field_shown(f)->edit) < 0)) {
            latest = f;
        }
    }
    return latest;
}

/* Of "rows:GRID" the grid, else NULL. */
static const char *rows_of(const char *part)
{
    static const char rows[] = VOTED_ROWS;
    bool is = strncmp(part, rows, sizeof rows - 1) == 0;
    return is ? part + sizeof rows - 1 : NULL;
}

bool ballot_part_has(const char *part, const struct record *entry)
{
    if (!part || record_is(entry, "note")) {
        return !part || strcmp(part, record_column(entry)) == 0;
    }
    const char *grid = row_grid(entry), *of = rows_of(part);
    return *grid ? of && strcmp(of, grid) == 0 : !*part;
}

const char *ballot_part_title(const struct session *session, const struct record *table,
                              const char *part)
{
    const struct template *form = table_template(session, table);
    const char *of = rows_of(part);
    const struct grid *grid = of      ? template_grid(form, of)
                              : *part ? NULL
                                      : &form->grids[0];
    const struct column *column = grid ? &grid->goals : template_column(form, part, NULL);
    return column ? column->short_title : of ? of : part;
}

static bool is_voted_on(const struct record *row)
{
    return (!row_given(row) && !record_is_veiled(row)) || record_votes(row) > 0;
}

void ballot_each_entry(struct session *session, const struct record *table,
                       const char *part,
                       void (*take)(void *to, const struct record *entry), void *to)
{
    size_t row_count;
    const struct record **rows = table_all_rows(session, table, &row_count);
    for (size_t r = 0; r < row_count; r++) {
        if (strcmp(row_grid(rows[r]), QUESTIONS_GRID) == 0) {
            continue;
        }
        const char **columns = goal_columns(session, rows[r]);
        if (ballot_part_has(part, rows[r]) && is_voted_on(rows[r])) {
            take(to, rows[r]);
        }
        for (size_t c = 0; columns[c]; c++) {
            size_t count;
            if (part && strcmp(part, columns[c]) != 0) {
                continue;
            }
            const struct record *const *notes =
                goal_notes(session, rows[r], columns[c], &count);
            for (size_t i = 0; i < count; i++) {
                take(to, notes[i]);
            }
        }
        free(columns);
    }
    free(rows);
}

/* The first edit that gave a vote of such a field. */
static const struct edit *first_vote(const struct field *field)
{
    const struct edit *first = NULL;
    for (const struct version *v = field->versions; v; v = v->next) {
        first = !first || edit_compare(v->edit, first) < 0 ? v->edit : first;
    }
    return first;
}

static void tally_one(void *to, const struct record *entry)
{
    struct tally *tally = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        size_t person;
        if (voter_of_field(f->name, &person) && field_votes(f) > 0) {
            const struct edit *first = first_vote(f), **of = &tally->first[person];
            *of = !*of || edit_compare(first, *of) < 0 ? first : *of;
            tally->given[person] += field_votes(f);
            tally->people = person > tally->people ? person : tally->people;
        }
    }
}

void tally_votes(struct session *session, const struct record *table, struct tally *tally)
{
    *tally = (struct tally){.people = 0};
    if (!ballot_tally_copies(session, table, tally)) {
        ballot_each_entry(session, table, NULL, tally_one, tally);
        ballot_tally_apart(session, table, tally);
    }
    ballot_tally_phones(session, table, tally);
}

long tally_left(const struct tally *tally, struct ballot ballot, size_t person)
{
    long left = ballot.dots - tally->given[person];
    return left > 0 ? left : 0;
}

void tally_say_beyond(const struct tally *tally, struct ballot ballot, struct str *out)
{
    size_t people = 0;
    long dots = ballot.for_table ? 0 : ballot.dots;
    for (size_t person = 1; person <= tally->people; person++) {
        people += tally->given[person] > dots;
    }
    const char *who = people == 1 ? "person has" : "people have";
    if (ballot.state == BALLOT_NONE) {
        return;
    }
    if (people) {
        str_begin_sentence(out);
    }
    if (people && ballot.for_table) {
        str_addf(out, "%zu %s given dots of their own; they stay.", people, who);
    } else if (people) {
        str_addf(out, "%zu %s given more than %ld; their dots stay.", people, who, dots);
    }
    if (tally->given[0] > (ballot.for_table ? ballot.dots : 0)) {
        str_begin_sentence(out);
        if (ballot.for_table) {
            str_addf(out, "The table has given more than %ld; its dots stay.",
                     ballot.dots);
        } else {
            str_add(out, "The table has given dots together; they stay.");
        }
    }
    tally_say_phones(tally, ballot, out);
}

size_t tally_next(const struct tally *tally, struct ballot ballot, size_t from)
{
    size_t person = from ? from : 1;
    while (person < BALLOT_MOST_PEOPLE && tally_left(tally, ballot, person) == 0) {
        person++;
    }
    return person;
}

struct ranking {
    struct ranked *items;
    size_t count, room, without;
};

static void rank_one(void *to, const struct record *entry)
{
    struct ranking *ranking = to;
    long votes = record_votes(entry);
    if (votes <= 0) {
        ranking->without++;
        return;
    }
    /* Until they are sorted, the rank is where it stands in the grid. */
    struct ranked ranked = {.entry = entry, .votes = votes, .rank = ranking->count};
    ARRAY_ADD(ranking->items, ranking->count, ranking->room, ranked);
}

static int by_votes(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->votes != b->votes) {
        return a->votes > b->votes ? -1 : 1;
    }
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* Of a ballot of one part alone nothing else could have had votes; unless some was given. */
static struct ranking rank(struct session *session, const struct record *table,
                           const char *part)
{
    const char *of = record_words(table, PHONES_COLUMN);
    struct ranking all = {.count = 0}, alone = {.count = 0};
    ballot_each_entry(session, table, part, rank_one, &all);
    if (!part && *of) {
        ballot_each_entry(session, table, strcmp(of, "goals") == 0 ? "" : of, rank_one,
                          &alone);
        all.without = alone.count == all.count ? alone.without : all.without;
        free(alone.items);
    }
    return all;
}

struct ranked *ballot_ranking(struct session *session, const struct record *table,
                              const char *part, size_t *count, size_t *without)
{
    struct ranking r = rank(session, table, part);
    ARRAY_SORT(r.items, r.count, by_votes);
    for (size_t i = 0; i < r.count; i++) {
        bool as_before = i > 0 && r.items[i].votes == r.items[i - 1].votes;
        bool as_next = i + 1 < r.count && r.items[i].votes == r.items[i + 1].votes;
        r.items[i].rank = as_before ? r.items[i - 1].rank : i + 1;
        r.items[i].tied = as_before || as_next;
    }
    *count = r.count;
    *without = r.without;
    return r.items;
}

void rank_say(const struct ranked *ranked, struct str *out)
{
    str_addf(out, "%zu%s", ranked->rank, ranked->tied ? "=" : "");
}

void rank_say_where(const struct session *session, const struct ranked *ranked,
                    struct str *out)
{
    const struct record *entry = ranked->entry, *parent = record_parent(entry);
    const struct template *form = table_template(session, entry_table(entry));
    if (strcmp(record_kind(entry), "goal") == 0) {
        const char *of = row_grid(entry);
        const struct grid *grid = *of ? template_grid(form, of) : &form->grids[0];
        str_add(out, grid ? grid->goals.title : of);
        return;
    }
    const struct column *column = template_column(form, record_column(entry), NULL);
    str_addf(out, "%s, %s", column ? column->title : record_column(entry),
             record_words(parent, "text"));
}
