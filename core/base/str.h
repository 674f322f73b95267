#ifndef ROUNDTABLE_BASE_STR_H
#define ROUNDTABLE_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/**
 * Text that grows. Always NUL-terminated once something was added; the bytes may
 * also hold NULs, which only len_bytes tells.
 *
 * Start with STR_EMPTY, end with str_finish(). Pointers into bytes hold until the
 * next call that adds.
 */
struct str {
    char *bytes;
    size_t len_bytes, room_bytes;
};

#define STR_EMPTY ((struct str){0})

/** The text, borrowed until the next change; "" while empty, never NULL. */
const char *str_text(const struct str *s);

void str_add(struct str *s, const char *text);
void str_add_bytes(struct str *s, const char *bytes, size_t len_bytes);
/** What was typed, without the blanks around it. */
void str_add_trimmed(struct str *s, const char *typed);
/** A blank, unless nothing stands there or one does: another sentence comes. What stands there
 *  is one, and ends as one: with a stop, unless it has its own end. */
void str_begin_sentence(struct str *s);
void str_add_byte(struct str *s, char byte);
void str_addf(struct str *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Ends a list that tells so many of all: " and 3 more"; nothing where it tells all. */
void str_add_more(struct str *s, size_t all, size_t told);
void str_addv(struct str *s, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/** A new text that is made so. */
struct str str_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Makes sure that more_bytes and the NUL fit behind what is there, for a caller who
 *  writes into bytes himself. */
void str_make_room(struct str *s, size_t more_bytes);

/** The same for what is kept as it is then: no more room than that. */
void str_fit_room(struct str *s, size_t more_bytes);

/** As str_add_bytes() and str_add_byte(), inlined: for what is written a million times. */
static inline void str_put(struct str *s, const char *bytes, size_t len_bytes)
{
    if (s->room_bytes - s->len_bytes <= len_bytes) {
        str_make_room(s, len_bytes);
    }
    memcpy(s->bytes + s->len_bytes, bytes, len_bytes);
    s->len_bytes += len_bytes;
    s->bytes[s->len_bytes] = '\0';
}

static inline void str_put_byte(struct str *s, char byte)
{
    str_put(s, &byte, 1);
}

/** The same for words that stand in the program. */
#define STR_PUT(s, words) str_put((s), "" words, sizeof(words) - 1)

/** Puts len_bytes bytes before the byte at_bytes; at_bytes is at most the length. */
void str_insert(struct str *s, size_t at_bytes, const char *bytes, size_t len_bytes);

/** Whether a text is one of so many, or of those before a NULL. */
bool text_among(const char *text, const char *const *texts, size_t count);

/** For qsort() of an array of texts: by their bytes. */
int text_order(const void *left, const void *right);

/** Takes len_bytes bytes out, from at_bytes on. */
void str_remove(struct str *s, size_t at_bytes, size_t len_bytes);

/** Makes it empty and keeps the memory for what comes. */
void str_clear(struct str *s);

/** Makes it that, and nothing else. */
void str_set(struct str *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The bytes, now the caller's to free(); s is empty afterwards. Never NULL. */
char *str_take(struct str *s);

void str_finish(struct str *s);

/** What a noun ends with behind such a count: "" for one, "s" for any other. */
const char *plural(size_t count);

#endif
