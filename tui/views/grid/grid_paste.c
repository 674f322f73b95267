/* What becomes of a list or a table that was pasted: what the answers about it do. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/plan.h"
#include "views/paste_rows.h"

#include <stdlib.h>
#include <string.h>

void grid_forget_paste(struct grid_view *v)
{
    pasted_finish(&v->pasted);
    free(v->paste_columns);
    free(v->paste_chosen);
    v->paste_columns = v->paste_chosen = NULL;
}

/* Asks, if it is a list or a table. */
static struct intent take_in(struct grid_view *v, const struct facts *facts)
{
    struct str shown = STR_EMPTY;
    grid_forget_paste(v);
    pasted_read(&v->pasted, str_text(&v->box.text));
    if (v->pasted.count < 2) {
        return intent_of(INTENT_NOTHING);
    }
    grid_end_last_line(&v->box);
    pasted_show(&v->pasted, &shown);
    text_box_set(&v->paste_shown, v->projector ? TYPED_UNSHOWN : str_text(&shown));
    v->paste_shown.cursor_bytes = 0;
    str_finish(&shown);
    v->paste_into = v->box_kind;
    v->box_kind = BOX_PASTE;
    v->paste_asked = false;
    v->paste_heads =
        v->pasted.table ? grid_paste_has_heads(v, facts) : grid_paste_part(v, facts);
    return grid_paste_ask(v, facts);
}

/* Headings are words, or headings again. */
static struct intent turn_heads(struct grid_view *v, const struct facts *facts)
{
    bool parts = v->pasted.parts, table = v->pasted.table && !parts;
    grid_forget_paste(v);
    pasted_read(&v->pasted, str_text(&v->box.text));
    v->paste_heads = table ? !v->paste_heads && v->pasted.rows > 1
                           : !parts && grid_paste_part(v, facts);
    return grid_paste_ask(v, facts);
}

/* The place of that number on the screen; 0: nowhere. NULL: there is none. */
static const char *numbered_place(const struct grid_view *v, const struct facts *facts,
                                  char digit)
{
    size_t number = (size_t)(digit - '0') + grid_first_column(v, facts), count = 0;
    bool rows = grid_now(v, facts)->rows != ROWS_GIVEN;
    const char **ids = grid_columns(v, facts), *id = NULL;
    while (ids[count]) {
        count++;
    }
    if (digit == '0') {
        id = PASTE_NOWHERE;
    } else if (number <= count + 1) {
        id = number > 1 ? ids[number - 2] : rows ? "" : NULL;
    }
    free(ids);
    return id;
}

/* Where the column goes that was asked about. */
static struct intent choose_place(struct grid_view *v, const struct facts *facts,
                                  const char *id)
{
    struct str why_not = STR_EMPTY;
    size_t asked = grid_paste_find_columns(v, facts, &why_not);
    bool any = asked < v->pasted.columns;
    if (any && id && !v->paste_chosen) {
        v->paste_chosen = memory_get(v->pasted.columns * sizeof *v->paste_chosen);
    }
    if (any && id) {
        v->paste_chosen[asked] = id;
    }
    str_finish(&why_not);
    v->paste_asked = any && !id;
    return grid_paste_ask(v, facts);
}

/* Nothing was typed yet: opens the box for what is selected; false: there is none. */
static bool open_box(struct grid_view *v, const struct facts *facts)
{
    bool row = v->column == 0 || !v->goal;
    if (v->on_vision) {
        grid_open_box(v, facts, BOX_VISION, NULL);
    } else if (row && v->goal && row_given(v->goal)) {
        return grid_open_given(v, facts);
    } else if (row && grid_now(v, facts)->rows == ROWS_GIVEN) {
        return false;
    } else {
        grid_open_box(v, facts, row ? BOX_GOAL : BOX_NOTE, NULL);
    }
    return true;
}

struct intent grid_offer_list(struct grid_view *v, const struct facts *facts)
{
    size_t len = v->box.text.len_bytes;
    bool list = (v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL) && len &&
                v->box.text.bytes[len - 1] == '\n';
    text_box_set(&v->paste_was, "");
    v->paste_kept = true;
    return list ? take_in(v, facts) : intent_of(INTENT_NOTHING);
}

/* What was half written there, or pasted and left, is no part of what is pasted now. */
static void put_draft_aside(struct grid_view *v, const struct facts *facts)
{
    if (v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL) {
        kept_draft_begin_anew(&v->draft, facts, &v->box);
    }
}

/* What is asked, or nothing; and that a draft waits, if one does. */
static struct intent and_of_draft(struct grid_view *v, struct intent asks)
{
    if (!v->draft.waiting) {
        return asks;
    }
    if (asks.kind == INTENT_NOTHING) {
        str_clear(&v->said);
    }
    str_add(&v->said, v->said.len_bytes ? " " : "");
    str_add(&v->said, "What was half written here waits as a draft.");
    return intent_say(str_text(&v->said));
}

