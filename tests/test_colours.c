/* A column has one colour, on the page, on paper, on the map and on the screen: by what it is
 * of. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(colours, .init = enter_folder, .timeout = 120);

/* The columns in another order than the map's, and one of its own between them. */
static const char session[] =
    "{\"templates\":[{\"format\":\"roundtable template\",\"version\":1,\"id\":\"own\","
    "\"title\":\"Own\",\"grids\":[{\"id\":\"g\",\"title\":\"Grid\",\"goals\":{\"title\":"
    "\"Goals\"},\"columns\":[{\"id\":\"moments\",\"title\":\"Moments\"},{\"id\":"
    "\"stakeholders\",\"title\":\"People\"},{\"id\":\"places\",\"title\":\"Places\"},{"
    "\"id\":\"barriers\",\"title\":\"Barriers\"}]}]}],\"sessions\":[{\"template\":"
    "\"own\","
    "\"goals\":[{\"text\":\"Go\",\"moments\":[\"May\"],\"stakeholders\":[\"Ann\"],"
    "\"places\":[\"Hall\"],\"barriers\":[\"Rent\"]}]}]}";

/* The colours that the words of out.pdf are set in, in their order, as poppler draws them. */
static const char reader[] =
    "import re,subprocess,zlib\n"
    "data=open('out.pdf','rb').read()\n"
    "out=[]\n"
    "for m in re.finditer(rb'stream\\r?\\n(.*?)endstream',data,re.S):\n"
    "    try: text=zlib.decompress(m.group(1)).decode('latin-1')\n"
    "    except zlib.error: continue\n"
    "    out+=re.findall(r'([\\d.]+ [\\d.]+ [\\d.]+) rg',text)\n"
    "print('\\n'.join(out))\n";

static size_t place_of(const char *text, const char *colour)
{
    const char *at = strstr(text, colour);
    cr_assert(at, "no %s in\n%s", colour, text);
    return (size_t)(at - text);
}

Test(colours, are_by_meaning_on_paper_as_on_the_page)
{
    static const char *const papers[] = {"a4", "report", "large"};
    for (size_t i = 0; i < LENGTH(papers); i++) {
        char *text = pages_of_session(session, WORDS("--paper", papers[i]));
        free(text);
        char *colours = output_of(WORDS("/usr/bin/python3", "-c", reader));
        size_t moments = place_of(colours, "0.686"),
               people = place_of(colours, "0 0.373 0.373"),
               barriers = place_of(colours, "0.529");
        cr_expect(moments < people && people < barriers, "%s:\n%s", papers[i], colours);
        free(colours);
    }
    char *page = OUTPUT_OF("export", "-f", "html", "in.json");
    expect_part(page, "class=\"moment\" dir=\"auto\">Moments");
    expect_part(page, "class=\"stakeholder\" dir=\"auto\">People");
    expect_part(page, "class=\"moment\" dir=\"auto\">Places");
    expect_part(page, "class=\"barrier\" dir=\"auto\">Barriers");
    free(page);
}

/* On a dark screen, as the window says what is of what. */
Test(colours, are_by_meaning_on_the_screen_too)
{
    static const struct {
        const char *heading;
        int colour;
    } rows[] = {{"1 Goals", 75},
                {"2 Moments", 211},
                {"3 People", 107},
                {"4 Places", 211},
                {"5 Barriers", 220}};
    text_file_write("in.json", session);
    struct typist *t =
        typist_start(24, 120, WORDS("roundtable", "--theme", "dark", "in.json"));
    typist_wait(t, "5 Barriers");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int row, col;
        cr_assert(typist_find(t, rows[i].heading, &row, &col), "%s", rows[i].heading);
        cr_expect_eq(typist_cell_fg(t, row, col + 2), rows[i].colour, "%s: %d",
                     rows[i].heading, typist_cell_fg(t, row, col + 2));
    }
    typist_leave(t);
}
