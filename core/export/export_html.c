#include "export/html_style.h"
#include "export/numbers.h"
#include "export/outline.h"
#include "export/promises.h"
#include "export/sections.h"
#include "export/themes_parts.h"
#include "export/unsettled.h"
#include "export/writing.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

static void add_other_wordings(struct str *out, const struct field *field)
{
    const char **texts = outline_other_wordings(field);
    for (size_t i = 0; texts && texts[i]; i++) {
        str_add(out, " <span class=\"other\" dir=\"auto\">other wording: ");
        html_add_own(out, texts[i]);
        str_add(out, "</span>");
    }
    free(texts);
}

/* Adds the words of a record, its marks and votes, who does it, and its other wordings. The element
 * around it has dir="auto", which takes its direction from these words alone: what has
 * a dir or is a <bdi> does not count. */
static void add_record(struct str *out, const struct outline *outline,
                       const struct outline_column *column, const struct record *record)
{
    const char *words = outline_words(record, "text");
    if (*words) {
        html_add_words(out, words, "<br>");
    } else {
        html_add_none(out);
    }
    const char *before = " <span class=\"marks\" dir=\"auto\">", *first = before;
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_add(out, before);
        html_add_own(out, mark.title);
        before = " · ";
    }
    char votes[OUTLINE_VOTES_SIZE_BYTES];
    if (!column->only_words && outline_votes(record, votes)) {
        str_addf(out, "%s%s", before, votes);
        before = " · ";
    }
    struct str promise = STR_EMPTY;
    if (outline_promise(outline, record, &promise)) {
        str_add(out, before);
        html_add_own(out, promise.bytes);
        before = " · ";
    }
    str_finish(&promise);
    str_add(out, before == first ? "" : "</span>");
    add_other_wordings(out, column->only_words ? NULL : record_field(record, "text"));
}

static void add_answer(struct str *out, const char *words)
{
    if (words) {
        str_add(out, " <span class=\"other\" dir=\"auto\">answered by: ");
        html_add_own(out, words);
        str_add(out, "</span>");
    }
}

static void add_cell(struct str *out, const struct outline *outline,
                     const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        goal_notes(outline->session, goal, column->id, &count);
    str_add(out, "<td data-of=\"");
    html_add_words(out, column->title, " ");
    str_add(out, count ? "\"><ul>\n" : "\">");
    for (size_t i = 0; i < count; i++) {
        str_add(out, "<li dir=\"auto\">");
        add_record(out, outline, column, notes[i]);
        add_answer(out, outline_answer(outline, notes[i]));
        str_add(out, "</li>\n");
    }
    if (!count) {
        html_add_none(out);
    }
    str_add(out, count ? "</ul></td>\n" : "</td>\n");
}

/* The colour of a column, as in the picture of the map. */
static const char *class_of(const char *column)
{
    return strcmp(column, plan_barriers) == 0       ? " class=\"barrier\""
           : strcmp(column, plan_stakeholders) == 0 ? " class=\"stakeholder\""
           : strcmp(column, plan_moments) == 0      ? " class=\"moment\""
                                                    : "";
}

static void add_heading_cell(struct str *out, const char *class, const char *title)
{
    str_addf(out, "<th scope=\"col\"%s dir=\"auto\">", class);
    html_add_words(out, title, " ");
    str_add(out, "</th>\n");
}

/* The caption tells those who hear the page which table this is and how large. */
static void add_caption(struct str *out, const struct outline *outline,
                        const struct outline_part *part)
{
    size_t goals = 0;
    for (size_t i = 0; i < outline->goal_count; i++) {
        goals += outline_part_has_goal(outline, part, outline->goals[i]);
    }
    str_add(out, "<caption><span class=\"aloud\">");
    html_add_own(out, part->title);
    str_addf(out, ": </span>%zu goal%s, %zu note%s</caption>\n", goals,
             goals == 1 ? "" : "s", part->note_count, part->note_count == 1 ? "" : "s");
}

static void add_rows(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    str_add(out, "<table>\n");
    add_caption(out, outline, part);
    str_add(out, "<thead>\n<tr>\n");
    add_heading_cell(out, " class=\"goal\"", part->goals.title);
    for (size_t i = 0; i < part->column_count; i++) {
        add_heading_cell(out, class_of(part->columns[i].id), part->columns[i].title);
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < outline->goal_count; i++) {
        const struct record *goal = outline->goals[i];
        if (!outline_part_has_goal(outline, part, goal)) {
            continue;
        }
        str_add(out, "<tr>\n<th scope=\"row\" dir=\"auto\">");
        add_record(out, outline, &part->goals, goal);
        str_add(out, "</th>\n");
        for (size_t c = 0; c < part->column_count; c++) {
            add_cell(out, outline, &part->columns[c], goal);
        }
        str_add(out, "</tr>\n");
    }
    str_add(out, "</tbody>\n</table>\n");
}

