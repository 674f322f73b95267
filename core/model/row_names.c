#include "model/row_names.h"

#include "base/fold.h"

struct name {
    const char *id; /* the words, folded */
    const struct record *row;
};

void row_names_init(struct row_names *names, struct session *s,
                    const struct record *table, const char *grid)
{
    size_t count;
    const struct record *const *rows = table_rows(s, table, grid, &count);
    *names =
        (struct row_names){.arena = ARENA_EMPTY, .language = table_language(s, table)};
    for (size_t i = 0; i < count; i++) {
        row_names_add(names, record_words(rows[i], "text"), rows[i]);
    }
}

void row_names_finish(struct row_names *names)
{
    lookup_finish(&names->names);
    arena_finish(&names->arena);
}

const struct record *row_names_find(const struct row_names *names, const char *words)
{
    struct str folded = STR_EMPTY;
    fold_add(words, names->language, &folded);
    const struct name *name = lookup_find_id(&names->names, str_text(&folded));
    str_finish(&folded);
    return name ? name->row : NULL;
}

void row_names_add(struct row_names *names, const char *words, const struct record *row)
{
    struct str folded = STR_EMPTY;
    struct name *name = arena_get(&names->arena, sizeof *name);
    fold_add(words, names->language, &folded);
    name->id = arena_copy_text(&names->arena, str_text(&folded));
    name->row = row;
    lookup_add_id(&names->names, name);
    str_finish(&folded);
}
