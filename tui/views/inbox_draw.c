/* How the inbox is drawn. */

#include "views/foot.h"
#include "views/inbox_inside.h"
#include "views/title.h"

#include "base/wrap.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/questions.h"
#include "screen/screen.h"
#include "views/view_question.h"

#include <stdlib.h>

enum { FIRST_ROW = 2, OTHER_ROWS = 2, MARKER_COLS = 2 };

static int about_rows(const struct offer *offer)
{
    return offer->state == OFFER_ASKED && !screen_is_heard() ? 2 : 1;
}

/* How high an entry is: the selected one in full, the others two rows of words. */
static int rows_of(const struct inbox_view *v, const struct offer *offer, size_t index,
                   int room)
{
    int about = about_rows(offer), most = index == v->at ? room - about : OTHER_ROWS;
    return wrap_count(offer->text, screen_cols() - 2 - MARKER_COLS, most) + about;
}

/* Where it wants to go is cut, if something is; whose it is never is. What is asked about it has a
 * row of its own. */
static void put_about(const struct facts *facts, const struct offer *offer, int row,
                      int x, int cols)
{
    struct str asked = STR_EMPTY, place = STR_EMPTY, whose = STR_EMPTY;
    offer_say_asked(facts, offer, &asked);
    offer_say_place(facts, offer, &place);
    offer_say_whose(offer, &whose);
    if (screen_is_heard()) {
        str_addf(&asked, "%s%s%s", asked.len_bytes ? screen_dot() : "", place.bytes,
                 whose.bytes);
        screen_put(row, x, cols, ROLE_DIM, asked.bytes);
    } else {
        int behind = screen_width_cols(whose.bytes, whose.len_bytes);
        int wide = screen_width_cols(place.bytes, place.len_bytes);
        int most = cols - behind > 0 ? cols - behind : 0;
        int room = wide < most ? wide : most;
        screen_put(row, x, cols, ROLE_DIM, str_text(&asked));
        row += about_rows(offer) - 1;
        screen_put(row, x, room, ROLE_DIM, place.bytes);
        screen_put(row, x + room, cols - room, ROLE_DIM, whose.bytes);
    }
    str_finish(&whose);
    str_finish(&place);
    str_finish(&asked);
}

static void put_offer(const struct inbox_view *v, const struct facts *facts,
                      const struct offer *offer, size_t index, int row, int rows)
{
    bool here = index == v->at;
    int x = 1 + MARKER_COLS, cols = screen_cols() - x - 1;
    struct str numbered = str_of("%zu %s", index + 1, offer->text);
    if (here) {
        screen_put(row, 1, MARKER_COLS, ROLE_KEY, screen_marker());
    }
    int words = screen_put_wrapped(row, x, cols, rows - about_rows(offer),
                                   here ? ROLE_SELECTED : ROLE_TEXT,
                                   screen_is_heard() ? numbered.bytes : offer->text);
    put_about(facts, offer, row + words, x, cols);
    screen_button(row, 0, rows, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = index});
    str_finish(&numbered);
}

/* Those behind the last one that has room as a whole, from the first in sight. */
static size_t end_of(const struct inbox_view *v, const struct inbox_page *p, int room)
{
    size_t i = v->first;
    for (int left = room; i < p->count; i++) {
        left -= rows_of(v, &p->offers[i], i, room);
        if (left < 0) {
            break;
        }
    }
    return i;
}

/* So that the selected one is in sight as a whole, and nothing is left out while there is room
 * for it; how much room entries have. Where some are out of sight, a row says how many. */
static int settle_first(struct inbox_view *v, const struct inbox_page *p, int room)
{
    size_t was = v->first < v->at ? v->first : v->at;
    v->first = 0;
    if (end_of(v, p, room) == p->count) {
        return room;
    }
    if (p->count && rows_of(v, &p->offers[v->at], v->at, room) < room) {
        room--; /* but where the selected one needs it to be read in full */
    }
    v->first = was;
    while (v->first < v->at && end_of(v, p, room) <= v->at) {
        v->first++;
    }
    for (bool all = true; v->first > 0 && all;) {
        v->first--;
        all = end_of(v, p, room) == p->count;
        v->first += !all;
    }
    return room;
}

