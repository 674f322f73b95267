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
#define SHOWS(action, ...) ACT_##action,
#define CHANGES(action, ...) ACT_##action,
#include "screen/actions.def"
#undef SHOWS
#undef CHANGES
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
    MODE_ROOM = 1024,
    MODE_ASKS = 2048,
    MODE_INBOX = 4096,
    MODE_CODE = 8192,
    MODE_QUESTION = 16384,
    MODE_SAME_NAME = 32768,
    MODE_DAY = 65536,
};

struct action_row {
    const char *name;  /* one word, for the command line and tests */
    const char *keys;  /* by their names, a space between */
    const char *label; /* for key hints: short */
    unsigned modes;
    int hint;         /* 0: not among the hints; else the lower, the earlier */
    bool changes;     /* it would change the session, so nobody may who only reads */
    const char *help; /* one sentence without its full stop */
    const char *also; /* other words to look for it by, shown nowhere; or NULL */
};

/** The row of an action; never NULL for an action of the enum. */
const struct action_row *action_row(enum action action);

/** What those that are for browsing the grid are listed under: "Write", "The day". */
const char *action_group(enum action action);

/** What the key of that name does in that mode, or ACT_NONE. */
enum action action_for(enum mode mode, const char *key);

/** Whether a key is one that leaves other programs: who presses it may want to leave. */
bool key_leaves_elsewhere(const char *key);

/** The first key of an action, to press it; copied into key, KEY_NAME_BYTES at least. */
void action_first_key(enum action action, char *key);

/**
 * Whether letters write: in the grid each begins an entry, and is a key with Alt only, as the
 * setting of that name has it. From then on hints, help and messages name such a key with Alt,
 * or by another key that types nothing, if the action has one.
 */
void action_let_letters_write(bool write);
bool action_letters_write(enum mode mode);

/** The mode that people are in, for messages: an action of several modes is named by its key in
 *  this one, and one of another by that of its own. 0, as at first: none. */
void action_people_are_in(unsigned mode);

/** The key of an action as it is named to whoever is in those modes; KEY_NAME_BYTES at least. */
void action_shown_key(enum action action, unsigned modes, char *key);

/**
 * Messages name actions, each between two \v, since what a person gives one by is its key
 * where there is a screen, and its name where all is said line by line:
 *
 *     app_say(app, "Deleted ‘%s’. \vundo\v brings it back.", words);
 *
 * It is the first of its keys, unless another one stands behind its name: \vedit Enter\v. A
 * row of the list that it opens has its key there, and its word: \vballot|s|show\v is "b, then
 * s", and "ballot show".
 * Adds a message with that put in: "Deleted ‘Bus fares’. u brings it back."
 */
void action_fill_in(const char *message, bool by_name, struct str *out);

/** The action of that name, or ACT_NONE. */
enum action action_named(const char *name, size_t len_bytes);

/** The hints of a mode in their order: at most `room` actions; returns how many. */
size_t action_hints(enum mode mode, enum action *out, size_t room);

/** Adds the keys of an action for people in those modes to read: "Up, k"; runs of digits as
 *  "1-9"; where letters write, "Up, Alt-k" and "Alt-1-9". modes 0: as in print. */
void action_keys_for_people(enum action action, unsigned modes, struct str *out);

/** What a mode is called in headings: "in the grid". */
const char *mode_name(enum mode mode);

#endif
