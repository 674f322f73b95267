/* A form at a glance, laid out. */

#include "export/picture.h"

#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/told.h"
#include "model/meetings.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINE_HEIGHT = 16,
    MOST_LINES = 3, /* of a name; the table has the rest */
    BAR_HEIGHT = 9,
    RADIUS = 6,
    MOST_SHAPES = 16, /* of a row */
};

/* A usual letter is so wide. */
static const double letter_width = PICTURE_LETTER * .56;

/* The rows that the table, or one of its laptops, says that it is at, and where it was. */
struct standing {
    const char *now, *before, **others;
};

struct drawing {
    struct picture *picture;
    struct arena *arena;
    const struct outline *outline;
    const struct outline_part *part;
    const struct mark *mark;
    struct standing standing; /* of a line */
};

static struct picture_strip *add_strip(struct drawing *d, size_t most)
{
    struct picture_strip *strip = &d->picture->strips[d->picture->count++];
    strip->shapes = arena_get(d->arena, most * sizeof *strip->shapes);
    return strip;
}

/* What has a width begins, from the right, at its other end. */
static void add(const struct drawing *d, struct picture_strip *strip,
                struct picture_shape shape)
{
    bool wide = shape.kind == PICTURE_BAR || shape.kind == PICTURE_TRACK;
    if (d->picture->from_right) {
        shape.x = d->picture->width - shape.x - (wide ? shape.x2 : 0);
        shape.x2 = shape.kind == PICTURE_STROKE ? d->picture->width - shape.x2 : shape.x2;
    }
    strip->shapes[strip->count++] = shape;
}

/* Words in lines of that many letters, one below the other; returns how many lines. */
static size_t add_words(const struct drawing *d, struct picture_strip *strip,
                        enum picture_kind kind, double x, double y, double width,
                        const char *words)
{
    struct str clean = STR_EMPTY, line = STR_EMPTY;
    size_t lines = 0;
    int room = (int)(width / letter_width);
    sanitise(words, SANITISE_FOR_CELLS, &clean);
    for (const char *at = str_text(&clean); *at && lines < MOST_LINES; lines++) {
        size_t taken = 0;
        for (size_t end = 0; at[end];) { /* as many words as there is room for */
            size_t next = end + strspn(at + end, " ");
            next += strcspn(at + next, " ");
            if (taken && text_width_cols(at, next) > room) {
                break;
            }
            taken = end = next;
        }
        str_clear(&line);
        bool last = lines + 1 == MOST_LINES && at[taken];
        str_add_bytes(&line, at, last ? strlen(at) : taken);
        const char *kept = arena_copy_text(d->arena, line.bytes);
        if (text_width_cols(kept, strlen(kept)) > room) {
            str_clear(&line);
            text_add_beginning(&line, kept, room);
            kept = arena_copy_text(d->arena, line.bytes);
        }
        add(d, strip,
            (struct picture_shape){kind, x, y + (double)lines * LINE_HEIGHT, 0, 0, kept});
        at += taken + strspn(at + taken, " ");
    }
    str_finish(&clean);
    str_finish(&line);
    return lines;
}

/* Bars */

