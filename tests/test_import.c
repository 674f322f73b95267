/* roundtable import: maps and sheets of other programs. */

#include "foreign/foreign.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(import, .init = enter_folder);

/* Takes files in, and expects what is said of it. */
#define IMPORT(said, ...)                                                                \
    EXPECT_RUN(0, said, NULL, "import", "--yes", "-o", "o.json", __VA_ARGS__)

static void expect_map(const char *part)
{
    char *text = exported("o.json", "text");
    expect_part(text, part);
    free(text);
}

#define WALK_WITH_PARENTS                                                                \
    "1. Walk to school\n\n   Barriers to change\n   – none yet\n\n"                    \
    "   Stakeholders\n   - Parents\n"

static const char elements[] = "\xEF\xBB\xBFLabel,Type,Description,Tags\r\n"
                               "Parents,stakeholder,Of small children,leeds|north\r\n"
                               "Walk to school,goal,,\r\n";
static const char connections[] = "From,To,Type,Direction\n"
                                  "Parents,Walk to school,has a stake in,directed\n";

Test(import, sheets_of_elements_and_of_connections_are_one_map)
{
    text_file_write("elements.csv", elements);
    text_file_write("connections.csv", connections);
    IMPORT("o.json: 1 goal and 1 entry taken in.", "elements.csv", "connections.csv");
    expect_map(WALK_WITH_PARENTS);
    EXPECT_RUN(1, "",
               "connections.csv: there is no entry in it; name the file of its elements",
               "import", "--yes", "-o", "p.json", "connections.csv");
    cr_expect(access("p.json", F_OK) != 0);
}

Test(import, json_maps_of_both_programs_and_of_both_shapes_say_the_same)
{
    static const char *const maps[] = {
        "{\"elements\":[{\"id\":\"e1\",\"label\":\"Parents\",\"type\":\"stakeholder\"},"
        "{\"id\":\"e2\",\"label\":\"Walk to school\",\"type\":\"goal\"}],"
        "\"connections\":[{\"from\":\"e1\",\"to\":\"e2\"}]}",
        "{\"elements\":[{\"id\":1,\"label\":\"Parents\",\"type\":\"stakeholder\"},"
        "{\"id\":2,\"label\":\"Walk to school\",\"type\":\"goal\"}],"
        "\"connections\":[{\"from\":1,\"to\":2}]}",
        "{\"elements\":[{\"label\":\"Parents\",\"type\":\"Stakeholders\"},"
        "{\"label\":\"Walk to school\",\"type\":\"Goal\"}],"
        "\"connections\":[{\"from\":\"Walk to school\",\"to\":\"Parents\"}]}",
        "{\"name\":\"A map\",\"elements\":[{\"_id\":\"a\",\"attributes\":{\"label\":"
        "\"Parents\",\"element type\":\"stakeholder\"}},{\"_id\":\"b\",\"attributes\":"
        "{\"label\":\"Walk to school\",\"element type\":\"goal\"}}],"
        "\"connections\":[{\"_id\":\"c\",\"from\":\"a\",\"to\":\"b\"}]}",
        "{\"mapTitle\":\"A map\",\"styles\":{\"nodes\":{\"group0\":{\"groupLabel\":"
        "\"Goal\"},\"group1\":{\"groupLabel\":\"Stakeholder\"}}},\"nodes\":["
        "{\"id\":\"n1\",\"label\":\"Walk to school\",\"grp\":\"group0\"},"
        "{\"id\":\"n2\",\"label\":\"Parents\",\"grp\":\"group1\"}],"
        "\"edges\":[{\"from\":\"n2\",\"to\":\"n1\"}]}"};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        unlink("o.json");
        text_file_write("map.prsm", maps[i]);
        IMPORT("1 goal and 1 entry taken in", "map.prsm");
        expect_map(WALK_WITH_PARENTS);
        expect_map(i < 3 ? "map\n===" : "A map\n=====");
    }
}

/* What lz-string 1.5.0 made of a map called "Überblick", of the goal "Gehen" with a face and the
 * entry "Gehwege" without a kind. */