static void add_part(struct str *out, const struct outline *outline,
                     const struct outline_part *part)
{
    bool filled = outline_part_filled(outline, part);
    bool rows = outline_part_has_rows(outline, part);
    str_addf(out, "<section%s>\n<h2 dir=\"auto\">",
             filled || rows ? "" : " class=\"unused\"");
    html_add_words(out, part->title, " ");
    str_add(out, "</h2>\n");
    if (filled && part->has_vision) {
        str_add(out,
                "<p class=\"vision\" dir=\"auto\"><bdi class=\"label\">Vision</bdi> ");
        if (*outline->vision) {
            html_add_words(out, outline->vision, "<br>");
        } else {
            html_add_none(out);
        }
        add_other_wordings(out, outline_field(outline, "vision"));
        str_add(out, "</p>\n");
    }
    if (rows) {
        add_rows(out, outline, part);
    } else {
        str_addf(out, "<p class=\"none\">%s</p>\n",
                 filled ? "No ideas under it yet." : "Nothing here yet.");
    }
    str_add(out, "</section>\n");
}

/* The map as svg, if there is one: what it shows, the table above it says in words. */
static void add_picture(struct str *out, const char *svg, size_t number)
{
    if (svg) {
        str_addf(out,
                 "<section class=\"drawn%s\">\n<h2>As a picture</h2>\n<figure>\n"
                 "<figcaption>All that it shows is said in <a href=\"#t%zu\">the table"
                 "</a>, too.</figcaption>\n%s</figure>\n</section>\n",
                 strstr(svg, "\"sheet tall\"") ? " upright" : "", number, svg);
    }
}

/* How to answer back, as the last of a list of facts. */
static void add_answer_back(struct str *out, const struct section *section)
{
    struct str answer = STR_EMPTY;
    section_add_answer(section, &answer);
    str_add(out, "<div><dt>How to answer back</dt><dd>");
    html_add_own(out, answer.len_bytes ? answer.bytes : cover_blank);
    str_add(out, "</dd></div>\n");
    str_finish(&answer);
}

static void add_cover(struct str *out, const struct section *section)
{
    struct cover cover;
    cover_of(section, &cover);
    str_addf(out, "<article lang=\"%s\" class=\"cover\">\n<header>\n<h1 dir=\"auto\">",
             section->outline->language);
    html_add_words(out, cover.title.bytes, "<br>");
    str_add(out, "</h1>\n");
    if (cover.about.len_bytes) {
        str_add(out, "<p dir=\"auto\">");
        html_add_words(out, cover.about.bytes, "<br>");
        str_add(out, "</p>\n");
    }
    str_add(out, "<dl>\n");
    add_answer_back(out, section);
    str_add(out, "</dl>\n</header>\n");
    cover_finish(&cover);
}

static void add_table_head(struct str *out, const struct outline *outline, size_t number)
{
    str_addf(out, "<article id=\"t%zu\" lang=\"%s\">\n<header>\n<h1 dir=\"auto\">",
             number, outline->language);
    html_add_words(out, outline->title, "<br>");
    str_add(out, "</h1>\n");
    const struct field *title = outline_field(outline, "title");
    const char **titles = outline_other_wordings(title);
    if (titles) {
        free(titles);
        str_add(out, "<p>");
        add_other_wordings(out, title);
        str_add(out, "</p>\n");
    }
    str_add(out, outline->fact_count ? "<dl>\n" : "");
    for (size_t i = 0; i < outline->fact_count; i++) {
        str_addf(out, "<div><dt>%s</dt><dd>", outline->facts[i].label);
        html_add_own(out, outline->facts[i].words);
        add_other_wordings(out, outline->facts[i].field);
        str_add(out, "</dd></div>\n");
    }
    str_add(out, outline->fact_count ? "</dl>\n</header>\n" : "</header>\n");
}

