/* What a room hears back: what recurs, who differs, who is named nowhere. */

#include "findings/findings.h"
#include "findings/missing.h"
#include "model/author.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(findings, .fini = end_test);

Test(findings, a_column_can_be_told_alone)
{
    static const char *const asked[] = {"barriers", "BARRIERS", "Barriers to change"};
    struct session *session = session_of_tables(three_tables);
    for (size_t i = 0; i < LENGTH(asked); i++) {
        struct export_options options = {
            .column = findings_column_named(session, asked[i], NULL)};
        cr_assert_str_eq(options.column, "barriers");
        for (const struct export_format *f = themes_formats; f->name; f++) {
            char *text = written_as(session, f, &options);
            expect_part(text, "Bus fares");
            cr_expect(!strstr(text, "isolation") && !strstr(text, "Carers"), "%s", text);
            free(text);
        }
    }
    const char **known = NULL;
    cr_expect_str_eq(findings_column_named(session, "Goals", NULL), "");
    cr_expect_null(findings_column_named(session, "barrier", &known));
    cr_expect_str_eq(known[0], "goals");
    cr_expect_str_eq(known[1], "barriers");
    free(known);
    session_free(session);
}

Test(findings, what_one_table_says_twice_is_said_at_one_table)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"barriers\":[\"Rain\","
        "\"rain\"]},{\"text\":\"Go!\"}]},{\"table\":\"2\",\"goals\":[]}");
    struct findings f;
    findings_find(session, NULL, &f);
    cr_expect_eq(f.columns[0].shared_count + f.columns[1].shared_count, 0);
    cr_expect_eq(f.columns[0].lone_count, 1);
    cr_expect_eq(f.columns[1].lone_count, 1);
    cr_expect_eq(f.columns[1].lone[0]->count, 2);
    findings_finish(&f);
    char *text = themes_as(session, "text");
    expect_part(text, "No two tables said the same.");
    expect_part(text, "  - Rain (table 1)\n");
    free(text);
    session_free(session);
}

Test(findings, what_was_joined_keeps_its_other_words)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Less loneliness\"}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Nobody alone\"}]},"
        "{\"table\":\"3\",\"goals\":[{\"text\":\"less loneliness!\"}]}");
    struct author author;
    struct themes themes;
    author_init(&author, session, 1, "Ana");
    themes_find(session, &themes);
    cr_assert_eq(themes.count, 2);
    cr_assert(themes_join(&author, themes.items[0], themes.items[1], &err));
    themes_finish(&themes);
    char *text = themes_as(session, "text");
    expect_part(text, "  3 ██████████ Less loneliness\n"
                      "               also: Nobody alone\n"
                      "               tables 1, 2, 3\n");
    cr_expect(!strstr(text, "less loneliness!"), "no other words: %s", text);
    free(text);
    author_finish(&author);
    session_free(session);
}

