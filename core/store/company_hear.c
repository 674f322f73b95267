/* What others say: who they are, that there is news, what they ask for, and that they have
 * gone. */

#include "base/memory.h"
#include "store/company_inside.h"

#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Somebody says who they are: "ACTOR NAME". */
static unsigned hear_who(struct company *c, char *said, bool answer)
{
    char *blank = strchr(said, ' ');
    if (!blank || blank == said || said[0] == '.' || strchr(said, '/')) {
        return 0;
    }
    *blank = '\0';
    bool known = company_find(c, said);
    if (!known && !company_meet(c, said)) {
        return 0;
    }
    struct member *member = company_find(c, said);
    free(member->name);
    member->name = memory_copy_text(blank + 1);
    if (answer) {
        company_write_line(member->fd, '=', c->said);
    }
    if (*c->writes && (answer || !known)) {
        company_write_to(c, member);
    }
    return HEARD_COMING | (answer ? HEARD_OPENING : 0);
}

static unsigned hear_writing(struct company *c, const char *words)
{
    unsigned heard = strcmp(c->writing, words) == 0 ? 0 : HEARD_WRITING;
    free(c->writing);
    c->writing = memory_copy_text(words);
    return heard;
}

static unsigned hear_asking(struct company *c, const char *words)
{
    if (c->kind < MEMBER_IS_ROOM || c->asked_count == COMPANY_MOST_ASKED) {
        return 0;
    }
    c->asked[c->asked_count++] = memory_copy_text(words);
    return HEARD_ASKED;
}

static unsigned hear_line(struct company *c, char *line)
{
    switch (line[0]) {
    case '!':
        return HEARD_NEWS;
    case '+':
    case '=':
        return hear_who(c, line + 1, line[0] == '+');
    case '~':
        return hear_writing(c, line + 1);
    case '?':
        return hear_asking(c, line + 1);
    default:
        return 0;
    }
}

/* Those whose pipe nobody reads any more have gone, and write no more. */
static unsigned hear_leaving(struct company *c)
{
    unsigned heard = 0;
    for (size_t i = c->count; i-- > 0;) {
        struct member *member = &c->members[i];
        struct pollfd them = {.fd = member->fd};
        if (poll(&them, 1, 0) > 0 && (them.revents & (POLLERR | POLLNVAL))) {
            if (company_tell_each_other(c->kind, member->kind)) {
                heard |= hear_writing(c, "");
            }
            company_sweep_up(c, member->actor); /* it may not have had the time */
            company_forget(member);
            *member = c->members[--c->count];
            heard |= HEARD_LEAVING;
        }
    }
    return heard;
}

unsigned company_hear(struct company *c)
{
    char block[4096];
    unsigned heard = c->joined ? hear_leaving(c) : 0;
    ssize_t got;
    while (c->joined && c->in >= 0 && (got = read(c->in, block, sizeof block)) > 0) {
        str_add_bytes(&c->heard, block, (size_t)got);
    }
    char *line = c->heard.bytes, *stop;
    while (line && (stop = strchr(line, '\n'))) {
        *stop = '\0';
        heard |= hear_line(c, line);
        line = stop + 1;
    }
    if (line) {
        str_remove(&c->heard, 0, (size_t)(line - c->heard.bytes));
    }
    if (c->heard.len_bytes > PIPE_BUF) {
        str_clear(&c->heard); /* no member writes such a line */
    }
    return heard;
}
