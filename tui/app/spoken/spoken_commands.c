/* What a line is that is a command: an action, or one of a few that are about speaking alone. */

#include "app/spoken/spoken_inside.h"

#include <ctype.h>
#include <string.h>

static void say_panel(struct spoken *s, const char *rest);
static void read_on(struct spoken *s, const char *rest);

/* What only this face has a word for. */
static const struct own {
    const char *name, *help;
    void (*obey)(struct spoken *s, const char *rest);
} owns[SPOKEN_OWNS] = {
    {"read", "Read the grid, a row a line; read goal 2, read 3 (a column), read all",
     spoken_read},
    {"where", "Say where you are, and all about what stands there", spoken_where},
    {"go", "Go somewhere: go 2 (a goal), go 2.barriers.3, go barriers, go vision",
     spoken_go},
    {"stage", "Say the stage of the day and its clock; stage 3 goes to the third",
     spoken_stage},
    {"panel", "Read the prompts of the stage, or of the form", say_panel},
    {"more", "Say what was not said yet of something long", read_on},
    {"help", "Say what there is to do here; help WORD finds it by a word",
     spoken_say_help},
};

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

const char *spoken_name(int meaning)
{
    return meaning < ACTION_COUNT ? action_row((enum action)meaning)->name
                                  : owns[meaning - ACTION_COUNT].name;
}

const char *spoken_help(int meaning)
{
    return meaning < ACTION_COUNT ? action_row((enum action)meaning)->help
                                  : owns[meaning - ACTION_COUNT].help;
}

static void obey(struct spoken *s, int meaning, const char *rest)
{
    if (meaning >= ACTION_COUNT) {
        owns[meaning - ACTION_COUNT].obey(s, rest);
    } else {
        spoken_do(s, (enum action)meaning, rest);
    }
}

/* "goal 2" goes there: nobody calls one so. */
static bool is_row(const struct meanings *m, const char *rest)
{
    return m->count == 1 && m->found[0] == ACT_GOAL && *rest &&
           !rest[strspn(rest, "0123456789")];
}

static void go_to_row(struct spoken *s, const char *number)
{
    if (spoken_takes_words(mode_now(s))) {
        spoken_end_words(s);
    }
    spoken_go(s, number);
}

/* "add goal", "add barrier: No pavement": nobody calls an entry so. */
static bool adds_there(struct spoken *s, const struct meanings *m, const char *rest)
{
    bool adds = m->count == 1 && (m->found[0] == ACT_ADD || m->found[0] == ACT_STAGE_ADD);
    return adds && !spoken_takes_words(mode_now(s)) && spoken_add_there(s, rest);
}

/* The first word as commands are written. Of keys, "V" is another than "v". */
static void add_word(const char *text, struct str *out)
{
    size_t len = strcspn(text, " ");
    for (size_t i = 0; i < len; i++) {
        str_add_byte(out, len > 1 ? (char)tolower((unsigned char)text[i]) : text[i]);
    }
}

bool spoken_is_lone_key(const char *word)
{
    return *word && !word[1] && !isdigit((unsigned char)*word) && !strchr("?/:", *word);
}

/* Who does not see what is selected does not mean a key: its name does it, where nothing was
 * asked that a letter answers. */
static bool refuse_lone_key(struct spoken *s, const char *word, const char *text,
                            const char *rest)
{
    enum mode asks = MODE_ASKS | MODE_SAME_NAME | MODE_PASTE;
    enum action action = action_for(mode_now(s), word);
    if (!spoken_is_lone_key(word) || (mode_now(s) & asks)) {
        return false;
    }
    if (*rest || action == ACT_NONE) {
        spoken_refuse_unknown(s, word, text);
    } else if (strcmp(word, ".") == 0) {
        spoken_refuse(s, "A full stop alone does nothing here: no line is open that it "
                         "would keep.");
    } else {
        spoken_refuse(s, "By ear a letter alone does nothing; ‘%s’ would be %s.", word,
                      action_row(action)->name);
    }
    return true;
}

/* A word that a command is found by began a line of which it does nothing: "dark park" was not
 * about colours. */
static void doubt_words(struct spoken *s, const char *word, const char *text)
{
    if (s->refused && s->before.mode == MODE_GRID && spoken_did_nothing(s)) {
        str_clear(&s->said);
        spoken_refuse_unknown(s, word, text);
    }
}

/* Where it is as it was to be, its key would undo that: "start" starts it, and no more. */
static bool refuse_clock(struct spoken *s, const char *word)
{
    bool runs = app_facts(s->app).day.clock == DAY_CLOCK_RUNNING;
    bool stops = strcmp(word, "stop") == 0 || strcmp(word, "pause") == 0;
    bool starts = strcmp(word, "start") == 0;
    if (starts && runs) {
        spoken_refuse(s, "The clock runs already.");
    } else if (stops && !runs) {
        spoken_refuse(s, "The clock does not run.");
    }
    return (starts && runs) || (stops && !runs);
}

