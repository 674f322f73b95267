/* Copies of one table that voted unseen by each other. */

#include "model/ballot.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>

enum { PEOPLE = BALLOT_MOST_PEOPLE + 1, NAME_GRAPHEMES = 40, MOST_TOLD = 64 };

/* Whether votes that stand were given, or counted, while the table had dots as one version of
 * that field says. Of paper and of phones only the last number counts. */
struct held {
    const struct version *dots;
    bool used;
};

static bool was_then(const struct version *dots, const struct edit *edit)
{
    bool then = edit_compare(dots->edit, edit) < 0;
    for (const struct version *v = version_field(dots)->versions; v && then;
         v = v->next) {
        then =
            !edit_has_seen(v->edit, dots->edit->key) || edit_compare(edit, v->edit) < 0;
    }
    return then;
}

static void look_whether_used(void *to, const struct record *entry)
{
    struct held *held = to;
    for (const struct field *f = record_fields(entry); f && !held->used; f = f->next) {
        size_t person;
        bool dot = voter_of_field(f->name, &person),
             last = field_is_of_phone(f->name) || field_is_of_paper(f->name);
        bool any = (dot || last) && field_votes(f) > 0;
        for (const struct version *v = any ? field_shown(f) : NULL; v && !held->used;
             v = dot ? v->next : NULL) {
            held->used =
                value_votes(version_value(v)) > 0 && was_then(held->dots, v->edit);
        }
    }
}

long most_dots(struct session *session, const struct record *table)
{
    const struct field *ballot = record_field(table, "ballot"),
                       *dots = ballot ? record_field(table, "dots") : NULL;
    long most = 0;
    for (const struct version *v = dots ? dots->versions : NULL; v; v = v->next) {
        struct value value = version_value(v);
        long had = value.kind == VALUE_NONE ? 0 : value_dots(value);
        struct held held = {v, had > most && !v->covered};
        if (had > most && !held.used) {
            ballot_each_entry(session, table, NULL, look_whether_used, &held);
        }
        most = held.used ? had : most;
    }
    return dots || !ballot ? most : value_dots(VALUE_NOTHING);
}

/* Whether somebody gave more than that: in one ballot nobody can. */
static bool gave_beyond(const long *given, long most)
{
    for (size_t person = 0; person < PEOPLE && most; person++) {
        if (given[person] > most) {
            return true;
        }
    }
    return false;
}

static size_t heads_of(const struct field *field)
{
    size_t count = 0;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        count += !v->edit->redacted;
    }
    return count;
}

/* What an edit replaced, if that is one version; NULL: none, or several. */
static const struct version *replaced_by(const struct version *version)
{
    const struct version *only = NULL;
    const struct version *v = version_field(version)->versions;
    for (; v && version->edit->over_count == 1 && !only; v = v->next) {
        only = edit_has_seen(version->edit, v->edit->key) ? v : NULL;
    }
    return only;
}

/* Whether a copy's ballots were all undone, or ended as they were begun, and nobody voted. */
static bool came_to_nothing(struct session *session, const struct record *table,
                            const struct version *end)
{
    for (size_t i = 0; end && version_value(end).kind == VALUE_NONE && i < MOST_TOLD;
         i++) {
        struct held held = {.dots = replaced_by(end)};
        if (!held.dots) {
            return false;
        }
        ballot_each_entry(session, table, NULL, look_whether_used, &held);
        if (held.used || !held.dots->edit->over_count) {
            return !held.used;
        }
        end = replaced_by(held.dots);
    }
    return false;
}

/* How many copies held a ballot of their own. */
static size_t count_ballots(struct session *session, const struct record *table)
{
    const struct field *ballot = record_field(table, "ballot");
    size_t count = heads_of(ballot);
    const struct version *v = count > 1 ? field_shown(ballot) : NULL;
    for (; v; v = head_next(v)) {
        count -= !v->edit->redacted && came_to_nothing(session, table, v);
    }
    return count;
}

struct found {
    size_t most; /* heads of one voter's votes for one entry */
    bool votes;
    const struct record *paper; /* the first that was counted twice, */
    size_t papers;              /* and how many there are */
    struct tally tally;         /* by number, whatever copy they are of */
};

