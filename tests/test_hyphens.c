/* Where a word is parted that is longer than a line, and where no hyphen may stand. */

#include "base/str.h"
#include "base/wrap.h"
#include "support/expect.h"

#include <criterion/criterion.h>

Test(hyphens, stand_within_words_of_letters_and_before_three_of_them)
{
    static const struct {
        const char *text;
        int width;
        const char *lines; /* "|" between two, behind a hyphen where one is to be shown */
    } rows[] = {
        {"Accommodation", 13, "Accommodation"},
        {"Accommodation", 12, "Accommodat-|ion"},
        {"Accommodation", 11, "Accommodat-|ion"},
        {"or accommodation, too", 10, "or|accommoda-|tion, too"},
        {"discriminations", 8, "discrim-|inations"},
        {"Öffentlichkeitsarbeit", 12, "Öffentlichk-|eitsarbeit"},
        {"Unterstützung", 12, "Unterstütz-|ung"},
        {"pomieszczenie", 12, "pomieszcze-|nie"},
        {"well-being-time", 11, "well-being-|time"}, /* there is one */
        {"accommod", 7, "accommo|d"},                /* no room for it */
        {"www.warm-homes.example", 12, "www.warm-hom|es.example"},
        {"ana@carers.example", 12, "ana@carers.e|xample"},
        {"0123456789abcdef", 12, "0123456789ab|cdef"},
        {"漢字仮名漢字仮名", 9, "漢字仮名|漢字仮名"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str out = STR_EMPTY;
        struct wrap wrap = wrap_begin(rows[i].text, rows[i].width);
        size_t start, len;
        while (wrap_next(&wrap, &start, &len)) {
            str_add_bytes(&out, rows[i].text + start, len);
            str_add(&out, wrap.within_word ? "-" : "");
            str_add(&out, wrap.done ? "" : "|");
        }
        cr_expect_str_eq(str_text(&out), rows[i].lines, "‘%s’ at %d", rows[i].text,
                         rows[i].width);
        str_finish(&out);
    }
}
