#include "base/instant.h"
#include "base/nearest.h"
#include "clock.h"
#include "command.h"
#include "model/author.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The id of the template asked for: one compiled in, or a file's, taken in. */
static bool find_template(struct session *session, const char *asked, struct str *id,
                          struct err *err)
{
    struct str text = STR_EMPTY;
    bool ok = false;
    if (!asked || template_builtin_of(asked)) {
        str_add(id, asked ? asked : template_builtin(0)->id);
        return true;
    }
    if (!strpbrk(asked, "./")) {
        const char *ids[9] = {0};
        const struct template *form;
        for (size_t i = 0; i < 8 && (form = template_builtin(i)); i++) {
            ids[i] = form->id;
        }
        const char *meant = nearest_word(asked, ids);
        err_set(err, "there is no template \"%s\"%s%s%s; roundtable templates lists them",
                asked, meant ? "; did you mean \"" : "", meant ? meant : "",
                meant ? "\"?" : "");
        return false;
    }
    if (read_file(asked, &text, err)) {
        struct template *form = template_read_text(asked, str_text(&text), err);
        ok = form && session_add_template(session, form->id, form->json, err);
        if (ok) {
            str_add(id, form->id);
        }
        template_free(form);
    }
    str_finish(&text);
    return ok;
}

static bool make_file(const char *path, const char *template, const char *const *details,
                      struct err *err)
{
    struct session_file file;
    struct author author;
    struct str id = STR_EMPTY, bytes = STR_EMPTY;
    file_new(path, &file);
    author_init(&author, file.session, clock_seed(), NULL);
    author.now_ms = clock_now_ms();
    bool ok = find_template(file.session, template, &id, err) &&
              author_add_table(&author, str_text(&id), details[0], details[1], details[2],
                               details[3], err);
    if (ok) {
        file_write(file.session, &bytes);
        ok = replace_file(path, bytes.bytes, bytes.len_bytes, REPLACE_NEVER, err);
    }
    author_finish(&author);
    file_close(&file);
    str_finish(&bytes);
    str_finish(&id);
    return ok;
}

int command_new(const struct command *command, int argc, char **argv)
{
    const char *template = NULL, *details[4] = {0};
    const struct option_row rows[] = {{"template", 't', NULL, &template},
                                      {"title", 0, NULL, &details[0]},
                                      {"place", 0, NULL, &details[1]},
                                      {"date", 0, NULL, &details[2]},
                                      {"table", 0, NULL, &details[3]},
                                      {NULL, 0, NULL, NULL}};
    struct err err = ERR_NONE;
    int64_t unused;
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc != 1) {
        return usage_error(command, argc ? "one FILE at a time" : "which FILE?");
    }
    if (details[2] && !date_read(details[2], &unused)) {
        return usage_error(command, "\"%s\" is no date; write it as 2017-02-22",
                           details[2]);
    }
    if (!make_file(argv[0], template, details, &err)) {
        const char *hint = strstr(err_text(&err), ", or --force");
        if (hint) { /* new never overwrites: a session is too dear */
            err.message[hint - err.message] = '\0';
        }
        return failure(&err);
    }
    printf("%s: a new session; roundtable %s opens it\n", argv[0], argv[0]);
    return output_done();
}
