/* Words that were typed where letters are keys: what those did is taken back, and they go into
 * a box. At the pace of typing that is done at once, see app_typed.c; of who types with two
 * fingers nobody can be sure, so it is only offered, where they look, see app_slow.c. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_question.h"

#include <string.h>

bool app_words_may_go(const struct app *app)
{
    return !app->options->follow && !(app->open && app->file.read_only);
}

void app_mark_words(struct app *app, enum author_mark_of mark)
{
    struct grid_view *grid = app_grid(app);
    struct typed_from from = {.own_line = app_own_line(app),
                              .asks = app_is_asking(app),
                              .seen = app_seen_by_all(app) != NULL,
                              .views = app->view_count,
                              .panels = app->panels,
                              .turn = app->turn,
                              .exporting = app->export_choice,
                              .wrote_bytes = app->typing.slow.wrote.len_bytes};
    for (size_t i = mark; i <= MARK_SECOND; i++) {
        app->typing.from[i] = from;
    }
    if (grid) {
        view_grid_set_mark(grid, mark);
    }
    if (app->open) {
        author_set_mark(&app->author, mark);
    }
}

void app_keep_mark(struct app *app, enum author_mark_of mark, enum author_mark_of as)
{
    struct grid_view *grid = app_grid(app);
    app->typing.from[as] = app->typing.from[mark];
    if (grid) {
        view_grid_keep_mark(grid, mark, as);
    }
    author_keep_mark(&app->author, mark, as);
}

size_t app_add_wrote_since(const struct app *app, enum author_mark_of mark,
                           struct str *out)
{
    const struct str *wrote = &app->typing.slow.wrote;
    size_t at = app->typing.from[mark].wrote_bytes, count = 0;
    struct str named = str_of("\n"), name = STR_EMPTY;
    while (at < wrote->len_bytes) {
        size_t len_bytes = strcspn(wrote->bytes + at, "\n") + 1;
        str_set(&name, "\n");
        str_add_bytes(&name, wrote->bytes + at, len_bytes);
        if (!strstr(named.bytes, name.bytes)) {
            str_add(out, count++ ? " and " : "");
            str_add_bytes(out, wrote->bytes + at, len_bytes - 1);
            str_add(&named, name.bytes + 1);
        }
        at += len_bytes;
    }
    str_finish(&named);
    str_finish(&name);
    return count;
}

static void take_back(struct app *app, const struct intent *intent, struct err *err)
{
    (void)err;
    author_return(&app->author, (enum author_mark_of)intent->step);
}

/* Whether they were typed where there is a line for words, whatever their letters did there. */
static bool has_own_line(struct app *app, enum author_mark_of mark)
{
    const void *own_line = app->typing.from[mark].own_line;
    return own_line && app_top(app)->state == own_line;
}

const char *app_words_become(struct app *app)
{
    enum author_mark_of mark = app->typing.slow.since;
    const struct view *top = app_top(app);
    return app_hides_words(app)          ? "a draft"
           : app->typing.from[mark].asks ? "a question"
           : !has_own_line(app, mark)    ? "an entry"
           : top->ops == &view_day_ops   ? "a stage"
                                         : "an answer";
}

/* Lists and forms that were opened go, and so does what lay over the grid. */
static void close_views(struct app *app, enum author_mark_of mark)
{
    const struct typed_from *from = &app->typing.from[mark];
    struct grid_view *grid = app_grid(app);
    while (!has_own_line(app, mark) &&
           (grid ? app_top(app)->state != grid : app->view_count > from->views)) {
        bool form = view_mode(app_top(app)) == MODE_FORM;
        if (form && app->view_count <= from->views) { /* it was there before */
            app_keep_unfinished(app, app_top(app));
        }
        app_pop(app);
    }
    if (has_own_line(app, mark)) {
        view_question_return(app_top(app));
    } else if (grid) {
        view_grid_return(grid, mark);
    }
    app_keep_typed(app); /* nothing is typed into that box any more */
}

/* As that key does in the grid. */
static void move(struct app *app, char letter)
{
    struct facts facts = app_facts(app);
    struct event key = {.kind = EVENT_KEY, .key = {letter}, .text = ""};
    view_grid_ops.handle(app_grid(app), &facts, action_for(MODE_GRID, key.key), &key);
}

void app_put_aside_unseen(struct app *app, const char *words, const struct event *event)
{
    struct facts facts = app_facts(app);
    struct intent keep = event ? view_grid_go_on_aside(app_grid(app), &facts, event)
                               : view_grid_put_aside(app_grid(app), &facts, words);
    app_carry_out(app, &keep);
    app->typing.stays = false; /* no box is open: it goes with the next key */
    app->typing.took = app->typing.taken = true; /* what follows goes on with it */
    app_say(app,
            "Everybody sees this view, and what is written alone is hidden yet: what you "
            "typed is a draft. \vprojector\v goes back to your own view, where \vadd\v "
            "goes on with it.");
}

void app_put_words(struct app *app, enum author_mark_of mark, const char *words)
{
    struct grid_view *grid = app_grid(app);
    struct facts facts = app_facts(app);
    words += strspn(words, " ");
    if (!grid || !app_words_may_go(app)) {
        app_say(app, "You were typing, but here each letter is a key. Nothing was done.");
    } else if (app->typing.from[mark].asks) {
        app_begin_question(app, words);
    } else if (has_own_line(app, mark)) {
        struct view *top = app_top(app);
        struct intent said = top->ops == &view_day_ops
                                 ? view_day_type(top->state, &facts, words)
                                 : view_question_type(top->state, &facts, words);
        app_carry_out(app, &said);
    } else if (app_keeps_alone(app, ACT_ADD)) {
        app_put_aside_unseen(app, words, NULL);
    } else if (!app_answers_on_wall(app, words)) {
        if (typed_words_name_column(words)) {
            move(app, *words++);
        }
        words += typed_words_keys_before(words, 0, app->typing.words.language);
        struct intent said = view_grid_type(grid, &facts, words);
        app_carry_out(app, &said);
        app_offer_letters(app, mark != MARK_SECOND);
    }
}

void app_take_words(struct app *app, enum author_mark_of mark, const char *words)
{
    struct typing *t = &app->typing;
    struct intent back = {.kind = INTENT_NOTHING, .step = (int)mark};
    struct str moves = STR_EMPTY;
    app_find_moves(app, mark, &moves);
    t->over = app_seen_by_all(app);
    bool unseen = app_hides_words(app) && mark != MARK_NEAR && mark != MARK_SECOND;
    close_views(app, mark);
    if (unseen && !app_hides_words(app)) { /* where all have read along for a while */
        move(app, 'P');
    }
    if (app->open && author_went_on(&app->author, mark)) {
        app_act(app, &back, take_back);
        t->changed.stays = false; /* what it tells of is taken back */
    }
    app->panels = t->from[mark].panels;
    app->turn = t->from[mark].turn;
    app->export_choice = t->from[mark].exporting;
    struct str wrote = STR_EMPTY;
    size_t files = app_add_wrote_since(app, mark, &wrote);
    for (const char *key = str_text(&moves); app_grid(app) && *key; key++) {
        move(app, *key);
    }
    app_forget_slow(app);
    str_clear(&t->late.keys);
    t->late.rows = t->watched = false; /* nor does a quicker run end behind it */
    t->took = true;
    app_put_words(app, mark, words);
    if (files) {
        str_addf(&app->messages.text,
                 files > 1 ? " %s, which were exported, stay."
                           : " %s, which was exported, stays.",
                 wrote.bytes);
    }
    str_finish(&wrote);
    str_finish(&moves);
}
