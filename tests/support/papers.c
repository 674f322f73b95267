#include "support/papers.h"

#include "export/paper_words.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

void papers_write_seminar(const char *language)
{
    struct str out = str_of("{\"sessions\":[");
    for (int i = 1; i <= 3; i++) {
        str_addf(
            &out,
            "%s{\"template\":\"rsa-cy\",\"language\":\"%s\",\"title\":\"Gwres\","
            "\"place\":"
            "\"%s\",\"date\":\"2026-08-0%d\",\"table\":\"%d\",\"vision\":\"Cynnes %d\","
            "\"goals\":[{\"text\":\"Cartrefi\",\"barriers\":[{\"text\":\"Rhent\","
            "\"votes\":3,"
            "\"weight\":\"%s\"},\"Bysiau %d\"],\"stakeholders\":[\"Cyngor\",\"Eglwys "
            "%d\"],"
            "\"moments\":[\"Sioe\"],\"groups\":[{\"text\":\"Cawl\",\"who\":\"Non\","
            "\"when\":\"2027-03-0%d\"},\"Te\"]},{\"grid\":\"questions\",\"text\":\"Eto?"
            "\","
            "\"asks\":\"hands\",\"stands\":\"shown\",\"answers\":[{\"text\":\"Ie\","
            "\"votes\":"
            "5}]}]}",
            i > 1 ? "," : "", i == 3 && language ? language : "cy",
            i == 3 ? "Bala" : "Dolgellau", i, i, i, i == 1 ? "boulder" : "pebble", i, i,
            i);
    }
    str_add(&out, "]}");
    text_file_write("seminar.json", out.bytes);
    str_finish(&out);
}

static bool is_word_at(const char *text, const char *at, size_t len)
{
    bool begins = at == text || !isalpha((unsigned char)at[-1]);
    return begins && !isalpha((unsigned char)at[len]);
}

void papers_expect_no_english(const char *what, const char *text)
{
    const struct paper_words *english = paper_words_of("en"),
                             *welsh = paper_words_of("cy");
    for (size_t i = 0; i < PAPER_WORD_COUNT; i++) {
        for (const char *at = english->texts[i]; *at;) {
            enum { LEAST = 4 };
            size_t len = strcspn(at, "{");
            struct str part = STR_EMPTY, whole = STR_EMPTY;
            str_add_bytes(&whole, at, len);
            str_add_trimmed(&part, str_text(&whole));
            str_finish(&whole);
            const char *found = strstr(text, str_text(&part));
            if (part.len_bytes >= LEAST && found &&
                !strstr(welsh->texts[i], str_text(&part))) {
                cr_expect(!is_word_at(text, found, part.len_bytes),
                          "%s has \"%s\":\n%.80s", what, str_text(&part), found);
            }
            str_finish(&part);
            at += len;
            at += strcspn(at, "}") + (*at != '\0');
        }
    }
}
