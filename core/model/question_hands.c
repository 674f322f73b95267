/* Hands that went up for the answers to a question, as somebody counted them. */

#include "model/questions.h"

#include "base/utf8.h"
#include "model/author_inside.h"

#include <stdlib.h>

bool answer_is_counted(const struct record *note)
{
    return record_value(note, "vote:" HANDS_VOTER).kind != VALUE_NONE;
}

bool question_has_hands(struct session *s, const struct record *row)
{
    size_t count;
    const struct record *const *notes = goal_notes(s, row, ANSWERS_COLUMN, &count);
    bool has = false;
    for (size_t i = 0; i < count; i++) {
        has = has || answer_is_counted(notes[i]);
    }
    return has;
}

const struct record *question_uncounted(struct session *s, const struct record *row)
{
    size_t count;
    const struct record *first = NULL;
    struct answer *answers = question_answers(s, row, &count);
    for (size_t i = 0; i < count && !first; i++) {
        first = answers[i].uncounted ? answers[i].note : NULL;
    }
    free(answers);
    return first;
}

bool author_count_hands(struct author *a, const struct record *answer, long count,
                        struct err *err)
{
    struct str said = STR_EMPTY; /* not how many: nobody is to see that yet */
    str_add(&said, count < 0 ? "took back the hands counted for " : "counted hands for ");
    text_quote(&said, record_words(answer, "text"), 40);
    bool own = author_begin_act(a, said.bytes, NULL);
    bool ok = count < 0 ? author_set(a, answer, "vote:" HANDS_VOTER, VALUE_NOTHING, err)
                        : author_vote(a, answer, HANDS_VOTER, count, err);
    author_end_act(a, own);
    str_finish(&said);
    return ok;
}
