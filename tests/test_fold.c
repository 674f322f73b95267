/* Texts compared, found and put in order as people read them. */

#include "base/fold.h"
#include "base/words.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *folded(const char *text, const char *language)
{
    struct str out = STR_EMPTY;
    fold_add(text, language, &out);
    return str_take(&out);
}

static char *bare(const char *text, const char *language)
{
    struct str out = STR_EMPTY;
    fold_add_bare(text, language, &out);
    return str_take(&out);
}

Test(fold, texts_that_read_alike_are_one)
{
    static const char *const rows[][2] = {
        {"Café", "Cafe\xCC\x81"}, /* one code point or two */
        {"ﬁnance", "FINANCE"},    /* a ligature of a PDF */
        {"Straße", "STRASSE"},    /* full folding */
        {"ΟΔΟΣ", "οδος"},         /* a sigma at the end */
        {"ＮＨＳ", "nhs"},        /* full width */
        {"Siân’s", "siân's"},     /* quotes */
        {"“Hello”", "\"hello\""},
        {"co‑operation", "Co-operation"}, /* a hyphen that does not break */
        {"2019–2020", "2019-2020"},
        {"Well\xC2\xAD"
         "being",
         "wellbeing"},                  /* a soft hyphen */
        {"time\xE2\x80\x8Bs", "times"}, /* no width */
        {"a\xC2\xA0"
         "b",
         "A b"}, /* a blank that does not break */
        {"Ⅻ", "xii"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(fold_same(rows[i][0], rows[i][1], "en"), "%s, %s", rows[i][0],
                  rows[i][1]);
    }
    cr_expect_not(fold_same("resume", "résumé", "en"), "marks count where nobody seeks");
    cr_expect_not(fold_same("a-b", "a b", "en"));
}

Test(fold, a_dotless_i_is_a_letter_of_its_own_in_turkish_alone)
{
    cr_expect(fold_same("ISPARTA", "ısparta", "tr"));
    cr_expect(fold_same("İzmir", "izmir", "tr-TR"));
    cr_expect_not(fold_same("ISPARTA", "isparta", "tr"));
    cr_expect(fold_same("ISPARTA", "isparta", "en"));
    cr_expect(fold_same("ISPARTA", "isparta", "trv"), "a language of three letters");
}

Test(fold, without_marks_letters_stand_bare_and_vowels_stay)
{
    static const char *const rows[][2] = {
        {"Łódź", "lodz"},   {"Tŷ", "ty"},     {"Ærø", "aero"}, {"Hà Nội", "ha noi"},
        {"हिन्दी", "हिन्दी"}, {"서울", "서울"}, {"й", "и"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *got = bare(rows[i][0], "en"), *is = folded(rows[i][1], "en");
        cr_expect_str_eq(got, is, "%s", rows[i][0]);
        free(got);
        free(is);
    }
}

Test(fold, what_is_no_text_comes_to_no_harm)
{
    struct str longer = STR_EMPTY;
    for (int i = 0; i < 400; i++) {
        str_add(&longer, "ﷺé");
    }
    char *broken = folded("A\xff"
                          "B",
                          "en"),
         *much = folded(longer.bytes, "en");
    cr_expect_str_eq(broken, "a\xEF\xBF\xBD"
                             "b");
    cr_expect_gt(strlen(much), longer.len_bytes, "a sign that stands for 18");
    free(broken);
    free(much);
    str_finish(&longer);
}

Test(fold, a_text_that_nothing_is_left_of_has_a_key_in_every_language)
{
    static const char *const languages[] = {"en", "tr", "cy"};
    for (size_t i = 0; i < LENGTH(languages); i++) {
        struct str key = STR_EMPTY;
        fold_add_key("", languages[i], &key);
        fold_add_key("\xC2\xAD", languages[i], &key);
        cr_expect_str_eq(str_text(&key), "", "%s", languages[i]);
        str_finish(&key);
    }
}

/* In Turkish a text is folded whole, elsewhere by its parts; without an I it is the same. */
Test(fold, a_text_folded_by_its_parts_is_what_it_is_folded_whole)
{
    static const char *const parts[] = {
        "a",  "Z",        "`",        "[",        "@",        "the Quack ",
        "E",  "\xCC\x81", "\xCC\xA3", "\xC2\xAD", "é",        "ß",
        "ﬁ",  "“",        "’",        " ",        "ᄀ",       "ᅡ",
        "ᆨ", "한",       "ø",        "Å",        "हि",       "ΟΣ",
        "1",  "\t",       "\x7f",     "\xff",     "\xE2\x80", "か",
        "゙",   "\xC3",     "ﷺ",        "å",        "n",        "\xE2\x80\x8B"};
    unsigned random = 7;
    for (int i = 0; i < 20000; i++) {
        struct str text = STR_EMPTY, by_parts = STR_EMPTY, whole = STR_EMPTY;
        for (int part = 0; part < 8; part++) {
            random = random * 1103515245u + 12345u;
            str_add(&text, parts[(random >> 16) % LENGTH(parts)]);
        }
        (i % 2 ? fold_add : fold_add_bare)(text.bytes, "en", &by_parts);
        (i % 2 ? fold_add : fold_add_bare)(text.bytes, "tr", &whole);
        cr_assert_str_eq(by_parts.bytes, whole.bytes, "‘%s’", text.bytes);
        str_finish(&text);
        str_finish(&by_parts);
        str_finish(&whole);
    }
}

static enum fold_fit fit(const char *text, const char *typed)
{
    struct fold_sought sought = {0};
    fold_seek(&sought, typed, "en");
    enum fold_fit found = fold_find(&sought, text);
    fold_sought_finish(&sought);
    return found;
}

Test(fold, what_is_sought_is_found_as_it_was_typed_in_haste)
{
    static const struct {
        const char *text, *typed;
        enum fold_fit fit;
    } rows[] = {
        {"Café rents", "cafe", FOLD_AT_START},
        {"Cafe\xCC\x81 rents", "café", FOLD_AT_START},
        {"Cafe rents", "café", FOLD_NOWHERE},
        {"Siân’s group", "sian's", FOLD_AT_START},
        {"Drop‑in centre", "drop-in", FOLD_AT_START},
        {"Bus fares", "FARE", FOLD_AT_WORD},
        {"Bus fares", "are", FOLD_WITHIN},
        {"care, fare", "fa", FOLD_AT_WORD},
        {"Bus", "bus", FOLD_ALL},
        {"Bus", "", FOLD_AT_START},
        {"", "", FOLD_ALL},
        {"", "a", FOLD_NOWHERE},
        {"die STRASSE", "ß", FOLD_WITHIN},
        {"ab", "abc", FOLD_NOWHERE},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(fit(rows[i].text, rows[i].typed), rows[i].fit, "\"%s\" in \"%s\"",
                     rows[i].typed, rows[i].text);
    }
}

Test(fold, whether_it_stands_anywhere_is_the_same_at_a_glance)
{
    static const char *const parts[] = {"e", "E",  "é", "e\xCC\x81", "Fare", "fa",
                                        " ", "’",  "'", "`",         "I",    "ı",
                                        "ß", "SS", "-", "‑"};
    static const char *const languages[] = {"en", "tr", "cy"};
    unsigned random = 7;
    for (int i = 0; i < 3000; i++) {
        struct str text = STR_EMPTY, typed = STR_EMPTY;
        struct fold_sought sought = {0};
        for (int part = 0; part < 7; part++) {
            random = random * 1103515245u + 12345u;
            str_add(part < 5 ? &text : &typed, parts[(random >> 16) % LENGTH(parts)]);
        }
        fold_seek(&sought, typed.bytes, languages[i % (int)LENGTH(languages)]);
        bool found = fold_find(&sought, text.bytes) != FOLD_NOWHERE;
        cr_assert_eq(fold_holds(&sought, text.bytes), found, "‘%s’ in ‘%s’", typed.bytes,
                     text.bytes);
        fold_sought_finish(&sought);
        str_finish(&text);
        str_finish(&typed);
    }
}

static int by_key(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(strchr(*a, '\n') + 1, strchr(*b, '\n') + 1);
}

/* The lines of a text in the order of their keys. */
static char *in_order(const char *const *texts, size_t count, const char *language)
{
    char *lines[16];
    struct str out = STR_EMPTY;
    for (size_t i = 0; i < count; i++) {
        struct str line = str_of("%s\n", texts[i]);
        fold_add_key(texts[i], language, &line);
        lines[i] = str_take(&line);
    }
    qsort(lines, count, sizeof *lines, by_key);
    for (size_t i = 0; i < count; i++) {
        str_addf(&out, "%s%.*s", i ? " " : "", (int)strcspn(lines[i], "\n"), lines[i]);
        free(lines[i]);
    }
    return str_take(&out);
}

Test(fold, lists_stand_by_letters_whatever_their_case_and_marks)
{
    static const char *const texts[] = {"Zoning", "école", "Transport", "eclectic",
                                        "Łódź",   "ecole", "apathy",    "Ŵyna",
                                        "lo",     "Lodges"};
    char *got = in_order(texts, LENGTH(texts), "en");
    cr_expect_str_eq(got,
                     "apathy eclectic ecole école lo Lodges Łódź Transport Ŵyna Zoning");
    free(got);
}

Test(fold, welsh_letters_of_two_stand_behind_their_first)
{
    static const char *const texts[] = {"chwarae", "cymuned", "ddoe",   "dysgu",
                                        "llyfr",   "lwc",     "theatr", "tŷ",
                                        "nghyd",   "haf",     "gwaith"};
    char *welsh = in_order(texts, LENGTH(texts), "cy-GB");
    char *english = in_order(texts, LENGTH(texts), "en-GB");
    cr_expect_str_eq(welsh,
                     "cymuned chwarae dysgu ddoe gwaith nghyd haf lwc llyfr tŷ theatr");
    cr_expect_str_eq(english,
                     "chwarae cymuned ddoe dysgu gwaith haf llyfr lwc nghyd theatr tŷ");
    free(welsh);
    free(english);
}

Test(fold, words_are_parted_and_folded_as_they_are_read)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        {"Siânʼs group", " siâns group "},
        {"Wellbeing &\xC2\xA0"
         "care",
         " wellbeing and care "},
        {"ﬁnance", " finance "},
        {"Cafe\xCC\x81", " café "},
        {"well\xC2\xAD"
         "being",
         " wellbeing "},
        {"STRASSE straße", " strasse strasse "},
        {"school 👍", " school 👍 "},
        {"school👎, school 😐!", " school 👎 school 😐 "},
        {"❤️ buses ❤", " ❤ buses ❤ "},
        {"👍🏽👍", " 👍 👍 "},
        {"🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧🇵🇱",
         " 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧 🇵🇱 "},
        {"1️⃣ fares ↑ ⬇️", " 1 fares ↑ ⬇ "},
        {"• ■ ▪ ☆20°C™ − ── ▲", " ☆ 20 c ▲ "},
        {"school :) school:-( :'(", " school :) school :( :( "},
        {"Fine:)) ;-) =] :/ :|", " fine :) ;) :) :/ :| "},
        {"(e.g.: a) https://a.b/ such as:(x) 10:15 a:b;c 1) :",
         " eg a https ab such as x 10 15 a b c 1 "},
        {"one \xEF\xB8\x8F two \xCD\x8F three \xEF\xBF\xBD four", " one two three four "},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str words = STR_EMPTY, out = str_of(" ");
        for (const char *at = rows[i].text; words_next(&at, "en", &words);) {
            str_addf(&out, "%s ", words.bytes);
        }
        cr_expect_str_eq(out.bytes, rows[i].words);
        str_finish(&words);
        str_finish(&out);
    }
}

Test(fold, a_line_has_one_blank_for_all_that_stand_together)
{
    static const char *const rows[][2] = {
        {"Line one\nline  two", "line one line two"},
        {" \t tab\there\r\n", "tab here"},
        {"one⏎two", "one two"},
        {"no\u00A0break\u2003wide\u2028line", "no break wide line"},
        {" \n", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str line = STR_EMPTY;
        fold_add_line(rows[i][0], "", &line);
        cr_expect_str_eq(str_text(&line), rows[i][1]);
        str_finish(&line);
    }
}
