#include "load/wire.h"

#include "base/hash.h"
#include "base/memory.h"
#include "live/bridge_inside.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct wire wire;
static struct dice dice = {.state = 7};

/* What the linker makes of the names that it wraps. */
struct broker *__real_broker_new(const struct broker_options *options,
                                 const char *const *topics,
                                 const struct broker_heard *heard);
struct broker *__wrap_broker_new(const struct broker_options *options,
                                 const char *const *topics,
                                 const struct broker_heard *heard);
void __real_broker_publish(struct broker *broker, const char *topic, const void *payload,
                           size_t len_bytes, int qos);
void __wrap_broker_publish(struct broker *broker, const char *topic, const void *payload,
                           size_t len_bytes, int qos);
void __real_bridge_take(void *context, char *line, size_t len_bytes);
void __wrap_bridge_take(void *context, char *line, size_t len_bytes);
bool __real_seal_init(struct seal *seal,
                      const unsigned char secret[INVITATION_SECRET_BYTES]);
bool __wrap_seal_init(struct seal *seal,
                      const unsigned char secret[INVITATION_SECRET_BYTES]);

int64_t wire_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now); /* as a bridge has it */
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static enum wire_kind kind_of(const char *topic)
{
    static const char *const kinds[] = {"edits", "hello", "who"};
    const char *part = topic;
    for (int i = 0; i < 3 && part; i++) { /* "rt/ROOM/CHANNEL/" */
        part = strchr(part, '/');
        part = part ? part + 1 : NULL;
    }
    for (int i = 0; part && i < WIRE_TO; i++) {
        if (strcmp(part, kinds[i]) == 0) {
            return (enum wire_kind)i;
        }
    }
    return WIRE_TO;
}

/* A PUBLISH of MQTT 3.1.1, and with QoS 1 the PUBACK that answers it. */
static void count(struct wire_count *counts, const char *topic, size_t len_bytes, int qos)
{
    size_t rest = 2 + strlen(topic) + (qos ? 2 : 0) + len_bytes;
    size_t header = 2;
    for (size_t left = rest >> 7; left; left >>= 7) {
        header++;
    }
    struct wire_count *one = &counts[kind_of(topic)];
    one->messages++;
    one->bytes += header + rest + (qos ? 4 : 0);
}

/* What a broker tells is told through this to whom it was meant for; all live on. */
static struct tap {
    struct broker_heard heard;
    struct tap *next;
} * taps;

static void tap_connected(void *context)
{
    const struct tap *tap = context;
    wire.connections++;
    tap->heard.connected(tap->heard.context);
}

static void tap_lost(void *context, const char *why)
{
    const struct tap *tap = context;
    tap->heard.lost(tap->heard.context, why);
}

static bool by_chance(unsigned percent)
{
    return percent && dice_roll(&dice) % 100 < percent;
}

static void tap_message(void *context, const char *topic, const void *payload,
                        size_t len_bytes)
{
    const struct tap *tap = context;
    count(wire.in, topic, len_bytes, 0);
    if (by_chance(wire.lost_percent)) {
        wire.lost++;
        return;
    }
    tap->heard.message(tap->heard.context, topic, payload, len_bytes);
    if (by_chance(wire.doubled_percent)) {
        wire.doubled++;
        tap->heard.message(tap->heard.context, topic, payload, len_bytes);
    }
}

struct broker *__wrap_broker_new(const struct broker_options *options,
                                 const char *const *topics,
                                 const struct broker_heard *heard)
{
    struct tap *tap = memory_get(sizeof *tap);
    *tap = (struct tap){*heard, taps};
    taps = tap;
    struct broker_heard ours = {tap, tap_connected, tap_lost, tap_message};
    return __real_broker_new(options, topics, &ours);
}

void __wrap_broker_publish(struct broker *broker, const char *topic, const void *payload,
                           size_t len_bytes, int qos)
{
    if (broker_is_connected(broker)) {
        count(wire.out, topic, len_bytes, qos);
    }
    __real_broker_publish(broker, topic, payload, len_bytes, qos);
}

static void add_time(struct wire_times *times, int64_t us)
{
    times->us =
        memory_room_for_one(times->us, times->count, &times->room, sizeof *times->us);
    times->us[times->count++] = us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

/* A note says itself when it was written: "… @MICROSECONDS". */
void __wrap_bridge_take(void *context, char *line, size_t len_bytes)
{
    const struct channel *channel = context;
    const struct bridge *b = channel->bridge;
    size_t before = b->arrived;
    const char *at = strchr(line, '@');
    int64_t written_us = at ? strtoll(at + 1, NULL, 10) : 0;
    __real_bridge_take(context, line, len_bytes);
    if (written_us && b->arrived != before) {
        add_time(b->options->organise ? &wire.organiser : &wire.tables,
                 wire_now_us() - written_us);
    }
}

/* All are in one room, whose words cost a tenth of a second. */
bool __wrap_seal_init(struct seal *seal,
                      const unsigned char secret[INVITATION_SECRET_BYTES])
{
    static struct seal made;
    static unsigned char of[INVITATION_SECRET_BYTES];
    static bool is_made;
    if (!is_made || memcmp(of, secret, sizeof of) != 0) {
        is_made = __real_seal_init(&made, secret);
        memcpy(of, secret, sizeof of);
    }
    *seal = made;
    return is_made;
}

static int by_length(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;
    return (one > two) - (one < two);
}

double wire_time_ms(struct wire_times *times, double share)
{
    if (!times->count) {
        return 0;
    }
    qsort(times->us, times->count, sizeof *times->us, by_length);
    size_t at = (size_t)(share * (double)times->count);
    return times->us[at < times->count ? at : times->count - 1] / 1000.0;
}
