/* People write in their own language: lists, comparing and pages follow it. */

#include "support/desk.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"
#include "support/typist.h"

#include "base/str.h"
#include "export/told.h"
#include "model/themes.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(language, .init = enter_folder, .fini = folder_finish);

static void expect_page_in(const char *path, const char *tag)
{
    char *page = exported(path, "html");
    cr_expect(strstr(page, tag), "%s has no %s", path, tag);
    free(page);
}

Test(language, a_session_is_begun_in_one_and_who_follows_it_up_goes_on_in_it)
{
    EXPECT_RUN(0, "a.json: a new session", NULL, "new", "--language", "cy", "a.json");
    EXPECT_RUN(0, "", NULL, "new", "--after", "a.json", "b.json");
    EXPECT_RUN(0, "", NULL, "new", "--from", "a.json", "c.json");
    expect_page_in("a.json", "<html lang=\"cy\">");
    expect_page_in("b.json", "<html lang=\"cy\">");
    expect_page_in("c.json", "<html lang=\"cy\">");
    static const char *const none[] = {"c y",    "xx1",   "1",           "e",
                                       "welsh",  "en_GB", "en-",         "-cy",
                                       "en--GB", "x",     "en-abcdefghi"};
    for (size_t i = 0; i < LENGTH(none); i++) {
        struct str said =
            str_of("\"%s\" is no language; write it as en, cy or pl", none[i]);
        EXPECT_RUN(2, NULL, said.bytes, "new", "--language", none[i], "d.json");
        str_finish(&said);
    }
    EXPECT_RUN(0, "e.json: a new session", NULL, "new", "--language", "zh-Hant-TW",
               "e.json");
    EXPECT_RUN(0, "f.json: a new session", NULL, "new", "--language", "kmr", "f.json");
}

/* The themes of two tables that said the same two things, in the order in which they stand. */
static char *in_order(const char *language)
{
    struct desk desk;
    struct themes themes = {0};
    struct str order = STR_EMPTY;
    sit_down(&desk, 1, NULL);
    for (int i = 0; i < 2; i++) {
        const struct record *table =
            add_table(&desk, "Sample", NULL, NULL, i ? "2" : "1");
        set(&desk, table, "language", language);
        add_goal(&desk, table, "Chwarae");
        add_goal(&desk, table, "Cyswllt");
    }
    themes_follow(&themes, desk.session);
    for (size_t i = 0; i < themes.count; i++) {
        str_addf(&order, "%s ", themes.items[i]->words);
    }
    themes_finish(&themes);
    stand_up(&desk);
    return str_take(&order);
}

Test(language, lists_stand_in_the_order_of_the_tables_own)
{
    char *welsh = in_order("cy"), *english = in_order("en");
    cr_expect_str_eq(welsh, "Cyswllt Chwarae ");
    cr_expect_str_eq(english, "Chwarae Cyswllt ");
    free(welsh);
    free(english);
}

Test(language, searching_knows_its_letters)
{
    EXPECT_RUN(0, "", NULL, "new", "--language", "tr", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "gISPARTA\r");
    typist_wait(t, "Added ‘ISPARTA’");
    typist_leave_box(t);
    typist_type(t, "/ısparta");
    typist_wait(t, "1 of 1 with ‘ısparta’");
    typist_type(t, "\r");
    typist_leave(t);
}

