/* The system map as a picture: by the program that draws it, and on the page. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(map, .init = enter_folder, .fini = folder_finish);

/* What roundtable-map makes of a session, for str_finish(). */
static struct str drawn(const char *session, const char *type, const char *paper)
{
    char *program = program_beside("roundtable-map");
    struct ran ran = program_run(
        session, WORDS(program, "--type", type, paper ? "--paper" : NULL, paper));
    cr_assert_eq(ran.status, 0, "%d: %s", ran.status, str_text(&ran.err));
    cr_expect_str_empty(str_text(&ran.err));
    free(program);
    str_finish(&ran.err);
    return ran.out;
}

/* What a strict reader finds in svg: the words of each shape, in one line each, behind
 * what it is; and anything but shapes and words. */
static const char reader[] =
    "import sys\n"
    "import xml.etree.ElementTree as tree\n"
    "known = {'svg', 'title', 'desc', 'g', 'path', 'rect', 'text'}\n"
    "root = tree.parse(sys.stdin.buffer).getroot()\n"
    "print(root.tag.split('}')[-1], root.get('role'))\n"
    "for e in root.iter():\n"
    "    name = e.tag.split('}')[-1]\n"
    "    if name not in known: print('element', name)\n"
    "    for a in e.attrib:\n"
    "        if a.startswith('on') or 'href' in a or 'url' in e.get(a):\n"
    "            print('attribute', a)\n"
    "    if name in ('title', 'desc'): print(name + ':', e.text)\n"
    "for g in root.iter('{http://www.w3.org/2000/svg}g'):\n"
    "    words = [t.text for t in g if t.tag.endswith('}text')]\n"
    "    if g.get('class') and words: print(g.get('class') + ':', ' '.join(words))\n";

static char *read_svg(const char *svg)
{
    return output_on(svg, WORDS("python3", "-c", reader));
}

static const char small_map[] =
    "{\"sessions\":[{\"title\":\"Sample\",\"place\":\"Exampleton\",\"table\":\"4\","
    "\"goals\":["
    "{\"text\":\"Less isolation\",\"barriers\":["
    "{\"text\":\"Bus fares\",\"weight\":\"boulder\",\"votes\":3,"
    "\"answered\":\"note:aaaaaaaaaaaa1\"},"
    "{\"text\":\"No evening buses\",\"answered\":\"note:aaaaaaaaaaaa1\"}],"
    "\"stakeholders\":[{\"text\":\"Carers\"},{\"text\":\"CCG\"}],"
    "\"moments\":[{\"text\":\"Winter\"}],"
    "\"groups\":[{\"id\":\"aaaaaaaaaaaa1\",\"text\":\"Share taxis\"},"
    "{\"text\":\"Nobody asked for this\"}]},"
    "{\"text\":\"Warm homes\",\"stakeholders\":[{\"text\":\"the CCGs\"},"
    "{\"text\":\"Landlords\"}],\"barriers\":[{\"text\":\"Bus fares\"}]}]}]}";

Test(map, each_entry_is_a_shape_that_says_what_it_is)
{
    struct str svg = drawn(small_map, "svg", NULL);
    char *said = read_svg(svg.bytes);
    cr_expect_str_eq(said,
                     "svg img\n"
                     "title: Sample · Exampleton · table 4\n"
                     "desc: Sample · Exampleton · table 4: 2 goals and 8 entries, "
                     "joined by 10 lines.\n"
                     "action: answers\n"
                     "action: answers\n"
                     "goal: goal Less isolation\n"
                     "barrier: barrier · Boulder · 3 votes Bus fares\n"
                     "action: action Share taxis\n"
                     "barrier: barrier No evening buses\n"
                     "stakeholder: stakeholder Carers\n"
                     "stakeholder: stakeholder CCG\n"
                     "moment: social moment Winter\n"
                     "goal: goal Warm homes\n"
                     "barrier: barrier Bus fares\n"
                     "stakeholder: stakeholder Landlords\n",
                     "%s", said);
    free(said);
    str_finish(&svg);
}

