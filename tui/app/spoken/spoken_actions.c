/* What an action does that is said: where it is done, what it is about, and what it asks for. */

#include "app/spoken/spoken_inside.h"

#include <ctype.h>
#include <string.h>

bool spoken_is_here(enum action action, enum mode mode)
{
    return (action_row(action)->modes & (unsigned)mode) != 0;
}

/* What a terminal does by itself while a line is typed, or what is seen only. */
const char *spoken_needless(enum action action)
{
    if (action >= ACT_BOX_LEFT && action <= ACT_BOX_CUT_AFTER) {
        return "Your terminal edits the line itself, before Enter.";
    }
    switch (action) {
    case ACT_BOX_NEW_LINE:
        return "A line that ends with \\ goes on in the next one.";
    case ACT_WERE_WORDS:
        return "No key does anything here by itself that could have been a word's.";
    case ACT_HOW_TO_PASTE:
        return "The terminal pastes, and each line counts as one that is typed.";
    case ACT_REDRAW:
        return "Nothing is drawn here that could be drawn anew or cleared.";
    case ACT_TURN:
    case ACT_WHOLE:
    case ACT_PROJECTOR:
        return "Nothing is drawn here. For a room, another window shows what you write: "
               "roundtable --follow FILE.";
    default:
        return NULL;
    }
}

bool spoken_is_below(const struct app *app, enum action action)
{
    for (size_t i = 0; i < app->view_count; i++) {
        if (spoken_is_here(action, view_mode(&app->views[i]))) {
            return true;
        }
    }
    return false;
}

void spoken_press(struct spoken *s, enum action action)
{
    struct app *app = s->app;
    struct event event = app_key_of(action);
    size_t before = app->view_count;
    while (app->view_count > 1 && !spoken_is_here(action, mode_now(s)) &&
           spoken_is_below(app, action)) {
        app_pop(app);
    }
    size_t left = app->view_count;
    s->steps = (action >= ACT_UP && action <= ACT_PREVIOUS_GOAL) ||
               (action >= ACT_MOVE_UP && action <= ACT_MOVE_RIGHT);
    app_press(app, action, &event);
    spoken_say_left(s, left < before);
    spoken_add_message(s);
}

/* Where a name is for, if not for here: "‘same’ is for elsewhere: before two …" */
static void refuse_elsewhere(struct spoken *s, enum action action, const char *rest)
{
    const struct action_row *row = action_row(action);
    const char *how = spoken_how_to_write(s);
    how = *how || !*rest ? how : " Nothing was written.";
    if (action == ACT_LIST_CLOSE) {
        spoken_refuse(s, "Nothing is open here that could be closed; \vleave\v leaves "
                         "roundtable.");
        return;
    }
    unsigned mode = row->modes & -row->modes; /* the first of them */
    enum action way = spoken_way_to((enum mode)row->modes);
    bool led = way != ACT_NONE && spoken_is_at_hand(s, way);
    struct str where = str_of("%s", mode_name((enum mode)mode));
    where.bytes[0] = (char)tolower((unsigned char)where.bytes[0]);
    spoken_refuse(s, "‘%s’ does something %s%s%s%s %s.%s", row->name, where.bytes,
                  led ? "; say " : ":", led ? action_row(way)->name : "",
                  led ? " first." : "", row->help, how);
    str_finish(&where);
}

bool spoken_numbers_select(enum mode mode)
{
    return mode == MODE_INBOX || mode == MODE_DAY;
}

/* "take 2", in the inbox: that one, whichever is selected. False: there is none. */
static bool pick(struct spoken *s, enum action action, const char **rest)
{
    size_t digits = strspn(*rest, "0123456789");
    bool asks = action == ACT_DAY_BEGAN || action == ACT_STAGE_ADD; /* for other words */
    if (!spoken_numbers_select(mode_now(s)) || spoken_takes_number(action) || asks ||
        !digits || ((*rest)[digits] && (*rest)[digits] != ' ')) {
        return true;
    }
    struct str number = STR_EMPTY;
    str_add_bytes(&number, *rest, digits);
    bool there = spoken_pick(s, number.bytes);
    *rest += digits + strspn(*rest + digits, " ");
    str_finish(&number);
    return there;
}

/* The next of the forms in use, of however many: their list would be read each time. Words behind
 * it choose one, which are no reason to go to another. */
static void change_grid(struct spoken *s, const char *rest)
{
    if (*rest) {
        spoken_go_to_form(s, rest);
        return;
    }
    spoken_press(s, ACT_OTHER_GRID);
    if (mode_now(s) == MODE_LIST) {
        spoken_press(s, ACT_LIST_CHOOSE);
    }
}

