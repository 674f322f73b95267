/* What stands in colour can be read in the themes that terminals come with, and told apart by
 * those who see few colours. All of it is computed from the colours' values. */

#include "screen/palette.h"

#include <criterion/criterion.h>
#include <math.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

struct theme_of_terminal {
    const char *name;
    long background; /* 0xRRGGBB */
};

/* As their authors publish them; Tango's are those of GNOME's terminal. */
static const struct theme_of_terminal dark[] = {
    {"Nord", 0x2e3440},         {"Solarized dark", 0x002b36}, {"Tango dark", 0x2e3436},
    {"Gruvbox dark", 0x282828}, {"Campbell", 0x0c0c0c},       {"xterm", 0x000000},
    {"Ubuntu", 0x300a24},
};
static const struct theme_of_terminal light[] = {
    {"Solarized light", 0xfdf6e3},
    {"Tango light", 0xeeeeec},
    {"Gruvbox light", 0xfbf1c7},
    {"white", 0xffffff},
};

struct colour {
    double r, g, b; /* linear light, 0 to 1 */
};

/* sRGB, IEC 61966-2-1. */
static double light_of(long byte)
{
    double v = (double)byte / 255;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static struct colour colour_of(long rgb)
{
    return (struct colour){light_of(rgb >> 16 & 255), light_of(rgb >> 8 & 255),
                           light_of(rgb & 255)};
}

/* One of xterm's: a cube of six steps a side, then grey. */
static struct colour xterm_colour(short number)
{
    static const long steps[] = {0, 95, 135, 175, 215, 255};
    if (number >= 232) {
        long grey = 8 + 10 * (number - 232);
        return colour_of(grey << 16 | grey << 8 | grey);
    }
    int at = number - 16;
    return colour_of(steps[at / 36] << 16 | steps[at / 6 % 6] << 8 | steps[at % 6]);
}

static double luminance(struct colour c)
{
    return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

static double contrast(struct colour a, struct colour b)
{
    double one = luminance(a), other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

static void expect_legible(const struct palette *palette,
                           const struct theme_of_terminal *themes, size_t count)
{
    for (size_t t = 0; t < count; t++) {
        struct colour background = colour_of(themes[t].background);
        for (size_t i = 0; i <= LENGTH(palette->columns); i++) {
            short number =
                i < LENGTH(palette->columns) ? palette->columns[i] : palette->dim;
            double found = contrast(xterm_colour(number), background);
            cr_expect(found >= 4.5, "%d on %s: %.2f", number, themes[t].name, found);
        }
    }
}

Test(palette, it_can_be_read_in_the_usual_themes)
{
    expect_legible(&palette_on_dark, dark, LENGTH(dark));
    expect_legible(&palette_on_light, light, LENGTH(light));
}

/* Machado, Oliveira and Fernandes 2009, severity 1; first, who sees all of them. */
static const double seen_by[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

static double curve(double t)
{
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

/* CIE 1976 L*a*b*, of white D65. */
static void lab_of(struct colour c, const double eye[3][3], double lab[3])
{
    double r = eye[0][0] * c.r + eye[0][1] * c.g + eye[0][2] * c.b;
    double g = eye[1][0] * c.r + eye[1][1] * c.g + eye[1][2] * c.b;
    double b = eye[2][0] * c.r + eye[2][1] * c.g + eye[2][2] * c.b;
    double x = curve(fmax(0, 0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    double y = curve(fmax(0, 0.2126 * r + 0.7152 * g + 0.0722 * b));
    double z = curve(fmax(0, 0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

static double distance(short one, short other, const double eye[3][3])
{
    double a[3], b[3];
    lab_of(xterm_colour(one), eye, a);
    lab_of(xterm_colour(other), eye, b);
    return sqrt(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2) + pow(a[2] - b[2], 2));
}

/* A difference of 2.3 is just seen, side by side; headings stand far from one another. */
static void expect_told_apart(const struct palette *palette)
{
    for (size_t e = 0; e < LENGTH(seen_by); e++) {
        for (size_t i = 0; i < LENGTH(palette->columns); i++) {
            for (size_t j = 0; j < i; j++) {
                double found =
                    distance(palette->columns[i], palette->columns[j], seen_by[e]);
                cr_expect(found >= 25, "%d and %d, eye %zu: %.1f", palette->columns[i],
                          palette->columns[j], e, found);
            }
        }
    }
}

Test(palette, its_headings_are_told_apart_by_every_eye)
{
    expect_told_apart(&palette_on_dark);
    expect_told_apart(&palette_on_light);
}
