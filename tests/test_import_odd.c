/* roundtable import: notes, headings and quotes that are not as others have them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

TestSuite(import_odd, .init = enter_folder);

static void expect_map(const char *part)
{
    char *text = exported("o.json", "text");
    expect_part(text, part);
    free(text);
}

/* As Quill keeps it, with a picture in it; as a text; and as nothing but the end of a line. */
static const char noted[] =
    "{\"nodes\":[{\"id\":\"n1\",\"label\":\"Buses\",\"note\":{\"ops\":[{\"insert\":\"Too "
    "\"},{\"attributes\":{\"bold\":true},\"insert\":\"late\"},{\"insert\":{\"image\":"
    "\"data:\"}},{\"insert\":\"\\nfor shifts\\n\"}]}},"
    "{\"id\":\"n2\",\"label\":\"Rain\",\"note\":\"In winter\"},"
    "{\"id\":\"n3\",\"label\":\"Noise\",\"note\":{\"ops\":[{\"insert\":\"\\n\"}]}}],"
    "\"edges\":[]}";

Test(import_odd, notes_of_prsm_are_descriptions)
{
    text_file_write("map.prsm", noted);
    EXPECT_RUN(0, "  2 descriptions are not taken in: --details takes them\n", NULL,
               "import", "--dry-run", "-o", "o.json", "map.prsm");
    EXPECT_RUN(0, "1 goal and 3 entries taken in", NULL, "import", "--yes", "--details",
               "-o", "o.json", "map.prsm");
    expect_map("   - Buses\n     Too late\n     for shifts\n   - Rain\n     In winter\n"
               "   - Noise\n");
}

/* As scrumlr writes it, which quotes nothing, and as others do. */
Test(import_odd, a_quote_that_has_no_end_is_of_the_words_and_told)
{
    text_file_write("board.csv",
                    "noteId,author,text,column,timestamp\n"
                    "n1,Ana,\"Too late, she said,Barriers,Sat 28 Nov 2026\n"
                    "n2,Ana,Rain and 6\" of snow,Barriers,Sat 28 Nov 2026\n");
    text_file_write("list.csv", "Label,Type\n\"Noise, loud\",barrier\n\"No end,barrier\n"
                                "Heat,barrier\n");
    EXPECT_RUN(3,
               "  2 cells begin with a quote that has no end: look whether they are "
               "whole\n",
               NULL, "import", "--yes", "-o", "o.json", "board.csv", "list.csv");
    expect_map("   - \"Too late, she said\n   - Rain and 6\" of snow\n   - Noise, loud\n"
               "   - \"No end\n   - Heat\n");
}

/* A later quote at the end of a cell swallows no rows; what a program has quoted stays whole, be
 * there as many commas in its lines as between the cells. */
Test(import_odd, a_quote_that_was_left_open_pairs_with_no_inch_sign_of_another_row)
{
    static const struct {
        const char *sheet, *map;
        int status;
    } sheets[] = {
        {"Label,Type\n\"Far,barrier\nPaths of 6\",barrier\n",
         "   - \"Far\n   - Paths of 6\"\n", 3},
        {"Label,Type\n\"Far,barrier\n\nRain,barrier\nso-called "
         "hub\",barrier\nx,barrier\n",
         "   - \"Far\n   - Rain\n   - so-called hub\"\n   - x\n", 3},
        {"Type;Label;Description\nbarrier;\"Far;x\nbarrier;Rain;\nbarrier;6\";\n",
         "   - \"Far\n   - Rain\n   - 6\"\n", 3},
        {"Label,Type\n\"Fast,loud\nand wide\",barrier\n",
         "   - Fast,loud\n     and wide\n", 0},
        {"Label,Type\n\"Fast, loud\nWide, too\nPaths, of 6\",barrier\n",
         "   - Fast, loud\n     Wide, too\n     Paths, of 6\n", 0},
        {"Label,Type\n\"Fast\nRain,wind\nbus 6\",barrier\n",
         "   - Fast\n     Rain,wind\n     bus 6\n", 0},
    };
    for (size_t i = 0; i < LENGTH(sheets); i++) {
        unlink("o.json");
        text_file_write("list.csv", sheets[i].sheet);
        EXPECT_RUN(sheets[i].status,
                   sheets[i].status ? "  1 cell begins with a quote that has no end" : "",
                   NULL, "import", "--yes", "-o", "o.json", "list.csv");
        expect_map(sheets[i].map);
    }
}

/* The words that stand for columns where a table is pasted do here. */
Test(import_odd, a_kind_goes_to_the_column_that_it_is_another_word_for)
{
    text_file_write("kinds.csv", "Label,Type\nHills,Problems\nFair,Chance\n");
    EXPECT_RUN(0,
               "  1 ‘Problems’: Barriers to change\n"
               "  1 ‘Chance’: Opportunities (social moments)\n",
               NULL, "import", "--dry-run", "-o", "o.json", "kinds.csv");
    EXPECT_RUN(0, "  1 ‘Chance’: Gathering, a column that the form does not have\n", NULL,
               "import", "--dry-run", "--columns", "Chance=Gathering", "-o", "o.json",
               "kinds.csv");
}

static const char people[] =
    "Goal,Problems,Who\nWalk,Glass,Ana Reed\n,Cars,Mark from the "
    "council\nPlay,Noise,Grace\n,Heat,Schools\n";

