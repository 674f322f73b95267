/* People write in their own language: lists, comparing and pages follow it. */

#include "support/desk.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include "model/themes.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(language, .init = enter_folder, .fini = folder_finish);

static void expect_page_in(const char *path, const char *tag)
{
    char *page = exported(path, "html");
    cr_expect(strstr(page, tag), "%s has no %s", path, tag);
    free(page);
}

Test(language, a_session_is_begun_in_one_and_who_follows_it_up_goes_on_in_it)
{
    EXPECT_RUN(0, "a.json: a new session", NULL, "new", "--language", "cy", "a.json");
    EXPECT_RUN(0, "", NULL, "new", "--after", "a.json", "b.json");
    EXPECT_RUN(0, "", NULL, "new", "--from", "a.json", "c.json");
    expect_page_in("a.json", "<html lang=\"cy\">");
    expect_page_in("b.json", "<html lang=\"cy\">");
    expect_page_in("c.json", "<html lang=\"cy\">");
    EXPECT_RUN(2, NULL, "\"c y\" is no language", "new", "--language", "c y", "d.json");
}

/* The themes of two tables that said the same two things, in the order in which they stand. */
static char *in_order(const char *language)
{
    struct desk desk;
    struct themes themes = {0};
    struct str order = STR_EMPTY;
    sit_down(&desk, 1, NULL);
    for (int i = 0; i < 2; i++) {
        const struct record *table =
            add_table(&desk, "Sample", NULL, NULL, i ? "2" : "1");
        set(&desk, table, "language", language);
        add_goal(&desk, table, "Chwarae");
        add_goal(&desk, table, "Cyswllt");
    }
    themes_follow(&themes, desk.session);
    for (size_t i = 0; i < themes.count; i++) {
        str_addf(&order, "%s ", themes.items[i]->words);
    }
    themes_finish(&themes);
    stand_up(&desk);
    return str_take(&order);
}

Test(language, lists_stand_in_the_order_of_the_tables_own)
{
    char *welsh = in_order("cy"), *english = in_order("en");
    cr_expect_str_eq(welsh, "Cyswllt Chwarae ");
    cr_expect_str_eq(english, "Chwarae Cyswllt ");
    free(welsh);
    free(english);
}

Test(language, searching_knows_its_letters)
{
    EXPECT_RUN(0, "", NULL, "new", "--language", "tr", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "gISPARTA\r");
    typist_wait(t, "Added ‘ISPARTA’");
    typist_leave_box(t);
    typist_type(t, "/ısparta");
    typist_wait(t, "1 of 1 with ‘ısparta’");
    typist_type(t, "\r");
    typist_leave(t);
}

Test(language, the_details_say_it_and_tell_what_is_none)
{
    EXPECT_RUN(0, "", NULL, "new", "--title", "Sample", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, "\t\t\t\t\t\twelsh please\r");
    typist_wait(t, "A language is written by its letters");
    typist_type(t, "\x15"
                   "cy\r");
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_page_in("a.json", "<html lang=\"cy\">");
}

Test(language, a_whole_workshops_words_can_be_another)
{
    EXPECT_RUN(0, "", NULL, "new", "-t", "rsa-cy", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "gLleihau unigrwydd\r");
    typist_wait(t, "Added ‘Lleihau unigrwydd’");
    typist_leave_box(t);
    typist_wait(t, "2 Rhwystrau");
    typist_type(t, "2aStigma\r");
    typist_wait(t, "Added ‘Stigma’");
    typist_leave_box(t);
    typist_type(t, "x");
    typist_wait(t, "Clogwyn");
    typist_type(t, "o");
    typist_wait(t, "Clogfaen");
    typist_leave(t);
    char *text = exported("a.json", "text");
    cr_expect(strstr(text, "Rhwystrau"), "%s", text);
    free(text);
    expect_page_in("a.json", "<html lang=\"cy\">");
}
