#include "commands/command.h"
#include "screen/clock.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>

static void print_faults(const char *path, const struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *f = &faults->items[i];
        print_format("%s:%lu:%lu: %s", path, f->place.line, f->place.column, f->message);
    }
}

static void print_summary(const char *path, struct session_file *file)
{
    struct str line = str_of("%s: ", path);
    add_counts(file->session, &line);
    if (file->hand_edits) {
        str_addf(&line, "; %zu of them made of what was written by hand",
                 file->hand_edits);
    }
    if (file->read_only) {
        str_addf(&line, "; %s", file->read_only_why);
    }
    print_line(line.bytes);
    str_finish(&line);
}

/* What stands beside the file: its journal, or what was rescued. True if that wants a
 * look. */
static bool look_beside(const char *path)
{
    struct session_file file;
    struct err unused = ERR_NONE;
    struct str line = STR_EMPTY;
    bool look = false;
    if (file_open(path, &file, &unused)) {
        if (file.damaged) {
            print_format("%s: %s", path, file.read_only_why);
        }
        if (file.news.edits || file.news.bad_lines) {
            str_addf(&line, "%s: %zu change%s more in its journal", path, file.news.edits,
                     plural(file.news.edits));
            if (file.news.bad_lines) {
                str_addf(&line, ", %zu damaged line%s", file.news.bad_lines,
                         plural(file.news.bad_lines));
            }
            print_line(line.bytes);
        }
        str_set(&line, "%s: ", path);
        look = journal_news_tell(&file.news, &line);
        if (look) {
            print_line(line.bytes);
        }
        if (!journal_may_grow(&file.journal, &unused)) {
            print_line(err_text(&unused));
            look = true;
        }
        if (file.news.stranger) {
            str_set(&line, "%s: %s " NOT_RESCUED, path, file.news.stranger);
            print_line(line.bytes);
        }
        file_close(&file);
    }
    err_finish(&unused);
    str_finish(&line);
    return look;
}

/* STATUS_FAILED if it is no session, STATUS_LOOK if something wants a look. */
static int check_file(const char *path)
{
    struct session_file file;
    struct faults faults = {0};
    struct err err = ERR_NONE;
    struct str bytes = STR_EMPTY;
    int status = STATUS_DONE;
    if (!read_file(path, &bytes, &err)) {
        str_finish(&bytes);
        return failure(&err);
    }
    bool ok = file_read(path, bytes.bytes, bytes.len_bytes, clock_now_ms(), true, &file,
                        &faults, &err);
    print_faults(path, &faults);
    if (!ok) {
        status = STATUS_FAILED;
        if (!faults.count) {
            print_line(err_text(&err));
        }
    } else {
        status = faults.count || file.read_only ? STATUS_LOOK : STATUS_DONE;
        print_summary(path, &file);
        tell_unshown(path, file.session); /* that is no fault of the file's, */
        tell_alone(path, file.session);   /* nor is this */
        if (tell_copies(path, file.session) && status == STATUS_DONE) {
            status = STATUS_LOOK;
        }
        file_close(&file);
    }
    if (look_beside(path) && status == STATUS_DONE) {
        status = STATUS_LOOK;
    }
    faults_finish(&faults);
    err_finish(&err);
    str_finish(&bytes);
    return status;
}

int command_check(const struct command *command, int argc, char **argv)
{
    int status, worst = STATUS_DONE;
    if (!command_options(command, NULL, &argc, &argv, &status)) {
        return status;
    }
    if (argc < 1) {
        return usage_error(command, "which FILE?");
    }
    for (int i = 0; i < argc; i++) {
        status = check_file(argv[i]);
        if (status == STATUS_FAILED || worst == STATUS_DONE) {
            worst = status; /* 1 is worse than 3 */
        }
    }
    status = output_done();
    return status ? status : worst;
}
