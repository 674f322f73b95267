/* What a word means: the names of actions, and what they begin with; the words that the
 * palette finds them by; and a few that are about speaking alone. */

#include "app/spoken/spoken_inside.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LEAST_LETTERS = 3 }; /* of the beginning of a name, before other words */

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

/* Whether it is but a part of what a command is found by ("who does this"): a sentence begins
 * with it, and it names nothing alone. */
static bool is_small(const char *word)
{
    static const char *const small[] = {
        "a",   "all",  "both", "kept", "two",  "an",   "as",    "at",   "by",
        "do",  "does", "for",  "from", "if",   "in",   "is",    "it",   "let",
        "me",  "no",   "not",  "of",   "off",  "on",   "said",  "take", "that",
        "the", "this", "to",   "up",   "what", "when", "which", "with", "yet"};
    return text_among(word, small, sizeof small / sizeof *small);
}

bool spoken_is_like(int meaning, const char *word, enum likeness how)
{
    bool own = meaning >= ACTION_COUNT;
    switch (how) {
    case IS_NAME:
        return strcmp(spoken_name(meaning), word) == 0;
    case IS_KEY:
        return !own && is_key((enum action)meaning, word);
    case BEGINS_NAME:
        return strncmp(spoken_name(meaning), word, strlen(word)) == 0;
    default:
        return !own && !is_small(word) &&
               has_word(action_row((enum action)meaning)->also, word);
    }
}

bool spoken_is_whole_in(int meaning, const char *word)
{
    const char *name = spoken_name(meaning);
    size_t len = strlen(word);
    return strncmp(name, word, len) == 0 && name[len] == '-';
}

/* All that it may mean of the nearest likeness: what is called so here; where something
 * other than the grid is, what begins so, as "answer" does answer-by-hand, but not a part of a word
 * that is a name itself; what is elsewhere,
 * so that a word which closes a list does not leave where there is none; what begins so. */
struct meanings spoken_find(const char *word, enum mode mode)
{
    static const struct {
        enum likeness how;
        bool anywhere, not_of_grid;
    } tries[] = {{IS_NAME, false, false},     {IS_KEY, false, false},
                 {BEGINS_NAME, false, true},  {IS_NAME, true, false},
                 {BEGINS_NAME, false, false}, {IS_ALSO, false, false}};
    struct meanings m = {.count = 0};
    for (size_t t = 0; t < sizeof tries / sizeof *tries && !m.count; t++) {
        if (tries[t].not_of_grid && (mode == MODE_GRID || strlen(word) < LEAST_LETTERS)) {
            continue;
        }
        for (int i = MEANING_COUNT - 1; i > ACT_NONE; i--) {
            bool own = i >= ACTION_COUNT;
            bool here = own || tries[t].anywhere || spoken_is_here((enum action)i, mode);
            bool hidden =
                !own &&
                (i == ACT_PANEL || /* there is one of our own */
                 (i == ACT_SUSPEND && tries[t].how == IS_ALSO) || /* nobody's pause */
                 (tries[t].how == BEGINS_NAME && spoken_needless((enum action)i)));
            bool cut = tries[t].not_of_grid &&
                       action_named(word, strlen(word)) != ACT_NONE &&
                       !spoken_is_whole_in(i, word);
            if (here && !hidden && !cut && spoken_is_like(i, word, tries[t].how)) {
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
            begun += spoken_is_like(m->found[j], spoken_name(m->found[i]), BEGINS_NAME);
        }
        if (begun == m->count) {
            m->found[0] = m->found[i];
            m->count = 1;
        }
    }
}

/* Whether it is the first of the words that a command is found by. */
static bool is_first_also(int meaning, const char *word)
{
    const char *also =
        meaning < ACTION_COUNT ? action_row((enum action)meaning)->also : NULL;
    const char *rest;
    return also && spoken_begins(also, word, &rest);
}

/* Of several, the one that the word is another name of: "find" is to search; or, with words
 * behind it, the one that takes any. */
static void prefer_first(struct meanings *m, const char *word, bool words)
{
    size_t liked = 0, which = 0;
    for (size_t i = 0; i < m->count; i++) {
        if (words ? spoken_takes_any_words(m->found[i])
                  : is_first_also(m->found[i], word)) {
            liked++;
            which = i;
        }
    }
    if (m->count > 1 && liked == 1) {
        m->found[0] = m->found[which];
        m->count = 1;
    }
}

static bool is_exact(const struct meanings *m, const char *word)
{
    return spoken_is_like(m->found[0], word, IS_NAME) ||
           spoken_is_like(m->found[0], word, IS_KEY);
}

/* Whether a text begins with a name, said in words: "next stage" is next-stage, and "end the
 * question" end-question. */
static bool begins_in_words(const char *text, const char *name, const char **rest)
{
    for (; *name; name++, text++) {
        bool same = tolower((unsigned char)*text) == *name;
        bool blank = *name == '-' && *text == ' ';
        if (!same && !blank) {
            return false;
        }
        text += blank && strncasecmp(text, " the ", strlen(" the ")) == 0 ? strlen(" the")
                                                                          : 0;
    }
    *rest = text + strspn(text, " ");
    return !*text || *text == ' ';
}

enum action spoken_in_words(struct spoken *s, const char *text, const char **rest)
{
    enum action found = ACT_NONE;
    size_t len = 0;
    const char *behind;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const char *name = spoken_name(i);
        bool here = spoken_is_here((enum action)i, MODE_GRID) ||
                    spoken_is_at_hand(s, (enum action)i);
        if (here && strchr(name, '-') && strlen(name) > len &&
            begins_in_words(text, name, &behind)) {
            found = (enum action)i;
            len = strlen(name);
            *rest = behind;
        }
    }
    return found;
}

