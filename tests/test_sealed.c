/* A file whose sums are right is merged without a look through it. Whatever stands in it,
 * merging takes or refuses it as opening does, all or nothing, and it can be read again. */

#include "base/hash.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/grids.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

TestSuite(sealed, .init = enter_folder, .fini = folder_finish);

#define HEAD "{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n"
#define TOP HEAD "  \"sessions\": [],\n  \"templates\": [],\n"
#define OPENING "  \"edits\": [\n    "
#define CLOSING "\n  ],\n"
#define EDIT                                                                             \
    "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"session:s\","         \
    "\"set\":{\"title\":\"Good\"}}"
#define FORM "{" FORM_INSIDE
#define FORM_INSIDE                                                                      \
    "\"format\":\"roundtable template\",\"version\":1,\"id\":\"ours\",\"grids\":"        \
    "[{\"id\":\"g\",\"columns\":[{\"id\":\"c\"}]}]}"

static size_t position(const struct str *text, const char *part)
{
    for (size_t i = 0; i + strlen(part) <= text->len_bytes; i++) {
        if (memcmp(text->bytes + i, part, strlen(part)) == 0) {
            return i;
        }
    }
    return text->len_bytes;
}

/* Adds the foot with checksums that are right, whatever stands above it. */
static void seal(struct str *text)
{
    size_t edits = position(text, "\n  \"edits\": [") + 1;
    edits = edits < text->len_bytes ? edits : text->len_bytes;
    const unsigned char *bytes = (const unsigned char *)text->bytes;
    unsigned long top = crc32_z(0, bytes, edits);
    unsigned long rest = crc32_z(0, bytes + edits, text->len_bytes - edits);
    str_addf(text, "  \"top\": \"%08lx\",\n  \"checksum\": \"%08lx\"\n}\n", top, rest);
}

static void write_bytes(const char *path, const struct str *text)
{
    FILE *file = fopen(path, "we");
    cr_assert(file);
    cr_assert_eq(fwrite(text->bytes, 1, text->len_bytes, file), text->len_bytes);
    cr_assert_eq(fclose(file), 0);
}

/* What a session is written as; for free(). */
static void make_sealed(const char *path, const char *text)
{
    struct str whole = STR_EMPTY;
    str_add(&whole, text);
    seal(&whole);
    write_bytes(path, &whole);
    str_finish(&whole);
}

/* The same file with a top that is one, but for its templates. */
static struct str with_good_top(const struct str *text)
{
    static const char templates[] = "\n  \"templates\": [", edits[] = "\n  \"edits\": [";
    struct str good = STR_EMPTY;
    size_t below = position(text, edits), foot = text->len_bytes, from = 0;
    for (size_t i = 0; i < text->len_bytes; i++) {
        bool is = strncmp(text->bytes + i, templates, sizeof templates - 1) == 0;
        from = is && i < below ? i : from;
        foot = strncmp(text->bytes + i, "\n  \"top\": ", 10) == 0 ? i + 1 : foot;
    }
    str_add(&good, HEAD "  \"sessions\": [],");
    str_add_bytes(&good, text->bytes + from, foot - from);
    seal(&good);
    return good;
}

/* Merging says of the file "x.json" what opening says of the same bytes when it looks at
 * every clock, and so at every byte: but of a top that is none, whose sum holds. Whether it
 * is taken; `wrong` takes what they disagree in. */
