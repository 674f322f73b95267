/* Who stands on the map, but in no action: neither most of the words, nor in who does it,
 * nor because somebody said which action is for them. Here nothing can be asked, so what
 * may be named is not told. */

#include "base/memory.h"
#include "findings/findings.h"
#include "findings/mentions.h"
#include "model/plan.h"

#include <string.h>

/* What is planned, and what of it was read: the same is said everywhere. */
struct plans {
    struct mentions *mentions;
    struct lookup read, people; /* of struct read, in that language */
    const char *language;
};

struct read {
    const char *text; /* comes first */
    bool has_words;
};

/* Whether there are words in it. */
static bool read_text(struct findings *f, struct plans *p, const char *text)
{
    struct read *read = *text ? lookup_find_id(&p->read, text) : NULL;
    if (!read && *text) {
        read = arena_get(&f->arena, sizeof *read);
        *read = (struct read){text, mentions_read(p->mentions, text, p->language)};
        lookup_add_id(&p->read, read);
    }
    return read && read->has_words;
}

static void read_people(struct findings *f, struct plans *p, const char *who)
{
    if (*who && !lookup_find_id(&p->people, who)) {
        struct read *read = arena_get(&f->arena, sizeof *read);
        *read = (struct read){.text = who};
        mentions_read_people(p->mentions, who, p->language);
        lookup_add_id(&p->people, read);
    }
}

static void read_action(struct findings *f, struct plans *p, const struct record *note)
{
    bool has_words = read_text(f, p, record_words(note, "text"));
    read_people(f, p, record_words(note, "who"));
    read_people(f, p, record_words(note, "messenger"));
    f->has_plan = f->has_plan || has_words;
}

static void read_plan(struct findings *f, struct plans *p, const struct record *table)
{
    const struct template *form = table_template(f->session, table);
    const char *language = table_language(f->session, table);
    size_t goals, notes;
    const struct record *const *goal = table_goals(f->session, table, &goals);
    if (!p->language || strcmp(p->language, language) != 0) {
        lookup_finish(&p->read);
        lookup_finish(&p->people);
        p->language = language;
    }
    for (size_t g = 0; g < goals; g++) {
        for (size_t i = 0; i < form->grid_count; i++) {
            const struct grid *grid = &form->grids[i];
            for (size_t c = 0; grid->use == GRID_PLAN && c < grid->column_count; c++) {
                const struct record *const *note =
                    goal_notes(f->session, goal[g], grid->columns[c].id, &notes);
                for (size_t n = 0; n < notes; n++) {
                    read_action(f, p, note[n]);
                }
            }
        }
    }
}

static void look_for(struct mentions *m, const struct theme *theme, const char *words,
                     const char *language)
{
    mentions_look_for_phrase(m, theme, words, language);
    mentions_look_for_most(m, theme, words, language);
}

static bool is_said_to_be_named(const struct findings *f, const struct theme *theme)
{
    for (size_t n = 0; n < theme->count; n++) {
        if (plan_action_for(f->session, theme->members[n])) {
            return true;
        }
    }
    return false;
}

static void take_themes(struct findings *f, struct mentions *m)
{
    for (size_t i = 0; i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        if (strcmp(theme->column, findings_stakeholders) != 0) {
            continue;
        }
        for (size_t n = 0; n < theme->text_count; n++) {
            look_for(m, theme, theme->texts[n].words, theme->texts[n].language);
        }
        if (theme->named) {
            look_for(m, theme, theme->words, theme->texts[0].language);
        }
    }
}

void findings_find_unacted(struct findings *f)
{
    struct mentions m = MENTIONS_EMPTY;
    struct plans plans = {.mentions = &m};
    take_themes(f, &m);
    for (size_t i = 0; i < f->table_count; i++) {
        read_plan(f, &plans, f->tables[i].record);
    }
    lookup_finish(&plans.read);
    lookup_finish(&plans.people);
    f->unacted = memory_get((f->themes.count + 1) * sizeof(*f->unacted));
    for (size_t i = 0; f->has_plan && i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        if (strcmp(theme->column, findings_stakeholders) == 0 &&
            !mentions_named(&m, theme) && !is_said_to_be_named(f, theme)) {
            f->unacted[f->unacted_count++] = theme;
        }
    }
    mentions_finish(&m);
}
