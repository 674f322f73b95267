/* Words as a cell that is no formula. */

#include "export/writing.h"

#include "base/sanitise.h"

#include <stdbool.h>
#include <string.h>

/* A spreadsheet takes a cell that begins so for a formula, some also behind blanks or in
 * the full width of Japanese keyboards. A leading quote makes it words. */
static bool begins_a_formula(const char *cell)
{
    static const char *const begins[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    if (*cell == '\t' || *cell == '\r' || *cell == '\n') {
        return true;
    }
    cell += strspn(cell, " \t\r\n");
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (strncmp(cell, begins[i], strlen(begins[i])) == 0) {
            return true;
        }
    }
    return false;
}

void csv_add_cell(struct str *out, const char *words)
{
    struct str clean = STR_EMPTY;
    if (begins_a_formula(words)) {
        str_add_byte(&clean, '\'');
    }
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    const char *cell = str_text(&clean);
    /* Blanks at the ends are quoted too: some readers trim what is not. */
    bool quoted = cell[strcspn(cell, "\",;\n")] || *cell == ' ' ||
                  (clean.len_bytes && cell[clean.len_bytes - 1] == ' ');
    if (!quoted) {
        str_add(out, cell);
    } else {
        str_add_byte(out, '"');
        for (; *cell; cell++) {
            str_add(out, *cell == '"' ? "\"" : "");
            str_add_byte(out, *cell);
        }
        str_add_byte(out, '"');
    }
    str_finish(&clean);
}
