/* Sheets for those who promised, and what the next seminar hears of it. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(follow_sheets, .init = promises_enter, .fini = folder_finish);

static const char before[] =
    "{\"id\":\"a\",\"place\":\"Leeds\",\"table\":\"1\",\"date\":\"2017-01-11\",\"goals\":"
    "["
    "{\"text\":\"Less isolation\",\"barriers\":[\"Bus fares\",\"Rain\"],\"groups\":["
    "{\"id\":\"sew\",\"text\":\"Sew\",\"who\":\"Ana and Ben\",\"when\":\"2017-03-01\"},"
    "{\"text\":\"Sing\",\"who\":\"ben\",\"outcome\":\"loud\"}]}]},"
    "{\"id\":\"b\",\"place\":\"Leeds\",\"table\":\"2\",\"date\":\"2017-01-11\",\"goals\":"
    "["
    "{\"text\":\"Less isolation\",\"barriers\":[\"bus fare\",\"rain\"]}]}";
static const char now[] =
    "{\"place\":\"Leeds\",\"table\":\"1\",\"date\":\"2018-01-11\",\"goals\":["
    "{\"text\":\"Warm homes\",\"barriers\":[\"Bus fares\"]}]},"
    "{\"place\":\"Leeds\",\"table\":\"2\",\"date\":\"2018-01-11\",\"goals\":["
    "{\"text\":\"Warm homes\",\"barriers\":[\"Bus fares\"]}]}";

/* "Jo, practice mgr" is Jo, and what she does. */
Test(follow_sheets, what_somebody_does_is_no_person_with_a_sheet)
{
    static const struct {
        const char *who;
        const char *sheets[3];
    } rows[] = {
        {"Jo, practice mgr", {"Jo, practice mgr"}},
        {"Jo, practice mgr and Ana", {"Ana", "Jo, practice mgr"}},
        {"Ana, Ben", {"Ana", "Ben"}},
        {"ana, ben", {"ana", "ben"}},
        {"the council, transport team", {"the council, transport team"}},
        {"Ana, Élise and Zoe", {"Ana", "Élise", "Zoe"}},
        {"Kofi n Siân", {"Kofi", "Siân"}},
        {"mum n dad", {"dad", "mum"}},
        {"Pick n mix club", {"Pick n mix club"}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str file = str_of("{ \"sessions\": [ { \"goals\": [ { \"text\": \"A\", "
                                 "\"groups\": [ { \"text\": \"B\", \"who\": \"%s\" } "
                                 "] } ] } ] }",
                                 rows[i].who);
        text_file_write("who.json", file.bytes);
        char *text = OUTPUT_OF("export", "-f", "promises", "who.json");
        size_t count = 0, said = 0;
        for (; count < 3 && rows[i].sheets[count]; count++) {
            struct str head = str_of("%s\n=", rows[i].sheets[count]);
            expect_part(text, head.bytes);
            str_finish(&head);
        }
        for (const char *at = text; (at = strstr(at, "You said that")); at++) {
            said++;
        }
        cr_expect_eq(said, count, "%s", text);
        free(text);
        str_finish(&file);
    }
}

Test(follow_sheets, who_promised_gets_a_sheet_of_what_by_when_and_with_whom)
{
    tables_write("before.json", before);
    char *text = OUTPUT_OF("export", "-f", "promises", "before.json");
    cr_expect_str_eq(
        text,
        "Ana\n===\n\nYou said that you would:\n\n"
        "- by 1 March 2017: Sew\n"
        "  for the goal: Less isolation\n"
        "  together: Ana and Ben\n"
        "  Leeds, table 1, 2017-01-11\n\n"
        "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - "
        "- - - - -\n\n"
        "Ben\n===\n\nYou said that you would:\n\n"
        "- by 1 March 2017: Sew\n"
        "  for the goal: Less isolation\n"
        "  together: Ana and Ben\n"
        "  Leeds, table 1, 2017-01-11\n"
        "- Sing\n"
        "  for the goal: Less isolation\n"
        "  Leeds, table 1, 2017-01-11\n"
        "  came of it: loud\n",
        "%s", text);
    free(text);
    text = OUTPUT_OF("export", "-f", "promises", "--without-names", "before.json");
    expect_part(text, "What was promised\n=================\n\n- by 1 March 2017: Sew\n");
    expect_no_part(text, "Ana");
    free(text);
    tables_write("now.json", now);
    EXPECT_RUN(3, "", "nobody has promised anything", "export", "-f", "promises",
               "now.json");
    text_file_write("kept.txt", "what was there");
    EXPECT_RUN(3, "", "nobody has promised anything", "export", "-f", "promises",
               "--force", "-o", "kept.txt", "now.json");
    char *kept = text_file_read("kept.txt");
    cr_expect_str_eq(kept, "what was there");
    free(kept);
}

/* What was promised last time is in the list of promises, in the calendar and on the sheets. */
Test(follow_sheets, who_promised_last_time_has_a_sheet_in_the_file_that_follows_up)
{
    static const char sheet[] = "Ben\n===\n\nYou said that you would:\n\n"
                                "- by 1 March 2017: Sew\n  for the goal: Less isolation\n"
                                "  together: Ana and Ben\n  Leeds, table 1, 2017-01-11\n"
                                "- Sing\n  for the goal: Less isolation\n"
                                "  Leeds, table 1, 2017-01-11\n  came of it: loud\n";
    tables_write("before.json", before);
    EXPECT_RUN(0, "", "", "new", "--after", "before.json", "next.json");
    char *text = OUTPUT_OF("export", "-f", "promises", "next.json");
    expect_part(text, sheet);
    free(text);
    EXPECT_RUN(3, "SUMMARY:Sew", "1 commitment without a date", "export", "-f", "ics",
               "next.json");
}

/* The last sheet has what is left to do, and what somebody only began is said to lack. */
Test(follow_sheets, what_nobody_has_taken_on_is_on_the_last_sheet)
{
    tables_write("plan.json", promises);
    char *text = OUTPUT_OF("export", "-f", "promises", "plan.json");
    const char *last = strstr(text, "What nobody has taken on yet\n===");
    cr_assert(last, "%s", text);
    expect_part(last, "- by 21 February 2017: Taste | water\n");
    expect_part(last, "- Only an idea\n  for the goal: Warmer homes\n");
    free(text);
    text = OUTPUT_OF("export", "-f", "promises", "--without-names", "plan.json");
    expect_no_part(text, "Only an idea");
    free(text);
    struct typist *t = promises_open("plan.json", 80);
    typist_type(t, "G3\x1b[B\x1b[Bc");
    typist_wait(t, "Who and when: ‘Only an idea’");
    typist_type(t, "Sam" ESC);
    typist_wait_wrapped(t, "Only an idea (half written)");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "w");
    typist_wait_wrapped(t,
                        "Exported to plan-promises.txt. But: 1 promise is half written "
                        "and not in it");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "i");
    typist_wait_wrapped(t, "1 promise is half written and not in it");
    typist_leave(t);
}

