#include "support/histories.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/forget.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/questions.h"
#include "model/rows.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an act may choose from; NULL where there is nothing to choose. */
struct options {
    const struct record *table, *goal, *note;
    const char *column;
    char word[16]; /* never typed before */
};

static size_t roll(struct history *h, size_t sides)
{
    return (size_t)(dice_roll(&h->dice) % sides);
}

static const struct record *any_note(struct history *h, struct session *s)
{
    const struct record *found = NULL;
    size_t seen = 0;
    for (const struct record *r = session_next_record(s, NULL); r;
         r = session_next_record(s, r)) {
        if (strcmp(record_kind(r), "note") == 0 && record_shown(r) &&
            roll(h, ++seen) == 0) {
            found = r;
        }
    }
    return found;
}

static struct options choose(struct history *h, struct session *s)
{
    static const char *const columns[] = {"barriers", "stakeholders", "moments"};
    size_t tables, goals;
    const struct record *const *table = session_tables(s, &tables);
    const struct record *const *goal = table_goals(s, table[0], &goals);
    struct options o = {.table = table[0],
                        .goal = goals ? goal[roll(h, goals)] : NULL,
                        .note = any_note(h, s),
                        .column = columns[roll(h, 3)]};
    snprintf(o.word, sizeof o.word, "w%u;", ++h->words);
    return o;
}

/* Words that the note has or had: settling on them, or taking them back up. */
static const char *old_words(struct history *h, const struct record *note)
{
    const char *words = NULL;
    size_t seen = 0;
    const struct field *text = record_field(note, "text");
    for (const struct version *v = text ? text->versions : NULL; v; v = v->next) {
        if (version_value(v).kind == VALUE_TEXT && roll(h, ++seen) == 0) {
            words = version_value(v).text;
        }
    }
    return words;
}

static void forget_word(struct history *h, const char *word)
{
    for (size_t i = 0; i < h->made_count; i++) {
        if (strcmp(h->made[i].word, word) == 0) {
            h->made[i].redacted = true;
        }
    }
}

static void redact_something(struct history *h, struct replica *r, struct err *err)
{
    size_t count;
    const struct edit **edits = session_edits(r->session, &count);
    const struct edit *edit = edits[roll(h, count)];
    free(edits);
    if (strcmp(edit->kind, "template") == 0) {
        return;
    }
    for (size_t i = 0; i < edit->set_count; i++) {
        if (edit->set[i].value.kind == VALUE_TEXT) {
            forget_word(h, edit->set[i].value.text);
        }
    }
    cr_assert(forget(&r->author, &(struct forget){.edit = edit}, err), "%s",
              err_text(err));
}

/* Acts on what a note or a goal says. */
static void act_on_words(struct history *h, struct author *a, const struct options *o,
                         struct err *err)
{
    switch (roll(h, 8)) {
    case 0:
        author_add_goal(a, o->table, o->goal, o->word, err);
        break;
    case 1:
        author_set(a, o->table, "vision", VALUE_OF_TEXT(o->word), err);
        break;
    case 2:
    case 3:
        if (o->note) {
            author_reword(a, o->note, roll(h, 6) ? o->word : "", err);
        }
        break;
    case 4:
        if (o->goal || o->note) {
            const struct record *on = o->note ? o->note : o->goal;
            const char *words = old_words(h, on);
            author_reword(a, on, words ? words : o->word, err);
        }
        break;
    default:
        if (o->goal) {
            author_add_note(a, o->goal, o->column, roll(h, 2) ? o->note : NULL, o->word,
                            err);
        }
        break;
    }
}

static void bring_something_back(struct history *h, struct author *a,
                                 const struct options *o, struct err *err)
{
    size_t count;
    const struct record **deleted = history_deleted(a->session, o->table, NULL, &count);
    if (count) {
        author_bring_back(a, deleted[roll(h, count)], err);
    }
    free(deleted);
}

/* Acts on where a note stands, whether, and how it is thought of. */
static void act_on_standing(struct history *h, struct author *a, const struct options *o,
                            struct err *err)
{
    if (!o->note || !o->goal) {
        return;
    }
    switch (roll(h, 6)) {
    case 0:
        author_delete(a, roll(h, 4) ? o->note : o->goal, err);
        break;
    case 1:
        author_move_note(a, o->note, o->goal, o->column, NULL, err);
        break;
    case 2:
        author_move_goal(a, o->goal, NULL, err);
        break;
    case 3:
        author_set(a, o->note, "weight", VALUE_OF_TEXT(roll(h, 2) ? "pebble" : "cliff"),
                   err);
        break;
    case 4:
        bring_something_back(h, a, o, err);
        break;
    default: {
        long count = (long)roll(h, 6);
        author_vote(a, o->note, count > 3 ? VOTER_PAPER : a->actor, count, err);
        break;
    }
    }
}