/* Where to go on a page of several tables: a long list is folded. */
static void add_ways(struct str *out, const struct section *section)
{
    enum { MOST_OPEN = 30 };
    const struct findings *findings = section->findings;
    bool tables_first = section->options->audience == FOR_PARTICIPANTS;
    str_addf(out,
             "<a class=\"skip\" href=\"#%s\">Go to the %s</a>\n"
             "<nav aria-label=\"Tables\">\n<details%s>\n<summary>%zu tables</summary>\n"
             "<ul>\n<li><a href=\"#themes\">%s</a></li>\n",
             tables_first ? "t1" : "themes", tables_first ? "tables" : "themes",
             findings->table_count <= MOST_OPEN ? " open" : "", findings->table_count,
             section_themes_heading(section->options));
    for (size_t i = 0; i < findings->table_count; i++) {
        struct str name = STR_EMPTY;
        findings_add_table(&findings->tables[i], &name);
        str_addf(out, "<li><a href=\"#t%zu\">", i + 1);
        html_add_own(out, str_text(&name));
        str_add(out, "</a></li>\n");
        str_finish(&name);
    }
    str_add(out, "</ul>\n</details>\n</nav>\n");
}

/* The page as it grows. */
struct page {
    struct str *out;
    const char *language, *svg; /* svg: the table's map that is to come yet, or NULL */
    bool begun, open;           /* open: an article is */
    size_t number;              /* of the table */
};

static void begin_page(struct page *page, const struct section *section)
{
    if (!page->begun && section->findings) {
        add_ways(page->out, section);
    }
    str_add(page->out, page->begun ? "" : "<main>\n");
    page->begun = true;
}

static void close_article(struct page *page)
{
    str_add(page->out, page->open ? "</article>\n" : "");
    page->open = false;
}

static void begin_article(struct page *page, const struct section *section)
{
    const struct export_options *options = section->options;
    close_article(page);
    page->open = true;
    if (section->kind == SECTION_COVER) {
        add_cover(page->out, section);
    } else if (section->kind == SECTION_TABLE) {
        bool drawn = options->map_count == section->table_count;
        page->svg = drawn ? options->maps[page->number] : NULL;
        add_table_head(page->out, section->outline, ++page->number);
    } else {
        themes_html_section(section, page->language, page->out);
    }
}

static void html_section(const struct section *section, void *state)
{
    struct page *page = state;
    struct str *out = page->out;
    const struct outline *outline = section->outline;
    begin_page(page, section);
    switch (section->kind) {
    case SECTION_COVER:
    case SECTION_TABLE:
    case SECTION_THEMES:
        begin_article(page, section);
        break;
    case SECTION_NUMBERS:
        numbers_html(section, out);
        break;
    case SECTION_BEFORE:
        promises_html(out, outline, PROMISES_BEFORE);
        break;
    case SECTION_PART:
        add_part(out, outline, section->part);
        if (section->part->note_count) { /* the map, or what there is instead of it */
            add_picture(out, page->svg, page->number);
            page->svg = NULL;
        }
        break;
    case SECTION_COMMITMENTS:
        if (outline) {
            promises_html(out, outline, PROMISES_NOW);
        } else {
            promises_html_of_all(out, section->findings,
                                 !export_without_names(section->options));
        }
        break;
    case SECTION_VOTES:
        votes_html_part(outline, out);
        break;
    case SECTION_UNSETTLED: /* stands beside the words themselves */
        if (section->options->audience == FOR_COMMISSIONERS) {
            unsettled_html(section, out);
        }
        break;
    case SECTION_NOTHING:
        str_add(out, "<h1>Nothing here yet.</h1>\n");
        break;
    default:
        themes_html_section(section, page->language, out);
    }
}

/* The page is named after its first table, which also says its language. */
static void add_head(struct str *out, struct session *session,
                     const struct export_options *options, const char **language)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct outline first = {.title = "roundtable", .language = "en"};
    if (count) {
        outline_init(&first, session, tables[0], options);
    }
    str_addf(out,
             "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
             first.language);
    str_add(out,
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
    html_add_words(out, first.title, " ");
    if (count > 1) {
        str_addf(out, " and %zu more", count - 1);
    }
    str_add(out, "</title>\n<style>\n");
    html_add_style(out, count > 1);
    str_add(out, "</style>\n</head>\n<body>\n");
    *language = first.language;
    outline_finish(&first);
}

void export_html(struct session *session, const struct export_options *options,
                 struct str *out)
{
    struct page page = {.out = out, .language = "en"};
    add_head(out, session, options, &page.language);
    sections_walk(session, options, SECTIONS_OF_TABLES, html_section, &page);
    close_article(&page);
    str_add(out, "</main>\n</body>\n</html>\n");
}
