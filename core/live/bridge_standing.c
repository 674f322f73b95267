/* Where a room stands, its address, port and words: the same as the last time, so that those
 * who were in it come back by themselves, whatever ended it. */

#include "live/bridge_inside.h"
#include "live/hosts.h"
#include "store/standing.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* What was kept of our room, if it is one; *at_ours: its broker was ours, so that no scheme
 * stands before it. */
static bool read_kept(const struct bridge *b, struct invitation *kept, bool *at_ours)
{
    struct err unused = ERR_NONE;
    char *text = standing_read(b->options->path, STANDING_ROOM);
    bool ok = text && invitation_read(text, kept, &unused), tls;
    *at_ours = ok && scheme_pass(text, &tls) == text;
    standing_forget(text);
    err_finish(&unused);
    return ok;
}

/* An address that this machine has no more is of another network, and 127.0.0.1 was for a
 * trial; a name goes with it. */
static bool is_still_ours(const struct bridge *b, const char *host)
{
    unsigned char address[sizeof(struct in6_addr)];
    bool named =
        inet_pton(AF_INET, host, address) != 1 && inet_pton(AF_INET6, host, address) != 1;
    return named || text_among(host, (const char *const *)b->hosts.items, b->hosts.count);
}

/* At our own broker; kept: where it stood before, or NULL. */
static void make_at_ours(struct bridge *b, const struct invitation *kept)
{
    const struct bridge_options *o = b->options;
    const char *host = b->hosts.items[0];
    int port = o->any_port ? 0 : INVITATION_PORT;
    if (kept) {
        host = is_still_ours(b, kept->host) ? kept->host : host;
        port = kept->port;
    }
    b->stood = kept != NULL;
    invitation_make(o->host ? o->host : host, o->port ? o->port : port, &b->invitation);
}

static void make_ours(struct bridge *b)
{
    const struct places *there = &b->options->places;
    struct invitation kept = {0};
    bool at_ours, again = read_kept(b, &kept, &at_ours);
    if (there->count) {
        invitation_make(there->hosts[0].host, there->hosts[0].port, &b->invitation);
        b->invitation.tls = there->tls;
    } else {
        make_at_ours(b, at_ours ? &kept : NULL);
    }
    if (again) {
        memcpy(b->invitation.secret, kept.secret, sizeof kept.secret);
        invitation_finish(&kept);
    }
}

void bridge_make_invitation(struct bridge *b)
{
    hosts_find(&b->hosts);
    if (b->options->join) {
        b->invitation = *b->options->invitation;
    } else {
        make_ours(b);
    }
}

/* Our broker of before may take its time to end, if we were killed. */
static void await_port(int port)
{
    enum { PATIENCE_MS = 3000, TURN_MS = 20 };
    int64_t until_ms = ticks_ms() + PATIENCE_MS;
    while (server_listens(port) && ticks_ms() < until_ms) {
        poll(NULL, 0, TURN_MS);
    }
}

static bool start_at(struct bridge *b, int port, struct err *err)
{
    bool ok = server_start(&b->server, port, b->seal.room, b->seal.password, err);
    if (ok) {
        b->invitation.port = b->server.port;
    }
    return ok;
}

bool bridge_begin_server(struct bridge *b, struct err *err)
{
    int port = b->invitation.port;
    bool asked = port && port == b->options->port;
    if (b->stood) {
        await_port(port);
    }
    if (start_at(b, port, err)) {
        return true;
    }
    if (asked || !port) {
        return false;
    }
    err_finish(err); /* somebody else's is there: any will do */
    b->taken_port = b->stood ? port : 0;
    return start_at(b, 0, err);
}

/* What our room is kept as; NULL: it is a seminar's, which its organiser keeps. */
static bool keep(const struct bridge *b, const char *text, struct err *err)
{
    const struct bridge_options *o = b->options;
    return o->by_table ||
           standing_keep(o->path, o->join ? STANDING_JOINED : STANDING_ROOM, text, err);
}

void bridge_keep_standing(struct bridge *b)
{
    struct str text = STR_EMPTY;
    err_finish(&b->unkept);
    if (!b->options->join && !b->server.keeper && !b->invitation.tls) {
        str_add(&text, "mqtt://");
    }
    invitation_write(&b->invitation, &text);
    keep(b, text.bytes, &b->unkept);
    explicit_bzero(text.bytes, text.len_bytes);
    str_finish(&text);
}

void bridge_tell_standing(struct bridge *b)
{
    struct str words = STR_EMPTY;
    if (b->taken_port) {
        str_set(&words, "port %d is taken by another program: the room stands at %d now",
                b->taken_port, b->invitation.port);
        bridge_print(b, words.bytes);
        b->taken_port = 0;
    }
    if (b->unkept.message) {
        str_set(&words, "the next time this room will be another: %s",
                err_text(&b->unkept));
        bridge_print(b, words.bytes);
        err_finish(&b->unkept);
    }
    str_finish(&words);
}

void bridge_forget_standing(struct bridge *b)
{
    struct err err = ERR_NONE;
    if (!keep(b, NULL, &err)) {
        bridge_print(b, err_text(&err));
    }
    err_finish(&err);
}
