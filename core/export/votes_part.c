/* The section "Votes" of a table: who is first, by votes, in each readable format. */

#include "export/outline.h"
#include "export/themes_parts.h"
#include "export/writing.h"
#include "model/ballot.h"

#include <stdio.h>
#include <stdlib.h>

static const char not_yet[] = "Votes not shown yet.";

/* A row of the ranking, as words. */
struct row {
    struct str rank, where;
    long count;
    char votes[32];
    const char *words;
};

static bool is_open(const struct outline *outline)
{
    return ballot_of(outline->table).state == BALLOT_OPEN;
}

static struct ranked *ranking(const struct outline *outline, size_t *count,
                              size_t *without)
{
    return ballot_ranking(outline->session, outline->table, NULL, count, without);
}

static void add_rows(const struct outline *outline, const struct ranked *ranked,
                     size_t count, void (*add)(struct str *, const struct row *),
                     struct str *out)
{
    struct row row = {.rank = STR_EMPTY, .where = STR_EMPTY};
    for (size_t i = 0; i < count; i++) {
        str_clear(&row.rank);
        str_clear(&row.where);
        rank_say(&ranked[i], &row.rank);
        rank_say_where(outline->session, &ranked[i], &row.where);
        row.count = ranked[i].votes;
        snprintf(row.votes, sizeof row.votes, "%ld vote%s", ranked[i].votes,
                 ranked[i].votes == 1 ? "" : "s");
        row.words = outline_words(ranked[i].entry, "text");
        add(out, &row);
    }
    str_finish(&row.rank);
    str_finish(&row.where);
}

/* "2=   3 votes  Carers (Stakeholders, Less isolation)" */
static void add_text_row(struct str *out, const struct row *row)
{
    struct str first = STR_EMPTY, words = STR_EMPTY;
    str_addf(&first, "%-4s%3ld vote%-3s", str_text(&row->rank), row->count,
             row->count == 1 ? "" : "s");
    str_addf(&words, "%s (%s)", row->words, str_text(&row->where));
    text_add_words(out, str_text(&first), "               ", str_text(&words));
    str_finish(&first);
    str_finish(&words);
}

void votes_text_part(const struct outline *outline, struct str *out)
{
    size_t count, without;
    struct ranked *ranked = ranking(outline, &count, &without);
    if (is_open(outline)) {
        str_addf(out, "\n%s\n", not_yet);
    } else if (count) {
        str_add_byte(out, '\n');
        text_add_heading(out, "Votes", '-');
        str_add_byte(out, '\n');
        add_rows(outline, ranked, count, add_text_row, out);
    }
    free(ranked);
}

static void add_markdown_row(struct str *out, const struct row *row)
{
    str_addf(out, "| %s | %s | ", str_text(&row->rank), row->votes);
    markdown_add_words(out, row->words);
    str_add(out, " | ");
    markdown_add_words(out, str_text(&row->where));
    str_add(out, " |\n");
}

void votes_markdown_part(const struct outline *outline, struct str *out)
{
    size_t count, without;
    struct ranked *ranked = ranking(outline, &count, &without);
    if (is_open(outline)) {
        str_addf(out, "\n%s\n", not_yet);
    } else if (count) {
        str_add(out, "\n## Votes\n\n| Rank | Votes | Entry | Where |\n"
                     "| --- | --- | --- | --- |\n");
        add_rows(outline, ranked, count, add_markdown_row, out);
    }
    free(ranked);
}

static void add_html_row(struct str *out, const struct row *row)
{
    str_addf(out, "<tr>\n<td>%s</td>\n<td>%s</td>\n<th scope=\"row\" dir=\"auto\">",
             str_text(&row->rank), row->votes);
    html_add_words(out, row->words, "<br>");
    str_add(out, "</th>\n<td dir=\"auto\">");
    html_add_words(out, str_text(&row->where), " ");
    str_add(out, "</td>\n</tr>\n");
}

void votes_html_part(const struct outline *outline, struct str *out)
{
    size_t count, without;
    struct ranked *ranked = ranking(outline, &count, &without);
    if (is_open(outline)) {
        str_addf(out, "<section>\n<h2>Votes</h2>\n<p class=\"none\">%s</p>\n</section>\n",
                 not_yet);
    } else if (count) {
        str_addf(out,
                 "<section>\n<h2>Votes</h2>\n<table>\n<caption>%zu with votes, %zu "
                 "without</caption>\n<thead>\n<tr>\n<th scope=\"col\">Rank</th>\n"
                 "<th scope=\"col\">Votes</th>\n<th scope=\"col\">Entry</th>\n"
                 "<th scope=\"col\">Where</th>\n</tr>\n</thead>\n<tbody>\n",
                 count, without);
        add_rows(outline, ranked, count, add_html_row, out);
        str_add(out, "</tbody>\n</table>\n</section>\n");
    }
    free(ranked);
}
