/* roundtable-map: a session on standard input, its system map as a picture on standard
 * output. Found by its name when "roundtable export -f map" is asked for; see
 * roundtable-map(1). */

#include "base/memory.h"
#include "base/nearest.h"
#include "base/sanitise.h"
#include "export/map_parts.h"
#include "store/file.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DONE, FAILED, WRONG_USAGE };

enum type { SVG, PDF, DOT, PIECES };

static const char *const types[] = {"svg", "pdf", "dot", "pieces", NULL};
static const char *const papers[] = {"a4", "a3", NULL};

struct order {
    struct export_options options;
    int type, paper;
};

static const char usage[] = "usage: roundtable-map [--type TYPE] [--paper PAPER] "
                            "[--for WHOM]\n";
static const char help[] =
    "\nReads a session file on standard input and writes its system map to standard\n"
    "output as a picture. \"roundtable export -f map\" runs it.\n\n"
    "  --type TYPE      svg: all tables in one picture (the default); pdf: a page a\n"
    "                   table; dot: the graphs, for graphviz; pieces: of each table a\n"
    "                   svg element to stand in a page, a form feed behind it\n"
    "  --paper PAPER    of a pdf: a4 (the default) or a3\n"
    "  --for WHOM       for the public marks are left out; else nothing changes\n"
    "  --without-names  changes nothing: no picture tells who said what\n\n"
    "  roundtable-map <table-4.json >map.svg\n"
    "  roundtable-map --type pdf --paper a3 <table-4.json >wall.pdf\n";

static int complain(int status, const char *words)
{
    struct str shown = STR_EMPTY;
    sanitise(words, SANITISE_FOR_CELLS, &shown);
    fprintf(stderr, "roundtable-map: %s\n", str_text(&shown));
    if (status == WRONG_USAGE) {
        fputs(usage, stderr);
    }
    str_finish(&shown);
    return status;
}

/* Which of these words it is; -1, and told, if none. */
static int choose(const char *what, const char *const *among, const char *word)
{
    struct str said = STR_EMPTY;
    for (int i = 0; among[i]; i++) {
        if (strcmp(among[i], word) == 0) {
            return i;
        }
    }
    const char *meant = nearest_word(word, among);
    str_addf(&said, "there is no %s \"%s\"", what, word);
    if (meant) {
        str_addf(&said, "; did you mean \"%s\"?", meant);
    }
    str_add(&said, " (there are:");
    for (int i = 0; among[i]; i++) {
        str_addf(&said, "%s %s", i ? "," : "", among[i]);
    }
    str_add_byte(&said, ')');
    complain(WRONG_USAGE, said.bytes);
    str_finish(&said);
    return -1;
}

/* The value of an option: in the same word behind "=", or the next word. */
static const char *value_of(const char *name, char **argv, int *at)
{
    size_t len = strlen(name);
    if (strncmp(argv[*at], name, len) != 0) {
        return NULL;
    }
    if (argv[*at][len] == '=') {
        return argv[*at] + len + 1;
    }
    return !argv[*at][len] && argv[*at + 1] ? argv[++*at] : NULL;
}

