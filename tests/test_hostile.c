/* Hostile texts, pasted into the real program: shown, saved, exported and read again. */

#include "base/json.h"
#include "base/utf8.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text is the piece, so many times. */
struct hostile {
    const char *what, *before, *piece;
    int times;
};

static const struct hostile texts[] = {
    {"a window's title", "", ESC "]0;owned\x07 shown", 1},
    {"a cleared screen", "", "a" ESC "[2J" ESC "[Hb", 1},
    {"C1 controls", "",
     "a\xc2\x9b"
     "31mred\xc2\x85next\xc2\x90q",
     1},
    {"backspaces", "", "abc\x08\x08\x08xyz\x7f\x0b\x0c\x0e\x0f", 1},
    {"turned writing", "", "abc\u202Efdp.exe\u2066x\u2069", 1},
    {"no width", "", "a\u200Bb\u200Cc\u2060d", 1},
    {"a mark of byte order", "", "\uFEFFwords", 1},
    {"a tab", "", "a\tb\t\tc", 1},
    {"300 marks on one letter", "Z", "\u0301", 300},
    {"wide letters", "", "漢字仮名交じり文", 9},
    {"an odd start and wide letters", "a", "漢字", 40},
    {"emoji", "", "👩\u200D👩\u200D👧\u200D👦 👍🏽 🇫🇷 ❤\uFE0F ", 6},
    {"Arabic", "", "الوصول إلى الغذاء ", 8},
    {"Persian and Sinhala", "", "می\u200Cخواهم ශ්\u200Dරී ", 6},
    {"Hindi", "", "स्वास्थ्य सेवाओं तक पहुँच ", 6},
    {"Thai", "", "ผู้ดูแลไม่มีเวลา", 6},
    {"markup", "", "</td><script>alert(1)</script><img src=x onerror=alert(1)>", 1},
    {"a formula", "", "=HYPERLINK(\"http://x\",\"y\")", 1},
    {"quotes and backslashes", "", "\\\"\\u0000'`|*_#[x](javascript:y)\\", 1},
    {"a format", "", "%s%n%d %%", 1},
    {"10,000 letters without blanks", "", "x", 10000},
    {"10,000 letters with", "", "abcdefghi ", 1000},
    {"10,000 bytes of two each", "", "é", 5000},
    {"6,000 wide letters", "", "漢", 6000},
};
enum { TEXTS = LENGTH(texts) };

static char *text_of(const struct hostile *row)
{
    struct str text = STR_EMPTY;
    str_add(&text, row->before);
    for (int i = 0; i < row->times; i++) {
        str_add(&text, row->piece);
    }
    return str_take(&text);
}

/* How things stand in an export. */

static bool is_bidi(uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static bool has_no_width(uint32_t c)
{
    return c == 0x2060 || c == 0xFEFF || c == 0x180E;
}

/* Joiners stay on a page, between letters that need them, and where lines may end within a
 * word; nowhere else. */
static bool is_joiner(uint32_t c)
{
    return c == 0x200B || c == 0x200C || c == 0x200D;
}

static void expect_harmless(const char *what, const char *format, const char *text)
{
    bool csv = strcmp(format, "csv") == 0;
    bool page = strcmp(format, "json") != 0;
    size_t len = strlen(text), at = 0;
    cr_expect(utf8_valid(text, len, NULL), "%s, %s: no UTF-8", what, format);
    at +=
        csv && strncmp(text, "\uFEFF", 3) == 0 ? 3 : 0; /* tells Excel that it is UTF-8 */
    while (at < len) {
        uint32_t c;
        at += utf8_read(text + at, len - at, &c);
        bool cr = csv && c == '\r' && text[at] == '\n';
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        cr_assert(!control || c == '\n' || cr, "%s, %s: a control, U+%04X", what, format,
                  c);
        cr_assert(!is_bidi(c) && !has_no_width(c), "%s, %s: U+%04X", what, format, c);
        cr_assert(page || !is_joiner(c), "%s, %s: U+%04X", what, format, c);
    }
    if (strcmp(format, "html") == 0) {
        cr_expect(!strstr(text, "<script") && !strstr(text, "<img"), "%s: a script",
                  what);
    }
    cr_expect(!csv || (!strstr(text, ",=") && !strstr(text, ",\"=")), "%s: a formula",
              what);
}

/* A PDF that poppler reads without a complaint, with nothing in it that runs. Letters
 * that no font has are told. */
static void expect_pdf(const char *what, const char *name)
{
    static const char script[] =
        "\"$0\" export --force -o \"$1.pdf\" \"$1\" 2>\"$1.said\" || [ $? = 3 ] && "
        "pdfinfo \"$1.pdf\" && pdftotext \"$1.pdf\" -";
    char *path = test_path(name);
    struct ran ran = program_run(NULL, WORDS("sh", "-c", script, program_path(), path));
    cr_expect_eq(ran.status, 0, "%s, pdf: %s", what, str_text(&ran.err));
    cr_expect_eq(ran.err.len_bytes, 0, "%s, pdf: %s", what, str_text(&ran.err));
    cr_expect(strstr(str_text(&ran.out), "JavaScript:      no"), "%s, pdf", what);
    ran_finish(&ran);
    free(path);
}

static void expect_exports(const char *what, const char *name)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    expect_pdf(what, name);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out = exported(name, formats[i]);
        expect_harmless(what, formats[i], out);
        free(out);
    }
}

