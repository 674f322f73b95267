#include "base/json_check.h"

#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct scanner {
    const char *name;
    const char *bytes;
    const char *at, *end;
    size_t values;
    int deepest;
    const size_t *wanted, *wanted_end; /* numbers of values, rising */
    size_t *found_bytes;               /* where the next of them is to be written */
    bool escaped;                      /* something in the string was */
    bool large;                        /* no tree is made of it, which may be larger */
    bool loose;                        /* not in the one form that json_write() has */
    struct json_open_name *names;
    size_t name_count, name_room;
    struct err *err;
};

enum char_class { PLAIN, BACKSLASH, CONTROL, BEYOND_ASCII };

static enum char_class class_of(unsigned char byte)
{
    return byte >= 0x80   ? BEYOND_ASCII
           : byte == '\\' ? BACKSLASH
           : byte < 0x20  ? CONTROL
                          : PLAIN;
}

static bool fail_at(struct scanner *s, const char *at, const char *what)
{
    struct json_place place = {.line = 1, .column = 1};
    json_go_to(s->bytes, (size_t)(at - s->bytes), &place);
    err_set(s->err, "%s:%lu:%lu: %s", s->name, place.line, place.column, what);
    return false;
}

static void skip_space(struct scanner *s)
{
    static const char indent[] = "        ";
    const char *at = s->at; /* a NUL stands at the end */
    if ((unsigned char)*at > ' ') {
        return;
    }
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
        at++;
        while (s->end - at > (ptrdiff_t)sizeof indent &&
               memcmp(at, indent, sizeof indent - 1) == 0) {
            at += sizeof indent - 1;
        }
    }
    s->loose = s->loose || at > s->at;
    s->at = at;
}

/* At the backslash of an escape; passes it. */
static bool check_escape(struct scanner *s)
{
    const char *start = s->at;
    char letter = s->at + 1 < s->end ? s->at[1] : '\0';
    s->escaped = true;
    s->loose = s->loose || !letter || !strchr("\"\\nt", letter); /* \u may be, seldom */
    if (letter != '\0' && strchr("\"\\/bfnrt", letter)) {
        s->at += 2;
        return true;
    }
    if (letter != 'u') {
        return fail_at(s, start, "a backslash that begins no JSON escape");
    }
    long unit = json_read_hex(s->at + 2, s->end);
    if (unit < 0) {
        return fail_at(s, start, "\\u without four hexadecimal digits");
    }
    if (unit == 0) {
        return fail_at(s, start, "\\u0000 cannot stand in a text");
    }
    s->at += 6;
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        return fail_at(s, start, "half of a surrogate pair (its first half is missing)");
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        bool escape = s->end - s->at >= 2 && s->at[0] == '\\' && s->at[1] == 'u';
        long low = escape ? json_read_hex(s->at + 2, s->end) : -1;
        if (low < 0xDC00 || low > 0xDFFF) {
            return fail_at(s, start,
                           "half of a surrogate pair (its second half is missing)");
        }
        s->at += 6;
    }
    return true;
}

/* At the opening quote; passes the closing one. */
static bool check_string(struct scanner *s)
{
    const char *start = s->at++;
    for (;;) {
        s->at = json_behind_plain(s->at, s->end);
        if (s->at >= s->end) {
            return fail_at(s, start, "a text that is never closed by a quote");
        }
        if (*s->at == '"') {
            s->at++;
            return true;
        }
        switch (class_of((unsigned char)*s->at)) {
        case BACKSLASH:
            if (!check_escape(s)) {
                return false;
            }
            break;
        case CONTROL:
            return fail_at(s, s->at,
                           *s->at == '\n' ? "a text that runs over the end of its line; "
                                            "close the quote or write \\n"
                                          : "a control character inside a text");
        default: {
            uint32_t code_point;
            size_t taken = utf8_read(s->at, (size_t)(s->end - s->at), &code_point);
            if (taken == 1 && code_point != 0x7F) {
                return fail_at(s, s->at, "a byte that is not UTF-8");
            }
            s->loose = s->loose || code_point < 0xA0 || code_point == 0x2028 ||
                       code_point == 0x2029;
            s->at += taken;
        }
        }
    }
}

