#include "model/drafts.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/rows.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>

struct half {
    const struct record *of;
    const char *field;
    int64_t at_ms;
};

struct halves {
    struct half *items;
    size_t count, room;
};

static void add_of(struct halves *halves, const struct record *of)
{
    for (const struct field *field = record_fields(of); field; field = field->next) {
        const struct version *shown = field_shown(field);
        bool form = strncmp(field->name, FORM_DRAFT, strlen(FORM_DRAFT)) == 0;
        if (shown && !form && field_is(record_kind(of), field->name, FIELD_DRAFT) &&
            *record_words(of, field->name)) {
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
    const char *place = strchr(half->field, ':');
    const struct column *column = place ? template_column(form, place + 1, NULL) : NULL;
    const struct grid *grid = place ? template_grid(form, place + 1) : NULL;
    if (record_is(half->of, "session")) {
        bool vision = place && strcmp(place, ":vision") == 0;
        str_add(out, vision ? "for the vision" : grid ? "in " : "for a new goal");
        str_add(out, grid && !vision ? grid->goals.short_title : "");
        return;
    }
    str_addf(out, place ? "in %s of " : "for other words of ",
             !place   ? ""
             : column ? column->short_title
                      : place + 1);
    text_quote(out, row_words(half->of), PLACE_GRAPHEMES);
}

bool drafts_say(struct session *session, struct str *out)
{
    enum { SAID = 3, WORDS_GRAPHEMES = 40 };
    struct halves halves = {0};
    bool alone = false;
    for (const struct record *of = session_next_record(session, NULL); of;
         of = session_next_record(session, of)) {
        if ((record_is(of, "session") || record_is(of, "goal") ||
             record_is(of, "note")) &&
            record_shown(of)) {
            size_t before = halves.count;
            add_of(&halves, of);
            alone = alone || (halves.count > before && table_alone(history_table(of)));
        }
    }
    ARRAY_SORT(halves.items, halves.count, latest_first);
    if (halves.count) {
        str_addf(out, "%zu %s half written and left out", halves.count,
                 halves.count == 1 ? "entry is" : "entries are");
    }
    for (size_t i = 0; i < halves.count && i < SAID && !alone; i++) {
        const struct half *half = &halves.items[i];
        str_add(out, i ? ", " : ": ");
        text_quote(out, record_words(half->of, half->field), WORDS_GRAPHEMES);
        str_add(out, " ");
        add_place(session, half, out);
    }
    if (halves.count > SAID && !alone) {
        str_addf(out, ", and %zu more", halves.count - SAID);
    }
    free(halves.items);
    return halves.count > 0;
}
