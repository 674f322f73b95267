/* Commitments in a calendar: by the rules of RFC 5545, and as a real parser reads them. */

#include "base/utf8.h"
#include "export/export.h"
#include "support/desk.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char promises[] =
    "{\"id\":\"t1\",\"title\":\"Warmth; all of it\",\"place\":\"Exampleton\","
    "\"date\":\"2017-01-11\",\"table\":\"4\",\"goals\":["
    "{\"text\":\"Warmer homes\",\"groups\":["
    " {\"id\":\"n1\",\"text\":\"Ask the council, twice\\nand again\",\"who\":\"Ana\","
    "  \"when\":\"2017-03-01\",\"messenger\":\"Zoe\",\"outcome\":\"they came\"},"
    " {\"id\":\"n2\",\"text\":\"Leap\",\"when\":\"2020-02-29\"},"
    " {\"text\":\"Sew curtains\",\"who\":\"Ben\",\"when\":\"before Easter\"},"
    " {\"text\":\"Only an idea\"}]}]}";

static char *calendar_of(const char *tables, bool without_names)
{
    struct session *s = session_of_tables(tables);
    struct export_options options = {.without_names = without_names};
    char *text = written_as(s, export_format_of(export_formats, "ics"), &options);
    session_free(s);
    return text;
}

Test(ics, each_promise_with_a_date_is_an_event_of_a_whole_day)
{
    char *text = calendar_of(promises, false);
    cr_expect_str_eq(text,
                     "BEGIN:VCALENDAR\r\n"
                     "VERSION:2.0\r\n"
                     "PRODID:-//roundtable//commitments//EN\r\n"
                     "CALSCALE:GREGORIAN\r\n"
                     "METHOD:PUBLISH\r\n"
                     "X-WR-CALNAME:Warmth\\; all of it\r\n"
                     "BEGIN:VEVENT\r\n"
                     "UID:n1@roundtable\r\n"
                     "DTSTAMP:20170111T000000Z\r\n"
                     "LAST-MODIFIED:20170111T000000Z\r\n"
                     "SEQUENCE:0\r\n"
                     "DTSTART;VALUE=DATE:20170301\r\n"
                     "DTEND;VALUE=DATE:20170302\r\n"
                     "SUMMARY:Ask the council\\, twice and again (Ana)\r\n"
                     "DESCRIPTION:Goal: Warmer homes\\nWho does it: Ana\\nMessenger: "
                     "Zoe\\nWhat came\r\n"
                     "  of it: they came\\nSession: Warmth\\; all of it\\nPlace: "
                     "Exampleton\\nDate: 1\r\n"
                     " 1 January 2017\\nTable: 4\r\n"
                     "TRANSP:TRANSPARENT\r\n"
                     "END:VEVENT\r\n"
                     "BEGIN:VEVENT\r\n"
                     "UID:n2@roundtable\r\n"
                     "DTSTAMP:20170111T000000Z\r\n"
                     "LAST-MODIFIED:20170111T000000Z\r\n"
                     "SEQUENCE:0\r\n"
                     "DTSTART;VALUE=DATE:20200229\r\n"
                     "DTEND;VALUE=DATE:20200301\r\n"
                     "SUMMARY:Leap\r\n"
                     "DESCRIPTION:Goal: Warmer homes\\nSession: Warmth\\; all of "
                     "it\\nPlace: Example\r\n"
                     " ton\\nDate: 11 January 2017\\nTable: 4\r\n"
                     "TRANSP:TRANSPARENT\r\n"
                     "END:VEVENT\r\n"
                     "END:VCALENDAR\r\n",
                     "%s", text);
    free(text);
}

