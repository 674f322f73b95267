/* The session file: what is read is what was written, and what cannot be read is told
 * by line and column. Changes by hand have a file of their own, test_hand.c. */

#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/texts.h"

#include "base/memory.h"
#include "model/author.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

/* workshop.md's worked examples, complete and in order. */
static const char deck_grids[] =
    "Reducing childhood obesity | stakeholders: Schools; Parents forums; Young people | "
    "barriers: Availability of affordable healthy food; Advertising | moments: Sports "
    "Days\n"
    "Reducing social isolation | stakeholders: Care homes & sheltered accommodation; "
    "Carers; Carer companies | barriers: Social norms related to ageing or "
    "discriminations; Time pressures on carers and care homes staff; Limited finance for "
    "social activities | moments: Targeted support for the recently bereaved\n"
    "Increase volunteer involvement in health system | stakeholders: Local CVS; CCGs; "
    "Health practitioners | barriers: Lack of awareness; Caution related to risk; Time "
    "commitment (volunteer management) | moments: Step Up To Serve campaign\n"
    "Reduce admission to acute services | stakeholders: Primary care staff; Local gov.; "
    "CCG; NHS Trusts | barriers: Pressure on GP services; Pressure on pharmacies; "
    "Medical "
    "model of health | moments: Press campaign 'Over bed-blocking'\n";

static const char write_up_grids[] =
    "Reducing childhood obesity | barriers: Availability of affordable healthy food; "
    "Advertising | stakeholders: Schools; Parents forums; Young people; Sports clubs | "
    "moments: Sports days; Community sports activities\n"
    "Reducing social isolation | barriers: Social norms related to ageing or "
    "discriminations; Time pressures on carers and care homes staff; Limited finance for "
    "social activities | stakeholders: Care homes & sheltered accommodation; Carers; "
    "Carer companies | moments: Targeted support for the recently bereaved\n"
    "Increase volunteer involvement in health system | barriers: Lack of awareness; "
    "Caution related to risk; Time commitment (volunteer management); Regulation | "
    "stakeholders: Local CVS; CCGs; Health practitioners | moments: Step Up To Serve "
    "campaign; Volunteering capacity among aging population\n"
    "Reduce admission to acute services | barriers: Pressure on GP services; Pressure on "
    "pharmacies; Medical model of health | stakeholders: Primary care staff; Local gov.; "
    "CCG; NHS Trusts; Pharmacy staff | moments: Press campaign 'Over bed-blocking'\n";

static const char plan_grids[] =
    "Increase HIV testing | organisations: Encourage NHS Trusts to share information + "
    "resources with voluntary sector (e.g. Terrance Higgins Trust); Public messaging "
    "campaign (using Bowling Pin strategy) | groups: Capacity build support groups of "
    "people with lived experience (particularly outside urban areas) | individuals: "
    "Display awareness, e.g. wearing red ribbons; Raising awareness, e.g. social media "
    "posts | other: Campaign for drug companies reduce costs of testing kits\n";

TestSuite(file, .fini = end_test);

Test(file, the_worked_examples_are_taken_in_completely_and_in_order)
{
    static const struct {
        const char *name, *grids;
        size_t hand_edits; /* one for the session, one a goal, one a note */
    } rows[] = {{"tests/tops/deck.json", deck_grids, 1 + 4 + 13 + 11 + 4},
                {"tests/tops/write-up.json", write_up_grids, 1 + 4 + 12 + 15 + 6},
                {"tests/tops/action-plan.json", plan_grids, 1 + 1 + 6}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *path = repo_path(rows[i].name);
        struct session_file file = {0}, again = {0};
        cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
        cr_assert(file_open(path, &again, &err), "%s", err_text(&err));
        expect_grids(file.session, rows[i].grids);
        cr_expect_eq(file.hand_edits, rows[i].hand_edits, "%s: %zu edits", rows[i].name,
                     file.hand_edits);
        char *once = bytes_of(file.session), *twice = bytes_of(again.session);
        cr_expect(strcmp(once, twice) == 0, "taken in twice, the bytes are the same");
        expect_round_trip(&file);
        file_close(&file);
        file_close(&again);
        free(once);
        free(twice);
        free(path);
    }
}

