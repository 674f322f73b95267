/* What those here are told of the phones, and on standard output. */

#include "base/memory.h"
#include "live/aloud.h"
#include "live/code.h"
#include "live/phones/phones_inside.h"
#include "store/room.h"

#include <stdlib.h>
#include <string.h>

enum { TELL_EVERY_MS = 200 };

/* For the screens: all of it, in a file. */
static void write_file(const struct phones *p)
{
    char *path = company_phones_path(&p->company);
    struct str address = STR_EMPTY;
    struct room room = {.phones = true,
                        .ours = true,
                        .connected = true,
                        .joined = desk_joined(p->desk),
                        .ready = desk_ready(p->desk)};
    phones_add_address(p, &address);
    code_modules(address.bytes, &room.modules);
    code_half_blocks(address.bytes, &room.qr);
    for (size_t i = 0; i < p->hosts.count; i++) {
        paths_add(&room.hosts, p->hosts.items[i]);
    }
    room.invitation = str_take(&address);
    if (path) {
        room_write(path, &room, NULL);
    }
    room_finish(&room);
    free(path);
}

static bool has_news(const struct phones *p)
{
    return p->shown_ms == 0 || p->shown_joined != desk_joined(p->desk) ||
           p->shown_ready != desk_ready(p->desk) || p->shown_sent != p->sent ||
           p->shown_failed != (p->keeping.failed_ms != 0);
}

int64_t phones_tell_due_ms(const struct phones *p)
{
    return has_news(p) ? p->shown_ms + TELL_EVERY_MS : INT64_MAX;
}

static void say_aloud_what_is_new(const struct phones *p)
{
    struct str said = STR_EMPTY;
    size_t joined = desk_joined(p->desk);
    if (joined != p->shown_joined) {
        str_set(&said, "%zu phone%s", joined, plural(joined));
        say_aloud(said.bytes);
    }
    if (p->sent != p->shown_sent) {
        str_set(&said, "%zu sent", p->sent);
        say_aloud(said.bytes);
    }
    str_finish(&said);
}

void phones_tell(struct phones *p)
{
    if (!has_news(p) || ticks_ms() < phones_tell_due_ms(p)) {
        return;
    }
    size_t joined = desk_joined(p->desk);
    struct str name =
        str_of("%s%zu phone%s", p->keeping.failed_ms ? "NOT SAVED by the phones; " : "",
               joined, plural(joined));
    write_file(p);
    company_call(&p->company, name.bytes);
    say_aloud_what_is_new(p);
    p->shown_joined = joined;
    p->shown_ready = desk_ready(p->desk);
    p->shown_sent = p->sent;
    p->shown_failed = p->keeping.failed_ms != 0;
    p->shown_ms = ticks_ms();
    str_finish(&name);
}

/* "TABLE GRID GOAL", the last perhaps not. */
static void take_front(struct phones *p, const char *words)
{
    enum { TABLE, GRID, GOAL, PARTS };
    char *copy = memory_copy_text(words), *rest = copy, *parts[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        parts[i] = rest;
        rest += strcspn(rest, " ");
        if (*rest) {
            *rest++ = '\0';
        }
    }
    desk_front(p->desk, parts[TABLE], parts[GRID], parts[GOAL]);
    free(copy);
}

void phones_carry_out(struct phones *p, const char *asked)
{
    static const char host[] = "host ", front[] = "front ";
    if (strcmp(asked, "end") == 0) {
        p->done = true;
    } else if (strcmp(asked, "look") == 0) {
        phones_look_at_hosts(p);
        p->shown_ms = 0;
        phones_tell(p);
    } else if (strncmp(asked, front, strlen(front)) == 0) {
        take_front(p, asked + strlen(front));
    } else if (strncmp(asked, host, strlen(host)) == 0 && asked[strlen(host)] &&
               text_among(asked + strlen(host), (const char *const *)p->hosts.items,
                          p->hosts.count)) {
        free(p->host);
        p->host = memory_copy_text(asked + strlen(host));
        p->shown_ms = 0;
        phones_tell(p);
    }
}
