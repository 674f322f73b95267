#include "load/crowd.h"

#include "base/memory.h"
#include "load/wire.h"
#include "store/replace.h"

#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void give_up(const char *what, struct err *err)
{
    fprintf(stderr, "live_load: %s: %s\n", what, err_text(err));
    exit(EXIT_FAILURE);
}

static void need(bool ok, const char *what, struct err *err)
{
    if (!ok) {
        give_up(what, err);
    }
}

static int64_t cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* A file with a table and nothing else, so that all at it have the same. */
static void make_table(struct crowd *crowd, size_t number, const char *path)
{
    struct session_file file;
    struct author author;
    struct err err = ERR_NONE;
    char name[24];
    snprintf(name, sizeof name, "%zu", number + 1);
    file_new(path, &file);
    author_init(&author, file.session, dice_roll(&crowd->dice), NULL);
    author.now_ms = wall_ms();
    need(author_add_table(&author, NULL, "A seminar", NULL, NULL, name, &err) &&
             file_save(&file, &err),
         path, &err);
    crowd->expected[number] = session_edit_count(file.session);
    session_add_all(crowd->all, file.session);
    author_finish(&author);
    file_close(&file);
}

static void copy_file(const char *from, const char *to)
{
    struct str text = STR_EMPTY;
    char block[65536];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t got;
    while (in && out && (got = fread(block, 1, sizeof block, in)) > 0) {
        fwrite(block, 1, got, out);
    }
    if (!in || !out || fclose(out) != 0) {
        perror(to);
        exit(EXIT_FAILURE);
    }
    fclose(in);
    str_finish(&text);
}

static void make_desk(struct crowd *crowd, size_t i)
{
    struct desk *desk = &crowd->desks[i];
    struct str path = STR_EMPTY;
    bool organises = i == crowd->writers;
    desk->table = organises ? 0 : i % crowd->tables;
    str_addf(&path, "%s/%s-%zu.json", crowd->folder, organises ? "organiser" : "writer",
             i);
    desk->path = str_take(&path);
    if (i < crowd->tables) {
        make_table(crowd, i, desk->path);
    } else if (!organises) {
        copy_file(crowd->desks[desk->table].path, desk->path);
    }
    desk->options = (struct bridge_options){.path = desk->path,
                                            .join = true,
                                            .places = crowd->places,
                                            .by_table = !organises,
                                            .organise = organises};
    desk->next_us = INT64_MAX;
    desk->measured = organises;
}

void crowd_begin(struct crowd *crowd, bool with_organiser)
{
    struct str state = STR_EMPTY;
    str_addf(&state, "%s/state", crowd->folder);
    mkdir(state.bytes, 0700);
    setenv("XDG_STATE_HOME", state.bytes, 1);
    str_finish(&state);
    crowd->dice.state = 13;
    crowd->count = crowd->writers + with_organiser;
    crowd->desks = memory_get(crowd->count * sizeof *crowd->desks);
    crowd->all = session_new();
    crowd->expected = memory_get(crowd->tables * sizeof *crowd->expected);
    for (size_t i = 0; i < crowd->count; i++) {
        make_desk(crowd, i);
    }
}

/* As core/live/bridge.c begins one, but for signals and what a file's folder tells. */
void desk_enter(struct crowd *crowd, struct desk *desk)
{
    struct bridge *b = &desk->bridge;
    struct err err = ERR_NONE;
    char actor[BASE32_SIZE_BYTES];
    *b = (struct bridge){.options = &desk->options, .watch = {.fd = -1}};
    need(bridge_open(b, &err), desk->path, &err);
    b->dice.state = dice_roll(&crowd->dice);
    base32_write(dice_roll(&b->dice), actor);
    base32_write(dice_roll(&b->dice), b->id);
    b->invitation.host = memory_copy_text(crowd->places.hosts[0].host);
    b->invitation.port = crowd->places.hosts[0].port;
    memcpy(b->invitation.secret, crowd->secret, sizeof crowd->secret);
    company_join(&b->company, b->file.path, actor, "", MEMBER_IS_ROOM);
    need(bridge_enter(b, &err), desk->path, &err);
    bridge_name(b);
    author_init(&desk->author, b->file.session, dice_roll(&crowd->dice), NULL);
    desk->in = true;
}

