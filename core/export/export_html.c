/* One page to look at, print and pin on a wall. */

#include "export/html_parts.h"
#include "export/writing.h"

#include <string.h>

enum { BAR_PARTS = 100 };

/* The page as it grows. */
struct page {
    struct html html;               /* of the article */
    struct str *out;                /* the same */
    const char *language;           /* of the page */
    const char *svg;                /* the table's map that is to come yet, or NULL */
    bool begun, open;               /* open: an article is */
    size_t number;                  /* of the table */
    const struct told_table *table; /* whose rows are told */
    const char *closing;            /* what ends the table or the list that is open */
    bool grouped;                   /* the lists of a section are, in one box */
};

/* A map. On a telephone its letters would be dust: it yields to what says the same there. */
static void add_drawn(const struct html *html, const char *heading, enum paper_word said,
                      const char *where, const char *svg)
{
    struct str *out = html->out;
    str_addf(out, "<section class=\"drawn%s\">\n<%s",
             strstr(svg, "\"sheet tall\"") ? " upright" : "", heading);
    html_add_ours(html);
    str_add_byte(out, '>');
    html_add_words(out,
                   html_word(html, said == PAPER_SAID_IN_TABLE ? PAPER_AS_PICTURE
                                                               : PAPER_SHARED_AS_PICTURE),
                   " ");
    str_addf(out, "</%s>\n<figure>\n<figcaption", heading);
    html_add_ours(html);
    str_addf(out, "><a href=\"#%s\">", where);
    html_add_words(out, html_word(html, said), " ");
    str_add(out, "</a><span class=\"small\"> ");
    html_add_words(out, html_word(html, PAPER_TOO_SMALL), " ");
    str_addf(out, "</span></figcaption>\n%s</figure>\n</section>\n", svg);
}

/* The map as svg, if there is one: what it shows, the table above it says in words. */
static void add_picture(const struct html *html, const char *svg, size_t number)
{
    if (svg) {
        struct str where = str_of("t%zu", number);
        add_drawn(html, "h2", PAPER_SAID_IN_TABLE, where.bytes, svg);
        str_finish(&where);
    }
}

/* An article begins. */
static void begin_tag(const struct html *html, const char *language, const char *id,
                      const char *class)
{
    str_add(html->out, "<article");
    if (id) {
        str_addf(html->out, " id=\"%s\"", id);
    }
    str_addf(html->out, " lang=\"%s\"", language);
    html_add_direction(html, language);
    if (class) {
        str_addf(html->out, " class=\"%s\"", class);
    }
    str_add(html->out, ">\n");
}

/* One map of what several tables share, a page of its own. */
static void add_seminar(const struct html *html, const struct export_options *options)
{
    const char *svg = options->seminar_map;
    bool tables = options->audience != FOR_POLITICIANS;
    if (svg) {
        begin_tag(html, html->language, NULL, NULL);
        add_drawn(html, "h1", tables ? PAPER_SAID_IN_BOTH : PAPER_SAID_IN_THEMES,
                  "themes", svg);
        str_add(html->out, "</article>\n");
    }
}

static void html_part(void *to, const struct section *section)
{
    struct page *page = to;
    html_add_part(&page->html, section);
    if (section->part->note_count) { /* the map, or what there is instead of it */
        add_picture(&page->html, page->svg, page->number);
        page->svg = NULL;
    }
}

/* What begins. */

/* Where to go on a page of several tables: a long list is folded. */
static void add_ways(const struct html *html, const struct section *section)
{
    struct str *out = html->out;
    enum { MOST_OPEN = 30 };
    const struct findings *findings = section->findings;
    bool themes = !section->one_table;
    bool tables_first = section->options->audience == FOR_PARTICIPANTS || !themes;
    str_add(out, "<a class=\"skip\"");
    html_add_ours(html);
    str_addf(out, " href=\"#%s\">", tables_first ? "t1" : "themes");
    html_add_words(
        out, html_word(html, tables_first ? PAPER_GO_TO_TABLES : PAPER_GO_TO_THEMES),
        " ");
    str_add(out, "</a>\n<nav");
    html_add_ours(html);
    str_add(out, " aria-label=\"");
    html_add_words(out, html_word(html, PAPER_TABLES), " ");
    str_addf(out, "\">\n<details%s>\n<summary>",
             findings->table_count <= MOST_OPEN ? " open" : "");
    html_add_words(out, section_count(section, PAPER_TABLES_ONE, findings->met_count),
                   " ");
    str_add(out, "</summary>\n<ul>\n");
    if (themes) {
        str_add(out, "<li><a href=\"#themes\">");
        html_add_words(out, section_themes_heading(section), " ");
        str_add(out, "</a></li>\n");
    }
    bool tables = section->options->audience != FOR_POLITICIANS || !themes;
    for (size_t i = 0; i < findings->table_count && tables; i++) {
        struct str name = STR_EMPTY;
        findings_add_table(&findings->tables[i], &name);
        str_addf(out, "<li><a href=\"#t%zu\">", i + 1);
        html_add_own(out, str_text(&name));
        str_add(out, "</a></li>\n");
        str_finish(&name);
    }
    str_add(out, "</ul>\n</details>\n</nav>\n");
}

