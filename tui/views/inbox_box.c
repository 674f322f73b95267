/* The box of the inbox: what a phone sent is taken with other words. */

#include "views/inbox_inside.h"

#include "model/drafts.h"
#include "screen/screen.h"

#include <string.h>

int inbox_box_rows(void)
{
    int rows = screen_rows() / 3;
    return rows < 3 ? 3 : rows;
}

static const char *title_of(const struct inbox_view *v)
{
    return v->gone ? "Taken back by whoever sent it: the words are gone"
                   : "Take it with other words";
}

void inbox_put_box(const struct inbox_view *v, int row, int rows)
{
    struct str title = str_of(" %s ", title_of(v));
    screen_rule(row, 0, screen_cols());
    screen_put(row, 2, screen_cols() - 4, ROLE_TITLE, title.bytes);
    str_finish(&title);
    draw_typed(&v->box, row + 1, 1, screen_cols() - 2, rows - 1, ROLE_TEXT);
}

struct intent inbox_open_box(struct inbox_view *v, const struct facts *facts,
                             const struct offer *offer)
{
    v->editing = offer->record;
    v->goal = offer->goal;
    str_set(&v->column, "%s", offer->column);
    v->box_saw = session_edit_count(facts->session);
    v->own = v->gone = false;
    str_set(&v->was, "%s", offer->text);
    kept_draft_open(&v->draft, facts, &v->box, offer->record, "draft", offer->text);
    return kept_draft_say(&v->draft, facts);
}

void inbox_mind_box(struct inbox_view *v, const struct facts *facts)
{
    struct offer offer;
    if (!v->editing || v->gone ||
        offer_find(facts->session, record_id(v->editing), &offer)) {
        return;
    }
    v->gone = true;
    str_clear(&v->was);
    if (!v->own) {
        text_box_set(&v->box, "");
    }
}

/* Whoever sent it took it back: the words are the typist's own, and stand as a draft in the
 * cell where it wanted to go. */
static struct intent keep_own_words(struct inbox_view *v, const struct facts *facts)
{
    bool cell = v->goal && record_shown(v->goal);
    const struct record *of = cell ? v->goal : facts->table;
    v->editing = NULL;
    if (!text_box_is_entry(str_text(&v->said), v->said.len_bytes)) {
        return intent_say("Whoever sent it has taken it back meanwhile.");
    }
    struct str box = str_of(cell ? "draft:%s" : "draft", str_text(&v->column));
    draft_free_field(of, box.bytes, &v->field);
    str_finish(&box);
    return (struct intent){.kind = INTENT_KEEP_DRAFT,
                           .record = of,
                           .field = str_text(&v->field),
                           .text = str_text(&v->said),
                           .seen_edits = v->box_saw,
                           .step = 1};
}

/* Takes it with what is in the box; wherever it wants to go by now. */
static struct intent keep_box(struct inbox_view *v, const struct facts *facts)
{
    struct offer offer;
    str_set(&v->said, "%s", str_text(&v->box.text));
    if (v->gone || !offer_find(facts->session, record_id(v->editing), &offer)) {
        return keep_own_words(v, facts);
    }
    if (!text_box_is_entry(str_text(&v->said), v->said.len_bytes)) {
        return intent_say(
            "Nothing is written here yet. \vescape\v leaves it as it was sent.");
    }
    v->editing = NULL;
    struct intent intent = inbox_take(&offer);
    intent.text = str_text(&v->said);
    intent.seen_edits = v->box_saw;
    intent.draft_of = offer.record;
    intent.draft_field = str_text(&v->draft.field);
    return intent;
}

static struct intent leave_box(struct inbox_view *v, const struct facts *facts)
{
    const struct record *record = v->editing;
    struct offer offer;
    str_set(&v->said, "%s", str_text(&v->box.text));
    if (v->gone || !offer_find(facts->session, record_id(record), &offer)) {
        return keep_own_words(v, facts);
    }
    v->editing = NULL;
    bool same = strcmp(str_text(&v->said), str_text(&v->was)) == 0;
    if (kept_draft_settle(&v->draft, str_text(&v->said)) || same) {
        str_clear(&v->said);
    }
    return strcmp(str_text(&v->said), record_words(record, str_text(&v->draft.field))) ==
                   0
               ? intent_of(INTENT_NOTHING)
               : (struct intent){.kind = INTENT_KEEP_DRAFT,
                                 .record = record,
                                 .field = str_text(&v->draft.field),
                                 .text = str_text(&v->said),
                                 .seen_edits = v->box_saw};
}

struct intent inbox_type(struct inbox_view *v, const struct facts *facts,
                         enum action action, const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        text_box_insert(&v->box, event->text);
        return intent_of(INTENT_NOTHING);
    }
    switch (action) {
    case ACT_BOX_ENTER:
    case ACT_BOX_NEXT:
        return keep_box(v, facts);
    case ACT_BOX_ESCAPE:
        return leave_box(v, facts);
    default:
        text_box_press(&v->box, event->text, action, screen_cols() - 2);
        v->own = action != ACT_BOX_GIVE_BACK && (v->own || !v->box.text.len_bytes);
        return intent_of(INTENT_NOTHING);
    }
}

struct unfinished inbox_unfinished(void *state)
{
    const struct inbox_view *v = state;
    return v->editing ? draft_typed(&v->box, v->editing, str_text(&v->draft.field),
                                    str_text(&v->was))
                      : (struct unfinished){.of = NULL};
}

struct text_box *inbox_typed(void *state)
{
    struct inbox_view *v = state;
    return v->editing ? &v->box : NULL;
}

void inbox_typed_for(void *state, const struct facts *facts, struct str *about)
{
    const struct inbox_view *v = state;
    (void)facts;
    str_add(about, title_of(v));
}
