#ifndef ROUNDTABLE_STORE_SETTINGS_H
#define ROUNDTABLE_STORE_SETTINGS_H

#include "base/err.h"

#include <stdbool.h>

/**
 * What a person likes, in one small file, $XDG_CONFIG_HOME/roundtable/settings.json:
 *
 *     {
 *       "theme": "dark",
 *       "mouse": false
 *     }
 *
 * Every member is optional. It is written only when the person changes something, and
 * then that member alone: members that we do not know stay as they are.
 */

enum setting {
    SETTING_THEME,
    SETTING_MOUSE,
    SETTING_TIPS,
    SETTING_PANEL,
    SETTING_CLOCK,
    SETTING_LETTERS,
    SETTING_ACCESSIBLE,
    SETTING_COUNT
};

struct setting_row {
    const char *name;          /* of the member */
    bool is_text;              /* a text in JSON, or else true and false */
    const char *const *values; /* what it may be, NULL at the end; first the default */
    const char *help;          /* one sentence without its full stop */
};

/** The row of a setting; never NULL. */
const struct setting_row *setting_row(enum setting setting);

/** Whether a value of a setting that is on or off is on. */
bool setting_is_on(enum setting setting, int value);

/** For each setting the index of its value. Zeroed, they are the defaults. */
struct settings {
    int chosen[SETTING_COUNT];
};

/** The path of the file, which need not exist; to free(). */
char *settings_path(void);

/**
 * Reads the file; without one the defaults hold. False with err "FILE:LINE:COLUMN: …"
 * if something in it is wrong: the defaults then hold for that, and for all of it if
 * it is no JSON. settings is filled in any case.
 */
bool settings_read(const char *path, struct settings *settings, struct err *err);

/** Puts one value into the file, whose folder is made if need be, for its owner only. */
bool settings_keep(const char *path, enum setting setting, int value, struct err *err);

#endif
