#include "base/wrap.h"
#include "commands/command.h"
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

int command_templates(const struct command *command, int argc, char **argv)
{
    const struct template *form;
    struct paths files = {0};
    int status, worst = STATUS_DONE;
    struct err refused = ERR_NONE;
    if (!command_no_file(command, NULL, argc, argv, &status)) {
        return status;
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
