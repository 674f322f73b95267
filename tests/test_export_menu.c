/* Hand-outs from the screen: what the menu writes, for whom, and what it sends to the
 * printer. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/said.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char table[] =
    "{ \"format\": \"roundtable session\", \"version\": 1, \"sessions\": [\n"
    "  { \"title\": \"Bus stop\", \"facilitator\": \"Zoe\", \"goals\": [\n"
    "    { \"text\": \"Less waiting\", \"barriers\": [\n"
    "      { \"text\": \"Rain\", \"weight\": \"cliff\", \"who\": \"Ana\" } ] } ] } ] }\n";

static void enter(void)
{
    enter_folder();
    text_file_write("t.json", table);
}

TestSuite(export_menu, .init = enter, .fini = folder_finish);

static struct typist *open_menu(int rows, int cols)
{
    struct typist *t = typist_open(rows, cols, WORDS("roundtable", "t.json"));
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    return t;
}

static void expect_begins(const char *path, const char *bytes)
{
    char *text = text_file_read(path);
    cr_expect(strncmp(text, bytes, strlen(bytes)) == 0, "%s: %.40s", path, text);
    free(text);
}

Test(export_menu, says_how_much_of_it_is_out_of_sight)
{
    struct typist *t = open_menu(12, 40);
    typist_wait(t, "more below");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN);
    typist_wait(t, " above, ");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN);
    typist_type(t, DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN);
    typist_wait(t, "more above");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(export_menu, each_sheet_goes_beside_the_file_and_is_named)
{
    static const char *const rows[][3] = {
        {"p", "t.pdf", "%PDF"},
        {"h", "t.html", "<!doctype html>"},
        {"x", "t.xlsx", "PK"},
        {"g", "t-map.svg", "<"},
        {"o", "t-to-read-out.pdf", "%PDF"},
        {"r", "t-large-print.pdf", "%PDF"},
        {"w", "t-promises.txt", "Ana"},
        {"d", "t-stages.pdf", "%PDF"},
        {"i", "t.ics", "BEGIN:"},
        {"m", "t.md", "# Bus stop"},
        {"t", "t.txt", "Bus stop"},
        {"c", "t.csv", "\xef\xbb\xbfsession"},
        {"j", "t.json", "{"},
    };
    struct typist *t = open_menu(24, 80);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool taken = strcmp(rows[i][1], "t.json") == 0;
        struct str said = STR_EMPTY;
        str_addf(&said, "Exported to %s", taken ? "t-2017-02-22-1200.json" : rows[i][1]);
        typist_type(t, rows[i][0]);
        typist_wait(t, said.bytes);
        expect_begins(taken ? "t-2017-02-22-1200.json" : rows[i][1], rows[i][2]);
        typist_type(t, "E");
        typist_wait(t, "Enter Choose");
        str_finish(&said);
    }
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_leave(t);
}

/* Whatever it is called, and in a small window. */
Test(export_menu, a_long_name_leaves_room_for_that_there_is_one_already)
{
    static const char path[] = "an-afternoon-in-the-town-hall-with-table-four.json";
    text_file_write(path, table);
    struct typist *t = typist_open(20, 60, WORDS("roundtable", path));
    for (int i = 0; i < 2; i++) {
        typist_press(t, "E", "Enter Choose");
        typist_press(t, "t",
                     i ? "" : "an-afternoon-in-the-town-hall-with-table-four.txt");
    }
    typist_wait_row(t, 0, " an-afternoon…ble-four.txt is there already");
    typist_press(t, ESC ESC, "a Add");
    typist_leave(t);
}

Test(export_menu, where_there_is_one_already_it_asks_and_enter_keeps_both)
{
    struct typist *t = open_menu(24, 80);
    typist_type(t, "t");
    typist_wait(t, "Exported to t.txt");
    text_file_write("t.txt", "the earlier one\n");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "t");
    typist_wait(t, "t.txt is there already, written ");
    typist_wait(t, "the new one is t-2017-02-22-1200.txt");
    typist_type(t, "\r");
    typist_wait_wrapped(
        t, "Exported to t-2017-02-22-1200.txt. The earlier one stands beside "
           "it, without the time in its name.");
    expect_begins("t.txt", "the earlier one");
    expect_begins("t-2017-02-22-1200.txt", "Bus stop");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "t");
    typist_wait(t, "t.txt is there already");
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "t");
    typist_wait(t, "t.txt is there already");
    typist_type(t, "y");
    typist_wait(t, "Replaced t.txt");
    expect_begins("t.txt", "Bus stop");
    typist_leave(t);
}

