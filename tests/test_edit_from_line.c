/* The quick reader of an edit's line takes what our programs write, and whatever it takes, the
 * strict one reads as the same. */

#include "base/memory.h"
#include "store/edits.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/histories.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define AT ",\"at\":\"2017-02-22T12:00:00.000Z\""
#define FIELDS(fields) "{\"key\":\"a.1\"" AT ",\"of\":\"note:n\",\"set\":{" fields "}}"
#define MEMBERS(members)                                                                 \
    "{\"key\":\"a.1\"" AT ",\"of\":\"note:n\",\"set\":{\"x\":1}," members "}"

static const struct row {
    const char *line;
    bool quick;
} rows[] = {
    {FIELDS("\"text\":\"Bus fares\""), true},
    {FIELDS("\"text\":\"say \\\"no\\\", \\\\, \\n, \\t, \\u0085 \\u2028 \\u000d\""),
     true},
    {FIELDS("\"text\":\"Straße, 食物, e\xcc\x81, \xf0\x9f\x98\x80\""), true},
    {FIELDS("\"text\":\"\\/\\b\\f\\r\""), true},
    {FIELDS("\"a\":0,\"b\":12,\"c\":null,\"d\":true,\"e\":false,\"f\":\"\""), true},
    {FIELDS("\"vote:a\":999999999999999"), true},
    {FIELDS("\"vote:a\":9007199254740992"), false},
    {FIELDS("\"vote:a\":-1"), false},
    {FIELDS("\"vote:a\":1.5"), false},
    {FIELDS("\"vote:a\":1e3"), false},
    {FIELDS("\"vote:a\":[1]"), false},
    {FIELDS("\"vote:a\":{\"b\":1}"), false},
    {FIELDS("\"text\":\"\\ud83d\\ude00\""), false},
    {FIELDS("\"b\":1,\"a\":2"), false},
    {FIELDS(" \"a\":1"), false},
    {"{\"key\":\"a.1\"" AT ",\"by\":\"Ana\",\"of\":\"note:n:m\",\"set\":{\"x\":1},"
     "\"over\":[\"a.0\",\"b.7\"],\"again\":[\"b.9007199254740992\"]}",
     true},
    {MEMBERS("\"over\":[\"b.1\",\"a.1\"]"), false},
    {MEMBERS("\"over\":[\"a.1\",\"a.1\"]"), false},
    {MEMBERS("\"over\":[]"), false},
    {MEMBERS("\"over\":null"), false},
    {MEMBERS("\"again\":[\"a.1\"],\"over\":[\"a.1\"]"), false},
    {MEMBERS("\"redacted\":true"), false},
    {MEMBERS("\"more\":1"), false},
    {"{\"at\":\"2017-02-22T12:00:00.000Z\",\"key\":\"a.1\",\"of\":\"note:n\",\"set\":{"
     "\"x\":1}}",
     false},
    {"{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00Z\",\"of\":\"note:n\",\"set\":{\"x\":"
     "1}}",
     true},
    {"{\"key\":\"a.1\"" AT ",\"by\":null,\"of\":\"note:n\",\"set\":{\"x\":1}}", false},
};

/* None of these is an edit. */
static const char *const refused[] = {
    "",
    "{",
    "5",
    FIELDS(""),
    FIELDS("\"a\":1,\"a\":1"),
    FIELDS("\"a\":01"),
    FIELDS("\"a\":1 2"),
    FIELDS("\"a\":truefalse"),
    FIELDS("\"a\":nul"),
    FIELDS("\"text\":\"\\u0000\""),
    FIELDS("\"text\":\"\\ud83d\""),
    FIELDS("\"text\":\"\\q\""),
    FIELDS("\"text\":\"\\u00g0\""),
    FIELDS("\"text\":\"\xff\""),
    FIELDS("\"text\":\"\xe2\x82\""),
    FIELDS("\"text\":\"\xed\xa0\x80\""),
    FIELDS("\"text\":\"\xc0\x80\""),
    FIELDS("\"text\":\"\x01\""),
    FIELDS("\"text\":\"a"),
    FIELDS("\"text\":\"\\"),
    FIELDS("\"text\":\"\\u00"),
    FIELDS("\"x\":1") "}",
    MEMBERS("\"over\":[\"a\"]"),
    MEMBERS("\"over\":[\"a.01\"]"),
    MEMBERS("\"over\":[\"a.1\""),
    "{\"key\":\".1\"" AT ",\"of\":\"note:n\",\"set\":{\"x\":1}}",
    "{\"key\":\"a b.1\"" AT ",\"of\":\"note:n\",\"set\":{\"x\":1}}",
    "{\"key\":\"a.9007199254740993000\"" AT ",\"of\":\"note:n\",\"set\":{\"x\":1}}",
    "{\"key\":\"a.1\",\"at\":\"2017-02-30T12:00:00.000Z\",\"of\":\"note:n\",\"set\":{"
    "\"x\":1}}",
    "{\"key\":\"a.1\"" AT ",\"of\":\"note:\",\"set\":{\"x\":1}}",
    "{\"key\":\"a.1\"" AT ",\"of\":\":n\",\"set\":{\"x\":1}}",
    "{\"key\":\"a.1\"" AT ",\"of\":\"n\",\"set\":{\"x\":1}}",
};

