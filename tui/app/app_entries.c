/* What becomes of entries: they are added, reworded, moved, deleted, brought back; and what
 * is said of it. */

#include "app/app_everybody.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "views/grid/view_grid.h"

#include <ctype.h>
#include <string.h>

static const char *short_text(const char *text, struct str *out)
{
    text_add_beginning(out, text, 100);
    return str_text(out);
}

const struct record *app_add_one(struct app *app, const struct intent *intent,
                                 const struct record *after, const char *text,
                                 struct err *err)
{
    const struct template *form = table_template(app->file.session, app->table);
    if (intent->goal) {
        return author_add_note(&app->author, intent->goal, intent->column, after, text,
                               err);
    }
    const struct grid *grid = template_grid(form, intent->column ? intent->column : "");
    return grid ? author_add_row(&app->author, app->table, grid, after, text, err)
                : author_add_goal(&app->author, app->table, after, text, err);
}

bool app_tells_gone(struct app *app, const struct record *record)
{
    bool entry = record_is(record, "note") || record_is(record, "goal");
    if (!entry || record_shown(record)) {
        return false;
    }
    struct str name = STR_EMPTY;
    short_text(row_words(record), &name);
    app_say(app, "‘%s’ was deleted meanwhile. \vdeleted\v brings it back.",
            str_text(&name));
    str_finish(&name);
    return true;
}

void app_delete(struct app *app, const struct intent *intent, struct err *err)
{
    const struct record *record = intent->record;
    struct str name = STR_EMPTY;
    size_t notes =
        record_is(record, "goal") ? row_note_count(app->file.session, record) : 0;
    short_text(row_words(record), &name);
    if (record_deletion(record) && !record_shown(record)) { /* somebody was quicker */
        app_say(app, "‘%s’ is deleted already. \vdeleted\v brings it back.",
                str_text(&name));
    } else if (author_delete(&app->author, record, err)) {
        struct str quoted = str_of("‘%s’", str_text(&name)), along = STR_EMPTY;
        if (notes) {
            str_addf(&along, " and its %zu note%s", notes, plural(notes));
        }
        app_say_removed(app, (struct removed){.did = "Deleted",
                                              .words = quoted.bytes,
                                              .thing = "the entry",
                                              .more = along.bytes});
        str_finish(&quoted);
        str_finish(&along);
    }
    str_finish(&name);
}

void app_bring_back(struct app *app, const struct intent *intent, struct err *err)
{
    const struct record *record = intent->record;
    struct str name = STR_EMPTY, more = STR_EMPTY;
    const struct record *goal = record_owner(record);
    bool note = record_is(record, "note");
    bool disputed = record_delete_disputed(record);
    bool with_goal = note && goal && !record_shown(goal);
    if (!record_deletion(record)) { /* somebody else was quicker */
        app_say(app, "‘%s’ is there already.", short_text(row_words(record), &name));
        app_show(app, record);
        str_finish(&name);
        return;
    }
    if (!author_bring_back(&app->author, record, err)) {
        return;
    }
    size_t notes = note ? 0 : row_note_count(app->file.session, record);
    if (with_goal) {
        str_add(&more, " and its goal ");
        text_quote(&more, row_words(goal), 100);
    } else if (notes && !disputed) {
        str_addf(&more, " and its %zu note%s", notes, plural(notes));
    }
    short_text(row_words(record), &name);
    if (disputed && record_unsettled(record)) {
        str_add(&more, "; \vedit Enter\v chooses its words");
    }
    app_say(app, "%s ‘%s’%s. \vundo\v undoes it.",
            disputed ? "Settled for everyone: kept" : "Brought back", str_text(&name),
            str_text(&more));
    app_show(app, record);
    str_finish(&name);
    str_finish(&more);
}

/* Letters that are hardly words, as of who presses keys and does not see that a box is open:
 * "u", "jjd"; by ear there is none, and no letter is a key. */
static bool looks_like_keys(const char *text)
{
    enum { MOST = 4 };
    size_t len = screen_is_heard() ? 0 : strlen(text);
    return (len == 1 && !isdigit((unsigned char)*text)) ||
           (len && len <= MOST && strspn(text, "bcdfghjklmnpqrstvwxz[]?") == len);
}

static void say_added(struct app *app, const char *text)
{
    struct str name = STR_EMPTY;
    /* to the ear what is asked for is said apart, and not where one entry was all */
    const char *next = screen_is_heard() ? "" : " Type the next one, or \vescape\v.";
    if (table_alone(app->table)) { /* and these words are read again in no list */
        app_say(app, "Added; nobody else sees it yet.%s", next);
        return;
    }
    short_text(text, &name);
    if (looks_like_keys(text)) {
        app_say(app,
                "Added ‘%s’ as an entry, since the box is open. \vescape\v closes it, "
                "then \vundo\v takes it back.",
                name.bytes);
    } else {
        app_say(app, "Added ‘%s’.%s", name.bytes, next);
    }
    str_finish(&name);
}

/* Where it went, since it may be out of sight. */
static void say_moved(struct app *app, const struct record *record)
{
    struct str name = STR_EMPTY, goal = STR_EMPTY;
    const struct record *parent = record_parent(record);
    const char *id = record_column(record);
    const struct column *column =
        id ? template_column(table_template(app->file.session, app->table), id, NULL)
           : NULL;
    short_text(row_words(record), &name);
    if (column && parent) {
        short_text(row_words(parent), &goal);
        app_say(app, "Moved: ‘%s’ is in %s of ‘%s’ now.", str_text(&name),
                column->short_title, str_text(&goal));
    } else {
        app_say(app, "Moved ‘%s’. \vundo\v moves it back.", str_text(&name));
    }
    str_finish(&name);
    str_finish(&goal);
}