static bool check_number(struct scanner *s)
{
    const char *start = s->at;
    bool integer = true;
    s->loose = s->loose || (s->at[0] == '-' && s->at[1] == '0');
    s->at += *s->at == '-';
    if (s->at >= s->end || *s->at < '0' || *s->at > '9') {
        return fail_at(s, start, "a minus sign without a number");
    }
    if (*s->at == '0' && s->at + 1 < s->end && s->at[1] >= '0' && s->at[1] <= '9') {
        return fail_at(s, start, "a number that begins with 0");
    }
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') {
        s->at++;
    }
    if (s->at < s->end && *s->at == '.') {
        integer = false;
        const char *fraction = ++s->at;
        while (s->at < s->end && *s->at >= '0' && *s->at <= '9') {
            s->at++;
        }
        if (s->at == fraction) {
            return fail_at(s, start, "a number with nothing behind its point");
        }
    }
    if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
        integer = false;
        s->at++;
        s->at += s->at < s->end && (*s->at == '+' || *s->at == '-');
        const char *exponent = s->at;
        while (s->at < s->end && *s->at >= '0' && *s->at <= '9') {
            s->at++;
        }
        if (s->at == exponent) {
            return fail_at(s, start, "a number with nothing behind its e");
        }
    }
    if (integer) {
        static const char largest[] = "9007199254740992"; /* 2^53 */
        const char *digits = start + (*start == '-');
        size_t count = (size_t)(s->at - digits), most = sizeof largest - 1;
        if (count > most || (count == most && memcmp(digits, largest, most) > 0)) {
            return fail_at(s, start, "a whole number beyond 2^53; write it as a text");
        }
        return true;
    }
    s->loose = true;                      /* or it may be */
    if (!isfinite(strtod(start, NULL))) { /* stops at the NUL behind the text */
        return fail_at(s, start, "a number that is too large");
    }
    return true;
}

static bool fail_twice(struct scanner *s, const struct json_open_name *name)
{
    const char *start = s->bytes + name->at_bytes;
    struct str what = STR_EMPTY;
    str_add_byte(&what, '"');
    str_add_bytes(&what, start, name->len_bytes);
    str_add(&what, "\" stands twice in one object; rename or remove one of them");
    fail_at(s, start - 1, str_text(&what));
    str_finish(&what);
    return false;
}

/* No two of the names from first on may be the same; forgets them. */
static bool close_names(struct scanner *s, size_t first)
{
    if (s->name_count == first) {
        return true; /* and there may be no array yet */
    }
    const struct json_open_name *twice =
        json_name_twice(s->bytes, s->names + first, s->name_count - first);
    s->name_count = first;
    return !twice || fail_twice(s, twice);
}

static bool check_value(struct scanner *s, int depth, const char *name_at);

static bool check_word(struct scanner *s, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(s->end - s->at) < len || memcmp(s->at, word, len) != 0) {
        return fail_at(s, s->at,
                       "a word that JSON does not know; texts stand in \"quotes\"");
    }
    s->at += len;
    return true;
}

static bool check_member(struct scanner *s, int depth)
{
    const char *name_at = s->at;
    if (s->at >= s->end || *s->at != '"') {
        return fail_at(s, s->at, "a name in \"quotes\" is missing here");
    }
    s->escaped = false;
    if (!check_string(s)) {
        return false;
    }
    size_t at_bytes = (size_t)(name_at + 1 - s->bytes);
    ARRAY_ADD(s->names, s->name_count, s->name_room,
              (struct json_open_name){.at_bytes = at_bytes,
                                      .len_bytes = (size_t)(s->at - name_at) - 2,
                                      .escaped = s->escaped});
    skip_space(s);
    if (s->at >= s->end || *s->at != ':') {
        return fail_at(s, s->at, "a colon is missing after this name");
    }
    s->at++;
    skip_space(s);
    return check_value(s, depth, name_at);
}

/* At the opening bracket; passes the closing one. */
static bool check_container(struct scanner *s, int depth, char close)
{
    size_t first_name = s->name_count;
    const char *start = s->at++;
    if (depth > JSON_DEEPEST) {
        return fail_at(s, start, "nested more than 32 deep");
    }
    s->deepest = depth > s->deepest ? depth : s->deepest;
    skip_space(s);
    bool empty = s->at < s->end && *s->at == close;
    while (!empty) {
        if (!(close == '}' ? check_member(s, depth) : check_value(s, depth, NULL))) {
            return false;
        }
        skip_space(s);
        if (s->at < s->end && *s->at == close) {
            break;
        }
        if (s->at >= s->end) {
            return fail_at(s, start,
                           close == '}' ? "this { is never closed by a }"
                                        : "this [ is never closed by a ]");
        }
        if (*s->at != ',') {
            return fail_at(s, s->at,
                           close == '}' ? "a comma or a } is missing here"
                                        : "a comma or a ] is missing here");
        }
        const char *comma = s->at++;
        skip_space(s);
        if (s->at < s->end && *s->at == close) {
            return fail_at(s, comma, "a comma with nothing behind it");
        }
    }
    s->at++;
    return close == ']' || close_names(s, first_name);
}

