/* The picture as svg: no script, nothing from elsewhere, words as words. */

#include "export/map/map_parts.h"
#include "export/writing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "12.5", without the noughts that would follow. */
static void add_number(struct str *out, double number)
{
    long tenths = lround(number * 10);
    str_addf(out, tenths < 0 ? "-%ld" : "%ld", labs(tenths) / 10);
    if (tenths % 10) {
        str_addf(out, ".%ld", labs(tenths) % 10);
    }
}

static void add_member(struct str *out, const char *name, double number)
{
    str_addf(out, " %s=\"", name);
    add_number(out, number);
    str_add_byte(out, '"');
}

static void add_steps(struct str *out, const struct map_step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int numbers = steps[i].how == 'C' ? 6 : steps[i].how == 'Z' ? 0 : 2;
        str_add_byte(out, steps[i].how);
        for (int n = 0; n < numbers; n++) {
            str_add(out, n ? " " : "");
            add_number(out, steps[i].at[n]);
        }
    }
}

static void begin_path(struct str *out, const char *class)
{
    str_addf(out, "<path class=\"%s\" d=\"", class);
}

/* Words without line breaks, in the middle of x. */
static void add_text(struct str *out, double x, double y, double size, bool bold,
                     const char *class, unsigned colour, bool from_right,
                     const char *words)
{
    str_addf(out, "<text class=\"%s\"", class);
    add_member(out, "x", x);
    add_member(out, "y", y);
    add_member(out, "font-size", size);
    str_addf(out, " fill=\"#%06x\"%s%s>", colour, bold ? " font-weight=\"700\"" : "",
             from_right ? " direction=\"rtl\"" : "");
    html_add_words(out, words, " ");
    str_add(out, "</text>\n");
}

static void add_edge(struct str *out, const struct map_picture *picture,
                     const struct map_edge *edge)
{
    const char *answers = picture->paper->texts[PAPER_ANSWERS];
    double half = map_label_width(answers) / 2;
    const struct map_node *from = &picture->nodes[edge->from];
    const struct map_node *entry =
        from->kind == MAP_GOAL ? &picture->nodes[edge->to] : from;
    const struct map_look *look = &map_looks[entry->kind];
    if (edge->point_count < 4) {
        return;
    }
    str_addf(out, "<g class=\"%s\">", look->class);
    begin_path(out, "edge");
    str_add_byte(out, 'M');
    for (size_t i = 0; i < 2 * edge->point_count; i++) {
        str_add(out, i == 2 ? "C" : i ? " " : "");
        add_number(out, edge->points[i]);
    }
    str_addf(out, "\" fill=\"none\" stroke=\"#%06x\"", look->colour);
    add_member(out, "stroke-width", edge->width);
    str_add(out, "/>");
    if (edge->answers) {
        struct map_step steps[MAP_MOST_STEPS];
        double x, y;
        begin_path(out, "tip");
        add_steps(out, steps, map_tip_of(edge, steps));
        str_addf(out, "\" fill=\"#%06x\"/>\n", look->colour);
        map_label_of(edge, &x, &y);
        str_add(out, "<rect class=\"ground\" fill=\"#ffffff\"");
        add_member(out, "x", x - half);
        add_member(out, "y", y - 6);
        add_member(out, "width", 2 * half);
        str_add(out, " height=\"12\"/>");
        add_text(out, x, y + 3, MAP_EDGE_SIZE, false, "label", look->colour, false,
                 answers);
    }
    str_add(out, "</g>\n");
}

static void add_shape(struct str *out, const struct map_node *node)
{
    const struct map_look *look = &map_looks[node->kind];
    struct map_step steps[MAP_MOST_STEPS];
    begin_path(out, "shape");
    add_steps(out, steps, map_outline_of(node, steps));
    str_addf(out, "\" fill=\"#%06x\" stroke=\"#%06x\"", look->tint, look->colour);
    add_member(out, "stroke-width", look->line);
    str_addf(out, "%s/>\n", node->more ? " stroke-dasharray=\"4 3\"" : "");
    size_t folds = map_fold_of(node, steps);
    if (folds) {
        begin_path(out, "edge");
        add_steps(out, steps, folds);
        str_addf(out, "\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"1\"/>\n",
                 look->colour);
    }
}

static void add_node(struct str *out, const struct map_node *node, const char *class)
{
    str_addf(out, "<g class=\"%s\">", class);
    if (!node->bare) {
        add_shape(out, node);
    }
    for (size_t i = 0; i < node->line_count; i++) {
        const struct map_line *line = &node->lines[i];
        add_text(out, node->x, node->y + line->y, line->size, line->bold,
                 line->coloured ? "label" : "words",
                 line->coloured ? map_looks[node->kind].colour : 0x1b1b1b,
                 line->from_right, line->words);
    }
    str_add(out, "</g>\n");
}

