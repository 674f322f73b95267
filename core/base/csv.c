/* Cells as csv has them. */

#include "base/csv.h"

#include "base/sanitise.h"

#include <stdbool.h>
#include <string.h>

const char *csv_quote_end(const char *cell)
{
    if (*cell != '"') {
        return NULL;
    }
    for (const char *p = cell + 1; *p; p++) {
        if (*p == '"' && *++p != '"') {
            return p;
        }
    }
    return NULL;
}

void csv_add_unquoted(struct str *out, const char *inside, size_t len_bytes)
{
    for (size_t i = 0; i < len_bytes; i++) {
        str_put_byte(out, inside[i]);
        i += inside[i] == '"';
    }
}

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

const char *csv_words(const char *cell)
{
    return cell + (*cell == '\'' && begins_a_formula(cell + 1));
}