static void close_article(struct page *page)
{
    str_add(page->out, page->open ? "</article>\n" : "");
    page->open = false;
}

static void begin_article(struct page *page, const struct section *section,
                          const struct told_head *head)
{
    const struct export_options *options = section->options;
    const char *language = head->outline ? head->outline->language : page->language;
    const struct record *table = head->outline ? head->outline->table : NULL;
    close_article(page);
    page->html.language = language;
    page->html.table = table;
    page->html.in_one = told_in_one(section->session, table);
    page->open = true;
    if (head->kind == TOLD_TABLE) {
        bool drawn = options->map_count == section->table_count;
        page->svg = drawn ? options->maps[page->number] : NULL;
        struct str id = str_of("t%zu", ++page->number);
        begin_tag(&page->html, language, id.bytes, NULL);
        str_finish(&id);
    } else if (head->kind == TOLD_THEMES) {
        add_seminar(&page->html, options);
        begin_tag(&page->html, language, "themes", "themes");
    } else {
        begin_tag(&page->html, language, NULL,
                  head->kind == TOLD_COVER ? "cover" : "themes");
    }
}

/* The facts, and how to answer back as the last of them. */
static void add_facts(const struct html *html, const struct section *section,
                      const struct told_head *head)
{
    struct str *out = html->out;
    str_add(out, head->fact_count || head->answer ? "<dl>\n" : "");
    for (size_t i = 0; i < head->fact_count; i++) {
        const struct outline_fact *fact = &head->facts[i];
        struct told said = told_wording(section->arena, section_paper(section),
                                        fact->words, fact->field);
        str_add(out, "<div><dt>");
        html_add_label(html, fact->label);
        str_add(out, "</dt><dd");
        if (fact->words == head->outline->date) {
            html_add_lang(html, fact->words);
        }
        str_add(out, ">");
        html_add_own(out, fact->words);
        html_add_abouts(html, &said);
        str_add(out, "</dd></div>\n");
    }
    if (head->answer) {
        str_add(out, "<div><dt>");
        html_add_label(html, head->outline->paper->texts[PAPER_ANSWER_BACK]);
        str_add(out, "</dt><dd>");
        html_add_own(out, head->answer);
        str_add(out, "</dd></div>\n");
    }
    str_add(out, head->fact_count || head->answer ? "</dl>\n" : "");
}

static void html_begin(void *to, const struct section *section,
                       const struct told_head *head)
{
    struct page *page = to;
    struct str *out = page->out;
    if (!page->begun && section->findings && !section->options->brief) {
        add_ways(&page->html, section);
    }
    str_add(out, page->begun ? "" : "<main>\n");
    page->begun = true;
    if (head->kind == TOLD_NOTHING) {
        str_add(out, "<h1>");
        html_add_label(&page->html, head->title.words);
        str_add(out, "</h1>\n");
        return;
    }
    begin_article(page, section, head);
    str_add(out, "<header>\n<h1 dir=\"auto\">");
    html_add_said(&page->html, &head->title, "<br>");
    str_add(out, "</h1>\n");
    if (head->title.about_count) {
        str_add(out, "<p>");
        html_add_abouts(&page->html, &head->title);
        str_add(out, "</p>\n");
    }
    if (head->about && *head->about) {
        str_add(out, "<p dir=\"auto\">");
        html_add_label(&page->html, head->about);
        str_add(out, "</p>\n");
    }
    add_facts(&page->html, section, head);
    str_add(out, "</header>\n");
}

