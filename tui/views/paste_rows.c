#include "views/paste_rows.h"

#include "model/row_names.h"

size_t paste_rows_there(struct session *session, const struct record *table,
                        const char *grid, const struct pasted *pasted,
                        const char *const *fields, size_t heads)
{
    struct row_names rows;
    size_t there = 0;
    row_names_init(&rows, session, table, grid);
    for (size_t i = 0; i < pasted->count; i++) {
        const struct pasted_cell *cell = &pasted->cells[i];
        const char *words = str_text(&cell->words);
        if (cell->row < heads || (fields && *fields[cell->column])) {
            continue;
        }
        bool found = row_names_find(&rows, words);
        there += found;
        if (!found) {
            row_names_add(&rows, words, table); /* any: it will be one by then */
        }
    }
    row_names_finish(&rows);
    return there;
}
