/* Where the lines of the drawn system map begin and end, in each of its formats. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(map_lines, .init = enter_folder, .fini = folder_finish);

static const char small[] =
    "{\"sessions\":[{\"title\":\"Sample\",\"goals\":["
    "{\"text\":\"Less isolation\",\"barriers\":["
    "{\"text\":\"Bus fares\",\"answered\":\"note:aaaaaaaaaaaa1\"},"
    "{\"text\":\"No buses\",\"answered\":\"note:aaaaaaaaaaaa1\"}],"
    "\"stakeholders\":[{\"text\":\"Carers\"},{\"text\":\"CCG\"}],"
    "\"moments\":[{\"text\":\"Winter\"}],"
    "\"groups\":[{\"id\":\"aaaaaaaaaaaa1\",\"text\":\"Taxis\"}]},"
    "{\"text\":\"Warm homes\",\"stakeholders\":[{\"text\":\"the CCGs\"}],"
    "\"barriers\":[{\"text\":\"Rent\"}]}]}]}";

static const char joined[] = "Bus fares -> Less isolation\n"
                             "Less isolation -> CCG\n"
                             "Less isolation -> Carers\n"
                             "Less isolation -> Winter\n"
                             "No buses -> Less isolation\n"
                             "Rent -> Warm homes\n"
                             "Taxis -> Bus fares (answers)\n"
                             "Taxis -> No buses (answers)\n"
                             "Warm homes -> CCG\n";

/* What the lines of out.svg join, by where they end: in the middle of the right side of
 * one shape and of the left side of another; an arrow's tip is its end, and its word
 * stands upon it. Then what lies outside of the picture. */
static const char reader[] =
    "import re\n"
    "import xml.etree.ElementTree as tree\n"
    "def numbers(p): return [float(x) for x in re.findall('-?[0-9.]+', p.get('d'))]\n"
    "shapes, lines = [], []\n"
    "for g in tree.parse('out.svg').getroot().iter('{http://www.w3.org/2000/svg}g'):\n"
    "    part = {c.get('class'): c for c in reversed(g)}\n"
    "    if 'shape' in part:\n"
    "        n = numbers(part['shape'])\n"
    "        words = ' '.join(t.text for t in g if t.get('class') == 'words')\n"
    "        shapes.append((min(n[::2]), max(n[::2]), min(n[1::2]), max(n[1::2]), "
    "words))\n"
    "    elif 'edge' in part:\n"
    "        n = numbers(part['edge'])\n"
    "        end = n[-2:]\n"
    "        if 'tip' in part:\n"
    "            tip = numbers(part['tip'])\n"
    "            if abs((tip[2] + tip[4]) / 2 - n[-2]) + abs((tip[3] + tip[5]) / 2 - "
    "n[-1]) "
    "> 1:\n"
    "                print('a tip that is not at its line', tip)\n"
    "            end = tip[:2]\n"
    "        lines.append((n[:2], end, part.get('label'), part.get('ground')))\n"
    "def at(point, side):\n"
    "    return ' and '.join(w for s in shapes for w in [s[4]] if\n"
    "        abs(s[side] - point[0]) < .3 and abs((s[2] + s[3]) / 2 - point[1]) < 2)\n"
    "for from_, to, label, ground in sorted(lines, key=lambda l: at(l[0], 1) + at(l[1], "
    "0)):\n"
    "    print(at(from_, 1), '->', at(to, 0) + ('' if label is None else "
    "' (%s)' % label.text))\n"
    "    if label is not None:\n"
    "        x, y = float(label.get('x')), float(label.get('y'))\n"
    "        left, top = float(ground.get('x')), float(ground.get('y'))\n"
    "        if not from_[0] < x < to[0] or not (min(from_[1], to[1]) - 1 <= y - 3 <= \n"
    "            max(from_[1], to[1]) + 1) or abs(left + 18 - x) > 1 or "
    "not top < y < top + 12:\n"
    "            print('a word that is not upon its line', x, y, left, top)\n";

/* Whether out.svg, as pdftocairo makes it of out.pdf, has the lines and shapes that
 * map.svg has, in the same places but for where the sheet lies and how large it is. */
static const char comparer[] =
    "import re\n"
    "import xml.etree.ElementTree as tree\n"
    "def numbers(text): return [float(x) for x in re.findall('-?[0-9.]+', text)]\n"
    "def points(path, wanted):\n"
    "    all = []\n"
    "    for p in tree.parse(path).getroot().iter('{http://www.w3.org/2000/svg}path'):\n"
    "        if not wanted(p): continue\n"
    "        a, b, c, d, e, f = numbers(p.get('transform') or '1 0 0 1 0 0')\n"
    "        n = numbers(p.get('d'))\n"
    "        x, y = n[::2], n[1::2]\n"
    "        if p.get('d').rstrip('0123456789. ').endswith('Z'): x, y = x[:-1], y[:-1]\n"
    "        for i in (0, -1):\n"
    "            all.append((a * x[i] + c * y[i] + e, b * x[i] + d * y[i] + f))\n"
    "    return all\n"
    "drawn = points('map.svg', lambda p: p.get('class') == 'edge')\n"
    /* cairo 1.16 writes a style, 1.18 an attribute */
    "paper = points('out.svg', lambda p: ('fill:none;stroke-width' in "
    "(p.get('style') or '') or p.get('fill') == 'none' and p.get('stroke-width')) "
    "and 'Z' not in p.get('d'))\n"
    "wide = [max(x for x, _ in l) - min(x for x, _ in l) for l in (drawn, paper)]\n"
    "k = wide[1] / wide[0]\n"
    "off = [max(abs(p[i] - paper[0][i] - k * (d[i] - drawn[0][i])) for p, d in "
    "zip(paper, drawn)) for i in (0, 1)]\n"
    "print(len(drawn) // 2, len(paper) // 2, max(off) < .5 or off)\n";

