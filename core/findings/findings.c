#include "findings/findings.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char findings_stakeholders[] = "stakeholders";

static const char goals_id[] = "goals";

const char *findings_column_id(const char *id)
{
    return *id ? id : goals_id;
}

/* Columns as they are collected. */
struct columns {
    struct findings_column *items;
    size_t count, room;
};

static void add_column(struct columns *c, const char *id, const char *title,
                       const char *short_title, const char *plain)
{
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(c->items[i].id, id) == 0) {
            return; /* the first table's title stands for all */
        }
    }
    title = *title ? title : findings_column_id(id);
    ARRAY_ADD(c->items, c->count, c->room,
              (struct findings_column){.id = id,
                                       .title = title,
                                       .short_title = *short_title ? short_title : title,
                                       .plain = *plain ? plain : title});
}

/* In the order of struct themes: goals, then the columns table by table. */
static struct columns find_columns(struct session *session)
{
    struct columns c = {0};
    size_t count;
    const struct record *const *table = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        const struct template *form = table_template(session, table[i]);
        if (form->grid_count) {
            const struct column *goals = &form->grids[0].goals;
            add_column(&c, "", goals->title, goals->short_title, goals->plain);
        }
        for (size_t g = 0; g < form->grid_count; g++) {
            const struct column *column = form->grids[g].columns;
            for (size_t n = 0; n < form->grids[g].column_count; n++) {
                add_column(&c, column[n].id, column[n].title, column[n].short_title,
                           column[n].plain);
            }
        }
        const char **strange = table_strange_columns(session, table[i]);
        for (size_t n = 0; strange[n]; n++) {
            if (*strange[n]) {
                add_column(&c, strange[n], strange[n], "", "");
            }
        }
        free(strange);
    }
    return c;
}

const char *findings_column_named(struct session *session, const char *asked,
                                  const char ***known)
{
    struct columns c = find_columns(session);
    const char *found = NULL;
    for (size_t i = 0; i < c.count && !found; i++) {
        const struct findings_column *column = &c.items[i];
        bool same = strcasecmp(asked, findings_column_id(column->id)) == 0 ||
                    strcasecmp(asked, column->title) == 0 ||
                    strcasecmp(asked, column->short_title) == 0;
        found = same ? column->id : NULL;
    }
    if (!found && known) {
        *known = memory_get((c.count + 1) * sizeof(**known));
        for (size_t i = 0; i < c.count; i++) {
            (*known)[i] = findings_column_id(c.items[i].id);
        }
    }
    free(c.items);
    return found;
}

/* The themes of a column stand together, those of more tables first. */
static void give_themes(struct findings *f, struct findings_column *column)
{
    const struct theme *const *items = (const struct theme *const *)f->themes.items;
    size_t start = 0, end, lone;
    while (start < f->themes.count && strcmp(items[start]->column, column->id) != 0) {
        start++;
    }
    for (lone = start;
         lone < f->themes.count && strcmp(items[lone]->column, column->id) == 0 &&
         items[lone]->tables > 1;
         lone++) {
    }
    for (end = lone; end < f->themes.count && strcmp(items[end]->column, column->id) == 0;
         end++) {
    }
    column->shared = items + start;
    column->shared_count = lone - start;
    column->lone = items + lone;
    column->lone_count = end - lone;
    f->theme_count += end - start;
    if (column->shared_count && column->shared[0]->tables > f->most_tables) {
        f->most_tables = column->shared[0]->tables;
    }
}

void findings_find(struct session *session, const char *column, struct findings *out)
{
    struct findings f = {.session = session, .arena = ARENA_EMPTY};
    struct columns c = find_columns(session);
    themes_find(session, &f.themes);
    f.columns = c.items;
    for (size_t i = 0; i < c.count; i++) {
        if (!column || strcmp(c.items[i].id, column) == 0) {
            give_themes(&f, &c.items[i]);
        }
    }
    f.column_count = c.count;
    findings_name_tables(&f);
    findings_find_differences(&f);
    if (!column || strcmp(column, findings_stakeholders) == 0) {
        findings_find_unacted(&f);
    }
    *out = f;
}

void findings_finish(struct findings *f)
{
    for (size_t i = 0; i < f->difference_count; i++) {
        for (size_t n = 0; n < f->differences[i].choice_count; n++) {
            free(f->differences[i].choices[n].entries);
        }
        free(f->differences[i].choices);
    }
    free(f->differences);
    free(f->unacted);
    free(f->columns);
    themes_finish(&f->themes);
    arena_finish(&f->arena);
    *f = (struct findings){0};
}

/* A wording, with what tells it from others. */
struct wording {
    const char *words;
    char *key;
    size_t at;
};

static int by_key(const void *left, const void *right)
{
    const struct wording *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : a->at < b->at ? -1 : 1;
}

static int by_place(const void *left, const void *right)
{
    const struct wording *a = left, *b = right;
    return a->at < b->at ? -1 : 1;
}

static char *key_of(const struct findings *f, const char *words,
                    const struct record *entry, enum findings_wordings which)
{
    struct str key = STR_EMPTY;
    if (which == FINDINGS_EVERY_WORDING) {
        str_add(&key, words);
    } else {
        theme_key_add(words, table_template(f->session, entry_table(entry))->language,
                      &key);
    }
    return str_take(&key);
}

const char **findings_wordings(const struct findings *f, const struct theme *theme,
                               enum findings_wordings which)
{
    struct wording *all = memory_get((theme->count + 1) * sizeof *all);
    const char **texts = memory_get((theme->count + 1) * sizeof(*texts));
    char *own = which == FINDINGS_OTHER_WORDS
                    ? key_of(f, theme->words, theme->members[0], which)
                    : NULL;
    size_t kept = 0;
    for (size_t i = 0; i < theme->count; i++) {
        const char *words = record_words(theme->members[i], "text");
        all[i] = (struct wording){words, key_of(f, words, theme->members[i], which), i};
    }
    qsort(all, theme->count, sizeof *all, by_key);
    const char *last = own;
    for (size_t i = 0; i < theme->count; i++) {
        if ((!last || strcmp(all[i].key, last) != 0) &&
            (!own || strcmp(all[i].key, own) != 0)) {
            struct wording first = all[i];
            all[i] = all[kept];
            all[kept++] = first;
            last = first.key;
        }
    }
    qsort(all, kept, sizeof *all, by_place);
    for (size_t i = 0; i < kept; i++) {
        texts[i] = all[i].words;
    }
    for (size_t i = 0; i < theme->count; i++) {
        free(all[i].key);
    }
    free(own);
    free(all);
    return texts;
}
