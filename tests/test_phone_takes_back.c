/* What a phone takes back before anybody else sees it. */

#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct counter c;

static void enter(void)
{
    counter_enter(&c);
}

static void leave(void)
{
    counter_leave(&c);
}

TestSuite(phone_takes_back, .init = enter, .fini = leave);

#define SEND(phone, once, words)                                                         \
    COUNTER_POST(&c, phone, "once", once, "text", words, "goal", record_id(c.goal),      \
                 "column", "barriers")

/* How often the history of the session tells it. */
static size_t told(const char *words)
{
    size_t count, times = 0, deleted;
    const struct edit **edits = history_edits(c.session, &count);
    for (size_t i = 0; i < count; i++) {
        struct str line = STR_EMPTY;
        history_describe(c.session, edits[i], HISTORY_WITH_NAMES, &line);
        times += strstr(str_text(&line), words) != NULL;
        str_finish(&line);
    }
    const struct record **records = history_deleted(c.session, c.table, NULL, &deleted);
    for (size_t i = 0; i < deleted; i++) {
        times += strcmp(record_words(records[i], "text"), words) == 0;
    }
    free(records);
    free(edits);
    return times;
}

Test(phone_takes_back, what_nobody_saw_is_told_nowhere)
{
    SEND("p1", "a1", "My dad drinks");
    cr_expect_eq(told("My dad drinks"), 1);
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_eq(told("My dad drinks"), 0);
    counter_set(&c, PHONES_STRAIGHT, "yes");
    SEND("p1", "a2", "Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a2");
    cr_expect_gt(told("Bus fares"), 1, "all saw it");
}

Test(phone_takes_back, nor_what_was_hidden_while_all_wrote_alone)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    SEND("p1", "a1", "My dad drinks");
    SEND("p1", "a2", "Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    c.now_ms += 1000;
    c.ana.now_ms = c.now_ms;
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    cr_expect_eq(told("My dad drinks"), 0);
    cr_expect_gt(told("Bus fares"), 0);
    c.now_ms += 1000;
    COUNTER_POST(&c, "p1", "do", "back:a2");
    cr_expect_gt(told("Bus fares"), 1, "all saw it");
}
