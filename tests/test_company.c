/* Programs on one file, on one machine, without a screen: who is there and what they tell
 * each other. */

#include "store/company.h"

#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Waits for what comes. */
static unsigned hear(struct company *c)
{
    int in;
    company_descriptors(c, &in, 1);
    struct pollfd ready = {.fd = in, .events = POLLIN};
    cr_assert_eq(poll(&ready, 1, program_deadline_ms()), 1, "nothing was heard");
    return company_hear(c);
}

/* The same of who is here, whether they came just now or were here before. */
static unsigned hear_who(struct company *c)
{
    return hear(c) & ~(unsigned)HEARD_OPENING;
}

static void begin(void)
{
    signal(SIGPIPE, SIG_IGN);
    setenv("XDG_STATE_HOME", test_folder(), 1);
}

static void join(struct company *c, const char *actor, const char *name,
                 enum member_kind kind)
{
    char *path = test_path("session.json");
    company_join(c, path, actor, name, kind);
    free(path);
}

/* What a process leaves when it is killed. */
static void crash(struct company *c)
{
    close(c->in);
    close(c->keep_open);
    c->in = c->keep_open = -1;
}

static void expect_names(const struct company *c, const char *expected)
{
    struct str names = STR_EMPTY;
    company_names(c, &names);
    cr_expect_str_eq(str_text(&names), expected);
    str_finish(&names);
}

/* Ana at a screen and a room, who know each other. */
struct pair {
    struct company ana, room;
};

static struct pair begin_pair(const char *name)
{
    struct pair p;
    join(&p.ana, "a1", "Ana", MEMBER_WRITES);
    join(&p.room, "r1", name, MEMBER_IS_ROOM);
    cr_assert_eq(hear_who(&p.ana), HEARD_COMING);
    cr_assert_eq(hear_who(&p.room), HEARD_COMING);
    return p;
}

static void end_pair(struct pair *p)
{
    company_leave(&p->room);
    company_leave(&p->ana);
}

TestSuite(company, .init = begin, .fini = folder_finish);

Test(company, tells_news_and_names_and_who_has_gone)
{
    struct company ana, ben;
    struct str names = STR_EMPTY;
    join(&ana, "a1", "Ana", MEMBER_WRITES);
    join(&ben, "b1", "Ben\nSmith", MEMBER_WRITES);
    cr_expect_eq(hear(&ana), HEARD_COMING | HEARD_OPENING);
    cr_expect_eq(hear(&ben), HEARD_COMING, "Ana was here before");
    company_names(&ana, &names);
    cr_expect_str_eq(str_text(&names), "Ben Smith");
    cr_expect(company_has(&ben, "a1"));
    company_tell(&ben);
    company_tell(&ben);
    cr_expect_eq(hear(&ana), HEARD_NEWS);
    company_leave(&ben);
    cr_expect_eq(company_hear(&ana), HEARD_LEAVING);
    cr_expect_not(company_has(&ana, "b1"));
    company_leave(&ana);
    str_finish(&names);
}

Test(company, a_pipe_that_a_crash_left_behind_is_swept_away)
{
    struct company first, second;
    struct stat about;
    join(&first, "a1", NULL, MEMBER_WRITES);
    char *left = strdup(first.path);
    crash(&first);
    join(&second, "b1", NULL, MEMBER_WRITES);
    cr_expect_neq(stat(left, &about), 0);
    cr_expect_eq(second.count, 0);
    company_leave(&second);
    company_leave(&first);
    free(left);
}

Test(company, whoever_is_called_otherwise_tells_it)
{
    struct pair p = begin_pair("");
    expect_names(&p.ana, "nobody else yet");
    company_call(&p.room, "Ben (table 3)");
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    expect_names(&p.ana, "Ben (table 3)");
    company_call(&p.room, "12 others");
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    expect_names(&p.ana, "12 others");
    company_call(&p.room, "12 others");
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING, "its file says something else");
    cr_expect_eq(p.ana.count, 1);
    end_pair(&p);
}

Test(company, a_room_is_nobody_but_says_who_is_in_it)
{
    struct company ben, eva;
    struct pair p = begin_pair("nobody: no connection, all is kept here");
    expect_names(&p.ana, "nobody: no connection, all is kept here");
    expect_names(&p.room, "Ana");
    cr_expect_eq(company_writers(&p.ana), 1, "it may say something");
    cr_expect_eq(company_rooms(&p.ana), 1);
    cr_expect_eq(company_rooms(&p.room), 0);
    company_call(&p.room, "Dan (table 3)");
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    join(&ben, "b1", "Ben", MEMBER_WRITES);
    join(&eva, "e1", "", MEMBER_WRITES);
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    expect_names(&p.ana, "Ben and 1 other, Dan (table 3)");
    cr_expect_not(company_followed(&p.ana));
    company_leave(&eva);
    company_leave(&ben);
    end_pair(&p);
}

