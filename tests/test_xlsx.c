/* A workbook of roundtable-xlsx, as openpyxl reads it. */

#include "base/str.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(xlsx, .init = enter_folder, .fini = folder_finish, .timeout = 120);

/* A sheet a line: its name, what is frozen, filtered and repeated, its page; then each
 * row, with the types of its cells. */
static const char reader[] =
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1])\n"
    "print(book.properties.title, '|', book.properties.created)\n"
    "for s in book:\n"
    "    print('==', s.title, s.freeze_panes, s.auto_filter.ref == s.dimensions,\n"
    "          s.print_title_rows, s.page_setup.orientation, s.page_setup.fitToHeight,\n"
    "          len(s._hyperlinks))\n"
    "    for row in s.iter_rows():\n"
    "        print(' | '.join('' if c.value is None else c.data_type + ':' +\n"
    "              str(c.value).replace('\\n', '\\\\n') for c in row))\n";

static char *workbook(const char *sessions, const char *const *options)
{
    const char *argv[16] = {"roundtable", "export",   "--force",
                            "-o",         "out.xlsx", "in.json"};
    struct str file = STR_EMPTY;
    size_t count = 6;
    str_addf(&file, "{\"sessions\":[%s]}", sessions);
    text_file_write("in.json", file.bytes);
    str_finish(&file);
    for (; options && *options; options++) {
        argv[count++] = *options;
    }
    struct ran ran = program_run(NULL, argv);
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return output_of(WORDS("/usr/bin/python3", "-c", reader, "out.xlsx"));
}

static const char table[] =
    "{\"title\":\"Warmth\",\"place\":\"Exampleton\",\"date\":\"2017-01-11\","
    "\"table\":\"4\",\"facilitator\":\"F. Sample\",\"vision\":\"Nobody is cold\","
    "\"goals\":[{\"text\":\"Warmer homes\",\"barriers\":[{\"text\":\"Rent\","
    "\"weight\":\"cliff\",\"vote:scribe\":3},\"Damp\"],\"stakeholders\":[\"Carers\"],"
    "\"groups\":[{\"text\":\"Swap coats\",\"who\":\"Ana\",\"when\":\"2017-03-01\","
    "\"messenger\":\"Zoe\"},{\"text\":\"Sew\",\"when\":\"before Easter\"}]}]}";

Test(xlsx, a_table_has_a_sheet_for_each_question)
{
    char *text = workbook(table, NULL);
    static const char *const parts[] = {
        "Warmth | 2017-02-22 12:00:00\n",
        "== System map A2 True $1:$1 landscape 0 0\n"
        "s:Goals | s:Barriers to change | s:Stakeholders | s:Opportunities (social "
        "moments)\n"
        "s:Warmer homes | s:Rent (Cliff, 3 votes) | s:Carers | \n"
        "s:Warmer homes | s:Damp |  | \n",
        "== Action plan A2 True $1:$1 landscape 0 0\n",
        "s:Warmer homes |  | s:Swap coats |  | \n"
        "s:Warmer homes |  | s:Sew |  | \n",
        "== Commitments A2 True $1:$1 landscape 0 0\n"
        "s:By when | s:What | s:Who does it | s:Messenger | s:What came of it | s:Goal\n"
        "d:2017-03-01 00:00:00 | s:Swap coats | s:Ana | s:Zoe |  | s:Warmer homes\n"
        "s:before Easter | s:Sew |  |  |  | s:Warmer homes\n",
        "== Votes A2 True $1:$1 landscape 0 0\n"
        "s:Rank | s:Votes | s:Entry | s:Where\n"
        "n:1 | n:3 | s:Rent | s:Barriers to change, Warmer homes\n",
        "== All notes A2 True $1:$1 landscape 0 0\n",
        "s:Warmer homes | s:System map | s:Barriers to change | s:Rent | s:Cliff |",
        "== Tables A2 True $1:$1 landscape 0 0\n",
        "s:Warmth | s:Exampleton | d:2017-01-11 00:00:00 | s:4 | s:Nobody is cold |",
    };
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_part(text, parts[i]);
    }
    cr_expect_null(strstr(text, "== Themes"));
    free(text);
}

