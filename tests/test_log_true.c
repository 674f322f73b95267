/* Every kind of edit is told as what it was: answers as answers, redacted words as redacted, and
 * nothing by the name that a program has for it. */

#include "model/fields.h"
#include "model/history.h"
#include "model/questions.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

TestSuite(log_true, .init = enter_folder, .fini = end_without_fault);

static const char frame[] =
    "{\"version\":1,\"edits\":["
    "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:01Z\",\"of\":\"session:t\",\"set\":{"
    "\"table\":"
    "\"1\"}},"
    "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:02Z\",\"of\":\"goal:g\",\"set\":{"
    "\"session\":"
    "\"session:t\",\"text\":\"Goal\"}},"
    "{\"key\":\"a.3\",\"at\":\"2017-02-22T12:00:03Z\",\"of\":\"note:n\",\"set\":{"
    "\"goal\":"
    "\"goal:g\",\"column\":\"barriers\",\"text\":\"Rent\"}},"
    "{\"key\":\"a.4\",\"at\":\"2017-02-22T12:00:04Z\",\"of\":\"goal:q\",\"set\":{"
    "\"session\":"
    "\"session:t\",\"grid\":\"questions\",\"asks\":\"words\",\"stands\":\"open\","
    "\"text\":"
    "\"Tired?\"}},"
    "{\"key\":\"a.5\",\"at\":\"2017-02-22T12:00:05Z\",\"of\":\"offer:p\",\"set\":{"
    "\"goal\":"
    "\"goal:q\",\"column\":\"answers\",\"session\":\"session:t\",\"text\":\"peng\"}},"
    "{\"key\":\"a.6\",\"at\":\"2017-02-22T12:00:06Z\",\"of\":\"offer:o\",\"set\":{"
    "\"goal\":"
    "\"goal:g\",\"column\":\"barriers\",\"session\":\"session:t\",\"text\":\"Cold\"}},"
    "{\"key\":\"a.7\",\"at\":\"2017-02-22T12:00:07Z\",\"of\":\"note:p\",\"set\":{"
    "\"goal\":"
    "\"goal:q\",\"column\":\"answers\",\"place\":\"V\"}},"
    "{\"key\":\"a.8\",\"at\":\"2017-02-22T12:00:08Z\",\"of\":\"note:p\",\"set\":{"
    "\"text\":"
    "\"peng\"}},"
    "{\"key\":\"a.9\",\"at\":\"2017-02-22T12:00:09Z\",\"of\":\"theme:h\",\"set\":{"
    "\"column\":"
    "\"barriers\",\"name\":\"Homes\"}}";

/* What is told of one more edit, behind all of those. For free(). */
static char *told(const char *of, const char *field, const char *value, bool redacted)
{
    struct str text = str_of("%s", frame), said = STR_EMPTY;
    str_addf(&text,
             ",{\"key\":\"b.1\",\"at\":\"2017-02-22T12:01:00Z\",\"of\":\"%s\",\"set\":{"
             "\"%s\":%s}%s}]}",
             of, field, redacted ? "null" : value, redacted ? ",\"redacted\":true" : "");
    text_file_write("a.json", text.bytes);
    struct session_file file;
    cr_assert(file_open("a.json", &file, &err), "%s", err_text(&err));
    size_t count;
    const struct edit **edits = session_edits(file.session, &count);
    history_describe(file.session, edits[count - 1], HISTORY_WITH_NAMES, &said);
    free(edits);
    file_close(&file);
    str_finish(&text);
    return str_take(&said);
}

/* What there is of each kind: a question and its answer, too. */
static const struct {
    const char *kind, *of;
} all[] = {{"session", "session:t"}, {"goal", "goal:g"},   {"goal", "goal:q"},
           {"note", "note:n"},       {"note", "note:p"},   {"offer", "offer:p"},
           {"offer", "offer:o"},     {"theme", "theme:h"}, {"apart", "apart:k"}};

static bool answers(const char *of)
{
    return strcmp(of, "note:p") == 0 || strcmp(of, "offer:p") == 0;
}

/* A value that such a field may have. */
static const char *value_for(const char *of, const char *field)
{
    static const char *const rows[][2] = {{"session", "\"session:t\""},
                                          {"theme", "\"theme:h\""},
                                          {"answered", "\"note:n\""},
                                          {"named", "\"note:n\""}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (strcmp(field, rows[i][0]) == 0) {
            return rows[i][1];
        }
    }
    return strcmp(field, "goal") == 0     ? answers(of) ? "\"goal:q\"" : "\"goal:g\""
           : strcmp(field, "column") == 0 ? answers(of) ? "\"answers\"" : "\"barriers\""
                                          : "\"yes\"";
}

