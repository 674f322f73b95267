/* What the members of sessions, goals and notes are called, and what they say. */

#include "store/check_inside.h"

#include "base/instant.h"
#include "base/nearest.h"
#include "model/ballot.h"
#include "model/day.h"
#include "model/fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void check_add_name(struct check_names *names, const char *name)
{
    if (names->count < CHECK_MOST_NAMES) {
        names->items[names->count++] = name;
    }
}

void check_add_fields(struct check_names *names, const char *kind)
{
    size_t at = 0;
    for (const char *name; (name = field_next(kind, ~0U, &at));) {
        check_add_name(names, name);
    }
    check_add_name(names, "draft");
    check_add_name(names, "votes");
    check_add_name(names, "id");
}

void check_add_marks(struct check_names *names, const struct template *form)
{
    for (size_t i = 0; form && i < form->mark_count; i++) {
        check_add_name(names, form->marks[i].id);
    }
}

void check_add_columns(struct check_names *names, const struct template *form)
{
    for (size_t i = 0; i < form->grid_count; i++) {
        for (size_t j = 0; j < form->grids[i].column_count; j++) {
            check_add_name(names, form->grids[i].columns[j].id);
        }
    }
}

void check_name(const struct json *member, const char *const *names,
                struct fault_sink *sink)
{
    const char *meant = nearest_name(json_name(member), names);
    if (meant) {
        fault_at(sink, member, false, "\"%s\" is unknown here; did you mean \"%s\"?",
                 json_name(member), meant);
    }
}

/* The same, signed and of any length. */
static bool is_whole(const struct json *json)
{
    double number;
    return json_number(json, &number) && number == floor(number) && fabs(number) < 1e15;
}

bool check_is_count(const struct json *json)
{
    double number;
    return json_number(json, &number) && number == floor(number) && number >= 0 &&
           number < 1e6; /* VOTES_MOST_DIGITS */
}

bool check_is_votes(const struct json *field)
{
    struct arena arena = ARENA_EMPTY;
    bool is = value_is_votes(value_read(field, &arena), json_name(field));
    arena_finish(&arena);
    return is;
}

static bool is_date(const char *text)
{
    int64_t unused;
    return date_read(text, &unused);
}

static bool is_time(const char *text)
{
    int unused;
    return time_of_day_read(text, &unused);
}

static bool is_clock(const char *text)
{
    int64_t unused;
    return instant_read(text, &unused) || clock_seconds(text, &unused);
}

static bool is_state(const char *text)
{
    return strcmp(text, "open") == 0 || strcmp(text, "shown") == 0;
}

static bool is_dots(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return *text != '0' && !text[digits] && digits <= 3 &&
           strtol(text, NULL, 10) <= BALLOT_MOST_DOTS;
}

static bool is_people(const char *text)
{
    long people;
    return paper_read(text, &people) && *text != '0';
}

static bool is_giver(const char *text)
{
    return strcmp(text, "table") == 0 || strcmp(text, "person") == 0;
}

/* Texts of a session that cannot be just anything. */
static const struct {
    const char *name, *otherwise;
    bool (*is)(const char *text);
} session_texts[] = {
    {"date", "is no date; write it as 2017-02-22 (year-month-day)", is_date},
    {"starts", "is no time of day; write it as 11:45", is_time},
    {"clock",
     "is no clock; it is an instant, such as 2017-02-22T12:14:03Z, or the seconds "
     "left, such as 540",
     is_clock},
    {"ballot", "is no state of a ballot; it is open or shown", is_state},
    {"dots", "is no number of dots; it is a whole number from 1 to 999", is_dots},
    {"dots_for", "is nobody who gives dots; it is person or table", is_giver},
    {"voted", "is no number of people; it is a whole number from 1 to 999999", is_people},
};

/* What is wrong with such a text of a session, behind the text itself; or NULL. */
static const char *wrong_with(const char *name, const char *text)
{
    for (size_t i = 0; i < sizeof session_texts / sizeof *session_texts; i++) {
        if (*text && strcmp(session_texts[i].name, name) == 0 &&
            !session_texts[i].is(text)) {
            return session_texts[i].otherwise;
        }
    }
    return NULL;
}

static void check_session_text(const struct json *member, struct fault_sink *sink)
{
    struct str text = STR_EMPTY;
    if (json_text(member)) {
        str_add(&text, json_text(member));
    } else {
        json_write(member, &text);
    }
    const char *wrong = wrong_with(json_name(member), str_text(&text));
    if (wrong) {
        fault_at(sink, member, false, "\"%s\" %s", text.bytes, wrong);
    }
    str_finish(&text);
}

bool check_text_is_odd(const char *kind, const char *name, const char *text)
{
    return strcmp(kind, "session") == 0 && wrong_with(name, text);
}

/* Members that a top says in another way, and those that are of the wrong kind. */
static bool is_taken_in(const struct json *member, const char *kind, unsigned traits,
                        struct fault_sink *sink)
{
    const char *name = json_name(member), *id = json_text(member);
    bool voter = (traits & FIELD_VOTER) && strcmp(kind, "session") != 0 &&
                 strcmp(name, "vote:hand") != 0; /* "votes" says that one's */
    bool is_id = strcmp(name, "id") == 0,
         is_votes = strcmp(name, "votes") == 0 && strcmp(kind, "session") != 0;
    if (is_votes && !check_is_count(member)) {
        fault_at(
            sink, member, false,
            "\"votes\" of a %s must be a whole number from 0 to 999999, so it is not "
            "taken in",
            kind);
    } else if (is_id && !(id && *id)) {
        fault_at(sink, member, false,
                 "\"id\" is of the wrong kind of a %s, so it is not taken in", kind);
    } else if (voter && !check_is_votes(member)) {
        fault_at(sink, member, false,
                 "\"%s\" should be a whole number from 0 to 999999, so it gives no votes",
                 name);
    } else if (!is_id && !voter && strcmp(name, "votes") != 0 &&
               (traits & FIELD_INSIDE) &&
               !(traits & FIELD_STATE)) { /* an older program writes "alone" there */
        fault_at(sink, member, false,
                 "\"%s\" cannot be a member of a %s, so it is not taken in", name, kind);
    } else {
        return true;
    }
    return false;
}

void check_value(const struct json *member, const char *kind, struct fault_sink *sink)
{
    unsigned traits = field_traits(kind, json_name(member));
    bool number = (traits & FIELD_NUMBER) && is_whole(member);
    if ((traits & FIELD_TEXT) && !json_text(member) && !number) {
        fault_at(sink, member, false, "\"%s\" should be a text in \"quotes\"",
                 json_name(member));
    } else if (strcmp(kind, "session") == 0) {
        check_session_text(member, sink);
    }
}

void check_member(const struct json *member, const char *kind,
                  const struct check_names *names, struct fault_sink *sink)
{
    const char *name = json_name(member);
    unsigned traits = field_traits(kind, name);
    bool nothing = json_kind(member) == JSON_NULL && strcmp(name, "text") != 0;
    if (!is_taken_in(member, kind, traits, sink)) {
        return;
    }
    if (!traits) {
        check_name(member, names->items, sink);
    } else if (!nothing) {
        check_value(member, kind, sink);
    }
}

void check_members(const struct json *entry, const char *kind,
                   const struct check_names *names, struct fault_sink *sink)
{
    for (const struct json *m = json_first(entry); m; m = json_next(m)) {
        if (json_name(m) && strcmp(json_name(m), "goals") != 0) {
            check_member(m, kind, names, sink);
        }
    }
}
