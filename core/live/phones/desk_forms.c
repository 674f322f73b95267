/* What a form says, in the language of a phone: where it is installed in that language, too. */

#include "base/memory.h"
#include "live/phones/desk_inside.h"
#include "store/forms.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A form as it is installed, and the same in another language; NULL: there is none. */
struct told_form {
    char *id, *language;
    const struct template *form, *other;
    struct template *read[2]; /* those of them that are not compiled in */
};

static const struct template *installed(const char *id, struct template **read)
{
    const struct template *builtin = template_builtin_of(id);
    *read = builtin ? NULL : form_installed(id, NULL);
    return builtin ? builtin : *read;
}

/* "rsa-cy" for "rsa", and the other way round: English has no mark of its own. */
static void add_id_in(const struct template *form, const char *language, struct str *out)
{
    size_t len = strlen(form->id), mark = strlen(form->language) + 1;
    bool marked = len > mark && form->id[len - mark] == '-' &&
                  strcasecmp(form->id + len - mark + 1, form->language) == 0;
    str_add_bytes(out, form->id, marked ? len - mark : len);
    if (strcmp(language, "en") != 0) {
        str_addf(out, "-%s", language);
    }
}

static struct told_form read_told(const struct template *form, const char *language)
{
    struct told_form told = {.id = memory_copy_text(form->id),
                             .language = memory_copy_text(language)};
    struct str id = STR_EMPTY;
    add_id_in(form, language, &id);
    told.form = installed(form->id, &told.read[0]);
    told.other = installed(str_text(&id), &told.read[1]);
    if (told.other && strcasecmp(told.other->language, language) != 0) {
        told.other = NULL;
    }
    str_finish(&id);
    return told;
}

void told_forms_finish(struct told_forms *forms)
{
    for (size_t i = 0; i < forms->count; i++) {
        template_free(forms->items[i].read[0]);
        template_free(forms->items[i].read[1]);
        free(forms->items[i].id);
        free(forms->items[i].language);
    }
    free(forms->items);
}

/* Each is looked for once. */
static const struct told_form *told_of(const struct visit *v)
{
    struct told_forms *forms = &v->desk->forms;
    const char *language = v->words->language;
    for (size_t i = 0; i < forms->count; i++) {
        if (strcmp(forms->items[i].id, v->form->id) == 0 &&
            strcmp(forms->items[i].language, language) == 0) {
            return &forms->items[i];
        }
    }
    ARRAY_ADD(forms->items, forms->count, forms->room, read_told(v->form, language));
    return &forms->items[forms->count - 1];
}

static const char *in_column(const struct column *of, const struct column *other,
                             const char *text)
{
    return !other || !*text                     ? NULL
           : strcmp(of->title, text) == 0       ? other->title
           : strcmp(of->short_title, text) == 0 ? other->short_title
           : strcmp(of->prompt, text) == 0      ? other->prompt
                                                : NULL;
}

static const char *in_grid(const struct grid *of, const struct template *form,
                           const char *text)
{
    const struct grid *other = template_grid(form, of->id);
    const char *told = other ? in_column(&of->goals, &other->goals, text) : NULL;
    for (size_t i = 0; i < of->column_count && other && !told; i++) {
        const struct column *column = template_column(form, of->columns[i].id, NULL);
        told = in_column(&of->columns[i], column, text);
    }
    return told;
}

static const char *in_stage(const struct stage *of, const struct template *form,
                            const char *text)
{
    const struct stage *other = template_stage(form, of->id);
    for (size_t i = 0; other && i < of->prompt_count && i < other->prompt_count; i++) {
        if (strcmp(of->prompts[i], text) == 0) {
            return other->prompts[i];
        }
    }
    return NULL;
}

const char *visit_told(const struct visit *v, const char *text)
{
    const struct told_form *told = text ? told_of(v) : NULL;
    const struct template *form = told ? told->form : NULL;
    const char *found = NULL;
    if (!form || !told->other) {
        return text;
    }
    for (size_t i = 0; i < form->grid_count && !found; i++) {
        found = in_grid(&form->grids[i], told->other, text);
    }
    for (size_t i = 0; i < form->stage_count && !found; i++) {
        found = in_stage(&form->stages[i], told->other, text);
    }
    return found && *found ? found : text;
}

const char *visit_form_language(const struct visit *v, const struct grid *grid)
{
    const char *language = v->form->language;
    const struct told_form *told = told_of(v);
    bool same = strcmp(language, v->words->language) == 0;
    bool other =
        grid && told->form && told->other && template_grid(told->other, grid->id);
    return same || other ? NULL : language;
}
