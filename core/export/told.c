/* What is told of one thing that somebody said. */

#include "export/told.h"

#include "base/utf8.h"
#include "model/meetings.h"

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
static void add_abouts(struct arena *arena, const struct paper_words *paper,
                       struct told *told, const struct field *field, const char *answer)
{
    const char **texts = outline_other_wordings(field);
    size_t count = 0;
    while (texts && texts[count]) {
        count++;
    }
    if (count || answer) {
        struct told_about *abouts = arena_get(arena, (count + 1) * sizeof *abouts);
        for (size_t i = 0; i < count; i++) {
            abouts[i] = (struct told_about){paper->texts[PAPER_OTHER_WORDING], texts[i]};
        }
        if (answer) {
            abouts[count++] =
                (struct told_about){paper->texts[PAPER_ANSWERED_BY], answer};
        }
        told->abouts = abouts;
        told->about_count = count;
    }
    free(texts);
}

struct told told_wording(struct arena *arena, const struct paper_words *paper,
                         const char *words, const struct field *field)
{
    struct told told = {.words = words};
    add_abouts(arena, paper, &told, field, NULL);
    return told;
}

const char *told_mark(struct arena *arena, const struct outline *outline,
                      const struct record *entry, const struct mark *mark)
{
    const struct outline_column alone = {.marks = &mark, .mark_count = 1};
    const char *before = outline_mark_before(outline, entry, mark);
    struct outline_mark now = {.title = NULL};
    size_t next = 0;
    outline_next_mark(&alone, entry, &next, &now);
    bool same = now.title && before && strcmp(now.title, before) == 0;
    const char *const *says = outline->paper->texts;
    return !before      ? now.title
           : !now.title ? told_text(arena, "%s: %s", says[PAPER_LAST_TIME], before)
           : same ? told_text(arena, "%s (%s)", now.title, says[PAPER_LAST_TIME_TOO])
                  : told_text(arena, "%s (%s: %s)", now.title, says[PAPER_LAST_TIME],
                              before);
}

static const char *const *marks_of(struct arena *arena, const struct outline *outline,
                                   const struct outline_column *column,
                                   const struct record *entry)
{
    const char **marks = NULL;
    size_t count = 0;
    for (size_t i = 0; i < column->mark_count; i++) {
        const char *words = told_mark(arena, outline, entry, column->marks[i]);
        if (words) {
            marks = marks ? marks
                          : arena_get(arena, (column->mark_count + 1) * sizeof *marks);
            marks[count++] = words;
        }
    }
    return marks;
}

struct told told_entry(struct arena *arena, const struct outline *outline,
                       const struct outline_column *column, const struct record *entry)
{
    bool note = record_is(entry, "note");
    struct told told = {.words = note ? record_says(entry, "text") : row_words(entry),
                        .not_peoples = !note && row_given(entry),
                        .marks = marks_of(arena, outline, column, entry)};
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    struct str promise = STR_EMPTY;
    if (!column->only_words && outline_votes(outline, entry, votes)) {
        told.votes = arena_copy_text(arena, votes);
    }
    if (outline_promise(outline, entry, &promise)) {
        told.promise = told_take(arena, &promise);
    }
    str_finish(&promise);
    add_abouts(arena, outline->paper, &told,
               column->only_words ? NULL : record_field(entry, "text"),
               note ? outline_answer(outline, entry) : NULL);
    return told;
}

/* What stands between a heading and its rows. */

static void add_lead(struct told_lead *leads, size_t *count, enum told_leading kind,
                     const char *label, struct told told)
{
    leads[(*count)++] = (struct told_lead){.kind = kind, .label = label, .told = told};
}

/* The words of the row that a mark of which there is one names; NULL: none in sight. */
static const char *named_row(const struct outline_part *part, const char *name)
{
    for (size_t i = 0; i < part->row_count; i++) {
        const char *given = row_given(part->rows[i]);
        if (strcmp(given ? given : record_id(part->rows[i]), name) == 0) {
            return row_words(part->rows[i]);
        }
    }
    return NULL;
}

