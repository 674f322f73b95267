/* What all subcommands share: options, and how wrong usage is told. */

#include "base/nearest.h"
#include "base/sanitise.h"
#include "commands/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void print_line(const char *text)
{
    struct str shown = STR_EMPTY;
    sanitise(text, SANITISE_FOR_CELLS, &shown);
    printf("%s\n", str_text(&shown));
    str_finish(&shown);
}

/* One line on standard error, whatever stands in the names and words it quotes. */
static void print_message(const char *text)
{
    struct str shown = STR_EMPTY;
    sanitise(text, SANITISE_FOR_CELLS, &shown);
    fprintf(stderr, "roundtable: %s\n", str_text(&shown));
    str_finish(&shown);
}

int usage_error(const struct command *command, const char *format, ...)
{
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    print_message(str_text(&message));
    if (command) {
        fprintf(stderr, "usage: roundtable %s\n", command->usage);
    } else {
        fputs("roundtable --help lists the commands\n", stderr);
    }
    str_finish(&message);
    return STATUS_USAGE;
}

int failure(struct err *err)
{
    print_message(err_text(err));
    err_finish(err);
    return STATUS_FAILED;
}

int output_done(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("roundtable: standard output");
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}

static const struct option_row *find_row(const struct option_row *rows, const char *word,
                                         size_t len)
{
    for (; rows->name; rows++) {
        if (strlen(rows->name) == len && strncmp(rows->name, word, len) == 0) {
            return rows;
        }
    }
    return NULL;
}

static const struct option_row *find_letter(const struct option_row *rows, char letter)
{
    for (; rows->name; rows++) {
        if (rows->letter && rows->letter == letter) {
            return rows;
        }
    }
    return NULL;
}

/* The option that was probably meant: misspelt, or cut short. */
static const char *option_meant(const struct option_row *rows, const char *asked)
{
    const char *names[24], *longer = NULL;
    size_t count = 0, len = strlen(asked);
    for (; rows->name && count < 21; rows++) {
        names[count++] = rows->name;
    }
    names[count++] = "help";
    names[count++] = "version";
    names[count] = NULL;
    for (size_t i = 0; i < count && len >= 2 && !longer; i++) {
        longer = strncmp(names[i], asked, len) == 0 ? names[i] : NULL;
    }
    return longer ? longer : nearest_word(asked, names);
}

static int unknown_option(const struct command *command, const struct option_row *rows,
                          const char *word)
{
    struct str asked = STR_EMPTY;
    const char *start = word + strspn(word, "-");
    str_add_bytes(&asked, start, strcspn(start, "="));
    const char *meant = option_meant(rows, str_text(&asked));
    str_finish(&asked);
    return meant ? usage_error(command, "there is no option %s; did you mean --%s?", word,
                               meant)
                 : usage_error(command, "there is no option %s", word);
}

/* One word that begins with a hyphen; *at is its index, moved over its value. */
static bool read_option(const struct command *command, const struct option_row *rows,
                        int argc, char **argv, int *at, int *status)
{
    const char *word = argv[*at], *value = NULL;
    const struct option_row *row;
    if (word[1] == '-') {
        size_t len = strcspn(word + 2, "=");
        row = find_row(rows, word + 2, len);
        value = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
    } else {
        row = find_letter(rows, word[1]);
        value = word[1] && word[2] ? word + 2 : NULL;
    }
    if (!row) {
        *status = unknown_option(command, rows, word);
        return false;
    }
    if (row->flag) {
        if (value) {
            *status = usage_error(command, "%s takes no value", word);
            return false;
        }
        *row->flag = true;
        return true;
    }
    if (!value) {
        if (*at + 1 >= argc) {
            *status = usage_error(command, "%s needs a value", word);
            return false;
        }
        value = argv[++*at];
    }
    *row->value = value;
    return true;
}

/* What every command answers to. */
static bool read_common_option(const struct command *command, const char *word,
                               int *status)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        printf("usage: roundtable %s\n\n%s\n", command->usage, command->details);
    } else if (strcmp(word, "--version") == 0) {
        printf("roundtable %s\n", ROUNDTABLE_VERSION);
    } else {
        return false;
    }
    *status = output_done();
    return true;
}

bool options_read(const struct command *command, const struct option_row *rows, int *argc,
                  char ***argv, int *status)
{
    char **words = *argv;
    int kept = 0;
    bool options = true;
    for (int i = 0; i < *argc; i++) {
        if (options && strcmp(words[i], "--") == 0) {
            options = false;
        } else if (options && words[i][0] == '-' && words[i][1]) {
            if (read_common_option(command, words[i], status) ||
                !read_option(command, rows, *argc, words, &i, status)) {
                return false;
            }
        } else if (!words[i][0]) {
            *status = usage_error(command, "an empty word stands where a FILE should");
            return false;
        } else {
            words[kept++] = words[i];
        }
    }
    *argc = kept;
    return true;
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
        notes += strcmp(record_kind(r), "note") == 0 && record_shown(r);
    }
    str_addf(out, "tables %zu, goals %zu, notes %zu, edits %zu", tables, goals, notes,
             session_edit_count(session));
}

int warn_of_damage(const char *path, const struct session_file *file, int status)
{
    if (!file->damaged) {
        return status;
    }
    struct str line = STR_EMPTY;
    str_addf(&line, "%s: %s", path, file->read_only_why);
    print_message(line.bytes);
    str_finish(&line);
    return status == STATUS_DONE ? STATUS_LOOK : status;
}
