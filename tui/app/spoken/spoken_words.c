/* What is said, and how: each sentence a line, ten at a time, and nothing that a terminal
 * or a program that reads it aloud would take for a command. */

#include "app/spoken/spoken.h"
#include "app/spoken/spoken_inside.h"

#include "base/instant.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "screen/terminal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_AT_ONCE = 10 };

__attribute__((format(printf, 2, 0))) static void add(struct spoken *s,
                                                      const char *format, va_list args)
{
    struct str message = STR_EMPTY;
    str_addv(&message, format, args);
    action_fill_in(str_text(&message), true, &s->said);
    str_add_byte(&s->said, '\n');
    str_finish(&message);
}

void spoken_add(struct spoken *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(s, format, args);
    va_end(args);
}

void spoken_refuse(struct spoken *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(s, format, args);
    va_end(args);
    s->refused = true;
}

void spoken_add_lines(struct spoken *s, const char *lines)
{
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        if (len) {
            spoken_add(s, "%.*s", (int)len, lines);
        }
        lines += len + (lines[len] == '\n');
    }
}

/* One that stays is said when it comes, and not with every line. */
void spoken_add_message(struct spoken *s)
{
    const char *text = str_text(&s->app->messages.text);
    s->warned = s->warned || s->app->messages.warning;
    if (*text) {
        spoken_add_lines(s, text);
    }
}

/* Letters that are typed on every keyboard stand for those that are not. */
static const char *plain(uint32_t code_point)
{
    switch (code_point) {
    case 0x2018:
    case 0x2019:
        return "'";
    case 0x201C:
    case 0x201D:
        return "\"";
    case 0x2013:
    case 0x2014:
        return "-";
    case 0x2026:
        return "...";
    case 0xB7:
        return ",";
    default:
        return "?";
    }
}

static void make_ascii(struct str *text)
{
    struct str out = STR_EMPTY;
    for (size_t at = 0; at < text->len_bytes;) {
        uint32_t code_point;
        size_t taken = utf8_read(text->bytes + at, text->len_bytes - at, &code_point);
        if (code_point < 0x80) {
            str_add_byte(&out, text->bytes[at]);
        } else {
            str_add(&out, plain(code_point));
        }
        at += taken;
    }
    str_finish(text);
    *text = out;
}

/* The end of so many lines of a text. */
static size_t end_of_lines(const char *text, size_t lines)
{
    size_t at = 0;
    for (; lines && text[at]; lines--) {
        at += strcspn(text + at, "\n");
        at += text[at] == '\n';
    }
    return at;
}

size_t spoken_count_lines(const char *text)
{
    size_t count = 0;
    for (; *text; count++) {
        text += end_of_lines(text, 1);
    }
    return count;
}

/* Broken between words where the terminal would break within them. */
static void put_wrapped(const char *text, int cols)
{
    enum { LEAST_COLS = 20 };
    while (*text) {
        size_t len = strcspn(text, "\n"), start, bytes;
        struct str line = STR_EMPTY;
        str_add_bytes(&line, text, len);
        struct wrap wrap =
            wrap_begin(str_text(&line), cols > LEAST_COLS ? cols - 1 : LEAST_COLS);
        while (wrap_next(&wrap, &start, &bytes)) {
            fprintf(stdout, "%.*s\n", (int)bytes, str_text(&line) + start);
        }
        str_finish(&line);
        text += len + (text[len] == '\n');
    }
}

/* Columns of a table are no columns here: one blank is enough. */
static void squeeze(struct str *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->len_bytes; i++) {
        if (text->bytes[i] != ' ' || !kept || text->bytes[kept - 1] != ' ') {
            text->bytes[kept++] = text->bytes[i];
        }
    }
    str_remove(text, kept, text->len_bytes - kept);
}

/* Whether a name, as of a file, goes on before or behind what stands in it. */
static bool name_goes_on(char before, const char *behind)
{
    bool begins = isalnum((unsigned char)before) || (before && strchr("-_/.", before));
    bool point = *behind == '.' && isalnum((unsigned char)behind[1]);
    return begins || point || isalnum((unsigned char)*behind) ||
           (*behind && strchr("-_/", *behind));
}

/* How much of a text is a day as programs write it: "2026-12-04", "4.12.2026"; 0: none. */
static size_t read_day(const char *text, struct str *iso)
{
    int year = 0, month = 0, day = 0, len = 0;
    size_t digits = strspn(text, "0123456789");
    bool likely = (digits == 4 && text[4] == '-') || (digits <= 2 && text[digits] == '.');
    if (!likely || !isdigit((unsigned char)text[digits + 1])) {
        return 0; /* which is sooner known than by reading on to the end of a long text */
    }
    bool read = sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &len) == 3 ||
                sscanf(text, "%2d.%2d.%4d%n", &day, &month, &year, &len) == 3;
    str_set(iso, "%04d-%02d-%02d", year, month, day);
    return read && year >= 1000 ? (size_t)len : 0;
}

