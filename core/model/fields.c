#include "model/fields.h"

#include <string.h>

static const char any[] = "";

/* A name that ends in ":" is the beginning of many. The order is that in which a file
 * tells of a table. */
static const struct row {
    const char *kind, *name;
    unsigned traits;
} rows[] = {
    {any, "id", FIELD_INSIDE},
    {any, "gone", FIELD_INSIDE},
    {any, "votes", FIELD_INSIDE},
    {any, "vote:", FIELD_INSIDE | FIELD_VOTER},
    {any, "draft", FIELD_WORDS | FIELD_DRAFT | FIELD_TEXT},
    {any, "draft:", FIELD_WORDS | FIELD_DRAFT | FIELD_TEXT},
    /* Whoever writes by hand may say so of anything. */
    {any, "who", FIELD_PERSON | FIELD_WORDS},
    {any, "messenger", FIELD_PERSON | FIELD_WORDS},
    {any, "facilitator", FIELD_PERSON | FIELD_WORDS},

    {"session", "id", FIELD_TEXT},
    {"session", "title",
     FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", "place",
     FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", "date",
     FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", "table",
     FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT | FIELD_NUMBER},
    {"session", "facilitator", FIELD_FIRST | FIELD_PERSON | FIELD_TEXT},
    {"session", "vision", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", "template", FIELD_FIRST | FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"session", "stage", FIELD_STATE | FIELD_TEXT},
    {"session", "clock", FIELD_STATE | FIELD_TEXT},
    {"session", "starts", FIELD_STATE | FIELD_TEXT},
    {"session", "answer_to", FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", "after", FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"session", "language", FIELD_PUBLIC | FIELD_STATE | FIELD_TEXT},
    {"session", "ballot", FIELD_STATE | FIELD_TEXT},
    {"session", "dots", FIELD_STATE | FIELD_TEXT | FIELD_NUMBER},
    {"session", "dots_for", FIELD_STATE | FIELD_TEXT},
    {"session", "goals", FIELD_INSIDE},
    {"file", "goals", FIELD_INSIDE},

    {"goal", "text", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"goal", "session", FIELD_INSIDE | FIELD_WHERE},
    {"goal", "place", FIELD_INSIDE | FIELD_WHERE},
    {"goal", "theme", FIELD_STATE},

    {"note", "text", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"note", "goal", FIELD_INSIDE | FIELD_WHERE},
    {"note", "column", FIELD_INSIDE | FIELD_WHERE},
    {"note", "place", FIELD_INSIDE | FIELD_WHERE},
    {"note", "theme", FIELD_STATE},
    {"note", "answered", FIELD_STATE | FIELD_TEXT},
    {"note", "who", FIELD_PROMISE | FIELD_TEXT},
    {"note", "when", FIELD_PROMISE | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"note", "messenger", FIELD_PROMISE | FIELD_TEXT},
    {"note", "outcome", FIELD_PROMISE | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},

    {"theme", "name", FIELD_WORDS},
    {"theme", "column", FIELD_STATE},
    {"theme", "alone", FIELD_STATE},
    {"apart", "apart", FIELD_STATE},
    {"apart", "one", FIELD_STATE},
    {"apart", "other", FIELD_STATE},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

static bool is_called(const struct row *row, const char *name)
{
    size_t len = strlen(row->name);
    return row->name[len - 1] == ':' ? strncmp(row->name, name, len) == 0
                                     : strcmp(row->name, name) == 0;
}

unsigned field_traits(const char *kind, const char *name)
{
    unsigned traits = 0;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        bool likely =
            *rows[i].name == *name && (!*rows[i].kind || *rows[i].kind == *kind);
        if (likely && is_called(&rows[i], name) &&
            (!*rows[i].kind || strcmp(rows[i].kind, kind) == 0)) {
            traits |= rows[i].traits;
        }
    }
    return traits;
}

bool field_is(const char *kind, const char *name, unsigned traits)
{
    return (field_traits(kind, name) & traits) != 0;
}

const char *field_next(const char *kind, unsigned traits, size_t *at)
{
    while (*at < ROW_COUNT) {
        const struct row *row = &rows[(*at)++];
        if ((row->traits & traits) && strcmp(row->kind, kind) == 0) {
            return row->name;
        }
    }
    return NULL;
}

size_t field_rank(const char *kind, const char *name)
{
    size_t at = 0, rank = 0;
    for (const char *first; (first = field_next(kind, FIELD_FIRST, &at));) {
        if (strcmp(first, name) == 0) {
            break;
        }
        rank++;
    }
    return rank;
}

bool field_holds_words(const char *kind, const char *name)
{
    unsigned traits = field_traits(kind, name);
    return traits ? (traits & FIELD_WORDS) != 0
                  : strcmp(kind, "goal") != 0 && strcmp(kind, "note") != 0;
}
