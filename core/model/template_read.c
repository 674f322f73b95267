/* Reading a template: one text, or one and the forms that are joined to it. */

#include "model/template.h"

#include "base/arena.h"
#include "base/memory.h"
#include "model/template_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *arena;
    struct template *form;
    const struct json *const *parts; /* the texts that are joined; mostly one */
    size_t part_count;
    const char *canonical; /* what json_write() makes of the first; NULL: not known */
    bool joining; /* a later part is read: what is there already is passed over, */
    bool again;   /* and this one is the first in other words */
    const struct json **where;
    struct err *err;
};

static bool fault(struct reader *r, const struct json *at, const char *message)
{
    if (r->where) {
        *r->where = at;
    }
    err_set(r->err, "%s", message);
    return false;
}

static const char *text_of(struct reader *r, const struct json *object, const char *name,
                           const char *otherwise)
{
    const char *text = json_member_text(object, name);
    return arena_copy_text(r->arena, text ? text : otherwise);
}

/* Counts the items of a list member; false if it is there, and no list. */
static bool count_items(struct reader *r, const struct json *object, const char *name,
                        size_t *count)
{
    const struct json *list = json_member(object, name);
    if (list && json_kind(list) != JSON_ARRAY) {
        struct str message = str_of("\"%s\" of a template must be a list", name);
        fault(r, list, str_text(&message));
        str_finish(&message);
        return false;
    }
    for (const struct json *item = json_first(list); item; item = json_next(item)) {
        ++*count;
    }
    return true;
}

/* Room for them; NULL if the member is no list. */
static void *items_of(struct reader *r, const struct json *object, const char *name,
                      size_t size_bytes)
{
    size_t count = 0;
    return count_items(r, object, name, &count)
               ? arena_get(r->arena, (count + 1) * size_bytes)
               : NULL;
}

/* The same for those of all parts. */
static void *items_of_parts(struct reader *r, const char *name, size_t size_bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < r->part_count; i++) {
        if (!count_items(r, r->parts[i], name, &count)) {
            return NULL;
        }
    }
    return arena_get(r->arena, (count + 1) * size_bytes);
}

static bool need_id(struct reader *r, const struct json *object, const char *what)
{
    const char *id = json_member_text(object, "id");
    if (id && *id) {
        return true;
    }
    struct str message = str_of("%s of a template needs an \"id\"", what);
    fault(r, object, str_text(&message));
    str_finish(&message);
    return false;
}

/* Something names what is not there, by its id. */
static bool lacks(struct reader *r, const struct json *at, const char *what)
{
    const char *id = json_text(at);
    struct str message =
        str_of("%s \"%s\", which the template lacks", what, id ? id : "");
    fault(r, at, str_text(&message));
    str_finish(&message);
    return false;
}

/* Reads each of them into its place; what it is called in messages, NULL if it needs no id. */
static bool each(struct reader *r, const struct json *object, const char *name,
                 const char *what,
                 bool (*read)(struct reader *r, const struct json *item, void *of),
                 void *of)
{
    for (const struct json *item = json_first(json_member(object, name)); item;
         item = json_next(item)) {
        if ((what && !need_id(r, item, what)) || !read(r, item, of)) {
            return false;
        }
    }
    return true;
}

static bool each_of_parts(struct reader *r, const char *name, const char *what,
                          bool (*read)(struct reader *r, const struct json *item,
                                       void *of),
                          void *of)
{
    bool ok = true;
    for (size_t i = 0; i < r->part_count && ok; i++) {
        const char *id = i ? json_member_text(r->parts[i], "id") : NULL;
        r->joining = i > 0;
        r->again = id && strcmp(id, r->form->id) == 0;
        ok = each(r, r->parts[i], name, what, read, of);
    }
    return ok;
}

/* There are many: each member is looked at once. */
static void read_choice_into(struct reader *r, const struct json *json, struct mark *mark,
                             struct choice *choice)
{
    *choice = (struct choice){"", "", NULL, "", ""};
    const struct {
        const char *name, **text;
    } members[] = {{"id", &choice->id},
                   {"letter", &choice->letter},
                   {"title", &choice->title},
                   {"meaning", &choice->meaning},
                   {"help", &choice->help}};
    for (const struct json *m = json_first(json); m; m = json_next(m)) {
        const char *text = json_text(m), *name = json_name(m);
        for (size_t i = 0; text && name && i < sizeof members / sizeof *members; i++) {
            if (strcmp(members[i].name, name) == 0) {
                *members[i].text = arena_copy_text(r->arena, text);
                break;
            }
        }
    }
    choice->title = choice->title ? choice->title : choice->id;
    lookup_add_id(&mark->choices_by_id, choice);
}

