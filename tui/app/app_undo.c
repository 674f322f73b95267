/* What was done here is undone, and redone; and what is said of it. */

#include "app/app_everybody.h"

#include "model/alone.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/view_inbox.h"

#include <string.h>

/* What to select for a record: itself, or, if it is hidden now, the goal it was under. */
static const struct record *shown_for(const struct record *record)
{
    bool goal = record_is(record, "goal");
    return record_shown(record) || goal ? record : record_owner(record);
}

/* The column where a draft of a record stands that an edit since then brought back; NULL: none
 * did. Into box, which holds it. */
static const char *column_of_draft(const struct app *app, const struct record *record,
                                   uint64_t from, struct str *box)
{
    const char *column = NULL;
    for (const struct field *f = record_fields(record); f && !column; f = f->next) {
        const struct version *shown = field_shown(f);
        bool draft = strncmp(f->name, "draft:", strlen("draft:")) == 0 &&
                     strncmp(f->name, FORM_DRAFT, strlen(FORM_DRAFT)) != 0;
        if (draft && shown && shown->edit->key.number >= from &&
            strcmp(shown->edit->key.actor, app->author.actor) == 0) {
            column = draft_column(record, draft_box(f->name, box));
        }
    }
    return column;
}

/* The column where an entry stood that is hidden now: its cell is shown, and not its goal's own;
 * NULL: it is there, or has none. */
static const char *column_left(const struct record *record)
{
    bool hidden = record_is(record, "note") && !record_shown(record);
    return hidden ? record_words(record, "column") : NULL;
}

/* What was undone at an earlier table shows no other grid of this one, and where what was
 * selected is no longer, its cell stays selected. */
static void show_undone(struct app *app, const struct record *record,
                        const struct record *selected, uint64_t from)
{
    struct str box = STR_EMPTY;
    const char *draft = column_of_draft(app, record, from, &box);
    const char *column = draft ? draft : column_left(record);
    const struct record *shown = shown_for(record);
    bool gone = record == selected && !record_shown(record);
    if (app_top(app)->ops == &view_inbox_ops) {
        struct facts facts = app_facts(app);
        view_inbox_show(app_top(app)->state, &facts, record);
    }
    if (!gone && app_top(app)->ops == &view_grid_ops &&
        (!shown || history_table(shown) == app->table)) {
        struct facts facts = app_facts(app);
        if (column) {
            view_grid_visit(app_grid(app), &facts, shown, column);
        } else {
            app_show(app, shown);
        }
    }
    str_finish(&box);
}

/* Whether somebody else wrote here: another name, or another window that is there. A file that
 * was changed by hand was so by nobody. */
static bool others_wrote(const struct app *app)
{
    struct facts facts = app_facts(app);
    const struct edit *edit = NULL;
    bool others = false;
    for (size_t at = 0; !others && (edit = session_next_edit(facts.session, &at));) {
        bool hand = edit->by && strcmp(edit->by, "hand") == 0;
        bool named =
            edit->by && *edit->by && strcmp(edit->by, facts.by ? facts.by : "") != 0;
        bool here = facts.company && company_has(facts.company, edit->key.actor);
        others = !hand && !author_is(&app->author, edit->key.actor) && (named || here);
    }
    return others;
}

/* What is left then brings back words and entries in other ways. */
static void say_nothing_left(struct app *app, bool undo)
{
    if (!undo) {
        app_say(app, "Nothing to redo.");
        return;
    }
    app_say(app, "Nothing to undo of what was done here today%s.",
            others_wrote(app) ? "; others' words are theirs to undo" : "");
    app_add(app, app->author.undone
                     ? "\vredo\v does again what was undone."
                     : "\vdeleted\v shows what was deleted, \vrecord\v earlier words of "
                       "what is selected, to bring them back.");
}

/* The one table of all that was changed since that edit; NULL: of several, or of none. */
static const struct record *table_changed(const struct app *app,
                                          const struct record *record, uint64_t from)
{
    const struct session *session = app->file.session;
    const struct record *table = history_table(record);
    for (uint64_t n = from; n < app->author.next_number; n++) {
        const struct edit *edit =
            session_edit(session, (struct edit_key){app->author.actor, n});
        const struct record *of =
            edit ? history_table(session_record(session, edit->kind, edit->id)) : NULL;
        if (of && of != table) {
            return NULL;
        }
    }
    return table;
}

