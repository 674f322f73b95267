/* Below the bands: the selection in full, or the box that is typed in. */

#include "clock.h"
#include "grid_layout.h"
#include "screen.h"
#include "wrap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int grid_box_cols(void)
{
    return screen_cols() - 3;
}

/* When it was written: the time if it was today, else the day. */
static void add_when(struct str *out, int64_t at_ms)
{
    if (at_ms == 0) {
        return; /* written by hand, nobody knows when */
    }
    time_t at = (time_t)(at_ms / 1000), now = (time_t)(clock_now_ms() / 1000);
    struct tm then, today;
    char text[32];
    if (!localtime_r(&at, &then) || !localtime_r(&now, &today)) {
        return;
    }
    bool same_day = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday;
    if (strftime(text, sizeof text, same_day ? "%H:%M" : "%d.%m.%Y", &then)) {
        str_add(out, text);
    }
}

static void add_part(struct str *out, const char *text)
{
    str_add(out, out->len_bytes ? screen_dot() : "");
    str_add(out, text);
}

/* Marks with their meaning, votes, who and when, other wordings. */
static void add_about(const struct layout *l, const struct record *record,
                      struct str *out)
{
    const struct column *form = l->v->column ? l->forms[l->v->column] : NULL;
    struct str part = STR_EMPTY;
    for (size_t i = 0; form && i < form->mark_count; i++) {
        const char *chosen = record_text(record, form->marks[i]->id);
        const struct choice *choice = chosen ? mark_choice(form->marks[i], chosen) : NULL;
        if (choice) {
            str_clear(&part);
            str_addf(&part, "%s: %s", choice->title, choice->meaning);
            add_part(out, part.bytes);
        }
    }
    long votes = record_votes(record);
    if (votes) {
        str_clear(&part);
        str_addf(&part, "%ld vote%s", votes, votes == 1 ? "" : "s");
        add_part(out, part.bytes);
    }
    const struct edit *author = record_author(record);
    if (author) {
        bool hand = author->by && strcmp(author->by, "hand") == 0;
        str_clear(&part);
        str_add(&part, hand ? "written by hand" : author->by ? author->by : "");
        struct str when = STR_EMPTY;
        add_when(&when, author->at_ms);
        if (when.len_bytes) {
            str_add(&part, part.len_bytes ? ", " : "");
            str_add(&part, when.bytes);
        }
        add_part(out, str_text(&part));
        str_finish(&when);
    }
    const struct field *text = record_field(record, "text");
    for (const struct version *h = text ? text->heads : NULL; h; h = h->next_head) {
        if (h != text->shown && h->value.kind == VALUE_TEXT) {
            str_clear(&part);
            str_addf(&part, "other wording: %s", h->value.text);
            add_part(out, part.bytes);
        }
    }
    str_finish(&part);
}

void grid_put_details(const struct layout *l)
{
    const struct record *record = grid_selected(l->v, l->facts);
    const struct column *column = l->forms[l->v->column];
    struct str about = STR_EMPTY;
    int width = screen_cols() - 2, text_rows = l->detail_rows - 1;
    screen_rule(l->detail_row - 1, 0, screen_cols());
    if (l->v->on_vision) {
        const char *vision = record_words(record, "vision");
        grid_put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT,
                         *vision ? vision : l->grid->vision);
        str_add(&about, *vision ? "e edits the vision" : "e writes the vision");
    } else if (record) {
        grid_put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT,
                         record_words(record, "text"));
        add_about(l, record, &about);
    } else if (column) {
        grid_put_wrapped(l->detail_row, 1, width, text_rows, ROLE_TEXT, column->prompt);
        if (*column->example) {
            str_addf(&about, "For example: %s", column->example);
        }
    }
    grid_put_wrapped(l->detail_row + text_rows, 1, width, 1, ROLE_DIM, str_text(&about));
    str_finish(&about);
}

/* The box takes the place of the details. */
void grid_put_box(const struct layout *l)
{
    struct str title = STR_EMPTY;
    size_t count, line;
    int col;
    struct box_line *lines =
        text_box_lines(&l->v->box, grid_box_cols(), &count, &line, &col);
    int rows = l->detail_rows, row = l->detail_row;
    size_t first = line >= (size_t)rows ? line + 1 - (size_t)rows : 0;
    grid_box_title(l->v, l->facts, &title);
    screen_rule(row - 1, 0, screen_cols());
    screen_put(row - 1, 2, 1, ROLE_TITLE, " ");
    int taken = screen_put(row - 1, 3, screen_cols() - 6, ROLE_TITLE, str_text(&title));
    screen_put(row - 1, 3 + taken, 1, ROLE_TITLE, " ");
    for (size_t i = first; i < count && i - first < (size_t)rows; i++) {
        screen_put_bytes(row + (int)(i - first), 1, screen_cols() - 1, ROLE_TEXT,
                         str_text(&l->v->box.text) + lines[i].start_bytes,
                         lines[i].len_bytes);
    }
    screen_cursor(row + (int)(line - first), 1 + col);
    free(lines);
    str_finish(&title);
}

/* How many rows the box wants: what it holds, at least two, at most a third. */
int grid_box_rows(const struct grid_view *v)
{
    size_t count, line;
    int col, most = screen_rows() / 3;
    free(text_box_lines(&v->box, grid_box_cols(), &count, &line, &col));
    most = most < 2 ? 2 : most;
    return count < 2 ? 2 : count > (size_t)most ? most : (int)count;
}

/* The words of the selection in full, as far as a quarter of the screen goes, and a row
 * about them. */
int grid_detail_rows(const struct grid_view *v, const struct facts *facts)
{
    const struct record *record = grid_selected(v, facts);
    int least = screen_rows() >= TALL_ROWS ? 3 : 1, most = screen_rows() / 4;
    int rows = 1;
    if (record) {
        rows = wrap_count(record_words(record, v->on_vision ? "vision" : "text"),
                          screen_cols() - 2, most);
    }
    return 1 + (rows > least ? rows : least);
}
