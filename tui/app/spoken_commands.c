/* Which command a line is. Commands are the names of actions, found by how they begin and
 * by the words that the palette finds them by; and a few that are about speaking alone. */

#include "app/spoken_inside.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void say_help(struct spoken *s, const char *word);
static void say_panel(struct spoken *s, const char *rest);
static void read_on(struct spoken *s, const char *rest);

/* What only this face has a word for. */
static const struct own {
    const char *name, *help;
    void (*obey)(struct spoken *s, const char *rest);
} owns[] = {
    {"read", "Read the grid, a row a line; read goal 2, read 3 (a column), read all",
     spoken_read},
    {"where", "Say where you are, and all about what stands there", spoken_where},
    {"go", "Go somewhere: go 2 (a goal), go 2.barriers.3, go vision", spoken_go},
    {"more", "Say what was not said yet of something long", read_on},
    {"help", "Say what there is to do here; help WORD finds it by a word", say_help},
    {"panel", "Read the prompts of the stage, or of the form", say_panel},
};
enum { OWN_COUNT = sizeof owns / sizeof *owns };

bool spoken_begins(const char *text, const char *word, const char **rest)
{
    size_t len = strlen(word);
    if (strncmp(text, word, len) != 0 || (text[len] && text[len] != ' ')) {
        return false;
    }
    text += len;
    *rest = text + strspn(text, " ");
    return true;
}

static enum mode mode_now(struct spoken *s)
{
    return view_mode(app_top(s->app));
}

static bool is_here(enum action action, enum mode mode)
{
    return (action_row(action)->modes & (unsigned)mode) != 0;
}

/* What a terminal does by itself while a line is typed, or what is seen only. */
static const char *needless(enum action action)
{
    if (action >= ACT_BOX_LEFT && action <= ACT_BOX_CUT_AFTER) {
        return "Your terminal edits the line itself, before Enter.";
    }
    switch (action) {
    case ACT_BOX_NEW_LINE:
        return "A line that ends with \\ goes on in the next one.";
    case ACT_REDRAW:
        return "Nothing is drawn here that could be drawn anew.";
    case ACT_TURN:
    case ACT_WHOLE:
    case ACT_PROJECTOR:
        return "Nothing is drawn here. For a room, another window shows what you write: "
               "roundtable --follow FILE.";
    default:
        return NULL;
    }
}

/* While views below are of the mode that an action is for, as when the palette runs it. */
static bool is_below(const struct app *app, enum action action)
{
    for (size_t i = 0; i < app->view_count; i++) {
        if (is_here(action, view_mode(&app->views[i]))) {
            return true;
        }
    }
    return false;
}

void spoken_press(struct spoken *s, enum action action)
{
    struct app *app = s->app;
    struct event event = app_key_of(action);
    while (app->view_count > 1 && !is_here(action, mode_now(s)) &&
           is_below(app, action)) {
        app_pop(app);
    }
    app_press(app, action, &event);
    spoken_add_message(s);
}

/* A column by its number, or how many hands there were, digit by digit. */
static void press_digits(struct spoken *s, enum action action, const char *digits)
{
    struct event first = app_key_of(ACT_FIRST);
    if (action == ACT_QUESTION_COUNT) { /* what was counted before is not gone on with */
        app_press(s->app, ACT_FIRST, &first);
    }
    for (; *digits; digits++) {
        struct event event = {.kind = EVENT_KEY, .key = {*digits, '\0'}, .text = ""};
        app_press(s->app, action, &event);
        str_clear(&s->said);
        spoken_add_message(s);
    }
}

/* Where a name is for, if not for here: "‘same’ is for elsewhere: before two …" */
static void refuse_elsewhere(struct spoken *s, enum action action)
{
    const struct action_row *row = action_row(action);
    for (unsigned mode = MODE_GRID; mode; mode *= 2) {
        if (row->modes & mode) {
            struct str where = str_of("%s", mode_name((enum mode)mode));
            where.bytes[0] = (char)tolower((unsigned char)where.bytes[0]);
            spoken_refuse(s, "‘%s’ does something %s: %s.", row->name, where.bytes,
                          row->help);
            str_finish(&where);
            return;
        }
    }
}