Test(findings, the_head_tells_where_and_when)
{
#define AT(place, date) "{\"place\":\"" place "\",\"date\":\"" date "\",\"goals\":[]}"
    static const struct {
        const char *tables, *summary;
    } rows[] = {
        {AT("Leeds", "2017-03-07"), "1 table in Leeds, 7 March 2017"},
        {AT("Leeds", "2017-03-07") "," AT("leeds ", "2017-03-07"),
         "2 tables in Leeds, 7 March 2017"},
        {AT("Leeds", "2017-03-22") "," AT("Hull", "2017-03-07"),
         "2 tables in 2 places, 7 to 22 March 2017"},
        {AT("Leeds", "2017-03-07") "," AT("", "2017-05-07"),
         "2 tables, 1 of them in Leeds, March to May 2017"},
        {AT("", "2016-11-30") "," AT("", "2017-05-07"),
         "2 tables, November 2016 to May 2017"},
        {AT("", "next week") "," AT("", ""), "2 tables"},
        {AT("", "") "," AT("Hull", "2017-05-07"),
         "2 tables, 1 of them in Hull, 7 May 2017"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct session *session = session_of_tables(rows[i].tables);
        struct findings f;
        struct str summary = STR_EMPTY;
        findings_find(session, NULL, &f);
        findings_add_summary(&f, &summary);
        cr_expect_str_eq(summary.bytes, rows[i].summary);
        str_finish(&summary);
        findings_finish(&f);
        session_free(session);
    }
}

Test(findings, tables_are_told_apart_by_what_is_known_of_them)
{
    static const char said[] = "\"goals\":[{\"text\":\"Go\"}]}";
    static const struct {
        const char *tables[3], *names;
    } rows[] = {
        {{"\"place\":\"Hull\",\"table\":\"1\"", "\"place\":\"Hull\",\"table\":\"2\"",
          "\"place\":\"Leeds\",\"table\":\"1\""},
         "Hull 1, 2; Leeds 1"},
        {{"\"place\":\"Hull\"", "\"place\":\"Leeds\"", "\"table\":\"7\""},
         "table 7; Hull; Leeds"},
        {{"\"table\":\"Blue\"", "\"table\":\"Red\"", "\"title\":\"Ours\""},
         "Ours; Blue; Red"},
        {{"\"place\":\"Hull\",\"table\":\"1\",\"date\":\"2017-03-07\"",
          "\"place\":\"Hull\",\"table\":\"1\",\"date\":\"2017-05-07\"",
          "\"place\":\"Hull\",\"table\":\"2\",\"date\":\"2017-05-08\""},
         "Hull 1 (7 March 2017), 1 (7 May 2017), 2"},
        {{"\"place\":\"Hull\\nCity\"", "\"vision\":\"a\"", "\"vision\":\"b\""},
         "a table without a name (1 of 2); a table without a name (2 of 2); Hull…"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str tables = STR_EMPTY, names = STR_EMPTY;
        for (size_t n = 0; n < 3; n++) {
            str_addf(&tables, "%s{%s,%s", n ? "," : "", rows[i].tables[n], said);
        }
        struct session *session = session_of_tables(tables.bytes);
        struct findings f;
        findings_find(session, NULL, &f);
        const struct theme *theme = f.columns[0].shared[0];
        findings_add_tables(&f, theme->members, theme->count, &names);
        cr_expect_str_eq(names.bytes, rows[i].names);
        str_finish(&names);
        str_finish(&tables);
        findings_finish(&f);
        session_free(session);
    }
}

/* Two laptops follow up one table on one day: "1 of 2" would be told of which, by nobody. The day
 * parts none of them, so it is not told. */
Test(findings, meetings_of_one_day_are_told_apart_by_when_they_were_begun)
{
    static const int64_t begun_ms[] = {1487764800000, 1487764800000 + 74 * 60000,
                                       1487764800000 + 74 * 60000 + 1000};
    struct session *session = session_new();
    struct author author;
    struct str names = STR_EMPTY;
    author_init(&author, session, 1, "Ana");
    for (size_t i = 0; i < LENGTH(begun_ms); i++) {
        author.now_ms = begun_ms[i];
        const struct record *table =
            author_add_table(&author, NULL, NULL, "Leeds", "2017-02-22", "4", &err);
        cr_assert(author_add_goal(&author, table, NULL, "Go", &err));
    }
    struct findings f;
    findings_find(session, NULL, &f);
    const struct theme *theme = f.columns[0].shared[0];
    findings_add_tables(&f, theme->members, theme->count, &names);
    cr_expect_str_eq(names.bytes,
                     "Leeds 4 (12:00), 4 (13:14, 1 of 2), 4 (13:14, 2 of 2)");
    str_finish(&names);
    findings_finish(&f);
    author_finish(&author);
    session_free(session);
}

/* "Pebble at 1 table (…) | …" of a barrier that tables mark so. */
static char *differences(const char *const *tables, size_t count)
{
    struct str json = STR_EMPTY, out = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        str_addf(&json,
                 "%s{\"table\":\"%zu\",\"template\":\"%s\",\"goals\":[{\"text\":\"Go\","
                 "\"barriers\":[%s]}]}",
                 i ? "," : "", i + 1, i % 2 ? "rsa-deck" : "rsa", tables[i]);
    }
    struct session *session = session_of_tables(json.bytes);
    struct findings f;
    findings_find(session, NULL, &f);
    for (size_t i = 0; i < f.difference_count; i++) {
        str_addf(&out, "%s%s: ", i ? " | " : "", f.differences[i].title);
        findings_add_choices(&f, f.differences[i].choices, f.differences[i].choice_count,
                             &out);
    }
    findings_finish(&f);
    session_free(session);
    str_finish(&json);
    str_add(&out, "");
    return str_take(&out);
}

Test(findings, tables_differ_where_they_mark_one_theme_otherwise)
{
#define RAIN(marks) "{\"text\":\"Rain\"" marks "}"
#define PEBBLE ",\"weight\":\"pebble\""
#define CLIFF ",\"weight\":\"cliff\""
    static const struct {
        const char *tables[3], *found;
    } rows[] = {
        {{RAIN(PEBBLE), RAIN(CLIFF), RAIN()},
         "Weight: Pebble at 1 table (table 1), Cliff at 1 (table 2)"},
        {{RAIN(CLIFF), RAIN(PEBBLE), RAIN(CLIFF)},
         "Weight: Pebble at 1 table (table 2), Cliff at 2 (tables 1, 3)"},
        {{RAIN(PEBBLE) "," RAIN(PEBBLE), RAIN(CLIFF), RAIN()},
         "Weight: Pebble at 1 table (table 1), Cliff at 1 (table 2)"},
        {{RAIN(PEBBLE), RAIN(PEBBLE), RAIN()}, ""},
        {{RAIN(PEBBLE), RAIN(), RAIN()}, ""},
        {{RAIN(PEBBLE) "," RAIN(CLIFF), RAIN(), RAIN()}, ""},
        {{RAIN(PEBBLE) "," RAIN(CLIFF), RAIN(CLIFF), RAIN()},
         "Weight: Pebble at 1 table (table 1), Cliff at 2 (tables 1, 2)"},
        {{RAIN(PEBBLE ",\"level\":\"system\""), RAIN(",\"level\":\"individual\""),
          RAIN(",\"weight\":\"made up\"")},
         "Weight: Pebble at 1 table (table 1), made up at 1 (table 3) | "
         "Level: Individual at 1 table (table 2), System at 1 (table 1)"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *found = differences(rows[i].tables, 3);
        cr_expect_str_eq(found, rows[i].found, "row %zu", i);
        free(found);
    }
}

Test(findings, a_stakeholder_is_named_by_most_words_of_it_that_say_something)
{
    static const struct {
        const char *stakeholder, *action;
        bool named;
    } rows[] = {
        {"CCGs", "Ask the CCG for a room", true},
        {"The CCG", "Write to C.C.G.s", true},
        {"Care homes & carers", "Invite care home and carers", true},
        {"Care homes", "Invite homes that care", true},
        {"Age UK Manchester", "Hospital lends Age UK a desk", true},
        {"Age UK Manchester", "Walk round Manchester", false},
        {"Carers", "Take care", false},
        {"Care", "Meet carers", false},
        {"Care homes", "Take care", false},
        {"Schools", "Walk to schools, by bus", true},
        {"Schools", "Preschools", false},
        {"!", "Ask!", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str json = STR_EMPTY;
        /* who acts need not be the table that named them */
        str_addf(
            &json,
            "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"%s\"]}]"
            "},{\"table\":\"2\",\"goals\":[{\"text\":\"Stay\",\"groups\":[\"%s\"]}]}",
            rows[i].stakeholder, rows[i].action);
        struct session *session = session_of_tables(json.bytes);
        struct findings f;
        findings_find(session, NULL, &f);
        cr_expect(f.has_plan);
        cr_expect_eq(f.unacted_count, rows[i].named ? 0 : 1, "%s: %s",
                     rows[i].stakeholder, rows[i].action);
        findings_finish(&f);
        session_free(session);
        str_finish(&json);
    }
}

static bool misses_names(struct session *session)
{
    struct missing_list list;
    size_t count;
    bool some = false;
    missing_find(session, session_tables(session, &count)[0], &list);
    for (size_t i = 0; i < list.count; i++) {
        some = some || list.items[i].kind == MISSING_NAMES;
    }
    missing_finish(&list);
    return some;
}

Test(findings, whoever_does_an_action_is_named_by_it)
{
    static const struct {
        const char *stakeholder, *who;
        bool named;
    } rows[] = {
        {"practice manager (Jo)", "Jo", true},
        {"practice manager (Jo)", "Sam and Jo", true},
        {"practice manager (Jo)", "Sam, jo", true},
        {"Jo Smith", "Smith, Jo", true},
        {"practice manager (Jo)", "practice nurse", false},
        {"practice manager (Jo)", "Jo Brown", false},
        {"Carers and us", "we", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str json = STR_EMPTY;
        str_addf(&json,
                 "{\"goals\":[{\"text\":\"Go\",\"barriers\":[\"Rain\"],\"moments\":[{"
                 "\"text\":\"May\",\"who\":\"Us\"}],\"stakeholders\":[\"%s\"],"
                 "\"groups\":[{\"text\":\"ring back slots\",\"who\":\"%s\"}]}]}",
                 rows[i].stakeholder, rows[i].who);
        struct session *session = session_of_tables(json.bytes);
        struct findings f;
        findings_find(session, NULL, &f);
        cr_expect_eq(f.unacted_count, rows[i].named ? 0 : 1, "%s: %s",
                     rows[i].stakeholder, rows[i].who);
        findings_finish(&f);
        cr_expect_eq(misses_names(session), !rows[i].named, "missing: %s: %s",
                     rows[i].stakeholder, rows[i].who);
        session_free(session);
        str_finish(&json);
    }
}

Test(findings, nobody_is_named_in_no_action_before_there_is_one)
{
    static const char *const rows[] = {
        "{\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"Carers\"],\"barriers\":[\"No "
        "carers\"]}]}",
        "{\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"Carers\"],\"groups\":[]}]}",
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct session *session = session_of_tables(rows[i]);
        struct findings f;
        findings_find(session, NULL, &f);
        cr_expect(!f.has_plan && f.unacted_count == 0);
        findings_finish(&f);
        char *json = themes_as(session, "json");
        expect_part(json, "\"in_no_action\": null");
        free(json);
        session_free(session);
    }
}

Test(findings, a_table_that_meets_again_does_not_differ_from_itself)
{
#define SAYING(marks) "\"goals\":[{\"text\":\"Go\",\"barriers\":[" RAIN(marks) "]}]}"
    struct session *session = session_of_tables("{\"id\":\"a\",\"table\":\"1\"," SAYING(
        PEBBLE) ","
                "{\"id\":\"b\",\"after\":\"a\",\"table\":\"1\"," SAYING(
                    CLIFF) ","
                           "{\"id\":\"c\",\"table\":\"2\"," SAYING());
    struct findings f;
    struct str summary = STR_EMPTY;
    findings_find(session, NULL, &f);
    cr_expect_eq(f.difference_count, 0);
    cr_expect_eq(f.columns[0].shared[0]->tables, 2);
    findings_add_summary(&f, &summary);
    cr_expect_str_eq(summary.bytes, "2 tables");
    str_finish(&summary);
    findings_finish(&f);
    session_free(session);
}

Test(findings, what_as_many_tables_said_stands_by_votes_then_by_name)
{
    static const char goals[] =
        "\"goals\":[{\"text\":\"Zebra\",\"votes\":2},{\"text\":\"\xc3\x89tude\"},{"
        "\"text\":"
        "\"Banks\"},{\"text\":\"banjo\"},{\"text\":\"Zebra\"},{\"text\":\"Fox\"}]}";
    static const char *const by_votes[] = {"Zebra", "Banjo", "Banks", "\xc3\x89tude",
                                           "Fox"};
    static const char *const by_name[] = {"Banjo", "Banks", "\xc3\x89tude", "Fox",
                                          "Zebra"};
    struct str json =
        str_of("{\"table\":\"1\",%s,{\"table\":\"2\",\"goals\":[{\"text\":\"Zebra\"},"
               "{\"text\":\"banks\"},{\"text\":\"banks!\"},{\"text\":\"\xc3\x89tude\"},"
               "{\"text\":\"Banjo\"},{\"text\":\"Fox\"}]}",
               goals);
    struct session *session = session_of_tables(json.bytes);
    struct findings f;
    findings_find(session, NULL, &f);
    cr_assert_eq(f.columns[0].shared_count, 5);
    for (size_t i = 0; i < 5; i++) {
        cr_expect_str_eq(f.columns[0].shared[i]->words, by_votes[i]);
    }
    findings_leave_votes_out(&f);
    for (size_t i = 0; i < 5; i++) {
        cr_expect_str_eq(f.columns[0].shared[i]->words, by_name[i]);
    }
    findings_finish(&f);
    session_free(session);
    str_finish(&json);
}

Test(findings, of_more_tables_than_a_line_can_name_it_says_how_many_and_where)
{
    static const struct {
        size_t count, places;
        const char *where;
    } rows[] = {
        {12, 1, "Place0 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"},
        {13, 1, "13 tables in Place0"},
        {60, 4, "60 tables in 4 places"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str json = STR_EMPTY, where = STR_EMPTY;
        for (size_t n = 0; n < rows[i].count; n++) {
            str_addf(&json,
                     "%s{\"place\":\"Place%zu\",\"table\":\"%zu\",\"goals\":[\"Go\"]}",
                     n ? "," : "", n % rows[i].places, n + 1);
        }
        struct session *session = session_of_tables(json.bytes);
        struct findings f;
        findings_find(session, NULL, &f);
        const struct theme *theme = f.columns[0].shared[0];
        findings_add_where(&f, theme->members, theme->count, &where);
        cr_expect_str_eq(where.bytes, rows[i].where);
        str_finish(&where);
        str_finish(&json);
        findings_finish(&f);
        char *text = themes_as(session, "text");
        expect_part(text, rows[i].where);
        free(text);
        session_free(session);
    }
}

Test(findings, a_longer_report_names_nobody_in_two_of_its_lists)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"Banks\","
        "\"Ben\"],"
        "\"groups\":[\"Ask Ben\"]}]},{\"table\":\"2\",\"goals\":[\"Go\"]}");
    char *text = themes_as(session, "text");
    cr_expect_eq(parts_in(text, "Banks"), 1, "%s", text);
    expect_part(text, "Besides those that are named in no action.");
    expect_part(text, "Ask Ben");
    free(text);
    session_free(session);
}

Test(findings, the_page_names_nobody_in_two_of_its_lists)
{
    struct session *session = session_of_tables(
        "{\"table\":\"1\",\"goals\":[{\"text\":\"Go\",\"stakeholders\":[\"Banks\"],"
        "\"groups\":[\"Ask Ben\"]}]},{\"table\":\"2\",\"goals\":[\"Go\"]}");
    struct export_options options = {.brief = true};
    char *text = written_as(session, themes_formats, &options);
    char *first = strstr(text, "Banks");
    cr_assert(first, "%s", text);
    cr_expect(!strstr(first + 1, "Banks"), "%s", text);
    free(text);
    session_free(session);
}
