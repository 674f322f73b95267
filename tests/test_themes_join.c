/* Themes that a person joins, names and seeks on the screen. */

#include "support/folder.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(themes_join, .init = seminar_write, .fini = folder_finish);

#define BARRIERS TAB "2"

/* At the lone voices among the barriers, of which the first is selected. */
static struct typist *open_lone_voices(void)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB BARRIERS);
    typist_wait(t, "▶ Bus fares are too high");
    return t;
}

/* The box for a name. */
static void begin_name(struct typist *t)
{
    typist_type(t, "c");
    typist_wait(t, "What shall they be called?");
}

/* What to join "Dark streets" into, where "Bus fares are too high" is called "Fares". */
static struct typist *open_join(void)
{
    struct typist *t = open_lone_voices();
    begin_name(t);
    typist_type(t, CTRL_U "Fares\r");
    typist_wait(t, "is called ‘Fares’ now");
    typist_type(t, "/dark\r");
    typist_wait(t, "▶ Dark streets");
    typist_type(t, "J");
    typist_wait(t, "Type some of its words");
    return t;
}

static struct typist *open_proposal(void)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "2");
    typist_wait(t, "1 of 1");
    return t;
}

Test(themes_join, lone_voices_are_marked_and_joined_into_a_theme_found_by_typing)
{
    struct typist *t = open_lone_voices();
    typist_type(t, " ");
    typist_wait(t, "1 marked");
    typist_type(t, " ");
    typist_wait(t, "2 marked");
    typist_type(t, "J");
    typist_wait(t, "Join these 2 into which?");
    typist_type(t, "stig");
    typist_wait_gone(t, "Dark streets");
    typist_type(t, "\r");
    typist_wait(t, "Joined 2 with ‘Stigma’: 3 tables now. u undoes it.");
    typist_wait(t, "Lone voices 4");
    typist_type(t, "u");
    typist_wait(t, "Lone voices 6");
    typist_leave(t);
}

Test(themes_join, the_selected_one_is_joined_where_none_is_marked)
{
    struct typist *t = open_lone_voices();
    typist_type(t, "J");
    typist_wait(t, "Join ‘Bus fares are too high for families’ into which?");
    typist_type(t, "dark");
    typist_wait_gone(t, "Long distances");
    typist_type(t, "\r");
    typist_wait(t, "Joined ‘Dark streets’ and ‘Bus fares are too high for families’: 2");
    typist_wait(t, "Lone voices 4");
    typist_leave(t);
}

Test(themes_join, a_theme_to_join_into_is_found_by_the_words_of_its_entries)
{
    struct typist *t = open_join();
    typist_type(t, "too high");
    typist_wait_gone(t, "Long distances");
    typist_wait(t, "Fares");
    typist_type(t, "\r");
    typist_wait(t, "Joined ‘Fares’ and ‘Dark streets’: 2 tables now.");
    typist_leave(t);
}

Test(themes_join, a_name_is_found_before_the_words_of_entries)
{
    struct typist *t = open_join();
    typist_type(t, "bus");
    typist_wait_gone(t, "Long distances");
    typist_wait_row(t, 2, "High bus fares");
    typist_wait_row(t, 3, "Fares");
    typist_type(t, ESC);
    typist_wait(t, "with ‘dark’");
    typist_leave(t);
}

Test(themes_join, esc_takes_marks_off_before_it_goes_back)
{
    struct typist *t = open_lone_voices();
    typist_type(t, " ");
    typist_wait(t, "1 marked");
    typist_type(t, "J");
    typist_wait(t, "into which?");
    typist_type(t, ESC);
    typist_wait(t, "1 marked");
    typist_type(t, ESC);
    typist_wait(t, "The marks are off.");
    typist_wait(t, "What recurs");
    typist_leave(t);
}

Test(themes_join, a_name_that_was_left_joins_nothing)
{
    struct typist *t = open_proposal();
    begin_name(t);
    typist_type(t, ESC);
    typist_wait(t, "The two were left as they were.");
    typist_wait(t, "Proposals 2");
    typist_leave(t);
}

Test(themes_join, a_name_makes_two_proposed_ones_one_in_one_step)
{
    struct typist *t = open_proposal();
    begin_name(t);
    typist_type(t, "Fares\r");
    typist_wait(t, "Joined ‘");
    typist_wait(t, "Proposals 1");
    typist_type(t, "u");
    typist_wait(t, "Proposals 2");
    typist_type(t, BARRIERS);
    typist_wait(t, "High bus fares");
    cr_expect(!typist_sees(t, "  Fares"));
    typist_leave(t);
}

Test(themes_join, a_name_that_another_theme_has_asks_whether_they_are_one)
{
    struct typist *t = open_lone_voices();
    begin_name(t);
    typist_type(t, "stigma\r");
    typist_wait(t, "‘Stigma’ is a theme of this column already, of 3 tables.");
    typist_type(t, ESC);
    typist_wait(t, "The name was left as it was.");
    typist_wait(t, "Lone voices 6");
    begin_name(t);
    typist_type(t, "stigma\r");
    typist_wait(t, "Shall they be one?");
    typist_type(t, "y");
    typist_wait(t, "Joined ‘Stigma’ and ‘Bus fares are too high for families’: 3");
    typist_wait(t, "Lone voices 5");
    typist_leave(t);
}

Test(themes_join, a_slash_searches_the_page_and_esc_shows_all_again)
{
    struct typist *t = open_lone_voices();
    typist_wait(t, "Lone voices 6");
    typist_type(t, "/DISTA");
    typist_wait(t, "with ‘DISTA’");
    typist_wait(t, "Lone voices 1");
    typist_type(t, "\r");
    typist_wait(t, "Enter Open");
    typist_type(t, ESC);
    typist_wait(t, "Lone voices 6");
    typist_wait(t, "What recurs");
    typist_leave(t);
}

Test(themes_join, the_palette_finds_joining_by_what_people_call_it)
{
    static const char *const words[] = {"same", "group", "join"};
    struct typist *t = seminar_open_themes(24, 80);
    for (size_t i = 0; i < 3; i++) {
        typist_type(t, i ? "?" : TAB "?");
        typist_wait(t, "All keys");
        typist_type(t, words[i]);
        typist_wait(t, "Join the marked");
        typist_type(t, ESC);
        typist_wait(t, "Enter Open");
    }
    typist_leave(t);
}
