/* Short questions to everybody: one of the answers is chosen, or a word is sent, which waits
 * as entries do. */

#include "base/utf8.h"
#include "live/phones/desk_inside.h"
#include "model/questions.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD_LETTERS = 60 };

bool visit_question(const struct visit *v, struct question *out)
{
    size_t count = 0;
    const struct record **rows =
        v->table ? questions_before(v->session, v->table, &count) : NULL;
    bool open = false;
    while (!open && count-- > 0) {
        *out = question_of(rows[count]);
        open = out->state == QUESTION_OPEN;
    }
    free(rows);
    return open;
}

/* Hands are raised in the language of the page. */
static const char *say_answer(const struct visit *v, const char *text)
{
    static const struct {
        const char *text;
        enum page_word word;
    } hands[] = {{"Yes", WORD_YES}, {"No", WORD_NO}, {"Not sure", WORD_NOT_SURE}};
    for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
        if (strcmp(text, hands[i].text) == 0) {
            return v->words->texts[hands[i].word];
        }
    }
    return text;
}

void visit_fill_question(struct visit *v, struct page *page)
{
    struct question question;
    size_t count;
    if (!visit_question(v, &question)) {
        return;
    }
    const struct record *const *answers =
        goal_notes(v->session, question.record, ANSWERS_COLUMN, &count);
    count = count > MOST_CHOICES ? MOST_CHOICES : count;
    struct page_choice *choices = arena_get(&v->arena, (count + 1) * sizeof *choices);
    struct str field = str_of("vote:%s", visit_voter(v, question.record));
    for (size_t i = 0; i < count; i++) {
        choices[i] = (struct page_choice){
            .id = record_id(answers[i]),
            .text = say_answer(v, record_words(answers[i], "text")),
            .chosen = field_votes(record_field(answers[i], field.bytes)) > 0};
    }
    page->question.id = record_id(question.record);
    page->question.text = question.text;
    page->question.by_word = question.asks == ASKS_WORDS;
    page->question.choices = choices;
    page->question.choice_count = page->question.by_word ? 0 : count;
    str_finish(&field);
}

static void choose(struct visit *v, const struct question *question, const char *id)
{
    size_t count;
    const struct record *const *answers =
        goal_notes(v->session, question->record, ANSWERS_COLUMN, &count);
    const struct record *chosen = NULL;
    for (size_t i = 0; i < count; i++) {
        chosen = strcmp(record_id(answers[i]), id) == 0 ? answers[i] : chosen;
    }
    if (!chosen || v->is_new || question->asks == ASKS_WORDS) {
        visit_say(v, WORD_AGAIN, "");
    } else if (visit_may_change(v)) {
        struct author *author = v->desk->author;
        author_begin_step(author, "answered");
        bool chose = author_choose(author, question->record,
                                   visit_voter(v, question->record), chosen, NULL);
        author_forget_step(author);
        visit_say(v, chose ? WORD_ANSWERED : WORD_NOT_KEPT,
                  say_answer(v, record_words(chosen, "text")));
    }
}

/* What this phone answered; false: nothing yet. */
static bool find_own(struct visit *v, const struct question *question, struct offer *out)
{
    size_t count;
    struct offer *offers = table_offers(v->session, v->table, OFFERS_ALL, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (offers[i].goal == question->record &&
            strcmp(offers[i].from, v->phone->hash) == 0) {
            *out = offers[i];
            found = true;
        }
    }
    free(offers);
    return found;
}

/* A word each: another takes the place of the first, as long as nobody took that up. */
static void send_word(struct visit *v, const struct question *question)
{
    struct author *author = v->desk->author;
    struct str trimmed = STR_EMPTY, word = STR_EMPTY;
    struct offering offering = {
        .goal = question->record, .column = ANSWERS_COLUMN, .from = v->phone->hash};
    struct offer own;
    str_add_trimmed(&trimmed, web_field(v->request, "word"));
    text_add_beginning(&word, str_text(&trimmed), LONGEST_WORD_LETTERS);
    offering.text = str_text(&word);
    bool has_own = find_own(v, question, &own);
    if (has_own && strcmp(own.text, offering.text) == 0) {
        v->answered = true;
        visit_say(v, WORD_ANSWERED, offering.text);
    } else if (!word.len_bytes) {
        visit_say(v, WORD_EMPTY, "");
    } else if (has_own && (own.state & OFFERS_TAKEN)) {
        visit_say(v, WORD_STAYS, "");
    } else if (visit_may_change(v)) {
        char once[BASE32_SIZE_BYTES];
        random_name(once);
        offering.once = once;
        author_begin_step(author, "answered");
        v->answered = (!has_own || author_withdraw_offer(author, &own, NULL)) &&
                      visit_offer_it(v, &offering);
        if (has_own) {
            visit_forget_unseen(v, own.record);
        }
        author_forget_step(author);
        visit_say(v, v->answered ? WORD_ANSWERED : WORD_AGAIN, offering.text);
    }
    str_finish(&trimmed);
    str_finish(&word);
}

/* The one that the page was about, which need not be the latest by now. */
static bool find_asked(struct visit *v, struct question *out)
{
    const struct record *row =
        session_record(v->session, "goal", web_field(v->request, "question"));
    bool there = row && record_shown(row) &&
                 (record_owner(row) == v->table || question_is_everybodys(row)) &&
                 strcmp(row_grid(row), QUESTIONS_GRID) == 0;
    if (there) {
        *out = question_of(row);
    }
    return there;
}

void visit_answer(struct visit *v, const char *what)
{
    struct question question;
    if (!v->table || !find_asked(v, &question)) {
        visit_say(v, WORD_AGAIN, "");
    } else if (question.state != QUESTION_OPEN) {
        visit_say(v, WORD_CLOSED, question.text);
    } else if (*what == ':') {
        choose(v, &question, what + 1);
    } else if (question.asks == ASKS_WORDS) {
        send_word(v, &question);
    }
}

const char *visit_word_left(const struct visit *v)
{
    bool left = v->request->post && !v->answered && visit_has_words(v, "word");
    return left ? web_field(v->request, "word") : "";
}

void visit_keep_word(struct visit *v, struct page *page)
{
    const char *word = visit_word_left(v);
    if (!*word) {
        return;
    }
    if (page->question.by_word &&
        strcmp(page->question.id, web_field(v->request, "question")) == 0) {
        page->question.word = word;
        return;
    }
    struct str text = str_of("%s%s%s", page->text, *page->text ? "\n" : "", word);
    page->text = arena_copy_text(&v->arena, text.bytes);
    page->refused = page->refused ? page->refused : v->words->texts[WORD_LATE];
    str_finish(&text);
}
