/* What asks before something goes for good, or is seen by all: letters of words are no answer. */

#include "base/memory.h"
#include "screen/action.h"
#include "support/expect.h"
#include "views/view_list.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct list_view *begin(bool asks)
{
    struct list_view *v = asks ? list_ask("Is it to go?") : list_new("What?", true);
    list_add(v, "k", "Keep both", "")->intent = intent_of(INTENT_CLOSE);
    list_add(v, "y", "Replace it", "")->intent = intent_of(INTENT_EXPORT);
    return v;
}

/* What a key of one byte, or Enter, comes to. */
static struct intent press(struct list_view *v, const char *key)
{
    struct facts facts = {.message = ""};
    struct event event = {.kind = EVENT_KEY, .text = key};
    bool enter = *key == '\r';
    snprintf(event.key, sizeof event.key, "%s", enter ? "Enter" : key);
    event.text = enter ? "" : key;
    return view_list_ops.handle(v, &facts, enter ? ACT_LIST_CHOOSE : ACT_NONE, &event);
}

static struct intent press_all(struct list_view *v, const char *keys)
{
    struct intent intent = intent_of(INTENT_NOTHING);
    for (; *keys; keys++) {
        intent = press(v, (char[]){*keys, '\0'});
    }
    return intent;
}

/* Keys, and whether the last of them chooses, of one that asks and of a menu. */
Test(lists_asked, a_letter_behind_others_that_chose_nothing_is_asked_once_more)
{
    static const struct {
        const char *keys;
        enum intent_kind asked, menu;
    } rows[] = {{"y", INTENT_EXPORT, INTENT_EXPORT},
                {"k", INTENT_CLOSE, INTENT_CLOSE},
                {"library", INTENT_SAY, INTENT_EXPORT},
                {"twenty", INTENT_SAY, INTENT_EXPORT},
                {"thick", INTENT_SAY, INTENT_CLOSE},
                {"library twenty", INTENT_SAY, INTENT_EXPORT},
                {"libraryy", INTENT_EXPORT, INTENT_EXPORT},
                {"libraryk", INTENT_SAY, INTENT_CLOSE},
                {"library y", INTENT_SAY, INTENT_EXPORT},
                {"library\r", INTENT_SAY, INTENT_NOTHING},
                {"library\r\r", INTENT_CLOSE, INTENT_NOTHING}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct list_view *v = begin(true), *menu = begin(false);
        cr_expect_eq(press_all(v, rows[i].keys).kind, rows[i].asked, "%s", rows[i].keys);
        if (rows[i].menu) {
            cr_expect_eq(press_all(menu, rows[i].keys).kind, rows[i].menu, "a menu: %s",
                         rows[i].keys);
        }
        view_list_ops.free(v);
        view_list_ops.free(menu);
    }
}

Test(lists_asked, it_says_what_the_letter_would_choose)
{
    struct list_view *v = begin(true);
    cr_expect_str_eq(press_all(v, "library").text,
                     "Nothing was chosen. y once more chooses ‘Replace it’.");
    cr_expect_str_eq(press_all(v, "\r").text,
                     "Nothing was chosen. \vchoose\v once more chooses ‘Keep both’.");
    view_list_ops.free(v);
}

/* Words, and how many of the rows they find. */
Test(lists_asked, whatever_a_row_shows_finds_it)
{
    static const struct {
        const char *typed;
        size_t found;
    } rows[] = {{"Miss", 1},    {"ahmed", 1},   {"Kai", 1},     {"Ahmed Head", 1},
                {"b4 xmas", 1}, {"1 March", 1}, {"uniform", 1}, {"meet us", 1},
                {"table 4", 2}, {"Kai 2", 0},   {"head 3", 0},  {"xmas miss", 1}};
    struct list_view *v = list_new("What was promised", false);
    struct facts facts = {.message = ""};
    list_add_heading(v, "Leeds, table 4");
    list_add(v, "Miss Ahmed", "b4 xmas", "Head 2 meet us b4 xmas");
    list_add(v, "Kai", "1 March", "Ask")->full = memory_copy_text("‘Ask’ of ‘Uniforms’");
    struct view view = {.ops = &view_list_ops, .state = v};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        list_rewind(v, 0);
        struct event event = {.kind = EVENT_PASTE, .text = rows[i].typed};
        view_list_ops.handle(v, &facts, ACT_NONE, &event);
        size_t found = 0;
        for (; list_shown(v, found); found++) {
        }
        cr_expect_eq(found, rows[i].found, "%s: %zu", rows[i].typed, found);
        cr_expect_eq(view_list_finds(&view), found > 0, "%s", rows[i].typed);
    }
    view_list_ops.free(v);
}
