/* Letters that write: with that setting each begins an entry in the grid, at whatever pace, and is
 * a key with Alt. */

#include "app/app.h"
#include "screen/terminal_keys.h"
#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void begin(void)
{
    called_out_begin();
    char *config = test_path("config");
    program_env("XDG_CONFIG_HOME", config);
    free(config);
}

#define ALT ESC

TestSuite(letters, .init = begin, .fini = called_out_finish);

static void let_them_write(void)
{
    mkdir("config", 0700);
    mkdir("config/roundtable", 0700);
    text_file_write("config/roundtable/settings.json",
                    "{\"letters\": \"write\", \"tips\": false}");
}

static struct typist *open_again(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "a.json"));
    typist_wait(t, " Keys"); /* "F1 Keys", where letters write */
    return t;
}

static struct typist *open_sample(int rows, int cols)
{
    called_out_sample("write-up");
    return open_again(rows, cols);
}

static void skip_without_times(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
}

static void leave(struct typist *t)
{
    typist_type(t, ALT "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

static enum mode mode_of(const void *state)
{
    return *(const enum mode *)state;
}

/* What a letter with Alt is there, as terminals send it. */
static struct event meant_in(enum mode mode, char letter)
{
    static const struct view_ops ops = {.name = "test", .mode = mode_of};
    struct app app = {0};
    struct event event = {.kind = EVENT_KEY, .text = ""};
    terminal_name_letter((uint32_t)letter, true, event.key);
    app_push(&app, (struct view){.ops = &ops, .state = &mode});
    struct event meant = app_key_meant(&app, &event);
    free(app.views);
    return meant;
}

Test(letters, with_alt_are_every_key_of_the_grid)
{
    size_t letters = 0;
    action_let_letters_write(true);
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        for (const char *key = row->keys; *key && (row->modes & MODE_GRID);) {
            size_t len = strcspn(key, " ");
            if (len == 1) {
                struct event meant = meant_in(MODE_GRID, *key);
                cr_expect_eq(action_for(MODE_GRID, meant.key), i, "Alt-%c: %s", *key,
                             meant.key);
                cr_expect_str_eq(meant.text, "");
                letters++;
            }
            key += len + (key[len] == ' ');
        }
    }
    cr_expect_gt(letters, 50);
}

Test(letters, with_alt_are_what_they_were_where_they_are_no_keys)
{
    static const struct {
        enum mode mode;
        char letter;
        enum action action;
    } rows[] = {
        {MODE_BOX, 'b', ACT_BOX_WORD_LEFT},
        {MODE_BOX, 'a', ACT_NONE},
        {MODE_FORM, 'd', ACT_BOX_CUT_NEXT_WORD},
        {MODE_GRID, 'Z', ACT_SUSPEND},
        {MODE_HOME, 'z', ACT_SUSPEND},
        {MODE_GRID, 'y', ACT_NONE},
        {MODE_ASKS, 'y', ACT_YES},
        {MODE_PROPOSALS, 'u', ACT_UNDO},
    };
    action_let_letters_write(true);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event meant = meant_in(rows[i].mode, rows[i].letter);
        cr_expect_eq(action_for(rows[i].mode, meant.key), rows[i].action, "Alt-%c in %s",
                     rows[i].letter, mode_name(rows[i].mode));
    }
    action_let_letters_write(false);
    cr_expect_eq(action_for(MODE_GRID, meant_in(MODE_GRID, 'a').key), ACT_NONE);
    cr_expect_eq(action_for(MODE_GRID, meant_in(MODE_GRID, 'z').key), ACT_SUSPEND);
}

