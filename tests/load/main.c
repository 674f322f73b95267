/* What a room bears: many laptops, with bridges and files as people have them, on a real
 * broker, whose messages are lost and doubled, and which is killed.
 *
 *     live_load [NAME=NUMBER…]                     numbers, see `settings` below
 *     live_load [notes=NUMBER] catch-up            one joins who has nothing yet
 *     live_load [NAME=NUMBER…] broker=HOST:PORT[,…] user=NAME password=WORDS
 *
 * Without "broker=" it begins a mosquitto of its own. Prints figures; exits with 1 if anything
 * was lost, or came too late. */

#include "base/memory.h"
#include "live/bridge_inside.h"
#include "live/server.h"
#include "load/crowd.h"
#include "load/wire.h"
#include "support/figures.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { AGREE_S = 10, GIVE_UP_S = 120, SECOND_US = 1000000, AWAY_US = SECOND_US };

static struct settings {
    long writers, tables, seconds, pause_ms, lost, doubled, kill_s, notes;
    const char *broker, *user, *password;
} settings = {.writers = 480,
              .tables = 60,
              .seconds = 60,
              .pause_ms = 5000, /* from one note of a writer to the next, on average */
              .lost = 10,       /* percent of what comes, */
              .doubled = 10,    /* likewise */
              .kill_s = 20,     /* the broker is killed so often; 0: never */
              .notes = 5000};

/* The broker of our own: how often it was killed, and what it took in all. */
static struct own_broker {
    struct server server;
    struct seal seal;
    pid_t pid; /* of mosquitto itself */
    long kills;
    double cpu_s;
    int64_t next_us; /* when it is killed, or begun again */
} own;

/* Somebody had enough: what was made is still to be taken away. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
    (void)number;
    stopped = 1;
}

static FILE *report; /* bridges print their own events to standard output */

static const struct row {
    const char *name;
    long *number;
    const char **text;
} rows[] = {
    {"writers", &settings.writers, NULL},   {"tables", &settings.tables, NULL},
    {"seconds", &settings.seconds, NULL},   {"pause_ms", &settings.pause_ms, NULL},
    {"lost", &settings.lost, NULL},         {"doubled", &settings.doubled, NULL},
    {"kill", &settings.kill_s, NULL},       {"notes", &settings.notes, NULL},
    {"broker", NULL, &settings.broker},     {"user", NULL, &settings.user},
    {"password", NULL, &settings.password}, {NULL, NULL, NULL}};

static bool read_setting(const char *text)
{
    for (const struct row *row = rows; row->name; row++) {
        size_t len = strlen(row->name);
        if (strncmp(text, row->name, len) == 0 && text[len] == '=') {
            if (row->number) {
                *row->number = strtol(text + len + 1, NULL, 10);
            } else {
                *row->text = text + len + 1;
            }
            return true;
        }
    }
    return false;
}

/* What Linux tells of a process, by number of the field. */
static double cpu_s_of(pid_t pid)
{
    char path[64], text[1024] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    size_t got = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file) {
        fclose(file);
    }
    text[got] = '\0';
    char *at = strrchr(text, ')');
    unsigned long user = 0, system = 0;
    for (int i = 0; at && i < 12; i++) { /* utime is the 12th behind the name */
        at = strchr(at + 1, ' ');
    }
    if (at) {
        user = strtoul(at, &at, 10);
        system = strtoul(at, NULL, 10);
    }
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static pid_t child_of(pid_t parent)
{
    char path[64];
    long child = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent, (int)parent);
    FILE *file = fopen(path, "r");
    if (file && fscanf(file, "%ld", &child) != 1) {
        child = 0;
    }
    if (file) {
        fclose(file);
    }
    return (pid_t)child;
}

static void begin_broker(int port)
{
    struct err err = ERR_NONE;
    if (!server_start(&own.server, port, own.seal.room, own.seal.password, &err)) {
        fprintf(stderr, "live_load: %s\n", err_text(&err));
        exit(EXIT_FAILURE);
    }
    own.pid = child_of(own.server.keeper);
}

/* Kills it, and a second later begins it again. */
static void disturb_broker(int64_t now_us)
{
    int port = own.server.port;
    if (now_us < own.next_us) {
        return;
    }
    if (own.pid > 0) {
        own.cpu_s += cpu_s_of(own.pid);
        kill(own.pid, SIGKILL);
        own.pid = 0;
        own.kills++;
        own.next_us = now_us + AWAY_US;
    } else {
        server_stop(&own.server);
        begin_broker(port);
        own.next_us = now_us + settings.kill_s * SECOND_US - AWAY_US;
    }
}

static void make_room(struct crowd *crowd)
{
    struct err err = ERR_NONE;
    struct str place = STR_EMPTY;
    randombytes_buf(crowd->secret, sizeof crowd->secret);
    if (settings.broker) {
        str_add(&place, settings.broker);
    } else {
        seal_init(&own.seal, crowd->secret);
        begin_broker(0);
        str_addf(&place, "127.0.0.1:%d", own.server.port);
    }
    if (!places_read(place.bytes, &crowd->places, &err)) {
        fprintf(stderr, "live_load: %s\n", err_text(&err));
        exit(EXIT_FAILURE);
    }
    str_finish(&place);
}

