/* The eyes of the typist: the screen as text, waiting for text, and golden screens. */
#include "support/golden.h"
#include "support/folder.h"

#include "base/memory.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET_MS = 30 }; /* longer than a program waits behind an Esc */

/* The screen as text */

/* Where each cell of a row begins in its text is kept if at_bytes is not NULL. */
static void add_row(const struct typist *t, int row, struct str *out, size_t *at_bytes)
{
    size_t len_bytes = out->len_bytes;
    for (int col = 0; col < typist_cols(t); col++) {
        struct typist_cell cell = typist_cell(t, row, col);
        if (at_bytes) {
            bool right_half = cell.width_cols == 0 && col > 0;
            at_bytes[col] = right_half ? at_bytes[col - 1] : out->len_bytes;
        }
        str_add(out, cell.text);
        if (strcmp(cell.text, " ") != 0) {
            len_bytes = out->len_bytes;
        }
    }
    str_remove(out, len_bytes, out->len_bytes - len_bytes);
}

void typist_row(const struct typist *t, int row, struct str *out)
{
    add_row(t, row, out, NULL);
}

void typist_text(const struct typist *t, struct str *out)
{
    for (int row = 0; row < typist_rows(t); row++) {
        typist_row(t, row, out);
        str_add_byte(out, '\n');
    }
}

bool typist_sees(const struct typist *t, const char *text)
{
    struct str all = STR_EMPTY;
    typist_text(t, &all);
    bool seen = strstr(str_text(&all), text) != NULL;
    str_finish(&all);
    return seen;
}

bool typist_find(const struct typist *t, const char *text, int *row, int *col)
{
    size_t *at_bytes = memory_get((size_t)typist_cols(t) * sizeof *at_bytes);
    struct str line = STR_EMPTY;
    const char *hit = NULL;
    for (int r = 0; r < typist_rows(t) && !hit; r++) {
        str_clear(&line);
        add_row(t, r, &line, at_bytes);
        hit = strstr(str_text(&line), text);
        for (int c = 0; hit && c < typist_cols(t); c++) {
            /* A right half begins with its left one, which wins. */
            if (at_bytes[c] <= (size_t)(hit - str_text(&line)) &&
                (c == 0 || at_bytes[c] != at_bytes[c - 1])) {
                *row = r;
                *col = c;
            }
        }
    }
    str_finish(&line);
    free(at_bytes);
    return hit != NULL;
}

bool typist_cell_bold(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).bold;
}

bool typist_cell_italic(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).italic;
}

bool typist_cell_underline(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).underline;
}

bool typist_cell_reverse(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).reverse;
}

int typist_cell_fg(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).fg;
}

int typist_cell_bg(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).bg;
}

bool typist_modes_restored(const struct typist *t)
{
    struct str changed = STR_EMPTY;
    typist_modes_changed(t, &changed);
    bool restored = changed.len_bytes == 0;
    str_finish(&changed);
    return restored;
}

/* Waiting for it */

_Noreturn void typist_fail(const struct typist *t, const char *what, const char *text)
{
    struct str message = STR_EMPTY;
    str_addf(&message, "%s \"%s\"", what, text);
    const char *typed = typist_typed(t);
    str_add(&message, typed[0] ? "\ntyped last: " : "");
    for (; *typed; typed++) {
        bool plain = (unsigned char)*typed >= 0x20 && *typed != 0x7f;
        str_addf(&message, plain ? "%c" : "\\x%02x", *typed);
    }
    if (typist_silent(t)) {
        str_add(&message, "\nthe program has ended, or left its terminal");
    }
    str_addf(&message, "\nthe screen, %dx%d, the cursor in row %d, column %d:\n",
             typist_cols(t), typist_rows(t), typist_cursor_row(t), typist_cursor_col(t));
    for (int row = 0; row < typist_rows(t); row++) {
        str_addf(&message, "%3d|", row);
        typist_row(t, row, &message);
        str_add_byte(&message, '\n');
    }
    cr_fatal("%s", str_text(&message));
    abort(); /* cr_fatal() leaves the test, but does not say so to the compiler */
}

struct wish {
    bool (*holds)(const struct typist *t, const struct wish *wish);
    const char *text; /* sought, or for the message alone */
    int row, col, mode;
};

