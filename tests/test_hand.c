/* Session files changed or written by hand: what the top says becomes edits. */

#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/texts.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char by_hand[] =
    "{ \"format\": \"roundtable session\", \"version\": 1, \"sessions\": [ {\n"
    "  \"title\": \"Ageing well\", \"place\": \"Manchester\", \"date\": \"2017-02-22\",\n"
    "  \"goals\": [\n"
    "    { \"text\": \"Less isolation\",\n"
    "      \"barriers\": [ { \"text\": \"Bus fares\", \"weight\": \"boulder\" }, \"No "
    "hall\",\n"
    "                      \"Dark streets\" ],\n"
    "      \"stakeholders\": [ \"Carers\" ] },\n"
    "    { \"text\": \"More tests\", \"moments\": [ \"Market day\" ] } ] } ] }\n";

static const char as_grids[] =
    "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark streets | "
    "stakeholders: Carers\n"
    "More tests | moments: Market day\n";

/* A text as a program saves it after reading; to free(). */
static char *saved(const char *text)
{
    struct session_file file = read_in(text);
    char *out = bytes_of(file.session);
    file_close(&file);
    return out;
}

/* What `saved` is after changing one of its texts by hand: that many edits, those
 * grids. Returns what a program then saves, which must stay as it is; to free(). */
static char *changed(const char *before, const char *old, const char *new,
                     size_t hand_edits, const char *grids)
{
    char *text = replaced(before, old, new);
    struct session_file file = read_in(text), again = read_in(text);
    char *once = bytes_of(file.session), *twice = bytes_of(again.session);
    cr_expect_eq(file.hand_edits, hand_edits, "%zu edits for \"%s\"", file.hand_edits,
                 new);
    cr_expect_str_eq(once, twice, "the same text gives the same edits");
    expect_grids(file.session, grids);
    session_add_all(file.session, again.session);
    free(twice);
    twice = bytes_of(file.session);
    cr_expect_str_eq(once, twice, "merged with itself it is the same");
    file_close(&again);
    again = read_in(once);
    cr_expect_eq(again.hand_edits, 0, "nobody has changed what was saved");
    expect_grids(again.session, grids);
    file_close(&again);
    file_close(&file);
    free(text);
    free(twice);
    return once;
}

static void expect_changed(const char *old, const char *new, size_t hand_edits,
                           const char *grids)
{
    char *before = saved(by_hand);
    free(changed(before, old, new, hand_edits, grids));
    free(before);
}

/* The line of the saved text in which a note with these words stands, with its end. */
static char *line_saying(const char *text, const char *words)
{
    const char *found = strstr(text, words), *start = found;
    cr_assert(found, "\"%s\" does not stand in\n%s", words, text);
    while (start > text && start[-1] != '\n') {
        start--;
    }
    struct str line = STR_EMPTY;
    str_add_bytes(&line, start, strcspn(start, "\n") + 1);
    return str_take(&line);
}

TestSuite(hand, .fini = end_test);

Test(hand, a_top_alone_is_a_session)
{
    struct session_file file = read_in(by_hand);
    expect_grids(file.session, as_grids);
    cr_expect_eq(file.hand_edits, 8, "one a record, not %zu", file.hand_edits);
    const struct edit *edit = record_author(record_saying(file.session, "No hall"));
    cr_expect_str_eq(edit->by, "hand");
    cr_expect_eq(edit->at_ms, INT64_C(1487721600000), "the date of its session");
    file_close(&file);
}

Test(hand, changed_words_are_one_edit_of_that_note)
{
    char *before = saved(by_hand);
    struct session_file old = read_in(before);
    char *after =
        changed(before, "\"text\": \"No hall\"", "\"text\": \"No hall at night\"", 1,
                "Less isolation | barriers: Bus fares (weight boulder); No hall at "
                "night; Dark streets | stakeholders: Carers\n"
                "More tests | moments: Market day\n");
    struct session_file new = read_in(after);
    const struct record *note = record_saying(new.session, "No hall at night");
    cr_expect_str_eq(record_id(note), record_id(record_saying(old.session, "No hall")));
    cr_expect_eq(field_wordings(record_field(note, "text")), 1,
                 "the old words were seen");
    cr_expect(strstr(after, "\"No hall\""), "and stay in the history");
    file_close(&new);
    file_close(&old);
    free(before);
    free(after);
}

