#include "export/themes_parts.h"
#include "export/writing.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_PARTS = 100 };

static void add_head(struct str *out, const char *const *titles, size_t count)
{
    str_add(out, "<thead>\n<tr>\n");
    for (size_t i = 0; i < count; i++) {
        str_add(out, "<th scope=\"col\" dir=\"auto\">");
        html_add_words(out, titles[i], " ");
        str_add(out, "</th>\n");
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
}

/* Adds the words of a theme, its votes, and other words for it. */
static void add_theme(struct str *out, const struct findings *f,
                      const struct theme *theme)
{
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
    html_add_words(out, theme->words, "<br>");
    if (theme->votes_shown && !f->only_words) {
        str_addf(out, " <span class=\"marks\" dir=\"auto\">%ld vote%s</span>",
                 theme->votes_shown, theme->votes_shown == 1 ? "" : "s");
    }
    for (size_t i = 0; texts && texts[i]; i++) {
        str_add(out, " <span class=\"other\" dir=\"auto\">also: ");
        html_add_own(out, texts[i]);
        str_add(out, "</span>");
    }
    free(texts);
}

static void add_row_head(struct str *out, const struct findings *f,
                         const struct theme *theme)
{
    str_add(out, "<tr>\n<th scope=\"row\" dir=\"auto\">");
    add_theme(out, f, theme);
    str_add(out, "</th>\n");
}

static void add_tables(struct str *out, const struct findings *f,
                       const struct theme *theme)
{
    struct str tables = STR_EMPTY;
    findings_add_tables(f, theme->members, theme->count, &tables);
    str_add(out, "<td dir=\"auto\">");
    html_add_words(out, tables.bytes, " ");
    str_add(out, "</td>\n");
    str_finish(&tables);
}

/* The number is text; the bar repeats it for the eye, so nobody need hear it. Drawn, not
 * a background: printers leave those out. */
static void add_count(struct str *out, const struct findings *f,
                      const struct theme *theme)
{
    str_addf(out,
             "<td class=\"count\"><span>%zu</span><svg aria-hidden=\"true\" "
             "viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\"><rect width=\"%zu\" "
             "height=\"10\"/></svg></td>\n",
             theme->tables, BAR_PARTS, themes_bar_parts(f, theme, BAR_PARTS));
}

static void add_caption(struct str *out, const char *title, size_t count)
{
    str_add(out, "<caption><span class=\"aloud\">");
    html_add_own(out, title);
    str_addf(out, ": </span>%zu theme%s of two tables or more</caption>\n", count,
             count == 1 ? "" : "s");
}

static void begin_section(struct str *out, const char *title)
{
    str_add(out, "<section>\n<h2 dir=\"auto\">");
    html_add_words(out, title, " ");
    str_add(out, "</h2>\n");
}

static void add_shared(struct str *out, const struct findings *f,
                       const struct findings_column *column)
{
    const char *const titles[] = {"Theme", "Tables", "Which tables"};
    begin_section(out, column->title);
    str_add(out, "<table class=\"shared\">\n");
    add_caption(out, column->title, column->shared_count);
    add_head(out, titles, 3);
    for (size_t i = 0; i < column->shared_count; i++) {
        add_row_head(out, f, column->shared[i]);
        add_count(out, f, column->shared[i]);
        add_tables(out, f, column->shared[i]);
        str_add(out, "</tr>\n");
    }
    str_add(out, "</tbody>\n</table>\n</section>\n");
}

/* A theme and its tables, in a list. */
static void add_item(struct str *out, const struct findings *f, const struct theme *theme)
{
    struct str tables = STR_EMPTY;
    findings_add_tables(f, theme->members, theme->count, &tables);
    str_add(out, "<li dir=\"auto\">");
    add_theme(out, f, theme);
    str_add(out, " <span class=\"from\" dir=\"auto\">");
    html_add_own(out, tables.bytes);
    str_add(out, "</span></li>\n");
    str_finish(&tables);
}

static void add_lone(struct str *out, const struct findings *f,
                     const struct findings_column *column)
{
    str_add(out, "<div class=\"lone\">\n<h3 dir=\"auto\">");
    html_add_words(out, column->title, " ");
    str_add(out, "</h3>\n<ul>\n");
    for (size_t i = 0; i < column->lone_count; i++) {
        add_item(out, f, column->lone[i]);
    }
    str_add(out, "</ul>\n</div>\n");
}

static void add_lones(struct str *out, const struct findings *f)
{
    begin_section(out, "Said at one table only");
    str_add(out, "<div class=\"lists\">\n");
    for (size_t i = 0; i < f->column_count; i++) {
        if (f->columns[i].lone_count) {
            add_lone(out, f, &f->columns[i]);
        }
    }
    str_add(out, "</div>\n</section>\n");
}

static void add_difference(struct str *out, const struct findings *f,
                           const struct findings_difference *d)
{
    add_row_head(out, f, d->theme);
    str_add(out, "<td dir=\"auto\">");
    html_add_words(out, d->column->title, " ");
    str_add(out, "</td>\n<td dir=\"auto\">");
    html_add_own(out, d->title);
    str_add(out, "<ul>\n");
    for (size_t i = 0; i < d->choice_count; i++) {
        const struct findings_choice *choice = &d->choices[i];
        struct str tables = STR_EMPTY;
        findings_add_tables(f, choice->entries, choice->count, &tables);
        str_add(out, "<li dir=\"auto\">");
        html_add_own(out, choice->title);
        str_add(out, " at ");
        themes_add_count(choice->tables, out);
        str_add(out, " <span class=\"from\" dir=\"auto\">");
        html_add_own(out, tables.bytes);
        str_add(out, "</span></li>\n");
        str_finish(&tables);
    }
    str_add(out, "</ul></td>\n</tr>\n");
}

static void add_differences(struct str *out, const struct findings *f)
{
    static const char *const titles[] = {"Theme", "Column", "Who chose what"};
    begin_section(out, "Where tables differ");
    str_add(out, "<table class=\"differ\">\n<caption>The same theme, valued in another "
                 "way at another table</caption>\n");
    add_head(out, titles, 3);
    for (size_t i = 0; i < f->difference_count; i++) {
        add_difference(out, f, &f->differences[i]);
    }
    str_add(out, "</tbody>\n</table>\n</section>\n");
}

static void add_unacted(struct str *out, const struct findings *f)
{
    begin_section(out, "Named in no action");
    str_add(out,
            "<p class=\"none\">Stakeholders of the map whose words stand in no action "
            "of any table</p>\n<ul class=\"lists\">\n");
    for (size_t i = 0; i < f->unacted_count; i++) {
        add_item(out, f, f->unacted[i]);
    }
    str_add(out, "</ul>\n</section>\n");
}

static void add_title(const struct section *section, const char *language,
                      struct str *out)
{
    const struct findings *f = section->findings;
    struct str summary = STR_EMPTY;
    findings_add_summary(f, &summary);
    str_addf(out,
             "<article id=\"themes\" lang=\"%s\" class=\"themes\">\n<header>\n"
             "<h1>%s</h1>\n<p dir=\"auto\">",
             language, section_themes_heading(section->options));
    html_add_words(out, summary.bytes, " ");
    str_add(out, "</p>\n</header>\n");
    if (!themes_any_shared(f)) {
        str_addf(out, "<p class=\"none\">%s</p>\n",
                 f->theme_count ? "No two tables said the same." : "Nothing here yet.");
    }
    str_finish(&summary);
}

void themes_html_section(const struct section *section, const char *language,
                         struct str *out)
{
    const struct findings *f = section->findings;
    switch (section->kind) {
    case SECTION_THEMES:
        add_title(section, language, out);
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
        if (themes_any_lone(f)) {
            add_lones(out, f);
        }
        break;
    default:
        break;
    }
}
