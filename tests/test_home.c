/* The home screen: where sessions are begun and opened, and gone back to. */

#include "model/ballot.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pair.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(home, .init = enter_folder, .fini = folder_finish);

static struct typist *open_home(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

/* A session of that table, in a folder of its own. */
static void write_table(const char *path, const char *table, const char *place)
{
    struct str text =
        str_of("{\n  \"format\": \"roundtable session\",\n  \"version\": 1,\n"
               "  \"sessions\": [ { \"title\": \"Warmth\", \"place\": \"%s\", "
               "\"date\": \"2017-02-22\",\n \"table\": \"%s\", \"goals\": [ "
               "{ \"text\": \"More benches\" } ] } ] }\n",
               place, table);
    text_file_write(path, text.bytes);
    str_finish(&text);
}

static void open_once(const char *path)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_leave(t);
}

Test(home, is_where_q_goes_from_a_session_that_was_opened_there)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    typist_type(t, "gMore benches\r");
    typist_wait(t, "More benches");
    typist_leave_box(t);
    typist_type(t, "q");
    typist_wait(t, "All is saved; q leaves roundtable.");
    typist_wait_row(t, 3, "▶ write-up.json");
    typist_type(t, "\r");
    typist_wait(t, "1 Goals 5");
    typist_type(t, "q");
    typist_wait(t, "All is saved; q leaves roundtable.");
    typist_leave(t);
}

Test(home, is_not_where_q_goes_from_a_session_of_the_command_line)
{
    write_table("a.json", "4", "Leeds");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(home, tells_recent_sessions_of_one_name_apart)
{
    write_table("one/map.json", "4", "Leeds");
    write_table("two/map.json", "5", "York");
    open_once("one/map.json");
    open_once("two/map.json");
    struct typist *t = open_home(24, 80);
    typist_wait_row(t, 3, "table 5, York, 2017-02-22: Warmth");
    typist_wait_row(t, 4, "table 4, Leeds, 2017-02-22: Warmth");
    typist_leave(t);
}

Test(home, what_is_typed_takes_the_place_of_the_date_that_stood_there)
{
    struct typist *t = open_home(24, 80);
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_type(t, TAB TAB "1.3.2017\t");
    typist_wait(t, "2017-03-01");
    typist_type(t, "7\r");
    typist_wait(t, "table 7");
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, TAB TAB "\x7f"
                           "2\t"); /* edited, it stays */
    typist_wait(t, "2017-03-02");
    typist_type(t, "\x13");
    typist_wait_gone(t, "Details of this session");
    typist_leave(t);
}

Test(home, dots_of_phones_alone_can_be_taken_back)
{
    struct pair p = pair_make();
    struct str bytes = STR_EMPTY;
    cr_assert(
        author_set_ballot(&p.ana, p.table, (struct ballot){BALLOT_OPEN, false, 2}, &err));
    cr_assert(author_vote(&p.ana, p.note, "phone a", 1, &err));
    file_write(p.one, &bytes);
    text_file_write("a.json", bytes.bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "b");
    typist_wait(t, "Take all dots back");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    str_finish(&bytes);
    pair_free(&p);
}
