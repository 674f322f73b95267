#include "findings/findings.h"

#include "base/fold.h"
#include "base/memory.h"
#include "model/columns.h"
#include "model/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char findings_stakeholders[] = "stakeholders";

static const char goals_id[] = "goals";

const char *findings_column_id(const char *id)
{
    return *id ? id : goals_id;
}

/* What a column is called at the first table that has it. */
static struct findings_column column_of(const struct session *session,
                                        const struct any_column *any)
{
    const struct template *form = table_template(session, any->table);
    const struct column *goals = &plan_map(form)->goals;
    const struct column *column = *any->id ? template_column(form, any->id, NULL) : goals;
    const char *title = column ? column->title : any->id;
    title = *title ? title : findings_column_id(any->id);
    return (struct findings_column){
        .id = any->id,
        .title = title,
        .short_title = column && *column->short_title ? column->short_title : title,
        .plain = column && *column->plain ? column->plain : title};
}

/* In the order of struct themes: goals, then the columns table by table. */
static struct findings_column *find_columns(struct session *session, size_t *count)
{
    struct any_columns all;
    any_columns_find(session, &all);
    *count = all.by_id.count;
    struct findings_column *columns = memory_get((*count + 1) * sizeof *columns);
    for (size_t i = 0; i < *count; i++) {
        columns[i] = column_of(session, all.by_id.items[i]);
    }
    any_columns_finish(&all);
    return columns;
}

const char *findings_column_named(struct session *session, const char *asked,
                                  const char ***known)
{
    size_t count;
    struct findings_column *columns = find_columns(session, &count);
    const char *found = NULL;
    for (size_t i = 0; i < count && !found; i++) {
        const struct findings_column *column = &columns[i];
        bool same = fold_same(asked, findings_column_id(column->id), "") ||
                    fold_same(asked, column->title, "") ||
                    fold_same(asked, column->short_title, "");
        found = same ? column->id : NULL;
    }
    if (!found && known) {
        *known = memory_get((count + 1) * sizeof(**known));
        for (size_t i = 0; i < count; i++) {
            (*known)[i] = findings_column_id(columns[i].id);
        }
    }
    free(columns);
    return found;
}

/* The themes of a column stand together, those of more tables first; those of the n-th
 * column before those of the next. */
static void give_themes(struct findings *f, size_t n)
{
    const struct theme *const *items = (const struct theme *const *)f->themes.items;
    struct findings_column *column = &f->columns[n];
    size_t start = 0, end = f->themes.count, lone;
    while (start < end) {
        size_t middle = start + (end - start) / 2;
        if (items[middle]->rank < n) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    for (lone = start;
         lone < f->themes.count && items[lone]->rank == n && items[lone]->tables > 1;
         lone++) {
    }
    for (end = lone; end < f->themes.count && items[end]->rank == n; end++) {
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
    f.columns = find_columns(session, &f.column_count);
    themes_find(session, &f.themes);
    for (size_t i = 0; i < f.column_count; i++) {
        if (!column || strcmp(f.columns[i].id, column) == 0) {
            give_themes(&f, i);
        }
    }
    findings_name_tables(&f);
    for (size_t i = 0; i < f.table_count; i++) {
        f.tables[i].share = ballot_share(session, f.tables[i].record);
    }
    findings_find_differences(&f);
    if (!column || strcmp(column, findings_stakeholders) == 0) {
        findings_find_unacted(&f);
    }
    if (!column) {
        findings_find_forms(&f);
    }
    *out = f;
}

long findings_people_of(const struct findings *f, const struct theme *theme)
{
    const struct findings_table *before = NULL;
    long people = 0;
    for (size_t i = 0; i < theme->count; i++) {
        const struct record *entry = theme->members[i];
        if (!ballot_votes(entry)) {
            continue;
        }
        const struct findings_table *table = findings_table_of(f, entry);
        long share = ballot_share_for(&table->share, entry);
        if (!share || table == before || (before && theme->met_again)) {
            return 0;
        }
        people = votes_add(people, share);
        before = table;
    }
    return people;
}

void findings_find_tables(struct session *session, struct findings *out)
{
    *out = (struct findings){.session = session, .arena = ARENA_EMPTY};
    findings_name_tables(out);
}

/* The columns' shared themes stay where they are. */
void findings_leave_votes_out(struct findings *f)
{
    f->only_words = true;
    ARRAY_SORT(f->themes.items, f->themes.count, themes_order_by_tables);
    ARRAY_SORT(f->unacted, f->unacted_count, themes_order_by_tables);
}

void findings_finish(struct findings *f)
{
    for (size_t i = 0; i < f->difference_count; i++) {
        for (size_t n = 0; n < f->differences[i].choice_count; n++) {
            free(f->differences[i].choices[n].entries);
        }
        free(f->differences[i].choices);
    }
    findings_free_forms(f);
    free(f->differences);
    free(f->unacted);
    free(f->columns);
    themes_finish(&f->themes);
    number_map_finish(&f->table_numbers);
    arena_finish(&f->arena);
    *f = (struct findings){0};
}

/* A wording, with what tells it from others. */
struct told_wording {
    const char *words, *key;
    size_t at;
};

static int by_key(const void *left, const void *right)
{
    const struct told_wording *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : a->at < b->at ? -1 : 1;
}

static int by_place(const void *left, const void *right)
{
    const struct told_wording *a = left, *b = right;
    return a->at < b->at ? -1 : 1;
}

static char *own_key(const struct findings *f, const struct theme *theme)
{
    struct str key = str_of("%s\x1f", theme->column);
    theme_key_add(theme->words,
                  table_language(f->session, entry_table(theme->members[0])), &key);
    return str_take(&key);
}

const char **findings_wordings(const struct findings *f, const struct theme *theme,
                               enum findings_wordings which)
{
    struct told_wording *all = memory_get((theme->text_count + 1) * sizeof *all);
    const char **texts = memory_get((theme->text_count + 1) * sizeof(*texts));
    const char *own = NULL; /* the key of its own words */
    size_t kept = 0;
    for (size_t i = 0; i < theme->text_count; i++) {
        const struct theme_text *text = &theme->texts[i];
        const char *key =
            which == FINDINGS_EVERY_WORDING ? text->words : text->wording->key;
        assert(key);
        all[i] = (struct told_wording){text->words, key, i};
        if (which == FINDINGS_OTHER_WORDS && strcmp(text->words, theme->words) == 0) {
            own = key;
        }
    }
    char *made = which == FINDINGS_OTHER_WORDS && !own ? own_key(f, theme) : NULL;
    own = made ? made : own;
    ARRAY_SORT(all, theme->text_count, by_key);
    const char *last = "";
    for (size_t i = 0; i < theme->text_count; i++) {
        if ((!kept || strcmp(all[i].key, last) != 0) &&
            (!own || strcmp(all[i].key, own) != 0)) {
            struct told_wording first = all[i];
            all[i] = all[kept];
            all[kept++] = first;
            last = first.key;
        }
    }
    ARRAY_SORT(all, kept, by_place);
    for (size_t i = 0; i < kept; i++) {
        texts[i] = all[i].words;
    }
    free(made);
    free(all);
    return texts;
}
