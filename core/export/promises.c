#include "export/promises.h"

#include "base/instant.h"
#include "export/writing.h"
#include "model/commitments.h"

enum { MOST_CELLS = 5 };

/* A section of promises, and what its columns are. */
struct section {
    struct commitments all;
    struct str heading;
    const char *titles[MOST_CELLS + 1]; /* NULL at the end */
    bool names, outcomes;
};

static bool section_begin(struct section *s, const struct outline *outline,
                          enum promises_of of)
{
    const struct record *table = of == PROMISES_NOW
                                     ? outline->table
                                     : table_before(outline->session, outline->table);
    size_t count = 0;
    *s = (struct section){.names = !outline->without_names,
                          .outcomes = of == PROMISES_BEFORE};
    if (table) {
        commitments_add(outline->session, table, &s->all);
    }
    if (!s->all.count) {
        return false;
    }
    if (of == PROMISES_NOW) {
        str_add(&s->heading, "Commitments by date");
    } else {
        char day[32];
        bool dated = date_in_words(outline_words(table, "date"), day);
        str_addf(&s->heading, "What came of what was promised %s%s",
                 dated ? "on " : "last time", dated ? day : "");
    }
    s->titles[count++] = "By when";
    s->titles[count++] = "What";
    if (s->names) {
        s->titles[count++] = "Who";
        s->titles[count++] = "Messenger";
    }
    for (size_t i = 0; i < s->all.count && !s->outcomes; i++) {
        s->outcomes = *s->all.items[i].outcome != '\0';
    }
    s->titles[count] = s->outcomes ? "What came of it" : NULL;
    return true;
}

static void section_finish(struct section *s)
{
    commitments_finish(&s->all);
    str_finish(&s->heading);
}

/* The cells of one promise, in the order of the titles; day holds the date in words. */
static void take_cells(const struct section *s, const struct commitment *c, char day[32],
                       const char *cells[MOST_CELLS])
{
    size_t count = 0;
    cells[count++] = c->dated && date_in_words(c->when, day) ? day : c->when;
    cells[count++] = outline_words(c->note, "text");
    if (s->names) {
        cells[count++] = c->who;
        cells[count++] = c->messenger;
    }
    if (s->outcomes) {
        cells[count] = c->outcome;
    }
}

/* "- 1 December 2026: Ask the trusts (Ana; messenger: …): two said yes" */
static void add_line(struct str *out, const struct section *s, const struct commitment *c,
                     enum promises_of of)
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
    if (*c->outcome) {
        str_addf(&line, " – %s", c->outcome);
    } else if (of == PROMISES_BEFORE) {
        str_add(&line, " – nothing noted yet");
    }
    text_add_words(out, "- ", "  ", str_text(&line));
    str_finish(&line);
}

void promises_text(struct str *out, const struct outline *outline, enum promises_of of)
{
    struct section s;
    if (section_begin(&s, outline, of)) {
        str_add_byte(out, '\n');
        text_add_heading(out, s.heading.bytes, '-');
        str_add_byte(out, '\n');
        for (size_t i = 0; i < s.all.count; i++) {
            add_line(out, &s, &s.all.items[i], of);
        }
    }
    section_finish(&s);
}

void promises_markdown(struct str *out, const struct outline *outline,
                       enum promises_of of)
{
    struct section s;
    if (section_begin(&s, outline, of)) {
        str_addf(out, "\n## %s\n\n|", s.heading.bytes);
        for (size_t i = 0; s.titles[i]; i++) {
            str_addf(out, " %s |", s.titles[i]);
        }
        str_add(out, "\n|");
        for (size_t i = 0; s.titles[i]; i++) {
            str_add(out, " --- |");
        }
        str_add_byte(out, '\n');
        for (size_t i = 0; i < s.all.count; i++) {
            const char *cells[MOST_CELLS];
            char day[32];
            take_cells(&s, &s.all.items[i], day, cells);
            str_add_byte(out, '|');
            for (size_t c = 0; s.titles[c]; c++) {
                str_add_byte(out, ' ');
                markdown_add_words(out, *cells[c] ? cells[c] : "–");
                str_add(out, " |");
            }
            str_add_byte(out, '\n');
        }
    }
    section_finish(&s);
}

static void html_add_cells(struct str *out, const struct section *s,
                           const struct commitment *c)
{
    const char *cells[MOST_CELLS];
    char day[32];
    take_cells(s, c, day, cells);
    str_add(out, "<tr>\n");
    for (size_t i = 0; s->titles[i]; i++) {
        str_add(out, i ? "<td dir=\"auto\">" : "<th scope=\"row\" dir=\"auto\">");
        if (*cells[i]) {
            html_add_words(out, cells[i], "<br>");
        } else {
            html_add_none(out);
        }
        str_add(out, i ? "</td>\n" : "</th>\n");
    }
    str_add(out, "</tr>\n");
}

void promises_html(struct str *out, const struct outline *outline, enum promises_of of)
{
    struct section s;
    if (section_begin(&s, outline, of)) {
        str_addf(out, "<section>\n<h2>%s</h2>\n<table>\n", s.heading.bytes);
        str_addf(out, "<caption>%zu promise%s</caption>\n<thead>\n<tr>\n", s.all.count,
                 s.all.count == 1 ? "" : "s");
        for (size_t i = 0; s.titles[i]; i++) {
            str_addf(out, "<th scope=\"col\">%s</th>\n", s.titles[i]);
        }
        str_add(out, "</tr>\n</thead>\n<tbody>\n");
        for (size_t i = 0; i < s.all.count; i++) {
            html_add_cells(out, &s, &s.all.items[i]);
        }
        str_add(out, "</tbody>\n</table>\n</section>\n");
    }
    section_finish(&s);
}