/* A session with every kind of thing in it: two tables, marks, votes, deletions, other
 * wordings, a column that no template has, and words that need care. */
static struct session_file make_file(unsigned seed, int notes)
{
    static const char *const columns[] = {"barriers", "stakeholders", "moments", "odd"};
    struct session_file file = {0};
    struct author a, b;
    file_new("unused", &file);
    author_init(&a, file.session, seed, "Ana");
    author_init(&b, file.session, seed + 1000, NULL);
    a.now_ms = b.now_ms = INT64_C(1487765643512);
    for (int t = 0; t < 2; t++) {
        const struct record *table =
            author_add_table(&a, t ? "rsa-deck" : "rsa",
                             "\"Ageing\" \\ é 👩‍👧\x7f", "York", NULL, "4", &err);
        const struct record *goal =
            author_add_goal(&a, table, NULL, "two\nlines\t", &err);
        for (int i = 0; i < notes; i++) {
            const struct record *note = author_add_note(&a, goal, columns[i % 4], NULL,
                                                        "</script>\u202e=1+1", &err);
            author_vote(&b, note, "ben", i % 3, &err);
            author_set(&a, note, "weight", VALUE_OF_TEXT(i % 2 ? "cliff" : "pebble"),
                       &err);
            if (i % 5 == 4) {
                author_delete(&b, note, &err);
            }
            a.now_ms += 977;
        }
    }
    cr_assert_null(err.message, "%s", err_text(&err));
    author_finish(&a);
    author_finish(&b);
    return file;
}

Test(file, what_was_typed_is_saved_and_opened_as_it_was)
{
    struct session_file file = make_file(1, 12);
    expect_round_trip(&file);
    file_close(&file);
}

Test(file, its_end_carries_the_checksums_of_the_top_and_of_the_edits)
{
    struct session_file file = make_file(2, 4);
    char *text = bytes_of(file.session), expected[96];
    const char *form =
        strstr(text, "\n  \"templates\": [") + strlen("\n  \"templates\": [");
    unsigned long forms = 0;
    for (int i = 0; i < 2; i++) { /* without the blanks before and the comma behind */
        form += strlen("\n    ");
        size_t len = strcspn(form, "\n");
        forms = crc32(forms, (const unsigned char *)form, (unsigned)len - (i == 0));
        forms = crc32(forms, (const unsigned char *)"\n", 1);
        form += len;
    }
    const char *edits = strstr(text, "\n  \"edits\": [") + 1;
    const char *stop = strstr(text, "\n  \"top\": ") + 1;
    snprintf(expected, sizeof expected,
             "  \"top\": \"%08lx\",\n  \"checksum\": \"%08lx\",\n  \"forms\": "
             "\"%08lx\"\n}\n",
             crc32(0, (const unsigned char *)text, (unsigned)(edits - text)),
             crc32(0, (const unsigned char *)edits, (unsigned)(stop - edits)), forms);
    cr_expect_str_eq(stop, expected);
    file_close(&file);
    free(text);
}

Test(file, edits_that_are_not_as_they_were_written_are_refused)
{
    struct session_file file = make_file(2, 4), read;
    char *text = bytes_of(file.session);
    char *edits = strstr(text, "\n  \"edits\": [");
    char *words = strstr(edits, "\"text\":\"");
    words[8] ^= 1;
    cr_expect_not(file_read("f.json", text, strlen(text), 0, false, &read, NULL, &err));
    cr_expect(strstr(err_text(&err), "checksum"), "%s", err_text(&err));
    file_close(&file);
    free(text);
}

Test(file, edits_laid_out_by_another_program_are_the_same_edits)
{
    struct session_file file = make_file(2, 4), read;
    char *text = bytes_of(file.session);
    char *spread = replaced(text, "\n    {\"key\":", "\n  {\n  \"key\" :");
    cr_expect(file_read("f.json", spread, strlen(spread), 0, false, &read, NULL, &err),
              "%s", err_text(&err));
    char *again = bytes_of(read.session);
    cr_expect_str_eq(again, text);
    file_close(&read);
    file_close(&file);
    free(text);
    free(spread);
    free(again);
}

