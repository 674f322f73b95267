/* Merging, by the sixth oracle: words that only a circle of edits replaces stand. */

#include "support/figures.h"
#include "support/grids.h"
#include "support/histories.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A few edits as no program writes them: one key with several contents, naming each
 * other and themselves, in circles; some redacted. */
enum { WILD_EDITS = 9, WILD_KEYS = 5 };

struct wild {
    struct edit edits[WILD_EDITS];
    struct change set[WILD_EDITS][2];
    struct edit_key keys[WILD_EDITS][2][3];
};

static size_t wild_keys(struct dice *dice, struct edit_key keys[3])
{
    size_t count = dice_roll(dice) % 3;
    for (size_t i = 0; i < count; i++) {
        keys[i] = (struct edit_key){"wild", dice_roll(dice) % WILD_KEYS};
    }
    return count;
}

static void wild_make(struct wild *w, struct dice *dice)
{
    static const char *const ids[] = {"p", "q"}, *const kinds[] = {"note", "goal"};
    static const char *const texts[] = {"goal:p", "V", "secret", "session:q"};
    static const char *const fields[][2] = {
        {"goal", "text"}, {"place", "text"}, {"gone", "text"}, {"session", "text"}};
    for (size_t i = 0; i < WILD_EDITS; i++) {
        struct edit *e = &w->edits[i];
        size_t row = dice_roll(dice) % 4;
        *e = (struct edit){.key = {"wild", dice_roll(dice) % WILD_KEYS},
                           .at_ms = (int64_t)(dice_roll(dice) % 2) * 1000,
                           .by = dice_roll(dice) % 2 ? "Ana" : NULL,
                           .kind = kinds[dice_roll(dice) % 2],
                           .id = ids[dice_roll(dice) % 2],
                           .set = w->set[i],
                           .set_count = 1 + dice_roll(dice) % 2,
                           .over = w->keys[i][0],
                           .again = w->keys[i][1]};
        for (size_t j = 0; j < e->set_count; j++) {
            const char *text = texts[dice_roll(dice) % 4];
            e->set[j] = (struct change){fields[row][j], VALUE_OF_TEXT(text)};
            if (row == 2 && j == 0) {
                e->set[j].value = VALUE_OF_JSON("true");
            }
        }
        e->over_count = wild_keys(dice, w->keys[i][0]);
        e->again_count = wild_keys(dice, w->keys[i][1]);
        if (dice_roll(dice) % 4 == 0) {
            edit_redact(e);
        }
        edit_put_in_order(e);
    }
}

/* Whether an edit says that it replaces what another gave to the field; what it gave
 * itself it cannot replace. */
static bool replaces(const struct version *by, const struct version *old)
{
    return by != old && edit_has_seen(by->edit, old->edit->key);
}

/* Oracle 6, by looking at all paths: a head is what each that replaces it, directly or
 * by others, is replaced by in turn. */
static bool heads_are_right(const struct field *field)
{
    enum { MOST = 64 };
    const struct version *all[MOST];
    static bool reaches[MOST][MOST];
    size_t count = 0;
    for (const struct version *v = field->versions; v && count < MOST; v = v->next) {
        all[count++] = v;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            reaches[i][j] = replaces(all[i], all[j]);
        }
    }
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < count; i++) {
            for (size_t j = 0; j < count; j++) {
                reaches[i][j] = reaches[i][j] || (reaches[i][k] && reaches[k][j]);
            }
        }
    }
    bool right = true;
    for (size_t i = 0; i < count; i++) {
        bool head = true;
        for (size_t j = 0; j < count; j++) {
            head = head && (i == j || !reaches[j][i] || reaches[i][j]);
        }
        right = right && head == !all[i]->covered;
    }
    return right;
}

static void expect_right_heads(const struct session *s)
{
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        for (const struct field *f = record_fields(r); f; f = f->next) {
            if (!heads_are_right(f)) {
                cr_expect_fail("a wording of \"%s\" is hidden by none, or shown for all "
                               "that another replaces it",
                               f->name);
            }
        }
    }
}