static bool wait_for(struct typist *t, const char *what, struct wish wish)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!wish.holds(t, &wish)) {
        int64_t left_ms = until_ms - program_clock_ms();
        if (typist_silent(t) || left_ms <= 0) {
            typist_fail(t, what, wish.text);
        }
        typist_read(t, left_ms);
    }
    return true;
}

static bool is_seen(const struct typist *t, const struct wish *wish)
{
    return typist_sees(t, wish->text);
}

static void without_blanks(struct str *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->len_bytes; i++) {
        if (!strchr(" \n", text->bytes[i])) {
            text->bytes[kept++] = text->bytes[i];
        }
    }
    str_remove(text, kept, text->len_bytes - kept);
}

static bool is_wrapped(const struct typist *t, const struct wish *wish)
{
    struct str screen = STR_EMPTY, text = STR_EMPTY;
    typist_text(t, &screen);
    str_add(&text, wish->text);
    without_blanks(&screen);
    without_blanks(&text);
    bool has = strstr(str_text(&screen), str_text(&text)) != NULL;
    str_finish(&screen);
    str_finish(&text);
    return has;
}

static bool is_gone(const struct typist *t, const struct wish *wish)
{
    return !typist_sees(t, wish->text);
}

static bool is_in_row(const struct typist *t, const struct wish *wish)
{
    struct str line = STR_EMPTY;
    typist_row(t, wish->row, &line);
    bool has = strstr(str_text(&line), wish->text) != NULL;
    str_finish(&line);
    return has;
}

static bool is_at(const struct typist *t, const struct wish *wish)
{
    return typist_cursor_row(t) == wish->row && typist_cursor_col(t) == wish->col;
}

static bool is_on(const struct typist *t, const struct wish *wish)
{
    return typist_mode(t, wish->mode);
}

bool typist_wait(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for", (struct wish){is_seen, .text = text});
}

void typist_press(struct typist *t, const char *keys, const char *shown)
{
    typist_type(t, keys);
    typist_wait(t, shown);
}

void typist_paste(struct typist *t, const char *text)
{
    typist_wait_mode(t, 2004);
    typist_type(t, "\x1b[200~");
    typist_type(t, text);
    typist_type(t, "\x1b[201~");
}

void typist_each(struct typist *t, const char *keys)
{
    struct str apart = STR_EMPTY;
    const char *typed = typist_typed(t);
    char last = *typed ? typed[strlen(typed) - 1] : '\0';
    for (const char *at = keys; *at; last = *at++) {
        str_add(&apart, *at == last ? "\x0c" : ""); /* Ctrl-L */
        str_add_byte(&apart, *at);
    }
    typist_type(t, str_text(&apart));
    str_finish(&apart);
}

bool typist_wait_wrapped(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for", (struct wish){is_wrapped, .text = text});
}

bool typist_wait_gone(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for the going of",
                    (struct wish){is_gone, .text = text});
}

bool typist_wait_row(struct typist *t, int row, const char *text)
{
    char what[64];
    snprintf(what, sizeof what, "waited in vain, in row %d, for", row);
    return wait_for(t, what, (struct wish){is_in_row, .text = text, .row = row});
}

bool typist_wait_cursor(struct typist *t, int row, int col)
{
    char place[64];
    snprintf(place, sizeof place, "row %d, column %d", row, col);
    return wait_for(t, "waited in vain for the cursor in",
                    (struct wish){is_at, .text = place, .row = row, .col = col});
}

bool typist_wait_journal(struct typist *t, const char *session_path, const char *words)
{
    struct str journal = str_of("%s.journal", session_path);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool there = false;
    while (!there && program_clock_ms() < until_ms) {
        char *text = text_file_read(journal.bytes);
        there = text && strstr(text, words);
        free(text);
        typist_read(t, 10);
    }
    cr_assert(there, "'%s' is not in the journal", words);
    str_finish(&journal);
    return there;
}

bool typist_wait_mode(struct typist *t, int number)
{
    char mode[16];
    snprintf(mode, sizeof mode, "?%d", number);
    return wait_for(t, "waited in vain for the program to switch on mode",
                    (struct wish){is_on, .text = mode, .mode = number});
}

void typist_settle(struct typist *t)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    for (int rests = 0; rests < 2;) { /* what has read Esc may wait for what follows */
        bool rests_now = !typist_read(t, QUIET_MS) && typist_at_rest(t);
        rests = rests_now ? rests + 1 : 0;
        if (program_clock_ms() >= until_ms) {
            typist_fail(t, "the program does not come to", "rest");
        }
    }
}

