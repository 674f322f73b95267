/* Deleting what is selected. A note goes at once; of a row with notes it is asked, for a word
 * that somebody types before its box is open may begin with that key. */

#include "views/grid/grid_inside.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/history.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_GRAPHEMES = 60 };

/* The question, naming what would go. */
static struct intent ask(struct grid_view *v, const struct facts *facts)
{
    size_t notes = row_note_count(facts->session, v->asks);
    str_set(&v->said, "Delete ");
    text_quote(&v->said, row_words(v->asks), NAME_GRAPHEMES);
    str_addf(&v->said, " and its %zu note%s? \vyes\v deletes all of it, \vno\v keeps it.",
             notes, plural(notes));
    return intent_say(str_text(&v->said));
}

struct intent grid_delete(struct grid_view *v, const struct facts *facts)
{
    const struct record *record = view_grid_selected(v, facts);
    if (v->on_vision || !record) {
        size_t count;
        free(history_deleted(facts->session, facts->table, NULL, &count));
        return intent_say(count ? "Nothing is selected that could be deleted. "
                                  "\vdeleted\v brings back what was."
                                : "Nothing is selected that could be deleted.");
    }
    if (row_given(record)) {
        return grid_say_given(v, "deleted");
    }
    if (record_is_veiled(record)) {
        return grid_say_veiled(v, facts);
    }
    bool row =
        record == v->goal && !screen_is_heard(); /* whoever writes a command meant it */
    if (row && row_note_count(facts->session, record)) {
        v->asks = record;
        return ask(v, facts);
    }
    return (struct intent){.kind = INTENT_DELETE, .record = record};
}

struct intent grid_answer_about_delete(struct grid_view *v, const struct facts *facts,
                                       enum action action, const struct event *event)
{
    const struct record *record = v->asks;
    bool asks_again = action_for(MODE_GRID, event->key) == ACT_DELETE;
    if (asks_again || strcmp(event->key, "Enter") == 0) {
        return ask(v, facts);
    }
    v->asks = NULL;
    if (action == ACT_YES && record_shown(record)) {
        return (struct intent){.kind = INTENT_DELETE, .record = record};
    }
    str_set(&v->said, "Nothing was deleted: ");
    text_quote(&v->said, row_words(record), NAME_GRAPHEMES);
    str_add(&v->said, " stays.");
    return intent_say(str_text(&v->said));
}
