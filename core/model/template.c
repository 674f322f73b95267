#include "model/template.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* The texts of templates/ and of templates/forms/ that are compiled in, NULL at the end; made
 * by the build. */
extern const char *const template_embedded[], *const forms_embedded[];

enum { MOST_BUILTIN = 8, ID_SIZE_BYTES = 32 };

static void finish_lookups(struct template *form)
{
    for (size_t i = 0; i < form->mark_count; i++) {
        lookup_finish(&form->marks[i].choices_by_id);
    }
    for (size_t i = 0; i < form->grid_count; i++) {
        struct grid *grid = &form->grids[i];
        lookup_finish(&grid->goals.marks_by_id);
        lookup_finish(&grid->given_by_id);
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

/* Templates compiled in, each read when it is first asked for. */
struct builtins {
    const char *const *texts;
    struct template *read[MOST_BUILTIN];
    char ids[MOST_BUILTIN][ID_SIZE_BYTES];
};

static struct builtins templates = {.texts = template_embedded},
                       catalogues = {.texts = forms_embedded};

static void free_builtins(void)
{
    for (size_t i = 0; i < MOST_BUILTIN; i++) {
        template_free(templates.read[i]);
        template_free(catalogues.read[i]);
        templates.read[i] = catalogues.read[i] = NULL;
    }
}

static bool has_nth(const struct builtins *of, size_t n)
{
    size_t i = 0;
    while (i < MOST_BUILTIN && i <= n && of->texts[i]) {
        i++;
    }
    return i == n + 1;
}

/* The id stands before all others in what is compiled in, so that a text need not be read to
 * know it: a test compares. */
static const char *nth_id(struct builtins *of, size_t n)
{
    static const char before[] = "\"id\": \"";
    if (!has_nth(of, n)) {
        return NULL;
    }
    const char *at = strstr(of->texts[n], before);
    const char *id = at ? at + sizeof before - 1 : "";
    size_t len_bytes = strcspn(id, "\"");
    len_bytes = len_bytes < ID_SIZE_BYTES ? len_bytes : ID_SIZE_BYTES - 1;
    memcpy(of->ids[n], id, len_bytes); /* zeroes follow */
    return of->ids[n];
}

static const struct template *nth(struct builtins *of, size_t n)
{
    if (!has_nth(of, n)) {
        return NULL;
    }
    if (!of->read[n]) {
        static bool registered;
        of->read[n] = template_read_text("compiled-in template", of->texts[n], NULL);
        if (!of->read[n]) {
            abort(); /* a test reads each of them */
        }
        if (!registered) {
            registered = atexit(free_builtins) == 0;
        }
    }
    return of->read[n];
}

static const struct template *find_builtin(struct builtins *of, const char *id)
{
    const char *own;
    for (size_t i = 0; (own = nth_id(of, i)); i++) {
        if (strcmp(own, id) == 0) {
            return nth(of, i);
        }
    }
    return NULL;
}

const struct template *template_builtin(size_t n)
{
    return nth(&templates, n);
}

const char *template_builtin_id(size_t n)
{
    return nth_id(&templates, n);
}

bool template_is_builtin(const char *id)
{
    const char *own;
    for (size_t i = 0; (own = nth_id(&templates, i)); i++) {
        if (strcmp(own, id) == 0) {
            return true;
        }
    }
    return false;
}

const struct template *template_builtin_of(const char *id)
{
    return find_builtin(&templates, id);
}

const struct template *template_builtin_known(const char *json)
{
    for (size_t i = 0; i < MOST_BUILTIN; i++) {
        const struct template *form = templates.read[i];
        if (form && strcmp(form->json, json) == 0) {
            return form;
        }
    }
    return NULL;
}

const struct template *template_catalogue(const struct template *form)
{
    if (!*form->forms) { /* of before there were any, perhaps */
        form = template_builtin_of(form->id);
    }
    return form && *form->forms ? find_builtin(&catalogues, form->forms) : NULL;
}

const struct mark *template_mark(const struct template *form, const char *id)
{
    return id ? lookup_find_id(&form->marks_by_id, id) : NULL;
}

const char *template_calls(const struct template *form, const char *singular)
{
    bool english = strncmp(form->language, "en", 2) == 0 &&
                   strchr("-", form->language[2]) != NULL; /* its end, or that */
    return english ? singular : "entry";
}

const struct grid *template_grid(const struct template *form, const char *id)
{
    return lookup_find_id(&form->grids_by_id, id);
}

const struct form_row *grid_given(const struct grid *grid, const char *id)
{
    return lookup_find_id(&grid->given_by_id, id);
}

bool grid_is_list(const struct grid *grid)
{
    return grid->rows == ROWS_GIVEN && grid->given_count == 1 && !*grid->given[0].title;
}

const struct column *template_column(const struct template *form, const char *id,
                                     const struct grid **grid)
{
    const struct column *column = id ? lookup_find_id(&form->columns_by_id, id) : NULL;
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

size_t choice_number(const struct mark *mark, const struct choice *choice)
{
    size_t number = 0;
    while (number < mark->choice_count && &mark->choices[number] != choice) {
        number++;
    }
    return number;
}

const char *choice_help(const struct template *form, const struct mark *mark,
                        const struct choice *choice)
{
    const struct template *more = *choice->help ? NULL : template_catalogue(form);
    const struct mark *same = more ? template_mark(more, mark->id) : NULL;
    const struct choice *known = same ? mark_choice(same, choice->id) : NULL;
    return known ? known->help : choice->help;
}

bool column_offers(const struct column *column, const struct mark *mark)
{
    return lookup_find_id(&column->marks_by_id, mark->id) == mark;
}
