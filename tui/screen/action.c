#include "screen/action.h"

#include "screen/event.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
    PAGES = MODE_PROPOSALS | MODE_THEMES,
    TYPING = MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME,
    ROOM = MODE_ROOM | MODE_ASKS,
    KINDS = MODE_INBOX | MODE_QUESTION, /* what phones sent, of all kinds */
    INBOX = KINDS | MODE_CODE,
    ALL_MODES = MODE_GRID | MODE_LIST | MODE_HOME | MODE_PASTE | PAGES | TYPING | ROOM |
                INBOX | MODE_SAME_NAME | MODE_DAY,
};

/* The last of a row are the sentence of help and, if there are any, the other words. */
#define ROW(action, in_modes, rank, word, of_keys, of_hint, may_change, ...)             \
    [ACT_##action] = {.name = word,                                                      \
                      .keys = of_keys,                                                   \
                      .label = of_hint,                                                  \
                      .modes = in_modes,                                                 \
                      .hint = rank,                                                      \
                      .changes = may_change,                                             \
                      .help = __VA_ARGS__},
#define SHOWS(action, modes, hint, name, keys, label, ...)                               \
    ROW(action, modes, hint, name, keys, label, false, __VA_ARGS__)
#define CHANGES(action, modes, hint, name, keys, label, ...)                             \
    ROW(action, modes, hint, name, keys, label, true, __VA_ARGS__)

static const struct action_row rows[ACTION_COUNT] = {
    [ACT_NONE] = {.name = "none", .keys = "", .label = "", .help = ""},
#include "screen/actions.def"
};

const struct action_row *action_row(enum action action)
{
    return &rows[action];
}

/* What a beginner wants, in this order; each group goes up to the next in the enum. */
static const struct {
    enum action first;
    const char *heading;
} groups[] = {
    {ACT_ADD, "Write"},
    {ACT_NEXT_STAGE, "The day"},
    {ACT_OTHER_GRID, "Plan"},
    {ACT_SEARCH, "Find"},
    {ACT_UP, "Move about"},
    {ACT_EXPORT, "This session"},
    {ACT_INBOX, "Everybody's hand"},
    {ACT_PALETTE, "roundtable itself"},
};

const char *action_group(enum action action)
{
    const char *heading = NULL;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        heading = action >= groups[i].first ? groups[i].heading : heading;
    }
    return heading;
}

enum action action_named(const char *name, size_t len_bytes)
{
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        if (strlen(rows[i].name) == len_bytes &&
            strncmp(rows[i].name, name, len_bytes) == 0) {
            return (enum action)i;
        }
    }
    return ACT_NONE;
}

/* What is said line by line where a name would be a word of what is typed, or is long. */
static const char *said_as(enum action action)
{
    switch (action) {
    case ACT_LIST_CHOOSE:
        return "its number";
    case ACT_BOX_ENTER:
    case ACT_FORM_NEXT:
    case ACT_NAME_KEEP:
    case ACT_SEARCH_STAY:
        return "Enter";
    case ACT_BOX_ESCAPE:
    case ACT_NAME_LEAVE:
    case ACT_SEARCH_BACK:
        return "an empty line";
    case ACT_BOX_CUT_BEFORE:
        return "a line of - alone";
    case ACT_PALETTE:
        return "help";
    default:
        return rows[action].name;
    }
}

/* What is said instead of a key, as a sentence begins where it stands first in one; a name is a
 * name everywhere. */
static void add_said_as(enum action action, struct str *out)
{
    size_t at = out->len_bytes;
    bool begins =
        !at || strchr("\n", out->bytes[at - 1]) ||
        (at > 1 && out->bytes[at - 1] == ' ' && strchr(".!?", out->bytes[at - 2]));
    str_add(out, said_as(action));
    if (begins && strcmp(said_as(action), rows[action].name) != 0 &&
        strchr(said_as(action), ' ')) {
        out->bytes[at] = (char)toupper((unsigned char)out->bytes[at]);
    }
}

/* Of "s|show", behind what opens a list, its row: "b, then s", or "ballot show". */
static void add_row_of(const char *row, bool by_name, const char *opens, struct str *out)
{
    size_t key = strcspn(row, "|");
    str_addf(out, "%s%s", opens, by_name ? " " : ", then ");
    const char *shown = by_name ? row + key + 1 : row;
    str_add_bytes(out, shown, strcspn(shown, "|\v"));
}

static unsigned people_in;

void action_people_are_in(unsigned mode)
{
    people_in = mode;
}

void action_fill_in(const char *message, bool by_name, struct str *out)
{
    while (*message) {
        size_t plain = strcspn(message, "\v");
        str_add_bytes(out, message, plain);
        message += plain;
        size_t len = *message ? strcspn(message + 1, "\v") : 0;
        size_t name = len ? strcspn(message + 1, " |\v") : 0;
        enum action action = name ? action_named(message + 1, name) : ACT_NONE;
        if (action == ACT_NONE || message[1 + len] != '\v') { /* somebody's own words */
            str_add_bytes(out, message, *message != '\0');
            message += *message != '\0';
            continue;
        }
        char key[KEY_NAME_BYTES];
        unsigned here = rows[action].modes & people_in;
        action_shown_key(action, here ? here : rows[action].modes, key);
        if (name < len && message[1 + name] == '|') {
            add_row_of(message + 1 + name + 1, by_name, by_name ? said_as(action) : key,
                       out);
        } else if (!by_name && name < len) {
            str_add_bytes(out, message + 1 + name + 1, len - name - 1);
        } else if (by_name) {
            add_said_as(action, out);
        } else {
            str_add(out, key);
        }
        message += len + 2;
    }
}

