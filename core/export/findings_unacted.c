/* Who stands on the map, but in no action. */

#include "base/memory.h"
#include "base/names.h"
#include "base/table_of_hashes.h"
#include "base/words.h"
#include "export/findings.h"

#include <stdlib.h>
#include <string.h>

/* Words as a theme's key has them, in the order in which they were said. Each is kept
 * once, so that comparing is comparing addresses. */
struct phrase {
    const char **words;
    size_t count, room;
    const struct theme *theme;
    struct phrase *next; /* that begins with the same word */
};

struct first_word {
    const char *word;
    struct phrase *phrases;
    UT_hash_handle hh;
};

struct search {
    struct names names;
    struct arena arena;
    struct first_word *by_first_word;
    struct named { /* themes that some action names */
        const struct theme *theme;
        UT_hash_handle hh;
    } * named;
};

static void read_phrase(struct search *s, const char *text, const char *language,
                        struct phrase *out)
{
    bool english = strncmp(language, "en", 2) == 0;
    struct str word = STR_EMPTY;
    out->count = 0;
    for (const char *at = text; words_next(&at, &word);) {
        if (english && words_is_article(word.bytes)) {
            continue;
        }
        if (english) {
            words_singular(&word);
        }
        out->words =
            memory_room_for_one(out->words, out->count, &out->room, sizeof(*out->words));
        out->words[out->count++] = names_keep(&s->names, &s->arena, word.bytes);
    }
    str_finish(&word);
}

/* Has a wording looked for; one without words cannot be found. */
static void look_for(struct search *s, const struct theme *theme, const char *text,
                     const char *language)
{
    struct phrase *phrase = arena_get(&s->arena, sizeof *phrase);
    struct first_word *first;
    read_phrase(s, text, language, phrase);
    if (!phrase->count) {
        return;
    }
    const char **words = arena_get(&s->arena, phrase->count * sizeof(*words));
    memcpy(words, phrase->words, phrase->count * sizeof(*words));
    free(phrase->words);
    phrase->words = words;
    phrase->theme = theme;
    HASH_FIND_PTR(s->by_first_word, &words[0], first);
    if (!first) {
        first = arena_get(&s->arena, sizeof *first);
        first->word = words[0];
        HASH_ADD_PTR(s->by_first_word, word, first);
    }
    phrase->next = first->phrases;
    first->phrases = phrase;
}

static bool is_named(const struct search *s, const struct theme *theme)
{
    struct named *found;
    HASH_FIND_PTR(s->named, &theme, found);
    return found != NULL;
}

static void set_named(struct search *s, const struct theme *theme)
{
    struct named *named = arena_get(&s->arena, sizeof *named);
    named->theme = theme;
    HASH_ADD_PTR(s->named, theme, named);
}

/* Finds what an action names. A phrase that was found is not looked for again. */
static void read_action(struct search *s, const struct phrase *action)
{
    for (size_t at = 0; at < action->count; at++) {
        struct first_word *first;
        HASH_FIND_PTR(s->by_first_word, &action->words[at], first);
        struct phrase **link = first ? &first->phrases : NULL;
        while (link && *link) {
            struct phrase *p = *link;
            bool here =
                p->count <= action->count - at &&
                memcmp(p->words, action->words + at, p->count * sizeof(*p->words)) == 0;
            if (here && !is_named(s, p->theme)) {
                set_named(s, p->theme);
            }
            if (is_named(s, p->theme)) {
                *link = p->next;
            } else {
                link = &p->next;
            }
        }
    }
}

/* The map is the grid of the findings_stakeholders, or the first; the others are plans. */
static const struct grid *map_of(const struct template *form)
{
    const struct grid *map = NULL;
    return template_column(form, findings_stakeholders, &map) ? map : form->grids;
}

static void read_plan(struct findings *f, struct search *s, const struct record *table)
{
    const struct template *form = table_template(f->session, table);
    const struct grid *map = map_of(form);
    struct phrase action = {0};
    size_t goals, notes;
    const struct record *const *goal = table_goals(f->session, table, &goals);
    for (size_t g = 0; g < goals; g++) {
        for (size_t i = 0; i < form->grid_count; i++) {
            const struct grid *grid = &form->grids[i];
            for (size_t c = 0; grid != map && c < grid->column_count; c++) {
                const struct record *const *note =
                    goal_notes(f->session, goal[g], grid->columns[c].id, &notes);
                for (size_t n = 0; n < notes; n++) {
                    read_phrase(s, record_words(note[n], "text"), form->language,
                                &action);
                    read_action(s, &action);
                    f->has_plan = f->has_plan || action.count;
                }
            }
        }
    }
    free(action.words);
}

static void take_themes(struct findings *f, struct search *s)
{
    for (size_t i = 0; i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        if (strcmp(theme->column, findings_stakeholders) != 0) {
            continue;
        }
        for (size_t n = 0; n < theme->count; n++) {
            const char *language =
                table_template(f->session, entry_table(theme->members[n]))->language;
            look_for(s, theme, record_words(theme->members[n], "text"), language);
            if (n == 0 && theme->named) {
                look_for(s, theme, theme->words, language);
            }
        }
    }
}

void findings_find_unacted(struct findings *f)
{
    struct search s = {.arena = ARENA_EMPTY};
    take_themes(f, &s);
    for (size_t i = 0; i < f->table_count; i++) {
        read_plan(f, &s, f->tables[i].record);
    }
    f->unacted = memory_get((f->themes.count + 1) * sizeof(*f->unacted));
    for (size_t i = 0; f->has_plan && i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        if (strcmp(theme->column, findings_stakeholders) == 0 && !is_named(&s, theme)) {
            f->unacted[f->unacted_count++] = theme;
        }
    }
    HASH_CLEAR(hh, s.by_first_word);
    HASH_CLEAR(hh, s.named);
    names_finish(&s.names);
    arena_finish(&s.arena);
}
