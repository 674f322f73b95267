/* One page: what is read to a room before people leave, and begins every longer report. */

#include "base/memory.h"
#include "export/brief_inside.h"
#include "model/ballot.h"
#include "model/columns.h"
#include "model/meetings.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

enum { VOICES = 3 };

/* Where entries stand, table by table: a room knows its own order, and no other. */

static void find_places(struct session *session, struct number_map *places)
{
    size_t count, goals, cells, notes;
    uint32_t place = 0;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t t = 0; t < count; t++) {
        const struct record *const *goal = table_goals(session, tables[t], &goals);
        for (size_t g = 0; g < goals; g++) {
            number_map_set(places, (uintptr_t)goal[g], ++place);
        }
        struct cell *all = table_cells(session, tables[t], &cells);
        for (size_t c = 0; c < cells; c++) {
            const struct record *const *note =
                goal_notes(session, all[c].goal, all[c].column, &notes);
            for (size_t n = 0; n < notes; n++) {
                number_map_set(places, (uintptr_t)note[n], ++place);
            }
        }
        free(all);
    }
}

struct placed {
    const struct theme *theme;
    long votes; /* that are told */
    uint32_t place;
};

static int by_place(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    if (a->theme->tables != b->theme->tables) {
        return a->theme->tables > b->theme->tables ? -1 : 1;
    }
    if (a->votes != b->votes) {
        return a->votes > b->votes ? -1 : 1;
    }
    return a->place < b->place ? -1 : a->place > b->place;
}

static uint32_t place_of(const struct number_map *places, const struct theme *theme)
{
    return number_map_find(places, (uintptr_t)theme->members[0]);
}

/* What more tables said first, then what has more votes, then as it stands at the tables. In
 * the section's arena. */
static const struct theme *const *in_order(const struct section *section,
                                           const struct number_map *places,
                                           const struct theme *const *themes,
                                           size_t count)
{
    struct placed *placed = arena_get(section->arena, (count + 1) * sizeof *placed);
    const struct theme **ordered =
        arena_get(section->arena, (count + 1) * sizeof *ordered);
    for (size_t i = 0; i < count; i++) {
        placed[i] = (struct placed){
            .theme = themes[i],
            .votes = section->findings->only_words ? 0 : themes[i]->votes_shown,
            .place = place_of(places, themes[i])};
    }
    ARRAY_SORT(placed, count, by_place);
    for (size_t i = 0; i < count; i++) {
        ordered[i] = placed[i].theme;
    }
    return ordered;
}

size_t brief_first_of(const struct section *section, size_t count, size_t usual)
{
    size_t most = section->options->brief_most;
    most = most && most < usual ? most : usual;
    return count < most ? count : most;
}

static bool is_of_map(const char *column)
{
    return strcmp(column, plan_barriers) == 0 || strcmp(column, plan_moments) == 0;
}

/* What is read out: goals, barriers and moments; where nobody named any of these, or one
 * column was asked for, whatever there is. */
bool brief_reads_all(const struct section *section)
{
    const struct findings *f = section->findings;
    bool all = true;
    for (size_t i = 0; i < f->column_count && !section->options->column; i++) {
        const struct findings_column *column = &f->columns[i];
        bool used = column->shared_count + column->lone_count > 0;
        all = all && !(used && is_of_map(column->id));
    }
    return all;
}

static bool is_read_out(const struct section *section,
                        const struct findings_column *asked)
{
    return brief_reads_all(section) || !*asked->id || is_of_map(asked->id);
}

static bool tells_unacted(const struct findings *f)
{
    return f->unacted_count && !f->only_words;
}

/* The page names who has a stake in it: those whom no action names; where there is no plan yet,
 * or it leaves nobody out, those that were named. */
static bool is_listed(const struct section *section, const struct findings_column *asked)
{
    return is_read_out(section, asked) ||
           (strcmp(asked->id, findings_stakeholders) == 0 &&
            !tells_unacted(section->findings));
}

void brief_begin_list(const struct section *section, const struct listener *listener,
                      const char *title, size_t count, size_t told)
{
    const char *heading =
        told < count ? told_text(section->arena, "%s: %s", title,
                                 section_say(section, PAPER_SO_MANY_OF,
                                             (struct paper_said){.n = (long)told,
                                                                 .all = (long)count}))
                     : title;
    listener->heading(listener->to, heading);
    listener->list(listener->to, &(struct told_list){.group = NULL});
}