Test(export_menu, a_session_without_a_title_offers_once_to_be_named)
{
    text_file_write("t.json", "{\"sessions\":[{\"goals\":[\"Less waiting\"]}]}");
    struct typist *t = open_menu(24, 80);
    typist_type(t, "t");
    typist_wait_wrapped(t,
                        "Exported to t.txt (‘Untitled session’: o, from the grid, names "
                        "it.)");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "m");
    typist_wait(t, "Exported to t.md");
    cr_expect_not(typist_sees(t, "Untitled"));
    typist_type(t, "oBus stop" CTRL_S);
    typist_wait_gone(t, "Exported");
    typist_leave(t);
}

Test(export_menu, for_whom_and_names_hold_for_all_that_is_written)
{
    struct typist *t = open_menu(24, 80);
    typist_wait(t, "anybody: all of it");
    typist_type(t, "n");
    typist_wait(t, "left out");
    typist_type(t, "t");
    typist_wait(t, "Exported to t-without-names.txt");
    char *text = text_file_read("t-without-names.txt");
    cr_expect(strstr(text, "Cliff") && !strstr(text, "Zoe") && !strstr(text, "Ana"), "%s",
              text);
    free(text);
    typist_type(t, "E");
    typist_wait(t, "left out"); /* as it was chosen */
    typist_type(t, "n");
    typist_wait(t, "as they stand");
    typist_type(t, "ff");
    typist_wait(
        t,
        "f  For                         commissioners: themes first, numbers at the end");
    typist_type(t, "f");
    typist_wait(
        t,
        "f  For                         politicians: what tables share, plain words\n");
    typist_type(t, "f");
    typist_wait(t, "the public: plain words, no names");
    typist_type(t, "t");
    typist_wait(t, "Exported to t-for-public.txt");
    text = text_file_read("t-for-public.txt");
    cr_expect(strstr(text, "Rain") && !strstr(text, "Cliff") && !strstr(text, "Ana"),
              "%s", text);
    free(text);
    typist_leave(t);
}

Test(export_menu, who_promised_what_is_that_for_whomever_it_is)
{
    struct typist *t = open_menu(24, 80);
    typist_press(t, "f", "participants: their own words first");
    typist_press(t, "w", "Exported to t-promises-for-participants.txt");
    typist_press(t, "E", "participants: their own words first");
    typist_press(t, "fffff", "participants: their own words first");
    typist_press(t, "n", "left out");
    typist_press(t, "w", "Exported to t-promises-for-participants-without-names.txt");
    typist_leave(t);
    char *named = text_file_read("t-promises-for-participants.txt");
    cr_expect(strstr(named, "You said that you would:"), "%s", named);
    free(named);
    expect_begins("t-promises-for-participants-without-names.txt", "What was promised\n");
}

Test(export_menu, who_promised_what_is_not_written_where_nothing_is_whomever_it_is_for)
{
    text_file_write("t.json", "{\"sessions\":[{\"goals\":[\"Less waiting\"]}]}");
    struct typist *t = open_menu(24, 80);
    typist_press(t, "f", "participants: their own words first");
    typist_press(t, "w", "Not exported: ");
    cr_expect(access("t-promises-for-participants.txt", F_OK) != 0);
    typist_leave(t);
}

Test(export_menu, the_map_for_the_public_tells_no_marks)
{
    struct typist *t = open_menu(24, 80);
    typist_type(t, "g");
    typist_wait(t, "Exported to t-map.svg");
    typist_type(t, "E");
    typist_wait(t, "Enter Choose");
    typist_type(t, "ffff");
    typist_wait(t, "the public: plain words, no names");
    typist_type(t, "g");
    typist_wait(t, "Exported to t-map-for-public.svg");
    typist_leave(t);
    char *anybody = text_file_read("t-map.svg"),
         *public = text_file_read("t-map-for-public.svg");
    cr_expect(strstr(anybody, "Cliff"), "%s", anybody);
    cr_expect(strstr(public, "Rain") && !strstr(public, "Cliff"), "%s", public);
    free(anybody);
    free(public);
}