static char *said_by(const char *script)
{
    return output_of(WORDS("python3", "-c", script));
}

static void draw(const char *path)
{
    free(output_of(
        WORDS(program_path(), "export", "-f", "map", "--force", "-o", path, "in.json")));
}

Test(map_lines, begin_and_end_at_what_they_join)
{
    text_file_write("in.json", small);
    draw("out.svg");
    char *said = said_by(reader);
    cr_expect_str_eq(said, joined, "%s", said);
    free(said);
}

Test(map_lines, are_the_same_on_paper)
{
    text_file_write("in.json", small);
    draw("map.svg");
    draw("out.pdf");
    free(output_of(WORDS("pdftocairo", "-svg", "out.pdf", "out.svg")));
    char *said = said_by(comparer);
    /* nine, and the fold of a moment's corner */
    cr_expect_str_eq(said, "10 10 True\n", "%s", said);
    free(said);
}

Test(map_lines, of_each_table_are_in_a_part_of_one_graph)
{
    text_file_write("in.json", "{\"sessions\":[{\"table\":\"1\",\"goals\":[\"One\"]},"
                               "{\"table\":\"2\",\"goals\":[\"Two\"]}]}");
    draw("out.dot");
    char *text = text_file_read("out.dot");
    cr_expect_eq(parts_in(text, "digraph "), 1);
    expect_part(text, "subgraph cluster_1 {");
    expect_part(text, "subgraph cluster_2 {");
    expect_part(text, "table=\"Untitled session · table 2\"");
    free(text);
    draw("out.svg");
    text = text_file_read("out.svg");
    expect_part(text, "table 1: 1 goal and 0 entries, joined by 0 lines. ");
    expect_part(text, "table 2: 1 goal and 0 entries, joined by 0 lines.</desc>");
    free(text);
}

Test(map_lines, of_the_graph_join_the_same)
{
    static const char lines[] =
        "import re\n"
        "text = open('out.dot').read()\n"
        "words = {n: q or w for n, q, w in re.findall("
        "r'(\\w+)\"?\\s*\\[color[^\\]]*?label=(?:\"([^\"]*)\"|(\\w+))', text)}\n"
        "for l in sorted(words[a] + ' -> ' + words[b] + (' (answers)' if 'label=answers' "
        "in m and 'dir=forward' in m else '') for a, b, m in "
        "re.findall(r'\"?(\\w+)\"? -> \"?(\\w+)\"?([^;]*);', text)):\n"
        "    print(l)\n";
    text_file_write("in.json", small);
    draw("out.dot");
    char *said = said_by(lines);
    cr_expect_str_eq(said, joined, "%s", said);
    free(said);
}

/* Sixty entries on one sheet of A4 had letters of 4 points. */
Test(map_lines, the_words_of_a_pdf_are_large_enough_to_be_read_on_its_paper)
{
    struct str session = str_of("{\"sessions\":[{\"goals\":[");
    for (int goal = 0; goal < 5; goal++) {
        str_addf(&session, "%s{\"text\":\"Aim %d\",\"barriers\":[", goal ? "," : "",
                 goal);
        for (int i = 0; i < 12; i++) {
            str_addf(&session, "%s\"Entry %d\"", i ? "," : "", 12 * goal + i);
        }
        str_add(&session, "]}");
    }
    str_add(&session, "]}]}");
    text_file_write("in.json", session.bytes);
    struct ran made = program_run(
        NULL, WORDS("roundtable", "export", "-f", "map", "-o", "map.pdf", "in.json"));
    cr_assert_eq(made.status, 0, "%s", str_text(&made.err));
    struct ran read = program_run(NULL, WORDS("pdftotext", "-bbox", "map.pdf", "-"));
    size_t entries = 0;
    for (const char *at = str_text(&read.out); (at = strstr(at, "yMin=\"")); at++) {
        const char *end = strstr(at, "yMax=\""), *word = strchr(at, '>');
        double high = strtod(end + 6, NULL) - strtod(at + 6, NULL);
        if (strncmp(word, ">Entry<", 7) == 0) {
            cr_expect_geq(high, 6 * 1.3);
            entries++;
        }
    }
    cr_expect_eq(entries, 60);
    ran_finish(&made);
    ran_finish(&read);
    str_finish(&session);
}
