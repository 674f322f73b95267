/* What stands on the pages of roundtable-pdf. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(pdf, .init = enter_folder, .timeout = 120);

/* The worked example on a page, as somebody sees it. */
Test(pdf, the_worked_example_is_one_sheet)
{
    static const char expected[] =
        "Worked example: system map, from the write-up\n"
        "\n"
        "System map\n"
        "\n"
        "Goals                                Barriers to change                        "
        "Stakeholders               Opportunities (social moments)\n"
        "\n"
        "Reducing childhood obesity           • Availability of affordable healthy      "
        "• Schools                  • Sports days\n"
        "                                       food                                    "
        "• Parents forums           • Community sports activities\n"
        "                                     • Advertising                             "
        "• Young people\n"
        "                                                                               "
        "• Sports clubs\n"
        "\n"
        "Reducing social isolation            • Social norms related to ageing or       "
        "• Care homes & sheltered   • Targeted support for the recently\n"
        "                                       discriminations                          "
        " accommodation              bereaved\n"
        "                                     • Time pressures on carers and care       "
        "• Carers\n"
        "                                       homes staff                             "
        "• Carer companies\n"
        "                                     • Limited finance for social activities\n"
        "\n"
        "Increase volunteer involvement in    • Lack of awareness                       "
        "• Local CVS                • Step Up To Serve campaign\n"
        "health system                        • Caution related to risk                 "
        "• CCGs                     • Volunteering capacity among aging\n"
        "                                     • Time commitment (volunteer              "
        "• Health practitioners       population\n"
        "                                       management)\n"
        "                                     • Regulation\n"
        "\n"
        "Reduce admission to acute services   • Pressure on GP services                 "
        "• Primary care staff       • Press campaign 'Over bed-blocking'\n"
        "                                     • Pressure on pharmacies                  "
        "• Local gov.\n"
        "                                     • Medical model of health                 "
        "• CCG\n"
        "                                                                               "
        "• NHS Trusts\n"
        "                                                                               "
        "• Pharmacy staff\n"
        "\n"
        "\n"
        "\n"
        "Action plan\n"
        "Nothing here yet.\n"
        "\n"
        "\n"
        "Worked example: system map, from the write-up                                   "
        "                                                    page 1 of 1\n"
        "\f";
    char *sample = repo_path("sessions/write-up.json"), *session = text_file_read(sample);
    char *text = pages_of_session(session, WORDS("--paper", "a4"));
    cr_expect_str_eq(text, expected, "%s", text);
    free(text);
    free(session);
    free(sample);
}

static const char leeds[] =
    "{ \"sessions\": [ { \"title\": \"Less <b>alone\", \"place\": \"Leeds\", "
    "\"date\": \"2017-03-07\", \"facilitator\": \"Zoe\", \"goals\": [\n"
    "    { \"text\": \"More walking\", \"barriers\": [ \"Rain\" ] }\n"
    "] } ] }\n";

Test(pdf, it_says_what_it_is_and_has_its_letters_inside)
{
    text_file_write("in.json", leeds);
    pages_export(WORDS("--paper", "a4"));
    char *info = output_of(WORDS("pdfinfo", "out.pdf"));
    char *fonts = output_of(WORDS("pdffonts", "out.pdf"));
    expect_part(info, "Title:           Less <b>alone\n");
    expect_part(info, "Wed Feb 22 12:00:00 2017");
    expect_part(info, "Tagged:          yes");
    expect_part(info, "JavaScript:      no");
    expect_part(info, "Pages:           1\n");
    expect_part(info, "841.89 x 595.28 pts (A4)");
    expect_part(fonts, "NotoSans-Bold ");
    for (char *line = strchr(strstr(fonts, "\n-") + 1, '\n'); line && line[1];
         line = strchr(line + 1, '\n')) {
        const char *yes = strstr(line, "yes yes yes");
        cr_expect(yes && !memchr(line + 1, '\n', (size_t)(yes - line) - 1),
                  "not embedded:%.90s", line);
    }
    free(info);
    free(fonts);
}

