/* The strict reader of JSON, and the writer whose output it must take. */

#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct refused {
    const char *text, *place, *piece;
};

/* Refused, with "f.json:LINE:COLUMN: " in front and that piece in the message. */
static void expect_refused(const char *text, size_t len_bytes, const char *place,
                           const char *piece)
{
    struct json_document document = {0};
    struct err err = ERR_NONE, again = ERR_NONE;
    struct str start = STR_EMPTY;
    str_addf(&start, "f.json:%s: ", place);
    bool read = json_read(&document, "f.json", text, len_bytes, &err);
    cr_expect_not(read, "taken: %.80s", text);
    cr_expect(strncmp(err_text(&err), start.bytes, start.len_bytes) == 0,
              "%.80s: \"%s\" should be at %s", text, err_text(&err), place);
    cr_expect(strstr(err_text(&err), piece), "%.80s: \"%s\" should say \"%s\"", text,
              err_text(&err), piece);
    cr_expect_not(json_check("f.json", text, len_bytes, &again));
    cr_expect_str_eq(err_text(&again), err_text(&err), "the pass alone says the same");
    json_finish(&document);
    str_finish(&start);
    err_finish(&err);
    err_finish(&again);
}

static void expect_all_refused(const struct refused *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_refused(rows[i].text, strlen(rows[i].text), rows[i].place, rows[i].piece);
    }
}

/* The text as it is written again after reading; to free(). Fails if it is refused. */
static char *rewritten(const char *text)
{
    struct json_document document = {0};
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    cr_assert(json_read(&document, "f.json", text, strlen(text), &err), "%.80s: %s", text,
              err_text(&err));
    json_write(document.root, &out);
    json_finish(&document);
    return str_take(&out);
}

static void expect_rewritten(const char *text, const char *expected)
{
    char *once = rewritten(text), *twice = rewritten(once);
    cr_expect_str_eq(once, expected);
    cr_expect_str_eq(twice, once, "what was written is read as the same");
    free(once);
    free(twice);
}

static char *repeated(const char *before, const char *part, size_t times,
                      const char *after)
{
    struct str text = STR_EMPTY;
    str_add(&text, before);
    for (size_t i = 0; i < times; i++) {
        str_add(&text, part);
    }
    str_add(&text, after);
    return str_take(&text);
}

Test(json, what_is_no_json_is_refused_at_its_place)
{
    static const struct refused rows[] = {
        {"", "1:1", "empty"},
        {" \n\t\r\n ", "3:2", "empty"},
        {"[1,]", "1:3", "comma with nothing behind it"},
        {"{\"a\":1,}", "1:7", "comma with nothing behind it"},
        {"[1 2]", "1:4", "a comma or a ] is missing"},
        {"{\"a\":1 \"b\":2}", "1:8", "a comma or a } is missing"},
        {"[,1]", "1:2", "not JSON"},
        {"[1,,2]", "1:4", "not JSON"},
        {"[1", "1:1", "never closed by a ]"},
        {"[\n  1,\n", "3:1", "too early"},
        {"{\"a\":{\"b\":1}", "1:1", "never closed by a }"},
        {"{\"a\"}", "1:5", "colon is missing"},
        {"{\"a\" 1}", "1:6", "colon is missing"},
        {"{\"a\":}", "1:6", "not JSON"},
        {"{\"a\":", "1:6", "too early"},
        {"{a:1}", "1:2", "a name in \"quotes\""},
        {"{1:1}", "1:2", "a name in \"quotes\""},
        {"{'a':1}", "1:2", "a name in \"quotes\""},
        {"{\"a\":1]", "1:7", "a comma or a } is missing"},
        {"[1}", "1:3", "a comma or a ] is missing"},
        {"]", "1:1", "not JSON"},
        {"tru", "1:1", "a word that JSON does not know"},
        {"[nul]", "1:2", "a word that JSON does not know"},
        {"[True]", "1:2", "not JSON"},
        {"[NaN]", "1:2", "not JSON"},
        {"[-Infinity]", "1:2", "a minus sign without a number"},
        {"// note\n{}", "1:1", "not JSON"},
        {"[1, /* two */ 2]", "1:5", "not JSON"},
        {"[1,\f2]", "1:4", "not JSON"},
        {"[1,\u00a02]", "1:4", "not JSON"},
        {"{} {}", "1:4", "behind the end"},
        {"{}\n\n  x", "3:3", "behind the end"},
        {"[]]", "1:3", "behind the end"},
        {"truefalse", "1:5", "behind the end"},
    };
    expect_all_refused(rows, LENGTH(rows));
}

