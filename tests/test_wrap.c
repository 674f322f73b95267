/* Lines on the screen, the text box, and the table of keys: pure, without a terminal. */

#include "base/memory.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screen/action.h"
#include "screen/screen.h"
#include "screen/text_box.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define ACUTE "\u0301"
#define FAMILY "👩\u200D👩\u200D👧"
#define FRANCE "🇫🇷"
#define HINDI "क्षि"

/* A line a row, "|" behind each but the last. */
static void wrapped(const char *text, int width, struct str *out)
{
    struct wrap wrap = wrap_begin(text, width);
    size_t start, len;
    bool first = true;
    while (wrap_next(&wrap, &start, &len)) {
        str_add(out, first ? "" : "|");
        str_add_bytes(out, text + start, len);
        first = false;
    }
}

static const struct {
    const char *text;
    int width;
    const char *lines;
} wrap_rows[] = {
    {"", 10, ""},
    {"one two three", 7, "one two|three"},
    {"one two three", 100, "one two three"},
    {"one two", 3, "one|two"},
    {"abcdefgh", 3, "abc|def|gh"},
    {"to abcdefgh", 4, "to|abcd|efgh"},
    {"a\nb", 10, "a|b"},
    {"a\r\nb\rc", 10, "a|b|c"},
    {"a\n\nb\n", 10, "a||b|"},
    {"a   \nb", 10, "a|b"},
    {"end   ", 10, "end"},
    {"one    two", 3, "one|two"},
    {"one\ttwo", 4, "one|two"},
    {"  in", 4, "  in"},
    {"      in", 4, "|in"},
    {"abc", 1, "a|b|c"},
    {"a b", 1, "a|b"},
    {"a b", 0, "a|b"},
    {"漢字仮名", 5, "漢字|仮名"},
    {"漢字", 1, "漢|字"},
    {"a漢b", 2, "a|漢|b"},
    {"e" ACUTE "e" ACUTE "e" ACUTE, 2, "e" ACUTE "e" ACUTE "|e" ACUTE},
    {"ab " ACUTE "cd", 2, "ab| " ACUTE "c|d"},
    {FRANCE FRANCE, 2, FRANCE "|" FRANCE},
    {"\x1b[2J", 2, "\x1b[|2J"},
};

Test(wrap, words_breaks_blanks_and_letters_fall_where_a_reader_expects)
{
    for (size_t i = 0; i < LENGTH(wrap_rows); i++) {
        struct str out = STR_EMPTY;
        wrapped(wrap_rows[i].text, wrap_rows[i].width, &out);
        cr_expect_str_eq(str_text(&out), wrap_rows[i].lines, "row %zu, ‘%s’ at %d", i,
                         wrap_rows[i].text, wrap_rows[i].width);
        str_finish(&out);
    }
}

Test(wrap, counting_stops_where_it_was_told)
{
    cr_expect_eq(wrap_count("a b c d", 1, 100), 4);
    cr_expect_eq(wrap_count("a b c d", 1, 3), 3);
    cr_expect_eq(wrap_count("", 1, 3), 1);
    cr_expect_eq(wrap_count("a", 1, 0), 0);
}

Test(wrap, as_many_whole_sentences_as_have_room_come_together)
{
    static const struct {
        const char *text, *first;
        int width, lines;
    } rows[] = {
        {"Can it start? Should it?", "Can it start? Should it?", 30, 1},
        {"Can it start? Should it?", "Can it start? ", 15, 1},
        {"Can it start? Should it?", "Can it start? Should it?", 15, 2},
        {"It is longer than that. So?", "It is longer than that. ", 8, 1},
        {"Raise it, e.g. by posts.", "Raise it, e.g. by posts.", 12, 1},
        {"Next at 14.30", "Next at 14.30", 5, 1},
        {"", "", 5, 1},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t len = wrap_sentences(rows[i].text, rows[i].width, rows[i].lines);
        cr_expect_eq(len, strlen(rows[i].first), "‘%s’ in %d lines of %d: %zu",
                     rows[i].text, rows[i].lines, rows[i].width, len);
    }
}

Test(wrap, a_mark_of_harm_is_as_wide_as_it_is_shown)
{
    static const struct {
        const char *grapheme;
        int cols;
    } rows[] = {
        {"a", 1},        {"\x1b", 1},   {"\x7f", 1},   {"\t", 1},
        {"\xc2\x9b", 8}, {"\u202e", 8}, {"\u2060", 8}, {"漢", 2},
        {"e" ACUTE, 1},  {ACUTE, 1},    {FRANCE, 2},   {"\ufeff", 8},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(wrap_grapheme_cols(rows[i].grapheme, 0, strlen(rows[i].grapheme)),
                     rows[i].cols, "row %zu", i);
    }
}

