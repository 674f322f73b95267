/* A question as it is drawn, for whoever asks and for the room. */

#include "base/wrap.h"
#include "model/offers.h"
#include "model/questions.h"
#include "screen/screen.h"
#include "store/hand_words.h"
#include "views/view_question.h"

#include <stdlib.h>
#include <string.h>

const struct record *question_at_hand(const struct facts *facts)
{
    size_t count = 0;
    const struct record *asked = NULL;
    const struct record **rows =
        facts->table ? questions_before(facts->session, facts->table, &count) : NULL;
    for (size_t i = count; i-- > 0 && !asked;) {
        asked = question_of(rows[i]).state != QUESTION_ENDED ? rows[i] : NULL;
    }
    free(rows);
    return asked;
}

bool question_is_for_phones(const struct facts *facts)
{
    return facts->phones || facts->room;
}

bool question_ends_when_left(const struct facts *facts, const struct record *record)
{
    struct question q = question_of(record);
    return q.asks != ASKS_WORDS && q.state != QUESTION_ENDED && record_shown(record) &&
           !question_is_for_phones(facts) && question_has_hands(facts->session, record);
}

bool question_goes_on_wall(const struct facts *facts, const struct record *question,
                           enum action action)
{
    return action == ACT_QUESTION_LEAVE && !facts->before_room && !screen_is_heard() &&
           question_at_hand(facts) == question;
}

void question_say_open(const struct facts *facts, struct str *out)
{
    const struct record *asked = question_at_hand(facts);
    if (asked) {
        bool open = question_of(asked).state == QUESTION_OPEN;
        str_add(out, open ? "Question open" : "Answers shown");
    }
}

size_t question_waiting(const struct facts *facts, const struct record *question,
                        unsigned states)
{
    size_t count, waiting = 0;
    struct offer *offers = table_offers(facts->session, facts->table, states, &count);
    for (size_t i = 0; i < count; i++) {
        waiting += offers[i].goal == question;
    }
    free(offers);
    return waiting;
}

bool question_has_answers(const struct facts *facts, const struct record *question)
{
    return question_answered(facts->session, question) ||
           question_waiting(facts, question, OFFER_WAITS | OFFER_HIDDEN);
}

static int put(int row, struct question_place *p, int rows, const char *text)
{
    rows = rows < p->end - row ? rows : p->end - row;
    return rows > 0 ? screen_put_wrapped(row, p->col, p->cols, rows, p->role, text) : 0;
}

enum { NUMBER_COLS = 6, GAP_COLS = 2 };

/* Those of a question in words have the room that their words want. */
static int label_cols(const struct answer *answers, size_t count, int most)
{
    int cols = 4;
    for (size_t i = 0; i < count; i++) {
        int wide = screen_width_cols(answers[i].text, strlen(answers[i].text));
        cols = wide > cols ? wide : cols;
    }
    return cols < most ? cols : most;
}

/* In full, as far as the window goes: nowhere else would it stand. Returns its rows. */
static int put_answer(const struct answer *answer, long highest, int row, int labels,
                      const struct question_place *p, bool here, bool counted)
{
    int x = p->col + 2, room = p->cols - 2 - labels - GAP_COLS - NUMBER_COLS;
    int bar = highest > 0 ? (int)(answer->count * room / highest) : 0;
    screen_put(row, p->col, 2, p->role, here ? screen_marker() : " ");
    int rows = screen_put_wrapped(row, x, labels, p->end - row,
                                  here ? ROLE_SELECTED : p->role, answer->text);
    if (counted) {
        struct str number = str_of("%ld", answer->count);
        bar = answer->count && bar < 1 ? 1 : bar;
        screen_bar(row, x + labels + GAP_COLS, bar, ROLE_COLUMN_1);
        screen_put(row, x + labels + GAP_COLS + bar + (bar > 0), room - bar + NUMBER_COLS,
                   p->role, answer->uncounted ? "not counted" : number.bytes);
        str_finish(&number);
    }
    return rows;
}

