/* What an author does about votes and ballots. */

#include "base/memory.h"
#include "base/utf8.h"
#include "model/author_inside.h"
#include "model/ballot.h"
#include "model/top.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool author_set_ballot(struct author *a, const struct record *table, struct ballot ballot,
                       struct err *err)
{
    struct draft d;
    struct str said = STR_EMPTY;
    char dots[24];
    bool any = ballot.state != BALLOT_NONE;
    ballot_say_change(ballot_of(table), ballot, &said);
    if (!said.len_bytes) {
        str_finish(&said);
        return true;
    }
    snprintf(dots, sizeof dots, "%ld", ballot.dots);
    const struct change changes[] = {
        {"ballot", VALUE_OF_TEXT(ballot.state == BALLOT_OPEN ? "open" : "shown")},
        {"dots", VALUE_OF_TEXT(dots)},
        {"dots_for", VALUE_OF_TEXT(ballot.for_table ? "table" : "person")},
    };
    bool own = author_begin_act(a, said.bytes, NULL);
    draft_begin(&d, a, record_kind(table), record_id(table));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct value value = any ? changes[i].value : VALUE_NOTHING;
        if (!value_same(record_value(table, changes[i].field), value)) {
            draft_set(&d, table, changes[i].field, value);
        }
    }
    bool ok = draft_apply(&d, a, err);
    author_end_act(a, own);
    str_finish(&said);
    return ok;
}

bool author_move_dot(struct author *a, const struct record *entry, const char *voter,
                     int change, struct err *err)
{
    struct str said = STR_EMPTY, field = STR_EMPTY;
    str_addf(&field, "vote:%s", voter);
    long count = field_votes(record_field(entry, field.bytes)) + change;
    str_add(&said, change > 0 ? "gave " : "took a dot back from ");
    text_quote(&said, record_words(entry, "text"), 40);
    str_add(&said, change > 0 ? " a dot" : "");
    bool own = author_begin_act(a, said.bytes, NULL);
    bool ok = author_vote(a, entry, voter, count > 0 ? count : 0, err);
    author_end_act(a, own);
    str_finish(&field);
    str_finish(&said);
    return ok;
}

/* Takes back what ballots' voters gave to one entry. */
static bool clear_one(struct author *a, const struct record *entry, struct err *err)
{
    bool ok = true;
    for (const struct field *f = record_fields(entry); f && ok; f = f->next) {
        size_t person;
        bool voter = voter_of_field(f->name, &person) || field_is_of_phone(f->name) ||
                     field_is_of_paper(f->name);
        if (voter && field_votes(f) != 0) {
            ok = author_vote(a, entry, f->name + strlen("vote:"), 0, err);
        }
    }
    return ok;
}

struct entries {
    const struct record **items;
    size_t count, room;
};

static void gather(void *to, const struct record *entry)
{
    struct entries *entries = to;
    ARRAY_ADD(entries->items, entries->count, entries->room, entry);
}

bool ballot_say_all(struct session *session, const struct record *table, struct str *out)
{
    struct tally tally;
    tally_votes(session, table, &tally);
    bool dots = tally.people || tally.given[0] || tally.phones,
         paper = ballot_paper(session, table) > 0, voted = table_voted(table) > 0;
    str_add(out, dots || paper ? "all " : "");
    str_add(out, dots ? "dots" : "");
    str_add(out, dots && paper ? voted ? ", " : " and " : "");
    str_add(out, paper ? "votes counted on paper" : "");
    str_add(out, (dots || paper) && voted ? " and the number of voters" : "");
    return dots || paper;
}

/* Setting votes moves nothing, but lists hold only until the next edit. */
bool author_clear_dots(struct author *a, const struct record *table, struct err *err)
{
    struct entries entries = {.items = NULL};
    struct str said = str_of("took ");
    ballot_say_all(a->session, table, &said);
    str_add(&said, " back");
    ballot_each_entry(a->session, table, NULL, gather, &entries);
    bool own = author_begin_act(a, said.bytes, NULL), ok = true;
    for (size_t i = 0; i < entries.count && ok; i++) {
        ok = clear_one(a, entries.items[i], err);
    }
    ok = ok && author_set_voted(a, table, 0, err);
    author_end_act(a, own);
    str_finish(&said);
    free(entries.items);
    return ok;
}
