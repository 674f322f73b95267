/* What phones offered: it is taken, put aside, or goes straight in; and how many wait. */

#include "app/app_everybody.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/drafts.h"
#include "model/offers.h"
#include "model/questions.h"
#include "views/lists.h"
#include "views/view_inbox.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_GRAPHEMES = 60 };

bool app_reads_inbox(const struct app *app)
{
    bool reads = false;
    for (size_t i = 0; i < app->view_count; i++) {
        reads = reads || app->views[i].ops == &view_inbox_ops;
    }
    return reads;
}

bool app_undoes_unseen(struct app *app)
{
    enum mode mode = view_mode(app_top(app));
    bool unseen = app_top(app)->ops == &view_inbox_ops
                      ? !author_decided_last(&app->author)
                      : (mode & (MODE_DAY | MODE_THEMES | MODE_PROPOSALS)) &&
                            author_wrote_last(&app->author);
    return author_undo_count(&app->author) && unseen;
}

/* The one that somebody was rewording last, else the first answer to what everybody is asked; NULL:
 * neither waits. */
static const struct record *first_of(const struct facts *facts,
                                     const struct offer *offers, size_t count)
{
    const struct record *asked = question_at_hand(facts), *first = NULL;
    const struct field *latest = NULL;
    for (size_t i = count; i-- > 0;) {
        const struct record *of = offers[i].record;
        const struct field *draft = draft_next(of, "draft", NULL);
        if (draft && (!latest || draft_is_later(draft, latest))) {
            latest = draft;
            first = of;
        } else if (!latest && asked && offers[i].goal == asked) {
            first = of;
        }
    }
    return first;
}

static void open_inbox(struct app *app)
{
    struct facts facts = app_facts(app);
    size_t count;
    struct offer *offers = table_offers(facts.session, facts.table, OFFER_WAITS, &count);
    const struct record *first = first_of(&facts, offers, count);
    app_push(app, view_inbox_new());
    if (first) {
        view_inbox_show(app_top(app)->state, &facts, first);
    }
    free(offers);
}

/* Whether the room sees this window still, nobody can know but who sits at it. */
void app_open_inbox(struct app *app, const struct intent *intent)
{
    if (!app->eyes.of_room || intent->step) {
        app->eyes.of_room = false;
        open_inbox(app);
        return;
    }
    struct list_view *list = list_ask("The room saw this window: open the inbox?");
    list_add(list, "n", "Not now", "")->intent = intent_of(INTENT_CLOSE);
    list_add(list, "y", "Open it: the room does not see it now", "")->intent =
        (struct intent){.kind = INTENT_OPEN_INBOX, .step = 1};
    app_push_list(app, list);
}

/* What it is by now; says so if it is none any more. */
static bool find(struct app *app, const struct record *record, struct offer *offer)
{
    bool there = offer_find(app->file.session, record_id(record), offer);
    if (!there) {
        app_say(app, "Whoever sent it has taken it back meanwhile.");
    }
    return there;
}

/* "Took ‘Bus fares’: Barriers of ‘More walking’. u puts it back." */
static void say_taken(struct app *app, const struct offer *offer,
                      const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct offer placed = *offer;
    struct str said = str_of("Took ");
    placed.goal = intent->goal;
    placed.column = intent->column ? intent->column : "";
    text_quote(&said, intent->text ? intent->text : offer->text, NAME_GRAPHEMES);
    str_add(&said, ": ");
    offer_say_place(&facts, &placed, &said);
    app_say(app, "%s. \vundo\v puts it back.", said.bytes);
    str_finish(&said);
}

/* Others did while somebody looked at it, or typed other words for it: those are not lost. */
static void take_again(struct app *app, const struct offer *offer, const char *text,
                       struct err *err)
{
    if (!text || strcmp(text, offer->text) == 0 || !offer->entry ||
        !record_shown(offer->entry)) {
        app_say(app, "Somebody else has taken it already.");
    } else if (author_reword(&app->author, offer->entry, text, err)) {
        app_show(app, offer->entry);
        app_say(app, "Somebody else took it just now; your words are kept with it. "
                     "\vedit Enter\v, in the grid, chooses between both.");
    }
}