Test(json, texts_that_are_none_are_refused_at_their_place)
{
    static const struct refused rows[] = {
        {"[\"a", "1:2", "never closed by a quote"},
        {"[\"a\\\"]", "1:2", "never closed by a quote"},
        {"[\"a\nb\"]", "1:4", "over the end of its line"},
        {"[\"a\tb\"]", "1:4", "a control character"},
        {"[\"\x1f\"]", "1:3", "a control character"},
        {"[\"\\x41\"]", "1:3", "begins no JSON escape"},
        {"[\"\\'\"]", "1:3", "begins no JSON escape"},
        {"[\"\\U0041\"]", "1:3", "begins no JSON escape"},
        {"[\"\\u12\"]", "1:3", "four hexadecimal digits"},
        {"[\"\\u12g4\"]", "1:3", "four hexadecimal digits"},
        {"[\"\\u0000\"]", "1:3", "\\u0000"},
        {"{\"a\\u0000\":1}", "1:4", "\\u0000"},
        {"[\"\\ud83d\"]", "1:3", "second half is missing"},
        {"[\"\\ud83dx\"]", "1:3", "second half is missing"},
        {"[\"\\ud83d\\n\"]", "1:3", "second half is missing"},
        {"[\"\\ud83d\\u0041\"]", "1:3", "second half is missing"},
        {"[\"\\ud83d\\ud83d\"]", "1:3", "second half is missing"},
        {"[\"\\udc4d\"]", "1:3", "first half is missing"},
        {"[\"\\udc4d\\ud83d\"]", "1:3", "first half is missing"},
    };
    expect_all_refused(rows, LENGTH(rows));
    expect_refused("[\"a\0b\"]", 7, "1:4", "a control character");
    expect_refused("[]\0", 3, "1:3", "behind the end");
}

Test(json, bytes_that_are_not_utf_8_are_refused_where_they_stand)
{
    static const struct refused rows[] = {
        {"{}\xef\xbb\xbf", "1:3", "behind the end"}, /* a mark elsewhere */
        {"\xef\xbb\xbf\xef\xbb\xbf{}", "1:1", "not JSON"},
        {"[\"\x80\"]", "1:3", "not UTF-8"},
        {"[\"\xe9\"]", "1:3", "not UTF-8"},             /* é in Latin-1 */
        {"[\"\xc3\"]", "1:3", "not UTF-8"},             /* cut short */
        {"[\"\xe2\x82\"]", "1:3", "not UTF-8"},         /* cut short */
        {"[\"\xc0\xaf\"]", "1:3", "not UTF-8"},         /* overlong, 2 bytes */
        {"[\"\xc1\xbf\"]", "1:3", "not UTF-8"},         /* overlong, 2 bytes */
        {"[\"\xe0\x80\xaf\"]", "1:3", "not UTF-8"},     /* overlong, 3 bytes */
        {"[\"\xf0\x80\x80\xaf\"]", "1:3", "not UTF-8"}, /* overlong, 4 bytes */
        {"[\"\xc0\x80\"]", "1:3", "not UTF-8"},         /* a NUL in disguise */
        {"[\"\xed\xa0\x80\"]", "1:3", "not UTF-8"},     /* a surrogate, first half */
        {"[\"\xed\xbf\xbf\"]", "1:3", "not UTF-8"},     /* a surrogate, second half */
        {"[\"\xf4\x90\x80\x80\"]", "1:3", "not UTF-8"}, /* beyond U+10FFFF */
        {"[\"\xf8\x88\x80\x80\x80\"]", "1:3", "not UTF-8"},
        {"[\"\xff\"]", "1:3", "not UTF-8"},
        {"{\"a\":1,\"\xfe\":2}", "1:9", "not UTF-8"},
        {"[\n \"é€🙂\xff\"]", "2:6", "not UTF-8"}, /* a column is a code point */
        {"[\xc3\xa9]", "1:2", "not JSON"},
    };
    expect_all_refused(rows, LENGTH(rows));
}

