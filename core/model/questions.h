#ifndef ROUNDTABLE_MODEL_QUESTIONS_H
#define ROUNDTABLE_MODEL_QUESTIONS_H

#include "model/author.h"

/**
 * A short question to everybody: a word each, a show of hands, a scale of 1 to 5. Nothing but
 * entries and votes carries it: a question is a row (table_rows()) of the grid "questions", its
 * answers are notes under it, in the column "answers", and who chose one of them gave it a vote.
 *
 * Fields of the row: "asks", "words", "hands" or "scale"; "stands": "open" while answers come
 * and are not shown, "shown" while they are, "ended"; "whose": "everybody" where it was asked in
 * a file of several tables: it stands in one of them, as everything does, and is asked of all.
 * ("stands" is not called as the column: in the top of a file both are members of one object.)
 * The notes of hands ("Yes", "No", "Not sure") and of a scale ("1" to "5") are there from the
 * beginning, with ids that the row's determines; those of words are offers that were taken
 * (offers.h).
 */

#define QUESTIONS_GRID "questions"
#define ANSWERS_COLUMN "answers"

enum question_asks { ASKS_WORDS, ASKS_HANDS, ASKS_SCALE };
enum question_state { QUESTION_OPEN, QUESTION_SHOWN, QUESTION_ENDED };

/** What it is called in files, and on screens: "hands", "A show of hands". */
const char *question_asks_name(enum question_asks asks);
const char *question_asks_words(enum question_asks asks);

struct question {
    const struct record *record;
    enum question_asks asks;
    enum question_state state;
    const char *text;
};

/** What a row of the grid "questions" asks. */
struct question question_of(const struct record *row);

/** The questions of a table, in their order: table_rows() of their grid. */
const struct record *const *table_questions(struct session *session,
                                            const struct record *table, size_t *count);

/** Whether all tables of the file are asked, whichever it is kept with. */
bool question_is_everybodys(const struct record *row);

/** Whether what is asked now is everybody's: several tables meet in the file, but for those
 *  that met again since. */
bool questions_are_everybodys(struct session *session);

/** The questions of a table, and of the others those that are everybody's, in the order in
 *  which they were asked: an array to free(). */
const struct record **questions_before(struct session *session,
                                       const struct record *table, size_t *count);

/** Of the other tables those that are everybody's, but for those of a meeting that is over: an
 *  array to free(), NULL if there are none. */
const struct record **questions_of_others(struct session *session,
                                          const struct record *table, size_t *count);

/** Adds of one that is everybody's whose it is: "all tables, kept with Leeds, table 1"; of
 *  another nothing. */
void question_say_home(const struct record *row, struct str *out);

/** Asks: the row and its answers to choose from, one step. It is everybody's where several
 *  tables meet. */
const struct record *author_ask(struct author *author, const struct record *table,
                                enum question_asks asks, const char *text,
                                struct err *err);
/** Also makes what answers to choose from are missing: a hand may have written the row. */
bool author_set_question(struct author *author, const struct record *row,
                         enum question_state state, struct err *err);

/** A voter ("phone 3k0…", which is one in all copies: its later choice counts) chooses one of
 *  the answers, and none of the others; NULL: none. */
bool author_choose(struct author *author, const struct record *row, const char *voter,
                   const struct record *answer, struct err *err);

/** Who gave the votes of hands that were counted at the keyboard: one number an answer, which may
 *  be 0; what was taken back, or never counted, has none. */
#define HANDS_VOTER "hands"

/** How often something was answered. */
struct answer {
    const char
        *text; /* borrowed: as most wrote it, and of several wordings the calmest */
    long count;
    const struct record *note; /* one that says so; of those to choose from, the one */
    bool uncounted; /* nobody counted its hands, though those of others were: count is 0,
                       and says nothing */
};

/** How many answers there are, whatever they say. */
long question_answered(struct session *session, const struct record *row);

/** Adds how it was answered, as far as it may be seen: "4 answers so far", "12 answers, on
 *  average 3.4, 1.1 apart, from 1 to 5". */
void question_say(struct session *session, const struct record *row, struct str *out);

/** The answers with how often, whether they may be seen or not: of hands and a scale all, in
 *  their order; of words, those that differ (compared folded), the commonest first. An array to
 *  free(). */
struct answer *question_answers(struct session *session, const struct record *row,
                                size_t *count);

/** Enters so many for an answer, one step; less than 0: takes back what was counted. */
bool author_count_hands(struct author *author, const struct record *answer, long count,
                        struct err *err);

/** Whether hands were counted for an answer, be it that none went up. */
bool answer_is_counted(const struct record *note);

/** Whether they were for any of its answers; and the first for which they were not,
 *  though they were for others: NULL if there is none. */
bool question_has_hands(struct session *session, const struct record *row);
const struct record *question_uncounted(struct session *session,
                                        const struct record *row);

/** Whether two answers in words say the same (compared folded). */
bool answers_are_same(const struct record *one, const struct record *other);

/** How many say what that one does, itself among them. */
size_t answers_alike(struct session *session, const struct record *note);

/** Deletes all of those: one step. */
bool author_remove_answers(struct author *author, const struct record *note,
                           struct err *err);

/** How a scale was answered. */
struct scale {
    long answers;
    double mean, apart; /* the standard deviation; 0 without answers */
    long least, most;
};
struct scale question_scale(struct session *session, const struct record *row);

#endif
