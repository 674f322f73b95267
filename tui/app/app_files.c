/* Files chosen on the home screen: one to open, or some to merge. What merging does and
 * tells is the command's: it is run, first without writing. */

#include "app/app.h"

#include "app/beside.h"
#include "base/memory.h"
#include "screen/clock.h"
#include "store/folders.h"
#include "store/replace.h"
#include "views/lists_files.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STATUS_LOOK = 3 }; /* done, but something needs a person */

void files_finish(struct files *files)
{
    paths_finish(&files->marked);
    paths_finish(&files->inputs);
    free(files->folder);
    free(files->out);
    *files = (struct files){.folder = NULL};
}

/* Shows what stands in the folder at hand; false, said, if it cannot be read. */
static bool show_folder(struct app *app, const char *file)
{
    struct files *files = &app->files;
    struct file_choice choice = {files->folder, files->all, files->merges,
                                 &files->marked};
    struct err err = ERR_NONE;
    struct list_view *list = list_of_files(&choice, file, &err);
    if (list) {
        app_push_list(app, list);
    } else {
        app_warn(app, "%s", err_text(&err));
    }
    err_finish(&err);
    return list != NULL;
}

static void begin_choosing(struct app *app, bool merges)
{
    struct files *files = &app->files;
    paths_finish(&files->marked);
    files->merges = merges;
    if (!files->folder) {
        files->folder = folder_to_begin_in();
    }
    if (!show_folder(app, NULL)) {
        free(files->folder);
        files->folder = NULL;
    }
}

void app_choose_file(struct app *app, const struct intent *intent)
{
    (void)intent;
    begin_choosing(app, false);
}

void app_choose_merge(struct app *app, const struct intent *intent)
{
    (void)intent;
    begin_choosing(app, true);
}

/* One that cannot be read is not entered. */
void app_enter_folder(struct app *app, const struct intent *intent)
{
    char *before = app->files.folder;
    app->files.folder = memory_copy_text(intent->text);
    if (!show_folder(app, NULL)) {
        free(app->files.folder);
        app->files.folder = before;
        show_folder(app, NULL);
    } else {
        free(before);
    }
}

void app_mark_file(struct app *app, const struct intent *intent)
{
    struct paths *marked = &app->files.marked;
    if (!paths_add_new(marked, intent->text)) {
        size_t at = 0;
        while (strcmp(marked->items[at], intent->text) != 0) {
            at++;
        }
        free(marked->items[at]);
        marked->items[at] = marked->items[--marked->count];
    }
    show_folder(app, intent->text);
}

/* As it is typed: "~" is one's own folder. */
static char *path_as_meant(const char *typed)
{
    const char *home = getenv("HOME");
    struct str path = STR_EMPTY;
    bool own = *typed == '~' && (!typed[1] || typed[1] == '/') && home && *home;
    str_add(&path, own ? home : "");
    str_add(&path, typed + own);
    while (path.len_bytes > 1 && strchr("/ ", path.bytes[path.len_bytes - 1])) {
        str_remove(&path, path.len_bytes - 1, 1);
    }
    return str_take(&path);
}

void app_go_to_path(struct app *app, const struct intent *intent)
{
    char *path = path_as_meant(intent->text);
    struct stat is;
    struct intent go = {.kind = INTENT_OPEN_FILE, .text = path};
    if (stat(path, &is) != 0) {
        app_say(app, "Nothing can be read at %s: look at its letters, or \vclose\v.",
                path);
    } else {
        go.kind = S_ISDIR(is.st_mode) ? INTENT_ENTER_FOLDER
                  : app->files.merges ? INTENT_MARK_FILE
                                      : INTENT_OPEN_FILE;
        app_carry_out(app, &go);
    }
    free(path);
}

void app_show_all_files(struct app *app, const struct intent *intent)
{
    (void)intent;
    app->files.all = !app->files.all;
    show_folder(app, NULL);
}

/* "Merging 12 files and those in folders": the folders in folders are not gone through. */
static struct str say_inputs(const struct files *files, const char *doing)
{
    size_t count = 0;
    struct paths folders = {0};
    for (size_t i = 0; i < files->inputs.count; i++) {
        struct paths here = {0};
        struct err err = ERR_NONE;
        bool folder = folder_read(files->inputs.items[i], false, &folders, &here, &err);
        count += folder ? here.count : 1;
        paths_finish(&here);
        err_finish(&err);
    }
    struct str said = str_of("%s %zu file%s%s", doing, count, plural(count),
                             folders.count ? " and those in folders" : "");
    paths_finish(&folders);
    return said;
}

/* Runs "roundtable merge" on the inputs; false if it could not be run, or was stopped. */
static bool run_merge(struct app *app, bool dry, struct beside_ran *ran)
{
    const struct files *files = &app->files;
    size_t count = 0;
    const char **words = memory_get((files->inputs.count + 6) * sizeof *words);
    struct str doing = say_inputs(files, dry ? "Looking at" : "Merging");
    struct err err = ERR_NONE;
    char *self = program_self(app->options->program);
    words[count++] = "merge";
    if (dry) {
        words[count++] = "--dry-run";
    }
    words[count++] = "-o";
    words[count++] = files->out;
    words[count++] = "--";
    for (size_t i = 0; i < files->inputs.count; i++) {
        words[count++] = files->inputs.items[i];
    }
    bool ok = self && app_run_to_end(app, self, words, doing.bytes, ran, &err);
    if (!ok) {
        app_warn(app, "Not merged: %s",
                 self ? err_text(&err) : "roundtable cannot find its own program");
    }
    str_finish(&doing);
    err_finish(&err);
    free(self);
    free(words);
    return ok;
}

/* What merging would do, to be read before it is done. */
void app_try_merge(struct app *app, const struct intent *intent)
{
    struct files *files = &app->files;
    struct beside_ran ran = {.status = 0};
    struct err err = ERR_NONE;
    char today[DATE_SIZE_BYTES];
    paths_finish(&files->inputs);
    if (intent->text) {
        paths_add(&files->inputs, intent->text);
    }
    for (size_t i = 0; !intent->text && i < files->marked.count; i++) {
        paths_add(&files->inputs, files->marked.items[i]);
    }
    clock_today(today);
    free(files->out);
    files->out = session_path_for("merged", NULL, today, NULL, &err);
    if (!files->out) {
        app_warn(app, "Not merged: %s", err_text(&err));
    } else if (run_merge(app, true, &ran)) {
        bool may = ran.status == 0 || ran.status == STATUS_LOOK;
        app_push_list(app, list_of_merge(may ? files->out : NULL, str_text(&ran.out),
                                         str_text(&ran.err)));
    }
    beside_ran_finish(&ran);
    err_finish(&err);
}

/* Makes the seminar's file, and opens it at what recurs. */
void app_merge(struct app *app, const struct intent *intent)
{
    struct beside_ran ran = {.status = 0};
    (void)intent;
    if (!run_merge(app, false, &ran)) {
        return;
    }
    if (ran.status != 0 && ran.status != STATUS_LOOK) {
        app_warn(app, "Not merged: %s", str_text(&ran.err));
    } else {
        struct intent open = {.kind = INTENT_OPEN_FILE, .text = app->files.out};
        app_open_file(app, &open);
        if (app->open) {
            size_t len_bytes = strcspn(str_text(&ran.out), "\n");
            str_remove(&ran.out, len_bytes, ran.out.len_bytes - len_bytes);
            app_say_besides(app, str_text(&ran.out));
            app_open_themes(app, &open);
            app_tell_untitled(app);
        }
    }
    beside_ran_finish(&ran);
}
