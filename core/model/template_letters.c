/* The letters by which the choices of a column's marks are chosen. */

#include "base/utf8.h"
#include "model/template_inside.h"

#include <string.h>

enum { MOST_LETTERS = 100 };

/* The letter in small, if it is one that somebody can press, else "". */
static const char *letter_of(struct arena *arena, const char *letter)
{
    size_t len_bytes = strlen(letter);
    bool one = len_bytes && grapheme_after(letter, len_bytes, 0) == len_bytes;
    char *own = arena_copy_text(arena, one && (unsigned char)*letter > ' ' ? letter : "");
    if (*own >= 'A' && *own <= 'Z') {
        *own = (char)(*own - 'A' + 'a');
    }
    return own;
}

/* A letter of the title, or any, that no choice of the column has; "" if none is left. */
static const char *free_letter(struct arena *arena, const char *const *letters,
                               size_t count, const char *title)
{
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *sources[] = {title, all};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        for (const char *p = sources[i]; *p; p++) {
            char letter[] = {*p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p, '\0'};
            if (strchr(all, *letter) && !text_among(letter, letters, count)) {
                return arena_copy_text(arena, letter);
            }
        }
    }
    return "";
}

/* First everybody who is the first to ask for a letter has it, then the others choose
 * among those left. */
void column_give_letters(struct column *column, struct arena *arena)
{
    const struct choice *choices[MOST_LETTERS];
    size_t count = 0;
    for (size_t m = 0; m < column->mark_count; m++) {
        const struct mark *mark = column->marks[m];
        for (size_t i = 0; i < mark->choice_count && count < MOST_LETTERS; i++) {
            choices[count++] = &mark->choices[i];
        }
    }
    column->letters = arena_get(arena, (count + 1) * sizeof *column->letters);
    column->letter_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *own = letter_of(arena, choices[i]->letter);
        column->letters[i] = text_among(own, column->letters, i) ? "" : own;
    }
    for (size_t i = 0; i < count; i++) {
        if (!*column->letters[i]) {
            column->letters[i] =
                free_letter(arena, column->letters, count, choices[i]->title);
        }
    }
}

const char *column_letter(const struct column *column, size_t n,
                          const struct choice *choice)
{
    size_t number = choice_number(column->marks[n], choice);
    bool offered = number < column->marks[n]->choice_count;
    size_t at = column->mark_starts[n] + number;
    return offered && at < column->letter_count ? column->letters[at] : "";
}