/* Random texts, the same for the same seed. */
static unsigned roll(unsigned *seed, unsigned sides)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % sides;
}

static const char *const pieces[] = {
    "a",      "bc",       "words", " ",         " ",      "  ",     "\t",       "\n",
    "\r\n",   "\r",       ACUTE,   ("e" ACUTE), "漢",     "字",     FRANCE,     "🇬",
    FAMILY,   HINDI,      "\x1b",  "\x07",      "\u200b", "\u202e", "\xc2\x9b", "\u200d",
    "\ufe0f", "👍🏽", "ᄀ",    "ᅡ",        "한",     "ไม่",     "é",        "ا",
};
enum { PIECES = LENGTH(pieces) };

static void add_random(unsigned *seed, unsigned most, struct str *out)
{
    for (unsigned left = roll(seed, most); left > 0; left--) {
        str_add(out, pieces[roll(seed, PIECES)]);
    }
}

static bool is_boundary(const char *text, size_t len, size_t place)
{
    size_t at = 0;
    while (at < place) {
        at = grapheme_after(text, len, at);
    }
    return at == place;
}

static void expect_wrapped_well(const char *text, size_t len, int width, unsigned seed)
{
    struct wrap wrap = wrap_begin(text, width);
    size_t start, line, reached = 0;
    while (wrap_next(&wrap, &start, &line)) {
        cr_assert(start >= reached && start + line <= len, "seed %u: order", seed);
        for (size_t i = reached; i < start; i++) {
            cr_assert(strchr(" \t\r\n", text[i]), "seed %u: byte %zu is lost", seed, i);
        }
        cr_assert(is_boundary(text, len, start), "seed %u: a letter is torn", seed);
        cr_assert(is_boundary(text, len, start + line), "seed %u: letter torn", seed);
        bool single = line == 0 || grapheme_after(text, len, start) >= start + line;
        cr_assert(single || screen_width_cols(text + start, line) <= width,
                  "seed %u: %d columns at width %d", seed,
                  screen_width_cols(text + start, line), width);
        reached = start + line;
    }
    for (size_t i = reached; i < len; i++) {
        cr_assert(strchr(" \t\r\n", text[i]), "seed %u: byte %zu is lost", seed, i);
    }
}

Test(wrap, random_texts_lose_nothing_and_keep_to_the_width)
{
    for (unsigned seed = 1; seed <= 20000; seed++) {
        unsigned dice = seed;
        struct str text = STR_EMPTY;
        add_random(&dice, 30, &text);
        expect_wrapped_well(str_text(&text), text.len_bytes, 1 + (int)roll(&dice, 24),
                            seed);
        str_finish(&text);
    }
}

/* The text box. A "|" in a text of these rows is the cursor. */

static void box_from(const char *marked, struct text_box *box)
{
    size_t cursor = strcspn(marked, "|");
    text_box_set(box, marked);
    str_remove(&box->text, cursor, 1);
    box->cursor_bytes = cursor;
}

static void expect_box(const struct text_box *box, const char *marked, const char *start)
{
    struct str shown = STR_EMPTY;
    str_add(&shown, str_text(&box->text));
    str_insert(&shown, box->cursor_bytes, "|", 1);
    cr_expect_str_eq(str_text(&shown), marked, "from ‘%s’", start);
    str_finish(&shown);
}

#define LEFT ACT_BOX_LEFT
#define RIGHT ACT_BOX_RIGHT
#define UP ACT_BOX_UP
#define DOWN ACT_BOX_DOWN
#define BACK ACT_BOX_DELETE_BEFORE
#define DEL ACT_BOX_DELETE_AFTER

