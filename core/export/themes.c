/* What several tables said, what only one saw, where they differ, whom no action names. */

#include "base/number_map.h"
#include "export/sections.h"
#include "model/plan.h"

#include <stdlib.h>

/* Politicians read the first of each list: all of it stands in the others' reports. */
enum { FIRST_THEMES = 6, FIRST_WORDINGS = 1, FIRST_DIFFERENCES = 3 };

static size_t told_of(const struct section *section, size_t count, size_t first)
{
    bool all = section->options->audience != FOR_POLITICIANS || count <= first;
    return all ? count : first;
}

static void say_more(const struct section *section, const struct listener *listener,
                     size_t count, size_t told)
{
    if (told < count) {
        listener->say(listener->to,
                      section_say(section, PAPER_MORE,
                                  (struct paper_said){.n = (long)(count - told)}),
                      TOLD_SAID);
    }
}

static bool any_shared(const struct findings *f)
{
    return f->most_tables > 1;
}

static size_t lone_count(const struct findings *f)
{
    size_t count = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        count += f->columns[i].lone_count;
    }
    return count;
}

static const char *tables_of(const struct section *section, const struct theme *theme)
{
    struct str tables = STR_EMPTY;
    findings_add_where(section->findings, theme->members, theme->count, &tables);
    return told_take(section->arena, &tables);
}

/* The words of a theme and its votes, without other words for it. */
static struct told words_of(const struct section *section, const struct theme *theme)
{
    struct told told = {.words = theme->words};
    if (theme->votes_shown && !section->findings->only_words) {
        told.votes = section_votes(section, theme);
    }
    return told;
}

static struct told told_theme(const struct section *section, const struct theme *theme)
{
    const struct findings *f = section->findings;
    struct told told = words_of(section, theme);
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
    while (texts && texts[told.about_count]) {
        told.about_count++;
    }
    told.about_count = told_of(section, told.about_count, FIRST_WORDINGS);
    struct told_about *abouts =
        arena_get(section->arena, (told.about_count + 1) * sizeof *abouts);
    for (size_t i = 0; i < told.about_count; i++) {
        abouts[i] = (struct told_about){section_word(section, PAPER_ALSO), texts[i]};
    }
    told.abouts = abouts;
    free(texts);
    return told;
}

/* Stakeholders that no action names, where that is told. */
static struct number_map those_unacted(const struct findings *f)
{
    struct number_map unacted = {0};
    for (size_t i = 0; i < f->unacted_count && !f->only_words; i++) {
        number_map_set(&unacted, (uintptr_t)f->unacted[i], 1);
    }
    return unacted;
}

static bool is_in(const struct number_map *themes, const struct theme *theme)
{
    return number_map_find(themes, (uintptr_t)theme) != 0;
}

static struct told told_count(const struct section *section, const struct theme *theme)
{
    return (struct told){.count = theme->tables, .most = section->findings->most_tables};
}

void themes_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    bool alone = section->of == SECTIONS_OF_THEMES;
    struct str summary = STR_EMPTY;
    section_add_summary(section, &summary);
    struct told_head head = {
        .kind = TOLD_THEMES,
        .title = {.words =
                      alone ? told_text(section->arena, "%s: %s",
                                        section_word(section, PAPER_HEARD), summary.bytes)
                            : section_themes_heading(section),
                  .not_peoples = true},
        .about = alone ? NULL : summary.bytes,
    };
    listener->begin(listener->to, section, &head);
    str_finish(&summary);
    if (!f->theme_count) {
        listener->say(listener->to, section_word(section, PAPER_NOTHING_YET), TOLD_SAID);
    } else if (!any_shared(f)) {
        listener->say(listener->to,
                      section_word(section, f->met_count == 1 ? PAPER_ONE_TABLE_ALONE
                                                              : PAPER_NONE_SHARED),
                      TOLD_SAID);
    }
    const char *undecided = alone ? section_undecided(section) : NULL;
    const char *waiting = alone ? section_waiting(section) : NULL;
    if (undecided) { /* else the page before has said so */
        listener->say(listener->to, undecided, TOLD_SAID);
    }
    if (waiting) {
        listener->say(listener->to, waiting, TOLD_SAID);
    }
}