static bool agrees(const struct str *text, struct str *wrong)
{
    struct session_file file, unlooked;
    struct file_added added;
    struct err open = ERR_NONE, add = ERR_NONE;
    struct session *session = session_new();
    write_bytes("x.json", text);
    bool opens_unlooked = file_read("x.json", text->bytes, text->len_bytes, 0, false,
                                    &unlooked, NULL, NULL);
    bool opens =
        file_read("x.json", text->bytes, text->len_bytes, 1, false, &file, NULL, &open);
    if (opens_unlooked && !opens) {
        struct str good = with_good_top(text);
        err_finish(&open);
        opens =
            file_read("x.json", good.bytes, good.len_bytes, 1, false, &file, NULL, &open);
        str_finish(&good);
    }
    bool adds = file_add("x.json", session, &added, &add);
    char *merged = bytes_of(session), *opened = opens ? bytes_of(file.session) : NULL;
    if (opens_unlooked) {
        char *bytes = bytes_of(unlooked.session);
        if (opens && strcmp(bytes, opened) != 0) {
            str_addf(wrong, "opened:\n%s\nwithout looking:\n%s\n", opened, bytes);
        }
        free(bytes);
        file_close(&unlooked);
    }
    if (opens_unlooked != opens) {
        str_addf(wrong, "%sopened when not looked at\n", opens ? "not " : "");
    }
    if (adds != (opens && !file.read_only)) {
        str_addf(wrong, "opened: %s\nmerged: %s\n", opens ? "well" : err_text(&open),
                 adds ? "well" : err_text(&add));
    } else if (adds && strcmp(merged, opened) != 0) {
        str_addf(wrong, "opened:\n%s\nmerged:\n%s\n", opened, merged);
    } else if (!adds && session_edit_count(session)) {
        str_addf(wrong, "refused, and in part added:\n%s\n", merged);
    } else if (!opens && strcmp(err_text(&open), err_text(&add)) != 0) {
        str_addf(wrong, "opened: %s\nmerged: %s\n", err_text(&open), err_text(&add));
    }
    if (opens) {
        file_close(&file);
    }
    free(merged);
    free(opened);
    err_finish(&open);
    err_finish(&add);
    session_free(session);
    return adds;
}

static void expect_agreement(const struct str *text, bool taken)
{
    struct str wrong = STR_EMPTY;
    bool adds = agrees(text, &wrong);
    cr_expect(!wrong.len_bytes, "%s\nof\n%s", wrong.bytes, text->bytes);
    cr_expect_eq(adds, taken, "%s: %s", adds ? "taken" : "refused", text->bytes);
    str_finish(&wrong);
}

/* Texts above the foot, and whether they are a session. */
static const struct {
    const char *text;
    bool taken;
} odd_shapes[] = {
    {TOP OPENING EDIT CLOSING, true},
    {TOP "  \"edits\": [],\n", true},
    /* edits that are none, below one that is good */
    {TOP OPENING EDIT ",\n    {\"key\":\"a.2\"}" CLOSING, false},
    {TOP OPENING EDIT ",\n    5" CLOSING, false},
    {TOP OPENING EDIT ",\n    {\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:00.000Z\","
                      "\"of\":\"template:t\",\"set\":{\"form\":null},"
                      "\"redacted\":true}" CLOSING,
     false},
    {HEAD "  \"sessions\": [],\n  \"templates\": [\n    " FORM "\n  ],\n" OPENING EDIT
          ",\n    {}" CLOSING,
     false},
    /* what may stand around them */
    {TOP OPENING EDIT "\n  ],\n  \"more\": 1,\n", true},
    {TOP OPENING EDIT "\n  ],\n  \"edits\": [\n  ],\n", false},
    {TOP OPENING EDIT ", " EDIT CLOSING, true},
    {TOP OPENING EDIT "], \"more\": [" CLOSING, true},
    {TOP OPENING EDIT "\n  ] ,\n", true},
    {TOP OPENING EDIT CLOSING CLOSING, false},
    {TOP OPENING EDIT ",\n", false},
    {TOP "  \"edits\": [ ]\n", false},
    /* tops that are none: while their sum holds, only who looks at them sees it */
    {HEAD "  oops,\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"a\": 1,\n  \"a\": 2,\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"top\": \"\",\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"a\": \"\xff\",\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"a\": {\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"a\": {\n" OPENING EDIT "\n  ]},\n" OPENING EDIT CLOSING, true},
    /* templates */
    {HEAD "  \"templates\": [\n    " FORM "\n  ],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"templates\": [\n    " FORM ",\n    " FORM "\n  ],\n" OPENING EDIT CLOSING,
     true},
    {HEAD "  \"templates\": [\n    " FORM ", " FORM "\n  ],\n" OPENING EDIT CLOSING,
     true},
    {HEAD "  \"templates\": [\n   " FORM "\n  ],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"templates\": [" FORM "],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"templ\\u0061tes\": [\n    " FORM "\n  ],\n" OPENING EDIT CLOSING, true},
    {HEAD "  \"a\": {\n  \"templates\": [\n    " FORM "\n  ]\n},\n" OPENING EDIT CLOSING,
     true},
    {HEAD "  \"templates\": [\n    " FORM "\n  ],\n  \"a\": 1,\n" OPENING EDIT CLOSING,
     true},
    {HEAD "  \"templates\": [\n    " FORM "\n    " FORM "\n  ],\n" OPENING EDIT CLOSING,
     false},
    {HEAD "  \"templates\": [\n    " FORM ",\n  ],\n" OPENING EDIT CLOSING, false},
    {HEAD "  \"templates\": [\n    {\"id\":\n\"t\"}\n  ],\n" OPENING EDIT CLOSING, false},
    {HEAD "  \"templates\": [\n    {\"id\":\"\"}\n  ],\n" OPENING EDIT CLOSING, false},
    {HEAD "  \"templates\": {},\n" OPENING EDIT CLOSING, false},
    {HEAD "  \"templates\": [\n    5\n  ],\n" OPENING EDIT CLOSING, false},
    {HEAD "  \"templates\": [\n    ,\n  ],\n" OPENING EDIT CLOSING, false},
    {HEAD OPENING EDIT CLOSING, true},
    /* versions */
    {"{\n  \"format\": \"roundtable session\",\n  \"version\": 2,\n  \"templates\": "
     "[],\n" OPENING EDIT CLOSING,
     false},
    {"{\n  \"format\": \"roundtable session\",\n  \"version\": 1.5,\n" OPENING EDIT
         CLOSING,
     true},
    {HEAD "  \"version\": 2,\n  \"templates\": [],\n" OPENING EDIT CLOSING, true},
    {"{\n  \"format\": \"roundtable template\",\n  \"version\": 1,\n" OPENING EDIT
         CLOSING,
     false},
};