/* "2 above, 3 more" */
static void put_rest(const struct inbox_view *v, const struct inbox_page *p, size_t end,
                     int row)
{
    size_t above = v->first, below = p->count - end;
    struct str rest = STR_EMPTY;
    if (above) {
        str_addf(&rest, below ? "%zu above, " : "%zu more above", above);
    }
    if (below) {
        str_addf(&rest, "%zu more", below);
    }
    screen_put(row, 1 + MARKER_COLS, screen_cols() - 4, ROLE_DIM, str_text(&rest));
    str_finish(&rest);
}

static void put_offers(struct inbox_view *v, const struct facts *facts,
                       const struct inbox_page *p, int end)
{
    int row = FIRST_ROW, room = settle_first(v, p, end - row);
    size_t last = end_of(v, p, room);
    for (size_t i = v->first; i < last; i++) {
        int rows = rows_of(v, &p->offers[i], i, room);
        put_offer(v, facts, &p->offers[i], i, row, rows);
        row += rows;
    }
    if (row < end && (v->first || last < p->count)) {
        put_rest(v, p, last, row);
    }
}

/* What stands where nothing waits. */
static void put_nothing(const struct inbox_view *v, const struct facts *facts)
{
    bool straight = table_says_yes(facts->table, PHONES_STRAIGHT);
    screen_cursor(FIRST_ROW, 1);
    screen_put_wrapped(
        FIRST_ROW, 1, screen_cols() - 2, 4, ROLE_TEXT,
        v->aside ? "Nothing was put aside. \vclose\v goes back to what waits."
        : table_alone(facts->table)
            ? "Everybody writes alone now: what phones send is hidden from all, from "
              "you, "
              "too. \valone\v, in the grid, shows it, or has it wait here."
        : offers_say_elsewhere(facts->session, facts->table, NULL)
            ? "Nothing waits here; what waits is for another table."
        : straight ? "Nothing waits: what phones send stands in the grid at "
                     "once. \vstraight-in\v has it wait here first."
                   : "Nothing waits. What phones send comes here first. \vcode\v shows "
                     "how they come in.");
}

/* How many were put aside, where that is said. */
static size_t aside_said(const struct inbox_view *v, const struct facts *facts)
{
    return v->aside ? 0 : table_offer_count(facts->session, facts->table, OFFER_ASIDE);
}

/* What stands on phones now. */
static const char *what_phones_see(const struct facts *facts)
{
    const struct ballot held = ballot_of(facts->table);
    const struct record *asked = question_at_hand(facts);
    bool question = asked && question_of(asked).state == QUESTION_OPEN;
    bool ballot = held.state == BALLOT_OPEN && !held.for_table &&
                  table_says_yes(facts->table, PHONES_VOTE);
    return table_says_yes(facts->table, PHONES_SEE) ? "are shown what the table has"
           : question && ballot ? "see only goals, the question and the ballot"
           : question           ? "see only goals and the question"
           : ballot             ? "see only goals and the ballot"
                                : "see only goals";
}

/* How phones are treated. */
static void say_treatment(const struct facts *facts, struct str *out)
{
    str_addf(out, "What phones send %s (\vstraight-in\v). They %s (\vphones-see\v).",
             table_says_yes(facts->table, PHONES_STRAIGHT) ? "stands at once"
                                                           : "waits here",
             what_phones_see(facts));
}

/* What waits at other tables, where that is said; returns whether something does. */
static bool say_elsewhere(const struct inbox_view *v, const struct facts *facts,
                          struct str *out)
{
    return !v->aside && offers_say_elsewhere(facts->session, facts->table, out);
}

/* The rows at the end: what was put aside, if anything was, what waits at other tables, and how
 * phones are treated. */
static int end_rows(const struct inbox_view *v, const struct facts *facts)
{
    struct str words = STR_EMPTY;
    say_treatment(facts, &words);
    int rows = (aside_said(v, facts) ? 1 : 0) + say_elsewhere(v, facts, NULL);
    rows += window_is_short() ? 0 : 1 + sentence_rows(words.bytes, screen_cols() - 2, 2);
    str_finish(&words);
    return rows;
}

static void put_end_row(int row, const char *words, enum action action)
{
    screen_put(row, 1, screen_cols() - 2, ROLE_TEXT, words);
    screen_button(row, 0, 1, screen_cols(),
                  (struct button){.kind = BUTTON_ACTION, .action = action});
}

