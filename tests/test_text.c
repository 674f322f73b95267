/* Text by code point and by grapheme, what of it is shown, and the small readers of
 * words: instants, dates. */

#include "base/hash.h"
#include "base/instant.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define BLACK "\U0001F3F4"
#define WALES BLACK "\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F"
#define SCOTLAND BLACK "\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"
#define ENGLAND BLACK "\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"
#define TEXAS BLACK "\U000E0075\U000E0073\U000E0074\U000E0078\U000E007F"

/* One text, its graphemes divided by "|", and how wide it is. */
struct divided {
    const char *text;
    int cols;
};

static const struct divided divided_rows[] = {
    {"", 0},
    {"a|b| |c", 4},
    {"é|x", 2},
    {"e\u0301|x", 2},
    {"e\u0301\u0323\u0302|x", 2},
    {"中|文", 4},
    {"ｶﾞ|x", 3},
    {"🙂|🙂", 4},
    {"👍🏽|!", 3},
    {"👩‍👩‍👧|👧", 4},
    {"❤\ufe0f‍🔥|x", 3},
    {"🇬🇧|🇫🇷|🇬", 5},
    {"a|🇬🇧|b", 4},
    {"한|국", 4},
    {"\u1112\u1161\u11ab|\u1100\u1161", 4},
    {"न|म|स्|ते", 4},
    {"नि|நி|x", 5},
    {"กำ|x", 3},
    {"\U00011013\U00011038|x", 2}, /* a letter and its vowel are no flag */
    {"a|\r\n|b", 2},
    {"a|\n|\r\n|\n|\r|b", 2},
    {"\r|\r\n|\n", 0},
    {"a|\u200b|b", 2},
    {"a|\xff|\xc3|b", 4},
    {"\xf0|\x9f|\x98|A", 4},
};

Test(grapheme, forwards_is_backwards_is_where_a_reader_divides)
{
    for (size_t i = 0; i < LENGTH(divided_rows); i++) {
        const char *row = divided_rows[i].text;
        struct str text = STR_EMPTY;
        size_t ends[32], count = 0;
        for (const char *p = row; *p; p++) {
            if (*p != '|') {
                str_add_byte(&text, *p);
            } else {
                ends[count++] = text.len_bytes;
            }
        }
        str_add_bytes(&text, "", 0);
        if (text.len_bytes) {
            ends[count++] = text.len_bytes;
        }
        size_t at = 0;
        for (size_t g = 0; g < count; g++) {
            size_t next = grapheme_after(text.bytes, text.len_bytes, at);
            cr_expect_eq(next, ends[g], "row %zu: grapheme %zu ends at %zu", i, g, next);
            at = ends[g];
        }
        cr_expect_eq(grapheme_after(text.bytes, text.len_bytes, at), text.len_bytes);
        for (size_t g = count; g-- > 0;) {
            size_t before = grapheme_before(text.bytes, text.len_bytes, ends[g]);
            cr_expect_eq(before, g ? ends[g - 1] : 0,
                         "row %zu: grapheme %zu begins at %zu", i, g, before);
        }
        cr_expect_eq(grapheme_before(text.bytes, text.len_bytes, 0), 0);
        int cols = text_width_cols(text.bytes, text.len_bytes);
        cr_expect_eq(cols, divided_rows[i].cols, "row %zu is %d wide", i, cols);
        str_finish(&text);
    }
}

/* What is found without asking is what would be found by asking. */
Test(grapheme, short_ways_lead_to_the_same)
{
    for (uint32_t letter = 0x80; letter < 0x110000; letter++) {
        struct str text = STR_EMPTY;
        uint32_t read;
        utf8_add(&text, letter);
        size_t len = text.len_bytes, taken = utf8_read(text.bytes, len, &read);
        bool part = utf8proc_grapheme_break((utf8proc_int32_t)read, 'A');
        str_add_byte(&text, 'A');
        size_t end = grapheme_after(text.bytes, text.len_bytes, 0);
        cr_assert(taken == len && end == len + !part, "U+%04X: %zu bytes, ends at %zu",
                  letter, taken, end);
        str_finish(&text);
    }
    for (unsigned i = 0; i < 0x10000; i++) {
        const char bytes[] = {'\xE2', (char)(i >> 8), (char)i};
        uint32_t letter;
        utf8proc_int32_t asked;
        utf8proc_ssize_t len =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes, 3, &asked);
        size_t taken = utf8_read(bytes, sizeof bytes, &letter);
        cr_assert(taken == (len < 0 ? 1 : (size_t)len) &&
                      letter == (len < 0 ? 0xFFFD : (uint32_t)asked),
                  "bytes %04X: U+%04X of %zu bytes", i, letter, taken);
    }
    for (int i = 0; i < 19 * 256; i++) {
        char letters[] = "what goes on behind";
        letters[i / 256] = (char)i;
        size_t plain =
            (size_t)(i / 256) - ((unsigned char)letters[i / 256] >= 0x80 && i >= 256);
        bool all = letters[i / 256] >= ' ' && letters[i / 256] < 0x7F;
        cr_assert_eq(plain_bytes(letters, 19, 0), all ? 19 : plain, "byte %d at %d",
                     i % 256, i / 256);
    }
}