static void look_at(void *to, const struct record *entry)
{
    struct found *found = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        size_t person;
        if (field_is_of_paper(f->name) && field_wordings(f) > 1) {
            found->paper = found->papers++ ? found->paper : entry;
        }
        if (voter_of_field(f->name, &person) && field_votes(f) > 0) {
            size_t heads = heads_of(f);
            found->tally.given[person] += field_votes(f);
            found->votes = true;
            found->most = heads > found->most ? heads : found->most;
        }
    }
}

static size_t count_copies(struct session *session, const struct record *table,
                           struct found *found)
{
    found->paper = NULL;
    if (!session_ever_voted(session)) { /* of each of many tables */
        return 0;
    }
    *found = (struct found){.most = 0};
    ballot_each_entry(session, table, NULL, look_at, found);
    size_t ballots = count_ballots(session, table);
    size_t copies = ballots > found->most ? ballots : found->most;
    if (copies < 2) {
        copies = ballot_tally_apart(session, table, &found->tally);
    }
    return found->votes && copies > 1 ? copies : 0;
}

size_t ballot_copies(struct session *session, const struct record *table)
{
    struct found found;
    return count_copies(session, table, &found);
}

/* "15 and as 14": what several say of a field, the later first. */
static void add_counts(const struct field *field, struct str *out)
{
    size_t count;
    const struct version **wordings = history_wordings(field, &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(out, "%s%s", i ? " and as " : "",
                 value_words(version_value(wordings[i])));
    }
    free(wordings);
}

static void say_counted_twice(const struct found *found, struct str *out)
{
    text_quote(out, record_words(found->paper, "text"), NAME_GRAPHEMES);
    str_add(out, " was counted on paper as ");
    add_counts(record_field(found->paper, "vote:" VOTER_PAPER), out);
    if (found->papers > 1) {
        str_addf(out, ", and %zu more twice, too", found->papers - 1);
    }
    str_add(out, "; the later count stands until somebody counts again");
}

/* Begins a line about a table. */
static void begin_line(const struct record *table, size_t start_bytes, struct str *out)
{
    str_add(out, out->len_bytes > start_bytes ? "\n" : "");
    history_name_table(table, out);
    str_add(out, ": ");
}

bool ballot_say_copies(struct session *session, struct str *out)
{
    size_t count, start_bytes = out->len_bytes;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        struct found found;
        size_t copies = count_copies(session, tables[i], &found);
        const struct field *voted = record_field(tables[i], "voted");
        if (copies) {
            begin_line(tables[i], start_bytes, out);
            str_addf(out,
                     "%zu copies of this table voted unseen by each other; the votes of "
                     "all are counted, for person 1 of one is another than that of the "
                     "other",
                     copies);
        }
        if (found.paper) {
            begin_line(tables[i], start_bytes, out);
            say_counted_twice(&found, out);
        }
        if (field_wordings(voted) > 1) {
            begin_line(tables[i], start_bytes, out);
            str_add(out, "how many people voted was counted as ");
            add_counts(voted, out);
            str_add(out, "; the later count stands until somebody counts again");
        }
    }
    return out->len_bytes > start_bytes;
}

/* Who took part in which copy's ballot: the copies from 1, 0 for who knew of several. */
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

/* The people of the first copy come first, then those of the next; what is of no copy was
 * given since, by those numbers. */
static void number_people(const long *given, size_t copies, struct tally *tally)
{
    size_t before = 0;
    *tally = (struct tally){.people = 0};
    for (size_t copy = 1; copy <= copies; copy++) {
        const long *of = &given[copy * PEOPLE];
        size_t last = 0;
        tally->given[0] += of[0];
        for (size_t person = 1; person < PEOPLE; person++) {
            size_t as = before + person < PEOPLE ? before + person : PEOPLE - 1;
            tally->given[as] += of[person];
            last = of[person] > 0 ? person : last;
        }
        before += last;
    }
    for (size_t person = 0; person < PEOPLE; person++) {
        tally->given[person] += given[person];
        tally->people = tally->given[person] > 0 ? person : tally->people;
    }
}

bool ballot_tally_copies(struct session *session, const struct record *table,
                         struct tally *tally)
{
    struct parting p = {.count = 0};
    if (!part(&p, record_field(table, "ballot"))) {
        return false;
    }
    follow(&p);
    p.given = memory_get((p.copies + 1) * PEOPLE * sizeof *p.given);
    ballot_each_entry(session, table, NULL, take_entry, &p);
    number_people(p.given, p.copies, tally);
    free(p.given);
    return true;
}

