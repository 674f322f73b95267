/* One map of a seminar: what several tables share, before each table's own. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(map_seminar, .init = enter_folder, .fini = folder_finish);

/* Table 1 and 2 share a goal; table 3 has what they say under another. */
static const char three[] =
    "{\"sessions\":[{\"title\":\"Seminar\",\"place\":\"York\",\"table\":\"1\",\"goals\":["
    "{\"text\":\"Warm homes\",\"barriers\":[{\"text\":\"Rents\",\"votes\":2},"
    "\"Only here\"],\"stakeholders\":[\"Landlords\"],\"moments\":[\"Winter\"]},"
    "{\"text\":\"Mine alone\",\"barriers\":[\"Mine, too\"]}]},"
    "{\"title\":\"Seminar\",\"place\":\"York\",\"table\":\"2\",\"goals\":["
    "{\"text\":\"Warm homes\",\"barriers\":[{\"text\":\"rents\",\"votes\":1}],"
    "\"moments\":[\"winter\"]},"
    "{\"text\":\"Learn to swim\",\"barriers\":[\"Opening hours\"]}]},"
    "{\"title\":\"Seminar\",\"place\":\"York\",\"table\":\"3\",\"goals\":["
    "{\"text\":\"Fewer "
    "debts\",\"barriers\":[\"Rents\"],\"stakeholders\":[\"Landlords\"]},"
    "{\"text\":\"Read more\",\"barriers\":[\"Opening hours\"]}]}]}";

/* The words of each shape in the first of the pictures on standard input, in one line each,
 * behind their size; then its lines, by what they join, with their width. */
static const char reader[] =
    "import re, sys\n"
    "import xml.etree.ElementTree as tree\n"
    "first = sys.stdin.buffer.read().decode().split('\\f')[0]\n"
    "root = tree.fromstring(first)\n"
    "def numbers(p): return [float(x) for x in re.findall('-?[0-9.]+', p.get('d'))]\n"
    "shapes, lines, said = [], [], []\n"
    "for g in root.iter('g'):\n"
    "    part = {c.get('class'): c for c in reversed(g)}\n"
    "    words = [t for t in g if t.tag == 'text']\n"
    "    if not words and 'edge' in part: lines.append((numbers(part['edge']), "
    "part['edge'].get('stroke-width')))\n"
    "    if words:\n"
    "        said.append('%s %s: %s' % (g.get('class'), words[-1].get('font-size'), "
    "' '.join(t.text for t in words)))\n"
    "    if 'shape' in part:\n"
    "        n = numbers(part['shape'])\n"
    "        shapes.append((min(n[::2]), max(n[::2]), min(n[1::2]), max(n[1::2]), "
    "' '.join(t.text for t in words if t.get('class') == 'words')))\n"
    "def at(x, y, side): return ''.join(s[4] for s in shapes if abs(s[side] - x) < .3 "
    "and "
    "abs((s[2] + s[3]) / 2 - y) < 2)\n"
    "print('\\n'.join(said))\n"
    "for l in sorted(at(n[0], n[1], 1) + ' -> ' + at(n[-2], n[-1], 0) + ' ' + w for n, w "
    "in lines): print(l)\n"
    "print(next(e.text for e in root.iter('desc')))\n";

/* What roundtable-map makes of a session, for str_finish(). */
static struct str drawn(const char *session, const char *type, const char *more,
                        const char *value)
{
    char *program = program_beside("roundtable-map");
    struct ran ran =
        program_run(session, WORDS(program, "--seminar", "--type", type, more, value));
    cr_assert_eq(ran.status, 0, "%d: %s", ran.status, str_text(&ran.err));
    cr_expect_str_empty(str_text(&ran.err));
    free(program);
    str_finish(&ran.err);
    return ran.out;
}

static char *read_first(const char *session)
{
    struct str pieces = drawn(session, "pieces", NULL, NULL);
    char *said = output_on(pieces.bytes, WORDS("python3", "-c", reader));
    str_finish(&pieces);
    return said;
}

/* A seminar of so many tables: all have the same goals, and under each all barriers; each goal
 * has a stakeholder that nobody else has. */
static char *many(size_t tables, size_t goals, size_t barriers)
{
    struct str out = STR_EMPTY;
    str_add(&out, "{\"sessions\":[");
    for (size_t t = 0; t < tables; t++) {
        str_addf(&out, "%s{\"table\":\"%zu\",\"goals\":[", t ? "," : "", t + 1);
        for (size_t g = 0; g < goals; g++) {
            str_addf(&out, "%s{\"text\":\"Goal number %zu\",\"barriers\":[", g ? "," : "",
                     g);
            for (size_t n = 0; n < barriers; n++) {
                str_addf(&out, "%s\"Barrier number %zu\"", n ? "," : "", n);
            }
            str_addf(&out, "],\"stakeholders\":[\"Alone%zuwith%zu\"]}", g, t);
        }
        str_add(&out, "]}");
    }
    str_add(&out, "]}");
    return str_take(&out);
}

