/* Where a name that was half written is gone on with: in a view that was not looked at yet. */

#include "model/drafts.h"
#include "views/themes/themes_inside.h"

/* The entry that keeps the latest of them; NULL: none does. */
static const struct record *find_entry(const struct session *session)
{
    const struct record *entry = NULL;
    const struct field *latest = NULL;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        for (const struct field *f = NULL; (f = draft_next(r, THEME_DRAFT, f));) {
            if (record_shown(r) && (!latest || draft_is_later(f, latest))) {
                latest = f;
                entry = r;
            }
        }
    }
    return entry;
}

static bool go_to_proposal(struct themes_view *v, const struct record *entry)
{
    for (size_t i = 0; i < v->queue_count; i++) {
        if (themes_called(&v->proposals.items[v->queue[i]])->members[0] == entry) {
            themes_go_to(v, i);
            return true;
        }
    }
    return false;
}

static bool go_to_row(struct themes_view *v, const struct facts *facts, enum page page,
                      const struct theme *theme)
{
    v->page = page;
    themes_go_to_column(v, theme->rank);
    themes_settle(v, facts);
    for (size_t i = 0; i < v->row_count; i++) {
        if (v->rows[i].said.theme == theme) {
            themes_go_to(v, i);
            return true;
        }
    }
    return false;
}

void view_themes_go_on(struct themes_view *v, const struct facts *facts)
{
    const struct record *entry = session_ever_set_like(facts->session, THEME_DRAFT)
                                     ? find_entry(facts->session)
                                     : NULL;
    if (!entry) {
        return;
    }
    themes_settle(v, facts);
    const struct theme *theme = theme_of(&v->themes, entry);
    if (theme && !go_to_proposal(v, entry) && !go_to_row(v, facts, PAGE_THEMES, theme) &&
        !go_to_row(v, facts, PAGE_LONE, theme)) {
        v->page = PAGE_PROPOSALS;
        v->stale = true;
    }
}