Test(file, members_nobody_knows_survive_everywhere)
{
    static const char *const values[] = {
        "\"text\"", "\"\"", "5",  "-0.25",   "9.007199254740994e15", "true",
        "false",    "[]",   "{}", "[1,[2]]", "{\"a\":{\"b\":null}}", "\"\\u202e\\n\""};
    for (size_t i = 0; i < LENGTH(values); i++) {
        struct str text = STR_EMPTY;
        const char *v = values[i];
        str_addf(&text,
                 SESSION("\"x1\":%s,\"id\":%s,\"sessions\":[{\"title\":\"T\",\"x2\":%s,"
                         "\"votes\":%s,\"goals\":[{\"text\":\"G\",\"x3\":%s,\"barriers\":"
                         "[{\"text\":\"N\",\"x4\":%s,\"\":%s}]}]}],\"edits\":[{\"key\":"
                         "\"a.1\"," OF_NOTE ",\"set\":{\"x5\":%s},\"x6\":%s}]"),
                 v, v, v, v, v, v, v, v, v);
        struct session_file file = read_in(text.bytes);
        char *out = bytes_of(file.session);
        struct session_file again = read_in(out);
        char *twice = bytes_of(again.session), *wanted = NULL;
        struct json_document value = {0};
        struct str canonical = STR_EMPTY;
        cr_assert(json_read(&value, "v", v, strlen(v), &err));
        json_write(value.root, &canonical);
        static const char *const names[] = {"id", "x1", "x2", "votes", "x3",
                                            "x4", "",   "x5", "x6"};
        for (size_t n = 0; n < LENGTH(names); n++) {
            struct str member = STR_EMPTY;
            str_addf(&member, "\"%s\":%s", names[n], canonical.bytes);
            cr_expect(strstr(out, member.bytes), "lost: %s in\n%s", member.bytes, out);
            str_finish(&member);
        }
        cr_expect(strcmp(twice, out) == 0, "written and read, it is another");
        json_finish(&value);
        str_finish(&canonical);
        str_finish(&text);
        file_close(&file);
        file_close(&again);
        free(out);
        free(twice);
        free(wanted);
    }
}

Test(file, a_newer_version_opens_read_only)
{
    static const char newer[] = "{\"format\":\"roundtable session\",\"version\":3,"
                                "\"sessions\":[{\"goals\":[\"G\"]}],\"later\":{}}";
    char *path = test_path("newer.json");
    struct session_file file = {0}, ours = make_file(3, 1);
    text_file_write(path, newer);
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect(file.read_only);
    expect_grids(file.session, "G\n");
    cr_expect_not(file_save(&file, &err));
    cr_expect(strstr(err_text(&err), "version 3"), "%s", err_text(&err));
    free(ours.path);
    ours.path = memory_copy_text(path);
    cr_expect_not(file_save(&ours, &err), "nor is it overwritten by what is ours");
    char *after = text_file_read(path);
    cr_expect_str_eq(after, newer);
    file_close(&file);
    file_close(&ours);
    free(after);
    free(path);
}

