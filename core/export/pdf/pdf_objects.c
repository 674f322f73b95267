#include "export/pdf/pdf_objects.h"

#include <string.h>

/* What a byte is between words; they are asked for each byte of a PDF. */
enum { BLANK = 1, BRACKET };
static const unsigned char kinds[256] = {
    ['\0'] = BLANK,  ['\t'] = BLANK,  ['\n'] = BLANK,  ['\f'] = BLANK,
    ['\r'] = BLANK,  [' '] = BLANK,   ['('] = BRACKET, [')'] = BRACKET,
    ['<'] = BRACKET, ['>'] = BRACKET, ['['] = BRACKET, [']'] = BRACKET,
    ['{'] = BRACKET, ['}'] = BRACKET, ['/'] = BRACKET, ['%'] = BRACKET,
};

static bool is_blank(char c)
{
    return kinds[(unsigned char)c] == BLANK;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a word or a name goes on with it. */
static bool is_regular(char c)
{
    return !kinds[(unsigned char)c];
}

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (is_blank(*at) || *at == '%')) {
        if (*at == '%') {
            while (at < end && *at != '\n' && *at != '\r') {
                at++;
            }
        } else {
            at++;
        }
    }
    return at;
}

/* Behind a string in parentheses, which may stand in it. */
static const char *skip_string(const char *at, const char *end)
{
    unsigned depth = 0;
    while (at < end) {
        char c = *at++;
        if (c == '\\' && at < end) {
            at++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            break;
        }
    }
    return at;
}

static bool is_twice(const char *at, const char *end, char c)
{
    return end - at > 1 && at[0] == c && at[1] == c;
}

/* Behind what begins there, which is not blank: a bracket, a string, a name or a word. */
static const char *skip_token(const char *at, const char *end)
{
    if (is_twice(at, end, '<') || is_twice(at, end, '>')) {
        return at + 2;
    }
    if (*at == '(') {
        return skip_string(at, end);
    }
    if (*at == '<') {
        const char *closed = memchr(at, '>', (size_t)(end - at));
        return closed ? closed + 1 : end;
    }
    if (*at != '/' && !is_regular(*at)) {
        return at + 1;
    }
    do {
        at++;
    } while (at < end && is_regular(*at));
    return at;
}

static const char *read_number(const char *at, const char *end, size_t *number)
{
    const char *begin = at;
    size_t read = 0;
    while (at < end && is_digit(*at) && at - begin < 18) {
        read = read * 10 + (size_t)(*at++ - '0');
    }
    *number = read;
    return at > begin ? at : NULL;
}

/* Behind "12 0 R", if that is what begins there; else NULL. */
static const char *skip_reference(const char *at, const char *end, size_t *id)
{
    size_t generation;
    at = read_number(at, end, id);
    if (!at || at >= end || !is_blank(*at)) {
        return NULL;
    }
    at = read_number(skip_blank(at, end), end, &generation);
    if (!at || at >= end || !is_blank(*at)) {
        return NULL;
    }
    at = skip_blank(at, end);
    return at < end && *at == 'R' && (at + 1 == end || !is_regular(at[1])) ? at + 1
                                                                           : NULL;
}

bool pdf_next(struct pdf_value *rest, struct pdf_value *first)
{
    const char *at = skip_blank(rest->at, rest->end), *end = rest->end;
    size_t id;
    *first = (struct pdf_value){at, at};
    if (at >= end) {
        return false;
    }
    const char *behind = is_digit(*at) ? skip_reference(at, end, &id) : NULL;
    for (unsigned depth = 0; !behind;) {
        bool opens = *at == '[' || is_twice(at, end, '<');
        bool closes = *at == ']' || is_twice(at, end, '>');
        at = skip_token(at, end);
        depth += opens;
        depth -= closes && depth;
        const char *next = depth ? skip_blank(at, end) : at;
        behind = !depth || next >= end ? at : NULL;
        at = next;
    }
    first->end = rest->at = behind;
    return true;
}

bool pdf_next_reference(struct pdf_value *rest, struct pdf_value *before, size_t *id)
{
    const char *at = rest->at, *end = rest->end;
    *before = *rest;
    *id = 0;
    while (at < end) {
        size_t number;
        const char *behind = is_digit(*at) ? skip_reference(at, end, &number) : NULL;
        if (behind) {
            before->end = at;
            rest->at = behind;
            *id = number;
            return true;
        }
        at = is_blank(*at) || *at == '%' ? skip_blank(at, end) : skip_token(at, end);
    }
    rest->at = end;
    return before->at < end;
}

size_t pdf_reference(struct pdf_value value)
{
    size_t id;
    return skip_reference(value.at, value.end, &id) ? id : 0;
}

bool pdf_is_nothing(struct pdf_value value)
{
    return value.at == value.end;
}

bool pdf_is(struct pdf_value value, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(value.end - value.at) == len && memcmp(value.at, word, len) == 0;
}

static bool is_dictionary(struct pdf_value value)
{
    return value.end - value.at >= 4 && is_twice(value.at, value.end, '<') &&
           is_twice(value.end - 2, value.end, '>');
}

static bool is_array(struct pdf_value value)
{
    return value.end - value.at >= 2 && *value.at == '[' && value.end[-1] == ']';
}

