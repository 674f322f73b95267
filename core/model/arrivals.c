/* Every change of a session, in the order in which it came. Mostly that is the order in which
 * its edits were first heard of, and nothing is kept beside them. */

#include "model/session_inside.h"

/* Whether the next change is the entry that was made next. */
static bool in_order_so_far(const struct session *s, const struct entry *entry)
{
    return !s->arrivals && s->arrivals_count < s->entries.count &&
           s->entries.items[s->arrivals_count] == entry;
}

static void keep_arrivals(struct session *s)
{
    s->arrivals_room = s->arrivals_count + s->arrivals_count / 4 + 1;
    s->arrivals = memory_resize_array(NULL, s->arrivals_room, sizeof *s->arrivals);
    for (size_t i = 0; i < s->arrivals_count; i++) {
        s->arrivals[i] = s->entries.items[i];
    }
}

void session_tell_arrival(struct session *s, const struct entry *entry)
{
    bool in_order = in_order_so_far(s, entry);
    if (!in_order && !s->arrivals) {
        keep_arrivals(s);
    }
    if (in_order) {
        s->arrivals_count++;
    } else {
        ARRAY_ADD(s->arrivals, s->arrivals_count, s->arrivals_room, entry);
    }
    s->change_count++;
}

static const struct entry *arrival(const struct session *s, size_t at)
{
    return s->arrivals ? s->arrivals[at] : s->entries.items[at];
}

const struct edit *session_next_arrival(const struct session *s, size_t *at)
{
    while (*at < s->arrivals_count) {
        const struct entry *entry = arrival(s, (*at)++);
        if (entry_is_here(entry)) {
            return &entry->edit;
        }
    }
    return NULL;
}

size_t session_change_count(const struct session *s)
{
    return s->change_count;
}
