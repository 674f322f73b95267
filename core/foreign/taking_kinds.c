/* Which column the entries of a kind go to. */

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "foreign/foreign_inside.h"
#include "foreign/taking_inside.h"
#include "model/fields.h"
#include "model/headings.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* As one of several is called: "opportunities" is "opportunity". */
static void make_one(struct str *name)
{
    size_t len = name->len_bytes;
    bool ies = len > 4 && strcmp(name->bytes + len - 3, "ies") == 0;
    if (len > 3 && name->bytes[len - 1] == 's') {
        str_remove(name, ies ? len - 3 : len - 1, ies ? 3 : 1);
        str_add(name, ies ? "y" : "");
    }
}

/* Be it of one or of several. */
static bool same(const char *one, const char *other)
{
    struct str a = STR_EMPTY, b = STR_EMPTY;
    foreign_add_bare(one, &a);
    foreign_add_bare(other, &b);
    make_one(&a);
    make_one(&b);
    bool is = a.len_bytes && strcmp(a.bytes, str_text(&b)) == 0;
    str_finish(&a);
    str_finish(&b);
    return is;
}

/* The same, where a kind may have no name. */
static bool called(const char *one, const char *name)
{
    return same(one, name) || (!one[strspn(one, " ")] && !*name);
}

/* Whether a question is the one that a column asks, or its beginning: "Who has a stake?" */
static bool begins(const char *question, const char *prompt)
{
    struct str a = STR_EMPTY, b = STR_EMPTY;
    foreign_add_bare(question, &a);
    foreign_add_bare(prompt, &b);
    const char *blank = strchr(str_text(&a), ' ');
    bool some = blank && strchr(blank + 1, ' '); /* two words begin many */
    bool is = some && strncmp(a.bytes, str_text(&b), a.len_bytes) == 0 &&
              strchr(" ,", str_text(&b)[a.len_bytes]);
    str_finish(&a);
    str_finish(&b);
    return is;
}

static bool column_is(const struct column *column, const char *name)
{
    const char *const names[] = {column->id, column->title, column->short_title,
                                 column->plain, column->singular};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (same(names[i], name) && strcmp(names[i], "entry") != 0) {
            return true;
        }
    }
    return begins(name, column->prompt);
}

/* Whether it is another word for it: "Problems". */
static bool column_is_like(const struct column *column, const char *name)
{
    return heading_fits(name, column) > HEADING_PERHAPS;
}

static const struct column *column_of(const struct grid *grid, const char *name,
                                      bool (*is)(const struct column *, const char *))
{
    for (size_t i = 0; i < grid->column_count; i++) {
        if (is(&grid->columns[i], name)) {
            return &grid->columns[i];
        }
    }
    return NULL;
}

/* The column of a grid of goals, those of the map first; NULL: there is none. */
static const struct column *find_column(const struct template *form, const char *name,
                                        bool (*is)(const struct column *, const char *))
{
    const struct column *found = column_of(plan_map(form), name, is);
    for (size_t g = 0; g < form->grid_count && !found; g++) {
        bool goals = form->grids[g].rows == ROWS_GOALS;
        found = goals ? column_of(&form->grids[g], name, is) : NULL;
    }
    return found;
}

/* A name that a goal's notes can stand under: not one of its fields. */
static const char *name_strange(struct foreign *f, struct session *session,
                                const struct record *table, const char *name)
{
    struct str words = STR_EMPTY;
    const char **there = table_strange_columns(session, table), *found = NULL;
    for (size_t i = 0; there[i] && !found; i++) {
        found = same(there[i], name) ? arena_copy_text(&f->arena, there[i]) : NULL;
    }
    free(there);
    if (found) {
        return found;
    }
    fold_add_line(name, "", &words);
    bool taken = field_traits("goal", str_text(&words)) || field_traits("goal", name) ||
                 same(name, "id") || same(name, "votes") || same(name, "answers") ||
                 strchr(name, ':');
    str_set(&words, "%s", *name ? name : "entries");
    str_add(&words, taken ? " (entries)" : "");
    for (char *c = words.bytes; (c = strpbrk(c, ":\n"));) {
        *c = ' ';
    }
    found = arena_copy_text(&f->arena, words.bytes);
    str_finish(&words);
    return found;
}

