/* What a phone sent and nobody has taken stands in no list that a room may see, whatever was
 * undone. */

#include "model/alone.h"
#include "model/offers.h"
#include "model/rows.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(unread, .fini = end_test);

/* Of offer n, which stands for itself in words and id. */
static struct str words_of_offer(size_t n)
{
    return str_of("w%zuw", n);
}

static const struct record *offer_of(const struct pair *p, size_t n)
{
    struct str id = words_of_offer(n);
    const struct record *record = session_record(p->one, "offer", id.bytes);
    str_finish(&id);
    return record;
}

static void expect_read(const struct pair *p, size_t offers, const char *text,
                        unsigned seed)
{
    for (size_t n = 0; n < offers; n++) {
        struct str words = words_of_offer(n);
        bool tells = strstr(text, words.bytes);
        cr_expect(!tells || !record_is_unread(offer_of(p, n)), "seed %u: %s", seed, text);
        str_finish(&words);
    }
}

static void expect_list_read(const struct pair *p, size_t offers, struct list_view *list,
                             unsigned seed)
{
    for (size_t i = 0; list && i < list->count; i++) {
        expect_read(p, offers, list->items[i].label, seed);
        expect_read(p, offers, list->items[i].detail, seed);
    }
    if (list) {
        view_list_ops.free(list);
    }
}

/* What was deleted, what became of each goal, and the grid. */
static void expect_all_read(const struct pair *p, size_t offers, unsigned seed)
{
    struct facts facts = {.session = p->one, .table = p->table, .message = ""};
    size_t goals, notes;
    expect_list_read(p, offers, list_of_deleted(&facts), seed);
    const struct record *const *goal = table_goals(p->one, p->table, &goals);
    for (size_t i = 0; i < goals; i++) {
        expect_list_read(p, offers, list_of_history(&facts, goal[i]), seed);
        expect_read(p, offers, record_words(goal[i], "text"), seed);
        const struct record *const *note =
            goal_notes(p->one, goal[i], "barriers", &notes);
        for (size_t n = 0; n < notes; n++) {
            expect_read(p, offers, record_words(note[n], "text"), seed);
        }
    }
}

/* From a phone, to a goal of the table or to be one. */
static void send(struct pair *p, size_t n, bool as_goal)
{
    struct str words = words_of_offer(n);
    const struct offering offering = {.once = words.bytes,
                                      .goal = as_goal ? NULL : record_in(p->two, p->goal),
                                      .column = "barriers",
                                      .text = words.bytes,
                                      .from = "3k0s"};
    cr_assert(author_offer(&p->ben, record_in(p->two, p->table), &offering, &err));
    str_finish(&words);
}

static void decide(struct pair *p, size_t n, unsigned what)
{
    struct str id = words_of_offer(n), said = STR_EMPTY;
    struct offer offer;
    if (offer_find(p->one, id.bytes, &offer)) {
        struct str other = str_of("%s, too", id.bytes);
        const struct record *entry = offer.entry;
        switch (what) {
        case 0:
        case 1:
            author_take_offer(&p->ana, &offer, offer.goal, offer.column,
                              what ? other.bytes : NULL, &err);
            break;
        case 2:
            author_put_offer_aside(&p->ana, &offer, offer.state == OFFER_WAITS, &err);
            break;
        case 3:
            (void)(entry && record_shown(entry) && author_delete(&p->ana, entry, &err));
            break;
        case 4:
            (void)(table_alone(p->table) ? author_reveal(&p->ana, p->table, &err)
                                         : author_begin_alone(&p->ana, p->table, &err));
            break;
        case 5:
            offer_find(p->two, id.bytes, &offer);
            author_withdraw_offer(&p->ben, &offer, &err);
            break;
        case 6:
            author_redo(&p->ana, &said);
            break;
        default:
            author_undo(&p->ana, &said);
        }
        err_finish(&err);
        str_finish(&other);
    }
    str_finish(&said);
    str_finish(&id);
}

Test(unread, words_of_phones_stand_in_no_list_whatever_is_taken_undone_and_hidden)
{
    enum { SEEDS = 60, STEPS = 40, MOST = 6 };
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct pair p = pair_make();
        uint64_t state = seed;
        size_t offers = 0;
        for (size_t i = 0; i < STEPS; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            if (offers < MOST && (offers == 0 || (state >> 60) < 4)) {
                send(&p, offers++, (state >> 50) % 3 == 0);
            } else {
                decide(&p, (state >> 40) % offers, (state >> 33) % 10);
            }
            pair_meet(&p);
            expect_all_read(&p, offers, seed);
        }
        pair_free(&p);
    }
}
