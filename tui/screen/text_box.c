#include "screen/text_box.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "base/wrap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void forget_last(struct text_box *box)
{
    free(box->taken[--box->taken_count].text);
}

static void forget_taken(struct text_box *box)
{
    while (box->taken_count) {
        forget_last(box);
    }
}

void text_box_set(struct text_box *box, const char *text)
{
    str_clear(&box->text);
    forget_taken(box);
    box->cursor_bytes = 0;
    box->offered = false;
    text_box_insert(box, text);
}

void text_box_offer(struct text_box *box, const char *text)
{
    text_box_set(box, text);
    box->offered = *text != '\0';
}

/* What is typed over what was offered takes its place. */
static void make_room(struct text_box *box, const char *text)
{
    if (box->offered && *text && !strchr(" ,;.\r\n", *text)) {
        str_clear(&box->text);
        forget_taken(box);
        box->cursor_bytes = 0;
    }
    box->offered = false;
}

void text_box_finish(struct text_box *box)
{
    str_finish(&box->text);
    forget_taken(box);
    free(box->taken);
    box->taken = NULL;
    box->taken_room = 0;
    box->cursor_bytes = 0;
}

static size_t before(const struct text_box *box, size_t at)
{
    return grapheme_before(str_text(&box->text), box->text.len_bytes, at);
}

static size_t after(const struct text_box *box, size_t at)
{
    return grapheme_after(str_text(&box->text), box->text.len_bytes, at);
}

/* Puts the cursor at a place where the text has changed. What stands on both sides may
 * have become one letter; then the cursor goes behind it. */
static void settle_cursor(struct text_box *box, size_t place)
{
    size_t at = place;
    while (at > 0 && box->text.bytes[at - 1] != '\n') {
        at--;
    }
    while (at < place) {
        at = after(box, at);
    }
    box->cursor_bytes = at;
}

/* So much stands there now that did not: what was taken away behind it moves. */
static void make_way(struct text_box *box, size_t at, size_t len_bytes)
{
    for (size_t i = 0; i < box->taken_count; i++) {
        box->taken[i].at_bytes += box->taken[i].at_bytes > at ? len_bytes : 0;
    }
}

static void put_in(struct text_box *box, size_t at, const char *text, size_t len_bytes)
{
    str_insert(&box->text, at, text, len_bytes);
    make_way(box, at, len_bytes);
    settle_cursor(box, at + len_bytes);
    box->taking = false;
}

bool text_box_give_back(struct text_box *box)
{
    bool any = box->taken_count > 0;
    if (any) {
        struct taken_away *last = &box->taken[box->taken_count - 1];
        put_in(box, last->at_bytes, last->text, strlen(last->text));
        forget_last(box);
    }
    return any;
}

void text_box_insert(struct text_box *box, const char *text)
{
    struct str clean = STR_EMPTY;
    make_room(box, text);
    if (box->taken_count && box->taken[box->taken_count - 1].by_letter) {
        forget_last(box);
    }
    for (const char *p = text; *p; p++) {
        if (*p == '\r') {
            str_add_byte(&clean, '\n');
            p += p[1] == '\n';
        } else {
            str_add_byte(&clean, *p);
        }
    }
    put_in(box, box->cursor_bytes, str_text(&clean), clean.len_bytes);
    str_finish(&clean);
}

void text_box_insert_line(struct text_box *box, const char *text)
{
    struct str line = STR_EMPTY;
    str_add_bytes(&line, text, strcspn(text, "\r\n"));
    text_box_insert(box, str_text(&line));
    str_finish(&line);
}

