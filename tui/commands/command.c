/* What all subcommands share: options, the FILE they are about, and what they tell. */

#include "commands/command.h"
#include "commands/versions.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "export/export.h"
#include "export/writing.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/counts.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/unshown.h"
#include "store/replace.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct program roundtable = {.name = "roundtable",
                                          .libraries = versions_add};

void print_line(const char *text)
{
    struct str shown = STR_EMPTY;
    sanitise(text, SANITISE_FOR_CELLS, &shown);
    printf("%s\n", str_text(&shown));
    str_finish(&shown);
}

const struct command *command_named(const char *name)
{
    const struct command *c = commands;
    while (c->name && strcmp(c->name, name) != 0) {
        c++;
    }
    return c->name ? c : NULL;
}

void print_format(const char *format, ...)
{
    struct str line = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&line, format, args);
    va_end(args);
    print_line(str_text(&line));
    str_finish(&line);
}

int usage_error(const struct command *command, const char *format, ...)
{
    struct program program = roundtable;
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    program.usage = command ? command->usage : NULL;
    int status = wrong_usage(&program, "%s", str_text(&message));
    str_finish(&message);
    return status;
}

int failure(struct err *err)
{
    program_tell(&roundtable, err_text(err));
    err_finish(err);
    return STATUS_FAILED;
}

int output_done(void)
{
    return program_done(&roundtable);
}

int tell_written(const char *path)
{
    if (isatty(STDOUT_FILENO)) {
        print_format("%s: written", path);
    }
    return output_done();
}

int print_text(const struct str *text)
{
    struct str shown = STR_EMPTY;
    bool terminal = isatty(STDOUT_FILENO); /* joiners are for pages and files */
    if (terminal) {
        sanitise_bytes(str_text(text), text->len_bytes, SANITISE_FOR_LINES, &shown);
    }
    const struct str *out = terminal ? &shown : text;
    fwrite(str_text(out), 1, out->len_bytes, stdout);
    str_finish(&shown);
    return output_done();
}

/* "text, csv or json", in further lines below the first if one is too short. */
static void add_formats(const struct export_format *format, struct str *out)
{
    enum { WIDTH_COLS = 79 };
    const char *line = strrchr(str_text(out), '\n');
    size_t indent = strlen(line ? line + 1 : str_text(out)), col = indent;
    for (size_t i = 0; format[i].name; i++) {
        bool last = i && !format[i + 1].name;
        size_t len = strlen(format[i].name) + strlen(last ? " or," : " ,");
        str_add(out, i && !last ? "," : "");
        if (col + len > WIDTH_COLS) {
            str_addf(out, "\n%*s", (int)indent, "");
            col = indent;
        } else {
            str_add(out, i ? " " : "");
        }
        str_addf(out, "%s%s", last ? "or " : "", format[i].name);
        col += len;
    }
}

void command_add_help(const char *text, struct str *out)
{
    static const struct {
        const char *mark;
        const struct export_format *formats;
    } lists[] = {{"{formats}", export_formats}, {"{formats of themes}", themes_formats}};
    while (*text) {
        size_t len = strcspn(text + 1, "{") + 1;
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            if (strncmp(text, lists[i].mark, strlen(lists[i].mark)) == 0) {
                add_formats(lists[i].formats, out);
                text += strlen(lists[i].mark);
                len = strcspn(text, "{");
            }
        }
        str_add_bytes(out, text, len);
        text += len;
    }
}

bool command_options(const struct command *command, const struct option_row *rows,
                     int *argc, char ***argv, int *status)
{
    struct program program = roundtable;
    struct str details = STR_EMPTY;
    if (command->listener) {
        command->listener->hear(command->listener->to, rows);
        *status = STATUS_DONE;
        return false;
    }
    command_add_help(command->details, &details);
    program.usage = command->usage;
    program.details = details.bytes;
    bool read = options_read(&program, rows, argc, argv, status);
    str_finish(&details);
    return read;
}

const char *command_file(const struct command *command, const struct option_row *rows,
                         int argc, char **argv, int *status)
{
    if (!command_options(command, rows, &argc, &argv, status)) {
        return NULL;
    }
    if (argc != 1) {
        *status = usage_error(command, argc ? "one FILE at a time" : "which FILE?");
        return NULL;
    }
    return argv[0];
}

bool command_no_file(const struct command *command, const struct option_row *rows,
                     int argc, char **argv, int *status)
{
    if (!command_options(command, rows, &argc, &argv, status)) {
        return false;
    }
    if (argc) {
        *status = usage_error(command, "\"%s\" is one word too many", argv[0]);
    }
    return !argc;
}

