/* Where tables differ: one theme, and another value of one mark at another table. */

#include "base/memory.h"
#include "findings/findings.h"
#include "model/meetings.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* The marks of a column at a table; those of a column that its template lacks may be
 * any. */
static const struct mark *mark_at(const struct template *form, const char *column,
                                  size_t n)
{
    const struct column *known =
        *column ? template_column(form, column, NULL) : &plan_map(form)->goals;
    if (known) {
        return n < known->mark_count ? known->marks[n] : NULL;
    }
    return n < form->mark_count ? &form->marks[n] : NULL;
}

static struct findings_choice *choice_of(struct findings_difference *d, size_t *room,
                                         const char *value)
{
    for (size_t i = 0; i < d->choice_count; i++) {
        if (strcmp(d->choices[i].value, value) == 0) {
            return &d->choices[i];
        }
    }
    ARRAY_ADD(d->choices, d->choice_count, *room,
              (struct findings_choice){.value = value, .title = value});
    return &d->choices[d->choice_count - 1];
}

static bool has_table(const struct session *session, const struct findings_choice *choice,
                      const struct record *table)
{
    bool again = table_before(session, table);
    bool found =
        choice->count && entry_table(choice->entries[choice->count - 1]) == table;
    for (size_t i = 0; i < choice->count && again && !found; i++) {
        found = tables_are_one(session, entry_table(choice->entries[i]), table);
    }
    return found;
}

/* How each table values a theme by one mark. The choices of the mark come first, in
 * their order; a value that it lacks follows them. */
static void collect(const struct session *session, struct findings_difference *d,
                    const struct mark *mark)
{
    const struct theme *theme = d->theme;
    size_t room = 0, kept = 0;
    for (size_t i = 0; i < mark->choice_count; i++) {
        const struct choice *known = &mark->choices[i];
        struct findings_choice *choice = choice_of(d, &room, known->id);
        choice->title = *known->title ? known->title : known->id;
    }
    for (size_t i = 0; i < theme->count; i++) {
        const char *value = record_says(theme->members[i], mark->id);
        if (*value) {
            struct findings_choice *choice = choice_of(d, &room, value);
            const struct record *table = entry_table(theme->members[i]);
            if (!choice->entries) {
                choice->entries = memory_get(theme->count * sizeof(*choice->entries));
            }
            choice->tables += !has_table(session, choice, table);
            choice->entries[choice->count++] = theme->members[i];
        }
    }
    for (size_t i = 0; i < d->choice_count; i++) {
        if (d->choices[i].count) {
            d->choices[kept++] = d->choices[i];
        }
    }
    d->choice_count = kept;
}

/* Several values, and not all of them at one table: whoever cannot decide alone, or thinks
 * otherwise when it meets again, does not differ from others. */
static bool differs(const struct session *session, const struct findings_difference *d)
{
    const struct record *table =
        d->choice_count ? entry_table(d->choices[0].entries[0]) : NULL;
    bool elsewhere = false;
    for (size_t i = 0; i < d->choice_count; i++) {
        elsewhere =
            elsewhere || d->choices[i].tables > 1 ||
            !tables_are_one(session, entry_table(d->choices[i].entries[0]), table);
    }
    return d->choice_count > 1 && elsewhere;
}

static void drop(struct findings_difference *d)
{
    for (size_t i = 0; i < d->choice_count; i++) {
        free(d->choices[i].entries);
    }
    free(d->choices);
}

/* Marks that were looked at for a theme: tables of one template name the same. */
struct seen {
    const char **ids;
    size_t count, room;
};

static bool see(struct seen *seen, const char *id)
{
    if (text_among(id, seen->ids, seen->count)) {
        return false;
    }
    ARRAY_ADD(seen->ids, seen->count, seen->room, id);
    return true;
}

static void look_at(struct findings *f, const struct findings_column *column,
                    const struct theme *theme, const struct template *form,
                    struct seen *seen, size_t *room)
{
    const struct mark *mark;
    for (size_t n = 0; (mark = mark_at(form, column->id, n)) != NULL; n++) {
        if (!session_ever_set(f->session, mark->id) || !see(seen, mark->id)) {
            continue;
        }
        struct findings_difference d = {.column = column,
                                        .theme = theme,
                                        .mark = mark->id,
                                        .title = *mark->title ? mark->title : mark->id};
        collect(f->session, &d, mark);
        if (differs(f->session, &d)) {
            ARRAY_ADD(f->differences, f->difference_count, *room, d);
        } else {
            drop(&d);
        }
    }
}

/* That of all tables, or NULL if they have several. */
static const struct template *only_form(const struct findings *f)
{
    const struct template *only = NULL;
    for (size_t i = 0; i < f->table_count; i++) {
        const struct template *form = table_template(f->session, f->tables[i].record);
        if (only && form != only) {
            return NULL;
        }
        only = form;
    }
    return only;
}

/* By the template of each of its entries. */
static void look_at_forms(struct findings *f, const struct findings_column *column,
                          const struct theme *theme, struct seen *seen, size_t *room)
{
    const struct template *last = NULL;
    for (size_t n = 0; n < theme->count; n++) {
        const struct template *form =
            table_template(f->session, entry_table(theme->members[n]));
        if (form != last) {
            look_at(f, column, theme, form, seen, room);
        }
        last = form;
    }
}

void findings_find_differences(struct findings *f)
{
    const struct template *only = only_form(f);
    size_t room = 0;
    for (size_t c = 0; c < f->column_count; c++) {
        const struct findings_column *column = &f->columns[c];
        for (size_t i = 0; i < column->shared_count; i++) {
            struct seen seen = {0};
            if (only) {
                look_at(f, column, column->shared[i], only, &seen, &room);
            } else {
                look_at_forms(f, column, column->shared[i], &seen, &room);
            }
            free(seen.ids);
        }
    }
}
