#include "screen/sequences.h"

#include <curses.h>
#include <string.h>
#include <term.h>

/* What leads from a look to another is the same each time, and dear to have made. */
struct change_of_look {
    uint32_t from, to;
    struct str bytes; /* empty: none is kept here */
};

enum { KEPT = 64 };
static struct change_of_look kept[KEPT];

static struct str *into; /* what add_byte() adds to; NULL: to nothing */

static int add_byte(int byte)
{
    if (into) {
        str_add_byte(into, (char)byte);
    }
    return byte;
}

void sequences_add(struct str *out, const char *sequence)
{
    into = out;
    tputs(sequence, 1, add_byte);
}

static bool is_as_everywhere(const char *sequence, const char *everywhere)
{
    return sequence && sequence != (char *)-1 && strcmp(sequence, everywhere) == 0;
}

struct sequences sequences_begin(struct str *out)
{
    into = out;
    vid_puts(A_NORMAL, 0, NULL, add_byte);
    return (struct sequences){
        .place = is_as_everywhere(cursor_address, "\033[%i%p1%d;%p2%dH"),
        .column = is_as_everywhere(column_address, "\033[%i%p1%dG"),
        .erase = is_as_everywhere(erase_chars, "\033[%p1%dX"),
        .to_end = is_as_everywhere(clr_eol, "\033[K"),
    };
}

enum { NUMBER_BYTES = 12 };

/* Returns where it ends. */
static char *write_number(char *to, int number)
{
    unsigned rest = (unsigned)number;
    if (rest >= 10) {
        to = write_number(to, (int)(rest / 10));
    }
    *to++ = (char)('0' + rest % 10);
    return to;
}

/* As much room as any of them takes; where it begins. */
static char *begin_sequence(struct str *out)
{
    str_make_room(out, 2 + 2 * NUMBER_BYTES + 2);
    char *to = out->bytes + out->len_bytes;
    *to++ = '\033';
    *to++ = '[';
    return to;
}

static void end_sequence(struct str *out, char *to, char letter)
{
    *to++ = letter;
    *to = '\0';
    out->len_bytes = (size_t)(to - out->bytes);
}

void sequences_add_ansi(struct str *out, int number, char letter)
{
    char *to = begin_sequence(out);
    end_sequence(out, number > 1 ? write_number(to, number) : to, letter);
}

void sequences_add_place(struct str *out, int row, int col)
{
    char *to = write_number(begin_sequence(out), row);
    *to++ = ';';
    end_sequence(out, write_number(to, col), 'H');
}

static void drop(struct str *s, size_t from, size_t len_bytes)
{
    s->len_bytes -= len_bytes;
    memmove(s->bytes + from, s->bytes + from + len_bytes, s->len_bytes - from + 1);
}

/* Letters are never of the other set, so nothing leads back from it; and what looks like
 * nothing special need not be made to first. */
static void shorten(struct change_of_look *change)
{
    static const char anew[] = "\033[0;";
    struct str *bytes = &change->bytes;
    const char *back = exit_alt_charset_mode, *at;
    while (back && *back && (at = strstr(str_text(bytes), back))) {
        drop(bytes, (size_t)(at - bytes->bytes), strlen(back));
    }
    if (!change->from && strncmp(str_text(bytes), anew, strlen(anew)) == 0) {
        drop(bytes, 2, 2);
    }
}

static void set_look(uint32_t look)
{
    vid_puts((attr_t)look, (short)PAIR_NUMBER(look), NULL, add_byte);
}

static void make(struct change_of_look *change, uint32_t from, uint32_t to)
{
    change->from = from;
    change->to = to;
    str_clear(&change->bytes);
    into = NULL;
    set_look(from);
    into = &change->bytes;
    set_look(to);
    into = NULL;
    set_look(A_NORMAL);
    shorten(change);
}

void sequences_add_look(struct str *out, uint32_t from, uint32_t to)
{
    uint32_t mixed = (from ^ (to * 31)) * UINT32_C(0x9E3779B1);
    struct change_of_look *change = &kept[mixed >> 26];
    if (!change->bytes.len_bytes || change->from != from || change->to != to) {
        make(change, from, to);
    }
    str_add_bytes(out, str_text(&change->bytes), change->bytes.len_bytes);
}

void sequences_forget(void)
{
    for (int i = 0; i < KEPT; i++) {
        str_finish(&kept[i].bytes);
    }
}
