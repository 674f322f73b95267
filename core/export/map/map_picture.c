/* What pictures are put together from, of a table or of a seminar. */

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/map/map_parts.h"
#include "model/plan.h"

#include <string.h>

/* A line's usual width. */
static const double usual_width = 1.2;

/* However few letters they are. */
enum { MOST_BYTES = 2000 };

/* Graphemes of each of a heading's parts: what tells tables apart comes last. */
enum { MOST_IN_HEADING = 120 };

const char *map_keep(struct map_picture *picture, struct str *text)
{
    const char *copy = arena_copy_text(&picture->arena, str_text(text));
    str_clear(text);
    return copy;
}

const char *map_shorten(struct map_picture *picture, struct str *words,
                        size_t most_graphemes)
{
    size_t at = 0, count = 0;
    while (at < words->len_bytes && count < most_graphemes) {
        size_t next = grapheme_after(words->bytes, words->len_bytes, at);
        if (next > MOST_BYTES) {
            break;
        }
        at = next, count++;
    }
    if (at < words->len_bytes) {
        str_remove(words, at, words->len_bytes - at);
        str_add(words, " …");
        picture->shortened++;
    }
    if (!words->len_bytes) {
        str_add(words, "–");
    }
    return map_keep(picture, words);
}

size_t map_add_node(struct map_picture *p, enum map_kind kind, const char *label,
                    const char *words)
{
    ARRAY_ADD(
        p->nodes, p->node_count, p->node_room,
        (struct map_node){.kind = kind, .label = label, .words = words, .scale = 1});
    return p->node_count - 1;
}

struct map_edge *map_add_edge(struct map_picture *p, size_t from, size_t to, int columns)
{
    ARRAY_ADD(p->edges, p->edge_count, p->edge_room,
              (struct map_edge){
                  .from = from, .to = to, .columns = columns, .width = usual_width});
    return &p->edges[p->edge_count - 1];
}

void map_add_short(struct str *out, const char *text)
{
    struct str beginning = STR_EMPTY;
    text_add_beginning(&beginning, text, MOST_IN_HEADING);
    sanitise(str_text(&beginning), SANITISE_FOR_CELLS, out);
    str_finish(&beginning);
}

void map_say_shortened(const struct map_picture *picture, struct str *out)
{
    if (picture->shortened) {
        str_add_byte(out, ' ');
        paper_count(picture->paper, PAPER_SHORTENED_ONE, (long)picture->shortened, out);
    }
}

void map_say_count(const struct map_picture *picture, enum paper_word one,
                   struct paper_said said, struct str *out)
{
    paper_say(picture->paper, paper_counted(picture->paper, one, said.n), said, out);
}

enum map_kind map_kind_of(const char *column, size_t at)
{
    return strcmp(column, plan_barriers) == 0       ? MAP_BARRIER
           : strcmp(column, plan_stakeholders) == 0 ? MAP_STAKEHOLDER
           : strcmp(column, plan_moments) == 0
               ? MAP_MOMENT
               : MAP_OWN + (enum map_kind)plan_colour(column, at) - 1;
}

const char *map_called(const struct column *column, const char *title)
{
    bool none = !column || !*column->singular || strcmp(column->singular, "entry") == 0;
    return none ? title : column->singular;
}

size_t map_left_of_goals(size_t barriers, size_t count)
{
    return barriers < count ? barriers : count > 2 ? 0 : count;
}

void map_picture_finish(struct map_picture *picture)
{
    free(picture->nodes);
    free(picture->edges);
    free(picture->legend);
    arena_finish(&picture->arena);
    *picture = (struct map_picture){0};
}