static void begin(struct crowd *crowd, size_t writers, size_t tables, bool with_organiser)
{
    struct rlimit files;
    /* Each laptop has a disk of its own, and one for all would be what is measured. */
    char memory[] = "/dev/shm/live-load-XXXXXX", disk[] = "/tmp/live-load-XXXXXX";
    const char *folder = mkdtemp(memory) ? memory : mkdtemp(disk);
    if (!folder) {
        perror(disk);
        exit(EXIT_FAILURE);
    }
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    *crowd = (struct crowd){.folder = memory_copy_text(folder),
                            .writers = writers,
                            .tables = tables,
                            .pause_us = settings.pause_ms * 1000};
    make_room(crowd);
    crowd_begin(crowd, with_organiser);
    for (size_t i = 0; i < crowd->count; i++) {
        crowd->desks[i].options.user = settings.user;
        crowd->desks[i].options.password = settings.password;
    }
}

static void end(struct crowd *crowd)
{
    server_stop(&own.server);
    places_finish(&crowd->places);
    crowd_finish(crowd);
    free(wire.tables.us);
    free(wire.organiser.us);
}

/* Until all have what their tables have; seconds since. */
static double settle(struct crowd *crowd)
{
    int64_t begun_us = wire_now_us(),
            until_us = begun_us + (int64_t)GIVE_UP_S * SECOND_US;
    while ((crowd_missing(crowd) || !crowd_is_connected(crowd)) &&
           wire_now_us() < until_us && !stopped) {
        crowd_step(crowd, until_us);
    }
    return (double)(wire_now_us() - begun_us) / SECOND_US;
}

static void write_and_disturb(struct crowd *crowd)
{
    int64_t until_us = wire_now_us() + settings.seconds * SECOND_US;
    bool kills = settings.kill_s && !settings.broker;
    own.next_us = kills ? wire_now_us() + settings.kill_s * SECOND_US : INT64_MAX;
    crowd_write(crowd, true);
    while (wire_now_us() < until_us && !stopped) {
        int64_t now_us = wire_now_us();
        disturb_broker(now_us);
        crowd_step(crowd, own.next_us < until_us ? own.next_us : until_us);
    }
    crowd_write(crowd, false);
    if (!own.pid && !settings.broker) {
        disturb_broker(INT64_MAX - 1);
    }
    own.next_us = INT64_MAX;
}

static void report_times(const char *whose, struct wire_times *times)
{
    fprintf(report, "%s: %zu notes arrived; p50 %.0f, p99 %.0f, max %.0f ms\n", whose,
            times->count, wire_time_ms(times, 0.5), wire_time_ms(times, 0.99),
            wire_time_ms(times, 1));
}

static void report_wire(double notes, double seconds)
{
    static const char *const names[] = {"edits", "hello", "who", "to"};
    double messages = 0, bytes = 0;
    for (int i = 0; i < WIRE_KINDS; i++) {
        fprintf(
            report,
            "%-5s a note: %.2f messages and %.0f bytes sent, %.2f and %.0f received\n",
            names[i], (double)wire.out[i].messages / notes,
            (double)wire.out[i].bytes / notes, (double)wire.in[i].messages / notes,
            (double)wire.in[i].bytes / notes);
        messages += (double)(wire.out[i].messages + wire.in[i].messages);
        bytes += (double)(wire.out[i].bytes + wire.in[i].bytes);
    }
    fprintf(report, "the broker: %.0f messages and %.2f megabits a second, in and out\n",
            messages / seconds, bytes * 8 / 1e6 / seconds);
}

/* Where many others want the processors, that is what is measured: it is said. Linux counts
 * how long a program was ready and not let on. */
static double kept_waiting_s(void)
{
    unsigned long long ran = 0, waited = 0;
    FILE *file = fopen("/proc/self/schedstat", "r");
    if (file && fscanf(file, "%llu %llu", &ran, &waited) != 2) {
        waited = 0;
    }
    if (file) {
        fclose(file);
    }
    return (double)waited / 1e9;
}

