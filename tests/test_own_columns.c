/* Columns that a form has of its own have colours wherever the others have them, by the same
 * rule, and are told apart from those by what else they show. */

#include "base/memory.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(own_columns, .init = enter_folder, .fini = folder_finish);

static const char form[] =
    "{\"templates\":[{\"format\":\"roundtable template\",\"version\":1,\"id\":\"ours\","
    "\"grids\":[{\"id\":\"map\",\"title\":\"Map\",\"use\":\"map\",\"columns\":["
    "{\"id\":\"barriers\",\"title\":\"Barriers\",\"singular\":\"barrier\"},"
    "{\"id\":\"hopes\",\"title\":\"Hopes\"},{\"id\":\"fears\",\"title\":\"Fears\","
    "\"singular\":\"fear\"},{\"id\":\"wishes\",\"title\":\"Wishes\"}]}]}],\"sessions\":[";
static const char goals[] =
    "\"goals\":[{\"text\":\"Warm homes\",\"barriers\":[\"Rent\"],\"hopes\":[\"A fund\"],"
    "\"fears\":[\"Damp\"],\"wishes\":[\"Sun\"]}]}";

static void write_session(int tables)
{
    struct str out = str_of("%s", form);
    for (int i = 1; i <= tables; i++) {
        str_addf(&out, "%s{\"template\":\"ours\",\"title\":\"Own\",\"table\":\"%d\",%s",
                 i > 1 ? "," : "", i, goals);
    }
    str_add(&out, "]}");
    text_file_write("own.json", out.bytes);
    str_finish(&out);
}

/* The colour of the label that says what an entry is. */
static char *colour_of_label(const char *svg, const char *class, const char *label)
{
    struct str group = str_of("<g class=\"%s\">", class), end = str_of(">%s<", label);
    char *colour = NULL;
    for (const char *at = strstr(svg, group.bytes); at && !colour;
         at = strstr(at + 1, group.bytes)) {
        const char *close = strstr(at, "</g>"), *words = strstr(at, end.bytes);
        if (words && words < close) {
            while (strncmp(words, "fill=\"", 6) != 0) {
                words--;
            }
            colour = memory_copy_text(words + 6);
            colour[strcspn(colour, "\"")] = '\0';
        }
    }
    str_finish(&group);
    str_finish(&end);
    return colour;
}

static void expect_colours(const char *svg, const char *hope, const char *fear,
                           const char *wish)
{
    const struct {
        const char *class, *label, *colour;
    } rows[] = {{"barrier", "barrier", "#7a5200"},
                {"own two", hope, "#005f5f"},
                {"own three", fear, "#9a009a"},
                {"own one", wish, "#7a5200"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *colour = colour_of_label(svg, rows[i].class, rows[i].label);
        cr_expect(colour && strcmp(colour, rows[i].colour) == 0, "%s, %s: %s\n%s",
                  rows[i].class, rows[i].label, colour ? colour : "none", svg);
        free(colour);
    }
}

Test(own_columns, have_colours_on_the_map_of_a_table)
{
    write_session(1);
    char *svg = OUTPUT_OF("export", "-f", "svg", "own.json");
    expect_colours(svg, "Hopes", "fear", "Wishes");
    free(svg);
    char *page = OUTPUT_OF("export", "-f", "html", "own.json");
    expect_part(page, ".map .own.two{--kind:var(--stakeholder)}");
    free(page);
}

Test(own_columns, have_colours_on_the_map_of_a_seminar)
{
    write_session(2);
    char *svg = OUTPUT_OF("export", "-f", "svg", "--seminar", "own.json");
    expect_colours(svg, "Hopes · 2 tables", "fear · 2 tables", "Wishes · 2 tables");
    free(svg);
}

/* What each head of the grid's sheet is, and in which colour. */
static const char heads[] =
    "import re, zipfile\n"
    "book = zipfile.ZipFile('own.xlsx')\n"
    "read = lambda name: book.read('xl/' + name).decode()\n"
    "styles = read('styles.xml')\n"
    "fonts = re.findall('<font>(.*?)</font>', styles, re.S)\n"
    "formats = re.findall('fontId=\"([0-9]+)\"', styles[styles.index('<cellXfs'):])\n"
    "words = re.findall('<si><t[^>]*>(.*?)</t>', read('sharedStrings.xml'), re.S)\n"
    "names = re.findall('<sheet name=\"([^\"]*)\"', read('workbook.xml'))\n"
    "sheet = read('worksheets/sheet%d.xml' % (names.index('Map') + 1))\n"
    "for style, word in re.findall('<c r=\"[A-Z]+1\" s=\"([0-9]+)\" t=\"s\"><v>([0-9]+)',"
    " sheet):\n"
    "    colour = re.findall('rgb=\"FF([0-9A-F]{6})\"', "
    "fonts[int(formats[int(style)])])\n"
    "    print(words[int(word)] + ':', *colour)\n";

Test(own_columns, have_colours_in_a_workbook)
{
    write_session(1);
    EXPECT_RUN(0, "", NULL, "export", "own.json", "-o", "own.xlsx");
    char *said = output_of(WORDS("python3", "-c", heads));
    expect_part(said, "Goals: 0048C8\nBarriers: 7A5200\nHopes: 005F5F\nFears: 9A009A\n"
                      "Wishes: 7A5200\n");
    free(said);
}
