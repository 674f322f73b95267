/* Written alone first, then together. */

#include "app/app_everybody.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/drafts.h"
#include "model/offers.h"
#include "store/own_writers.h"
#include "views/grid/view_grid.h"
#include "views/kept_draft.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <stdlib.h>

bool app_is_before_room(const struct app *app)
{
    const struct grid_view *grid = app_grid(app);
    return app->options->follow || (grid && view_grid_projects(grid));
}

bool app_may_be_seen(const struct app *app)
{
    return app->eyes.of_room || app_is_before_room(app);
}

bool app_is_read_by_room(const struct app *app)
{
    bool question =
        app->view_count && app->views[app->view_count - 1].ops == &view_question_ops;
    return !app->options->accessible && (question || app_is_before_room(app));
}

void app_say_removed(struct app *app, struct removed r)
{
    app_say(app, "%s %s%s. \vundo\v brings %s back.", r.did,
            app_is_read_by_room(app) ? r.thing : r.words, r.more ? r.more : "",
            r.several ? "them" : "it");
}

/* What recurs across tables, or in a list of the whole room, is for all to see. */
static bool shows_own(struct app *app)
{
    return !app_is_before_room(app) &&
           !(view_mode(app_top(app)) & (MODE_PROPOSALS | MODE_THEMES | MODE_NAME));
}

void app_choose_eyes(struct app *app)
{
    if (!app->open || !app->view_count) {
        return;
    }
    struct session *session = app->file.session;
    bool own = shows_own(app);
    app->eyes.of_room = app->eyes.of_room || app_is_before_room(app);
    if (table_alone(app->table) && !app->eyes.kept && !app->file.read_only) {
        own_writers_keep(&app->author);
        app->eyes.kept = true;
    }
    if (app->eyes.of != session || app->eyes.own != own) {
        session_look_as(session, own ? app->author.actor : NULL);
        app->eyes.of = session;
        app->eyes.own = own;
        app->waiting.looked = 0;
    }
}

bool app_hides_words(const struct app *app)
{
    return app->open && app_is_before_room(app) && !app->options->follow &&
           table_alone(app->table);
}

bool app_hides_typed(const struct app *app)
{
    enum mode mode = app->view_count ? view_mode(&app->views[app->view_count - 1]) : 0;
    return (mode & (MODE_LIST | MODE_FORM)) && app_hides_words(app);
}

/* From where what is refused is not. */
static const char *way_to_own_view(struct app *app)
{
    return app_top(app)->ops == &view_grid_ops
               ? "\vprojector\v goes back to your own view."
               : "To your own view: \vclose\v, then \vprojector\v.";
}

bool app_keeps_alone(struct app *app, enum action action)
{
    static const enum action words[] = {ACT_ADD,     ACT_GOAL,     ACT_EDIT,
                                        ACT_VISION,  ACT_UNDO,     ACT_REDO,
                                        ACT_DELETED, ACT_MESSAGES, ACT_DROP_DRAFT};
    bool before = app->open && app_is_before_room(app) && !app->options->follow;
    bool kept = app_hides_words(app);
    app->eyes.of_room = app->eyes.of_room || before; /* be it drawn or not */
    if (before && action == ACT_INBOX) {
        app_say(app, "Everybody would read what phones sent, before it is taken. %s",
                way_to_own_view(app));
        return true;
    }
    for (size_t i = 0; kept && i < sizeof words / sizeof *words; i++) {
        if (words[i] == action) {
            app_say(app,
                    "Everybody sees this view, and what is written alone is hidden "
                    "yet. %s",
                    way_to_own_view(app));
            return true;
        }
    }
    return false;
}

void app_forget_hidden(struct app *app)
{
    if (table_alone(app->table) && alone_count(app->file.session, app->table).entries) {
        app_forget_messages(app);
    }
}

static void add(struct list_view *list, const char *key, const char *label,
                const char *full, struct intent intent)
{
    struct item *item = list_add(list, key, label, "");
    item->full = memory_copy_text(full);
    item->intent = intent;
}

/* " 2 drafts of this laptop are not among them: …": what was finished in a box before the room is
 * one, too, and shown by nothing. Adds nothing where none is. */
static void add_drafts(struct app *app, struct str *out)
{
    struct facts facts = app_facts(app);
    const struct record *of = NULL;
    const char *field = "";
    size_t count = drafts_of_own(&facts, &of, &field);
    if (count) {
        bool one = count == 1;
        str_addf(out,
                 " %zu draft%s of this laptop %s not among them: %s in its place goes on "
                 "with %s.",
                 count, one ? "" : "s", one ? "is" : "are", draft_key(of, field),
                 one ? "it" : "one");
    }
}

