#include "export/themes_parts.h"
#include "export/writing.h"

#include <stdlib.h>
#include <string.h>

static void add_head(struct str *out, const char *const *titles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str_add(out, i ? " | " : "\n| ");
        markdown_add_words(out, titles[i]);
    }
    str_add(out, " |\n|");
    for (size_t i = 0; i < count; i++) {
        str_add(out, " --- |");
    }
    str_add_byte(out, '\n');
}

/* Adds "words *(3 votes)*" and, under it, other words for it. */
static void add_theme(struct str *out, const struct findings *f,
                      const struct theme *theme)
{
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
    markdown_add_words(out, theme->words);
    if (theme->votes_shown && !f->only_words) {
        str_addf(out, " *(%ld vote%s)*", theme->votes_shown,
                 theme->votes_shown == 1 ? "" : "s");
    }
    for (size_t i = 0; texts && texts[i]; i++) {
        str_add(out, "<br>*also:* ");
        markdown_add_words(out, texts[i]);
    }
    free(texts);
}

static void add_tables(struct str *out, const struct findings *f,
                       const struct theme *theme)
{
    struct str tables = STR_EMPTY;
    findings_add_tables(f, theme->members, theme->count, &tables);
    str_add(out, " | ");
    markdown_add_words(out, tables.bytes);
    str_add(out, " |\n");
    str_finish(&tables);
}

static void add_shared(struct str *out, const struct findings *f,
                       const struct findings_column *column)
{
    const char *const titles[] = {"Tables", column->title, "Which tables"};
    str_add(out, "\n## ");
    markdown_add_words(out, column->title);
    str_add_byte(out, '\n');
    add_head(out, titles, 3);
    for (size_t i = 0; i < column->shared_count; i++) {
        const struct theme *theme = column->shared[i];
        size_t bar = themes_bar_parts(f, theme, THEMES_BAR_COLS);
        str_addf(out, "| %zu ", theme->tables);
        for (size_t n = 0; n < bar; n++) {
            str_add(out, "█");
        }
        str_add(out, " | ");
        add_theme(out, f, theme);
        add_tables(out, f, theme);
    }
}

static void add_lone(struct str *out, const struct findings *f,
                     const struct findings_column *column)
{
    const char *const titles[] = {column->title, "Table"};
    add_head(out, titles, 2);
    for (size_t i = 0; i < column->lone_count; i++) {
        str_add(out, "| ");
        add_theme(out, f, column->lone[i]);
        add_tables(out, f, column->lone[i]);
    }
}

static void add_differences(struct str *out, const struct findings *f)
{
    static const char *const titles[] = {"Column", "Theme", "Who chose what"};
    str_add(out, "\n## Where tables differ\n");
    add_head(out, titles, 3);
    for (size_t i = 0; i < f->difference_count; i++) {
        const struct findings_difference *d = &f->differences[i];
        struct str choices = STR_EMPTY;
        str_addf(&choices, "%s: ", d->title);
        findings_add_choices(f, d, &choices);
        str_add(out, "| ");
        markdown_add_words(out, d->column->title);
        str_add(out, " | ");
        markdown_add_words(out, d->theme->words);
        str_add(out, " | ");
        markdown_add_words(out, choices.bytes);
        str_add(out, " |\n");
        str_finish(&choices);
    }
}

static void add_unacted(struct str *out, const struct findings *f)
{
    static const char *const titles[] = {"Stakeholder", "Which tables"};
    str_add(out, "\n## Named in no action\n");
    add_head(out, titles, 2);
    for (size_t i = 0; i < f->unacted_count; i++) {
        str_add(out, "| ");
        add_theme(out, f, f->unacted[i]);
        add_tables(out, f, f->unacted[i]);
    }
}

static void add_title(const struct section *section, struct str *out)
{
    const struct findings *f = section->findings;
    struct str summary = STR_EMPTY;
    findings_add_summary(f, &summary);
    str_addf(out, "# %s\n\n", section_themes_heading(section->options));
    markdown_add_words(out, summary.bytes);
    str_add(out, themes_any_shared(f) ? "\n"
                 : f->theme_count     ? "\n\nNo two tables said the same.\n"
                                      : "\n\nNothing here yet.\n");
    str_finish(&summary);
}

void themes_markdown_section(const struct section *section, struct str *out)
{
    const struct findings *f = section->findings;
    switch (section->kind) {
    case SECTION_THEMES:
        add_title(section, out);
        break;
    case SECTION_SHARED:
        for (size_t i = 0; i < f->column_count; i++) {
            if (f->columns[i].shared_count) {
                add_shared(out, f, &f->columns[i]);
            }
        }
        break;
    case SECTION_DIFFERENCES:
        if (f->difference_count) {
            add_differences(out, f);
        }
        break;
    case SECTION_UNACTED:
        if (f->unacted_count) {
            add_unacted(out, f);
        }
        break;
    case SECTION_LONE:
        str_add(out, themes_any_lone(f) ? "\n## Said at one table only\n" : "");
        for (size_t i = 0; i < f->column_count; i++) {
            if (f->columns[i].lone_count) {
                add_lone(out, f, &f->columns[i]);
            }
        }
        break;
    default:
        break;
    }
}