/* What a terminal sends for a key is no text, even within a paste. */
static bool has_keys(const char *text)
{
    return strstr(text, ESC "[H") || strchr(text, '\x7f');
}

/* Whether a member of that name with that text is somewhere in the tree. */
static bool holds(const struct json *value, const char *member, const char *text)
{
    for (const struct json *v = json_first(value); v; v = json_next(v)) {
        bool named = json_name(v) && strcmp(json_name(v), member) == 0;
        if ((named && json_text(v) && strcmp(json_text(v), text) == 0) ||
            holds(v, member, text)) {
            return true;
        }
    }
    return false;
}

static void expect_in_json(const struct hostile *row, const char *name,
                           const char *member, const char *text)
{
    struct json_document document = {0};
    struct err err = ERR_NONE;
    struct str kept = STR_EMPTY;
    str_add_trimmed(&kept, text); /* no blanks around it */
    char *out = exported(name, "json");
    cr_assert(json_read(&document, name, out, strlen(out), &err), "%s", err_text(&err));
    cr_expect(has_keys(text) || holds(document.root, member, str_text(&kept)),
              "%s: no %s with it in\n%.900s", row->what, member, out);
    str_finish(&kept);
    json_finish(&document);
    free(out);
}

/* Looking at a session again changes no byte of it. */
static void expect_unchanged_by_looking(const char *what, const char *name)
{
    char *path = test_path(name), *before = text_file_read(path);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", name));
    typist_type(t, "jlG");
    typist_wait(t, "G goes back");
    typist_leave(t);
    char *after = text_file_read(path);
    cr_expect(before && after && strcmp(before, after) == 0, "%s: the file has changed",
              what);
    free(before);
    free(after);
    free(path);
}

/* How the screen stands. */

enum { HEADINGS = 1, RULE = 2, FIRST = 3, HINTS = 23, COLS = 80 };

static bool is_rule(const struct typist *t, int row)
{
    for (int col = 0; col < COLS; col++) {
        if (strcmp(typist_cell(t, row, col).text, "─") != 0) {
            return false;
        }
    }
    return true;
}

static void expect_at(const struct typist *t, const char *what, const char *text, int row,
                      int col)
{
    int found_row = -1, found_col = -1;
    cr_expect(typist_find(t, text, &found_row, &found_col), "%s: no ‘%s’", what, text);
    cr_expect(found_row == row && found_col == col, "%s: ‘%s’ is at %d, %d", what, text,
              found_row, found_col);
}

/* The columns begin where they did, and between them is nothing. */
static void expect_aligned(struct typist *t, const char *what)
{
    static const struct {
        const char *title;
        int col;
    } columns[] = {
        {"1 Goals", 1}, {"2 Barriers", 20}, {"3 Stakeholders", 40}, {"4 Social", 60}};
    typist_wait(t, "· Neighbour");
    typist_wait(t, "? Keys");
    typist_settle(t);
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    for (size_t c = 0; c < 4; c++) {
        expect_at(t, what, columns[c].title, HEADINGS, columns[c].col);
    }
    expect_at(t, what, "· Neighbour", FIRST, 40);
    expect_at(t, what, "a Add  g Goal", HINTS, 1);
    expect_at(t, what, "? Keys", HINTS, 69);
    cr_expect(is_rule(t, RULE), "%s: the rule\n%s", what, str_text(&screen));
    int rules = 0;
    for (int row = FIRST; row < HINTS && rules < 1; row++) {
        rules += is_rule(t, row);
        for (size_t c = 1; c < 4 && !rules; c++) {
            cr_expect_str_eq(typist_cell(t, row, columns[c].col - 1).text, " ",
                             "%s: row %d runs into column %zu\n%s", what, row, c + 1,
                             str_text(&screen));
        }
    }
    cr_expect_eq(rules, 1, "%s: no rule below the notes", what);
    str_finish(&screen);
}