static void write_bytes(const char *path, const struct str *bytes)
{
    FILE *file = fopen(path, "w");
    cr_assert(file);
    cr_assert_eq(fwrite(bytes->bytes, 1, bytes->len_bytes, file), bytes->len_bytes);
    fclose(file);
}

Test(map_seminar, shows_what_tables_share_the_larger_the_more_said_it)
{
    char *said = read_first(three);
    cr_expect_str_eq(
        said,
        "goal 15.2: goal · 2 tables Warm homes\n"
        "barrier 14.8: barrier · 3 tables · 3 votes Rents\n"
        "stakeholder 13.3: stakeholder · 2 tables Landlords\n"
        "moment 13.3: social moment · 2 tables Winter\n"
        "goal 11.3: goal · York 2 Learn to swim\n"
        "barrier 13.3: barrier · 2 tables Opening hours\n"
        "goal 11.3: goal · York 3 Read more\n"
        "goal 11.3: goal · York 3 Fewer debts\n"
        "legend 9.9: Larger: more tables said it. Thicker lines: more of them said one "
        "under the other.\n"
        "legend 9.9: 1 table\n"
        "legend 13.3: 2 tables\n"
        "legend 14.8: 3 tables\n"
        "legend 9.9: What one table alone said stands on its own map.\n"
        "Fewer debts -> Landlords 1\n"
        "Opening hours -> Learn to swim 1\n"
        "Opening hours -> Read more 1\n"
        "Rents -> Fewer debts 1\n"
        "Rents -> Warm homes 1.8\n"
        "Warm homes -> Landlords 1\n"
        "Warm homes -> Winter 1.8\n"
        "4 goals, 1 of several tables, and 4 entries that several tables share, joined "
        "by "
        "7 lines.\n",
        "%s", said);
    free(said);
}

/* As a person decides: two notes are one theme, which has a name. */
Test(map_seminar, draws_once_what_a_person_has_joined)
{
    static const char joined[] =
        "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":\"Less waiting\","
        "\"barriers\":[{\"id\":\"aaaaaaaaaaaa1\",\"text\":\"No buses\"}]}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Less waiting\",\"barriers\":["
        "{\"id\":\"aaaaaaaaaaaa2\",\"text\":\"How would one get "
        "there?\"}]}]}],\"edits\":["
        "{\"key\":\"a.1\",\"at\":\"2017-02-22T10:00:00Z\",\"of\":\"theme:t\","
        "\"set\":{\"name\":\"Getting there\"}},"
        "{\"key\":\"a.2\",\"at\":\"2017-02-22T10:00:00Z\",\"of\":\"note:aaaaaaaaaaaa1\","
        "\"set\":{\"theme\":\"theme:t\"}},"
        "{\"key\":\"a.3\",\"at\":\"2017-02-22T10:00:00Z\",\"of\":\"note:aaaaaaaaaaaa2\","
        "\"set\":{\"theme\":\"theme:t\"}}]}";
    char *said = read_first(joined);
    expect_part(said, "barrier 13.3: barrier · 2 tables Getting there\n");
    expect_part(said, "Getting there -> Less waiting 1.8\n");
    expect_no_part(said, "No buses");
    free(said);
}

Test(map_seminar, counts_once_whoever_met_again)
{
    static const char again[] =
        "{\"sessions\":[{\"id\":\"aaaaaaaaaaaa1\",\"table\":\"1\",\"goals\":["
        "{\"text\":\"Warm homes\",\"barriers\":[\"Rents\"]}]},"
        "{\"id\":\"aaaaaaaaaaaa2\",\"table\":\"1\",\"after\":\"aaaaaaaaaaaa1\",\"goals\":"
        "["
        "{\"text\":\"Warm homes\",\"barriers\":[\"Rents\"]}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Warm homes\",\"barriers\":[\"Rents\"]}]}"
        "]}";
    struct str dot = drawn(again, "dot", NULL, NULL);
    cr_expect_eq(parts_in(dot.bytes, "tables=2"), 3, "%s", dot.bytes); /* and the line */
    cr_expect_eq(parts_in(dot.bytes, "tables=3"), 0, "%s", dot.bytes);
    str_finish(&dot);
}