void crowd_enter(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        desk_enter(crowd, &crowd->desks[i]);
    }
}

/* A note of about 60 bytes, as people's are; no two of them alike, or deflating a catch-up
 * would look better than it is. */
static void make_words(struct dice *dice, int64_t now_us, struct str *out)
{
    static const char *const words[] = {
        "carers",     "young people", "no buses",     "after six",    "the school",
        "rents",      "trust",        "GPs",          "waiting",      "letters",
        "in Salford", "debt",         "language",     "night shifts", "the clinic",
        "stigma",     "housing",      "childcare",    "nobody",       "to ask",
        "forms",      "online",       "older people", "cuts",         "meals",
        "loneliness", "landlords",    "jobs",         "Saturdays",    "transport",
        "know",       "too late"};
    for (int i = 0; i < 5; i++) {
        str_addf(out, "%s ", words[dice_roll(dice) % (sizeof words / sizeof *words)]);
    }
    str_addf(out, "@%lld", (long long)now_us);
}

static const struct edit *add_note(struct crowd *crowd, struct session *session,
                                   struct author *author, int64_t now_us)
{
    struct str text = STR_EMPTY;
    size_t count;
    struct err err = ERR_NONE;
    uint64_t first = author->next_number;
    const struct record *const *tables = session_tables(session, &count);
    make_words(&crowd->dice, now_us, &text);
    author->now_ms = wall_ms();
    need(count && author_add_goal(author, tables[0], NULL, text.bytes, &err), "a note",
         &err);
    str_finish(&text);
    return session_edit(session, (struct edit_key){author->actor, first});
}

void desk_write_before(struct crowd *crowd, struct desk *desk, size_t notes)
{
    struct session_file file;
    struct author author;
    struct err err = ERR_NONE;
    need(file_open(desk->path, &file, &err), desk->path, &err);
    author_init(&author, file.session, dice_roll(&crowd->dice), NULL);
    for (size_t i = 0; i < notes; i++) {
        add_note(crowd, file.session, &author, 0);
    }
    crowd->expected[desk->table] += notes;
    need(file_save(&file, &err), desk->path, &err);
    author_finish(&author);
    file_close(&file);
}

static int64_t at_random(struct crowd *crowd, int64_t most)
{
    return (int64_t)(dice_roll(&crowd->dice) % (uint64_t)(most + 1));
}

/* A screen would, and saves the file when it is quiet; here the bridge does. */
static void write_note(struct crowd *crowd, struct desk *desk)
{
    struct bridge *b = &desk->bridge;
    struct err err = ERR_NONE;
    const struct edit *edit =
        add_note(crowd, b->file.session, &desk->author, wire_now_us());
    need(journal_append(&b->file.journal, &edit, 1, &err), desk->path, &err);
    crowd->expected[desk->table]++;
    crowd->notes++;
    keeping_fall_behind(&b->keeping);
    bridge_read_on(b);
    desk->next_us += crowd->pause_us / 2 + at_random(crowd, crowd->pause_us);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t due_ms(const struct bridge *b)
{
    int64_t due = earlier(broker_due_ms(b->broker), keeping_due_ms(&b->keeping));
    due = earlier(due, bridge_tell_due_ms(b));
    for (size_t i = 0; i < b->channel_count; i++) {
        due = earlier(due, exchange_due_ms(b->channels[i]->exchange));
    }
    return due;
}

/* As core/live/bridge.c does it. */
static void serve(struct crowd *crowd, struct desk *desk, short revents)
{
    struct bridge *b = &desk->bridge;
    struct err err = ERR_NONE;
    int64_t before_us = desk->measured ? cpu_us() : 0;
    broker_step(b->broker, ticks_ms(), revents);
    if (desk->next_us <= wire_now_us()) {
        write_note(crowd, desk);
    }
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_wake(b->channels[i]->exchange, ticks_ms());
    }
    bridge_tell(b);
    if (keeping_due_ms(&b->keeping) <= ticks_ms()) {
        need(bridge_save(b, &err), desk->path, &err);
    }
    desk->cpu_us += desk->measured ? cpu_us() - before_us : 0;
}