/* Bytes that are likely to hurt: pieces of UTF-8, controls, joiners, marks. */
static void add_random(struct str *text, struct dice *dice)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x20},       {0x20, 0x7F},       {0x7F, 0xA0},      {0x300, 0x370},
        {0x600, 0x620},     {0x900, 0x980},     {0x1100, 0x1200},  {0x200B, 0x2070},
        {0xFE00, 0xFE10},   {0xFEFF, 0xFF00},   {0xFFF0, 0x10000}, {0x1F1E6, 0x1F200},
        {0x1F300, 0x1F700}, {0xE0000, 0xE0200}, {0xD800, 0xE000},  {0, 0x110000}};
    size_t parts = dice_roll(dice) % 24;
    str_clear(text);
    str_add_bytes(text, "", 0);
    while (parts--) {
        const uint32_t *range = ranges[dice_roll(dice) % LENGTH(ranges)];
        if (dice_roll(dice) % 6 == 0) {
            str_add_byte(text, (char)dice_roll(dice));
        } else {
            utf8_add(text,
                     range[0] + (uint32_t)(dice_roll(dice) % (range[1] - range[0])));
        }
    }
}

Test(grapheme, forwards_is_backwards_for_random_bytes)
{
    struct str text = STR_EMPTY;
    for (unsigned seed = 1; seed <= 20000; seed++) {
        struct dice dice = {seed};
        add_random(&text, &dice);
        size_t at = 0, starts[256], count = 0;
        while (at < text.len_bytes) {
            size_t next = grapheme_after(text.bytes, text.len_bytes, at);
            cr_assert(next > at && next <= text.len_bytes, "seed %u: stuck", seed);
            int cols = grapheme_width_cols(text.bytes + at, next - at);
            cr_assert(cols >= 0 && (size_t)cols <= 2 + (next - at) / 3,
                      "seed %u: %d columns in %zu bytes", seed, cols, next - at);
            starts[count++] = at;
            at = next;
        }
        while (count) {
            size_t before = grapheme_before(text.bytes, text.len_bytes, at);
            cr_assert_eq(before, starts[--count], "seed %u: before %zu is %zu", seed, at,
                         before);
            at = before;
        }
    }
    str_finish(&text);
}

