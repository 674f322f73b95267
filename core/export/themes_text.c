/* What several tables said, what only one saw: one page to read to the room. */

#include "export/themes_parts.h"
#include "export/writing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t themes_bar_parts(const struct findings *f, const struct theme *theme, size_t full)
{
    size_t most = f->most_tables ? f->most_tables : 1;
    size_t parts = (theme->tables * full + most / 2) / most;
    return parts ? parts : 1;
}

bool themes_any_shared(const struct findings *f)
{
    return f->most_tables > 1;
}

bool themes_any_lone(const struct findings *f)
{
    size_t lone = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        lone += f->columns[i].lone_count;
    }
    return lone > 0;
}

void themes_add_count(size_t tables, struct str *out)
{
    str_addf(out, "%zu table%s", tables, tables == 1 ? "" : "s");
}

static void add_section(struct str *out, const char *title)
{
    str_add_byte(out, '\n');
    text_add_heading(out, title, '-');
}

/* Adds "words [3 votes]". */
static void add_words(struct str *out, const struct findings *f, const char *first,
                      const char *rest, const struct theme *theme,
                      const struct str *behind)
{
    struct str said = STR_EMPTY;
    str_add(&said, theme->words);
    if (theme->votes_shown && !f->only_words) {
        str_addf(&said, " [%ld vote%s]", theme->votes_shown,
                 theme->votes_shown == 1 ? "" : "s");
    }
    str_add(&said, behind ? str_text(behind) : "");
    text_add_words(out, first, rest, str_text(&said));
    str_finish(&said);
}

static void add_other_words(struct str *out, const struct findings *f, const char *indent,
                            const char *rest, const struct theme *theme)
{
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
    for (size_t i = 0; texts && texts[i]; i++) {
        struct str also = STR_EMPTY;
        str_addf(&also, "also: %s", texts[i]);
        text_add_words(out, indent, rest, also.bytes);
        str_finish(&also);
    }
    free(texts);
}

/* "  9 ██████████ Reducing social isolation", other words for it, and the tables. */
static void add_shared(struct str *out, const struct findings *f, bool plain,
                       const struct theme *theme)
{
    struct str first = STR_EMPTY, rest = STR_EMPTY, deeper = STR_EMPTY,
               tables = STR_EMPTY;
    int digits = snprintf(NULL, 0, "%zu", f->most_tables);
    size_t bar = themes_bar_parts(f, theme, THEMES_BAR_COLS);
    str_addf(&first, "  %*zu ", digits, theme->tables);
    for (size_t i = 0; i < THEMES_BAR_COLS; i++) {
        str_add(&first, i >= bar ? " " : plain ? "#" : "█");
    }
    str_add_byte(&first, ' ');
    str_addf(&rest, "%*s", 2 + digits + 1 + THEMES_BAR_COLS + 1, "");
    str_addf(&deeper, "%s  ", rest.bytes);
    add_words(out, f, first.bytes, rest.bytes, theme, NULL);
    add_other_words(out, f, rest.bytes, deeper.bytes, theme);
    findings_add_tables(f, theme->members, theme->count, &tables);
    text_add_words(out, rest.bytes, deeper.bytes, tables.bytes);
    str_finish(&first);
    str_finish(&rest);
    str_finish(&deeper);
    str_finish(&tables);
}

/* "  - More walking (Leeds 4)" */
static void add_lone(struct str *out, const struct findings *f, const struct theme *theme)
{
    struct str table = STR_EMPTY;
    str_add(&table, " (");
    findings_add_table(findings_table_of(f, theme->members[0]), &table);
    str_add_byte(&table, ')');
    add_words(out, f, "  - ", "    ", theme, &table);
    add_other_words(out, f, "    ", "      ", theme);
    str_finish(&table);
}

static void add_differences(struct str *out, const struct findings *f)
{
    add_section(out, "Where tables differ");
    for (size_t i = 0; i < f->difference_count; i++) {
        const struct findings_difference *d = &f->differences[i];
        struct str words = STR_EMPTY, choices = STR_EMPTY;
        str_addf(&words, "%s: %s", d->column->title, d->theme->words);
        str_addf(&choices, "%s: ", d->title);
        findings_add_choices(f, d, &choices);
        str_add_byte(out, '\n');
        text_add_words(out, "  ", "    ", words.bytes);
        text_add_words(out, "    ", "      ", choices.bytes);
        str_finish(&words);
        str_finish(&choices);
    }
}

/* "  - Carers (Leeds 1, 2)" */
static void add_unacted(struct str *out, const struct findings *f)
{
    add_section(out, "Named in no action");
    str_add_byte(out, '\n');
    text_add_words(
        out, "", "",
        "Stakeholders of the map whose words stand in no action of any table:");
    str_add_byte(out, '\n');
    for (size_t i = 0; i < f->unacted_count; i++) {
        const struct theme *theme = f->unacted[i];
        struct str tables = STR_EMPTY;
        str_add(&tables, " (");
        findings_add_tables(f, theme->members, theme->count, &tables);
        str_add_byte(&tables, ')');
        add_words(out, f, "  - ", "    ", theme, &tables);
        str_finish(&tables);
    }
}