bool is_standard_input(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* It has no journal, and nothing is ever written to it. */
static bool open_input(struct session_file *file, struct err *err)
{
    static const char name[] = "standard input";
    struct str bytes = STR_EMPTY;
    bool ok =
        read_input(&bytes, err) &&
        file_read(name, str_text(&bytes), bytes.len_bytes, 0, false, file, NULL, err);
    if (ok) {
        file->path = memory_copy_text(name);
    }
    str_finish(&bytes);
    return ok;
}

bool open_session(const char *path, struct session_file *file, int *status)
{
    struct err err = ERR_NONE;
    bool ok =
        is_standard_input(path) ? open_input(file, &err) : file_open(path, file, &err);
    if (!ok) {
        *status = failure(&err);
        return false;
    }
    return true;
}

static void tell_of(const char *path, const char *words)
{
    struct str line = str_of("%s: %s", path, words);
    program_tell(&roundtable, line.bytes);
    str_finish(&line);
}

bool tell_unread(const char *path, struct journal_news *news)
{
    struct str words = STR_EMPTY;
    bool some = journal_news_tell(news, &words);
    if (some) {
        tell_of(path, words.bytes);
    }
    str_finish(&words);
    return some;
}

int close_session(struct session_file *file, int status)
{
    bool look = tell_unread(file->path, &file->news);
    if (file->damaged) {
        tell_of(file->path, file->read_only_why);
        look = true;
    }
    look = tell_unshown(file->path, file->session) || look;
    look = tell_copies(file->path, file->session) || look;
    tell_alone(file->path, file->session);
    file_close(file);
    return look && status == STATUS_DONE ? STATUS_LOOK : status;
}

void tell_lines(const char *path, struct str *lines)
{
    char *next = lines->len_bytes ? lines->bytes : NULL;
    while (next) {
        char *line = next;
        next = strchr(line, '\n');
        if (next) {
            *next++ = '\0';
        }
        if (path) {
            tell_of(path, line);
        } else {
            program_tell(&roundtable, line);
        }
    }
    str_finish(lines);
}

bool tell_unshown(const char *path, struct session *session)
{
    struct str lines = STR_EMPTY;
    bool some = session_say_unshown(session, &lines);
    tell_lines(path, &lines);
    return some;
}

bool tell_copies(const char *path, struct session *session)
{
    struct str lines = STR_EMPTY;
    bool some = ballot_say_copies(session, &lines);
    tell_lines(path, &lines);
    return some;
}

void tell_alone(const char *path, struct session *session)
{
    struct str lines = STR_EMPTY;
    alone_say(session, &lines);
    tell_lines(path, &lines);
}

void tell_waiting(const char *path, struct session *session)
{
    struct str lines = STR_EMPTY;
    offers_say_waiting(session, NULL, &lines);
    tell_lines(path, &lines);
}

void tell_half_written(const char *path, struct session *session)
{
    struct str lines = STR_EMPTY;
    drafts_say(session, &lines);
    tell_lines(path, &lines);
}

void tell_beside(const struct str *said)
{
    struct str shown = STR_EMPTY;
    sanitise_bytes(str_text(said), said->len_bytes, SANITISE_FOR_LINES, &shown);
    fputs(str_text(&shown), stderr);
    str_finish(&shown);
}

bool same_file(const char *a, const char *b)
{
    struct stat about, other;
    return stat(a, &about) == 0 && stat(b, &other) == 0 && about.st_dev == other.st_dev &&
           about.st_ino == other.st_ino;
}

void add_counts(struct session *session, struct str *out)
{
    struct counts counts = session_counts(session);
    counts_say(&counts, out);
}

void json_tell_counts(struct json_writer *w, struct session *session)
{
    struct counts c = session_counts(session);
    json_tell_number(w, "tables", (long long)c.tables);
    json_tell_number(w, "goals", (long long)c.goals);
    json_tell_number(w, "notes", (long long)c.notes);
    json_tell_number(w, "edits", (long long)c.edits);
}

void json_tell_id(struct json_writer *w, const char *name, const struct record *record)
{
    struct str id = STR_EMPTY;
    if (record) {
        str_addf(&id, "%s:%s", record_kind(record), record_id(record));
    }
    json_tell_text(w, name, record ? id.bytes : NULL);
    str_finish(&id);
}

void json_tell_faults(struct json_writer *w, const struct faults *faults)
{
    json_open_array(w, "faults");
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *f = &faults->items[i];
        json_open_object(w, NULL);
        json_tell_number(w, "line", (long long)f->place.line);
        json_tell_number(w, "column", (long long)f->place.column);
        json_tell_text(w, "message", f->message);
        json_tell_flag(w, "fatal", f->fatal);
        json_close(w);
    }
    json_close(w);
}

int print_json(struct json_writer *w)
{
    struct str told = json_writer_end(w), out = STR_EMPTY;
    json_add_harmless(&out, told.bytes, told.len_bytes);
    int status = print_text(&out);
    str_finish(&told);
    str_finish(&out);
    return status;
}

/* What it is called, however many are called so. */
static bool is_called_in_full(const struct record *table, const char *asked)
{
    struct str name = STR_EMPTY, apart = STR_EMPTY, shared = STR_EMPTY;
    history_name_table(table, &name);
    history_tell_apart(table, true, &apart);
    const char *at = apart.len_bytes ? strstr(str_text(&name), apart.bytes) : NULL;
    if (at) {
        str_addf(&shared, "%.*s%s", (int)(at - name.bytes), name.bytes,
                 at + apart.len_bytes);
    }
    bool called = fold_same(asked, str_text(&name), "") ||
                  (at && fold_same(asked, str_text(&shared), ""));
    str_finish(&name);
    str_finish(&apart);
    str_finish(&shared);
    return called;
}

bool table_is_called(const struct record *table, const char *asked)
{
    return fold_same(asked, record_words(table, "table"), "") ||
           fold_same(asked, record_words(table, "title"), "") ||
           is_called_in_full(table, asked) || strcmp(asked, record_id(table)) == 0;
}

void name_each_table(const struct record *const *tables, size_t count, struct str *out)
{
    for (size_t i = 0; i < count && i < MOST_TABLES_NAMED; i++) {
        str_add(out, i ? ", " : " ");
        history_name_table(tables[i], out);
        str_addf(out, " (--table %s)", record_id(tables[i]));
    }
    str_add(out, count > MOST_TABLES_NAMED ? ", …" : "");
}

bool command_is_answered(const char *question, const char *word)
{
    char line[64] = "";
    printf("%s Type \"%s\": ", question, word);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
        printf("\n");
        return false;
    }
    line[strcspn(line, "\n")] = '\0';
    return strcmp(line, word) == 0;
}
