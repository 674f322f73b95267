#include "base/json.h"

#include "base/json_check.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double LARGEST_WHOLE = 9007199254740992.0; /* 2^53 */

static const cJSON *tree(const struct json *value)
{
    return (const cJSON *)value;
}

/* Trees are built in an arena of their document and vanish with it: cJSON allocates
 * from here while it parses, and frees nothing. Half of the time goes into that else. */
static struct arena *parsing;

static void *allocate(size_t size_bytes)
{
    return arena_get_unset(parsing, size_bytes);
}

static void free_nothing(void *memory)
{
    (void)memory;
}

bool json_read(struct json_document *document, const char *name, const char *bytes,
               size_t len_bytes, struct err *err)
{
    struct json_document read = {.name = name, .bytes = bytes, .len_bytes = len_bytes};
    if (!json_check_document(&read, err)) {
        return false;
    }
    struct arena arena = ARENA_EMPTY;
    cJSON_Hooks hooks = {.malloc_fn = allocate, .free_fn = free_nothing};
    /* cJSON passes over a mark itself, but not where a single byte follows. */
    size_t start_bytes = json_mark_bytes(bytes, len_bytes);
    cJSON_InitHooks(&hooks);
    parsing = &arena;
    cJSON *root = cJSON_ParseWithLength(bytes + start_bytes, len_bytes - start_bytes);
    parsing = NULL;
    if (!root) {
        arena_finish(&arena);
        /* Checked text that cJSON refuses: there was no memory for the tree. */
        err_set(err, "%s: not enough memory to read it", name);
        return false;
    }
    read.arena = arena;
    read.root = (struct json *)root;
    *document = read;
    return true;
}

void json_finish(struct json_document *document)
{
    arena_finish(&document->arena);
    *document = (struct json_document){0};
}

/* A value whose place is asked for. */
struct asked {
    const cJSON *value;
    size_t number; /* in reading order, the root being 1; 0: not in the document */
    size_t index;  /* among those asked for */
};

static int by_value(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;
    uintptr_t x = (uintptr_t)a->value, y = (uintptr_t)b->value;
    return x < y ? -1 : x > y;
}

static int by_number(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* Counts values in reading order and gives those asked for, sorted, their numbers. */
static void number_values(const cJSON *from, struct asked *asked, size_t asked_count,
                          size_t *count)
{
    struct asked wanted = {.value = from};
    struct asked *found = bsearch(&wanted, asked, asked_count, sizeof *asked, by_value);
    ++*count;
    while (found && found > asked && found[-1].value == from) {
        found--;
    }
    for (; found && found < asked + asked_count && found->value == from; found++) {
        found->number = *count;
    }
    for (const cJSON *item = from->child; item; item = item->next) {
        number_values(item, asked, asked_count, count);
    }
}

void json_places(const struct json_document *document, const struct json *const *values,
                 size_t count, struct json_place *places)
{
    struct asked *asked = memory_get(count * sizeof *asked);
    size_t *numbers = memory_get(count * sizeof *numbers);
    size_t *offsets = memory_get(count * sizeof *offsets);
    struct json_place at = {.line = 1, .column = 1};
    size_t number = 0;
    for (size_t i = 0; i < count; i++) {
        asked[i] = (struct asked){.value = tree(values[i]), .index = i};
    }
    qsort(asked, count, sizeof *asked, by_value);
    number_values(tree(document->root), asked, count, &number);
    qsort(asked, count, sizeof *asked, by_number);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = asked[i].number;
    }
    json_find_values(document->bytes, document->len_bytes, numbers, count, offsets);
    for (size_t i = 0; i < count; i++) {
        json_go_to(document->bytes, offsets[i], &at);
        places[asked[i].index] = at;
    }
    free(asked);
    free(numbers);
    free(offsets);
}

void json_go_to(const char *bytes, size_t to_bytes, struct json_place *place)
{
    if (place->offset_bytes == 0) {
        place->offset_bytes = json_mark_bytes(bytes, to_bytes);
    }
    for (size_t at = place->offset_bytes; at < to_bytes; at++) {
        if (bytes[at] == '\n') {
            place->line++;
            place->column = 1;
        } else {
            place->column += ((unsigned char)bytes[at] & 0xC0) != 0x80;
        }
    }
    place->offset_bytes = to_bytes;
}

struct json_place json_place(const struct json_document *document,
                             const struct json *value)
{
    struct json_place place;
    json_places(document, &value, 1, &place);
    return place;
}

enum json_kind json_kind(const struct json *value)
{
    switch (tree(value)->type & 0xFF) {
    case cJSON_False:
    case cJSON_True:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_TEXT;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_NULL;
    }
}

const struct json *json_member(const struct json *object, const char *name)
{
    if (!object || json_kind(object) != JSON_OBJECT) {
        return NULL;
    }
    return (const struct json *)cJSON_GetObjectItemCaseSensitive(tree(object), name);
}

