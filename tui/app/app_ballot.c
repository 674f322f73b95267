/* Votes: whose turn it is, what they have left, and what the ballot's menu does. */

#include "app/app_everybody.h"

#include "base/utf8.h"
#include "model/history.h"
#include "model/rows.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_GRAPHEMES = 24 };

/* Whether anybody has given dots: people at the table, the table, or phones. */
static bool any_dots(const struct tally *tally)
{
    return tally->people || tally->given[0] || tally->phones;
}

/* The list as it is by now; NULL: nothing has votes that could be ranked. */
static struct list_view *list_now(struct app *app)
{
    const struct voting *voting = &app->voting;
    const char *column = voting->of_column ? str_text(&voting->column) : NULL;
    struct facts facts = app_facts(app);
    if (voting->ranking) {
        return list_of_ranking(&facts, column);
    }
    struct ballot_now now = app_look_at_ballot(app);
    return list_of_ballot(&facts, now.person,
                          tally_left(&now.tally, now.ballot, now.person), column);
}

/* False if there is none to be shown. */
static bool open_list(struct app *app, bool ranking, const char *column)
{
    struct voting *voting = &app->voting;
    struct str kept = str_of("%s", column ? column : ""); /* it may be the list's own */
    str_finish(&voting->column);
    voting->column = kept;
    voting->ranking = ranking;
    voting->of_column = column != NULL;
    voting->ballot = ballot_of(app->table);
    voting->list = list_now(app);
    if (voting->list) {
        app_push_list(app, voting->list);
        voting->pushed = app->pushed;
    }
    return voting->list != NULL;
}

static bool is_same_ballot(struct ballot a, struct ballot b)
{
    return a.state == b.state && a.for_table == b.for_table && a.dots == b.dots;
}

/* The list goes along with what others give meanwhile. Not with another ballot that somebody
 * began, since keys would mean something else all at once; nor where rows are chosen by their
 * numbers, as they were read out. */
static void renew_list(struct app *app)
{
    struct voting *voting = &app->voting;
    struct view *top = app_top(app);
    size_t changes = session_change_count(app->file.session);
    uint64_t joined = app->others.has_phones ? app->others.phones.joined : 0;
    bool same = voting->made_of == changes && voting->joined == joined;
    bool there = voting->list && top->state == voting->list &&
                 voting->pushed == app->pushed && !app->options->accessible &&
                 is_same_ballot(voting->ballot, ballot_of(app->table));
    struct list_view *list = there && !same ? list_now(app) : NULL;
    if (!list) {
        return;
    }
    voting->made_of = changes;
    voting->joined = joined;
    top->saw_edits = top->saw_edits ? session_edit_count(app->file.session) : 0;
    const struct item *was = list_shown(voting->list, voting->list->selected);
    for (size_t i = 0; was && i < list->count; i++) {
        const struct item *item = list_shown(list, i);
        bool entry = voting->ranking && item->intent.record == was->intent.record;
        if (entry || (!voting->ranking && strcmp(item->key, was->key) == 0)) {
            list->selected = item->heading ? list->selected : i;
        }
    }
    top->ops->free(top->state);
    top->state = voting->list = list;
}

void app_open_ballot(struct app *app, const struct intent *intent)
{
    open_list(app, false, intent->column);
}

static void open_ranking(struct app *app, const char *column)
{
    if (!open_list(app, true, column)) {
        app_say(app, column ? "Nothing in this column has votes."
                            : "Nothing at this table has votes.");
    }
}

/* "Person 2", "The table" */
static void add_voter(struct str *out, size_t person)
{
    if (person) {
        str_addf(out, "Person %zu", person);
    } else {
        str_add(out, "The table");
    }
}

/* "Person 2: 1 of 3 dots left.", "Person 3 has given all 3 dots; person 4 is next." Never
 * what an entry has: that stays hidden. */
