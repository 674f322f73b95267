/* Whatever an edit sets, of whatever record, it is told by words: no id is ever in them. */

#include "model/fields.h"
#include "model/history.h"
#include "support/err.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(log_names, .fini = end_without_fault);

/* All ids have this in them, and no words have. */
#define ID "zz9"

/* What the field may be set to where it says no more than its own value. */
static const char *const plain[] = {
    "clock",       "starts", "language", "ballot",          "dots",           "dots_for",
    "voted",       "asks",   "stands",   "phones_straight", "phones_see",     "whose",
    "gone",        "alone",  "votes",    "phones_vote",     "stage_minutes:", "vote:",
    "vote:phone ", "weight", "colour",   "aside",           "taken",          "asked",
    "unnamed",     "apart",  "goals"};

static const char *const values[] = {ID "stage",        ID "own",
                                     "session:" ID "s", "goal:" ID "g",
                                     "goal:" ID "q",    "note:" ID "n",
                                     "theme:" ID "t",   "not:" ID "n," ID "m",
                                     ID "nowhere",      "note:" ID "x",
                                     "goal:" ID "x",    "session:" ID "x",
                                     "theme:" ID "x",   NULL};

struct walk {
    struct session *session;
    uint64_t number;
    size_t told;
};

static void say(struct walk *w, const char *kind, const char *id, const char *field,
                const char *value)
{
    struct change set = {field, value ? VALUE_OF_TEXT(value) : VALUE_NOTHING};
    struct edit_key over = {ID "a", w->number};
    struct edit edit = {.key = {ID "a", w->number + 1},
                        .at_ms = 1487764800000 + (int64_t)w->number * 1000,
                        .kind = kind,
                        .id = id,
                        .set = &set,
                        .set_count = 1,
                        .over = &over,
                        .over_count = w->number > 0};
    struct str words = STR_EMPTY;
    w->number++;
    cr_assert(session_apply(w->session, &edit, NULL, &err), "%s", err_text(&err));
    const struct edit *applied = session_edit(w->session, edit.key);
    history_describe(w->session, applied, HISTORY_WITH_NAMES, &words);
    cr_expect(!strstr(str_text(&words), ID) && words.len_bytes > 0,
              "%s of %s set to %s: %s", field, kind, value ? value : "nothing",
              str_text(&words));
    w->told++;
    str_finish(&words);
}

/* A table with one of everything, each with words but a sticker, which nobody knows. */
static struct walk walk_begin(void)
{
    static const char *const rows[][4] = {
        {"session", "s", "title", "Title"},
        {"session", "s", "stage_title:" ID "own", "Tea"},
        {"goal", "g", "session", "session:" ID "s"},
        {"goal", "g", "text", "Goal"},
        {"note", "n", "goal", "goal:" ID "g"},
        {"note", "n", "column", "barriers"},
        {"note", "n", "text", "Rent"},
        {"note", "m", "goal", "goal:" ID "g"},
        {"note", "m", "text", "Swap"},
        {"goal", "q", "session", "session:" ID "s"},
        {"goal", "q", "grid", "questions"},
        {"goal", "q", "text", "Cold?"},
        {"note", "y", "goal", "goal:" ID "q"},
        {"note", "y", "text", "Yes"},
        {"offer", "o", "session", "session:" ID "s"},
        {"offer", "o", "text", "Bus"},
        {"theme", "t", "name", "Homes"},
        {"theme", "u", "column", "barriers"},
        {"apart", "p", "one", "note:" ID "n"},
        {"apart", "p", "other", "note:" ID "m"},
        {"sticker", "k", "colour", "red"}};
    struct walk w = {.session = session_new()};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str id = str_of(ID "%s", rows[i][1]);
        say(&w, rows[i][0], id.bytes, rows[i][2], rows[i][3]);
        str_finish(&id);
    }
    return w;
}

static bool is_plain(const char *field)
{
    for (size_t i = 0; i < LENGTH(plain); i++) {
        if (strcmp(field, plain[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* To all that it can be set to, and away again. */
static void walk_field(struct walk *w, const char *kind, const char *id, const char *name)
{
    struct str field = STR_EMPTY, at = str_of(ID "%s", id);
    bool words = field_is(kind, name, FIELD_WORDS) || is_plain(name);
    bool voter = strcmp(name, "vote:") == 0,
         of_one = strchr(": ", name[strlen(name) - 1]);
    for (int own = 0; own < (of_one ? 2 : 1); own++) {
        str_set(&field, "%s%s", name,
                voter     ? "Zoe"
                : !of_one ? ""
                : own     ? ID "own"
                          : ID "x");
        for (size_t i = 0; i < (words ? 2 : LENGTH(values)); i++) {
            const char *value = !words           ? values[i]
                                : i              ? NULL
                                : is_plain(name) ? "3"
                                                 : "Words";
            say(w, kind, at.bytes, field.bytes, value);
        }
    }
    str_finish(&at);
    str_finish(&field);
}

static void walk_record(struct walk *w, const char *kind, const char *id)
{
    static const char *const more[] = {"vote:phone ", "colour", "weight", "weight:"};
    size_t at = 0;
    for (const char *name; (name = field_next(kind, ~0U, &at));) {
        walk_field(w, kind, id, name);
    }
    at = 0;
    for (const char *name; (name = field_next("", ~0U, &at));) {
        walk_field(w, kind, id, name);
    }
    bool table = strcmp(kind, "session") == 0; /* which says MARK:GRID */
    for (size_t i = 0; i < LENGTH(more) - !table; i++) {
        walk_field(w, kind, id, more[i]);
    }
}

Test(log_names, whatever_is_set_of_whatever_record_is_told_by_words)
{
    static const char *const records[][2] = {
        {"session", "s"}, {"session", "new"}, {"goal", "g"},  {"goal", "bare"},
        {"goal", "q"},    {"note", "n"},      {"note", "y"},  {"note", "bare"},
        {"offer", "o"},   {"offer", "bare"},  {"theme", "t"}, {"theme", "u"},
        {"apart", "p"},   {"apart", "bare"},  {"file", "f"},  {"sticker", "k"}};
    size_t told = 0;
    for (size_t i = 0; i < LENGTH(records); i++) {
        struct walk w = walk_begin();
        walk_record(&w, records[i][0], records[i][1]);
        told += w.told;
        session_free(w.session);
    }
    cr_expect_gt(told, 1000);
}
