/* Which words of what is told are the form's, and which are ours. */

#include "export/told.h"

#include <string.h>

/* What a form may say ends where a text does, or where ours goes on. */
static bool ends_there(const char *at)
{
    return !*at || strchr(":,;)", *at) || strncmp(at, " (", 2) == 0 ||
           strncmp(at, " · ", strlen(" · ")) == 0;
}

/* Takes a title if the text begins with it and none did that is longer. */
static void try_title(const char *title, const char *at, size_t *longest)
{
    size_t len_bytes = strlen(title);
    if (len_bytes > *longest && strncmp(at, title, len_bytes) == 0 &&
        ends_there(at + len_bytes)) {
        *longest = len_bytes;
    }
}

static void try_column(const struct column *column, const char *at, size_t *longest)
{
    const char *const titles[] = {column->title, column->short_title, column->plain,
                                  column->singular};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        try_title(titles[i], at, longest);
    }
}

static void try_grid(const struct grid *grid, const char *at, size_t *longest)
{
    try_title(grid->title, at, longest);
    try_title(grid->plain, at, longest);
    try_title(grid->source, at, longest);
    try_title(grid->help, at, longest);
    try_column(&grid->goals, at, longest);
    for (size_t i = 0; i < grid->column_count; i++) {
        try_column(&grid->columns[i], at, longest);
    }
    for (size_t i = 0; i < grid->given_count; i++) {
        try_title(grid->given[i].title, at, longest);
    }
}

/* Bytes of what a form says at the beginning of a text; 0: it says something else. */
static size_t said_by(const struct template *form, const char *at)
{
    size_t longest = 0;
    for (size_t i = 0; i < form->mark_count; i++) {
        const struct mark *mark = &form->marks[i];
        try_title(mark->title, at, &longest);
        for (size_t c = 0; c < mark->choice_count; c++) {
            try_title(mark->choices[c].title, at, &longest);
        }
    }
    for (size_t i = 0; i < form->grid_count; i++) {
        try_grid(&form->grids[i], at, &longest);
    }
    return longest;
}

/* The same of the forms of all tables, or of one. Most tables of a seminar have the same. */
static struct told_piece form_says(struct session *session, const struct record *only,
                                   const char *at)
{
    struct told_piece piece = {0, NULL};
    size_t count = 1;
    const struct record *const *tables = only ? &only : session_tables(session, &count);
    const struct template *before = NULL;
    for (size_t i = 0; i < count && !piece.len_bytes; i++) {
        const struct template *form = table_template(session, tables[i]);
        if (form != before) {
            piece = (struct told_piece){
                said_by(form, at), is_language(form->language) ? form->language : "en"};
        }
        before = form;
    }
    return piece;
}

/* What papers say in the language of a table; of all tables, that of any. */
static struct told_piece paper_says(struct session *session, const struct record *only,
                                    const char *at)
{
    struct told_piece piece = {0, NULL};
    size_t count = 1;
    const struct record *const *tables = only ? &only : session_tables(session, &count);
    const char *before = "";
    for (size_t i = 0; i < count && !piece.len_bytes; i++) {
        const char *language = table_language(session, tables[i]);
        if (strcmp(language, before) != 0) {
            piece = (struct told_piece){paper_words_begin(paper_words_of(language), at),
                                        language};
        }
        before = language;
    }
    return piece;
}

static struct told_piece says(struct session *session, const struct record *only,
                              const char *at)
{
    struct told_piece piece = form_says(session, only, at);
    return piece.len_bytes ? piece : paper_says(session, only, at);
}

/* Where the form may begin to speak again: behind the next sign that ours has before it. */
static const char *next_start(const char *at)
{
    static const char *const signs[] = {": ", ", ", "; ", ". ", " (", " · ", " – "};
    const char *next = at + strlen(at);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char *sign = strstr(at, signs[i]);
        if (sign && sign + strlen(signs[i]) < next) {
            next = sign + strlen(signs[i]);
        }
    }
    return next;
}

/* What stands between two pieces is of neither language. */
static bool has_letters(const char *text, size_t len_bytes)
{
    for (size_t i = 0; i < len_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c | 32) >= 'a' && (c | 32) <= 'z') {
            return true;
        }
    }
    return false;
}

static const char *language_of(struct session *session, const struct record *table)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    return table || count ? table_language(session, table ? table : tables[0]) : "en";
}

struct told_piece told_piece(struct session *session, const struct record *table,
                             const char *words)
{
    struct told_piece piece = says(session, table, words);
    if (piece.len_bytes) {
        return piece;
    }
    const char *at = words;
    do {
        at = next_start(at);
    } while (*at && !says(session, table, at).len_bytes);
    size_t len_bytes = (size_t)(at - words);
    return (struct told_piece){
        len_bytes, has_letters(words, len_bytes) ? "en" : language_of(session, table)};
}

bool told_alike(const char *language, const char *other)
{
    size_t len_bytes = strcspn(language, "-");
    return strcspn(other, "-") == len_bytes && strncmp(language, other, len_bytes) == 0;
}

bool told_in_one(struct session *session, const struct record *only)
{
    size_t count = 1;
    const struct record *const *tables = only ? &only : session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        if (!told_alike(table_language(session, tables[i]), "en") ||
            !told_alike(table_template(session, tables[i])->language, "en")) {
            return false;
        }
    }
    return true;
}
