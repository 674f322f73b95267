/* The menu of the ballot, and the ranking. */

#include "views/lists.h"

#include "base/memory.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "model/rows.h"
#include "store/room.h"
#include "views/view_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct item *add(struct list_view *v, const char *key, struct str *label,
                        const char *full, struct intent intent)
{
    struct item *item = list_add(v, key, str_text(label), "");
    item->full = memory_copy_text(full);
    item->intent = intent;
    if (intent.column) { /* the view below may forget it */
        item->intent.column = item->text = memory_copy_text(intent.column);
    }
    str_clear(label);
    return item;
}

/* Makes the ballot so. */
static struct intent set(struct ballot ballot, const char *column)
{
    return (struct intent){.kind = INTENT_SET_BALLOT, .ballot = ballot, .column = column};
}

static void add_beginnings(struct list_view *v, const char *column)
{
    static const struct {
        const char *key;
        long dots;
        bool for_table;
        bool
            heard; /* only where the number of a row is read, and so is of no other number */
    } rows[] = {{"1", 1, false, false}, {"2", 2, false, true},  {"3", 3, false, false},
                {"4", 4, false, true},  {"5", 5, false, false}, {"t", 12, true, false},
                {"T", 24, true, false}};
    struct str label = STR_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].heard && !screen_is_heard()) {
            continue;
        }
        struct ballot ballot = {BALLOT_OPEN, rows[i].for_table, rows[i].dots};
        ballot_say_dots(ballot, &label);
        add(v, rows[i].key, &label,
            ballot.for_table
                ? "The table gives its dots together. Other numbers: \vballot\v, "
                  "then + and -."
                : "One person after the other calls out. Other numbers: \vballot\v, "
                  "then + and -.",
            set(ballot, column));
    }
    str_finish(&label);
}

static void add_turns(struct list_view *v, size_t person, long left)
{
    struct str label = STR_EMPTY, full = STR_EMPTY;
    str_addf(&label, "Next person: %zu", person + 1);
    str_addf(&full, "Person %zu gives no more (%ld left); %s comes back.", person, left,
             screen_is_heard() ? "a row here" : "p");
    add(v, "n", &label, full.bytes,
        (struct intent){.kind = INTENT_NEXT_VOTER, .step = 1});
    if (person > 1) {
        str_addf(&label, "Back to person %zu", person - 1);
        add(v, "p", &label, "To take a dot back with \vunvote\v, and give it again.",
            (struct intent){.kind = INTENT_NEXT_VOTER, .step = -1});
    }
    str_finish(&label);
    str_finish(&full);
}

/* One dot more, or fewer. */
static void add_number(struct list_view *v, struct ballot ballot, int step,
                       const char *column)
{
    struct str label = STR_EMPTY;
    ballot.dots += step;
    if (ballot.dots >= 1 && ballot.dots <= BALLOT_MOST_DOTS) {
        str_addf(&label, "One dot %s: ", step > 0 ? "more" : "fewer");
        ballot_say_dots(ballot, &label);
        add(v, step > 0 ? "+" : "-", &label, "What was given already stays.",
            set(ballot, column));
    }
    str_finish(&label);
}

/* NULL: of the goals. */
static const char *title_of(const struct facts *facts, const char *column)
{
    return ballot_part_title(facts->session, facts->table, column ? column : "");
}

/* Whether phones vote, too; and how many ballots there are for how many phones, since nobody
 * keeps anyone from coming back as another. */
static void add_phones(struct list_view *v, const struct facts *facts, const char *column)
{
    bool open = table_says_yes(facts->table, PHONES_VOTE);
    struct str label =
        str_of("%s", open ? "Close the ballot to phones" : "Open the ballot to phones");
    struct intent intent = {
        .kind = INTENT_SET_PHONES, .field = PHONES_VOTE, .text = open ? "" : "yes"};
    add(v, "o", &label,
        open ? "What they gave stays." : "Each phone has dots as a person has.", intent);
    if (!open) {
        str_addf(&label, "Open the ballot to phones, for %s alone",
                 title_of(facts, column));
        intent.column = column ? column : "goals";
        add(v, "O", &label, "The entries of the selected column.", intent);
    }
    str_finish(&label);
}

#define BY_PHONE "By phone: "

/* Nothing, if none votes. */
static void say_by_phone(const struct facts *facts, struct str *text)
{
    struct tally tally;
    tally_votes(facts->session, facts->table, &tally);
    if (!tally.phones && !table_says_yes(facts->table, PHONES_VOTE)) {
        return;
    }
    str_addf(text, BY_PHONE "%zu ballot%s, %ld dot%s", tally.phones, plural(tally.phones),
             tally.phone_dots, plural(tally.phone_dots));
    if (facts->phones) {
        str_addf(text, "; %llu phone%s joined", (unsigned long long)facts->phones->joined,
                 plural((size_t)facts->phones->joined));
    }
}