Test(company, of_two_rooms_one_is_preferred)
{
    struct company seminar;
    struct pair p = begin_pair("Dan");
    join(&seminar, "s1", "Olga", MEMBER_IS_ROOM);
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    expect_names(&p.ana, "Dan, Olga");
    char *dans = company_room_path(&p.ana);
    company_prefer_room(&p.ana, 1);
    expect_names(&p.ana, "Olga, Dan");
    char *olgas = company_room_path(&p.ana);
    cr_expect(strstr(dans, "room-r1") && strstr(olgas, "room-s1"));
    hear(&seminar);
    cr_expect(company_ask(&p.ana, "end"));
    cr_expect_eq(hear(&seminar), HEARD_ASKED);
    cr_expect_eq(p.room.asked_count, 0);
    company_prefer_room(&p.ana, 1);
    expect_names(&p.ana, "Dan, Olga");
    free(dans);
    free(olgas);
    company_leave(&seminar);
    end_pair(&p);
}

Test(company, screens_tell_a_room_where_they_write_and_it_tells_them_who_writes)
{
    struct company ben;
    struct pair p = begin_pair("Dan");
    join(&ben, "b1", "Ben", MEMBER_WRITES);
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    cr_expect_eq(hear_who(&p.room), HEARD_COMING);
    company_write(&p.ana, "Barriers");
    cr_expect_eq(hear(&p.room), HEARD_WRITING);
    cr_expect_str_eq(p.room.writing, "Barriers");
    hear(&ben); /* who came; and of what Ana writes, nothing */
    cr_expect_str_eq(ben.writing, "");
    company_write(&p.room, "Dan is writing in Goals");
    cr_expect_eq(hear(&p.ana), HEARD_WRITING);
    cr_expect_eq(hear(&ben), HEARD_WRITING);
    cr_expect_str_eq(ben.writing, "Dan is writing in Goals");
    company_write(&p.ana, "");
    cr_expect_eq(hear(&p.room), HEARD_WRITING);
    cr_expect_str_eq(p.room.writing, "");
    company_leave(&ben);
    end_pair(&p);
}

Test(company, whoever_comes_is_told_who_writes)
{
    struct company ana, room, ben;
    join(&ana, "a1", "Ana", MEMBER_WRITES);
    company_write(&ana, "Barriers");
    join(&room, "r1", "Dan", MEMBER_IS_ROOM);
    cr_expect_eq(hear_who(&ana), HEARD_COMING);
    cr_expect_eq(hear_who(&room), HEARD_COMING | HEARD_WRITING);
    cr_expect_str_eq(room.writing, "Barriers");
    company_write(&room, "Dan is writing in Goals");
    join(&ben, "b1", "Ben", MEMBER_WRITES);
    hear(&room);
    cr_expect_eq(hear_who(&ben), HEARD_COMING | HEARD_WRITING);
    cr_expect_str_eq(ben.writing, "Dan is writing in Goals");
    company_leave(&ben);
    company_leave(&room);
    company_leave(&ana);
}

Test(company, who_has_gone_writes_no_more)
{
    struct pair p = begin_pair("Dan");
    company_write(&p.ana, "Barriers");
    company_write(&p.room, "Dan is writing in Goals");
    cr_expect_eq(hear(&p.ana), HEARD_WRITING);
    cr_expect_eq(hear(&p.room), HEARD_WRITING);
    crash(&p.room);
    cr_expect_eq(company_hear(&p.ana), HEARD_LEAVING | HEARD_WRITING);
    cr_expect_str_eq(p.ana.writing, "");
    end_pair(&p);
}

Test(company, a_room_is_asked_in_the_order_of_asking)
{
    struct pair p = begin_pair("Dan");
    cr_expect(company_ask(&p.ana, "host 10.0.0.2"));
    cr_expect(company_ask(&p.ana, "words"));
    cr_expect_eq(hear(&p.room), HEARD_ASKED);
    char *first = company_asked(&p.room), *second = company_asked(&p.room);
    cr_expect_str_eq(first, "host 10.0.0.2");
    cr_expect_str_eq(second, "words");
    cr_expect_null(company_asked(&p.room));
    cr_expect_not(company_ask(&p.room, "end"), "there is no other room");
    free(first);
    free(second);
    for (int i = 0; i < 2 * COMPANY_MOST_ASKED; i++) {
        company_ask(&p.ana, "end");
    }
    cr_expect_eq(hear(&p.room), HEARD_ASKED);
    cr_expect_eq(p.room.asked_count, COMPANY_MOST_ASKED);
    end_pair(&p);
}

/* A program that writes into the pipe whatever it likes. */
static void write_into(const struct company *c, const char *bytes)
{
    size_t len_bytes = strlen(bytes);
    cr_assert_eq(write(c->keep_open, bytes, len_bytes), (ssize_t)len_bytes);
}