Test(sealed, odd_shapes_with_right_checksums_are_judged_as_opening_judges_them)
{
    for (size_t i = 0; i < LENGTH(odd_shapes); i++) {
        struct str text = str_of("%s", odd_shapes[i].text);
        seal(&text);
        expect_agreement(&text, odd_shapes[i].taken);
        str_finish(&text);
    }
}

Test(sealed, a_nul_in_any_place_is_refused)
{
    struct str sealed = STR_EMPTY;
    str_add(&sealed, TOP OPENING EDIT CLOSING);
    size_t above = sealed.len_bytes;
    seal(&sealed);
    for (size_t at = 0; at <= sealed.len_bytes; at++) {
        struct str text = STR_EMPTY;
        str_add_bytes(&text, sealed.bytes, at <= above ? above : sealed.len_bytes);
        str_insert(&text, at, "", 1);
        if (at <= above) {
            seal(&text);
        }
        expect_agreement(&text, false);
        str_finish(&text);
    }
    str_finish(&sealed);
}

/* A value nested that deep, with what stands before and behind it. */
static void expect_depth(int deep, const char *before, const char *behind, bool taken)
{
    struct str text = str_of("%s", before);
    for (int i = 0; i < 2 * deep; i++) {
        str_add_byte(&text, i < deep ? '[' : ']');
    }
    str_add(&text, behind);
    seal(&text);
    expect_agreement(&text, taken);
    str_finish(&text);
}

#define TO_FIELD                                                                         \
    TOP OPENING "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:00.000Z\","                  \
                "\"of\":\"note:n\",\"set\":{\"f\":"

/* In a field, beside the fields, and in a template: at most 32 in all in the last two. */
Test(sealed, what_is_nested_too_deep_is_refused_before_it_spoils_the_merged_file)
{
    for (int deep = 20; deep <= 34; deep++) {
        expect_depth(deep, TO_FIELD, "}}" CLOSING, deep <= 25);
        expect_depth(deep, TO_FIELD "1},\"more\":", "}" CLOSING, deep <= 29);
        expect_depth(deep, HEAD "  \"templates\": [\n    {\"more\":",
                     "," FORM_INSIDE "\n  ],\n" OPENING EDIT CLOSING, deep <= 29);
    }
}

/* Edits of as many keys, two of each. */
static void make_clashes(const char *path, int from, int count)
{
    struct str text = str_of(TOP "  \"edits\": [");
    for (int i = 0; i < 2 * count; i++) {
        str_addf(&text,
                 "%s\n    {\"key\":\"a.%d\",\"at\":\"2017-02-22T12:00:00.000Z\","
                 "\"of\":\"note:n%d\",\"set\":{\"text\":\"%c\"}}",
                 i ? "," : "", from + i / 2, from + i / 2, i % 2 ? 'x' : 'y');
    }
    str_add(&text, CLOSING);
    seal(&text);
    write_bytes(path, &text);
    str_finish(&text);
}

