/* The box at the foot of the grid: what it is open for, and what its keys do. */

#include "views/grid/grid_inside.h"

#include "base/words.h"
#include "model/alone.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "store/company.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

/* The first field that keeps what is typed for a column of a record, or for itself, begun at an
 * entry; NULL: that goes without saying. */
static struct str field_for(const struct grid_view *v, const struct facts *facts,
                            const struct record *record, const char *column,
                            const struct record *at)
{
    struct str field = str_of(column && *column ? "draft:%s" : "draft", column);
    const struct grid *grid = grid_now(v, facts);
    bool row = !strchr(field.bytes, ':') && !record_is(record, "note");
    bool shared = row && grid->rows == ROWS_GOALS && /* they are the map's, too */
                  grid != plan_map(table_template(facts->session, facts->table));
    draft_add_place(shared ? grid->id : "", at, &field);
    return field;
}

/* Opens it with the draft that a record keeps of a column, or of itself, else with those words. */
static void open_for(struct grid_view *v, const struct facts *facts,
                     const struct record *record, const char *column, const char *words)
{
    const struct record *here = view_grid_selected(v, facts),
                        *at = v->box_kind == BOX_NOTE   ? v->note
                              : v->box_kind != BOX_GOAL ? NULL
                              : here                    ? here
                                                        : v->goal;
    struct str field = field_for(v, facts, record, column, at);
    v->box_record = record;
    str_set(&v->box_was, "%s", words);
    kept_draft_open(&v->draft, facts, &v->box, record, field.bytes, words);
    str_finish(&field);
}

const char *grid_own_rows(const struct grid_view *v, const struct facts *facts)
{
    const struct grid *grid = grid_now(v, facts);
    return grid->rows == ROWS_OWN ? grid->id : "";
}

void grid_open_box(struct grid_view *v, const struct facts *facts, enum box_kind kind,
                   const struct record *record)
{
    v->box_kind = kind;
    v->box_after = NULL;
    v->box_asked = '\0';
    v->box_saw = session_edit_count(facts->session);
    switch (kind) {
    case BOX_GOAL:
        str_set(&v->box_column, "%s", grid_own_rows(v, facts));
        open_for(v, facts, facts->table, str_text(&v->box_column), "");
        v->box_after = record;
        break;
    case BOX_NOTE:
        open_for(v, facts, v->goal, grid_column_id(v, facts), "");
        v->box_goal = v->goal;
        str_set(&v->box_column, "%s", grid_column_id(v, facts));
        v->box_after = v->note;
        break;
    case BOX_REWORD:
        open_for(v, facts, record, NULL, record_words(record, "text"));
        break;
    case BOX_VISION:
        open_for(v, facts, facts->table, "vision", record_words(facts->table, "vision"));
        break;
    case BOX_SEARCH:
        v->search_from = view_grid_selected(v, facts);
        v->search_goal = v->on_vision || !v->column ? NULL : v->goal;
        str_set(&v->search_column, "%s", v->column ? grid_column_id(v, facts) : "");
        text_box_set(&v->box, "");
        break;
    case BOX_PASTE:
    case BOX_CLOSED:
        break;
    }
}

void grid_move_box(struct grid_view *v, const struct facts *facts,
                   const struct record *after)
{
    v->box_after = after;
    if (!*record_words(v->box_record, str_text(&v->draft.field))) {
        struct str field =
            field_for(v, facts, v->box_record, str_text(&v->box_column), after);
        kept_draft_keep_in(&v->draft, facts, field.bytes);
        str_finish(&field);
    }
}

bool grid_open_given(struct grid_view *v, const struct facts *facts)
{
    bool any = grid_now(v, facts)->column_count > 0;
    if (any) {
        grid_turn_column(v, facts, 1);
        grid_open_box(v, facts, BOX_NOTE, NULL);
    }
    return any;
}

/* The box's column, wherever the selection went: its number and name as its heading has them. */
static void add_column(const struct grid_view *v, const struct facts *facts,
                       struct str *title)
{
    const struct template *form = table_template(facts->session, facts->table);
    const char *id = str_text(&v->box_column);
    const struct column *column = template_column(form, id, NULL);
    const char **ids = grid_columns(v, facts);
    size_t at = 0;
    while (ids[at] && strcmp(ids[at], id) != 0) {
        at++;
    }
    if (ids[at]) {
        str_addf(title, "%zu ", at + 2 - grid_first_column(v, facts));
    }
    str_add(title, column ? column->short_title : id);
    free(ids);
}

/* Whether what is typed is for its writer alone until the round ends: a new entry, or other
 * words for one that was written in it. */