static char *wild_bytes(const struct edit **edits, size_t count, bool in_two)
{
    struct session *s = session_new(), *other = session_new();
    struct err err = ERR_NONE;
    size_t tables;
    for (size_t i = 0; i < count; i++) {
        cr_assert(session_apply(in_two && i % 2 ? other : s, edits[i], NULL, &err), "%s",
                  err_text(&err));
        if (i == count / 2) {
            session_tables(s, &tables);
        }
    }
    expect_right_heads(s);
    session_add_all(s, other);
    expect_right_heads(s);
    char *bytes = bytes_of(s);
    session_free(other);
    session_free(s);
    return bytes;
}

Test(merge, edits_as_no_program_writes_them_add_up_in_any_order)
{
    unsigned long first = times_asked("FIRST_SEED", 1) * 4,
                  seeds = times_asked("SEEDS", 500) * 4, bad = 0, first_bad = 0;
    for (unsigned long seed = first; seed < first + seeds; seed++) {
        struct dice dice = {seed};
        struct wild wild;
        const struct edit *edits[WILD_EDITS];
        wild_make(&wild, &dice);
        for (size_t i = 0; i < WILD_EDITS; i++) {
            edits[i] = &wild.edits[i];
        }
        char *expected = wild_bytes(edits, WILD_EDITS, false);
        bool same = true;
        for (int order = 0; order < 4 && same; order++) {
            history_shuffle(edits, WILD_EDITS, &dice);
            char *bytes = wild_bytes(edits, WILD_EDITS, order % 2);
            same = strcmp(expected, bytes) == 0;
            free(bytes);
        }
        free(expected);
        if (!same) {
            cr_expect_fail("seed %lu: other bytes from another order", seed);
            first_bad = bad++ ? first_bad : seed;
        }
    }
    figure("merge: edits as no program writes them, in any order", seeds, bad, first_bad);
}

/* Every edit replaces the next one, and the last the first. */
static const struct session *circle_of(size_t count, struct session *s)
{
    struct err err = ERR_NONE;
    session_begin_many(s);
    for (size_t i = 0; i < count; i++) {
        struct change set[] = {{"session", VALUE_OF_TEXT("session:t")},
                               {"text", VALUE_OF_TEXT("Words")}};
        struct edit_key over = {"a", (i + 1) % count};
        struct edit edit = {.key = {"a", i},
                            .at_ms = (int64_t)i,
                            .kind = "goal",
                            .id = "g",
                            .set = set,
                            .set_count = 2,
                            .over = &over,
                            .over_count = 1};
        cr_assert(session_apply(s, &edit, NULL, &err), "%s", err_text(&err));
    }
    session_end_many(s);
    return s;
}

Test(merge, words_that_only_a_circle_of_edits_replaces_are_shown)
{
    struct session *s = session_new();
    const struct record *goal = session_record(circle_of(3, s), "goal", "g");
    struct change set = {"text", VALUE_OF_TEXT("Settled")};
    struct edit_key over = {"a", 1};
    struct edit later = {.key = {"b", 1},
                         .at_ms = 9,
                         .kind = "goal",
                         .id = "g",
                         .set = &set,
                         .set_count = 1,
                         .over = &over,
                         .over_count = 1};
    struct err err = ERR_NONE;
    cr_expect(record_shown(goal));
    cr_expect_str_eq(record_words(goal, "text"), "Words");
    cr_expect(field_circled(record_field(goal, "text")));
    cr_assert(session_apply(s, &later, NULL, &err), "%s", err_text(&err));
    cr_expect_str_eq(record_words(goal, "text"), "Settled");
    cr_expect_eq(field_wordings(record_field(goal, "text")), 1,
                 "who replaces one of a circle replaces all");
    cr_expect_not(field_circled(record_field(goal, "text")));
    session_free(s);
}

Test(merge, a_long_circle_takes_little_time, .timeout = 60)
{
    struct session *s = session_new();
    const struct record *goal = session_record(circle_of(200000, s), "goal", "g");
    cr_expect_str_eq(record_words(goal, "text"), "Words");
    session_free(s);
}
