/* Kinds of paper, and what is measured on them. */

#include "export/pdf/pdf_flow.h"

#include <string.h>

/* What is read has 12 points at least, as the UK government's publications have, large print
 * 16; what is looked at has 10. */
static const struct pdf_paper papers[] = {
    {"a4", 841.89, 595.28, 42.52, 1, 10, .list_columns = 3},
    {"a3", 1190.55, 841.89, 45, 1.85, 10, .poster = true, .list_columns = 3},
    {"report", 595.28, 841.89, 56.69, 1.27, 12, .prose = true, .list_columns = 2},
    {"page", 595.28, 841.89, 51.02, 1.3, 12, .prose = true, .list_columns = 2},
    {"large", 595.28, 841.89, 51.02, 1.69, 16, .prose = true, .stacked = true,
     .list_columns = 1},
};

static const struct {
    double size;
    bool bold;
} styles[PDF_STYLES] = {
    [PDF_COVER] = {34, true},  [PDF_TITLE] = {20, true},  [PDF_PART] = {13, true},
    [PDF_LEAD] = {11, false},  [PDF_SUB] = {11, true},    [PDF_HEAD] = {9.5, true},
    [PDF_GOAL] = {9.5, true},  [PDF_NOTE] = {9.5, false}, [PDF_SMALL] = {8, false},
    [PDF_FOOT] = {7.5, false},
};

const struct pdf_paper *pdf_paper_of(const char *name)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        if (strcmp(papers[i].name, name) == 0) {
            return &papers[i];
        }
    }
    return NULL;
}

double pdf_size(const struct pdf_paper *paper, enum pdf_style style)
{
    double size = styles[style].size * paper->scale;
    return size > paper->least ? size : paper->least;
}

bool pdf_is_bold(enum pdf_style style)
{
    return styles[style].bold;
}

double pdf_unit(const struct pdf_paper *paper)
{
    return 4 * paper->scale;
}

double pdf_width(const struct pdf_paper *paper)
{
    return paper->width - 2 * paper->margin;
}

double pdf_column_width(const struct pdf_paper *paper, unsigned columns)
{
    double gap = 6 * pdf_unit(paper), count = columns ? columns : 1;
    return (pdf_width(paper) - gap * (count - 1)) / count;
}

static double column_x(const struct pdf_paper *paper, unsigned columns, unsigned n)
{
    return n * (pdf_column_width(paper, columns) + 6 * pdf_unit(paper));
}

double pdf_column_in_turn(const struct pdf_paper *paper, unsigned columns, unsigned n,
                          bool from_right)
{
    return column_x(paper, columns, from_right && columns > 1 ? columns - 1 - n : n);
}

double pdf_height(const struct pdf_paper *paper)
{
    return paper->height - 2 * paper->margin;
}