struct pdf_value pdf_inside(struct pdf_value value)
{
    size_t bracket = is_dictionary(value) ? 2 : is_array(value) ? 1 : 0;
    return bracket ? (struct pdf_value){value.at + bracket, value.end - bracket}
                   : (struct pdf_value){value.end, value.end};
}

struct pdf_value pdf_key(struct pdf_value dictionary, const char *key)
{
    struct pdf_value rest = pdf_inside(dictionary), name, value;
    if (is_dictionary(dictionary)) {
        while (pdf_next(&rest, &name) && pdf_next(&rest, &value)) {
            if (pdf_is(name, key)) {
                return value;
            }
        }
    }
    return (struct pdf_value){dictionary.end, dictionary.end};
}

struct pdf_value pdf_key_object(const struct pdf_objects *objects,
                                struct pdf_value dictionary, const char *key)
{
    struct pdf_value value = pdf_key(dictionary, key);
    size_t id = pdf_reference(value);
    return id ? pdf_object(objects, id) : value;
}

/* Behind a word that stands there; else NULL. */
static const char *behind_word(const char *at, const char *end, const char *word)
{
    size_t len = strlen(word);
    return at && (size_t)(end - at) >= len && memcmp(at, word, len) == 0 ? at + len
                                                                         : NULL;
}

struct pdf_value pdf_object(const struct pdf_objects *o, size_t id)
{
    size_t offset, number, generation;
    struct pdf_value rest = {o->end, o->end}, object = rest;
    if (id >= o->count || !read_number(o->entries + 20 * id, o->end, &offset) ||
        offset >= (size_t)(o->end - o->bytes)) {
        return object;
    }
    const char *at = read_number(o->bytes + offset, o->end, &number);
    at = behind_word(at, o->end, " ");
    at = at ? read_number(at, o->end, &generation) : NULL;
    at = behind_word(at, o->end, " obj");
    if (at && number == id) {
        rest.at = at;
        pdf_next(&rest, &object);
    }
    return object;
}

bool pdf_is_there(const struct pdf_objects *o, size_t id)
{
    return id && id < o->count && o->entries[20 * id + 17] == 'n';
}

struct pdf_value pdf_stream(const struct pdf_objects *o, struct pdf_value dictionary)
{
    const char *at = skip_blank(dictionary.end, o->end);
    struct pdf_value length;
    size_t len_bytes;
    at = behind_word(at, o->end, "stream");
    if (!at) {
        return (struct pdf_value){o->end, o->end};
    }
    length = pdf_key_object(o, dictionary, "/Length");
    at = at && at < o->end && *at == '\r' ? at + 1 : at;
    at = behind_word(at, o->end, "\n");
    return at && read_number(length.at, length.end, &len_bytes) &&
                   len_bytes <= (size_t)(o->end - at)
               ? (struct pdf_value){at, at + len_bytes}
               : (struct pdf_value){o->end, o->end};
}

struct pdf_value pdf_kids(const struct pdf_objects *o, struct pdf_value object,
                          const char *key)
{
    struct pdf_value kids = pdf_key(object, key), listed;
    size_t id = pdf_reference(kids);
    listed = id ? pdf_object(o, id) : kids;
    return is_array(listed) ? pdf_inside(listed) : kids;
}

bool pdf_next_kid(const struct pdf_objects *o, struct pdf_value *kids, size_t *id,
                  struct pdf_value *kid)
{
    struct pdf_value value;
    if (!pdf_next(kids, &value)) {
        return false;
    }
    *id = pdf_reference(value);
    *kid = *id ? pdf_object(o, *id) : value;
    return true;
}

/* Where the last table begins, as the end says; NULL if that is nowhere. */
static const char *last_table(const char *bytes, const char *end)
{
    static const char word[] = "startxref";
    size_t len = strlen(word), offset;
    const char *at = (size_t)(end - bytes) < len ? bytes : end - len;
    while (at > bytes && memcmp(at, word, len) != 0) {
        at--;
    }
    at = behind_word(at, end, word);
    at = at ? read_number(skip_blank(at, end), end, &offset) : NULL;
    return at && offset < (size_t)(end - bytes) ? bytes + offset : NULL;
}

bool pdf_objects_open(struct pdf_objects *o, const char *bytes, size_t len_bytes)
{
    const char *end = bytes + len_bytes, *table = last_table(bytes, end);
    size_t first, count;
    const char *at = behind_word(table, end, "xref");
    at = at ? read_number(skip_blank(at, end), end, &first) : NULL;
    at = at ? read_number(skip_blank(at, end), end, &count) : NULL;
    at = at ? skip_blank(at, end) : NULL;
    if (!at || first != 0 || count > (size_t)(end - at) / 20) {
        return false;
    }
    *o = (struct pdf_objects){bytes, end, at, count, (size_t)(table - bytes), {at, at}};
    at = behind_word(at + 20 * count, end, "trailer");
    struct pdf_value rest = {at, end};
    return at && pdf_next(&rest, &o->trailer) && is_dictionary(o->trailer) &&
           pdf_is_nothing(pdf_key(o->trailer, "/Prev")) &&
           is_dictionary(pdf_key_object(o, o->trailer, "/Root"));
}
