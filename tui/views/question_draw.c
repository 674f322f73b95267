/* How a question to everybody is drawn on a screen of its own. */

#include "views/foot.h"
#include "views/title.h"
#include "views/view_question_inside.h"

#include "base/wrap.h"
#include "model/questions.h"
#include "views/view_question.h"

#include <string.h>

static void put_title(const struct facts *facts, const struct question *q)
{
    bool gone = !record_shown(q->record);
    static const char *const states[] = {[QUESTION_OPEN] = "open, answers hidden",
                                         [QUESTION_SHOWN] = "answers shown",
                                         [QUESTION_ENDED] = "ended"};
    struct str title =
        str_of("%s%s%s", gone ? "A question" : question_asks_words(q->asks), screen_dot(),
               gone ? "taken back" : states[q->state]);
    struct str home = STR_EMPTY;
    question_say_home(q->record, &home);
    if (!gone && home.len_bytes) {
        str_addf(&title, "%s%s", screen_dot(), home.bytes);
    }
    str_finish(&home);
    draw_whole_title(facts, title.bytes);
    screen_rule(1, 0, screen_cols());
    str_finish(&title);
}

/* What the keys do here that no hint has room for. */
static const char *how(const struct facts *facts, const struct question *q)
{
    bool phones = question_is_for_phones(facts);
    if (!record_shown(q->record)) {
        return QUESTION_GONE;
    }
    if (q->state == QUESTION_ENDED) {
        return "It has ended; these are its answers. \vopen-again\v lets everybody "
               "answer again.";
    }
    if (q->state == QUESTION_SHOWN) {
        return phones ? "Phones cannot answer now: \vshow-answers\v hides the answers, "
                        "and they go on."
                      : "\vshow-answers\v hides the answers again.";
    }
    if (q->asks == ASKS_WORDS) {
        return phones ? "Phones send words into the inbox (\vinbox\v) until the answers "
                        "are shown."
                      : "\vanswer-by-hand\v writes down what somebody says.";
    }
    if (!phones) {
        return screen_is_heard() ? "A number counts the hands raised for an answer."
                                 : "Digits count the hands raised for an answer.";
    }
    return screen_is_heard()
               ? "Phones answer until the answers are shown; a number counts raised "
                 "hands."
               : "Phones answer until the answers are shown; digits count raised hands.";
}

/* What is said there while nothing is typed. */
static void say_last(const struct question_view *v, const struct facts *facts,
                     const struct question *q, struct str *out)
{
    const struct record *selected = question_selected(v, facts);
    if (selected && *record_words(selected, HANDS_DRAFT)) {
        str_addf(out,
                 "‘%s’ was typed here and not kept: \vkeep-count\v keeps it, a number "
                 "takes its place.",
                 record_words(selected, HANDS_DRAFT));
    } else {
        str_add(out, how(facts, q));
    }
}

/* In a window that is not wide it takes two rows. */
static int last_rows(const struct question_view *v, const struct facts *facts,
                     const struct question *q)
{
    struct str words = STR_EMPTY;
    say_last(v, facts, q, &words);
    int rows = sentence_rows(words.bytes, screen_cols() - 2, 2);
    str_finish(&words);
    return v->typing || number_is_typed(&v->hands) ? 1 : rows;
}

static void put_label(const struct text_box *box, int row, const char *label)
{
    int taken = screen_put(row, 1, screen_cols() - 2, ROLE_KEY, label);
    const char *text = str_text(&box->text);
    screen_put(row, 1 + taken, screen_cols() - 2 - taken, ROLE_TEXT, text);
    screen_cursor(row, 1 + taken + screen_width_cols(text, box->cursor_bytes));
}

