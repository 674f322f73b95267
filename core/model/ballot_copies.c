/* Copies of one table that voted unseen by each other. */

#include "model/ballot.h"

#include "base/memory.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>

static size_t heads_of(const struct field *field)
{
    size_t count = 0;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        count += !v->edit->redacted;
    }
    return count;
}

struct found {
    size_t most; /* heads of one voter's votes for one entry */
    bool votes;
};

static void look_at(void *to, const struct record *entry)
{
    struct found *found = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        size_t unused;
        if (voter_of_field(f->name, &unused) && field_votes(f) > 0) {
            size_t heads = heads_of(f);
            found->votes = true;
            found->most = heads > found->most ? heads : found->most;
        }
    }
}

size_t ballot_copies(struct session *session, const struct record *table)
{
    struct found found = {0, false};
    ballot_each_entry(session, table, NULL, look_at, &found);
    size_t ballots = heads_of(record_field(table, "ballot"));
    size_t copies = ballots > found.most ? ballots : found.most;
    return found.votes && copies > 1 ? copies : 0;
}

bool ballot_say_copies(struct session *session, struct str *out)
{
    size_t count, start_bytes = out->len_bytes;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        size_t copies = ballot_copies(session, tables[i]);
        struct str name = STR_EMPTY;
        if (copies) {
            history_name_table(tables[i], &name);
            str_addf(out,
                     "%s%s: %zu copies of this table voted unseen by each other; the "
                     "votes of all are counted, for person 1 of one is another than that "
                     "of the other",
                     out->len_bytes > start_bytes ? "\n" : "", str_text(&name), copies);
        }
        str_finish(&name);
    }
    return out->len_bytes > start_bytes;
}

/* Who took part in which copy's ballot: the copies from 1, 0 for who knew of several. */
enum { MOST_TOLD = 64, PEOPLE = BALLOT_MOST_PEOPLE + 1 };

struct parting {
    struct {
        const struct edit *edit;
        size_t copy;
        bool root;
    } told[MOST_TOLD]; /* what was said of the ballot, by time */
    size_t count, copies;
    long *given; /* by copy, then by person */
    size_t person;
};

/* A version that had seen no other began a ballot; the others go on with what they saw. */
static bool part(struct parting *p, const struct field *ballot)
{
    const struct edit *edits[MOST_TOLD];
    for (const struct version *v = ballot ? ballot->versions : NULL; v; v = v->next) {
        if (p->count == MOST_TOLD) {
            return false;
        }
        edits[p->count++] = v->edit;
    }
    ARRAY_SORT(edits, p->count, edit_order);
    for (size_t i = 0; i < p->count; i++) {
        p->told[i].edit = edits[i];
        p->told[i].root = true;
        for (size_t j = 0; j < p->count; j++) {
            bool saw = j != i && edit_has_seen(edits[i], edits[j]->key);
            p->told[i].root = p->told[i].root && !saw;
        }
        p->told[i].copy = p->told[i].root ? ++p->copies : SIZE_MAX;
    }
    return p->copies > 1;
}

/* Until nothing changes: clocks may be wrong, so that time is not the order of seeing. */
static void follow(struct parting *p)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < p->count; i++) {
            size_t copy = p->told[i].copy;
            for (size_t j = 0; j < p->count && !p->told[i].root; j++) {
                size_t other = p->told[j].copy;
                if (j != i && other != SIZE_MAX &&
                    edit_has_seen(p->told[i].edit, p->told[j].edit->key)) {
                    copy = copy == SIZE_MAX || copy == other ? other : 0;
                }
            }
            again = again || copy != p->told[i].copy;
            p->told[i].copy = copy;
        }
    }
}

static void take(void *to, const char *actor, long adds)
{
    struct parting *p = to;
    size_t copy = 0;
    for (size_t i = 0; i < p->count && !copy; i++) {
        bool theirs = strcmp(p->told[i].edit->key.actor, actor) == 0;
        copy = theirs && p->told[i].copy != SIZE_MAX ? p->told[i].copy : 0;
    }
    p->given[copy * PEOPLE + p->person] += adds;
}

static void take_entry(void *to, const struct record *entry)
{
    struct parting *p = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        if (voter_of_field(f->name, &p->person)) {
            field_votes_each(f, take, p);
        }
    }
}

bool ballot_tally_copies(struct session *session, const struct record *table,
                         struct tally *tally)
{
    struct parting p = {.count = 0};
    size_t before = 0;
    if (!part(&p, record_field(table, "ballot"))) {
        return false;
    }
    follow(&p);
    p.given = memory_get((p.copies + 1) * PEOPLE * sizeof *p.given);
    ballot_each_entry(session, table, NULL, take_entry, &p);
    for (size_t copy = 1; copy <= p.copies; copy++) {
        const long *given = &p.given[copy * PEOPLE];
        size_t last = 0;
        tally->given[0] += given[0];
        for (size_t person = 1; person < PEOPLE; person++) {
            size_t as = before + person < PEOPLE ? before + person : PEOPLE - 1;
            tally->given[as] += given[person];
            last = given[person] > 0 ? person : last;
        }
        before += last;
    }
    for (size_t person = 0; person < PEOPLE; person++) { /* given since, by number */
        tally->given[person] += p.given[person];
        tally->people = tally->given[person] > 0 ? person : tally->people;
    }
    free(p.given);
    return true;
}
