/* Lists that take long to make are kept when they are closed; nobody sees a difference. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

static const char file[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"place\":\"Leeds\","
    "\"table\":\"4\",\"goals\":["
    "{\"text\":\"Less isolation\",\"barriers\":[\"Stigma\",\"Bus fares\"],"
    "\"stakeholders\":[\"Carers\"],\"moments\":[\"Retirement\"],"
    "\"groups\":[\"Lunch club for carers\",\"Walks\"]},"
    "{\"text\":\"More walking\",\"barriers\":[\"Rain\"]}]}]}";

static void enter(void)
{
    enter_folder();
    text_file_write("a.json", file);
}

TestSuite(kept_lists, .init = enter, .fini = folder_finish);

static struct typist *open_file(void)
{
    return typist_open(24, 80, WORDS("roundtable", "--by=Ana", "a.json"));
}

static void open_and_close(struct typist *t, const char *key, const char *title)
{
    typist_type(t, key);
    typist_wait(t, title);
    typist_type(t, ESC);
    typist_wait_gone(t, title);
}

/* All of the screen, once it is at rest with that on it. */
static void see(struct typist *t, const char *title, struct str *out)
{
    typist_wait(t, title);
    typist_settle(t);
    str_clear(out);
    typist_text(t, out);
}

Test(kept_lists, one_that_is_opened_again_stands_as_it_did_at_first)
{
    static const char *const lists[][2] = {{"w", "What is missing"},
                                           {"f", "Show only, and sort"},
                                           {"C", "What nobody has taken on"}};
    struct typist *t = open_file();
    struct str first = STR_EMPTY, again = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(lists); i++) {
        typist_type(t, lists[i][0]);
        see(t, lists[i][1], &first);
        typist_type(t, DOWN "n");
        typist_wait_row(t, 1, " n");
        typist_type(t, ESC);
        typist_wait_gone(t, lists[i][1]);
        typist_type(t, lists[i][0]);
        see(t, lists[i][1], &again);
        cr_expect_str_eq(str_text(&again), str_text(&first));
        typist_type(t, ESC);
        typist_wait_gone(t, lists[i][1]);
    }
    str_finish(&first);
    str_finish(&again);
    typist_leave(t);
}

Test(kept_lists, what_was_changed_since_stands_in_it)
{
    struct typist *t = open_file();
    open_and_close(t, "w", "What is missing: 7");
    typist_enter(t, "2aHills", "Hills");
    open_and_close(t, "w", "What is missing: 8");
    typist_type(t, "u");
    typist_wait(t, "Undid");
    open_and_close(t, "w", "What is missing: 7");
    typist_leave(t);
}
