/* Who does what, by when, and what came of it: in the model, on the screen, in exports and
 * at the session that follows. Today is 22 February 2017. */

#include "model/commitments.h"

#include "store/file.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESC "\x1b"
#define DOWN "\x1b[B"
#define CTRL_S "\x13"
#define CTRL_U "\x15"
#define TAB "\t"

static const char promises[] =
    "{\"id\":\"t1\",\"title\":\"Warmth\",\"place\":\"Leeds\",\"date\":\"2017-01-11\","
    "\"table\":\"4\",\"goals\":["
    "{\"text\":\"Warmer homes\",\"who\":\"no promise of a goal\",\"groups\":["
    " {\"text\":\"Swap coats\",\"outcome\":\"forty coats\"},"
    " {\"text\":\"Sew curtains\",\"who\":\"Ben\",\"when\":\"before Easter\"},"
    " {\"text\":\"Only an idea\"}],"
    " \"individuals\":[{\"text\":\"Ask the council\",\"who\":\"Ana\","
    "  \"when\":\"2017-03-01\",\"messenger\":\"someone like me\"}]},"
    "{\"text\":\"Less sugar\",\"groups\":["
    " {\"text\":\"Taste | water\",\"when\":\"2017-02-21\"}],"
    " \"barriers\":[{\"text\":\"Habit\",\"who\":\"Zoe\",\"when\":\"2017-03-01\"}]}]}";

static void write_tables(const char *path, const char *tables)
{
    struct str top = STR_EMPTY;
    str_addf(&top,
             "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[%s]}\n",
             tables);
    text_file_write(path, top.bytes);
    str_finish(&top);
}

static void enter(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
    write_tables("plan.json", promises);
}

TestSuite(commitments, .init = enter, .fini = folder_finish);
TestSuite(follow_up, .init = enter, .fini = folder_finish);

/* The model */

static void expect_words(const struct commitments *all, const char *const *words)
{
    size_t count = 0;
    for (; words[count] && count < all->count; count++) {
        cr_expect_str_eq(record_words(all->items[count].note, "text"), words[count]);
    }
    cr_expect(count == all->count && !words[count], "%zu promises", all->count);
}

Test(commitments, they_stand_by_date_then_by_other_words_then_without)
{
    struct session *s = session_of_tables(promises);
    struct commitments all = {0};
    commitments_add(s, record_saying(s, "Warmth"), &all);
    expect_words(&all, (const char *const[]){"Taste | water", "Ask the council", "Habit",
                                             "Sew curtains", "Swap coats", NULL});
    cr_expect_eq(commitments_answered(&all), 1);
    cr_expect(commitment_overdue(&all.items[0], "2017-02-22"));
    cr_expect_not(commitment_overdue(&all.items[0], "2017-02-21"), "it is due today");
    cr_expect_not(commitment_overdue(&all.items[3], "2099-01-01"), "words have no day");
    commitments_finish(&all);
    session_free(s);
}