static void add_small(const char *text, struct str *out)
{
    for (; *text; text++) {
        str_add_byte(out, (char)tolower((unsigned char)*text));
    }
}

enum action spoken_named_behind(struct spoken *s, const char *word, const char *rest)
{
    struct str first = STR_EMPTY, after = STR_EMPTY;
    add_small(word, &first);
    add_small(rest, &after);
    const char *behind, *name = str_text(&after);
    name = spoken_begins(name, "the", &behind) ? behind : name;
    enum action action = *name ? action_named(name, strlen(name)) : ACT_NONE;
    bool here = action != ACT_NONE && spoken_is_at_hand(s, action) &&
                spoken_is_like(action, str_text(&first), IS_ALSO);
    str_finish(&first);
    str_finish(&after);
    return here ? action : ACT_NONE;
}

/* Whether they are words, and the first of them happens to begin a command, or to be one that
 * it is found by: "the bus is late" is not about themes, "plan a party" not about the plan. */
static bool are_words(struct spoken *s, const struct meanings *m, const char *first,
                      const char *rest)
{
    bool begins = spoken_is_like(m->found[0], first, BEGINS_NAME);
    bool several = strchr(rest, ' ') != NULL;
    bool writes = m->found[0] < ACTION_COUNT && spoken_is_whole_in(m->found[0], first) &&
                  action_row((enum action)m->found[0])->changes &&
                  spoken_asks_words((enum action)m->found[0]);
    bool number = !rest[strspn(rest, "0123456789")];
    bool dropped = !number && m->found[0] < ACTION_COUNT &&
                   !spoken_may_be_behind(s, (enum action)m->found[0], rest);
    return *rest && !writes &&
           (dropped || strlen(first) < LEAST_LETTERS || (begins && is_small(first)) ||
            (several && !spoken_takes_any_words(m->found[0])) ||
            (begins && several && strlen(first) == LEAST_LETTERS));
}

struct meanings spoken_find_here(struct spoken *s, const char *word, const char *rest)
{
    enum mode mode = mode_now(s);
    struct meanings m = spoken_find(word, mode);
    bool here =
        m.count && is_exact(&m, word) &&
        (m.found[0] >= ACTION_COUNT || spoken_is_here((enum action)m.found[0], mode));
    if (!here && !*rest && spoken_is_end(word)) { /* whatever else is found by that */
        m = spoken_find(spoken_is_here(ACT_THEMES_CLOSE, mode) ? "back" : "close", mode);
    }
    bool leaves =
        spoken_is_like(ACT_LEAVE, word, IS_NAME) &&
        spoken_is_below(s->app, ACT_LEAVE); /* not a list alone, as leave-list */
    if (leaves || spoken_is_like(ACT_PHONES, word, IS_NAME)) {
        m = (struct meanings){.found = {leaves ? ACT_LEAVE : ACT_PHONES}, .count = 1};
    } else if (!m.count && spoken_is_like(ACT_LEAVE, word, IS_ALSO)) {
        m = (struct meanings){.found = {ACT_LEAVE}, .count = 1};
    } else if (!m.count && spoken_takes_words(mode)) {
        m = spoken_find(word, MODE_GRID);
    }
    prefer_whole(&m);
    prefer_first(&m, word, *rest);
    m.exact = m.count && is_exact(&m, word);
    if (m.count && !m.exact && are_words(s, &m, word, rest)) {
        m.count = 0;
    }
    return m;
}

void spoken_refuse_several(struct spoken *s, const char *word, const struct meanings *m)
{
    struct str names = STR_EMPTY;
    for (size_t i = m->count; i-- > 0;) {
        str_addf(&names, "%s%s",
                 i + 1 == m->count ? ""
                 : i               ? ", "
                                   : " or ",
                 spoken_name(m->found[i]));
    }
    spoken_refuse(s, "Which ‘%s’: %s?", word, str_text(&names));
    str_finish(&names);
}

const char *spoken_how_to_write(struct spoken *s)
{
    return mode_now(s) == MODE_GRID
               ? " Nothing was written: \vadd\v before words writes them here."
               : "";
}

/* Words that are no command were meant to be written, it may be. */
void spoken_refuse_unknown(struct spoken *s, const char *word, const char *text)
{
    struct str near = STR_EMPTY, said = STR_EMPTY;
    bool grid = mode_now(s) == MODE_GRID, words = grid && strchr(text, ' ');
    const char *nothing = strchr(text, ' ') ? " Nothing was written." : "";
    text_quote(&said, text, 60);
    if (!is_small(word) && spoken_find_nearest(s, word, &near)) {
        spoken_refuse(s, "There is no command ‘%s’; did you mean ‘%s’?%s", word,
                      near.bytes, words || grid ? spoken_how_to_write(s) : nothing);
    } else if (words) {
        spoken_refuse(s, "I do not know %s.%s", said.bytes, spoken_how_to_write(s));
    } else if (grid) {
        bool whole = strlen(text) <= 60; /* else "write" is before what is not heard */
        spoken_refuse(s,
                      "I do not know %s. \vpalette\v lists commands; write %s writes it.",
                      said.bytes, whole ? text : "before it");
    } else {
        spoken_refuse(s, "I do not know %s%s. \vpalette\v lists commands.%s", said.bytes,
                      s->app->view_count > 1 ? " here; close goes back" : "", nothing);
    }
    str_finish(&near);
    str_finish(&said);
}