Test(json, a_byte_order_mark_stands_before_a_text_of_any_length)
{
    static const char *const texts[] = {"0", "{}", "[]", "\"\"", "12", "null", "[0]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct json_document document = {0};
        struct err err = ERR_NONE;
        struct str text = STR_EMPTY;
        str_add(&text, "\xef\xbb\xbf");
        str_add(&text, texts[i]);
        cr_expect(json_read(&document, "f", text.bytes, text.len_bytes, &err), "%s: %s",
                  texts[i], err_text(&err));
        json_finish(&document);
        err_finish(&err);
        str_finish(&text);
    }
}

Test(json, a_byte_order_mark_at_the_start_is_passed_over_and_counts_as_no_column)
{
    static const char text[] = "\xef\xbb\xbf{\"é\":1}";
    struct err err = ERR_NONE;
    struct json_document document = {0};
    cr_assert(json_read(&document, "f", text, sizeof text - 1, &err), "%s",
              err_text(&err));
    struct json_place place = json_place(&document, json_first(document.root));
    cr_expect_eq(place.line, 1);
    cr_expect_eq(place.column, 2);
    json_finish(&document);
    expect_refused("\xef\xbb\xbf[1,]", 7, "1:3", "nothing behind it");
    expect_refused("\xef\xbb\xbf", 3, "1:1", "empty");
}

Test(json, utf_16_and_utf_32_are_named_whichever_end_comes_first_with_a_mark_or_without)
{
    expect_refused("\xff\xfe{\0}\0", 6, "1:1", "this is UTF-16");
    expect_refused("\xfe\xff\0{\0}", 6, "1:1", "this is UTF-16");
    expect_refused("{\0}\0", 4, "1:1", "this is UTF-16");
    expect_refused("\0{\0}", 4, "1:1", "this is UTF-16");
    expect_refused("\xfe{}", 3, "1:1", "not JSON");
    expect_refused("\xff{}", 3, "1:1", "not JSON");
    expect_refused("\xff\xfe\0\0{\0\0\0", 8, "1:1", "this is UTF-32");
    expect_refused("\0\0\xfe\xff\0\0\0{", 8, "1:1", "this is UTF-32");
    expect_refused("{\0\0\0}\0\0\0", 8, "1:1", "this is UTF-32");
    expect_refused("\0\0\0{\0\0\0}", 8, "1:1", "this is UTF-32");
}

Test(json, numbers_that_rfc_8259_does_not_know_are_refused)
{
    static const struct refused rows[] = {
        {"[01]", "1:2", "begins with 0"},
        {"[-012]", "1:2", "begins with 0"},
        {"[+1]", "1:2", "not JSON"},
        {"[.5]", "1:2", "not JSON"},
        {"[-]", "1:2", "a minus sign without a number"},
        {"[-.5]", "1:2", "a minus sign without a number"},
        {"[1.]", "1:2", "nothing behind its point"},
        {"[1.e5]", "1:2", "nothing behind its point"},
        {"[1e]", "1:2", "nothing behind its e"},
        {"[1e+]", "1:2", "nothing behind its e"},
        {"[0x10]", "1:3", "a comma or a ] is missing"},
        {"[1_000]", "1:3", "a comma or a ] is missing"},
        {"[1,5 ,9007199254740993]", "1:7", "beyond 2^53"},
        {"[-9007199254740994]", "1:2", "beyond 2^53"},
        {"[100000000000000000000]", "1:2", "beyond 2^53"},
        {"[1e400]", "1:2", "too large"},
        {"[-1e400]", "1:2", "too large"},
        {"1e309", "1:1", "too large"},
    };
    expect_all_refused(rows, LENGTH(rows));
}