Test(commitments, they_are_said_in_full_in_short_and_without_names)
{
    struct session *s = session_of_tables(promises);
    struct commitment c;
    struct str said = STR_EMPTY;
    cr_assert(commitment_of(record_saying(s, "Ask the council"), &c));
    commitment_add_all(&c, true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, by 1 March 2017; messenger: someone like me");
    str_clear(&said);
    commitment_add_all(&c, false, &said);
    cr_expect_str_eq(str_text(&said), "by 1 March 2017");
    str_clear(&said);
    commitment_add_promise(&c, "2017-02-22", true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, by 1 Mar");
    str_clear(&said);
    commitment_add_promise(&c, "2017-03-02", true, &said);
    cr_expect_str_eq(str_text(&said), "Ana, was due 1 Mar");
    str_clear(&said);
    cr_assert(commitment_of(record_saying(s, "Sew curtains"), &c));
    commitment_add_all(&c, true, &said);
    cr_expect_str_eq(str_text(&said), "Ben, before Easter");
    str_clear(&said);
    cr_assert(commitment_of(record_saying(s, "Swap coats"), &c));
    commitment_add_all(&c, false, &said);
    cr_expect_str_eq(str_text(&said), "came of it: forty coats");
    cr_expect_not(commitment_of(record_saying(s, "Only an idea"), &c));
    str_finish(&said);
    session_free(s);
}

Test(commitments, the_table_to_follow_is_the_latest_that_none_follows)
{
    struct session *s = session_of_tables(
        "{\"id\":\"a\",\"title\":\"first\",\"date\":\"2017-01-01\"},"
        "{\"id\":\"c\",\"title\":\"other\",\"date\":\"2017-02-01\"},"
        "{\"id\":\"b\",\"title\":\"next\",\"date\":\"2017-06-01\",\"after\":\"a\"},"
        "{\"id\":\"d\",\"title\":\"answered\",\"date\":\"2017-07-01\"},"
        "{\"id\":\"e\",\"title\":\"early\",\"date\":\"2016-07-01\",\"after\":\"d\"}");
    cr_expect_eq(table_before(s, record_saying(s, "next")), record_saying(s, "first"));
    cr_expect_null(table_before(s, record_saying(s, "first")));
    cr_expect_eq(table_after(s, record_saying(s, "first")), record_saying(s, "next"));
    cr_expect_null(table_after(s, record_saying(s, "next")));
    cr_expect_eq(table_to_follow(s), record_saying(s, "next"));
    session_free(s);
    s = session_of_tables("{\"id\":\"a\",\"title\":\"ring\",\"after\":\"b\"},"
                          "{\"id\":\"b\",\"title\":\"other\",\"after\":\"a\"},"
                          "{\"id\":\"c\",\"title\":\"own\",\"after\":\"c\"}");
    cr_expect_null(table_before(s, record_saying(s, "own")), "no table follows itself");
    cr_expect(table_to_follow(s));
    session_free(s);
}

Test(commitments, who_asks_to_be_forgotten_is_forgotten_in_what_undo_says_again)
{
    struct session *s = session_of_tables(promises);
    struct author a;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    const struct record *note = record_saying(s, "Only an idea");
    author_init(&a, s, 1, NULL);
    a.now_ms = 1487764800000;
    cr_assert(author_set(&a, note, "who", VALUE_OF_TEXT("Cleo"), &err));
    const struct edit *first = field_shown(record_field(note, "who"))->edit;
    cr_assert(author_set(&a, note, "who", VALUE_OF_TEXT("Dev"), &err));
    cr_assert(author_undo(&a, &out));
    cr_expect_str_eq(record_words(note, "who"), "Cleo");
    cr_assert(author_redact(&a, first, &err));
    str_clear(&out);
    file_write(s, &out);
    cr_expect_null(strstr(out.bytes, "Cleo"), "%s", out.bytes);
    str_finish(&out);
    author_finish(&a);
    session_free(s);
}

/* The screen */

static struct typist *open(const char *path, int cols)
{
    struct typist *t =
        typist_start(24, cols, (const char *const[]){"roundtable", path, NULL});
    typist_wait(t, "? Keys");
    return t;
}

/* What a note of a file says in a field. */
static void expect_field(const char *path, const char *words, const char *field,
                         const char *wanted)
{
    struct session_file file;
    struct err err = ERR_NONE;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect_str_eq(record_words(record_saying(file.session, words), field), wanted,
                     "%s of %s", field, words);
    file_close(&file);
}

/* To the note "Sew curtains". */
static const char to_a_note[] = "G3" DOWN;

Test(commitments, c_asks_who_and_by_when_and_says_what_it_understood)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, "G3");
    typist_wait(t, "Swap coats\n");
    typist_type(t, "c");
    typist_wait(t, "Who and when: ‘Swap coats’");
    typist_type(t, "Ana & Zoe\r1 march");
    typist_wait(t, "= Wednesday 1 March 2017");
    typist_type(t, CTRL_U "in two weeks");
    typist_wait(t, "= Wednesday 8 March 2017");
    typist_type(t, "\rsomeone I trust\r");
    typist_type(t, "\r");
    typist_wait(t, "Ana & Zoe, by 8 March 2017, for ‘Swap coats’.");
    typist_wait(t, "Ana & Zoe, by 8 Mar · came of it: forty coats");
    typist_type(t, "u");
    typist_wait(t, "Undid: who and when of ‘Swap coats’");
    typist_wait_gone(t, "Ana & Zoe, by");
    typist_type(t, "\x19");
    typist_wait(t, "Redid: who and when of ‘Swap coats’");
    typist_leave(t);
    expect_field("plan.json", "Swap coats", "who", "Ana & Zoe");
    expect_field("plan.json", "Swap coats", "when", "2017-03-08");
    expect_field("plan.json", "Swap coats", "messenger", "someone I trust");
    expect_field("plan.json", "Swap coats", "outcome", "forty coats");
}

