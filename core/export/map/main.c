/* roundtable-map: a session on standard input, its system map as a picture on standard
 * output. Found by its name when "roundtable export -f map" is asked for; see
 * roundtable-map(1). */

#include "base/memory.h"
#include "export/map/map_graphviz.h"
#include "export/map/map_parts.h"
#include "export/pdf/pdf_letters.h"
#include "export/program.h"

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

enum type { SVG, PDF, DOT, PIECES };

static const char *const types[] = {"svg", "pdf", "dot", "pieces", NULL};

struct order {
    struct export_options options;
    enum type type;
    bool a3;      /* the paper of a pdf */
    bool seminar; /* begins with what tables share */
    struct pdf_missing *missing;
};

static void libraries(struct str *out)
{
    GVC_t *gvc = gvContext();
    str_addf(out, "pango %s, cairo %s, graphviz %s", pango_version_string(),
             cairo_version_string(), gvcVersion(gvc));
    gvFreeContext(gvc);
}

static const struct program program = {
    .libraries = libraries,
    .name = "roundtable-map",
    .usage = "[--type TYPE] [--seminar] [--paper PAPER] [--for WHOM]\n"
             "                      [--without-names]",
    .details =
        "Reads a session file on standard input and writes its system map to standard\n"
        "output as a picture. \"roundtable export -f map\" runs it.\n\n"
        "  --type TYPE      svg: all tables in one picture (the default); pdf: a page a\n"
        "                   table; dot: one graph, for graphviz; pieces: of each table "
        "a\n"
        "                   svg element to stand in a page, a form feed behind it\n"
        "  --seminar        begin with one map of what several tables share\n"
        "  --paper PAPER    of a pdf: a4 (the default) or a3\n"
        "  --for WHOM       for the public votes and marks are left out\n"
        "  --without-names  changes nothing: no picture tells who said what\n\n"
        "  roundtable-map <table-4.json >map.svg\n"
        "  roundtable-map --type pdf --seminar --paper a3 <seminar.json >wall.pdf"};

static bool write_pictures(const struct order *order, const struct map_picture *pictures,
                           size_t count, int64_t at_ms, struct str *out, struct err *err)
{
    switch (order->type) {
    case PDF:
        return map_pdf(pictures, count, order->a3, at_ms, order->missing, out, err);
    case DOT:
        return map_dot(pictures, count, out, err);
    case PIECES:
        for (size_t i = 0; i < count; i++) {
            if (!map_seminar_is_empty(&pictures[i])) {
                map_svg_piece(&pictures[i], i + 1, out);
            }
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

static struct map_picture *next_picture(struct album *album)
{
    ARRAY_ADD(album->pictures, album->count, album->room, (struct map_picture){0});
    return &album->pictures[album->count - 1];
}

/* Whether its words have 6 points on that paper, or fewer goals would not help. */
static bool can_be_read(const struct map_picture *picture, const struct order *order)
{
    static const double least_scale = .55;
    size_t goals = 0;
    for (size_t i = 0; i < picture->node_count; i++) {
        goals += picture->nodes[i].kind == MAP_GOAL;
    }
    return order->type != PDF || goals < 2 ||
           map_sheet_of(picture, order->a3).scale >= least_scale;
}

/* One of the goals from there on, fewer of them until it can be read; where to go on, or 0. A
 * graph is laid out by whoever reads it. */
static bool add_picture(struct map_picture *picture, const struct outline *outline,
                        const struct order *order, size_t *from, struct err *err)
{
    size_t most = 0, to = map_picture_init(picture, outline, *from, most);
    bool ok = order->type == DOT || map_lay_out(picture, err);
    while (ok && !can_be_read(picture, order)) {
        most = (most && most < picture->node_count ? most : picture->node_count) * 3 / 4;
        map_picture_finish(picture);
        to = map_picture_init(picture, outline, *from, most);
        ok = map_lay_out(picture, err);
    }
    *from = to;
    return ok;
}

/* All pictures of one table. */
static bool add_table(struct album *album, const struct outline *outline, size_t table,
                      const struct order *order, struct err *err)
{
    size_t at = 0;
    do {
        struct map_picture *picture = next_picture(album);
        if (!add_picture(picture, outline, order, &at, err)) {
            return false;
        }
        picture->table = table;
    } while (at);
    return true;
}

static enum map_room room_for(const struct order *order)
{
    return order->type == DOT ? MAP_WITHOUT_END : order->a3 ? MAP_ON_A3 : MAP_ON_A4;
}

/* Of several tables politicians are told what they share, not the words of each. */
static bool has_own_maps(const struct order *order, size_t tables)
{
    return !order->seminar || tables < 2 || order->options.audience != FOR_POLITICIANS;
}

static bool make_pictures(struct session *session, const struct order *order,
                          struct str *out, struct err *err)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    struct album album = {0};
    bool ok = !order->seminar || count < 2 ||
              map_seminar_init(next_picture(&album), session, &order->options,
                               room_for(order), err);
    for (size_t i = 0; i < count && ok && has_own_maps(order, count); i++) {
        struct outline outline;
        outline_init(&outline, session, tables[i], &order->options);
        ok = add_table(&album, &outline, i, order, err);
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

static int write_map(struct session *session, const struct order *order)
{
    struct str out = STR_EMPTY;
    struct err err = ERR_NONE;
    size_t tables;
    session_tables(session, &tables);
    int status = make_pictures(session, order, &out, &err)
                     ? program_write(&program, &out)
                     : program_failed(&program, err_text(&err));
    status = status ? status : pdf_missing_tell(&program, order->missing);
    if (status == STATUS_DONE && order->seminar && tables == 1) {
        program_tell(&program, "there is one table only, so this is its own map");
        status = STATUS_LOOK;
    }
    str_finish(&out);
    err_finish(&err);
    return status;
}

static enum type type_of(const char *word)
{
    int type = SVG;
    while (strcmp(types[type], word) != 0) {
        type++;
    }
    return (enum type)type;
}

int main(int argc, char **argv)
{
    struct pdf_missing missing = {0};
    struct order order = {.options = {0}, .missing = &missing};
    const char *type = types[SVG], *paper = papers_of_map[0], *audience = NULL;
    const struct option_row rows[] = {
        {"type", .value = &type, .words = types},
        {"seminar", .flag = &order.seminar},
        {"paper", .value = &paper, .words = papers_of_map},
        {"for", .value = &audience, .words = audience_names, .what = "export for"},
        {"without-names", .flag = &order.options.without_names},
        {.name = NULL}};
    struct session_file file;
    int status;
    if (!program_begin(&program, rows, argc, argv, &file, &status)) {
        return status;
    }
    order.type = type_of(type);
    order.a3 = strcmp(paper, "a3") == 0;
    order.options.audience = audience_of(audience);
    status = write_map(file.session, &order);
    file_close(&file);
    return status;
}