static double cpu_now_s(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void report_cpu(const struct crowd *crowd, double cpu_s, double own_s,
                       double waited_s)
{
    double notes = (double)crowd->notes;
    double organiser_s = (double)crowd->desks[crowd->writers].cpu_us / SECOND_US;
    fprintf(
        report,
        "CPU a note: the organiser's bridge %.2f ms, all %zu laptops together %.2f ms",
        organiser_s * 1e3 / notes, crowd->writers, (cpu_s - organiser_s) * 1e3 / notes);
    if (own.pid) {
        fprintf(report, ", the broker %.2f ms", own_s * 1e3 / notes);
    }
    fprintf(report, "\nprocessors: used for %.1f s, waited for for %.1f s\n", cpu_s,
            waited_s);
}

/* Many write; true if nothing is lost and all agree in time. */
static bool try_load(void)
{
    struct crowd crowd;
    begin(&crowd, (size_t)settings.writers, (size_t)settings.tables, true);
    wire.lost_percent = (unsigned)settings.lost;
    wire.doubled_percent = (unsigned)settings.doubled;
    crowd_enter(&crowd);
    fprintf(report, "%ld writers at %ld tables and an organiser are in after %.1f s\n",
            settings.writers, settings.tables, settle(&crowd));
    double waited_s = kept_waiting_s();
    double cpu_s = cpu_now_s(), own_s = own.pid ? cpu_s_of(own.pid) : 0;
    memset(wire.out, 0, sizeof wire.out);
    memset(wire.in, 0, sizeof wire.in);
    crowd.desks[crowd.writers].cpu_us = 0;
    write_and_disturb(&crowd);
    double agreed_s = settle(&crowd);
    size_t missing = crowd_missing(&crowd);
    cpu_s = cpu_now_s() - cpu_s;
    waited_s = kept_waiting_s() - waited_s;
    uint64_t came = 0;
    for (int i = 0; i < WIRE_KINDS; i++) {
        came += wire.in[i].messages;
    }
    own_s = own.cpu_s + (own.pid ? cpu_s_of(own.pid) : 0) - own_s;
    fprintf(report,
            "%zu notes in %ld s; %llu of %llu messages lost, %llu doubled, the broker "
            "killed %ld times, %llu connections\n",
            crowd.notes, settings.seconds, (unsigned long long)wire.lost,
            (unsigned long long)came, (unsigned long long)wire.doubled, own.kills,
            (unsigned long long)wire.connections);
    report_times("tables", &wire.tables);
    report_times("organiser", &wire.organiser);
    report_wire((double)crowd.notes, (double)settings.seconds + agreed_s);
    report_cpu(&crowd, cpu_s, own_s, waited_s);
    crowd_leave(&crowd);
    size_t unlike = crowd_unlike(&crowd);
    fprintf(report,
            "%zu missing; all agree %.1f s after the last note (at most %d); %zu files "
            "unlike their table's\n",
            missing, agreed_s, AGREE_S, unlike);
    figure("notes by many writers in one room, lost or unlike", crowd.notes,
           missing + unlike, 0);
    figure("seconds until all agree, over 10", (unsigned long)agreed_s,
           agreed_s > AGREE_S, 0);
    end(&crowd);
    return !missing && !unlike && agreed_s <= AGREE_S;
}

static double sum_of(const struct wire_count counts[WIRE_KINDS], bool bytes)
{
    double sum = 0;
    for (int i = 0; i < WIRE_KINDS; i++) {
        sum += (double)(bytes ? counts[i].bytes : counts[i].messages);
    }
    return sum;
}

/* One has notes, another one comes: rows for tests/bench.sh. */
static bool try_catching_up(void)
{
    struct crowd crowd;
    bool small = settings.notes <= 5000; /* only for these is there a bar */
    begin(&crowd, 2, 1, false);
    desk_write_before(&crowd, &crowd.desks[0], (size_t)settings.notes);
    desk_enter(&crowd, &crowd.desks[0]);
    while (!crowd_is_connected(&crowd) && !stopped) {
        crowd_step(&crowd, wire_now_us() + SECOND_US);
    }
    memset(wire.out, 0, sizeof wire.out);
    desk_enter(&crowd, &crowd.desks[1]);
    double seconds = settle(&crowd);
    size_t missing = crowd_missing(&crowd);
    fprintf(report, "catching up %ld notes, messages\t%.0f\t-\n", settings.notes,
            sum_of(wire.out, false));
    fprintf(report, "catching up %ld notes, kilobytes\t%.0f\t%s\n", settings.notes,
            sum_of(wire.out, true) / 1000, small ? "300" : "-");
    fprintf(report, "catching up %ld notes, seconds\t%.2f\t%s\n", settings.notes, seconds,
            small ? "1.00" : "-");
    fprintf(report, "catching up %ld notes, missing\t%zu\t0\n", settings.notes, missing);
    crowd_leave(&crowd);
    end(&crowd);
    return !missing;
}

int main(int argc, char **argv)
{
    bool catches_up = false;
    for (int i = 1; i < argc; i++) {
        bool is_word = strcmp(argv[i], "catch-up") == 0;
        catches_up = catches_up || is_word;
        if (!is_word && !read_setting(argv[i])) {
            fprintf(stderr, "live_load: what is \"%s\"?\n", argv[i]);
            return 2;
        }
    }
    int fd = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);
    report = fdopen(fd, "w");
    dup2(nowhere, STDOUT_FILENO);
    setvbuf(report, NULL, _IOLBF, 0);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    if (sodium_init() < 0) {
        return EXIT_FAILURE;
    }
    bool ok = catches_up ? try_catching_up() : try_load();
    fclose(report);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
