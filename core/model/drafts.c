#include "model/drafts.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/rows.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>

/* How much of a draft's field is not the number of it. */
static size_t unnumbered_bytes(const char *field)
{
    const char *mark = strrchr(field, '~');
    bool more = mark && mark[1] && !mark[1 + strspn(mark + 1, "0123456789")];
    size_t len = more ? (size_t)(mark - field) : strlen(field);
    return more && len && field[len - 1] == ':' ? len - 1 : len; /* "draft:~2" */
}

/* How much of it names its box. */
static size_t box_bytes(const char *field)
{
    const char *place = strstr(field, DRAFT_PLACE_MARK);
    return place ? (size_t)(place - field) : unnumbered_bytes(field);
}

/* Of the place that a field names, as "actions^goal-7", the grid or the entry; false: none. */
static bool add_place_part(const char *field, bool entry, struct str *out)
{
    const char *mark = strstr(field, DRAFT_PLACE_MARK);
    const char *end = field + unnumbered_bytes(field);
    const char *from = mark ? mark + strlen(DRAFT_PLACE_MARK) : end;
    const char *split = strchr(from, DRAFT_ENTRY_MARK);
    split = split && split < end ? split : end;
    const char *start = !entry ? from : split < end ? split + 1 : end;
    const char *stop = entry ? end : split;
    str_clear(out);
    if (start < stop) {
        str_add_bytes(out, start, (size_t)(stop - start));
    }
    return out->len_bytes > 0;
}

bool draft_grid(const char *field, struct str *out)
{
    return add_place_part(field, false, out);
}

/* Whether an entry stands where a draft was begun: a new note only in its cell. */
static bool stands_at(const struct record *entry, const struct record *of,
                      const char *field)
{
    struct str box = STR_EMPTY;
    const char *column = draft_column(of, draft_box(field, &box));
    bool there = entry && record_shown(entry) &&
                 (!column ? history_table(entry) == of
                          : record_is(entry, "note") && record_parent(entry) == of &&
                                strcmp(record_column(entry), column) == 0);
    str_finish(&box);
    return there;
}

const struct record *draft_begun_at(const struct session *session,
                                    const struct record *of, const char *field)
{
    static const char *const kinds[] = {"note", "goal", "session"};
    const struct record *at = NULL;
    struct str id = STR_EMPTY;
    bool named = add_place_part(field, true, &id);
    for (size_t i = 0; named && !at && i < sizeof kinds / sizeof *kinds; i++) {
        at = session_record(session, kinds[i], id.bytes);
        at = stands_at(at, of, field) ? at : NULL;
    }
    str_finish(&id);
    return at;
}

void draft_add_place(const char *grid, const struct record *at, struct str *field)
{
    const char *id = at && !record_is_veiled(at) ? record_id(at) : "";
    bool plain = !strpbrk(id, (char[]){DRAFT_ENTRY_MARK, '~', '\0'});
    if (*grid || (*id && plain)) {
        str_addf(field, DRAFT_PLACE_MARK "%s", grid);
    }
    if (*id && plain) {
        str_add_byte(field, DRAFT_ENTRY_MARK);
        str_add(field, id);
    }
}

const char *draft_box(const char *field, struct str *out)
{
    str_clear(out);
    str_add_bytes(out, field, box_bytes(field));
    return str_text(out);
}

bool draft_is_of(const char *field, const char *box)
{
    size_t len = strlen(box);
    return strncmp(field, box, len) == 0 && box_bytes(field) == len;
}

const struct field *draft_next(const struct record *of, const char *box,
                               const struct field *after)
{
    const struct field *field = after ? after->next : of ? record_fields(of) : NULL;
    while (field && (!draft_is_of(field->name, box) || !*record_words(of, field->name))) {
        field = field->next;
    }
    return field;
}

const char *draft_column(const struct record *of, const char *box)
{
    const char *place = strchr(box, ':');
    return place && record_is(of, "goal") ? place + 1 : NULL;
}

const struct edit *draft_author(const struct record *of, const char *field)
{
    const struct field *kept = record_field(of, field);
    const struct version *shown = field_shown(kept);
    const struct edit *first = shown ? field_author(kept, shown->edit) : NULL;
    return first && strcmp(first->key.actor, shown->edit->key.actor) == 0 ? shown->edit
                                                                          : first;
}

bool draft_is_later(const struct field *one, const struct field *other)
{
    const struct version *a = field_shown(one), *b = field_shown(other);
    int64_t a_ms = a ? a->edit->at_ms : 0, b_ms = b ? b->edit->at_ms : 0;
    size_t a_len = strlen(one->name), b_len = strlen(other->name);
    if (a && b && a_ms == b_ms && strcmp(a->edit->key.actor, b->edit->key.actor) == 0 &&
        a->edit->key.number != b->edit->key.number) {
        return a->edit->key.number > b->edit->key.number;
    }
    return a_ms != b_ms     ? a_ms > b_ms
           : a_len != b_len ? a_len > b_len
                            : strcmp(one->name, other->name) > 0;
}

bool draft_is_hidden(const struct record *of, const char *field)
{
    const struct record *table = history_table(of);
    return draft_is_of(field, FORM_DRAFT "paper") && !record_is(of, "session") && table &&
           ballot_of(table).state == BALLOT_OPEN;
}

