#include "export/promises.h"

#include "base/instant.h"
#include "export/writing.h"
#include "model/commitments.h"

enum { MOST_CELLS = 6 };

/* A section of promises, and what its columns are. */
struct promises {
    struct commitments all;
    struct str heading;
    const struct findings *findings;    /* names the tables; NULL: they are of one */
    const char *titles[MOST_CELLS + 1]; /* NULL at the end */
    bool names, outcomes, nothing_noted;
};

static void take_titles(struct promises *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->all.count && !s->outcomes; i++) {
        s->outcomes = *s->all.items[i].outcome != '\0';
    }
    s->titles[count++] = "By when";
    s->titles[count++] = "What";
    if (s->findings) {
        s->titles[count++] = "Table";
    }
    if (s->names) {
        s->titles[count++] = "Who";
        s->titles[count++] = "Messenger";
    }
    s->titles[count] = s->outcomes ? "What came of it" : NULL;
}

/* False if there is nothing to tell. */
static bool begin_of_table(struct promises *s, const struct outline *outline,
                           enum promises_of of)
{
    bool before = of == PROMISES_BEFORE;
    const struct record *table =
        before ? table_before(outline->session, outline->table) : outline->table;
    char day[32];
    *s = (struct promises){
        .names = !outline->without_names, .outcomes = before, .nothing_noted = before};
    if (table) {
        commitments_add(outline->session, table, &s->all);
    }
    if (!s->all.count) {
        return false;
    }
    if (before) {
        bool dated = date_in_words(outline_words(table, "date"), day);
        str_addf(&s->heading, "What came of what was promised %s%s",
                 dated ? "on " : "last time", dated ? day : "");
    } else {
        str_add(&s->heading,
                outline->only_words ? "What was promised" : "Commitments by date");
    }
    take_titles(s);
    return true;
}

static bool begin_of_all(struct promises *s, const struct findings *findings, bool names)
{
    *s = (struct promises){.findings = findings, .names = names};
    for (size_t i = 0; i < findings->table_count; i++) {
        const struct record *table = findings->tables[i].record;
        size_t before = s->all.count;
        commitments_add(findings->session, table, &s->all);
        if (s->all.count > before && table_after(findings->session, table)) {
            s->all.count = before; /* the session that follows tells what came of it */
        }
    }
    commitments_by_date(&s->all);
    str_add(&s->heading, "Commitments of all tables, by date");
    take_titles(s);
    return s->all.count > 0;
}

static void section_finish(struct promises *s)
{
    commitments_finish(&s->all);
    str_finish(&s->heading);
}

/* One promise in cells, in the order of the titles; holds what some of them say. */
struct cells {
    const char *texts[MOST_CELLS];
    char day[32];
    struct str table;
};

static void add_table(const struct promises *s, const struct commitment *c,
                      struct str *out)
{
    findings_add_table(findings_table_of(s->findings, c->note), out);
}

static void take_cells(const struct promises *s, const struct commitment *c,
                       struct cells *cells)
{
    size_t count = 0;
    const char **texts = cells->texts;
    texts[count++] =
        c->dated && date_in_words(c->when, cells->day) ? cells->day : c->when;
    texts[count++] = outline_words(c->note, "text");
    str_clear(&cells->table);
    if (s->findings) {
        add_table(s, c, &cells->table);
        texts[count++] = str_text(&cells->table);
    }
    if (s->names) {
        texts[count++] = c->who;
        texts[count++] = c->messenger;
    }
    if (s->outcomes) {
        texts[count] = c->outcome;
    }
}

/* "- 1 December 2026: Ask the trusts (Ana; messenger: …): two said yes" */
static void add_line(struct str *out, const struct promises *s,
                     const struct commitment *c)
{
    struct str line = STR_EMPTY;
    char day[32];
    const char *when = c->dated && date_in_words(c->when, day) ? day : c->when;
    bool who = s->names && *c->who, messenger = s->names && *c->messenger;
    str_addf(&line, "%s: %s", *when ? when : "No date", outline_words(c->note, "text"));
    if (who || messenger) {
        str_addf(&line, " (%s%s%s%s)", who ? c->who : "", who && messenger ? "; " : "",
                 messenger ? "messenger: " : "", messenger ? c->messenger : "");
    }
    if (s->findings) {
        str_add(&line, ", ");
        add_table(s, c, &line);
    }
    if (*c->outcome) {
        str_addf(&line, " – %s", c->outcome);
    } else if (s->nothing_noted) {
        str_add(&line, " – nothing noted yet");
    }
    text_add_words(out, "- ", "  ", str_text(&line));
    str_finish(&line);
}