/* Whether the strict reader reads a line as that edit, and as many values. */
static bool reads_so(const char *line, const struct edit *edit, size_t values)
{
    struct json_document document = {0};
    struct arena arena = ARENA_EMPTY;
    struct edit strict;
    struct str canonical = STR_EMPTY;
    bool so = json_read(&document, "line", line, strlen(line), NULL) &&
              edit_read(document.root, &arena, &strict, NULL, NULL) &&
              edit_same(&strict, edit) && document.size.values == values;
    if (so) {
        json_write(document.root, &canonical);
        so = !document.canonical || strcmp(canonical.bytes, line) == 0;
    }
    str_finish(&canonical);
    arena_finish(&arena);
    json_finish(&document);
    return so;
}

/* Whether the quick reader takes a line; if so, as the strict one does. */
static bool is_quick(const char *line)
{
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    size_t values;
    bool quick = edit_read_line(line, strlen(line), &arena, &edit, &values);
    cr_expect(!quick || reads_so(line, &edit, values), "%s", line);
    arena_finish(&arena);
    return quick;
}

Test(edit_from_line, takes_what_is_laid_out_as_we_do_and_leaves_the_rest)
{
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena arena = ARENA_EMPTY;
        struct edit edit;
        size_t values;
        const char *line = rows[i].line;
        cr_expect_eq(is_quick(line), rows[i].quick, "%s", line);
        cr_expect(edits_read_line(line, strlen(line), &arena, &edit, &values) &&
                      reads_so(line, &edit, values),
                  "%s", line);
        arena_finish(&arena);
    }
}

Test(edit_from_line, takes_nothing_that_is_no_edit)
{
    for (size_t i = 0; i < LENGTH(refused); i++) {
        struct arena arena = ARENA_EMPTY;
        struct edit edit;
        size_t values;
        cr_expect_not(is_quick(refused[i]), "%s", refused[i]);
        cr_expect_not(
            edits_read_line(refused[i], strlen(refused[i]), &arena, &edit, &values), "%s",
            refused[i]);
        arena_finish(&arena);
    }
}

/* A byte is another, gone, or one more. */
static void spoil(struct str *line, struct dice *dice)
{
    static const char bytes[] = "\"\\,:.{}[]0159au \x01\x7f\x80\xc3\xe2\xf0";
    size_t at = dice_roll(dice) % line->len_bytes;
    char byte = bytes[dice_roll(dice) % (sizeof bytes - 1)];
    unsigned kind = (unsigned)(dice_roll(dice) % 3);
    if (kind != 0) {
        str_remove(line, at, 1);
    }
    if (kind != 1) {
        str_insert(line, at, &byte, 1);
    }
}

/* Of every edit of a history, its line, and that line spoilt here and there. */
static void try_lines(const struct session *session, struct dice *dice,
                      unsigned long figures[3])
{
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    for (size_t i = 0; i < count; i++) {
        struct str line = STR_EMPTY;
        edit_write(edits[i], &line);
        figures[0]++;
        figures[1] += is_quick(line.bytes);
        for (unsigned n = 0; n < 3 && line.len_bytes > 1; n++) {
            spoil(&line, dice);
            figures[2] += is_quick(line.bytes);
        }
        str_finish(&line);
    }
    free(edits);
}

Test(edit_from_line,
     histories_and_whatever_is_spoilt_of_them_are_read_as_the_strict_one_does)
{
    unsigned long seeds = times_asked("LINES", 100), figures[3] = {0};
    for (unsigned long seed = 1; seed <= seeds; seed++) {
        struct history *history = history_make(seed, 0, 0, seed % 2);
        for (size_t i = 0; i < history->replica_count; i++) {
            try_lines(history->replicas[i].session, &history->dice, figures);
        }
        history_free(history);
    }
    /* else little is tried */
    cr_expect(figures[1] * 10 > figures[0] * 8, "%lu of %lu lines are quick", figures[1],
              figures[0]);
    cr_expect(figures[2] > figures[0] / 100, "%lu spoilt ones are", figures[2]);
    figure("lines of edits read quickly and strictly alike", figures[0], 0, 1);
}

static bool is_letter_of_actors(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

Test(edit_from_line, an_actor_is_letters_digits_and_two_signs_wherever_they_stand)
{
    enum { LONGEST = 20 };
    char actor[LONGEST];
    for (size_t len = 1; len <= LONGEST; len++) {
        for (size_t at = 0; at < len; at++) {
            for (int byte = 0; byte < 256; byte++) {
                memset(actor, "a9z0"[byte % 4], sizeof actor);
                actor[at] = (char)byte;
                if (edit_actor_fits(actor, len) != is_letter_of_actors(byte)) {
                    cr_expect_fail("byte %d at %zu of %zu", byte, at, len);
                }
            }
        }
    }
    cr_expect_not(edit_actor_fits("", 0));
}