static const char packed[] =
    "\341\257\241\340\241\215\344\204\254\304\200\341\224\244\345\240\245\346\200\273"
    "\305\254\342\200\267\320\241\346\260\250\346\212\241\341\262\222\342\234\240\346"
    "\214\241\345\231\200\307\201S\344\204\241\341\273\210\346\243\264\302\226\310"
    "\214\302\270\345\232\235\342\240\243\344\270\223\345\240\245\343\245\240\302\201"
    "\343\204\250\341\211\212,\344\210\276\341\210\254\341\200\241\346\214\214\341"
    "\202\264\314\233\343\235\260\347\234\213\346\200\273\342\250\256\341\217\222\346"
    "\254\240\344\231\212\341\201\250\340\251\261\341\232\201\342\245\240\306\202\344"
    "\253\240\302\260\341\236\243\343\240\240\337\225\343\241\212\341\246\224\345\221"
    "\242\342\247\211\342\231\225\341\252\202\345\240\240\344\261\266\341\255\245\343"
    "\213\203\344\247\240\340\274\202\344\240\203\342\212\210\306\225\345\221\210\344"
    "\271\264\346\207\210,\346\221\206\315\226\344\235\260\341\207\270\346\232\266"
    "\340\263\2554\340\240\240 ";

Test(import, a_packed_map_is_unpacked_and_a_part_of_one_is_refused)
{
    struct foreign f = {0};
    struct err err = ERR_NONE;
    char part[sizeof packed];
    cr_assert(foreign_read(&f, "a.prsm", packed, sizeof packed - 1, "", &err), "%s",
              err_text(&err));
    cr_expect_str_eq(f.title, "Überblick");
    cr_assert(f.count == 2 && f.link_count == 1);
    cr_expect_str_eq(f.entries[0].words, "Gehen 😀");
    cr_expect_str_eq(f.entries[0].kind, "Goal");
    cr_expect_str_eq(f.entries[1].words, "Gehwege");
    foreign_finish(&f);
    for (size_t len = 1; len < sizeof packed - 4; len++) {
        memcpy(part, packed, len);
        part[len] = '\0';
        cr_expect(!foreign_read(&f, "a.prsm", part, len, "", &err), "%zu bytes", len);
        foreign_finish(&f);
    }
    err_finish(&err);
}

Test(import, answers_go_to_the_columns_whose_questions_they_answer_and_no_address_is_read)
{
    text_file_write(
        "answers.csv",
        "\"Timestamp\",\"Username\",\"What gets in the way?\","
        "\"Who has a stake? (tick all)\",\"How to reach you\",\"Your table\"\n"
        "\"2026/11/28 10:02:11 AM GMT\",\"ana@example.org\",\"Fast traffic\n"
        "and no crossing\",\"Schools;Parents\",\"ana@example.org\",\"4\"\n"
        "\"2026/11/28 10:03:00 AM GMT\",\"\",\"\",\"Parents\",\"\",\"4\"\n");
    IMPORT("1 goal and 3 entries taken in", "--split", ";", "--columns",
           "Your table=", "--goal", "More walking", "answers.csv");
    expect_map("1. More walking\n\n   Barriers to change\n   - Fast traffic\n"
               "     and no crossing\n\n   Stakeholders\n   - Schools\n   - Parents\n");
    char *all = text_file_read("o.json");
    expect_no_part(all, "example.org");
    expect_no_part(all, "10:02");
    free(all);
    EXPECT_RUN(
        1, "", "no entry is of the kind ‘Yor table’; there are: ‘What gets in the way?’",
        "import", "--yes", "-o", "o.json", "--columns", "Yor table=", "answers.csv");
}

Test(import, a_row_goes_on_with_the_goal_above_but_somebody_elses_answers_do_not)
{
    text_file_write("sheet.csv",
                    ",Goal,Barriers\n,Walk,Traffic\n,,Rain\n,,\n,Sleep,Noise\n");
    IMPORT("2 goals and 3 entries taken in", "sheet.csv");
    expect_map("1. Walk\n\n   Barriers to change\n   - Traffic\n   - Rain\n");
    text_file_write("form.csv", "Timestamp,Goal,Barriers\nx,Walk,Cars\ny,,Snow\n");
    IMPORT("1 goal and 2 entries taken in", "form.csv");
    expect_map("3. form\n\n   Barriers to change\n   - Snow\n");
}

Test(import, the_stickies_of_a_planning_board_have_kinds)
{
    text_file_write("stickies.csv", "board-type;team-name;sticky-type;text\n"
                                    "team;North;Barrier;Stra\xDF"
                                    "e\n");
    IMPORT("1 ‘Barrier’: Barriers to change", "stickies.csv");
    expect_map("   - Straße\n");
}