static bool read_choice(struct reader *r, const struct json *json, void *of)
{
    struct mark *mark = of;
    read_choice_into(r, json, mark, &mark->choices[mark->choice_count++]);
    return true;
}

/* What was chosen by a form that offered it has its name still. */
static bool read_further_choice(struct reader *r, const struct json *json, void *of)
{
    struct mark *mark = of;
    if (!mark_choice(mark, json_member_text(json, "id"))) {
        read_choice_into(r, json, mark, arena_get(r->arena, sizeof(struct choice)));
    }
    return true;
}

static bool read_mark(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    struct mark *known =
        r->joining ? lookup_find_id(&form->marks_by_id, json_member_text(json, "id"))
                   : NULL;
    if (known) {
        return each(r, json, "choices", "a choice", read_further_choice, known);
    }
    struct mark *mark = &form->marks[form->mark_count++];
    mark->id = text_of(r, json, "id", "");
    mark->title = text_of(r, json, "title", mark->id);
    mark->one = json_is_true(json_member(json, "one"));
    lookup_add_id(&form->marks_by_id, mark);
    mark->choices = items_of(r, json, "choices", sizeof *mark->choices);
    return mark->choices && each(r, json, "choices", "a choice", read_choice, mark);
}

static bool read_column(struct reader *r, const struct json *json, struct column *column)
{
    column->id = text_of(r, json, "id", "");
    column->title = text_of(r, json, "title", column->id);
    column->short_title = text_of(r, json, "short", column->title);
    column->plain = text_of(r, json, "plain", column->title);
    column->singular = text_of(r, json, "singular", "entry");
    column->prompt = text_of(r, json, "prompt", "");
    column->example = text_of(r, json, "example", "");
    column->names = json_is_true(json_member(json, "names"));
    column->marks = items_of(r, json, "marks", sizeof(*column->marks));
    if (!column->marks) {
        return false;
    }
    column->mark_starts = items_of(r, json, "marks", sizeof *column->mark_starts);
    const struct json *item = json_first(json_member(json, "marks"));
    for (size_t starts = 0; item; item = json_next(item)) {
        const struct mark *mark = template_mark(r->form, json_text(item));
        if (!mark) {
            return lacks(r, item, "a column offers the mark");
        }
        column->mark_starts[column->mark_count] = starts;
        column->marks[column->mark_count++] = mark;
        lookup_add_id(&column->marks_by_id, (void *)mark);
        starts += mark->choice_count;
    }
    column_give_letters(column, r->arena);
    return true;
}

static bool read_column_of(struct reader *r, const struct json *json, void *of)
{
    struct grid *grid = of;
    struct lookup *by_id = &r->form->columns_by_id;
    struct column *column = &grid->columns[grid->column_count++];
    column->grid = grid;
    column->number = by_id->count;
    if (!read_column(r, json, column)) {
        return false;
    }
    if (strcmp(column->id, "id") == 0 || strcmp(column->id, "text") == 0) {
        return fault(r, json, "a column cannot be called \"id\" or \"text\"");
    }
    return lookup_add_id(by_id, column) ||
           fault(r, json, "a column of that \"id\" stands there already");
}

/* Words of a member, from 1 on; one of a newer program is as if it were not there. */
static const char *const pictures[] = {NULL, [GRID_BARS] = "bars", [GRID_LINE] = "line",
                                       NULL},
                         *const places[] = {
                             NULL, [FORM_POINT] = "point", [FORM_OR] = "or", NULL};

