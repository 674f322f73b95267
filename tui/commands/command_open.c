#include "app/app.h"
#include "commands/command.h"
#include "export/export.h"
#include "store/places.h"
#include "store/settings.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether something stands on standard input that nobody has read: lines in a pipe or a file. A
 * pipe that is closed or empty has none, nor has a device such as /dev/null. */
static bool has_unread_lines(void)
{
    struct stat about;
    struct pollfd in = {STDIN_FILENO, POLLIN, 0};
    if (fstat(STDIN_FILENO, &about) != 0 || S_ISCHR(about.st_mode)) {
        return false;
    }
    return S_ISREG(about.st_mode) ? lseek(STDIN_FILENO, 0, SEEK_CUR) < about.st_size
                                  : poll(&in, 1, 0) > 0 && (in.revents & POLLIN);
}

/* Who pipes commands in means to have them done. */
static void tell_unread_lines(void)
{
    if (has_unread_lines()) {
        struct str said =
            str_of("the lines on standard input were not read; with --accessible "
                   "they are commands");
        tell_lines(NULL, &said);
    }
}

/* No terminal: what the file holds, as plain text. */
static int print_summary(const char *path)
{
    struct session_file file;
    struct str out = STR_EMPTY;
    struct export_options options = {.plain_bars =
                                         strcmp(nl_langinfo(CODESET), "UTF-8") != 0};
    int status;
    if (!open_session(path, &file, &status)) {
        return status;
    }
    export_text(file.session, &options, &out);
    status = print_text(&out);
    str_finish(&out);
    if (!is_standard_input(path)) {
        tell_unread_lines();
    }
    return close_session(&file, status);
}

/* Whether text goes out as UTF-8. If the locale is another, C.UTF-8 is tried. */
static bool speak_utf8(void)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
        return true;
    }
    return setlocale(LC_CTYPE, "C.UTF-8") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* In the order of enum colour_theme. */
const char *const open_themes[] = {"auto", "dark", "light", "mono", NULL};

static enum colour_theme theme_of(const char *word)
{
    int theme = THEME_AUTO;
    while (strcmp(open_themes[theme], word) != 0) {
        theme++;
    }
    return (enum colour_theme)theme;
}

/* What the person likes; what is wrong with it is told on the screen. */
static void read_settings(struct app_options *options, struct err *fault)
{
    struct settings settings;
    struct err why = ERR_NONE;
    char *path = settings_path();
    if (settings_read(path, &settings, fault) && !state_make(&why)) {
        err_set(fault, "No earlier states are kept, and no list of recent sessions: %s",
                err_text(&why));
    }
    err_finish(&why);
    app_take_settings(&settings, options);
    options->fault = fault->message;
    free(path);
}

/* As the option does, but not where what is said would go into a file while somebody waits
 * at a terminal: then that is a summary. */
static bool asks_for_lines(void)
{
    const char *asked = getenv("ROUNDTABLE_ACCESSIBLE");
    return asked && *asked && strcmp(asked, "0") != 0 &&
           (isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO));
}

/* A terminal that says of itself that it is only paper, as an Emacs shell does. */
static bool has_cursor(void)
{
    const char *name = getenv("TERM");
    return !name || strcmp(name, "dumb") != 0;
}

bool has_screen(void)
{
    return isatty(STDOUT_FILENO) && isatty(STDIN_FILENO);
}

int open_on_screen(const char *program, const char *path,
                   const struct open_choice *choice)
{
    struct app_options options = {.program = program,
                                  .by = choice->by,
                                  .follow = choice->follow,
                                  .phones = choice->phones,
                                  .phones_host = choice->phones_host,
                                  .phones_port = choice->phones_port,
                                  .said = choice->said};
    struct err err = ERR_NONE, fault = ERR_NONE;
    read_settings(&options, &fault);
    options.theme = choice->theme ? theme_of(choice->theme) : options.theme;
    options.mouse = options.mouse && !choice->no_mouse;
    options.utf8 = speak_utf8();
    options.strict = choice->strict;
    options.accessible = choice->accessible || asks_for_lines() ||
                         (has_screen() && (options.accessible_next || !has_cursor()));
    bool ok = app_run(path, &options, &err);
    err_finish(&fault);
    return !ok ? failure(&err) : options.left_out ? STATUS_LOOK : STATUS_DONE;
}

/* Who puts the options of a command before it is told how it goes. */
static void tell_order(int argc, char *const *argv)
{
    const struct command *meant = NULL;
    for (int i = 1; i < argc && !meant; i++) {
        meant = command_named(argv[i]);
    }
    if (meant) {
        struct str said = str_of("the command comes first: roundtable %s …", meant->name);
        tell_lines(NULL, &said);
    }
}

int command_open(const struct command *command, int argc, char **argv)
{
    const char *program = argv[0];
    struct open_choice choice = {0};
    const struct option_row rows[] = {OPEN_ROWS(choice), {.name = NULL}};
    int status;
    int all = argc;
    char **words = argv;
    if (!command_options(command, rows, &argc, &argv, &status)) {
        if (status == STATUS_USAGE) {
            tell_order(all, words);
        }
        return status;
    }
    if (argc > 1) {
        return usage_error(command, "one FILE at a time; after \"%s\" comes \"%s\"",
                           argv[0], argv[1]);
    }
    if (choice.follow && argc == 0) {
        return usage_error(command, "--follow wants the FILE that another window writes");
    }
    bool lines = choice.accessible || choice.strict || asks_for_lines();
    choice.accessible = lines;
    if (choice.follow && !has_screen() && !lines) {
        return usage_error(command, "no terminal here, so --follow has nowhere to show "
                                    "the file");
    }
    if ((has_screen() || lines) && argc && is_standard_input(argv[0])) {
        return usage_error(command, "a screen wants a FILE; - is for commands that only "
                                    "read one");
    }
    if (!has_screen() && !lines) {
        return argc ? print_summary(argv[0])
                    : usage_error(command, "no terminal here: name a FILE to print its "
                                           "summary");
    }
    return open_on_screen(program, argc ? argv[0] : NULL, &choice);
}