static void add_picture(const struct map_picture *picture, struct str *out)
{
    for (size_t i = 0; i < picture->edge_count; i++) {
        add_edge(out, picture, &picture->edges[i]);
    }
    for (size_t i = 0; i < picture->node_count; i++) {
        add_node(out, &picture->nodes[i], map_looks[picture->nodes[i].kind].class);
    }
    for (size_t i = 0; i < picture->legend_count; i++) {
        add_node(out, &picture->legend[i], "legend");
    }
}

/* What it is, for those who do not see it. */
static void add_title(struct str *out, size_t number, const char *title,
                      const char *described, const struct paper_words *paper)
{
    str_addf(out, "<title id=\"map%zu\">", number);
    html_add_words(out, title, " ");
    str_addf(out, "</title>\n<desc id=\"map%zu-says\" lang=\"%s\">", number,
             paper->language);
    html_add_words(out, described, " ");
    str_add(out, "</desc>\n");
}

static void begin_svg(struct str *out, const char *more, size_t number, double width,
                      double height)
{
    str_addf(out,
             "<svg%s class=\"map\" role=\"img\" aria-labelledby=\"map%zu\" "
             "aria-describedby=\"map%zu-says\" direction=\"ltr\" text-anchor=\"middle\"",
             more, number, number);
    add_member(out, "width", width);
    add_member(out, "height", height);
    str_add(out, " viewBox=\"0 0 ");
    add_number(out, width);
    str_add_byte(out, ' ');
    add_number(out, height);
    str_add(out, "\">\n");
}

/* Where the page is so narrow that a reader's eye would find no letters in it, it is not shown:
 * its table says all of it. Wider than a telephone, a page can be made larger. */
static void add_least_width(struct str *out, size_t number, double width)
{
    enum { LEAST_LETTER = 9, MARGINS = 36, TELEPHONE = 736 };
    double least = width * LEAST_LETTER / MAP_WORDS_SIZE + MARGINS;
    str_add(out, "<style>@media screen and (max-width:");
    add_number(out, least < TELEPHONE ? least : TELEPHONE);
    str_addf(out,
             "px){.sheet:has(#map%zu){display:none}"
             ".drawn:has(#map%zu) .small{display:inline}}</style>\n",
             number, number);
}

void map_svg_piece(const struct map_picture *picture, size_t number, struct str *out)
{
    struct str title = STR_EMPTY;
    paper_say(picture->paper, PAPER_DRAWN,
              (struct paper_said){.from = picture->title, .to = picture->heading},
              &title);
    str_addf(out, "<div class=\"sheet%s\">\n",
             picture->height > picture->width ? " tall" : "");
    begin_svg(out, "", number, picture->width + 2 * MAP_MARGIN,
              picture->height + 2 * MAP_MARGIN);
    add_title(out, number, str_text(&title), picture->described, picture->paper);
    add_least_width(out, number, picture->width + 2 * MAP_MARGIN);
    str_addf(out, "<g transform=\"translate(%d %d)\">\n", MAP_MARGIN, MAP_MARGIN);
    add_picture(picture, out);
    str_add(out, "</g>\n</svg>\n</div>\n");
    str_finish(&title);
}

void map_svg(const struct map_picture *pictures, size_t count, struct str *out)
{
    double width = 320, height = 0;
    struct str described = STR_EMPTY, more = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        const struct map_picture *p = &pictures[i];
        double wide = p->width > p->head_width ? p->width : p->head_width;
        width = wide > width ? wide : width;
        height += p->head_height + p->height + 2 * MAP_MARGIN;
        str_addf(&described, "%s%s: %s", i ? " " : "", pictures[i].heading,
                 pictures[i].described);
    }
    width += 2 * MAP_MARGIN;
    str_addf(&more,
             " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"%s\" xml:lang=\"%s\"",
             map_font, count ? pictures[0].language : "en");
    begin_svg(out, str_text(&more), 1, width, height ? height : MAP_HEAD);
    const struct paper_words *paper = count ? pictures[0].paper : paper_words_of("en");
    add_title(out, 1, count ? pictures[0].heading : paper->texts[PAPER_NOTHING_YET],
              str_text(&described), paper);
    str_add(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    double y = 0;
    for (size_t i = 0; i < count; i++) {
        const struct map_picture *p = &pictures[i];
        for (size_t n = 0; n < p->head_line_count; n++) {
            const struct map_line *line = &p->head_lines[n];
            add_text(out, width / 2, y + MAP_MARGIN + line->y, line->size, true, "words",
                     0x1b1b1b, line->from_right, line->words);
        }
        str_add(out, "<g transform=\"translate(");
        add_number(out, (width - p->width) / 2);
        str_add_byte(out, ' ');
        add_number(out, y + p->head_height + MAP_MARGIN);
        str_add(out, ")\">\n");
        add_picture(p, out);
        str_add(out, "</g>\n");
        y += p->head_height + p->height + 2 * MAP_MARGIN;
    }
    str_add(out, "</svg>\n");
    str_finish(&described);
    str_finish(&more);
}