Test(ics, what_was_changed_or_taken_back_is_told_to_calendars_that_have_it)
{
    struct desk desk;
    sit_down(&desk, 1, "Ana");
    const struct record *table = add_table(&desk, "Warmth", NULL, NULL, NULL);
    const struct record *goal = add_goal(&desk, table, "Warmer homes");
    const struct record *moved = add_note(&desk, goal, "groups", "Ask");
    const struct record *dropped = add_note(&desk, goal, "groups", "Ring");
    const struct record *deleted = add_note(&desk, goal, "groups", "Secret");
    const struct record *notes[] = {moved, dropped, deleted};
    for (size_t i = 0; i < LENGTH(notes); i++) {
        set(&desk, notes[i], "when", "2017-03-01");
    }
    char *text = exported_as(desk.session, "ics");
    cr_expect(!strstr(text, "SEQUENCE:1") && !strstr(text, "CANCELLED"), "%s", text);
    free(text);
    set(&desk, moved, "when", "2017-12-31");
    set(&desk, moved, "text", "Ask again");
    set(&desk, dropped, "when", "later");
    author_delete(&desk.author, deleted, NULL);
    text = exported_as(desk.session, "ics");
    expect_part(text, "SEQUENCE:2\r\nDTSTART;VALUE=DATE:20171231\r\n"
                      "DTEND;VALUE=DATE:20180101\r\nSUMMARY:Ask again\r\n");
    expect_part(text, "SEQUENCE:1\r\nDTSTART;VALUE=DATE:20170301\r\n"
                      "DTEND;VALUE=DATE:20170302\r\nSTATUS:CANCELLED\r\nSUMMARY:Ring");
    expect_part(text, "STATUS:CANCELLED\r\nSUMMARY:Taken back\r\n");
    cr_expect_null(strstr(text, "Secret"));
    free(text);
    stand_up(&desk);
}

static void expect_sequence(struct session *session, const char *number, bool cancelled)
{
    char *text = exported_as(session, "ics");
    struct str line = str_of("SEQUENCE:%s\r\n", number);
    expect_part(text, line.bytes);
    cr_expect_eq(strstr(text, "STATUS:CANCELLED") != NULL, cancelled, "%s", text);
    str_finish(&line);
    free(text);
}

/* A calendar that dropped it takes it in again only where the number grew since. */
Test(ics, what_comes_back_is_a_later_change_than_its_going)
{
    struct desk desk;
    sit_down(&desk, 1, "Ana");
    const struct record *table = add_table(&desk, "Warmth", NULL, NULL, NULL);
    const struct record *goal = add_goal(&desk, table, "Warmer homes");
    const struct record *other = add_goal(&desk, table, "Dry homes");
    const struct record *note = add_note(&desk, goal, "groups", "Ask");
    set(&desk, note, "when", "2017-03-01");
    const struct record *const deleted[] = {note, goal};
    const char *const numbers[][2] = {{"1", "2"}, {"4", "6"}};
    struct str said = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(deleted); i++) {
        cr_assert(author_delete(&desk.author, deleted[i], NULL));
        expect_sequence(desk.session, numbers[i][0], true);
        cr_assert(author_undo(&desk.author, &said));
        expect_sequence(desk.session, numbers[i][1], false);
    }
    cr_assert(author_move_note(&desk.author, note, other, "groups", NULL, NULL));
    expect_sequence(desk.session, "7", false);
    str_finish(&said);
    stand_up(&desk);
}

Test(ics, without_names_nobody_is_named)
{
    char *text = calendar_of(promises, true);
    expect_part(text, "SUMMARY:Ask the council\\, twice and again\r\n");
    cr_expect(!strstr(text, "Ana") && !strstr(text, "Zoe"), "%s", text);
    free(text);
}

/* No line is longer than 75 bytes, and none is cut within a letter. */
static void expect_folded(const char *text)
{
    while (*text) {
        size_t len_bytes = strcspn(text, "\r");
        cr_expect_leq(len_bytes, 75, "%.100s", text);
        cr_expect(utf8_valid(text, len_bytes, NULL), "%.100s", text);
        cr_expect_eq(strncmp(text + len_bytes, "\r\n", 2), 0, "%.100s", text);
        text += len_bytes + 2;
    }
}