Test(json, one_name_twice_in_one_object_is_refused_at_the_second)
{
    static const struct refused rows[] = {
        {"{\"a\":1,\"a\":1}", "1:8", "\"a\" stands twice"},
        {"{\"a\":1,\"\\u0061\":2}", "1:8", "stands twice"},
        {"{\"\\u0061\":1,\"a\":2}", "1:13", "\"a\" stands twice"},
        {"{\"\":1,\"\":2}", "1:7", "stands twice"},
        {"{\"\\n\":1,\"\\u000A\":2}", "1:9", "stands twice"},
        {"{\"/\":1,\"\\/\":2}", "1:8", "stands twice"},
        {"{\"👍\":1,\n\"\\ud83d\\udc4d\":2}", "2:1", "stands twice"},
        {"[{\"a\":{\"b\":1,\"c\":2,\"b\":3}}]", "1:20", "\"b\" stands twice"},
    };
    expect_all_refused(rows, LENGTH(rows));
    expect_rewritten("{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}],\"A\":4,\"aa\":5}",
                     "{\"a\":{\"a\":1},\"b\":[{\"a\":2},{\"a\":3}],\"A\":4,\"aa\":5}");
}

/* An object of count members a line each, "k0" to "kN"; the one at twice, if it is one,
 * repeats the first by escape. */
static char *object_of(int count, int twice)
{
    struct str text = STR_EMPTY;
    for (int i = 0; i < count; i++) {
        str_add(&text, i ? ",\n" : "{");
        str_addf(&text, i == twice ? "\"\\u006b0\":%d" : "\"k%d\":0", i);
    }
    str_add_byte(&text, '}');
    return str_take(&text);
}

Test(json, one_name_twice_is_found_among_any_number_of_names)
{
    for (int count = 2; count <= 40; count++) {
        struct err err = ERR_NONE;
        char *text = object_of(count, -1);
        cr_expect(json_check("f.json", text, strlen(text), &err), "%s", err_text(&err));
        err_finish(&err);
        free(text);
        for (int twice = 1; twice < count; twice++) {
            char place[32];
            snprintf(place, sizeof place, "%d:1", twice + 1);
            text = object_of(count, twice);
            expect_refused(text, strlen(text), place, "stands twice");
            free(text);
        }
    }
}

Test(json, nesting_ends_at_32)
{
    char *just = repeated("", "[", 32, "]"), *much = repeated("", "[", 33, "]");
    char *closed = repeated(just, "]", 31, ""),
         *objects = repeated("", "{\"a\":", 32, "");
    expect_refused(much, strlen(much), "1:33", "nested more than 32 deep");
    expect_rewritten(closed, closed);
    char *mixed = repeated(objects, "[", 1, "");
    expect_refused(mixed, strlen(mixed), "1:161", "nested more than 32 deep");
    char *endless = repeated("", "[", 100000, ""), *wide = repeated("[1", ",[]", 50, "]");
    expect_refused(endless, 100000, "1:33", "nested more than 32 deep");
    expect_rewritten(wide, wide);
    char *const made[] = {just, much, closed, objects, mixed, endless, wide};
    for (size_t i = 0; i < LENGTH(made); i++) {
        free(made[i]);
    }
}

