#include "model/template.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The texts of templates/ that are compiled in, NULL at the end; made by the build. */
extern const char *const template_embedded[];

enum { MOST_BUILTIN = 8, MOST_LETTERS = 100 };

struct reader {
    struct arena *arena;
    struct template *form;
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

/* Room for the items of a list member that is not there, or is one; NULL if it is
 * something else. */
static void *items_of(struct reader *r, const struct json *object, const char *name,
                      size_t size_bytes)
{
    const struct json *list = json_member(object, name);
    size_t count = 0;
    if (list && json_kind(list) != JSON_ARRAY) {
        struct str message = str_of("\"%s\" of a template must be a list", name);
        fault(r, list, str_text(&message));
        str_finish(&message);
        return NULL;
    }
    for (const struct json *item = json_first(list); item; item = json_next(item)) {
        count++;
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

/* Reads each of them into its place in whatever holds them; what it is called in a
 * message, NULL if it needs no id. */
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

static bool read_choice(struct reader *r, const struct json *json, void *of)
{
    struct mark *mark = of;
    struct choice *choice = &mark->choices[mark->choice_count++];
    choice->id = text_of(r, json, "id", "");
    choice->letter = text_of(r, json, "letter", "");
    choice->title = text_of(r, json, "title", choice->id);
    choice->meaning = text_of(r, json, "meaning", "");
    lookup_add_id(&mark->choices_by_id, choice);
    return true;
}

static bool read_mark(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    struct mark *mark = &form->marks[form->mark_count++];
    mark->id = text_of(r, json, "id", "");
    mark->title = text_of(r, json, "title", mark->id);
    lookup_add_id(&form->marks_by_id, mark);
    mark->choices = items_of(r, json, "choices", sizeof *mark->choices);
    return mark->choices && each(r, json, "choices", "a choice", read_choice, mark);
}

const struct mark *template_mark(const struct template *form, const char *id)
{
    return id ? lookup_find_id(&form->marks_by_id, id) : NULL;
}

/* The letter in small, if it is one that somebody can press, else "". */
static const char *letter_of(struct reader *r, const char *letter)
{
    size_t len_bytes = strlen(letter);
    bool one = len_bytes && grapheme_after(letter, len_bytes, 0) == len_bytes;
    char *own =
        arena_copy_text(r->arena, one && (unsigned char)*letter > ' ' ? letter : "");
    if (*own >= 'A' && *own <= 'Z') {
        *own = (char)(*own - 'A' + 'a');
    }
    return own;
}

/* A letter of the title, or any, that no choice of the column has; "" if none is left. */
static const char *free_letter(struct reader *r, const char *const *letters, size_t count,
                               const char *title)
{
    static const char all[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *sources[] = {title, all};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        for (const char *p = sources[i]; *p; p++) {
            char letter[] = {*p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p, '\0'};
            if (strchr(all, *letter) && !text_among(letter, letters, count)) {
                return arena_copy_text(r->arena, letter);
            }
        }
    }
    return "";
}

/* First everybody who is the first to ask for a letter has it, then the others choose
 * among those left. */
static void give_letters(struct reader *r, struct column *column)
{
    const struct choice *choices[MOST_LETTERS];
    size_t count = 0;
    for (size_t m = 0; m < column->mark_count; m++) {
        const struct mark *mark = column->marks[m];
        for (size_t i = 0; i < mark->choice_count && count < MOST_LETTERS; i++) {
            choices[count++] = &mark->choices[i];
        }
    }
    column->letters = arena_get(r->arena, (count + 1) * sizeof *column->letters);
    column->letter_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *own = letter_of(r, choices[i]->letter);
        column->letters[i] = text_among(own, column->letters, i) ? "" : own;
    }
    for (size_t i = 0; i < count; i++) {
        if (!*column->letters[i]) {
            column->letters[i] =
                free_letter(r, column->letters, count, choices[i]->title);
        }
    }
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
            return fault(r, item, "a column offers a mark that the template lacks");
        }
        column->mark_starts[column->mark_count] = starts;
        column->marks[column->mark_count++] = mark;
        lookup_add_id(&column->marks_by_id, (void *)mark);
        starts += mark->choice_count;
    }
    give_letters(r, column);
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

static bool read_grid(struct reader *r, const struct json *json, void *of)
{
    struct template *form = of;
    struct grid *grid = &form->grids[form->grid_count++];
    grid->id = text_of(r, json, "id", "");
    grid->title = text_of(r, json, "title", grid->id);
    grid->plain = text_of(r, json, "plain", grid->title);
    grid->vision = text_of(r, json, "vision", "");
    if (!read_column(r, json_member(json, "goals"), &grid->goals)) {
        return false;
    }
    if (!*grid->goals.title) {
        grid->goals.title = grid->goals.short_title = grid->goals.plain = "Goals";
        grid->goals.singular = "goal";
    }
    grid->columns = items_of(r, json, "columns", sizeof *grid->columns);
    if (!grid->columns || !each(r, json, "columns", "a column", read_column_of, grid)) {
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
    if (*stage->grid && !lookup_find_id(&form->grids_by_id, stage->grid)) {
        return fault(r, json, "a stage works on a grid that the template lacks");
    }
    stage->prompts = items_of(r, json, "prompts", sizeof *stage->prompts);
    return stage->prompts && each(r, json, "prompts", NULL, read_prompt, stage);
}

static bool read_parts(struct reader *r, const struct json *json)
{
    struct template *form = r->form;
    form->marks = items_of(r, json, "marks", sizeof *form->marks);
    if (!form->marks || !each(r, json, "marks", "a mark", read_mark, form)) {
        return false;
    }
    form->grids = items_of(r, json, "grids", sizeof *form->grids);
    if (form->grids && !json_first(json_member(json, "grids"))) {
        return fault(r, json, "a template needs \"grids\" with at least one grid");
    }
    if (!form->grids || !each(r, json, "grids", "a grid", read_grid, form)) {
        return false;
    }
    form->stages = items_of(r, json, "stages", sizeof *form->stages);
    return form->stages && each(r, json, "stages", "a stage", read_stage, form);
}

struct template *template_read(const struct json *json, const struct json **where,
                               struct err *err)
{
    struct arena *arena = memory_get(sizeof *arena);
    struct template *form = arena_get(arena, sizeof *form);
    struct reader r = {.arena = arena, .form = form, .where = where, .err = err};
    struct str text = STR_EMPTY;
    form->arena = arena;
    form->id = text_of(&r, json, "id", "");
    form->title = text_of(&r, json, "title", form->id);
    form->description = text_of(&r, json, "description", "");
    form->language = text_of(&r, json, "language", "en");
    json_write(json, &text);
    form->json = arena_copy_bytes(arena, text.bytes, text.len_bytes);
    str_finish(&text);
    if (!need_id(&r, json, "the whole") || !read_parts(&r, json)) {
        template_free(form);
        return NULL;
    }
    return form;
}

struct template *template_read_text(const char *name, const char *text, struct err *err)
{
    struct json_document document = {0};
    if (!json_read(&document, name, text, strlen(text), err)) {
        return NULL;
    }
    const struct json *where = NULL;
    struct err inner = ERR_NONE;
    struct template *form = template_read(document.root, &where, &inner);
    if (!form) {
        struct json_place place = json_place(&document, where ? where : document.root);
        err_set(err, "%s:%lu:%lu: %s", name, place.line, place.column, err_text(&inner));
    }
    err_finish(&inner);
    json_finish(&document);
    return form;
}

static void finish_lookups(struct template *form)
{
    for (size_t i = 0; i < form->mark_count; i++) {
        lookup_finish(&form->marks[i].choices_by_id);
    }
    for (size_t i = 0; i < form->grid_count; i++) {
        struct grid *grid = &form->grids[i];
        lookup_finish(&grid->goals.marks_by_id);
        for (size_t j = 0; j < grid->column_count; j++) {
            lookup_finish(&grid->columns[j].marks_by_id);
        }
    }
    lookup_finish(&form->marks_by_id);
    lookup_finish(&form->grids_by_id);
    lookup_finish(&form->columns_by_id);
    lookup_finish(&form->stages_by_id);
}

void template_free(struct template *form)
{
    if (form) {
        struct arena *arena = form->arena;
        finish_lookups(form);
        arena_finish(arena);
        free(arena);
    }
}

static struct template *builtin[MOST_BUILTIN];

static void free_builtin(void)
{
    for (size_t i = 0; i < MOST_BUILTIN; i++) {
        template_free(builtin[i]);
        builtin[i] = NULL;
    }
}

const struct template *template_builtin(size_t n)
{
    for (size_t i = 0; i <= n; i++) {
        if (i >= MOST_BUILTIN || !template_embedded[i]) {
            return NULL;
        }
    }
    if (!builtin[n]) {
        static bool registered;
        builtin[n] =
            template_read_text("compiled-in template", template_embedded[n], NULL);
        if (!builtin[n]) {
            abort(); /* a test reads each of them */
        }
        if (!registered) {
            registered = atexit(free_builtin) == 0;
        }
    }
    return builtin[n];
}

const struct template *template_builtin_of(const char *id)
{
    const struct template *form;
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        if (strcmp(form->id, id) == 0) {
            return form;
        }
    }
    return NULL;
}

const struct column *template_column(const struct template *form, const char *id,
                                     const struct grid **grid)
{
    const struct column *column = lookup_find_id(&form->columns_by_id, id);
    if (column && grid) {
        *grid = column->grid;
    }
    return column;
}

const struct stage *template_stage(const struct template *form, const char *id)
{
    return lookup_find_id(&form->stages_by_id, id);
}

const struct choice *mark_choice(const struct mark *mark, const char *id)
{
    return lookup_find_id(&mark->choices_by_id, id);
}

bool column_offers(const struct column *column, const struct mark *mark)
{
    return lookup_find_id(&column->marks_by_id, mark->id) == mark;
}

const char *column_letter(const struct column *column, size_t n,
                          const struct choice *choice)
{
    size_t at = column->mark_starts[n] + (size_t)(choice - column->marks[n]->choices);
    return at < column->letter_count ? column->letters[at] : "";
}
