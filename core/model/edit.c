#include "model/edit.h"

#include "base/hash.h"
#include "base/instant.h"
#include "base/memory.h"
#include "model/ballot.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_ACTOR_BYTES = 64 };
static const uint64_t LARGEST_NUMBER = UINT64_C(1) << 53;

const char *value_words(struct value value)
{
    return value.kind == VALUE_NONE ? "" : value.text;
}

bool value_same(struct value a, struct value b)
{
    return a.kind == b.kind && (a.kind == VALUE_NONE || strcmp(a.text, b.text) == 0);
}

void value_write(struct value value, struct str *out)
{
    switch (value.kind) {
    case VALUE_NONE:
        str_add(out, "null");
        break;
    case VALUE_TEXT:
        json_write_text(value.text, out);
        break;
    case VALUE_JSON:
        str_put(out, value.text, strlen(value.text));
        break;
    }
}

struct value value_read(const struct json *json, struct arena *arena)
{
    if (json_kind(json) == JSON_NULL) {
        return VALUE_NOTHING;
    }
    if (json_kind(json) == JSON_TEXT) {
        return VALUE_OF_TEXT(json_text(json));
    }
    return VALUE_OF_JSON(json_canonical(json, arena));
}

int edit_key_compare(struct edit_key a, struct edit_key b)
{
    int order = a.actor == b.actor ? 0 : strcmp(a.actor, b.actor);
    return order ? order : a.number < b.number ? -1 : a.number > b.number;
}

static void edit_key_write(struct edit_key key, struct str *out)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + key.number % 10);
    } while (key.number /= 10);
    str_put(out, key.actor, strlen(key.actor));
    str_put_byte(out, '.');
    str_put(out, digits + at, sizeof digits - at);
}

/* Whether eight bytes are small letters and digits, as those of nearly all actors are. */
static bool are_usual(const char *at)
{
    static const uint64_t each = UINT64_C(0x0101010101010101), high = each << 7;
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    uint64_t low = bytes & ~high;
    uint64_t digits = (low + each * (0x80 - '0')) & ~(low + each * (0x7f - '9'));
    uint64_t letters = (low + each * (0x80 - 'a')) & ~(low + each * (0x7f - 'z'));
    return ((digits | letters) & ~bytes & high) == high;
}

bool edit_actor_fits(const char *actor, size_t len_bytes)
{
    enum { AT_ONCE = 8 };
    for (size_t i = 0; i < len_bytes;) {
        size_t from = len_bytes - i >= AT_ONCE ? i : len_bytes - AT_ONCE;
        if (len_bytes >= AT_ONCE && are_usual(actor + from)) {
            i = from + AT_ONCE;
            continue;
        }
        char c = actor[i++];
        unsigned char letter = (unsigned char)((c | ('a' ^ 'A')) - 'a');
        bool plain =
            letter <= 'z' - 'a' || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!plain) { /* so that a key never needs escaping */
            return false;
        }
    }
    return len_bytes > 0 && len_bytes <= LONGEST_ACTOR_BYTES;
}

bool edit_number_read(const char **at, uint64_t *number)
{
    const char *p = *at;
    uint64_t read = 0;
    if (*p == '0' && p[1] >= '0' && p[1] <= '9') {
        return false;
    }
    for (; *p >= '0' && *p <= '9'; p++) {
        if (read > LARGEST_NUMBER / 10) {
            return false;
        }
        read = read * 10 + (uint64_t)(*p - '0');
    }
    if (p == *at) {
        return false;
    }
    *at = p;
    *number = read;
    return true;
}

static int content_order(const struct edit *a, const struct edit *b)
{
    struct str left = STR_EMPTY, right = STR_EMPTY;
    edit_write(a, &left);
    edit_write(b, &right);
    int order = strcmp(left.bytes, right.bytes);
    str_finish(&left);
    str_finish(&right);
    return order;
}

int edit_compare(const struct edit *a, const struct edit *b)
{
    if (a->at_ms != b->at_ms) {
        return a->at_ms < b->at_ms ? -1 : 1;
    }
    int order = edit_key_compare(a->key, b->key);
    return order || a == b ? order : content_order(a, b);
}

int edit_order(const void *left, const void *right)
{
    const struct edit *const *a = left, *const *b = right;
    return edit_compare(*a, *b);
}

static int change_order(const void *left, const void *right)
{
    const struct change *a = left, *b = right;
    return strcmp(a->field, b->field);
}

static int key_order(const void *left, const void *right)
{
    const struct edit_key *a = left, *b = right;
    return edit_key_compare(*a, *b);
}