Test(map, nothing_is_drawn_over_something_else)
{
    static const char boxes[] =
        "import re, sys\n"
        "import xml.etree.ElementTree as tree\n"
        "all = []\n"
        "for p in tree.parse(sys.stdin.buffer).getroot().iter():\n"
        "    if p.get('class') == 'shape':\n"
        "        n = [float(x) for x in re.findall(r'-?[0-9.]+', p.get('d'))]\n"
        "        all.append((min(n[::2]), max(n[::2]), min(n[1::2]), max(n[1::2])))\n"
        "print(len(all))\n"
        "for i, a in enumerate(all):\n"
        "    for b in all[:i]:\n"
        "        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]:\n"
        "            print('one over another:', a, b)\n";
    char *path = repo_path("sessions/write-up.json"), *session = text_file_read(path);
    struct str svg = drawn(session, "svg", NULL);
    char *said = output_on(svg.bytes, WORDS("python3", "-c", boxes));
    cr_expect_str_eq(said, "36\n", "%s", said);
    free(said);
    str_finish(&svg);
    free(session);
    free(path);
}

/* Where the map has nothing the plan is drawn, with the goals that have no action, too. */
Test(map, a_goal_without_an_entry_is_drawn_all_the_same)
{
    struct str svg = drawn("{\"sessions\":[{\"goals\":[{\"text\":\"Sing\",\"groups\":["
                           "\"Hire a hall\"]},{\"text\":\"Walk\"}]}]}",
                           "svg", NULL);
    char *text = read_svg(svg.bytes);
    expect_part(text, "Hire a hall");
    expect_part(text, "goal Walk");
    free(text);
    str_finish(&svg);
}

Test(map, the_same_session_gives_the_same_bytes)
{
    static const char *const types[] = {"svg", "pdf", "dot", "pieces"};
    for (size_t i = 0; i < LENGTH(types); i++) {
        struct str one = drawn(small_map, types[i], NULL);
        struct str other = drawn(small_map, types[i], NULL);
        cr_expect(one.len_bytes > 100 && one.len_bytes == other.len_bytes &&
                      memcmp(one.bytes, other.bytes, one.len_bytes) == 0,
                  "%s", types[i]);
        str_finish(&one);
        str_finish(&other);
    }
}

/* Read by a parser of XML, and by what another program would ask of it. */
Test(map, the_graph_for_other_programs_has_every_entry_by_its_id)
{
    static const char graph_reader[] =
        "import sys, xml.etree.ElementTree as e\n"
        "n = '{http://graphml.graphdrawing.org/xmlns}'\n"
        "g = e.parse('out.graphml').getroot().findall(n + 'graph')\n"
        "nodes = {x.get('id'): {d.get('key'): d.text for d in x} for x in "
        "g[0].findall(n + 'node')}\n"
        "print(len(g), len(nodes))\n"
        "for x in nodes.values(): print(' | '.join(k + ' ' + x[k] for k in sorted(x)))\n"
        "for x in g[0].findall(n + 'edge'):\n"
        "  a, b = nodes[x.get('source')], nodes[x.get('target')]\n"
        "  print(a['label'], x[0].text, b['label'].split(chr(10))[0])\n";
    text_file_write("in.json",
                    "{\"sessions\":[{\"table\":\"1\",\"goals\":[{\"text\":\"Say "
                    "\\\"yes\\\" & <walk>\",\"barriers\":[{\"text\":\"two\\nlines\","
                    "\"weight\":\"boulder\",\"votes\":3}]}]},{\"table\":\"2\",\"goals\":"
                    "[{\"text\":\"Second\",\"stakeholders\":[\"Schools\"]}]}]}");
    free(output_of(WORDS(program_path(), "export", "-o", "out.graphml", "in.json")));
    char *said = output_of(WORDS("python3", "-c", graph_reader));
    cr_expect_str_eq(
        said,
        "1 4\n"
        "column Goals | goal Say \"yes\" & <walk> | kind goal | label Say "
        "\"yes\" & <walk> | table table 1\n"
        "column Barriers to change | goal Say \"yes\" & <walk> | kind barrier "
        "| label two\nlines | marks Boulder | table table 1 | votes 3\n"
        "column Goals | goal Second | kind goal | label Second | table table "
        "2\n"
        "column Stakeholders | goal Second | kind stakeholder | label Schools "
        "| table table 2\n"
        "Say \"yes\" & <walk> has two\n"
        "Second has Schools\n",
        "%s", said);
    free(said);
}