static bool is_space(const struct text_box *box, size_t at)
{
    char byte = str_text(&box->text)[at];
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static size_t word_before(const struct text_box *box)
{
    size_t at = box->cursor_bytes;
    while (at > 0 && is_space(box, before(box, at))) {
        at = before(box, at);
    }
    while (at > 0 && !is_space(box, before(box, at))) {
        at = before(box, at);
    }
    return at;
}

static size_t word_after(const struct text_box *box)
{
    size_t at = box->cursor_bytes, end = box->text.len_bytes;
    while (at < end && is_space(box, at)) {
        at = after(box, at);
    }
    while (at < end && !is_space(box, at)) {
        at = after(box, at);
    }
    return at;
}

static size_t line_start(const struct text_box *box)
{
    size_t at = box->cursor_bytes;
    while (at > 0 && box->text.bytes[at - 1] != '\n') {
        at--;
    }
    return at;
}

static size_t line_end(const struct text_box *box)
{
    return box->cursor_bytes + strcspn(str_text(&box->text) + box->cursor_bytes, "\n");
}

/* Keeps what is to go, with what went just before if that stood beside it. */
static void keep_taken(struct text_box *box, size_t from, size_t to, bool by_letter)
{
    struct str text = STR_EMPTY;
    str_add_bytes(&text, box->text.bytes + from, to - from);
    if (box->taking && box->taken_count) {
        struct taken_away *last = &box->taken[box->taken_count - 1];
        by_letter = by_letter && last->by_letter;
        str_insert(&text, last->at_bytes == from ? 0 : text.len_bytes, last->text,
                   strlen(last->text));
        forget_last(box);
    }
    ARRAY_ADD(box->taken, box->taken_count, box->taken_room,
              (struct taken_away){str_take(&text), from, by_letter});
    box->taking = true;
}

static void cut(struct text_box *box, size_t from, size_t to, bool by_letter)
{
    if (to > from) {
        keep_taken(box, from, to, by_letter);
        str_remove(&box->text, from, to - from);
        for (size_t i = 0; i < box->taken_count; i++) {
            size_t at = box->taken[i].at_bytes;
            box->taken[i].at_bytes = at >= to ? at - (to - from) : at > from ? from : at;
        }
    }
    settle_cursor(box, from);
}

struct box_line *text_box_lines(const struct text_box *box, int width_cols, size_t *count,
                                size_t *cursor_line, int *cursor_col)
{
    const char *text = str_text(&box->text);
    size_t len = box->text.len_bytes, at = 0, room = 0, start = 0, word = 0;
    struct box_line *lines = NULL;
    int cols = 0;
    *count = *cursor_line = 0;
    *cursor_col = 0;
    for (;;) {
        bool end = at >= len || text[at] == '\n';
        size_t next = end ? at : grapheme_after(text, len, at);
        int more = end ? 0 : wrap_grapheme_cols(text, at, next);
        bool full = !end && cols + more > width_cols - 1 && at > start;
        if (end || full) {
            size_t stop = full && word > start ? word : at;
            ARRAY_ADD(lines, *count, room, (struct box_line){start, stop - start});
            if (at >= len) {
                break;
            }
            at = start = word = end ? at + 1 : stop;
            cols = 0;
            continue;
        }
        if (text[at] == ' ') {
            word = next;
        }
        cols += more;
        at = next;
    }
    while (*cursor_line + 1 < *count &&
           lines[*cursor_line + 1].start_bytes <= box->cursor_bytes) {
        ++*cursor_line;
    }
    for (at = lines[*cursor_line].start_bytes; at < box->cursor_bytes;) {
        size_t next = grapheme_after(text, len, at);
        *cursor_col += wrap_grapheme_cols(text, at, next);
        at = next;
    }
    return lines;
}

/* To the line above (-1) or below (1), at about the same column. */
static void move_line(struct text_box *box, int step, int width_cols)
{
    size_t count, line;
    int col, cols = 0;
    struct box_line *lines = text_box_lines(box, width_cols, &count, &line, &col);
    if ((step < 0 && line > 0) || (step > 0 && line + 1 < count)) {
        size_t target = step < 0 ? line - 1 : line + 1;
        size_t at = lines[target].start_bytes, end = at + lines[target].len_bytes;
        if (target + 1 < count && lines[target + 1].start_bytes == end) {
            end = before(box, end); /* behind the last letter the next line begins */
        }
        while (at < end && cols < col) {
            size_t next = after(box, at);
            cols += wrap_grapheme_cols(box->text.bytes, at, next);
            at = next;
        }
        box->cursor_bytes = at;
    }
    free(lines);
}

static bool takes_away(enum action action)
{
    return action >= ACT_BOX_DELETE_BEFORE && action <= ACT_BOX_CUT_AFTER;
}

bool text_box_act(struct text_box *box, enum action action, int width_cols)
{
    size_t at = box->cursor_bytes;
    box->offered = false;
    box->taking = box->taking && takes_away(action);
    switch (action) {
    case ACT_BOX_LEFT:
        box->cursor_bytes = before(box, at);
        return true;
    case ACT_BOX_RIGHT:
        box->cursor_bytes = after(box, at);
        return true;
    case ACT_BOX_UP:
        move_line(box, -1, width_cols);
        return true;
    case ACT_BOX_DOWN:
        move_line(box, 1, width_cols);
        return true;
    case ACT_BOX_WORD_LEFT:
        box->cursor_bytes = word_before(box);
        return true;
    case ACT_BOX_WORD_RIGHT:
        box->cursor_bytes = word_after(box);
        return true;
    case ACT_BOX_START:
        box->cursor_bytes = line_start(box);
        return true;
    case ACT_BOX_END:
        box->cursor_bytes = line_end(box);
        return true;
    case ACT_BOX_DELETE_BEFORE:
        cut(box, before(box, at), at, true);
        return true;
    case ACT_BOX_DELETE_AFTER:
        cut(box, at, after(box, at), true);
        return true;
    case ACT_BOX_CUT_WORD:
        cut(box, word_before(box), at, false);
        return true;
    case ACT_BOX_CUT_NEXT_WORD:
        cut(box, at, word_after(box), false);
        return true;
    case ACT_BOX_CUT_BEFORE:
        cut(box, line_start(box), at, false);
        return true;
    case ACT_BOX_CUT_AFTER:
        cut(box, at, line_end(box), false);
        return true;
    case ACT_BOX_NEW_LINE:
        text_box_insert(box, "\n");
        return true;
    case ACT_BOX_UNDO:
    case ACT_FORM_UNDO:
    case ACT_BOX_GIVE_BACK:
        text_box_give_back(box);
        return true;
    default:
        return false;
    }
}

bool text_box_press(struct text_box *box, const char *text, enum action action,
                    int width_cols)
{
    if (*text) {
        text_box_insert(box, text);
        return true;
    }
    return text_box_act(box, action, width_cols);
}

bool text_box_is_within_word(const struct text_box *box)
{
    size_t at = box->cursor_bytes;
    unsigned char before = at ? (unsigned char)box->text.bytes[at - 1] : ' ';
    return isalnum(before) || before >= 0x80;
}

bool text_box_is_entry(const char *line, size_t len_bytes)
{
    return strspn(line, " \t\r-_=*~>") < len_bytes;
}
