/* Whether a line where words are taken may be a command: what the grid takes for one, or the place
 * that it is typed in, by each of its names. */

#include "app/spoken/spoken_inside.h"

#include "views/view_day.h"
#include "views/view_inbox.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool spoken_takes_any_words(int meaning)
{
    return meaning == ACT_ADD || meaning == ACT_GOAL || meaning == ACT_EDIT ||
           meaning == ACT_SEARCH || meaning == ACT_COMMIT ||
           (meaning >= ACTION_COUNT && strcmp(spoken_name(meaning), "help") == 0);
}

bool spoken_takes_own_words(int meaning)
{
    return meaning == ACT_VISION || meaning == ACT_DETAILS ||
           spoken_takes_any_words(meaning);
}

/* Whether it is said in the place that a command opens: "day lunch". */
static bool is_in_place(struct spoken *s, int meaning, const char *rest)
{
    return meaning < ACTION_COUNT && !spoken_asks_words((enum action)meaning) &&
           spoken_may_be_behind(s, (enum action)meaning, rest);
}

/* Whether what stands behind a command is what it may be told: nothing, a number, one of
 * the words that it is found by, such as a mark's, or a column. */
static bool is_its_shape(struct spoken *s, int meaning, const char *rest)
{
    const char *behind;
    bool number = isdigit((unsigned char)*rest) && !strchr(rest, ' ');
    return !*rest || number || spoken_takes_own_words(meaning) ||
           spoken_is_like(meaning, rest, IS_ALSO) || strcmp(rest, "all") == 0 ||
           is_in_place(s, meaning, rest) ||
           (spoken_column_called(s, rest, &behind) && !*behind);
}

/* Whether a line begins with a name, in small letters as commands are. */
static bool is_begun_by(const char *text, const char *name)
{
    size_t len = name ? strlen(name) : 0;
    return len && strncasecmp(text, name, len) == 0 && islower((unsigned char)*text) &&
           strchr(" ", text[len]);
}

bool spoken_begins_entry(const char *text, const char *words)
{
    return islower((unsigned char)*text) && isupper((unsigned char)*words);
}

bool spoken_is_like_column(struct spoken *s, const char *text)
{
    const char *rest;
    const struct column *c = spoken_column_called(s, text, &rest);
    bool alone = c && !rest[strspn(rest, "0123456789")];
    bool colon =
        c && islower((unsigned char)*text) && memchr(text, ':', (size_t)(rest - text));
    return c &&
           (is_begun_by(text, c->singular) || colon || spoken_begins_entry(text, rest) ||
            (alone && (is_begun_by(text, c->short_title) || is_begun_by(text, c->id))));
}

/* What is there behind the words: of what is typed into the line of a question, say, that. */
static enum mode mode_behind(struct spoken *s)
{
    const struct view_ops *ops = app_top(s->app)->ops;
    bool names = mode_now(s) == MODE_NAME;
    return ops == &view_question_ops ? MODE_QUESTION
           : ops == &view_day_ops    ? MODE_DAY
           : ops == &view_inbox_ops  ? MODE_INBOX
           : names                   ? MODE_THEMES
                                     : MODE_GRID;
}

bool spoken_is_at_hand(struct spoken *s, enum action action)
{
    return spoken_is_here(action, mode_now(s)) ||
           spoken_is_here(action, mode_behind(s)) || spoken_is_below(s->app, action);
}

/* A word by which the grid, or what is behind the words, has a command as well, alone or before
 * what that may be told: "find", "tag boulder", "find Bus"; or "show" of "show-answers". */
static bool is_other_name(struct spoken *s, enum action action, const char *text,
                          const char *word, const char *rest)
{
    bool alone = !*rest && (spoken_is_like(action, word, IS_ALSO) ||
                            spoken_is_whole_in(action, word));
    bool told =
        spoken_takes_own_words(action)
            ? spoken_takes_any_words(action) && spoken_begins_entry(text, rest)
            : spoken_may_be_behind(s, action, rest) && is_its_shape(s, action, rest);
    return alone || (*rest && told && spoken_is_like(action, word, IS_ALSO));
}

/* The part of a name before what it writes there: "answer her brother", to a question. */
static bool is_before_words(enum mode place, enum action action, const char *word)
{
    enum action named = action_named(word, strlen(word));
    bool another = named != ACT_NONE && spoken_is_here(named, place);
    return place != MODE_GRID && !another && spoken_is_here(action, place) &&
           spoken_is_whole_in(action, word) && action_row(action)->changes &&
           spoken_asks_words(action);
}

/* Whether a word is one of a command, and what is behind it may be that. An answer often is what
 * something elsewhere is called: "yes", "later". */
static bool is_first_of(struct spoken *s, int meaning, const char *text, const char *word,
                        const char *rest)
{
    enum action action = meaning < ACTION_COUNT ? (enum action)meaning : ACT_NONE;
    enum mode place = mode_behind(s);
    bool of_place = action == ACT_NONE || spoken_is_here(action, MODE_GRID) ||
                    spoken_is_here(action, place);
    bool hyphen = strchr(word, '-') != NULL, answers = mode_now(s) == MODE_NAME;
    bool name =
        spoken_is_like(meaning, word, IS_NAME) && (hyphen || of_place || !answers);
    bool other = action != ACT_NONE && of_place &&
                 (is_other_name(s, action, text, word, rest) ||
                  is_before_words(place, action, word));
    return other || (name && (hyphen || is_its_shape(s, meaning, rest)));
}

/* A line that would be a command where no words are taken, and one of the shapes that it
 * has: "where", "go 2", "help promise", "goal More walking", "promises", "write alone". */
static bool is_like_command(struct spoken *s, const char *text)
{
    size_t len = strcspn(text, " ");
    const char *rest = text + len + strspn(text + len, " "), *behind;
    struct str word = STR_EMPTY;
    str_add_bytes(&word, text, len);
    enum action in_words = spoken_in_words(s, text, &behind);
    bool is =
        spoken_is_like_column(s, text) || spoken_may_be_of_ballot(s, text) ||
        spoken_named_behind(s, str_text(&word), rest) != ACT_NONE ||
        (in_words != ACT_NONE && (!*behind || spoken_may_be_behind(s, in_words, behind)));
    for (int i = ACT_NONE + 1; i < MEANING_COUNT && !is && len; i++) {
        is = is_first_of(s, i, text, str_text(&word), rest);
    }
    str_finish(&word);
    return is;
}

/* With Caps Lock on as well, where a command outside of words is one, too. */
bool spoken_may_be_command(struct spoken *s, const char *text)
{
    struct str lower = str_of("%s", text);
    size_t len = strcspn(text, " "), capitals = 0;
    for (; capitals < len && !islower((unsigned char)text[capitals]); capitals++) {
        lower.bytes[capitals] = (char)tolower((unsigned char)text[capitals]);
    }
    bool is = is_like_command(s, len > 1 && capitals == len ? lower.bytes : text);
    str_finish(&lower);
    return is;
}
