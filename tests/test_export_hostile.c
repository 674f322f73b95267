/* Hostile words stay words, whatever format they are exported in. */

#include "base/json.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/export.h"
#include "support/desk.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct export_options plain = {0},
                                   for_commissioners = {.audience = FOR_COMMISSIONERS,
                                                        .cover = true};

/* The same words wherever a person may put some, at several tables that mark them in
 * different ways and name somebody in no action. */
static void lay_words_everywhere(struct desk *desk, const char *words, size_t tables)
{
    static const char *const fields[] = {"facilitator", "vision", "language",
                                         "answer_to"};
    struct str nobody = STR_EMPTY;
    sit_down(desk, 1, words);
    /* of most of whose words no action has one */
    str_addf(&nobody,
             "%s, nobody, neither butcher, baker, candlestick maker, sexton, "
             "ploughman, cobbler, tinker, tailor, soldier, sailor nor king",
             words);
    for (size_t n = 0; n < tables; n++) {
        const struct record *table = add_table(desk, words, words, words, words);
        for (size_t i = 0; i < LENGTH(fields); i++) {
            set(desk, table, fields[i], words);
        }
        const struct record *goal = add_goal(desk, table, words);
        const struct record *note = add_note(desk, goal, "barriers", words);
        set(desk, note, "weight", n ? "pebble" : words);
        const struct record *action = add_note(desk, goal, "groups", words);
        const char *const said[][2] = {{"level", words},
                                       {"who", words},
                                       {"when", "2017-12-01"},
                                       {"messenger", words},
                                       {"outcome", words}};
        for (size_t i = 0; i < LENGTH(said); i++) {
            set(desk, action, said[i][0], said[i][1]);
        }
        add_note(desk, goal, "stakeholders", nobody.bytes);
        add_note(desk, goal, words, words);
    }
    str_finish(&nobody);
}

/* What is structure and not words: in HTML the tags, but for the words that a cell has of
 * its column; in Markdown the marks without a backslash; in CSV the commas and line ends
 * outside of quotes; in a calendar what stands before the first colon of each line; nothing
 * in text. */
static void keep_structure(const char *format, const char *text, struct str *kept)
{
    if (strcmp(format, "promises") == 0) {
        return; /* as text: lines of words */
    }
    if (strcmp(format, "ics") == 0) {
        for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
            if (*line != ' ') { /* of one that was folded */
                str_add_bytes(kept, line, strcspn(line, ":") + 1);
            }
        }
        return;
    }
    bool xml = strcmp(format, "graph") == 0;
    bool html = strcmp(format, "html") == 0 || xml, csv = strcmp(format, "csv") == 0,
         in = false;
    text = html && !xml ? strstr(text, "<body>") : text;
    for (; *text && strcmp(format, "text") != 0; text++) {
        bool keep = html  ? in || *text == '<'
                    : csv ? !in && strchr(",\r\n", *text)
                          : strchr("|*_`[]<>~\n", *text) != NULL;
        if (html) {
            in = *text == '<' || (in && *text != '>');
            if (in && strncmp(text, "data-of=\"", 9) == 0) {
                text += strcspn(text + 9, "\"") + 9;
            }
        } else if (csv) {
            in ^= *text == '"';
        } else if (*text == '\\' && text[1]) {
            text++;
            continue;
        }
        if (keep) {
            str_add_byte(kept, *text);
        }
    }
}

/* Every line fits the width of an e-mail and ends in no blank. */
static void expect_wrapped(const char *text)
{
    while (*text) {
        size_t len_bytes = strcspn(text, "\n");
        cr_expect_leq(text_width_cols(text, len_bytes), 78, "%.200s", text);
        cr_expect(!len_bytes || text[len_bytes - 1] != ' ', "%.200s", text);
        text += len_bytes + (text[len_bytes] == '\n');
    }
}