static int word_of(const struct json *json, const char *name, const char *const *words)
{
    const char *word = json_member_text(json, name);
    for (int i = 1; word && words[i]; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return 0;
}

static bool read_row(struct reader *r, const struct json *json, void *of)
{
    struct grid *grid = of;
    const char *id = json_member_text(json, "id");
    if (grid_given(grid, id)) {
        return fault(r, json, "a row of that \"id\" stands there already");
    }
    struct form_row *row = &grid->given[grid->given_count++];
    *row = (struct form_row){
        .id = text_of(r, json, "id", ""),
        .title = text_of(r, json, "title", ""),
        .prompt = text_of(r, json, "prompt", ""),
        .help = text_of(r, json, "help", ""),
        .stands = (enum form_place)word_of(json, "as", places),
    };
    return lookup_add_id(&grid->given_by_id, row);
}

static bool read_rows(struct reader *r, const struct json *json, struct grid *grid)
{
    const struct json *rows = json_member(json, "rows");
    const char *word = json_text(rows);
    if (!rows || (word && strcmp(word, "own") == 0)) {
        grid->rows = rows ? ROWS_OWN : ROWS_GOALS;
        return true;
    }
    if (json_kind(rows) != JSON_ARRAY || !json_first(rows)) {
        return fault(r, rows, "\"rows\" of a grid must be \"own\" or a list of rows");
    }
    grid->rows = ROWS_GIVEN;
    grid->given = items_of(r, json, "rows", sizeof *grid->given);
    return grid->given && each(r, json, "rows", "a row", read_row, grid);
}

static bool read_stage_name(struct reader *r, const struct json *json, void *of)
{
    const char ***at = of;
    const char *id = json_text(json);
    if (id) {
        *(*at)++ = arena_copy_text(r->arena, id);
    }
    return id || fault(r, json, "\"stages\" of a grid must be a list of their ids");
}

static bool read_stage_names(struct reader *r, const struct json *json, struct grid *grid)
{
    const char **at = items_of(r, json, "stages", sizeof *at);
    grid->stages = at;
    return at && each(r, json, "stages", NULL, read_stage_name, (void *)&at);
}

/* Whether the template so far has the grid, or one of its columns. */
static bool stands_already(const struct template *form, const struct json *json)
{
    const char *id = json_member_text(json, "id");
    bool stands = id && lookup_find_id(&form->grids_by_id, id);
    const struct json *column = json_first(json_member(json, "columns"));
    for (; column && !stands; column = json_next(column)) {
        id = json_member_text(column, "id");
        stands = id && lookup_find_id(&form->columns_by_id, id);
    }
    return stands;
}

static bool read_grid_parts(struct reader *r, const struct json *json, struct grid *grid)
{
    if (!read_column(r, json_member(json, "goals"), &grid->goals)) {
        return false;
    }
    bool goals = !json_member(json, "rows");
    if (!*grid->goals.title) {
        grid->goals.title = goals ? "Goals" : grid->title;
        grid->goals.short_title = grid->goals.plain = grid->goals.title;
    }
    if (!json_member(json_member(json, "goals"), "singular")) {
        grid->goals.singular = goals ? "goal" : "row";
    }
    grid->columns = items_of(r, json, "columns", sizeof *grid->columns);
    return grid->columns && each(r, json, "columns", "a column", read_column_of, grid) &&
           read_rows(r, json, grid) && read_stage_names(r, json, grid);
}

static bool read_grid(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    if (r->again || (r->joining && stands_already(form, json))) {
        return true;
    }
    struct grid *grid = &form->grids[form->grid_count++];
    grid->id = text_of(r, json, "id", "");
    grid->title = text_of(r, json, "title", grid->id);
    grid->plain = text_of(r, json, "plain", grid->title);
    grid->vision = text_of(r, json, "vision", "");
    grid->about = text_of(r, json, "about", "");
    grid->source = text_of(r, json, "source", "");
    grid->help = text_of(r, json, "help", "");
    grid->optional = json_is_true(json_member(json, "optional"));
    grid->picture = (enum grid_picture)word_of(json, "picture", pictures);
    int use = grid_use_of(json);
    grid->use = use >= 0 ? (enum grid_use)use : GRID_PLAN;
    grid->use_said = use >= 0;
    if (!read_grid_parts(r, json, grid)) {
        return false;
    }
    lookup_add_id(&form->grids_by_id, grid);
    return true;
}

static bool read_prompt(struct reader *r, const struct json *json, void *of)
{
    struct stage *stage = of;
    const char *text = json_text(json);
    if (!text) {
        return fault(r, json, "a prompt must be a text");
    }
    stage->prompts[stage->prompt_count++] = arena_copy_text(r->arena, text);
    return true;
}

static bool read_stage(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    struct stage *stage = &form->stages[form->stage_count++];
    double minutes = 0;
    stage->id = text_of(r, json, "id", "");
    stage->title = text_of(r, json, "title", stage->id);
    stage->grid = text_of(r, json, "grid", "");
    json_number(json_member(json, "minutes"), &minutes);
    stage->minutes = minutes >= 0 && minutes < 24 * 60 ? (int)minutes : 0;
    lookup_add_id(&form->stages_by_id, stage);
    if (*stage->grid && !template_grid(form, stage->grid)) {
        return lacks(r, json_member(json, "grid"), "a stage works on the grid");
    }
    /* Older programs do not know of forms, and show the grid. */
    stage->grid = text_of(r, json, "form", stage->grid);
    stage->prompts = items_of(r, json, "prompts", sizeof *stage->prompts);
    return stage->prompts && each(r, json, "prompts", NULL, read_prompt, stage);
}

static bool read_parts(struct reader *r)
{
    struct template *form = r->form;
    const struct json *first = r->parts[0];
    form->marks = items_of_parts(r, "marks", sizeof *form->marks);
    if (!form->marks || !each_of_parts(r, "marks", "a mark", read_mark, form)) {
        return false;
    }
    form->grids = items_of_parts(r, "grids", sizeof *form->grids);
    if (form->grids && !json_first(json_member(first, "grids"))) {
        return fault(r, first, "a template needs \"grids\" with at least one grid");
    }
    if (!form->grids || !each_of_parts(r, "grids", "a grid", read_grid, form)) {
        return false;
    }
    template_find_map(form);
    form->stages = items_of(r, first, "stages", sizeof *form->stages);
    return form->stages && each(r, first, "stages", "a stage", read_stage, form);
}

static void read_heading(struct reader *r, const struct json *json)
{
    struct template *form = r->form;
    double rank = 0;
    form->id = text_of(r, json, "id", "");
    form->title = text_of(r, json, "title", form->id);
    form->description = text_of(r, json, "description", "");
    form->language = text_of(r, json, "language", "en");
    form->starts = text_of(r, json, "starts", "");
    form->forms = text_of(r, json, "forms", "");
    form->form_of = text_of(r, json, "form_of", "");
    json_number(json_member(json, "rank"), &rank);
    form->rank = rank >= 0 && rank < 1000 ? (int)rank : 0;
    form->json = r->canonical ? arena_copy_text(r->arena, r->canonical)
                              : json_canonical(json, r->arena);
}

static struct template *read_joined(const struct json *const *parts, size_t count,
                                    const char *canonical, const struct json **where,
                                    struct err *err)
{
    struct arena *arena = memory_get(sizeof *arena);
    struct template *form = arena_get(arena, sizeof *form);
    struct reader r = {.arena = arena,
                       .form = form,
                       .parts = parts,
                       .part_count = count,
                       .canonical = canonical,
                       .where = where,
                       .err = err};
    form->arena = arena;
    read_heading(&r, parts[0]);
    if (!need_id(&r, parts[0], "the whole") || !read_parts(&r)) {
        template_free(form);
        return NULL;
    }
    return form;
}

struct template *template_read(const struct json *json, const struct json **where,
                               struct err *err)
{
    return read_joined(&json, 1, NULL, where, err);
}

struct template *template_join(const char *const *texts, size_t count)
{
    struct json_document *documents = memory_get(count * sizeof *documents);
    const struct json **parts = memory_get(count * sizeof(*parts));
    for (size_t i = 0; i < count; i++) {
        const char *text = texts[i];
        bool read = json_read(&documents[i], "template", text, strlen(text), NULL);
        assert(read);
        (void)read;
        parts[i] = documents[i].root;
    }
    struct template *form = read_joined(parts, count, NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        json_finish(&documents[i]);
    }
    free(parts);
    free(documents);
    return form;
}

struct template *template_read_text(const char *name, const char *text, struct err *err)
{
    struct json_document document = {0};
    if (!json_read(&document, name, text, strlen(text), err)) {
        return NULL;
    }
    struct err inner = ERR_NONE;
    const char *canonical = document.canonical ? text : NULL;
    const struct json *root = document.root, *where = root;
    struct template *form = read_joined(&root, 1, canonical, &where, &inner);
    if (!form) {
        struct json_place place = json_place(&document, where);
        err_set(err, "%s:%lu:%lu: %s", name, place.line, place.column, err_text(&inner));
    } else {
        form->json_size = document.size;
    }
    err_finish(&inner);
    json_finish(&document);
    return form;
}