Test(hand, what_has_no_id_is_new_wherever_it_stands)
{
    expect_changed("\"stakeholders\": [",
                   "\"stakeholders\": [ { \"text\": \"GPs\" }, \"Us\",", 2,
                   "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                   "streets | stakeholders: GPs; Us; Carers\n"
                   "More tests | moments: Market day\n");
    expect_changed("\"stakeholders\": [",
                   "\"stakeholders\": [ \"GPs\", \"Us\", \"Them\", \"All\", \"One\",", 5,
                   "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                   "streets | stakeholders: GPs; Us; Them; All; One; Carers\n"
                   "More tests | moments: Market day\n");
    expect_changed("\"goals\": [",
                   "\"goals\": [ \"First\", { \"text\": \"\" }, null, \"\",", 2,
                   "First\n"
                   "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                   "streets | stakeholders: Carers\n"
                   "More tests | moments: Market day\n");
    expect_changed("\"stakeholders\": [", "\"stakeholders\": [ 5, true, [\"a\"],", 3,
                   "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                   "streets | stakeholders: 5; true; [\"a\"]; Carers\n"
                   "More tests | moments: Market day\n");
}

Test(hand, what_is_missing_from_its_list_was_removed)
{
    char *before = saved(by_hand), *line = line_saying(before, "\"No hall\"");
    char *after =
        changed(before, line, "", 1,
                "Less isolation | barriers: Bus fares (weight boulder); Dark streets "
                "| stakeholders: Carers\n"
                "More tests | moments: Market day\n");
    cr_expect(strstr(after, "No hall"), "but not from the history");
    free(line);
    free(after);
    const char *goal = strstr(before, "        {\n"),
               *next = strstr(goal + 1, "        {\n");
    struct str all = STR_EMPTY;
    str_add_bytes(&all, goal, (size_t)(next - goal));
    free(changed(before, all.bytes, "", 5, "More tests | moments: Market day\n"));
    str_finish(&all);
    free(before);
}

Test(hand, what_is_absent_says_nothing)
{
    static const char *const rows[] = {"title",    "place", "date",  "goals",
                                       "sessions", "text",  "weight"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        /* Called otherwise, it is absent; what it is called now is kept as it is. */
        char *before = saved(by_hand);
        struct str old = STR_EMPTY, new = STR_EMPTY;
        str_addf(&old, "\"%s\":", rows[i]);
        str_addf(&new, "\"x-%s\":", rows[i]);
        free(changed(before, old.bytes, new.bytes, 1, as_grids));
        str_finish(&old);
        str_finish(&new);
        free(before);
    }
}

Test(hand, a_list_of_words_that_no_form_knows_is_a_column)
{
    static const char isolation[] =
        "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark streets";
    static const struct {
        const char *called; /* before the stakeholders of the first goal */
        size_t edits;
        const char *grids; /* of that goal, behind its barriers */
    } rows[] = {
        {"\"enablers\": [ \"Respect\", { \"text\": \"Trust\" } ], \"stakeholders\":", 2,
         " | stakeholders: Carers | enablers: Respect; Trust\n"},
        {"\"\": [ \"Respect\" ], \"stakeholders\":", 1,
         " | stakeholders: Carers | : Respect\n"},
        {"\"x-stakeholders\":", 1, " | x-stakeholders: Carers\n"}, /* it moved */
        {"\"scores\": [ 1, [ \"in\" ] ], \"stakeholders\":", 1,
         " | stakeholders: Carers\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str grids = STR_EMPTY;
        char *before = saved(by_hand);
        str_addf(&grids, "%s%sMore tests | moments: Market day\n", isolation,
                 rows[i].grids);
        free(changed(before, "\"stakeholders\":", rows[i].called, rows[i].edits,
                     grids.bytes));
        str_finish(&grids);
        free(before);
    }
}

Test(hand, a_list_that_a_goal_has_as_a_field_stays_one)
{
    static const char text[] =
        "{\"sessions\":[{\"id\":\"s\",\"goals\":[{\"id\":\"g\",\"text\":\"Walks\","
        "\"tags\":[\"a\",\"b\"]}]}],\"edits\":[{\"key\":\"a.1\",\"at\":"
        "\"2017-02-22T12:14:03.512Z\",\"of\":\"goal:g\",\"set\":{\"text\":\"Walks\","
        "\"session\":\"session:s\",\"place\":\"V\",\"tags\":[\"a\"]}}]}";
    struct session_file file = read_in(text);
    expect_grids(file.session, "Walks\n");
    struct value tags = record_value(record_saying(file.session, "Walks"), "tags");
    cr_expect_str_eq(tags.text, "[\"a\",\"b\"]");
    file_close(&file);
}

Test(hand, an_empty_text_empties_and_an_empty_list_removes)
{
    char *before = saved(by_hand);
    free(changed(before, "\"title\": \"Ageing well\"", "\"title\": \"\"", 1, as_grids));
    char *text = replaced(before, "\"sessions\": [", "\"sessions\": [], \"x\": [");
    struct session_file file = read_in(text);
    expect_grids(file.session, "");
    file_close(&file);
    free(text);
    free(before);
}

Test(hand, a_note_that_was_moved_is_the_same_note)
{
    char *before = saved(by_hand), *line = line_saying(before, "\"Bus fares\"");
    char *voted = replaced(line, "\"boulder\" }", "\"boulder\", \"votes\": 3 }");
    char *text = replaced(before, line, voted), *with_votes = saved(text);
    free(line);
    line = line_saying(with_votes, "\"votes\": 3");
    char *without = replaced(with_votes, line, "");
    line[strlen(line) - 2] = ' '; /* its comma; now it is the last */
    struct str list = STR_EMPTY;
    str_addf(&list, "\"organisations\": [ %s ]", line);
    const char *second =
        strstr(strstr(without, "\"organisations\"") + 1, "\"organisations\"");
    struct str moved = STR_EMPTY;
    str_add_bytes(&moved, without, (size_t)(second - without));
    str_add(&moved, list.bytes);
    str_add(&moved, strchr(second, ']') + 1);
    struct session_file file = read_in(moved.bytes), old = read_in(with_votes);
    cr_expect_eq(file.hand_edits, 1);
    expect_grids(file.session,
                 "Less isolation | barriers: No hall; Dark streets | "
                 "stakeholders: Carers\n"
                 "More tests | moments: Market day | organisations: Bus fares "
                 "(weight boulder, votes 3)\n");
    cr_expect_str_eq(record_id(record_saying(file.session, "Bus fares")),
                     record_id(record_saying(old.session, "Bus fares")));
    file_close(&old);
    file_close(&file);
    str_finish(&list);
    str_finish(&moved);
    char *const made[] = {before, line, voted, text, with_votes, without};
    for (size_t i = 0; i < LENGTH(made); i++) {
        free(made[i]);
    }
}

Test(hand, only_what_was_moved_gets_a_new_place)
{
    char *before = saved(by_hand), *first = line_saying(before, "\"Bus fares\"");
    char *without = replaced(before, first, ""),
         *second = line_saying(before, "\"No hall\"");
    struct str swapped = STR_EMPTY;
    str_addf(&swapped, "%s%s", second, first);
    free(changed(without, second, swapped.bytes, 1,
                 "Less isolation | barriers: No hall; Bus fares (weight boulder); Dark "
                 "streets | stakeholders: Carers\n"
                 "More tests | moments: Market day\n"));
    str_finish(&swapped);
    free(first);
    free(second);
    free(without);
    free(before);
}

Test(hand, titles_and_votes_are_changed_where_they_stand)
{
    char *before = saved(by_hand);
    char *one = changed(before, "Ageing well", "Ageing better", 1, as_grids);
    struct session_file file = read_in(one);
    cr_expect_str_eq(record_id(record_saying(file.session, "Ageing better")),
                     record_id(session_tables(file.session, &(size_t){0})[0]));
    file_close(&file);
    char *two =
        changed(one, "\"No hall\" }", "\"No hall\", \"votes\": 2 }", 1,
                "Less isolation | barriers: Bus fares (weight boulder); No hall (votes "
                "2); Dark streets | stakeholders: Carers\n"
                "More tests | moments: Market day\n");
    free(changed(two, "\"votes\": 2", "\"votes\": 5", 1,
                 "Less isolation | barriers: Bus fares (weight boulder); No hall (votes "
                 "5); Dark streets | stakeholders: Carers\n"
                 "More tests | moments: Market day\n"));
    free(before);
    free(one);
    free(two);
}

Test(hand, what_can_be_no_count_of_votes_gives_none)
{
    static const char *const odd[] = {"-7", "1.5", "1e300", "1000000", "true", "\"3\""};
    char *before = saved(by_hand);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct str odd_votes = STR_EMPTY;
        str_addf(&odd_votes, "\"No hall\", \"votes\": %s }", odd[i]);
        free(changed(before, "\"No hall\" }", odd_votes.bytes, 0, as_grids));
        str_finish(&odd_votes);
    }
    free(before);
}

Test(hand, what_can_be_no_form_and_no_voter_is_taken_without_harm)
{
    struct session_file file =
        read_in("{\"sessions\":[{\"template\":5,\"goals\":[{\"text\":\"G\",\"votes\":2,"
                "\"vote:hand\":7,\"barriers\":[{\"text\":\"N\",\"vote:hand\":1,\"votes\":"
                "4}]}]}]}");
    expect_grids(file.session, "G | barriers: N (votes 4)\n");
    file_close(&file);
}

Test(hand, a_byte_order_mark_before_the_top_changes_nothing)
{
    char *before = saved(by_hand);
    struct str marked = STR_EMPTY;
    str_addf(&marked, "\xef\xbb\xbf%s", before);
    free(before);
    before = saved(marked.bytes);
    cr_expect_str_eq(before, marked.bytes + 3);
    free(before);
    str_finish(&marked);
}

Test(hand, a_note_pasted_twice_is_two_notes)
{
    char *before = saved(by_hand), *line = line_saying(before, "\"Bus fares\"");
    struct str both = STR_EMPTY;
    str_addf(&both, "%s%s", line, line);
    free(changed(
        before, line, both.bytes, 1,
        "Less isolation | barriers: Bus fares (weight boulder); Bus fares (weight "
        "boulder); No hall; Dark streets | stakeholders: Carers\n"
        "More tests | moments: Market day\n"));
    str_finish(&both);
    free(line);
    free(before);
}

Test(hand, three_alike_are_three)
{
    char *text = replaced(by_hand, "\"Carers\"", "\"Carers\", \"Carers\", \"Carers\"");
    char *before = saved(text);
    free(changed(before, "\"stakeholders\": [", "\"stakeholders\": [ \"Carers\",", 1,
                 "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                 "streets | stakeholders: Carers; Carers; Carers; Carers\n"
                 "More tests | moments: Market day\n"));
    free(text);
    free(before);
}

Test(hand, words_alone_never_take_the_id_of_a_note_that_stands_there)
{
    char *text =
        replaced(by_hand, "\"Carers\"", "{ \"text\": \"Carers\", \"votes\": 3 }");
    char *before = saved(text);
    free(changed(before, "\"stakeholders\": [", "\"stakeholders\": [ \"Carers\",", 1,
                 "Less isolation | barriers: Bus fares (weight boulder); No hall; Dark "
                 "streets | stakeholders: Carers; Carers (votes 3)\n"
                 "More tests | moments: Market day\n"));
    free(text);
    free(before);
}

Test(hand, what_was_removed_can_be_written_again)
{
    char *before = saved(by_hand), *line = line_saying(before, "\"No hall\"");
    char *text = replaced(before, line, ""), *without = saved(text);
    char *other = line_saying(without, "\"Dark streets\"");
    struct str both = STR_EMPTY;
    str_addf(&both, "\"No hall\",%s", other);
    free(changed(without, other, both.bytes, 1, as_grids)); /* by its words alone */
    str_clear(&both);
    str_addf(&both, "%s%s", line, other);
    char *after = changed(without, other, both.bytes, 1, as_grids); /* with its id */
    struct session_file old = read_in(before), new = read_in(after);
    cr_expect_str_eq(record_id(record_saying(old.session, "No hall")),
                     record_id(record_saying(new.session, "No hall")));
    file_close(&old);
    file_close(&new);
    str_finish(&both);
    char *const made[] = {before, line, text, without, other, after};
    for (size_t i = 0; i < LENGTH(made); i++) {
        free(made[i]);
    }
}

Test(hand, another_layout_is_no_change)
{
    char *before = saved(by_hand);
    struct json_document document = {0};
    struct str flat = STR_EMPTY;
    cr_assert(json_read(&document, "f.json", before, strlen(before), &err));
    json_write(document.root, &flat);
    struct session_file file = read_in(flat.bytes);
    char *after = bytes_of(file.session);
    cr_expect_eq(file.hand_edits, 0);
    cr_expect_str_eq(after, before);
    file_close(&file);
    json_finish(&document);
    str_finish(&flat);
    free(before);
    free(after);
}

Test(hand, thousands_of_alike_or_reordered_notes_take_little_time_and_room, .timeout = 60)
{
    enum { MANY = 20000 };
    struct str text = STR_EMPTY;
    str_add(&text, "{\"sessions\":[{\"goals\":[{\"text\":\"g\",\"barriers\":[\"n\"");
    for (int i = 1; i < MANY; i++) {
        str_add(&text, ",\"n\"");
    }
    str_add(&text, "],\"moments\":[\"m\"]}]}]}");
    char *alike = saved(text.bytes);
    struct session_file file = read_in(alike);
    cr_expect_eq(file.hand_edits, 0);
    file_close(&file);
    /* All of them the other way round: the lines of the notes, backwards. */
    const char *start = strstr(alike, "            { "),
               *end_of = strstr(start, "          ]");
    str_clear(&text);
    str_add_bytes(&text, alike, (size_t)(start - alike));
    for (const char *p = end_of; p > start;) {
        const char *line = p - 1;
        while (line > start && line[-1] != '\n') {
            line--;
        }
        str_add_bytes(&text, line, strcspn(line, "}") + 1);
        str_add(&text, line > start ? ",\n" : "\n");
        p = line;
    }
    str_add(&text, end_of);
    char *reversed = saved(text.bytes);
    cr_expect_leq(strlen(reversed), 3 * strlen(alike), "places grow too long");
    str_finish(&text);
    free(alike);
    free(reversed);
}
