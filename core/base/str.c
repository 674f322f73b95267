#include "base/str.h"

#include "base/memory.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_make_room(struct str *s, size_t more_bytes)
{
    size_t need_bytes = s->len_bytes + more_bytes + 1;
    if (need_bytes <= s->room_bytes) {
        return;
    }
    size_t room_bytes = s->room_bytes ? s->room_bytes : 32;
    while (room_bytes < need_bytes) {
        room_bytes *= 2;
    }
    s->bytes = memory_resize(s->bytes, room_bytes);
    s->room_bytes = room_bytes;
}

void str_fit_room(struct str *s, size_t more_bytes)
{
    size_t need_bytes = s->len_bytes + more_bytes + 1;
    if (need_bytes > s->room_bytes) {
        s->bytes = memory_resize(s->bytes, need_bytes);
        s->room_bytes = need_bytes;
    }
}

const char *str_text(const struct str *s)
{
    return s->bytes ? s->bytes : "";
}

void str_add_bytes(struct str *s, const char *bytes, size_t len_bytes)
{
    str_make_room(s, len_bytes);
    if (len_bytes) {
        memcpy(s->bytes + s->len_bytes, bytes, len_bytes);
    }
    s->len_bytes += len_bytes;
    s->bytes[s->len_bytes] = '\0';
}

void str_add(struct str *s, const char *text)
{
    str_add_bytes(s, text, strlen(text));
}

void str_add_trimmed(struct str *s, const char *typed)
{
    static const char blanks[] = " \t\r\n";
    typed += strspn(typed, blanks);
    size_t len = strlen(typed);
    while (len && strchr(blanks, typed[len - 1])) {
        len--;
    }
    str_add_bytes(s, typed, len);
}

void str_begin_sentence(struct str *s)
{
    static const char dots[] = "…";
    size_t dots_bytes = sizeof dots - 1, len = s->len_bytes;
    char last = len ? s->bytes[len - 1] : ' ';
    bool cut =
        len >= dots_bytes && memcmp(s->bytes + len - dots_bytes, dots, dots_bytes) == 0;
    bool within =
        last == ')' && len > 1 && strchr(".?!", s->bytes[len - 2]); /* "(It is.)" */
    str_add(s, strchr(" \n", last)                      ? ""
               : cut || within || strchr(".?!:;", last) ? " "
                                                        : ". ");
}

void str_add_byte(struct str *s, char byte)
{
    str_make_room(s, 1);
    s->bytes[s->len_bytes++] = byte;
    s->bytes[s->len_bytes] = '\0';
}

void str_set(struct str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_clear(s);
    str_addv(s, format, args);
    va_end(args);
}

void str_add_more(struct str *s, size_t all, size_t told)
{
    if (all > told) {
        str_addf(s, " and %zu more", all - told);
    }
}

struct str str_of(const char *format, ...)
{
    struct str s = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&s, format, args);
    va_end(args);
    return s;
}

/* Whether a format asks for nothing but texts, as most do. */
static bool is_of_texts(const char *format)
{
    while ((format = strchr(format, '%')) && format[1] == 's') {
        format += 2;
    }
    return !format;
}

static void add_texts(struct str *s, const char *format, va_list args)
{
    for (const char *at; (at = strchr(format, '%')); format = at + 2) {
        str_add_bytes(s, format, (size_t)(at - format));
        const char *text = va_arg(args, const char *);
        str_add(s, text ? text : "(null)"); /* as printf has it */
    }
    str_add(s, format);
}

/* Most are short, and written at once; what has no room is written again. */
void str_addv(struct str *s, const char *format, va_list args)
{
    if (is_of_texts(format)) {
        add_texts(s, format, args);
        return;
    }
    enum { MOST_ARE_BYTES = 48 };
    va_list again;
    va_copy(again, args);
    str_make_room(s, MOST_ARE_BYTES);
    size_t room_bytes = s->room_bytes - s->len_bytes;
    int len_bytes = vsnprintf(s->bytes + s->len_bytes, room_bytes, format, args);
    assert(len_bytes >= 0);
    if ((size_t)len_bytes >= room_bytes) {
        str_make_room(s, (size_t)len_bytes);
        vsnprintf(s->bytes + s->len_bytes, (size_t)len_bytes + 1, format, again);
    }
    s->len_bytes += (size_t)len_bytes;
    va_end(again);
}

void str_addf(struct str *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_addv(s, format, args);
    va_end(args);
}

void str_insert(struct str *s, size_t at_bytes, const char *bytes, size_t len_bytes)
{
    assert(at_bytes <= s->len_bytes);
    str_make_room(s, len_bytes);
    memmove(s->bytes + at_bytes + len_bytes, s->bytes + at_bytes,
            s->len_bytes - at_bytes);
    if (len_bytes) {
        memcpy(s->bytes + at_bytes, bytes, len_bytes);
    }
    s->len_bytes += len_bytes;
    s->bytes[s->len_bytes] = '\0';
}

void str_remove(struct str *s, size_t at_bytes, size_t len_bytes)
{
    assert(at_bytes + len_bytes <= s->len_bytes);
    if (len_bytes == 0) {
        return;
    }
    memmove(s->bytes + at_bytes, s->bytes + at_bytes + len_bytes,
            s->len_bytes - at_bytes - len_bytes);
    s->len_bytes -= len_bytes;
    s->bytes[s->len_bytes] = '\0';
}

void str_clear(struct str *s)
{
    s->len_bytes = 0;
    if (s->bytes) {
        s->bytes[0] = '\0';
    }
}

char *str_take(struct str *s)
{
    str_add_bytes(s, "", 0);
    char *bytes = s->bytes;
    *s = STR_EMPTY;
    return bytes;
}

void str_finish(struct str *s)
{
    free(s->bytes);
    *s = STR_EMPTY;
}

bool text_among(const char *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count && texts[i]; i++) {
        if (*texts[i] == *text && strcmp(texts[i], text) == 0) {
            return true;
        }
    }
    return false;
}

int text_order(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}
