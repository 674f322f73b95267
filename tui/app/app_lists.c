/* The lists that the app opens over the grid. */

#include "app/app.h"

#include "model/rows.h"
#include "screen/clock.h"
#include "screen/parts.h"
#include "screen/screen.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

static void drop(struct kept_list *kept)
{
    if (kept->list) {
        view_list_ops.free(kept->list);
    }
    *kept = (struct kept_list){.list = NULL};
}

void app_drop_old_lists(struct app *app)
{
    const struct session *session = app->open ? app->file.session : NULL;
    for (size_t i = 0; i < MOST_KEPT_LISTS; i++) {
        struct kept_list *kept = &app->kept_lists.items[i];
        bool same = kept->list && kept->ground.session == session;
        if (kept->list &&
            (!same || (!kept->list->kept &&
                       kept->ground.changes != session_change_count(session)))) {
            drop(kept);
        }
    }
}

/* The kept list that lies above all, if what it was made of has changed since; or NULL. */
static struct kept_list *changed_on_top(struct app *app)
{
    const struct view *top = app_top(app);
    struct kept_list *found = NULL;
    size_t changes = app->open ? session_change_count(app->file.session) : 0;
    for (size_t i = 0; i < MOST_KEPT_LISTS && app->open; i++) {
        struct kept_list *kept = &app->kept_lists.items[i];
        bool on_top = kept->list && kept->list->kept && kept->list == top->state &&
                      kept->ground.session == app->file.session;
        if (on_top && kept->ground.changes != changes &&
            (kept->tried != changes || kept->of_row != kept->list->selected)) {
            found = kept;
        }
    }
    return found;
}

void app_renew_kept_list(struct app *app)
{
    struct kept_list *kept = app->options->accessible ? NULL : changed_on_top(app);
    if (!kept) {
        return;
    }
    struct view *top = app_top(app);
    struct facts facts = app_facts(app);
    struct list_view *list = kept->ground.make(app, &facts), *gives_way = list;
    size_t selected = list ? list->selected : 0;
    kept->tried = session_change_count(app->file.session);
    kept->of_row = kept->list->selected;
    if (list && list_go_on(list, kept->list)) {
        gives_way = kept->list;
        gives_way->kept = false;
        list->kept = true;
        list->number = screen_part_number();
        top->state = kept->list = list;
        top->saw_edits = session_edit_count(app->file.session);
        kept->selected = selected;
        kept->ground.changes = kept->tried;
    }
    if (gives_way) {
        view_list_ops.free(gives_way);
    }
}

/* The place of the list that was made of the same; else of one that may give way. */
static struct kept_list *place_of(struct app *app, const struct list_ground *ground)
{
    struct kept_lists *all = &app->kept_lists;
    struct kept_list *last = NULL;
    for (size_t i = 0; i < MOST_KEPT_LISTS; i++) {
        struct kept_list *kept = &all->items[i];
        if (kept->list && !kept->list->kept &&
            memcmp(&kept->ground, ground, sizeof *ground) == 0) {
            return kept;
        }
        last = kept->ground.make == ground->make ? kept : last;
    }
    if (!last) {
        last = &all->items[all->next];
        all->next = (all->next + 1) % MOST_KEPT_LISTS;
    }
    drop(last);
    return last;
}

struct list_view *app_push_kept_list(struct app *app,
                                     struct list_view *(*make)(const struct app *app,
                                                               const struct facts *facts),
                                     uint64_t choice)
{
    struct facts facts = app_facts(app);
    struct list_ground ground;
    app_drop_old_lists(app);
    memset(&ground, 0, sizeof ground); /* compared by bytes */
    ground.make = make;
    ground.session = app->file.session;
    ground.changes = session_change_count(app->file.session);
    ground.table = app->table;
    ground.cols = screen_cols();
    ground.heard = screen_is_heard();
    ground.choice = choice;
    clock_today(ground.today);
    struct kept_list *kept = place_of(app, &ground);
    if (!kept->list) {
        kept->list = make(app, &facts);
        kept->ground = ground;
        kept->selected = kept->list ? kept->list->selected : 0;
        if (kept->list) {
            kept->list->number = screen_part_number();
        }
    }
    if (kept->list) {
        kept->list->kept = true;
        list_rewind(kept->list, kept->selected);
        app_push_list(app, kept->list);
    }
    return kept->list;
}

