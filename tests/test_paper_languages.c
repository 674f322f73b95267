/* No English word of the program's own is left in what is printed or exported in another
 * language: all formats of a seminar and of one table are read word by word. */
#include "base/lookup.h"
#include "base/memory.h"
#include "export/paper_words.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void enter(void)
{
    setenv("ROUNDTABLE_DATA", repo_root(), 1);
    enter_folder();
}

TestSuite(paper_languages, .init = enter, .fini = folder_finish, .timeout = 300);

/* Words of which it is known whether they are there. */
struct known {
    const char *word;
};

/* Where a word begins in a text; *len takes how long it is, of letters of all alphabets. */
static const char *next_word(const char *at, size_t *len)
{
    while (*at && !isalpha((unsigned char)*at) && !((unsigned char)*at & 0x80)) {
        at++;
    }
    for (*len = 0; isalpha((unsigned char)at[*len]) || ((unsigned char)at[*len] & 0x80);
         ++*len) {
    }
    return at;
}

static char *lower(const char *word, size_t len)
{
    char *copy = memory_get(len + 1);
    for (size_t i = 0; i < len; i++) {
        copy[i] = (char)tolower((unsigned char)word[i]);
    }
    copy[len] = '\0';
    return copy;
}

/* Shorter ones are words of many languages. */
static void learn(struct lookup *known, const char *text)
{
    enum { LEAST_BYTES = 4 };
    size_t len;
    for (const char *at = next_word(text, &len); len; at = next_word(at + len, &len)) {
        struct known *item = memory_get(sizeof *item);
        char *word = lower(at, len);
        item->word = word;
        if (len < LEAST_BYTES || !lookup_add_id(known, item)) {
            free(word);
            free(item);
        }
    }
}

static void forget(struct lookup *known)
{
    for (size_t i = 0; i < known->count; i++) {
        struct known *item = known->items[i];
        free((char *)item->word);
        free(item);
    }
    lookup_finish(known);
}

/* What English has, and what a paper in that language may have all the same. */
struct languages {
    struct lookup english, own;
};

static void learn_file(struct lookup *known, const char *name)
{
    char *path = repo_path(name), *text = text_file_read(path);
    cr_assert(text, "%s", name);
    learn(known, text);
    free(text);
    free(path);
}

static void learn_both(struct languages *l, const char *language)
{
    const struct paper_words *paper = paper_words_of(language),
                             *english = paper_words_of("en");
    cr_assert_str_eq(paper->language, language);
    learn_file(&l->english, "templates/words/english.txt");
    for (size_t i = 0; i < PAPER_WORD_COUNT; i++) {
        learn(&l->english, english->texts[i]);
        learn(&l->own, paper->texts[i]);
    }
    learn_file(&l->own, "templates/rsa.cy.json"); /* the form, in all of them */
    char *session = text_file_read("s.json");
    learn(&l->own, session);
    free(session);
}

static void expect_none(const struct languages *l, const char *what, const char *text)
{
    size_t len, words = 0;
    for (const char *at = next_word(text, &len); len; at = next_word(at + len, &len)) {
        char *word = lower(at, len);
        bool english = lookup_find_id(&l->english, word);
        cr_expect(!english || lookup_find_id(&l->own, word), "%s says \"%s\":\n%.200s",
                  what, word, at);
        words++;
        free(word);
    }
    cr_expect(words > 10, "%s: %s", what, text); /* it was one that has words */
}

/* What stands in a page for those who read it, or hear it: no tags, but labels in them. */
static void strip(char *page)
{
    static const char *const labels[] = {"aria-label=\"", "alt=\"", "title=\"",
                                         " label=\""};
    char *to = page;
    for (const char *at = page; *at;) {
        const char *style = strncmp(at, "<style", 6) == 0 ? strstr(at, "</style>") : NULL;
        at = style ? style : at;
        if (*at != '<') {
            *to++ = *at++;
            continue;
        }
        const char *end = strchr(at, '>');
        for (size_t i = 0; i < LENGTH(labels); i++) {
            const char *label = strstr(at, labels[i]);
            for (label = label && label < end ? label + strlen(labels[i]) : "\"";
                 *label != '"'; label++) {
                *to++ = *label;
            }
        }
        *to++ = ' ';
        at = end + 1;
    }
    *to = '\0';
}

/* The lines of a calendar, or of what a PDF says about itself, that are in words. */
static void keep_lines(char *text, const char *const *begin)
{
    char *to = text, *next;
    bool kept = false;
    for (char *at = text; at && *at; at = next) {
        char *end = strchr(at, '\n');
        size_t len = end ? (size_t)(end - at) + 1 : strlen(at);
        next = at + len;
        kept = kept && *at == ' '; /* it goes on */
        for (size_t i = 0; begin[i]; i++) {
            kept = kept || strncmp(at, begin[i], strlen(begin[i])) == 0;
        }
        size_t name = kept && *at != ' ' ? strcspn(at, ":") + 1 : 0;
        if (kept && name < len) {
            memmove(to, at + name, len - name);
            to += len - name;
        }
    }
    *to = '\0';
    for (char *escaped = text; (escaped = strstr(escaped, "\\n"));) {
        memcpy(escaped, "  ", 2);
    }
}