Test(pdf, it_tells_those_who_hear_it_what_is_a_heading_a_table_and_a_list)
{
    text_file_write("in.json", leeds);
    pages_export(WORDS("--paper", "a4"));
    char *tags = output_of(WORDS("pdfinfo", "-struct-text", "out.pdf"));
    expect_part(tags, "  H1 (block)\n    \"Less <b>alone\"");
    expect_part(tags, "  H2 (block)\n    \"System map\"");
    expect_part(tags, "  Table (block)\n    TR\n      TH:\n         /Scope /Column\n"
                      "        P (block)\n          \"Goals\"");
    expect_part(tags, "      TD\n        L (block)\n          LI (block)\n"
                      "            Lbl (block)\n              \"•\"\n"
                      "            LBody (block)\n              \"Rain\"");
    free(tags);
}

Test(pdf, the_same_session_gives_the_same_bytes)
{
    size_t len[3];
    char *bytes[3];
    pages_write_notes(200, 5);
    for (int i = 0; i < 3; i++) {
        program_env("SOURCE_DATE_EPOCH", i < 2 ? NULL : "86400");
        pages_export(WORDS("--cover"));
        bytes[i] = text_file_read_bytes("out.pdf", &len[i]);
    }
    cr_expect(len[0] == len[1] && memcmp(bytes[0], bytes[1], len[0]) == 0);
    cr_expect(len[0] != len[2] || memcmp(bytes[0], bytes[2], len[0]) != 0,
              "SOURCE_DATE_EPOCH says nothing");
    for (int i = 0; i < 3; i++) {
        free(bytes[i]);
    }
}

Test(pdf, papers_have_their_sizes)
{
    static const char *const papers[][2] = {{"a4", "841.89 x 595.28"},
                                            {"a3", "1190.55 x 841.89"},
                                            {"report", "595.28 x 841.89"}};
    text_file_write("in.json", leeds);
    for (size_t i = 0; i < 3; i++) {
        pages_export(WORDS("--paper", papers[i][0]));
        char *info = output_of(WORDS("pdfinfo", "out.pdf"));
        expect_part(info, papers[i][1]);
        free(info);
    }
}

Test(pdf, what_is_empty_says_so)
{
    char *text = pages_of_session("{ \"sessions\": [ { \"title\": \"\" } ] }",
                                  WORDS("--paper", "a4"));
    expect_part(text, "Untitled session");
    cr_expect_eq(parts_in(text, "Nothing here yet."), 2, "%s", text);
    free(text);
    text = pages_of_session("{ \"sessions\": [ ] }", WORDS("--paper", "report"));
    expect_part(text, "Nothing here yet.");
    free(text);
}

static const char marked[] =
    "{ \"sessions\": [ { \"goals\": [ { \"text\": \"Less isolation\", \"barriers\": [\n"
    "  { \"text\": \"Bus fares\", \"weight\": \"boulder\", \"votes\": 2 },\n"
    "  { \"text\": \"Dark streets\", \"votes\": 5 }, { \"text\": \"Forms\", \"votes\": 2 "
    "},\n  \"Rain\" ] } ] } ] }\n";

Test(pdf, marks_are_words_and_votes_are_ranked_with_ties)
{
    char *text = pages_of_session(marked, WORDS("--paper", "report"));
    expect_part(text, "Bus fares Boulder · 2 votes");
    char *votes = strstr(text, "\nVotes");
    cr_assert(votes);
    const char *first = strstr(votes, "\n1 "), *tie = strstr(votes, "2=");
    cr_expect(first && strstr(first, "Dark streets") < strchr(first + 1, '\n'));
    cr_expect(tie && strstr(tie, "Bus fares") < strchr(tie, '\n'));
    cr_expect_eq(parts_in(votes, "2="), 2);
    expect_no_part(votes, "Rain");
    free(text);
}

