/* Two laptops in a room, each with a HOME of its own: their screens, the programs beside and
 * a real broker. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A laptop and its screen. */
struct desk {
    char *home, *path;
    struct typist *screen;
};

static struct desk desk_of(const char *owner)
{
    struct desk d = {.home = test_path(owner)};
    struct str path = STR_EMPTY;
    str_addf(&path, "%s/table.json", d.home);
    d.path = str_take(&path);
    cr_assert_eq(mkdir(d.home, 0700), 0);
    return d;
}

static void desk_run(struct desk *d, const char *const *words)
{
    struct str state = STR_EMPTY;
    str_addf(&state, "%s/.local/state", d->home);
    program_env("HOME", d->home);
    program_env("XDG_STATE_HOME", state.bytes);
    d->screen = typist_start(24, 80, words);
    str_finish(&state);
}

static void desk_finish(struct desk *d)
{
    typist_free(d->screen);
    free(d->home);
    free(d->path);
}

/* Of the room on that screen, to free(). */
static char *invitation_on(struct typist *screen)
{
    static const char before[] = "roundtable live join ";
    struct str row = STR_EMPTY;
    int at, col;
    typist_type(screen, "W");
    typist_wait_row(screen, 2, before);
    cr_assert(typist_find(screen, before, &at, &col));
    typist_row(screen, at, &row);
    char *invitation = strdup(strstr(row.bytes, before) + strlen(before));
    typist_type(screen, ESC);
    typist_wait(screen, "e Edit");
    str_finish(&row);
    return invitation;
}

struct room {
    struct desk ana, ben;
    char *invitation;
};

static struct room begin(void)
{
    struct room r = {.ana = desk_of("Ana"), .ben = desk_of("Ben")};
    text_file_write(r.ana.path, "{\"sessions\":[{\"place\":\"Leeds\",\"table\":\"4\","
                                "\"goals\":[{\"text\":\"Less sugar\"}]}]}");
    desk_run(&r.ana, WORDS("roundtable", "live", "--by", "Ana", "--port", "0", "--host",
                           "127.0.0.1", r.ana.path));
    typist_wait(r.ana.screen, "with nobody else yet");
    r.invitation = invitation_on(r.ana.screen);
    return r;
}

static void join(struct room *r)
{
    desk_run(&r->ben, WORDS("roundtable", "live", "join", "--by", "Ben", r->invitation,
                            r->ben.path));
    typist_wait(r->ben.screen, "Less sugar");
    typist_wait(r->ana.screen, "with Ben (table 4)");
    typist_wait(r->ben.screen, "with Ana (table 4)");
}

static void end(struct room *r)
{
    desk_finish(&r->ana);
    desk_finish(&r->ben);
    free(r->invitation);
}

static void leave(struct desk *d)
{
    typist_leave(d->screen);
    d->screen = NULL;
}

TestSuite(live_screen, .init = enter_folder, .fini = folder_finish);

Test(live_screen, what_one_enters_the_other_sees_and_both_files_are_the_same)
{
    struct room r = begin();
    join(&r);
    typist_type(r.ben.screen, "2a");
    typist_wait(r.ben.screen, "New note");
    typist_wait(r.ana.screen, "Ben is writing in Barriers");
    typist_type(r.ben.screen, "Adverts on buses\r" ESC);
    typist_wait(r.ana.screen, "· Adverts on buses");
    typist_wait_gone(r.ana.screen, "Ben is writing");
    typist_type(r.ana.screen, "3aSchools\r" ESC);
    typist_wait(r.ben.screen, "· Schools");
    leave(&r.ben);
    typist_wait(r.ana.screen, "with nobody else yet");
    leave(&r.ana);
    char *bens = text_file_read(r.ben.path);
    expect_part(bens, "Adverts on buses");
    expect_part(bens, "Schools");
    expect_file(r.ana.path, bens);
    free(bens);
    end(&r);
}

Test(live_screen, a_window_that_follows_a_room_can_be_pinned_to_one_who_writes)
{
    struct room r = begin();
    struct desk wall = desk_of("wall");
    join(&r);
    desk_run(&wall,
             WORDS("roundtable", "live", "join", "--follow", r.invitation, wall.path));
    typist_wait(wall.screen, "following");
    typist_type(r.ana.screen, "W");
    typist_wait(r.ana.screen, "a screen that follows: since");
    typist_wait(r.ana.screen, "with Ben");
    typist_wait_gone(r.ana.screen, "Somebody");
    typist_type(r.ana.screen, ESC);
    typist_wait(r.ana.screen, "e Edit");
    typist_type(r.ana.screen, "2aPrices\r" ESC);
    typist_wait(wall.screen, "▶ Prices");
    typist_type(r.ben.screen, "3aSchools\r" ESC);
    typist_wait(wall.screen, "▶ Schools");
    typist_type(wall.screen, "PFAna");
    typist_wait(wall.screen, "1 change, last ‘Prices’");
    typist_type(wall.screen, "\r");
    typist_wait(wall.screen, "following Ana");
    typist_wait(wall.screen, "▶ Prices");
    typist_type(r.ben.screen, "aShops\r" ESC);
    typist_wait(wall.screen, "· Shops");
    cr_expect(typist_sees(wall.screen, "▶ Prices"));
    leave(&wall);
    leave(&r.ben);
    leave(&r.ana);
    desk_finish(&wall);
    end(&r);
}

Test(live_screen, who_ends_the_room_ends_it_for_everybody_and_typing_goes_on)
{
    struct room r = begin();
    join(&r);
    typist_type(r.ana.screen, "Wx");
    typist_wait(r.ana.screen, "End the room for everybody?");
    typist_type(r.ana.screen, "y");
    typist_wait(r.ana.screen, "There is no room any more; Esc goes back.");
    typist_wait(r.ben.screen, "with nobody: the room was ended");
    typist_type(r.ben.screen, "2aAdverts\r" ESC);
    typist_wait(r.ben.screen, "▶ Adverts");
    typist_type(r.ana.screen, ESC);
    leave(&r.ana);
    leave(&r.ben);
    expect_in_file(r.ben.path, "Adverts");
    end(&r);
}

Test(live_screen, old_words_are_worth_nothing_once_there_are_new_ones)
{
    struct room r = begin();
    join(&r);
    typist_press(r.ana.screen, "Wn", "Give the room new words?");
    typist_press(r.ana.screen, "y", "worth nothing at once");
    typist_type(r.ana.screen, "y");
    typist_wait(r.ana.screen, "The room has new words");
    typist_wait(r.ben.screen, "no connection");
    typist_wait_gone(r.ana.screen, r.invitation);
    typist_type(r.ana.screen, ESC);
    char *fresh = invitation_on(r.ana.screen);
    cr_expect_str_neq(fresh, r.invitation);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "live", "join", "--only", r.invitation, "c.json"));
    cr_expect_eq(ran.status, 1, "%s", str_text(&ran.out));
    cr_expect_eq(parts_in(str_text(&ran.err), "\n"), 1, "%s", str_text(&ran.err));
    ran_finish(&ran);
    leave(&r.ben);
    free(r.invitation);
    r.invitation = fresh;
    join(&r);
    leave(&r.ben);
    leave(&r.ana);
    end(&r);
}

Test(live_screen, a_word_heard_wrongly_is_one_sentence)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "live", "join", "--only",
                                             "127.0.0.1:1/lusab-babad-gutih-tugad-dagoz",
                                             "table.json"));
    cr_expect_eq(ran.status, 1);
    cr_expect_eq(parts_in(str_text(&ran.err), "\n"), 1, "%s", str_text(&ran.err));
    ran_finish(&ran);
}