/* One table of a day; the last two have nothing that they are called by, the two before stand
 * in the same place on two days. */
static void add_table(struct str *out, const char *language, int i)
{
    str_addf(out, "%s{\"template\":\"rsa-cy\",\"language\":\"%s\",", i > 1 ? "," : "",
             language);
    if (i < 5) {
        str_addf(out,
                 "\"title\":\"Zorblat\",\"place\":\"%s\",\"date\":\"2026-08-0%d\","
                 "\"table\":\"%d\",\"facilitator\":\"Grelda\",",
                 i < 3 ? "Xandor" : "Plwm", i, i < 3 ? i : 9);
    }
    str_addf(
        out,
        "%s\"goals\":[{\"text\":\"Kwexi\",\"barriers\":[{\"text\":\"Rhonk\",\"votes\":3,"
        "\"weight\":\"%s\"},\"Vuxo q%d\"],\"stakeholders\":[\"Cwmnip\",\"Qleg q%d\"],"
        "\"moments\":[\"Mrutz\"],\"groups\":[{\"text\":\"Jolpa\",\"who\":\"Nonk\","
        "\"when\":\"2027-03-0%d\",\"outcome\":\"%s\",\"messenger\":\"Drofz\"},"
        "{\"text\":\"Pilba\",\"who\":\"Bwkk\",\"when\":\"hwyrq\"},\"Gwepp\"]},\"Ylkip\","
        "{\"grid\":\"questions\",\"text\":\"Oqaw?\",\"asks\":\"hands\","
        "\"stands\":\"shown\",\"answers\":[{\"text\":\"Yes\",\"votes\":5}]},"
        "{\"grid\":\"questions\",\"text\":\"Uqaw?\",\"asks\":\"scale\","
        "\"stands\":\"shown\",\"answers\":[{\"text\":\"4\",\"votes\":2},{\"text\":\"7\","
        "\"votes\":1}]}]}",
        i == 1 ? "\"vision\":\"Krelm\"," : "", i == 1 ? "boulder" : "pebble", i, i, i,
        i == 2 ? "kflip" : "");
}

static void write_sessions(const char *language)
{
    enum { TABLES = 6 };
    struct str all = str_of("{\"sessions\":["), one = str_of("{\"sessions\":[");
    for (int i = 1; i <= TABLES; i++) {
        add_table(&all, language, i);
    }
    add_table(&one, language, 1);
    str_add(&all, "]}");
    str_add(&one, "]}");
    text_file_write("s.json", all.bytes);
    text_file_write("one.json", one.bytes);
    str_finish(&all);
    str_finish(&one);
}

static void read_texts(const struct languages *l)
{
    static const char *const formats[] = {"text", "markdown", "promises", "csv",
                                          "html", "graphml",  "ics"};
    static const char *const files[] = {"s.json", "one.json"};
    static const char *const of_calendar[] = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME",
                                              NULL};
    for (size_t f = 0; f < LENGTH(formats); f++) {
        for (size_t i = 0; i < LENGTH(files); i++) {
            struct ran ran = program_run(
                NULL, WORDS("roundtable", "export", "-f", formats[f], files[i]));
            char *text = ran.out.bytes;
            if (strcmp(formats[f], "csv") == 0) { /* its heads are for programs */
                memset(text, ' ', strcspn(text, "\n"));
            } else if (strcmp(formats[f], "ics") == 0) {
                keep_lines(text, of_calendar);
            } else if (strcmp(formats[f], "html") == 0 ||
                       strcmp(formats[f], "graphml") == 0) {
                strip(text);
            }
            expect_none(l, formats[f], text);
            ran_finish(&ran);
        }
    }
}

static void read_reports(const struct languages *l)
{
    static const struct {
        const char *words[9];
    } rows[] = {{{"export", "--cover", "--for", "participants", "s.json"}},
                {{"export", "--cover", "--for", "commissioners", "s.json"}},
                {{"export", "--cover", "--for", "politicians", "s.json"}},
                {{"export", "--cover", "--for", "public", "s.json"}},
                {{"export", "--day", "s.json"}},
                {{"export", "--brief", "s.json"}},
                {{"export", "--paper", "narrow", "s.json"}},
                {{"themes", "s.json"}},
                {{"themes", "--after", "s.json", "one.json"}},
                {{"themes", "--after", "one.json", "s.json"}},
                {{"missing", "s.json"}},
                {{"missing", "one.json"}}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *argv[11] = {"roundtable"};
        memcpy(argv + 1, rows[i].words, sizeof rows[i].words);
        char *text = output_of(argv);
        expect_none(l, argv[2], text);
        free(text);
    }
    char *text = OUTPUT_OF("themes", "-f", "csv", "s.json");
    expect_none(l, "themes -f csv", strchr(text, '\n'));
    free(text);
}