static bool is_written_alone(const struct grid_view *v, const struct facts *facts,
                             enum box_kind kind)
{
    const char *round = table_alone(facts->table);
    return round && (kind == BOX_GOAL || kind == BOX_NOTE ||
                     (kind == BOX_REWORD &&
                      strcmp(record_words(v->box_record, "alone"), round) == 0));
}

static bool is_deleted(const struct record *record)
{
    return record && !record_shown(record) && record_deletion(record);
}

/* What somebody else deleted while something is typed here for it, or below it; NULL: nothing. */
static const struct record *deleted_meanwhile(const struct grid_view *v)
{
    const struct record *record = v->box_kind == BOX_REWORD ? v->box_record
                                  : v->box_kind == BOX_NOTE ? v->box_goal
                                                            : NULL;
    if (record && !is_deleted(record) && record_is(record, "note")) {
        record = record_owner(record);
    }
    return is_deleted(record) ? record : NULL;
}

/* By a phone, also if the program that phones talk to was begun anew since: they take back
 * what is their own, and delete nothing else. */
static bool is_taken_back(const struct facts *facts, const struct record *deleted)
{
    return entry_is_taken_back(deleted) ||
           (facts->company &&
            company_serves_phones(facts->company, record_deletion(deleted)->key.actor));
}

/* "Taken back by its phone", "Deleted by Ana", "Its goal was deleted by Ana" */
static void say_deleted(const struct grid_view *v, const struct facts *facts,
                        const struct record *deleted, struct str *out)
{
    const struct edit *deletion = record_deletion(deleted);
    const char *who = history_who(deletion);
    bool hand = *who && strcmp(who, deletion->by) != 0;
    if (v->box_kind == BOX_REWORD && deleted == v->box_record) {
        str_add(out, is_taken_back(facts, deleted) ? "Taken back" : "Deleted");
    } else {
        str_addf(out, "Its %s was %s", grid_row_word(v, facts),
                 is_taken_back(facts, deleted) ? "taken back" : "deleted");
    }
    if (is_taken_back(facts, deleted)) {
        str_add(out, " by its phone");
    } else {
        str_addf(out, "%s%s", hand ? " " : " by ", *who ? who : "somebody else");
    }
}

void grid_box_title(const struct grid_view *v, const struct facts *facts,
                    struct str *title)
{
    enum box_kind kind = v->box_kind == BOX_PASTE ? v->paste_into : v->box_kind;
    const struct record *deleted = deleted_meanwhile(v);
    if (is_written_alone(v, facts, kind)) {
        str_add(title, "Hidden until all is shown: ");
    }
    if (deleted) {
        say_deleted(v, facts, deleted, title);
        str_add(title, ": ");
    }
    if (v->box_kind == BOX_PASTE) {
        bool headed = v->paste_heads && v->pasted.table;
        str_addf(title, v->paste_kept ? "Put aside: %zu %s%s" : "Pasted %zu %s%s",
                 v->pasted.count, v->pasted.table && !v->pasted.parts ? "cells" : "lines",
                 headed          ? ", with headings"
                 : v->paste_kept ? " for "
                                 : " into ");
        if (headed) {
            return;
        }
    }
    switch (kind) {
    case BOX_GOAL:
        str_addf(title, v->box_kind == BOX_PASTE ? "1 " : "New %s in 1 ",
                 grid_row_word(v, facts));
        str_add(title, grid_now(v, facts)->goals.short_title);
        break;
    case BOX_NOTE:
        str_add(title, v->box_kind == BOX_PASTE ? "" : "New note in ");
        add_column(v, facts, title);
        if (!grid_is_list(grid_now(v, facts))) {
            str_addf(title, " of ‘%s’", row_words(v->box_goal));
        }
        break;
    case BOX_REWORD:
        str_addf(title, "Editing ‘%s’", row_words(v->box_record));
        break;
    case BOX_VISION:
        str_add(title, "The vision");
        break;
    case BOX_SEARCH:
        str_add(title, "Search");
        break;
    case BOX_PASTE:
    case BOX_CLOSED:
        break;
    }
}

const char *grid_take_words(struct grid_view *v)
{
    str_set(&v->said, "%s", str_text(&v->box.text));
    text_box_set(&v->box, "");
    return str_text(&v->said);
}

/* Nothing was changed in the box, but somebody else has changed the words meanwhile:
 * theirs stand. */
static bool only_others_changed(const struct grid_view *v, const struct facts *facts)
{
    const char *now = v->box_kind == BOX_REWORD   ? record_words(v->box_record, "text")
                      : v->box_kind == BOX_VISION ? record_words(facts->table, "vision")
                                                  : str_text(&v->box_was);
    return strcmp(str_text(&v->box.text), str_text(&v->box_was)) == 0 &&
           strcmp(now, str_text(&v->box_was)) != 0;
}

/* What somebody else deleted meanwhile stands again if this is kept: asked once. By ear a line
 * is kept as soon as it is typed. */