/* Fields that people call by the same word, and those that no edit sets. */
static bool is_called_so(const char *field)
{
    static const char *const names[] = {
        "id",       "title",  "place", "date",  "table",    "goals", "facilitator",
        "template", "ballot", "dots",  "voted", "language", "clock"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        if (strcmp(field, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void expect_true(const char *of, const char *field)
{
    struct str name = str_of("%s%s", field, strchr(field, ':') ? "x" : "");
    struct str raw = str_of("set the %s", field);
    char *said = told(of, name.bytes, value_for(of, field), false);
    cr_expect(*said, "%s %s", of, field);
    if (!is_called_so(field)) {
        expect_no_part(said, raw.bytes);
    }
    cr_expect_null(strchr(said, '_'), "%s", said);
    if (answers(of) && strcmp(field, "text") != 0) {
        expect_part(said, "the answer ‘");
        expect_part(said, "’ to ‘Tired?’");
        expect_no_part(said, "the form lacks");
    }
    free(said);
    said = told(of, name.bytes, "", true);
    expect_part(said, "said (taken out)");
    free(said);
    str_finish(&raw);
    str_finish(&name);
}

Test(log_true, each_field_of_each_kind_is_told_in_words)
{
    for (size_t i = 0; i < LENGTH(all); i++) {
        size_t at = 0;
        for (const char *field; (field = field_next(all[i].kind, ~0u, &at));) {
            expect_true(all[i].of, field);
        }
    }
}

Test(log_true, an_answer_is_told_as_one)
{
    static const struct {
        const char *of, *field, *value, *said;
    } rows[] = {
        {"note:p", "text", "\"Peng\"", "wrote the answer: ‘Peng’"},
        {"note:p", "gone", "true", "deleted the answer ‘peng’ to ‘Tired?’"},
        {"note:p", "gone", "null", "brought the answer ‘peng’ to ‘Tired?’ back"},
        {"note:p", "vote:phone a", "1", "answered ‘Tired?’"},
        {"note:p", "draft", "\"pen\"",
         "left a draft of other words for the answer ‘peng’ to ‘Tired?’: ‘pen’"},
        {"offer:p", "taken", "\"yes\"", "took the answer ‘peng’ to ‘Tired?’"},
        {"offer:p", "gone", "true", "took back the answer ‘peng’ to ‘Tired?’"},
        {"offer:p", "aside", "null",
         "put the answer ‘peng’ to ‘Tired?’ back among what waits"},
        {"goal:q", "gone", "true", "deleted the question ‘Tired?’"},
        {"goal:q", "stands", "\"shown\"", "showed the answers to ‘Tired?’"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *said = told(rows[i].of, rows[i].field, rows[i].value, false);
        cr_expect_str_eq(said, rows[i].said);
        free(said);
    }
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "a.json"));
    expect_part(str_text(&ran.out), "offered the answer ‘peng’ to ‘Tired?’\n");
    expect_part(str_text(&ran.out), "let in the answer ‘peng’ to ‘Tired?’\n");
    ran_finish(&ran);
}

/* Where words go, what says where their entry stands is said again: that moves nothing. */
Test(log_true, what_is_redacted_is_told_as_that_and_moves_nothing)
{
    free(told("goal:g", "draft", "\"Go\"", false));
    static const char *const asked[] = {"Rent", "Goal", "peng"};
    for (size_t i = 0; i < LENGTH(asked); i++) {
        struct ran ran = program_run(
            NULL, WORDS("roundtable", "redact", "--yes", "--entry", asked[i], "a.json"));
        cr_expect(ran.status == 0 || ran.status == 3, "%s", str_text(&ran.err));
        ran_finish(&ran);
    }
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "a.json"));
    const char *log = str_text(&ran.out);
    expect_part(log, "added the goal (taken out)\n");
    expect_part(log, "added (taken out)\n");
    expect_part(log, "offered the answer (taken out) to ‘Tired?’\n");
    expect_part(log, "said (taken out) of the answer (taken out) to ‘Tired?’\n");
    expect_no_part(log, "moved");
    expect_no_part(log, "left");
    expect_no_part(log, "took away");
    ran_finish(&ran);
}
