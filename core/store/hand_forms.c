/* The forms that a hand writes in, which the file takes in, so that it stands alone. */

#include "store/hand_inside.h"

#include "model/fields.h"
#include "model/rows.h"
#include "store/forms.h"

#include <string.h>

const char *hand_row_id(struct hand *h, const struct json *json, const char *table)
{
    const char *grid = json_member_text(json, "grid"),
               *row = json_member_text(json, "row");
    char id[BASE32_SIZE_BYTES];
    if (!grid || !*grid || !row || !*row || json_member(json, "id")) {
        return NULL;
    }
    row_id(table, grid, row, id);
    return hand_claim_row(&h->ids, id);
}

const char *hand_row_words(struct hand *h, const struct json *json, const char *table)
{
    struct session *s = h->session;
    const char *id = json_member_text(json, "grid"), *row = json_member_text(json, "row");
    const struct record *of = session_record(s, "session", table);
    const struct grid *grid = id && *id ? table_grid(s, of, id) : NULL;
    const struct form_row *given = grid && row ? grid_given(grid, row) : NULL;
    if (grid) {
        session_keep_form(s, id, NULL);
    }
    return given && !json_member(json, "text") ? row_words(grid_row(s, of, grid, row))
                                               : NULL;
}

void hand_need_forms_of_columns(struct hand *h, const char *table,
                                const struct json *goals)
{
    const struct record *of = session_record(h->session, "session", table);
    for (const struct json *goal = json_first(goals); goal; goal = json_next(goal)) {
        for (const struct json *m = json_first(goal); m; m = json_next(m)) {
            const struct column *column = json_kind(m) == JSON_ARRAY && json_name(m)
                                              ? table_column(h->session, of, json_name(m))
                                              : NULL;
            if (column && json_first(m)) {
                session_keep_form(h->session, column->grid->id, NULL);
            }
        }
    }
}

void hand_need_template(struct hand *h, const struct record *table)
{
    const char *id = record_text(table, "template");
    const struct template *form = id ? template_builtin_of(id) : NULL;
    if (form && !session_record(h->session, "template", id)) {
        session_add_template(h->session, form, NULL);
    }
    form_need(h->session, table);
}

void hand_need_forms_of_marks(struct hand *h, const struct record *table,
                              const struct json *json)
{
    for (const struct json *m = json_first(json); m; m = json_next(m)) {
        const char *colon = strchr(json_name(m), ':');
        bool form =
            colon && !field_is("session", json_name(m), FIELD_DRAFT | FIELD_VOTER);
        if (form && table_grid(h->session, table, colon + 1)) {
            session_keep_form(h->session, colon + 1, NULL);
        }
    }
}
