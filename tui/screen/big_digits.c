#include "screen/big_digits.h"

#include "screen/screen.h"

#include <string.h>

/* A sign of blocks: five rows of at most three. */
struct sign {
    char letter;
    int blocks; /* across */
    const char *rows[BIG_ROWS];
};

static const struct sign signs[] = {
    {'0', 3, {"###", "# #", "# #", "# #", "###"}},
    {'1', 3, {" # ", "## ", " # ", " # ", "###"}},
    {'2', 3, {"###", "  #", "###", "#  ", "###"}},
    {'3', 3, {"###", "  #", "###", "  #", "###"}},
    {'4', 3, {"# #", "# #", "###", "  #", "  #"}},
    {'5', 3, {"###", "#  ", "###", "  #", "###"}},
    {'6', 3, {"###", "#  ", "###", "# #", "###"}},
    {'7', 3, {"###", "  #", "  #", "  #", "  #"}},
    {'8', 3, {"###", "# #", "###", "# #", "###"}},
    {'9', 3, {"###", "# #", "###", "  #", "###"}},
    {':', 1, {" ", "#", " ", "#", " "}},
    {'+', 3, {"   ", " # ", "###", " # ", "   "}},
    {'-', 3, {"   ", "   ", "###", "   ", "   "}},
};

static const struct sign *sign_of(char letter)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].letter == letter) {
            return &signs[i];
        }
    }
    return NULL;
}

/* Blanks on either side of a sign, beside the one between any two: two dots as narrow as the
 * strokes of digits are not seen as a colon among them. */
static int aside_cols(const struct sign *sign, int scale)
{
    return scale == 1 && sign->blocks == 1;
}

int big_cols(const char *text, int scale)
{
    int cols = 0;
    for (const char *p = text; *p; p++) {
        const struct sign *sign = sign_of(*p);
        int blocks = sign ? sign->blocks + (cols > 0) : 0;
        cols += sign ? blocks * scale + 2 * aside_cols(sign, scale) : 0;
    }
    return cols;
}

void big_put(int row, int col, int scale, const char *text)
{
    for (const char *p = text; *p; p++) {
        const struct sign *sign = sign_of(*p);
        if (!sign) {
            continue;
        }
        col += aside_cols(sign, scale);
        for (int i = 0; i < BIG_ROWS; i++) {
            for (int block = 0; block < sign->blocks; block++) {
                if (sign->rows[i][block] == '#') {
                    screen_bar(row + i, col + block * scale, scale, ROLE_TEXT);
                }
            }
        }
        col += (sign->blocks + 1) * scale + aside_cols(sign, scale);
    }
}
