/* The one reader of edits: from wherever a line comes, the same is taken and the same is
 * refused, what is refused is told, and what is taken can be written and read again. */

#include "store/edits.h"

#include "base/memory.h"
#include "store/file.h"
#include "store/restore.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/texts.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

TestSuite(edits, .init = enter_folder, .fini = folder_finish);

#define AT ",\"at\":\"2017-02-22T12:00:00.000Z\""
#define GOOD                                                                             \
    "{\"key\":\"good.1\"" AT ",\"of\":\"goal:g\",\"set\":{\"text\":\"Healthy food\"}}"

/* A line with %s in it once: a value nested that deep. */
struct row {
    const char *what, *line;
    int deep;
    bool taken;
};

#define FIELD(key, of, fields)                                                           \
    "{\"key\":\"" key "\"" AT ",\"of\":\"" of "\",\"set\":{" fields "}}"
#define NOTE "\"goal\":\"goal:g\",\"text\":\"Bus fares\""

static const struct row rows[] = {
    {"a field as deep as may be", FIELD("a.1", "note:n", NOTE ",\"x\":%s"), 25, true},
    {"a field too deep", FIELD("a.1", "note:n", NOTE ",\"x\":%s"), 26, false},
    {"a field much too deep", FIELD("a.1", "note:n", NOTE ",\"x\":%s"), 28, false},
    {"words too deep", FIELD("a.1", "goal:h", "\"text\":%s"), 26, false},
    {"a member as deep as may be",
     "{\"key\":\"a.1\"" AT ",\"of\":\"note:n\",\"set\":{" NOTE "},\"more\":%s}", 29,
     true},
    {"a member too deep",
     "{\"key\":\"a.1\"" AT ",\"of\":\"note:n\",\"set\":{" NOTE "},\"more\":%s}", 30,
     false},
    {"a member of 31",
     "{\"key\":\"a.1\"" AT ",\"of\":\"n:n\",\"set\":{\"x\":1},\"m\":%s}", 31, false},
    {"2^53", FIELD("a.1", "note:n", NOTE ",\"x\":9007199254740992"), 0, true},
    {"more than 2^53", FIELD("a.1", "note:n", NOTE ",\"x\":9007199254740993"), 0, false},
    {"a large number", FIELD("a.1", "note:n", NOTE ",\"x\":1e300"), 0, true},
    {"too large a number", FIELD("a.1", "note:n", NOTE ",\"x\":1e309"), 0, false},
    {"a name twice", FIELD("a.1", "note:n", NOTE ",\"x\":1,\"x\":1"), 0, false},
    {"the same name, escaped", FIELD("a.1", "note:n", NOTE ",\"x\":1,\"\\u0078\":1"), 0,
     false},
    {"a NUL", FIELD("a.1", "note:n", NOTE ",\"x\":\"\\u0000\""), 0, false},
    {"controls", FIELD("a.1", "note:n", NOTE ",\"x\":\"\\u0001\\u001b\\r\\u2028\""), 0,
     true},
    {"half a pair", FIELD("a.1", "note:n", NOTE ",\"x\":\"\\ud800\""), 0, false},
    {"no UTF-8", FIELD("a.1", "note:n", NOTE ",\"x\":\"\xff\""), 0, false},
    {"names that say nothing", FIELD("a.1", "note:n", NOTE ",\"\":\"\",\" \":{\"\":[]}"),
     0, true},
    {"an unknown kind", FIELD("a.1", "w\\u0001\\\":n:\\n", "\"x\":{\"y\":null}"), 0,
     true},
    {"a key of a large number", FIELD("a.9007199254740993", "n:n", "\"x\":1"), 0, true},
    {"a key too large", FIELD("a.90071992547409920", "n:n", "\"x\":1"), 0, false},
    {"no key", FIELD("", "note:n", "\"x\":1"), 0, false},
    {"no record", FIELD("a.1", "note:", "\"x\":1"), 0, false},
    {"no field", FIELD("a.1", "note:n", ""), 0, false},
    {"no edit", "{\"key\":5}", 0, false},
    {"a redacted template",
     "{\"key\":\"a.1\"" AT ",\"of\":\"template:t\",\"set\":{\"form\":null},"
     "\"redacted\":true}",
     0, false},
    {"a template that is none", FIELD("a.1", "template:t", "\"form\":{\"id\":5}"), 0,
     true},
    {"a column called text", FIELD("a.1", "note:n", NOTE ",\"column\":\"text\""), 0,
     true},
    {"a column called id", FIELD("a.1", "note:n", NOTE ",\"column\":\"id\""), 0, true},
    {"a column called votes",
     FIELD("a.1", "goal:g", "\"vote:a\":1") ",\n    " FIELD("a.2", "note:n",
                                                            NOTE ",\"column\":\"votes\""),
     0, true},
    {"a list where there is none", FIELD("a.1", "session:s", "\"goals\":5,\"date\":[1]"),
     0, true},
    {"what the file says itself",
     FIELD("a.1", "file:file", "\"edits\":[],\"format\":1,\"id\":2,\"own\":3"), 0, true},
};
enum { ROW_COUNT = LENGTH(rows) };