/* How many that are left out were said at as many tables as the last that is told: the page
 * ends between them, by votes and names, and says so. */
static size_t count_level(const struct theme *const *themes, size_t count, size_t told)
{
    size_t level = 0;
    while (told && told + level < count &&
           themes[told + level]->tables == themes[told - 1]->tables) {
        level++;
    }
    return level;
}

static struct told item_of(const struct section *section, const struct theme *theme)
{
    const struct findings *f = section->findings;
    struct told told = {.words = theme->words};
    if (theme->votes_shown && !f->only_words) {
        told.votes = section_votes(section, theme);
    }
    return told;
}

/* What several tables said, with how many did; of an only table, what it said. */
static void tell_column(const struct section *section, const struct listener *listener,
                        const struct number_map *places,
                        const struct findings_column *column)
{
    bool only = section->findings->most_tables < 2;
    size_t count = only ? column->lone_count : column->shared_count;
    const struct theme *const *themes =
        in_order(section, places, only ? column->lone : column->shared, count);
    size_t told = brief_first_of(section, count, BRIEF_FIRST);
    if (!count) {
        return;
    }
    brief_begin_list(section, listener, column->title, count, told);
    for (size_t i = 0; i < told; i++) {
        struct told item = item_of(section, themes[i]);
        item.from =
            only ? NULL : section_count(section, PAPER_TABLES_ONE, themes[i]->tables);
        listener->item(listener->to, &item);
    }
    listener->end(listener->to);
    size_t level = only ? 0 : count_level(themes, count, told);
    if (level) {
        listener->say(
            listener->to,
            section_say(section, PAPER_MORE_AT,
                        (struct paper_said){.n = (long)level,
                                            .all = (long)themes[told - 1]->tables}),
            TOLD_SAID);
    }
}

static void tell_unacted(const struct section *section, const struct listener *listener,
                         const struct number_map *places)
{
    const struct findings *f = section->findings;
    size_t told = brief_first_of(section, f->unacted_count, BRIEF_FIRST);
    const struct theme *const *unacted = in_order(
        section, places, (const struct theme *const *)f->unacted, f->unacted_count);
    if (tells_unacted(f)) {
        brief_begin_list(section, listener, section_word(section, PAPER_IN_NO_ACTION),
                         f->unacted_count, told);
        for (size_t i = 0; i < told; i++) {
            struct told item = {.words = unacted[i]->words};
            listener->item(listener->to, &item);
        }
        listener->end(listener->to);
    }
}

/* Whether a table was heard among the voices that were told, or the theme stands in the list
 * above them already. */
