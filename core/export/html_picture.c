/* A form at a glance, as svg in the page, whose first row or column is where that of tables is. */

#include "export/html_parts.h"

#include "export/picture.h"
#include "export/writing.h"

enum { WIDTH = 660 };

static void add_words(struct str *out, const struct picture_shape *shape, double y)
{
    str_addf(out, "<text x=\"%.1f\" y=\"%.1f\"%s%s>", shape->x, y,
             shape->kind == PICTURE_WORDS ? "" : " text-anchor=\"middle\"",
             shape->kind == PICTURE_STRONG ? " class=\"strong\"" : "");
    html_add_words(out, shape->words, " ");
    str_add(out, "</text>\n");
}

static void add_shape(struct str *out, const struct picture_shape *shape, double above)
{
    double y = shape->y + above;
    switch (shape->kind) {
    case PICTURE_STROKE:
        str_addf(out, "<path d=\"M%.1f %.1fL%.1f %.1f\"/>\n", shape->x, y, shape->x2,
                 shape->y2 + above);
        break;
    case PICTURE_DOT:
    case PICTURE_RING:
        str_addf(out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n",
                 shape->kind == PICTURE_DOT ? "full" : "open", shape->x, y, shape->x2);
        break;
    case PICTURE_BAR:
    case PICTURE_TRACK:
        str_addf(out,
                 "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                 "height=\"%.1f\"/>\n",
                 shape->kind == PICTURE_BAR ? "full" : "open", shape->x, y, shape->x2,
                 shape->y2);
        break;
    default:
        add_words(out, shape, y);
    }
}

/* What is drawn are the form's words, or, where people made its rows, theirs. */
static void begin_figure(const struct html *html, const struct section *section,
                         const struct picture *picture, double height)
{
    bool given = section->part->grid && section->part->grid->rows == ROWS_GIVEN;
    str_add(html->out, "<figure class=\"glance\">\n<svg");
    if (given) {
        html_add_lang(html, picture->title);
    }
    if (picture->from_right) {
        str_add(html->out, " direction=\"rtl\"");
    }
    str_addf(html->out, " viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"",
             picture->width, height);
    html_add_words(html->out, picture->title, " ");
    str_add(html->out, "\">\n");
}

void html_add_picture(const struct html *html, const struct section *section)
{
    struct str *out = html->out;
    struct picture picture;
    double height = 0;
    if (!picture_of(&picture, section->arena, section->outline, section->part, WIDTH,
                    language_from_right(html->language))) {
        return;
    }
    for (size_t i = 0; i < picture.count; i++) {
        height += picture.strips[i].height;
    }
    begin_figure(html, section, &picture, height);
    double above = 0;
    for (size_t i = 0; i < picture.count; i++) {
        const struct picture_strip *strip = &picture.strips[i];
        for (size_t n = 0; n < strip->count; n++) {
            add_shape(out, &strip->shapes[n], above);
        }
        above += strip->height;
    }
    str_add(out, "</svg>\n<figcaption dir=\"auto\">");
    html_add_label(html, picture.caption);
    str_add(out, *picture.caption ? " " : "");
    html_add_label(html, section_word(section, PAPER_TABLE_BELOW));
    str_add(out, "</figcaption>\n</figure>\n");
}
