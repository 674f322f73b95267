/* A table that met again: what stands in its file stands on its papers, and what nobody took on
 * last time is nobody's still, wherever that is told. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include "findings/missing.h"
#include "model/commitments.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define EARLIER                                                                          \
    "{\"id\":\"one\",\"title\":\"Too "                                                   \
    "slow\",\"place\":\"Leeds\",\"date\":\"2026-10-30\","                                \
    "\"table\":\"1\",\"vision\":\"Nobody waits in fear\",\"goals\":["                    \
    "{\"text\":\"Shorter waits\",\"barriers\":[\"Letters get lost\"],"                   \
    "\"organisations\":[\"Open a Monday clinic\",\"Write to all\","                      \
    "{\"text\":\"Send texts\",\"who\":\"Ana\",\"when\":\"2026-11-10\","                  \
    "\"outcome\":\"Done in two practices\"}]},"                                          \
    "{\"text\":\"One word?\",\"grid\":\"questions\",\"asks\":\"words\","                 \
    "\"stands\":\"ended\",\"answers\":[\"hope\",\"hope\"]}]}"

/* "Write to all" was said again, and somebody does it. */
#define LATER                                                                            \
    "{\"id\":\"two\",\"title\":\"Too "                                                   \
    "slow\",\"place\":\"Leeds\",\"date\":\"2026-11-30\","                                \
    "\"table\":\"1\",\"after\":\"one\",\"goals\":[{\"text\":\"Kinder letters\","         \
    "\"organisations\":[{\"text\":\"Write to ALL\",\"who\":\"Ben\"}]}]}"

static void enter(void)
{
    enter_folder();
    tables_write("f.json", EARLIER "," LATER);
}

TestSuite(follow_papers, .init = enter, .fini = folder_finish);

static void expect_all(char *page, const char *const *parts)
{
    for (; *parts; parts++) {
        expect_part(page, *parts);
    }
    free(page);
}

Test(follow_papers, the_page_to_read_out_has_what_was_wanted_promised_and_answered)
{
    expect_all(OUTPUT_OF("export", "-f", "text", "--brief", "f.json"),
               WORDS("Nobody waits in fear", "One word?",
                     "What came of what was promised before",
                     "Send texts (Ana, by 10 November 2026)",
                     "came of it: Done in two practices", "Write to ALL (Ben)",
                     "Nobody has taken on", "- Open a Monday clinic"));
}

/* Of each meeting is told what is told of a table alone. */
Test(follow_papers, of_one_table_compare_it_with_none_for_whomever_they_are)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    for (size_t i = 0; i < LENGTH(formats); i++) {
        for (const char *const *whom =
                 WORDS("participants", "commissioners", "politicians", "public");
             *whom; whom++) {
            char *page = OUTPUT_OF("export", "-f", formats[i], "--for", *whom, "f.json");
            for (const char *const *part =
                     WORDS("across tables", "Themes", "other tables", "everal tables",
                           "one table only", "All tables", "of all tables", "2 tables",
                           "#themes");
                 *part; part++) {
                cr_expect(!strstr(page, *part), "%s for %s: %s", formats[i], *whom,
                          *part);
            }
            expect_all(page, WORDS("Shorter waits", "Open a Monday clinic", "Send texts",
                                   "Kinder letters", "Write to ALL"));
        }
    }
    char *page = OUTPUT_OF("export", "-f", "text", "f.json");
    expect_no_part(page, "able only");
    free(page);
    expect_all(OUTPUT_OF("export", "-f", "html", "f.json"),
               WORDS("<summary>1 table</summary>", "<a href=\"#t2\">"));
    expect_all(OUTPUT_OF("themes", "f.json"), WORDS("There is one table only"));
}

Test(follow_papers, politicians_read_the_plan_and_what_was_promised)
{
    char *page = OUTPUT_OF("export", "-f", "text", "--for", "politicians", "f.json");
    expect_no_part(page, "said at one table only");
    expect_all(page, WORDS("Nobody waits in fear", "Open a Monday clinic",
                           "10 November 2026: Send texts – Done in two practices"));
}

/* Two tables that both met again: no table's own words are told, but all that was promised. */
Test(follow_papers, politicians_read_of_several_tables_what_came_of_it)
{
    tables_write("f.json", EARLIER "," LATER ",{\"id\":\"three\",\"place\":\"York\","
                                   "\"date\":\"2026-11-30\",\"goals\":[\"Walk\"]}");
    expect_all(OUTPUT_OF("export", "-f", "text", "--for", "politicians", "f.json"),
               WORDS("Commitments of all tables, by date", "Done in two practices"));
}

static struct commitments untaken_of(struct session *session, size_t number)
{
    size_t count;
    struct commitments all = {0};
    commitments_add_untaken(session, session_tables(session, &count)[number], &all);
    return all;
}

Test(follow_papers, what_nobody_took_on_is_nobodys_until_it_is_said_again)
{
    struct session *session = session_of_tables(EARLIER "," LATER);
    struct commitments earlier = untaken_of(session, 0), later = untaken_of(session, 1);
    struct missing_list list;
    size_t count;
    cr_expect_eq(earlier.count, 2);
    cr_assert_eq(later.count, 1);
    cr_expect_str_eq(record_words(later.items[0].note, "text"), "Open a Monday clinic");
    missing_find(session, session_tables(session, &count)[1], &list);
    bool told = false;
    for (size_t i = 0; i < list.count; i++) {
        told = told || !strcmp(list.items[i].sentence,
                               "From an earlier meeting, nobody has taken on the action "
                               "‘Open a Monday clinic’ of ‘Shorter waits’ yet.");
    }
    cr_expect(told);
    missing_finish(&list);
    commitments_finish(&earlier);
    commitments_finish(&later);
    session_free(session);
}

Test(follow_papers, sheets_have_it_and_the_screen_goes_there)
{
    expect_all(OUTPUT_OF("export", "-f", "promises", "f.json"),
               WORDS("What nobody has taken on yet", "- Open a Monday clinic"));
    struct typist *t = typist_open(24, 100, WORDS("roundtable", "f.json"));
    typist_wait(t, "Kinder letters");
    typist_press(t, "C", "Nobody has taken on: 1");
    typist_wait(t, "nobody yet            Open a Monday clinic");
    typist_press(t, ESC, "Kinder letters");
    typist_press(t, "w", "From an earlier meeting, nobody");
    typist_press(t, "\r", "say who does it");
    typist_wait(t, "Open a Monday clinic");
    typist_leave(t);
}

/* A heading over what was promised at whatever meetings before says no "last time". */
Test(follow_papers, the_page_to_read_out_says_last_time_of_no_earlier_meeting)
{
    tables_write("f.json",
                 EARLIER ",{\"id\":\"two\",\"place\":\"Leeds\",\"table\":\"1\","
                         "\"date\":\"2026-11-14\",\"after\":\"one\"},"
                         "{\"id\":\"three\",\"place\":\"Leeds\",\"table\":\"1\","
                         "\"date\":\"2026-11-30\",\"after\":\"two\"}");
    static const char *const formats[] = {"text", "markdown", "html"};
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *page = OUTPUT_OF("export", "-f", formats[i], "f.json");
        expect_no_part(page, "promised last time");
        expect_all(page, WORDS("What came of what was promised before",
                               "What came of what was promised on 30 October 2026"));
    }
}
