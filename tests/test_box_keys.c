/* Line editing wherever words are typed, and a box that was left open. */

#include "screen/action.h"
#include "screen/event.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_K "\x0b"
#define CTRL_U "\x15"
#define CTRL_W "\x17"
#define CTRL_Z "\x1a"

TestSuite(box_keys, .init = enter_folder, .fini = folder_finish);

static struct typist *begin(void)
{
    char *path = test_path("a.json");
    tables_write(path, "{\"title\":\"Health\",\"place\":\"Leeds\",\"goals\":[{\"text\":"
                       "\"Less sugar\",\"barriers\":[\"Adverts\",\"Fares\"]}]}");
    free(path);
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

Test(box_keys, ctrl_z_brings_back_what_they_cut_before_it_undoes_an_entry)
{
    struct typist *t = begin();
    typist_type(t, "2aHigh rents\r");
    typist_wait(t, "2 Barriers 3");
    typist_type(t, "Cold and damp homes" CTRL_W CTRL_U);
    typist_wait_gone(t, "Cold and damp");
    typist_type(t, CTRL_Z);
    typist_wait(t, "Brought back what was deleted here.");
    typist_wait(t, " Cold and damp homes");
    typist_type(t, CTRL_Z);
    typist_wait(t, "Nothing was deleted here.");
    typist_wait(t, "2 Barriers 3");
    typist_type(t, "\r");
    typist_wait(t, "2 Barriers 4");
    typist_type(t, CTRL_Z);
    typist_wait(t, "Undid: added ‘Cold and damp homes’");
    typist_wait(t, "2 Barriers 3");
    typist_leave_box(t);
    typist_leave(t);
}

Test(box_keys, ctrl_z_brings_back_what_they_cut_in_a_form_and_in_a_search)
{
    struct typist *t = begin();
    typist_type(t, "2c");
    typist_wait(t, "Who and when: ‘Adverts’");
    typist_type(t, "Maria Lopez" CTRL_U CTRL_Z);
    typist_wait(t, "Maria Lopez");
    typist_type(t, CTRL_S);
    typist_wait(t, "Maria Lopez, for ‘Adverts’");
    typist_type(t, "/fares" CTRL_U "adv" CTRL_U CTRL_Z);
    typist_wait(t, "1 of 1 with ‘adv’");
    typist_type(t, ESC);
    typist_wait_gone(t, "Search");
    typist_leave(t);
}

Test(box_keys, a_box_that_was_left_open_asks_about_a_key_before_it_is_an_entry)
{
    static const char *const keys[] = {"u", "U", "2", "q", "w"};
    struct typist *t = begin();
    typist_type(t, "2a");
    typist_wait(t, "What is typed here is an entry. To leave the box: Esc.");
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct str asks =
            str_of("Keep ‘%s’ as an entry? Enter keeps it, Esc leaves", keys[i]);
        typist_type(t, keys[i]);
        typist_type(t, "\r");
        typist_wait(t, asks.bytes);
        typist_wait(t, "2 Barriers 2");
        typist_type(t, "\x7f");
        typist_wait(t, "To leave the box: Esc.");
        str_finish(&asks);
    }
    typist_type(t, "q\r");
    typist_wait(t, "Keep ‘q’ as an entry?");
    typist_settle(t);
    typist_type(t, "\x0c\r"); /* and not by a double press */
    typist_wait(t, "2 Barriers 3");
    typist_leave_box(t);
    typist_leave(t);
}

/* What opens each box, and the words in its frame. */
static const struct box {
    const char *keys, *opened;
} boxes[] = {{"2a", "New note in 2 Barriers"},
             {"1g", "New goal in 1 Goals"},
             {"2e", "Editing ‘Adverts’"},
             {"1e", "Editing ‘Less sugar’"},
             {"0e", "The vision"}};

static const char *bytes_of_key(const char *key)
{
    static const char *const rows[][2] = {{"Enter", "\r"},
                                          {"Esc", ESC},
                                          {"Tab", TAB},
                                          {"Alt-Enter", "\x1b\r"},
                                          {"F1", "\x1bOP"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (strcmp(rows[i][0], key) == 0) {
            return rows[i][1];
        }
    }
    cr_assert_fail("how is %s pressed?", key);
    return "";
}

Test(box_keys, whatever_the_foot_of_a_box_offers_does_something_in_each_of_them)
{
    enum action offered[8];
    size_t count = action_hints(MODE_BOX, offered, LENGTH(offered));
    for (size_t b = 0; b < LENGTH(boxes); b++) {
        for (size_t i = 0; i < count; i++) {
            char key[KEY_NAME_BYTES];
            action_first_key(offered[i], key);
            struct typist *t = begin();
            typist_type(t, boxes[b].keys);
            typist_wait(t, boxes[b].opened);
            typist_type(t, " more");
            typist_wait(t, " more");
            typist_type(t, bytes_of_key(key));
            typist_settle(t);
            cr_expect_not(typist_sees(t, "does nothing"), "%s in %s", key,
                          boxes[b].opened);
            typist_free(t);
            folder_finish();
            enter_folder();
        }
    }
}

Test(box_keys, tab_saves_other_words_and_goes_on_in_the_next_column)
{
    struct typist *t = begin();
    typist_type(t, "2e soon" TAB);
    typist_wait(t, "New note in 3 Stakeholders of ‘Less sugar’");
    typist_wait(t, "Changed ‘Adverts’ to ‘Adverts soon’");
    typist_type(t, "Shops" TAB);
    typist_wait(t, "New note in 4 ");
    typist_leave_box(t);
    typist_type(t, "0eHealthy" TAB);
    typist_wait(t, "New goal in 1 Goals");
    typist_wait(t, "Healthy");
    typist_leave_box(t);
    typist_leave(t);
}

Test(box_keys, tab_in_a_vision_that_has_no_words_yet_takes_none_away)
{
    struct typist *t = begin();
    typist_press(t, "G0", "The vision");
    typist_press(t, "\t", "Nothing was changed.");
    typist_leave_box(t);
    typist_leave(t);
}