static void text_section(struct str *out, const struct promises *s)
{
    str_add_byte(out, '\n');
    text_add_heading(out, s->heading.bytes, '-');
    str_add_byte(out, '\n');
    for (size_t i = 0; i < s->all.count; i++) {
        add_line(out, s, &s->all.items[i]);
    }
}

void promises_text(struct str *out, const struct outline *outline, enum promises_of of)
{
    struct promises s;
    if (begin_of_table(&s, outline, of)) {
        text_section(out, &s);
    }
    section_finish(&s);
}

void promises_text_of_all(struct str *out, const struct findings *findings, bool names)
{
    struct promises s;
    if (begin_of_all(&s, findings, names)) {
        text_section(out, &s);
    }
    section_finish(&s);
}

static void markdown_section(struct str *out, const struct promises *s)
{
    struct cells cells = {0};
    str_addf(out, "\n## %s\n\n|", s->heading.bytes);
    for (size_t i = 0; s->titles[i]; i++) {
        str_addf(out, " %s |", s->titles[i]);
    }
    str_add(out, "\n|");
    for (size_t i = 0; s->titles[i]; i++) {
        str_add(out, " --- |");
    }
    str_add_byte(out, '\n');
    for (size_t i = 0; i < s->all.count; i++) {
        take_cells(s, &s->all.items[i], &cells);
        str_add_byte(out, '|');
        for (size_t c = 0; s->titles[c]; c++) {
            str_add_byte(out, ' ');
            markdown_add_words(out, *cells.texts[c] ? cells.texts[c] : "–");
            str_add(out, " |");
        }
        str_add_byte(out, '\n');
    }
    str_finish(&cells.table);
}

void promises_markdown(struct str *out, const struct outline *outline,
                       enum promises_of of)
{
    struct promises s;
    if (begin_of_table(&s, outline, of)) {
        markdown_section(out, &s);
    }
    section_finish(&s);
}

void promises_markdown_of_all(struct str *out, const struct findings *findings,
                              bool names)
{
    struct promises s;
    if (begin_of_all(&s, findings, names)) {
        markdown_section(out, &s);
    }
    section_finish(&s);
}

static void html_add_cells(struct str *out, const struct promises *s,
                           const struct cells *cells)
{
    str_add(out, "<tr>\n");
    for (size_t i = 0; s->titles[i]; i++) {
        str_add(out, i ? "<td dir=\"auto\">" : "<th scope=\"row\" dir=\"auto\">");
        if (*cells->texts[i]) {
            html_add_words(out, cells->texts[i], "<br>");
        } else {
            html_add_none(out);
        }
        str_add(out, i ? "</td>\n" : "</th>\n");
    }
    str_add(out, "</tr>\n");
}

static void html_section(struct str *out, const struct promises *s)
{
    struct cells cells = {0};
    str_addf(out, "<section>\n<h2>%s</h2>\n<table>\n", s->heading.bytes);
    str_addf(out, "<caption>%zu promise%s</caption>\n<thead>\n<tr>\n", s->all.count,
             s->all.count == 1 ? "" : "s");
    for (size_t i = 0; s->titles[i]; i++) {
        str_addf(out, "<th scope=\"col\">%s</th>\n", s->titles[i]);
    }
    str_add(out, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < s->all.count; i++) {
        take_cells(s, &s->all.items[i], &cells);
        html_add_cells(out, s, &cells);
    }
    str_add(out, "</tbody>\n</table>\n</section>\n");
    str_finish(&cells.table);
}

void promises_html(struct str *out, const struct outline *outline, enum promises_of of)
{
    struct promises s;
    if (begin_of_table(&s, outline, of)) {
        html_section(out, &s);
    }
    section_finish(&s);
}

void promises_html_of_all(struct str *out, const struct findings *findings, bool names)
{
    struct promises s;
    if (begin_of_all(&s, findings, names)) {
        html_section(out, &s);
    }
    section_finish(&s);
}

static void tell_section(const struct promises *s,
                         const struct promises_listener *listener)
{
    struct cells cells = {0};
    listener->begin(listener->to, s->heading.bytes, s->titles);
    for (size_t i = 0; i < s->all.count; i++) {
        take_cells(s, &s->all.items[i], &cells);
        listener->row(listener->to, cells.texts);
    }
    str_finish(&cells.table);
}

void promises_tell(const struct outline *outline, enum promises_of of,
                   const struct promises_listener *listener)
{
    struct promises s;
    if (begin_of_table(&s, outline, of)) {
        tell_section(&s, listener);
    }
    section_finish(&s);
}

void promises_tell_of_all(const struct findings *findings, bool names,
                          const struct promises_listener *listener)
{
    struct promises s;
    if (begin_of_all(&s, findings, names)) {
        tell_section(&s, listener);
    }
    section_finish(&s);
}