Test(export_menu, the_paper_is_that_of_the_pdf)
{
    struct typist *t = open_menu(24, 80);
    typist_type(t, "a");
    typist_wait(t, "PDF, to print and to keep   A3 poster");
    typist_type(t, "p");
    typist_wait(t, "Exported to t-poster.pdf");
    typist_leave(t);
    struct ran ran = program_run(NULL, WORDS("pdfinfo", "t-poster.pdf"));
    cr_expect(strstr(str_text(&ran.out), "(A3)"), "%s", str_text(&ran.out));
    ran_finish(&ran);
}

/* However long the path is: 24 by 80 has room for the warning. */
Test(export_menu, what_is_to_be_looked_at_is_said_whole_and_names_no_program)
{
    static const char path[] =
        "a-folder-with-a-long-name-for-the-workshops-of-the-winter/"
        "another-folder-for-the-youth-workers-of-the-whole-county/"
        "and-one-for-those-who-came-on-the-first-of-the-two-days/"
        "t.json";
    struct str folder = STR_EMPTY;
    for (const char *p = path; *p; p++) {
        if (*p == '/') {
            cr_assert_eq(mkdir(str_text(&folder), 0700), 0);
        }
        str_add_bytes(&folder, p, 1);
    }
    str_finish(&folder);
    text_file_write(path, "{ \"sessions\": [ { \"title\": \"Leeds\", \"goals\": [ "
                          "{ \"text\": \"Rain \U000FF123\" } ] } ] }\n");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(t, "E");
    typist_wait(t, "PDF, to print and to keep");
    typist_type(t, "p");
    typist_wait_wrapped(t, "Exported to t.pdf. But: no font here has ");
    typist_leave(t);
}

Test(export_menu, every_paper_of_the_pdf_can_be_chosen)
{
    struct typist *t = open_menu(24, 80);
    typist_type(t, "aaa");
    typist_wait(t, "PDF, to print and to keep   one A4 page to read out");
    typist_type(t, "a");
    typist_wait(t, "PDF, to print and to keep   A4 in large print");
    typist_type(t, "a");
    typist_wait(t, "PDF, to print and to keep   A4 sheets");
    typist_type(t, "\033");
    typist_wait(t, "E Export");
    typist_leave(t);
}

Test(export_menu, of_several_tables_the_one_page_comes_first)
{
    char *seminar = repo_path("sessions/seminar.json"), *text = text_file_read(seminar);
    text_file_write("t.json", text);
    struct typist *t = open_menu(24, 80);
    typist_wait(t, "o  One page                    to read out before people leave");
    typist_type(t, "\r");
    typist_wait(t, "Exported to t-to-read-out.pdf");
    typist_leave(t);
    struct ran ran = program_run(NULL, WORDS("pdfinfo", "t-to-read-out.pdf"));
    expect_part(str_text(&ran.out), "Pages:           1\n");
    ran_finish(&ran);
    free(text);
    free(seminar);
}

Test(export_menu, what_is_half_written_is_named_since_it_is_on_no_paper)
{
    struct typist *t = open_menu(24, 80);
    typist_type(t, ESC);
    typist_wait(t, "a Add");
    typist_press(t, "2aNo pavem", "No pavem");
    typist_leave_box(t);
    typist_press(t, "E", "Enter Choose");
    typist_type(t, "t");
    typist_wait_wrapped(
        t, "But: 1 entry is half written and left out: ‘No pavem’ in Barriers of");
    typist_leave(t);
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-o", "-", "t.json"));
    expect_part(str_text(&ran.err), "1 entry is half written and left out: ‘No pavem’");
    ran_finish(&ran);
}

Test(export_menu, a_promise_and_details_that_are_half_written_are_named_as_well)
{
    free(said_to("goal A\norganisation Paint it\ncommit\nDilys\n.\ncommit\nMor\nclose\n"
                 "details\nBus crew\nclose\n"));
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-o", "-", "table.json"));
    expect_part(str_text(&ran.out), "Dilys");
    expect_part(str_text(&ran.err),
                "1 change to a promise is half written and left out: for ‘Paint "
                "it’; 1 form of details is half written and left out");
    ran_finish(&ran);
}