Test(company, a_line_is_cut_before_it_could_be_written_in_two_pieces)
{
    char longest[PIPE_BUF * 3];
    struct pair p = begin_pair("Dan");
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    longest[7] = '\n';
    company_write(&p.room, longest);
    cr_expect_eq(hear(&p.ana), HEARD_WRITING);
    cr_expect_eq(strlen(p.ana.writing), PIPE_BUF - 2);
    cr_expect_eq(p.ana.writing[7], ' ');
    write_into(&p.ana, longest + 8); /* without an end */
    cr_expect_eq(hear(&p.ana), 0);
    cr_expect_eq(p.ana.heard.len_bytes, 0);
    write_into(&p.ana, "\n!\n");
    cr_expect_eq(hear(&p.ana), HEARD_NEWS);
    end_pair(&p);
}

Test(company, who_is_called_like_a_path_is_no_member)
{
    struct pair p = begin_pair("Dan");
    write_into(&p.ana, "+../../x Eve\n=.room-r1.json Eve\n+room- \n?end\n+\n\n");
    cr_expect_eq(hear(&p.ana), 0);
    cr_expect_eq(p.ana.count, 1);
    end_pair(&p);
}

Test(company, the_file_of_a_room_goes_with_it)
{
    struct stat about;
    struct pair p = begin_pair("Dan");
    struct company left = p.ana;
    char *path = company_room_path(&p.room), *same = company_room_path(&p.ana);
    char *folder = strdup(left.folder);
    cr_expect_str_eq(path, same);
    cr_expect(strstr(path, "/.room-r1.json"));
    text_file_write(path, "{}");
    company_leave(&p.room);
    cr_expect_neq(stat(path, &about), 0);
    cr_expect_eq(company_hear(&p.ana), HEARD_LEAVING);
    cr_expect_null(company_room_path(&p.ana));
    company_leave(&p.ana);
    cr_expect_neq(stat(folder, &about), 0, "the last one out");
    free(folder);
    free(path);
    free(same);
}

Test(company, the_file_of_a_room_that_crashed_is_swept_away)
{
    struct stat about;
    struct company eva;
    struct pair p = begin_pair("Dan");
    char *path = company_room_path(&p.ana);
    text_file_write(path, "{}");
    crash(&p.room);
    cr_expect_eq(company_hear(&p.ana), HEARD_LEAVING);
    cr_expect_neq(stat(path, &about), 0);
    company_leave(&p.room);
    join(&p.room, "r1", "Dan", MEMBER_IS_ROOM);
    text_file_write(path, "{}");
    crash(&p.room);
    join(&eva, "e1", "Eva", MEMBER_WRITES); /* who finds it */
    cr_expect_neq(stat(path, &about), 0);
    company_leave(&eva);
    free(path);
    end_pair(&p);
}

Test(company, phones_say_how_many_they_are_and_leave_alone_what_rooms_say)
{
    struct company phones;
    struct pair p = begin_pair("Dan");
    company_write(&p.ana, "Barriers");
    join(&phones, "p1", "3 phones", MEMBER_IS_PHONES);
    cr_expect_eq(hear_who(&p.ana), HEARD_COMING);
    cr_expect_eq(hear_who(&p.room), HEARD_COMING | HEARD_WRITING);
    expect_names(&p.ana, "Dan, 3 phones");
    cr_expect_eq(company_rooms(&p.ana), 1);
    cr_expect(company_ask_phones(&p.ana, "end"));
    cr_expect(hear(&phones) & HEARD_ASKED);
    char *asked = company_asked(&phones);
    cr_expect_str_eq(asked, "end");
    cr_expect_eq(p.room.asked_count, 0);
    char *path = company_phones_path(&p.ana), *same = company_phones_path(&phones);
    cr_expect_str_eq(path, same);
    cr_expect(strstr(path, "/.phones-p1.json"));
    text_file_write(path, "{}");
    company_leave(&phones);
    cr_expect_neq(access(path, F_OK), 0);
    cr_expect_eq(company_hear(&p.ana), HEARD_LEAVING);
    cr_expect_eq(company_hear(&p.room), HEARD_LEAVING);
    cr_expect_str_eq(p.room.writing, "Barriers");
    cr_expect_not(company_ask_phones(&p.ana, "end"));
    cr_expect_null(company_phones_path(&p.ana));
    free(asked);
    free(path);
    free(same);
    end_pair(&p);
}

Test(company, whoever_knocks_is_heard_and_is_nobody, .init = begin)
{
    struct company ana;
    char *path = test_path("session.json");
    company_knock(path); /* and if nobody is there, nothing is left */
    cr_expect_neq(access(".local", F_OK), 0);
    join(&ana, "ana", "Ana", MEMBER_WRITES);
    company_knock(path);
    cr_expect_eq(hear(&ana), HEARD_NEWS);
    expect_names(&ana, "");
    company_leave(&ana);
    free(path);
}