/* name_at: where the value's name begins if it is a member, else NULL. */
static bool check_value(struct scanner *s, int depth, const char *name_at)
{
    if (s->at >= s->end) {
        return fail_at(s, s->at, "the text ends here, too early");
    }
    if (++s->values > (s->large ? JSON_MOST_KNOWN_VALUES : JSON_MOST_VALUES)) {
        return fail_at(s, s->at,
                       s->large ? "more than 8,000,000 values"
                                : "more than 2,000,000 values");
    }
    while (s->wanted < s->wanted_end && *s->wanted == s->values) {
        *s->found_bytes++ = (size_t)((name_at ? name_at : s->at) - s->bytes);
        s->wanted++;
    }
    switch (*s->at) {
    case '{':
        return check_container(s, depth + 1, '}');
    case '[':
        return check_container(s, depth + 1, ']');
    case '"':
        return check_string(s);
    case 't':
        return check_word(s, "true");
    case 'f':
        return check_word(s, "false");
    case 'n':
        return check_word(s, "null");
    case '-':
        return check_number(s);
    default:
        if (*s->at >= '0' && *s->at <= '9') {
            return check_number(s);
        }
        return fail_at(s, s->at,
                       "not JSON; a text in \"quotes\", a number, {, [, true, false or "
                       "null is expected here");
    }
}

static bool check_whole(struct scanner *s)
{
    s->at += json_mark_bytes(s->at, (size_t)(s->end - s->at));
    s->loose = s->at > s->bytes;
    skip_space(s);
    if (s->at == s->end) {
        return fail_at(s, s->at, "the file is empty");
    }
    if (!check_value(s, 0, NULL)) {
        return false;
    }
    skip_space(s);
    return s->at == s->end || fail_at(s, s->at, "something stands behind the end");
}

static struct scanner scanner_of(const char *name, const char *bytes, size_t len_bytes,
                                 struct err *err)
{
    return (struct scanner){
        .name = name, .bytes = bytes, .at = bytes, .end = bytes + len_bytes, .err = err};
}

static bool check_all(struct scanner *s)
{
    size_t len_bytes = (size_t)(s->end - s->bytes);
    if (len_bytes > (s->large ? JSON_LARGEST_KNOWN_BYTES : JSON_LARGEST_BYTES)) {
        err_set(s->err, "%s: larger than %d MiB, which no session should be", s->name,
                s->large ? 256 : 64);
        return false;
    }
    const char *encoding = json_other_encoding(s->bytes, len_bytes);
    if (encoding) {
        err_set(s->err, "%s:1:1: this is %s; save the file as UTF-8", s->name, encoding);
        return false;
    }
    bool ok = check_whole(s);
    free(s->names);
    return ok;
}

bool json_check_document(struct json_document *document, struct err *err)
{
    struct scanner s =
        scanner_of(document->name, document->bytes, document->len_bytes, err);
    bool ok = check_all(&s);
    document->size = (struct json_size){.values = s.values, .deepest = s.deepest};
    document->canonical = !s.loose;
    return ok;
}

bool json_check(const char *name, const char *bytes, size_t len_bytes, struct err *err)
{
    struct scanner s = scanner_of(name, bytes, len_bytes, err);
    return check_all(&s);
}

bool json_check_large(const char *name, const char *bytes, size_t len_bytes,
                      size_t *values, struct err *err)
{
    struct scanner s = scanner_of(name, bytes, len_bytes, err);
    s.large = true;
    bool ok = check_all(&s);
    if (values) {
        *values = s.values;
    }
    return ok;
}

bool json_is_too_large(const char *bytes, size_t len_bytes)
{
    struct scanner s = scanner_of("", bytes, len_bytes, NULL);
    if (len_bytes <= JSON_LARGEST_BYTES) {
        check_whole(&s);
    }
    free(s.names);
    return len_bytes > JSON_LARGEST_BYTES || s.values > JSON_MOST_VALUES;
}

void json_find_values(const char *bytes, size_t len_bytes, const size_t *numbers,
                      size_t count, size_t *offsets)
{
    struct scanner s = scanner_of("", bytes, len_bytes, NULL);
    memset(offsets, 0, count * sizeof *offsets);
    s.wanted = numbers;
    s.wanted_end = numbers + count;
    s.found_bytes = offsets;
    while (s.wanted < s.wanted_end && *s.wanted == 0) {
        s.wanted++, s.found_bytes++;
    }
    check_whole(&s);
    free(s.names);
}