static void add_left(struct app *app, size_t person, struct str *out)
{
    struct ballot_now now = app_look_at_ballot(app);
    long left = tally_left(&now.tally, now.ballot, person), dots = now.ballot.dots;
    const char *s = plural(dots);
    add_voter(out, person);
    if (left) {
        str_addf(out, ": %ld of %ld dot%s left.", left, dots, s);
        return;
    }
    if (now.tally.given[person] > dots) {
        str_addf(out, " has given %ld, more than %ld dot%s", now.tally.given[person],
                 dots, s);
    } else {
        str_addf(out, " has given %s %ld dot%s", dots == 1 ? "the" : "all", dots, s);
    }
    if (!person) {
        str_add(out,
                now.ballot.state == BALLOT_OPEN ? "; \vballot\v shows the counts." : ".");
        return;
    }
    long next_left = tally_left(&now.tally, now.ballot, now.person);
    str_addf(out, "; person %zu is next", now.person);
    if (next_left < dots) {
        str_addf(out, ", with %ld left.", next_left);
    } else {
        str_add(out, ". If that was everybody: \vballot|s|show\v shows the counts.");
    }
}

/* The same behind what is said, and anew once others gave more. */
static void say_left(struct app *app, size_t person)
{
    struct str left = STR_EMPTY;
    add_left(app, person, &left);
    app_say_instead(app, &app->voting.left, left.bytes);
    app->voting.left_of = person;
    str_finish(&left);
}

/* "Voting: person 2 has 3 of 3 dots", "Voting: 4 phones have voted": where nobody at the table
 * has given a dot, it is not their turn either. */
static void say_turn(struct app *app, struct str *out)
{
    struct ballot_now now = app_look_at_ballot(app);
    size_t phones = now.tally.phones;
    bool by_phone = table_says_yes(app->table, PHONES_VOTE) && !now.ballot.for_table;
    str_add(out, "Voting: ");
    if (by_phone || phones) {
        str_addf(out, "%zu phone%s voted", phones, phones == 1 ? " has" : "s have");
    }
    if (by_phone && !now.tally.people) {
        return;
    }
    str_add(out, by_phone || phones ? "; " : "");
    if (now.person) {
        str_addf(out, "person %zu", now.person);
    } else {
        str_add(out, "the table");
    }
    str_addf(out, " has %ld of %ld dot%s", tally_left(&now.tally, now.ballot, now.person),
             now.ballot.dots, plural(now.ballot.dots));
}

static bool is_same_turn(const struct ballot_turn *a, const struct ballot_turn *b)
{
    return a->table == b->table && a->person == b->person && a->chosen == b->chosen &&
           a->from == b->from;
}

void app_look_whose_turn(struct app *app)
{
    struct voting *voting = &app->voting;
    bool open = app->open && ballot_of(app->table).state == BALLOT_OPEN;
    size_t changes = open ? session_change_count(app->file.session) : 0;
    if (app->open) {
        renew_list(app);
    }
    if (!open || app->options->follow) { /* who follows does not know whom was called */
        str_set(&voting->words, "%s", open ? "Voting" : "");
        voting->looked = 0;
    } else if (voting->looked != changes || !is_same_turn(&voting->turn, &app->turn)) {
        app_tell_elsewhere(app);
        str_clear(&voting->words);
        say_turn(app, &voting->words);
        voting->looked = changes;
        voting->turn = app->turn;
    }
}

void app_vote(struct app *app, const struct intent *intent, struct err *err)
{
    struct ballot_now now = app_look_at_ballot(app);
    struct str said = STR_EMPTY;
    char voter[VOTER_SIZE_BYTES];
    if (now.ballot.state == BALLOT_NONE) {
        app_open_ballot(app, intent);
        app_say(app, "First a ballot: how many dots? Counts stay hidden until you show "
                     "them; then \vvote\v gives a dot.");
        return;
    }
    if (tally_left(&now.tally, now.ballot, now.person) == 0) {
        add_voter(&said, now.person);
        app_say(app, "%s has no dot left. \vunvote\v takes one back; \vballot\v %s.",
                said.bytes, now.person ? "goes to the next person" : "has more");
        str_finish(&said);
        return;
    }
    voter_name(now.person, voter);
    if (author_move_dot(&app->author, intent->record, voter, 1, err)) {
        app->turn.person = now.person;
        app->turn.chosen = false;
        str_add(&said, "A dot for ");
        text_quote(&said, row_words(intent->record), NAME_GRAPHEMES);
        app_say(app, "%s.", said.bytes);
        say_left(app, now.person);
    }
    str_finish(&said);
}