Test(import, columns_that_ask_who_answers_are_left_out_however_they_ask)
{
    text_file_write("answers.csv",
                    "ID,What is your name? (optional),Your e-mail:,Reach me,Barriers\n"
                    "901,Ana Reed,none,ana@example.org,Traffic\n"
                    "902,Bo Hill,,at home,Rain\n");
    IMPORT(
        "columns that are not taken in: ‘What is your name? (optional)’, ‘Your e-mail:’, "
        "‘Reach me’",
        "answers.csv");
    char *all = text_file_read("o.json");
    expect_no_part(all, "Ana");
    expect_no_part(all, "none");
    expect_no_part(all, "example.org");
    expect_no_part(all, "\"901\""); /* but as digits of a time */
    free(all);
}

Test(import, commas_and_breaks_that_nothing_quotes_stay_in_the_words)
{
    text_file_write(
        "notes.csv",
        "noteId,author,text,column,timestamp,parent,votes,voting_iteration_1\n"
        "n1,Ana,Fast, loud traffic,Barriers,Sat 28 Nov 2026 10:00:00 GMT,-,3,3\n"
        "n2,Ana,No crossing\nfor miles,Barriers,Sat 28 Nov 2026,n1,0,0\n"
        "n3,Ana,Fast, loud traffic,Barriers,Sat 28 Nov 2026,-,1,0\n"
        "n4,Ana,\"Far\" away, too,Barriers,Sat 28 Nov 2026,-,0,0\n");
    IMPORT("1 goal and 4 entries with 4 votes taken in", "notes.csv");
    expect_map("   - Fast, loud traffic [3 votes]\n   - No crossing\n     for miles\n"
               "   - Fast, loud traffic [1 vote]\n   - \"Far\" away, too\n");
    char *all = text_file_read("o.json");
    expect_no_part(all, "Ana");
    free(all);
}

Test(import, cells_are_parted_by_whatever_fits_in_whatever_letters)
{
    static const struct {
        const char *text;
        size_t len;
    } sheets[] = {
#define SHEET(text) {text, sizeof text - 1}
        SHEET("Label;Type\r\nCaf\xE9, \x93late\x94;barrier\r\n"),
        SHEET("Label\tType\rCafé, “late”\tbarrier\r"),
        SHEET("Type|Label\nbarrier|\"Café, “late”\"\n"),
        SHEET("sep=;\nLabel;Type\nCafé, “late”;barrier"),
        SHEET("Label\nCafé, “late”\n"),
        SHEET("\xFF\xFEL\0a\0b\0e\0l\0\n\0C\0a\0f\0\xE9\0,\0 \0\x1C l\0a\0t\0e\0\x1D "),
    };
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        struct foreign f = {0};
        struct err err = ERR_NONE;
        cr_assert(foreign_read(&f, "a.csv", sheets[i].text, sheets[i].len, "", &err));
        cr_assert_eq(f.count, 1, "sheet %zu", i);
        cr_expect_str_eq(f.entries[0].words, "Café, “late”", "sheet %zu", i);
        cr_expect_str_eq(f.entries[0].kind, i < 4 ? "barrier" : "");
        foreign_finish(&f);
    }
}

Test(import, breaks_in_quoted_cells_stay_whatever_ends_the_lines)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct foreign f = {0};
        struct err err = ERR_NONE;
        struct str text = str_of("Label,Type%s\"one%s%stwo \"\"x\"\"\",barrier%sthree,%s",
                                 ends[i], ends[i], ends[i], ends[i], ends[i]);
        cr_assert(foreign_read(&f, "a.csv", str_text(&text), text.len_bytes, "", &err));
        cr_assert_eq(f.count, 2, "ends %zu", i);
        cr_expect_str_eq(f.entries[0].words, "one\n\ntwo \"x\"", "ends %zu", i);
        cr_expect_str_eq(f.entries[1].words, "three", "ends %zu", i);
        foreign_finish(&f);
        str_finish(&text);
    }
}

Test(import, what_export_writes_is_known_again_though_it_looks_like_a_formula)
{
    EXPECT_RUN(0, "", NULL, "new", "o.json");
    EXPECT_RUN(0, "", NULL, "add", "--goal", "Walk", "o.json", "=1+1", "+5 buses",
               "'tis; \"wet\"", "one\ntwo");
    EXPECT_RUN(0, "", NULL, "export", "-o", "o.csv", "o.json");
    IMPORT("There is nothing new: nothing was written.", "o.csv");
}