Test(language, the_details_say_it_and_tell_what_is_none)
{
    EXPECT_RUN(0, "", NULL, "new", "--title", "Sample", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_type(t, "\t\t\t\t\t\twelsh please\r");
    typist_wait(t, "A language is written by its letters");
    typist_type(t, "\x15"
                   "cy\r");
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_page_in("a.json", "<html lang=\"cy\">");
}

Test(language, a_whole_workshops_words_can_be_another)
{
    EXPECT_RUN(2, NULL, "there is no template \"rsa.cy\"; did you mean \"rsa-cy\"?",
               "new", "-t", "rsa.cy", "a.json"); /* as its file is called */
    EXPECT_RUN(2, NULL, "did you mean \"rsa-cy\"?", "new", "-t", "rsa.cy.json", "a.json");
    EXPECT_RUN(0, "", NULL, "new", "-t", "rsa-cy", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_type(t, "gLleihau unigrwydd\r");
    typist_wait(t, "Added ‘Lleihau unigrwydd’");
    typist_leave_box(t);
    typist_wait(t, "2 Rhwystrau");
    typist_type(t, "2aStigma\r");
    typist_wait(t, "Added ‘Stigma’");
    typist_leave_box(t);
    typist_type(t, "x");
    typist_wait(t, "Clogwyn");
    typist_type(t, "o");
    typist_wait(t, "Clogfaen");
    typist_leave(t);
    char *text = exported("a.json", "text");
    cr_expect(strstr(text, "Rhwystrau"), "%s", text);
    free(text);
    expect_page_in("a.json", "<html lang=\"cy\">");
}

/* Words stand in a span of their own where they are in another language than the article. */
static void expect_marked(const char *path, const char *const *parts, size_t count)
{
    char *page = exported(path, "html");
    for (size_t i = 0; i < count; i++) {
        cr_expect(strstr(page, parts[i]), "%s has no %s:\n%s", path, parts[i], page);
    }
    free(page);
}

#define EXPECT_MARKED(path, ...)                                                         \
    expect_marked(path, (const char *const[]){__VA_ARGS__},                              \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

Test(language, what_is_ours_is_welsh_on_a_welsh_page_and_nothing_is_marked)
{
    EXPECT_RUN(0, "", NULL, "new", "-t", "rsa-cy", "--place", "Caerdydd", "--date",
               "2026-11-29", "a.json");
    EXPECT_RUN(0, "", NULL, "add", "--goal", "Lleihau unigrwydd", "--column", "barriers",
               "a.json", "Stigma");
    EXPECT_MARKED("a.json", "<html lang=\"cy\">", "<title>Sesiwn heb deitl</title>",
                  "<h1 dir=\"auto\">Sesiwn heb deitl</h1>",
                  "<dt>Lle</dt><dd><bdi>Caerdydd</bdi></dd>",
                  "<dt>Dyddiad</dt><dd><bdi>29 Tachwedd 2026</bdi></dd>",
                  "<h2 dir=\"auto\">Map o&#39;r system</h2>",
                  "dir=\"auto\">Rhwystrau i newid</th>",
                  "<td data-of=\"Rhwystrau i newid\"><ul lang=\"cy\">\n<li "
                  "dir=\"auto\">Stigma</li>",
                  "<span class=\"aloud\">dim eto</span>",
                  "<p class=\"none\">Dim byd yma eto.</p>", "<h2>Fel llun</h2>");
}

Test(language, on_a_polish_page_the_english_of_the_form_is_marked_too)
{
    EXPECT_RUN(0, "", NULL, "new", "--language", "pl", "--title", "Zdrowie", "a.json");
    EXPECT_RUN(0, "", NULL, "add", "--goal", "Mniej samotno\u015bci", "--column",
               "barriers", "a.json", "Wstyd");
    EXPECT_MARKED("a.json", "<title>Zdrowie</title>", "<h1 dir=\"auto\">Zdrowie</h1>",
                  "<h2 dir=\"auto\"><span lang=\"en\">System map</span></h2>",
                  "dir=\"auto\"><span lang=\"en\">Barriers to change</span></th>",
                  "<td lang=\"en\" data-of=\"Barriers to change\"><ul lang=\"pl\">\n"
                  "<li dir=\"auto\">Wstyd</li>",
                  "<th scope=\"row\" dir=\"auto\">Mniej samotno\u015bci</th>");
}

Test(language, what_the_form_and_we_say_in_one_line_is_taken_apart)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, "1");
    set(&desk, table, "language", "pl");
    const char *words = "Barriers to change: 12 in all, here 5";
    struct told_piece form = told_piece(desk.session, table, words);
    struct told_piece ours = told_piece(desk.session, table, words + form.len_bytes);
    cr_expect_eq(form.len_bytes, strlen("Barriers to change"));
    cr_expect_str_eq(words + form.len_bytes, ": 12 in all, here 5");
    cr_expect_eq(ours.len_bytes, strlen(": 12 in all, here 5"));
    struct told_piece time = told_piece(desk.session, table, "last time: Boulder");
    cr_expect_eq(time.len_bytes, strlen("last time: "));
    cr_expect_eq(told_piece(desk.session, table, "Goalsetting").len_bytes,
                 strlen("Goalsetting"));
    cr_expect_not(told_in_one(desk.session, table));
    set(&desk, table, "language", "en-GB");
    cr_expect(told_in_one(desk.session, table));
    stand_up(&desk);
}

Test(language, a_page_that_is_all_english_marks_nothing)
{
    EXPECT_RUN(0, "", NULL, "new", "--language", "en-GB", "a.json");
    char *page = exported("a.json", "html");
    cr_expect_not(strstr(page, "<span lang="), "%s", page);
    cr_expect_not(strstr(page, "lang=\"en\""), "%s", page);
    free(page);
}

/* Whichever comes first by its place: what is said of all of them is in the language of most, and
 * of as many in English. */
Test(language, what_concerns_all_tables_is_in_the_language_of_most)
{
#define TABLE(place, table, more)                                                        \
    "{\"title\":\"Buses\",\"place\":\"" place "\",\"table\":\"" table "\"," more         \
    "\"goals\":[{\"text\":\"Night buses\",\"barriers\":[\"Fares\"]}]}"
#define IN_WELSH "\"template\":\"rsa-cy\","
    static const struct {
        const char *tables, *page, *heading;
    } rows[] = {
        {"{\"sessions\":[" TABLE("Aberdare", "1", IN_WELSH) "," TABLE(
             "Bath", "2", "") "," TABLE("Bath", "3", "\"language\":\"en-GB\",") "]}",
         "<html lang=\"en\">", "Barriers"},
        {"{\"sessions\":[" TABLE("Aberdare", "1", IN_WELSH) "," TABLE("Bath", "2",
                                                                      "") "]}",
         "<html lang=\"en\">", "Barriers"},
        {"{\"sessions\":[" TABLE("Aberdare", "1", "") "," TABLE(
             "Bath", "2", IN_WELSH) "," TABLE("Bath", "3", IN_WELSH) "]}",
         "<html lang=\"cy\">", "Rhwystrau"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool welsh = strstr(rows[i].page, "cy");
        text_file_write("a.json", rows[i].tables);
        expect_page_in("a.json", rows[i].page);
        struct ran ran = program_run(NULL, WORDS("roundtable", "themes", "a.json"));
        cr_expect(strstr(str_text(&ran.out), rows[i].heading), "%zu: %s", i,
                  ran.out.bytes);
        cr_expect(!strstr(ran.out.bytes, welsh ? "Barriers" : "Rhwystrau"), "%zu: %s", i,
                  ran.out.bytes);
        ran_finish(&ran);
    }
}

/* A PDF says of each table in another language than its first which that is. */
Test(language, a_pdf_says_in_which_each_table_is)
{
    static const char two[] =
        "{\"sessions\":[{\"title\":\"Warmth\",\"table\":\"1\",\"goals\":[\"Homes\"]},"
        "{\"title\":\"Warmth\",\"template\":\"rsa-cy\",\"language\":\"cy\",\"table\":"
        "\"2\","
        "\"goals\":[{\"text\":\"Cartrefi\",\"barriers\":[\"Rhent\"]}]}]}";
    static const char *const papers[] = {"a4", "report", "large"};
    static const char count[] = "import sys;d=open('out.pdf','rb').read();"
                                "print(d.count(b'/Lang (cy)'),d.count(b'/Lang (en)'))";
    for (size_t i = 0; i < LENGTH(papers); i++) {
        int in_welsh = 0, in_english = 0;
        free(pages_of_session(two, WORDS("--paper", papers[i])));
        char *counts = output_of(WORDS("/usr/bin/python3", "-c", count));
        cr_assert_eq(sscanf(counts, "%d %d", &in_welsh, &in_english), 2);
        cr_expect_geq(in_welsh, 3, "%s: %s", papers[i], counts);
        cr_expect_eq(in_english, 1, "%s: %s", papers[i], counts);
        free(counts);
    }
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", "--force", "-f",
                                             "map", "-o", "out.pdf", "in.json"));
    char *counts = output_of(WORDS("/usr/bin/python3", "-c", count));
    cr_expect_str_eq(counts, "2 1\n");
    free(counts);
    ran_finish(&ran);
}

