/* Marking an entry, and choosing what of the grid is shown. */

#include "app/app.h"

#include "base/utf8.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"
#include "views/view_list.h"

void app_mark(struct app *app, const struct intent *intent, struct err *err)
{
    const struct template *form = table_template(app->file.session, app->table);
    const struct mark *mark = template_mark(form, intent->field);
    bool off = !*intent->text;
    const char *id = !off ? intent->text : mark ? entry_mark(intent->record, mark) : "";
    const struct choice *choice = mark ? mark_choice(mark, id) : NULL;
    struct str name = STR_EMPTY, said = STR_EMPTY, title = STR_EMPTY;
    text_add_beginning(&name, row_words(intent->record), 100);
    str_add(&title, choice ? choice->title : id);
    if (!mark) {
        app_say(app, "The form has no such mark any more.");
    } else if (!record_shown(intent->record) && !row_given(intent->record)) {
        app_say(app, "‘%s’ was deleted meanwhile; \vdeleted\v shows it.",
                str_text(&name));
    } else {
        if (off) {
            str_addf(&said, "took the mark %s off ‘%s’", str_text(&title),
                     str_text(&name));
        } else {
            str_addf(&said, "marked ‘%s’ %s", str_text(&name), str_text(&title));
        }
        author_begin_step(&app->author, str_text(&said));
        author_mark(&app->author, intent->record, mark, off ? NULL : intent->text, err);
        author_end_step(&app->author);
        if (off) {
            app_say(app, "Took the mark %s off ‘%s’. \vundo\v brings it back.",
                    str_text(&title), str_text(&name));
        } else {
            app_say(app, "Marked ‘%s’ %s: %s", str_text(&name), str_text(&title),
                    choice ? choice->meaning : "");
        }
    }
    str_finish(&name);
    str_finish(&said);
    str_finish(&title);
}

static struct list_view *make_shown(const struct app *app, const struct facts *facts)
{
    struct grid_view *grid = app_grid(app);
    return list_of_shown(facts, view_grid_grid(grid, facts), view_grid_filter(grid));
}

void app_open_shown(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    if (grid) { /* of other grids, there are other ones */
        const char *id = view_grid_grid(grid, &facts)->id;
        app_push_kept_list(app, make_shown,
                           hash_add_text(filter_number(view_grid_filter(grid)), id));
    }
}

/* "Only Boulder, sorted by votes: 3 of 31 entries of this grid." */
static void say_shown(struct app *app, const struct facts *facts,
                      const struct grid_view *grid)
{
    struct grid_filter *filter = view_grid_filter(grid);
    const struct grid *form = view_grid_grid(grid, facts);
    struct str only = STR_EMPTY, order = STR_EMPTY;
    size_t shown = 0, all = 0;
    if (filter_concerns_rows(filter, facts, form)) {
        filter_rows(filter, facts, form, &shown);
        grid_rows(facts->session, facts->table, form, &all);
    }
    for (size_t i = 0; i < form->column_count; i++) {
        const char *id = form->columns[i].id;
        if (filter_concerns(filter, facts, id)) {
            shown += filter_count(filter, facts, id);
            all += column_note_count(facts->session, facts->table, id);
        }
    }
    filter_say_only(filter, facts, &only);
    filter_say_order(filter, facts, &order);
    if (only.len_bytes) {
        only.bytes[0] = 'O';
        app_say(app,
                "%s%s%s: %zu of %zu entries. \vshow-only\v, then \vchoose\v, shows "
                "everything.",
                only.bytes, order.len_bytes ? ", " : "", str_text(&order), shown, all);
    } else if (order.len_bytes) {
        app_say(app,
                "Each cell is %s, only here. \vshow-only\v, then \vchoose\v, puts all as "
                "placed.",
                order.bytes);
    } else {
        app_say(app, "Everything is shown, as placed.");
    }
    str_finish(&only);
    str_finish(&order);
}

void app_show_only(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    if (!grid) {
        return;
    }
    struct grid_filter *filter = view_grid_filter(grid);
    if (!intent->field) {
        filter_reset(filter);
    } else if (intent->kind == INTENT_SORT_BY) {
        filter_sort_by(filter, intent->field);
    } else {
        filter_show_only(filter, intent->field, intent->text);
    }
    view_grid_looked(grid, &facts);
    say_shown(app, &facts, grid);
}

void app_tell_grid_news(struct app *app)
{
    struct grid_view *grid = app_grid(app);
    app_add(app, grid ? view_grid_news(grid) : "");
}
