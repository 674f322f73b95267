/* An answer in words is chosen, to be deleted: one that is rude, or no answer. */

#include "views/view_question_inside.h"

#include "model/questions.h"
#include "views/kept_draft.h"
#include "views/view_question.h"

#include <stdlib.h>

static bool are_in_sight(const struct question *q)
{
    return q->asks == ASKS_WORDS && q->state != QUESTION_OPEN && record_shown(q->record);
}

/* Those in sight, or none: an array to free(). */
static struct answer *look(const struct question_view *v, const struct facts *facts,
                           size_t *count, size_t *marked)
{
    struct question q = question_of(v->record);
    *count = 0;
    *marked = SIZE_MAX;
    if (!are_in_sight(&q)) {
        return NULL;
    }
    struct answer *answers = question_answers(facts->session, v->record, count);
    for (size_t i = 0; v->chosen && record_shown(v->chosen) && i < *count; i++) {
        if (answers_are_same(answers[i].note, v->chosen)) {
            *marked = i;
        }
    }
    return answers;
}

size_t question_marked(const struct question_view *v, const struct facts *facts)
{
    size_t count, marked;
    free(look(v, facts, &count, &marked));
    return marked;
}

bool question_mark_next(struct question_view *v, const struct facts *facts, bool up)
{
    struct question_page *page = &v->page;
    size_t count, marked, end;
    struct answer *answers = look(v, facts, &count, &marked);
    if (!count) {
        free(answers);
        return false;
    }
    end = page->next < count ? page->next : count;
    size_t to = marked == SIZE_MAX ? (up ? end - 1 : page->from)
                : up               ? marked - (marked > 0)
                                   : marked + (marked + 1 < count);
    to = to < count ? to : count - 1;
    if (to < page->from || to >= end) { /* the page in sight begins with it */
        page->from = to;
    }
    v->chosen = answers[to].note;
    free(answers);
    return true;
}

const char *question_why_none(const struct question_view *v, const struct facts *facts)
{
    struct question q = question_of(v->record);
    return question_may_reword(v, facts)
               ? "Nobody has answered yet. \vdelete-answer Delete\v deletes the question."
           : are_in_sight(&q)
               ? "Select the answer to delete first: \vdown\v goes to it."
               : "The answers are hidden. \vshow-answers\v shows them; then one "
                 "can be selected, and deleted.";
}

/* One by mistake, which nobody has answered, goes as a whole. */
struct intent question_delete(const struct question_view *v, const struct facts *facts)
{
    struct question q = question_of(v->record);
    if (record_shown(v->record) && question_may_reword(v, facts)) {
        return (struct intent){.kind = INTENT_ASK_TO_REMOVE, .record = v->record};
    }
    if (q.asks != ASKS_WORDS) {
        return intent_say(
            "These answers belong to the question. \vcount-back\v takes back "
            "the hands that were counted for the selected one.");
    }
    if (question_marked(v, facts) == SIZE_MAX) {
        return intent_say(question_why_none(v, facts));
    }
    return (struct intent){.kind = INTENT_ASK_TO_REMOVE, .record = v->chosen};
}

const char *question_half_written(const struct facts *facts,
                                  const struct record *question)
{
    size_t count;
    struct str field = STR_EMPTY;
    const struct record *const *notes =
        goal_notes(facts->session, question, ANSWERS_COLUMN, &count);
    bool hands = draft_latest_of(notes, count, HANDS_DRAFT) < count;
    bool answer = draft_at_hand(facts, question, ANSWER_DRAFT, &field) != NULL;
    str_finish(&field);
    return answer  ? "An answer is half written"
           : hands ? "A count is not kept yet"
                   : NULL;
}

void question_go_to_draft(struct question_view *v, const struct facts *facts)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(facts->session, v->record, ANSWERS_COLUMN, &count);
    size_t at = draft_latest_of(notes, count, HANDS_DRAFT);
    v->at = at < count ? at : 0;
}
