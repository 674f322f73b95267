/* Who stands on the map, but in no action: neither most of the words, nor in who does it,
 * nor because somebody said which action is for them. Here nothing can be asked, so what
 * may be named is not told. */

#include "base/memory.h"
#include "findings/findings.h"
#include "findings/mentions.h"
#include "model/plan.h"

#include <string.h>

static void read_plan(struct findings *f, struct mentions *m, const struct record *table)
{
    const struct template *form = table_template(f->session, table);
    const char *language = table_language(f->session, table);
    size_t goals, notes;
    const struct record *const *goal = table_goals(f->session, table, &goals);
    for (size_t g = 0; g < goals; g++) {
        for (size_t i = 0; i < form->grid_count; i++) {
            const struct grid *grid = &form->grids[i];
            for (size_t c = 0; grid->use == GRID_PLAN && c < grid->column_count; c++) {
                const struct record *const *note =
                    goal_notes(f->session, goal[g], grid->columns[c].id, &notes);
                for (size_t n = 0; n < notes; n++) {
                    bool words =
                        mentions_read(m, record_words(note[n], "text"), language);
                    mentions_read(m, record_words(note[n], "who"), language);
                    mentions_read(m, record_words(note[n], "messenger"), language);
                    f->has_plan = f->has_plan || words;
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
        for (size_t n = 0; n < theme->count; n++) {
            const char *language =
                table_language(f->session, entry_table(theme->members[n]));
            look_for(m, theme, record_words(theme->members[n], "text"), language);
            if (n == 0 && theme->named) {
                look_for(m, theme, theme->words, language);
            }
        }
    }
}

void findings_find_unacted(struct findings *f)
{
    struct mentions m = MENTIONS_EMPTY;
    take_themes(f, &m);
    for (size_t i = 0; i < f->table_count; i++) {
        read_plan(f, &m, f->tables[i].record);
    }
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