/* "We are here: Emergence", where somebody else said that it was, and where it was last
 * time. */
static struct told told_here(struct arena *arena, const struct outline *outline,
                             const struct outline_part *part, const char *name,
                             bool *disputed)
{
    const struct field *field = record_field(outline->table, name);
    const struct record *last = table_before(outline->session, outline->table);
    const char *before = last ? named_row(part, record_says(last, name)) : NULL;
    struct told told = {.words = named_row(part, record_says(outline->table, name))};
    const char **others = outline_other_wordings(field);
    size_t count = 0;
    while (others && others[count]) {
        count++;
    }
    struct told_about *abouts = arena_get(arena, (count + 1) * sizeof *abouts);
    for (size_t i = 0; others && others[i]; i++) {
        const char *words = named_row(part, others[i]);
        if (words) {
            abouts[told.about_count++] =
                (struct told_about){outline->paper->texts[PAPER_OTHER_WORDING], words};
        }
    }
    *disputed = told.about_count > 0;
    if (before) {
        abouts[told.about_count++] =
            (struct told_about){outline->paper->texts[PAPER_LAST_TIME], before};
    }
    told.abouts = abouts;
    free(others);
    return told;
}

const struct told_lead *told_leads(struct arena *arena, const struct outline *outline,
                                   const struct outline_part *part, size_t *count)
{
    bool lens = part->grid && part->grid->use == GRID_LENS;
    struct told_lead *leads =
        arena_get(arena, (part->goals.mark_count + 2) * sizeof *leads);
    *count = 0;
    if (lens && *part->grid->source && !outline->only_words) {
        add_lead(leads, count, TOLD_SOURCE, outline->paper->texts[PAPER_SOURCE],
                 (struct told){.words = part->grid->source, .not_peoples = true});
    }
    if (part->has_vision) {
        const char *none = outline->paper->texts[PAPER_NONE_YET];
        const char *words =
            *outline->vision ? outline->vision : told_text(arena, "– %s", none);
        struct told told =
            told_wording(arena, outline->paper, words, outline_field(outline, "vision"));
        told.not_peoples = !*outline->vision;
        add_lead(leads, count, TOLD_VISION, outline->paper->texts[PAPER_VISION], told);
    }
    for (size_t i = 0; i < part->goals.mark_count && part->grid; i++) {
        const struct mark *mark = part->goals.marks[i];
        if (mark->one) {
            struct str name = str_of("%s:%s", mark->id, part->grid->id);
            bool disputed;
            struct told told = told_here(arena, outline, part, name.bytes, &disputed);
            if (told.words || told.about_count) {
                add_lead(leads, count, TOLD_HERE, mark->title, told);
                leads[*count - 1].disputed = disputed;
            }
            str_finish(&name);
        }
    }
    return leads;
}

void told_longest(struct arena *arena, const char *words, const char **longest)
{
    enum { MOST_COLS = 24 };
    int most = *longest ? text_width_cols(*longest, strlen(*longest)) : 0;
    while (*words) {
        size_t len_bytes = strcspn(words, " \n\t");
        int cols = text_width_cols(words, len_bytes);
        if (cols > most && cols <= MOST_COLS) {
            char *word = arena_get(arena, len_bytes + 1);
            memcpy(word, words, len_bytes);
            word[len_bytes] = '\0';
            *longest = word;
            most = cols;
        }
        words += len_bytes + (words[len_bytes] != '\0');
    }
}

const char *told_joined(struct arena *arena, const char *words)
{
    struct str joined = STR_EMPTY;
    for (; *words; words++) {
        if (*words == ' ') {
            str_add(&joined, "\u00A0");
        } else {
            str_add_byte(&joined, *words);
        }
    }
    return told_take(arena, &joined);
}
