/* Reading a template: one text, or one and the forms that are joined to it. */

#include "base/arena.h"
#include "base/memory.h"
#include "model/template_inside.h"
#include "model/template_reader.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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
        return reader_each(r, json, "choices", "a choice", read_further_choice, known);
    }
    struct mark *mark = &form->marks[form->mark_count++];
    mark->id = reader_text(r, json, "id", "");
    mark->title = reader_text(r, json, "title", mark->id);
    mark->one = json_is_true(json_member(json, "one"));
    lookup_add_id(&form->marks_by_id, mark);
    mark->choices = reader_items(r, json, "choices", sizeof *mark->choices);
    return mark->choices &&
           reader_each(r, json, "choices", "a choice", read_choice, mark);
}

static bool read_column(struct reader *r, const struct json *json, struct column *column)
{
    column->id = reader_text(r, json, "id", "");
    column->title = reader_text(r, json, "title", column->id);
    column->short_title = reader_text(r, json, "short", column->title);
    column->plain = reader_text(r, json, "plain", column->title);
    column->singular = reader_text(r, json, "singular", "entry");
    column->prompt = reader_text(r, json, "prompt", "");
    column->example = reader_text(r, json, "example", "");
    column->names = json_is_true(json_member(json, "names"));
    column->marks = reader_items(r, json, "marks", sizeof(*column->marks));
    if (!column->marks) {
        return false;
    }
    column->mark_starts = reader_items(r, json, "marks", sizeof *column->mark_starts);
    const struct json *item = json_first(json_member(json, "marks"));
    for (size_t starts = 0; item; item = json_next(item)) {
        const struct mark *mark = template_mark(r->form, json_text(item));
        if (!mark) {
            return reader_lacks(r, item, "a column offers the mark");
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
        return reader_fault(r, json, "a column cannot be called \"id\" or \"text\"");
    }
    return lookup_add_id(by_id, column) ||
           reader_fault(r, json, "a column of that \"id\" stands there already");
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
        return reader_fault(r, json, "a row of that \"id\" stands there already");
    }
    struct form_row *row = &grid->given[grid->given_count++];
    *row = (struct form_row){
        .id = reader_text(r, json, "id", ""),
        .title = reader_text(r, json, "title", ""),
        .prompt = reader_text(r, json, "prompt", ""),
        .help = reader_text(r, json, "help", ""),
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
        return reader_fault(r, rows,
                            "\"rows\" of a grid must be \"own\" or a list of rows");
    }
    grid->rows = ROWS_GIVEN;
    grid->given = reader_items(r, json, "rows", sizeof *grid->given);
    return grid->given && reader_each(r, json, "rows", "a row", read_row, grid);
}

static bool read_stage_name(struct reader *r, const struct json *json, void *of)
{
    const char ***at = of;
    const char *id = json_text(json);
    if (id) {
        *(*at)++ = arena_copy_text(r->arena, id);
    }
    return id ||
           reader_fault(r, json, "\"stages\" of a grid must be a list of their ids");
}

static bool read_stage_names(struct reader *r, const struct json *json, struct grid *grid)
{
    const char **at = reader_items(r, json, "stages", sizeof *at);
    grid->stages = at;
    return at && reader_each(r, json, "stages", NULL, read_stage_name, (void *)&at);
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
    grid->columns = reader_items(r, json, "columns", sizeof *grid->columns);
    return grid->columns &&
           reader_each(r, json, "columns", "a column", read_column_of, grid) &&
           read_rows(r, json, grid) && read_stage_names(r, json, grid);
}

static bool read_grid(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    if (r->again || (r->joining && stands_already(form, json))) {
        return true;
    }
    struct grid *grid = &form->grids[form->grid_count++];
    grid->id = reader_text(r, json, "id", "");
    grid->title = reader_text(r, json, "title", grid->id);
    grid->plain = reader_text(r, json, "plain", grid->title);
    grid->vision = reader_text(r, json, "vision", "");
    grid->about = reader_text(r, json, "about", "");
    grid->source = reader_text(r, json, "source", "");
    grid->help = reader_text(r, json, "help", "");
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
        return reader_fault(r, json, "a prompt must be a text");
    }
    stage->prompts[stage->prompt_count++] = arena_copy_text(r->arena, text);
    return true;
}

static bool read_stage(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    struct stage *stage = &form->stages[form->stage_count++];
    double minutes = 0;
    stage->id = reader_text(r, json, "id", "");
    stage->title = reader_text(r, json, "title", stage->id);
    stage->grid = reader_text(r, json, "grid", "");
    json_number(json_member(json, "minutes"), &minutes);
    stage->minutes = minutes >= 0 && minutes < 24 * 60 ? (int)minutes : 0;
    lookup_add_id(&form->stages_by_id, stage);
    if (*stage->grid && !template_grid(form, stage->grid)) {
        return reader_lacks(r, json_member(json, "grid"), "a stage works on the grid");
    }
    /* Older programs do not know of forms, and show the grid. */
    stage->grid = reader_text(r, json, "form", stage->grid);
    stage->prompts = reader_items(r, json, "prompts", sizeof *stage->prompts);
    return stage->prompts && reader_each(r, json, "prompts", NULL, read_prompt, stage);
}

static bool read_parts(struct reader *r)
{
    struct template *form = r->form;
    const struct json *first = r->parts[0];
    form->marks = reader_items_of_parts(r, "marks", sizeof *form->marks);
    if (!form->marks || !reader_each_of_parts(r, "marks", "a mark", read_mark, form)) {
        return false;
    }
    form->grids = reader_items_of_parts(r, "grids", sizeof *form->grids);
    if (form->grids && !json_first(json_member(first, "grids"))) {
        return reader_fault(r, first,
                            "a template needs \"grids\" with at least one grid");
    }
    if (!form->grids || !reader_each_of_parts(r, "grids", "a grid", read_grid, form)) {
        return false;
    }
    template_find_map(form);
    form->stages = reader_items(r, first, "stages", sizeof *form->stages);
    return form->stages && reader_each(r, first, "stages", "a stage", read_stage, form);
}

static void read_heading(struct reader *r, const struct json *json)
{
    struct template *form = r->form;
    double rank = 0;
    form->id = reader_text(r, json, "id", "");
    form->title = reader_text(r, json, "title", form->id);
    form->description = reader_text(r, json, "description", "");
    form->language = reader_text(r, json, "language", "en");
    form->starts = reader_text(r, json, "starts", "");
    form->forms = reader_text(r, json, "forms", "");
    form->form_of = reader_text(r, json, "form_of", "");
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
    if (!reader_need_id(&r, parts[0], "the whole") || !read_parts(&r)) {
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