/* No control, nothing without width, nothing that turns the direction of writing. */
static void expect_harmless(const char *format, const char *text)
{
    size_t len_bytes = strlen(text);
    bool csv = strcmp(format, "csv") == 0, rows = csv || strcmp(format, "ics") == 0;
    cr_expect(utf8_valid(text, len_bytes, NULL));
    for (size_t at = csv ? 3 : 0; at < len_bytes;) { /* behind the byte-order mark */
        uint32_t code_point;
        struct str shown = STR_EMPTY;
        size_t taken = utf8_read(text + at, len_bytes - at, &code_point);
        sanitise_bytes(text + at, taken, SANITISE_FOR_LINES, &shown);
        bool marked = code_point < 0x20 || strncmp(str_text(&shown), "<U+", 3) == 0;
        bool soft = code_point == 0x200B || code_point == 0xAD; /* within a word */
        bool ends_row = rows && code_point == '\r' && text[at + 1] == '\n';
        cr_expect(!marked || soft || code_point == '\n' || ends_row, "U+%04X in %s",
                  code_point, format);
        str_finish(&shown);
        at += taken;
    }
    if (strcmp(format, "text") == 0 || strcmp(format, "promises") == 0) {
        expect_wrapped(text);
    }
}

/* Words that would be more than words leave the structure as innocent ones do. */
static void expect_words(const struct export_format *format, struct session *session,
                         struct session *innocent, const struct export_options *options,
                         const char *words)
{
    struct str text = STR_EMPTY, expected = STR_EMPTY;
    format->write(session, options, &text);
    format->write(innocent, options, &expected);
    expect_harmless(format->name, text.bytes);
    if (format->whole) {
        cr_expect_eq(parts_in(text.bytes, "\n"), parts_in(expected.bytes, "\n"));
    } else if (strcmp(format->name, "json") == 0) {
        struct err err = ERR_NONE;
        cr_expect(json_check("json", text.bytes, text.len_bytes, &err), "%s",
                  err_text(&err));
        err_finish(&err);
    } else {
        struct str a = STR_EMPTY, b = STR_EMPTY;
        keep_structure(format->name, text.bytes, &a);
        keep_structure(format->name, expected.bytes, &b);
        cr_expect_str_eq(str_text(&a), str_text(&b), "%s: %.60s", format->name, words);
        str_finish(&a);
        str_finish(&b);
    }
    str_finish(&text);
    str_finish(&expected);
}

/* Whoever it is for. */
static void expect_words_in(const struct export_format *format, struct session *session,
                            struct session *innocent, const char *words)
{
    expect_words(format, session, innocent, &plain, words);
    expect_words(format, session, innocent, &for_commissioners, words);
}

Test(export, hostile_words_stay_words_in_every_field_of_every_format)
{
    static char long_words[10001];
    memset(long_words, 'w', sizeof long_words - 1);
    const char *const hostile[] = {
        "\x1b[31mred\x1b]0;title\x07\x1b[0m",
        "a\u202Eb\u2066c\302\233d",
        "a\u200Bb\uFEFFc\U000E0021d",
        long_words,
        "</td><script>alert(1)</script>",
        "<!-- --></title></style>",
        "\"><img src=x onerror='alert(1)'>",
        "=HYPERLINK(\"x\")",
        "\"quotes\", and, commas",
        "|pipes| \\| \\",
        "*b* _i_ `c` [l](http://x.example) <http://x.example> ~s~ # h",
        "bad \xC3( bytes \xFF",
    };
    for (size_t i = 0; i < 2 * LENGTH(hostile); i++) {
        const char *words = hostile[i / 2];
        struct desk innocent, desk;
        lay_words_everywhere(&innocent, "words, plain", 1 + i % 2);
        lay_words_everywhere(&desk, words, 1 + i % 2);
        for (const struct export_format *f = export_formats; f->write; f++) {
            expect_words_in(f, desk.session, innocent.session, words);
        }
        for (const struct export_format *f = themes_formats; f->name; f++) {
            expect_words_in(f, desk.session, innocent.session, words);
        }
        stand_up(&innocent);
        stand_up(&desk);
    }
}