/* The first are the goals. */
static size_t colour_of(const struct findings *f, const struct findings_column *column)
{
    size_t at = (size_t)(column - f->columns);
    return at ? plan_colour(column->id, at - 1) : 0;
}

static void tell_shared(const struct section *section, const struct listener *listener,
                        const struct findings_column *column,
                        const struct number_map *unacted)
{
    const struct told_column columns[] = {
        {.title = section_word(section, PAPER_THEME),
         .kind = TOLD_WORDS,
         .share = 4,
         .head = true},
        {.title = section_word(section, PAPER_TABLES), .kind = TOLD_BAR, .share = 2.5},
        {.title = section_word(section, PAPER_WHICH_TABLES),
         .kind = TOLD_LINE,
         .share = 4},
    };
    listener->heading(listener->to, column->title);
    listener->table(listener->to, &(struct told_table){
                                      .as = TOLD_AS_SHARED,
                                      .title = column->title,
                                      .caption = section_count(section, PAPER_SHARED_ONE,
                                                               column->shared_count),
                                      .columns = columns,
                                      .count = sizeof columns / sizeof *columns,
                                      .colour = colour_of(section->findings, column)});
    size_t count = told_of(section, column->shared_count, FIRST_THEMES);
    for (size_t i = 0; i < count; i++) {
        const struct theme *theme = column->shared[i];
        const char *tables = tables_of(section, theme);
        if (is_in(unacted, theme)) {
            tables = told_text(section->arena, "%s · %s", tables,
                               section_word(section, PAPER_IS_IN_NO_ACTION));
        }
        listener->row(listener->to,
                      (const struct told[]){told_theme(section, theme),
                                            told_count(section, theme),
                                            {.words = tables, .not_peoples = true}});
    }
    listener->end(listener->to);
    say_more(section, listener, column->shared_count, count);
}

void shared_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    if (any_shared(f)) {
        listener->say(listener->to, section_word(section, PAPER_KEY_OF_BARS), TOLD_KEY);
    }
    struct number_map unacted = those_unacted(f);
    for (size_t i = 0; i < f->column_count; i++) {
        if (f->columns[i].shared_count) {
            tell_shared(section, listener, &f->columns[i], &unacted);
        }
    }
    number_map_finish(&unacted);
}

