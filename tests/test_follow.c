/* A second window that follows: it shows what the first one writes, and writes nothing. */

#include "model/author.h"
#include "store/company.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(follow, .fini = folder_finish);

Test(follow, what_one_writes_the_other_shows_within_half_a_second)
{
    enum { MOST_MS = 500 };
    unsigned long times = times_asked("FOLLOW", 20), late = 0;
    char *path = two_goals_write(), words[48];
    struct typist *ana = window_of("Ana", path), *room = window_that_follows(path);
    typist_wait(ana, "followed");
    typist_type(ana, "j2a");
    typist_wait(ana, "New note");
    for (unsigned long i = 0; i < times; i++) {
        snprintf(words, sizeof words, "barrier %03lu", i);
        typist_type(ana, words);
        int64_t from_ms = program_clock_ms();
        typist_type(ana, "\r");
        snprintf(words, sizeof words, "▶ barrier %03lu", i);
        typist_wait(room, words);
        late += program_clock_ms() - from_ms > MOST_MS;
    }
    cr_expect(typist_sees(room, "More walking"));
    /* All of them on a free machine; the middle one, whatever else is at work. */
    cr_expect_leq(late * 2, times, "%lu of %lu came later than after %d ms", late, times,
                  MOST_MS);
    figure("a window that follows shows a note within half a second", times, late, 0);
    typist_type(ana, ESC);
    typist_wait(ana, "e Edit");
    typist_leave(ana);
    typist_leave(room);
    free(path);
}

/* Wherever something is changed, in whatever grid, that is what the room sees. */
Test(follow, it_goes_to_what_was_changed_last)
{
    char *path = two_goals_write();
    struct typist *ana = window_of("Ana", path), *room = window_that_follows(path);
    typist_wait(ana, "followed");
    typist_type(ana, "3aSchools\r" ESC);
    typist_wait(room, "Stakeholders");
    typist_wait(room, "▶ Schools");
    cr_expect(typist_sees(room, "Less sugar"));
    typist_type(ana, "h");
    typist_wait(ana, "▶ Advertising");
    typist_type(ana, "e on buses\r");
    typist_wait(room, "▶ Advertising on buses");
    typist_type(room, "4");
    typist_wait(room, "Opportunities");
    typist_type(ana, "d");
    typist_wait(room, "Barriers to change"); /* where it was deleted */
    cr_expect_not(typist_sees(room, "Advertising"));
    typist_type(ana, "u");
    typist_wait(room, "▶ Advertising on buses");
    typist_type(ana, "J");
    typist_wait(room, "2 of 2 goals");
    typist_wait(room, "▶ Advertising on buses");
    typist_type(ana, "gSafer parks\r" ESC);
    typist_wait(room, "▶ Safer parks");
    typist_type(ana, "G2aA lunch club\r" ESC);
    typist_wait(room, "Action plan");
    typist_wait(room, "▶ A lunch club");
    typist_leave(ana);
    typist_leave(room);
    free(path);
}

Test(follow, the_vision_is_shown_when_it_is_written)
{
    char *path = two_goals_write();
    struct typist *room = window_that_follows(path);
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", path));
    cr_expect_eq(ran.status, 0);
    ran_finish(&ran);
    struct typist *ana = window_of("Ana", path);
    typist_wait(ana, "followed");
    typist_type(ana, "Gk");
    typist_wait(ana, "e writes the vision");
    typist_type(ana, "eNobody eats alone\r");
    typist_wait(room, "Vision");
    typist_wait(room, "Nobody eats alone");
    typist_leave(ana);
    typist_leave(room);
    free(path);
}

/* Another program on the file, without a screen. */
struct writer {
    struct session_file file;
    struct author author;
    struct company company;
    const struct record *table;
};

static struct writer writer_open(const char *path)
{
    struct writer w = {0};
    struct err err = ERR_NONE;
    size_t count;
    cr_assert(file_open(path, &w.file, &err), "%s", err_text(&err));
    author_init(&w.author, w.file.session, 7, NULL);
    w.author.now_ms = INT64_C(1487764800000);
    w.table = session_tables(w.file.session, &count)[0];
    company_join(&w.company, path, w.author.actor, NULL, MEMBER_WRITES);
    return w;
}

static void writer_close(struct writer *w)
{
    company_leave(&w->company);
    author_finish(&w->author);
    file_close(&w->file);
}

/* What is in the session goes into the journal, and is told. */
static void writer_tell(struct writer *w, struct edit_key key)
{
    struct err err = ERR_NONE;
    const struct edit *edit = session_edit(w->file.session, key);
    cr_assert(journal_append(&w->file.journal, &edit, 1, &err), "%s", err_text(&err));
    company_tell(&w->company);
}

