/* What is asked before a command is obeyed, where nobody sees what it is about. */

#include "app/spoken_inside.h"

#include "base/utf8.h"
#include "base/words.h"
#include "model/commitments.h"
#include "model/plan.h"
#include "model/rows.h"

#include <strings.h>

/* The row that is selected, if it has notes that would go with it; else NULL. */
static const struct record *row_with_notes(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    struct grid_place place =
        grid ? view_grid_place(grid, &facts) : (struct grid_place){.grid = NULL};
    const struct record *row = place.on_vision || place.column ? NULL : place.goal;
    return row && !row_given(row) && row_note_count(facts.session, row) ? row : NULL;
}

static void delete_now(struct spoken *s)
{
    spoken_press(s, ACT_DELETE);
    if (view_mode(app_top(s->app)) == MODE_ASKS) {
        str_clear(&s->said);
        spoken_press(s, ACT_YES);
    }
}

/* Of a row with notes it is asked first, as on a screen. */
static void ask_about_delete(struct spoken *s, const struct record *row)
{
    struct facts facts = app_facts(s->app);
    struct str name = STR_EMPTY;
    size_t notes = row_note_count(facts.session, row);
    text_quote(&name, row_words(row), 60);
    s->asks = row;
    spoken_add(s, "Delete %s and its %zu note%s? yes deletes all of it, no keeps it.",
               name.bytes, notes, plural(notes));
    str_finish(&name);
}

/* The entry that is selected, if it is no action: who would say a name next is told that
 * first, and where actions are. */
static bool asks_about_promise(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    const struct record *note = spoken_place_now(s).note;
    if (!note || commitment_half_written(note) ||
        !commitment_is_misplaced(facts.session, facts.table, note)) {
        return false;
    }
    const struct template *form = table_template(facts.session, facts.table);
    const char *kind =
        template_calls(form, template_column(form, record_column(note), NULL)->singular);
    s->promises = note;
    spoken_add(s, "This is %s %s; promises belong to actions, in the form ‘%s’.",
               words_article(kind), kind, plan_first(form)->title);
    spoken_add(s, "Promise it all the same? yes does, no does not.");
    return true;
}

void spoken_say_half_written(struct spoken *s)
{
    const struct record *note =
        view_mode(app_top(s->app)) == MODE_GRID ? spoken_place_now(s).note : NULL;
    if (note && commitment_half_written(note)) {
        spoken_add(s, "A promise is half written here: \vcommit\v goes on with it.");
    }
}

bool spoken_asks_first(struct spoken *s, enum action action)
{
    const struct record *row = action == ACT_DELETE ? row_with_notes(s) : NULL;
    if (row) {
        ask_about_delete(s, row);
    }
    return row || (action == ACT_COMMIT && asks_about_promise(s));
}

bool spoken_answers_yes_or_no(struct spoken *s, const char *text)
{
    const struct record *row = s->asks, *note = s->promises;
    bool yes = strcasecmp(text, "yes") == 0 || strcasecmp(text, "y") == 0;
    bool no = strcasecmp(text, "no") == 0 || strcasecmp(text, "n") == 0 || !*text;
    s->asks = s->promises = NULL;
    if (!(row || note) || !(yes || no)) {
        return false;
    }
    if (yes && row && row == row_with_notes(s)) {
        delete_now(s);
    } else if (yes && note && note == spoken_place_now(s).note) {
        spoken_press(s, ACT_COMMIT);
    } else {
        spoken_add(s, row ? "Nothing was deleted." : "Nothing was promised.");
    }
    return true;
}