static bool asks_about_deleted(struct grid_view *v, const struct facts *facts)
{
    const struct record *deleted = deleted_meanwhile(v);
    if (!deleted || v->box_asked == BOX_ASKED_DELETED || screen_is_heard() ||
        is_blank(str_text(&v->box.text))) {
        return false;
    }
    bool own = v->box_kind == BOX_REWORD && deleted == v->box_record;
    v->box_asked = BOX_ASKED_DELETED;
    str_clear(&v->said);
    say_deleted(v, facts, deleted, &v->said);
    str_addf(&v->said,
             " while you wrote. \vkeep\v once more has it stand there again, %s; "
             "\vescape\v leaves it deleted.",
             own ? "in your words" : "with what you wrote");
    return true;
}

static struct intent enter(struct grid_view *v, const struct facts *facts)
{
    grid_stand_apart(v, facts);
    struct intent intent = {
        .draft_of = v->box_record,
        .draft_field = str_text(&v->draft.field),
        .seen_edits = v->box_saw,
        .back = v->box_asked == BOX_ASKED_DELETED ? deleted_meanwhile(v) : NULL};
    bool blank = is_blank(str_text(&v->box.text));
    if (only_others_changed(v, facts)) {
        v->box_kind = BOX_CLOSED;
        return intent_say(
            "Somebody else has reworded it meanwhile; it is as they left it.");
    }
    if (asks_about_deleted(v, facts) || grid_asks_about_key(v, facts)) {
        return intent_say(str_text(&v->said));
    }
    switch (v->box_kind) {
    case BOX_SEARCH:
        return grid_close_search(v, facts, true);
    case BOX_GOAL:
        intent.kind = INTENT_ADD_GOAL;
        intent.column = str_text(&v->box_column);
        intent.after = v->box_after;
        break;
    case BOX_NOTE:
        intent.kind = INTENT_ADD_NOTE;
        intent.goal = v->box_goal;
        intent.column = str_text(&v->box_column);
        intent.after = v->box_after;
        break;
    case BOX_REWORD:
        if (blank) {
            return intent_say("Nothing is left to save. \vescape\v leaves it as it was; "
                              "then \vdelete\v deletes.");
        }
        v->box_kind = BOX_CLOSED;
        intent.kind = INTENT_REWORD;
        intent.record = v->box_record;
        break;
    case BOX_VISION:
        v->box_kind = BOX_CLOSED;
        intent.kind = INTENT_SET;
        intent.record = facts->table;
        intent.field = "vision";
        break;
    case BOX_PASTE:
    case BOX_CLOSED:
        return intent_of(INTENT_NOTHING);
    }
    if (blank && intent.kind != INTENT_SET) {
        return intent_say(screen_is_heard() ? "Nothing stands there that could be kept."
                                            : "Type something, then \vkeep\v; \vescape\v "
                                              "closes the box.");
    }
    intent.text = grid_take_words(v);
    return intent;
}

/* What is said of a draft is said of where the selection stands: it may have gone on meanwhile,
 * as to what was pasted last. */
static void go_to_draft(struct grid_view *v, const struct facts *facts,
                        enum box_kind kind)
{
    const char *column = grid_column_id(v, facts);
    const struct record *row = kind == BOX_NOTE ? v->box_goal : v->box_record;
    bool there = kind == BOX_VISION   ? v->on_vision
                 : kind == BOX_GOAL   ? !v->on_vision && v->column == 0
                 : kind == BOX_REWORD ? view_grid_selected(v, facts) == row
                                      : !v->on_vision && v->goal == row && column &&
                                            strcmp(column, str_text(&v->box_column)) == 0;
    if (there) {
        return;
    }
    if (kind == BOX_VISION) {
        grid_select_vision(v, facts);
    } else if (kind == BOX_GOAL) {
        grid_go_to_column(v, facts, 0);
    } else if (kind == BOX_REWORD) {
        grid_select(v, facts, row);
    } else if (kind == BOX_NOTE && (record_shown(row) || row_given(row))) {
        grid_select_cell(v, facts, row, str_text(&v->box_column));
    }
}

/* What was typed for an entry that is deleted by now stands as a draft where that stood, for one
 * whose goal is deleted as that of a goal. */
static struct intent keep_where_it_stood(struct grid_view *v, const struct facts *facts)
{
    const struct record *deleted = deleted_meanwhile(v), *row = record_owner(deleted);
    bool note = record_is(deleted, "note") && row && record_shown(row);
    const char *column = note ? record_words(deleted, "column") : grid_own_rows(v, facts);
    struct str box = str_of(*column ? "draft:%s" : "draft", column);
    row = note ? row : facts->table;
    v->box_kind = BOX_CLOSED;
    draft_free_field(row, box.bytes, &v->draft.field);
    str_finish(&box);
    if (note) {
        grid_select_cell(v, facts, row, column);
    }
    return (struct intent){.kind = INTENT_KEEP_DRAFT,
                           .record = row,
                           .field = str_text(&v->draft.field),
                           .text = grid_take_words(v),
                           .seen_edits = session_edit_count(facts->session),
                           .step = is_taken_back(facts, deleted)};
}