/* Sets a field of a record as the screen does. */
static void writer_set_of(struct writer *w, const struct record *of, const char *field,
                          const char *text)
{
    struct err err = ERR_NONE;
    struct edit_key key = {w->author.actor, w->author.next_number};
    cr_assert(author_set(&w->author, of, field, VALUE_OF_TEXT(text), &err));
    writer_tell(w, key);
}

static void writer_set(struct writer *w, const char *field, const char *text)
{
    writer_set_of(w, w->table, field, text);
}

/* Somebody else's wording of a record; over NULL: of none before. */
static void writer_pass_on(struct writer *w, const struct record *of, struct edit_key key,
                           struct edit_key *over, const char *text)
{
    struct err err = ERR_NONE;
    struct change set = {"text", VALUE_OF_TEXT(text)};
    struct edit edit = {.key = key,
                        .at_ms = w->author.now_ms + (int64_t)key.number,
                        .kind = record_kind(of),
                        .id = record_id(of),
                        .set = &set,
                        .set_count = 1,
                        .over = over,
                        .over_count = over ? 1 : 0};
    cr_assert(session_apply(w->file.session, &edit, NULL, &err), "%s", err_text(&err));
    writer_tell(w, key);
}

/* From a room, edits come in any order: the older wording after the newer one. */
Test(follow, what_came_last_is_shown_though_another_edit_had_named_it_before)
{
    char *path = two_goals_write();
    size_t count;
    struct edit_key older = {"zoe", 1}, newer = {"zoe", 2};
    struct typist *room = window_that_follows(path);
    signal(SIGPIPE, SIG_IGN);
    struct writer w = writer_open(path);
    const struct record *const *goals = table_goals(w.file.session, w.table, &count);
    const struct record *sugar = goals[0], *walking = goals[1];
    writer_pass_on(&w, sugar, newer, &older, "Less salt");
    typist_wait(room, "▶ Less salt");
    writer_set_of(&w, walking, "text", "More cycling");
    typist_wait(room, "▶ More cycling");
    writer_pass_on(&w, sugar, older, NULL, "Less fat");
    typist_wait(room, "▶ Less");
    writer_close(&w);
    typist_leave(room);
    free(path);
}

Test(follow, another_stage_brings_its_grid_and_the_clock_changes_nothing_else)
{
    char *path = two_goals_write();
    struct typist *room = window_that_follows(path);
    typist_wait(room, "System map");
    signal(SIGPIPE, SIG_IGN);
    struct writer w = writer_open(path);
    typist_type(room, "3");
    typist_wait(room, "Stakeholders");
    writer_set(&w, "stage", "map");
    writer_set(&w, "clock", "540");
    typist_wait(room, "paused");
    cr_expect(typist_sees(room, "Stakeholders"), "where it was browsed to");
    writer_set(&w, "stage", "ideas");
    typist_wait(room, "Idea generation");
    typist_type(room, "2");
    typist_wait(room, "For organisations");
    writer_set(&w, "stage", "map");
    typist_wait(room, "What are your challenges?");
    typist_type(room, "2");
    typist_wait(room, "Barriers to change");
    writer_set(&w, "stage", "welcome");
    typist_wait(room, "Welcome");
    cr_expect(typist_sees(room, "Barriers to change"), "a stage without a grid");
    writer_close(&w);
    typist_leave(room);
    free(path);
}

