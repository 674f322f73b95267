#include "views/inbox_inside.h"

#include "base/memory.h"
#include "model/offers.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

struct view view_inbox_new(void)
{
    struct inbox_view *v = memory_get(sizeof *v);
    v->opened_ms = clock_ticks_ms();
    return (struct view){.ops = &view_inbox_ops, .state = v};
}

static void inbox_free(void *state)
{
    struct inbox_view *v = state;
    text_box_finish(&v->box);
    str_finish(&v->once);
    str_finish(&v->was);
    str_finish(&v->column);
    str_finish(&v->field);
    kept_draft_finish(&v->draft);
    str_finish(&v->said);
    free(v);
}

static void select_at(struct inbox_view *v, const struct inbox_page *p, size_t at)
{
    v->at = at < p->count ? at : p->count ? p->count - 1 : 0;
    str_set(&v->once, "%s", p->count ? record_id(p->offers[v->at].record) : "");
}

struct inbox_page inbox_look(struct inbox_view *v, const struct facts *facts)
{
    inbox_mind_box(v, facts);
    struct inbox_page p = {.count = 0};
    bool another = v->table && v->table != facts->table; /* was chosen, over it */
    v->table = facts->table;
    if (another) {
        v->opened_ms = clock_ticks_ms();
        v->aside = v->slid = false;
        v->at = v->first = 0;
        str_clear(&v->once);
    }
    p.offers = table_offers(facts->session, facts->table,
                            v->aside ? OFFER_ASIDE : OFFERS_OPEN, &p.count);
    size_t at = 0;
    while (at < p.count &&
           strcmp(record_id(p.offers[at].record), str_text(&v->once)) != 0) {
        at++;
    }
    if (at == p.count && v->once.len_bytes) {
        v->slid = !v->ours;
        v->ours = false;
    }
    select_at(v, &p, at < p.count ? at : v->at);
    return p;
}

void view_inbox_show(void *state, const struct facts *facts, const struct record *record)
{
    struct inbox_view *v = state;
    struct offer offer;
    if (offer_find(facts->session, record_id(record), &offer) &&
        (offer.state & (v->aside ? OFFER_ASIDE : OFFERS_OPEN))) {
        str_set(&v->once, "%s", record_id(record));
        v->slid = false;
    }
}

static const struct offer *selected(const struct inbox_view *v,
                                    const struct inbox_page *p)
{
    return p->count ? &p->offers[v->at] : NULL;
}

/* Keys */

struct intent inbox_take(const struct offer *offer)
{
    return (struct intent){.kind = INTENT_TAKE_OFFER,
                           .record = offer->record,
                           .goal = offer->goal,
                           .column = offer->column};
}

/* A goal stands for itself; that of anything else may have been deleted. */
static bool has_place(const struct offer *offer)
{
    return offer->goal || !*offer->column;
}

static struct intent put_elsewhere(const struct offer *offer)
{
    return (struct intent){.kind = INTENT_OPEN_PLACES, .record = offer->record};
}

static struct intent turn(const struct facts *facts, const char *field)
{
    return (struct intent){.kind = INTENT_SET_PHONES,
                           .field = field,
                           .text = table_says_yes(facts->table, field) ? "" : "yes"};
}

/* It was taken, and its writer asks to have it back. */
static struct intent of_asked(enum action action, const struct offer *offer)
{
    bool gives = action == ACT_OFFER_TAKE;
    return gives || action == ACT_OFFER_ASIDE
               ? (struct intent){.kind = INTENT_GIVE_BACK,
                                 .record = offer->record,
                                 .step = gives ? 1 : -1}
               : intent_say("Whoever wrote it asks to have it back: \vtake\v gives it "
                            "back, \vput-aside\v keeps it.");
}

/* Without the name that was given, or with it again. */
static struct intent unname(const struct offer *offer)
{
    const char *given = record_author(offer->record)->by;
    return !given || !*given ? intent_say("It came without a name.")
                             : (struct intent){.kind = INTENT_UNNAME_OFFER,
                                               .record = offer->record,
                                               .step = *offer->by ? 1 : -1};
}

