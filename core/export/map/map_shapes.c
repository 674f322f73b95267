/* The outlines of what is drawn, the same for every format. */

#include "base/utf8.h"
#include "export/map/map_parts.h"

#include <math.h>
#include <string.h>

static size_t polygon(const double (*corners)[2], size_t count,
                      struct map_step steps[MAP_MOST_STEPS])
{
    for (size_t i = 0; i < count; i++) {
        steps[i] = (struct map_step){i ? 'L' : 'M', {corners[i][0], corners[i][1]}};
    }
    steps[count] = (struct map_step){'Z', {0}};
    return count + 1;
}

/* Rounded by a quarter of a circle at each corner. */
static size_t rounded(double left, double top, double right, double foot, double r,
                      struct map_step steps[MAP_MOST_STEPS])
{
    double k = r * (1 - 0.5523); /* where a curve of Bézier's follows a circle */
    const struct map_step all[] = {
        {'M', {left + r, top}},
        {'L', {right - r, top}},
        {'C', {right - k, top, right, top + k, right, top + r}},
        {'L', {right, foot - r}},
        {'C', {right, foot - k, right - k, foot, right - r, foot}},
        {'L', {left + r, foot}},
        {'C', {left + k, foot, left, foot - k, left, foot - r}},
        {'L', {left, top + r}},
        {'C', {left, top + k, left + k, top, left + r, top}},
        {'Z', {0}},
    };
    size_t count = sizeof all / sizeof *all;
    for (size_t i = 0; i < count; i++) {
        steps[i] = all[i];
    }
    return count;
}

enum { FOLD = 10, CORNER = 9, POINT = 11 };

size_t map_outline_of(const struct map_node *node, struct map_step steps[MAP_MOST_STEPS])
{
    double l = node->x - node->width / 2, r = node->x + node->width / 2;
    double t = node->y - node->height / 2, f = node->y + node->height / 2;
    double c = CORNER, half = node->height / 2;
    const double octagon[][2] = {{l + c, t}, {r - c, t}, {r, t + c}, {r, f - c},
                                 {r - c, f}, {l + c, f}, {l, f - c}, {l, t + c}};
    const double note[][2] = {{l, t}, {r - FOLD, t}, {r, t + FOLD}, {r, f}, {l, f}};
    const double arrow[][2] = {
        {l, t}, {r - POINT, t}, {r, node->y}, {r - POINT, f}, {l, f}};
    const double box[][2] = {{l, t}, {r, t}, {r, f}, {l, f}};
    switch (node->kind) {
    case MAP_BARRIER:
        return polygon(octagon, 8, steps);
    case MAP_STAKEHOLDER: /* round ends, as far as its words let it */
        return rounded(l, t, r, f, half < 24 ? half : 24, steps);
    case MAP_MOMENT:
        return polygon(note, 5, steps);
    case MAP_ACTION:
        return polygon(arrow, 5, steps);
    default:
        return polygon(box, 4, steps);
    }
}

size_t map_fold_of(const struct map_node *node, struct map_step steps[MAP_MOST_STEPS])
{
    double r = node->x + node->width / 2, t = node->y - node->height / 2;
    if (node->kind != MAP_MOMENT) {
        return 0;
    }
    steps[0] = (struct map_step){'M', {r - FOLD, t}};
    steps[1] = (struct map_step){'L', {r - FOLD, t + FOLD}};
    steps[2] = (struct map_step){'L', {r, t + FOLD}};
    return 3;
}

/* On the piece that is in the middle, where it has turned towards its end. */
void map_label_of(const struct map_edge *edge, double *x, double *y)
{
    const double t = .8, u = 1 - t;
    const double *p = edge->points + 6 * ((edge->point_count - 1) / 3 / 2);
    *x =
        u * u * u * p[0] + 3 * u * u * t * p[2] + 3 * u * t * t * p[4] + t * t * t * p[6];
    *y =
        u * u * u * p[1] + 3 * u * u * t * p[3] + 3 * u * t * t * p[5] + t * t * t * p[7];
}

double map_label_width(const char *words)
{
    const double letter = MAP_EDGE_SIZE * .56;
    return round(letter * (1 + text_width_cols(words, strlen(words))));
}

size_t map_tip_of(const struct map_edge *edge, struct map_step steps[MAP_MOST_STEPS])
{
    const double *p = edge->points + 2 * (edge->point_count - 2);
    const double *q = edge->point_count > 3 ? p - 4 : p; /* the two before may be one */
    double x = p[2], y = p[3], dx = x - q[0], dy = y - q[1], len = hypot(dx, dy);
    dx = len > 0 ? dx / len : 1, dy = len > 0 ? dy / len : 0;
    const double tip[][2] = {{x + MAP_TIP * dx, y + MAP_TIP * dy},
                             {x - 3.5 * dy, y + 3.5 * dx},
                             {x + 3.5 * dy, y - 3.5 * dx}};
    return polygon(tip, 3, steps);
}
