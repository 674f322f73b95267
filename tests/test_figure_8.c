/* The worked example of the write-up, typed at the real program. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Figure 8: goals, barriers, stakeholders, moments. */
static const char *const figure_8[][4][6] = {
    {{"Reducing childhood obesity"},
     {"Availability of affordable healthy food", "Advertising"},
     {"Schools", "Parents forums", "Young people", "Sports clubs"},
     {"Sports days", "Community sports activities"}},
    {{"Reducing social isolation"},
     {"Social norms related to ageing or discriminations",
      "Time pressures on carers and care homes staff",
      "Limited finance for social activities"},
     {"Care homes & sheltered accommodation", "Carers", "Carer companies"},
     {"Targeted support for the recently bereaved"}},
    {{"Increase volunteer involvement in health system"},
     {"Lack of awareness", "Caution related to risk",
      "Time commitment (volunteer management)", "Regulation"},
     {"Local CVS", "CCGs", "Health practitioners"},
     {"Step Up To Serve campaign", "Volunteering capacity among aging population"}},
    {{"Reduce admission to acute services"},
     {"Pressure on GP services", "Pressure on pharmacies", "Medical model of health"},
     {"Primary care staff", "Local gov.", "CCG", "NHS Trusts", "Pharmacy staff"},
     {"Press campaign 'Over bed-blocking'"}},
};
enum { FIGURE_8_GOALS = 4, FIGURE_8_ENTRIES = 37 };

static void type_figure_8(struct typist *t)
{
    typist_type(t, "g");
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        typist_type(t, figure_8[g][0][0]);
        typist_type(t, "\r");
    }
    typist_wait(t, "1 Goals 4");
    typist_leave_box(t);
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        typist_type(t, "1" ESC "[H"); /* Home: the first goal */
        for (int down = 0; down < g; down++) {
            typist_type(t, "j");
        }
        for (int c = 1; c < 4; c++) {
            const char column[] = {(char)('1' + c), 'a', '\0'};
            typist_type(t, column);
            typist_wait(t, "New note in");
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                typist_type(t, figure_8[g][c][n]);
                typist_type(t, "\r");
            }
            typist_leave_box(t);
        }
    }
    typist_wait(t, "3 Stakeholders 15");
    typist_wait(t, " saved");
}

/* An entry as a format writes it: markup escapes the two characters it could misread. */
static void add_escaped(const char *entry, bool markup, struct str *out)
{
    for (; *entry; entry++) {
        if (markup && *entry == '&') {
            str_add(out, "&amp;");
        } else if (markup && *entry == '\'') {
            str_add(out, "&#39;");
        } else {
            str_add_byte(out, *entry);
        }
    }
}

static void expect_figure_8(const char *text, const char *format)
{
    size_t found = 0;
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        for (int c = 0; c < 4; c++) {
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                struct str entry = STR_EMPTY;
                bool apostrophe = strchr(figure_8[g][c][n], '\'') != NULL;
                bool markup = strcmp(format, "html") == 0 ||
                              (strcmp(format, "markdown") == 0 && !apostrophe);
                add_escaped(figure_8[g][c][n], markup, &entry);
                cr_expect(strstr(text, entry.bytes), "%s lacks ‘%s’", format,
                          entry.bytes);
                str_finish(&entry);
                found++;
            }
        }
    }
    cr_expect_eq(found, FIGURE_8_ENTRIES);
}

/* Each entry under its goal and in its column, a row each, in the figure's order. */
static void expect_rows_of_figure_8(const char *csv)
{
    static const char *const columns[] = {"goals", "barriers", "stakeholders", "moments"};
    const char *at = csv;
    for (int g = 0; g < FIGURE_8_GOALS; g++) {
        for (int c = 1; c < 4; c++) {
            for (int n = 0; n < 6 && figure_8[g][c][n]; n++) {
                struct str row = STR_EMPTY;
                str_addf(&row, ",%s,map,%s,%s,", figure_8[g][0][0], columns[c],
                         figure_8[g][c][n]);
                at = strstr(at, row.bytes);
                cr_assert(at, "no row ‘%s’ behind the one before, in:\n%s", row.bytes,
                          csv);
                str_finish(&row);
            }
        }
    }
}

TestSuite(figure_8, .init = enter_folder, .fini = folder_finish);

Test(figure_8, typed_comes_out_complete_in_five_formats)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "figure-8.json"));
    type_figure_8(t);
    typist_leave(t);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = exported("figure-8.json", formats[i]);
        expect_figure_8(text, formats[i]);
        if (strcmp(formats[i], "csv") == 0) {
            expect_rows_of_figure_8(text);
        }
        free(text);
    }
}
