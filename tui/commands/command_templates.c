#include "base/wrap.h"
#include "commands/command.h"
#include "store/check.h"
#include "store/forms.h"
#include "store/places.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH_COLS = 79, INDENT_COLS = 13 };

static void print_template(const struct template *form, const char *where)
{
    print_format("%-*s%s (%s)", INDENT_COLS, form->id, form->title, where);
    struct wrap wrap = wrap_begin(form->description, WIDTH_COLS - INDENT_COLS);
    size_t start, len;
    while (wrap_next(&wrap, &start, &len)) {
        print_format("%-*s%.*s", INDENT_COLS, "", (int)len, form->description + start);
    }
}

static void tell_grid(struct json_writer *w, const struct grid *grid)
{
    json_open_object(w, NULL);
    json_tell_text(w, "id", grid->id);
    json_tell_text(w, "title", grid->title);
    json_tell_flag(w, "optional", grid->optional);
    json_open_array(w, "columns");
    for (size_t i = 0; i < grid->column_count; i++) {
        json_open_object(w, NULL);
        json_tell_text(w, "id", grid->columns[i].id);
        json_tell_text(w, "title", grid->columns[i].title);
        json_close(w);
    }
    json_close(w);
    json_close(w);
}

/* @path  NULL: it is compiled in. */
static void tell_template(struct json_writer *w, const struct template *form,
                          const char *path, bool first)
{
    json_open_object(w, NULL);
    json_tell_text(w, "id", form->id);
    json_tell_text(w, "title", form->title);
    json_tell_text(w, "description", form->description);
    json_tell_text(w, "language", form->language);
    json_tell_text(w, "file", path);
    json_tell_flag(w, "default", first);
    json_open_array(w, "grids");
    for (size_t i = 0; i < form->grid_count; i++) {
        tell_grid(w, &form->grids[i]);
    }
    json_close(w);
    json_close(w);
}

/* Each slip with its place. STATUS_FAILED if it is no template, STATUS_LOOK if something
 * wants a look. */
static int check(const char *path, struct json_writer *w)
{
    struct faults faults = {0};
    struct err err = ERR_NONE;
    struct template *form = NULL;
    bool read = check_own_template(path, &faults, &err), fatal = false;
    for (size_t i = 0; i < faults.count; i++) {
        const struct fault *f = &faults.items[i];
        if (!w) {
            print_format("%s:%lu:%lu: %s", path, f->place.line, f->place.column,
                         f->message);
        }
        fatal = fatal || f->fatal;
    }
    form = read && !fatal ? form_in_file(path, &err) : NULL;
    int status = !form ? STATUS_FAILED : faults.count ? STATUS_LOOK : STATUS_DONE;
    if (w) {
        json_open_object(w, NULL);
        json_tell_text(w, "file", path);
        json_tell_text(w, "error", read ? NULL : err_text(&err));
        json_tell_text(w, "id", form ? form->id : NULL);
        json_tell_faults(w, &faults);
        json_tell_number(w, "status", status);
        json_close(w);
    } else if (!read) {
        failure(&err);
    } else if (form) {
        print_format("%s: template %s, grids %zu, marks %zu, stages %zu", path, form->id,
                     form->grid_count, form->mark_count, form->stage_count);
    }
    template_free(form);
    faults_finish(&faults);
    err_finish(&err);
    return status;
}

static int end(struct json_writer *w, int worst)
{
    int status = w ? print_json(w) : output_done();
    return status ? status : worst;
}

static int check_all(const struct command *command, struct json_writer *w, int argc,
                     char **argv)
{
    int worst = STATUS_DONE;
    if (!argc) {
        return usage_error(command, "which FILE?");
    }
    if (w) {
        json_open_array(w, "files");
    }
    for (int i = 0; i < argc; i++) {
        int status = check(argv[i], w);
        worst = status == STATUS_FAILED || worst == STATUS_DONE ? status : worst;
    }
    return end(w, worst);
}

/* One of the templates that there are. */
static void list(struct json_writer *w, const struct template *form, const char *path,
                 bool first)
{
    if (w) {
        tell_template(w, form, path, first);
    } else {
        print_template(form, path    ? path
                             : first ? "compiled in, the default"
                                     : "compiled in");
    }
}

static int list_all(struct json_writer *w)
{
    const struct template *form;
    struct paths files = {0};
    struct err refused = ERR_NONE;
    int worst = STATUS_DONE;
    if (w) {
        json_open_array(w, "templates");
    }
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        list(w, form, NULL, i == 0);
    }
    if (!own_data_is_trusted(&refused)) {
        failure(&refused);
        worst = STATUS_LOOK;
    }
    data_files("templates", &files);
    for (size_t i = 0; i < files.count; i++) {
        struct err err = ERR_NONE;
        struct template *read = form_in_file(files.items[i], &err);
        if (!read) {
            failure(&err);
            worst = STATUS_LOOK;
        } else if (!template_is_builtin(read->id)) {
            list(w, read, files.items[i], false);
        }
        template_free(read);
    }
    paths_finish(&files);
    return end(w, worst);
}

int command_templates(const struct command *command, int argc, char **argv)
{
    bool checks = false, json = false;
    const struct option_row rows[] = {
        {"check", .flag = &checks}, {"json", .flag = &json}, {.name = NULL}};
    struct json_writer w = {.depth = 0};
    int status;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc && !checks) {
        return usage_error(command, "\"%s\" is one word too many", argv[0]);
    }
    if (json) {
        json_writer_begin(&w, "roundtable templates");
    }
    status = checks ? check_all(command, json ? &w : NULL, argc, argv)
                    : list_all(json ? &w : NULL);
    if (json && checks && !argc) {
        str_finish(&w.text);
    }
    return status;
}
