/* Whose turn it is in the ballot, where several windows enter dots, too. */

#include "app/app_everybody.h"

/* Whether that person's dots are given in another window that is there: where the first of them
 * was, so that all windows see the same. */
static bool is_elsewhere(const struct app *app, const struct ballot_now *now,
                         size_t person)
{
    const struct edit *first = now->tally.first[person];
    return first && person && company_has(&app->others.company, first->key.actor);
}

/* The first with dots left, not before `from`, whose dots are given here. */
static size_t next_here(const struct app *app, const struct ballot_now *now, size_t from)
{
    size_t person = tally_next(&now->tally, now->ballot, from);
    while (person < BALLOT_MOST_PEOPLE && is_elsewhere(app, now, person)) {
        person = tally_next(&now->tally, now->ballot, person + 1);
    }
    return person;
}

/* The first of those; but whoever is in the middle of giving goes on. After a start, those before
 * the last who gave any have had their turn. */
static size_t whose_turn(struct app *app, const struct ballot_now *now)
{
    struct ballot_turn *turn = &app->turn;
    if (turn->table != app->table) {
        size_t last = now->tally.people;
        *turn = (struct ballot_turn){.table = app->table, .from = last ? last : 1};
    }
    if (now->ballot.for_table) {
        return 0;
    }
    bool goes_on = turn->person && now->tally.given[turn->person] > 0 &&
                   tally_left(&now->tally, now->ballot, turn->person) > 0 &&
                   !is_elsewhere(app, now, turn->person);
    return turn->chosen || goes_on ? turn->person : next_here(app, now, turn->from);
}

struct ballot_now app_look_at_ballot(struct app *app)
{
    struct ballot_now now = {.ballot = ballot_of(app->table)};
    tally_votes(app->file.session, app->table, &now.tally);
    now.person = whose_turn(app, &now);
    return now;
}

void app_tell_elsewhere(struct app *app)
{
    struct ballot_turn *turn = &app->turn;
    struct ballot_now now = app_look_at_ballot(app);
    if (turn->table == app->table && !turn->chosen &&
        is_elsewhere(app, &now, turn->person)) {
        struct str words =
            str_of("Another window began with person %zu at the same moment: "
                   "the dot given here counts as theirs. \vundo\v takes it "
                   "back; here it is the turn of person %zu.",
                   turn->person, now.person);
        app_take_back(app, &app->voting.left);
        app_say_besides(app, words.bytes);
        str_finish(&words);
        turn->person = 0;
    }
}
