#include "clock.h"
#include "command.h"
#include "store/file.h"
#include "store/replace.h"

#include <stdio.h>
#include <string.h>

static void print_faults(const char *path, const struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *f = &faults->items[i];
        struct str line = STR_EMPTY;
        str_addf(&line, "%s:%lu:%lu: %s", path, f->place.line, f->place.column,
                 f->message);
        print_line(line.bytes);
        str_finish(&line);
    }
}

static void print_summary(const char *path, struct session_file *file)
{
    size_t tables, goals = 0, notes = 0;
    const struct record *const *table = session_tables(file->session, &tables);
    struct str line = STR_EMPTY;
    for (size_t i = 0; i < tables; i++) {
        size_t count;
        table_goals(file->session, table[i], &count);
        goals += count;
    }
    for (const struct record *r = session_next_record(file->session, NULL); r;
         r = session_next_record(file->session, r)) {
        notes += strcmp(record_kind(r), "note") == 0 && record_shown(r);
    }
    str_addf(&line, "%s: tables %zu, goals %zu, notes %zu, edits %zu", path, tables,
             goals, notes, session_edit_count(file->session));
    if (file->hand_edits) {
        str_addf(&line, "; %zu of them made of what was written by hand",
                 file->hand_edits);
    }
    if (file->read_only) {
        str_addf(&line, "; written by a newer roundtable (version %g)", file->version);
    }
    print_line(line.bytes);
    str_finish(&line);
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
    bool ok = file_read(path, bytes.bytes, bytes.len_bytes, clock_now_ms(), &file,
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
        file_close(&file);
    }
    faults_finish(&faults);
    err_finish(&err);
    str_finish(&bytes);
    return status;
}

int command_check(const struct command *command, int argc, char **argv)
{
    const struct option_row rows[] = {{NULL, 0, NULL, NULL}};
    int status, worst = STATUS_DONE;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
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