Test(ics, long_lines_are_folded_between_letters)
{
    struct str tables = STR_EMPTY;
    str_add(&tables, "{\"goals\":[{\"text\":\"g\",\"groups\":[");
    for (int n = 60; n < 80; n++) { /* letters of 1 to 4 bytes at every place of a line */
        str_addf(&tables, "%s{\"when\":\"2017-03-01\",\"text\":\"", n > 60 ? "," : "");
        for (int i = 0; i < n; i++) {
            str_add(&tables, "x");
        }
        for (int i = 0; i < 60; i++) {
            str_add(&tables, i % 3 == 0 ? "é" : i % 3 == 1 ? "漢" : "😀");
        }
        str_add(&tables, "\"}");
    }
    str_add(&tables, "]}]}");
    char *text = calendar_of(tables.bytes, false);
    expect_folded(text);
    free(text);
    str_finish(&tables);
}

/* What python3-icalendar makes of a calendar on its standard input. */
static const char parser[] =
    "import sys, icalendar\n"
    "calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
    "print(sorted(calendar.keys()))\n"
    "for e in calendar.walk('VEVENT'):\n"
    "    assert not e.errors, e.errors\n"
    "    print(e['UID'], e['DTSTART'].dt, sorted(e.keys()))\n"
    "    print(repr(str(e['SUMMARY'])), repr(str(e['DESCRIPTION'])))\n";

static struct ran parse(const char *calendar)
{
    return program_run(calendar, WORDS("/usr/bin/python3", "-c", parser));
}

Test(ics, a_real_parser_reads_every_word)
{
    char *text = calendar_of(promises, false);
    struct ran ran = parse(text);
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_part(str_text(&ran.out), "n1@roundtable 2017-03-01 ");
    expect_part(str_text(&ran.out), "'Ask the council, twice and again (Ana)' 'Goal: "
                                    "Warmer homes\\nWho does it: Ana\\nMessenger: Zoe\\n"
                                    "What came of it: they came\\nSession: Warmth; all ");
    expect_part(str_text(&ran.out), "n2@roundtable 2020-02-29 ");
    ran_finish(&ran);
    free(text);
}

Test(ics, hostile_words_stay_in_their_property)
{
    static const char *const words[] = {
        "x\\r\\nEND:VEVENT\\r\\nBEGIN:VEVENT\\r\\nUID:injected",
        "x\\nATTACH:file:///etc/passwd",
        "\\\\n\\\\; \\\\, \\\\\\\\ \\\"; , :",
        "\\u0001\\u001b]0;title\\u0007",
        "a\\u2028ATTENDEE:b\\u2029c\\u0085d",
        "\\u202eabc\\u2066",
        "ALTREP=\\\"cid:x\\\":y",
    };
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str tables = STR_EMPTY;
        str_addf(&tables,
                 "{\"title\":\"%s\",\"place\":\"%s\",\"table\":\"%s\",\"goals\":["
                 "{\"text\":\"%s\",\"groups\":[{\"id\":\"n\",\"when\":\"2017-03-01\","
                 "\"text\":\"%s\",\"who\":\"%s\",\"messenger\":\"%s\","
                 "\"outcome\":\"%s\"}]}]}",
                 words[i], words[i], words[i], words[i], words[i], words[i], words[i],
                 words[i]);
        char *text = calendar_of(tables.bytes, false);
        expect_folded(text);
        struct ran ran = parse(text);
        cr_expect_eq(ran.status, 0, "%s\n%s", str_text(&ran.err), text);
        expect_part(str_text(&ran.out),
                    "['CALSCALE', 'METHOD', 'PRODID', 'VERSION', 'X-WR-CALNAME']\n"
                    "n@roundtable 2017-03-01 ['DESCRIPTION', 'DTEND', 'DTSTAMP', "
                    "'DTSTART', 'LAST-MODIFIED', 'SEQUENCE', 'SUMMARY', 'TRANSP', "
                    "'UID']\n");
        cr_expect_null(strstr(str_text(&ran.out) + 70, "\nn@"));
        ran_finish(&ran);
        free(text);
        str_finish(&tables);
    }
}

