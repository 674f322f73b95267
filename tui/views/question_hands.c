/* Hands that went up for the answers of a question, counted at the keyboard. */

#include "views/view_question_inside.h"

#include "base/utf8.h"
#include "model/questions.h"
#include "store/hand_words.h"
#include "views/view_question.h"

static long hands_counted(const struct record *answer)
{
    return field_votes(record_field(answer, "vote:" HANDS_VOTER));
}

/* "‘No’ has 5 hands already"; nothing where it may well be so. How many gave votes on paper says
 * nothing of it: that was another vote. */
static void add_beyond(const struct question_view *v, const struct facts *facts,
                       long hands, struct str *out)
{
    enum { MANY = 100 };
    long before = hands_counted(question_selected(v, facts));
    if (v->counted && v->counted == question_selected(v, facts)) {
        text_quote(
            out, answer_said(facts->session, v->record, record_words(v->counted, "text")),
            40);
        str_addf(out, " has %ld hand%s already", before, plural((size_t)before));
    } else if (hands > MANY) {
        str_add(out, "that is more hands than most rooms have");
    }
}

/* Keeps what is typed as the hands of the selected answer. */
static struct intent keep_hands(struct question_view *v, const struct facts *facts)
{
    long hands = 0;
    struct str beyond = STR_EMPTY;
    if (number_read(&v->hands, &hands)) {
        add_beyond(v, facts, hands, &beyond);
    }
    bool keeps = number_may_be_kept(&v->hands, str_text(&beyond), "keep-count", &v->said);
    str_finish(&beyond);
    if (!keeps) {
        return intent_say(v->said.bytes);
    }
    text_box_set(&v->hands.box, "");
    v->counted = NULL;
    return (struct intent){.kind = INTENT_COUNT_HANDS,
                           .record = question_selected(v, facts),
                           .draft_of = question_selected(v, facts),
                           .draft_field = HANDS_DRAFT,
                           .step = (int)hands};
}

/* To another answer; what was typed for this one is kept, unless it is asked about. */
struct intent question_go(struct question_view *v, const struct facts *facts,
                          enum action action)
{
    size_t count;
    struct intent kept = intent_of(INTENT_NOTHING);
    if (number_is_typed(&v->hands)) {
        v->hands.by_name = action == ACT_COUNT_KEEP;
        kept = keep_hands(v, facts);
        if (kept.kind != INTENT_COUNT_HANDS) {
            return kept;
        }
    }
    const struct record *from = question_selected(v, facts);
    goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    v->at = action == ACT_UP ? v->at - (v->at > 0) : v->at + (v->at + 1 < count);
    const struct record *to = question_selected(v, facts);
    v->counted = action == ACT_COUNT_KEEP && to == from ? from : NULL;
    kept.after = to != from ? to : NULL;
    return kept;
}

struct intent view_question_count(void *state, const struct facts *facts,
                                  const char *figures)
{
    struct question_view *v = state;
    size_t count;
    const struct record *const *answers =
        goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    for (v->at = 0; v->at + 1 < count && answer_is_counted(answers[v->at]); v->at++) {
    }
    v->hands_of = question_selected(v, facts);
    v->counted = v->hands_of && answer_is_counted(v->hands_of) ? v->hands_of : NULL;
    number_drop(&v->hands);
    number_insert(&v->hands, figures);
    return question_go(v, facts, ACT_COUNT_KEEP);
}

struct intent question_count_hands(struct question_view *v, const struct facts *facts,
                                   enum action action, const char *key)
{
    const struct record *answer = question_selected(v, facts);
    bool typed = number_is_typed(&v->hands);
    if (answer && !typed && action == ACT_COUNT_KEEP) { /* what was typed once is kept */
        text_box_set(&v->hands.box, record_words(answer, HANDS_DRAFT));
        v->hands_of = answer;
        typed = number_is_typed(&v->hands);
    }
    if (!answer) {
        return intent_say("Words are typed: \vanswer-by-hand\v.");
    }
    if (action == ACT_QUESTION_COUNT) {
        number_insert(&v->hands, key);
        v->hands_of = answer;
    } else if (action == ACT_COUNT_KEEP && typed) {
        return question_go(v, facts,
                           action); /* as Enter does wherever numbers are counted */
    } else if (action == ACT_COUNT_KEEP) {
        return intent_say(
            answer_is_counted(answer)
                ? "Its hands are counted already; digits count them anew."
                : "Type how many hands went up for the selected answer first.");
    } else if (typed) {
        text_box_act(&v->hands.box, ACT_BOX_DELETE_BEFORE, screen_cols());
    } else if (answer_is_counted(answer)) {
        return (struct intent){.kind = INTENT_COUNT_HANDS, .record = answer, .step = -1};
    } else {
        return intent_say("No hands are counted for the selected answer yet.");
    }
    return intent_of(INTENT_NOTHING);
}