void draft_free_field(const struct record *of, const char *first, struct str *out)
{
    int len = (int)unnumbered_bytes(first);
    const char *colon = memchr(first, ':', (size_t)len) ? "" : ":";
    str_set(out, "%.*s", len, first);
    for (size_t n = 2; *record_words(of, str_text(out)); n++) {
        str_set(out, "%.*s%s~%zu", len, first, colon, n);
    }
}

struct half {
    const struct record *of;
    const char *field;
    int64_t at_ms;
};

struct halves {
    struct half *items;
    size_t count, room;
};

/* What is half written of one kind: words that are to be an entry, a promise, a change to one that
 * stands, the details. */
enum half_of { HALF_ENTRY, HALF_PROMISE, HALF_CHANGE, HALF_DETAILS, HALF_OTHER };

static enum half_of half_of(const struct record *of, const char *field)
{
    return strncmp(field, FORM_DRAFT, strlen(FORM_DRAFT)) != 0 ? HALF_ENTRY
           : draft_is_of(field, PROMISE_DRAFT)
               ? (commitment_stands(of) ? HALF_CHANGE : HALF_PROMISE)
           : draft_is_of(field, DETAILS_DRAFT) ? HALF_DETAILS
                                               : HALF_OTHER;
}

static void add_of(struct halves *halves, const struct record *of, enum half_of what)
{
    for (const struct field *field = record_fields(of); field; field = field->next) {
        const struct version *shown = field_shown(field);
        if (shown && field_is(record_kind(of), field->name, FIELD_DRAFT) &&
            half_of(of, field->name) == what && *record_words(of, field->name)) {
            ARRAY_ADD(halves->items, halves->count, halves->room,
                      (struct half){of, field->name, shown->edit->at_ms});
        }
    }
}

static int latest_first(const void *left, const void *right)
{
    const struct half *a = left, *b = right;
    int by_place = strcmp(record_id(a->of), record_id(b->of));
    return a->at_ms != b->at_ms ? (a->at_ms < b->at_ms) - (a->at_ms > b->at_ms)
           : by_place           ? by_place
                                : strcmp(a->field, b->field);
}

/* "in Barriers of ‘Warm homes’", "for a new goal" */
static void add_place(struct session *session, const struct half *half, struct str *out)
{
    enum { PLACE_GRAPHEMES = 30 };
    const struct template *form = table_template(session, history_table(half->of));
    struct str box = STR_EMPTY;
    const char *place = strchr(draft_box(half->field, &box), ':');
    const struct column *column = place ? template_column(form, place + 1, NULL) : NULL;
    const struct grid *grid = place ? template_grid(form, place + 1) : NULL;
    if (record_is(half->of, "session")) {
        bool vision = place && strcmp(place, ":vision") == 0;
        str_add(out, vision ? "for the vision" : grid ? "in " : "for a new goal");
        str_add(out, grid && !vision ? grid->goals.short_title : "");
    } else {
        str_addf(out, place ? "in %s of " : "for other words of ",
                 !place   ? ""
                 : column ? column->short_title
                          : place + 1);
        text_quote(out, row_words(half->of), PLACE_GRAPHEMES);
    }
    str_finish(&box);
}

/* ‘No bu’ in Barriers of ‘Less sugar’; a promise for what it is of. */
static void add_half(struct session *session, const struct half *half, struct str *out)
{
    enum { WORDS_GRAPHEMES = 40 };
    bool promise = draft_is_of(half->field, PROMISE_DRAFT);
    str_add(out, promise ? "for " : "");
    text_quote(out, record_words(half->of, promise ? "text" : half->field),
               WORDS_GRAPHEMES);
    if (!promise) {
        str_add(out, " ");
        add_place(session, half, out);
    }
}

/* Those of one kind, behind "; " if anything stands there. */
static void say_of(struct session *session, enum half_of what, struct str *out)
{
    enum { SAID = 3 };
    static const char *const are[][2] = {
        [HALF_ENTRY] = {"entry is", "entries are"},
        [HALF_PROMISE] = {"promise is", "promises are"},
        [HALF_CHANGE] = {"change to a promise is", "changes to promises are"},
        [HALF_DETAILS] = {"form of details is", "forms of details are"}};
    struct halves halves = {0};
    bool unnamed = what == HALF_DETAILS;
    for (const struct record *of = session_next_record(session, NULL); of;
         of = session_next_record(session, of)) {
        if ((record_is(of, "session") || record_is(of, "goal") ||
             record_is(of, "note")) &&
            record_shown(of)) {
            size_t before = halves.count;
            add_of(&halves, of, what);
            unnamed =
                unnamed || (halves.count > before && table_alone(history_table(of)));
        }
    }
    ARRAY_SORT(halves.items, halves.count, latest_first);
    if (halves.count) {
        str_addf(out, "%s%zu %s half written and left out", out->len_bytes ? "; " : "",
                 halves.count, are[what][halves.count > 1]);
    }
    for (size_t i = 0; i < halves.count && i < SAID && !unnamed; i++) {
        str_add(out, i ? ", " : ": ");
        add_half(session, &halves.items[i], out);
    }
    if (!unnamed) {
        str_add_more(out, halves.count, SAID);
    }
    free(halves.items);
}

bool drafts_say(struct session *session, struct str *out)
{
    size_t before = out->len_bytes;
    say_of(session, HALF_ENTRY, out);
    say_of(session, HALF_PROMISE, out);
    say_of(session, HALF_CHANGE, out);
    say_of(session, HALF_DETAILS, out);
    return out->len_bytes > before;
}
