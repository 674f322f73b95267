/* Words that were typed where keys were heard: the grid goes back to where it was, and the
 * words into a box. */

#include "views/grid/grid_inside.h"

#include "base/memory.h"
#include "model/questions.h"
#include "screen/screen.h"
#include "views/view_question.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void grid_forget_marks(struct grid_view *v)
{
    for (size_t i = 0; i < sizeof v->marks / sizeof *v->marks; i++) {
        if (v->marks[i]) {
            str_finish(&v->marks[i]->grid);
            free(v->marks[i]);
            v->marks[i] = NULL;
        }
    }
}

/* Where it is and how it is shown; the name of the grid is its own in each. */
static void copy_place(struct grid_view *to, const struct grid_view *from)
{
    str_set(&to->grid, "%s", str_text(&from->grid));
    to->on_vision = from->on_vision;
    to->goal = from->goal;
    to->column = from->column;
    to->note = from->note;
    to->goal_index = from->goal_index;
    to->note_index = from->note_index;
    to->first_goal = from->first_goal;
    to->projector = from->projector;
    to->whole = from->whole;
    to->turn = from->turn;
    to->prompts = from->prompts;
}

void view_grid_set_mark(struct grid_view *v, enum author_mark_of mark)
{
    for (size_t i = mark; i < sizeof v->marks / sizeof *v->marks; i++) {
        v->marks[i] = v->marks[i] ? v->marks[i] : memory_get(sizeof *v->marks[i]);
        copy_place(v->marks[i], v);
    }
}

void view_grid_keep_mark(struct grid_view *v, enum author_mark_of mark,
                         enum author_mark_of as)
{
    if (v->marks[mark]) {
        v->marks[as] = v->marks[as] ? v->marks[as] : memory_get(sizeof *v->marks[0]);
        copy_place(v->marks[as], v->marks[mark]);
    }
}

void view_grid_return(struct grid_view *v, enum author_mark_of mark)
{
    v->asks = NULL;
    v->box_kind = BOX_CLOSED;
    text_box_set(&v->box, "");
    if (v->marks[mark]) {
        copy_place(v, v->marks[mark]);
    }
}

bool view_grid_asks_again(const struct grid_view *v)
{
    return v->box_kind != BOX_CLOSED && v->box_asked;
}

bool view_grid_asks_about_deleted(const struct grid_view *v)
{
    return v && v->box_kind != BOX_CLOSED && v->box_asked == BOX_ASKED_DELETED;
}

bool view_grid_is_within_word(const struct grid_view *v)
{
    return v->box_kind != BOX_CLOSED && text_box_is_within_word(&v->box) &&
           strcmp(str_text(&v->box.text), str_text(&v->box_was)) == 0;
}

bool view_grid_has_column(const struct grid_view *v, const struct facts *facts,
                          char figure)
{
    const char **ids = grid_columns(v, facts);
    size_t count = 0, first = grid_first_column(v, facts);
    while (ids[count]) {
        count++;
    }
    free(ids);
    return figure >= '1' && (size_t)(figure - '1') + first <= count;
}

/* As small letters or capitals. */
static bool is_key(const char *letter)
{
    int c = (unsigned char)*letter;
    char other[] = {(char)(islower(c) ? toupper(c) : tolower(c)), '\0'};
    return action_for(MODE_GRID, letter) || action_for(MODE_GRID, other);
}

/* Whether figures alone stand behind what stood there while hands are up. */
static bool may_be_hands(const struct grid_view *v, const struct facts *facts)
{
    const struct record *asked = question_at_hand(facts);
    const char *text = str_text(&v->box.text), *was = str_text(&v->box_was);
    const char *typed = strncmp(text, was, strlen(was)) == 0 ? text + strlen(was) : text;
    return asked && question_of(asked).asks != ASKS_WORDS && *typed &&
           !typed[strspn(typed, "0123456789")];
}

bool grid_asks_about_key(struct grid_view *v, const struct facts *facts)
{
    const char *text = str_text(&v->box.text);
    bool adds = v->box_kind == BOX_NOTE || v->box_kind == BOX_GOAL;
    bool hands = (adds || v->box_kind == BOX_REWORD) && may_be_hands(v, facts);
    bool key = adds && text[0] && !text[1] && is_key(text);
    bool asks = (key || hands) && *text != v->box_asked && !screen_is_heard();
    v->box_asked = '\0';
    if (asks) {
        v->box_asked = *text;
        str_set(&v->said,
                "%s ‘%s’ as an entry? \vkeep\v keeps it, \vescape\v leaves the box.",
                hands ? "Hands are up. Keep" : "Keep", text);
    }
    return asks;
}

/* As the key that adds does, but with these words in the box; or that of a goal, where a vision is
 * to be settled first: what is said of it, or why there is none. */
static struct intent open_with(struct grid_view *v, const struct facts *facts,
                               const char *words)
{
    bool unsettled = v->on_vision && record_unsettled(facts->table);
    v->turn.page = 0;
    struct intent said = unsettled ? grid_add_row(v, facts, NULL) : grid_add(v, facts);
    if (v->box_kind == BOX_CLOSED && v->column > 0 && !v->goal) {
        said = grid_add_row(v, facts, NULL);
    }
    if (v->box_kind == BOX_PASTE) { /* a list that was pasted and left */
        grid_keep_together(v);
    }
    if (v->box_kind != BOX_CLOSED) {
        kept_draft_begin_anew(&v->draft, facts, &v->box);
        text_box_set(&v->box, words);
    }
    return said;
}

struct intent view_grid_type(struct grid_view *v, const struct facts *facts,
                             const char *words)
{
    grid_settle(v, facts);
    str_clear(&v->news); /* the title of the box has the place */
    struct intent said = open_with(v, facts, words);
    if (v->box_kind == BOX_CLOSED) {
        return said;
    }
    bool vision = v->box_kind == BOX_VISION, row = v->box_kind == BOX_GOAL;
    str_set(&v->said, "You were typing, so this is %s%s. \vescape\v keeps it as a draft.",
            vision ? "the " : "a new ",
            vision ? "vision"
            : row  ? grid_row_word(v, facts)
                   : "note");
    return intent_say(str_text(&v->said));
}

struct intent view_grid_put_aside(struct grid_view *v, const struct facts *facts,
                                  const char *words)
{
    view_grid_type(v, facts, words);
    return v->box_kind == BOX_CLOSED ? intent_of(INTENT_NOTHING)
                                     : grid_box_handle(v, facts, ACT_BOX_ESCAPE, NULL);
}

struct intent view_grid_go_on_aside(struct grid_view *v, const struct facts *facts,
                                    const struct event *event)
{
    grid_settle(v, facts);
    grid_add(v, facts);
    if (v->box_kind == BOX_CLOSED) {
        return intent_of(INTENT_NOTHING);
    }
    v->draft.gone_on = true; /* this is of what was put aside, capital or not */
    grid_box_handle(v, facts, action_for(MODE_BOX, event->key), event);
    return grid_box_handle(v, facts, ACT_BOX_ESCAPE, event);
}

struct intent view_grid_begin_entry(struct grid_view *v, const struct facts *facts,
                                    const char *letter)
{
    grid_settle(v, facts);
    struct intent said = open_with(v, facts, letter);
    bool draft = v->box_kind != BOX_CLOSED && v->draft.waiting;
    return draft ? intent_of(INTENT_NOTHING)
                 : said; /* it waits, and no longer in the box */
}
