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

int big_cols(const char *text, int scale)
{
    int blocks = 0;
    for (const char *p = text; *p; p++) {
        const struct sign *sign = sign_of(*p);
        blocks += sign ? sign->blocks + (blocks > 0) : 0;
    }
    return blocks * scale;
}

void big_put(int row, int col, int scale, const char *text)
{
    for (const char *p = text; *p; p++) {
        const struct sign *sign = sign_of(*p);
        if (!sign) {
            continue;
        }
        for (int i = 0; i < BIG_ROWS; i++) {
            for (int block = 0; block < sign->blocks; block++) {
                if (sign->rows[i][block] == '#') {
                    screen_bar(row + i, col + block * scale, scale, ROLE_TEXT);
                }
            }
        }
        col += (sign->blocks + 1) * scale;
    }
}
