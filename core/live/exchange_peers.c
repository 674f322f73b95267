/* Who is in a channel, by what they said of themselves. */

#include "base/memory.h"
#include "live/exchange_inside.h"

#include <stdlib.h>
#include <string.h>

static void peer_finish(struct exchange_peer *peer)
{
    free(peer->name);
    free(peer->table);
    free(peer->writing);
}

void peers_forget_all(struct exchange *x)
{
    for (size_t i = 0; i < x->peer_count; i++) {
        peer_finish(&x->peers[i]);
    }
    x->peer_count = 0;
}

static void forget(struct exchange *x, size_t i)
{
    peer_finish(&x->peers[i]);
    memmove(&x->peers[i], &x->peers[i + 1], (--x->peer_count - i) * sizeof *x->peers);
}

static size_t peer_index(const struct exchange *x, const char *id)
{
    size_t i = 0;
    while (i < x->peer_count && strcmp(x->peers[i].id, id) != 0) {
        i++;
    }
    return i;
}

static bool is_id(const char *id)
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    return strlen(id) == EXCHANGE_ID_BYTES - 1 && strspn(id, letters) == strlen(id);
}

/* Who has the edits that we have; nobody needs to have any to say so where there are none. */
static void note_proof(struct exchange *x, struct exchange_peer *peer)
{
    if (peer->has_sum && peer->edits && !exchange_differs(x, peer)) {
        peer->proven = true;
    }
}

/* Whether that one is to make room rather than the other, who came sooner. */
static bool goes_first(const struct exchange_peer *peer,
                       const struct exchange_peer *other)
{
    return peer->proven != other->proven ? !peer->proven
           : peer->proven                ? true
                                         : peer->heard_ms < other->heard_ms;
}

void exchange_forget_one(struct exchange *x)
{
    size_t least = 0;
    for (size_t i = 0; i < x->peer_count; i++) {
        note_proof(x, &x->peers[i]);
        least = i && goes_first(&x->peers[i], &x->peers[least]) ? i : least;
    }
    if (x->peer_count) {
        forget(x, least);
    }
}

void peers_forget_silent(struct exchange *x, int64_t now_ms, int64_t silent_ms)
{
    for (size_t i = x->peer_count; i-- > 0;) {
        struct exchange_peer *peer = &x->peers[i];
        note_proof(x, peer);
        if (peer->has_sum && !exchange_differs(x, peer)) {
            peer->differs_ms = 0;
        } else if (!peer->differs_ms) {
            peer->differs_ms = now_ms;
        } else if (now_ms - peer->differs_ms >= silent_ms &&
                   now_ms - peer->heard_ms >= silent_ms) {
            forget(x, i);
        }
    }
}

struct exchange_peer *peer_touch(struct exchange *x, const char *id, int64_t now_ms)
{
    if (!is_id(id) || strcmp(id, x->id) == 0) {
        return NULL;
    }
    size_t i = peer_index(x, id);
    if (i == x->peer_count) {
        if (x->peer_count == EXCHANGE_MOST_PEERS) {
            exchange_forget_one(x);
        }
        if (x->needs.meet) {
            x->needs.meet(x->needs.context);
        }
        x->peers =
            memory_room_for_one(x->peers, x->peer_count, &x->peer_room, sizeof *x->peers);
        i = x->peer_count++;
        x->peers[i] = (struct exchange_peer){.since_ms = now_ms,
                                             .name = memory_copy_text(""),
                                             .table = memory_copy_text(""),
                                             .writing = memory_copy_text("")};
        memcpy(x->peers[i].id, id, EXCHANGE_ID_BYTES);
    }
    x->peers[i].heard_ms = now_ms;
    return &x->peers[i];
}

/* Takes a line off the front of a text. */
static char *next_line(char **text)
{
    char *line = *text, *stop = strchr(line, '\n');
    *text = stop ? stop + 1 : line + strlen(line);
    if (stop) {
        *stop = '\0';
    }
    return line;
}

static void take_name(char **name, const char *said)
{
    free(*name);
    *name = memory_copy_text(said);
    if (strlen(*name) > EXCHANGE_NAME_BYTES) {
        (*name)[EXCHANGE_NAME_BYTES] = '\0';
    }
}

/* "EDITS SUM" */
static bool read_sum(char *said, size_t *edits, uint64_t *sum)
{
    char *end, *begin = said;
    *edits = (size_t)strtoull(begin, &end, 10);
    if (end == begin || *end != ' ') {
        return false;
    }
    begin = end + 1;
    *sum = strtoull(begin, &end, 16);
    return end != begin && !*end;
}

const char *const peer_goings[] = {
    [EXCHANGE_LEAVES] = "",
    [EXCHANGE_STOPS] = "stops",
    [EXCHANGE_ENDS] = "ends",
    [EXCHANGE_REWORDS] = "rewords",
};

const struct exchange_peer *peer_find(const struct exchange *x, const char *id)
{
    size_t i = peer_index(x, id);
    return i < x->peer_count ? &x->peers[i] : NULL;
}

/* Of "ID" or "ID stops", split: whether it goes, and how. */
static bool read_going(const char *said, enum exchange_going *how)
{
    size_t count = sizeof peer_goings / sizeof *peer_goings, i = 0;
    while (i < count && strcmp(said, peer_goings[i]) != 0) {
        i++;
    }
    *how = (enum exchange_going)(i < count ? i : 0);
    return i < count;
}

static void let_go(struct exchange *x, const char *id, enum exchange_going how)
{
    size_t i = peer_index(x, id);
    if (i == x->peer_count) {
        return;
    }
    if (how != EXCHANGE_LEAVES && x->needs.gone) {
        x->needs.gone(x->needs.context, x->peers[i].name, how);
    }
    forget(x, i);
}

struct exchange_peer *peer_read(struct exchange *x, char *text, int64_t now_ms,
                                bool *is_new, bool *changed)
{
    char *first = next_line(&text);
    char *said = strchr(first, ' ');
    enum exchange_going how;
    size_t edits;
    uint64_t sum;
    if (said) {
        *said++ = '\0';
    }
    if (read_going(said ? said : "", &how)) {
        let_go(x, first, how);
        return NULL;
    }
    if (!read_sum(said, &edits, &sum)) {
        return NULL;
    }
    struct exchange_peer *peer = peer_touch(x, first, now_ms);
    if (!peer) {
        return NULL;
    }
    *is_new = !peer->has_sum;
    *changed = *is_new || peer->sum != sum;
    if (edits > peer->edits) {
        peer->changed_ms = now_ms;
    }
    peer->edits = edits;
    peer->sum = sum;
    peer->has_sum = true;
    note_proof(x, peer);
    take_name(&peer->name, next_line(&text));
    take_name(&peer->table, next_line(&text));
    take_name(&peer->writing, next_line(&text));
    return peer;
}