/* The line of a row; for free(). */
static char *line_of(const struct row *row)
{
    struct str line = STR_EMPTY;
    const char *at = strstr(row->line, "%s");
    str_add_bytes(&line, row->line, at ? (size_t)(at - row->line) : strlen(row->line));
    for (int i = 0; i < 2 * row->deep; i++) {
        str_add_byte(&line, i < row->deep ? '[' : ']');
    }
    str_add(&line, at ? at + 2 : "");
    return str_take(&line);
}

/* A file of that line and a good one; its top is damaged if above is not JSON. */
/* What a file says that was rescued of "a.json". */
#define RESCUED "  \"rescued_from\": \"a.json\",\n"

static void make_file(const char *path, const char *above, const char *line)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "{\n%s  \"edits\": [\n    %s%s%s\n  ]\n}\n", above, GOOD,
             *line ? ",\n    " : "", line);
    text_file_write(path, text.bytes);
    str_finish(&text);
}

static void make_journal(const char *path, const char *line)
{
    struct str text = STR_EMPTY;
    for (const char *at = line; *at;) { /* a row may be two */
        at += strspn(at, " ,\n");
        size_t len = strcspn(at, "\n");
        len -= at[len] && at[len - 1] == ',';
        str_addf(&text, "%08lx ", crc32_z(0, (const unsigned char *)at, len));
        str_add_bytes(&text, at, len);
        str_add_byte(&text, '\n');
        at += strcspn(at, "\n");
    }
    text_file_write(path, text.bytes);
    str_finish(&text);
}

/* What came of a line that stood in one place. */
struct came {
    bool taken, told;
};

static struct came judge(struct session *session, bool told)
{
    struct str wrong = STR_EMPTY;
    struct came came = {.taken = session_edit_count(session) > 1, .told = told};
    cr_expect(survives(session, &wrong), "%s", wrong.bytes);
    str_finish(&wrong);
    return came;
}

static struct came open_it(const char *path)
{
    struct session_file file;
    struct err why = ERR_NONE;
    if (!file_open(path, &file, &why)) {
        err_finish(&why);
        return (struct came){.told = true};
    }
    bool told = file.news.bad_lines || file.news.unread ||
                (file.damaged && strstr(file.read_only_why, "could not"));
    cr_expect_eq(file.news.why != NULL, file.news.bad_lines > 0);
    cr_expect_eq(file.news.unread_why != NULL, file.news.unread > 0);
    struct came came = judge(file.session, told);
    if (!file.read_only) {
        cr_expect(file_save(&file, &why), "%s", err_text(&why));
    }
    err_finish(&why);
    file_close(&file);
    return came;
}

static struct came in_file(const char *line)
{
    make_file("a.json", "", line);
    struct session_file file;
    struct err why = ERR_NONE;
    char *text = text_file_read("a.json");
    bool ok = file_read("a", text, strlen(text), 0, true, &file, NULL, &why);
    struct came came = {.told = !ok};
    if (ok) {
        came = judge(file.session, false);
        file_close(&file);
    }
    err_finish(&why);
    free(text);
    return came;
}

static struct came in_journal(const char *line)
{
    make_file("a.json", "", "");
    make_journal("a.json.journal", line);
    return open_it("a.json");
}

static struct came in_rescued(const char *line)
{
    make_file("a.json", "", "");
    make_file("a.rescued.json", RESCUED, line);
    return open_it("a.json");
}

static struct came in_damaged(const char *line)
{
    make_file("a.json", "  \"sessions\": oops,\n", line);
    return open_it("a.json");
}

static struct came merge_it(void)
{
    struct session *session = session_new();
    struct file_added added;
    struct err why = ERR_NONE;
    bool ok = file_add("a.json", session, &added, &why);
    struct came came = judge(session, !ok || added.news.bad_lines || added.news.unread);
    journal_news_finish(&added.news);
    session_free(session);
    err_finish(&why);
    return came;
}

static struct came in_merged(const char *line)
{
    make_file("a.json", "", line);
    return merge_it();
}

static struct came in_merged_journal(const char *line)
{
    make_file("a.json", "", "");
    make_journal("a.json.journal", line);
    return merge_it();
}