struct intent grid_leave_box(struct grid_view *v, const struct facts *facts)
{
    enum box_kind kind = v->box_kind;
    if (kind == BOX_SEARCH) {
        return grid_close_search(v, facts, false);
    }
    const char *typed = str_text(&v->box.text);
    bool worth = !is_blank(typed) && strcmp(typed, str_text(&v->box_was)) != 0;
    if (worth && deleted_meanwhile(v)) {
        return keep_where_it_stood(v, facts);
    }
    v->box_kind = BOX_CLOSED;
    const char *keep = worth ? grid_take_words(v) : "";
    bool same = kept_draft_settle(&v->draft, keep);
    keep = same ? "" : keep;
    if (worth) {
        go_to_draft(v, facts, kind);
    }
    const char *kept = record_words(v->box_record, str_text(&v->draft.field));
    if ((same || !worth) && strcmp(keep, kept) == 0) {
        return worth
                   ? intent_say("The same stands here as a draft already: it is one, and "
                                "not yet an entry.")
                   : intent_of(INTENT_NOTHING);
    }
    return (struct intent){.kind = INTENT_KEEP_DRAFT,
                           .record = v->box_record,
                           .field = str_text(&v->draft.field),
                           .text = keep,
                           .seen_edits = session_edit_count(facts->session)};
}

void view_grid_turn(struct grid_view *v, const struct facts *facts, int step)
{
    if (v->on_vision && grid_now(v, facts)->rows != ROWS_GIVEN) {
        grid_go_to_column(v, facts, 0);
        grid_open_box(v, facts, BOX_GOAL, NULL);
        return;
    }
    grid_turn_column(v, facts, step);
    grid_open_box(v, facts, BOX_NOTE, NULL);
}

/* What is called out next belongs to another column: saves what is typed, if anything,
 * and opens the box there. */
static struct intent turn(struct grid_view *v, const struct facts *facts, int step)
{
    bool adds = v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL;
    bool blank = adds && is_blank(str_text(&v->box.text));
    if (blank && !v->goal) {
        const char *what = grid_row_word(v, facts);
        str_set(&v->said, "A note belongs to %s %s: type the first.", words_article(what),
                what);
        return intent_say(str_text(&v->said));
    }
    if (blank) {
        view_grid_turn(v, facts, step);
        return grid_draft_is_back(v, facts);
    }
    struct intent intent = enter(v, facts);
    intent.step = step;
    return intent;
}

struct intent grid_box_handle(struct grid_view *v, const struct facts *facts,
                              enum action action, const struct event *event)
{
    if (v->box_kind == BOX_PASTE) {
        return grid_answer_about_paste(v, facts, action, event);
    }
    if (action == ACT_BOX_ENTER || action == ACT_SEARCH_STAY) {
        return enter(v, facts);
    }
    if (action == ACT_BOX_ESCAPE || action == ACT_SEARCH_BACK) {
        grid_end_typing(v); /* what ends its last line is known as pasted */
        return grid_leave_box(v, facts);
    }
    if (action == ACT_BOX_NEXT || action == ACT_BOX_PREVIOUS) {
        return turn(v, facts, action == ACT_BOX_NEXT ? 1 : -1);
    }
    if (action == ACT_BOX_UNDO && text_box_give_back(&v->box)) {
        return intent_say("Brought back what was deleted here.");
    }
    if (action == ACT_BOX_UNDO) {
        return v->box.text.len_bytes
                   ? intent_say(
                         "Nothing was deleted here. To undo what was saved before: "
                         "\vescape\v keeps this as a draft, then \vundo\v.")
                   : intent_of(INTENT_UNDO);
    }
    bool anew = grid_begins_behind_draft(v, facts, event);
    if (!text_box_press(&v->box, event->text, action, grid_box_cols(v))) {
        str_clear(&v->said);
        str_addf(
            &v->said,
            v->box_kind == BOX_SEARCH
                ? "%s does nothing here. \vstay\v stays at what was found, \vgo-back\v "
                  "goes back."
                : "%s does nothing in the box. \vkeep\v saves, \vescape\v closes it.",
            event->key);
        return intent_say(str_text(&v->said));
    }
    return v->box_kind == BOX_SEARCH ? grid_search(v, facts)
           : anew                    ? kept_draft_say_waits(&v->draft)
                                     : intent_of(INTENT_NOTHING);
}
