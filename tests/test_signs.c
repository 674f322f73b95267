/* Emoji and arrows are words of their own: what differs in them alone is not the same. */

#include "model/author.h"
#include "model/questions.h"
#include "model/themes.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(signs, .fini = end_test);

Test(signs, opposite_ones_are_two_answers_and_drawn_in_two_ways_one)
{
    static const char *const said[] = {
        "school 👍", "school 👎",     "School 👍🏽", "mid",        "mid 😐",
        "Buses ↑",  "buses ↓",      "buses ⬆️",    "buses ⬆",    "1️⃣ two",
        "1 two",    "one ❤️ a", "one ❤ b",         "fine, ©ool", "fine ool",
        "meals :)", "meals :(",     "Meals :-)"};
    static const char *const alone[] = {
        "❤️", "❤", "💔", "❤️", "👨‍👩‍👧", "👨‍👩‍👦"};
    struct pair p = pair_make();
    const struct record *table = record_in(p.one, p.table);
    const struct record *row = author_ask(&p.ana, table, ASKS_WORDS, "How was it?", &err);
    for (size_t i = 0; i < LENGTH(said); i++) {
        cr_assert(author_add_note(&p.ana, row, ANSWERS_COLUMN, NULL, said[i], &err));
    }
    expect_answers(
        p.one, row,
        "1️⃣ two 2, buses ⬆️ 2, fine, ©ool 2, meals :) 2, school 👍 2, Buses "
        "↑ "
        "1, "
        "buses "
        "↓ 1, "
        "meals :( 1, mid 1, mid 😐 1, one ❤ b 1, one ❤️ a 1, school 👎 1");
    row = author_ask(&p.ana, table, ASKS_WORDS, "And in one sign?", &err);
    for (size_t i = 0; i < LENGTH(alone); i++) {
        cr_assert(author_add_note(&p.ana, row, ANSWERS_COLUMN, NULL, alone[i], &err));
    }
    expect_answers(p.one, row,
                   "❤️ 3, 👨‍👩‍👦 1, 👨‍👩‍👧 1, 💔 1");
    pair_free(&p);
}

Test(signs, themes_that_differ_in_them_are_joined_by_people_alone)
{
    static const char *const said[] = {"uniform 👍", "uniform 👎", "❤️ buses",
                                       "❤ buses", "❤️ parks"};
    struct str found = STR_EMPTY;
    struct session *session = session_new();
    struct author author;
    struct themes themes;
    author_init(&author, session, 1, "Ana");
    author.now_ms = 1487764800000;
    for (size_t i = 0; i < LENGTH(said); i++) {
        struct str number = str_of("%zu", i + 1);
        const struct record *table =
            author_add_table(&author, NULL, NULL, "Leeds", NULL, number.bytes, &err);
        cr_assert(author_add_goal(&author, table, NULL, said[i], &err));
        str_finish(&number);
    }
    themes_find(session, &themes);
    for (size_t i = 0; i < themes.count; i++) {
        str_addf(&found, "%s %zu, ", themes.items[i]->words, themes.items[i]->count);
    }
    cr_expect_str_eq(str_text(&found),
                     "❤️ buses 2, uniform 👍 1, uniform 👎 1, ❤️ parks 1, ");
    str_finish(&found);
    themes_finish(&themes);
    author_finish(&author);
    session_free(session);
}