static const struct {
    const char *text, *place, *piece;
} bad_files[] = {
    {"", "1:1", "empty"},
    {"[]", "1:1", "one object"},
    {"5", "1:1", "one object"},
    {"{}", "1:1", "neither"},
    {"{\"format\":\"roundtable session\",\n\"version\":1,}", "2:12", "comma"},
    {"{\"format\":\"roundtable session\"}", "1:1", "neither"},
    {"{\n \"format\":\"spreadsheet\",\"sessions\":[]}", "2:2", "spreadsheet"},
    {"{\"format\":\"roundtable template\",\"id\":\"t\"}", "1:2", "roundtable template"},
    {"{\"format\":7,\"sessions\":[]}", "1:2", "something else"},
    {"{\"version\":\"1\",\"sessions\":[]}", "1:2", "\"version\" must be a number"},
    {SESSION("\"sessions\":{}"), "1:44", "\"sessions\" must be a list"},
    {SESSION("\"sessions\":[5]"), "1:56", "a session must be an object"},
    {SESSION("\"sessions\":[\n{\"goals\":\"G\"}]"), "2:2", "\"goals\" must be a list"},
    {SESSION("\"sessions\":[{\"goals\":[{\"barriers\":\n\"b\"}]}]"), "1:67", "a list"},
    {SESSION("\"sessions\":[{\"goals\":[{\"moments\":null}]}]"), "1:67", "a list"},
    {SESSION("\"edits\":5"), "1:44", "\"edits\" must be a list"},
    {SESSION("\"edits\":[5]"), "1:53", "an edit must be an object"},
    {SESSION("\"edits\":[{}]"), "1:53", "needs a \"key\""},
    {EDIT("\"key\":5," OF_NOTE ",\"set\":{\"x\":1}"), "1:54", "needs a \"key\""},
    {EDIT("\"key\":\"a\"," OF_NOTE ",\"set\":{\"x\":1}"), "1:54", "needs a \"key\""},
    {EDIT("\"key\":\"a.01\"," OF_NOTE ",\"set\":{\"x\":1}"), "1:54", "\"key\""},
    {EDIT("\"key\":\"a b.1\"," OF_NOTE ",\"set\":{\"x\":1}"), "1:54", "\"key\""},
    {EDIT("\"key\":\"a.1\",\"at\":\"noon\",\"of\":\"n:1\",\"set\":{\"x\":1}"), "1:66",
     "needs an \"at\""},
    {EDIT("\"key\":\"a.1\",\"at\":\"2017-02-29T00:00:00Z\""), "1:66", "\"at\""},
    {EDIT("\"key\":\"a.1\",\"at\":\"2017-02-22T12:14:03Z\",\"of\":\"note\""), "1:94",
     "needs an \"of\""},
    {EDIT("\"key\":\"a.1\"," OF_NOTE ",\"by\":5,\"set\":{\"x\":1}"), "1:112", "\"by\""},
    {EDIT("\"key\":\"a.1\"," OF_NOTE), "1:53", "needs a \"set\""},
    {EDIT("\"key\":\"a.1\"," OF_NOTE ",\"set\":[]"), "1:112", "needs a \"set\""},
    {EDIT("\"key\":\"a.1\"," OF_NOTE ",\"set\":{}"), "1:112", "needs a \"set\""},
    {EDIT("\"key\":\"a.1\"," OF_NOTE ",\"set\":{\"x\":1},\"over\":{}"), "1:126",
     "a list of keys"},
    {EDIT("\"key\":\"a.1\"," OF_NOTE ",\"set\":{\"x\":1},\"over\":[1]"), "1:134",
     "not the key"},
    {SESSION("\"templates\":{},\"sessions\":[]"), "1:44", "\"templates\" must be a list"},
    {SESSION("\"templates\":[5],\"sessions\":[]"), "1:57", "\"id\""},
    {SESSION("\"templates\":[{\"id\":\"t\"}],\"sessions\":[]"), "1:57", "\"grids\""},
    {SESSION("\"sessions\":[],\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]"
             "]]]"),
     "1:58", "nested more than 25 deep"},
};

Test(file, what_cannot_be_read_is_told_by_its_place_and_left_alone)
{
    char *path = test_path("bad.json");
    struct session_file ours = make_file(4, 1);
    free(ours.path);
    ours.path = memory_copy_text(path);
    for (size_t i = 0; i < LENGTH(bad_files); i++) {
        struct session_file file = {.version = 42};
        struct str start = STR_EMPTY;
        text_file_write(path, bad_files[i].text);
        str_addf(&start, "%s:%s: ", path, bad_files[i].place);
        cr_expect_not(file_open(path, &file, &err), "taken: %s", bad_files[i].text);
        cr_expect(strncmp(err_text(&err), start.bytes, start.len_bytes) == 0,
                  "row %zu: %s", i, err_text(&err));
        cr_expect(strstr(err_text(&err), bad_files[i].piece), "row %zu: %s", i,
                  err_text(&err));
        cr_expect(!file.session && file.version == 42, "outputs are untouched");
        cr_expect_not(file_save(&ours, &err), "row %zu is overwritten", i);
        char *after = text_file_read(path);
        cr_expect_str_eq(after, bad_files[i].text);
        str_finish(&start);
        free(after);
    }
    file_close(&ours);
    free(path);
}

