/* Reads an edit from a line as edit_write() writes it, without a tree of it. */

#include "model/edit.h"

#include "base/instant.h"

#include <string.h>

/* More fields are set by no program of ours at once. */
enum { MOST_FIELDS = 32, LONGEST_WHOLE = 15 };

/* Passes over what is just so; JSON_PADDING_BYTES NULs stand behind the line. */
static inline bool passes_bytes(char **at, const char *expected, size_t len)
{
    if (memcmp(*at, expected, len) != 0) {
        return false;
    }
    *at += len;
    return true;
}
#define PASSES(at, expected) passes_bytes((at), "" expected, sizeof(expected) - 1)

/* At the quote before a key. */
static bool read_key(char **at, struct edit_key *key)
{
    char *text = json_take_text(at), *dot = text ? strrchr(text, '.') : NULL;
    const char *number = dot ? dot + 1 : NULL;
    if (!dot || !edit_actor_fits(text, (size_t)(dot - text)) ||
        !edit_number_read(&number, &key->number) || *number) {
        return false;
    }
    *dot = '\0';
    key->actor = text;
    return true;
}

static bool read_of(char **at, struct edit *edit)
{
    char *text = json_take_text(at), *colon = text ? strchr(text, ':') : NULL;
    if (!colon || colon == text || !colon[1]) {
        return false;
    }
    *colon = '\0';
    edit->kind = text;
    edit->id = colon + 1;
    return true;
}

/* A text, true, false, nothing or a whole number that is not negative. */
static bool read_value(char **at, struct arena *arena, struct value *value)
{
    if (**at == '"') {
        char *text = json_take_text(at);
        *value = VALUE_OF_TEXT(text);
        return text != NULL;
    }
    size_t digits = strspn(*at, "0123456789");
    if (digits) {
        *value = VALUE_OF_JSON(arena_copy_bytes(arena, *at, digits));
        bool canonical = digits <= LONGEST_WHOLE && (**at != '0' || digits == 1);
        *at += digits;
        return canonical && (**at == ',' || **at == '}');
    }
    if (PASSES(at, "null")) {
        *value = VALUE_NOTHING;
        return true;
    }
    bool is_true = PASSES(at, "true");
    *value = VALUE_OF_JSON(is_true ? "true" : "false");
    return is_true || PASSES(at, "false");
}

/* At the first name; up to the closing brace, which is passed over. */
static bool read_set(char **at, struct arena *arena, struct edit *edit)
{
    struct change set[MOST_FIELDS];
    size_t count = 0;
    do {
        char *field = json_take_text(at);
        if (count == MOST_FIELDS || !field || !PASSES(at, ":") ||
            !read_value(at, arena, &set[count].value) ||
            (count && strcmp(set[count - 1].field, field) >= 0)) {
            return false;
        }
        set[count++].field = field;
    } while (PASSES(at, ","));
    edit->set = arena_get_unset(arena, count * sizeof *set);
    memcpy(edit->set, set, count * sizeof *set);
    edit->set_count = (uint32_t)count;
    return PASSES(at, "}");
}

/* At the first of them; up to the closing bracket, which is passed over. */
static bool read_keys(char **at, struct arena *arena, struct edit_key **keys,
                      uint32_t *count)
{
    static const size_t least_bytes = sizeof "\"a.1\"," - 1;
    size_t room = strcspn(*at, "]") / least_bytes + 1;
    struct edit_key *list = *keys = arena_get_unset(arena, room * sizeof *list);
    size_t n = 0;
    do {
        if (n == room || !read_key(at, &list[n]) ||
            (n && edit_key_compare(list[n - 1], list[n]) >= 0)) {
            return false;
        }
        n++;
    } while (PASSES(at, ","));
    *count = (uint32_t)n;
    return PASSES(at, "]");
}

static char *copy_padded(const char *line, size_t len_bytes, struct arena *arena)
{
    char *copy = arena_get_unset(arena, len_bytes + JSON_PADDING_BYTES);
    memcpy(copy, line, len_bytes);
    memset(copy + len_bytes, 0, JSON_PADDING_BYTES);
    return copy;
}

bool edit_read_line(const char *line, size_t len_bytes, struct arena *arena,
                    struct edit *edit, size_t *values)
{
    struct edit read = {0};
    char *at = copy_padded(line, len_bytes, arena), *time, *by = NULL;
    const char *end = at + len_bytes;
    enum { WITH_KEY_AT_OF_SET = 5 };
    if (!PASSES(&at, "{\"key\":") || !read_key(&at, &read.key) ||
        !PASSES(&at, ",\"at\":") || !(time = json_take_text(&at)) ||
        !instant_read(time, &read.at_ms) ||
        (PASSES(&at, ",\"by\":") && !(by = json_take_text(&at))) ||
        !PASSES(&at, ",\"of\":") || !read_of(&at, &read) || !PASSES(&at, ",\"set\":{") ||
        !read_set(&at, arena, &read) ||
        (PASSES(&at, ",\"over\":[") &&
         !read_keys(&at, arena, &read.over, &read.over_count)) ||
        (PASSES(&at, ",\"again\":[") &&
         !read_keys(&at, arena, &read.again, &read.again_count)) ||
        !PASSES(&at, "}") || at != end) {
        return false;
    }
    read.by = by;
    *values = WITH_KEY_AT_OF_SET + (by != NULL) + read.set_count + read.over_count +
              (read.over_count > 0) + read.again_count + (read.again_count > 0);
    *edit = read;
    return true;
}