static struct typist *session_with_neighbours(const char *name)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", name));
    typist_type(t, "gGoal\r" ESC);
    typist_wait_gone(t, "New goal");
    typist_type(t, "3aNeighbour\r" ESC);
    typist_wait_gone(t, "New note");
    typist_type(t, "2");
    typist_wait(t, "▶ a adds a barrier");
    return t;
}

static void try_as_note(const struct hostile *row, const char *name)
{
    char *text = text_of(row);
    struct typist *t = session_with_neighbours(name);
    typist_paste(t, text);
    if (strchr(text, '\t')) { /* it may be a table */
        typist_wait(t, "n keeps them");
        typist_type(t, "n");
    }
    typist_wait(t, "New note in 2");
    typist_type(t, "\r");
    typist_wait(t, "2 Barriers 1");
    typist_type(t, ESC);
    typist_wait_gone(t, "New note in");
    expect_aligned(t, row->what);
    typist_type(t, "l"); /* elsewhere, it stands there in fewer lines */
    typist_wait(t, "▶ Neighbour");
    typist_type(t, "h");
    typist_wait_gone(t, "▶ Neighbour");
    expect_aligned(t, row->what);
    typist_leave(t);
    expect_in_json(row, name, "text", text);
    expect_exports(row->what, name);
    expect_unchanged_by_looking(row->what, name);
    free(text);
}

/* In three parts, so that they run side by side. */
static void try_part_as_notes(size_t part)
{
    for (size_t i = part; i < TEXTS; i += 3) {
        char name[32];
        snprintf(name, sizeof name, "note-%zu.json", i);
        try_as_note(&texts[i], name);
    }
}

TestSuite(hostile, .init = enter_folder, .fini = folder_finish);

Test(hostile, notes_stay_in_their_column_and_in_every_format_one)
{
    try_part_as_notes(0);
}

Test(hostile, notes_stay_in_their_column_and_in_every_format_two)
{
    try_part_as_notes(1);
}

Test(hostile, notes_stay_in_their_column_and_in_every_format_three)
{
    try_part_as_notes(2);
}

static void write_details(struct typist *t, const char *title, const char *place)
{
    typist_type(t, "o");
    typist_wait(t, "Details of this session");
    typist_paste(t, title);
    typist_type(t, "\r");
    typist_paste(t, place);
    typist_settle(t);
    /* A line has the rows that its words need: it may have all, where they are many. */
    int place_row, date_row, col;
    cr_expect(typist_find(t, "Place", &place_row, &col) && place_row >= 2 && col == 1);
    cr_expect(!typist_find(t, "Date", &date_row, &col) ||
              (date_row > place_row && col == 1));
    typist_type(t, "\x13");
    typist_wait_gone(t, "Details of this session");
}

Test(hostile, title_place_and_vision_are_shown_and_kept_whole)
{
    for (size_t i = 0; i < TEXTS; i += 2) {
        char name[32], *text = text_of(&texts[i]);
        snprintf(name, sizeof name, "details-%zu.json", i);
        struct typist *t = session_with_neighbours(name);
        write_details(t, text, text);
        expect_aligned(t, texts[i].what);
        typist_wait(t, " saved");
        typist_type(t, "0");
        typist_wait(t, "─ The vision ─");
        typist_paste(t, text);
        typist_type(t, "\r");
        typist_wait_gone(t, "─ The vision ─");
        typist_settle(t);
        expect_at(t, texts[i].what, "Vision:", 1, 1);
        cr_expect(is_rule(t, 3) || is_rule(t, 4), "%s: the rule", texts[i].what);
        expect_at(t, texts[i].what, "a Add", HINTS, 1);
        typist_leave(t);
        expect_in_json(&texts[i], name, "title", text);
        expect_in_json(&texts[i], name, "place", text);
        expect_in_json(&texts[i], name, "vision", text);
        expect_exports(texts[i].what, name);
        expect_unchanged_by_looking(texts[i].what, name);
        free(text);
    }
}