Test(map, hostile_words_stay_words)
{
    static const char hostile[] =
        "{\"sessions\":[{\"title\":\"</title><script>alert(1)</script>\",\"language\":"
        "\"\\\" onload=\\\"x\",\"goals\":[{\"text\":\"<img src=x onerror='y'> ]]> "
        "&amp;\","
        "\"barriers\":[{\"text\":\"\\\\N \\\\G <b>bold</b>\"},"
        "{\"text\":\"a\\u202eb\\u0007c\\fd\"},{\"text\":\"\"}],"
        "\"stakeholders\":[{\"text\":\"\\\" "
        "onclick=\\\"z\"},{\"text\":\"--><!--\"}]}]}]}";
    struct str svg = drawn(hostile, "svg", NULL), dot = drawn(hostile, "dot", NULL);
    struct str pieces = drawn(hostile, "pieces", NULL);
    char *said = read_svg(svg.bytes);
    expect_part(said, "title: </title><script>alert(1)</script>\n");
    expect_part(said, "goal: goal <img src=x onerror='y'> ]]> &amp;\n");
    expect_part(said, "barrier: barrier \\N \\G <b>bold</b>\n");
    expect_part(said, "barrier: barrier a<U+202E>b␇c␌d\n");
    expect_part(said, "stakeholder: stakeholder \" onclick=\"z\n");
    expect_part(said, "stakeholder: stakeholder --><!--\n");
    cr_expect(!strstr(said, "element") && !strstr(said, "attribute"), "%s", said);
    expect_part(dot.bytes, "\\\\N \\\\G <b>bold</b>");
    cr_expect_eq(parts_in(pieces.bytes, "\f"), 1, "%s", pieces.bytes);
    cr_expect_eq(parts_in(pieces.bytes, "<script"), 0, "%s", pieces.bytes);
    free(said);
    str_finish(&svg);
    str_finish(&dot);
    str_finish(&pieces);
}

/* A session of so many entries under so many goals. */
static char *many(size_t goals, size_t entries)
{
    struct str session = STR_EMPTY;
    str_add(&session, "{\"sessions\":[{\"goals\":[");
    for (size_t g = 0; g < goals; g++) {
        str_addf(&session, "%s{\"text\":\"Goal %zu\",\"barriers\":[", g ? "," : "", g);
        for (size_t n = g; n < entries; n += goals) {
            str_addf(&session, "%s{\"text\":\"Entry number %zu\"%s}", n > g ? "," : "", n,
                     n == entries - 1 ? ",\"votes\":7" : "");
        }
        str_add(&session, "]}");
    }
    str_add(&session, "]}]}");
    return str_take(&session);
}

Test(map, many_entries_are_all_drawn_on_several_sheets)
{
    char *session = many(12, 300);
    struct str svg = drawn(session, "svg", NULL), pdf = drawn(session, "pdf", "a3");
    char *said = read_svg(svg.bytes);
    for (size_t i = 0; i < 300; i++) {
        char line[64];
        snprintf(line, sizeof line, " Entry number %zu\n", i);
        cr_expect(strstr(said, line), "%s", line);
    }
    expect_part(said, "goals 11 to 12 of 12");
    text_file_write("map.pdf", "");
    FILE *file = fopen("map.pdf", "w");
    fwrite(pdf.bytes, 1, pdf.len_bytes, file);
    fclose(file);
    char *about = output_on(NULL, WORDS("pdfinfo", "map.pdf"));
    expect_part(about, "Pages:           12\n");
    expect_part(about, "841.89 x 1190.55 pts (A3)");
    free(about);
    free(said);
    free(session);
    str_finish(&svg);
    str_finish(&pdf);
}

Test(map, of_a_cell_with_too_many_the_most_wanted_are_drawn_and_the_rest_is_counted)
{
    char *session = many(1, 5000);
    struct str svg = drawn(session, "svg", NULL);
    char *said = read_svg(svg.bytes);
    cr_expect_eq(parts_in(said, "Entry number"), 24);
    expect_part(said, "barrier: barrier · 7 votes Entry number 4999\n");
    expect_part(said, "barrier: Barriers to change and 4976 more\n");
    expect_part(said, "4976 entries more are counted, not drawn one by one.");
    free(said);
    free(session);
    str_finish(&svg);
}

/* One goal with that many notes, each with an edit of its own that gives such votes. */
static char *with_votes(size_t notes, const char *votes)
{
    struct str session = STR_EMPTY;
    str_add(&session,
            "{\"edits\":[{\"key\":\"a.1\",\"at\":\"2017-02-22T10:00:00Z\","
            "\"of\":\"session:t\",\"set\":{\"title\":\"Votes\"}},"
            "{\"key\":\"a.2\",\"at\":\"2017-02-22T10:00:00Z\",\"of\":\"goal:g\","
            "\"set\":{\"text\":\"Goal\",\"session\":\"session:t\"}}");
    for (size_t i = 0; i < notes; i++) {
        str_addf(
            &session,
            ",{\"key\":\"b.%zu\",\"at\":\"2017-02-22T10:00:00Z\",\"of\":\"note:%zu\","
            "\"set\":{\"text\":\"Entry number %zu\",\"goal\":\"goal:g\","
            "\"column\":\"barriers\",\"vote:x\":%s}}",
            i, i, i, votes);
    }
    str_add(&session, "]}");
    return str_take(&session);
}

