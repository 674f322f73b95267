#ifndef ROUNDTABLE_SCREEN_ACTION_H
#define ROUNDTABLE_SCREEN_ACTION_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Everything that a key can do: one row an action. Key hints, the palette, help and
 * the manual are made from this table, and nothing else knows a key.
 */

enum action {
    ACT_NONE,
    /* deciding what recurs across tables */
    ACT_SAME,
    ACT_OTHER,
    ACT_LATER,
    ACT_OPEN_ROW,
    ACT_CALL,
    ACT_SPLIT,
    ACT_NEXT_PAGE,
    ACT_PREVIOUS_PAGE,
    ACT_ALL_COLUMNS,
    ACT_BY_PLACE,
    ACT_BY_DATE,
    ACT_BY_TABLE,
    ACT_THEMES_CLOSE,
    /* browsing the grid; the palette and the manual list them in this order */
    ACT_ADD,
    ACT_GOAL,
    ACT_EDIT,
    ACT_DELETE,
    ACT_MARK,
    ACT_SHOW_ONLY,
    ACT_MOVE,
    ACT_MOVE_UP,
    ACT_MOVE_DOWN,
    ACT_MOVE_LEFT,
    ACT_MOVE_RIGHT,
    ACT_VOTE,
    ACT_UNVOTE,
    ACT_BALLOT,
    ACT_UNDO,
    ACT_REDO,
    ACT_NEXT_STAGE,
    ACT_PREVIOUS_STAGE,
    ACT_DAY,
    ACT_CLOCK,
    ACT_CLOCK_MORE,
    ACT_CLOCK_LESS,
    ACT_PANEL,
    ACT_OTHER_GRID,
    ACT_VISION,
    ACT_COMMIT,
    ACT_COMMITMENTS,
    ACT_ANSWER,
    ACT_SEARCH,
    ACT_NEXT_HIT,
    ACT_PREVIOUS_HIT,
    ACT_RECORD,
    ACT_DELETED,
    ACT_MISSING,
    ACT_UP,
    ACT_DOWN,
    ACT_LEFT,
    ACT_RIGHT,
    ACT_COLUMN,
    ACT_NEXT,
    ACT_PREVIOUS,
    ACT_FIRST,
    ACT_LAST,
    ACT_PAGE_UP,
    ACT_PAGE_DOWN,
    ACT_EXPORT,
    ACT_PROJECTOR,
    ACT_DETAILS,
    ACT_TABLE,
    ACT_THEMES,
    ACT_PALETTE,
    ACT_MESSAGES,
    ACT_SETTINGS,
    ACT_SAVE,
    ACT_REDRAW,
    ACT_SUSPEND,
    ACT_HOW_TO_LEAVE,
    ACT_NEW,
    ACT_SAMPLE,
    ACT_FOLLOW_UP,
    ACT_LEAVE,
    /* typing in the box */
    ACT_BOX_ENTER,
    ACT_BOX_ESCAPE,
    ACT_BOX_NEXT,
    ACT_BOX_PREVIOUS,
    ACT_BOX_NEW_LINE,
    ACT_BOX_LEFT,
    ACT_BOX_RIGHT,
    ACT_BOX_UP,
    ACT_BOX_DOWN,
    ACT_BOX_WORD_LEFT,
    ACT_BOX_WORD_RIGHT,
    ACT_BOX_START,
    ACT_BOX_END,
    ACT_BOX_DELETE_BEFORE,
    ACT_BOX_DELETE_AFTER,
    ACT_BOX_CUT_WORD,
    ACT_BOX_CUT_NEXT_WORD,
    ACT_BOX_CUT_BEFORE,
    ACT_BOX_CUT_AFTER,
    /* searching, and asked about a pasted list */
    ACT_SEARCH_STAY,
    ACT_SEARCH_BACK,
    ACT_PASTE_EACH,
    ACT_PASTE_TOGETHER,
    /* lists and forms */
    ACT_LIST_UP,
    ACT_LIST_DOWN,
    ACT_LIST_PAGE_UP,
    ACT_LIST_PAGE_DOWN,
    ACT_LIST_CHOOSE,
    ACT_LIST_CLOSE,
    ACT_FORM_NEXT,
    ACT_FORM_PREVIOUS,
    ACT_FORM_KEEP,
    /* naming a theme */
    ACT_NAME_KEEP,
    ACT_NAME_LEAVE,
    ACTION_COUNT
};

/** Where a key means what its row says. */
enum mode {
    MODE_GRID = 1,
    MODE_BOX = 2,
    MODE_LIST = 4,
    MODE_FORM = 8,
    MODE_HOME = 16,
    MODE_SEARCH = 32,
    MODE_PASTE = 64,
    MODE_PROPOSALS = 128,
    MODE_THEMES = 256,
    MODE_NAME = 512,
};

struct action_row {
    const char *name;  /* one word, for the command line and tests */
    const char *keys;  /* by their names, a space between */
    const char *label; /* for key hints: short */
    const char *help;  /* one sentence without its full stop */
    unsigned modes;
    int hint; /* 0: not among the hints; else the lower, the earlier */
};

/** The row of an action; never NULL for an action of the enum. */
const struct action_row *action_row(enum action action);

/** What the key of that name does in that mode, or ACT_NONE. */
enum action action_for(enum mode mode, const char *key);

/** Other words that a person may look for it by, a space between; shown nowhere. */
const char *action_also(enum action action);

/** Whether a key is one that leaves other programs: who presses it may want to leave. */
bool key_leaves_elsewhere(const char *key);

/** The first key of an action, for a hint; copied into key, KEY_NAME_BYTES at least. */
void action_first_key(enum action action, char *key);

/** The hints of a mode in their order: at most `room` actions; returns how many. */
size_t action_hints(enum mode mode, enum action *out, size_t room);

/** Adds the keys of an action for people to read: "Up, k"; runs of digits as "1-9". */
void action_keys_for_people(enum action action, struct str *out);

/** What a mode is called in headings: "in the grid". */
const char *mode_name(enum mode mode);

#endif
