/* What was asked of everybody, and how it was answered. */

#include "model/questions.h"
#include "export/sections.h"
#include "store/hand_words.h"

#include <stdlib.h>

/* What stands there for all answers. */
static void tell_all(const struct section *section, const struct listener *listener,
                     const char *words, size_t count)
{
    const struct told cells[] = {
        {.words = words, .not_peoples = true},
        {.votes = section_count(section, PAPER_ANSWERS_ONE, count),
         .count = count,
         .most = count ? count : 1}};
    listener->row(listener->to, cells);
}

void section_say_question(const struct section *section, const struct record *row,
                          struct str *out)
{
    const struct paper_words *paper = section_paper(section);
    struct question question = question_of(row);
    long count = question_answered(section->session, row);
    paper_count(paper, PAPER_ANSWERS_ONE, count, out);
    if (question.state == QUESTION_OPEN) {
        str_addf(out, " %s", paper->texts[PAPER_SO_FAR]);
    } else if (question.asks == ASKS_SCALE && count) {
        struct scale of = question_scale(section->session, row);
        struct str mean = str_of("%.1f", of.mean), apart = str_of("%.1f", of.apart);
        str_add(out, ", ");
        paper_say(
            paper, PAPER_ON_AVERAGE,
            (struct paper_said){of.least, of.most, str_text(&mean), str_text(&apart)},
            out);
        str_finish(&mean);
        str_finish(&apart);
    }
    if (question_is_everybodys(row)) {
        str_addf(out, ", %s", paper->texts[PAPER_OF_EVERYBODY]);
    }
}

static void tell_answers(const struct section *section, const struct listener *listener,
                         const struct record *row)
{
    size_t count, most = 1;
    struct answer *answers = question_answers_said(section->session, row, &count);
    for (size_t i = 0; i < count; i++) {
        size_t here = (size_t)answers[i].count;
        most = here > most ? here : most;
    }
    for (size_t i = 0; i < count; i++) {
        const char *uncounted =
            answers[i].uncounted ? section_word(section, PAPER_NOT_COUNTED) : NULL;
        const struct told cells[] = {
            {.words = answers[i].text},
            {.words = uncounted,
             .votes = uncounted ? uncounted
                                : section_count(section, PAPER_ANSWERS_ONE,
                                                (size_t)answers[i].count),
             .count = (size_t)answers[i].count,
             .most = most},
        };
        listener->row(listener->to, cells);
    }
    free(answers);
}

/* While a question is open it says how many answered, and no more. */
static void tell_question(const struct section *section, const struct listener *listener,
                          const struct record *row)
{
    struct str words = str_of("%s", record_words(row, "text"));
    if (question_of(row).state == QUESTION_OPEN) {
        if (question_is_everybodys(row)) {
            str_addf(&words, " (%s)", section_word(section, PAPER_OF_EVERYBODY));
        }
        listener->group(listener->to, str_text(&words));
        tell_all(section, listener, section_word(section, PAPER_ALL_ANSWERS),
                 (size_t)question_answered(section->session, row));
    } else {
        str_add(&words, " (");
        section_say_question(section, row, &words);
        str_add(&words, ")");
        listener->group(listener->to, str_text(&words));
        tell_answers(section, listener, row);
    }
    str_finish(&words);
}

/* One that nobody has answered says nothing. Whoever was not there hears what everybody in the
 * room has seen. */
static bool is_told(const struct section *section, const struct record *row)
{
    bool seen = question_of(row).state != QUESTION_OPEN;
    return (seen || !export_plainly(section->options)) &&
           question_answered(section->session, row);
}

void questions_tell(const struct section *section, const struct listener *listener)
{
    size_t row_count, count = 0;
    const struct record *const *rows =
        table_questions(section->session, section->outline->table, &row_count);
    for (size_t i = 0; i < row_count; i++) {
        count += is_told(section, rows[i]);
    }
    if (!count) {
        return;
    }
    const struct told_column columns[] = {
        {.title = section_word(section, PAPER_ANSWER),
         .kind = TOLD_WORDS,
         .share = 5,
         .head = true},
        {.title = section_word(section, PAPER_HOW_MANY_SAID),
         .kind = TOLD_BAR,
         .share = 3},
    };
    listener->heading(listener->to, section_word(section, PAPER_QUESTIONS));
    listener->table(listener->to,
                    &(struct told_table){
                        .as = TOLD_AS_ANSWERS,
                        .caption = section_count(section, PAPER_QUESTIONS_ONE, count),
                        .paper = section_paper(section),
                        .columns = columns,
                        .count = sizeof columns / sizeof *columns,
                    });
    for (size_t i = 0; i < row_count; i++) {
        if (is_told(section, rows[i])) {
            tell_question(section, listener, rows[i]);
        }
    }
    listener->end(listener->to);
}