Test(letters, that_write_are_named_with_alt)
{
    static const struct {
        enum action action;
        unsigned modes;
        const char *key, *all;
    } rows[] = {
        {ACT_ADD, MODE_GRID, "Alt-a", "Alt-a"},
        {ACT_EDIT, MODE_GRID, "Enter", "Alt-e, Enter"},
        {ACT_CLOCK_MORE, MODE_GRID, "Alt-+", "Alt-+, Alt-="},
        {ACT_COLUMN, MODE_GRID, "Alt-1", "Alt-1-9"},
        {ACT_UNDO, MODE_GRID, "Ctrl-Z", "Alt-u, Ctrl-Z"},
        {ACT_UNDO, MODE_THEMES, "u", "u, Ctrl-Z"},
        {ACT_YES, MODE_ASKS, "y", "y"},
    };
    struct str said = STR_EMPTY, all = STR_EMPTY;
    char key[KEY_NAME_BYTES];
    action_let_letters_write(true);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        action_shown_key(rows[i].action, rows[i].modes, key);
        action_keys_for_people(rows[i].action, rows[i].modes, &all);
        cr_expect_str_eq(key, rows[i].key);
        cr_expect_str_eq(all.bytes, rows[i].all);
        str_clear(&all);
    }
    action_fill_in("\vadd\v, \vballot|s|show\v, \vyes\v, \vleave\v", false, &said);
    cr_expect_str_eq(said.bytes, "Alt-a, Alt-b, then s, y, Alt-q");
    str_clear(&said);
    action_people_are_in(
        MODE_HOME); /* where they do not write: those of here are as here */
    action_fill_in("\vadd\v, \vleave\v", false, &said);
    cr_expect_str_eq(said.bytes, "Alt-a, q");
    str_clear(&said);
    action_people_are_in(MODE_GRID);
    action_fill_in("\vadd\v, \vleave\v", false, &said);
    cr_expect_str_eq(said.bytes, "Alt-a, Alt-q");
    str_clear(&said);
    action_people_are_in(0);
    action_let_letters_write(false);
    action_fill_in("\vadd\v, \vundo\v", false, &said);
    cr_expect_str_eq(said.bytes, "a, u");
    str_finish(&said);
    str_finish(&all);
}

/* A letter each 0.6 s, and Enter behind it, twice. */
static void write_row(struct typist *t, const char *words)
{
    struct str keys = str_of("\x1f%d;\x0c", 3000), said = str_of("Added ‘%s’", words);
    for (const char *c = words; *c; c++) {
        bool begins = ((unsigned char)*c & 0xC0) != 0x80;
        str_addf(&keys, begins ? "\x1f%d;" : "", 600);
        str_add_byte(&keys, *c);
    }
    str_addf(&keys, "\x1f%d;\r", 600);
    typist_press(t, keys.bytes, said.bytes);
    typist_press(t,
                 "\x1f"
                 "250;\r",
                 "Type something, then Enter");
    str_finish(&keys);
    str_finish(&said);
}

/* Words there, each from the grid; then a crash. They are back, and undone one by one. */
static void write_at(int rows, int cols, const char *const way[], const char *there)
{
    static const char *const words[] = {"quiet",   "dads", "[y]",
                                        "über us", "2nd",  "+1 GP"};
    skip_without_times();
    let_them_write();
    struct typist *t = open_sample(rows, cols);
    char *before = exported("a.json", "csv");
    for (; *way; way++) {
        typist_type(t, *way);
        typist_settle(t);
    }
    typist_wait(t, there);
    for (size_t i = 0; i < LENGTH(words); i++) {
        write_row(t, words[i]);
        typist_type(t, "\x1fr;" ESC);
        typist_wait_gone(t, "Enter Save");
    }
    typist_settle(t); /* what was said is on the disk */
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = open_again(24, 80);
    char *after = exported("a.json", "csv");
    for (size_t i = LENGTH(words); i-- > 0;) {
        struct str undid = str_of("‘%s’", words[i]);
        cr_expect(strstr(after, words[i]), "‘%s’ at %s:\n%s", words[i], there, after);
        typist_type(t, "\x0c" ALT "u"); /* not held down */
        typist_wait_wrapped(t, undid.bytes);
        str_finish(&undid);
    }
    typist_press(t, CTRL_S, "Saved to");
    free(after);
    after = exported("a.json", "csv");
    cr_expect_str_eq(after, before);
    leave(t);
    free(after);
    free(before);
}