static const struct {
    const char *start;
    enum action actions[4]; /* up to ACT_NONE */
    const char *expected;
} box_rows[] = {
    {"|", {LEFT, BACK, UP}, "|"},
    {"|", {RIGHT, DEL, DOWN}, "|"},
    {"ab|", {LEFT}, "a|b"},
    {"ab|", {RIGHT}, "ab|"},
    {"ae" ACUTE "|", {LEFT}, "a|e" ACUTE},
    {"|e" ACUTE "a", {RIGHT}, "e" ACUTE "|a"},
    {"ae" ACUTE "|", {BACK}, "a|"},
    {"|e" ACUTE "a", {DEL}, "|a"},
    {FRANCE FRANCE "|", {LEFT}, FRANCE "|" FRANCE},
    {FRANCE FRANCE "|", {BACK}, FRANCE "|"},
    {"|" FRANCE FRANCE, {DEL}, "|" FRANCE},
    {"x" FAMILY "|", {BACK}, "x|"},
    {"x|" FAMILY "y", {RIGHT}, "x" FAMILY "|y"},
    {"|नमस्ते", {RIGHT, RIGHT}, "नम|स्ते"},
    {"पानि|", {BACK}, "पा|"},
    /* what a deletion brings together is one letter, and the cursor stands behind it */
    {"e\n|" ACUTE "x", {BACK}, "e" ACUTE "|x"},
    {"🇫x|🇷", {BACK}, FRANCE "|"},
    {"🇫|x🇷", {DEL}, FRANCE "|"},
    {"one two|", {ACT_BOX_WORD_LEFT}, "one |two"},
    {"one two  |", {ACT_BOX_WORD_LEFT}, "one |two  "},
    {"one\ntwo|", {ACT_BOX_WORD_LEFT, ACT_BOX_WORD_LEFT}, "|one\ntwo"},
    {"|one two", {ACT_BOX_WORD_RIGHT}, "one| two"},
    {"one| \n two", {ACT_BOX_WORD_RIGHT}, "one \n two|"},
    {"one two|", {ACT_BOX_CUT_WORD}, "one |"},
    {"one two |x", {ACT_BOX_CUT_WORD}, "one |x"},
    {"one\ntwo|", {ACT_BOX_CUT_WORD, ACT_BOX_CUT_WORD}, "|"},
    {"one e" ACUTE "e|", {ACT_BOX_CUT_WORD}, "one |"},
    {"one\ntwo|\nsix", {ACT_BOX_START}, "one\n|two\nsix"},
    {"one\n|two\nsix", {ACT_BOX_END}, "one\ntwo|\nsix"},
    {"one\ntw|o\nsix", {ACT_BOX_CUT_BEFORE}, "one\n|o\nsix"},
    {"one\nt|wo\nsix", {ACT_BOX_CUT_AFTER}, "one\nt|\nsix"},
    {"one\n|two", {ACT_BOX_CUT_BEFORE}, "one\n|two"},
    {"one|\ntwo", {ACT_BOX_CUT_AFTER}, "one|\ntwo"},
    {"on|e", {ACT_BOX_NEW_LINE}, "on\n|e"},
    {"a\n|b", {BACK}, "a|b"},
    /* ten columns: nine for letters, one for the cursor behind them */
    {"one\ntw|o", {UP}, "on|e\ntwo"},
    {"on|e\ntwo", {DOWN}, "one\ntw|o"},
    {"one\ntwo|", {DOWN}, "one\ntwo|"},
    {"|one\ntwo", {UP}, "|one\ntwo"},
    {"one two three fo|ur", {UP}, "one two th|ree four"},
    {"one tw|o three four", {DOWN}, "one two three| four"},
    {"abcdefghijkl|", {UP}, "abc|defghijkl"},
    {"ab\nlonger|", {UP}, "ab|\nlonger"},
    {"漢字\nabc|", {UP}, "漢字|\nabc"},
    {"one\n\ntwo|", {UP, UP}, "|one\n\ntwo"},
    {"aaa bbb ccccccccc|", {UP}, "aaa bbb| ccccccccc"},
    {"aaaaaaaa|\naa bb cccccccc", {DOWN}, "aaaaaaaa\naa bb| cccccccc"},
};

Test(text_box, every_editing_key_goes_by_letters_as_a_reader_sees_them)
{
    for (size_t i = 0; i < LENGTH(box_rows); i++) {
        struct text_box box = {0};
        box_from(box_rows[i].start, &box);
        for (size_t a = 0; a < 4 && box_rows[i].actions[a]; a++) {
            cr_expect(text_box_act(&box, box_rows[i].actions[a], 10));
        }
        expect_box(&box, box_rows[i].expected, box_rows[i].start);
        text_box_finish(&box);
    }
}