/* What people were sent by a form or a board, and give to this program. */
Test(file, of_another_programs_file_it_is_said_how_its_words_come_in)
{
    static const struct {
        const char *name, *text;
        bool told;
    } rows[] = {{"form.csv", "\"Timestamp\",\"What stands in the way?\"\n", true},
                {"board.TSV", "Text\tVotes\n", true},
                {"book.xlsx", "PK\x03\x04\xff", true},
                {"map.prsm", "\xe1\x9a\x80 packed", true},
                {"map.json", "{\"elements\":[{\"label\":\"Parents\"}]}", true},
                {"damaged.json", "\"Timestamp\",\n", false},
                {"none", "Text\n", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *path = test_path(rows[i].name);
        struct session_file file;
        text_file_write(path, rows[i].text);
        cr_expect_not(file_open(path, &file, &err));
        cr_expect_eq(strstr(err_text(&err), "roundtable import ") != NULL, rows[i].told,
                     "%s", err_text(&err));
        free(path);
    }
}

Test(file, what_is_too_large_to_be_read_again_is_not_written)
{
    enum { MOST_VALUES = 8000000 };
    struct session_file file = {0};
    struct str many = STR_EMPTY;
    char *path = test_path("large.json");
    file_new(path, &file);
    str_add(&many, "[0");
    for (int i = 1; i < MOST_VALUES; i++) {
        str_add(&many, ",0");
    }
    str_add(&many, "]");
    struct change large = {"x", VALUE_OF_JSON(many.bytes)};
    struct edit edit = {
        .key = {"a", 1}, .kind = "note", .id = "n", .set = &large, .set_count = 1};
    cr_assert(session_apply(file.session, &edit, NULL, &err));
    cr_expect_not(file_save(&file, &err));
    cr_expect(strstr(err_text(&err), "so large a session could not be read again"), "%s",
              err_text(&err));
    cr_expect(strstr(err_text(&err), "more than 8,000,000 values"), "%s", err_text(&err));
    cr_expect(access(path, F_OK) != 0, "it is there");
    file_close(&file);
    str_finish(&many);
    free(path);
}

Test(file, nothing_is_replaced_by_what_could_not_be_read_again)
{
    struct session_file file = make_file(5, 2);
    char *path = test_path("deep.json");
    free(file.path);
    file.path = memory_copy_text(path);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    char *before = text_file_read(path), nested[65] = "";
    memset(nested, '[', 32);
    memset(nested + 32, ']', 32);
    struct change deep = {"x", VALUE_OF_JSON(nested)};
    struct edit edit = {
        .key = {"a", 1}, .kind = "note", .id = "n", .set = &deep, .set_count = 1};
    cr_assert(session_apply(file.session, &edit, NULL, &err));
    cr_expect_not(file_save(&file, &err));
    cr_expect(strstr(err_text(&err), "could not be read again"), "%s", err_text(&err));
    char *after = text_file_read(path);
    cr_expect(strcmp(after, before) == 0, "what was there is not as it was");
    file_close(&file);
    free(path);
    free(before);
    free(after);
}

Test(file, a_column_called_as_what_a_goal_says_of_itself_is_no_second_of_that_name)
{
    static const char *const columns[] = {"text", "id", "votes"};
    for (size_t i = 0; i < LENGTH(columns); i++) {
        struct str text = STR_EMPTY;
        str_addf(
            &text,
            "{\"edits\":[{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":"
            "\"goal:g\",\"set\":{\"text\":\"Healthy food\",\"vote:a\":1}},{\"key\":"
            "\"a.2\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\",\"set\":{"
            "\"goal\":\"goal:g\",\"column\":\"%s\",\"text\":\"Bus fares\"}}]}",
            columns[i]);
        struct session_file file = read_in(text.bytes);
        expect_round_trip(&file);
        file_close(&file);
        str_finish(&text);
    }
}