static bool read_order(int argc, char **argv, struct order *order)
{
    for (int i = 1; i < argc; i++) {
        const char *value;
        if (strcmp(argv[i], "--without-names") == 0) {
            order->options.without_names = true;
        } else if ((value = value_of("--type", argv, &i))) {
            order->type = choose("type", types, value);
        } else if ((value = value_of("--paper", argv, &i))) {
            order->paper = choose("paper", papers, value);
        } else if ((value = value_of("--for", argv, &i))) {
            int audience = choose("export for", audience_names, value);
            order->options.audience =
                audience < 0 ? FOR_ANYBODY : FOR_PARTICIPANTS + audience;
            if (audience < 0) {
                return false;
            }
        } else {
            struct str said = STR_EMPTY;
            bool bare = strcmp(argv[i], "--type") == 0 ||
                        strcmp(argv[i], "--paper") == 0 || strcmp(argv[i], "--for") == 0;
            str_addf(&said, bare ? "%s needs a value" : "\"%s\" is no option", argv[i]);
            complain(WRONG_USAGE, said.bytes);
            str_finish(&said);
            return false;
        }
        if (order->type < 0 || order->paper < 0) {
            return false;
        }
    }
    return true;
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

/* When it was made: what the environment says, for builds that come out the same, else
 * when somebody last said something. Never the clock: the same words, the same bytes. */
static int64_t made_ms(const struct session *session)
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

static bool write_pictures(const struct order *order, const struct map_picture *pictures,
                           size_t count, int64_t at_ms, struct str *out, struct err *err)
{
    switch (order->type) {
    case PDF:
        return map_pdf(pictures, count, order->paper == 1, at_ms, out, err);
    case DOT:
        return map_dot(pictures, count, out, err);
    case PIECES:
        for (size_t i = 0; i < count; i++) {
            map_svg_piece(&pictures[i], i + 1, out);
            if (i + 1 == count || pictures[i + 1].table != pictures[i].table) {
                str_add_byte(out, '\f');
            }
        }
        return true;
    default:
        map_svg(pictures, count, out);
        return true;
    }
}

/* Pictures while they are made. */
struct album {
    struct map_picture *pictures;
    size_t count, room;
};

/* All pictures of one table. */
static bool add_table(struct album *album, const struct outline *outline, size_t table,
                      struct err *err)
{
    size_t at = 0;
    do {
        struct map_picture *picture;
        album->pictures = memory_room_for_one(album->pictures, album->count, &album->room,
                                              sizeof *album->pictures);
        picture = &album->pictures[album->count++];
        at = map_picture_init(picture, outline, at);
        picture->table = table;
        if (!map_lay_out(picture, err)) {
            return false;
        }
    } while (at < outline->goal_count);
    return true;
}

static bool make_pictures(struct session *session, const struct order *order,
                          struct str *out, struct err *err)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct album album = {0};
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        struct outline outline;
        outline_init(&outline, session, tables[i], &order->options);
        ok = add_table(&album, &outline, i, err);
        outline_finish(&outline);
    }
    ok = ok &&
         write_pictures(order, album.pictures, album.count, made_ms(session), out, err);
    for (size_t i = 0; i < album.count; i++) {
        map_picture_finish(&album.pictures[i]);
    }
    free(album.pictures);
    return ok;
}

static int run(const struct order *order)
{
    struct session_file file;
    struct str input = STR_EMPTY, out = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = DONE;
    if (!read_input(&input)) {
        status = complain(FAILED, "standard input cannot be read");
    } else if (!file_read("standard input", str_text(&input), input.len_bytes, 0, false,
                          &file, NULL, &err)) {
        status = complain(FAILED, err_text(&err));
    } else {
        if (!make_pictures(file.session, order, &out, &err)) {
            status = complain(FAILED, err_text(&err));
        } else if (fwrite(str_text(&out), 1, out.len_bytes, stdout) != out.len_bytes ||
                   fflush(stdout) != 0) {
            status = complain(FAILED, "standard output cannot be written");
        }
        file_close(&file);
    }
    str_finish(&input);
    str_finish(&out);
    err_finish(&err);
    return status;
}

#ifdef __SANITIZE_ADDRESS__
/* They keep a little of what they have read for ever; that is none of ours. */
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

int main(int argc, char **argv)
{
    struct order order = {.type = SVG};
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("%s%s", usage, help);
        return fflush(stdout) == 0 ? DONE : FAILED;
    }
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("roundtable-map " ROUNDTABLE_VERSION);
        return fflush(stdout) == 0 ? DONE : FAILED;
    }
    if (!read_order(argc, argv, &order)) {
        return WRONG_USAGE;
    }
    if (isatty(STDIN_FILENO)) {
        return complain(WRONG_USAGE, "it reads a session file on standard input");
    }
    return run(&order);
}
