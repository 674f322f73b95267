#include "views/inbox_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "model/offers.h"
#include "model/questions.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

/* The offers of the page, and which of them is selected. */
struct page {
    struct offer *offers;
    size_t count;
};

struct view view_inbox_new(void)
{
    return (struct view){.ops = &view_inbox_ops,
                         .state = memory_get(sizeof(struct inbox_view))};
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

static void select_at(struct inbox_view *v, const struct page *p, size_t at)
{
    v->at = at < p->count ? at : p->count ? p->count - 1 : 0;
    str_set(&v->once, "%s", p->count ? record_id(p->offers[v->at].record) : "");
}

/* What was selected stays so, wherever it stands by now; if it has gone, what has come into
 * its place is. */
static struct page look(struct inbox_view *v, const struct facts *facts)
{
    inbox_mind_box(v, facts);
    struct page p = {.count = 0};
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

static const struct offer *selected(const struct inbox_view *v, const struct page *p)
{
    return p->count ? &p->offers[v->at] : NULL;
}

/* Drawing */

enum { FIRST_ROW = 2, ABOUT_ROWS = 1, OTHER_ROWS = 2, MARKER_COLS = 2 };

/* How high an entry is: the selected one in full, the others two rows of words. */
static int rows_of(const struct inbox_view *v, const struct offer *offer, size_t index,
                   int room)
{
    int most = index == v->at ? room - ABOUT_ROWS : OTHER_ROWS;
    return wrap_count(offer->text, screen_cols() - 2 - MARKER_COLS, most) + ABOUT_ROWS;
}

static void put_offer(const struct inbox_view *v, const struct facts *facts,
                      const struct offer *offer, size_t index, int row, int rows)
{
    bool here = index == v->at;
    int x = 1 + MARKER_COLS, cols = screen_cols() - x - 1;
    struct str about = STR_EMPTY, numbered = str_of("%zu %s", index + 1, offer->text);
    offer_describe(facts, offer, &about);
    if (here) {
        screen_put(row, 1, MARKER_COLS, ROLE_KEY, screen_marker());
    }
    int words = screen_put_wrapped(row, x, cols, rows - ABOUT_ROWS,
                                   here ? ROLE_SELECTED : ROLE_TEXT,
                                   screen_is_heard() ? numbered.bytes : offer->text);
    screen_put(row + words, x, cols, ROLE_DIM, str_text(&about));
    screen_button(row, 0, rows, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = index});
    str_finish(&about);
    str_finish(&numbered);
}

/* So that the selected one is in sight as a whole. */
static void settle_first(struct inbox_view *v, const struct page *p, int room)
{
    v->first = v->first < v->at ? v->first : v->at;
    for (int used = room + 1; used > room && v->first < v->at;) {
        used = 0;
        for (size_t i = v->first; i <= v->at && i < p->count; i++) {
            used += rows_of(v, &p->offers[i], i, room);
        }
        v->first += used > room;
    }
    int left = room;
    for (size_t i = v->first; i < p->count && left > 0; i++) {
        left -= rows_of(v, &p->offers[i], i, room);
    }
    while (v->first > 0) { /* nothing is left out while there is room for it */
        left -= rows_of(v, &p->offers[v->first - 1], v->first - 1, room);
        if (left < 0) {
            break;
        }
        v->first--;
    }
}

static void put_offers(struct inbox_view *v, const struct facts *facts,
                       const struct page *p, int end)
{
    int row = FIRST_ROW;
    size_t i;
    settle_first(v, p, end - row);
    for (i = v->first; i < p->count; i++) {
        int rows = rows_of(v, &p->offers[i], i, end - FIRST_ROW);
        if (row + rows > end) {
            break;
        }
        put_offer(v, facts, &p->offers[i], i, row, rows);
        row += rows;
    }
    if (i < p->count && row < end) {
        struct str more = str_of("%zu more", p->count - i);
        screen_put(row, 1 + MARKER_COLS, screen_cols() - 4, ROLE_DIM, more.bytes);
        str_finish(&more);
    }
}

/* What stands where nothing waits. */
static void put_nothing(const struct inbox_view *v, const struct facts *facts)
{
    bool straight = table_says_yes(facts->table, PHONES_STRAIGHT);
    screen_cursor(FIRST_ROW, 1);
    screen_put_wrapped(
        FIRST_ROW, 1, screen_cols() - 2, 4, ROLE_TEXT,
        v->aside   ? "Nothing was put aside. \vclose\v goes back to what waits."
        : straight ? "Nothing waits: what phones send stands in the grid at "
                     "once. \vstraight-in\v has it wait here first."
                   : "Nothing waits. What phones send comes here first. \vcode\v shows "
                     "how they come in.");
}

/* The rows at the end: what was put aside, and how phones are treated. */
static int end_rows(void)
{
    return window_is_short() ? 1 : 3;
}

static void put_end(const struct inbox_view *v, const struct facts *facts, int row)
{
    size_t aside = table_offer_count(facts->session, facts->table, OFFER_ASIDE);
    struct str words = STR_EMPTY;
    if (!v->aside && aside) {
        str_addf(&words, "%zu put aside (\vput-aside-list\v opens %s)", aside,
                 aside == 1 ? "it" : "them");
        screen_put(row, 1, screen_cols() - 2, ROLE_TEXT, words.bytes);
        screen_button(row, 0, 1, screen_cols(),
                      (struct button){.kind = BUTTON_ACTION, .action = ACT_OFFERS_ASIDE});
    }
    str_clear(&words);
    if (!window_is_short()) {
        str_addf(
            &words, "What phones send %s (\vstraight-in\v). They %s (\vphones-see\v).",
            table_says_yes(facts->table, PHONES_STRAIGHT) ? "stands at once"
                                                          : "waits here",
            table_says_yes(facts->table, PHONES_SEE) ? "are shown what the table has"
                                                     : "see only goals and the ballot");
        screen_put(row + 1, 1, screen_cols() - 2, ROLE_DIM, words.bytes);
    }
    str_finish(&words);
}

static void put_title(const struct inbox_view *v, const struct facts *facts,
                      const struct page *p)
{
    struct str title = STR_EMPTY;
    if (v->aside) {
        str_addf(&title,
                 "Put aside: %zu. \vtake\v takes one, \vput-back\v puts it back, "
                 "\vclose\v goes back",
                 p->count);
    } else {
        str_addf(&title, p->count ? "Inbox: %zu wait%s" : "Inbox: nothing waits",
                 p->count, p->count == 1 ? "s" : "");
    }
    struct facts without = *facts;
    without.waits = ""; /* it is said already */
    draw_title(&without, title.bytes);
    screen_rule(1, 0, screen_cols());
    str_finish(&title);
}

static enum mode mode_of(const void *state)
{
    const struct inbox_view *v = state;
    return v->editing ? MODE_BOX : MODE_INBOX;
}

static void draw(void *state, const struct facts *facts)
{
    struct inbox_view *v = state;
    struct page p = look(v, facts);
    screen_clear();
    put_title(v, facts, &p);
    int below = v->editing ? inbox_box_rows() : end_rows();
    int end = screen_rows() - foot_rows(facts) - below;
    if (p.count) {
        put_offers(v, facts, &p, end);
    } else {
        put_nothing(v, facts);
    }
    if (v->editing) {
        inbox_put_box(v, end, below);
    } else {
        put_end(v, facts, end + below - end_rows() + !window_is_short());
    }
    draw_foot(facts, mode_of(v));
    screen_show();
    free(p.offers);
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

static struct intent turn_page(struct inbox_view *v)
{
    v->aside = !v->aside;
    v->at = v->first = 0;
    str_clear(&v->once);
    return intent_of(INTENT_NOTHING);
}

static void go(struct inbox_view *v, const struct page *p, enum action action)
{
    enum { SEVERAL = 5 };
    size_t step = action == ACT_UP || action == ACT_DOWN ? 1 : SEVERAL;
    bool up = action == ACT_UP || action == ACT_PAGE_UP;
    size_t before = v->at - (v->at < step ? v->at : step);
    v->slid = false;
    select_at(v, p,
              action == ACT_FIRST  ? 0
              : action == ACT_LAST ? p->count
              : up                 ? before
                                   : v->at + step);
}

static struct intent browse(struct inbox_view *v, const struct facts *facts,
                            const struct page *p, enum action action)
{
    v->ours = false;
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
    case ACT_UP:
    case ACT_DOWN:
    case ACT_PAGE_UP:
    case ACT_PAGE_DOWN:
    case ACT_FIRST:
    case ACT_LAST:
        go(v, p, action);
        return intent_of(INTENT_NOTHING);
    default:
        return intent_of(intent_of_key(action));
    }
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct inbox_view *v = state;
    struct intent intent = intent_of(INTENT_NOTHING);
    struct page p = look(v, facts);
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
        intent = browse(v, facts, &p, action);
    }
    free(p.offers);
    return intent;
}

const struct view_ops view_inbox_ops = {
    .name = "inbox",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = inbox_free,
    .unfinished = inbox_unfinished,
    .typed = inbox_typed,
};
