#include "export/program.h"

#include "store/places.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

int program_failed(const struct program *program, const char *words)
{
    program_tell(program, words);
    return STATUS_FAILED;
}

bool program_read_all(FILE *from, struct str *out)
{
    enum { PIECE_BYTES = 65536 };
    size_t got;
    do {
        str_make_room(out, PIECE_BYTES);
        got = fread(out->bytes + out->len_bytes, 1, PIECE_BYTES, from);
        out->len_bytes += got;
        out->bytes[out->len_bytes] = '\0';
    } while (got);
    return !ferror(from);
}

static int read_session(const struct program *program, struct session_file *file)
{
    struct spool input = {0};
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    if (isatty(STDIN_FILENO)) {
        status = wrong_usage(program, "it reads a session file on standard input");
    } else if (!spool_read_all(&input, stdin)) {
        status = program_failed(program, "standard input cannot be read");
    } else if (!file_read_spooled("standard input", &input, file, &err)) {
        status = program_failed(program, err_text(&err));
    }
    spool_finish(&input);
    err_finish(&err);
    return status;
}

bool program_begin(const struct program *program, const struct option_row *rows, int argc,
                   char **argv, struct session_file *file, int *status)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    data_files_begin(argv[0]);
    if (!options_read(program, rows, &argc, &argv, status)) {
        return false;
    }
    *status = argc ? wrong_usage(program, "\"%s\" is one word too many", argv[0])
                   : read_session(program, file);
    return *status == STATUS_DONE;
}

int program_write(const struct program *program, const struct str *out)
{
    fwrite(str_text(out), 1, out->len_bytes, stdout);
    return program_done(program);
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