/* Where copies go on with one ballot, and give dots to different entries, no wording stands
 * against another: only that somebody has given more dots than there are tells of them. */
struct giver {
    const char *actor;
    const struct edit *first, *last;
    long given[PEOPLE];
};

struct givers {
    struct giver *items;
    size_t count, room, person;
    struct giver returned; /* with entries that were deleted once, whose dots were free */
};

static struct giver *giver_of(struct givers *g, const char *actor)
{
    for (size_t i = 0; i < g->count; i++) {
        if (strcmp(g->items[i].actor, actor) == 0) {
            return &g->items[i];
        }
    }
    g->items = memory_room_for_one(g->items, g->count, &g->room, sizeof *g->items);
    g->items[g->count] = (struct giver){.actor = actor};
    return &g->items[g->count++];
}

static bool came_back(const struct record *entry)
{
    const struct record *goal = record_parent(entry);
    return record_field(entry, "gone") ||
           (record_is(entry, "note") && goal && record_field(goal, "gone"));
}

static void take_adds(void *to, const char *actor, long adds)
{
    struct givers *g = to;
    giver_of(g, actor)->given[g->person] += adds;
}

static void take_giver(void *to, const struct record *entry)
{
    struct givers *g = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        if (!voter_of_field(f->name, &g->person) || field_votes(f) <= 0) {
            continue;
        }
        if (came_back(entry)) {
            g->returned.given[g->person] += field_votes(f);
            continue;
        }
        field_votes_each(f, take_adds, g);
        for (const struct version *v = f->versions; v; v = v->next) {
            struct giver *giver = giver_of(g, v->edit->key.actor);
            bool first = !giver->first || edit_compare(v->edit, giver->first) < 0;
            bool last = !giver->last || edit_compare(v->edit, giver->last) > 0;
            giver->first = first ? v->edit : giver->first;
            giver->last = last ? v->edit : giver->last;
        }
    }
}

static int by_first(const void *left, const void *right)
{
    const struct giver *a = left, *b = right;
    return edit_compare(a->first, b->first);
}

static bool has_room(const long *given, const struct giver *giver, long most)
{
    for (size_t person = 0; person < PEOPLE; person++) {
        if (giver->given[person] > 0 && given[person] + giver->given[person] > most) {
            return false;
        }
    }
    return true;
}

static void add_given(long *given, const struct giver *giver)
{
    for (size_t person = 0; person < PEOPLE; person++) {
        given[person] += giver->given[person];
    }
}

/* Whether whoever gave this came when the copies were together already, and goes on with
 * the numbers of all. */
static bool came_later(const struct givers *g, size_t at, const long *given,
                       size_t copies, long most)
{
    struct tally tally;
    for (size_t i = 0; i < at; i++) {
        if (edit_compare(g->items[i].last, g->items[at].first) > 0) {
            return false;
        }
    }
    number_people(given, copies, &tally);
    return copies > 1 && has_room(tally.given, &g->items[at], most);
}

/* As few copies as there must have been: each giver is of the first whose people have the
 * dots for it. Returns how many; given takes what each gave, 0 being nobody's. */
static size_t part_givers(const struct givers *g, long most, long *given)
{
    size_t copies = 0;
    for (size_t i = 0; i < g->count; i++) {
        size_t copy = 1;
        if (came_later(g, i, given, copies, most)) {
            copy = 0;
        }
        while (copy && copy <= copies &&
               !has_room(&given[copy * PEOPLE], &g->items[i], most)) {
            copy++;
        }
        copies = copy > copies ? copy : copies;
        add_given(&given[copy * PEOPLE], &g->items[i]);
    }
    return copies;
}

size_t ballot_tally_apart(struct session *session, const struct record *table,
                          struct tally *tally)
{
    struct givers g = {.items = NULL};
    long most = most_dots(session, table);
    size_t copies = 0;
    if (!gave_beyond(tally->given, most)) {
        return 0;
    }
    ballot_each_entry(session, table, NULL, take_giver, &g);
    if (g.count > 1 && g.count <= MOST_TOLD) {
        qsort(g.items, g.count, sizeof *g.items, by_first);
        long *given = memory_get((g.count + 1) * PEOPLE * sizeof *given);
        copies = part_givers(&g, most, given);
        if (copies > 1) {
            add_given(given, &g.returned);
            number_people(given, copies, tally);
        }
        free(given);
    }
    free(g.items);
    return copies > 1 ? copies : 0;
}