/* A printer that says what it was given. */
static void have_printer(const char *script)
{
    struct str path = STR_EMPTY;
    cr_assert_eq(mkdir("bin", 0700), 0);
    text_file_write("bin/lp", script);
    cr_assert_eq(chmod("bin/lp", 0700), 0);
    str_addf(&path, "%s/bin:%s", test_folder(), getenv("PATH"));
    cr_assert_eq(setenv("PATH", path.bytes, 1), 0);
    str_finish(&path);
}

Test(export_menu, the_pdf_goes_to_the_printer_and_is_kept)
{
    have_printer("#!/bin/sh\necho \"request id is wall-7 ($*)\"\n");
    struct typist *t = open_menu(24, 80);
    typist_wait(t, "Print the PDF");
    typist_type(t, "l");
    typist_wait(t, "Sent to the printer: t.pdf (request id is wall-7 (-- t.pdf))");
    expect_begins("t.pdf", "%PDF");
    typist_leave(t);
}

Test(export_menu, a_printer_that_refuses_is_heard)
{
    have_printer("#!/bin/sh\necho 'lp: no default destination' >&2\nexit 1\n");
    struct typist *t = open_menu(24, 80);
    typist_type(t, "l");
    typist_wait(t, "Kept as t.pdf, but not printed: lp: no default destination");
    expect_begins("t.pdf", "%PDF");
    typist_leave(t);
}

Test(export_menu, a_printer_that_hangs_is_ended_by_esc)
{
    have_printer("#!/bin/sh\nexec tail -f /dev/null\n");
    struct typist *t = open_menu(24, 80);
    typist_type(t, "l");
    typist_wait(t, "Printing: 0 s … Esc stops it.");
    typist_wait(t, "Printing: 1 s … Esc stops it.");
    typist_type(t, ESC);
    typist_wait(t, "Kept as t.pdf, but not printed: stopped by Esc");
    typist_leave(t);
}

Test(export_menu, what_is_typed_while_something_takes_long_comes_afterwards)
{
    have_printer("#!/bin/sh\nread line <go\necho \"request id is wall-7\"\n");
    cr_assert_eq(mkfifo("go", 0600), 0);
    struct typist *t = open_menu(24, 80);
    typist_type(t, "l");
    typist_wait(t, "Printing: 0 s … Esc stops it.");
    typist_type(t, "gMore benches\r");
    typist_wait(t, "Printing: 1 s … Esc stops it.");
    text_file_write("go", "on\n");
    typist_wait(t, "More benches");
    typist_leave_box(t);
    typist_leave(t);
}

Test(export_menu, what_cannot_be_written_is_said)
{
    struct typist *t = open_menu(24, 80);
    cr_assert_eq(chmod(".", 0500), 0);
    typist_type(t, "t");
    if (geteuid() == 0) { /* whom no folder refuses */
        typist_wait(t, "Exported to t.txt");
    } else {
        typist_wait(t, "Not exported: t.txt");
    }
    cr_assert_eq(chmod(".", 0700), 0);
    typist_leave(t);
}

Test(export_menu, a_narrow_window_says_the_choices_with_their_names)
{
    struct typist *t = open_menu(24, 45);
    typist_type(t, "ff");
    typist_wait(t, "For: commissioners");
    typist_type(t, ESC);
    typist_wait_gone(t, "For: commissioners");
    typist_leave(t);
}

Test(export_menu, a_cover_says_how_to_answer_back_only_if_the_session_does)
{
    struct typist *t = open_menu(36, 100);
    typist_type(t, "k");
    typist_wait(t, "yes, but nobody is named to answer to (see Details)");
    typist_type(t, ESC);
    typist_wait_gone(t, "Enter Choose");
    typist_type(t, "o");
    typist_wait(t, "Answers to");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN "jo@example.org" CTRL_S);
    typist_wait(t, "Changed the details");
    typist_type(t, "E");
    typist_wait(t, "yes, with how to answer back");
    typist_type(t, ESC);
    typist_leave(t);
}