Test(map_seminar, has_no_more_than_can_be_read_and_tells_how_much_is_not_shown)
{
    static const char sums[] =
        "import re, sys\n"
        "said = sys.stdin.read()\n"
        "goals, barriers = said.count('\\ngoal ') + said.startswith('goal '), "
        "said.count('\\nbarrier ')\n"
        "lines = len(re.findall(r'(?m)^Barrier number \\d+ -> ', said))\n"
        "left = re.search(r'Not shown, for want of room: (\\d+) more goals; Barriers to "
        "change: (\\d+) more; (\\d+) lines of fewer tables\\. ', said)\n"
        "left = [int(n) for n in left.groups()]\n"
        "print(goals + left[0], barriers + left[1], lines + left[2] == goals * "
        "barriers)\n"
        "print(3 <= goals, 3 <= barriers, barriers <= lines <= 2 * goals + barriers)\n"
        "print(len({b for b in re.findall(r'(Barrier number \\d+) -> ', said)}) == "
        "barriers)\n";
    char *session = many(12, 30, 30), *said = read_first(session);
    char *told = output_on(said, WORDS("python3", "-c", sums));
    cr_expect_str_eq(told, "30 30 True\nTrue True True\nTrue\n", "%s%s", told, said);
    expect_part(said, " Not shown: ");
    expect_no_part(said, "Alone");
    free(told);
    free(said);
    free(session);
}

/* The height of small letters on the first page, in points, at least; of what poppler calls
 * a line. */
Test(map_seminar, can_be_read_on_each_paper_and_a_larger_one_has_more)
{
    static const char sizes[] =
        "import re\n"
        "def page(name):\n"
        "    text = open(name).read()\n"
        "    words = re.findall(r'yMin=\"([0-9.]+)\" xMax=\"[0-9.]+\" yMax=\"([0-9.]+)\">"
        "(Barrier|Goal)<', text)\n"
        "    return min(float(b) - float(a) for a, b, _ in words), len(words)\n"
        "a4, a3 = page('a4.html'), page('a3.html')\n"
        "print(a4[0] >= 7, a3[0] >= 9, a3[1] > a4[1], a4, a3)\n";
    static const char *const papers[] = {"a4", "a3"};
    char *session = many(6, 30, 30);
    for (size_t i = 0; i < LENGTH(papers); i++) {
        struct str pdf = drawn(session, "pdf", "--paper", papers[i]);
        struct str text = str_of("%s.html", papers[i]);
        write_bytes("out.pdf", &pdf);
        free(output_of(WORDS("pdftotext", "-l", "1", "-bbox", "out.pdf", text.bytes)));
        str_finish(&pdf);
        str_finish(&text);
    }
    char *said = output_of(WORDS("python3", "-c", sizes));
    cr_expect_eq(strncmp(said, "True True True ", 15), 0, "%s", said);
    free(said);
    free(session);
}

Test(map_seminar, stands_before_the_map_of_each_table)
{
    struct str pdf = drawn(three, "pdf", NULL, NULL),
               svg = drawn(three, "svg", NULL, NULL);
    write_bytes("out.pdf", &pdf);
    char *about = output_of(WORDS("pdfinfo", "out.pdf"));
    char *first = output_of(WORDS("pdftotext", "-l", "1", "out.pdf", "-"));
    char *second = output_of(WORDS("pdftotext", "-f", "2", "-l", "2", "out.pdf", "-"));
    expect_part(about, "Pages:           4\n");
    expect_part(first, "Seminar · what tables share · 3 tables in York");
    expect_no_part(first, "Mine alone");
    expect_part(second, "Seminar · York · table 1");
    expect_part(second, "Mine alone");
    expect_part(svg.bytes, "Seminar · what tables share · 3 tables in York: 4 goals, ");
    free(second);
    free(first);
    free(about);
    str_finish(&pdf);
    str_finish(&svg);
}

Test(map_seminar, for_other_programs_has_everything_with_its_tables)
{
    char *session = many(3, 30, 30);
    struct str dot = drawn(session, "dot", NULL, NULL);
    cr_expect_eq(parts_in(dot.bytes, "[tables=3]"), 900);
    cr_expect_eq(parts_in(dot.bytes, "tables=3]"), 960);
    free(session);
    str_finish(&dot);
}

Test(map_seminar, of_tables_that_share_nothing_says_so)
{
    static const char apart[] = "{\"sessions\":[{\"table\":\"1\",\"goals\":[\"One\"]},{"
                                "\"table\":\"2\",\"goals\":["
                                "\"Two\"]}]}";
    struct str svg = drawn(apart, "svg", NULL, NULL);
    expect_part(svg.bytes, "2 tables: No two tables said the same. ");
    text_file_write("in.json", apart);
    char *page = OUTPUT_OF("export", "-f", "html", "in.json");
    cr_expect_eq(parts_in(page, "class=\"map\""), 0, "%s", page);
    expect_no_part(page, "What tables share, as a picture");
    free(page);
    str_finish(&svg);
}