/* Tables and lists. */

static void html_heading(void *to, const char *words)
{
    struct page *page = to;
    str_add(page->out, "<section>\n<h2 dir=\"auto\">");
    html_add_label(&page->html, words);
    str_add(page->out, "</h2>\n");
}

/* Ends the table or the list that is open. */
static void close_content(struct page *page)
{
    str_add(page->out, page->closing ? page->closing : "");
    page->closing = NULL;
}

static void html_end(void *to)
{
    struct page *page = to;
    close_content(page);
    str_add(page->out, page->grouped ? "</div>\n</section>\n" : "</section>\n");
    page->grouped = false;
}

static void html_table(void *to, const struct told_table *table)
{
    static const char *const classes[] = {
        [TOLD_AS_NUMBERS] = " class=\"numbers\"",
        [TOLD_AS_SHARED] = " class=\"shared\"",
        [TOLD_AS_ANSWERS] = " class=\"shared\"",
        [TOLD_AS_DIFFERENCES] = " class=\"differ\"",
        [TOLD_AS_FORM] = " class=\"forms\"",
        [TOLD_AS_PROMISES] = NULL,
        [TOLD_AS_DAY] = NULL,
    };
    struct page *page = to;
    struct str *out = page->out;
    const char *class = classes[table->as];
    page->table = table;
    page->closing = "</tbody>\n</table>\n";
    str_addf(out, "<table%s>\n", class ? class : "");
    if (table->caption) {
        html_add_caption(&page->html, table->title, table->caption);
    }
    str_add(out, "<thead>\n<tr>\n");
    for (size_t i = 0; i < table->count; i++) {
        html_add_heading_cell(&page->html, "", table->columns[i].title);
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
}

static void html_group(void *to, const char *words)
{
    struct page *page = to;
    str_addf(page->out,
             "</tbody>\n<tbody>\n<tr>\n<th scope=\"rowgroup\" colspan=\"%zu\" "
             "dir=\"auto\">",
             page->table->count);
    html_add_said(
        &page->html,
        &(struct told){.words = words, .not_peoples = page->table->as != TOLD_AS_ANSWERS},
        " ");
    str_add(page->out, "</th>\n</tr>\n");
}

/* The number is text; the bar repeats it for the eye, so nobody need hear it. Drawn, not
 * a background: printers leave those out. */
static void add_bar(struct str *out, const struct told *cell)
{
    str_addf(out,
             "<td class=\"count\"><span>%zu</span><svg aria-hidden=\"true\" "
             "viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\"><rect width=\"%zu\" "
             "height=\"10\"/></svg></td>\n",
             cell->count, BAR_PARTS, told_bar(cell, BAR_PARTS));
}

/* Words, if there are any, and under them a list: "Pebble at 2 tables (Leeds 1, 2)". */
static void add_list_cell(const struct html *html, const struct told *cell)
{
    struct str *out = html->out;
    str_add(out, "<td dir=\"auto\">");
    if (cell->words) {
        str_add(out, "<bdi>");
        html_add_said(html, cell, "<br>");
        str_add(out, "</bdi>");
    }
    if (!cell->list_count) {
        html_add_none(html);
        str_add(out, "</td>\n");
        return;
    }
    str_add(out, "<ul>\n");
    for (size_t i = 0; i < cell->list_count; i++) {
        const struct told *told = &cell->list[i];
        str_add(out, "<li dir=\"auto\">");
        str_add(out, "<bdi>");
        html_add_said(html, told, "<br>");
        str_add(out, "</bdi>");
        str_add_byte(out, ' ');
        html_add_label(html, told->at);
        html_add_span(html, "from", told->from);
        str_add(out, "</li>\n");
    }
    str_add(out, "</ul></td>\n");
}

static void add_cell(const struct html *html, const struct told_column *column,
                     const struct told *cell)
{
    struct str *out = html->out;
    switch (column->kind) {
    case TOLD_NUMBER:
        str_addf(out, "<td>%zu</td>\n", cell->count);
        break;
    case TOLD_RANK:
        str_addf(out, "<td>%s</td>\n", cell->words);
        break;
    case TOLD_VOTES:
        str_add(out, "<td>");
        html_add_label(html, cell->votes);
        str_add(out, "</td>\n");
        break;
    case TOLD_BAR:
        if (cell->words) {
            str_add(out, "<td>");
            html_add_label(html, cell->words);
            str_add(out, "</td>\n");
        } else {
            add_bar(out, cell);
        }
        break;
    case TOLD_LIST:
        add_list_cell(html, cell);
        break;
    case TOLD_LINE:
        str_add(out, "<td dir=\"auto\">");
        html_add_said(html, cell, " ");
        str_add(out, "</td>\n");
        break;
    default:
        str_add(out,
                column->head ? "<th scope=\"row\" dir=\"auto\">" : "<td dir=\"auto\">");
        html_add_told(html, cell);
        str_add(out, column->head ? "</th>\n" : "</td>\n");
    }
}

static void html_row(void *to, const struct told *cells)
{
    struct page *page = to;
    str_add(page->out, "<tr>\n");
    for (size_t i = 0; i < page->table->count; i++) {
        add_cell(&page->html, &page->table->columns[i], &cells[i]);
    }
    str_add(page->out, "</tr>\n");
}

static void html_list(void *to, const struct told_list *list)
{
    struct page *page = to;
    close_content(page);
    if (list->group) {
        str_add(page->out, page->grouped ? "" : "<div class=\"lists\">\n");
        str_add(page->out, "<div class=\"lone\">\n<h3 dir=\"auto\">");
        html_add_label(&page->html, list->group);
        str_add(page->out, "</h3>\n<ul>\n");
        page->grouped = true;
    } else {
        str_add(page->out, "<ul class=\"lists\">\n");
    }
    page->closing = list->group ? "</ul>\n</div>\n" : "</ul>\n";
}

static void html_item(void *to, const struct told *item)
{
    html_add_item(&((struct page *)to)->html, item);
}

static void html_say(void *to, const char *words, enum told_saying saying)
{
    struct page *page = to;
    if (saying != TOLD_KEY) {
        str_add(page->out, "<p class=\"none\">");
        html_add_label(&page->html, words);
        str_add(page->out, "</p>\n");
    }
}

/* Whether any table of a page is written from the right. */
static bool any_from_right(struct session *session)
{
    size_t count;
    bool any = false;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count && !any; i++) {
        any = language_from_right(table_language(session, tables[i]));
    }
    return any;
}