Test(xlsx, a_seminar_names_the_table_in_each_row_and_has_themes)
{
    char *text = workbook(three_tables, NULL);
    expect_part(text, "== Themes A2 True $1:$1 landscape 0 0\n"
                      "s:Column | s:Theme | s:Tables | s:Entries | s:Votes | s:Which "
                      "tables | s:Also worded\n");
    expect_part(text, "== System map A2 True $1:$1 landscape 0 0\ns:Table | s:Goals |");
    free(text);
}

Test(xlsx, a_table_that_met_again_shares_no_themes_with_itself)
{
    char *text = workbook("{\"id\":\"a\",\"table\":\"1\",\"goals\":[\"Warmth\"]},"
                          "{\"table\":\"1\",\"after\":\"a\",\"goals\":[\"Warmth\"]}",
                          NULL);
    expect_part(text, "== System map A2 True $1:$1 landscape 0 0\ns:Table | s:Goals |");
    expect_no_part(text, "== Themes");
    free(text);
}

Test(xlsx, the_rows_of_forms_are_not_headed_as_goals)
{
    char *text = workbook("{\"template\":\"rsa\",\"goals\":[{\"text\":\"Warmth\"},"
                          "{\"text\":\"Erewash\",\"grid\":\"speakers\",\"site_aims\":"
                          "[{\"text\":\"Walk more\",\"who\":\"Ana\",\"votes\":2}]}]}",
                          NULL);
    expect_part(text, "| s:What came of it | s:Goal or row\n");
    expect_part(text, "s:Goal or row | s:Part | s:Column | s:Note |");
    expect_part(text, "n:1 | n:2 | s:Walk more | s:Aims, Erewash\n");
    free(text);
}

Test(xlsx, the_public_is_told_no_names_marks_or_votes)
{
    static const char *const not_there[] = {"Ana",   "Zoe",   "F. Sample", "Cliff",
                                            "votes", "Votes", "Messenger", "Written by"};
    char *text = workbook(table, WORDS("--for", "public"));
    for (size_t i = 0; i < LENGTH(not_there); i++) {
        cr_expect_null(strstr(text, not_there[i]), "%s in:\n%s", not_there[i], text);
    }
    expect_part(text, "s:What gets in the way");
    expect_part(text, "d:2017-03-01 00:00:00 | s:Swap coats |");
    free(text);
    text = workbook(table, WORDS("--without-names"));
    cr_expect(!strstr(text, "Ana") && !strstr(text, "Zoe") && !strstr(text, "F. Sample"));
    expect_part(text, "s:Rent (Cliff, 3 votes)");
    free(text);
}

/* Two tables that share a theme in other words, with a promise that has all it may have. */
static const char two_tables[] =
    "{\"title\":\"Warmth\",\"place\":\"Otherton\",\"table\":\"5\",\"goals\":["
    "{\"text\":\"Dry homes\",\"barriers\":[{\"text\":\"bus fare\",\"vote:scribe\":2}]}]},"
    "{\"title\":\"Warmth\",\"place\":\"Exampleton\",\"table\":\"4\",\"goals\":["
    "{\"text\":\"Dry homes\",\"barriers\":[\"Bus fares\"],"
    "\"groups\":[{\"text\":\"Swap coats\",\"who\":\"Ana\",\"when\":\"2017-03-01\","
    "\"messenger\":\"Zoe\",\"outcome\":\"Forty coats\"}]}]}";

