/* What is asked before a command is obeyed, where nobody sees what it is about. */

#include "app/spoken/spoken_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/commitments.h"
#include "model/plan.h"
#include "model/rows.h"

#include <string.h>
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
        spoken_add(s, "A %s is half written here: \vcommit\v goes on with it.",
                   commitment_half_called(note));
    }
}

bool spoken_asks_first(struct spoken *s, enum action action, const char *rest)
{
    const struct record *row = action == ACT_DELETE ? row_with_notes(s) : NULL;
    if (row) {
        ask_about_delete(s, row);
    }
    str_set(&s->promise, "%s", rest);
    return row || (action == ACT_COMMIT && asks_about_promise(s));
}

static void promise_now(struct spoken *s)
{
    struct str words = s->promise;
    s->promise = STR_EMPTY;
    spoken_press(s, ACT_COMMIT);
    if (words.len_bytes && view_mode(app_top(s->app)) == MODE_FORM) {
        spoken_answer(s, words.bytes);
    }
    str_finish(&words);
}

/* Whether words go on with a sentence that a name began: "group of parents", "goal is to". */
static bool goes_on(const char *words)
{
    static const char *const joints[] = {"and", "are",  "can",  "could", "has",  "have",
                                         "is",  "of",   "or",   "that",  "was",  "were",
                                         "who", "will", "with", "would", "which"};
    struct str first = STR_EMPTY;
    str_add_bytes(&first, words, strcspn(words, " "));
    bool is = text_among(str_text(&first), joints, sizeof joints / sizeof *joints);
    str_finish(&first);
    return is;
}

bool spoken_asks_about_sentence(struct spoken *s, const struct meanings *m,
                                const char *text, const char *rest)
{
    const char *behind = rest;
    bool by_another_name = m->count == 1 && !m->exact && m->found[0] < ACTION_COUNT &&
                           action_row((enum action)m->found[0])->changes &&
                           spoken_takes_own_words(m->found[0]);
    bool adds_one = by_another_name && m->found[0] == ACT_ADD && !strchr(rest, ' ');
    bool noun = m->exact && (m->found[0] == ACT_GOAL || m->found[0] == ACT_VISION);
    const struct column *column =
        by_another_name || m->exact ? NULL : spoken_column_called(s, text, &behind);
    bool sentence = by_another_name ? !adds_one && !spoken_begins_entry(text, rest)
                                    : (noun || column) && goes_on(behind);
    if (s->sure || !*rest || !sentence || view_mode(app_top(s->app)) != MODE_GRID) {
        return false;
    }
    str_set(&s->doubted, "%s", text);
    spoken_refuse(s,
                  "‘%s’ is not done yet. Did you mean %s: ‘%s’? yes does that, no does "
                  "not; \vadd\v before all of it writes it here.",
                  text, column ? column->title : spoken_name(m->found[0]), behind);
    return true;
}

/* The sentence that was asked about. */
static void obey_doubted(struct spoken *s, const char *text, bool yes)
{
    s->sure = yes;
    if (yes) {
        spoken_command(s, text);
    } else {
        spoken_add(s, "Nothing was done.");
    }
    s->sure = false;
}

bool spoken_answers_yes_or_no(struct spoken *s, const char *text)
{
    const struct record *row = s->asks, *note = s->promises;
    struct str doubted = s->doubted;
    bool yes = strcasecmp(text, "yes") == 0 || strcasecmp(text, "y") == 0;
    bool no = strcasecmp(text, "no") == 0 || strcasecmp(text, "n") == 0 || !*text;
    bool asked = (row || note || doubted.len_bytes) && (yes || no);
    s->asks = s->promises = NULL;
    s->doubted = STR_EMPTY;
    if (asked && doubted.len_bytes) {
        obey_doubted(s, doubted.bytes, yes);
    } else if (!asked) {
        /* which says nothing of another line */
    } else if (yes && row && row == row_with_notes(s)) {
        delete_now(s);
    } else if (yes && note && note == spoken_place_now(s).note) {
        promise_now(s);
    } else {
        spoken_add(s, row ? "Nothing was deleted." : "Nothing was promised.");
    }
    str_finish(&doubted);
    return asked;
}
