#include "model/fields.h"

#include <string.h>

struct row {
    const char *name;
    unsigned traits;
};

/* A name that ends in ":" is the beginning of many. The order is that in which a file
 * tells of a table. */
static const struct row of_any[] = {
    /* where a kind says no more of it */
    {"id", FIELD_INSIDE},
    {"gone", FIELD_INSIDE},
    {"votes", FIELD_INSIDE},
    {"vote:", FIELD_INSIDE | FIELD_VOTER},
    {"draft", FIELD_WORDS | FIELD_DRAFT | FIELD_TEXT},
    {FORM_DRAFT,
     FIELD_PERSON | FIELD_WORDS | FIELD_DRAFT | FIELD_TEXT}, /* may name some */
    {"draft:", FIELD_WORDS | FIELD_DRAFT | FIELD_TEXT},
    /* Whoever writes by hand may say so of anything. */
    {"who", FIELD_PERSON | FIELD_WORDS},
    {"messenger", FIELD_PERSON | FIELD_WORDS},
    {"facilitator", FIELD_PERSON | FIELD_WORDS},
};

static const struct row of_session[] = {
    {"id", FIELD_INSIDE | FIELD_TEXT},
    {"title", FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"place", FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"date", FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"table",
     FIELD_FIRST | FIELD_NAMING | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT | FIELD_NUMBER},
    {"facilitator", FIELD_FIRST | FIELD_PERSON | FIELD_WORDS | FIELD_TEXT},
    {"vision", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"template", FIELD_FIRST | FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"stage", FIELD_STATE | FIELD_TEXT},
    {"clock", FIELD_STATE | FIELD_TEXT},
    {"starts", FIELD_STATE | FIELD_TEXT | FIELD_WHEN},
    {"stage_minutes:", FIELD_STATE | FIELD_TEXT},
    {"stage_late:", FIELD_STATE | FIELD_TEXT},
    {"stage_place:", FIELD_STATE | FIELD_TEXT},
    {"stage_skipped:", FIELD_STATE | FIELD_TEXT},
    {"stage_title:", FIELD_STATE | FIELD_WORDS | FIELD_TEXT},
    {"answer_to", FIELD_PUBLIC | FIELD_ADDRESS | FIELD_WORDS | FIELD_TEXT},
    {"after", FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"language", FIELD_PUBLIC | FIELD_STATE | FIELD_TEXT},
    {"ballot", FIELD_STATE | FIELD_TEXT},
    {"dots", FIELD_STATE | FIELD_TEXT | FIELD_NUMBER},
    {"dots_for", FIELD_STATE | FIELD_TEXT},
    {"voted", FIELD_STATE | FIELD_TEXT | FIELD_NUMBER},
    {"phones_straight", FIELD_STATE | FIELD_TEXT},
    {"phones_see", FIELD_STATE | FIELD_TEXT},
    {"phones_vote", FIELD_STATE | FIELD_TEXT},
    {"phones_column", FIELD_STATE | FIELD_TEXT},
    {"alone", FIELD_STATE | FIELD_INSIDE},
    {"goals", FIELD_INSIDE},
};

static const struct row of_file[] = {{"goals", FIELD_INSIDE}};

static const struct row of_goal[] = {
    {"text", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"session", FIELD_INSIDE | FIELD_WHERE},
    {"place", FIELD_INSIDE | FIELD_WHERE},
    {"theme", FIELD_STATE},
    {"grid", FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"row", FIELD_PUBLIC | FIELD_WHERE | FIELD_TEXT},
    {"asks", FIELD_STATE | FIELD_TEXT},
    {"stands", FIELD_STATE | FIELD_TEXT},
    {"whose", FIELD_STATE | FIELD_TEXT},
    {"from", FIELD_STATE | FIELD_INSIDE},
    {"alone", FIELD_STATE | FIELD_INSIDE},
};

