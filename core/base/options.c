#include "base/options.h"

#include "base/nearest.h"
#include "base/sanitise.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void program_tell(const struct program *program, const char *words)
{
    struct str shown = STR_EMPTY;
    sanitise(words, SANITISE_FOR_CELLS, &shown);
    fprintf(stderr, "%s: %s\n", program->name, str_text(&shown));
    str_finish(&shown);
}

int wrong_usage(const struct program *program, const char *format, ...)
{
    struct str said = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&said, format, args);
    va_end(args);
    program_tell(program, str_text(&said));
    if (program->usage) {
        fprintf(stderr, "usage: %s %s\n", program->name, program->usage);
    } else {
        fprintf(stderr, "%s --help lists the commands\n", program->name);
    }
    str_finish(&said);
    return STATUS_USAGE;
}

void add_no_such(const char *what, const char *asked, const char *const *known,
                 struct str *out)
{
    const char *meant = nearest_word(asked, known);
    str_addf(out, "there is no %s \"%s\"", what, asked);
    if (meant) {
        str_addf(out, "; did you mean \"%s\"?", meant);
    }
    for (size_t i = 0; known[i]; i++) {
        str_addf(out, "%s%s", i ? ", " : " (there are: ", known[i]);
    }
    str_add(out, known[0] ? ")" : "");
}

int program_done(const struct program *program)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return STATUS_DONE;
    }
    struct str said = str_of("standard output: %s", strerror(errno));
    program_tell(program, said.bytes);
    str_finish(&said);
    return STATUS_FAILED;
}

static int print_version(const struct program *program)
{
    struct str libraries = STR_EMPTY;
    printf("%s %s\n", program->name, ROUNDTABLE_VERSION);
    if (program->libraries) {
        program->libraries(&libraries);
        printf("%s\n", str_text(&libraries));
    }
    str_finish(&libraries);
    return program_done(program);
}

const char *const options_of_all[] = {"help", "version", NULL};

/* The options of one program while they are read. */
struct reading {
    const struct program *program;
    const struct option_row *rows;
    int count, at; /* the word that is read now */
    char **words;
    int *status;
};

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
    const char *names[24];
    size_t count = 0;
    for (; rows->name && count < 21; rows++) {
        names[count++] = rows->name;
    }
    for (size_t i = 0; i < 3; i++) { /* and the NULL behind them */
        names[count++] = options_of_all[i];
    }
    return nearest_word(asked, names);
}

static int unknown_option(const struct reading *r, const char *word)
{
    struct str asked = STR_EMPTY;
    const char *start = word + strspn(word, "-");
    str_add_bytes(&asked, start, strcspn(start, "="));
    const char *meant = option_meant(r->rows, str_text(&asked));
    str_finish(&asked);
    return wrong_usage(r->program, "there is no option %s%s%s%s", word,
                       meant ? "; did you mean --" : "", meant ? meant : "",
                       meant ? "?" : "");
}

/* The row of a word that begins with a hyphen, or NULL; *value takes where its value stands,
 * if that is in the word itself. */
static const struct option_row *row_of(const struct reading *r, const char *word,
                                       const char **value)
{
    if (word[1] != '-') {
        *value = word[2] ? word + 2 : NULL;
        return find_letter(r->rows, word[1]);
    }
    size_t len = strcspn(word + 2, "=");
    *value = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
    return find_row(r->rows, word + 2, len);
}

/* Whether the help is asked for, whatever else stands there: who is at a loss puts -h behind
 * what did not work. The value of another option is no such word. */
static bool asks_help(const struct reading *r)
{
    for (int at = 0; at < r->count && strcmp(r->words[at], "--") != 0; at++) {
        const char *word = r->words[at], *value = NULL;
        if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            return true;
        }
        const struct option_row *row =
            word[0] == '-' && word[1] ? row_of(r, word, &value) : NULL;
        at += row && !row->flag && !value;
    }
    return false;
}

/* The word that begins with a hyphen, and perhaps its value behind it. False if the
 * program is done with. */
static bool read_option(struct reading *r)
{
    const char *word = r->words[r->at], *value = NULL;
    if (strcmp(word, "--version") == 0) {
        *r->status = print_version(r->program);
        return false;
    }
    const struct option_row *row = row_of(r, word, &value);
    if (!row) {
        *r->status = unknown_option(r, word);
    } else if (row->flag && value) {
        *r->status = wrong_usage(r->program, "%s takes no value", word);
    } else if (row->flag) {
        *row->flag = true;
        return true;
    } else if (!value && r->at + 1 >= r->count) {
        *r->status = wrong_usage(r->program, "%s needs a value", word);
    } else {
        *row->value = value ? value : r->words[++r->at];
        return true;
    }
    return false;
}

/* Whether each value is one of the words that it can be, and then that word. */
static bool settle_values(const struct reading *r)
{
    for (const struct option_row *row = r->rows; row->name; row++) {
        const char *const *word = row->words;
        if (!word || !*row->value) {
            continue;
        }
        while (*word && strcasecmp(*word, *row->value) != 0) {
            word++;
        }
        if (!*word) {
            struct str said = STR_EMPTY;
            add_no_such(row->what ? row->what : row->name, *row->value, row->words,
                        &said);
            *r->status = wrong_usage(r->program, "%s", said.bytes);
            str_finish(&said);
            return false;
        }
        *row->value = *word;
    }
    return true;
}

bool options_read(const struct program *program, const struct option_row *rows, int *argc,
                  char ***argv, int *status)
{
    static const struct option_row none = {.name = NULL};
    char **words = *argv + 1;
    struct reading r = {program, rows ? rows : &none, *argc - 1, 0, words, status};
    bool options = true;
    int kept = 0;
    if (asks_help(&r)) {
        printf("usage: %s %s\n\n%s\n", program->name, program->usage, program->details);
        *status = program_done(program);
        return false;
    }
    for (; r.at < r.count; r.at++) {
        char *word = words[r.at];
        if (options && strcmp(word, "--") == 0) {
            options = false;
        } else if (options && word[0] == '-' && word[1]) {
            if (!read_option(&r)) {
                return false;
            }
        } else if (!*word) {
            *status = wrong_usage(program, "an empty word stands where a FILE should");
            return false;
        } else {
            words[kept++] = word;
        }
    }
    *argc = kept;
    *argv = words;
    return settle_values(&r);
}