/* What a command is about, behind what is said before it: "look for bus". */
static const char *behind_little(enum action action, const char *rest)
{
    const char *little = action == ACT_SEARCH ? "for"
                         : action == ACT_MOVE ? "to"
                         : action == ACT_MARK ? "as"
                                              : "",
               *behind;
    rest = *little && spoken_begins(rest, little, &behind) && *behind ? behind : rest;
    bool article = action == ACT_MARK && spoken_begins(rest, "a", &behind) && *behind;
    return article ? behind : rest;
}

/* Whether it is done in the grid, from wherever it is said. */
static bool is_for_grid(struct spoken *s, enum action action)
{
    bool below = !spoken_is_here(action, mode_now(s)) && app_grid(s->app);
    return spoken_is_here(action, MODE_GRID) && (mode_now(s) == MODE_GRID || below);
}

/* Words that nothing asked for, which was said, it may be, for another reason. */
static void drop_words(struct spoken *s, enum action action, const char *rest)
{
    bool number = !rest[strspn(rest, "0123456789 ")];
    if (!s->app->messages.text.len_bytes) {
        spoken_refuse_words(s, action_row(action)->name, rest);
    } else if (!number && mode_now(s) == MODE_GRID) {
        spoken_refuse(s, "‘%s’ was not written: \vadd\v before words writes them here.",
                      rest);
    }
    s->refused = true;
}

/* Presses its key, and gives what that asks for what stands behind its name. */
static void press_and_answer(struct spoken *s, enum action action, const char *rest)
{
    const void *view = app_top(s->app)->state;
    enum mode mode = mode_now(s);
    size_t pushed = s->app->pushed; /* what is new may stand where another was freed */
    spoken_press(s, action);
    bool asks =
        app_top(s->app)->state != view || mode_now(s) != mode || s->app->pushed != pushed;
    if (*rest && asks && s->app->messages.text.len_bytes && s->app->messages.why_not) {
        s->refused = true; /* something else is asked than the words were for */
    } else if (*rest && asks) {
        spoken_answer_command(s, action, rest);
    } else if (*rest) {
        drop_words(s, action, rest);
    }
}

/* What is done to a form, or what has to be over before another thing is. */
static bool is_done_first(struct spoken *s, enum action action)
{
    bool words = spoken_takes_words(mode_now(s));
    if (mode_now(s) == MODE_FORM && (action == ACT_UNDO || action == ACT_FORM_UNDO)) {
        (action == ACT_UNDO ? spoken_undo_in_form : spoken_bring_line_back)(s);
        return true;
    }
    if (!spoken_needless(action) && words && !spoken_is_here(action, mode_now(s))) {
        spoken_end_words(s);
    }
    return false;
}

void spoken_do(struct spoken *s, enum action action, const char *rest)
{
    const char *why_not = spoken_needless(action);
    rest = behind_little(action, rest);
    if (!pick(s, action, &rest)) {
        return;
    }
    if (action == ACT_ASK && *rest && mode_now(s) == MODE_QUESTION) {
        spoken_refuse(s,
                      "A question is asked here; end-question ends it, then \vask\v asks "
                      "another.");
        return;
    }
    if (*rest && !spoken_may_be_behind(s, action, rest)) {
        spoken_refuse_words(s, action_row(action)->name, rest);
        return;
    }
    if (is_done_first(s, action) ||
        (is_for_grid(s, action) && spoken_asks_first(s, action, rest))) {
        return;
    }
    s->lost = action == ACT_UNDO || action == ACT_REDO;
    if (why_not) {
        spoken_refuse(s, "%s", why_not);
    } else if (action == ACT_PHONES && !spoken_is_here(action, mode_now(s))) {
        spoken_let_phones_in(s);
    } else if (!spoken_is_here(action, mode_now(s)) && !spoken_is_below(s->app, action)) {
        refuse_elsewhere(s, action, rest);
    } else if (action == ACT_PALETTE) {
        spoken_say_help(s, rest);
    } else if (action == ACT_OTHER_GRID) {
        change_grid(s, rest);
    } else if (spoken_takes_number(action) &&
               (!*rest || rest[strspn(rest, "0123456789")])) {
        spoken_refuse(s, "Say its number: %s 2.%s", action_row(action)->name,
                      *rest ? spoken_how_to_write(s) : "");
    } else if (spoken_takes_number(action)) {
        spoken_press_digits(s, action, rest);
    } else {
        press_and_answer(s, action, rest);
    }
}
