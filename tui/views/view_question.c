#include "views/view_question_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/offers.h"
#include "model/questions.h"
#include "screen/clock.h"
#include "views/view_question.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define REWORD_FIELD FORM_DRAFT "reworded"

enum {
    READING_MS = 1500
}; /* so soon, a key was meant for where the one before was pressed */

struct view view_question_new(const struct facts *facts, const struct record *row,
                              bool instead)
{
    struct question_view *v = memory_get(sizeof *v);
    v->record = row;
    question_go_to_draft(v, facts);
    v->heard = !instead;
    v->opened_ms = clock_ticks_ms();
    return (struct view){.ops = &view_question_ops, .state = v};
}

static void question_free(void *state)
{
    struct question_view *v = state;
    text_box_finish(&v->box);
    text_box_finish(&v->hands.box);
    str_finish(&v->said);
    kept_draft_finish(&v->draft);
    free(v);
}

static enum mode question_mode(const void *state)
{
    const struct question_view *v = state;
    return v->typing ? MODE_NAME : MODE_QUESTION;
}

const struct record *question_selected(const struct question_view *v,
                                       const struct facts *facts)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    return v->at < count && question_of(v->record).asks != ASKS_WORDS ? notes[v->at]
                                                                      : NULL;
}

bool question_may_reword(const struct question_view *v, const struct facts *facts)
{
    return !question_has_answers(facts, v->record);
}

static struct intent set(const struct question_view *v, enum question_state state)
{
    return (struct intent){
        .kind = INTENT_SET_QUESTION, .record = v->record, .step = (int)state};
}

/* The key that opened it, where a list was meant, comes at once behind itself: it chooses there how
 * a new question is answered, as others do. */
static bool was_meant_before(struct question_view *v, enum action action,
                             const struct event *event)
{
    bool soon = action == ACT_QUESTION_SHOW && v->first && !screen_is_heard() &&
                event->at_ms - v->opened_ms <= READING_MS;
    v->heard = v->heard && !soon;
    v->led_ms = soon ? event->at_ms : 0;
    return soon;
}

/* The key that shows the answers, or hides them, may be pressed once more for it took a while: it
 * undoes nothing. */
static bool has_just_turned(struct question_view *v, enum action action,
                            const struct event *event)
{
    bool soon = action == ACT_QUESTION_SHOW && v->turned_ms && !screen_is_heard() &&
                question_of(v->record).state == v->turned &&
                event->at_ms - v->turned_ms <= READING_MS;
    v->turned_ms = soon ? 0 : v->turned_ms;
    return soon;
}

/* What all see will not have those that wait, nor what is half written. */
static void say_without(const struct facts *facts, size_t waiting, const char *half,
                        const char *way, struct str *out)
{
    if (waiting && facts->seen) { /* nobody there sees how many were put aside */
        str_addf(out, "More wait in the inbox: %s\vinbox\v takes them in first. ",
                 facts->before_room ? "\vclose\v, \vprojector\v, then " : "");
    } else if (waiting) {
        str_addf(out, "%zu more wait%s in the inbox: \vinbox\v takes %s in first. ",
                 waiting, waiting == 1 ? "s" : "", waiting == 1 ? "it" : "them");
    }
    if (half) {
        str_addf(out, "%s: \v%s\v goes on with it. ", half, way);
    }
}

/* That is told, and asked, before. */
static struct intent close_answers(struct question_view *v, const struct facts *facts,
                                   enum action action, enum question_state state,
                                   bool again)
{
    bool open = question_of(v->record).state == QUESTION_OPEN;
    size_t waiting = open ? question_waiting(facts, v->record, OFFER_WAITS) : 0;
    const char *half =
        state == QUESTION_ENDED ? question_half_written(facts, v->record) : NULL;
    bool uncounted = state == QUESTION_ENDED && !question_is_for_phones(facts) &&
                     question_uncounted(facts->session, v->record);
    if ((waiting || half || uncounted) && !again) {
        bool one = waiting + (half != NULL) == 1 && (half || !facts->seen) && !uncounted;
        v->asked = action;
        str_set(&v->said, "%s", uncounted ? "Not all hands are counted yet. " : "");
        bool words = question_of(v->record).asks == ASKS_WORDS;
        say_without(facts, waiting, half, words ? "answer-by-hand" : "keep-count",
                    &v->said);
        str_addf(&v->said, "Without %s: \v%s\v once more.", one ? "it" : "them",
                 state == QUESTION_SHOWN ? "show-answers" : "end-question");
        return intent_say(v->said.bytes);
    }
    /* The key may be held back, and comes once more; but what hides has asked nothing. */
    v->asked = state == QUESTION_OPEN ? ACT_NONE : action;
    v->turned = state;
    v->turned_ms = clock_ticks_ms();
    return set(v, state);
}

static struct intent open_box(struct question_view *v, const struct facts *facts,
                              bool rewords)
{
    v->typing = true;
    v->unasked = v->sure = false;
    v->rewords = rewords;
    kept_draft_open(&v->draft, facts, &v->box, v->record,
                    rewords ? REWORD_FIELD : ANSWER_DRAFT,
                    rewords ? record_words(v->record, "text") : "");
    return kept_draft_say(&v->draft, facts);
}

struct intent question_reword(struct question_view *v, const struct facts *facts)
{
    return question_may_reword(v, facts)
               ? open_box(v, facts, true)
               : intent_say(
                     "Somebody has answered these words, so they stay. "
                     "\vend-question\v ends it; \vask\v, from the grid, asks anew.");
}

static struct intent change(struct question_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    struct question q = question_of(v->record);
    bool again = v->asked == action;
    v->asked = ACT_NONE;
    v->led_ms = 0;
    if (!record_shown(v->record)) {
        return intent_say(QUESTION_GONE);
    }
    bool rewords = action == ACT_QUESTION_REWORD && question_may_reword(v, facts);
    if (action == ACT_QUESTION_AGAIN) {
        return q.state == QUESTION_ENDED
                   ? set(v, QUESTION_OPEN)
                   : intent_say("It has not ended: \vend-question\v ends it.");
    }
    if (q.state == QUESTION_ENDED && action == ACT_QUESTION_ANSWER) {
        return intent_say(
            "The question has ended, so this is no answer. \vopen-again\v lets "
            "everybody answer again; \vclose\v, then \vadd\v writes an entry.");
    }
    if (q.state == QUESTION_ENDED && !rewords) {
        return intent_say("The question has ended, and its answers are shown. "
                          "\vopen-again\v lets everybody answer again.");
    }
    if (has_just_turned(v, action, event)) {
        return intent_say(
            q.state == QUESTION_SHOWN
                ? "The answers are shown. \vshow-answers\v once more hides them."
                : "The answers are hidden. \vshow-answers\v once more shows them.");
    }
    if (!again && was_meant_before(v, action, event)) {
        v->asked = action;
        return intent_say(
            q.state == QUESTION_SHOWN
                ? "This question has not ended: \vshow-answers\v once more hides its "
                  "answers, and they go on."
                : "This question is still open: \vshow-answers\v once more shows its "
                  "answers to everybody.");
    }
    switch (action) {
    case ACT_QUESTION_SHOW:
        return close_answers(v, facts, action,
                             q.state == QUESTION_SHOWN ? QUESTION_OPEN : QUESTION_SHOWN,
                             again);
    case ACT_QUESTION_END:
        return close_answers(v, facts, action, QUESTION_ENDED, again);
    case ACT_QUESTION_REWORD:
        return question_reword(v, facts);
    case ACT_QUESTION_ANSWER:
        if (q.asks != ASKS_WORDS) {
            return intent_say(
                "Select an answer, and type how many hands: 12, then \vkeep-count\v.");
        }
        return open_box(v, facts, false);
    default:
        return question_count_hands(v, facts, action, event->key);
    }
}