/* Acts on one of the offers that wait or were put aside. */
static void act_on_offer(struct history *h, struct author *a, const struct options *o,
                         struct err *err)
{
    size_t count;
    struct offer *offers =
        table_offers(a->session, o->table, OFFER_WAITS | OFFER_ASIDE, &count);
    const struct offer *offer = count ? &offers[roll(h, count)] : NULL;
    size_t act = roll(h, 6);
    if (offer && act == 0) {
        author_withdraw_offer(a, offer, err);
    } else if (offer && act == 1) {
        author_put_offer_aside(a, offer, offer->state == OFFER_WAITS, err);
    } else if (offer) {
        author_take_offer(a, offer, o->goal, o->column, roll(h, 3) ? NULL : o->word, err);
    }
    free(offers);
}

/* Asks, or answers one of the questions. */
static void act_on_questions(struct history *h, struct author *a, const struct options *o,
                             struct err *err)
{
    size_t count, answers;
    const struct record *const *rows = table_questions(a->session, o->table, &count);
    const struct record *row = count ? rows[roll(h, count)] : NULL;
    const char *const voters[] = {"phone 1", "phone 2", "table"};
    if (!row || roll(h, 8) == 0) {
        author_ask(a, o->table, (enum question_asks)roll(h, 3), o->word, err);
    } else if (roll(h, 6) == 0) {
        author_set_question(a, row, (enum question_state)roll(h, 3), err);
    } else if (question_of(row).asks == ASKS_WORDS) {
        author_add_note(a, row, ANSWERS_COLUMN, NULL, o->word, err);
    } else {
        const struct record *const *notes =
            goal_notes(a->session, row, ANSWERS_COLUMN, &answers);
        author_choose(a, row, voters[roll(h, 3)],
                      answers ? notes[roll(h, answers)] : NULL, err);
    }
}

/* Acts of phones, and with what they send. */
static void act_on_phones(struct history *h, struct author *a, const struct options *o,
                          struct err *err)
{
    struct str once = str_of("once%u", h->words);
    const struct offering offering = {.once = once.bytes,
                                      .goal = o->goal,
                                      .column = o->column,
                                      .text = o->word,
                                      .from = roll(h, 2) ? "a" : "b"};
    switch (roll(h, 8)) {
    case 0:
    case 1:
    case 2:
        author_offer(a, o->table, &offering, err);
        break;
    case 3:
    case 4:
        act_on_offer(h, a, o, err);
        break;
    case 5:
        if (table_alone(o->table)) {
            author_reveal(a, o->table, err);
        } else {
            author_begin_alone(a, o->table, err);
        }
        break;
    case 6:
        act_on_questions(h, a, o, err);
        break;
    default:
        if (o->note) {
            author_vote(a, o->note, "phone 1", (long)roll(h, 3), err);
        }
        break;
    }
    str_finish(&once);
}

/* A mark of a row, or none. */
static void mark_row(struct history *h, struct author *a, const struct grid *grid,
                     const struct record *row, struct err *err)
{
    const struct mark *mark = grid->goals.mark_count
                                  ? grid->goals.marks[roll(h, grid->goals.mark_count)]
                                  : NULL;
    if (mark) {
        size_t n = roll(h, mark->choice_count + 1);
        author_mark(a, row, mark, n ? mark->choices[n - 1].id : NULL, err);
    }
}

/* Acts on a row of a form, and on what stands there. */
static void act_on_row(struct history *h, struct author *a, const struct options *o,
                       const struct grid *grid, const struct record *row, struct err *err)
{
    const char *column = grid->columns[roll(h, grid->column_count)].id;
    bool own = !row_given(row);
    switch (roll(h, 8)) {
    case 0:
    case 1:
        mark_row(h, a, grid, row, err);
        break;
    case 2:
        if (o->note) {
            author_move_note(a, o->note, row, column, NULL, err);
        }
        break;
    case 3:
        if (own) {
            author_delete(a, row, err);
        }
        break;
    case 4:
        if (own) {
            author_reword(a, row, o->word, err);
            author_move_goal(a, row, NULL, err);
        }
        break;
    default:
        author_add_note(a, row, column, NULL, o->word, err);
        break;
    }
}

/* Acts on one of the forms, which this replica may see for the first time. */
static void act_on_forms(struct history *h, struct author *a, const struct options *o,
                         struct err *err)
{
    static const char *const forms[] = {"signs", "lifecycle", "speakers", "elements"};
    size_t count;
    const struct grid *grid = table_grid(a->session, o->table, forms[roll(h, 4)]);
    const struct record *const *rows = grid_rows(a->session, o->table, grid, &count);
    if (grid->rows == ROWS_OWN && (!count || roll(h, 4) == 0)) {
        author_add_row(a, o->table, grid, NULL, o->word, err);
    } else if (count) {
        act_on_row(h, a, o, grid, rows[roll(h, count)], err);
    }
}

