/* roundtable-map: a session on standard input, its system map as a picture on standard
 * output. Found by its name when "roundtable export -f map" is asked for; see
 * roundtable-map(1). */

#include "base/memory.h"
#include "base/nearest.h"
#include "export/map/map_parts.h"
#include "export/program.h"

#include <stdlib.h>
#include <string.h>

enum type { SVG, PDF, DOT, PIECES };

static const char *const types[] = {"svg", "pdf", "dot", "pieces", NULL};
static const char *const papers[] = {"a4", "a3", NULL};

struct order {
    struct export_options options;
    int type, paper;
};

static const struct program program = {
    "roundtable-map",
    "usage: roundtable-map [--type TYPE] [--paper PAPER] [--for WHOM]\n",
    "\nReads a session file on standard input and writes its system map to standard\n"
    "output as a picture. \"roundtable export -f map\" runs it.\n\n"
    "  --type TYPE      svg: all tables in one picture (the default); pdf: a page a\n"
    "                   table; dot: the graphs, for graphviz; pieces: of each table a\n"
    "                   svg element to stand in a page, a form feed behind it\n"
    "  --paper PAPER    of a pdf: a4 (the default) or a3\n"
    "  --for WHOM       for the public marks are left out; else nothing changes\n"
    "  --without-names  changes nothing: no picture tells who said what\n\n"
    "  roundtable-map <table-4.json >map.svg\n"
    "  roundtable-map --type pdf --paper a3 <table-4.json >wall.pdf\n"};

/* Which of these words it is, the first if none was said; -1, and told, if none of them. */
static int choose(const char *what, const char *const *among, const char *word)
{
    struct str said = STR_EMPTY;
    if (!word) {
        return 0;
    }
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
    program_tell(&program, PROGRAM_WRONG_USAGE, said.bytes);
    str_finish(&said);
    return -1;
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
    ok = ok && write_pictures(order, album.pictures, album.count,
                              program_made_ms(session), out, err);
    for (size_t i = 0; i < album.count; i++) {
        map_picture_finish(&album.pictures[i]);
    }
    free(album.pictures);
    return ok;
}

static enum program_status write_map(struct session *session, const struct order *order)
{
    struct str out = STR_EMPTY;
    struct err err = ERR_NONE;
    enum program_status status =
        make_pictures(session, order, &out, &err)
            ? program_write(&program, &out)
            : program_tell(&program, PROGRAM_FAILED, err_text(&err));
    str_finish(&out);
    err_finish(&err);
    return status;
}

int main(int argc, char **argv)
{
    struct order order = {.type = SVG};
    const char *type = NULL, *paper = NULL, *audience = NULL;
    const struct program_option rows[] = {
        {"--type", NULL, &type},
        {"--paper", NULL, &paper},
        {"--for", NULL, &audience},
        {"--without-names", &order.options.without_names, NULL},
        {NULL, NULL, NULL}};
    struct session_file file;
    enum program_status status = program_begin(&program, argc, argv, rows);
    if (status == PROGRAM_GO_ON &&
        (!program_audience(&program, audience, &order.options.audience) ||
         (order.type = choose("type", types, type)) < 0 ||
         (order.paper = choose("paper", papers, paper)) < 0)) {
        status = PROGRAM_WRONG_USAGE;
    }
    if (status == PROGRAM_GO_ON) {
        status = program_read(&program, &file);
    }
    if (status == PROGRAM_GO_ON) {
        status = write_map(file.session, &order);
        file_close(&file);
    }
    return (int)status;
}
