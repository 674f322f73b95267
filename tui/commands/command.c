/* What all subcommands share: options, the FILE they are about, and what they tell. */

#include "commands/command.h"

#include "base/sanitise.h"
#include "export/export.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/questions.h"
#include "model/rows.h"
#include "model/unshown.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct program roundtable = {.name = "roundtable"};

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

bool open_session(const char *path, struct session_file *file, int *status)
{
    struct err err = ERR_NONE;
    if (!file_open(path, file, &err)) {
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
    size_t tables, goals = 0, notes = 0;
    const struct record *const *table = session_tables(session, &tables);
    for (size_t i = 0; i < tables; i++) {
        size_t count;
        table_goals(session, table[i], &count);
        goals += count;
    }
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        notes +=
            record_is(r, "note") && record_shown(r) &&
            strcmp(row_grid(r), QUESTIONS_GRID) != 0; /* whose answers are no notes */
    }
    str_addf(out, "tables %zu, goals %zu, notes %zu, edits %zu", tables, goals, notes,
             session_edit_count(session));
}