static void put_keys_in_order(struct edit_key *keys, uint32_t *count)
{
    if (*count < 2) {
        return;
    }
    qsort(keys, *count, sizeof *keys, key_order);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < *count; i++) {
        if (edit_key_compare(keys[i], keys[kept - 1]) != 0) {
            keys[kept++] = keys[i];
        }
    }
    *count = kept;
}

void edit_put_in_order(struct edit *edit)
{
    ARRAY_SORT(edit->set, edit->set_count, change_order);
    ARRAY_SORT(edit->more, edit->more_count, change_order);
    put_keys_in_order(edit->over, &edit->over_count);
    put_keys_in_order(edit->again, &edit->again_count);
}

static int field_order(const void *field, const void *change)
{
    return strcmp(field, ((const struct change *)change)->field);
}

bool edit_gives_again(const struct edit *edit, struct edit_key key)
{
    bool gives = false;
    for (size_t i = 0; i < edit->again_count && !gives; i++) {
        gives = edit_key_compare(edit->again[i], key) == 0;
    }
    return gives;
}

const struct change *edit_change(const struct edit *edit, const char *field)
{
    return edit->set_count == 0 ? NULL
                                : bsearch(field, edit->set, edit->set_count,
                                          sizeof *edit->set, field_order);
}

bool edit_has_seen(const struct edit *edit, struct edit_key key)
{
    size_t low = 0, high = edit->over_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = edit_key_compare(edit->over[middle], key);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

static bool in_order(const struct edit_key *keys, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (edit_key_compare(keys[i - 1], keys[i]) >= 0) {
            return false;
        }
    }
    return true;
}

/* A redacted edit says nothing, and is not one of a template. */
static bool redacted_well(const struct edit *edit, struct err *err)
{
    bool silent = !edit->by && !edit->again_count && !edit->more_count;
    for (size_t i = 0; i < edit->set_count && silent; i++) {
        silent = edit->set[i].value.kind == VALUE_NONE;
    }
    if (!silent) {
        err_set(err, "a redacted edit that still says something");
    } else if (strcmp(edit->kind, "template") == 0) {
        err_set(err, "an edit of a template cannot be redacted");
        return false;
    }
    return silent;
}

bool edit_is_well_formed(const struct edit *edit, struct err *err)
{
    if (!edit->key.actor || !*edit->key.actor || !edit->kind || !*edit->kind ||
        strchr(edit->kind, ':') || !edit->id || !*edit->id) {
        err_set(err, "an edit without a key, or of no record");
        return false;
    }
    if (edit->set_count == 0) {
        err_set(err, "an edit that sets nothing");
        return false;
    }
    for (size_t i = 1; i < edit->set_count; i++) {
        if (strcmp(edit->set[i - 1].field, edit->set[i].field) >= 0) {
            err_set(err, "an edit that sets \"%s\" twice or out of order",
                    edit->set[i].field);
            return false;
        }
    }
    if (!in_order(edit->over, edit->over_count) ||
        !in_order(edit->again, edit->again_count)) {
        err_set(err, "an edit whose \"over\" or \"again\" is out of order");
        return false;
    }
    return !edit->redacted || redacted_well(edit, err);
}

static bool same_changes(const struct change *a, size_t a_count, const struct change *b,
                         size_t b_count)
{
    if (a_count != b_count) {
        return false;
    }
    for (size_t i = 0; i < a_count; i++) {
        if (strcmp(a[i].field, b[i].field) != 0 || !value_same(a[i].value, b[i].value)) {
            return false;
        }
    }
    return true;
}

static bool same_keys(const struct edit_key *a, size_t a_count, const struct edit_key *b,
                      size_t b_count)
{
    if (a_count != b_count) {
        return false;
    }
    for (size_t i = 0; i < a_count; i++) {
        if (edit_key_compare(a[i], b[i]) != 0) {
            return false;
        }
    }
    return true;
}

bool edit_same_redacted(const struct edit *a, const struct edit *b)
{
    if (a->at_ms != b->at_ms || edit_key_compare(a->key, b->key) != 0 ||
        strcmp(a->kind, b->kind) != 0 || strcmp(a->id, b->id) != 0 ||
        a->set_count != b->set_count ||
        !same_keys(a->over, a->over_count, b->over, b->over_count)) {
        return false;
    }
    for (size_t i = 0; i < a->set_count; i++) {
        if (strcmp(a->set[i].field, b->set[i].field) != 0) {
            return false;
        }
    }
    return true;
}

bool edit_same(const struct edit *a, const struct edit *b)
{
    const char *by = edit_by(a), *other = edit_by(b);
    bool same_by = by == other || (by && other && strcmp(by, other) == 0);
    return same_by && a->redacted == b->redacted && edit_same_redacted(a, b) &&
           same_keys(a->again, a->again_count, b->again, b->again_count) &&
           same_changes(a->set, a->set_count, b->set, b->set_count) &&
           same_changes(a->more, a->more_count, b->more, b->more_count);
}