bool view_question_is_fresh(const struct view *view)
{
    const struct question_view *v = view->state;
    return view->ops == &view_question_ops && v->typing && v->rewords &&
           strcmp(str_text(&v->box.text), record_words(v->record, "text")) == 0;
}

bool view_question_rewords_ended(const struct view *view)
{
    const struct question_view *v = view->state;
    return view->ops == &view_question_ops && v->typing && v->rewords &&
           question_of(v->record).state == QUESTION_ENDED;
}

bool view_question_asks_again(const struct view *view)
{
    const struct question_view *v = view->state;
    return view->ops == &view_question_ops && v->typing && v->sure;
}

bool question_takes_words(const struct question_view *v)
{
    struct question q = question_of(v->record);
    return q.asks == ASKS_WORDS && q.state != QUESTION_ENDED;
}

bool view_question_takes(const struct view *view)
{
    return view->ops == &view_question_ops && question_takes_words(view->state);
}

void view_question_return(struct view *view)
{
    struct question_view *v = view->state;
    if (view->ops == &view_question_ops) {
        v->typing = false;
        text_box_set(&v->box, "");
    }
}

struct intent view_question_type(void *state, const struct facts *facts,
                                 const char *words)
{
    struct question_view *v = state;
    v->typing = v->unasked = true;
    v->rewords = v->sure = false;
    kept_draft_open(&v->draft, facts, &v->box, v->record, ANSWER_DRAFT, "");
    kept_draft_begin_anew(&v->draft, facts, &v->box);
    text_box_set(&v->box, words);
    return intent_say("You were typing, so this is an answer. \vkeep-name\v keeps it, "
                      "\vleave-name\v keeps it as a draft.");
}

bool view_question_is_unasked(const struct view *view)
{
    const struct question_view *v = view->state;
    return view->ops == &view_question_ops && v->typing && v->unasked;
}

/* First the number that is typed goes, then the question; with hands for its first answers alone,
 * which leaving it would end, once that was asked. */
static struct intent step_back(struct question_view *v, const struct facts *facts,
                               enum action action)
{
    if (number_is_typed(&v->hands)) {
        str_set(&v->said, "%s", str_text(&v->hands.box.text));
        number_drop(&v->hands);
        return draft_discard(str_text(&v->said), v->hands_of, HANDS_DRAFT,
                             "What was typed is gone again; \vclose\v goes back.");
    }
    if (v->asked != action && question_ends_when_left(facts, v->record) &&
        question_uncounted(facts->session, v->record) &&
        !question_goes_on_wall(facts, v->record, action)) {
        v->asked = action;
        str_set(&v->said,
                "Not all hands are counted yet. \v%s\v once more ends the question.",
                action_row(action)->name);
        return intent_say(v->said.bytes);
    }
    return (struct intent){
        .kind = INTENT_LEAVE_QUESTION, .record = v->record, .action = action};
}

static struct intent press(struct question_view *v, const struct facts *facts,
                           enum action action, const struct event *event)
{
    v->asked = action == v->asked ? action : ACT_NONE;
    v->turned_ms = action == ACT_QUESTION_SHOW ? v->turned_ms : 0;
    bool up = action == ACT_UP || action == ACT_PAGE_UP;
    bool words = question_of(v->record).asks == ASKS_WORDS;
    switch (action) {
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
    case ACT_QUESTION_LEAVE:
        return step_back(v, facts, action);
    case ACT_UP:
    case ACT_DOWN:
    case ACT_PAGE_UP:
    case ACT_PAGE_DOWN:
    case ACT_TURN:
        if (!words && action != ACT_TURN) {
            return question_go(v, facts, up ? ACT_UP : ACT_DOWN);
        }
        if ((action == ACT_UP || action == ACT_DOWN) &&
            question_mark_next(v, facts, up)) {
            return intent_of(INTENT_NOTHING);
        }
        return question_turn(&v->page, v->record, up ? -1 : 1)
                   ? intent_of(INTENT_NOTHING)
                   : intent_say("All of it is on the screen.");
    case ACT_FIRST: /* who says a number as a whole begins it anew */
        text_box_set(&v->hands.box, "");
        return intent_of(INTENT_NOTHING);
    case ACT_QUESTION_COUNT:
    case ACT_COUNT_KEEP:
    case ACT_COUNT_BACK:
        return change(v, facts, action, event);
    default:
        break;
    }
    if (number_is_typed(&v->hands)) {
        return intent_say("A number is typed and not kept yet: \vkeep-count\v keeps it, "
                          "\vclose\v drops it.");
    }
    switch (action) {
    case ACT_QUESTION_SHOW:
    case ACT_QUESTION_END:
    case ACT_QUESTION_ANSWER:
    case ACT_QUESTION_REWORD:
    case ACT_QUESTION_AGAIN:
        return change(v, facts, action, event);
    case ACT_ANSWER_DELETE:
        return question_delete(v, facts);
    default:
        return intent_of(intent_of_key(action));
    }
}