Test(pdf, promises_stand_with_their_note_and_by_date)
{
    static const char session[] =
        "{ \"sessions\": [ { \"goals\": [ { \"text\": \"Testing\", \"groups\": [\n"
        "  { \"text\": \"Write to all\", \"who\": \"Zoe\", \"when\": \"2017-12-01\", "
        "\"messenger\": \"a nurse\" },\n"
        "  { \"text\": \"Ask the trusts\", \"who\": \"Ben\", \"when\": \"2017-06-30\" }"
        " ] } ] } ] }\n";
    char *text = pages_of_session(session, WORDS("--paper", "report"));
    expect_part(text, "Ask the trusts Ben, by 30 June 2017");
    char *list = strstr(text, "Commitments by date");
    cr_assert(list, "%s", text);
    const char *first = strstr(list, "30 June 2017"), *last = strstr(list, "1 December");
    cr_expect(first && last && first < last, "%s", list);
    expect_part(list, "a nurse");
    free(text);
    text = pages_of_session(session, WORDS("--without-names"));
    expect_part(text, "Commitments by date");
    expect_no_part(text, "Ben");
    expect_no_part(text, "Zoe");
    free(text);
}

/* Two people reword a note, neither having seen the other's words. */
static const char unsettled[] =
    "{ \"edits\": [\n"
    "  {\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"by\":\"Zoe\",\"of\":"
    "\"session:s\",\"set\":{\"title\":\"Isolation\",\"facilitator\":\"Zoe\"}},\n"
    "  {\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:01.000Z\",\"of\":\"goal:g\","
    "\"set\":{\"session\":\"session:s\",\"text\":\"More walking\",\"place\":\"V\"}},\n"
    "  {\"key\":\"a.3\",\"at\":\"2017-02-22T12:00:02.000Z\",\"of\":\"note:n\","
    "\"set\":{\"column\":\"barriers\",\"goal\":\"goal:g\",\"text\":\"Rain\",\"place\":"
    "\"V\"}},\n"
    "  {\"key\":\"b.1\",\"at\":\"2017-02-22T12:00:03.000Z\",\"of\":\"note:n\",\"set\":{"
    "\"text\":\"Heavy rain\"}}\n"
    "] }\n";

Test(pdf, other_wordings_stand_below_and_what_is_not_settled_is_listed)
{
    char *text = pages_of_session(unsettled, WORDS("--paper", "a4"));
    expect_part(text, "• Heavy rain");
    cr_expect_eq(parts_in(text, "other wording: Rain"), 2, "%s", text);
    expect_part(text, "Not settled");
    expect_part(text, "facilitator Zoe");
    free(text);
    text = pages_of_session(unsettled, WORDS("--without-names"));
    expect_no_part(text, "Zoe");
    free(text);
}

Test(pdf, a_seminar_begins_with_its_themes_and_how_many_tables)
{
    char *sample = repo_path("sessions/seminar.json"), *session = text_file_read(sample);
    char *text = pages_of_session(session, WORDS("--paper", "a4"));
    char **pages = pages_cut(text);
    expect_part(pages[0], "What we heard\n12 tables in 3 places, May to June 2017");
    expect_part(pages[1],
                "Themes across tables\n12 tables in 3 places, May to June 2017");
    expect_part(pages[1], "Lack of time 2 votes");
    expect_part(pages[1], "Exampleton 1, 2; Little Sample 3");
    size_t tables = 0;
    for (size_t i = 1; pages[i]; i++) {
        tables += parts_in(pages[i], "System map\n");
    }
    cr_expect_eq(tables, 12);
    free(text);
    free(session);
    free(sample);
}