/* Pages leave 64 at a time, and each that leaves knows its own. */
Test(language, of_many_pages_each_title_is_in_its_tables_language)
{
    enum { TABLES = 140 };
    static const char titles[] =
        "import re;d=open('out.pdf','rb').read();"
        "print(*(b'/Lang (cy)' in h for h in re.findall(rb'<<[^<>]*/S /H1[^<>]*>>',d)))";
    struct str all = str_of("{\"sessions\":["), expected = STR_EMPTY;
    for (size_t i = 0; i < TABLES; i++) {
        bool welsh = i % 3 == 1;
        str_addf(&all,
                 "%s{\"title\":\"Warmth\",\"language\":\"%s\",\"table\":\"%zu\","
                 "\"goals\":[\"Homes\"]}",
                 i ? "," : "", welsh ? "cy" : "en", i + 1);
        str_addf(&expected, " %s", welsh ? "True" : "False");
    }
    str_add(&all, "]}");
    free(pages_of_session(all.bytes, WORDS("--paper", "a3")));
    char *said = output_of(WORDS("/usr/bin/python3", "-c", titles));
    cr_expect(strstr(said, expected.bytes), "%s\n%s", said, expected.bytes);
    cr_expect(strlen(said) > expected.len_bytes);
    free(said);
    str_finish(&all);
    str_finish(&expected);
}

/* What a form calls its rows stands in no sentence of another language. */
Test(language, english_sentences_call_what_another_language_names_an_entry)
{
    EXPECT_RUN(0, "", NULL, "new", "-t", "rsa-cy", "a.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_press(t, "2a", "A note belongs to an entry");
    typist_wait(t, "New entry in 1 Nodau");
    typist_press(t, "Gwaith\r", "Added ‘Gwaith’");
    typist_leave_box(t);
    typist_press(t, "2", "a adds an entry");
    typist_leave(t);
    char *missing = output_of(WORDS(program_path(), "missing", "--json", "a.json")),
         *log = output_of(WORDS(program_path(), "log", "a.json"));
    cr_expect(strstr(missing, "has no entry under ‘"), "%s", missing);
    cr_expect(strstr(log, "added the entry ‘Gwaith’"), "%s", log);
    free(missing);
    free(log);
}
