/* Lines put together at random: whatever the one reader of edits takes can be written and
 * read again. */

#include "store/edits.h"

#include "base/hash.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/texts.h"

#include <criterion/criterion.h>

TestSuite(edits_taken, .init = enter_folder, .fini = folder_finish);

#define AT ",\"at\":\"2017-02-22T12:00:00.000Z\""

/* Pieces of which lines are made that mean something somewhere. */
static const char *const kinds[] = {
    "note:n",    "note:n2",    "goal:g",     "goal:h",  "session:s", "session:t",
    "file:file", "file:other", "template:t", "theme:x", "a:b:c",     "note:\\u202e"};
static const char *const fields[] = {
    "text",   "goal", "column",   "place", "session",  "template", "form",  "goals",
    "title",  "date", "vote:a",   "votes", "gone",     "id",       "edits", "format",
    "themes", "x",    "\\u0000x", "",      "barriers", "by",       "top",   "sessions"};
static const char *const values[] = {
    "null",
    "true",
    "0",
    "-0",
    "1e16",
    "1E-7",
    "9007199254740992",
    "\"\"",
    "\"goal:g\"",
    "\"goal:n\"",
    "\"session:s\"",
    "\"text\"",
    "\"barriers\"",
    "\"id\"",
    "\"votes\"",
    "\"x\"",
    "\"V\"",
    "\"\\u001b[2J\"",
    "\"\\ud83d\\ude00 \\u2029\"",
    "[]",
    "{}",
    "[1,[2,{\"\":3}]]",
    "{\"id\":\"t\",\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":"
    "\"text\"},{\"id\":\"a\"},{\"id\":\"a\"}]}]}",
    "\"t\"",
    "\"2017-02-22\"",
    "1.7976931348623157e308"};
static const char *const members[] = {"\"by\":\"Ana\"",
                                      "\"by\":null",
                                      "\"over\":[\"a.1\"]",
                                      "\"over\":null",
                                      "\"again\":[\"a.1\",\"a.1\"]",
                                      "\"redacted\":true",
                                      "\"redacted\":false"};

#define ANY(dice, list) ((list)[dice_roll(dice) % (sizeof(list) / sizeof *(list))])

static void add_value(struct str *line, struct dice *dice)
{
    int deep = dice_roll(dice) % 6 ? 0 : (int)(dice_roll(dice) % 32);
    for (int i = 0; i < deep; i++) {
        str_add_byte(line, '[');
    }
    str_add(line, ANY(dice, values));
    for (int i = 0; i < deep; i++) {
        str_add_byte(line, ']');
    }
}

static void make_line(struct str *line, struct dice *dice)
{
    str_clear(line);
    str_addf(line, "{\"key\":\"%c.%d\"" AT ",\"of\":\"%s\",\"set\":{",
             "ab"[dice_roll(dice) % 2], (int)(dice_roll(dice) % 20), ANY(dice, kinds));
    for (unsigned i = 0, count = 1 + dice_roll(dice) % 4; i < count; i++) {
        str_addf(line, "%s\"%s\":", i ? "," : "", ANY(dice, fields));
        add_value(line, dice);
    }
    str_add(line, "}");
    if (dice_roll(dice) % 3 == 0) {
        str_addf(line, ",%s", ANY(dice, members));
    }
    if (dice_roll(dice) % 3 == 0) {
        str_addf(line, ",\"%s\":", ANY(dice, fields));
        add_value(line, dice);
    }
    str_add(line, "}");
}

/* What edit_flat_values() says of an edit is so; how many it says it of. */
static unsigned flat_ones(const struct session *session, unsigned long seed)
{
    unsigned flat = 0;
    size_t at = 0;
    for (const struct edit *e; (e = session_next_edit(session, &at));) {
        struct json_document document = {0};
        struct str line = STR_EMPTY;
        struct err err = ERR_NONE;
        size_t flat_values = edit_flat_values(e);
        edit_write(e, &line);
        if (flat_values &&
            (!json_read(&document, "line", line.bytes, line.len_bytes, &err) ||
             document.size.values != flat_values)) {
            cr_expect_fail("seed %lu: %zu values, not %zu, %s: %s", seed,
                           document.size.values, flat_values, err_text(&err), line.bytes);
        }
        flat += flat_values > 0;
        json_finish(&document);
        err_finish(&err);
        str_finish(&line);
    }
    return flat;
}

Test(edits_taken, whatever_is_taken_can_be_written_and_read_again)
{
    unsigned long tries = times_asked("EDITS", 400), wrong_tries = 0, taken = 0, flat = 0;
    for (unsigned long seed = 1; seed <= tries && wrong_tries < 3; seed++) {
        struct dice dice = {seed};
        struct session *session = session_new();
        struct str line = STR_EMPTY, lines = STR_EMPTY, wrong = STR_EMPTY;
        for (unsigned i = 0, count = 1 + dice_roll(&dice) % 12; i < count; i++) {
            struct err why = ERR_NONE;
            make_line(&line, &dice);
            if (edits_take_line("line", line.bytes, line.len_bytes, session, NULL,
                                &why)) {
                str_addf(&lines, "%s\n", line.bytes);
                taken++;
            }
            err_finish(&why);
        }
        flat += flat_ones(session, seed);
        if (!survives(session, &wrong)) {
            cr_expect_fail("seed %lu: %s\nof\n%s", seed, wrong.bytes, str_text(&lines));
            wrong_tries++;
        }
        str_finish(&wrong);
        str_finish(&lines);
        str_finish(&line);
        session_free(session);
    }
    cr_expect_gt(flat, tries / 4, "hardly any is flat: %lu", flat);
    cr_expect_gt(taken, tries, "hardly any line is taken: %lu of %lu tries", taken,
                 tries);
    figure("sets of edits taken, written and read again", tries, wrong_tries, 1);
}