void typist_leave_box(struct typist *t)
{
    typist_wait(t, "Esc Close");
    typist_settle(t);
    typist_type(t, ESC);
    typist_wait(t, "e Edit");
}

void typist_enter(struct typist *t, const char *keys, const char *shown)
{
    typist_type(t, keys);
    typist_type(t, "\r");
    typist_wait(t, shown);
    typist_leave_box(t);
}

/* Golden screens */

/* Takes the next line off *picture, without blanks at its end; "" behind the last. */
static void take_line(const char **picture, struct str *line)
{
    size_t len_bytes = strcspn(*picture, "\n");
    str_clear(line);
    str_add_bytes(line, *picture, len_bytes);
    *picture += len_bytes + ((*picture)[len_bytes] == '\n');
    while (line->len_bytes && line->bytes[line->len_bytes - 1] == ' ') {
        str_remove(line, line->len_bytes - 1, 1);
    }
}

bool golden_matches(const struct typist *t, const char *expected, struct str *report)
{
    struct str all = STR_EMPTY, want = STR_EMPTY, have = STR_EMPTY, marked = STR_EMPTY;
    typist_text(t, &all);
    const char *actual = str_text(&all);
    bool same = true;
    expected += *expected == '\n';
    for (int row = 0; *expected || *actual; row++) {
        take_line(&expected, &want);
        take_line(&actual, &have);
        if (strcmp(str_text(&want), str_text(&have)) == 0) {
            str_addf(&marked, "  %3d|%s\n", row, str_text(&have));
        } else {
            str_addf(&marked, "- %3d|%s\n+ %3d|%s\n", row, str_text(&want), row,
                     str_text(&have));
            same = false;
        }
    }
    if (!same) {
        str_add(report, str_text(&marked));
    }
    str_finish(&all);
    str_finish(&want);
    str_finish(&have);
    str_finish(&marked);
    return same;
}

void golden_as_source(const struct typist *t, struct str *out)
{
    struct str all = STR_EMPTY;
    typist_text(t, &all);
    while (all.len_bytes && strchr(" \n", all.bytes[all.len_bytes - 1])) {
        str_remove(&all, all.len_bytes - 1, 1);
    }
    str_add(out, "    \"\\n\"\n    \"");
    for (const char *at = str_text(&all); *at; at++) {
        if (*at == '\n') {
            str_add(out, "\\n\"\n    \"");
        } else {
            /* A second "?" is escaped too, or ? ? / would be a trigraph. */
            bool escaped =
                strchr("\"\\", *at) || (*at == '?' && at > all.bytes && at[-1] == '?');
            str_addf(out, escaped ? "\\%c" : "%c", *at);
        }
    }
    str_add(out, "\\n\"\n");
    str_finish(&all);
}

void golden_screen(struct typist *t, const char *expected)
{
    struct str report = STR_EMPTY;
    if (!golden_matches(t, expected, &report)) {
        typist_settle(t);
        str_clear(&report);
    }
    if (golden_matches(t, expected, &report)) {
        str_finish(&report);
        return;
    }
    if (getenv("ROUNDTABLE_SHOW_SCREENS")) {
        struct str source = STR_EMPTY;
        golden_as_source(t, &source);
        fprintf(stderr, "%s", str_text(&source));
        str_finish(&source);
    }
    cr_fatal("the screen differs: - expected, + there\n%s", str_text(&report));
}

/* Fails if the picture that people see in the README is of another screen. */
static void compare(const char *name, const char *svg)
{
    struct str file = str_of("man/screens/%s.svg", name);
    char *path = repo_path(str_text(&file)), *there = text_file_read(path);
    cr_expect(there && strcmp(there, svg) == 0,
              "%s is not what the screen is today: look at it, then `make screens`",
              str_text(&file));
    free(there);
    free(path);
    str_finish(&file);
}

void golden_keep(struct typist *t, const char *name, const char *title)
{
    const char *folder = getenv("ROUNDTABLE_SCREENS");
    struct str svg = STR_EMPTY, path = STR_EMPTY;
    if (!folder && !getenv("ROUNDTABLE_COMPARE_SCREENS")) {
        return;
    }
    typist_svg(t, title, &svg);
    if (folder) {
        str_addf(&path, "%s/%s.svg", folder, name);
        text_file_write(path.bytes, svg.bytes);
    } else {
        compare(name, str_text(&svg));
    }
    str_finish(&svg);
    str_finish(&path);
}