static struct came in_others_file(const char *line)
{
    struct session_file file;
    struct err why = ERR_NONE;
    make_file("a.json", "", "");
    cr_assert(file_open("a.json", &file, &why), "%s", err_text(&why));
    make_file("a.json", "", line);
    file_take_in_news(&file);
    bool saved = file_save(&file, &why);
    struct came came = judge(file.session, !saved);
    err_finish(&why);
    file_close(&file);
    return came;
}

static struct came by_itself(const char *line)
{
    struct session *session = session_new();
    struct came came = {.told = false};
    struct err why = ERR_NONE;
    cr_assert(edits_take_line("a", GOOD, strlen(GOOD), session, NULL, &why), "%s",
              err_text(&why));
    for (const char *at = line; *at;) {
        at += strspn(at, " ,\n");
        char *one = memory_copy_text(at);
        one[strcspn(one, "\n")] = '\0';
        one[strlen(one) - (one[strlen(one) - 1] == ',')] = '\0';
        enum applied what;
        came.told |= !edits_take_line("broker", one, strlen(one), session, &what, &why);
        at += strcspn(at, "\n");
        free(one);
    }
    cr_expect(!came.told || strncmp(err_text(&why), "broker:", 7) == 0, "%s",
              err_text(&why));
    came = judge(session, came.told);
    err_finish(&why);
    session_free(session);
    return came;
}

static const struct {
    const char *name;
    struct came (*see)(const char *line);
} sources[] = {
    {"a file", in_file},
    {"its journal", in_journal},
    {"what was rescued of it", in_rescued},
    {"a damaged file", in_damaged},
    {"a file merged", in_merged},
    {"the journal of one merged", in_merged_journal},
    {"what another program wrote", in_others_file},
    {"a line by itself", by_itself},
};

Test(edits, from_everywhere_the_same_is_taken_and_what_is_not_is_told)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        char *line = line_of(&rows[i]);
        for (size_t j = 0; j < LENGTH(sources); j++) {
            unlink("a.json.journal");
            unlink("a.rescued.json");
            struct came came = sources[j].see(line);
            cr_expect_eq(came.taken, rows[i].taken, "%s: %s is %s", sources[j].name,
                         rows[i].what, came.taken ? "taken" : "not taken");
            cr_expect_eq(came.told, !rows[i].taken, "%s: %s is %s", sources[j].name,
                         rows[i].what, came.told ? "told of" : "not told of");
        }
        free(line);
    }
}

/* The edit that a template has when it is in a session; for free(). */
static char *template_line(const char *id, const char *json)
{
    struct session *session = session_new();
    struct template form = {.id = id, .json = json};
    struct str line = STR_EMPTY;
    struct err why = ERR_NONE;
    size_t at = 0;
    cr_assert(session_add_template(session, &form, &why), "%s", err_text(&why));
    edit_write(session_next_edit(session, &at), &line);
    session_free(session);
    return str_take(&line);
}

Test(edits, what_would_be_written_as_a_template_and_is_none_is_refused)
{
    static const struct {
        const char *id, *json;
        bool good;
    } forms[] = {
        {"ours",
         "{\"id\":\"ours\",\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":\"c\"}]}]}",
         true},
        {"other",
         "{\"id\":\"ours\",\"grids\":[{\"id\":\"g\",\"columns\":[{\"id\":\"c\"}]}]}",
         false},
        {"ours", "{\"id\":\"ours\"}", false},
        {"ours", "{}", false},
    };
    for (size_t i = 0; i < LENGTH(forms); i++) {
        char *line = template_line(forms[i].id, forms[i].json);
        for (size_t j = 0; j < LENGTH(sources); j++) {
            unlink("a.json.journal");
            unlink("a.rescued.json");
            struct came came = sources[j].see(line);
            cr_expect_eq(came.taken, forms[i].good, "%s: %s", sources[j].name, line);
            cr_expect_eq(came.told, !forms[i].good, "%s: %s", sources[j].name, line);
        }
        free(line);
    }
}

/* A file with more edits that clash than may be, in two parts that have not. */
static void make_clashes(const char *path, const char *above, int from, int count)
{
    struct str text = STR_EMPTY;
    for (int i = 0; i < 2 * count; i++) {
        str_addf(&text, "%s" FIELD("c.%d", "note:n", "\"text\":\"%d\""),
                 i ? ",\n    " : "", from + i / 2, i);
    }
    make_file(path, above, text.bytes);
    str_finish(&text);
}