struct intent grid_paste(struct grid_view *v, const struct facts *facts, const char *text)
{
    bool closed = v->box_kind == BOX_CLOSED;
    if (closed && !open_box(v, facts)) {
        return grid_say_no_row(v, facts);
    }
    if (closed) {
        put_draft_aside(v, facts);
    }
    if (v->box_kind == BOX_SEARCH) {
        struct intent said = intent_paste_line(&v->box, text),
                      found = grid_search(v, facts);
        return said.kind == INTENT_NOTHING ? found : said;
    }
    if (v->box_kind == BOX_PASTE) { /* and more of it */
        v->box_kind = v->paste_into;
    } else {
        text_box_set(&v->paste_was, str_text(&v->box.text));
        v->paste_was.cursor_bytes = v->box.cursor_bytes;
    }
    grid_insert_pasted(&v->box, text);
    v->paste_kept = false;
    bool list = v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL;
    return and_of_draft(v, list ? take_in(v, facts) : intent_of(INTENT_NOTHING));
}

static struct intent discard(struct grid_view *v)
{
    text_box_set(&v->box, str_text(&v->paste_was.text));
    v->box.cursor_bytes = v->paste_was.cursor_bytes;
    bool typed = v->box.text.len_bytes > 0, waits = v->draft.waiting > 0;
    const char *draft = record_words(v->box_record, str_text(&v->draft.field));
    v->box_kind = typed ? v->paste_into : BOX_CLOSED;
    if (!typed && waits) {
        return intent_say("Discarded what was pasted. What was half written before waits "
                          "as a draft.");
    }
    if (!typed && *draft) {
        return (struct intent){.kind = INTENT_DROP_DRAFT,
                               .record = v->box_record,
                               .field = str_text(&v->draft.field),
                               .text = ""};
    }
    return intent_say(typed ? "Discarded what was pasted; what you typed is here."
                            : "Discarded what was pasted; the box is closed.");
}

static struct intent add(struct grid_view *v, const struct facts *facts, bool across)
{
    bool rows = across ? grid_paste_makes_rows(v) : v->paste_into == BOX_GOAL;
    struct intent intent = {.kind = INTENT_ADD_LINES,
                            .draft_of = v->box_record,
                            .column = str_text(&v->box_column),
                            .draft_field = str_text(&v->draft.field),
                            .pasted = &v->pasted,
                            .fields = across ? v->paste_columns : NULL,
                            .step = v->paste_heads};
    v->box_kind = v->paste_into;
    if (!rows && v->paste_into == BOX_GOAL) {
        intent.goal = v->goal;
    } else if (!rows) {
        intent.goal = v->box_goal;
        intent.after = v->box_after;
    } else if (v->paste_into == BOX_GOAL) {
        intent.after = v->box_after;
    } else {
        intent.column = grid_own_rows(v, facts);
        intent.after = v->box_goal;
    }
    intent.text = grid_take_words(v);
    return intent;
}

/* All of it is kept, as it is whenever the box is left. */
static struct intent leave(struct grid_view *v, const struct facts *facts)
{
    v->box_kind = v->paste_into;
    return grid_leave_box(v, facts);
}

struct intent grid_answer_about_paste(struct grid_view *v, const struct facts *facts,
                                      enum action action, const struct event *event)
{
    bool table = v->pasted.table;
    v->paste_asked = action == ACT_PASTE_EACH;
    switch (action) {
    case ACT_PASTE_TOGETHER:
        grid_keep_together(v);
        return intent_say("Kept together in the box: \vkeep\v saves it as one entry.");
    case ACT_PASTE_ESCAPE:
        return leave(v, facts);
    case ACT_PASTE_DISCARD:
        return discard(v);
    case ACT_PASTE_EACH:
        return table && !v->paste_columns ? grid_paste_ask(v, facts)
                                          : add(v, facts, table);
    case ACT_PASTE_HERE:
        return table && v->paste_into == BOX_NOTE ? add(v, facts, false)
                                                  : grid_paste_ask(v, facts);
    case ACT_PASTE_HEADS:
        return turn_heads(v, facts);
    case ACT_PASTE_PLACE:
        return choose_place(v, facts, numbered_place(v, facts, event->key[0]));
    case ACT_PASTE_WITH_ROW:
        return choose_place(v, facts, v->pasted.parts ? NULL : PASTE_WITH_ROW);
    case ACT_TURN:
        if (window_is_small()) {
            v->turn.page++;
            return intent_of(INTENT_NOTHING);
        }
        return grid_paste_ask(v, facts);
    default:
        return grid_paste_ask(v, facts);
    }
}
