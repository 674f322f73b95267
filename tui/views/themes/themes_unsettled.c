/* What people decided about themes unseen by each other: said, found, and let stand. */

#include "model/history.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/themes/themes_inside.h"

#include <stdlib.h>

/* What it was called besides, or that its name was taken away. */
static void add_names(const struct theme *theme, struct str *out)
{
    size_t count;
    const struct version **all =
        history_wordings(record_field(theme->record, "name"), &count);
    const char *other = count > 1 ? version_value(all[1]).text : NULL;
    if (other && *other) {
        str_addf(out, "called it ‘%s’", other);
    } else {
        str_add(out, "took its name away");
    }
    free(all);
}

bool themes_add_unsettled(const struct theme *theme, struct str *out)
{
    const struct unsettled *u = &theme->unsettled;
    if (!theme_is_unsettled(theme)) {
        return false;
    }
    str_add(out, "not settled: somebody ");
    if (u->moved) {
        str_addf(out, "put ‘%s’ into ‘%s’", record_words(u->moved, "text"),
                 u->moved_to->words);
    }
    if (u->one) {
        str_addf(out, "%skept ‘%s’ and ‘%s’ apart", u->moved ? ", and " : "",
                 record_words(u->one, "text"), record_words(u->other, "text"));
    }
    if (u->names) {
        str_add(out, u->moved || u->one ? ", and " : "");
        add_names(theme, out);
    }
    str_addf(out, " (\vsettle\v keeps it as it is%s%s)",
             u->moved || u->one ? ", \vsplit\v parts it" : "",
             u->names ? ", \vcall\v names it" : "");
    return true;
}

bool themes_row_is_unsettled(const struct row *row)
{
    const struct unsettled *u = &row->said.theme->unsettled;
    return row->entry
               ? row->entry == u->moved || row->entry == u->one || row->entry == u->other
               : theme_is_unsettled(row->said.theme);
}

struct intent themes_settle_it(struct themes_view *v)
{
    const struct row *row = themes_row(v);
    if (!row || !theme_is_unsettled(row->said.theme)) {
        return intent_say("Nobody has decided differently about this one.");
    }
    themes_decide(v, (struct pair){0});
    return (struct intent){.kind = INTENT_SETTLE_THEME, .theme = row->said.theme};
}

/* Where the selected theme, or else the page, stands among all. */
static size_t place(const struct themes_view *v)
{
    const struct row *row = themes_row(v);
    size_t at = 0;
    while (at < v->themes.count && row && v->themes.items[at] != row->said.theme) {
        at++;
    }
    return at;
}

struct intent themes_next_unsettled(struct themes_view *v)
{
    size_t from = place(v);
    for (size_t i = 1; i <= v->themes.count; i++) {
        const struct theme *theme = v->themes.items[(from + i) % v->themes.count];
        size_t tables = theme_is_unsettled(theme) ? themes_tables_shown(v, theme) : 0;
        if (tables) {
            v->page = tables > 1 ? PAGE_THEMES : PAGE_LONE;
            themes_go_to_column(v, theme->rank);
            v->spots[v->page].selected = theme->members[0];
            v->spots[v->page].on_entry = false;
            return intent_of(INTENT_NOTHING);
        }
    }
    return intent_say("All is settled here: nobody has decided differently.");
}

/* Whether a key would do something where the selection is. */
static bool is_of_use(const struct themes_view *v, const struct row *row,
                      enum action action)
{
    bool unsettled = row && theme_is_unsettled(row->said.theme);
    switch (action) {
    case ACT_SPLIT:
        return row && row->entry && row->said.theme->count > 1;
    case ACT_CALL:
        return !row || !row->entry;
    case ACT_TICK:
        return !unsettled;
    case ACT_SETTLE:
        return unsettled;
    case ACT_UNSETTLED:
        return v->unsettled > unsettled;
    default:
        return true;
    }
}

void themes_draw_foot(const struct themes_view *v, const struct facts *facts)
{
    enum action all[HINTS_ROOM], shown[HINTS_ROOM];
    enum mode mode = themes_mode(v);
    size_t count = hints_of(facts, mode, all), kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (mode != MODE_THEMES || is_of_use(v, themes_row(v), all[i])) {
            shown[kept++] = all[i];
        }
    }
    draw_foot_of(facts, FOOT_MARGIN, shown, kept);
}