/* Twelve tables of a goal each would be twelve pages with next to nothing on them. */
Test(pdf, small_tables_share_a_page)
{
    struct str tables = str_of("{ \"sessions\": [");
    for (int i = 1; i <= 12; i++) {
        str_addf(&tables,
                 "%s{ \"title\": \"%s\", \"table\": \"%d\", \"goals\": [ "
                 "\"Goal %d\" ] }",
                 i > 1 ? "," : "", i > 6 ? "Later" : "Early", i, i);
    }
    str_add(&tables, "] }");
    char *text = pages_of_session(tables.bytes, WORDS("--paper", "a4", "--cover"));
    char **pages = pages_cut(text);
    size_t count = 0;
    while (pages[count]) {
        count++;
    }
    cr_expect_leq(count, 9, "%zu pages", count); /* six are of the themes */
    expect_part(pages[0], "2 workshops");
    expect_no_part(text, "Nothing here yet");
    free(text);
    str_finish(&tables);
}

Test(pdf, one_page_is_one_page)
{
    char *sample = repo_path("sessions/seminar.json"), *session = text_file_read(sample);
    char *text = pages_of_session(session, WORDS("--paper", "page"));
    char **pages = pages_cut(text);
    cr_expect(pages[0] && (!pages[1] || !*pages[1]));
    expect_part(pages[0],
                "What we heard\nSample seminar: health in our hands · 12 tables");
    expect_part(pages[0], "Said at one table only");
    free(text);
    free(session);
    free(sample);
}

/* What one table said, and how many votes it got there; where tables differ, and in what. */
Test(pdf, lone_voices_keep_their_votes_and_differences_say_in_what)
{
    static const char tables[] =
        "{ \"sessions\": [\n"
        "  { \"table\": \"1\", \"goals\": [ { \"text\": \"Walking\", \"barriers\": [\n"
        "    { \"text\": \"Rain\", \"weight\": \"cliff\" } ],\n"
        "    \"stakeholders\": [ \"Aunts\", { \"text\": \"Carers\", \"votes\": 4 } ],\n"
        "    \"groups\": [ \"Ask the bank\" ] } ] },\n"
        "  { \"table\": \"2\", \"goals\": [ { \"text\": \"Walking\", \"barriers\": [\n"
        "    { \"text\": \"Rain\", \"weight\": \"pebble\", \"votes\": 1 } ] } ] }\n"
        "] }\n";
    char *text = pages_of_session(tables, WORDS("--paper", "report"));
    char *lone = strstr(text, "Said at one table only"),
         *differ = strstr(text, "differ\n");
    cr_assert(lone && differ, "%s", text);
    expect_part(lone, "• Carers 4 votes · table 1");
    cr_expect_lt(strstr(lone, "• Carers"), strstr(lone, "• Aunts"), "%s", lone);
    expect_part(strstr(text, "Named in no action"), "• Carers 4 votes · table 1");
    expect_part(differ, "Rain 1 vote");
    expect_part(differ, "Weight: Pebble at 1 table");
    free(text);
}

Test(pdf, a_cover_says_how_to_answer_back)
{
    char *text = pages_of_session(leeds, WORDS("--cover", "--answer", "Write to us!"));
    char **pages = pages_cut(text);
    expect_part(pages[0], "Less <b>alone");
    expect_part(pages[0], "Leeds · 7 March 2017 · facilitator Zoe");
    expect_part(pages[0], "How to answer back\nWrite to us!");
    expect_no_part(pages[0], "page 1");
    expect_part(pages[1], "More walking");
    expect_part(pages[1], "page 2 of 2");
    free(text);
}