Test(map, odd_votes_are_none_and_no_entry_is_lost_for_them)
{
    static const char *const odd[] = {"-7", "1.5", "1e300", "-999999", "[3]", "\"3\""};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char *session = with_votes(100, odd[i]);
        struct str svg = drawn(session, "svg", NULL);
        char *said = read_svg(svg.bytes);
        cr_expect_eq(parts_in(said, "Entry number"), 24, "votes of %s", odd[i]);
        expect_part(said, "barrier: Barriers to change and 76 more\n");
        cr_expect_not(strstr(said, "vote"), "votes of %s", odd[i]);
        free(said);
        free(session);
        str_finish(&svg);
    }
}

Test(map, a_heading_has_as_many_lines_as_it_needs_beside_a_small_picture)
{
    static const char lines[] =
        "import sys\n"
        "import xml.etree.ElementTree as tree\n"
        "root = tree.parse(sys.stdin.buffer).getroot()\n"
        "words = [t.text for t in root if t.tag.endswith('}text')]\n"
        "print(' '.join(words))\n"
        "print(all(len(w) * 15 * .5 < float(root.get('width')) for w in words))\n";
    struct str svg =
        drawn("{\"sessions\":[{\"title\":\"What all of us in the valley can do "
              "about loneliness, buses and the long winter evenings\",\"place\":"
              "\"Hebden Bridge\",\"table\":\"4\",\"goals\":[\"Go\"]}]}",
              "svg", NULL);
    char *said = output_on(svg.bytes, WORDS("python3", "-c", lines));
    cr_expect_str_eq(
        said,
        "What all of us in the valley can do about loneliness, buses and the "
        "long winter evenings · Hebden Bridge · table 4\nTrue\n",
        "%s", said);
    free(said);
    str_finish(&svg);
}

Test(map, a_table_without_anything_says_so)
{
    struct str svg = drawn("{\"sessions\":[{\"title\":\"Empty\"}]}", "svg", NULL);
    char *said = read_svg(svg.bytes);
    expect_part(said, "Nothing here yet.");
    free(said);
    str_finish(&svg);
    svg = drawn("{\"sessions\":[]}", "svg", NULL);
    said = read_svg(svg.bytes);
    expect_part(said, "title: Nothing here yet.\n");
    free(said);
    str_finish(&svg);
}

Test(map, what_it_cannot_do_it_says)
{
    static const struct {
        const char *word, *value;
        int status;
        const char *said;
    } rows[] = {
        {"--type", "svgg", 2, "there is no type \"svgg\"; did you mean \"svg\"?"},
        {"--type", NULL, 2, "--type needs a value"},
        {"--paper=a5", NULL, 2, "there is no paper \"a5\""},
        {"--cover", NULL, 2, "there is no option --cover"},
        {"--type", "pdf", 1, "standard input:1:1: "},
    };
    char *program = program_beside("roundtable-map");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ran ran = program_run("x", WORDS(program, rows[i].word, rows[i].value));
        cr_expect_eq(ran.status, rows[i].status, "%s: %d", rows[i].word, ran.status);
        expect_part(str_text(&ran.err), "roundtable-map: ");
        expect_part(str_text(&ran.err), rows[i].said);
        cr_expect_eq(ran.out.len_bytes, 0);
        ran_finish(&ran);
    }
    free(program);
}

/* The export of small.json to that file, by the ending. */
static char *exported_to(const char *path, const char *format)
{
    struct ran ran = program_run(
        NULL, format
                  ? WORDS("roundtable", "export", "-f", format, "-o", path, "small.json")
                  : WORDS("roundtable", "export", "-o", path, "small.json"));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return text_file_read(path);
}