bool question_turn(struct question_page *page, const struct record *question, int step)
{
    bool all = page->of != question || page->next - page->from >= page->count;
    if (all) {
        return false;
    }
    if (step > 0) {
        page->from = page->next < page->count ? page->next : 0;
    } else {
        page->from -= page->from < page->most ? page->from : page->most;
    }
    return true;
}

/* Where those in sight begin, as far as there are that many. */
static size_t begin_page(const struct record *question, size_t count,
                         struct question_page *page)
{
    bool same = page->of == question && page->from < count;
    *page = (struct question_page){.of = question,
                                   .from = same ? page->from : 0,
                                   .most = same ? page->most : 0,
                                   .next = count,
                                   .count = count};
    return page->from;
}

/* One below the other, the selected one in sight. */
static int put_answers(const struct answer *answers, size_t count, int row,
                       const struct question_place *p, size_t first, bool counted)
{
    long highest = 0;
    int room = p->end - row, labels = label_cols(answers, count, p->cols / 2);
    bool far = p->selected < count && room > 0 && p->selected >= (size_t)room;
    first = far ? p->selected - (size_t)room + 1 : first;
    for (size_t i = 0; i < count; i++) {
        highest = answers[i].count > highest ? answers[i].count : highest;
    }
    for (size_t i = first; i < count && row < p->end; i++) {
        int rows = wrap_count(answers[i].text, labels, room);
        if (i > first && row + rows > p->end - (i + 1 < count) &&
            p->selected == SIZE_MAX) {
            struct str more = str_of("%zu more, \vturn\v turns", count - i);
            p->page->next = i;
            p->page->most = i - first > p->page->most ? i - first : p->page->most;
            screen_put(row++, p->col + 2, p->cols - 2, p->role, more.bytes);
            str_finish(&more);
            break;
        }
        bool here = i == p->selected || (p->marked && i == *p->marked);
        row += put_answer(&answers[i], highest, row, labels, p, here, counted);
    }
    return row;
}

/* Whether words for it that phones send are looked through before they count. */
static bool are_read_first(const struct facts *facts, const struct question *q)
{
    return q->asks == ASKS_WORDS && q->state == QUESTION_OPEN &&
           !table_says_yes(facts->table, PHONES_STRAIGHT) &&
           (question_is_for_phones(facts) ||
            question_waiting(facts, q->record, OFFERS_ALL) > 0);
}

/* How many have answered. The room is told of no inbox, and counts what was taken from there, as it
 * is told, be there more or not: it sees of no word that it was put aside. */
static void say_count(const struct facts *facts, const struct question *q,
                      struct str *out)
{
    bool told = q->asks == ASKS_WORDS && !facts->seen;
    size_t waiting = told ? question_waiting(facts, q->record, OFFER_WAITS) : 0;
    question_say(facts->session, q->record, out);
    if (waiting) {
        str_addf(out, "; %zu more wait%s in the inbox", waiting, waiting == 1 ? "s" : "");
    } else if (facts->seen && are_read_first(facts, q)) {
        str_add(out, "; each is read first");
    }
}

int question_put(const struct facts *facts, const struct record *record,
                 struct question_place p)
{
    struct question q = question_of(record);
    size_t count;
    struct answer *answers = question_answers_said(facts->session, record, &count);
    struct str about = STR_EMPTY;
    bool counted = q.state != QUESTION_OPEN;
    say_count(facts, &q, &about);
    int row = p.row;
    row += put(row, &p, 4, q.text) + !window_is_short();
    row += put(row, &p, 2, about.bytes) + !window_is_short();
    if (counted || q.asks != ASKS_WORDS) {
        size_t first = p.selected == SIZE_MAX ? begin_page(record, count, p.page) : 0;
        row = put_answers(answers, count, row, &p, first, counted);
    }
    free(answers);
    str_finish(&about);
    return row;
}