Test(letters, of_two_fingers_are_entries_at_a_goal)
{
    write_at(24, 80, WORDS(DOWN), "▶");
}

Test(letters, of_two_fingers_are_entries_in_an_empty_cell_of_another_form)
{
    write_at(24, 80, WORDS(ALT "G", ALT "2"), "▶ Alt-a adds");
}

Test(letters, of_two_fingers_are_entries_before_the_room)
{
    write_at(24, 80, WORDS(ALT "2", ALT "P"), "For the room: Alt-. goes");
}

Test(letters, of_two_fingers_are_entries_in_a_small_window)
{
    write_at(12, 40, WORDS(ALT "2"), "Alt-q Leave");
}

Test(letters, write_an_empty_vision_and_where_there_is_one_a_goal)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, ALT "G", "(Alt-0 writes");
    typist_type(t, UP);
    typist_wait(t, "Enter writes the vision");
    typist_press(t, "glad\r", "The vision is ‘glad’ now.");
    typist_press(t, "dads", "New goal in 1 Goals");
    typist_press(t, "\r", "Added ‘dads’");
    typist_type(t, ESC);
    typist_wait(t, "Alt-a Add");
    leave(t);
}

Test(letters, leave_a_draft_where_it_waits)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, "cold homes", "Enter Save");
    typist_type(t, ESC);
    typist_wait(t, "Kept as a draft");
    typist_press(t, "debt\r", "Added ‘debt’");
    typist_type(t, ESC);
    typist_wait(t, "half written: cold homes");
    typist_press(t, ALT "g", "Your draft is back.");
    typist_press(t, "\r", "Added ‘cold homes’");
    typist_type(t, ESC);
    typist_wait(t, "Alt-a Add");
    leave(t);
}

Test(letters, are_keys_until_the_setting_says_otherwise_and_it_is_kept)
{
    struct typist *t = open_sample(24, 80);
    typist_wait(t, "a Add  g Goal");
    typist_press(t, "O", "letters keys");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN);
    typist_press(t, "\r", "letters write");
    typist_wait_wrapped(t, "letters is write, kept in ");
    typist_type(t, ESC);
    typist_wait(t, "Alt-a Add  Alt-g Goal");
    typist_press(t, "q", "Enter Save");
    typist_type(t, "\x7f" ESC);
    typist_wait(t, "Alt-a Add");
    leave(t);
    t = open_sample(24, 80);
    typist_wait(t, "Alt-a Add  Alt-g Goal");
    typist_press(t, ALT "O", "letters write");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN);
    typist_press(t, "\r", "letters keys");
    typist_type(t, ESC);
    typist_wait(t, "a Add  g Goal");
    typist_leave(t);
}

/* Also those that begin what terminals send. */
Test(letters, with_alt_open_lists_whose_letters_stay_keys)
{
    static const struct {
        const char *key, *shows;
    } rows[] = {
        {ALT "B", "Forms: type to find one"},
        {ALT "O", "letters write"},
        {ALT "?", "Alt-a"},
        {ALT "w", "Esc Back"},
        {ALT "D", "Esc Back"},
    };
    let_them_write();
    struct typist *t = open_sample(24, 80);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_press(t, rows[i].key, rows[i].shows);
        typist_type(t, ESC);
        typist_wait(t, "Alt-a Add");
    }
    typist_press(t, ALT "[", "The day has not begun; Alt-] begins it.");
    typist_press(t, ALT "]", "Alt-i next");
    typist_press(t, ALT "b", "Enter Choose");
    typist_press(t, "3", "3 dots");
    typist_press(t, ALT "v", "dot");
    typist_press(t, ALT "u", "Undid: ");
    leave(t);
}

Test(letters, that_do_not_answer_begin_a_word_and_nothing_is_deleted)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, ALT "d", "y deletes all of it");
    typist_press(t, "b", "Enter Save");
    typist_press(t, "uses\r", "Added ‘buses’");
    typist_type(t, ESC);
    typist_wait(t, "Alt-a Add");
    typist_press(t, ALT "u", "Undid: added ‘buses’ (nothing more to undo)");
    leave(t);
}