Test(utf8, what_is_not_utf_8_is_told_by_its_byte)
{
    static const struct {
        const char *bytes;
        long bad_at_bytes; /* -1: all is well */
    } rows[] = {
        {"", -1},
        {"plain", -1},
        {"é€🙂\xf4\x8f\xbf\xbf", -1},
        {"a\x80", 1},
        {"é\xc3", 2},
        {"\xc0\x80", 0},
        {"\xed\xa0\x80", 0},
        {"ab\xf4\x90\x80\x80", 2},
        {"a\xe2\x82z", 1},
        {"\xfe", 0},
        {"\xf0\x80\x80\xaf", 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t bad_at_bytes = 99;
        bool valid = utf8_valid(rows[i].bytes, strlen(rows[i].bytes), &bad_at_bytes);
        cr_expect_eq(valid, rows[i].bad_at_bytes < 0, "row %zu", i);
        cr_expect_eq(bad_at_bytes, valid ? 99 : (size_t)rows[i].bad_at_bytes, "row %zu",
                     i);
    }
}

static char *sanitised(const char *text, enum sanitise_for where)
{
    struct str out = STR_EMPTY;
    sanitise(text, where, &out);
    return str_take(&out);
}

Test(sanitise, each_kind_of_harm_becomes_a_mark)
{
    static const struct {
        const char *text, *cells, *lines, *page; /* NULL: as in the one before */
    } rows[] = {
        {"plain é 中 🙂", "plain é 中 🙂", NULL, NULL},
        {"\x01\x1b[31m\x07\b", "␁␛[31m␇␈", NULL, NULL},
        {"\x7f", "␡", NULL, NULL},
        {"\xc2\x80\xc2\x9b\xc2\x9f", "<U+0080><U+009B><U+009F>", NULL, NULL},
        {"a\tb", "a b", NULL, NULL},
        {"a\nb", "a⏎b", "a\nb", NULL},
        {"a\r\nb", "a␍⏎b", "a\nb", NULL},
        {"a\rb\r", "a␍b␍", "a\nb\n", NULL},
        {"a\v\fb", "a␋␌b", NULL, NULL},
        {"\u202e\u2066\u2069\u200f\u061c", "<U+202E><U+2066><U+2069><U+200F><U+061C>",
         NULL, NULL},
        {"a\u200bb\u2060c\u00add", "ab<U+2060>cd", NULL, "a\u200bb<U+2060>c\u00add"},
        {"\u00ada\u200b \u00ad", "a ", "<U+00AD>a<U+200B> <U+00AD>", NULL},
        {"ផាសា\u200bខ្មែរ", "ផាសាខ្មែរ", NULL, "ផាសា\u200bខ្មែរ"},
        {WALES "x" SCOTLAND ENGLAND,
         BLACK "(Wales)x" BLACK "(Scotland)" BLACK "(England)", NULL,
         WALES "x" SCOTLAND ENGLAND},
        {TEXAS, BLACK "<U+E0075><U+E0073><U+E0074><U+E0078><U+E007F>", NULL, NULL},
        {"\ufeffa", "<U+FEFF>a", NULL, NULL},
        {"a\u2028b\u2029c", "a<U+2028>b<U+2029>c", NULL, NULL},
        {"a\U000e0041\U000e007f", "a<U+E0041><U+E007F>", NULL, NULL},
        {"a\U000e0000\u2065\ufff0", "a<U+E0000><U+2065><U+FFF0>", NULL, NULL},
        {"a\ufffe\ufdd0\U0003ffff", "a<U+FFFE><U+FDD0><U+3FFFF>", NULL, NULL},
        {"\u3164\u115f\uffa0\u034f", "<U+3164><U+115F><U+FFA0><U+034F>", NULL, NULL},
        {"a\xff\xc3(\xed\xa0\x80", "a\ufffd\ufffd(\ufffd\ufffd\ufffd", NULL, NULL},
        {"\u0301a", "\u25cc\u0301a", NULL, NULL},
        {"\u200b\u0301", "\u25cc\u0301", "<U+200B>\u25cc\u0301", NULL},
        {"a\n\u0301", "a⏎\u25cc\u0301", "a\n\u25cc\u0301", NULL},
        {"e\u0301", "e\u0301", NULL, NULL},
        {"👩‍👧", "👩👧", "👩<U+200D>👧", "👩‍👧"},
        {"می‌خواهم", "میخواهم", "می<U+200C>خواهم", "می‌خواهم"},
        {"\u200d", "<U+200D>", NULL, NULL},
        {"a\u200d\u200d b", "a<U+200D><U+200D> b", NULL, NULL},
        {"❤\ufe0f❤\ufe0e", "❤❤", NULL, "❤\ufe0f❤\ufe0e"},
        {"葛\U000e0100", "葛", NULL, "葛\U000e0100"},
        {"\ufe0fa\ufe0f\ufe0f", "a", NULL, "<U+FE0F>a\ufe0f<U+FE0F>"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *lines = rows[i].lines ? rows[i].lines : rows[i].cells;
        const char *expected[] = {rows[i].cells, lines,
                                  rows[i].page ? rows[i].page : lines};
        for (int where = SANITISE_FOR_CELLS; where <= SANITISE_FOR_PAGE; where++) {
            char *out = sanitised(rows[i].text, (enum sanitise_for)where);
            cr_expect_str_eq(out, expected[where], "row %zu, mode %d: %s", i, where, out);
            free(out);
        }
    }
}

Test(sanitise, a_nul_among_the_bytes_is_a_mark_too)
{
    struct str out = STR_EMPTY;
    sanitise_bytes("a\0b", 3, SANITISE_FOR_PAGE, &out);
    cr_expect_str_eq(out.bytes, "a␀b");
    str_finish(&out);
}

/* Controls, and what Unicode calls default-ignorable: nothing of it may be sent. */
static bool is_harm(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x1F},       {0x7F, 0x9F},       {0xAD, 0xAD},      {0x34F, 0x34F},
        {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},  {0x180B, 0x180F},
        {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},  {0x3164, 0x3164},
        {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFFB},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    for (size_t i = 0; i < LENGTH(ranges); i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

/* What a page may keep of it, behind a letter. */
static bool is_wanted_on_a_page(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D ||
           (c >= 0x180B && c <= 0x180F && c != 0x180E) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF);
}

static void expect_harmless(const struct str *out, enum sanitise_for where, unsigned seed)
{
    uint32_t c, before = 0;
    cr_assert(utf8_valid(str_text(out), out->len_bytes, NULL), "seed %u: no UTF-8", seed);
    for (size_t at = 0; at < out->len_bytes; before = c) {
        at += utf8_read(out->bytes + at, out->len_bytes - at, &c);
        if (c == '\n' && where != SANITISE_FOR_CELLS) {
            continue;
        }
        if (where == SANITISE_FOR_PAGE && is_wanted_on_a_page(c)) {
            cr_assert(before >= ' ', "seed %u: U+%04X at a start", seed, c);
            continue;
        }
        cr_assert_not(is_harm(c), "seed %u, mode %d: U+%04X is let through", seed, where,
                      c);
    }
}

Test(sanitise, no_random_bytes_let_a_control_or_the_invisible_through)
{
    struct str text = STR_EMPTY, out = STR_EMPTY, again = STR_EMPTY;
    for (unsigned seed = 1; seed <= 20000; seed++) {
        struct dice dice = {seed};
        add_random(&text, &dice);
        for (int i = SANITISE_FOR_CELLS; i <= SANITISE_FOR_PAGE; i++) {
            enum sanitise_for where = (enum sanitise_for)i;
            str_clear(&out);
            str_clear(&again);
            sanitise_bytes(text.bytes, text.len_bytes, where, &out);
            expect_harmless(&out, where, seed);
            sanitise_bytes(str_text(&out), out.len_bytes, where, &again);
            cr_assert_str_eq(str_text(&again), str_text(&out),
                             "seed %u: what is harmless stays as it is", seed);
        }
    }
    str_finish(&text);
    str_finish(&out);
    str_finish(&again);
}

Test(sanitise, every_single_code_point_is_harmless_in_every_mode)
{
    struct str text = STR_EMPTY, out = STR_EMPTY;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        str_clear(&text);
        utf8_add(&text, c);
        for (int i = SANITISE_FOR_CELLS; i <= SANITISE_FOR_PAGE; i++) {
            str_clear(&out);
            sanitise_bytes(text.bytes, text.len_bytes, (enum sanitise_for)i, &out);
            expect_harmless(&out, (enum sanitise_for)i, c);
        }
    }
    str_finish(&text);
    str_finish(&out);
}

Test(instant, reads_what_it_writes)
{
    static const struct {
        const char *text;
        int64_t at_ms;
    } rows[] = {
        {"1970-01-01T00:00:00.000Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
        {"2017-02-22T12:14:03.512Z", INT64_C(1487765643512)},
        {"2000-02-29T00:00:00.000Z", INT64_C(951782400000)},
        {"1900-03-01T00:00:00.000Z", INT64_C(-2203891200000)},
        {"0000-01-01T00:00:00.000Z", INT64_C(-62167219200000)},
        {"9999-12-31T23:59:59.999Z", INT64_C(253402300799999)},
    };
    char written[INSTANT_SIZE_BYTES];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t at_ms = 42;
        instant_write(rows[i].at_ms, written);
        cr_expect_str_eq(written, rows[i].text);
        cr_expect(instant_read(rows[i].text, &at_ms));
        cr_expect_eq(at_ms, rows[i].at_ms, "%s", rows[i].text);
    }
    for (int64_t at_ms = -INT64_C(62167219200000); at_ms < INT64_C(253402300800000);
         at_ms += INT64_C(7777777777777) / 13) {
        int64_t read = 42;
        instant_write(at_ms, written);
        cr_assert(instant_read(written, &read) && read == at_ms, "%s", written);
    }
}

Test(instant, out_of_range_is_held_to_the_range)
{
    static const struct {
        int64_t at_ms;
        const char *text;
    } rows[] = {{INT64_MIN, "0000-01-01T00:00:00.000Z"},
                {INT64_C(-62167219200001), "0000-01-01T00:00:00.000Z"},
                {INT64_C(253402300800000), "9999-12-31T23:59:59.999Z"},
                {INT64_MAX, "9999-12-31T23:59:59.999Z"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char written[INSTANT_SIZE_BYTES];
        instant_write(rows[i].at_ms, written);
        cr_expect_str_eq(written, rows[i].text);
    }
}

Test(instant, anything_else_is_refused_and_nothing_written)
{
    static const char *const rows[] = {"",
                                       "2017",
                                       "2017-02-22",
                                       "2017-02-22T12:14:03",
                                       "2017-02-22T12:14:03.5Z",
                                       "2017-02-22T12:14:03.5123Z",
                                       "2017-02-22T12:14:03.Z",
                                       "2017-02-22t12:14:03z",
                                       "2017-02-22 12:14:03Z",
                                       "2017-02-22T12:14:03.512Z ",
                                       " 2017-02-22T12:14:03.512Z",
                                       "2017-02-22T12:14:03+00:00",
                                       "2017-02-22T24:00:00Z",
                                       "2017-02-22T12:60:00Z",
                                       "2017-02-22T12:14:60Z",
                                       "2017-13-01T00:00:00Z",
                                       "2017-00-01T00:00:00Z",
                                       "2017-02-29T00:00:00Z",
                                       "1900-02-29T00:00:00Z",
                                       "2017-04-31T00:00:00Z",
                                       "2017-01-00T00:00:00Z",
                                       "2017-01-32T00:00:00Z",
                                       "-017-01-01T00:00:00Z",
                                       "12017-01-01T00:00:00Z",
                                       "2017-2-22T12:14:03Z",
                                       "２017-02-22T12:14:03Z"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t at_ms = 42;
        cr_expect_not(instant_read(rows[i], &at_ms), "%s", rows[i]);
        cr_expect_eq(at_ms, 42, "%s", rows[i]);
    }
    int64_t at_ms = 42;
    cr_expect(instant_read("2017-02-22T12:14:03Z", &at_ms), "the fraction is optional");
    cr_expect_eq(at_ms, INT64_C(1487765643000));
}

Test(instant, dates_are_those_of_the_calendar)
{
    static const struct {
        const char *text, *words; /* NULL: no date */
    } rows[] = {{"2017-02-22", "22 February 2017"},
                {"2016-02-29", "29 February 2016"},
                {"2000-02-29", "29 February 2000"},
                {"0000-01-01", "1 January 0"},
                {"9999-12-31", "31 December 9999"},
                {"1900-02-29", NULL},
                {"2017-02-29", NULL},
                {"2017-06-31", NULL},
                {"2017-2-22", NULL},
                {"22-02-2017", NULL},
                {"2017-02-22T", NULL},
                {"", NULL},
                {"2017/02/22", NULL}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char words[32] = "untouched";
        int64_t at_ms = 42;
        cr_expect_eq(date_read(rows[i].text, &at_ms), rows[i].words != NULL, "%s",
                     rows[i].text);
        cr_expect_eq(date_in_words(rows[i].text, words), rows[i].words != NULL);
        cr_expect_str_eq(words, rows[i].words ? rows[i].words : "untouched");
        cr_expect_eq(at_ms == 42, rows[i].words == NULL, "%s", rows[i].text);
    }
}

Test(str, grows_from_both_ends_and_the_middle)
{
    struct str s = STR_EMPTY;
    cr_expect_str_eq(str_text(&s), "");
    str_insert(&s, 0, "cd", 2);
    str_insert(&s, 0, "ab", 2);
    str_insert(&s, 4, "\0f", 2);
    cr_expect_eq(s.len_bytes, 6);
    cr_expect_arr_eq(s.bytes, "abcd\0f", 7);
    str_remove(&s, 4, 2);
    str_remove(&s, 1, 2);
    str_addf(&s, "%s-%0100d", "x", 7);
    cr_expect_eq(s.len_bytes, 2 + 2 + 100);
    cr_expect_eq(strncmp(s.bytes, "adx-000", 7), 0);
    str_clear(&s);
    char *taken = str_take(&s);
    cr_expect_str_eq(taken, "");
    cr_expect_null(s.bytes);
    free(taken);
}

Test(utf8, the_beginning_of_a_text_is_cut_between_graphemes_and_says_so)
{
    static const char *const rows[][2] = {
        {"", ""},           {"abc", "abc"},
        {"abcd", "abc…"},   {"a\nb", "a…"},
        {"ab🇬🇧d", "ab🇬🇧…"}, {"e\u0301e\u0301e\u0301x", "e\u0301e\u0301e\u0301…"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str out = STR_EMPTY;
        text_add_beginning(&out, rows[i][0], 3);
        cr_expect_str_eq(str_text(&out), rows[i][1]);
        str_finish(&out);
    }
}
