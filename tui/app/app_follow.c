/* What a window that follows shows: it goes along with whoever writes, or, of several, with
 * one of them, or with what becomes of one cell. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"

#include <stdlib.h>
#include <string.h>

/* "Barriers of Less sugar", "Less sugar" */
static void add_cell(const struct app *app, struct str *out)
{
    enum { MOST_GRAPHEMES = 60 };
    const struct following *f = &app->following;
    if (f->column) {
        const struct template *form = table_template(app->file.session, app->table);
        const struct column *column = template_column(form, f->column, NULL);
        str_addf(out, "%s of ", column ? column->short_title : f->column);
    }
    if (record_shown(f->goal)) {
        text_add_beginning(out, row_words(f->goal), MOST_GRAPHEMES);
    } else {
        str_add(out, "a deleted goal");
    }
}

/* At a window of this laptop, or at another one in the room; of one who gave no name it is
 * not known. */
static bool is_here(const struct app *app, const char *name)
{
    const struct room *room = &app->others.room;
    bool here = company_has_name(&app->others.company, name);
    for (size_t i = 0; app->others.has_room && i < room->count && !here; i++) {
        here = strcmp(room->people[i].name, name) == 0;
    }
    return here;
}

static void say_what(struct app *app)
{
    struct following *f = &app->following;
    bool was_away = f->away;
    f->away = f->what == FOLLOWS_NAME && !is_here(app, f->writer);
    if (was_away && !f->away) {
        f->arrived = 0; /* back to what that writer changed last */
    }
    if (f->away) {
        str_set(&f->words, "%s is not here: following everybody", f->writer);
        return;
    }
    str_clear(&f->words);
    str_add(&f->words, "following");
    if (f->what == FOLLOWS_CELL) {
        str_add(&f->words, " ");
        add_cell(app, &f->words);
    } else if (f->what != FOLLOWS_ALL) {
        str_addf(&f->words, " %s",
                 f->what == FOLLOWS_NAME    ? f->writer
                 : f->what == FOLLOWS_ACTOR ? "one writer"
                                            : "nobody");
    }
}

static bool is_in_cell(const struct app *app, const struct edit *edit)
{
    const struct following *f = &app->following;
    const struct record *record = session_record(app->file.session, edit->kind, edit->id);
    if (record == f->goal) {
        return !f->column;
    }
    return record && record_owner(record) == f->goal &&
           (!f->column || strcmp(record_words(record, "column"), f->column) == 0);
}

static bool goes_along(const struct app *app, const struct edit *edit)
{
    const struct following *f = &app->following;
    switch (f->what) {
    case FOLLOWS_ALL:
        return true;
    case FOLLOWS_NAME:
        return f->away || (edit->by && strcmp(edit->by, f->writer) == 0);
    case FOLLOWS_ACTOR:
        return strcmp(edit->key.actor, f->writer) == 0;
    case FOLLOWS_CELL:
        return is_in_cell(app, edit);
    case FOLLOWS_NOTHING:
        break;
    }
    return false;
}

/* Back to the cell, if its goal is there again. */
static void return_to_cell(struct app *app, const struct facts *facts)
{
    struct following *f = &app->following;
    bool gone = f->goal && !record_shown(f->goal);
    if (f->gone && !gone) {
        view_grid_visit(app_grid(app), facts, f->goal, f->column);
    }
    f->gone = gone;
}

void app_follow(struct app *app)
{
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    const struct edit *edit, **came = NULL;
    size_t count = 0, room = 0;
    say_what(app);
    if (view_grid_ops.mode(grid) != MODE_GRID) {
        return;
    }
    return_to_cell(app, &facts);
    while ((edit = session_next_arrival(facts.session, &app->following.arrived))) {
        if (goes_along(app, edit)) {
            came = memory_room_for_one(came, count, &room, sizeof(*came));
            came[count++] = edit;
        }
    }
    while (count && !view_grid_follow(grid, &facts, came[count - 1])) {
        count--;
    }
    free(came);
}

void app_begin_following(struct app *app)
{
    app_follow(app);
    app->following.opened = app->following.arrived;
}

static void forget(struct following *f)
{
    free(f->writer);
    free(f->column);
    f->writer = f->column = NULL;
    f->goal = NULL;
    f->gone = false;
}

void app_end_following(struct app *app)
{
    forget(&app->following);
    str_finish(&app->following.words);
}

void app_open_followed(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    if (facts.follows) {
        app_push_list(app, list_of_followed(&facts, intent->goal, intent->column,
                                            app->following.opened));
    } else {
        app_say(app, "This window writes. One that is begun with --follow shows what "
                     "others write, and \vfollow\v chooses there whom it follows.");
    }
}

/* What they changed last is shown at once, of whatever time that is. */
void app_choose_followed(struct app *app, const struct intent *intent)
{
    struct following *f = &app->following;
    struct facts facts = app_facts(app);
    forget(f);
    f->what = intent->follows;
    f->writer = intent->text ? memory_copy_text(intent->text) : NULL;
    f->column = intent->column ? memory_copy_text(intent->column) : NULL;
    f->goal = intent->goal;
    if (f->what == FOLLOWS_CELL) {
        view_grid_visit(app_grid(app), &facts, f->goal, f->column);
    }
    f->arrived = 0;
    app_follow(app);
}
