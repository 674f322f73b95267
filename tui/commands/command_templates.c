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

/* Each slip with its place. STATUS_FAILED if it is no template, STATUS_LOOK if something
 * wants a look. */
static int check(const char *path)
{
    struct faults faults = {0};
    struct err err = ERR_NONE;
    if (!check_own_template(path, &faults, &err)) {
        return failure(&err);
    }
    bool fatal = false;
    for (size_t i = 0; i < faults.count; i++) {
        const struct fault *f = &faults.items[i];
        print_format("%s:%lu:%lu: %s", path, f->place.line, f->place.column, f->message);
        fatal = fatal || f->fatal;
    }
    struct template *form = fatal ? NULL : form_in_file(path, &err);
    if (form) {
        print_format("%s: template %s, grids %zu, marks %zu, stages %zu", path, form->id,
                     form->grid_count, form->mark_count, form->stage_count);
    }
    int status = !form ? STATUS_FAILED : faults.count ? STATUS_LOOK : STATUS_DONE;
    template_free(form);
    faults_finish(&faults);
    err_finish(&err);
    return status;
}

static int check_all(const struct command *command, int argc, char **argv)
{
    int worst = argc ? STATUS_DONE : usage_error(command, "which FILE?");
    for (int i = 0; i < argc; i++) {
        int status = check(argv[i]);
        worst = status == STATUS_FAILED || worst == STATUS_DONE ? status : worst;
    }
    int status = output_done();
    return status ? status : worst;
}

int command_templates(const struct command *command, int argc, char **argv)
{
    const struct template *form;
    struct paths files = {0};
    int status, worst = STATUS_DONE;
    struct err refused = ERR_NONE;
    bool checks = false;
    const struct option_row rows[] = {{.name = "check", .flag = &checks}, {.name = NULL}};
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (checks) {
        return check_all(command, argc, argv);
    }
    if (argc) {
        return usage_error(command, "\"%s\" is one word too many", argv[0]);
    }
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        print_template(form, i ? "compiled in" : "compiled in, the default");
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
        } else if (!template_builtin_of(read->id)) {
            print_template(read, files.items[i]);
        }
        template_free(read);
    }
    paths_finish(&files);
    status = output_done();
    return status ? status : worst;
}