static void add_shared_columns(struct str *out, const struct findings *f, bool plain)
{
    for (size_t i = 0; i < f->column_count; i++) {
        const struct findings_column *column = &f->columns[i];
        if (column->shared_count) {
            add_section(out, column->title);
            str_add_byte(out, '\n');
        }
        for (size_t n = 0; n < column->shared_count; n++) {
            add_shared(out, f, plain, column->shared[n]);
        }
    }
}

/* What only one table saw is the longest of the lists, and the last. */
static void add_lones(struct str *out, const struct findings *f)
{
    add_section(out, "Said at one table only");
    for (size_t i = 0; i < f->column_count; i++) {
        const struct findings_column *column = &f->columns[i];
        if (column->lone_count) {
            str_add_byte(out, '\n');
            text_add_words(out, "", "  ", column->title);
        }
        for (size_t n = 0; n < column->lone_count; n++) {
            add_lone(out, f, column->lone[n]);
        }
    }
}

/* The first of a list, then how many there are besides. */
static void add_first(struct str *out, const struct findings *f, bool plain,
                      const struct theme *const *themes, size_t count)
{
    enum { FIRST = 5 };
    for (size_t n = 0; n < count && n < FIRST; n++) {
        struct str first = STR_EMPTY;
        size_t bar = themes_bar_parts(f, themes[n], THEMES_BAR_COLS);
        str_addf(&first, "  %4zu ", themes[n]->tables);
        for (size_t i = 0; i < THEMES_BAR_COLS; i++) {
            str_add(&first, i >= bar ? " " : plain ? "#" : "█");
        }
        str_add_byte(&first, ' ');
        add_words(out, f, first.bytes, "                   ", themes[n], NULL);
        str_finish(&first);
    }
    if (count > FIRST) {
        str_addf(out, "       and %zu more\n", count - FIRST);
    }
}

/* One page: what a facilitator reads out before people leave. */
static void add_brief(struct str *out, const struct findings *f, bool plain)
{
    size_t lone = 0;
    for (size_t i = 0; i < f->column_count; i++) {
        const struct findings_column *column = &f->columns[i];
        lone += column->lone_count;
        if (column->shared_count) {
            str_add_byte(out, '\n');
            text_add_words(out, "", "  ", column->title);
            add_first(out, f, plain, column->shared, column->shared_count);
        }
    }
    if (f->unacted_count && !f->only_words) {
        str_add(out, "\nNamed in no action\n");
        add_first(out, f, plain, f->unacted, f->unacted_count);
    }
    if (f->only_words) {
        return;
    }
    str_addf(out,
             "\nTables differ about %zu of these; %zu things were said at one table "
             "only.\n",
             f->difference_count, lone);
}

/* What the numbers mean, or why there are none. */
static void add_lead(struct str *out, const struct findings *f)
{
    if (!f->theme_count) {
        str_add(out, "Nothing here yet.\n");
    } else if (themes_any_shared(f)) {
        str_add(out,
                "Before each line: how many tables said it, as a number and a bar.\n");
    } else {
        text_add_words(out, "", "",
                       f->table_count == 1 ? "There is one table only, so nothing is "
                                             "shared with others."
                                           : "No two tables said the same.");
    }
}

/* One page only: the first of each list. */
static bool is_brief(const struct section *section)
{
    return section->options->brief && section->of == SECTIONS_OF_THEMES &&
           themes_any_shared(section->findings);
}

static void add_head(const struct section *section, struct str *out)
{
    const struct findings *f = section->findings;
    struct str heading = STR_EMPTY, summary = STR_EMPTY;
    findings_add_summary(f, &summary);
    if (section->of == SECTIONS_OF_THEMES) {
        str_addf(&heading, "What we heard: %s", summary.bytes);
        str_clear(&summary);
    } else {
        str_add(&heading, section_themes_heading(section->options));
    }
    text_add_heading(out, heading.bytes, '=');
    if (summary.len_bytes) {
        str_add_byte(out, '\n');
        text_add_words(out, "", "", summary.bytes);
    }
    str_finish(&heading);
    str_finish(&summary);
}

void themes_text_section(const struct section *section, struct str *out)
{
    const struct findings *f = section->findings;
    bool plain = section->options->plain_bars, brief = is_brief(section);
    switch (section->kind) {
    case SECTION_THEMES:
        add_head(section, out);
        break;
    case SECTION_SHARED:
        if (brief) {
            add_brief(out, f, plain);
        } else {
            str_add_byte(out, '\n');
            add_lead(out, f);
            add_shared_columns(out, f, plain);
        }
        break;
    case SECTION_DIFFERENCES:
        if (f->difference_count && !brief) {
            add_differences(out, f);
        }
        break;
    case SECTION_UNACTED:
        if (f->unacted_count && !brief) {
            add_unacted(out, f);
        }
        break;
    case SECTION_LONE:
        if (themes_any_lone(f) && !brief) {
            add_lones(out, f);
        }
        break;
    default:
        break;
    }
}
