#include "export/program.h"

#include "base/nearest.h"
#include "base/sanitise.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum program_status program_tell(const struct program *program,
                                 enum program_status status, const char *words)
{
    struct str shown = STR_EMPTY;
    sanitise(words, SANITISE_FOR_CELLS, &shown);
    fprintf(stderr, "%s: %s\n", program->name, str_text(&shown));
    if (status == PROGRAM_WRONG_USAGE) {
        fputs(program->usage, stderr);
    }
    str_finish(&shown);
    return status;
}

bool program_audience(const struct program *program, const char *word,
                      enum audience *audience)
{
    *audience = word ? audience_of(word) : FOR_ANYBODY;
    if (!word || *audience != FOR_ANYBODY) {
        return true;
    }
    struct str said = STR_EMPTY;
    const char *meant = nearest_word(word, audience_names);
    str_addf(&said, "there is no export for \"%s\"", word);
    if (meant) {
        str_addf(&said, "; did you mean \"%s\"?", meant);
    }
    program_tell(program, PROGRAM_WRONG_USAGE, said.bytes);
    str_finish(&said);
    return false;
}

/* One word; *at is its index, moved over its value. NULL if it is an option that is
 * there, else what is wrong with it. */
static const char *read_word(const struct program_option *options, char **argv, int *at)
{
    for (const struct program_option *o = options; o->name; o++) {
        size_t len = strlen(o->name);
        char *word = argv[*at];
        if (strncmp(word, o->name, len) != 0 || (word[len] && word[len] != '=')) {
            continue;
        }
        if (o->flag) {
            *o->flag = true;
            return word[len] ? "takes no value" : NULL;
        }
        *o->value = word[len] ? word + len + 1 : argv[*at + 1];
        *at += !word[len] && argv[*at + 1];
        return *o->value ? NULL : "needs a value";
    }
    return "is no option";
}

static bool read_input(struct str *out)
{
    enum { PIECE_BYTES = 65536 };
    size_t got;
    do {
        str_make_room(out, PIECE_BYTES);
        got = fread(out->bytes + out->len_bytes, 1, PIECE_BYTES, stdin);
        out->len_bytes += got;
        out->bytes[out->len_bytes] = '\0';
    } while (got);
    return !ferror(stdin);
}

enum program_status program_read(const struct program *program, struct session_file *file)
{
    struct str input = STR_EMPTY;
    struct err err = ERR_NONE;
    enum program_status status = PROGRAM_GO_ON;
    if (isatty(STDIN_FILENO)) {
        status = program_tell(program, PROGRAM_WRONG_USAGE,
                              "it reads a session file on standard input");
    } else if (!read_input(&input)) {
        status = program_tell(program, PROGRAM_FAILED, "standard input cannot be read");
    } else if (!file_read("standard input", str_text(&input), input.len_bytes, 0, false,
                          file, NULL, &err)) {
        status = program_tell(program, PROGRAM_FAILED, err_text(&err));
    }
    str_finish(&input);
    err_finish(&err);
    return status;
}

enum program_status program_begin(const struct program *program, int argc, char **argv,
                                  const struct program_option *options)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("%s%s", program->usage, program->help);
        return fflush(stdout) == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
    }
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("%s %s\n", program->name, ROUNDTABLE_VERSION);
        return fflush(stdout) == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
    }
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i], *wrong = read_word(options, argv, &i);
        if (wrong) {
            struct str said = STR_EMPTY;
            str_addf(&said, "%s %s", word, wrong);
            program_tell(program, PROGRAM_WRONG_USAGE, said.bytes);
            str_finish(&said);
            return PROGRAM_WRONG_USAGE;
        }
    }
    return PROGRAM_GO_ON;
}

enum program_status program_write(const struct program *program, const struct str *out)
{
    bool ok = fwrite(str_text(out), 1, out->len_bytes, stdout) == out->len_bytes;
    if (!ok || fflush(stdout) != 0) {
        return program_tell(program, PROGRAM_FAILED, "standard output cannot be written");
    }
    return PROGRAM_DONE;
}

int64_t program_made_ms(const struct session *session)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    size_t count;
    if (epoch && *epoch) {
        return strtoll(epoch, NULL, 10) * 1000;
    }
    const struct edit **edits = session_edits(session, &count);
    int64_t at_ms = count ? edits[count - 1]->at_ms : 0;
    free(edits);
    return at_ms;
}

#ifdef __SANITIZE_ADDRESS__
/* fontconfig and graphviz keep a little of what they have read for ever, and cairo 1.16 a
 * little of each font of the CFF kind that it embeds; that is none of ours. */
const char *__lsan_default_suppressions(void), *__lsan_default_options(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libcairo\nleak:libgvc\n";
}
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif
