/* Where columns are shown one at a time, and where what recurs is shown by column: a number
 * stands nowhere without the name of its column. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

TestSuite(tabs, .init = enter_folder, .fini = folder_finish);

/* A map of three columns, called that, and one goal. */
static void write_form(const char *path, const char *one, const char *two,
                       const char *three)
{
    struct str out = STR_EMPTY;
    str_addf(
        &out,
        "{\"templates\":[{\"format\":\"roundtable template\",\"version\":1,"
        "\"id\":\"ours\",\"grids\":[{\"id\":\"map\",\"title\":\"Map\",\"use\":\"map\","
        "\"columns\":[{\"id\":\"barriers\",\"title\":\"%s\"},"
        "{\"id\":\"hopes\",\"title\":\"%s\"},{\"id\":\"fears\",\"title\":\"%s\"}]}]}],"
        "\"sessions\":[{\"template\":\"ours\",\"goals\":[{\"text\":\"Warm homes\","
        "\"barriers\":[\"Rent\"]}]}]}",
        one, two, three);
    text_file_write(path, out.bytes);
    str_finish(&out);
}

/* Waits until the window is drawn in its new width. */
static void resize(struct typist *t, int cols)
{
    int row, col;
    typist_resize(t, 24, cols);
    while (!typist_find(t, "saved", &row, &col) || row != 0 || col + 6 != cols) {
        if (!typist_read(t, 20000)) {
            typist_fail(t, "the window is not drawn in its width", "saved");
        }
    }
    typist_wait(t, "? Keys");
}

/* Headings stand two blanks apart, or closer where each has its name. */
static void expect_names(struct typist *t, int row, int cols)
{
    struct str line = STR_EMPTY;
    typist_row(t, row, &line);
    for (char *at = line.bytes + strspn(line.bytes, " "); *at;) {
        char *end = strstr(at, "  ");
        size_t len = end ? (size_t)(end - at) : strlen(at);
        cr_expect(strspn(at, "0123456789 ") < len, "%d columns: '%s'", cols, line.bytes);
        at += len + strspn(at + len, " ");
    }
    cr_expect_not(strstr(line.bytes, "…"), "%d columns: '%s'", cols, line.bytes);
    str_finish(&line);
}

static void walk_widths(struct typist *t, int row)
{
    for (int cols = 120; cols >= 40; cols -= 7) {
        resize(t, cols);
        expect_names(t, row, cols);
    }
    for (char key[] = "1"; *key <= '4'; (*key)++) {
        typist_type(t, key);
        typist_settle(t);
        expect_names(t, row, 43);
    }
}

Test(tabs, have_names_at_every_width_whatever_the_language)
{
    static const struct {
        const char *one, *two, *three;
    } forms[] = {
        {"Barriers to change", "Stakeholders", "Opportunities"},
        {"Rhwystrau i newid", "Rhanddeiliaid", "Momentau cymdeithasol"},
        {"Przeszkody na drodze", "Zainteresowani", "Momenty społeczne"},
        {"تبدیلی میں رکاوٹیں", "متعلقہ لوگ", "سماجی لمحات"},
    };
    for (size_t i = 0; i < LENGTH(forms); i++) {
        write_form("ours.json", forms[i].one, forms[i].two, forms[i].three);
        struct typist *t = typist_open(24, 120, WORDS("roundtable", "ours.json"));
        walk_widths(t, 1);
        typist_leave(t);
    }
}

Test(tabs, of_a_plan_and_of_what_recurs_have_names_too)
{
    struct typist *t = sample_open(24, 120, "action-plan");
    walk_widths(t, 1);
    typist_resize(t, 24, 120);
    typist_press(t, "S", "What recurs");
    walk_widths(t, 2);
    typist_press(t, TAB TAB, "Lone");
    walk_widths(t, 2);
    typist_free(t);
}

Test(tabs, that_have_no_room_say_which_of_how_many)
{
    struct typist *t = sample_open(24, 40, "write-up");
    typist_wait_row(t, 1, " 1 Goals 4  2 Barriers    column 1 of 4");
    typist_press(t, "3", " 3 Stakeholders 15        column 3 of 4");
    typist_press(t, "4", " 4 Social moments 6       column 4 of 4");
    typist_resize(t, 24, 59);
    typist_wait_row(t, 1, " 1 Goals  2 Barriers  3 Stakeholders  4 Social moments 6");
    typist_click(t, 1, 12);
    typist_wait_row(t, 1, "2 Barriers 12");
    typist_leave(t);
}
