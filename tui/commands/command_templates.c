#include "base/memory.h"
#include "base/nearest.h"
#include "base/wrap.h"
#include "commands/command.h"
#include "store/places.h"
#include "store/replace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_COLS = 79, INDENT_COLS = 13 };

struct template *template_in_file(const char *path, struct err *err)
{
    struct str text = STR_EMPTY;
    struct template *form = read_file(path, &text, err)
                                ? template_read_text(path, str_text(&text), err)
                                : NULL;
    str_finish(&text);
    return form;
}

static void print_template(const struct template *form, const char *where)
{
    struct str line = STR_EMPTY;
    str_addf(&line, "%-*s%s (%s)", INDENT_COLS, form->id, form->title, where);
    print_line(line.bytes);
    struct wrap wrap = wrap_begin(form->description, WIDTH_COLS - INDENT_COLS);
    size_t start, len;
    while (wrap_next(&wrap, &start, &len)) {
        str_clear(&line);
        str_addf(&line, "%-*s%.*s", INDENT_COLS, "", (int)len, form->description + start);
        print_line(line.bytes);
    }
    str_finish(&line);
}

struct template *template_in_data_folders(const char *id, const char *program,
                                          struct str *meant)
{
    const char *ids[65] = {0};
    struct paths files = {0};
    struct template *found = NULL;
    size_t count = 0, kept = 0;
    data_files("templates", program, &files);
    for (size_t i = 0; i < files.count && !found; i++) {
        struct err unused = ERR_NONE;
        struct template *form = template_in_file(files.items[i], &unused);
        if (form && strcmp(form->id, id) == 0) {
            found = form;
        } else {
            if (form && kept < 32) {
                ids[kept++] = memory_copy_text(form->id);
            }
            template_free(form);
        }
        err_finish(&unused);
    }
    count = kept;
    for (size_t i = 0; i < 32 && template_builtin(i); i++) {
        ids[count++] = template_builtin(i)->id;
    }
    const char *nearest = nearest_word(id, ids);
    if (!found && nearest) {
        str_add(meant, nearest);
    }
    for (size_t i = 0; i < kept; i++) {
        free((char *)ids[i]);
    }
    paths_finish(&files);
    return found;
}

int command_templates(const struct command *command, int argc, char **argv)
{
    const struct template *form;
    const char *program = argv[0];
    struct paths files = {0};
    int status, worst = STATUS_DONE;
    if (!command_no_file(command, NULL, argc, argv, &status)) {
        return status;
    }
    for (size_t i = 0; (form = template_builtin(i)); i++) {
        print_template(form, i ? "compiled in" : "compiled in, the default");
    }
    data_files("templates", program, &files);
    for (size_t i = 0; i < files.count; i++) {
        struct err err = ERR_NONE;
        struct template *read = template_in_file(files.items[i], &err);
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
