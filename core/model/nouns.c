/* What rows and notes are called. */

#include "model/rows.h"

#include "model/questions.h"

#include <string.h>

/* As the form calls a row; "row" or "goal" where it says nothing. */
static const char *called(const struct template *form, const struct record *row,
                          bool *by_form)
{
    const char *id = row_grid(row);
    const struct grid *grid = id && *id ? template_grid(form, id) : NULL;
    for (size_t i = 0; !grid && (!id || !*id) && i < form->grid_count; i++) {
        grid = form->grids[i].rows == ROWS_GOALS ? &form->grids[i] : NULL;
    }
    *by_form = grid != NULL;
    return grid                              ? grid->goals.singular
           : !id || !*id                     ? "goal"
           : strcmp(id, QUESTIONS_GRID) == 0 ? "question"
                                             : "row";
}

const char *row_noun(const struct template *form, const struct record *row)
{
    bool by_form;
    const char *word = called(form, row, &by_form);
    return by_form ? template_calls(form, word) : word;
}

const char *row_own_noun(const struct template *form, const struct record *row)
{
    bool by_form;
    return called(form, row, &by_form);
}

const char *note_noun(const struct template *form, const struct record *note)
{
    const char *id = record_words(note, "column");
    const struct column *column = template_column(form, id, NULL);
    return column && *column->singular       ? template_calls(form, column->singular)
           : strcmp(id, ANSWERS_COLUMN) == 0 ? "answer"
                                             : "note";
}