/* It is said as people say it: "4 December 2026". */
static void say_days(struct str *text)
{
    struct str iso = STR_EMPTY;
    for (size_t at = 0; at < text->len_bytes; at++) {
        char words[32];
        const char *from = text->bytes + at;
        size_t len = isdigit((unsigned char)*from) ? read_day(from, &iso) : 0;
        if (len && !name_goes_on(at ? from[-1] : '\0', from + len) &&
            date_in_words(iso.bytes, words)) {
            char *rest = memory_copy_text(from + len);
            str_remove(text, at, text->len_bytes - at);
            str_add(text, words);
            str_add(text, rest);
            free(rest);
        }
    }
    str_finish(&iso);
}

static void put(struct spoken *s, const char *text, size_t len_bytes)
{
    int cols = terminal_line_cols();
    struct str shown = STR_EMPTY;
    sanitise_bytes(text, len_bytes, SANITISE_FOR_LINES, &shown);
    say_days(&shown);
    if (!s->app->options->utf8) {
        make_ascii(&shown);
    }
    squeeze(&shown);
    if (cols > 0) {
        put_wrapped(str_text(&shown), cols);
    } else {
        fputs(str_text(&shown), stdout);
    }
    str_finish(&shown);
}

/* Of rows, which ones are left, else how many lines. */
static void say_left(const char *rest, size_t lines)
{
    unsigned long first = 0, last = 0;
    for (; *rest; rest += end_of_lines(rest, 1)) {
        char *end;
        unsigned long number =
            isdigit((unsigned char)*rest) ? strtoul(rest, &end, 10) : 0;
        if (number && *end == ' ') {
            first = first ? first : number;
            last = number;
        }
    }
    if (last > first) {
        fprintf(stdout, "%lu to %lu are left; the word more goes on.\n", first, last);
    } else {
        fprintf(stdout, "%zu more; the word more goes on.\n", lines);
    }
}

/* So many lines, and what is left. */
static void put_some(struct spoken *s, const char *text, size_t lines)
{
    size_t len = end_of_lines(text, lines), left = spoken_count_lines(text + len);
    char *rest = memory_copy_text(text + len);
    put(s, text, len);
    if (left) {
        str_set(&s->rest, "%s", rest); /* instead of what was left before */
        say_left(text + len, left);
    }
    free(rest);
}

void spoken_more(struct spoken *s)
{
    struct str lines = s->rest;
    s->rest = STR_EMPTY;
    if (!lines.len_bytes) {
        spoken_refuse(s, "There is no more.");
    }
    str_add(&s->said, str_text(&lines));
    str_finish(&lines);
}

/* A line more than ten costs less than the words that there is one. */
void spoken_utter(struct spoken *s)
{
    const char *text = str_text(&s->said);
    size_t count = spoken_count_lines(text);
    if (s->whole || count <= LINES_AT_ONCE + 1) {
        put(s, text, strlen(text));
    } else {
        put_some(s, text, LINES_AT_ONCE);
    }
    str_clear(&s->said);
    s->gone = fflush(stdout) != 0 || s->gone;
}

static void hear_nothing(void *of, int row, enum role role, const char *text)
{
    (void)of;
    (void)row;
    (void)role;
    (void)text;
}

void spoken_start(bool utf8)
{
    terminal_start_lines();
    screen_listen(hear_nothing, NULL, utf8);
}

/* What a view puts on a screen, row by row. */
struct hearing {
    struct str *out;
    const char *message;  /* that was said already */
    bool brief, selected; /* the row at hand is what is selected */
    int row;
    bool any;
};

static void hear(void *of, int row, enum role role, const char *text)
{
    struct hearing *h = of;
    bool about = h->selected && role == ROLE_DIM && row == h->row + 1;
    if (!text[strspn(text, " ")] || strcmp(text, h->message) == 0) {
        return;
    }
    if (role == ROLE_SELECTED || about) {
        h->selected = true;
    } else if (row != h->row) {
        h->selected = false;
    }
    if (h->brief && !h->selected) {
        h->row = row;
        return;
    }
    if (h->any) {
        str_add_byte(h->out, row == h->row || about ? ' ' : '\n');
    }
    str_add(h->out, text);
    h->any = true;
    h->row = row;
}

void spoken_hear_panel(struct spoken *s, struct grid_view *grid,
                       const struct facts *facts, struct str *out)
{
    struct hearing hearing = {.out = out, .message = "", .row = -1};
    screen_listen(hear, &hearing, s->app->options->utf8);
    view_grid_put_panel(grid, facts);
    screen_listen(hear_nothing, NULL, s->app->options->utf8);
}

void spoken_look(struct spoken *s, bool brief, struct str *out)
{
    struct facts facts = app_facts(s->app);
    struct view *view = app_top(s->app);
    if (view->ops->say) {
        view->ops->say(view->state, &facts, brief, out);
        return;
    }
    struct hearing hearing = {
        .out = out, .message = facts.message, .brief = brief, .row = -1};
    screen_listen(hear, &hearing, s->app->options->utf8);
    view->ops->draw(view->state, &facts);
    screen_listen(hear_nothing, NULL, s->app->options->utf8);
}