/* Whose dot is taken back: of whose turn it is, else of who voted last in this window, else the
 * latest that was given in it; after a ballot, the latest. SIZE_MAX: there is none.
 *
 * @given  the latest, by that person; NULL: nobody gave any. */
static size_t find_giver(const struct app *app, const struct ballot_now *now,
                         const struct record *entry, const struct field *given,
                         size_t latest)
{
    size_t last = app->turn.person;
    if (now->ballot.state == BALLOT_NONE) {
        return latest;
    }
    if (voter_votes(entry, now->person) > 0) {
        return now->person;
    }
    if (last && !now->ballot.for_table && voter_votes(entry, last) > 0) {
        return last;
    }
    bool here = given && author_is(&app->author, field_shown(given)->edit->key.actor);
    return here ? latest : SIZE_MAX;
}

/* @latest  who gave one here last; SIZE_MAX: nobody. */
static void say_whose(struct app *app, const struct record *entry, size_t latest)
{
    struct str said = STR_EMPTY;
    text_quote(&said, row_words(entry), NAME_GRAPHEMES);
    str_add(&said, " ");
    if (latest == SIZE_MAX && paper_votes(entry)) {
        app_say(app,
                "%shas what was counted on paper alone; \vballot|w|paper\v changes that.",
                said.bytes);
    } else if (latest == SIZE_MAX) {
        app_say(app, "%shas no dot to take back.", said.bytes);
    } else if (latest) {
        app_say(app,
                "%shas a dot of person %zu. \vballot|p|back\v goes back to who gave "
                "before, then \vunvote\v takes it.",
                said.bytes, latest);
    } else {
        app_say(app, "%shas a dot of the whole table.", said.bytes);
    }
    str_finish(&said);
}

void app_take_dot_back(struct app *app, const struct intent *intent, struct err *err)
{
    struct ballot_now now = app_look_at_ballot(app);
    struct str name = STR_EMPTY;
    char voter[VOTER_SIZE_BYTES];
    const struct field *given = latest_vote(intent->record);
    size_t latest;
    if (!given || !voter_of_field(given->name, &latest)) {
        latest = SIZE_MAX;
    }
    size_t person = find_giver(app, &now, intent->record, given, latest);
    if (person == SIZE_MAX) {
        say_whose(app, intent->record, latest);
        return;
    }
    text_add_beginning(&name, row_words(intent->record), NAME_GRAPHEMES);
    voter_name(person, voter);
    if (author_move_dot(&app->author, intent->record, voter, -1, err)) {
        app_say(app, "Took a dot back from ‘%s’.", str_text(&name));
        if (now.ballot.state != BALLOT_NONE) {
            app->turn.person = person;
            app->turn.chosen = false;
            app->turn.from = person && person < app->turn.from ? person : app->turn.from;
            say_left(app, person);
        }
    }
    str_finish(&name);
}

/* What has most votes, for whoever does not see the counts stand there. */
static void add_first_ranked(struct app *app)
{
    enum { MOST_SAID = 3 };
    size_t count, without;
    struct ranked *ranked =
        ballot_ranking(app->file.session, app->table, NULL, &count, &without);
    struct str said = STR_EMPTY;
    for (size_t i = 0; i < count && i < MOST_SAID; i++) {
        str_add(&said, i ? ", " : "Most: ");
        text_quote(&said, row_words(ranked[i].entry), NAME_GRAPHEMES);
        str_add_byte(&said, ' ');
        votes_say(ranked[i].entry, 0, &said);
    }
    str_add(&said, count ? "." : "Nothing has votes.");
    app_add(app, said.bytes);
    free(ranked);
    str_finish(&said);
}

/* "Began a ballot: 3 dots a person. …" */
static void say_ballot(struct app *app, struct ballot before, bool any)
{
    struct ballot after = ballot_of(app->table);
    struct str said = STR_EMPTY;
    ballot_say_change(before, after, &said);
    if (!said.len_bytes) {
        str_finish(&said);
        return;
    }
    said.bytes[0] = (char)(said.bytes[0] - 'a' + 'A');
    str_add(&said, ".");
    str_begin_sentence(&said);
    if (before.state == BALLOT_NONE && any) {
        str_add(&said, "Dots given before count; \vballot|c|take\v takes them back.");
    } else if (before.state == BALLOT_NONE) {
        str_addf(&said,
                 "%s\vvote\v gives the selected entry a dot; \vballot|s|show\v shows "
                 "the counts.",
                 after.for_table ? "" : "Person 1 begins: ");
    } else if (after.state == BALLOT_SHOWN && before.state == BALLOT_OPEN) {
        str_add(&said, "\vballot|r|ranking\v ranks them.");
    }
    struct ballot_now now = app_look_at_ballot(app);
    tally_say_beyond(&now.tally, after, &said);
    app_say(app, "%s", said.bytes);
    if (after.state == BALLOT_SHOWN && screen_is_heard()) {
        add_first_ranked(app);
    }
    str_finish(&said);
}

