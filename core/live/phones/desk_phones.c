/* Phones, by what their cookies are called. */

#include "base/memory.h"
#include "base/words.h"
#include "live/phones/desk_inside.h"
#include "model/alone.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void phone_finish(struct phone *phone)
{
    free(phone->by);
    free(phone->sign);
    free(phone->goal);
    free(phone->column);
    free(phone->table);
    free(phone->ready);
    free(phone->took_back);
}

void phone_set(char **text, const char *to)
{
    char *copy = to && *to ? memory_copy_text(to) : NULL;
    free(*text);
    *text = copy;
}

/* Of a cookie's name, which is not to be guessed, only that stands where others read.
 * @about  the id of a table or a question; "": its words */
static void hash_phone(const struct desk *desk, const char *name, const char *about,
                       char out[BASE32_SIZE_BYTES])
{
    uint64_t bits;
    struct str text = str_of("%s\n%s%s%s", desk->token, name, *about ? "\n" : "", about);
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text.bytes,
                       text.len_bytes, NULL, 0);
    memcpy(&bits, hash, sizeof bits);
    base32_write(bits, out);
    str_finish(&text);
}

void desk_hash_phone(const struct desk *desk, const char *name,
                     char out[BASE32_SIZE_BYTES])
{
    hash_phone(desk, name, "", out);
}

/* What an older program had of it beside its words and its votes alike. */
struct older {
    struct str field;
    bool found;
};

static void look_for_older(void *to, const struct record *entry)
{
    struct older *older = to;
    older->found = older->found || record_field(entry, older->field.bytes);
}

/* Where it has voted before a newer program was installed its votes stay as they are: it is to
 * change them, and not to vote twice. */
static bool voted_before(const struct visit *v, const struct record *about)
{
    struct older older = {.field = str_of("vote:" VOTER_PHONE "%s", v->phone->hash)};
    if (!session_ever_set(v->session, older.field.bytes)) {
        /* as almost always */
    } else if (record_is(about, "session")) {
        ballot_each_entry(v->session, about, NULL, look_for_older, &older);
    } else {
        size_t count;
        const struct record *const *notes =
            goal_notes(v->session, about, ANSWERS_COLUMN, &count);
        for (size_t i = 0; i < count; i++) {
            look_for_older(&older, notes[i]);
        }
    }
    str_finish(&older.field);
    return older.found;
}

const char *visit_voter(struct visit *v, const struct record *about)
{
    char hash[BASE32_SIZE_BYTES];
    hash_phone(v->desk, v->phone->name, voted_before(v, about) ? "" : record_id(about),
               hash);
    struct str voter = str_of(VOTER_PHONE "%s", hash);
    const char *kept = arena_copy_text(&v->arena, voter.bytes);
    str_finish(&voter);
    return kept;
}

void random_name(char out[BASE32_SIZE_BYTES])
{
    uint64_t bits;
    randombytes_buf(&bits, sizeof bits);
    base32_write(bits, out);
}

static bool are_same(const char *one, const char *other)
{
    struct str folded[2] = {STR_EMPTY, STR_EMPTY};
    words_fold(one, &folded[0]);
    words_fold(other, &folded[1]);
    bool same = strcmp(str_text(&folded[0]), str_text(&folded[1])) == 0;
    str_finish(&folded[0]);
    str_finish(&folded[1]);
    return same;
}

/* Whether another phone signs so: one that is here, or one whose words came before. */
static bool is_anothers(const struct desk *desk, const struct phone *phone,
                        const char *sign)
{
    struct session *session = desk->author->session;
    const struct record *record = NULL;
    for (size_t i = 0; i < desk->count; i++) {
        const struct phone *other = &desk->phones[i];
        if (other != phone && other->sign && are_same(other->sign, sign)) {
            return true;
        }
    }
    while ((record = session_next_record(session, record))) {
        const struct edit *said =
            record_is(record, "offer") ? record_author(record) : NULL;
        if (said && said->by && are_same(said->by, sign) &&
            strcmp(record_words(record, "from"), phone->hash) != 0) {
            return true;
        }
    }
    return false;
}

const char *desk_sign(struct desk *desk, struct phone *phone)
{
    struct str sign = STR_EMPTY;
    for (size_t n = 1; phone->by && !phone->sign; n++) {
        str_set(&sign, n > 1 ? "%s (phone %zu)" : "%s (phone)", phone->by, n);
        if (!is_anothers(desk, phone, sign.bytes)) {
            phone_set(&phone->sign, sign.bytes);
        }
    }
    str_finish(&sign);
    return phone->sign;
}

static struct phone *find_phone(struct desk *desk, const char *name)
{
    for (size_t i = 0; i < desk->count; i++) {
        if (strcmp(desk->phones[i].name, name) == 0) {
            return &desk->phones[i];
        }
    }
    return NULL;
}

/* Where there are too many, the one heard of longest ago gives way. */
static struct phone *place_for_phone(struct desk *desk)
{
    if (desk->count < DESK_MOST_PHONES) {
        desk->phones = memory_room_for_one(desk->phones, desk->count, &desk->room,
                                           sizeof *desk->phones);
        return &desk->phones[desk->count++];
    }
    struct phone *oldest = desk->phones;
    for (size_t i = 1; i < desk->count; i++) {
        oldest = desk->phones[i].seen_ms < oldest->seen_ms ? &desk->phones[i] : oldest;
    }
    phone_finish(oldest);
    return oldest;
}

struct phone *desk_meet(struct desk *desk, const char *name)
{
    struct phone *phone = find_phone(desk, name);
    if (!phone) {
        phone = place_for_phone(desk);
        *phone = (struct phone){.seen_ms = 0};
        memcpy(phone->name, name, strlen(name) + 1);
        desk_hash_phone(desk, name, phone->hash);
        desk->joined++;
    }
    return phone;
}

size_t desk_joined(const struct desk *desk)
{
    return desk->joined;
}

size_t desk_ready(const struct desk *desk)
{
    size_t tables, ready = 0;
    const struct record *const *all = session_tables(desk->author->session, &tables);
    for (size_t n = 0; n < tables; n++) {
        const char *round = table_alone(all[n]);
        for (size_t i = 0; round && i < desk->count; i++) {
            const char *own = desk->phones[i].ready;
            ready += own && strcmp(own, round) == 0;
        }
    }
    return ready;
}

bool tempo_take(struct tempo *tempo, int a_minute, int64_t now_ms)
{
    static const double minute_ms = 60000;
    double passed = (double)(now_ms - tempo->at_ms);
    double left = tempo->at_ms == 0 || passed < 0
                      ? a_minute
                      : tempo->left + passed * a_minute / minute_ms;
    left = left > a_minute ? a_minute : left;
    *tempo = (struct tempo){left < 1 ? left : left - 1, now_ms};
    return left >= 1;
}