/* The page has the language of most of its tables. */
static void add_head(struct str *out, struct session *session,
                     const struct export_options *options, const char **language)
{
    size_t count;
    session_tables(session, &count);
    const struct record *frame = session_frame_table(session);
    struct outline first = {.title = "roundtable", .language = "en"};
    if (frame) {
        outline_init(&first, session, frame, options);
    }
    str_addf(out,
             "<!doctype html>\n<html lang=\"%s\"%s>\n<head>\n<meta "
             "charset=\"utf-8\">\n",
             first.language, language_from_right(first.language) ? " dir=\"rtl\"" : "");
    str_add(out,
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title");
    struct str title = STR_EMPTY;
    bool ours = frame && !outline_add_title(session, &title);
    if (ours && !told_alike(first.language, first.paper->language)) {
        str_addf(out, " lang=\"%s\"", first.paper->language);
    }
    str_add_byte(out, '>');
    html_add_words(out, frame ? str_text(&title) : first.title, " ");
    str_finish(&title);
    str_add(out, "</title>\n<style>\n");
    html_add_style(out, paper_words_of(first.language), count > 1,
                   any_from_right(session));
    str_add(out, "</style>\n</head>\n<body>\n");
    *language = first.language;
    outline_finish(&first);
}

void export_html(struct session *session, const struct export_options *options,
                 struct str *out)
{
    struct page page = {.out = out};
    const struct listener listener = {
        .to = &page,
        .cover_apart = true,
        .begin = html_begin,
        .part = html_part,
        .heading = html_heading,
        .end = html_end,
        .say = html_say,
        .table = html_table,
        .group = html_group,
        .row = html_row,
        .list = html_list,
        .item = html_item,
    };
    add_head(out, session, options, &page.language);
    page.html = (struct html){
        out, session, NULL, page.language, told_in_one(session, NULL), page.language};
    sections_tell(session, options, SECTIONS_OF_TABLES, &listener);
    close_article(&page);
    str_add(out, "</main>\n</body>\n</html>\n");
}