void app_take_offer(struct app *app, const struct intent *intent, struct err *err)
{
    struct offer offer;
    if (!find(app, intent->record, &offer)) {
        return;
    }
    if (offer.state & OFFERS_TAKEN) {
        take_again(app, &offer, intent->text, err);
        return;
    }
    const struct record *entry = author_take_offer(&app->author, &offer, intent->goal,
                                                   intent->column, intent->text, err);
    if (entry) {
        say_taken(app, &offer, intent);
        if (!entry_is_aside(entry)) {
            app_show(app, entry);
        }
    }
}

static bool same_place(const struct offer *a, const struct offer *b)
{
    return a->goal == b->goal && strcmp(a->column, b->column) == 0;
}

void app_take_offers(struct app *app, const struct intent *intent, struct err *err)
{
    struct offer first;
    size_t count, taken = 0;
    struct str said = STR_EMPTY, place = STR_EMPTY;
    struct facts facts = app_facts(app);
    if (!find(app, intent->record, &first)) {
        return;
    }
    struct offer *offers =
        table_offers(app->file.session, app->table, OFFER_WAITS, &count);
    for (size_t i = 0; i < count; i++) {
        taken += same_place(&offers[i], &first);
    }
    str_addf(&said, "took %zu of what phones sent", taken);
    author_begin_step(&app->author, said.bytes);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        if (same_place(&offers[i], &first)) {
            ok = author_take_offer(&app->author, &offers[i], offers[i].goal,
                                   offers[i].column, NULL, err) != NULL;
        }
    }
    author_end_step(&app->author);
    if (ok) {
        offer_say_place(&facts, &first, &place);
        app_say(app, "Took %zu: %s. \vundo\v puts %s back.", taken, str_text(&place),
                taken == 1 ? "it" : "them all");
        str_clear(&said);
        str_addf(&said, "%zu for elsewhere still wait%s.", count - taken,
                 count - taken == 1 ? "s" : "");
        app_add(app, taken < count ? said.bytes : "");
    }
    free(offers);
    str_finish(&said);
    str_finish(&place);
}

void app_put_offer_aside(struct app *app, const struct intent *intent, struct err *err)
{
    struct offer offer;
    struct str name = STR_EMPTY;
    bool aside = intent->step > 0;
    if (!find(app, intent->record, &offer)) {
        return;
    }
    text_quote(&name, offer.text, NAME_GRAPHEMES);
    if (author_put_offer_aside(&app->author, &offer, aside, err)) {
        if (aside) {
            app_say_removed(app, (struct removed){.did = "Put aside:",
                                                  .words = str_text(&name),
                                                  .thing = "what a phone sent"});
        } else {
            app_say(app, "%s waits again.", str_text(&name));
        }
    }
    str_finish(&name);
}

void app_unname_offer(struct app *app, const struct intent *intent, struct err *err)
{
    struct offer offer;
    bool unnamed = intent->step > 0;
    if (find(app, intent->record, &offer) &&
        author_unname_offer(&app->author, &offer, unnamed, err)) {
        app_say(app, unnamed ? "Its name was taken off: it is taken without. \vundo\v "
                               "gives it back."
                             : "Its name was given back.");
    }
}

/* As it stands in the grid. */
static void quote_standing(const struct offer *offer, struct str *out)
{
    const char *now = offer_reworded(offer);
    text_quote(out, now ? now : offer->text, NAME_GRAPHEMES);
}

/* Others wrote what stands under it. */
static void ask_to_give_back(struct app *app, const struct offer *offer, size_t notes)
{
    struct str title = str_of("Give back "), yes = STR_EMPTY;
    const char *all = notes == 1 ? "the note" : "all notes";
    quote_standing(offer, &title);
    str_addf(&title, ", and delete its %zu note%s?", notes, plural(notes));
    str_addf(&yes, "Give it back, and delete its %zu note%s", notes, plural(notes));
    struct list_view *list = list_ask(title.bytes);
    list_add(list, "n", "Not now", "")->intent = (struct intent){
        .kind = INTENT_CLOSE, .text = "Nothing was changed: it asks on, here."};
    list_add(list, "k", "Keep it", all)->intent =
        (struct intent){.kind = INTENT_GIVE_BACK, .record = offer->record, .step = -1};
    list_add(list, "y", yes.bytes, "")->intent = (struct intent){
        .kind = INTENT_GIVE_BACK, .record = offer->record, .step = 1 + (int)notes};
    app_push_list(app, list);
    str_finish(&title);
    str_finish(&yes);
}

