/* What may stand behind the name of a command: words that it writes or chooses by, a number, or
 * what is said in the place that it opens. Behind any other nothing may, so that no words of
 * somebody who meant to write them are dropped: "panel of experts" reads no panel. */

#include "app/spoken/spoken_inside.h"

#include <ctype.h>
#include <string.h>

/* What asks for something that words, or a number, may answer at once. */
static const bool asks[ACTION_COUNT] = {
    /* words to write, or to look for */
    [ACT_ADD] = true,
    [ACT_GOAL] = true,
    [ACT_EDIT] = true,
    [ACT_VISION] = true,
    [ACT_COMMIT] = true,
    [ACT_DETAILS] = true,
    [ACT_SEARCH] = true,
    [ACT_PALETTE] = true,
    [ACT_CALL] = true,
    [ACT_OFFER_CHANGE] = true,
    [ACT_QUESTION_ANSWER] = true,
    [ACT_QUESTION_REWORD] = true,
    [ACT_STAGE_ADD] = true,
    [ACT_STAGE_EDIT] = true,
    [ACT_DAY_BEGAN] = true,
    /* a row of a list */
    [ACT_MARK] = true,
    [ACT_SHOW_ONLY] = true,
    [ACT_MOVE] = true,
    [ACT_BALLOT] = true,
    [ACT_OTHER_GRID] = true,
    [ACT_FORMS] = true,
    [ACT_COMMITMENTS] = true,
    [ACT_ANSWER] = true,
    [ACT_RECORD] = true,
    [ACT_DELETED] = true,
    [ACT_MISSING] = true,
    [ACT_EXPORT] = true,
    [ACT_FOLLOW] = true,
    [ACT_TABLE] = true,
    [ACT_ASK] = true,
    [ACT_MESSAGES] = true,
    [ACT_SETTINGS] = true,
    [ACT_JOIN] = true,
    [ACT_BY_PLACE] = true,
    [ACT_BY_DATE] = true,
    [ACT_BY_TABLE] = true,
    [ACT_ROOM_HOST] = true,
    [ACT_OFFER_MOVE] = true,
    [ACT_ANSWER_DELETE] = true,
    [ACT_NEW] = true,
    [ACT_SAMPLE] = true,
    [ACT_FOLLOW_UP] = true,
    [ACT_OPEN] = true,
    [ACT_MERGE] = true,
    /* a number */
    [ACT_COLUMN] = true,
    [ACT_QUESTION_COUNT] = true,
    [ACT_PASTE_PLACE] = true,
    [ACT_WIN_BACK] = true,
};

/* The place that a command opens, which has commands of its own; 0: none. */
static enum mode opened_by(enum action action)
{
    switch (action) {
    case ACT_DAY:
        return MODE_DAY;
    case ACT_THEMES:
        return MODE_PROPOSALS;
    case ACT_ROOM:
        return MODE_ROOM;
    case ACT_INBOX:
        return MODE_INBOX;
    case ACT_CODE:
        return MODE_CODE;
    case ACT_ASK:
        return MODE_QUESTION;
    default:
        return (enum mode)0;
    }
}

enum action spoken_way_to(enum mode modes)
{
    enum action way = ACT_NONE;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT && way == ACT_NONE; i++) {
        way = opened_by((enum action)i) & modes ? (enum action)i : ACT_NONE;
    }
    return way;
}

bool spoken_is_of_place(struct spoken *s, const char *text, enum mode place)
{
    size_t len = strcspn(text, " ");
    struct str word = STR_EMPTY;
    str_add_bytes(&word, text, len);
    const char *rest = text + len + strspn(text + len, " ");
    struct meanings m = spoken_find(str_text(&word), place);
    enum action action =
        m.count && m.found[0] < ACTION_COUNT ? (enum action)m.found[0] : ACT_NONE;
    bool number = !text[strspn(text, "0123456789")];
    bool numbers = place == MODE_INBOX || place == MODE_DAY;
    bool behind = !*rest || spoken_may_be_behind(s, action, rest) ||
                  (numbers && !rest[strspn(rest, "0123456789")]);
    str_finish(&word);
    bool there =
        action != ACT_NONE && action != ACT_LEAVE && spoken_is_here(action, place);
    bool stage = place == MODE_DAY && spoken_stage_called(s, text);
    return (number && numbers) || stage || (there && behind);
}

bool spoken_may_be_behind(struct spoken *s, enum action action, const char *rest)
{
    enum mode place = opened_by(action);
    return asks[action] || (place && spoken_is_of_place(s, rest, place));
}

bool spoken_asks_words(enum action action)
{
    return asks[action];
}

void spoken_refuse_words(struct spoken *s, const char *name, const char *rest)
{
    bool number = !rest[strspn(rest, "0123456789 ")];
    bool words = !number && view_mode(app_top(s->app)) == MODE_GRID;
    spoken_refuse(s, "‘%s’ takes no words; nothing was done%s.", name,
                  words ? " or written: \vadd\v before words writes them here" : "");
}

bool spoken_takes_number(enum action action)
{
    return action == ACT_COLUMN || action == ACT_QUESTION_COUNT ||
           action == ACT_PASTE_PLACE || action == ACT_WIN_BACK;
}

void spoken_press_digits(struct spoken *s, enum action action, const char *digits)
{
    struct event first = app_key_of(ACT_FIRST), keep = app_key_of(ACT_COUNT_KEEP);
    s->went = true;
    if (action == ACT_COLUMN && !spoken_has_column(s, digits)) {
        return;
    }
    if (action == ACT_QUESTION_COUNT) { /* what was typed before is not gone on with */
        app_press(s->app, ACT_FIRST, &first);
    }
    for (; *digits; digits++) {
        struct event event = {.kind = EVENT_KEY, .key = {*digits, '\0'}, .text = ""};
        app_press(s->app, action, &event);
    }
    if (action == ACT_QUESTION_COUNT) {
        app_press(s->app, ACT_COUNT_KEEP, &keep);
    }
    str_clear(&s->said);
    spoken_add_message(s);
}
