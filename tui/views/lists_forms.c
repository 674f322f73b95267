/* The list of forms: what the stage of the day works with, what is in use, and the rest. */

#include "views/lists.h"

#include "base/memory.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* The forms of a table, each once; those that it does not use are its catalogue's. */
struct forms {
    const struct facts *facts;
    const struct grid *shown; /* on the screen */
    const struct grid **items;
    bool *in_use, *listed;
    size_t count, room;
    const struct grid *next; /* of those in use, behind the one on the screen */
};

static void find_forms(struct forms *f)
{
    const struct facts *facts = f->facts;
    const struct template *form = table_template(facts->session, facts->table);
    const struct template *more = template_catalogue(form);
    for (size_t i = 0; i < form->grid_count; i++) {
        ARRAY_ADD(f->items, f->count, f->room, &form->grids[i]);
    }
    for (size_t i = 0; more && i < more->grid_count; i++) {
        if (!template_grid(form, more->grids[i].id)) {
            ARRAY_ADD(f->items, f->count, f->room, &more->grids[i]);
        }
    }
    f->in_use = memory_get(f->count * sizeof *f->in_use);
    f->listed = memory_get(f->count * sizeof *f->listed);
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = f->items[i];
        f->in_use[i] = !grid->optional || grid_in_use(facts->session, facts->table, grid);
    }
}

static const struct grid *next_in_use(const struct forms *f)
{
    size_t at = 0;
    while (at < f->count && f->items[at] != f->shown) {
        at++;
    }
    for (size_t i = 1; i <= f->count; i++) {
        if (f->in_use[(at + i) % f->count]) {
            return f->items[(at + i) % f->count];
        }
    }
    return NULL;
}

static bool is_of_stage(const struct grid *grid, const struct stage *stage)
{
    bool is = stage && strcmp(stage->grid, grid->id) == 0;
    for (const char **id = grid->stages; stage && *id && !is; id++) {
        is = strcmp(*id, stage->id) == 0;
    }
    return is;
}

/* The form that the stage works on while nobody has written in it: G does not reach it. */
static const struct grid *form_of_stage(const struct forms *f)
{
    const struct stage *stage = f->facts->day.stage;
    for (size_t i = 0; stage && i < f->count; i++) {
        if (strcmp(f->items[i]->id, stage->grid) == 0) {
            return f->in_use[i] || f->items[i] == f->shown ? NULL : f->items[i];
        }
    }
    return NULL;
}

void describe_form(const struct grid *grid, struct str *out)
{
    if (*grid->about) {
        str_addf(out, "%s. ", grid->about);
    }
    str_add(out, grid->help);
    if (*grid->source) {
        str_addf(out, "%sFrom: %s.", *grid->help ? " " : "", grid->source);
    }
}

static void add_form(struct list_view *v, struct forms *f, size_t at)
{
    const struct grid *grid = f->items[at];
    struct str detail = str_of("%s", grid == f->shown ? "on the screen now" : ""),
               full = STR_EMPTY;
    describe_form(grid, &full);
    if (*grid->about) {
        str_addf(&detail, "%s%s", detail.len_bytes ? screen_dot() : "", grid->about);
    }
    if (*grid->source) {
        str_addf(&detail, " (%s)", grid->source);
    }
    struct item *item = list_add(v, "", grid->title, str_text(&detail));
    item->full = memory_copy_text(str_text(&full));
    item->text = memory_copy_text(grid->id);
    item->intent = (struct intent){.kind = INTENT_SHOW_FORM, .text = item->text};
    f->listed[at] = true;
    v->selected = grid == f->next ? v->count - 1 : v->selected;
    int cols = screen_width_cols(grid->title, strlen(grid->title));
    v->label_cols = cols > v->label_cols ? cols : v->label_cols;
    str_finish(&detail);
    str_finish(&full);
}

static void add_those_of_stage(struct list_view *v, struct forms *f)
{
    const struct stage *stage = f->facts->day.stage;
    bool headed = false;
    for (size_t i = 0; i < f->count; i++) {
        if (is_of_stage(f->items[i], stage)) {
            if (!headed) {
                struct str heading = str_of("For %s, now", stage->title);
                list_add_heading(v, str_text(&heading));
                str_finish(&heading);
                headed = true;
            }
            add_form(v, f, i);
        }
    }
}

/* Those that are not listed yet; in use, or all. */
static void add_rest(struct list_view *v, struct forms *f, const char *heading,
                     bool in_use)
{
    bool headed = false;
    for (size_t i = 0; i < f->count; i++) {
        if (!f->listed[i] && (f->in_use[i] || !in_use)) {
            if (!headed) {
                list_add_heading(v, heading);
                headed = true;
            }
            add_form(v, f, i);
        }
    }
}

struct list_view *list_of_forms(const struct facts *facts, const struct grid *shown)
{
    enum { WIDEST_LABEL_COLS = 35 };
    struct forms f = {.facts = facts, .shown = shown};
    struct list_view *v = list_new(
        screen_is_heard() ? "Forms: its number or a word of it shows it"
                          : "Forms: type to find one, \vchoose\v or \vgrid\v shows "
                            "it, \vclose\v stays",
        false);
    v->again = "G";
    find_forms(&f);
    f.next = form_of_stage(&f);
    f.next = f.next ? f.next : next_in_use(&f);
    add_those_of_stage(v, &f);
    add_rest(v, &f, "In use", true);
    add_rest(v, &f, "All others: none is needed, and each waits until it is", false);
    v->ranked = true;
    v->label_cols = v->label_cols > WIDEST_LABEL_COLS ? WIDEST_LABEL_COLS : v->label_cols;
    free(f.items);
    free(f.in_use);
    free(f.listed);
    return v;
}