/* "Weight", and under it who chose "Pebble", who "Cliff". */
static struct told told_choices(const struct section *section,
                                const struct findings_difference *d)
{
    const struct findings *f = section->findings;
    struct told *list = arena_get(section->arena, (d->choice_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->choice_count; i++) {
        const struct findings_choice *choice = &d->choices[i];
        struct str tables = STR_EMPTY;
        findings_add_where(f, choice->entries, choice->count, &tables);
        list[i] =
            (struct told){.words = choice->title,
                          .not_peoples = true,
                          .count = choice->tables,
                          .at = section_count(section, PAPER_AT_ONE, choice->tables),
                          .from = told_take(section->arena, &tables)};
    }
    struct str line = str_of("%s: ", d->title);
    findings_add_choices(f, d->choices, d->choice_count, &line);
    return (struct told){.words = d->title,
                         .not_peoples = true,
                         .list = list,
                         .list_count = d->choice_count,
                         .line = told_take(section->arena, &line)};
}

void differences_tell(const struct section *section, const struct listener *listener)
{
    const struct told_column columns[] = {
        {.title = section_word(section, PAPER_THEME),
         .kind = TOLD_WORDS,
         .share = 5,
         .head = true},
        {.title = section_word(section, PAPER_COLUMN), .kind = TOLD_LINE, .share = 2},
        {.title = section_word(section, PAPER_WHO_CHOSE), .kind = TOLD_LIST, .share = 5},
    };
    const struct findings *f = section->findings;
    if (!f->difference_count) {
        return;
    }
    listener->heading(listener->to, section_word(section, PAPER_DIFFER));
    listener->table(listener->to, &(struct told_table){
                                      .as = TOLD_AS_DIFFERENCES,
                                      .caption = section_word(section, PAPER_DIFFER_HOW),
                                      .columns = columns,
                                      .count = sizeof columns / sizeof *columns,
                                      .paper = section_paper(section)});
    size_t count = told_of(section, f->difference_count, FIRST_DIFFERENCES);
    for (size_t i = 0; i < count; i++) {
        const struct findings_difference *d = &f->differences[i];
        listener->row(listener->to, (const struct told[]){
                                        told_theme(section, d->theme),
                                        {.words = d->column->title, .not_peoples = true},
                                        told_choices(section, d)});
    }
    listener->end(listener->to);
    say_more(section, listener, f->difference_count, count);
}

static void tell_items(const struct section *section, const struct listener *listener,
                       const struct told_list *list, const struct theme *const *themes,
                       size_t count)
{
    listener->list(listener->to, list);
    for (size_t i = 0; i < count; i++) {
        struct told item = told_theme(section, themes[i]);
        /* Where there is one table, it need not be told of every line. */
        item.from =
            section->findings->met_count == 1 ? NULL : tables_of(section, themes[i]);
        listener->item(listener->to, &item);
    }
}

/* Nobody stands in two lists: who is named by several tables stands in theirs, and there it
 * is said. Those of one table come last of all that are named in no action. */
void unacted_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    size_t shared = 0;
    while (shared < f->unacted_count && f->unacted[shared]->tables > 1) {
        shared++;
    }
    if (f->unacted_count) {
        listener->heading(listener->to, section_word(section, PAPER_IN_NO_ACTION));
        if (shared) {
            listener->say(listener->to, section_count(section, PAPER_ABOVE_ONE, shared),
                          TOLD_SAID);
        }
    }
    if (shared < f->unacted_count) {
        listener->say(listener->to, section_word(section, PAPER_UNACTED), TOLD_LEADS);
        tell_items(
            section, listener,
            &(struct told_list){.titles = {section_word(section, PAPER_STAKEHOLDER),
                                           section_word(section, PAPER_WHICH_TABLES)}},
            f->unacted + shared, f->unacted_count - shared);
    }
    if (f->unacted_count) {
        listener->end(listener->to);
    }
}

/* Those of one table that do not stand in the list above already: nobody stands in two. */
static const struct theme *const *not_told_yet(const struct section *section,
                                               const struct findings_column *column,
                                               const struct number_map *told,
                                               size_t *count)
{
    const struct theme **themes =
        arena_get(section->arena, (column->lone_count + 1) * sizeof(*themes));
    *count = 0;
    for (size_t i = 0; i < column->lone_count; i++) {
        if (!is_in(told, column->lone[i])) {
            themes[(*count)++] = column->lone[i];
        }
    }
    return themes;
}

/* What only one table saw is the longest of the lists, and the last. */
void lone_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    struct number_map told = those_unacted(f);
    size_t above = 0, count;
    for (size_t i = 0; i < f->unacted_count; i++) {
        above += f->unacted[i]->tables < 2;
    }
    if (lone_count(f) > above) {
        listener->heading(listener->to, section_word(section, PAPER_AT_ONE_TABLE));
        if (above) {
            listener->say(listener->to, section_word(section, PAPER_BESIDES), TOLD_SAID);
        }
        for (size_t i = 0; i < f->column_count; i++) {
            const struct findings_column *column = &f->columns[i];
            const struct theme *const *themes =
                not_told_yet(section, column, &told, &count);
            if (count) {
                tell_items(section, listener,
                           &(struct told_list){
                               column->title,
                               {column->title, section_word(section, PAPER_TABLE)}},
                           themes, count);
            }
        }
        listener->end(listener->to);
    }
    number_map_finish(&told);
}

void elsewhere_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    size_t lone = lone_count(f);
    if (lone || f->unacted_count) {
        struct str said = STR_EMPTY;
        str_add(&said, section_count(section, PAPER_LONE_ONE, lone));
        if (f->unacted_count) {
            str_addf(&said, ", %s",
                     section_count(section, PAPER_UNNAMED_ONE, f->unacted_count));
        }
        str_addf(&said, ". %s", section_word(section, PAPER_HAS_THEM_ALL));
        listener->heading(listener->to, section_word(section, PAPER_NOT_TOLD));
        listener->say(listener->to, told_take(section->arena, &said), TOLD_SAID);
    }
}
