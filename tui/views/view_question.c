#include "views/view_question.h"

#include "base/memory.h"
#include "model/questions.h"
#include "screen/text_box.h"

#include <stdlib.h>
#include <string.h>

#define DRAFT_FIELD FORM_DRAFT "answer"

enum { MOST_HANDS = 9999 };

struct question_view {
    const struct record *record;
    size_t at;     /* the selected answer, of hands and a scale */
    bool counting; /* digits go on with the number that is written there */
    bool typing;   /* an answer in words is */
    struct text_box box;
    struct str said;
};

struct view view_question_new(const struct record *row)
{
    struct question_view *v = memory_get(sizeof *v);
    v->record = row;
    return (struct view){.ops = &view_question_ops, .state = v};
}

static void question_free(void *state)
{
    struct question_view *v = state;
    text_box_finish(&v->box);
    str_finish(&v->said);
    free(v);
}

static enum mode mode_of(const void *state)
{
    const struct question_view *v = state;
    return v->typing ? MODE_NAME : MODE_QUESTION;
}

static void put_title(const struct facts *facts, const struct question *q)
{
    static const char *const asked[] = {[ASKS_WORDS] = "A word each",
                                        [ASKS_HANDS] = "A show of hands",
                                        [ASKS_SCALE] = "A scale of 1 to 5"};
    static const char *const states[] = {[QUESTION_OPEN] = "open, answers hidden",
                                         [QUESTION_SHOWN] = "answers shown",
                                         [QUESTION_ENDED] = "ended"};
    struct str title = str_of("%s%s%s", asked[q->asks], screen_dot(), states[q->state]);
    draw_title(facts, title.bytes);
    screen_rule(1, 0, screen_cols());
    str_finish(&title);
}

/* What the keys do here that no hint has room for. */
static void put_how(const struct question *q, int row)
{
    screen_put(
        row, 1, screen_cols() - 2, ROLE_DIM,
        q->state == QUESTION_ENDED ? "It has ended; \vask\v asks something else, from "
                                     "the grid."
        : q->asks == ASKS_WORDS
            ? "Phones send words into the inbox (\vinbox\v); \vanswer-by-hand\v "
              "types what is called out."
        : screen_is_heard()
            ? "Phones answer by themselves; a number writes how many hands went up."
            : "Phones answer by themselves; digits write how many hands went up.");
}

static void put_box(const struct question_view *v, int row)
{
    int taken = screen_put(row, 1, screen_cols() - 2, ROLE_KEY, "Answer: ");
    const char *text = str_text(&v->box.text);
    screen_put(row, 1 + taken, screen_cols() - 2 - taken, ROLE_TEXT, text);
    screen_cursor(row, 1 + taken + screen_width_cols(text, v->box.cursor_bytes));
}

static void draw(void *state, const struct facts *facts)
{
    struct question_view *v = state;
    struct question q = question_of(v->record);
    int end = screen_rows() - foot_rows(facts) - 1;
    screen_clear();
    put_title(facts, &q);
    screen_cursor(2, 1);
    question_put(
        facts, v->record,
        (struct question_place){.row = 2 + !window_is_short(),
                                .end = end,
                                .col = 1,
                                .cols = screen_cols() - 2,
                                .role = ROLE_TEXT,
                                .selected = q.asks == ASKS_WORDS ? SIZE_MAX : v->at});
    if (v->typing) {
        put_box(v, end);
    } else {
        put_how(&q, end);
    }
    draw_foot(facts, mode_of(v));
    screen_show();
}

static struct intent set(const struct question_view *v, enum question_state state)
{
    return (struct intent){
        .kind = INTENT_SET_QUESTION, .record = v->record, .step = (int)state};
}

/* A digit of how many hands there were. */
static struct intent count_hands(struct question_view *v, const struct facts *facts,
                                 const struct question *q, const char *key)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    if (q->asks == ASKS_WORDS || v->at >= count) {
        return intent_say("Words are typed: \vanswer-by-hand\v.");
    }
    long before =
        v->counting ? field_votes(record_field(notes[v->at], "vote:" HANDS_VOTER)) : 0;
    long hands = before * 10 + (key[0] - '0');
    v->counting = true;
    return (struct intent){.kind = INTENT_COUNT_HANDS,
                           .record = notes[v->at],
                           .step = (int)(hands <= MOST_HANDS ? hands : key[0] - '0')};
}

