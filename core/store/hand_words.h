#ifndef ROUNDTABLE_STORE_HAND_WORDS_H
#define ROUNDTABLE_STORE_HAND_WORDS_H

#include "model/questions.h"

/**
 * How the answers to a show of hands are said: in the file they stand in English, so that copies
 * agree, and people read them in the language of their table. The words are data, those that the
 * phones' page has in phone.LANGUAGE.json of the templates' folders.
 */

/** What an answer to a question says to the people of its table: of "Yes", "No" and "Not sure"
 *  the word of its language ("cy-GB" has those of "cy"), which is read once, and stays. Any
 *  other text, and in a language without words, as it is, borrowed. */
const char *answer_said(const struct session *session, const struct record *question,
                        const char *answer);

/** question_answers(), each as answer_said(). */
struct answer *question_answers_said(struct session *session,
                                     const struct record *question, size_t *count);

#endif