Test(import, the_same_again_brings_only_what_is_new_whatever_was_changed_here)
{
    text_file_write("map.csv", "ID,Label,Type\n1,Traffic,barrier\n2,Rain,barrier\n");
    IMPORT("1 goal and 2 entries taken in", "map.csv");
    IMPORT("2 are there already\nThere is nothing new: nothing was written.\n",
           "map.csv");
    struct ran ran =
        program_run("go 1.barriers.1\nedit Fast traffic\ngo 1.barriers.2\ndelete\nquit\n",
                    WORDS("roundtable", "--accessible", "o.json"));
    cr_expect_eq(ran.status, 0, "%s", ran.err.bytes);
    ran_finish(&ran);
    text_file_write(
        "map.csv",
        "ID,Label,Type\n1,Traffic,barrier\n3,No bus,barrier\n2,Rain,barrier\n");
    IMPORT("1 was taken in before and deleted since: --again brings it back", "map.csv");
    expect_map("   Barriers to change\n   - Fast traffic\n   - No bus\n\n");
    IMPORT("0 goals and 1 entry taken in", "--again", "map.csv");
    expect_map("   - Rain\n"); /* before or behind the new one */
}

Test(import, what_has_no_goal_is_known_again_in_another_file_and_stands_with_its_like)
{
    text_file_write("answers.csv", "Timestamp,Barriers\nx,Traffic\n");
    text_file_write("answers (1).csv", "Timestamp,Barriers\nx,Traffic\ny,Rain\n");
    IMPORT("1 goal and 1 entry taken in", "answers.csv");
    IMPORT("0 goals and 1 entry taken in", "answers (1).csv");
    expect_map("1. answers\n\n   Barriers to change\n   - Traffic\n   - Rain\n");
    IMPORT("There is nothing new", "--goal", "Elsewhere", "answers.csv");
    text_file_write("other.csv", "Timestamp,Barriers\nz,Snow\n");
    IMPORT("1 goal and 1 entry taken in", "--goal", "Elsewhere", "other.csv");
    expect_map("2. Elsewhere\n\n   Barriers to change\n   - Snow\n");
}

Test(import, short_ids_of_two_maps_are_not_one)
{
    text_file_write("one.csv", "ID,Label,Type\n1,Traffic,barrier\n");
    text_file_write("two.csv", "ID,Label,Type,\n1,Rain,barrier,,\n");
    IMPORT("1 goal and 1 entry taken in", "one.csv");
    IMPORT("1 goal and 1 entry taken in", "two.csv");
    text_file_write(
        "three.prsm",
        "{\"styles\":{\"nodes\":{\"g\":{\"groupLabel\":\"Goal\"}}},\"nodes\":["
        "{\"id\":\"1\",\"label\":\"Walk\",\"grp\":\"g\"},"
        "{\"id\":\"2\",\"label\":\"Bus\"}],"
        "\"edges\":[{\"from\":\"2\",\"to\":\"1\"}]}");
    IMPORT("1 goal and 1 entry taken in", "one.csv", "three.prsm");
    expect_map("Walk\n\n   entries\n   - Bus\n");
}

Test(import, an_entry_stands_under_each_goal_that_it_is_connected_with)
{
    text_file_write("elements.csv", "Label,Type\nWalk,goal\nSleep,goal\nNoise,barrier\n"
                                    "Rain,barrier\n");
    text_file_write("connections.csv", "From,To\nNoise,Walk|Sleep\nNoise,Walk\n"
                                       "Noise,Rain\nNobody,Walk\n");
    IMPORT("  ‘elements’: ‘Rain’\n"
           "  2 connections join no entry to a goal, and are not taken in\n",
           "elements.csv", "connections.csv");
    expect_map("1. Walk\n\n   Barriers to change\n   - Noise\n");
    expect_map("2. Sleep\n\n   Barriers to change\n   - Noise\n");
    expect_map("3. elements\n\n   Barriers to change\n   - Rain\n");
}

Test(import, undo_takes_all_of_it_back_at_once_in_the_next_window)
{
    text_file_write("elements.csv", elements);
    EXPECT_RUN(0, "", NULL, "new", "o.json");
    EXPECT_RUN(0, "", NULL, "add", "--goal", "Sleep", "o.json", "Noise");
    IMPORT("2 goals and 1 entry taken in", "elements.csv");
    struct ran ran =
        program_run("undo\nquit\n", WORDS("roundtable", "--accessible", "o.json"));
    expect_part(ran.out.bytes, "Undid: ");
    ran_finish(&ran);
    char *text = exported("o.json", "text");
    expect_part(text, "1. Sleep\n\n   Barriers to change\n   - Noise\n");
    expect_no_part(text, "2. ");
    free(text);
}

