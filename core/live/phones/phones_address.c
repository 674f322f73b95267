/* Where phones come in: an address that stays when the program is stopped, killed and begun
 * again, so that pages still open go on. */

#include "base/memory.h"
#include "live/hosts.h"
#include "live/phones/phones_inside.h"
#include "store/standing.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_TOKEN_BYTES = 13 }; /* 64 bits in base32 */

/* 64 bits: who has no camera types them. */
static void draw_token(struct phones *p)
{
    uint64_t bits;
    randombytes_buf(&bits, sizeof bits);
    base32_write(bits, p->token);
}

/* What stands behind "http://HOST:" of the last address: its port and its token. */
static bool take_address(struct phones *p, const char *address, int *port)
{
    const char *slash = strrchr(address, '/'), *token = slash ? slash + 1 : "";
    size_t len = strlen(token);
    const char *colon = slash;
    while (colon && colon > address && *colon != ':') {
        colon--;
    }
    char *end;
    long number = colon && *colon == ':' ? strtol(colon + 1, &end, 10) : 0;
    if (number < 1 || number > 65535 || end != slash || len < LEAST_TOKEN_BYTES ||
        len >= sizeof p->token ||
        strspn(token, "0123456789abcdefghjkmnpqrstvwxyz") != len) {
        return false;
    }
    memcpy(p->token, token, len + 1);
    *port = (int)number;
    return true;
}

void phones_add_address(const struct phones *p, struct str *out)
{
    str_addf(out, strchr(p->host, ':') ? "http://[%s]:%d/%s" : "http://%s:%d/%s", p->host,
             web_port(p->web), p->token);
}

static void keep_address(const struct phones *p)
{
    struct str address = STR_EMPTY;
    phones_add_address(p, &address);
    /* Else it is another one the next time, which is no reason not to begin. */
    standing_keep(p->options->path, STANDING_PHONES, address.bytes, NULL);
    str_finish(&address);
}

void phones_look_at_hosts(struct phones *p)
{
    const char *own = p->options->host;
    paths_finish(&p->hosts);
    hosts_find(&p->hosts);
    if (!own &&
        !text_among(p->host, (const char *const *)p->hosts.items, p->hosts.count)) {
        free(p->host);
        p->host = memory_copy_text(p->hosts.items[0]);
        keep_address(p);
    }
}

static void answer(void *context, const struct web_request *request,
                   struct web_answer *answer_to)
{
    struct phones *p = context;
    struct err err = ERR_NONE;
    const struct edit *edit;
    while (session_next_arrival(p->file.session, &p->arrived)) {
        /* others said it: it came with the file that was saved */
    }
    desk_answer(p->desk, request, wall_ms(), answer_to);
    size_t before = p->arrived;
    while ((edit = session_next_arrival(p->file.session, &p->arrived))) {
        keeping_note(&p->keeping, edit);
    }
    p->sent += request->post && p->arrived > before;
    /* What was sent is on the disk, or not said to be sent: the same form sends it again. */
    bool kept = keeping_keep(&p->keeping, &err);
    if (!kept) {
        err_finish(&err);
        kept = keeping_save(&p->keeping, &err);
    }
    if (!kept && request->post) {
        desk_answer_not_kept(p->desk, request, wall_ms(), answer_to);
    }
    err_finish(&err);
}

bool phones_listen(struct phones *p, struct err *err)
{
    const struct phones_options *o = p->options;
    char *last = standing_read(o->path, STANDING_PHONES);
    int port = 0;
    if (!last || !take_address(p, last, &port)) {
        draw_token(p);
    }
    standing_forget(last);
    hosts_find(&p->hosts);
    p->host = memory_copy_text(o->host ? o->host : p->hosts.items[0]);
    page_write_policy(&p->policy);
    p->desk = desk_new(&p->author, p->languages, p->token);
    struct web_options options = {.port = o->port       ? o->port
                                          : o->any_port ? 0
                                                        : port,
                                  .token = p->token,
                                  .policy = p->policy.bytes,
                                  .answer = answer,
                                  .context = p};
    p->web = web_begin(&options, o->port || !options.port ? err : NULL);
    if (!p->web && !o->port && options.port) { /* somebody else has it now */
        options.port = 0;
        p->web = web_begin(&options, err);
    }
    if (p->web) {
        keep_address(p);
    }
    return p->web;
}