static void go(struct question_view *v, const struct facts *facts, enum action action)
{
    size_t count;
    goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    v->counting = false;
    if (action == ACT_UP) {
        v->at -= v->at > 0;
    } else {
        v->at += v->at + 1 < count;
    }
}

static struct intent change(struct question_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    struct question q = question_of(v->record);
    if (q.state == QUESTION_ENDED && action != ACT_QUESTION_SHOW) {
        return intent_say("The question has ended; what was said stays. \vshow-answers\v "
                          "opens it again, "
                          "with the answers shown.");
    }
    switch (action) {
    case ACT_QUESTION_SHOW:
        return set(v, q.state == QUESTION_SHOWN ? QUESTION_OPEN : QUESTION_SHOWN);
    case ACT_QUESTION_END:
        return set(v, QUESTION_ENDED);
    case ACT_QUESTION_ANSWER:
        if (q.asks != ASKS_WORDS) {
            return intent_say("Select an answer, and write how many hands: 1 2 is 12.");
        }
        v->typing = true;
        return draft_open(&v->box, v->record, DRAFT_FIELD, "");
    default:
        return count_hands(v, facts, &q, event->key);
    }
}

/* What was typed is there again when the box is opened. */
static struct intent leave_box(struct question_view *v)
{
    str_set(&v->said, "%s", str_text(&v->box.text));
    return strcmp(str_text(&v->said), record_words(v->record, DRAFT_FIELD)) == 0
               ? intent_of(INTENT_NOTHING)
               : (struct intent){.kind = INTENT_KEEP_DRAFT,
                                 .record = v->record,
                                 .field = DRAFT_FIELD,
                                 .text = str_text(&v->said)};
}

/* The box stays open for the next answer. */
static struct intent type(struct question_view *v, enum action action,
                          const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        text_box_insert_line(&v->box, event->text);
        return intent_of(INTENT_NOTHING);
    }
    if (action == ACT_NAME_LEAVE) {
        v->typing = false;
        return leave_box(v);
    }
    if (action == ACT_NAME_KEEP) {
        str_set(&v->said, "%s", str_text(&v->box.text));
        text_box_set(&v->box, "");
        if (!text_box_is_entry(str_text(&v->said), v->said.len_bytes)) {
            v->typing = false;
            return intent_of(INTENT_NOTHING);
        }
        return (struct intent){.kind = INTENT_ADD_ANSWER,
                               .record = v->record,
                               .text = str_text(&v->said),
                               .draft_of = v->record,
                               .draft_field = DRAFT_FIELD};
    }
    text_box_press(&v->box, event->text, action, screen_cols() - 2);
    return intent_of(INTENT_NOTHING);
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct question_view *v = state;
    if (event->kind == EVENT_CLICK || event->kind == EVENT_DRAG) {
        return intent_of(INTENT_NOTHING);
    }
    if (v->typing) {
        return type(v, action, event);
    }
    switch (action) {
    case ACT_QUESTION_SHOW:
    case ACT_QUESTION_END:
    case ACT_QUESTION_ANSWER:
    case ACT_QUESTION_COUNT:
        return change(v, facts, action, event);
    case ACT_UP:
    case ACT_DOWN:
        go(v, facts, action);
        return intent_of(INTENT_NOTHING);
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return intent_of(INTENT_CLOSE);
    default:
        v->counting = false;
        return intent_of(intent_of_key(action));
    }
}

static struct unfinished unfinished(void *state)
{
    const struct question_view *v = state;
    return v->typing ? draft_typed(&v->box, v->record, DRAFT_FIELD, "")
                     : (struct unfinished){.of = NULL};
}

static struct text_box *typed(void *state, const struct facts *facts, struct str *about)
{
    struct question_view *v = state;
    (void)facts;
    str_add(about, v->typing ? "Answer" : "");
    return v->typing ? &v->box : NULL;
}

const struct view_ops view_question_ops = {
    .name = "question",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = question_free,
    .unfinished = unfinished,
    .typed = typed,
};