static void run(struct spoken *s, enum action action, const char *rest)
{
    const char *why_not = needless(action);
    if (why_not) {
        spoken_refuse(s, "%s", why_not);
    } else if (!is_here(action, mode_now(s)) && !is_below(s->app, action)) {
        refuse_elsewhere(s, action);
    } else if (action == ACT_PALETTE) {
        say_help(s, rest);
    } else if ((action == ACT_COLUMN || action == ACT_QUESTION_COUNT) &&
               (!*rest || rest[strspn(rest, "0123456789")])) {
        spoken_refuse(s, "Say its number: %s 2.", action_row(action)->name);
    } else if (action == ACT_COLUMN || action == ACT_QUESTION_COUNT) {
        press_digits(s, action, rest);
    } else {
        const void *view = app_top(s->app)->state;
        enum mode mode = mode_now(s);
        spoken_press(s, action);
        bool asks = app_top(s->app)->state != view || mode_now(s) != mode;
        if (*rest && asks && s->app->messages.text.len_bytes &&
            s->app->messages.why_not) {
            s->refused = true; /* something else is asked than the words were for */
        } else if (*rest && asks) {
            spoken_answer(s, rest);
        } else if (*rest && !s->app->messages.text.len_bytes) {
            spoken_refuse(s, "‘%s’ takes no words.", action_row(action)->name);
        }
    }
}

/* What a word may mean: the actions, then those that are about speaking, by index. */
struct meanings {
    int found[ACTION_COUNT + OWN_COUNT];
    size_t count;
};

static const char *name_of(int meaning)
{
    return meaning < ACTION_COUNT ? action_row((enum action)meaning)->name
                                  : owns[meaning - ACTION_COUNT].name;
}

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (; words && *words; words += strcspn(words, " "), words += *words == ' ') {
        if (strncmp(words, word, len) == 0 && (!words[len] || words[len] == ' ')) {
            return true;
        }
    }
    return false;
}

static bool is_key(enum action action, const char *word)
{
    return has_word(action_row(action)->keys, word);
}

enum likeness { IS_NAME, IS_KEY, BEGINS_NAME, IS_ALSO };

static bool is_like(int meaning, const char *word, enum likeness how)
{
    bool own = meaning >= ACTION_COUNT;
    switch (how) {
    case IS_NAME:
        return strcmp(name_of(meaning), word) == 0;
    case IS_KEY:
        return !own && is_key((enum action)meaning, word);
    case BEGINS_NAME:
        return strncmp(name_of(meaning), word, strlen(word)) == 0;
    default:
        return !own && has_word(action_row((enum action)meaning)->also, word);
    }
}

/* All that it may mean of the nearest likeness: what is called so here; what is elsewhere,
 * so that a word which closes a list does not leave where there is none; what begins so. */
static struct meanings find(const char *word, enum mode mode)
{
    static const struct {
        enum likeness how;
        bool anywhere;
    } tries[] = {{IS_NAME, false},
                 {IS_KEY, false},
                 {IS_NAME, true},
                 {BEGINS_NAME, false},
                 {IS_ALSO, false}};
    struct meanings m = {.count = 0};
    for (size_t t = 0; t < sizeof tries / sizeof *tries && !m.count; t++) {
        for (int i = ACTION_COUNT + OWN_COUNT - 1; i > ACT_NONE; i--) {
            bool own = i >= ACTION_COUNT;
            bool here = own || tries[t].anywhere || is_here((enum action)i, mode);
            bool hidden = !own && i == ACT_PANEL; /* there is one of our own */
            if (here && !hidden && is_like(i, word, tries[t].how)) {
                m.found[m.count++] = i;
            }
        }
    }
    return m;
}

/* Of names that begin alike, one that all the others go on from is whole: "delete" and
 * "deleted". */
static void prefer_whole(struct meanings *m)
{
    for (size_t i = 0; i < m->count && m->count > 1; i++) {
        size_t begun = 0;
        for (size_t j = 0; j < m->count; j++) {
            begun += is_like(m->found[j], name_of(m->found[i]), BEGINS_NAME);
        }
        if (begun == m->count) {
            m->found[0] = m->found[i];
            m->count = 1;
        }
    }
}

static void refuse_several(struct spoken *s, const char *word, const struct meanings *m)
{
    struct str names = STR_EMPTY;
    for (size_t i = m->count; i-- > 0;) {
        str_addf(&names, "%s%s",
                 i + 1 == m->count ? ""
                 : i               ? ", "
                                   : " or ",
                 name_of(m->found[i]));
    }
    spoken_refuse(s, "Which ‘%s’: %s?", word, str_text(&names));
    str_finish(&names);
}

static void refuse_unknown(struct spoken *s, const char *word)
{
    const char *names[ACTION_COUNT + OWN_COUNT + 1];
    size_t count = 0;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT + OWN_COUNT; i++) {
        names[count++] = name_of(i);
    }
    names[count] = NULL;
    const char *near = nearest_word(word, names);
    if (near) {
        spoken_refuse(s, "There is no command ‘%s’; did you mean ‘%s’?", word, near);
    } else {
        spoken_refuse(s, "There is no command ‘%s’. \vpalette\v says what there is.",
                      word);
    }
}

