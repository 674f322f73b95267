/* Which commands there are: in the groups of the drawn help, and found by a word. */

#include "app/spoken/spoken_inside.h"

#include "base/nearest.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 40 };

static void add_lower(struct str *out, const char *text)
{
    for (; *text; text++) {
        str_add_byte(out, (char)tolower((unsigned char)*text));
    }
}

static bool is_told(int meaning, enum mode mode)
{
    return meaning >= ACTION_COUNT ||
           (spoken_is_here((enum action)meaning, mode) && meaning != ACT_PANEL &&
            meaning != ACT_PALETTE && !spoken_needless((enum action)meaning));
}

/* What it is listed under. */
static const char *group_of(int meaning, enum mode mode)
{
    const char *group = meaning >= ACTION_COUNT ? "By ear"
                        : mode == MODE_GRID     ? action_group((enum action)meaning)
                                                : NULL;
    return group ? group : "Here";
}

/* Those of a group, a line: "Plan: grid, forms, commit." */
static void say_group(struct spoken *s, enum mode mode, const char *group)
{
    struct str names = STR_EMPTY;
    for (int i = ACT_NONE + 1; i < MEANING_COUNT; i++) {
        if (is_told(i, mode) && strcmp(group_of(i, mode), group) == 0) {
            str_addf(&names, "%s%s", names.len_bytes ? ", " : "", spoken_name(i));
        }
    }
    spoken_add(s, "%s: %s.", group, str_text(&names));
    str_finish(&names);
}

static void say_groups(struct spoken *s, enum mode mode)
{
    const char *before = "";
    for (int i = ACT_NONE + 1; i < MEANING_COUNT; i++) {
        const char *group = is_told(i, mode) ? group_of(i, mode) : before;
        if (strcmp(group, before) != 0) {
            say_group(s, mode, group);
        }
        before = group;
    }
    spoken_add(s, "help and one of these says what it does, help plan all of a group, "
                  "help and any word finds. The beginning of a name is enough.");
    s->whole = true;
}

static void say_one(struct spoken *s, int meaning)
{
    spoken_add(s, "%s: %s.", spoken_name(meaning), spoken_help(meaning));
}

/* Each of a group, if the word is one. */
static bool say_all_of_group(struct spoken *s, enum mode mode, const char *word)
{
    bool any = false;
    for (int i = ACT_NONE + 1; i < MEANING_COUNT; i++) {
        if (is_told(i, mode) && strcasecmp(group_of(i, mode), word) == 0) {
            say_one(s, i);
            any = true;
        }
    }
    return any;
}

static bool is_about(int meaning, const char *word)
{
    struct str lower = STR_EMPTY;
    add_lower(&lower,
              meaning < ACTION_COUNT ? action_row((enum action)meaning)->label : "");
    str_add_byte(&lower, ' ');
    add_lower(&lower, spoken_help(meaning));
    bool about = strstr(lower.bytes, word) != NULL;
    str_finish(&lower);
    return about || spoken_is_like(meaning, word, IS_ALSO) ||
           spoken_is_like(meaning, word, BEGINS_NAME);
}

/* What the name of a column does. */
static bool say_column(struct spoken *s, const char *word)
{
    const char *rest;
    const struct column *column = spoken_column_called(s, word, &rest);
    if (!column || *rest) {
        return false;
    }
    spoken_add(s, "%s: goes to %s; with words behind it, adds them there. %s", word,
               column->short_title, column->prompt);
    return true;
}

static bool is_among(const struct meanings *m, int meaning)
{
    for (size_t i = 0; i < m->count; i++) {
        if (m->found[i] == meaning) {
            return true;
        }
    }
    return false;
}