/* Writes down the edits that an author has made since that number. */
static void note_made(struct history *h, size_t who, uint64_t from, const char *word)
{
    struct replica *r = &h->replicas[who];
    for (uint64_t number = from; number < r->author.next_number; number++) {
        const struct edit *edit =
            session_edit(r->session, (struct edit_key){r->author.actor, number});
        struct made made = {.who = who, .number = number};
        memcpy(made.seen, r->seen, sizeof made.seen);
        for (size_t i = 0; i < edit->set_count; i++) {
            struct value value = edit->set[i].value;
            if (value.kind == VALUE_TEXT && strcmp(value.text, word) == 0) {
                snprintf(made.word, sizeof made.word, "%s", word);
            }
        }
        h->made =
            memory_room_for_one(h->made, h->made_count, &h->made_room, sizeof *h->made);
        h->made[h->made_count++] = made;
        cr_assert(number < sizeof h->by_number[0] / sizeof h->by_number[0][0]);
        h->by_number[who][number] = h->made_count;
        r->seen[who] = number;
    }
}

/* One random act on a replica. */
static void history_act(struct history *h, size_t who, bool redact)
{
    static const int64_t year_ms = INT64_C(31536000000);
    struct replica *r = &h->replicas[who];
    uint64_t from = r->author.next_number;
    struct options o = choose(h, r->session);
    struct err err = ERR_NONE;
    struct str said = STR_EMPTY;
    r->author.now_ms =
        1487764800000 + h->words * INT64_C(1000) + ((int64_t)roll(h, 7) - 3) * year_ms;
    size_t kind = roll(h, redact ? 37 : 36);
    if (kind < 13) {
        act_on_words(h, &r->author, &o, &err);
    } else if (kind < 20) {
        act_on_standing(h, &r->author, &o, &err);
    } else if (kind < 22) {
        author_undo(&r->author, &said);
    } else if (kind < 23) {
        author_redo(&r->author, &said);
    } else if (kind < 30) {
        act_on_phones(h, &r->author, &o, &err);
    } else if (kind < 36) {
        act_on_forms(h, &r->author, &o, &err);
    } else {
        redact_something(h, r, &err);
    }
    cr_assert_null(err.message, "%s", err_text(&err));
    str_finish(&said);
    note_made(h, who, from, o.word);
}

/* One replica sees all of another. */
static void history_see(struct history *h, size_t who, size_t whom)
{
    struct replica *one = &h->replicas[who], *other = &h->replicas[whom];
    session_add_all(one->session, other->session);
    for (size_t i = 0; i < h->replica_count; i++) {
        one->seen[i] = one->seen[i] > other->seen[i] ? one->seen[i] : other->seen[i];
    }
}

struct history *history_make(uint64_t seed, size_t replicas, size_t acts, bool redact)
{
    struct history *h = memory_get(sizeof *h);
    struct err err = ERR_NONE;
    h->dice.state = seed;
    h->replica_count = replicas ? replicas : 3 + roll(h, MOST_REPLICAS - 2);
    size_t most = acts ? acts : 5 + roll(h, 36);
    for (size_t i = 0; i < h->replica_count; i++) {
        struct replica *r = &h->replicas[i];
        r->session = session_new();
        author_init(&r->author, r->session, dice_roll(&h->dice), i ? "Ben" : NULL);
    }
    author_add_table(&h->replicas[0].author, NULL, "Random", NULL, NULL, NULL, &err);
    note_made(h, 0, 1, "");
    for (size_t i = 1; i < h->replica_count; i++) {
        history_see(h, i, 0);
    }
    for (size_t step = 0; step < h->replica_count * most; step++) {
        size_t who = roll(h, h->replica_count);
        history_act(h, who, redact);
        if (roll(h, 8) == 0) {
            history_see(h, who, roll(h, h->replica_count));
        }
    }
    return h;
}

void history_free(struct history *h)
{
    for (size_t i = 0; i < h->replica_count; i++) {
        author_finish(&h->replicas[i].author);
        session_free(h->replicas[i].session);
    }
    free(h->made);
    free(h);
}

const struct made *history_made(const struct history *h, const struct edit *edit)
{
    for (size_t i = 0; i < h->replica_count; i++) {
        if (strcmp(h->replicas[i].author.actor, edit->key.actor) == 0) {
            return &h->made[h->by_number[i][edit->key.number] - 1];
        }
    }
    return NULL;
}

void history_shuffle(const struct edit **edits, size_t count, struct dice *dice)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)(dice_roll(dice) % i);
        const struct edit *swap = edits[i - 1];
        edits[i - 1] = edits[j];
        edits[j] = swap;
    }
}