static void obey(struct spoken *s, int meaning, const char *rest)
{
    if (meaning >= ACTION_COUNT) {
        owns[meaning - ACTION_COUNT].obey(s, rest);
    } else {
        run(s, (enum action)meaning, rest);
    }
}

static bool is_exact(const struct meanings *m, const char *word)
{
    return is_like(m->found[0], word, IS_NAME) || is_like(m->found[0], word, IS_KEY);
}

void spoken_command(struct spoken *s, const char *text)
{
    enum { LEAST_LETTERS = 3 };
    enum mode mode = mode_now(s);
    size_t len = strcspn(text, " ");
    struct str word = STR_EMPTY;
    const char *rest = text + len + strspn(text + len, " ");
    for (size_t i = 0; i < len; i++) {
        /* Of keys, "V" is another than "v". */
        str_add_byte(&word, len > 1 ? (char)tolower((unsigned char)text[i]) : text[i]);
    }
    bool number = !text[strspn(text, "0123456789")];
    enum action digits = action_for(mode, (char[]){*text, '\0'});
    struct meanings m = find(str_text(&word), mode);
    prefer_whole(&m);
    if (*rest && len < LEAST_LETTERS && m.count && !is_exact(&m, str_text(&word))) {
        m.count = 0; /* words, and no command that begins like the first of them */
    }
    if (number && (digits == ACT_COLUMN || digits == ACT_QUESTION_COUNT)) {
        press_digits(s, digits, text);
    } else if (m.count == 1) {
        obey(s, m.found[0], rest);
    } else if (m.count) {
        refuse_several(s, str_text(&word), &m);
    } else {
        refuse_unknown(s, str_text(&word));
    }
    str_finish(&word);
}

/* Help */

static bool is_about(int meaning, const char *word)
{
    const char *help = meaning < ACTION_COUNT ? action_row((enum action)meaning)->help
                                              : owns[meaning - ACTION_COUNT].help;
    const char *label =
        meaning < ACTION_COUNT ? action_row((enum action)meaning)->label : "";
    struct str lower = str_of("%s %s", label, help);
    for (size_t i = 0; i < lower.len_bytes; i++) {
        lower.bytes[i] = (char)tolower((unsigned char)lower.bytes[i]);
    }
    bool about = strstr(lower.bytes, word) != NULL;
    str_finish(&lower);
    return about || is_like(meaning, word, IS_ALSO) ||
           is_like(meaning, word, BEGINS_NAME);
}

static void say_one(struct spoken *s, int meaning)
{
    spoken_add(s, "%s: %s.", name_of(meaning),
               meaning < ACTION_COUNT ? action_row((enum action)meaning)->help
                                      : owns[meaning - ACTION_COUNT].help);
}

static bool is_told(int meaning, enum mode mode)
{
    return meaning >= ACTION_COUNT ||
           (is_here((enum action)meaning, mode) && meaning != ACT_PANEL &&
            !needless((enum action)meaning));
}

static void say_names(struct spoken *s, enum mode mode)
{
    struct str names = STR_EMPTY;
    for (int i = ACTION_COUNT + OWN_COUNT - 1; i > ACT_NONE; i--) {
        if (is_told(i, mode)) {
            str_addf(&names, "%s%s", names.len_bytes ? ", " : "", name_of(i));
        }
    }
    spoken_add(s, "Commands here: %s.", str_text(&names));
    spoken_add(s, "The beginning of a name is enough. help WORD says what one does.");
    str_finish(&names);
}

static void say_help(struct spoken *s, const char *word)
{
    enum mode mode = mode_now(s);
    struct str lower = STR_EMPTY;
    size_t count = 0;
    if (!*word) {
        say_names(s, mode);
        return;
    }
    for (; *word; word++) {
        str_add_byte(&lower, (char)tolower((unsigned char)*word));
    }
    struct meanings m = find(lower.bytes, mode);
    for (size_t i = m.count; i-- > 0; count++) {
        say_one(s, m.found[i]);
    }
    for (int i = ACT_NONE + 1; i < ACTION_COUNT + OWN_COUNT; i++) {
        bool told = false;
        for (size_t j = 0; j < m.count; j++) {
            told = told || m.found[j] == i;
        }
        if (!told && is_told(i, mode) && is_about(i, lower.bytes)) {
            say_one(s, i);
            count++;
        }
    }
    if (!count) {
        spoken_refuse(s, "Nothing here is about ‘%s’.", lower.bytes);
    }
    str_finish(&lower);
}

static void read_on(struct spoken *s, const char *rest)
{
    (void)rest;
    spoken_more(s);
}

static void say_panel(struct spoken *s, const char *rest)
{
    (void)rest;
    spoken_read_panel(s);
}