/* What is called so, first; then what has to do with it. */
static void say_about(struct spoken *s, enum mode mode, const char *word)
{
    struct meanings m = spoken_find(word, mode);
    bool any = say_column(s, word) || m.count;
    for (size_t i = m.count; i-- > 0;) {
        say_one(s, m.found[i]);
    }
    for (int i = ACT_NONE + 1; i < MEANING_COUNT; i++) {
        if (!is_among(&m, i) && is_told(i, mode) && is_about(i, word)) {
            say_one(s, i);
            any = true;
        }
    }
    struct str near = STR_EMPTY;
    if (!any && spoken_find_nearest(s, word, &near)) {
        spoken_refuse(s, "Nothing here is about ‘%s’; did you mean ‘%s’?", word,
                      near.bytes);
    } else if (!any) {
        spoken_refuse(s, "Nothing here is about ‘%s’. help alone says all there is.",
                      word);
    }
    str_finish(&near);
}

void spoken_say_help(struct spoken *s, const char *word)
{
    enum mode mode = mode_now(s);
    struct str lower = STR_EMPTY;
    add_lower(&lower, word);
    if (!*word) {
        say_groups(s, mode);
    } else if (!say_all_of_group(s, mode, lower.bytes)) {
        say_about(s, mode, lower.bytes);
    }
    str_finish(&lower);
}

/* Whether it can be said here, or is done below what is open here. */
static bool is_of_use(struct spoken *s, int meaning)
{
    return meaning >= ACTION_COUNT || meaning == ACT_PHONES ||
           (!spoken_needless((enum action)meaning) &&
            (spoken_is_here((enum action)meaning, mode_now(s)) ||
             spoken_is_below(s->app, (enum action)meaning)));
}

/* The commands, and what entries of the columns on the screen are called. */
static const char *nearest_of_names(struct spoken *s, const char *word)
{
    const char *names[MEANING_COUNT + MOST_COLUMNS + 1];
    struct facts facts = app_facts(s->app);
    const struct template *form =
        facts.table ? table_template(facts.session, facts.table) : NULL;
    size_t count = 0, most = MEANING_COUNT + MOST_COLUMNS;
    for (int i = ACT_NONE + 1; i < MEANING_COUNT; i++) {
        if (is_of_use(s, i)) {
            names[count++] = spoken_name(i);
        }
    }
    for (size_t g = 0; form && g < form->grid_count; g++) {
        const struct grid *grid = &form->grids[g];
        for (size_t i = 0; !grid->optional && i < grid->column_count; i++) {
            const char *singular = grid->columns[i].singular;
            const char *id = grid->columns[i].id; /* a word, where that is several */
            bool several = mode_now(s) == MODE_GRID && singular && strchr(singular, ' ');
            if (singular && *singular && count < most) {
                names[count++] = singular;
            }
            if (several && *id && count < most) {
                names[count++] = id;
            }
        }
    }
    names[count] = NULL;
    return nearest_word(word, names);
}

/* The word that a command is found by, of which this is a slip. */
static bool find_slip(struct spoken *s, const char *word, struct str *out)
{
    struct str one = STR_EMPTY;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT && !out->len_bytes; i++) {
        const char *also = is_of_use(s, i) ? action_row((enum action)i)->also : NULL;
        for (; also && *also; also += strcspn(also, " "), also += *also == ' ') {
            str_clear(&one);
            str_add_bytes(&one, also, strcspn(also, " "));
            if (spoken_is_like(i, str_text(&one), IS_ALSO) && /* no small word */
                nearest_slip(word, (const char *const[]){one.bytes, NULL})) {
                str_set(out, "%s", one.bytes);
            }
        }
    }
    str_finish(&one);
    return out->len_bytes > 0;
}

bool spoken_find_nearest(struct spoken *s, const char *word, struct str *out)
{
    const char *near = nearest_of_names(s, word);
    bool alike =
        near && tolower((unsigned char)*word) == *near; /* "dark" is not "mark" */
    if (alike) {
        str_set(out, "%s", near);
    }
    return alike || find_slip(s, word, out);
}