Test(xlsx, of_lists_every_cell_stands_under_its_head)
{
    static const struct {
        const char *options[3];
        const char *parts[4];
    } rows[] = {
        {{NULL},
         {"s:By when | s:What | s:Who does it | s:Messenger | s:What came of it | s:Goal "
          "| s:Table\n"
          "d:2017-03-01 00:00:00 | s:Swap coats | s:Ana | s:Zoe | s:Forty coats | "
          "s:Dry homes | s:Exampleton 4\n",
          "s:Column | s:Theme | s:Tables | s:Entries | s:Votes | s:Which tables | "
          "s:Also worded\n"
          "s:Goals | s:Dry homes | n:2 | n:2 | n:0 | s:Exampleton 4; Otherton 5 | \n"
          "s:Barriers to change | s:Bus fares | n:2 | n:2 | n:2 | s:Exampleton 4; "
          "Otherton 5 | \n"
          "s:For groups | s:Swap coats | n:1 | n:1 | n:0 | s:Exampleton 4 | \n",
          "s:Table | s:Rank | s:Votes | s:Entry | s:Where\n"
          "s:Otherton 5 | n:1 | n:2 | s:bus fare | s:Barriers to change, Dry homes\n"}},
        {{"--without-names"},
         {"s:By when | s:What | s:What came of it | s:Goal | s:Table\n"
          "d:2017-03-01 00:00:00 | s:Swap coats | s:Forty coats | s:Dry homes | "
          "s:Exampleton 4\n"}},
        {{"--for", "public"},
         {"s:By when | s:What | s:What came of it | s:Goal | s:Table\n"
          "d:2017-03-01 00:00:00 | s:Swap coats | s:Forty coats | s:Dry homes | "
          "s:Exampleton 4\n",
          "s:Column | s:Theme | s:Tables | s:Entries | s:Which tables\n"
          "s:What should change | s:Dry homes | n:2 | n:2 | s:Exampleton 4; Otherton 5\n"
          "s:What gets in the way | s:Bus fares | n:2 | n:2 | s:Exampleton 4; Otherton "
          "5\n"}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = workbook(two_tables, rows[i].options);
        for (size_t n = 0; rows[i].parts[n]; n++) {
            expect_part(text, rows[i].parts[n]);
        }
        free(text);
    }
}

/* Takes all notes as what stands under each head, where anything does. */
static const char under_heads[] =
    "import sys, openpyxl\n"
    "s = openpyxl.load_workbook(sys.argv[1])[sys.argv[2]]\n"
    "heads = [c.value for c in s[1]]\n"
    "for r in s.iter_rows(min_row=2):\n"
    "    line = '; '.join(h + '=' + str(c.value) for h, c in zip(heads, r) if c.value)\n"
    "    at = 'Written at (UTC)=2017-01-11T00:00:00.000Z'\n"
    "    print(line.replace('Written by=hand; ' + at, 'BY').replace(at, 'AT'))\n";

Test(xlsx, of_all_notes_every_cell_stands_under_its_head)
{
    static const char all[] =
        "{\"title\":\"Warmth\",\"place\":\"Exampleton\",\"date\":\"2017-01-11\","
        "\"table\":\"4\",\"facilitator\":\"Flo\",\"vision\":\"Nobody is cold\","
        "\"answer_to\":\"By post\",\"goals\":[{\"text\":\"Warm\",\"barriers\":[{\"text\":"
        "\"Rent\",\"weight\":\"cliff\",\"level\":\"system\",\"vote:scribe\":3,"
        "\"answered\":\"note:aaaaaaaaaaaa1\"}],\"stakeholders\":[{\"text\":\"Carers\","
        "\"role\":\"champion\",\"position\":\"hub\"}],\"moments\":[{\"text\":\"Frost\","
        "\"moment\":\"created\"}]"
        ","
        "\"groups\":[{\"id\":\"aaaaaaaaaaaa1\",\"text\":\"Swap\",\"who\":\"Ana\","
        "\"when\":"
        "\"2017-03-01\",\"messenger\":\"Zoe\",\"outcome\":\"Forty\"}]}]}";
    static const struct {
        const char *sheet, *options[3], *rows;
    } rows[] = {
        {"All notes",
         {NULL},
         "Goal=Warm; Column=Goals; Note=Warm; BY\n"
         "Goal=Warm; Part=System map; Column=Barriers to change; Note=Rent; "
         "Weight=Cliff; "
         "Level=System; Votes=3; Answered by=Swap; BY\n"
         "Goal=Warm; Part=System map; Column=Stakeholders; Note=Carers; Role in "
         "spreading change=Champion or early adopter; Place in the network=Hub; BY\n"
         "Goal=Warm; Part=System map; Column=Opportunities (social moments); Note=Frost; "
         "Kind of moment=Created; BY\n"
         "Goal=Warm; Part=Action plan; Column=For groups; Note=Swap; Who does it=Ana; By "
         "when=2017-03-01 00:00:00; Messenger=Zoe; What came of it=Forty; BY\n"},
        {"All notes",
         {"--for", "public"},
         "Goal=Warm; Column=What should change; Note=Warm; AT\n"
         "Goal=Warm; Part=What stands in the way, who can help, and when; Column=What "
         "gets in the way; Note=Rent; AT\n"
         "Goal=Warm; Part=What stands in the way, who can help, and when; Column=Who can "
         "help; Note=Carers; AT\n"
         "Goal=Warm; Part=What stands in the way, who can help, and when; Column=When it "
         "could change; Note=Frost; AT\n"
         "Goal=Warm; Part=What can be done; Column=What groups can do; Note=Swap; By "
         "when=2017-03-01 00:00:00; What came of it=Forty; AT\n"},
        {"Tables",
         {NULL},
         "Title=Warmth; Place=Exampleton; Date=2017-01-11 00:00:00; Table=4; "
         "Vision=Nobody is cold; How to answer back=By post; Facilitator=Flo; Goals=1; "
         "Notes=4\n"},
        {"Tables",
         {"--for", "public"},
         "Title=Warmth; Place=Exampleton; Date=2017-01-11 00:00:00; Table=4; "
         "Vision=Nobody is cold; How to answer back=By post; Goals=1; Notes=4\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        free(workbook(all, rows[i].options));
        char *text = output_of(
            WORDS("/usr/bin/python3", "-c", under_heads, "out.xlsx", rows[i].sheet));
        cr_expect_str_eq(text, rows[i].rows, "%s", text);
        free(text);
    }
}

/* As they are typed, and as a reader has to see them. */
static const char *const hostile[][2] = {
    {"=1+1", "=1+1"},
    {"=HYPERLINK(\\\"http://x\\\",\\\"y\\\")", "=HYPERLINK(\"http://x\",\"y\")"},
    {"+cmd|' /C calc'!A0", "+cmd|' /C calc'!A0"},
    {"-1", "-1"},
    {"@SUM(A1)", "@SUM(A1)"},
    {"\\tx", " x"},
    {"{=SUM(A1:A2)}", "{=SUM(A1:A2)}"},
    {"http://example.org/", "http://example.org/"},
    {"mailto:a@example.org", "mailto:a@example.org"},
    {"internal:Sheet1!A1", "internal:Sheet1!A1"},
    {"_x0041_ _x000D_ __x0041_", "_x0041_ _x000D_ __x0041_"},
    {"</t><script>alert(1)</script>&lt;", "</t><script>alert(1)</script>&lt;"},
    {"42", "42"},
    {"2017-12-01", "2017-12-01"},
    {"TRUE", "TRUE"},
    {"#REF!", "#REF!"},
    {"a\\u202eb\\u0007c", "a<U+202E>b␇c"},
    {"漢字 \\ud83d\\ude00", "漢字 😀"},
};

Test(xlsx, words_are_words_whatever_they_look_like)
{
    for (size_t i = 0; i < LENGTH(hostile); i++) {
        struct str tables = STR_EMPTY, cell = STR_EMPTY;
        const char *w = hostile[i][0];
        str_addf(&tables,
                 "{\"title\":\"%s\",\"place\":\"%s\",\"table\":\"%s\",\"vision\":\"%s\","
                 "\"facilitator\":\"%s\",\"goals\":[{\"text\":\"%s\",\"barriers\":["
                 "{\"text\":\"%s\",\"weight\":\"%s\",\"who\":\"%s\",\"messenger\":\"%s\","
                 "\"outcome\":\"%s\"}],\"%s\":[\"%s\"]}]}",
                 w, w, w, w, w, w, w, w, w, w, w, w, w);
        char *text = workbook(tables.bytes, NULL);
        str_addf(&cell, "s:%s | s:%s |", hostile[i][1], hostile[i][1]);
        expect_part(text, cell.bytes);
        cr_expect(!strstr(text, "f:"), "a formula in:\n%s", text);
        for (const char *at = text; (at = strstr(at, "\n== ")); at++) {
            const char *end = strchr(at + 1, '\n');
            cr_expect_eq(end[-1], '0', "links: %.80s", at);
        }
        free(text);
        str_finish(&tables);
        str_finish(&cell);
    }
}

/* Takes all that stands in a sheet called "All notes" together, row by row. */
static const char joiner[] =
    "import sys, openpyxl\n"
    "s = openpyxl.load_workbook(sys.argv[1])['All notes']\n"
    "heads = [c.value for c in s[1]]\n"
    "assert all(len(str(c.value).encode('utf-16-le')) // 2 <= 32767\n"
    "           for r in s.iter_rows() for c in r if c.value)\n"
    "assert s.auto_filter.ref == s.dimensions\n"
    "for r in s.iter_rows(min_row=2):\n"
    "    words = r[heads.index('Note')].value\n"
    "    for c, head in zip(r, heads):\n"
    "        if head == 'Continued' and c.value:\n"
    "            assert words.endswith(' …') and c.value.startswith('… '), c.value[:9]\n"
    "            words = words[:-2] + c.value[2:]\n"
    "    print(len(words), words.strip('x').strip('😀').strip('y'))\n";

Test(xlsx, what_is_too_long_for_a_cell_goes_on_at_the_end_of_its_row)
{
    struct str tables = STR_EMPTY;
    str_add(&tables, "{\"goals\":[{\"text\":\"g\",\"barriers\":[\"short\",\"");
    for (int i = 0; i < 30000; i++) {
        str_add(&tables, "x");
    }
    for (int i = 0; i < 30000; i++) {
        str_add(&tables, "😀");
    }
    for (int i = 0; i < 10000; i++) {
        str_add(&tables, "y");
    }
    str_add(&tables, "\",\"last\"]}]}");
    free(workbook(tables.bytes, NULL));
    char *text = output_of(WORDS("/usr/bin/python3", "-c", joiner, "out.xlsx"));
    cr_expect_str_eq(text, "1 g\n5 short\n70000 \n4 last\n", "%s", text);
    free(text);
    str_finish(&tables);
}

Test(xlsx, every_one_of_many_notes_is_there_and_the_bytes_are_the_same_again)
{
    static const char finder[] =
        "import sys, openpyxl\n"
        "s = openpyxl.load_workbook(sys.argv[1])['All notes']\n"
        "found = {(w[0], w[-1]) for w in (c.value.split() for c in s['D'])}\n"
        "print('lacks', [n for n in range(2000) if (f'n{n}', f'e{n}') not in found])\n";
    static const char twice[] = "\"$0\" export -o out.xlsx in.json && sleep 2 && "
                                "\"$0\" export -o again.xlsx in.json";
    char *session = pages_notes(2000, 20), *first, *again;
    size_t len_bytes = 0, again_bytes = 0;
    text_file_write("in.json", session);
    free(output_of(WORDS("sh", "-c", twice, program_path())));
    first = text_file_read_bytes("out.xlsx", &len_bytes);
    again = text_file_read_bytes("again.xlsx", &again_bytes);
    cr_assert(first && again && len_bytes == again_bytes);
    cr_expect_eq(memcmp(first, again, len_bytes), 0);
    char *text = output_of(WORDS("/usr/bin/python3", "-c", finder, "out.xlsx"));
    expect_part(text, "lacks []\n");
    free(text);
    free(first);
    free(again);
    free(session);
}

Test(xlsx, names_of_sheets_are_what_a_workbook_can_bear)
{
    static const char form[] =
        "{\"sessions\":[{\"template\":\"odd\",\"goals\":[{\"text\":\"g\",\"a\":[\"one\"],"
        "\"b\":[\"two\"],\"c\":[\"three\"]}]}],\"templates\":[{\"format\":\"roundtable "
        "template\",\"version\":1,\"id\":\"odd\",\"title\":\"Odd\",\"grids\":["
        "{\"id\":\"1\",\"title\":\"'All "
        "notes'\",\"goals\":{},\"columns\":[{\"id\":\"a\"}]},"
        "{\"id\":\"2\",\"title\":\"[a]:*?/\\\\ far too long for a sheet, by far\","
        "\"goals\":{},\"columns\":[{\"id\":\"b\"}]},"
        "{\"id\":\"3\",\"title\":\"???\",\"goals\":{},\"columns\":[{\"id\":\"c\"}]}]}]}";
    text_file_write("in.json", form);
    free(output_of(WORDS(program_path(), "export", "-o", "out.xlsx", "in.json")));
    char *text = output_of(WORDS("/usr/bin/python3", "-c", reader, "out.xlsx"));
    static const char *const parts[] = {"== All notes A2", "== All notes 2 A2",
                                        "s:one",           "s:two",
                                        "s:three",         "== Tables A2"};
    for (size_t i = 0; i < LENGTH(parts); i++) {
        expect_part(text, parts[i]);
    }
    free(text);
}

Test(xlsx, it_tells_wrong_usage_and_a_file_that_is_none)
{
    static const struct {
        const char *input;
        const char *words[3];
        int status;
        const char *said;
    } rows[] = {
        {"", {"--paper", "a4"}, 2, "there is no option --paper\nusage: "},
        {"", {"--without-name"}, 2, "did you mean --without-names?"},
        {"", {"--for", "comissioners"}, 2, "did you mean \"commissioners\"?"},
        {"", {"-x"}, 2, "there is no option -x"},
        {"", {"", "--for=public"}, 2, "an empty word"},
        {"", {"--", "--for"}, 2, "\"--for\" is one word too many"},
        {"", {"--for", "nobody"}, 2, "no export for \"nobody\""},
        {"", {"--for"}, 2, "--for needs a value"},
        {"", {"--without-names=1"}, 2, "takes no value"},
        {"nonsense", {NULL}, 1, "standard input"},
    };
    char *program = program_beside("roundtable-xlsx");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *argv[] = {program, rows[i].words[0], rows[i].words[1], NULL};
        struct ran ran =
            program_run(*rows[i].input ? rows[i].input : "{\"sessions\":[]}", argv);
        cr_expect_eq(ran.status, rows[i].status, "%s", str_text(&ran.err));
        expect_part(str_text(&ran.err), rows[i].said);
        expect_part(str_text(&ran.err), "roundtable-xlsx: ");
        cr_expect_eq(ran.out.len_bytes, 0);
        ran_finish(&ran);
    }
    free(program);
}

Test(xlsx, how_many_people_voted_stands_beside_the_votes_where_somebody_said_so)
{
    char *text =
        workbook("{\"title\":\"Warmth\",\"voted\":23,\"goals\":[{\"text\":\"Warmer "
                 "homes\",\"barriers\":[{\"text\":\"Rent\",\"votes\":14}]}]}",
                 NULL);
    expect_part(text,
                "s:Rank | s:Votes | s:People who voted | s:Entry | s:Where\n"
                "n:1 | n:14 | n:23 | s:Rent | s:Barriers to change, Warmer homes\n");
    expect_part(text, "s:Rent (14 of 23 people)");
    free(text);
}

Test(xlsx, without_a_table_there_is_a_workbook_of_heads)
{
    char *text = workbook("", NULL);
    expect_part(text, "== Tables A2 True $1:$1 landscape 0 0\n"
                      "s:Title | s:Place | s:Date | s:Table | s:Vision | ");
    expect_part(text, " | s:Goals | s:Notes | s:Other wordings\n");
    free(text);
}

Test(xlsx, facts_and_votes_of_a_welsh_table_are_headed_in_welsh)
{
    char *text =
        workbook("{\"template\":\"rsa-cy\",\"title\":\"Gwres\",\"goals\":[{\"text\":"
                 "\"Cartrefi\",\"barriers\":[{\"text\":\"Rhent\",\"votes\":3}]}]}",
                 NULL);
    expect_part(text, "== Pleidleisiau A2 True $1:$1 landscape 0 0\n"
                      "s:Safle | s:Pleidleisiau | s:Cofnod | s:Ble\n"
                      "n:1 | n:3 | s:Rhent | s:Rhwystrau i newid, Cartrefi\n");
    expect_part(text, " | s:Lle | s:Dyddiad | s:Bwrdd | s:Gweledigaeth | ");
    free(text);
}