static void put_end(const struct inbox_view *v, const struct facts *facts, int row)
{
    size_t aside = aside_said(v, facts);
    struct str words = STR_EMPTY;
    row += !window_is_short();
    if (aside) {
        str_addf(&words, "%zu put aside (\vput-aside-list\v opens %s)", aside,
                 aside == 1 ? "it" : "them");
        put_end_row(row++, words.bytes, ACT_OFFERS_ASIDE);
    }
    str_clear(&words);
    if (say_elsewhere(v, facts, &words)) {
        str_add(&words, " (\vtable\v goes there)");
        put_end_row(row++, words.bytes, ACT_TABLE);
    }
    str_clear(&words);
    if (!window_is_short()) {
        say_treatment(facts, &words);
        screen_put_wrapped(row, 1, screen_cols() - 2, 2, ROLE_DIM, words.bytes);
    }
    str_finish(&words);
}

static void put_title(const struct inbox_view *v, const struct facts *facts,
                      const struct inbox_page *p)
{
    struct str title = STR_EMPTY;
    if (v->aside) {
        enum { SAVED_COLS = 12 };
        str_addf(&title,
                 "Put aside: %zu. \vtake\v takes one, \vput-back\v puts it back, "
                 "\vclose\v goes back",
                 p->count);
        if (sentence_rows(title.bytes, screen_cols() - SAVED_COLS, 2) > 1) {
            str_set(&title, "Put aside: %zu", p->count); /* the foot has the keys */
        }
    } else {
        size_t hidden = table_offer_count(facts->session, facts->table, OFFER_HIDDEN);
        str_add(&title, p->count || hidden ? "Inbox: " : "Inbox: nothing waits");
        if (p->count) {
            str_addf(&title, "%zu wait%s", p->count, p->count == 1 ? "s" : "");
        }
        if (hidden) {
            str_addf(&title, "%s%zu written alone, hidden", p->count ? ", " : "", hidden);
        }
    }
    size_t tables;
    session_tables(facts->session, &tables);
    if (tables > 1 && !v->aside) {
        str_add(&title, " at ");
        history_name_table_short(facts->table, &title);
    }
    struct facts without = *facts;
    without.waits = ""; /* it is said already */
    draw_whole_title(&without, title.bytes);
    screen_rule(1, 0, screen_cols());
    str_finish(&title);
}

/* What the keys do to what its writer asks to have back. */
static const struct hint_word of_asked[] = {
    {ACT_OFFER_TAKE, "Give back"}, {ACT_OFFER_ASIDE, "Keep"}, {ACT_NONE, NULL}};

/* Whether the key would do something to what is selected. */
static bool is_of_use(const struct inbox_view *v, const struct offer *selected,
                      enum action action)
{
    switch (action) {
    case ACT_OFFER_TAKE:
        return selected;
    case ACT_OFFER_ASIDE:
        return selected && !v->aside;
    case ACT_OFFER_ALL:
        return selected && selected->state == OFFER_WAITS;
    case ACT_OFFER_CHANGE:
    case ACT_OFFER_MOVE:
    case ACT_OFFER_UNNAME:
        return selected && selected->state != OFFER_ASKED;
    case ACT_BOX_NEXT: /* it keeps the words here, too, but no column is next */
        return false;
    default:
        return true;
    }
}

/* In the place of the key that puts aside stands, of what was put aside, that which puts back. */
static void put_foot(const struct inbox_view *v, const struct facts *facts,
                     const struct offer *selected)
{
    enum action actions[HINTS_ROOM];
    size_t all = hints_of(facts, inbox_mode(v), actions), count = 0;
    struct facts here = *facts;
    for (size_t i = 0; i < all; i++) {
        enum action a = actions[i];
        a = a == ACT_OFFER_ASIDE && v->aside && selected ? ACT_OFFER_BACK : a;
        if (is_of_use(v, selected, a)) {
            actions[count++] = a;
        }
    }
    here.hint_words = selected && selected->state == OFFER_ASKED ? of_asked : NULL;
    draw_foot_of(&here, FOOT_MARGIN, actions, count);
}

void inbox_draw(void *state, const struct facts *facts)
{
    struct inbox_view *v = state;
    struct inbox_page p = inbox_look(v, facts);
    screen_clear();
    put_title(v, facts, &p);
    int below = v->editing ? inbox_box_rows() : end_rows(v, facts);
    int end = screen_rows() - foot_rows(facts) - below;
    if (p.count) {
        put_offers(v, facts, &p, end);
    } else {
        put_nothing(v, facts);
    }
    if (v->editing) {
        inbox_put_box(v, end, below);
    } else {
        put_end(v, facts, end);
    }
    put_foot(v, facts, p.count ? &p.offers[v->at] : NULL);
    screen_show();
    free(p.offers);
}