void app_open_tables(struct app *app, const struct intent *intent)
{
    (void)intent;
    size_t count;
    struct facts facts = app_facts(app);
    session_tables(app->file.session, &count);
    if (count < 2) {
        app_say(app, "This file holds one table only. \vthemes\v shows what recurs, once "
                     "tables are "
                     "merged.");
    } else {
        app_push_list(app, list_of_tables(&facts));
    }
}

void app_open_filter(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_filter(&facts, intent->field);
    if (list) {
        app_push_list(app, list);
    } else {
        app_say(app, "The tables of this file say no %s.", intent->field);
    }
}

void app_open_deleted(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_deleted(&facts);
    if (list) {
        app_push_list(app, list);
    } else {
        app_say(app, "Nothing was deleted from this table.");
    }
}

void app_open_palette(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct view *view = app_top(app);
    if (view->ops != &view_list_ops) {
        struct facts facts = app_facts(app);
        const struct grid *shown =
            view->ops == &view_grid_ops ? view_grid_grid(view->state, &facts) : NULL;
        app_push_list(app, list_of_palette(&facts, view_mode(view), shown));
    }
}

void app_open_marks(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    struct list_view *list =
        grid ? list_of_marks(table_template(facts.session, facts.table),
                             record_is(intent->record, "note")
                                 ? view_grid_column(grid, &facts)
                                 : &view_grid_grid(grid, &facts)->goals,
                             intent->record)
             : NULL;
    if (list) {
        app_push_list(app, list);
    }
}

void app_open_forms(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    if (grid) {
        app_push_list(app, list_of_forms(&facts, view_grid_grid(grid, &facts)));
    }
}

void app_show_form(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct grid_view *view = app_grid(app);
    if (!view) {
        return;
    }
    view_grid_show_grid(view, &facts, intent->text);
    const struct grid *grid = view_grid_grid(view, &facts);
    app_say(app, "%s.", *grid->about ? grid->about : grid->title);
    app_add_way_out(app);
}

void app_add_way_out(struct app *app)
{
    struct facts facts = app_facts(app);
    const struct grid_view *view = app_grid(app);
    const struct grid *grid = view ? view_grid_grid(view, &facts) : NULL;
    size_t count;
    if (grid && grid->optional) {
        free(table_grids(facts.session, facts.table, &count));
        app_add(app, count > 2 && !screen_is_heard()
                         ? "\vgrid\v lists the grids in use, and once more leaves "
                           "this form."
                         : "\vgrid\v leaves this form.");
    }
}

void app_open_move(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    const struct grid_view *grid = app_grid(app);
    bool row = record_is(intent->record, "goal");
    struct list_view *list =
        !row ? list_of_move(&facts, intent->record)
             : list_of_move_row(&facts, view_grid_grid(grid, &facts), intent->record);
    if (list) {
        app_push_list(app, list);
    } else if (row) {
        app_say(app, "There is no other that this could be an entry of.");
    } else {
        app_say(app,
                "This form has one column and no rows: there is nowhere to move it.");
    }
}

void app_open_elsewhere(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_elsewhere(&facts, intent->record);
    if (list) {
        app_push_list(app, list);
    } else {
        app_say(app, "The other tables of this file have no goals yet.");
    }
}

void app_open_history(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    app_push_list(app, list_of_history(&facts, intent->record));
}

void app_open_wordings(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    app_push_list(app, list_of_wordings(&facts, intent->record));
}