static uint64_t add_keys(uint64_t hash, const struct edit_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hash = hash_add_text(hash, keys[i].actor);
        hash = hash_add(hash, &keys[i].number, sizeof keys[i].number);
    }
    return hash;
}

uint64_t edit_hash_redacted(const struct edit *edit)
{
    uint64_t hash = hash_add(HASH_START, &edit->at_ms, sizeof edit->at_ms);
    hash = hash_add_text(hash_add_text(hash, edit->kind), edit->id);
    for (size_t i = 0; i < edit->set_count; i++) {
        hash = hash_add_text(hash, edit->set[i].field);
    }
    return hash_end(add_keys(hash, edit->over, edit->over_count));
}

uint64_t edit_hash(const struct edit *edit)
{
    const char *by = edit_by(edit);
    uint64_t hash = hash_add_text(edit_hash_redacted(edit), by ? by : "");
    for (size_t i = 0; i < edit->set_count; i++) {
        hash = hash_add_text(hash, value_words(edit->set[i].value));
    }
    return hash_end(hash);
}

void edit_redact(struct edit *edit)
{
    for (size_t i = 0; i < edit->set_count; i++) {
        edit->set[i].value = VALUE_NOTHING;
    }
    edit->by = NULL;
    edit->again_count = 0;
    edit->more_count = 0;
    edit->redacted = true;
}

static void write_changes(const struct change *changes, size_t count, struct str *line)
{
    for (size_t i = 0; i < count; i++) {
        if (i) {
            str_put_byte(line, ',');
        }
        json_write_text(changes[i].field, line);
        str_put_byte(line, ':');
        value_write(changes[i].value, line);
    }
}

static void write_keys(const char *member, const struct edit_key *keys, size_t count,
                       struct str *line)
{
    if (count == 0) {
        return;
    }
    str_add(line, ",\"");
    str_add(line, member);
    str_add(line, "\":");
    for (size_t i = 0; i < count; i++) {
        str_add(line, i ? ",\"" : "[\"");
        edit_key_write(keys[i], line);
        str_add_byte(line, '"');
    }
    str_add_byte(line, ']');
}

void edit_write(const struct edit *edit, struct str *line)
{
    char at[INSTANT_SIZE_BYTES];
    const char *by = edit_by(edit);
    instant_write(edit->at_ms, at);
    STR_PUT(line, "{\"key\":\"");
    edit_key_write(edit->key, line);
    STR_PUT(line, "\",\"at\":\"");
    str_put(line, at, sizeof at - 1);
    if (by) {
        STR_PUT(line, "\",\"by\":\"");
        json_write_inside(by, line);
    }
    STR_PUT(line, "\",\"of\":\"");
    json_write_inside(edit->kind, line);
    str_put_byte(line, ':');
    json_write_inside(edit->id, line);
    STR_PUT(line, "\",\"set\":{");
    write_changes(edit->set, edit->set_count, line);
    str_put_byte(line, '}');
    write_keys("over", edit->over, edit->over_count, line);
    write_keys("again", edit->again, edit->again_count, line);
    if (edit->redacted) {
        STR_PUT(line, ",\"redacted\":true");
    }
    if (edit->more_count) {
        str_put_byte(line, ',');
        write_changes(edit->more, edit->more_count, line);
    }
    str_put_byte(line, '}');
}

uint64_t edit_sum(const struct edit *edit, struct str *line)
{
    str_clear(line);
    edit_write(edit, line);
    uint64_t sum = hash_end(hash_add(HASH_START, line->bytes, line->len_bytes));
    return sum ? sum : 1;
}

/* Whether a value is one and not several, and surely well written. */
static bool is_flat(struct value value)
{
    enum { LONGEST_WHOLE = 15 };
    if (value.kind != VALUE_JSON || strcmp(value.text, "true") == 0 ||
        strcmp(value.text, "false") == 0) {
        return true;
    }
    size_t digits = strspn(value.text, "0123456789");
    return digits > 0 && digits <= LONGEST_WHOLE && !value.text[digits] &&
           (*value.text != '0' || digits == 1);
}

size_t edit_flat_values(const struct edit *edit)
{
    enum { WITH_KEY_AT_OF_SET = 5 };
    bool flat = edit->more_count == 0;
    for (size_t i = 0; i < edit->set_count && flat; i++) {
        flat = is_flat(edit->set[i].value);
    }
    size_t values = WITH_KEY_AT_OF_SET + edit->set_count + (edit_by(edit) != NULL) +
                    edit->redacted + edit->over_count + (edit->over_count > 0) +
                    edit->again_count + (edit->again_count > 0);
    return flat ? values : 0;
}