static bool was_heard(const struct findings *f, const struct theme *const *voices,
                      size_t count, const struct theme *theme)
{
    for (size_t i = 0; i < f->unacted_count && !f->only_words; i++) {
        if (f->unacted[i] == theme) {
            return true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (voices[i] == theme ||
            tables_are_one(f->session, entry_table(voices[i]->members[0]),
                           entry_table(theme->members[0]))) {
            return true;
        }
    }
    return false;
}

/* Which tables, by their place among the findings', gave votes that may be seen. */
static const bool *tables_that_voted(const struct section *section)
{
    const struct findings *f = section->findings;
    bool *voted = arena_get(section->arena, (f->table_count + 1) * sizeof *voted);
    memset(voted, 0, (f->table_count + 1) * sizeof *voted);
    for (size_t i = 0; i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        for (size_t j = 0; j < theme->count && theme->votes_shown; j++) {
            const struct record *entry = theme->members[j];
            voted[findings_table_of(f, entry) - f->tables] |= ballot_votes(entry) > 0;
        }
    }
    return voted;
}

static bool has_voted(const struct findings *f, const bool *voted,
                      const struct theme *theme)
{
    return voted[findings_table_of(f, theme->members[0]) - f->tables];
}

/* The one with the most votes of a table that was not heard yet: of what stands in the way
 * and what could open the door; of anything, once there is no more of that.
 *
 * @voted  only tables that did not vote are heard; NULL: all are. */
static const struct theme *next_voice(const struct section *section,
                                      const struct number_map *places,
                                      const struct theme *const *voices, size_t count,
                                      const bool *voted)
{
    const struct findings *f = section->findings;
    const struct theme *best = NULL;
    for (int any = 0; any < 2 && !best; any++) {
        for (size_t i = 0; i < f->column_count; i++) {
            const struct findings_column *column = &f->columns[i];
            bool looked_at = any || (*column->id && is_read_out(section, column));
            for (size_t j = 0; j < column->lone_count && looked_at; j++) {
                const struct theme *theme = column->lone[j];
                bool later = best && (theme->votes_shown < best->votes_shown ||
                                      (theme->votes_shown == best->votes_shown &&
                                       place_of(places, theme) > place_of(places, best)));
                if (!later && !(voted && has_voted(f, voted, theme)) &&
                    !was_heard(f, voices, count, theme)) {
                    best = theme;
                }
            }
        }
    }
    return best;
}

static void tell_voices(const struct section *section, const struct listener *listener,
                        const struct number_map *places)
{
    const struct findings *f = section->findings;
    const struct theme *voices[VOICES];
    size_t count = 0, all = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        all += f->columns[i].lone_count;
    }
    size_t most = brief_first_of(section, all, VOICES);
    const bool *voted = tables_that_voted(section);
    while (count < most && f->most_tables > 1) {
        /* One that did not vote would never be heard: the last voice is its. */
        bool last = count && count + 1 == most;
        voices[count] = last ? next_voice(section, places, voices, count, voted) : NULL;
        if (!voices[count] &&
            !(voices[count] = next_voice(section, places, voices, count, NULL))) {
            break;
        }
        count++;
    }
    if (!count) {
        return;
    }
    const char *title = section_word(section, count < all ? PAPER_AT_ONE_FOR_EXAMPLE
                                                          : PAPER_AT_ONE_TABLE);
    brief_begin_list(section, listener, title, count, count);
    for (size_t i = 0; i < count; i++) {
        struct told item = item_of(section, voices[i]);
        struct str table = STR_EMPTY;
        findings_add_table(findings_table_of(f, voices[i]->members[0]), &table);
        item.from = told_take(section->arena, &table);
        listener->item(listener->to, &item);
    }
    listener->end(listener->to);
}

/* What was not decided yet could change the order: whoever reads it out should know. */
static void tell_undecided(const struct section *section, const struct listener *listener)
{
    const char *undecided = section_undecided(section),
               *waiting = section_waiting(section);
    if (undecided || waiting) {
        listener->heading(listener->to, section_word(section, PAPER_NOT_FINAL));
        if (undecided) {
            listener->say(listener->to, undecided, TOLD_SAID);
        }
        if (waiting) {
            listener->say(listener->to, waiting, TOLD_SAID);
        }
        listener->end(listener->to);
    }
}

/* "Health in our hands · 12 tables in 3 places": a page that stands alone says of what. */
static const char *about(const struct section *section)
{
    struct str words = STR_EMPTY;
    if (section->options->brief && section->of == SECTIONS_OF_TABLES) {
        outline_add_title(section->session, &words);
        str_add(&words, " · ");
    }
    section_add_summary(section, &words);
    return told_take(section->arena, &words);
}

void brief_tell(const struct section *section, const struct listener *listener)
{
    const struct findings *f = section->findings;
    struct number_map places = {0};
    bool all = !section->options->column, plainly = export_plainly(section->options);
    find_places(section->session, &places);
    listener->begin(
        listener->to, section,
        &(struct told_head){
            .kind = TOLD_BRIEF,
            .title = {.words = section_word(section, PAPER_HEARD), .not_peoples = true},
            .about = about(section)});
    bool vision = all && brief_tell_visions(section, listener);
    if (!f->theme_count && !vision) {
        listener->say(listener->to, section_word(section, PAPER_NOTHING_YET), TOLD_SAID);
    } else if (f->met_count > 1 && f->most_tables < 2) {
        listener->say(listener->to, section_word(section, PAPER_NONE_SHARED), TOLD_SAID);
    }
    for (size_t i = 0; i < f->column_count; i++) {
        if (is_listed(section, &f->columns[i])) {
            tell_column(section, listener, &places, &f->columns[i]);
        }
    }
    if (all && !plainly) {
        brief_tell_answers(section, listener);
    }
    if (all) {
        tell_unacted(section, listener, &places);
        tell_voices(section, listener, &places);
        brief_tell_promises(section, listener);
    }
    if (all && !plainly) {
        brief_tell_untaken(section, listener);
    }
    number_map_finish(&places); /* what is near is found next, and takes as much */
    tell_undecided(section, listener);
}