static size_t level_of(const struct mark *mark, const char *choice)
{
    for (size_t i = 0; i < mark->choice_count; i++) {
        if (strcmp(mark->choices[i].id, choice) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* A bar of the first choice, nothing to show, is a stroke at its beginning; a row that
 * nobody marked has none. */
static void add_bar(struct drawing *d, const struct record *row)
{
    double width = d->picture->width, left = width * .38, most = width * .26;
    struct picture_strip *strip = add_strip(d, MOST_SHAPES);
    size_t level = level_of(d->mark, entry_mark(row, d->mark));
    size_t lines = add_words(d, strip, PICTURE_WORDS, 0, PICTURE_LETTER + 2,
                             left - PICTURE_LETTER, row_words(row));
    const char *said = told_mark(d->arena, d->outline, row, d->mark);
    double top = (LINE_HEIGHT - BAR_HEIGHT) / 2.0 + 2;
    add(d, strip,
        (struct picture_shape){PICTURE_TRACK, left, top, most, BAR_HEIGHT, NULL});
    if (level) {
        double part = (double)(level - 1) / (double)(d->mark->choice_count - 1);
        double bar = level > 1 ? most * part : 2;
        add(d, strip,
            (struct picture_shape){PICTURE_BAR, left, top, bar, BAR_HEIGHT, NULL});
    }
    double x = left + most + PICTURE_LETTER;
    size_t others = add_words(d, strip, PICTURE_WORDS, x, PICTURE_LETTER + 2, width - x,
                              said ? said : "–");
    lines = lines > others ? lines : others;
    strip->height = (double)lines * LINE_HEIGHT + 6;
}

/* A line */

static bool is_named(const struct record *row, const char *name)
{
    const char *given = row_given(row);
    return name && *name && strcmp(given ? given : record_id(row), name) == 0;
}

static const char *label_of(const struct drawing *d, const struct record *row)
{
    const struct standing *standing = &d->standing;
    for (size_t i = 0; standing->others && standing->others[i]; i++) {
        if (is_named(row, standing->others[i])) {
            return d->outline->paper->texts[PAPER_OTHER_WORDING];
        }
    }
    return is_named(row, standing->now)      ? d->mark->title
           : is_named(row, standing->before) ? d->outline->paper->texts[PAPER_LAST_TIME]
                                             : NULL;
}

static enum form_place place_of(const struct drawing *d, size_t n)
{
    const struct form_row *row = row_form(d->outline->session, d->part->rows[n]);
    return n && row ? row->stands : FORM_AFTER;
}

/* One row: its place on the line, what it is called, and whether the table is there. Returns
 * the height below which the next can stand. */
static double add_place(const struct drawing *d, struct picture_strip *strip,
                        const struct record *row, double x, double y, double room,
                        bool point)
{
    const char *label = label_of(d, row);
    bool now = is_named(row, d->standing.now);
    double radius = now ? RADIUS : point ? RADIUS / 2.0 : RADIUS - 1;
    if (label) {
        add_words(d, strip, now ? PICTURE_STRONG : PICTURE_NAME, x, y - RADIUS - 6,
                  room * 1.3, label);
    }
    add(d, strip,
        (struct picture_shape){now ? PICTURE_DOT : PICTURE_RING, x, y, radius, 0, NULL});
    size_t lines = add_words(d, strip, now ? PICTURE_STRONG : PICTURE_NAME, x,
                             y + RADIUS + LINE_HEIGHT, room, row_words(row));
    return y + RADIUS + (double)(lines + 2) * LINE_HEIGHT;
}

/* Of a line; bars have one. */
static size_t column_count(const struct drawing *d)
{
    size_t columns = 0;
    for (size_t i = 0; i < d->part->row_count; i++) {
        columns += place_of(d, i) != FORM_OR;
    }
    return d->mark->one ? columns : 1;
}

/* To another way to go on: it leaves the line halfway, where no name stands. */
static void add_branch(const struct drawing *d, struct picture_strip *strip, double x,
                       double top, double below, double slot)
{
    double fork = x - slot / 2, end = x - RADIUS - 2;
    add(d, strip, (struct picture_shape){PICTURE_STROKE, fork, top, fork, below, NULL});
    add(d, strip, (struct picture_shape){PICTURE_STROKE, fork, below, end, below, NULL});
}

static void add_line(struct drawing *d)
{
    size_t count = d->part->row_count, columns = column_count(d), at = 0;
    struct picture_strip *strip = add_strip(d, count * MOST_SHAPES);
    double slot = d->picture->width / (double)columns;
    double from = slot / 2, top = LINE_HEIGHT * 2, y = top;
    for (size_t i = 0; i < count; i++) {
        enum form_place place = place_of(d, i);
        at += place != FORM_OR && i > 0;
        double x = slot / 2 + slot * (double)at, below = place == FORM_OR ? y + 4 : top;
        if (place == FORM_OR) {
            add_branch(d, strip, x, top, below, slot);
        } else if (i) {
            double radius = RADIUS + 2;
            add(d, strip,
                (struct picture_shape){PICTURE_STROKE, from + radius, top, x - radius,
                                       top, NULL});
        }
        y = add_place(d, strip, d->part->rows[i], x, below, slot - PICTURE_LETTER,
                      place == FORM_POINT);
        strip->height = y - LINE_HEIGHT > strip->height ? y - LINE_HEIGHT : strip->height;
        from = x;
    }
}

/* Which mark it shows, and whether anything has it. */

static const struct mark *mark_to_show(const struct outline_part *part)
{
    bool one = part->grid->picture == GRID_LINE;
    for (size_t i = 0; i < part->goals.mark_count; i++) {
        const struct mark *mark = part->goals.marks[i];
        if (mark->one == one && (one || mark->choice_count > 1)) {
            return mark;
        }
    }
    return NULL;
}

static bool is_marked(const struct drawing *d)
{
    bool marked = false;
    for (size_t i = 0; i < d->part->row_count && !marked; i++) {
        const struct record *row = d->part->rows[i];
        marked = d->mark->one ? label_of(d, row) != NULL
                              : told_mark(d->arena, d->outline, row, d->mark) != NULL;
    }
    return marked;
}

static struct standing standing_of(const struct drawing *d)
{
    struct str name = str_of("%s:%s", d->mark->id, d->part->grid->id);
    const struct record *table = d->outline->table;
    const struct record *last = table_before(d->outline->session, table);
    struct standing standing = {
        .now = record_says(table, name.bytes),
        .before = last ? record_says(last, name.bytes) : NULL,
        .others = outline_other_wordings(record_field(table, name.bytes)),
    };
    str_finish(&name);
    return standing;
}

/* Names of four letters say nothing, and no page holds what is as high as it is wide. */
static bool can_be_read(const struct picture *picture, size_t columns)
{
    bool can = picture->width / (double)columns >= 4 * PICTURE_LETTER;
    for (size_t i = 0; i < picture->count && can; i++) {
        can = picture->strips[i].height < picture->width * .6;
    }
    return can;
}

static void lay_out(struct drawing *d)
{
    const struct outline_part *part = d->part;
    *d->picture = (struct picture){
        .width = d->picture->width,
        .from_right = d->picture->from_right,
        .title = d->mark->title,
        .caption = part->grid->picture == GRID_LINE ? part->grid->help : "",
        .strips = arena_get(d->arena, (part->row_count + 1) * sizeof *d->picture->strips),
    };
    if (part->grid->picture == GRID_LINE) {
        add_line(d);
    }
    for (size_t i = 0; i < part->row_count && part->grid->picture == GRID_BARS; i++) {
        add_bar(d, part->rows[i]);
    }
}

bool picture_of(struct picture *picture, struct arena *arena,
                const struct outline *outline, const struct outline_part *part,
                double width, bool from_right)
{
    bool drawn = part->grid && part->grid->picture && !part->list;
    struct drawing d = {.picture = picture,
                        .arena = arena,
                        .outline = outline,
                        .part = part,
                        .mark = drawn ? mark_to_show(part) : NULL};
    if (!d.mark) {
        return false;
    }
    *picture = (struct picture){.width = width, .from_right = from_right};
    d.standing = d.mark->one ? standing_of(&d) : (struct standing){NULL, NULL, NULL};
    bool marked = is_marked(&d);
    if (marked) {
        lay_out(&d);
    }
    free(d.standing.others);
    return marked && can_be_read(picture, column_count(&d));
}