/* The table, where it is not that on the screen: nothing there shows what was done. */
static void add_other_table(const struct app *app, const struct record *record,
                            uint64_t from, struct str *said)
{
    const struct record *table = table_changed(app, record, from);
    size_t tables;
    session_tables(app->file.session, &tables);
    if (table && table != app->table && tables > 1) {
        str_add(said, ", at ");
        history_name_table_short(table, said);
    }
}

/* Whether the words of an entry stand where the room looks no more. */
static bool is_removed(const struct record *record)
{
    return (record_is(record, "note") || record_is(record, "goal")) &&
           !record_shown(record);
}

/* Puts what it is in the place of its words, from that quote on, and of " the barrier" before. */
static void hide_words(const struct app *app, const struct record *record, size_t quote,
                       struct str *said)
{
    const struct template *form = table_template(app->file.session, app->table);
    const char *noun =
        record_is(record, "note") ? note_noun(form, record) : row_noun(form, record);
    struct str named = str_of(" the %s", noun);
    size_t at = quote - (quote > named.len_bytes ? named.len_bytes : 0);
    bool called = strncmp(said->bytes + at, named.bytes, named.len_bytes) == 0;
    at = called ? at : quote;
    if (strcmp(noun, "answer") == 0 && !record_shown(record_owner(record))) {
        noun = "question"; /* which was asked with its answers */
    }
    str_remove(said, at, said->len_bytes - at);
    str_add(said, strcmp(noun, "question") == 0 ? " a question"
                  : strcmp(noun, "answer") == 0 ? " an answer"
                                                : " an entry");
    str_finish(&named);
}

/* What was done, in words that the room may read: those of a phone that wait stand in the inbox
 * alone, and those that had to go nowhere. */
static void say_what(const struct app *app, const struct record *record, uint64_t from,
                     struct str *said)
{
    char *quote = strstr(str_text(said), " ‘");
    bool unread = record_is_unread(record) && !app_reads_inbox(app);
    size_t at = quote ? (size_t)(quote - said->bytes) : 0;
    if (quote && unread) {
        str_remove(said, at, said->len_bytes - at);
        str_add(said, " what a phone sent");
    } else if (quote && is_removed(record) && app_is_read_by_room(app)) {
        hide_words(app, record, at, said);
    }
    add_other_table(app, record, from, said);
}

static void say_undone(struct app *app, bool undo, const char *said,
                       const struct record *record)
{
    struct str left = STR_EMPTY;
    size_t more = author_undo_count(&app->author);
    str_addf(&left, "%zu", more);
    const char *rest = more ? left.bytes : "nothing";
    if (!app->author.left) {
        app_say(app, "%s: %s (%s more to undo)", undo ? "Undid" : "Redid", said, rest);
    } else {
        app_say(app, "%s: nothing to %s of it (%s more to undo).", said,
                undo ? "undo" : "redo", rest);
        if (app->author.left_alone) {
            app_add(app, "\valone\v shows it.");
        } else if (history_tells_deleted(record, app->table)) {
            app_add(app, "\vdeleted\v shows it, to bring it back.");
        }
    }
    str_finish(&left);
}

void app_undo_or_redo(struct app *app, const struct intent *intent, struct err *err)
{
    struct str said = STR_EMPTY;
    bool undo = intent->kind == INTENT_UNDO;
    struct facts facts = app_facts(app);
    const struct grid_view *grid = app_grid(app);
    const struct record *selected = grid ? view_grid_selected(grid, &facts) : NULL;
    (void)err;
    if (undo && app_undoes_unseen(app)) {
        app_say(app, "What was done last was not done here. Back in the grid, \vundo\v "
                     "undoes it.");
        return;
    }
    uint64_t from = app->author.next_number;
    bool alone = table_alone(app->table);
    const struct record *record =
        undo ? author_undo(&app->author, &said) : author_redo(&app->author, &said);
    if (!alone) {
        app_forget_hidden(app);
    }
    if (record) {
        say_what(app, record, from, &said);
        say_undone(app, undo, str_text(&said), record);
        show_undone(app, record, selected, from);
    } else {
        say_nothing_left(app, undo);
    }
    str_finish(&said);
}