static bool add(struct session *session, const char *path, size_t edits)
{
    struct file_added added;
    struct err err = ERR_NONE;
    bool ok = file_add(path, session, &added, &err);
    cr_expect_eq(ok, edits > 0, "%s: %s", path, err_text(&err));
    cr_expect_eq(added.edits, edits, "%s: %zu", path, added.edits);
    cr_expect(ok || strstr(err_text(&err), "edits "), "%s", err_text(&err));
    err_finish(&err);
    return ok;
}

Test(sealed, no_more_edits_clash_than_a_file_may_hold)
{
    struct session *session = session_new();
    struct session_file file;
    struct file_added added;
    struct err err = ERR_NONE;
    make_clashes("a.json", 0, 600);
    make_clashes("b.json", 1000, 600);
    make_clashes("c.json", 2000, 400);
    make_clashes("d.json", 3000, 1001);
    make_clashes("e.json", 4000, 1);
    add(session, "d.json", 0);
    add(session, "a.json", 1200);
    add(session, "b.json", 0); /* nothing of it */
    cr_expect_eq(session_edit_count(session), 1200);
    cr_expect(file_add("a.json", session, &added, &err), "%s", err_text(&err));
    cr_expect_eq(added.edits, 0);
    add(session, "c.json", 800);
    add(session, "e.json", 0);
    cr_expect_eq(session_clash_count(session), SESSION_MOST_CLASHES);
    char *bytes = bytes_of(session);
    cr_expect(file_read("x", bytes, strlen(bytes), 0, false, &file, NULL, &err), "%s",
              err_text(&err));
    file_close(&file);
    free(bytes);
    session_free(session);
}

Test(sealed, a_journal_full_of_clashes_does_not_spoil_the_merged_file)
{
    enum { LINES = 1500 };
    struct session *session = session_new();
    struct str journal = STR_EMPTY;
    struct session_file file;
    struct file_added added;
    struct err err = ERR_NONE;
    make_sealed("a.json", TOP OPENING EDIT CLOSING);
    for (int i = 0; i < LINES; i++) {
        struct str line = STR_EMPTY;
        str_addf(&line,
                 "{\"key\":\"a.7\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\","
                 "\"set\":{\"text\":\"%d\"}}",
                 i);
        str_addf(&journal, "%08lx %s\n",
                 crc32_z(0, (const unsigned char *)line.bytes, line.len_bytes),
                 line.bytes);
        str_finish(&line);
    }
    write_bytes("a.json.journal", &journal);
    str_finish(&journal);
    cr_assert(file_add("a.json", session, &added, &err), "%s", err_text(&err));
    cr_expect_eq(added.from_journal, SESSION_MOST_CLASHES + 1);
    cr_expect_eq(added.news.bad_lines, LINES - SESSION_MOST_CLASHES - 1);
    journal_news_finish(&added.news);
    char *bytes = bytes_of(session);
    cr_expect(file_read("x", bytes, strlen(bytes), 0, false, &file, NULL, &err), "%s",
              err_text(&err));
    file_close(&file);
    free(bytes);
    session_free(session);
}

/* One byte, or a few, are others, or gone, or more. */
static void spoil(struct str *text, struct dice *dice)
{
    static const char *const pieces[] = {"\n",
                                         "\"",
                                         "{",
                                         "}",
                                         "[",
                                         "]",
                                         ",",
                                         " ",
                                         "\n  ],\n",
                                         "  \"edits\": [\n",
                                         "  \"templates\": [\n",
                                         "\n    {",
                                         "\\",
                                         "0",
                                         ":"};
    for (size_t i = 0; i < 1 + dice_roll(dice) % 3; i++) {
        size_t at = dice_roll(dice) % text->len_bytes;
        size_t len = 1 + dice_roll(dice) % 3;
        const char *piece = pieces[dice_roll(dice) % (LENGTH(pieces))];
        if (dice_roll(dice) % 2) {
            str_remove(text, at, len < text->len_bytes - at ? len : text->len_bytes - at);
        }
        if (dice_roll(dice) % 2) {
            str_insert(text, at < text->len_bytes ? at : 0, piece, strlen(piece));
        }
    }
}