Test(map, the_ending_of_out_says_what_is_drawn)
{
    static const struct {
        const char *path, *format, *begins;
    } rows[] = {{"map.svg", NULL, "<svg "},       {"Map.PDF", NULL, "%PDF-"},
                {"leeds-map.pdf", NULL, "%PDF-"}, {"other.svg", "map", "<svg "},
                {"map.dot", NULL, "digraph "},    {"map", "map", "<svg "},
                {"map.pdf", "map", "%PDF-"},      {"out.map", "map", "<svg "},
                {"out2.map", NULL, "<svg "}};
    text_file_write("small.json", small_map);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = exported_to(rows[i].path, rows[i].format);
        cr_expect_eq(strncmp(text, rows[i].begins, strlen(rows[i].begins)), 0,
                     "%s: %.40s", rows[i].path, text);
        free(text);
    }
    char *called = exported_to("Leeds map.pdf", NULL),
         *asked = exported_to("a.pdf", "map");
    cr_expect_str_eq(called, asked); /* and no pages of tables */
    free(called);
    free(asked);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "map", "-o", "map.png", "small.json"));
    cr_expect_eq(ran.status, 2);
    expect_part(str_text(&ran.err), "there is no type \"png\"");
    cr_expect_neq(access("map.png", F_OK), 0);
    ran_finish(&ran);
}

Test(map, the_page_shows_it_beside_the_table_that_says_the_same)
{
    text_file_write("small.json", small_map);
    char *page = exported_to("page.html", NULL);
    expect_part(page, "<article id=\"t1\" lang=\"en\">");
    expect_part(page, "<h2>As a picture</h2>\n<figure>\n<figcaption>"
                      "<a href=\"#t1\">All that it shows is said in the table, "
                      "too.</a><span class=\"small\">");
    expect_part(page,
                "{.sheet:has(#map1){display:none}.drawn:has(#map1) .small{display:");
    expect_part(page, "role=\"img\" aria-labelledby=\"map1\"");
    expect_part(page, ">Share taxis</text>");
    cr_expect_eq(parts_in(page, "<svg"), 1);
    cr_expect(!strstr(page, "http:") && !strstr(page, "https:") && !strstr(page, "url("),
              "%s", page);
    cr_expect(strstr(page, "Winter</li>") < strstr(page, "<svg"));
    free(page);
}

Test(map, without_the_program_the_page_is_whole_without_pictures)
{
    struct str script = STR_EMPTY;
    text_file_write("small.json", small_map);
    str_addf(&script,
             "mkdir own && cp '%s' own && own/roundtable export -f html small.json",
             program_path());
    char *page = output_on(NULL, WORDS("sh", "-c", script.bytes));
    expect_part(page, "Winter</li>");
    cr_expect(!strstr(page, "<svg") && !strstr(page, "As a picture"));
    free(page);
    str_finish(&script);
}

Test(map, a_picture_that_cannot_be_drawn_costs_no_page)
{
    static const char *const faults[] = {
        "echo half; echo 'roundtable-map: no ink' >&2; exit 1", "printf 'one\\ftwo\\f'",
        "kill -9 $$"};
    text_file_write("small.json", small_map);
    for (size_t i = 0; i < LENGTH(faults); i++) {
        struct str script = STR_EMPTY;
        str_addf(&script,
                 "mkdir -p own && cp '%s' own && printf '%%s\\n' '#!/bin/sh' \"$0\" "
                 ">own/roundtable-map && chmod +x own/roundtable-map && "
                 "own/roundtable export -f html small.json",
                 program_path());
        struct ran ran = program_run(NULL, WORDS("sh", "-c", script.bytes, faults[i]));
        cr_expect_eq(ran.status, 3, "%d", ran.status);
        expect_part(ran.out.bytes, "Winter</li>");
        cr_expect(!strstr(ran.out.bytes, "As a picture"));
        expect_part(ran.err.bytes, "roundtable: the page is without its pictures");
        cr_expect(i > 0 || strstr(ran.err.bytes, ": roundtable-map: no ink\n"));
        ran_finish(&ran);
        str_finish(&script);
    }
}

Test(map, each_table_of_a_seminar_has_its_own)
{
    char *path = repo_path("sessions/seminar.json");
    char *page = output_on(NULL, WORDS("roundtable", "export", "-f", "html", path));
    cr_expect_eq(parts_in(page, "class=\"map\""), 13); /* and what they share */
    for (int i = 1; i <= 12; i++) {
        char id[32], link[32];
        snprintf(id, sizeof id, "<title id=\"map%d\">", i);
        snprintf(link, sizeof link, "<li><a href=\"#t%d\">", i);
        cr_expect_eq(parts_in(page, id), 1, "%s", id);
        cr_expect_eq(parts_in(page, link), 1, "%s", link);
    }
    free(page);
    free(path);
}