/* Has a kind go to the column of that name. @like  or to one that may be called so, if none is */
static void look_up(struct foreign *f, struct session *session,
                    const struct record *table, const char *name, bool like,
                    struct foreign_kind *kind)
{
    const struct template *form = table_template(session, table);
    const struct column *goals = &plan_map(form)->goals;
    const struct column *column = find_column(form, name, column_is);
    if (!column && like) {
        column = find_column(form, name, column_is_like);
    }
    kind->strange = false;
    if (same(name, "goals") || column_is(goals, name)) {
        kind->column = "";
        kind->title = arena_copy_text(&f->arena, goals->title);
    } else if (column) {
        kind->column = arena_copy_text(&f->arena, column->id);
        kind->title = arena_copy_text(&f->arena, column->title);
    } else {
        kind->column = kind->title = name_strange(f, session, table, name);
        kind->strange = true;
    }
}

/* By its very name first: many entries have it. */
static struct foreign_kind *known_kind(struct foreign_taken *taken, const char *name)
{
    for (size_t i = 0; i < taken->kind_count; i++) {
        if (strcmp(taken->kinds[i].name, name) == 0) {
            return &taken->kinds[i];
        }
    }
    for (size_t i = 0; i < taken->kind_count; i++) {
        if (same(taken->kinds[i].name, name)) {
            return &taken->kinds[i];
        }
    }
    return NULL;
}

struct foreign_kind *foreign_kind_of(struct foreign *f, struct session *session,
                                     const struct record *table, const char *name,
                                     struct foreign_taken *taken, struct err *err)
{
    struct foreign_kind *known = known_kind(taken, name);
    if (known) {
        return known;
    }
    if (taken->kind_count == FOREIGN_MOST_KINDS) {
        err_set(err,
                "the entries are of more than %d kinds: which column says what kind one "
                "is must be headed Type",
                FOREIGN_MOST_KINDS);
        return NULL;
    }
    if (strlen(name) > 200) {
        err_set(err, "a kind of entries has a name of more than 200 bytes");
        return NULL;
    }
    struct foreign_kind *kind = &taken->kinds[taken->kind_count++];
    *kind = (struct foreign_kind){.name = name};
    look_up(f, session, table, name, true, kind);
    return kind;
}

static void tell_kinds(const struct foreign_taken *taken, const char *name,
                       struct err *err)
{
    struct str there = STR_EMPTY;
    bool none = false;
    for (size_t i = 0; i < taken->kind_count; i++) {
        const char *kind = taken->kinds[i].name;
        none = none || !*kind;
        if (*kind) {
            str_add(&there, there.len_bytes ? ", " : "");
            text_quote(&there, kind, 40);
        }
    }
    err_set(err, "no entry is of the kind ‘%s’; %s%s%s", name,
            there.len_bytes ? "there are: " : "", str_text(&there),
            !none             ? ""
            : there.len_bytes ? ", and some of no kind"
                              : "all are of none, which is named '=COLUMN'");
    str_finish(&there);
}

/* One "KIND=COLUMN". */
static bool follow(struct foreign *f, char *one, struct session *session,
                   const struct record *table, struct foreign_taken *taken,
                   struct err *err)
{
    char *is = strrchr(one, '=');
    bool found = false;
    if (!is) {
        err_set(err, "\"%s\" does not say which column, as in barrier=barriers", one);
        return false;
    }
    *is = '\0';
    const char *to = foreign_words(f, is + 1);
    for (size_t i = 0; i < taken->kind_count; i++) {
        struct foreign_kind *kind = &taken->kinds[i];
        if (called(one, kind->name)) {
            found = true;
            kind->column = NULL;
            if (to) {
                look_up(f, session, table, to, false, kind);
            }
        }
    }
    if (!found) {
        tell_kinds(taken, one, err);
    }
    return found;
}

bool foreign_follow_wish(struct foreign *f, const struct foreign_wish *wish,
                         struct session *session, const struct record *table,
                         struct foreign_taken *taken, struct err *err)
{
    char *all = memory_copy_text(wish->columns ? wish->columns : ""), *rest = NULL;
    bool ok = true;
    for (char *one = strtok_r(all, ";", &rest); one && ok;
         one = strtok_r(NULL, ";", &rest)) {
        ok = follow(f, one, session, table, taken, err);
    }
    free(all);
    return ok;
}

bool foreign_wishes(const char *columns, const char *kind)
{
    char *all = memory_copy_text(columns ? columns : ""), *rest = NULL;
    bool found = false;
    for (char *one = strtok_r(all, ";", &rest); one && !found;
         one = strtok_r(NULL, ";", &rest)) {
        char *is = strrchr(one, '=');
        if (is) {
            *is = '\0';
            found = called(one, kind);
        }
    }
    free(all);
    return found;
}