Test(sealed, whatever_is_spoilt_and_sealed_again_merging_agrees_with_opening)
{
    unsigned long tries = times_asked("SEALED", 2000), wrong_tries = 0;
    struct str whole = STR_EMPTY;
    str_add(&whole,
            HEAD "  \"sessions\": [],\n  \"templates\": [\n    " FORM
                 "\n  ],\n" OPENING EDIT ",\n    "
                 "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":"
                 "\"goal:g\",\"set\":{\"text\":\"x\"},\"over\":[\"a.1\"]}" CLOSING);
    for (unsigned long seed = 1; seed <= tries && wrong_tries < 3; seed++) {
        struct dice dice = {seed};
        struct str text = STR_EMPTY, wrong = STR_EMPTY;
        str_add(&text, whole.bytes);
        spoil(&text, &dice);
        seal(&text);
        agrees(&text, &wrong);
        if (wrong.len_bytes) {
            cr_expect_fail("seed %lu: %s\nof\n%s", seed, wrong.bytes, text.bytes);
            wrong_tries++;
        }
        str_finish(&wrong);
        str_finish(&text);
    }
    figure("sealed bytes spoilt, merged and opened alike", tries, wrong_tries, 1);
    str_finish(&whole);
}

/* What looking through a text finds in it, each with its place. */
static void tell_faults(const char *bytes, size_t len_bytes, struct str *out)
{
    static const int64_t today_ms = INT64_C(1487764800000);
    struct session_file file;
    struct faults faults = {0};
    struct err err = ERR_NONE;
    bool ok = file_read("x.json", bytes, len_bytes, today_ms, true, &file, &faults, &err);
    str_addf(out, "%s: %s\n", ok ? "read" : "not read", err_text(&err));
    for (size_t i = 0; i < faults.count; i++) {
        str_addf(out, "%lu:%lu: %s\n", faults.items[i].place.line,
                 faults.items[i].place.column, faults.items[i].message);
    }
    if (ok) {
        char *written = bytes_of(file.session);
        str_add(out, written);
        free(written);
        file_close(&file);
    }
    faults_finish(&faults);
    err_finish(&err);
}

#define AT(time, of, set)                                                                \
    "{\"key\":\"a.1\",\"at\":\"" time "T12:00:00.000Z\",\"of\":\"" of "\",\"set\":{" set \
    "}}"
#define NOW(of, set) AT("2017-02-22", of, set)

/* A line's end more, and it is sealed no longer. */
Test(sealed, check_tells_the_same_of_a_sealed_file_as_of_another)
{
    static const struct {
        const char *edit;
        bool told; /* something is */
    } rows[] = {
        {NOW("note:n", "\"text\":\"Good\""), false},
        {NOW("note:n", "\"text\":5"), true},
        {NOW("note:n", "\"texts\":\"Good\""), true},
        {NOW("note:n", "\"gone\":true,\"vote:a\":3"), false},
        {NOW("note:n", "\"gone\":\"yes\""), true},
        {NOW("note:n", "\"place\":\"_\""), true},
        {NOW("note:n", "\"vote:a\":-1"), true},
        {NOW("note:n", "\"vote:a\":\"3\""), true},
        {NOW("note:n", "\"place\":5"), true},
        {NOW("note:n", "\"other\":[\"a\"]"), false},
        {NOW("nots:n", "\"text\":\"Good\""), true},
        {NOW("thing:n", "\"text\":\"Good\""), false},
        {NOW("theme:t", "\"alone\":\"yes\""), true},
        {NOW("session:s", "\"date\":\"2017-02-30\""), true},
        {NOW("session:s", "\"dots\":\"0\",\"title\":null"), true},
        {NOW("session:s", "\"template\":\"nobody-has-it\""), false}, /* told of the top */
        {AT("2017-02-24", "note:n", "\"text\":\"Good\""), true},
        {"{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\","
         "\"set\":{\"text\":5},\"redacted\":true}",
         true},
        {"{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\","
         "\"set\":{\"text\":\"Good\"},\"agian\":1}",
         true},
        {EDIT ",\n    " NOW("note:n", "\"text\":\"Good\""), true}, /* one key */
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str text = STR_EMPTY, sealed = STR_EMPTY, other = STR_EMPTY;
        str_addf(&text, "%s%s%s", TOP OPENING, rows[i].edit, CLOSING);
        seal(&text);
        tell_faults(text.bytes, text.len_bytes, &sealed);
        str_add_byte(&text, '\n');
        tell_faults(text.bytes, text.len_bytes, &other);
        cr_expect_str_eq(sealed.bytes, other.bytes, "%s\nsealed:\n%s\nelse:\n%s",
                         rows[i].edit, sealed.bytes, other.bytes);
        cr_expect_eq(strncmp(sealed.bytes, "read: \n{", 8) != 0, rows[i].told, "%s\n%s",
                     rows[i].edit, sealed.bytes);
        str_finish(&text);
        str_finish(&sealed);
        str_finish(&other);
    }
}
