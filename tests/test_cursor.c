/* The cursor of the terminal stands on what is selected: screen readers, braille lines and
 * magnifiers follow it. */

#include "screen/action.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/scene.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(cursor, .init = enter_folder, .fini = folder_finish);

#define LEFT "\x1b[D"
#define CTRL_E "\x05"
#define CTRL_G "\x07"

static void expect_on_selection(struct typist *t, const char *of)
{
    typist_settle(t);
    int row = typist_cursor_row(t), col = typist_cursor_col(t);
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    cr_expect(row > 0 && typist_cell_reverse(t, row, col),
              "%s: the cursor is in row %d, column %d of\n%s", of, row, col,
              str_text(&screen));
    str_finish(&screen);
}

static bool is_list(struct typist *t)
{
    typist_settle(t);
    return typist_sees(t, "Enter Choose");
}

/* Where a walk begins. */
struct walk_from {
    unsigned modes;
    struct typist *(*open)(void);
    const char *there; /* seen there, and in no list */
};

/* The list that this key opens: the cursor goes along, and both keys leave it. */
static void go_through(struct typist *t, const struct walk_from *from, const char *key)
{
    for (int i = 0; i < 4; i++) {
        expect_on_selection(t, key);
        typist_type(t, i == 3 ? UP : DOWN);
    }
    expect_on_selection(t, key);
    typist_type(t, LEFT);
    typist_wait(t, from->there);
    typist_type(t, key);
    typist_wait(t, "Enter Choose");
    typist_type(t, CTRL_G);
    typist_wait(t, from->there);
}

/* All lists that single keys open; whatever else a key does, the next begins anew. */
static size_t walk_lists(const struct walk_from *from)
{
    size_t lists = 0;
    struct typist *t = NULL;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        char key[2] = {row->keys[0], '\0'};
        if (!(row->modes & from->modes) || i == ACT_LEAVE ||
            (row->keys[1] && row->keys[1] != ' ')) {
            continue;
        }
        t = t ? t : from->open();
        typist_type(t, key);
        if (is_list(t)) {
            lists++;
            go_through(t, from, key);
            continue;
        }
        typist_free(t);
        t = NULL;
    }
    typist_free(t);
    return lists;
}

static struct typist *open_grid(void)
{
    static size_t copies; /* each without what was done to the ones before */
    char *sample = repo_path("sessions/seminar.json"), *text = text_file_read(sample);
    struct str path = str_of("table-%zu.json", copies++);
    text_file_write(path.bytes, text);
    free(text);
    free(sample);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path.bytes));
    typist_type(t, "2"); /* to an entry, of which there is more to choose */
    typist_wait(t, "▶ Not enough");
    str_finish(&path);
    return t;
}

static struct typist *open_themes(void)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB);
    typist_wait(t, "▶ Themes");
    return t;
}

static struct typist *open_home(void)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "n New");
    return t;
}

Test(cursor, goes_along_in_every_list_that_a_key_opens_from_the_grid)
{
    static const struct walk_from grid = {MODE_GRID, open_grid, "e Edit"};
    size_t lists = walk_lists(&grid);
    cr_expect_geq(lists, 15, "%zu", lists);
}

Test(cursor, goes_along_in_every_list_that_a_key_opens_from_themes, .init = seminar_write)
{
    static const struct walk_from themes = {MODE_THEMES, open_themes, "Tab Page"};
    size_t lists = walk_lists(&themes);
    cr_expect_geq(lists, 5, "%zu", lists);
}

Test(cursor, goes_along_on_the_home_screen)
{
    struct typist *t = open_home();
    for (int i = 0; i < 4; i++) {
        expect_on_selection(t, "home");
        typist_type(t, DOWN);
    }
    for (const char *key = "o?O"; *key; key++) {
        typist_type(t, (char[]){*key, '\0'});
        typist_wait_gone(t, "n New");
        expect_on_selection(t, key);
        typist_type(t, DOWN);
        expect_on_selection(t, key);
        typist_type(t, LEFT);
        typist_wait(t, "n New");
    }
    typist_free(t);
}

Test(cursor, is_among_the_words_that_narrow_a_list_while_they_are_typed)
{
    struct typist *t = open_grid();
    typist_type(t, "?");
    typist_wait(t, "Enter Choose");
    typist_type(t, "undo");
    typist_wait_cursor(t, 1, 5);
    typist_type(t, LEFT); /* edits what was typed, and leaves nothing */
    typist_wait_cursor(t, 1, 4);
    typist_type(t, DOWN);
    expect_on_selection(t, "?");
    typist_type(t, LEFT);
    typist_wait_cursor(t, 1, 3);
    typist_type(t, CTRL_E CTRL_U);
    expect_on_selection(t, "?");
    typist_free(t);
}

Test(cursor, goes_along_in_the_inbox_which_fills_a_window_that_grows)
{
    enum { OFFERS = 9 };
    struct scene s = scene_begin(12, 80, NULL);
    scene_open_phone(&s);
    for (int i = 1; i <= OFFERS; i++) {
        struct str phone = str_of("p%d", i), words = str_of("Offer %d", i);
        phone_send(&s.phone, phone.bytes, phone_goal(&s.phone, 0), "barriers",
                   words.bytes, NULL);
        str_finish(&phone);
        str_finish(&words);
    }
    typist_wait(s.ana, "9 wait");
    typist_type(s.ana, "I");
    typist_wait(s.ana, "Inbox: 9 wait");
    for (int i = 1; i < OFFERS; i++) {
        expect_on_selection(s.ana, "I");
        typist_type(s.ana, DOWN);
    }
    typist_wait(s.ana, "▶ Offer 9");
    cr_expect_not(typist_sees(s.ana, "Offer 1"));
    typist_resize(s.ana, 40, 80);
    typist_wait(s.ana, "Offer 1");
    expect_on_selection(s.ana, "I");
    typist_type(s.ana, LEFT);
    typist_wait(s.ana, "e Edit");
    scene_end(&s);
}

Test(cursor, goes_along_the_answers_of_a_question)
{
    struct scene s = scene_begin(24, 80, NULL);
    typist_type(s.ana, "s");
    typist_wait(s.ana, "Ask everybody, by phone or by hand");
    typist_type(s.ana, "h");
    typist_wait(s.ana, "Ask everybody: Enter opens it");
    typist_type(s.ana, "Shall we go on?\r");
    typist_wait(s.ana, "Asked; the projector shows it");
    for (int i = 0; i < 3; i++) {
        expect_on_selection(s.ana, "s");
        typist_type(s.ana, i == 2 ? UP : DOWN);
    }
    expect_on_selection(s.ana, "s");
    typist_type(s.ana, CTRL_G);
    typist_wait(s.ana, "e Edit");
    scene_end(&s);
}