/* What is typed, or what could be done. */
static void put_last(const struct question_view *v, const struct facts *facts,
                     const struct question *q, int row)
{
    const struct record *selected = question_selected(v, facts);
    if (v->typing) {
        put_label(&v->box, row, v->rewords ? "Question: " : "Answer: ");
    } else if (number_is_typed(&v->hands) && selected) {
        enum { NUMBER_COLS = 6 };
        struct str label = str_of("Hands for ‘%s’, \vkeep-count\v keeps them: ",
                                  record_words(selected, "text"));
        bool whole = sentence_rows(label.bytes, screen_cols() - 2 - NUMBER_COLS, 2) < 2;
        put_label(&v->hands.box, row, whole ? label.bytes : "Hands: ");
        str_finish(&label);
    } else {
        struct str words = STR_EMPTY;
        bool draft = selected && *record_words(selected, HANDS_DRAFT);
        say_last(v, facts, q, &words);
        screen_put_wrapped(row, 1, screen_cols() - 2, 2, draft ? ROLE_TEXT : ROLE_DIM,
                           words.bytes);
        str_finish(&words);
    }
}

/* Those that would do something as the question stands. */
static size_t find_useful(const struct question_view *v, const struct facts *facts,
                          const struct question *q, bool marked, enum action useful[])
{
    enum action actions[HINTS_ROOM];
    size_t all = hints_of(facts, MODE_QUESTION, actions), count = 0;
    bool ended = q->state == QUESTION_ENDED, gone = !record_shown(q->record);
    bool answered = gone || !question_may_reword(v, facts);
    bool typed = q->asks == ASKS_WORDS && !ended; /* letters are answers there */
    if (marked || (!answered && !typed)) {        /* first, where few have room */
        useful[count++] = ACT_ANSWER_DELETE;
    }
    for (size_t i = 0; i < all; i++) {
        enum action a = actions[i];
        bool asks = a == ACT_QUESTION_SHOW || a == ACT_QUESTION_END ||
                    (a == ACT_QUESTION_REWORD && question_may_reword(v, facts)) ||
                    (a == ACT_QUESTION_ANSWER && q->asks == ASKS_WORDS);
        bool other = !asks && a != ACT_QUESTION_AGAIN && a != ACT_QUESTION_ANSWER &&
                     a != ACT_QUESTION_REWORD && a != ACT_ANSWER_DELETE;
        if (other || (!gone && (ended ? a == ACT_QUESTION_AGAIN ||
                                            (a == ACT_QUESTION_REWORD && !answered)
                                      : asks))) {
            useful[count++] = a;
        }
    }
    return count;
}

/* While words or a number are typed, those of that alone. */
static void put_foot(const struct question_view *v, const struct facts *facts,
                     const struct question *q, bool marked)
{
    static const enum action of_number[] = {ACT_COUNT_KEEP, ACT_COUNT_BACK,
                                            ACT_LIST_CLOSE};
    enum action useful[HINTS_ROOM];
    if (v->typing) {
        draw_foot(facts, MODE_NAME);
    } else if (number_is_typed(&v->hands)) {
        draw_foot_of(facts, FOOT_MARGIN, of_number, sizeof of_number / sizeof *of_number);
    } else {
        size_t count = find_useful(v, facts, q, marked, useful);
        draw_foot_of(facts, FOOT_MARGIN, useful, count);
    }
}

void question_draw(void *state, const struct facts *facts)
{
    struct question_view *v = state;
    struct question q = question_of(v->record);
    int end = screen_rows() - foot_rows(facts) - last_rows(v, facts, &q);
    size_t marked = question_marked(v, facts);
    screen_clear();
    put_title(facts, &q);
    screen_cursor(2, 1);
    if (record_shown(v->record)) {
        question_put(
            facts, v->record,
            (struct question_place){.row = 2 + !window_is_short(),
                                    .end = end,
                                    .col = 1,
                                    .cols = screen_cols() - 2,
                                    .role = ROLE_TEXT,
                                    .page = &v->page,
                                    .marked = &marked,
                                    .selected = q.asks == ASKS_WORDS ? SIZE_MAX : v->at});
    }
    put_last(v, facts, &q, end);
    put_foot(v, facts, &q, marked != SIZE_MAX);
    screen_show();
}