/* What became of it, and where it stood. */
static void say_given_back(struct app *app, const struct offer *offer, bool back,
                           size_t notes, const char *name)
{
    bool answer = strcmp(offer->column, ANSWERS_COLUMN) == 0;
    if (back && notes) {
        app_say(app,
                "Given back: %s and its %zu note%s stand in the grid no more. \vundo\v "
                "brings all back.",
                name, notes, plural(notes));
    } else if (back) {
        app_say(app, "Given back: %s %s. \vundo\v brings it back.", name,
                answer ? "is no answer any more" : "stands in the grid no more");
    } else {
        app_say(app, "Kept: %s stays %s, and its phone is told. \vundo\v asks again.",
                name, answer ? "among the answers" : "in the grid");
    }
}

void app_give_back(struct app *app, const struct intent *intent, struct err *err)
{
    struct offer offer;
    bool back = intent->step > 0;
    if (!find(app, intent->record, &offer)) {
        return;
    }
    size_t notes = offer_note_count(app->file.session, &offer);
    struct str name = STR_EMPTY; /* before it stands there no more */
    quote_standing(&offer, &name);
    if (back && notes > (size_t)intent->step - 1) { /* more than were told of */
        ask_to_give_back(app, &offer, notes);
    } else if (author_give_back(&app->author, &offer, back, err)) {
        say_given_back(app, &offer, back, notes, name.bytes);
    }
    str_finish(&name);
}

void app_ask_to_put_aside(struct app *app, const struct intent *intent)
{
    size_t count = table_offer_count(app->file.session, app->table, OFFER_WAITS);
    (void)intent;
    if (!count) {
        app_say(app, "Nothing waits.");
        return;
    }
    struct str title =
        str_of("Put all %zu aside that wait%s?", count, count == 1 ? "s" : "");
    struct list_view *list = list_ask(title.bytes);
    list_add(list, "n", "Not now: they go on waiting", "")->intent =
        (struct intent){.kind = INTENT_CLOSE,
                        .text = "Nothing was put aside: all of it goes on waiting."};
    list_add(list, "a", "Put all of it aside", "kept, and can be brought back")->intent =
        intent_of(INTENT_OFFERS_ASIDE);
    app_push_list(app, list);
    str_finish(&title);
}

/* From then on nobody reads it before the room does. */
void app_ask_to_let_straight_in(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct list_view *list = list_ask("Show the room what phones send, unread?");
    list_add(list, "n", "No: it waits here first", "")->intent = (struct intent){
        .kind = INTENT_CLOSE,
        .text = "Nothing was changed: what phones send waits here first."};
    list_add(list, "y", "Yes: it stands in the grid at once",
             "the room reads it before you do")
        ->intent = (struct intent){
        .kind = INTENT_SET_PHONES, .field = PHONES_STRAIGHT, .text = "yes"};
    app_push_list(app, list);
}

void app_put_offers_aside(struct app *app, const struct intent *intent, struct err *err)
{
    size_t count;
    struct offer *offers =
        table_offers(app->file.session, app->table, OFFER_WAITS, &count);
    struct str said = str_of("put %zu of what phones sent aside", count);
    bool ok = true;
    (void)intent;
    author_begin_step(&app->author, said.bytes);
    for (size_t i = 0; i < count && ok; i++) {
        ok = author_put_offer_aside(&app->author, &offers[i], true, err);
    }
    author_end_step(&app->author);
    if (ok) {
        app_say(
            app,
            "Put %zu aside. \vundo\v brings %s back; \vput-aside-list\v shows what was "
            "put aside.",
            count, count == 1 ? "it" : "them all");
    }
    str_finish(&said);
    free(offers);
}

