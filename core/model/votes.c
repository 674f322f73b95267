/* What a voter gave, also where copies of one session counted unseen by each other. */

#include "model/session_inside.h"

#include "base/memory.h"
#include "model/ballot.h"

#include <stdlib.h>
#include <string.h>

/* Beyond so many versions of one field the latest counts: nobody has voted so. */
enum { MOST_VERSIONS = 4096 };

/* A version of the field: what it says, and by how much that is more than all that its
 * author had seen adds up to. */
struct counted {
    const struct version *version;
    long says, adds;
    bool begun;
};

struct count {
    struct counted *items; /* by key */
    size_t count;
};

static bool is_of_hand(const char *field)
{
    return strcmp(field, "vote:hand") == 0;
}

/* A hand writes down a sum, and a phone, or the paper, is the same in every copy: the later
 * counts. */
static bool is_one(const struct field *field)
{
    return is_of_hand(field->name) || field_is_of_phone(field->name) ||
           field_is_of_paper(field->name);
}

/* Only a hand may take others' votes back. */
static long at_least_none(const struct field *field, long votes)
{
    return votes < 0 && !is_of_hand(field->name) ? 0 : votes;
}

static long votes_said(const struct version *version)
{
    return at_least_none(version_field(version), value_votes(version_value(version)));
}

static int by_key(const void *left, const void *right)
{
    const struct counted *a = left, *b = right;
    return edit_key_compare(a->version->edit->key, b->version->edit->key);
}

/* The first that does not stand before that key. */
static size_t find(const struct count *c, struct edit_key key)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edit_key_compare(c->items[middle].version->edit->key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The next that an edit replaced, whose keys may clash; the count of all at the end.
 * Start with *over = 0 and *at = 0. */
static size_t next_seen(const struct count *c, const struct edit *edit, uint32_t *over,
                        size_t *at)
{
    for (; *over < edit->over_count; (*over)++, *at = 0) {
        struct edit_key key = edit->over[*over];
        size_t i = *at ? *at : find(c, key);
        if (i < c->count && edit_key_compare(c->items[i].version->edit->key, key) == 0) {
            *at = i + 1;
            return i;
        }
    }
    return c->count;
}

static void count_one(struct count *c, size_t at);

/* What all that stood before an edit adds up to, along whatever way it was seen. */
static long seen_by(struct count *c, const struct edit *edit)
{
    bool *there = memory_get((c->count + 1) * sizeof *there);
    size_t *stack = memory_get((c->count + 1) * sizeof *stack);
    size_t used = 0;
    long sum = 0;
    for (;;) {
        uint32_t over = 0;
        size_t at = 0, seen;
        while ((seen = next_seen(c, edit, &over, &at)) < c->count) {
            if (!there[seen]) {
                there[seen] = true;
                stack[used++] = seen;
            }
        }
        if (!used) {
            break;
        }
        size_t next = stack[--used];
        count_one(c, next);
        sum = votes_add(sum, c->items[next].adds);
        edit = c->items[next].version->edit;
    }
    free(stack);
    free(there);
    return sum;
}

static void count_one(struct count *c, size_t at)
{
    struct counted *item = &c->items[at];
    const struct edit *edit = item->version->edit;
    uint32_t over = 0;
    size_t next = 0;
    if (item->begun) { /* counted, or, in a circle, being counted */
        return;
    }
    item->begun = true;
    size_t first = next_seen(c, edit, &over, &next);
    long seen = 0;
    if (first < c->count && next_seen(c, edit, &over, &next) == c->count) {
        count_one(c, first); /* one only, as almost always: it has seen the others */
        seen = c->items[first].says;
    } else if (first < c->count) {
        seen = seen_by(c, edit);
    }
    item->says = edit->redacted ? seen : votes_said(item->version);
    item->adds = item->says - seen;
}

/* Takes the versions of a field, to free() the items; false if they are too many. */
static bool begin(struct count *c, const struct field *field)
{
    *c = (struct count){.count = 0};
    for (const struct version *v = field->versions; v; v = v->next) {
        c->count++;
    }
    if (c->count > MOST_VERSIONS) {
        return false;
    }
    c->items = memory_get(c->count * sizeof *c->items);
    struct counted *item = c->items;
    for (const struct version *v = field->versions; v; v = v->next) {
        *item++ = (struct counted){.version = v};
    }
    qsort(c->items, c->count, sizeof *c->items, by_key);
    return true;
}

/* Each version adds to what its author had seen, so that what two had seen counts once. */
static long count_apart(const struct field *field)
{
    struct count c;
    long sum = 0;
    if (!begin(&c, field)) {
        return votes_said(field_shown(field));
    }
    for (size_t i = 0; i < c.count; i++) {
        count_one(&c, i);
        sum = votes_add(sum, c.items[i].adds);
    }
    free(c.items);
    return at_least_none(field, sum); /* one vote may have been taken back by two */
}

void field_votes_each(const struct field *field,
                      void (*take)(void *to, const char *actor, long adds), void *to)
{
    struct count c;
    const char *of_shown = field_shown(field)->edit->key.actor;
    long sum = 0;
    if (is_one(field) || !begin(&c, field)) {
        take(to, of_shown, field_votes(field));
        return;
    }
    for (size_t i = 0; i < c.count; i++) {
        count_one(&c, i);
        sum = votes_add(sum, c.items[i].adds);
        take(to, c.items[i].version->edit->key.actor, c.items[i].adds);
    }
    if (at_least_none(field, sum) != sum) {
        take(to, of_shown, -sum);
    }
    free(c.items);
}

long field_votes_before(const struct field *field, const struct edit *edit)
{
    struct count c;
    const struct version *before = version_before(edit, field);
    size_t replaced;
    free(versions_seen(edit, field, &replaced));
    if (replaced < 2 || is_one(field) || !begin(&c, field)) {
        return before ? votes_said(before) : 0;
    }
    long sum = seen_by(&c, edit);
    free(c.items);
    return at_least_none(field, sum);
}

bool field_votes_apart(const struct field *field)
{
    const struct version *shown = field_shown(field);
    return shown && head_next(shown) && !is_one(field);
}

long field_votes(const struct field *field)
{
    const struct version *shown = field_shown(field);
    return field_votes_apart(field) ? count_apart(field) : shown ? votes_said(shown) : 0;
}

static bool is_count(struct value value)
{
    const char *text = value.kind == VALUE_JSON ? value.text : "";
    const char *digits = text + (*text == '-');
    size_t count = strspn(digits, "0123456789");
    return count > 0 && !digits[count] && count <= VOTES_MOST_DIGITS;
}

long value_votes(struct value value)
{
    return is_count(value) ? strtol(value.text, NULL, 10) : 0;
}

bool value_is_votes(struct value value, const char *field)
{
    return value.kind == VALUE_NONE ||
           (is_count(value) && (is_of_hand(field) || *value.text != '-'));
}

long votes_add(long sum, long votes)
{
    sum += votes;
    return sum > VOTES_MOST ? VOTES_MOST : sum < -VOTES_MOST ? -VOTES_MOST : sum;
}

long record_votes_but(const struct record *record, const char *but)
{
    static const char prefix[] = "vote:";
    long votes = 0;
    for (const struct field *f = record->session->voted ? record->fields : NULL; f;
         f = f->next) {
        if (strncmp(f->name, prefix, sizeof prefix - 1) == 0 &&
            strcmp(f->name, but) != 0) {
            votes = votes_add(votes, field_votes(f));
        }
    }
    return votes;
}

long record_votes(const struct record *record)
{
    long votes = record_votes_but(record, "");
    return votes > 0 ? votes : 0;
}