Test(follow_sheets, when_nobody_knows_when_no_table_of_notes_names_the_year_1970)
{
    tables_write("now.json", now);
    char *csv = exported("now.json", "csv");
    expect_no_part(csv, "1970");
    free(csv);
}

Test(follow_sheets, the_next_seminar_hears_what_came_of_it_and_which_themes_are_new)
{
    tables_write("before.json", before);
    tables_write("now.json", now);
    EXPECT_RUN(0, "", "", "merge", "-o", "both.json", "before.json", "now.json");
    static const char *const files[] = {"now.json", "both.json"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        char *text = OUTPUT_OF("themes", "--after", "before.json", files[i]);
        expect_part(text, "\nLast time: 2 tables in Leeds, 11 January 2017\n");
        expect_part(text, "\nPromises that something came of: 1\n");
        expect_part(text, "\n  - Sing (ben), Leeds 1: loud\n");
        expect_part(text, "\nPromises of which nobody has said it yet: 1\n");
        expect_part(text, "\n  - Sew (Ana and Ben, by 1 March 2017), Leeds 1\n");
        expect_part(text, "\nThemes that stayed: 1\n");
        expect_part(text, "\n  - Bus fares (2 tables)\n");
        expect_part(text, "\nNew themes: 1\n");
        expect_part(text, "\n  - Warm homes (2 tables)\n");
        expect_part(text, "\nThemes that nobody named any more: 2\n");
        expect_part(text, "\n  - Rain (2 tables)\n");
        free(text);
    }
    EXPECT_RUN(2, "", "what came of last time is text, not csv", "themes", "--after",
               "before.json", "-f", "csv", "now.json");
}