/* Phones go on voting while somebody looks. */
static void renew(struct list_view *v, const struct facts *facts)
{
    struct str text = STR_EMPTY;
    for (size_t i = 0; i < v->count; i++) {
        struct item *item = &v->items[i];
        if (item->heading && strncmp(item->label, BY_PHONE, strlen(BY_PHONE)) == 0) {
            str_clear(&text);
            say_by_phone(facts, &text);
            free(item->label);
            item->label = memory_copy_text(str_text(&text));
        }
    }
    str_finish(&text);
}

static void add_phones_heading(struct list_view *v, const struct facts *facts)
{
    struct str text = STR_EMPTY;
    say_by_phone(facts, &text);
    if (text.len_bytes) {
        list_add_heading(v, text.bytes);
        v->renew = renew;
    }
    str_finish(&text);
}

static void add_rankings(struct list_view *v, const struct facts *facts, bool hidden,
                         const char *column)
{
    const char *first = hidden ? " (once the counts are shown)" : "";
    struct str label = str_of("Ranking%s", first);
    add(v, "r", &label, "The entries of all columns, by votes.",
        (struct intent){.kind = INTENT_RANKING});
    str_addf(&label, "Ranking of %s alone%s", title_of(facts, column), first);
    add(v, "k", &label, "The entries of the selected column, by votes.",
        (struct intent){.kind = INTENT_RANKING, .column = column ? column : ""});
    str_finish(&label);
}

static void add_running(struct list_view *v, const struct facts *facts,
                        struct ballot ballot, size_t person, long left,
                        const char *column)
{
    bool hidden = ballot.state == BALLOT_OPEN;
    struct ballot flipped = ballot;
    flipped.state = hidden ? BALLOT_SHOWN : BALLOT_OPEN;
    struct intent flip = set(flipped, column);
    struct intent end = set((struct ballot){.state = BALLOT_NONE}, column);
    if (hidden) { /* both show them: a letter, or a word, that is soon a mistake */
        flip.kind = end.kind = INTENT_ASK_COUNTS;
    }
    if (!ballot.for_table) {
        add_turns(v, person, left);
    }
    struct str label = str_of("%s", hidden ? "Show the counts" : "Hide the counts again");
    add(v, hidden ? "s" : "h", &label,
        hidden ? "Everybody sees them in the grid." : "Until you show them again.", flip);
    if (!ballot.for_table) {
        add_phones(v, facts, column);
    }
    add_rankings(v, facts, hidden, column);
    add_number(v, ballot, 1, column);
    add_number(v, ballot, -1, column);
    str_add(&label, "End the ballot");
    add(v, "e", &label, "The votes stay, and are shown.", end)->also =
        "stop finish close done over bye";
    str_finish(&label);
}

/* Counts made on paper are typed as numbers. */
static void add_paper(struct list_view *v, const struct facts *facts, const char *column)
{
    struct str label =
        str_of("What was counted on paper, for %s", title_of(facts, column));
    add(v, "w", &label, "Type how many people voted, and a number for each entry.",
        (struct intent){.kind = INTENT_OPEN_PAPER, .column = column});
    str_finish(&label);
}

static void add_paper_heading(struct list_view *v, const struct facts *facts)
{
    struct str text = STR_EMPTY;
    ballot_say_paper(facts->session, facts->table, &text);
    if (text.len_bytes) {
        list_add_heading(v, text.bytes);
    }
    str_finish(&text);
}

/* That more dots were given than there are, as long as it is so. */
static void add_beyond(struct list_view *v, const struct facts *facts)
{
    struct tally tally;
    struct str text = STR_EMPTY;
    tally_votes(facts->session, facts->table, &tally);
    tally_say_beyond(&tally, ballot_of(facts->table), &text);
    if (text.len_bytes) {
        list_add_heading(v, text.bytes);
    }
    str_finish(&text);
}