Test(text_box, what_is_typed_joins_what_it_belongs_to)
{
    static const struct {
        const char *start, *typed, *expected;
    } rows[] = {
        {"|", "abc", "abc|"},
        {"a|c", "b", "ab|c"},
        {"a|b", "\r\n", "a\n|b"},
        {"a|b", "x\ry\r\nz", "ax\ny\nz|b"},
        {"ae|b", ACUTE, "ae" ACUTE "|b"},
        {"|" ACUTE "b", "e", "e" ACUTE "|b"},
        {"|🇷", "🇫", FRANCE "|"},
        {"🇫|", "🇷", FRANCE "|"},
        {"👩|👧", "\u200D", "👩\u200D👧|"},
        {"ab|", "", "ab|"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct text_box box = {0};
        box_from(rows[i].start, &box);
        text_box_insert(&box, rows[i].typed);
        expect_box(&box, rows[i].expected, rows[i].start);
        text_box_finish(&box);
    }
}

/* One letter of keys each: w and u and k cut, < and > delete a letter, l goes left, z brings
 * back; whatever else is typed. */
static void press_all(struct text_box *box, const char *keys)
{
    static const struct {
        char key;
        enum action action;
    } all[] = {{'w', ACT_BOX_CUT_WORD},      {'u', ACT_BOX_CUT_BEFORE},
               {'k', ACT_BOX_CUT_AFTER},     {'<', ACT_BOX_DELETE_BEFORE},
               {'>', ACT_BOX_DELETE_AFTER},  {'l', ACT_BOX_LEFT},
               {'n', ACT_BOX_CUT_NEXT_WORD}, {'z', ACT_BOX_UNDO}};
    for (; *keys; keys++) {
        enum action action = ACT_NONE;
        for (size_t i = 0; i < LENGTH(all); i++) {
            action = all[i].key == *keys ? all[i].action : action;
        }
        char text[] = {action ? '\0' : *keys, '\0'};
        text_box_press(box, text, action, 20);
    }
}

Test(text_box, what_line_editing_took_away_comes_back)
{
    static const struct {
        const char *start, *keys, *expected;
    } rows[] = {
        {"one two|", "wz", "one two|"},
        {"one two|", "wwz", "one two|"},
        {"one| two", "uz", "one| two"},
        {"one| two", "kz", "one two|"},
        {"one| two", "ukz", "one two|"},
        {"one| two", "kuz", "one two|"},
        {"one| two", "nwz", "one two|"},
        {"one two|", "wXz", "one two|X"},
        {"one two|", "wlX<z", "oneX| "},
        {"one two|", "wlX<zz", "oneX two|"},
        {"one two|", "wlXz", "oneX two|"},
        {"one two|", "<<<z", "one two|"},
        {"one two|", "<<XYz", "one tXY|"},
        {"one two|", "wlwzz", "one two|"},
        {"one two|", "wllwzz", "one two|"},
        {"one two|", "wzz", "one two|"},
        {"one t|wo", ">>z", "one two|"},
        {"e" ACUTE "|x", "<z", "e" ACUTE "|x"},
        {"|", "z", "|"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct text_box box = {0};
        box_from(rows[i].start, &box);
        press_all(&box, rows[i].keys);
        expect_box(&box, rows[i].expected, rows[i].keys);
        text_box_finish(&box);
    }
}

Test(text_box, what_was_taken_away_is_forgotten_with_the_words)
{
    struct text_box box = {0};
    text_box_set(&box, "one two");
    press_all(&box, "w");
    text_box_set(&box, "");
    cr_expect_not(text_box_give_back(&box));
    text_box_finish(&box);
}

Test(text_box, other_actions_are_not_its_own)
{
    struct text_box box = {0};
    text_box_set(&box, "words");
    for (int a = ACT_NONE; a < ACTION_COUNT; a++) {
        bool own = (a >= ACT_BOX_NEW_LINE && a <= ACT_BOX_GIVE_BACK) ||
                   a == ACT_BOX_UNDO || a == ACT_FORM_UNDO;
        cr_expect_eq(text_box_act(&box, (enum action)a, 10), own, "%s",
                     action_row((enum action)a)->name);
    }
    text_box_finish(&box);
}

/* Returns the line of the cursor; *count takes how many there are. */
static size_t expect_lines(const struct text_box *box, int width, size_t *count,
                           unsigned seed)
{
    size_t line, reached = 0;
    int col;
    const char *text = str_text(&box->text);
    struct box_line *lines = text_box_lines(box, width, count, &line, &col);
    for (size_t i = 0; i < *count; i++) {
        size_t start = lines[i].start_bytes, len = lines[i].len_bytes;
        bool breaks = i > 0 && start == reached + 1 && text[reached] == '\n';
        cr_assert(start == reached || breaks, "seed %u: a byte is in no line", seed);
        bool single = grapheme_after(text, box->text.len_bytes, start) >= start + len;
        cr_assert(single || screen_width_cols(text + start, len) < width,
                  "seed %u: too wide", seed);
        reached = start + len;
    }
    cr_assert_eq(reached, box->text.len_bytes, "seed %u: the end is missing", seed);
    cr_assert(box->cursor_bytes >= lines[line].start_bytes &&
                  box->cursor_bytes <= lines[line].start_bytes + lines[line].len_bytes,
              "seed %u: the cursor is not in its line", seed);
    free(lines);
    return line;
}

static void act_at_random(struct text_box *box, int width, unsigned *dice, unsigned seed)
{
    size_t count, line = expect_lines(box, width, &count, seed);
    unsigned which = roll(dice, 20);
    enum action action = (enum action)(ACT_BOX_NEW_LINE + which);
    if (action > ACT_BOX_GIVE_BACK) {
        struct str more = STR_EMPTY;
        add_random(dice, 6, &more);
        text_box_insert(box, str_text(&more));
        str_finish(&more);
        return;
    }
    text_box_act(box, action, width);
    size_t now = expect_lines(box, width, &count, seed);
    if (action == ACT_BOX_UP) {
        cr_assert_eq(now, line ? line - 1 : 0, "seed %u: up", seed);
    } else if (action == ACT_BOX_DOWN) {
        cr_assert_eq(now, line + 1 < count ? line + 1 : line, "seed %u: down", seed);
    }
}

Test(text_box, random_keys_never_tear_a_letter_nor_lose_the_cursor)
{
    for (unsigned seed = 1; seed <= 3000; seed++) {
        unsigned dice = seed;
        struct text_box box = {0};
        int width = 2 + (int)roll(&dice, 20);
        for (int i = 0; i < 30; i++) {
            act_at_random(&box, width, &dice, seed);
            const char *text = str_text(&box.text);
            size_t len = box.text.len_bytes;
            cr_assert(utf8_valid(text, len, NULL), "seed %u: no UTF-8", seed);
            cr_assert(memchr(text, '\r', len) == NULL, "seed %u: a CR", seed);
            cr_assert(is_boundary(text, len, box.cursor_bytes),
                      "seed %u, step %d: the cursor is within a letter", seed, i);
        }
        text_box_finish(&box);
    }
}

/* The table of keys. */

static const enum mode modes[] = {
    MODE_GRID,  MODE_BOX,       MODE_LIST,     MODE_FORM,      MODE_HOME, MODE_SEARCH,
    MODE_PASTE, MODE_PROPOSALS, MODE_THEMES,   MODE_NAME,      MODE_ROOM, MODE_ASKS,
    MODE_INBOX, MODE_CODE,      MODE_QUESTION, MODE_SAME_NAME, MODE_DAY};
enum { MODES = LENGTH(modes) };

Test(action, no_key_means_two_things_in_one_mode)
{
    for (int a = ACT_NONE + 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        char *keys = memory_copy_text(row->keys), *rest = keys;
        for (char *key; (key = strtok_r(rest, " ", &rest)) != NULL;) {
            for (size_t m = 0; m < MODES; m++) {
                enum action meant = action_for(modes[m], key);
                cr_expect(!(row->modes & (unsigned)modes[m]) || meant == (enum action)a,
                          "%s %s is %s, and %s", key, mode_name(modes[m]), row->name,
                          action_row(meant)->name);
            }
        }
        free(keys);
    }
    cr_expect_eq(action_for(MODE_GRID, "no such key"), ACT_NONE);
    cr_expect_eq(action_for(MODE_GRID, ""), ACT_NONE);
}

Test(action, every_row_is_complete_and_reads_like_the_others)
{
    unsigned all = 0;
    for (size_t m = 0; m < MODES; m++) {
        all |= (unsigned)modes[m];
        cr_expect(*mode_name(modes[m]));
    }
    for (int a = ACT_NONE + 1; a < ACTION_COUNT; a++) {
        const struct action_row *row = action_row((enum action)a);
        cr_assert(row->name && row->keys && row->label && row->help, "action %d", a);
        cr_expect(*row->name && !strchr(row->name, ' '), "‘%s’: one word", row->name);
        cr_expect(row->modes && !(row->modes & ~all), "%s has a mode", row->name);
        cr_expect(*row->keys && *row->label, "%s has a key and a label", row->name);
        size_t len = strlen(row->help);
        cr_expect(len && row->help[len - 1] != '.', "%s: a full stop", row->name);
        cr_expect(row->help[0] >= 'A' && row->help[0] <= 'Z', "%s: capital", row->name);
        cr_expect(row->label[0] >= 'A' && row->label[0] <= 'Z', "%s: label", row->name);
        for (int b = a + 1; b < ACTION_COUNT; b++) {
            cr_expect_str_neq(row->name, action_row((enum action)b)->name);
        }
    }
}
