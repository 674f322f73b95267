/* roundtable import: notes, headings and quotes that are not as others have them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>

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