/* What the programs beside write. */
static void read_files(const struct languages *l)
{
    static const char reader[] =
        "import openpyxl, sys\n"
        "for s in openpyxl.load_workbook(sys.argv[1]):\n"
        "    print(s.title, s.oddFooter.center.text or '', s.oddHeader.center.text or "
        "'')\n"
        "    for r in s.iter_rows(values_only=True):\n"
        "        print(*[c for c in r if isinstance(c, str)], sep='\\n')\n";
    static const char *const about[] = {"Title", "Subject", "Keywords", NULL};
    static const char *const pdfs[] = {"s.pdf", "map.pdf"};
    free(OUTPUT_OF("export", "-o", "s.pdf", "s.json"));
    free(OUTPUT_OF("export", "-f", "map", "-o", "map.pdf", "s.json"));
    free(OUTPUT_OF("export", "-f", "map", "-o", "map.svg", "s.json"));
    free(OUTPUT_OF("export", "-o", "s.xlsx", "s.json"));
    for (size_t i = 0; i < LENGTH(pdfs); i++) {
        char *text = output_of(WORDS("pdftotext", "-layout", pdfs[i], "-"));
        char *said = output_of(WORDS("pdfinfo", pdfs[i]));
        keep_lines(said, about);
        struct str all = str_of("%s\n%s", said, text);
        expect_none(l, pdfs[i], all.bytes);
        str_finish(&all);
        free(said);
        free(text);
    }
    char *map = text_file_read("map.svg");
    strip(map);
    expect_none(l, "map.svg", map);
    free(map);
    char *book = output_of(WORDS("/usr/bin/python3", "-c", reader, "s.xlsx"));
    expect_none(l, "s.xlsx", book);
    free(book);
}

static void read_all(const char *language)
{
    struct languages l = {0};
    write_sessions(language);
    learn_both(&l, language);
    read_texts(&l);
    read_reports(&l);
    read_files(&l);
    forget(&l.english);
    forget(&l.own);
}

Test(paper_languages, nothing_of_ours_is_english_in_welsh)
{
    read_all("cy");
}

Test(paper_languages, nothing_of_ours_is_english_in_polish)
{
    read_all("pl");
}

Test(paper_languages, nothing_of_ours_is_english_in_urdu)
{
    read_all("ur");
}

Test(paper_languages, what_stands_behind_a_phones_name_is_in_the_papers_language)
{
    static const struct {
        const char *by, *english, *welsh;
    } rows[] = {{"Kez (phone)", "Kez (phone)", "Kez (ffôn)"},
                {"Kez (phone 12)", "Kez (phone 12)", "Kez (ffôn 12)"},
                {"hand", "hand", "â llaw"},
                {"Kez (phones)", "Kez (phones)", "Kez (phones)"},
                {"Kez (phone", "Kez (phone", "Kez (phone"},
                {"(phone) Kez", "(phone) Kez", "(phone) Kez"},
                {"", "", ""}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str english = STR_EMPTY, welsh = STR_EMPTY;
        paper_say_author(paper_words_of("en"), rows[i].by, &english);
        paper_say_author(paper_words_of("cy"), rows[i].by, &welsh);
        cr_expect_str_eq(str_text(&english), rows[i].english);
        cr_expect_str_eq(str_text(&welsh), rows[i].welsh);
        str_finish(&english);
        str_finish(&welsh);
    }
}

/* "Non a Siwan" are two, who have a sheet each. */
Test(paper_languages, people_are_parted_as_their_language_joins_them)
{
    static const struct {
        const char *language, *who, *first, *second;
    } rows[] = {{"cy", "Non a Siwan", "\nNon\n", "\nSiwan\n"},
                {"cy", "Non ac Alun", "\nNon\n", "\nAlun\n"},
                {"pl", "Ola i Jan", "\nOla\n", "\nJan\n"},
                {"pl", "Ola oraz Jan", "\nOla\n", "\nJan\n"},
                {"ur", "علی اور سارہ", "\nعلی\n", "\nسارہ\n"},
                {"ur", "علی، سارہ", "\nعلی\n", "\nسارہ\n"},
                {"en", "Non and Siwan", "\nNon\n", "\nSiwan\n"},
                {"en", "Non a Siwan", "\nNon a Siwan\n", ""},
                {"cy", "Catrin i Bawb", "\nCatrin i Bawb\n", ""}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str session = str_of("{\"sessions\":[{\"language\":\"%s\",\"goals\":[{"
                                    "\"text\":\"Kwexi\",\"groups\":[{\"text\":\"Jolpa\","
                                    "\"who\":\"%s\"}]}]}]}",
                                    rows[i].language, rows[i].who);
        text_file_write("who.json", session.bytes);
        char *sheets = OUTPUT_OF("export", "-f", "promises", "who.json");
        struct str all = str_of("\n%s", sheets);
        expect_part(all.bytes, rows[i].first);
        expect_part(all.bytes, rows[i].second);
        str_finish(&all);
        free(sheets);
        str_finish(&session);
    }
}