static const struct row of_note[] = {
    {"text", FIELD_FIRST | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"goal", FIELD_INSIDE | FIELD_WHERE},
    {"column", FIELD_INSIDE | FIELD_WHERE},
    {"place", FIELD_INSIDE | FIELD_WHERE},
    {"theme", FIELD_STATE},
    {"answered", FIELD_STATE | FIELD_TEXT},
    {"named", FIELD_STATE | FIELD_TEXT},
    {"from", FIELD_STATE | FIELD_INSIDE},
    {"alone", FIELD_STATE | FIELD_INSIDE},
    {"who", FIELD_PROMISE | FIELD_PERSON | FIELD_WORDS | FIELD_TEXT},
    {"when", FIELD_PROMISE | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
    {"messenger", FIELD_PROMISE | FIELD_PERSON | FIELD_WORDS | FIELD_TEXT},
    {"outcome", FIELD_PROMISE | FIELD_PUBLIC | FIELD_WORDS | FIELD_TEXT},
};

static const struct row of_offer[] = {
    {"text", FIELD_FIRST | FIELD_WORDS | FIELD_TEXT},
    {"session", FIELD_INSIDE | FIELD_WHERE},
    {"goal", FIELD_INSIDE | FIELD_WHERE},
    {"column", FIELD_INSIDE | FIELD_WHERE},
    {"from", FIELD_INSIDE | FIELD_STATE},
    {"alone", FIELD_INSIDE | FIELD_STATE},
    {"aside", FIELD_INSIDE | FIELD_STATE},
    {"taken", FIELD_INSIDE | FIELD_STATE},
    {"asked", FIELD_INSIDE | FIELD_STATE},
    {"unnamed", FIELD_INSIDE | FIELD_STATE},
};

static const struct row of_theme[] = {
    {"name", FIELD_WORDS}, {"column", FIELD_STATE}, {"alone", FIELD_STATE}};

static const struct row of_apart[] = {
    {"apart", FIELD_STATE}, {"one", FIELD_STATE}, {"other", FIELD_STATE}};

#define ROWS(rows) rows, sizeof(rows) / sizeof *(rows)

struct kind {
    const char *name;
    const struct row *rows;
    size_t count;
};

static const struct kind kinds[] = {
    {"note", ROWS(of_note)},   {"goal", ROWS(of_goal)},   {"session", ROWS(of_session)},
    {"theme", ROWS(of_theme)}, {"apart", ROWS(of_apart)}, {"file", ROWS(of_file)},
    {"offer", ROWS(of_offer)}, {"", ROWS(of_any)},
};

/* The last for one that is not known. */
static const struct kind *kind_of(const char *name)
{
    const struct kind *kind = kinds;
    while (*kind->name && (*kind->name != *name || strcmp(kind->name, name) != 0)) {
        kind++;
    }
    return kind;
}

static bool is_called(const char *row, const char *name)
{
    while (*row && *row == *name) {
        row++;
        name++;
    }
    return !*row && (!*name || row[-1] == ':');
}

static unsigned traits_in(const struct kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->count; i++) {
        if (is_called(kind->rows[i].name, name)) {
            return kind->rows[i].traits;
        }
    }
    return 0;
}

unsigned field_traits(const char *kind, const char *name)
{
    unsigned traits = traits_in(kind_of(kind), name);
    traits = traits ? traits : traits_in(kind_of(""), name);
    /* "MARK:GRID": which row of a grid has a mark of which there is one (rows.h). */
    bool names_row = !traits && strcmp(kind, "session") == 0 && strchr(name, ':');
    return names_row ? FIELD_STATE | FIELD_TEXT : traits;
}

bool field_is(const char *kind, const char *name, unsigned traits)
{
    return (field_traits(kind, name) & traits) != 0;
}

const char *field_next(const char *kind, unsigned traits, size_t *at)
{
    const struct kind *of = kind_of(kind);
    while (*at < of->count) {
        const struct row *row = &of->rows[(*at)++];
        if (row->traits & traits) {
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