Test(ics, what_has_no_date_is_told_and_so_is_an_empty_calendar)
{
    static const char empty[] = "{\"sessions\":[{\"goals\":[{\"text\":\"g\"}]}]}";
    struct str file = STR_EMPTY;
    enter_folder();
    str_addf(&file, "{\"sessions\":[%s]}", promises);
    text_file_write("a.json", file.bytes);
    text_file_write("b.json", empty);
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-o", "a.ics", "a.json"));
    cr_expect_eq(ran.status, 3);
    expect_part(str_text(&ran.err), "1 commitment without a date is not in the calendar");
    char *written = text_file_read("a.ics");
    expect_part(written, "BEGIN:VEVENT");
    free(written);
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("roundtable", "export", "-f", "ics", "b.json"));
    cr_expect_eq(ran.status, 3);
    expect_part(str_text(&ran.err), "so the calendar is empty");
    expect_part(str_text(&ran.out), "END:VCALENDAR\r\n");
    ran_finish(&ran);
    text_file_write("c.json",
                    "{\"sessions\":[{\"goals\":[{\"text\":\"g\",\"groups\":[{\"text\":"
                    "\"Sew\",\"who\":\"Ben\"},{\"text\":\"Knit\",\"who\":\"Ana\"}]}]}]}");
    ran = program_run(NULL, WORDS("roundtable", "export", "-f", "ics", "c.json"));
    cr_expect_eq(ran.status, 3);
    expect_part(str_text(&ran.err),
                "2 commitments without a date are not in the calendar");
    ran_finish(&ran);
    str_finish(&file);
}

static char *promise_of(const char *title, const char *place, const char *when)
{
    struct str table =
        str_of("{\"title\":\"%s\",\"place\":\"%s\",\"goals\":[{\"text\":\"Warmth\","
               "\"groups\":[{\"text\":\"Sew\",\"when\":\"%s\"}]}]}",
               title, place, when);
    return str_take(&table);
}

/* People see it over their promises: it is of no table that has none in it. */
Test(ics, a_calendar_of_several_tables_has_a_name_that_is_theirs_together)
{
    static const struct {
        const char *titles[3], *places[3], *whens[3], *name;
    } rows[] = {
        {{"Worked example", "Ageing", "Ageing"},
         {"", "Otley", "Leeds"},
         {"", "2017-03-01", "2017-03-01"},
         "Ageing"},
        {{"Worked example", "Ageing", "Otley"},
         {"", "Otley", "Otley"},
         {"soon", "2017-03-01", "2017-03-01"},
         "Otley"},
        {{"Ageing", "Warmth", ""},
         {"Otley", "Leeds", "Leeds"},
         {"2017-03-01", "2017-03-01", ""},
         "roundtable"},
        {{"Ageing", "", "Ageing"},
         {"Otley", "", "Otley"},
         {"2017-03-01", "2017-03-01", "2017-03-01"},
         "roundtable"},
        {{"Ageing", "Warmth", "Ageing"}, {"Otley", "", ""}, {"", "", ""}, "roundtable"},
        {{"Ageing", "Ageing", "Ageing"}, {"Otley", "", ""}, {"", "", ""}, "Ageing"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str tables = STR_EMPTY, name = str_of("CALNAME:%s\r\n", rows[i].name);
        for (size_t t = 0; t < 3; t++) {
            char *table =
                promise_of(rows[i].titles[t], rows[i].places[t], rows[i].whens[t]);
            str_addf(&tables, "%s%s", t ? "," : "", table);
            free(table);
        }
        char *text = calendar_of(tables.bytes, false);
        expect_part(text, name.bytes);
        free(text);
        str_finish(&tables);
        str_finish(&name);
    }
}
