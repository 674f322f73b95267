/* The map and the plan as graphs, for programs that lay them out or count in their own way:
 * one graph, whose nodes are the entries of all tables by their ids. */

#include "export/outline.h"
#include "export/sections.h"
#include "export/writing.h"
#include "model/ballot.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* What a node has, in the order of the file. */
static const struct {
    const char *id, *type;
} attributes[] = {{"label", "string"}, {"kind", "string"}, {"column", "string"},
                  {"table", "string"}, {"goal", "string"}, {"votes", "int"},
                  {"marks", "string"}};

/* A table that is being told. */
struct graph {
    struct str *out;
    const struct outline *outline;
    const struct template *form;
    const char *table; /* what it is called */
};

static void add_data(struct str *out, const char *key, const char *words)
{
    if (*words) {
        str_addf(out, "      <data key=\"%s\">", key);
        html_add_words(out, words, "\n");
        str_add(out, "</data>\n");
    }
}

/* "Boulder, System" */
static void add_marks(const struct outline_column *column, const struct record *record,
                      struct str *out)
{
    struct outline_mark mark;
    for (size_t next = 0; outline_next_mark(column, record, &next, &mark);) {
        str_addf(out, "%s%s", out->len_bytes ? ", " : "", mark.title);
    }
}

/* What one entry of a column is called: "barrier". */
static const char *kind_of(const struct graph *g, const struct outline_column *column)
{
    const struct column *known = template_column(g->form, column->id, NULL);
    return known && *known->singular ? known->singular : column->title;
}

/* "goal", or what a row of its form is called: "sign". */
static const char *row_kind(const struct graph *g, const struct record *row)
{
    const struct grid *grid = outline_row_part(g->outline, row)->grid;
    return grid && grid->rows != ROWS_GOALS ? grid->goals.singular
                                            : row_own_noun(g->form, row);
}

static void add_id(const struct graph *g, const struct record *record)
{
    struct str id = STR_EMPTY;
    outline_add_id(g->outline->session, record, &id);
    html_add_words(g->out, id.bytes, " ");
    str_finish(&id);
}

static void add_node(const struct graph *g, const struct outline_column *column,
                     const struct record *record, const struct record *goal)
{
    long votes = g->outline->only_words ? 0 : ballot_votes(record);
    struct str marks = STR_EMPTY;
    add_marks(column, record, &marks);
    str_add(g->out, "    <node id=\"");
    add_id(g, record);
    str_add(g->out, "\">\n");
    add_data(g->out, "label", goal ? record_says(record, "text") : row_words(record));
    add_data(g->out, "kind", goal ? kind_of(g, column) : row_kind(g, record));
    add_data(g->out, "column", column->title);
    add_data(g->out, "table", g->table);
    add_data(g->out, "goal", row_words(goal ? goal : record));
    if (votes) {
        struct str number = str_of("%ld", votes);
        add_data(g->out, "votes", number.bytes);
        str_finish(&number);
    }
    add_data(g->out, "marks", str_text(&marks));
    str_add(g->out, "    </node>\n");
    str_finish(&marks);
}

static void add_edge(const struct graph *g, const struct record *from,
                     const struct record *to, const char *kind)
{
    str_add(g->out, "    <edge source=\"");
    add_id(g, from);
    str_add(g->out, "\" target=\"");
    add_id(g, to);
    str_addf(g->out, "\"><data key=\"joins\">%s</data></edge>\n", kind);
}

static void add_notes(const struct graph *g, const struct outline_part *part,
                      const struct outline_column *column, const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(g->outline, part, column, goal, &count);
    for (size_t i = 0; i < count; i++) {
        const struct record *action =
            g->outline->only_words ? NULL : plan_answer(g->outline->session, notes[i]);
        add_node(g, column, notes[i], goal);
        add_edge(g, goal, notes[i], "has");
        if (action) {
            add_edge(g, action, notes[i], "answers");
        }
    }
}

static void add_table(const struct graph *g)
{
    const struct outline *o = g->outline;
    for (size_t i = 0; i < o->row_count; i++) {
        const struct outline_part *home = outline_row_part(o, o->rows[i]);
        if (!home->of_goals && !outline_row_notes(o, home, o->rows[i])) {
            continue; /* a form's row that nobody filled in joins nothing */
        }
        add_node(g, outline_row_head(o, o->rows[i]), o->rows[i], NULL);
        for (size_t p = 0; p < o->part_count; p++) {
            for (size_t c = 0; c < o->parts[p].column_count; c++) {
                add_notes(g, &o->parts[p], &o->parts[p].columns[c], o->rows[i]);
            }
        }
    }
}

static void add_head(struct str *out, struct session *session)
{
    struct str title = STR_EMPTY;
    outline_add_title(session, &title);
    str_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        str_addf(out,
                 "  <key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                 attributes[i].id, attributes[i].id, attributes[i].type);
    }
    str_add(out, "  <key id=\"joins\" for=\"edge\" attr.name=\"joins\" "
                 "attr.type=\"string\"/>\n"
                 "  <key id=\"title\" for=\"graph\" attr.name=\"title\" "
                 "attr.type=\"string\"/>\n"
                 "  <graph id=\"map\" edgedefault=\"directed\">\n");
    add_data(out, "title", str_text(&title));
    str_finish(&title);
}

void export_graphml(struct session *session, const struct export_options *options,
                    struct str *out)
{
    struct findings findings;
    struct findings_says says;
    add_head(out, session);
    findings_find_tables(session, &findings);
    sections_speak(session, &findings, &says);
    for (size_t i = 0; i < findings.table_count; i++) {
        struct outline outline;
        struct str name = STR_EMPTY;
        outline_init(&outline, session, findings.tables[i].record, options);
        findings_add_table(&findings.tables[i], &name);
        add_table(&(struct graph){out, &outline,
                                  table_template(session, findings.tables[i].record),
                                  str_text(&name)});
        str_finish(&name);
        outline_finish(&outline);
    }
    str_add(out, "  </graph>\n</graphml>\n");
    findings_finish(&findings);
}