Test(map_seminar, of_one_table_is_its_own_map_which_is_said)
{
    text_file_write("in.json", "{\"sessions\":[{\"table\":\"1\",\"goals\":[\"One\"]}]}");
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "map", "--seminar", "in.json"));
    cr_expect_eq(ran.status, 3, "%d", ran.status);
    expect_part(str_text(&ran.err),
                "roundtable-map: there is one table only, so this is its own map\n");
    expect_part(str_text(&ran.out), ">One</text>");
    expect_no_part(str_text(&ran.out), "what tables share");
    ran_finish(&ran);
}

Test(map_seminar, is_of_the_map_alone)
{
    text_file_write("in.json", three);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-o", "out.csv", "--seminar", "in.json"));
    cr_expect_eq(ran.status, 2, "%d", ran.status);
    expect_part(str_text(&ran.err), "--seminar is for -f map, not csv");
    ran_finish(&ran);
}

Test(map_seminar, is_a_page_of_its_own_before_the_themes)
{
    text_file_write("in.json", three);
    char *page = OUTPUT_OF("export", "-f", "html", "in.json");
    const char *picture = strstr(page, "<h1>What tables share, as a picture</h1>");
    cr_assert(picture, "%s", page);
    cr_expect(picture < strstr(page, "<article id=\"themes\""));
    cr_expect_eq(parts_in(page, "class=\"map\""), 4);
    free(page);
}

Test(map_seminar, for_the_public_tells_no_votes_and_no_marks)
{
    static const char votes[] =
        "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":\"Warm "
        "homes\",\"barriers\":["
        "{\"text\":\"Rents\",\"votes\":2,\"weight\":\"boulder\"}]}]},"
        "{\"table\":\"2\",\"goals\":[{\"text\":\"Warm homes\",\"barriers\":["
        "{\"text\":\"Rents\",\"votes\":3}]}]}]}";
    static const char *const types[] = {"svg", "dot"};
    for (size_t i = 0; i < LENGTH(types); i++) {
        struct str all = drawn(votes, types[i], NULL, NULL);
        struct str public = drawn(votes, types[i], "--for", "public");
        const char *told = i ? "votes=5" : "2 tables · 5 votes";
        expect_part(all.bytes, told);
        expect_part(all.bytes, "Boulder");
        expect_no_part(public.bytes, "votes");
        expect_no_part(public.bytes, "Boulder");
        str_finish(&all);
        str_finish(&public);
    }
}

Test(map_seminar, for_politicians_is_without_the_words_of_each_table)
{
    struct str svg = drawn(three, "svg", "--for", "politicians");
    expect_part(svg.bytes, ">Warm homes</text>");
    expect_no_part(svg.bytes, "Mine alone");
    expect_no_part(svg.bytes, "own map");
    str_finish(&svg);
    text_file_write("in.json", three);
    char *page = OUTPUT_OF("export", "-f", "html", "--for", "politicians", "in.json");
    cr_expect_eq(parts_in(page, "class=\"map\""), 1, "%s", page);
    expect_no_part(page, "and in the tables");
    free(page);
}

Test(map_seminar, breaks_long_words_and_runs_from_the_right_where_letters_do)
{
    struct str session = STR_EMPTY;
    str_add(&session, "{\"sessions\":[");
    for (int i = 0; i < 2; i++) {
        str_addf(
            &session,
            "%s{\"table\":\"%d\",\"goals\":[{\"text\":\"שיפור הבריאות\",\"barriers\":"
            "[\"Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen\","
            "\"%.*s\"]}]}",
            i ? "," : "", i, 300,
            "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
            "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
            "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww");
    }
    str_add(&session, "]}");
    struct str pieces = drawn(session.bytes, "pieces", NULL, NULL);
    char *said = output_on(pieces.bytes, WORDS("python3", "-c", reader));
    expect_part(pieces.bytes, "direction=\"rtl\">שיפור הבריאות</text>");
    cr_expect_eq(parts_in(said, " …\n"), 1, "%s", said);
    expect_part(said, " 1 entry is shortened.");
    expect_part(said, " Donaudampf");
    free(said);
    str_finish(&pieces);
    str_finish(&session);
}

Test(map_seminar, comes_from_the_screen_where_a_file_has_several_tables)
{
    text_file_write("t.json", three);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "t.json"));
    typist_wait(t, "Warm homes");
    typist_type(t, "E");
    typist_wait(t, "what tables share, then each table's");
    typist_wait(t, "Enter Choose");
    typist_type(t, "g");
    typist_wait(t, "Exported to t-map.svg");
    typist_leave(t);
    expect_in_file("t-map.svg", "what tables share");
}
