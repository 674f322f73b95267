/* Joiners, which some scripts and emoji are written with: in cells they are left out where they
 * cannot deceive, and a cluster alone is as wide as among others. */

#include "base/sanitise.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screen/screen.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

#define ZWNJ "\u200c"
#define ZWJ "\u200d"

static int cols_of_clusters(const char *text)
{
    size_t len = strlen(text);
    int cols = 0;
    for (size_t at = 0, next; at < len; at = next) {
        next = grapheme_after(text, len, at);
        cols += wrap_grapheme_cols(text, at, next);
    }
    return cols;
}

Test(joiners, are_left_out_of_cells_where_they_cannot_deceive)
{
    static const char *const rows[][2] = {
        {"👨" ZWJ "👩" ZWJ "👧", "👨👩👧"},
        {"👩\U0001F3FD" ZWJ "🌾", "👩\U0001F3FD🌾"},
        {"🏳\ufe0f" ZWJ "🌈", "🏳🌈"},
        {"می" ZWNJ "خواهم", "میخواهم"},
        {"خانه" ZWNJ " ها", "خانه ها"},
        {"ශ්" ZWJ "රී", "ශ්රී"},
        {"क्" ZWNJ "ष", "क्ष"},
        {"ب" ZWNJ ZWNJ "ب", "ب<U+200C>ب"},
        {"ب\u00ad" ZWNJ "ب", "ب<U+200C>ب"},
        {"pay" ZWNJ "pal 1" ZWJ "2", "pay<U+200C>pal 1<U+200D>2"},
        {"🙂" ZWNJ "🙂", "🙂<U+200C>🙂"},
        {ZWJ "👩", "<U+200D>👩"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str shown = STR_EMPTY;
        sanitise(rows[i][0], SANITISE_FOR_CELLS, &shown);
        cr_expect_str_eq(str_text(&shown), rows[i][1], "row %zu", i);
        cr_expect_eq(cols_of_clusters(rows[i][0]),
                     screen_width_cols(rows[i][0], strlen(rows[i][0])), "row %zu", i);
        str_finish(&shown);
    }
}