/* All that a folder holds: names, times and contents. */
static char *picture_of(const char *folder)
{
    struct dirent **names = NULL;
    struct str out = STR_EMPTY;
    int count = scandir(folder, &names, NULL, alphasort);
    cr_assert_geq(count, 0);
    for (int i = 0; i < count; i++) {
        struct str path = STR_EMPTY;
        struct stat about;
        if (strcmp(names[i]->d_name, "..") == 0) {
            free(names[i]);
            continue;
        }
        str_addf(&path, "%s/%s", folder, names[i]->d_name);
        cr_assert_eq(stat(path.bytes, &about), 0);
        str_addf(&out, "%s %lld.%09ld %llu\n", names[i]->d_name,
                 (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec,
                 (unsigned long long)about.st_ino);
        if (S_ISREG(about.st_mode)) {
            char *text = text_file_read(path.bytes);
            str_add(&out, text);
            free(text);
        }
        str_finish(&path);
        free(names[i]);
    }
    free(names);
    return str_take(&out);
}

Test(follow, it_writes_nothing_whatever_is_pressed)
{
    static const char *const keys[] = {"a",  "g", "e",    "d", "u", "m",    "K", "J",
                                       "\r", "o", "\x13", "H", "L", "\x1a", "0", "\x19"};
    char *path = two_goals_write(), *folder = test_path("shared");
    char *before = picture_of(folder);
    struct typist *room = window_that_follows(path);
    for (size_t i = 0; i < LENGTH(keys); i++) {
        typist_type(room, keys[i]);
        typist_wait(room, "This window follows; the other one writes.");
        typist_type(room, "l"); /* browsing goes on, and the message goes */
        typist_wait_gone(room, "This window follows");
        typist_type(room, "h");
    }
    typist_paste(room, "one\ntwo\n");
    typist_wait(room, "This window follows; the other one writes.");
    typist_type(room, "P");
    typist_wait(room, "1 Goals 2");
    typist_wait(room, "P Projector  G Grid  / Search"); /* and no key that is refused */
    typist_type(room, "j2P");
    typist_wait(room, "2 of 2 goals");
    typist_leave(room);
    char *after = picture_of(folder);
    cr_expect_str_eq(after, before);
    free(before);
    free(after);
    free(folder);
    free(path);
}

/* Of what stands in a journal, too, it changes nothing: that is for who writes. */
Test(follow, it_may_come_first_and_stay_when_the_other_is_killed)
{
    char *path = two_goals_write(), *folder = test_path("shared");
    struct typist *room = window_that_follows(path);
    for (int i = 0; i < 3; i++) {
        char words[32];
        struct typist *ana = window_of("Ana", path);
        typist_wait(ana, "followed");
        if (i) {
            typist_wait(
                ana, "Brought back what the file did not hold yet: "); /* one, or both */
        }
        snprintf(words, sizeof words, "2aRound %d\r", i);
        typist_type(ana, words);
        snprintf(words, sizeof words, "▶ Round %d", i);
        typist_wait(room, words);
        typist_signal(ana, SIGKILL);
        typist_end(ana);
        typist_free(ana);
        typist_settle(room);
        char *before = picture_of(folder);
        typist_leave(room);
        char *after = picture_of(folder);
        cr_expect_str_eq(after, before);
        room = window_that_follows(path);
        typist_wait(room, words);
        free(before);
        free(after);
    }
    typist_leave(room);
    free(folder);
    free(path);
}

Test(follow, a_file_that_was_replaced_is_followed_further)
{
    char *path = two_goals_write(), words[32];
    struct typist *ana = window_of("Ana", path), *room = window_that_follows(path);
    typist_wait(ana, "followed");
    for (int i = 0; i < 3; i++) {
        snprintf(words, sizeof words, "2aRound %d\r" ESC, i);
        typist_type(ana, words);
        snprintf(words, sizeof words, "▶ Round %d", i);
        typist_wait(room, words);
        typist_type(ana, "\x13");
        typist_wait(ana, "Saved to");
        typist_type(ana, "l");
        typist_wait_gone(ana, "Saved to");
    }
    typist_leave(ana);
    typist_wait(room, "▶ Round 2");
    typist_leave(room);
    free(path);
}

Test(follow, a_session_that_is_not_on_the_disk_yet_is_followed_if_it_is_open)
{
    char *path = test_path("new.json");
    struct ran ran;
    struct typist *room = typist_start(24, 80, WORDS("roundtable", "--follow", path));
    cr_expect_eq(typist_end(room), 1);
    typist_wait_wrapped(room, "there is no such file to follow");
    typist_free(room);
    struct typist *ana = window_of("Ana", path);
    typist_wait(ana, "A new session");
    room = window_that_follows(path);
    typist_wait(room, "Goals");
    typist_wait(ana, "followed");
    typist_type(ana, "gLess sugar\r");
    typist_wait(room, "▶ Less sugar");
    typist_type(ana, ESC);
    typist_wait(ana, "e Edit");
    typist_leave(ana);
    typist_leave(room);
    ran = program_run(NULL, WORDS("roundtable", "export", path));
    cr_expect(strstr(str_text(&ran.out), "Less sugar"));
    ran_finish(&ran);
    free(path);
}

Test(follow, who_writes_is_told_that_somebody_follows_and_by_whom_else_it_is_written)
{
    char *path = two_goals_write();
    struct typist *ana = window_of("Ana", path);
    cr_expect_not(typist_sees(ana, "followed"));
    struct typist *room = window_that_follows(path);
    typist_wait(ana, "followed  saved");
    cr_expect_not(typist_sees(ana, "with"));
    struct typist *ben = window_of("Ana", path);
    typist_wait(ana, "followed, with Ana  saved");
    typist_leave(ben);
    typist_wait(ana, "followed  saved");
    typist_leave(room);
    typist_wait_gone(ana, "followed");
    typist_leave(ana);
    free(path);
}

Test(follow, without_a_file_or_a_terminal_it_is_wrong_usage)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "--follow"));
    cr_expect_eq(ran.status, 2);
    cr_expect(strstr(str_text(&ran.err), "--follow wants the FILE"), "%s",
              str_text(&ran.err));
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "--follow", "sessions/write-up.json"));
    cr_expect_eq(ran.status, 2);
    cr_expect(strstr(str_text(&ran.err), "no terminal here"), "%s", str_text(&ran.err));
    ran_finish(&ran);
    folder_finish();
}