/* Of the room that it leaves, a third is above it, and its parts stand apart. */
Test(pdf, a_cover_stands_above_the_middle_of_its_page)
{
    static const char places[] =
        "import re, sys\n"
        "said = open('out.html').read()\n"
        "high, = re.findall('<page .*height=\"([0-9.]+)\"', said)\n"
        "lines = [[float(y) for y in l] for l in re.findall("
        "'<line .*yMin=\"([0-9.]+)\" .*yMax=\"([0-9.]+)\"', said)]\n"
        "above, below = lines[0][0] - 42.5, float(high) - 42.5 - lines[-1][1]\n"
        "print(len(lines), round(100 * above / (above + below)),\n"
        "      *[round(b[0] - a[1]) for a, b in zip(lines, lines[1:])])\n";
    static const char *const rows[][2] = {{"a4", "4 33 16 48 4\n"},
                                          {"a3", "4 34 40 120 10\n"},
                                          {"report", "4 34 20 61 5\n"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        text_file_write("in.json", leeds);
        pages_export(WORDS("--cover", "--answer", "Write to us!", "--paper", rows[i][0]));
        free(output_of(
            WORDS("pdftotext", "-bbox-layout", "-l", "1", "out.pdf", "out.html")));
        char *said = output_of(WORDS("python3", "-c", places));
        cr_expect_str_eq(said, rows[i][1], "%s: %s", rows[i][0], said);
        free(said);
    }
}

/* Letters of many scripts, each in its own direction; digits stay where they belong. */
Test(pdf, other_scripts_can_be_read_and_copied)
{
    static const char session[] =
        "{ \"sessions\": [ { \"title\": \"تقليل العزلة\", \"place\": \"برمنغهام\", "
        "\"date\": \"2017-03-07\", \"goals\": [ { \"text\": \"אנשים\", \"barriers\": [ "
        "{ \"text\": \"الخوف\", \"votes\": 3 }, \"अकेलापन\", \"கட்டணம்\", \"ค่ารถ\", "
        "\"Ελληνικά\", \"Ђорђе\", \"հայերեն\" ] } ] } ] }";
    static const char *const parts[] = {"العزلة",  "אנשים",        "الخوف",
                                        "கட்டணம்",   "Ελληνικά",     "Ђорђе",
                                        "հայերեն", "7 March 2017", "3 votes"};
    text_file_write("in.json", session);
    cr_expect_eq(pages_export(WORDS("--paper", "a4")), 0);
    char *text = output_of(WORDS("pdftotext", "out.pdf", "-"));
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_part(text, parts[i]);
    }
    free(text);
}

Test(pdf, the_titles_of_narrow_columns_are_not_broken)
{
    static const char votes[] =
        "{\"sessions\":[{\"goals\":[{\"text\":\"g\",\"barriers\":[{\"text\":\"Cost\","
        "\"votes\":12}]}]}]}";
    const char *const papers[] = {"a4", "a3", "report"};
    for (size_t i = 0; i < LENGTH(papers); i++) {
        char *text = pages_of_session(votes, WORDS("--paper", papers[i]));
        cr_expect(strstr(text, "Rank"), "%s: %s", papers[i], text);
        free(text);
    }
}

Test(pdf, letters_that_no_font_has_are_told)
{
    text_file_write(
        "in.json", "{ \"sessions\": [ { \"goals\": [ \"a\U0003FFFFb 𐻠 𐻠\" ] } ] }");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-o", "out.pdf", "in.json"));
    cr_expect_eq(ran.status, 3);
    cr_expect(strstr(str_text(&ran.err), "𐻠 (U+10EE0): "), "%s", str_text(&ran.err));
    cr_expect_eq(access("out.pdf", F_OK), 0);
    ran_finish(&ran);
    ran = program_run(NULL, WORDS("pdftotext", "out.pdf", "-"));
    expect_part(str_text(&ran.out), "𐻠");
    ran_finish(&ran);
}

Test(pdf, wrong_usage_and_wrong_input_are_told)
{
    char *program = program_beside("roundtable-pdf");
    struct ran ran = program_run("", WORDS(program, "--paper", "a5"));
    cr_expect_eq(ran.status, 2);
    cr_expect(strstr(str_text(&ran.err), "roundtable-pdf: there is no paper \"a5\"; did"),
              "%s", str_text(&ran.err));
    ran_finish(&ran);
    ran = program_run("{ \"sessions\": [\n oops ] }", WORDS(program));
    cr_expect_eq(ran.status, 1);
    cr_expect(strstr(str_text(&ran.err), "roundtable-pdf: standard input:2:"), "%s",
              str_text(&ran.err));
    cr_expect_eq(ran.out.len_bytes, 0);
    ran_finish(&ran);
    free(program);
}