static struct intent of_selected(struct inbox_view *v, const struct facts *facts,
                                 enum action action, const struct offer *offer)
{
    if (!offer) {
        return intent_say(v->aside ? "Nothing was put aside." : "Nothing waits.");
    }
    if (v->slid) {
        v->slid = false;
        return intent_say(
            "Nothing was done: what was selected has gone, taken back or taken "
            "in by others, and this one is selected now.");
    }
    v->ours = true;
    if (offer->state == OFFER_ASKED) {
        return of_asked(action, offer);
    }
    if (!has_place(offer) && (action == ACT_OFFER_CHANGE || action == ACT_OFFER_ALL)) {
        return intent_say(
            "Its goal was deleted: \vtake-elsewhere\v takes it elsewhere; then it can be "
            "changed.");
    }
    if (v->aside != (action == ACT_OFFER_BACK) &&
        (action == ACT_OFFER_BACK || action == ACT_OFFER_ASIDE)) {
        return intent_say(v->aside ? "It is put aside already: \vput-back\v puts it back."
                                   : "It waits: \vput-aside\v puts it aside.");
    }
    switch (action) {
    case ACT_OFFER_TAKE:
        return has_place(offer) ? inbox_take(offer) : put_elsewhere(offer);
    case ACT_OFFER_CHANGE:
        return inbox_open_box(v, facts, offer);
    case ACT_OFFER_MOVE:
        return put_elsewhere(offer);
    case ACT_OFFER_UNNAME:
        return unname(offer);
    case ACT_OFFER_ASIDE:
    case ACT_OFFER_BACK:
        return (struct intent){.kind = INTENT_OFFER_ASIDE,
                               .record = offer->record,
                               .step = v->aside ? -1 : 1};
    default:
        return v->aside
                   ? intent_say(
                         "Of what was put aside, one is taken at a time: \vtake\v.")
                   : (struct intent){.kind = INTENT_TAKE_OFFERS, .record = offer->record};
    }
}

/* Right behind the key that opened it, or came to another table: a habit, or the answer to a
 * question that did not come. */
static bool is_unread(const struct inbox_view *v, const struct inbox_page *p,
                      enum action action, const struct event *event)
{
    bool decides = action == ACT_OFFER_TAKE || action == ACT_OFFER_ASIDE ||
                   action == ACT_OFFER_ALL || action == ACT_OFFER_UNNAME;
    bool undoes = action == ACT_UNDO || action == ACT_REDO;
    return (undoes || (decides && p->count)) && event_is_unread(event, v->opened_ms);
}

static struct intent turn_page(struct inbox_view *v)
{
    v->aside = !v->aside;
    v->at = v->first = 0;
    str_clear(&v->once);
    return intent_of(INTENT_NOTHING);
}

static struct intent browse(struct inbox_view *v, const struct facts *facts,
                            const struct inbox_page *p, enum action action)
{
    enum { SEVERAL = 5 };
    size_t at = v->at;
    v->ours = false;
    if (list_step(action, SEVERAL, p->count, &at)) {
        v->slid = false;
        select_at(v, p, at);
        return intent_of(INTENT_NOTHING);
    }
    switch (action) {
    case ACT_OFFER_TAKE:
    case ACT_OFFER_CHANGE:
    case ACT_OFFER_MOVE:
    case ACT_OFFER_ASIDE:
    case ACT_OFFER_BACK:
    case ACT_OFFER_ALL:
    case ACT_OFFER_UNNAME:
        return of_selected(v, facts, action, selected(v, p));
    case ACT_OFFERS_ASIDE:
        return turn_page(v);
    case ACT_OFFERS_STRAIGHT:
        return table_says_yes(facts->table, PHONES_STRAIGHT)
                   ? turn(facts, PHONES_STRAIGHT)
                   : intent_of(INTENT_ASK_STRAIGHT);
    case ACT_OFFERS_SEE:
        return turn(facts, PHONES_SEE);
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return v->aside ? turn_page(v) : intent_of(INTENT_CLOSE);
    default:
        return intent_of(intent_of_key(action));
    }
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct inbox_view *v = state;
    struct intent intent = intent_of(INTENT_NOTHING);
    struct inbox_page p = inbox_look(v, facts);
    bool unread = false;
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        if (button.kind == BUTTON_ITEM && !v->editing) {
            select_at(v, &p, button.index);
        }
    } else if (v->editing) {
        intent = inbox_type(v, facts, action, event);
    } else if (event->kind == EVENT_PASTE) {
        intent = intent_say("What was pasted has no place here; \vclose\v goes back.");
    } else if (event->kind != EVENT_DRAG) {
        unread = is_unread(v, &p, action, event);
        intent = unread ? intent_unread() : browse(v, facts, &p, action);
    }
    v->opened_ms = unread ? v->opened_ms : 0;
    free(p.offers);
    return intent;
}

enum mode inbox_mode(const void *state)
{
    const struct inbox_view *v = state;
    return v->editing ? MODE_BOX : MODE_INBOX;
}

const struct view_ops view_inbox_ops = {
    .name = "inbox",
    .mode = inbox_mode,
    .draw = inbox_draw,
    .handle = handle,
    .free = inbox_free,
    .unfinished = inbox_unfinished,
    .typed = inbox_typed,
    .typed_for = inbox_typed_for,
};
