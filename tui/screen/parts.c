#include "screen/parts.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "screen/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* So many are kept before all of them are forgotten, those of old pictures with them. */
enum { MOST_PARTS = 1000 };

struct part {
    const uint64_t *key;
    size_t key_bytes;
    int rows;
    const char **puts; /* by row, */
    size_t *put_bytes;
    struct area *areas;
    size_t area_count;
    bool moved; /* the cursor, to: */
    int cursor_row, cursor_col;
};

static struct {
    struct lookup parts;
    struct arena arena;
    struct part *begun; /* is being put */
    int row;            /* from this one on, */
    size_t areas_before;
} parts;

uint64_t screen_part_number(void)
{
    static uint64_t latest;
    return ++latest;
}

void parts_forget(void)
{
    lookup_finish(&parts.parts);
    arena_finish(&parts.arena);
    parts.parts = (struct lookup){.items = NULL};
    parts.arena = ARENA_EMPTY;
    parts.begun = NULL;
}

static uint64_t hash_of(const void *item)
{
    const struct part *part = item;
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < part->key_bytes / sizeof *part->key; i++) {
        hash = (hash ^ part->key[i]) * UINT64_C(0x100000001b3);
    }
    return hash_end(hash);
}

static bool is_part(const void *item, const void *key)
{
    const struct part *a = item, *b = key;
    return a->key_bytes == b->key_bytes && a->rows == b->rows &&
           memcmp(a->key, b->key, a->key_bytes) == 0;
}

static void put_again(const struct part *part, int row)
{
    for (int i = 0; i < part->rows; i++) {
        canvas_add_to_row(row + i, part->puts[i], part->put_bytes[i]);
    }
    for (size_t i = 0; i < part->area_count; i++) {
        const struct area *area = &part->areas[i];
        screen_button(row + area->row, area->col, area->rows, area->cols, area->button);
    }
    if (part->moved) {
        screen_cursor(row + part->cursor_row, part->cursor_col);
    }
}

static void begin(const struct part *key, int row)
{
    struct part *part = arena_get(&parts.arena, sizeof *part);
    size_t rows = (size_t)key->rows;
    int unused;
    *part = *key;
    uint64_t *words = arena_get(&parts.arena, key->key_bytes);
    part->key = memcpy(words, key->key, key->key_bytes);
    part->puts = arena_get(&parts.arena, rows * sizeof *part->puts);
    part->put_bytes = arena_get(&parts.arena, rows * sizeof *part->put_bytes);
    parts.begun = part;
    parts.row = row;
    for (int i = 0; i < part->rows; i++) {
        canvas_row(row + i, &part->put_bytes[i]);
    }
    screen_areas(&parts.areas_before);
    screen_cursor_moved(&unused, &unused);
}

bool screen_put_again(int row, int rows, const void *key, size_t len_bytes)
{
    assert(!parts.begun && len_bytes % sizeof(uint64_t) == 0);
    struct part sought = {.key = key, .key_bytes = len_bytes, .rows = rows};
    if (screen_is_heard() || row < 0 || row + rows > canvas_rows()) {
        return false;
    }
    struct part *part = lookup_find(&parts.parts, hash_of(&sought), is_part, &sought);
    if (part) {
        put_again(part, row);
        return true;
    }
    if (parts.parts.count == MOST_PARTS) {
        parts_forget();
    }
    begin(&sought, row);
    return false;
}

static void keep_areas(struct part *part)
{
    size_t count;
    const struct area *areas = screen_areas(&count);
    part->area_count = count - parts.areas_before;
    part->areas = arena_get(&parts.arena, part->area_count * sizeof *part->areas);
    for (size_t i = 0; i < part->area_count; i++) {
        part->areas[i] = areas[parts.areas_before + i];
        part->areas[i].row -= parts.row;
    }
}

void screen_part_end(void)
{
    struct part *part = parts.begun;
    if (!part) {
        return;
    }
    parts.begun = NULL;
    for (int i = 0; i < part->rows; i++) {
        size_t before = part->put_bytes[i], len;
        const char *puts = canvas_row(parts.row + i, &len);
        part->put_bytes[i] = len - before;
        part->puts[i] =
            arena_copy_bytes(&parts.arena, puts ? puts + before : "", len - before);
    }
    keep_areas(part);
    part->moved = screen_cursor_moved(&part->cursor_row, &part->cursor_col);
    part->cursor_row -= parts.row;
    lookup_add(&parts.parts, part, hash_of);
}