/* In the day a stage is selected by its title as by its number. */
static bool pick_stage(struct spoken *s, const char *text)
{
    size_t n = spoken_stage_called(s, text);
    struct str number = str_of("%zu", n);
    bool there = n && spoken_pick(s, number.bytes);
    str_finish(&number);
    return there;
}

/* Over the grid what a column is called comes before what a command is found by; elsewhere, what
 * is no command there. */
static bool is_column(struct spoken *s, const struct meanings *m, const char *text)
{
    enum mode mode = mode_now(s);
    bool elsewhere = m->count == 1 && m->found[0] < ACTION_COUNT &&
                     !spoken_is_here((enum action)m->found[0], mode) &&
                     !spoken_is_below(s->app, (enum action)m->found[0]);
    const char *rest;
    bool more =
        elsewhere && spoken_column_called(s, text, &rest) &&
        (size_t)(rest - text) > strcspn(text, " ") + 1; /* "other idea", not "other" */
    return mode == MODE_GRID
               ? !m->exact || more
               : !m->count && !spoken_takes_words(mode) && spoken_is_like_column(s, text);
}

/* Of the day and of the grid something may be added, so that of words it is not known where
 * they are to stand; a stage has minutes. */
static bool refuse_two_adds(struct spoken *s, const struct meanings *m, const char *word,
                            const char *rest)
{
    size_t len = strlen(rest);
    bool minutes = len && isdigit((unsigned char)rest[len - 1]);
    bool two = m->count == 1 && m->found[0] == ACT_STAGE_ADD && *rest && !minutes &&
               action_named(word, strlen(word)) == ACT_ADD;
    if (two) {
        spoken_refuse(
            s, "Nothing was written: add-stage before words adds a stage of the day; "
               "\vclose\v, then \vadd\v, writes them in the grid.");
    }
    return two;
}

void spoken_command(struct spoken *s, const char *text)
{
    enum mode mode = mode_now(s);
    struct str word = STR_EMPTY;
    const char *rest = text + strcspn(text, " "), *behind;
    rest += strspn(rest, " ");
    add_word(text, &word);
    bool number = !text[strspn(text, "0123456789")];
    bool counts = isdigit((unsigned char)*text) && *rest; /* "5 minutes" */
    enum action digits = action_for(mode, (char[]){*text, '\0'});
    enum action in_words = spoken_in_words(s, text, &behind);
    enum action named = spoken_named_behind(s, str_text(&word), rest);
    struct meanings m = spoken_find_here(s, str_text(&word), rest);
    if (refuse_lone_key(s, str_text(&word), text, rest)) {
        /* which has said why */
    } else if (*rest && spoken_says_of_ballot(s, &m, text)) {
        /* which has said what it did */
    } else if (counts && mode == MODE_GRID) {
        spoken_refuse_unknown(s, text, text);
    } else if (number && spoken_numbers_select(mode)) {
        spoken_pick(s, text);
    } else if (number && spoken_takes_number(digits)) {
        spoken_press_digits(s, digits, text);
    } else if (named == ACT_CLOCK && refuse_clock(s, str_text(&word))) {
        /* which has said why */
    } else if (named != ACT_NONE) {
        spoken_do(s, named, "");
    } else if (in_words != ACT_NONE) {
        spoken_do(s, in_words, behind);
    } else if (is_row(&m, rest)) {
        go_to_row(s, rest);
    } else if (adds_there(s, &m, rest)) {
        /* which has said what it did */
    } else if (refuse_two_adds(s, &m, str_text(&word), rest)) {
        /* which has said why */
    } else if (spoken_asks_about_sentence(s, &m, text, rest)) {
        /* which has said what it asks */
    } else if (!m.exact && mode == MODE_DAY && pick_stage(s, text)) {
        /* which is selected */
    } else if (is_column(s, &m, text) && spoken_name_column(s, text)) {
        /* which has said what it did */
    } else if (m.count == 1) {
        obey(s, m.found[0], rest);
        if (!m.exact && rest[strspn(rest, "0123456789")]) {
            doubt_words(s, str_text(&word), text);
        }
    } else if (m.count) {
        spoken_refuse_several(s, str_text(&word), &m);
    } else {
        spoken_refuse_unknown(s, str_text(&word), text);
    }
    str_finish(&word);
}

static void read_on(struct spoken *s, const char *rest)
{
    if (*rest) { /* "more walking" */
        spoken_refuse_words(s, "more", rest);
    } else {
        spoken_more(s);
    }
}

static void say_panel(struct spoken *s, const char *rest)
{
    if (*rest) { /* "panel of experts" */
        spoken_refuse_words(s, "panel", rest);
    } else {
        spoken_read_panel(s);
    }
}