struct list_view *list_of_ballot(const struct facts *facts, size_t person, long left,
                                 const char *column)
{
    struct ballot ballot = ballot_of(facts->table);
    struct str title = str_of("Votes: ");
    if (ballot.state == BALLOT_NONE) {
        str_add(&title, "begin a ballot");
    } else {
        ballot_say_dots(ballot, &title);
        str_add(&title, ballot.state == BALLOT_OPEN ? ", hidden" : ", shown");
    }
    struct list_view *v = list_new(title.bytes, true);
    str_clear(&title);
    add_paper_heading(v, facts);
    if (ballot.state == BALLOT_NONE) {
        add_beginnings(v, column);
        add_paper(v, facts, column);
        add_rankings(v, facts, false, column);
    } else {
        add_beyond(v, facts);
        add_phones_heading(v, facts);
        add_running(v, facts, ballot, person, left, column);
        add_paper(v, facts, column);
    }
    struct str all = STR_EMPTY;
    if (ballot_say_all(facts->session, facts->table, &all)) {
        str_addf(&title, "Take %s back, to vote afresh", all.bytes);
        str_add(&all, ", of everybody, in this table. You are asked first.");
        all.bytes[0] = 'A';
        add(v, "c", &title, all.bytes, (struct intent){.kind = INTENT_ASK_CLEAR});
    }
    str_finish(&all);
    str_finish(&title);
    return v;
}

struct list_view *list_of_clearing(const struct facts *facts)
{
    struct str all = STR_EMPTY, label = str_of("No: they stay");
    ballot_say_all(facts->session, facts->table, &all);
    struct str title = str_of("Take %s back?", str_text(&all));
    struct list_view *v = list_ask(title.bytes);
    add(v, "n", &label, "",
        (struct intent){.kind = INTENT_CLOSE, .text = "Nothing was taken back."});
    str_add(&label, "Take them back");
    add(v, "y", &label, "Of everybody, in this table; \vundo\v undoes it.",
        (struct intent){.kind = INTENT_CLEAR_DOTS});
    str_finish(&label);
    str_finish(&title);
    str_finish(&all);
    return v;
}

struct list_view *list_of_showing(struct ballot shown, const char *column)
{
    struct list_view *v = list_ask("Show everybody the counts?");
    struct str label = str_of("Not yet: they stay hidden");
    add(v, "n", &label, "",
        (struct intent){.kind = INTENT_CLOSE,
                        .text = "The counts stay hidden: nothing was shown. "
                                "\vballot|s|show\v, then \vyes\v, shows them."});
    str_addf(&label, "Show them%s",
             shown.state == BALLOT_NONE ? ", and end the ballot" : "");
    add(v, "y", &label, "In the grid, and on the projector.", set(shown, column));
    str_finish(&label);
    return v;
}

/* "2=  14 of 23 people"; how wide that is. */
static int add_ranked(struct list_view *v, const struct facts *facts,
                      const struct ranked *ranked, long people)
{
    struct str label = STR_EMPTY, detail = STR_EMPTY, rank = STR_EMPTY, votes = STR_EMPTY;
    rank_say(ranked, &rank);
    votes_say(ranked->entry, people, &votes);
    int digits = (int)strcspn(votes.bytes, " ");
    if (screen_is_heard()) {
        str_addf(&label, "rank %s, %s", str_text(&rank), votes.bytes);
    } else {
        str_addf(&label, "%-4s%3.*s%s", str_text(&rank), digits, votes.bytes,
                 votes.bytes + digits);
    }
    str_finish(&votes);
    str_addf(&detail, "‘%s’  ", row_words(ranked->entry));
    rank_say_where(facts->session, ranked, &detail);
    struct item *item = list_add(v, "", label.bytes, detail.bytes);
    item->intent = (struct intent){.kind = INTENT_SHOW,
                                   .record = ranked->entry,
                                   .text = "\vballot|r|ranking\v: the ranking again."};
    int cols = screen_width_cols(label.bytes, label.len_bytes);
    str_finish(&rank);
    str_finish(&label);
    str_finish(&detail);
    return cols;
}

struct list_view *list_of_ranking(const struct facts *facts, const char *column)
{
    size_t count, without;
    int widest = 13; /* "1   100 votes" */
    struct share share = ballot_share(facts->session, facts->table);
    struct ranked *ranked =
        ballot_ranking(facts->session, facts->table, column, &count, &without);
    struct list_view *v =
        count ? list_new("Ranking by votes: \vchoose\v goes there", false) : NULL;
    if (v) {
        add_beyond(v, facts);
        add_paper_heading(v, facts);
    }
    for (size_t i = 0; i < count; i++) {
        int cols =
            add_ranked(v, facts, &ranked[i], ballot_share_for(&share, ranked[i].entry));
        widest = cols > widest ? cols : widest;
    }
    if (v && without) {
        struct str detail = str_of("%zu more without votes", without);
        list_add(v, "", "", detail.bytes)->intent =
            intent_say("Only entries with votes are ranked.");
        str_finish(&detail);
    }
    if (v) {
        v->label_cols = widest;
    }
    free(ranked);
    return v;
}