void app_set_phones(struct app *app, const struct intent *intent, struct err *err)
{
    static const struct {
        const char *field, *yes, *no;
    } rows[] = {
        {PHONES_STRAIGHT,
         "From now on what phones send stands in the grid at once; what waits goes on "
         "waiting.",
         "From now on what phones send waits here first."},
        {PHONES_SEE, "Phones are shown what the table has so far.",
         "Phones see only the goals from now on, and what is in the ballot."},
        {PHONES_VOTE,
         "Phones can vote: each has its own dots. \vcode\v shows how they come in.",
         "The ballot is closed to phones; what they gave stays."},
    };
    bool yes = *intent->text, votes = yes && strcmp(intent->field, PHONES_VOTE) == 0;
    const char *column = votes ? intent->column : NULL;
    author_begin_step(&app->author, "changed what phones may do");
    bool set =
        author_set(&app->author, app->table, intent->field,
                   yes ? VALUE_OF_TEXT("yes") : VALUE_NOTHING, err) &&
        (!votes || author_set(&app->author, app->table, PHONES_COLUMN,
                              column ? VALUE_OF_TEXT(column) : VALUE_NOTHING, err));
    author_end_step(&app->author);
    if (!set) {
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].field, intent->field) == 0) {
            app_say(app, "%s",
                    column ? "Phones can vote on one column: each has its own dots. "
                             "\vcode\v shows how they come in."
                    : yes  ? rows[i].yes
                           : rows[i].no);
        }
    }
    if (votes && ballot_of(app->table).state == BALLOT_SHOWN) {
        app_add(app, "Not while its counts are shown: \vballot|h|hide\v, hides them.");
    }
}

void app_open_places(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct offer offer;
    struct list_view *list = NULL;
    if (!find(app, intent->record, &offer)) {
        return;
    }
    list = list_of_places(&facts, &offer);
    if (list) {
        app_push_list(app, list);
    } else {
        const struct template *form = table_template(facts.session, facts.table);
        const char *what = template_calls(form, form->grids[0].goals.singular);
        app_say(
            app,
            "There is no %s yet that it could stand under: \vtake\v makes it the first "
            "one. Or \vclose\v, and \vgoal\v writes another first.",
            what);
    }
}

/* "Written alone: 3 ready, 5 entries of 4 people": the last is cut first. */
static void say_alone(const struct app *app, struct str *out)
{
    struct alone alone = alone_count(app->file.session, app->table);
    unsigned long long ready = app->waiting.ready;
    str_add(out, "Written alone: ");
    if (ready) {
        str_addf(out, "%llu ready, ", ready);
    }
    str_addf(out, "%zu entr%s", alone.entries, alone.entries == 1 ? "y" : "ies");
    if (alone.writers) {
        str_addf(out, " of %zu %s", alone.writers,
                 alone.writers == 1 ? "person" : "people");
    }
}

/* One sentence, however many they are, that goes when none does; without their words: the
 * room may look on. Of fewer than there were it is told only where it stands still. */
static void say_asked(struct app *app, size_t asked)
{
    struct waiting *waiting = &app->waiting;
    bool stands = waiting->asked_said.len_bytes &&
                  strstr(str_text(&app->messages.text), waiting->asked_said.bytes);
    struct str words = STR_EMPTY;
    if (asked == 1) {
        str_add(&words, "A phone asks to have back what was taken: \vinbox\v shows it, "
                        "and you decide.");
    } else {
        str_addf(&words,
                 "Phones ask to have back %zu entries that were taken: \vinbox\v shows "
                 "them, and you decide.",
                 asked);
    }
    if (!asked) {
        app_take_back(app, &waiting->asked_said);
    } else if (asked > waiting->asked || stands) {
        app_say_instead(app, &waiting->asked_said, words.bytes);
    }
    str_finish(&words);
}

void app_count_waiting(struct app *app)
{
    struct waiting *waiting = &app->waiting;
    size_t changes = app->open ? session_change_count(app->file.session) : 0;
    uint64_t ready = app->others.has_phones ? app->others.phones.ready : 0;
    bool same = waiting->looked == changes && waiting->table == app->table;
    if (!app->table || (same && waiting->ready == ready)) {
        return;
    }
    size_t count = table_offer_count(app->file.session, app->table, OFFERS_OPEN);
    size_t asked = table_offer_count(app->file.session, app->table, OFFER_ASKED);
    size_t elsewhere = offers_say_elsewhere(app->file.session, app->table, NULL);
    if (asked != waiting->asked && !app->file.read_only) {
        say_asked(app, asked);
    }
    waiting->asked = asked;
    waiting->looked = changes;
    waiting->table = app->table;
    waiting->ready = ready;
    str_clear(&waiting->words);
    str_clear(&waiting->alone);
    if (count) {
        str_addf(&waiting->words, "%zu wait%s", count, count == 1 ? "s" : "");
    }
    if (elsewhere) {
        str_addf(&waiting->words, count ? ", %zu elsewhere" : "%zu wait%s elsewhere",
                 elsewhere, elsewhere == 1 ? "s" : "");
    }
    if (table_alone(app->table)) {
        say_alone(app, &waiting->alone);
    }
}
