#include "store/forms.h"

#include "base/memory.h"
#include "base/nearest.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdlib.h>
#include <string.h>

struct template *form_in_file(const char *path, struct err *err)
{
    struct str text = STR_EMPTY;
    struct template *form = read_file(path, &text, err)
                                ? template_read_text(path, str_text(&text), err)
                                : NULL;
    str_finish(&text);
    return form;
}

/* "rsa-cy" for "rsa.cy", which is what its file is called. */
static const char *called_as_file(const char *id, const char *const *ids)
{
    for (size_t i = 0; ids[i]; i++) {
        size_t at = 0;
        while (id[at] && (id[at] == ids[i][at] || (id[at] == '.' && ids[i][at] == '-'))) {
            at++;
        }
        if (!ids[i][at] && (!id[at] || strcmp(id + at, ".json") == 0)) {
            return ids[i];
        }
    }
    return NULL;
}

/* Adds the id that was meant by one that there is not. */
static void add_meant(const char *id, struct template *const *forms, size_t count,
                      struct str *meant)
{
    const char *ids[65], *nearest;
    size_t used = 0;
    for (size_t i = 0; i < count && used < 32; i++) {
        ids[used++] = forms[i]->id;
    }
    for (size_t i = 0; used < 64 && template_builtin_id(i); i++) {
        ids[used++] = template_builtin_id(i);
    }
    ids[used] = NULL;
    nearest = called_as_file(id, ids);
    nearest = nearest ? nearest : nearest_word(id, ids);
    str_add(meant, nearest ? nearest : "");
}

struct template *form_installed(const char *id, struct str *meant)
{
    struct paths files = {0};
    struct template *found = NULL;
    data_files("templates", &files);
    struct template **others = memory_get((files.count + 1) * sizeof(*others));
    size_t count = 0;
    for (size_t i = 0; i < files.count && !found; i++) {
        struct template *form = form_in_file(files.items[i], NULL);
        if (form && strcmp(form->id, id) == 0) {
            found = form;
        } else if (form) {
            others[count++] = form;
        }
    }
    if (!found && meant) {
        add_meant(id, others, count, meant);
    }
    for (size_t i = 0; i < count; i++) {
        template_free(others[i]);
    }
    free(others);
    paths_finish(&files);
    return found;
}

void form_need(struct session *session, const struct record *table)
{
    const char *id = record_text(table, "template");
    if (!id || template_is_builtin(id) || session_record(session, "template", id)) {
        return;
    }
    struct template *form = form_installed(id, NULL);
    if (form) {
        session_add_template(session, form, NULL);
    }
    template_free(form);
}

void forms_need(struct session *session)
{
    const char *missing = ""; /* of many tables one form may be missing */
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        bool table = strcmp(record_kind(r), "session") == 0;
        if (table && strcmp(record_words(r, "template"), missing) != 0) {
            form_need(session, r);
            missing = record_words(r, "template");
        }
    }
}