Test(import, what_would_come_is_shown_and_nothing_is_written_unasked)
{
    text_file_write("map.csv", "Label,Type\nTraffic,barrier\nBuses,transport\n");
    EXPECT_RUN(0,
               "o.json, which is new: 1 goal and 2 entries to take in\n"
               "  1 ‘barrier’: Barriers to change\n"
               "  1 ‘transport’: transport, a column that the form does not have\n"
               "  --columns 'transport=barriers' puts such in another column, as these: "
               "goal, barriers, stakeholders, moments\n"
               "They stand under:\n  ‘map’: ‘Traffic’, ‘Buses’\n"
               "Nothing was written: it was only to be shown.\n",
               NULL, "import", "--dry-run", "-o", "o.json", "map.csv");
    EXPECT_RUN(2, "", "without a terminal to ask on, --yes is needed", "import", "-o",
               "o.json", "map.csv");
    cr_expect(access("o.json", F_OK) != 0);
    IMPORT("", "--columns", "transport=moments", "map.csv");
    expect_map("   Opportunities (social moments)\n   - Buses\n");
}

Test(import, what_cannot_be_read_is_named_and_nothing_is_written)
{
    static const struct {
        const char *name, *text, *said;
    } bad[] = {
        {"a.xlsx", "PK\3\4xx",
         "a.xlsx: this is a workbook or another packed file, which is not"},
        {"a.graphml", "<?xml version=\"1.0\"?><graphml/>", "a.graphml: this is XML"},
        {"a.csv", " \n", "a.csv: there is nothing in it"},
        {"a.json", "{\"elements\":[{\"label\":\"x\"},", "a.json:1:"},
        {"a.json", "{\"a\":1}", "a.json: this is no map of Kumu or PRSM"},
        {"a.json", "{\"elements\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
         "a.json:1:44: nested more than 32 deep"},
        {"a.json", "{\"sessions\":[]}", "a.json: this is a session; roundtable merge"},
        {"a.prsm", "hello", "a.prsm"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        text_file_write(bad[i].name, bad[i].text);
        EXPECT_RUN(1, "", bad[i].said, "import", "--yes", "-o", "o.json", bad[i].name);
    }
    cr_expect(access("o.json", F_OK) != 0);
}

Test(import, a_column_that_is_not_taken_in_is_named_once)
{
    struct str heads = str_of("Label,Weight");
    for (int i = 1; i <= 30; i++) {
        str_addf(&heads, ",c%d", i);
    }
    text_file_write("a.csv", "Label,Weight\nTraffic,2\n");
    text_file_write("b.csv", str_text(&heads));
    IMPORT("not taken in: ‘Weight’, ‘c1’, ‘c2’", "a.csv", "b.csv");
    IMPORT("‘c18’, ‘c19’ and 11 more\n", "a.csv", "b.csv");
    str_finish(&heads);
}

/* Of so many lines, each made of a number. */
static char *many(const char *head, const char *line, int count)
{
    struct str all = str_of("%s", head);
    for (int i = 0; i < count; i++) {
        str_addf(&all, "%d%s", i, line);
    }
    return str_take(&all);
}

/* Be it of one or of several, and by whichever of its names. */
Test(import, a_kind_goes_to_its_column_as_one_of_it_is_called)
{
    text_file_write("kinds.csv", "Label,Type\nRain,Barrier\nWalk,Goals\nFete,moment\n"
                                 "Spring,Moments\nTerm,social moment\nBus,opportunity\n");
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "import", "--dry-run", "-o", "o.json", "kinds.csv"));
    expect_part(str_text(&ran.out), "‘Barrier’: Barriers to change\n");
    expect_part(str_text(&ran.out), "‘moment’: Opportunities (social moments)\n");
    expect_part(str_text(&ran.out), "‘opportunity’: Opportunities (social moments)\n");
    expect_no_part(str_text(&ran.out), "that the form does not have");
    ran_finish(&ran);
}