Test(commitments, the_form_is_filled_with_what_stands_and_shows_its_questions)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, to_a_note);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB);
    typist_wait(t, "No date that is known here");
    golden_screen(
        t,
        "\n"
        " Who and when: ‘Sew curtains’                                             "
        "saved\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Who does it       Ben\n"
        "\n"
        " By when         ▶ before Easter\n"
        "\n"
        " Messenger         someone with authority, like me, or that I trust\n"
        "\n"
        " What came of it   when it is known\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " No date that is known here: kept in these words.\n"
        " Enter Next  Ctrl-S Keep  Esc Back  Shift-Tab Previous\n");
    typist_type(t, CTRL_U "after the holidays" CTRL_S);
    typist_wait(t, "Ben, after the holidays, for ‘Sew curtains’.");
    typist_type(t, "c" CTRL_U TAB CTRL_U CTRL_S);
    typist_wait(t, "‘Sew curtains’ is nobody’s promise now. u brings it back.");
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "when", "");
    expect_field("plan.json", "Sew curtains", "who", "");
}

Test(commitments, what_was_not_touched_is_not_said_again)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, to_a_note);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" CTRL_S);
    typist_wait(t, "Nothing was changed.");
    typist_type(t, "cx" ESC);
    typist_wait_gone(t, "Who and when");
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB TAB TAB "done by March" CTRL_S);
    typist_wait(t, "What came of ‘Sew curtains’: done by March");
    typist_leave(t);
    struct ran ran =
        program_run(NULL, (const char *const[]){"roundtable", "log", "plan.json", NULL});
    const char *after = strstr(ran.out.bytes, "what came of ‘Sew curtains’");
    cr_assert(after);
    cr_expect_null(strstr(after, "who does ‘Sew curtains’"));
    cr_expect_null(strstr(after, "by when to do ‘Sew curtains’"));
    ran_finish(&ran);
}

Test(commitments, what_another_said_meanwhile_stays)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, to_a_note);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB TAB TAB "sewn");
    typist_wait(t, "sewn");
    struct typist *other = open("plan.json", 80);
    typist_type(other, to_a_note);
    typist_wait(other, "Ben, before Easter");
    typist_type(other, "c" CTRL_U "Dev" CTRL_S);
    typist_wait(other, "Dev, before Easter, for ‘Sew curtains’.");
    typist_wait(other, "saved");
    typist_settle(t);
    typist_type(t, CTRL_S);
    typist_wait(t, "Dev, before Easter · came of it: sewn");
    typist_leave(other);
    typist_leave(t);
    expect_field("plan.json", "Sew curtains", "who", "Dev");
    expect_field("plan.json", "Sew curtains", "outcome", "sewn");
}