/* Whether it is the key that deletes while no answer is chosen, in a question that takes words, or
 * a yes or no behind that, as of who takes it to have asked. */
static bool deletes_nothing(const struct question_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    bool key = action == ACT_ANSWER_DELETE;
    bool answers = v->asked == ACT_ANSWER_DELETE && action == ACT_NONE &&
                   (strcmp(event->text, "y") == 0 || strcmp(event->text, "n") == 0);
    return (key || answers) && event_types(event) && question_takes_words(v) &&
           question_marked(v, facts) == SIZE_MAX;
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct question_view *v = state;
    if (event->kind == EVENT_CLICK || event->kind == EVENT_DRAG) {
        return intent_of(INTENT_NOTHING);
    }
    if (v->typing) {
        return question_type(v, facts, action, event);
    }
    if (deletes_nothing(v, facts, action, event)) {
        v->unasked = false;
        v->heard = true;
        v->asked = ACT_ANSWER_DELETE;
        return (struct intent){.kind = INTENT_SAY_UNLESS_TYPED,
                               .text = question_why_none(v, facts)};
    }
    bool no_key =
        action == ACT_NONE || /* "dark" is an answer, too, and so is "2ww" */
        (question_takes_words(v) &&
         (action == ACT_QUESTION_COUNT || action == ACT_QUESTION_AGAIN ||
          (action == ACT_QUESTION_LEAVE && islower((unsigned char)*event->text))));
    v->unasked = no_key && event_types(event);
    v->first = !v->heard;
    v->heard = true;
    if (v->unasked) {
        bool led = v->led_ms && event->at_ms - v->led_ms <= READING_MS;
        char key[KEY_NAME_BYTES];
        action_first_key(ACT_QUESTION_SHOW, key);
        struct str words = str_of("%s%s", led ? key : "", event->text);
        struct intent said = view_question_type(v, facts, words.bytes);
        str_finish(&words);
        return question_is_way_out(v) ? intent_say(question_way_out) : said;
    }
    return press(v, facts, action, event);
}

static struct unfinished unfinished(void *state)
{
    const struct question_view *v = state;
    return v->typing ? draft_typed(&v->box, v->record, str_text(&v->draft.field),
                                   v->rewords ? record_words(v->record, "text") : "")
                     : draft_typed(&v->hands.box, v->hands_of, HANDS_DRAFT, "");
}

static struct text_box *typed(void *state)
{
    struct question_view *v = state;
    return v->typing ? &v->box : NULL;
}

static void typed_for(void *state, const struct facts *facts, struct str *about)
{
    const struct question_view *v = state;
    (void)facts;
    str_add(about, v->rewords ? "Question" : "Answer");
}

const struct view_ops view_question_ops = {
    .name = "question",
    .mode = question_mode,
    .draw = question_draw,
    .handle = handle,
    .free = question_free,
    .unfinished = unfinished,
    .typed = typed,
    .typed_for = typed_for,
};
