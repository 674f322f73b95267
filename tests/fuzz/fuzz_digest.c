/* A digest that somebody sent: any bytes. What is read is written just so, and what one
 * lacks of another is what is there and not here. And a digest of edits that come in any
 * order, again, redacted and with twins, is that of the edits there are at the end. */

#include "fuzz.h"

#include "base/memory.h"
#include "live/digest.h"

#include <stdlib.h>
#include <string.h>

static void expect_written(const struct digest *digest, const char *text)
{
    struct str out = STR_EMPTY;
    digest_write(digest, NULL, NULL, &out);
    MUST(strcmp(str_text(&out), text) == 0, "read and written, it is another:\n%s",
         str_text(&out));
    str_finish(&out);
}

/* Of an actor that both may have, at the ends of all ranges. */
static void expect_lacking_of(const struct digest *here, const struct digest *there,
                              const struct digest *lacks, const struct digest_actor *ends,
                              const char *name)
{
    const struct digest_actor *ours = digest_find(here, name);
    const struct digest_actor *theirs = digest_find(there, name);
    bool same = ours && theirs && ours->count == theirs->count;
    for (size_t i = 0; same && i < ours->count; i++) {
        same = ours->ranges[i].first == theirs->ranges[i].first &&
               ours->ranges[i].last == theirs->ranges[i].last;
    }
    bool all = same && ours->sum != theirs->sum;
    for (size_t i = 0; i < ends->count * 4; i++) {
        const struct digest_range *range = &ends->ranges[i / 4];
        uint64_t number = (i % 2 ? range->first : range->last) + (i / 2 % 2 ? 1 : -1);
        bool lacking = theirs && digest_has(theirs, number) &&
                       (all || !ours || !digest_has(ours, number));
        MUST(digest_names(lacks, (struct edit_key){name, number}) == lacking,
             "%s.%llu is %slacking", name, (unsigned long long)number,
             lacking ? "" : "not ");
    }
}

static void expect_lacking(const struct digest *here, const struct digest *there)
{
    struct digest lacks = {0};
    digest_lacks(here, there, &lacks);
    for (size_t i = 0; i < here->actors.count; i++) {
        const struct digest_actor *actor = here->actors.items[i];
        expect_lacking_of(here, there, &lacks, actor, actor->actor);
    }
    for (size_t i = 0; i < there->actors.count; i++) {
        const struct digest_actor *actor = there->actors.items[i];
        expect_lacking_of(here, there, &lacks, actor, actor->actor);
    }
    digest_finish(&lacks);
}

static bool read_it(const uint8_t *bytes, size_t len_bytes, struct digest *digest)
{
    char *text = fuzz_copy(bytes, len_bytes);
    bool ok = digest_read(text, len_bytes, digest);
    if (ok) {
        MUST(strlen(text) == len_bytes, "a NUL was read");
        expect_written(digest, text);
    } else {
        MUST(digest->actors.count == 0, "refused, and not empty");
    }
    free(text);
    return ok;
}

/* Two digests, parted by a bar. */
static void try_texts(const uint8_t *bytes, size_t len_bytes)
{
    struct digest here = {0}, there = {0};
    const uint8_t *bar = len_bytes ? memchr(bytes, '|', len_bytes) : NULL;
    size_t here_bytes = bar ? (size_t)(bar - bytes) : len_bytes;
    size_t there_bytes = bar ? len_bytes - here_bytes - 1 : 0;
    if (read_it(bytes, here_bytes, &here) &&
        (!bar || read_it(bar + 1, there_bytes, &there))) {
        expect_lacking(&here, &there);
        expect_lacking(&there, &here);
        expect_lacking(&here, &here);
    }
    digest_finish(&here);
    digest_finish(&there);
}

enum { ACTORS = 4, NUMBERS = 256, WORDS = 3, REDACTED = WORDS, SAYINGS };

static void add(struct digest *digest, size_t actor, size_t number, size_t says)
{
    static const char *const words[WORDS] = {"Bus fares", "Trains", "Boats"};
    static const char *const names[ACTORS] = {"a", "b", "k7qmz2x9dn3fa", "A-_"};
    struct change set = {"text", VALUE_OF_TEXT(says < WORDS ? words[says] : "")};
    struct edit edit = {.key = {names[actor], number},
                        .kind = "note",
                        .id = "n",
                        .set = &set,
                        .set_count = 1};
    if (says == REDACTED) {
        edit_redact(&edit);
    }
    digest_add(digest, &edit);
}

/* What there is of a key once all have come: as a session keeps it. */
static void come(bool of_key[SAYINGS], size_t says)
{
    if (says == REDACTED) {
        memset(of_key, 0, SAYINGS * sizeof *of_key);
    }
    of_key[says] = true;
}

static void try_edits(struct choices *choices)
{
    static bool there[ACTORS][NUMBERS][SAYINGS];
    struct digest digest = {0}, fresh = {0};
    struct str lines = STR_EMPTY;
    memset(there, 0, sizeof there);
    while (choices->len_bytes) {
        size_t actor = choose(choices, ACTORS), number = choose(choices, NUMBERS);
        unsigned which = choose(choices, 256);
        size_t says = which % SAYINGS;
        if (!there[actor][number][REDACTED] || says == REDACTED) {
            add(&digest, actor, number, says);
            come(there[actor][number], says);
        }
        if (which >= 248) { /* somebody asks in between */
            digest_find(&digest, "a");
        }
    }
    for (size_t i = ACTORS * NUMBERS * SAYINGS; i-- > 0;) {
        size_t actor = i / SAYINGS / NUMBERS, number = i / SAYINGS % NUMBERS;
        if (there[actor][number][i % SAYINGS]) {
            add(&fresh, actor, number, i % SAYINGS);
        }
    }
    MUST(digest_total(&digest) == digest_total(&fresh), "another sum");
    MUST(digest_edits(&digest) == digest_edits(&fresh), "another number of edits");
    digest_write(&fresh, NULL, NULL, &lines);
    expect_written(&digest, str_text(&lines));
    str_finish(&lines);
    digest_finish(&digest);
    digest_finish(&fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices choices = {bytes, len_bytes};
    if (choose(&choices, 4) == 1) {
        try_edits(&choices);
    } else {
        try_texts(choices.bytes, choices.len_bytes);
    }
    return 0;
}