Test(commitments, a_form_cut_off_by_the_end_of_the_program_is_kept)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, to_a_note);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" TAB CTRL_U "Friday");
    typist_wait(t, "= Friday 24 February 2017");
    typist_hang_up(t);
    typist_end(t);
    typist_free(t);
    expect_field("plan.json", "Sew curtains", "when", "2017-02-24");
}

Test(commitments, where_there_is_no_note_c_says_what_to_do)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, "c");
    typist_wait(t, "Select a note, an action best; c then says who does it, by when.");
    typist_type(t, "G5c");
    typist_wait(t, "Select a note, an action best");
    typist_leave(t);
    write_tables("empty.json", "{\"goals\":[{\"text\":\"Warmer homes\"}]}");
    t = open("empty.json", 80);
    typist_type(t, "C");
    typist_wait(t, "No promises yet: c on an action says who does it, and by when.");
    typist_leave(t);
}

Test(commitments, the_list_stands_by_date_and_takes_what_came_of_them)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, "C");
    typist_wait(t, "What was promised");
    golden_screen(
        t, "\n"
           " What was promised: Enter says what came of it                            "
           "saved\n"
           " ▶\n"
           " was due 21 Feb  nobody yet      Taste | water\n"
           " 1 Mar           Ana             Ask the council\n"
           " 1 Mar           Zoe             Habit\n"
           " before Easter   Ben             Sew curtains\n"
           " -               nobody yet      Swap coats: forty coats\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           "\n"
           " ‘Taste | water’ of ‘Less sugar’: by 21 February 2017\n"
           " Enter Choose  Esc Back\n");
    typist_type(t, DOWN);
    typist_wait(t,
                "‘Ask the council’ of ‘Warmer homes’: Ana, by 1 March 2017; messenger: "
                "someone\n like me");
    typist_type(t, "\r");
    typist_wait(t, "Who and when: ‘Ask the council’");
    typist_type(t, TAB TAB TAB "they said yes" CTRL_S);
    typist_wait(t, "Ask the council: they said yes");
    typist_wait(t, "What came of ‘Ask the council’: they said yes");
    typist_type(t, DOWN); /* the selection is where it was */
    typist_wait(t, "‘Habit’ of ‘Less sugar’: Zoe, by 1 March 2017");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_field("plan.json", "Ask the council", "outcome", "they said yes");
}