Test(letters, write_nothing_where_a_session_is_only_shown)
{
    let_them_write();
    called_out_sample("write-up");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "--follow", "a.json"));
    typist_wait(t, "Alt-P Projector");
    typist_press(t, "q", "This window follows");
    leave(t);
}

Test(letters, are_offered_once_when_words_were_taken_for_keys_twice)
{
    struct typist *t = open_sample(24, 80);
    const char *words[] = {"quiet rooms", "depression", "bus fares"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        typist_press(t, words[i], "You were typing");
        typist_wait(t, words[i]);
        typist_settle(t);
        cr_expect_eq(typist_sees(t, "Letters can write"), i == 1, "%zu", i);
        typist_type(t, ESC);
        typist_wait(t, "a Add");
    }
    typist_leave(t);
}

Test(letters, are_offered_once_slow_ones_were_taken_for_keys)
{
    skip_without_times();
    struct typist *t = open_sample(24, 80);
    for (size_t i = 0; i < 2; i++) {
        typist_press(t,
                     "\x1f"
                     "3000;\x0c\x1f"
                     "600;d\x1f"
                     "600;a\x1f"
                     "600;d",
                     "You were typing");
        typist_settle(t);
        cr_expect_eq(typist_sees(t, "Letters can write"), i == 0, "%zu", i);
        typist_type(t, "\x1fr;" ESC);
        typist_wait(t, "a Add");
    }
    typist_leave(t);
}

/* Keys are named as they are where they are pressed: at home letters do not write. */
Test(letters, are_keys_without_alt_at_home_and_named_so)
{
    let_them_write();
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    typist_press(t, "s", "Alt-a Add");
    typist_press(t, ALT "q", "All is saved; q leaves roundtable.");
    typist_press(t, ESC, "Esc does nothing here. q leaves");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

/* Where letters are keys all the same, nothing is taken for words: they write in the grid. */
Test(letters, are_no_words_in_lists_and_places_where_they_are_keys)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, ALT "b", "Esc Back");
    typist_press(t, "s", "s chooses nothing here");
    typist_press(t, "y", "y chooses nothing here");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words"));
    typist_press(t, ESC, "Alt-a Add");
    leave(t);
}

Test(letters, that_write_are_an_answer_whole_to_a_question_on_the_wall)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, ALT "P", "Alt-P Projector");
    typist_press(t, ALT "s", "Ask everybody, by");
    typist_press(t, "w", "Ask everybody: Enter opens it");
    typist_press(t, "What hurts?\r", "Asked; ");
    typist_press(t, ESC, "A question to everybody");
    typist_press(t, "cars too fast", "Answer: cars too fast");
    typist_press(t, "\r", "Added ‘cars too fast’");
    typist_free(t);
}

/* Where all would see an entry that is hidden yet. Any other key ends it, and the next waits beside. */
Test(letters, that_write_alone_before_the_room_are_a_draft_whole)
{
    let_them_write();
    struct typist *t = open_sample(24, 80);
    typist_press(t, ALT "2", "▶ Availability");
    typist_press(t, ALT "z", "From now on everybody");
    typist_press(t, ALT "P", "Alt-P Projector");
    typist_press(t, "bus fares", "you typed is a draft. Alt-P goes back");
    cr_expect_not(typist_sees(t, "bus f"));
    typist_press(t, "\r", "is hidden yet.\n      Alt-P goes back to your own view.");
    typist_press(t, "dark streets", "you typed is a draft. Alt-P goes back");
    typist_press(t, ALT "P", "written: dark streets");
    typist_press(t, ALT "a", "Your draft is back.");
    typist_press(t, "\r", "Added; nobody else sees it yet.");
    typist_type(t, ESC);
    typist_press(t, ALT "a", "\n bus fares");
    typist_free(t);
}