void app_set_ballot(struct app *app, const struct intent *intent, struct err *err)
{
    struct ballot_now now = app_look_at_ballot(app);
    bool any = any_dots(&now.tally);
    if (!author_set_ballot(&app->author, app->table, intent->ballot, err)) {
        return;
    }
    if (now.ballot.state == BALLOT_NONE) {
        app->turn = (struct ballot_turn){.table = app->table, .from = 1};
    }
    say_ballot(app, now.ballot, any);
    if (now.ballot.state != BALLOT_NONE && now.ballot.dots != intent->ballot.dots &&
        intent->ballot.state != BALLOT_NONE) {
        app_open_ballot(app, intent); /* for one more */
    }
}

/* What was said of whose turn it is would be read out still. */
void app_tell_ballot(struct app *app, struct ballot before)
{
    struct ballot now = ballot_of(app->table);
    const struct version *set =
        field_shown(app->table ? record_field(app->table, "ballot") : NULL);
    const struct str *left = &app->voting.left;
    if (now.state == BALLOT_OPEN && left->len_bytes &&
        strstr(str_text(&app->messages.text), left->bytes)) {
        say_left(app, app->voting.left_of);
    }
    if (before.state != BALLOT_OPEN || now.state == BALLOT_OPEN || !set ||
        app->messages.warning) {
        return;
    }
    const char *who = history_who(set->edit);
    app_say(app,
            now.state == BALLOT_SHOWN
                ? "%s showed the votes. \vballot|r|ranking\v ranks them."
                : "%s ended the ballot.",
            *who ? who : "Somebody else");
}

void app_ask_to_show_counts(struct app *app, const struct intent *intent)
{
    app_push_list(app, list_of_showing(intent->ballot, intent->column));
}

void app_ask_to_clear_dots(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    app_push_list(app, list_of_clearing(&facts));
}

void app_clear_dots(struct app *app, const struct intent *intent, struct err *err)
{
    (void)intent;
    struct str all = STR_EMPTY;
    ballot_say_all(app->file.session, app->table, &all);
    if (author_clear_dots(&app->author, app->table, err)) {
        app->turn = (struct ballot_turn){.table = app->table, .from = 1};
        app_say(app, "Took %s back. \vundo\v undoes it.", str_text(&all));
    }
    str_finish(&all);
}

void app_next_voter(struct app *app, const struct intent *intent)
{
    struct ballot_now now = app_look_at_ballot(app);
    struct str said = STR_EMPTY;
    struct ballot_turn *turn = &app->turn;
    bool back = intent->step < 0 && now.person > 1;
    size_t from = back ? now.person - 1 : now.person + 1;
    from = from > BALLOT_MOST_PEOPLE ? BALLOT_MOST_PEOPLE : from;
    turn->from = !back || from < turn->from ? from : turn->from;
    turn->person = back ? from : 0;
    turn->chosen = back;
    now = app_look_at_ballot(app);
    long left = tally_left(&now.tally, now.ballot, now.person);
    if (left) {
        say_left(app, now.person);
        return;
    }
    add_voter(&said, now.person);
    app_say(app, "%s has no dot left; \vunvote\v takes one back.", said.bytes);
    str_finish(&said);
}

/* They are not shown for that: a letter of a word might have asked for it, in front of all. */
void app_rank(struct app *app, const struct intent *intent)
{
    if (ballot_of(app->table).state == BALLOT_OPEN) {
        app_say(app, "Not ranked: the counts are hidden. \vballot|s|show\v shows them to "
                     "everybody; then they can be ranked.");
    } else {
        open_ranking(app, intent->column);
    }
}