Test(import_odd, who_has_a_stake_is_taken_in_where_the_cells_are_of_groups)
{
    static const char *const groups[] = {
        ("Schools\n,Cars,Local parents\n,Heat,Young people\n"
         ",Noise,NHS\n"),
        "Parents; Schools\n", "Friends of the park\n",
        "Rodzice; szkoły\n,Cars,Młodzi ludzie\n,Heat,Sąsiedzi\n",
        "Ysgolion a rhieni\n,Cars,Pobl ifanc\n,Heat,Meddygon\n"};
    for (size_t i = 0; i < LENGTH(groups); i++) {
        struct str sheet = str_of("Goal,Problems,Who\nWalk,Glass,%s", groups[i]);
        text_file_write("sheet.csv", sheet.bytes);
        EXPECT_RUN(0, "‘Who’: Stakeholders\n", NULL, "import", "--dry-run", "-o",
                   "o.json", "sheet.csv");
        str_finish(&sheet);
    }
    text_file_write("sheet.csv", people);
    EXPECT_RUN(0,
               "  columns that are not taken in: ‘Who’\n"
               "  ‘Who’ is left out as names of people: --columns 'Who=stakeholders' "
               "takes it in\n",
               NULL, "import", "--dry-run", "-o", "o.json", "sheet.csv");
    EXPECT_RUN(0, "  4 ‘Who’: Stakeholders\n", NULL, "import", "--dry-run", "--columns",
               "Who=stakeholders", "-o", "o.json", "sheet.csv");
}

/* Whatever a preview says that a column may be taken in by does it as it stands there. */
static void expect_hint_works(const char *file, const char *hint, const char *said)
{
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "import", "--dry-run", "-o", "o.json", file));
    struct str option = str_of("--columns '%s'", hint);
    expect_part(str_text(&ran.out), option.bytes);
    EXPECT_RUN(0, said, NULL, "import", "--dry-run", "--columns", hint, "-o", "o.json",
               file);
    ran_finish(&ran);
    str_finish(&option);
}

Test(import_odd, columns_of_a_form_are_taken_in_beside_notes_and_those_left_out_on_asking)
{
    static const char *const heads[] = {"Barrier", "Problems", "Rhwystr"};
    for (size_t i = 0; i < LENGTH(heads); i++) {
        struct str sheet = str_of("%s,Who,Note\nNo pavement,Council,On Mill Road\n"
                                  "Bus fares,Mary,\n",
                                  heads[i]);
        struct str said = str_of("  2 ‘%s’: Barriers to change\n", heads[i]);
        text_file_write("sheet.csv", sheet.bytes);
        EXPECT_RUN(0, said.bytes, NULL, "import", "--dry-run", "-o", "o.json",
                   "sheet.csv");
        expect_hint_works("sheet.csv", "Who=stakeholders", "  2 ‘Who’: Stakeholders\n");
        expect_hint_works("sheet.csv", "Note=barriers",
                          "  1 ‘Note’: Barriers to change\n");
        str_finish(&sheet);
        str_finish(&said);
    }
    text_file_write("list.csv", "Label,Barrier,Who\nWalk,Glass,Ana Reed\n");
    expect_hint_works("list.csv", "=barriers", "  1 of no kind: Barriers to change\n");
    expect_hint_works("list.csv", "Barrier=barriers",
                      "  1 ‘Barrier’: Barriers to change\n");
    expect_hint_works("list.csv", "Who=stakeholders", "  1 ‘Who’: Stakeholders\n");
    EXPECT_RUN(1, "", "no entry is of the kind ‘Where’; all are of none, which is named",
               "import", "--dry-run", "--columns", "Where=moments", "-o", "o.json",
               "list.csv");
    text_file_write("notes.csv", "Note,Topic\nWalk,Health\n"); /* no column of a map */
    EXPECT_RUN(0, "‘Walk’\n  columns that are not taken in: ‘Topic’\n", NULL, "import",
               "--dry-run", "-o", "o.json", "notes.csv");
}

/* Who wrote something is not to be had, and of the names in a form it is not told how. */
Test(import_odd, who_wrote_it_stays_out_whatever_is_asked_for)
{
    text_file_write("form.csv", "Timestamp,Barriers,Author,Name,Reach me\n"
                                "x,Glass,Ana Reed,Bo,ana@example.org\n");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "import", "--dry-run", "--columns",
                                "Barriers=barriers", "-o", "o.json", "form.csv"));
    expect_part(str_text(&ran.out), "not taken in: ‘Author’, ‘Name’, ‘Reach me’\n");
    expect_no_part(str_text(&ran.out), "names of people");
    ran_finish(&ran);
    EXPECT_RUN(1, "", "no entry is of the kind ‘Author’", "import", "--yes", "--columns",
               "Author=stakeholders", "-o", "o.json", "form.csv");
}

Test(import_odd, the_options_that_would_part_it_otherwise_are_shown)
{
    text_file_write("form.csv",
                    "Timestamp,Big ideas,Rivals' ideas\nx,Trees;Ponds,None\n");
    EXPECT_RUN(
        0,
        "  --columns 'Big ideas=barriers' puts such in another column, as these: goal, "
        "barriers, stakeholders, moments\n",
        NULL, "import", "--dry-run", "-o", "o.json", "form.csv");
    EXPECT_RUN(0, "  1 answer has a semicolon: --split ';' makes several of it\n", NULL,
               "import", "--dry-run", "-o", "o.json", "form.csv");
    struct ran ran = program_run(NULL, WORDS("roundtable", "import", "--dry-run",
                                             "--columns", "Big ideas=", "--split", ";",
                                             "-o", "o.json", "form.csv"));
    expect_no_part(str_text(&ran.out), "--");
    ran_finish(&ran);
}