void crowd_step(struct crowd *crowd, int64_t until_us)
{
    struct pollfd *list = memory_get(crowd->count * sizeof *list);
    int64_t due_us = until_us;
    for (size_t i = 0; i < crowd->count; i++) {
        const struct desk *desk = &crowd->desks[i];
        if (!desk->in || !broker_poll(desk->bridge.broker, &list[i])) {
            list[i].fd = -1;
        }
        if (desk->in) {
            int64_t due = due_ms(&desk->bridge);
            due_us = earlier(due_us, desk->next_us);
            due = due < 0 ? 0 : due; /* a broker that was not stepped yet is long due */
            due_us = due < INT64_MAX / 1000 ? earlier(due_us, due * 1000) : due_us;
        }
    }
    int64_t left_us = due_us - wire_now_us();
    poll(list, (nfds_t)crowd->count, left_us <= 0 ? 0 : (int)(left_us / 1000 + 1));
    int64_t now_us = wire_now_us();
    for (size_t i = 0; i < crowd->count; i++) {
        struct desk *desk = &crowd->desks[i];
        short revents = list[i].fd < 0 ? 0 : list[i].revents;
        if (desk->in && (revents || desk->next_us <= now_us ||
                         due_ms(&desk->bridge) <= now_us / 1000)) {
            serve(crowd, desk, revents);
        }
    }
    free(list);
}

void crowd_write(struct crowd *crowd, bool on)
{
    int64_t now_us = wire_now_us();
    for (size_t i = 0; i < crowd->writers; i++) {
        crowd->desks[i].next_us =
            on ? now_us + at_random(crowd, crowd->pause_us) : INT64_MAX;
    }
}

bool crowd_is_connected(const struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        const struct desk *desk = &crowd->desks[i];
        if (desk->in && !broker_is_connected(desk->bridge.broker)) {
            return false;
        }
    }
    return true;
}

size_t crowd_missing(const struct crowd *crowd)
{
    size_t missing = 0, all = session_edit_count(crowd->all) + crowd->notes;
    for (size_t i = 0; i < crowd->count; i++) {
        const struct desk *desk = &crowd->desks[i];
        if (desk->in) {
            missing += desk->options.organise ? all : crowd->expected[desk->table];
            missing -= session_edit_count(desk->bridge.file.session);
        }
    }
    return missing;
}

void crowd_leave(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        struct bridge *b = &crowd->desks[i].bridge;
        struct err err = ERR_NONE;
        need(bridge_save(b, &err), crowd->desks[i].path, &err);
        bridge_leave_room(b, EXCHANGE_LEAVES);
        crowd->desks[i].in = false;
    }
}

static bool same_bytes(const char *one, const char *other)
{
    FILE *a = fopen(one, "rb"), *b = fopen(other, "rb");
    bool same = a && b;
    for (int c = 0; same && c != EOF;) {
        c = getc(a);
        same = c == getc(b);
    }
    if (a) {
        fclose(a);
    }
    if (b) {
        fclose(b);
    }
    return same;
}

size_t crowd_unlike(const struct crowd *crowd)
{
    size_t unlike = 0;
    for (size_t i = crowd->tables; i < crowd->writers; i++) {
        const struct desk *desk = &crowd->desks[i];
        unlike += !same_bytes(crowd->desks[desk->table].path, desk->path);
    }
    return unlike;
}

static int remove_one(const char *path, const struct stat *unused, int kind,
                      struct FTW *at)
{
    (void)unused;
    (void)kind;
    (void)at;
    return remove(path);
}

void crowd_finish(struct crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++) {
        struct desk *desk = &crowd->desks[i];
        struct bridge *b = &desk->bridge;
        author_finish(&desk->author);
        company_leave(&b->company);
        file_close(&b->file);
        invitation_finish(&b->invitation);
        keeping_finish(&b->keeping);
        str_finish(&b->told);
        str_finish(&b->shown);
        str_finish(&b->coded);
        paths_finish(&b->code);
        free(desk->path);
    }
    free(crowd->desks);
    free(crowd->expected);
    session_free(crowd->all);
    nftw(crowd->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(crowd->folder);
}