Test(commitments, the_list_is_read_in_a_narrow_window)
{
    struct typist *t = open("plan.json", 45);
    typist_type(t, "C" DOWN);
    typist_wait(t, " 1 Mar           Ana       Ask the council");
    typist_wait(t, " ‘Ask the council’ of ‘Warmer homes’: Ana,");
    typist_type(t, "\r");
    typist_wait(t, " Messenger         someone like me");
    typist_type(t, TAB TAB CTRL_U);
    typist_wait(t, " Messenger       ▶ someone with authority,…");
    typist_wait(t, " someone with authority, like me, or that I\n trust");
    typist_type(t, ESC ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* Exports */

static char *without_names(struct session *s, const char *format)
{
    struct export_options options = {.without_names = true};
    return written_as(s, export_format_of(format), &options);
}

Test(commitments, exports_tell_them_behind_the_note_and_by_date)
{
    struct session *s = session_of_tables(promises);
    char *text = exported_as(s, "text");
    expect_part(text, "   - Swap coats (came of it: forty coats)\n");
    expect_part(text,
                "   - Ask the council (Ana, by 1 March 2017; messenger: someone like "
                "me)\n");
    expect_part(text,
                "\nCommitments by date\n-------------------\n\n"
                "- 21 February 2017: Taste | water\n"
                "- 1 March 2017: Ask the council (Ana; messenger: someone like me)\n"
                "- 1 March 2017: Habit (Zoe)\n"
                "- before Easter: Sew curtains (Ben)\n"
                "- No date: Swap coats – forty coats\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text,
                "• Ask the council (Ana, by 1 March 2017; messenger: someone like me)");
    expect_part(text, "\n## Commitments by date\n\n"
                      "| By when | What | Who | Messenger | What came of it |\n"
                      "| --- | --- | --- | --- | --- |\n"
                      "| 21 February 2017 | Taste \\| water | – | – | – |\n"
                      "| 1 March 2017 | Ask the council | Ana | someone like me | – |\n");
    free(text);
    text = exported_as(s, "html");
    expect_part(text, "Ask the council <span class=\"marks\" dir=\"auto\"><bdi>Ana, by 1 "
                      "March 2017; messenger: someone like me</bdi></span>");
    expect_part(text, "<h2>Commitments by date</h2>\n<table>\n<caption>5 promises");
    expect_part(text, "<th scope=\"row\" dir=\"auto\">1 March 2017</th>\n<td "
                      "dir=\"auto\">Ask the council</td>\n<td dir=\"auto\">Ana</td>\n");
    free(text);
    text = exported_as(s, "csv");
    expect_part(text, ",by,at,answered,who,when,messenger,outcome\r\n");
    expect_part(text, "Z,,Ana,2017-03-01,someone like me,\r\n");
    expect_part(text, "Z,,,,,forty coats\r\n");
    free(text);
    text = exported_as(s, "json");
    expect_part(text, "\"messenger\": \"someone like me\", \"when\": \"2017-03-01\", "
                      "\"who\": \"Ana\" }");
    free(text);
    session_free(s);
}

Test(commitments, without_names_exports_say_no_who_and_no_messenger)
{
    struct session *s = session_of_tables(promises);
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    static const char *const names[] = {"Ana", "Zoe", "Ben", "someone like me"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char *text = without_names(s, formats[i]);
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            cr_expect_null(strstr(text, names[j]), "%s names %s:\n%s", formats[i],
                           names[j], text);
        }
        expect_part(text, "forty coats");
        expect_part(text, i < 3 ? "1 March 2017" : "2017-03-01");
        free(text);
    }
    session_free(s);
}

Test(commitments, a_seminar_lists_them_by_date_with_their_tables)
{
    struct session *s = session_of_tables(
        "{\"id\":\"a\",\"place\":\"Leeds\",\"table\":\"4\",\"goals\":[{\"text\":\"g\","
        "\"groups\":[{\"text\":\"Sew\",\"when\":\"2017-03-02\",\"who\":\"Ben\"}]}]},"
        "{\"place\":\"Hull\",\"table\":\"1\",\"goals\":[{\"text\":\"h\",\"groups\":["
        "{\"text\":\"Sing\",\"when\":\"2017-03-01\",\"outcome\":\"loud\"}]}]},"
        "{\"place\":\"York\",\"id\":\"b\",\"goals\":[{\"text\":\"i\",\"groups\":["
        "{\"text\":\"Old\",\"who\":\"Zoe\"}]}]},"
        "{\"place\":\"York\",\"after\":\"b\"}");
    char *text = exported_as(s, "text");
    expect_part(text, "\nCommitments of all tables, by date\n"
                      "----------------------------------\n\n"
                      "- 1 March 2017: Sing, Hull 1 – loud\n"
                      "- 2 March 2017: Sew (Ben), Leeds 4\n\n\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text, "\n## Commitments of all tables, by date\n\n"
                      "| By when | What | Table | Who | Messenger | What came of it |\n");
    expect_part(text, "| 2 March 2017 | Sew | Leeds 4 | Ben | – | – |\n\n---\n");
    free(text);
    text = without_names(s, "html");
    expect_part(text, "<h2>Commitments of all tables, by date</h2>");
    expect_part(text, "<td dir=\"auto\">Sew</td>\n<td dir=\"auto\">Leeds 4</td>\n");
    cr_expect_null(strstr(text, "Ben"));
    free(text);
    session_free(s);
    s = session_of_tables(promises);
    text = exported_as(s, "text");
    cr_expect_null(strstr(text, "Commitments of all tables"));
    free(text);
    session_free(s);
}

Test(commitments, where_nothing_was_promised_exports_do_not_speak_of_it)
{
    struct session *s = session_of_tables(three_tables);
    char *text = exported_as(s, "text");
    cr_expect_null(strstr(text, "Commitments"));
    free(text);
    session_free(s);
}

Test(commitments, the_log_tells_them_in_words_and_names_nobody_when_asked)
{
    struct typist *t = open("plan.json", 80);
    typist_type(t, to_a_note);
    typist_wait(t, "Ben, before Easter");
    typist_type(t, "c" CTRL_U "Cleo" TAB CTRL_U "1 April" TAB "Dev" CTRL_S);
    typist_wait(t, "Cleo, by 1 April 2017, for ‘Sew curtains’.");
    typist_type(t, "c" CTRL_U CTRL_S);
    typist_wait(t, "Kept for ‘Sew curtains’: by 1 April 2017; messenger: Dev.");
    typist_leave(t);
    struct ran ran =
        program_run(NULL, (const char *const[]){"roundtable", "log", "plan.json", NULL});
    expect_part(ran.out.bytes, "changed who does ‘Sew curtains’ from ‘Ben’ to ‘Cleo’");
    expect_part(ran.out.bytes,
                "changed by when to do ‘Sew curtains’ from ‘before Easter’ "
                "to ‘1 April 2017’");
    expect_part(ran.out.bytes, "said the messenger of ‘Sew curtains’: ‘Dev’");
    expect_part(ran.out.bytes, "took away who does ‘Sew curtains’: ‘Cleo’");
    ran_finish(&ran);
    ran = program_run(NULL, (const char *const[]){"roundtable", "log", "--without-names",
                                                  "plan.json", NULL});
    expect_part(ran.out.bytes, "changed who does ‘Sew curtains’\n");
    cr_expect_null(strstr(ran.out.bytes, "Cleo"));
    cr_expect_null(strstr(ran.out.bytes, "Dev"));
    cr_expect_null(strstr(ran.out.bytes, "Zoe"), "%s", ran.out.bytes);
    ran_finish(&ran);
}

/* The session that follows */

static void expect_run(int status, const char *out, const char *said,
                       const char *const words[])
{
    struct ran ran = program_run(NULL, words);
    cr_expect(ran.status == status && strstr(ran.out.bytes, out) &&
                  strstr(ran.err.bytes, said),
              "%s: status %d, not %d\nout: %s\nerr: %s\nwanted: %s, %s", words[1],
              ran.status, status, ran.out.bytes, ran.err.bytes, out, said);
    ran_finish(&ran);
}

#define EXPECT(status, out, said, ...)                                                   \
    expect_run(status, out, said, (const char *const[]){"roundtable", __VA_ARGS__, NULL})

Test(follow_up, a_new_file_holds_the_earlier_one_and_a_table_that_follows_it)
{
    char *before = text_file_read("plan.json");
    EXPECT(0, "next.json: a new session that follows up plan.json", "", "new", "--after",
           "plan.json", "next.json");
    char *after = text_file_read("plan.json");
    cr_expect_str_eq(after, before, "the earlier file was changed");
    free(before);
    free(after);
    EXPECT(0, "next.json: tables 2, goals 2, notes 6", "", "check", "next.json");
    EXPECT(0,
           "began the table: title ‘Warmth’, place ‘Leeds’, date ‘2017-02-22’, table ‘4’",
           "", "log", "next.json");
    EXPECT(0, "followed up Leeds, table 4, 2017-01-11, Warmth", "", "log", "next.json");
    EXPECT(0, "only in next.json: this table", "", "diff", "plan.json", "next.json");
    EXPECT(0, "next.json: tables 2", "", "merge", "-o", "next.json", "next.json",
           "plan.json");
    EXPECT(1, "", "next.json: exists already", "new", "--after", "plan.json",
           "next.json");
    EXPECT(1, "", "plan.json: exists already", "new", "--after", "plan.json",
           "plan.json");
    EXPECT(1, "", "none.json", "new", "--after", "none.json", "other.json");
    text_file_write("empty.json", "{\"sessions\":[]}");
    EXPECT(1, "", "empty.json: holds no session that could be followed up", "new",
           "--after", "empty.json", "other.json");
    EXPECT(0, "", "", "new", "--after", "next.json", "--place", "Hull", "--date",
           "2017-06-01", "-t", "rsa-deck", "third.json");
    EXPECT(0, "followed up Leeds, table 4, 2017-02-22, Warmth", "", "log", "third.json");
    EXPECT(0, "place ‘Hull’, date ‘2017-06-01’, table ‘4’, template ‘rsa-deck’", "",
           "log", "third.json");
}

Test(follow_up, it_says_what_is_known_of_last_time)
{
    static const char *const rows[][2] = {
        {"{\"date\":\"2017-01-11\",\"goals\":[{\"text\":\"g\",\"groups\":["
         "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]}",
         "Last time, 11 January 2017: 1 promise, nobody said yet what came of it. C\n "
         "shows it."},
        {"{\"title\":\"no day\",\"goals\":[{\"text\":\"g\",\"groups\":["
         "{\"text\":\"Sew\",\"outcome\":\"sewn\"}]}]}",
         "Last time: 1 promise, 1 with what came of it. C shows it."},
        {"{\"date\":\"2017-01-11\"}",
         "Last time, 11 January 2017, nothing was promised. T shows what was said."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_tables("before.json", rows[i][0]);
        unlink("after.json");
        EXPECT(0, "", "", "new", "--after", "before.json", "after.json");
        struct typist *t =
            typist_start(24, 80, (const char *const[]){"roundtable", "after.json", NULL});
        typist_wait(t, rows[i][1]);
        typist_leave(t);
    }
}

Test(follow_up, the_journal_of_the_earlier_file_counts)
{
    struct writer w;
    writer_open(&w, "busy.json", 7);
    writer_goal(&w, "said early");
    writer_save(&w);
    writer_journal_goal(&w, "said late");
    EXPECT(0, "", "", "new", "--after", "busy.json", "next.json");
    writer_close(&w);
    EXPECT(0, "said late", "", "export", "next.json");
}

Test(follow_up, it_opens_at_the_new_table_and_takes_what_came_of_the_promises)
{
    EXPECT(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t =
        typist_start(24, 80, (const char *const[]){"roundtable", "next.json", NULL});
    typist_wait(t, "Last time, 11 January 2017: 5 promises, 1 with what came of them. C "
                   "shows\n them.");
    typist_wait(t, "1 Goals 0");
    typist_type(t, "C");
    typist_wait(t, " 11 January 2017, Leeds, table 4\n was due 21 Feb  nobody yet");
    typist_wait(t, "‘Taste | water’ of ‘Less sugar’");
    typist_type(t, "\x1b[A"); /* a heading is not to be selected */
    typist_type(t, "\r");
    typist_wait(t, "Who and when: ‘Taste | water’");
    typist_type(t, TAB TAB TAB "thirty came" CTRL_S);
    typist_wait(t, "21 Feb          nobody yet      Taste | water: thirty came");
    typist_type(t, ESC);
    typist_wait(t, "1 Goals 0");
    typist_type(t, "gNew goal\r" ESC);
    typist_wait(t, "1 Goals 1");
    typist_type(t, "G2aLend tools\r" ESC);
    typist_wait(t, "Organisati… 1");
    typist_type(t, "cAna\r\r\r\r");
    typist_wait(t, "Ana, for ‘Lend tools’.");
    typist_type(t, "C");
    typist_wait(t, " 22 February 2017, Leeds, table 4\n -               Ana             "
                   "Lend tools");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN);
    typist_wait(t, "‘Lend tools’ of ‘New goal’: Ana");
    typist_type(t, "\x1b[A"); /* over the heading */
    typist_wait(t, "‘Swap coats’ of ‘Warmer homes’");
    typist_type(t, ESC "T");
    typist_wait(t, "2017-01-11");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_field("next.json", "Taste | water", "outcome", "thirty came");
    expect_field("plan.json", "Taste | water", "outcome", "");
    EXPECT(0, "", "", "merge", "-o", "plan.json", "plan.json", "next.json");
    expect_field("plan.json", "Taste | water", "outcome", "thirty came");
}

Test(follow_up, it_can_be_begun_on_the_home_screen)
{
    typist_leave(open("plan.json", 80)); /* which makes it a recent one */
    struct typist *t = typist_start(24, 80, (const char *const[]){"roundtable", NULL});
    typist_wait(t, "f Follow up");
    typist_type(t, "f");
    typist_wait(t, "Last time, 11 January 2017: 5 promises");
    typist_leave(t);
    char *path = test_path("roundtable/2017-02-22-leeds-table-4-warmth.json");
    EXPECT(0, "tables 2, goals 2, notes 6", "", "check", path);
    free(path);
    t = typist_start(24, 80, (const char *const[]){"roundtable", NULL});
    typist_wait(t, "f Follow up");
    typist_type(t, DOWN DOWN DOWN "f");
    typist_wait(t, "Select a recent session; f then begins one that follows it up.");
    typist_leave(t);
}

Test(follow_up, undoing_at_an_earlier_table_leaves_the_grid_as_it_is)
{
    EXPECT(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t =
        typist_start(24, 80, (const char *const[]){"roundtable", "next.json", NULL});
    typist_wait(t, "Last time, 11 January 2017");
    typist_type(t, "C");
    typist_wait(t, "‘Taste | water’ of ‘Less sugar’");
    typist_type(t, "\rAna" CTRL_S);
    typist_wait(t, "Ana, by 21 February 2017, for ‘Taste | water’.");
    typist_type(t, ESC "u");
    typist_wait(t, "Undid: who and when of ‘Taste | water’");
    typist_wait(t, "System map");
    typist_wait(t, "1 Goals 0");
    typist_leave(t);
}

Test(follow_up, exports_begin_with_what_came_of_what_was_promised)
{
    struct session *s = session_of_tables(
        "{\"id\":\"t1\",\"title\":\"Warmth\",\"date\":\"2017-01-11\",\"goals\":["
        "{\"text\":\"Warmer homes\",\"groups\":["
        "{\"text\":\"Sew curtains\",\"who\":\"Ben\",\"when\":\"2017-02-01\","
        " \"outcome\":\"twelve <b>pairs</b>\"},"
        "{\"text\":\"Swap coats\",\"who\":\"Ana\"}]}]},"
        "{\"title\":\"Again\",\"date\":\"2017-02-22\",\"after\":\"t1\"}");
    char *text = exported_as(s, "text");
    expect_part(text, "Date: 22 February 2017\n\n"
                      "What came of what was promised on 11 January 2017\n"
                      "-------------------------------------------------\n\n"
                      "- 1 February 2017: Sew curtains (Ben) – twelve <b>pairs</b>\n"
                      "- No date: Swap coats (Ana) – nothing noted yet\n\nSystem map\n");
    free(text);
    text = exported_as(s, "markdown");
    expect_part(text,
                "\n## What came of what was promised on 11 January 2017\n\n| By when");
    expect_part(text, "| 1 February 2017 | Sew curtains | Ben | – | twelve "
                      "&lt;b&gt;pairs&lt;/b&gt; |\n");
    free(text);
    text = exported_as(s, "html");
    expect_part(text, "<h2>What came of what was promised on 11 January 2017</h2>");
    expect_part(text, "twelve &lt;b&gt;pairs&lt;/b&gt;</td>");
    free(text);
    session_free(s);
}
