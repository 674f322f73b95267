#include "live/phones/phones.h"

#include "live/aloud.h"
#include "live/chance.h"
#include "live/phones/phones_inside.h"
#include "live/stopping.h"
#include "store/room.h"

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_POLLED = 64, BESIDES = 4 };

static bool open_session(struct phones *p, struct err *err)
{
    const char *path = p->options->path;
    if (!file_open(path, &p->file, err)) {
        return false;
    }
    if (p->file.read_only) {
        err_set(err, "%s: %s", path, p->file.read_only_why);
        return false;
    }
    return true;
}

/* What others said is in the session, and not ours to keep. */
static void read_on(struct phones *p)
{
    file_take_in_news(&p->file);
    while (session_next_arrival(p->file.session, &p->arrived)) {
    }
}

static void begin(struct phones *p)
{
    struct err err = ERR_NONE;
    uint64_t seed;
    randombytes_buf(&seed, sizeof seed);
    p->keeping = (struct keeping){.file = &p->file, .company = &p->company};
    author_init(&p->author, p->file.session, seed, NULL);
    p->author.seen_edits = SIZE_MAX;
    p->languages = page_languages_read(&err);
    if (*err_text(&err)) {
        struct str said = str_of("left out: %s", err_text(&err));
        say_aloud(said.bytes);
        str_finish(&said);
    }
    err_finish(&err);
    read_on(p);
}

/* A second one would have another address, under the feet of those who are in. */
static bool is_first(const struct phones *p, struct err *err)
{
    char *path = company_earlier_phones(&p->company);
    struct room there = {0};
    bool first = !path;
    if (path && room_read(path, &there, NULL)) {
        err_set(err, "phones are let in already, at %s; more of them come in there",
                there.invitation);
    } else if (path) {
        err_set(err, "phones are let in already by another program");
    }
    room_finish(&there);
    free(path);
    return first;
}

/* Nobody is told of how many phones until they have an address. */
static bool come_in(struct phones *p, struct err *err)
{
    company_join(&p->company, p->file.path, p->author.actor, "", MEMBER_IS_PHONES);
    return is_first(p, err) && phones_listen(p, err);
}

static void begin_serving(struct phones *p)
{
    struct str address = STR_EMPTY;
    watch_start(&p->watch, p->file.path, p->file.target);
    read_on(p); /* what was said until then, of which nobody told us */
    phones_tell(p);
    phones_add_address(p, &address);
    say_aloud(address.bytes);
    str_finish(&address);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int patience_ms(const struct phones *p)
{
    int64_t due = sooner(keeping_due_ms(&p->keeping), phones_tell_due_ms(p));
    int64_t left = due == INT64_MAX ? INT64_MAX : due - ticks_ms();
    int web = web_patience_ms(p->web);
    left = web < 0 ? left : sooner(left, web);
    return left == INT64_MAX ? -1 : left < 0 ? 0 : (int)sooner(left, INT32_MAX);
}

static void hear_here(struct phones *p)
{
    unsigned heard = company_hear(&p->company);
    bool stirred = watch_stirred(&p->watch);
    if ((heard & HEARD_NEWS) || stirred) {
        read_on(p);
    }
    for (char *asked; (asked = company_asked(&p->company)); free(asked)) {
        phones_carry_out(p, asked);
    }
}

/* Told once until it could be saved again. */
static void save(struct phones *p)
{
    struct err err = ERR_NONE;
    bool failed = p->keeping.failed_ms != 0;
    if (!keeping_save(&p->keeping, &err) && !failed) {
        struct str said = str_of("not saved: %s", err_text(&err));
        say_aloud(said.bytes);
        str_finish(&said);
    }
    err_finish(&err);
    read_on(p); /* what stood there, and we had not seen */
}

/* The person at the other end of standard input has left. */
static bool input_ended(short revents)
{
    char block[256];
    return revents && read(STDIN_FILENO, block, sizeof block) <= 0;
}

static void step(struct phones *p)
{
    int here[MOST_POLLED - BESIDES];
    struct pollfd list[MOST_POLLED] = {
        {.fd = stopping_descriptor(), .events = POLLIN},
        {.fd = p->options->with_screen ? STDIN_FILENO : -1, .events = POLLIN},
        {.fd = p->watch.fd, .events = POLLIN},
        {.fd = web_descriptor(p->web), .events = POLLIN}};
    size_t others = company_descriptors(&p->company, here, MOST_POLLED - BESIDES);
    for (size_t i = 0; i < others; i++) {
        list[BESIDES + i] = (struct pollfd){.fd = here[i], .events = POLLIN};
    }
    if (poll(list, BESIDES + others, patience_ms(p)) < 0 && errno != EINTR) {
        p->done = true;
        return;
    }
    p->done = p->done || stopping_told() || input_ended(list[1].revents);
    hear_here(p); /* first, so that phones are shown what is there */
    web_step(p->web);
    phones_tell(p);
    if (keeping_due_ms(&p->keeping) <= ticks_ms()) {
        save(p);
    }
}

static void end(struct phones *p)
{
    web_end(p->web);
    desk_free(p->desk);
    company_leave(&p->company);
    watch_stop(&p->watch);
    keeping_finish(&p->keeping);
    author_finish(&p->author);
    page_languages_free(p->languages);
    file_close(&p->file);
    paths_finish(&p->hosts);
    str_finish(&p->policy);
    free(p->host);
    sodium_memzero(p->token, sizeof p->token);
}

bool phones_run(const struct phones_options *options, struct err *err)
{
    struct phones p = {.options = options, .watch = {.fd = -1}};
    chance_ready();
    if (!stopping_watch(err) || !open_session(&p, err)) {
        file_close(&p.file);
        return false;
    }
    begin(&p);
    bool ok = come_in(&p, err);
    if (ok) {
        begin_serving(&p);
    }
    while (ok && !p.done) {
        step(&p);
    }
    ok = keeping_save(&p.keeping, err) && ok;
    end(&p);
    return ok;
}
