/* What writing a workbook alone costs: each line of standard input is a cell, "SHEET ROW
 * COLUMN KIND VALUE" with tabs between, in the order of rows, which libxlsxwriter writes into
 * the file $1. The measure for tests/bench-data.sh. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* "\n" and "\\" were written so. */
static void unescape(char *text)
{
    char *to = text;
    for (; *text; text++) {
        bool escaped = text[0] == '\\' && text[1];
        *to++ = (char)(!escaped ? *text : *++text == 'n' ? '\n' : *text);
    }
    *to = '\0';
}

int main(int argc, char **argv)
{
    lxw_workbook *book = argc == 2 ? workbook_new(argv[1]) : NULL;
    lxw_worksheet *sheet = NULL;
    char *line = NULL, last[64] = "";
    size_t room = 0;
    if (!book) {
        fputs("usage: bare_xlsx FILE <CELLS\n", stderr);
        return 2;
    }
    lxw_format *wrapped = workbook_add_format(book);
    format_set_text_wrap(wrapped);
    while (getline(&line, &room, stdin) > 0) {
        char *rest = line, *name = strsep(&rest, "\t"), *row = strsep(&rest, "\t"),
             *column = strsep(&rest, "\t"), *kind = strsep(&rest, "\t"),
             *value = strsep(&rest, "\n");
        if (!value) {
            break;
        }
        if (!sheet || strcmp(name, last) != 0) {
            sheet = workbook_add_worksheet(book, name);
            snprintf(last, sizeof last, "%s", name);
        }
        lxw_row_t y = (lxw_row_t)strtoul(row, NULL, 10);
        lxw_col_t x = (lxw_col_t)strtoul(column, NULL, 10);
        if (*kind == 'n') {
            worksheet_write_number(sheet, y, x, strtod(value, NULL), wrapped);
        } else {
            unescape(value);
            worksheet_write_string(sheet, y, x, value, wrapped);
        }
    }
    free(line);
    return workbook_close(book) == LXW_NO_ERROR ? EXIT_SUCCESS : EXIT_FAILURE;
}
