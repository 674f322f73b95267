/* What is told of one thing that somebody said. */

#include "export/told.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *told_take(struct arena *arena, struct str *text)
{
    const char *kept = arena_copy_text(arena, str_text(text));
    str_finish(text);
    return kept;
}

const char *told_text(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int len_bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = arena_get(arena, (size_t)len_bytes + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)len_bytes + 1, format, arguments);
    va_end(arguments);
    return text;
}

const char *told_votes(struct arena *arena, long votes)
{
    return told_text(arena, "%ld vote%s", votes, plural(votes));
}

size_t told_bar(const struct told *cell, size_t full)
{
    size_t most = cell->most ? cell->most : 1;
    size_t parts = (cell->count * full + most / 2) / most;
    return parts || !cell->count ? parts : 1;
}

const char *told_words(const struct told *told)
{
    return told->words && *told->words ? told->words : "–";
}

/* The other wordings of a field and what answers it; either may be NULL. */
static void add_abouts(struct arena *arena, struct told *told, const struct field *field,
                       const char *answer)
{
    const char **texts = outline_other_wordings(field);
    size_t count = 0;
    while (texts && texts[count]) {
        count++;
    }
    if (count || answer) {
        struct told_about *abouts = arena_get(arena, (count + 1) * sizeof *abouts);
        for (size_t i = 0; i < count; i++) {
            abouts[i] = (struct told_about){"other wording", texts[i]};
        }
        if (answer) {
            abouts[count++] = (struct told_about){"answered by", answer};
        }
        told->abouts = abouts;
        told->about_count = count;
    }
    free(texts);
}

struct told told_wording(struct arena *arena, const char *words,
                         const struct field *field)
{
    struct told told = {.words = words};
    add_abouts(arena, &told, field, NULL);
    return told;
}

static const char *const *marks_of(struct arena *arena,
                                   const struct outline_column *column,
                                   const struct record *entry)
{
    const char **marks = NULL;
    size_t count = 0;
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, entry, &next, &mark);) {
        marks =
            marks ? marks : arena_get(arena, (column->mark_count + 1) * sizeof *marks);
        marks[count++] = mark.title;
    }
    return marks;
}

struct told told_entry(struct arena *arena, const struct outline *outline,
                       const struct outline_column *column, const struct record *entry)
{
    struct told told = {.words = record_says(entry, "text"),
                        .marks = marks_of(arena, column, entry)};
    bool note = record_is(entry, "note");
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    struct str promise = STR_EMPTY;
    if (!column->only_words && outline_votes(outline, entry, votes)) {
        told.votes = arena_copy_text(arena, votes);
    }
    if (outline_promise(outline, entry, &promise)) {
        told.promise = told_take(arena, &promise);
    }
    str_finish(&promise);
    add_abouts(arena, &told, column->only_words ? NULL : record_field(entry, "text"),
               note ? outline_answer(outline, entry) : NULL);
    return told;
}
