#include "base/sanitise.h"
#include "command.h"
#include "model/template.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>

static void print_template(const struct template *form, const char *where)
{
    struct str line = STR_EMPTY, shown = STR_EMPTY;
    str_addf(&line, "%-12s %s (%s)\n%-12s %s", form->id, form->title, where, "",
             form->description);
    sanitise(line.bytes, SANITISE_FOR_LINES, &shown);
    printf("%s\n", str_text(&shown));
    str_finish(&shown);
    str_finish(&line);
}

int command_templates(const struct command *command, int argc, char **argv)
{
    const struct option_row rows[] = {{NULL, 0, NULL, NULL}};
    const struct template *form;
    const char *program = argv[0];
    struct paths files = {0};
    int status, worst = STATUS_DONE;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc) {
        return usage_error(command, "\"%s\" is one word too many", argv[0]);
    }
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        print_template(form, i ? "compiled in" : "compiled in, the default");
    }
    data_files("templates", program, &files);
    for (size_t i = 0; i < files.count; i++) {
        struct str text = STR_EMPTY;
        struct err err = ERR_NONE;
        struct template *read =
            read_file(files.items[i], &text, &err)
                ? template_read_text(files.items[i], str_text(&text), &err)
                : NULL;
        if (!read) {
            failure(&err);
            worst = STATUS_LOOK;
        } else if (!template_builtin_of(read->id)) {
            print_template(read, files.items[i]);
        }
        template_free(read);
        str_finish(&text);
    }
    paths_finish(&files);
    status = output_done();
    return status ? status : worst;
}