const struct json *json_first(const struct json *value)
{
    return value ? (const struct json *)tree(value)->child : NULL;
}

const struct json *json_next(const struct json *item)
{
    return (const struct json *)tree(item)->next;
}

const char *json_name(const struct json *member)
{
    return tree(member)->string;
}

const char *json_text(const struct json *value)
{
    return value && json_kind(value) == JSON_TEXT ? tree(value)->valuestring : NULL;
}

const char *json_member_text(const struct json *object, const char *name)
{
    return json_text(json_member(object, name));
}

bool json_number(const struct json *value, double *number)
{
    if (!value || json_kind(value) != JSON_NUMBER) {
        return false;
    }
    *number = tree(value)->valuedouble;
    return true;
}

bool json_is_true(const struct json *value)
{
    return value && (tree(value)->type & 0xFF) == cJSON_True;
}

/* Whether it stands for itself in a text of JSON, though it is no ASCII. */
static bool is_as_it_is(uint32_t code_point, size_t taken)
{
    bool bad = code_point == 0xFFFD && taken == 1;
    return !bad && code_point >= 0xA0 && code_point != 0x2028 && code_point != 0x2029;
}

void json_write_text(const char *text, struct str *out)
{
    str_put_byte(out, '"');
    json_write_inside(text, out);
    str_put_byte(out, '"');
}

static void add_escaped(uint32_t code_point, struct str *out)
{
    switch (code_point) {
    case '"':
        str_add(out, "\\\"");
        break;
    case '\\':
        str_add(out, "\\\\");
        break;
    case '\n':
        str_add(out, "\\n");
        break;
    case '\t':
        str_add(out, "\\t");
        break;
    default:
        str_addf(out, "\\u%04x", code_point);
    }
}

/* From a byte on that is no plain one, to the end. */
static void write_the_rest(const char *at, const char *end, struct str *out)
{
    const char *plain = at;
    for (; at < end; at = json_behind_plain(at, end)) {
        uint32_t code_point;
        size_t taken = utf8_read(at, (size_t)(end - at), &code_point);
        if (is_as_it_is(code_point, taken)) {
            at += taken;
            continue;
        }
        str_add_bytes(out, plain, (size_t)(at - plain));
        if (code_point == 0xFFFD) {
            utf8_add(out, code_point);
        } else {
            add_escaped(code_point, out);
        }
        at += taken;
        plain = at;
    }
    str_add_bytes(out, plain, (size_t)(at - plain));
}

void json_write_inside(const char *text, struct str *out)
{
    size_t len_bytes = strlen(text), need_bytes = len_bytes + JSON_PADDING_BYTES;
    if (out->room_bytes - out->len_bytes <= need_bytes) {
        str_make_room(out, need_bytes);
    }
    size_t plain = json_copy_plain(out->bytes + out->len_bytes, text, len_bytes);
    out->len_bytes += plain;
    out->bytes[out->len_bytes] = '\0';
    if (plain < len_bytes) {
        write_the_rest(text + plain, text + len_bytes, out);
    }
}

void json_write_number(double number, struct str *out)
{
    char text[32];
    if (number == floor(number) && fabs(number) <= LARGEST_WHOLE) {
        snprintf(text, sizeof text, "%.0f", number == 0 ? 0.0 : number);
    } else {
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, number);
            if (strtod(text, NULL) == number) {
                break;
            }
        }
    }
    str_add(out, text);
    if (fabs(number) > LARGEST_WHOLE && !strpbrk(text, ".e")) {
        str_add(out, ".0"); /* without it, a whole number that the reader refuses */
    }
}

static void write_members(const cJSON *container, struct str *out)
{
    for (const cJSON *item = container->child; item; item = item->next) {
        if (item != container->child) {
            str_add_byte(out, ',');
        }
        if (item->string) {
            json_write_text(item->string, out);
            str_add_byte(out, ':');
        }
        json_write((const struct json *)item, out);
    }
}

void json_write(const struct json *value, struct str *out)
{
    switch (json_kind(value)) {
    case JSON_NULL:
        str_add(out, "null");
        break;
    case JSON_BOOL:
        str_add(out, json_is_true(value) ? "true" : "false");
        break;
    case JSON_NUMBER:
        json_write_number(tree(value)->valuedouble, out);
        break;
    case JSON_TEXT:
        json_write_text(json_text(value), out);
        break;
    case JSON_ARRAY:
        str_add_byte(out, '[');
        write_members(tree(value), out);
        str_add_byte(out, ']');
        break;
    case JSON_OBJECT:
        str_add_byte(out, '{');
        write_members(tree(value), out);
        str_add_byte(out, '}');
        break;
    }
}

const char *json_canonical(const struct json *value, struct arena *arena)
{
    struct str text = STR_EMPTY;
    json_write(value, &text);
    const char *copy = arena_copy_bytes(arena, text.bytes, text.len_bytes);
    str_finish(&text);
    return copy;
}