Test(json, size_and_number_of_values_have_an_end)
{
    struct err err = ERR_NONE;
    char *just = repeated("[0", ",0", JSON_MOST_VALUES - 2, "]");
    cr_expect(json_check("f.json", just, strlen(just), &err), "%s", err_text(&err));
    free(just);
    char *much = repeated("[0", ",\n0", JSON_MOST_VALUES - 1, "]");
    expect_refused(much, strlen(much), "2000000:1", "more than 2,000,000 values");
    free(much);
    char *large = memory_get((size_t)JSON_LARGEST_BYTES + 2);
    cr_expect_not(json_check("f.json", large, (size_t)JSON_LARGEST_BYTES + 1, &err));
    cr_expect_str_eq(err_text(&err),
                     "f.json: larger than 64 MiB, which no session should be");
    free(large);
    err_finish(&err);
}

Test(json, what_rfc_8259_allows_is_taken_and_written_in_one_form)
{
    static const char *const rows[][2] = {
        {" \t\r\n[ ]\n", "[]"},
        {"{ }", "{}"},
        {"null", "null"},
        {" true ", "true"},
        {"\"\"", "\"\""},
        {"{\"\":{}}", "{\"\":{}}"},
        {"[ 1 , 2.50 , \"a\" , null , false ]", "[1,2.5,\"a\",null,false]"},
        {"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
         "[\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\t\"]"},
        {"[\"\\u0041\\u00e9\\u20AC\\uD83D\\uDC4D\"]", "[\"Aé€👍\"]"},
        {"[\"\x7f\\u0085\\u2028\\u2029\"]", "[\"\\u007f\\u0085\\u2028\\u2029\"]"},
        {"[\"\\u202e\\u200b\\ufeff\"]", "[\"\u202e\u200b\ufeff\"]"},
        {"[\"\xef\xbf\xbe\xf4\x8f\xbf\xbf\"]", "[\"\xef\xbf\xbe\xf4\x8f\xbf\xbf\"]"},
        {"{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"},
        {"[0,-0,0.0,-0.0e0,1E2,1e-2]", "[0,0,0,0,100,0.01]"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        expect_rewritten(rows[i][0], rows[i][1]);
    }
}

Test(json, numbers_keep_their_value_when_written_and_read)
{
    static const char *const rows[] = {
        "9007199254740992",
        "-9007199254740992",
        "0.1",
        "1e300",
        "-1.7976931348623157e308",
        "5e-324",
        "2.2250738585072014e-308",
        "0.30000000000000004",
        "123456789.123456789",
        "9.007199254740993e15",
        "9.007199254740994e15",
        "1e16",
        "12345678901234567e1",
        "1.2345678901234567e17",
        "-99999999999999999.0",
        "1e21",
        "1e22",
        "3.0e15",
        "1e-7",
        "0.00000000000000000000000000000000000000000000000000000000000000000000000123",
        "1000000000000000.00000000000000000000000000000000000000000000000000000000001",
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct json_document document = {0};
        struct err err = ERR_NONE;
        double number = 0;
        char *once = rewritten(rows[i]);
        cr_assert(json_read(&document, "f.json", once, strlen(once), &err), "%s: %s",
                  rows[i], err_text(&err));
        cr_assert(json_number(document.root, &number));
        cr_expect(number == strtod(rows[i], NULL), "%s became %s", rows[i], once);
        json_finish(&document);
        free(once);
    }
}

Test(json, any_double_survives_writing_and_reading)
{
    const unsigned seed = 20170222;
    struct dice dice = {seed};
    for (int i = 0; i < 50000; i++) {
        double wanted, number = 0;
        uint64_t bits = dice_roll(&dice);
        if (i % 2) { /* near 2^53, where whole numbers end */
            bits = (bits & UINT64_C(0x800fffffffffffff)) | (UINT64_C(1023) + 48 + i % 20)
                                                               << 52;
        }
        memcpy(&wanted, &bits, sizeof wanted);
        if ((bits >> 52 & 0x7ff) == 0x7ff) {
            continue;
        }
        struct str text = STR_EMPTY;
        struct json_document document = {0};
        struct err err = ERR_NONE;
        json_write_number(wanted, &text);
        cr_assert(json_read(&document, "f.json", text.bytes, text.len_bytes, &err),
                  "seed %u, number %d: %s", seed, i, err_text(&err));
        cr_assert(json_number(document.root, &number));
        cr_assert(number == wanted, "seed %u, number %d: %s", seed, i, text.bytes);
        json_finish(&document);
        str_finish(&text);
    }
}

Test(json, a_text_that_is_not_utf_8_is_written_as_one_that_is)
{
    struct str out = STR_EMPTY;
    json_write_text("a\xff\xc3z\xed\xa0\x80\x01", &out);
    cr_expect_str_eq(out.bytes, "\"a\ufffd\ufffdz\ufffd\ufffd\ufffd\\u0001\"");
    str_finish(&out);
}

static const struct json *at_path(const struct json *value, const char *path)
{
    for (; *path; path++) {
        if (*path >= '0' && *path <= '9') {
            int index = *path - '0';
            for (value = json_first(value); index--; value = json_next(value)) {
            }
        } else {
            char name[2] = {*path, '\0'};
            value = json_member(value, name);
        }
        cr_assert(value);
    }
    return value;
}

Test(json, a_value_is_found_again_by_line_and_column)
{
    static const char text[] = "{ \"a\": [1,\n   {\"b\" : \"é🙂\", \"c\":null}, 4],\n"
                               "\t\"é\":0, \"d\":\n [[],\n5]}";
    static const struct {
        const char *path;
        unsigned long line, column;
    } rows[] = {{"", 1, 1},     {"a", 1, 3},   {"a0", 1, 9}, {"a1", 2, 4}, {"a1b", 2, 5},
                {"a1c", 2, 17}, {"a2", 2, 28}, {"d", 3, 9},  {"d0", 4, 3}, {"d1", 5, 1}};
    const struct json *values[LENGTH(rows) + 1];
    struct json_place places[LENGTH(rows) + 1];
    struct json_document document = {0};
    struct err err = ERR_NONE;
    cr_assert(json_read(&document, "f.json", text, strlen(text), &err), "%s",
              err_text(&err));
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct json *value = at_path(document.root, rows[i].path);
        struct json_place place = json_place(&document, value);
        cr_expect(place.line == rows[i].line && place.column == rows[i].column,
                  "%s is at %lu:%lu", rows[i].path, place.line, place.column);
        values[LENGTH(rows) - 1 - i] = value; /* in any order, even twice */
    }
    values[LENGTH(rows)] = values[0];
    json_places(&document, values, LENGTH(values), places);
    for (size_t i = 0; i < LENGTH(values); i++) {
        struct json_place place = json_place(&document, values[i]);
        cr_expect(place.line == places[i].line && place.column == places[i].column &&
                      place.offset_bytes == places[i].offset_bytes,
                  "value %zu of many is at %lu:%lu", i, places[i].line, places[i].column);
    }
    json_finish(&document);
}

Test(json, members_are_found_by_their_exact_name)
{
    struct json_document document = {0};
    struct err err = ERR_NONE;
    static const char text[] = "{\"Text\":\"no\",\"text\":\"yes\",\"n\":null,\"t\":true}";
    cr_assert(json_read(&document, "f.json", text, strlen(text), &err));
    cr_expect_str_eq(json_member_text(document.root, "text"), "yes");
    cr_expect_null(json_member(document.root, "TEXT"));
    cr_expect_null(json_member(json_member(document.root, "text"), "text"));
    cr_expect_null(json_member_text(document.root, "n"));
    cr_expect(json_is_true(json_member(document.root, "t")));
    cr_expect_not(json_is_true(json_member(document.root, "n")));
    cr_expect_not(json_is_true(NULL));
    json_finish(&document);
}