Test(import, of_a_new_session_the_table_has_the_number_that_was_asked_for)
{
    text_file_write("stickies.csv", "Label,Type\nRain,barrier\n");
    EXPECT_RUN(0, "1 entry taken in", NULL, "import", "--yes", "-o", "o.json", "--table",
               "6", "stickies.csv");
    expect_map("\nTable: 6\n");
    EXPECT_RUN(0, "There is nothing new: nothing was written.", NULL, "import", "--yes",
               "-o", "o.json", "--table", "6", "stickies.csv");
}

Test(import, too_much_is_refused)
{
    const struct {
        char *text;
        const char *said;
    } large[] = {
        {many("Label\n", "\n", FOREIGN_MOST + 1), "rows are not taken in"},
        {many("Label", ",", 2000), "more than 1,000 cells"},
        {many("Label,Type\nx,", "y\nx,", 60), "of more than 40 kinds"},
        {many("{\"elements\":", "", 0), "a.csv:1:"},
        {many("Label\nx", "long", 20000), "an entry of more than 65536 bytes"},
    };
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        text_file_write("a.csv", large[i].text);
        EXPECT_RUN(1, "", large[i].said, "import", "--yes", "-o", "o.json", "a.csv");
        free(large[i].text);
    }
}

Test(import, a_row_that_does_not_fit_is_told_and_what_fits_of_it_taken)
{
    text_file_write("a.csv", "Label,Type,Description\n"
                             "Parents,stakeholder,Of small children, and of big ones\n"
                             "Traffic,barrier,,,\n");
    EXPECT_RUN(3, "  1 row has more cells than headings: look whether it is whole\n",
               NULL, "import", "--yes", "-o", "o.json", "a.csv");
    expect_map("   Barriers to change\n   - Traffic\n\n   Stakeholders\n   - Parents\n");
}

Test(import, a_connection_without_an_end_is_told)
{
    text_file_write("a.json", "{\"elements\":[{\"label\":\"Walk\",\"type\":\"goal\"}],"
                              "\"connections\":[{\"from\":\"Walk\"}]}");
    text_file_write("b.csv", "From,To\nWalk,\n");
    IMPORT("  2 rows, elements or connections have no words\n", "a.json", "b.csv");
}

Test(import, a_title_is_one_line_of_words_whatever_the_map_or_its_file_is_called)
{
    static const struct {
        const char *file, *text, *title;
    } maps[] = {
        {" .csv", "Label\nx\n", "map"},
        {"\x1B.csv", "Label\nx\n", "map"},
        {"a\nb\x1B.csv", "Label\nx\n", "a b"},
        {"a.json",
         "{\"name\":\"My\\u001b[31m\\nmap\\u009b \",\"elements\":[{\"label\":\"x\"}]}",
         "My[31m map"},
    };
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        unlink("o.json");
        text_file_write(maps[i].file, maps[i].text);
        IMPORT("1 goal and 1 entry taken in", maps[i].file);
        struct str goal = str_of("1. %s\n", maps[i].title);
        expect_map(goal.bytes);
        str_finish(&goal);
    }
}

Test(import, what_controls_a_terminal_does_not_come_in)
{
    text_file_write("a.csv", "Label,Type\nA\x1B[31mred\a b,bar\x1Brier\n");
    IMPORT("1 ‘barrier’: Barriers to change", "a.csv");
    expect_map("   - A[31mred b\n");
}

Test(import, a_column_that_a_heading_of_two_lines_makes_is_called_in_one)
{
    text_file_write("a.csv", "Timestamp,\"Big\nidea\"\nx,Trees\n");
    IMPORT("  1 ‘Big…’: Big idea, a column that the form does not have\n", "a.csv");
    IMPORT("There is nothing new", "a.csv");
}

Test(import, kinds_whose_last_letters_share_bytes_are_not_one)
{
    text_file_write("a.csv", "Label,Type\nx,統一\ny,統並\nz,統一 (all)…\n");
    IMPORT("  2 ‘統一’: 統一, a column that the form does not have\n"
           "  1 ‘統並’: 統並, a column that the form does not have\n",
           "a.csv");
}

Test(import, blanks_of_all_kinds_are_no_words_and_stand_around_none)
{
    text_file_write("a.csv", "Label,Type\n\xC2\xA0\xE2\x80\x8B,barrier\n"
                             "\"\xE3\x80\x80\n\xC2\xA0\tRain \n\xC2\xA0\n\",barrier\n");
    IMPORT("  1 row, element or connection has no words\n", "a.csv");
    expect_map("   - Rain\n\n");
}
