/* The sentences of the phones' page, by language. */

#include "live/phones/page_words.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct page_languages *languages;

static void enter(void)
{
    setenv("ROUNDTABLE_DATA", repo_root(), 1);
    enter_folder();
}

static void read_them(void)
{
    struct err err = ERR_NONE;
    enter();
    languages = page_languages_read(&err);
    cr_assert_str_eq(err_text(&err), "");
}

static void leave(void)
{
    page_languages_free(languages);
    folder_finish();
}

TestSuite(phone_words, .init = read_them, .fini = leave);

static const struct page_words *asked(const char *chosen, const char *accepts)
{
    return page_language_choose(languages, chosen, accepts);
}

Test(phone_words, there_are_four_and_english_comes_first)
{
    static const char *const codes[] = {"en", "cy", "pl", "ur"};
    cr_assert_eq(page_language_count(languages), LENGTH(codes));
    for (size_t i = 0; i < LENGTH(codes); i++) {
        const struct page_words *words = page_language(languages, i);
        cr_expect_str_eq(words->language, codes[i]);
        cr_expect_eq(words->right_to_left, strcmp(codes[i], "ur") == 0);
    }
}

Test(phone_words, each_says_everything_and_keeps_what_is_put_in)
{
    static const char *const parts[] = {"{n}", "{all}", "{text}"};
    const struct page_words *english = page_language(languages, 0);
    for (size_t l = 1; l < page_language_count(languages); l++) {
        const struct page_words *words = page_language(languages, l);
        for (size_t i = 0; i < WORD_COUNT; i++) {
            cr_expect_str_neq(words->texts[i], english->texts[i], "%s lacks \"%s\"",
                              words->language, english->texts[i]);
            for (size_t p = 0; p < LENGTH(parts); p++) {
                cr_expect_eq(parts_in(words->texts[i], parts[p]),
                             parts_in(english->texts[i], parts[p]), "%s: %s",
                             words->language, words->texts[i]);
            }
        }
    }
}

Test(phone_words, those_that_are_not_english_say_that_nobody_has_read_them_yet)
{
    static const char *const files[] = {"phone.cy.json", "phone.pl.json",
                                        "phone.ur.json"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct str name = str_of("templates/%s", files[i]);
        char *path = repo_path(name.bytes);
        expect_in_file(path, "\"note\": \"not yet read by a native speaker\"");
        free(path);
        str_finish(&name);
    }
}

Test(phone_words, a_language_is_chosen_or_accepted_by_its_weight)
{
    static const struct {
        const char *chosen, *accepts, *language;
    } rows[] = {
        {NULL, NULL, "en"},
        {"", "", "en"},
        {"cy", "pl", "cy"},
        {"CY", NULL, "cy"},
        {"xx", "pl", "pl"},
        {NULL, "pl", "pl"},
        {NULL, "cy-GB", "cy"},
        {NULL, "fr, ur;q=0.5", "ur"},
        {NULL, "en;q=0.3,pl;q=0.9,cy;q=0.8", "pl"},
        {NULL, "pl;q=0", "en"},
        {NULL, "pl;q=0.001, ur;q=0.01", "ur"},
        {NULL, ",,;;q=,=,pl", "pl"},
        {NULL, "*", "en"},
        {"../../etc/passwd", "\x01\xff", "en"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_str_eq(asked(rows[i].chosen, rows[i].accepts)->language,
                         rows[i].language, "%zu", i);
    }
}

Test(phone_words, what_a_sentence_says_is_put_in)
{
    struct str said = STR_EMPTY;
    page_say(page_language(languages, 0), WORD_TOO_LONG, 300, 312, "", &said);
    cr_expect_str_eq(said.bytes, "300 letters at most, please; there are 312.");
    str_clear(&said);
    page_say(page_language(languages, 0), WORD_SENT, 0, 0, "{n} {text}", &said);
    cr_expect_str_eq(said.bytes, "Sent: {n} {text}");
    str_finish(&said);
}

/* A room's own */

static struct err read_with(const char *name, const char *text)
{
    struct str path = str_of("own/templates/%s", name);
    struct err err = ERR_NONE;
    text_file_write(path.bytes, text);
    char *own = test_path("own");
    setenv("ROUNDTABLE_DATA", own, 1);
    page_languages_free(languages);
    languages = page_languages_read(&err);
    str_finish(&path);
    free(own);
    return err;
}

Test(phone_words, a_room_adds_its_own_and_what_that_lacks_is_said_in_english)
{
    struct err err =
        read_with("phone.so.json", "{\"format\":\"roundtable phone words\",\"version\":1,"
                                   "\"language\":\"so\",\"name\":\"Soomaali\",\"words\":"
                                   "{\"send\":\"Dir\",\"more\":7,\"unheard of\":\"x\"}}");
    cr_expect_str_eq(err_text(&err), "");
    const struct page_words *words = asked("so", NULL);
    cr_expect_str_eq(words->name, "Soomaali");
    cr_expect_str_eq(words->texts[WORD_SEND], "Dir");
    cr_expect_str_eq(words->texts[WORD_MORE], "One dot more");
}

Test(phone_words, what_is_none_is_left_out_and_told)
{
    static const char *const wrong[] = {
        "{ oops",
        "{}",
        "{\"format\":\"roundtable template\",\"version\":1,\"language\":\"so\","
        "\"name\":\"x\",\"words\":{}}",
        "{\"format\":\"roundtable phone words\",\"version\":2,\"language\":\"so\","
        "\"name\":\"x\",\"words\":{}}",
        "{\"format\":\"roundtable phone words\",\"version\":1,\"language\":\"s\\\"o\","
        "\"name\":\"x\",\"words\":{}}",
        "{\"format\":\"roundtable phone words\",\"version\":1,\"language\":\"soomaali\","
        "\"name\":\"x\",\"words\":{}}",
        "{\"format\":\"roundtable phone words\",\"version\":1,\"language\":\"so\"}",
    };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct err err = read_with("phone.so.json", wrong[i]);
        expect_part(err_text(&err), "phone.so.json");
        cr_expect_str_eq(asked("so", NULL)->language, "en", "%zu", i);
        err_finish(&err);
    }
}