Test(edits, no_more_clash_than_a_file_may_hold_whatever_was_rescued_or_written_meanwhile)
{
    struct session_file file;
    struct err why = ERR_NONE;
    make_clashes("a.json", "", 0, 600);
    make_clashes("a.rescued.json", RESCUED, 1000, 600);
    cr_assert(file_open("a.json", &file, &why), "%s", err_text(&why));
    cr_expect_eq(session_clash_count(file.session), 600);
    cr_expect_eq(file.news.unread, 1);
    cr_expect(file.news.unread_why &&
                  strstr(file.news.unread_why, "a.rescued.json: with it, more than"),
              "%s", file.news.unread_why);
    cr_expect(file_save(&file, &why), "%s", err_text(&why));
    cr_expect_eq(access("a.rescued.json", F_OK), 0, "it is gone");
    make_clashes("a.json", "", 2000, 600);
    char *before = text_file_read("a.json");
    cr_expect_not(file_save(&file, &why));
    cr_expect(strstr(err_text(&why), "more than 1000 edits"), "%s", err_text(&why));
    char *after = text_file_read("a.json");
    cr_expect_str_eq(after, before);
    cr_expect_eq(session_clash_count(file.session), 600);
    free(before);
    free(after);
    err_finish(&why);
    file_close(&file);
}

Test(edits, a_line_refused_while_the_file_is_open_is_told_of_once)
{
    struct session_file file;
    struct err why = ERR_NONE;
    make_file("a.json", "", "");
    cr_assert(file_open("a.json", &file, &why), "%s", err_text(&why));
    make_journal("a.json.journal", "{\"key\":5}");
    cr_expect_not(file_take_in_news(&file));
    cr_expect_not(file_take_in_news(&file));
    cr_expect_eq(file.news.bad_lines, 1);
    cr_expect(file_save(&file, &why), "%s", err_text(&why));
    cr_expect(file_save(&file, &why), "%s", err_text(&why));
    cr_expect_eq(file.news.bad_lines, 1);
    cr_expect(strstr(file.news.why, "needs a \"key\""), "%s", file.news.why);
    err_finish(&why);
    file_close(&file);
}

Test(edits, a_journal_that_cannot_be_read_is_told_of)
{
    make_file("a.json", "", "");
    cr_assert_eq(mkdir("a.json.journal", 0700), 0);
    struct session_file file;
    struct err why = ERR_NONE;
    cr_assert(file_open("a.json", &file, &why), "%s", err_text(&why));
    cr_expect_eq(file.news.unread, 1);
    cr_expect(file.news.unread_why &&
                  strstr(file.news.unread_why, "a.json.journal: a folder"),
              "%s", file.news.unread_why);
    err_finish(&why);
    file_close(&file);
}

Test(edits, the_top_of_a_damaged_file_brings_nothing_that_no_file_may_hold)
{
    struct row deep = {.line = "  \"sessions\": [{\"title\": \"Good\", \"x\": %s}],\n",
                       .deep = 26};
    struct restored restored = {0};
    struct err why = ERR_NONE;
    char *above = line_of(&deep);
    make_file("a.json", above, "{\"torn");
    struct came came = open_it("a.json");
    cr_expect(came.told && !came.taken);
    cr_assert(file_restore("a.json", &restored, &why), "%s", err_text(&why));
    restored_finish(&restored);
    struct session_file file;
    cr_assert(file_open("a.json", &file, &why), "%s", err_text(&why));
    cr_expect_not(file.damaged, "%s", file.read_only_why);
    file_close(&file);
    free(above);
    err_finish(&why);
}

Test(edits, what_was_redacted_does_not_return_from_an_older_generation)
{
    struct writer w;
    struct err why = ERR_NONE;
    writer_open(&w, "a.json", 1);
    writer_goal(&w, "Do not tell");
    writer_goal(&w, "Bus routes");
    writer_save(&w);
    size_t at = 0;
    const struct edit *edit = session_next_edit(w.file.session, &at);
    while (!strstr(edit->set[edit->set_count - 1].value.text, "Do not")) {
        edit = session_next_edit(w.file.session, &at);
    }
    struct str redacted = STR_EMPTY;
    struct edit copy = *edit;
    copy.set = memory_get(copy.set_count * sizeof *copy.set);
    memcpy(copy.set, edit->set, copy.set_count * sizeof *copy.set);
    edit_redact(&copy);
    edit_write(&copy, &redacted);
    writer_close(&w);
    make_file("a.json", "  \"sessions\": oops,\n", redacted.bytes);
    struct restored restored = {0};
    cr_assert(file_restore("a.json", &restored, &why), "%s", err_text(&why));
    cr_expect(restored.number > 0, "no generation is whole");
    restored_finish(&restored);
    char *text = text_file_read("a.json");
    cr_expect_not(strstr(text, "Do not tell"), "%s", text);
    cr_expect(strstr(text, "Bus routes"), "%s", text);
    free(text);
    free(copy.set);
    str_finish(&redacted);
    err_finish(&why);
}