static bool has_key(const char *keys, const char *key)
{
    size_t len = strlen(key);
    if (!strchr(keys, *key)) { /* as of most */
        return false;
    }
    while (*keys) {
        size_t word = strcspn(keys, " ");
        if (word == len && strncmp(keys, key, len) == 0) {
            return true;
        }
        keys += word + (keys[word] == ' ');
    }
    return false;
}

static enum action find_action(enum mode mode, const char *key)
{
    char capital[] = "Alt-?"; /* rows call letters with Alt so */
    if (strncmp(key, capital, 4) == 0 && islower((unsigned char)key[4]) && !key[5]) {
        capital[4] = (char)toupper((unsigned char)key[4]);
        key = capital;
    }
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        if ((rows[i].modes & mode) && has_key(rows[i].keys, key)) {
            return (enum action)i;
        }
    }
    return ACT_NONE;
}

/* It is remembered: keys are pressed again and again. */
enum action action_for(enum mode mode, const char *key)
{
    static struct {
        char key[KEY_NAME_BYTES];
        enum mode mode;
        enum action action; /* in that mode of that key; ACT_NONE of "" */
    } known[128];
    size_t at = 0;
    for (const char *byte = key; *byte; byte++) {
        at = (at * 31 + (unsigned char)*byte) % (sizeof known / sizeof *known);
    }
    if (known[at].mode != mode || strcmp(known[at].key, key) != 0) {
        known[at].action = find_action(mode, key);
        known[at].mode = mode;
        snprintf(known[at].key, sizeof known[at].key, "%s", key);
    }
    return known[at].action;
}

bool key_leaves_elsewhere(const char *key)
{
    return has_key("Esc Ctrl-Q Ctrl-X Ctrl-D F10 Q", key);
}

void action_first_key(enum action action, char *key)
{
    size_t len = strcspn(rows[action].keys, " ");
    memcpy(key, rows[action].keys, len);
    key[len] = '\0';
}

static bool letters_write;

void action_let_letters_write(bool write)
{
    letters_write = write;
}

bool action_letters_write(enum mode mode)
{
    return letters_write && mode == MODE_GRID;
}

/* Whether it is a key with Alt there. */
static bool goes_with_alt(enum action action, unsigned modes, const char *key, size_t len)
{
    return letters_write && (rows[action].modes & modes & MODE_GRID) && len == 1 &&
           (unsigned char)*key < 0x80;
}

void action_shown_key(enum action action, unsigned modes, char *key)
{
    const char *keys = rows[action].keys;
    size_t first = strcspn(keys, " "), len = first, at = 0;
    while (goes_with_alt(action, modes, keys + at, len) && keys[at + len]) {
        at += len + 1;
        len = strcspn(keys + at, " ");
    }
    bool alt = goes_with_alt(action, modes, keys + at, len);
    snprintf(key, KEY_NAME_BYTES, "%s%.*s", alt ? "Alt-" : "", (int)(alt ? first : len),
             keys + (alt ? 0 : at));
}

/* The actions that are hinted at anywhere, by their ranks. */
static size_t all_hints(const enum action **actions)
{
    static enum action ranked[ACTION_COUNT];
    static size_t count;
    static bool known;
    for (int rank = 1; rank < 20 && !known; rank++) {
        for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
            if (rows[i].hint == rank) {
                ranked[count++] = (enum action)i;
            }
        }
    }
    known = true;
    *actions = ranked;
    return count;
}

size_t action_hints(enum mode mode, enum action *out, size_t room)
{
    const enum action *ranked;
    size_t all = all_hints(&ranked), count = 0;
    for (size_t i = 0; i < all && count < room; i++) {
        if (rows[ranked[i]].modes & mode) {
            out[count++] = ranked[i];
        }
    }
    return count;
}

void action_keys_for_people(enum action action, unsigned modes, struct str *out)
{
    const char *keys = rows[action].keys;
    bool digits = strcmp(keys, "0 1 2 3 4 5 6 7 8 9") == 0 ||
                  strcmp(keys, "1 2 3 4 5 6 7 8 9 0") == 0;
    if (digits || strcmp(keys, "1 2 3 4 5 6 7 8 9") == 0) {
        str_add(out, goes_with_alt(action, modes, keys, 1) ? "Alt-" : "");
        str_add(out, digits ? "0-9" : "1-9");
        return;
    }
    while (*keys) {
        size_t len = strcspn(keys, " ");
        str_add(out, goes_with_alt(action, modes, keys, len) ? "Alt-" : "");
        str_add_bytes(out, keys, len);
        keys += len;
        str_add(out, *keys ? ", " : "");
        keys += *keys == ' ';
    }
}

const char *mode_name(enum mode mode)
{
    switch (mode) {
    case MODE_GRID:
        return "In the grid";
    case MODE_BOX:
        return "In the text box";
    case MODE_LIST:
        return "In a list";
    case MODE_FORM:
        return "In a form";
    case MODE_HOME:
        return "On the home screen";
    case MODE_SEARCH:
        return "While searching";
    case MODE_PASTE:
        return "Asked about a pasted list";
    case MODE_PROPOSALS:
        return "Before two that may say the same";
    case MODE_THEMES:
        return "Among themes and lone voices";
    case MODE_NAME:
        return "While naming a theme";
    case MODE_SAME_NAME:
        return "Asked about two themes of one name";
    case MODE_ROOM:
        return "In the room";
    case MODE_ASKS:
        return "Asked yes or no";
    case MODE_INBOX:
        return "In the inbox";
    case MODE_QUESTION:
        return "Before a question to everybody";
    case MODE_DAY:
        return "In the day";
    case MODE_CODE:
        return "Before the code to scan";
    }
    return "";
}