/* To another table; this one stays on the screen. */
static void say_moved_away(struct app *app, const struct record *record)
{
    struct str name = STR_EMPTY, table = STR_EMPTY;
    history_name_table(entry_table(record), &table);
    app_say(app, "Moved ‘%s’ to %s. \vundo\v brings it back, \vtable\v shows that table.",
            short_text(row_words(record), &name), str_text(&table));
    str_finish(&name);
    str_finish(&table);
}

/* A goal, or another row, without notes becomes an entry of another. */
static void become_note(struct app *app, const struct intent *intent, struct err *err)
{
    struct str said = STR_EMPTY;
    str_add(&said, "made ");
    text_quote(&said, row_words(intent->record), 40);
    str_add(&said, " an entry of ");
    text_quote(&said, row_words(intent->goal), 40);
    author_begin_step(&app->author, said.bytes);
    const struct record *note =
        author_add_note(&app->author, intent->goal, intent->column, intent->after,
                        record_words(intent->record, "text"), err);
    if (note && author_delete(&app->author, intent->record, err)) {
        app_show(app, note);
        say_moved(app, note);
        app_add(app, "\vundo\v makes it what it was.");
    }
    author_end_step(&app->author);
    str_finish(&said);
}

void app_move(struct app *app, const struct intent *intent, struct err *err)
{
    if (intent->kind == INTENT_MOVE_NOTE && record_is(intent->record, "goal")) {
        become_note(app, intent, err);
        return;
    }
    if (intent->kind == INTENT_MOVE_NOTE) {
        author_move_note(&app->author, intent->record, intent->goal, intent->column,
                         intent->after, err);
    } else {
        author_move_goal(&app->author, intent->record, intent->after, err);
    }
    if (entry_table(intent->record) == app->table) {
        app_show(app, intent->record);
        say_moved(app, intent->record);
    } else {
        say_moved_away(app, intent->record);
    }
}

/* What was deleted meanwhile stands again first, in one step with what is written: whoever was
 * asked about it has seen that, which settles it for everyone. */
static bool begin_again(struct app *app, const struct intent *intent, struct err *err)
{
    if (!intent->back) {
        return true;
    }
    struct str said = STR_EMPTY;
    size_t seen = app->author.seen_edits;
    str_add(&said, "brought back ");
    text_quote(&said, row_words(intent->back), 40);
    author_begin_step(&app->author, said.bytes);
    app->author.seen_edits = SIZE_MAX;
    bool ok = author_bring_back(&app->author, intent->back, err);
    app->author.seen_edits = seen;
    str_finish(&said);
    return ok;
}

static void end_again(struct app *app, const struct intent *intent)
{
    if (intent->back) {
        author_end_step(&app->author);
    }
}

void app_add_entry(struct app *app, const struct intent *intent, struct err *err)
{
    const struct record *added =
        begin_again(app, intent, err)
            ? app_add_one(app, intent, intent->after, intent->text, err)
            : NULL;
    end_again(app, intent);
    app_show(app, added);
    say_added(app, added ? record_words(added, "text") : intent->text);
}

/* From what was on the screen, unless the room reads that once more, to what stands there. */
static void say_changed(struct app *app, const char *from, const char *to)
{
    enum { MOST_GRAPHEMES = 60 };
    struct str said = STR_EMPTY;
    str_add(&said, "Changed ");
    if (app_is_read_by_room(app)) {
        str_add(&said, "the words");
    } else {
        text_quote(&said, from, MOST_GRAPHEMES);
    }
    str_add(&said, " to ");
    text_quote(&said, to, MOST_GRAPHEMES);
    app_say(app, "%s. \vundo\v changes it back.", said.bytes);
    str_finish(&said);
}

void app_reword(struct app *app, const struct intent *intent, struct err *err)
{
    struct str was = str_of("%s", record_words(intent->record, "text"));
    bool ok = begin_again(app, intent, err) &&
              author_reword(&app->author, intent->record, intent->text, err);
    end_again(app, intent);
    app_show(app, intent->record); /* also if it had been deleted meanwhile */
    const char *now = record_words(intent->record, "text");
    if (ok && strcmp(was.bytes, now) != 0) {
        say_changed(app, was.bytes, now);
    }
    str_finish(&was);
}

/* What was typed is saved as an entry now: its draft goes, without a trace in undo. */
static void drop_draft(struct app *app, const struct intent *intent)
{
    if (intent->draft_of && intent->draft_field &&
        record_text(intent->draft_of, intent->draft_field)) {
        app_set_draft(app, intent->draft_of, intent->draft_field, "", intent->seen_edits);
    }
}

static void say_done(struct app *app, const struct intent *intent)
{
    struct str name = STR_EMPTY;
    bool more = record_unsettled(intent->record);
    app_say(app, *intent->text ? "%s ‘%s’.%s" : "%s nothing%s.",
            more ? "Kept:" : intent->done, short_text(intent->text, &name),
            more ? " Other words came in meanwhile; \vedit Enter\v shows them." : "");
    str_finish(&name);
}

/* The words were saved with Tab: the box goes on in another column. */
static void go_on(struct app *app, const struct intent *intent)
{
    bool typed = intent->kind == INTENT_ADD_NOTE || intent->kind == INTENT_ADD_GOAL ||
                 intent->kind == INTENT_REWORD || intent->kind == INTENT_SET;
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    if (typed && intent->step && grid) {
        view_grid_turn(grid, &facts, intent->step);
    }
}

void app_entry_changed(struct app *app, const struct intent *intent)
{
    drop_draft(app, intent);
    go_on(app, intent);
    if (intent->done) {
        say_done(app, intent);
    }
}