void app_write_alone(struct app *app, const struct intent *intent)
{
    struct intent begin = intent_of(INTENT_BEGIN_ALONE);
    (void)intent;
    if (!table_alone(app->table)) {
        app_carry_out(app, &begin);
        return;
    }
    struct list_view *list = list_ask("Show what was written alone?");
    struct str wall = str_of("All of it at once; \vundo\v hides it again.");
    struct str inbox =
        str_of("What phones sent waits there; what was written at laptops is shown.");
    add_drafts(app, &wall);
    add_drafts(app, &inbox);
    add(list, "n", "Not yet: go on alone", "It stays hidden from all but its writers.",
        (struct intent){.kind = INTENT_CLOSE,
                        .text = "Nothing was shown: it stays hidden from all but its "
                                "writers."});
    add(list, "w", "On the wall now", wall.bytes,
        (struct intent){.kind = INTENT_REVEAL, .step = 1});
    add(list, "i", "Into the inbox first", inbox.bytes,
        (struct intent){.kind = INTENT_REVEAL});
    str_finish(&wall);
    str_finish(&inbox);
    app_push_list(app, list);
}

void app_begin_alone(struct app *app, const struct intent *intent, struct err *err)
{
    (void)intent;
    if (author_begin_alone(&app->author, app->table, err)) {
        app_say(app,
                "From now on everybody writes alone: what stands here stays, and what "
                "is written now is hidden from the others until \valone\v shows all "
                "of it to everybody. \vundo\v goes back.");
    }
}

/* How many of those that were hidden wait now; they are taken first where they want to go, if
 * all is to be shown. */
static size_t let_in(struct app *app, const struct offer *hidden, size_t count, bool all,
                     struct err *err)
{
    size_t waiting = 0;
    for (size_t i = 0; i < count && !err->message; i++) {
        struct offer offer;
        if (!offer_find(app->file.session, record_id(hidden[i].record), &offer) ||
            offer.state != OFFER_WAITS) {
            continue;
        }
        waiting += !all || !author_take_offer(&app->author, &offer, offer.goal,
                                              offer.column, NULL, err);
    }
    return waiting;
}

/* What stands in the grid by now, and how many of all wait in the inbox; the room is told of none of
 * those. */
static void say_revealed(struct app *app, const struct alone *alone, size_t waiting)
{
    size_t shown = alone->entries > waiting ? alone->entries - waiting : 0;
    const char *people = alone->writers == 1 ? "person" : "people";
    if (waiting && app_may_be_seen(app)) {
        app_say(app, "Shown: %zu entr%s. What phones sent is read first: \vinbox\v.",
                shown, shown == 1 ? "y" : "ies");
    } else if (!waiting) {
        app_say(app, "Shown: %zu entr%s of %zu %s. \vundo\v hides them again.", shown,
                shown == 1 ? "y" : "ies", alone->writers, people);
    } else if (shown) {
        app_say(
            app,
            "Shown: %zu of %zu entries of %zu %s. %zu from phones wait%s in the inbox "
            "(\vinbox\v).",
            shown, alone->entries, alone->writers, people, waiting,
            waiting == 1 ? "s" : "");
    } else {
        app_say(app,
                "Nothing is shown yet: %zu entr%s of %zu %s, from phones, wait%s in the "
                "inbox (\vinbox\v). \vundo\v hides %s again.",
                waiting, waiting == 1 ? "y" : "ies", alone->writers, people,
                waiting == 1 ? "s" : "", waiting == 1 ? "it" : "them");
    }
}

void app_reveal(struct app *app, const struct intent *intent, struct err *err)
{
    size_t count, waiting = 0;
    if (!table_alone(app->table)) {
        app_say(app, "Somebody else has shown it meanwhile.");
        return;
    }
    struct alone alone = alone_count(app->file.session, app->table);
    struct offer *hidden =
        table_offers(app->file.session, app->table, OFFER_HIDDEN, &count);
    author_begin_step(&app->author, "showed what was written alone");
    if (author_reveal(&app->author, app->table, err)) {
        waiting = let_in(app, hidden, count, intent->step, err);
    }
    author_end_step(&app->author);
    if (!err->message) {
        struct str drafts = STR_EMPTY;
        say_revealed(app, &alone, waiting);
        add_drafts(app, &drafts);
        app_add(app, str_text(&drafts));
        str_finish(&drafts);
    }
    free(hidden);
}
