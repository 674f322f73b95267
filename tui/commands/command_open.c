#include "app/app.h"
#include "base/nearest.h"
#include "commands/command.h"
#include "export/export.h"
#include "store/settings.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No terminal: what the file holds, as plain text. */
static int print_summary(const char *path)
{
    struct session_file file;
    struct err err = ERR_NONE;
    struct str out = STR_EMPTY;
    struct export_options options = {.plain_bars =
                                         strcmp(nl_langinfo(CODESET), "UTF-8") != 0};
    if (!file_open(path, &file, &err)) {
        return failure(&err);
    }
    export_text(file.session, &options, &out);
    fwrite(str_text(&out), 1, out.len_bytes, stdout);
    str_finish(&out);
    int status = warn_of_damage(path, &file, output_done());
    file_close(&file);
    return status;
}

/* Whether text goes out as UTF-8. If the locale is another, C.UTF-8 is tried. */
static bool speak_utf8(void)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
        return true;
    }
    return setlocale(LC_CTYPE, "C.UTF-8") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static int unknown_theme(const struct command *command, const char *asked,
                         const char *const *words)
{
    const char *meant = nearest_word(asked, words);
    return usage_error(command,
                       "there is no theme \"%s\"%s%s%s (there are: auto, dark, light, "
                       "mono)",
                       asked, meant ? "; did you mean \"" : "", meant ? meant : "",
                       meant ? "\"?" : "");
}

static bool read_theme(const struct command *command, const char *word,
                       enum colour_theme *theme, int *status)
{
    static const char *const words[] = {"auto", "dark", "light", "mono", NULL};
    for (int i = 0; word && words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            *theme = (enum colour_theme)i;
            return true;
        }
    }
    if (word) {
        *status = unknown_theme(command, word, words);
    }
    return !word;
}

/* What the person likes; what is wrong with it is told on the screen. */
static void read_settings(struct app_options *options, struct err *fault)
{
    struct settings settings;
    char *path = settings_path();
    settings_read(path, &settings, fault);
    app_take_settings(&settings, options);
    options->fault = fault->message;
    free(path);
}

int command_open(const struct command *command, int argc, char **argv)
{
    const char *theme = NULL, *program = argv[0];
    bool no_mouse = false;
    struct app_options options = {.program = program};
    const struct option_row rows[] = {{"no-mouse", 0, &no_mouse, NULL},
                                      {"theme", 0, NULL, &theme},
                                      {"by", 0, NULL, &options.by},
                                      {"follow", 0, &options.follow, NULL},
                                      {NULL, 0, NULL, NULL}};
    int status;
    struct err err = ERR_NONE, fault = ERR_NONE;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    enum colour_theme asked = THEME_AUTO;
    if (!read_theme(command, theme, &asked, &status)) {
        return status;
    }
    if (argc > 1) {
        return usage_error(command, "one FILE at a time; after \"%s\" comes \"%s\"",
                           argv[0], argv[1]);
    }
    if (options.follow && argc == 0) {
        return usage_error(command, "--follow wants the FILE that another window writes");
    }
    if (options.follow && (!isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO))) {
        return usage_error(command, "no terminal here, so --follow has nowhere to show "
                                    "the file");
    }
    if (!isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO)) {
        return argc ? print_summary(argv[0])
                    : usage_error(command, "no terminal here: name a FILE to print its "
                                           "summary");
    }
    read_settings(&options, &fault);
    options.theme = theme ? asked : options.theme;
    options.mouse = options.mouse && !no_mouse;
    options.utf8 = speak_utf8();
    bool ok = app_run(argc ? argv[0] : NULL, &options, &err);
    err_finish(&fault);
    return ok ? STATUS_DONE : failure(&err);
}
