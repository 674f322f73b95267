/* What stands in the box while it is asked about what was pasted, and how that is told from what
 * was typed. */

#include "views/grid/grid_inside.h"

#include <string.h>

const struct text_box *grid_shown_box(const struct grid_view *v)
{
    return v->box_kind == BOX_PASTE ? &v->paste_shown : &v->box;
}

void grid_end_last_line(struct text_box *box)
{
    size_t at = box->cursor_bytes, len = box->text.len_bytes;
    if (box->text.bytes[len - 1] != '\n') {
        str_add_byte(&box->text, '\n');
        box->cursor_bytes = at;
    }
}

void grid_end_typing(struct grid_view *v)
{
    struct str *text = &v->box.text;
    while (text->len_bytes && text->bytes[text->len_bytes - 1] == '\n') {
        str_remove(text, text->len_bytes - 1, 1);
    }
    if (v->box.cursor_bytes > text->len_bytes) {
        v->box.cursor_bytes = text->len_bytes;
    }
}

void grid_keep_together(struct grid_view *v)
{
    v->box_kind = v->paste_into;
    grid_end_typing(v);
}

void grid_insert_pasted(struct text_box *box, const char *text)
{
    struct str clean = STR_EMPTY;
    if (pasted_count(text) > 1 && box->cursor_bytes > 0 &&
        box->text.bytes[box->cursor_bytes - 1] != '\n') {
        str_add_byte(&clean, '\n'); /* a list begins on a line of its own */
    }
    str_add(&clean, text);
    while (clean.len_bytes && strchr("\r\n", clean.bytes[clean.len_bytes - 1])) {
        str_remove(&clean, clean.len_bytes - 1, 1); /* the line's end is not words */
    }
    text_box_insert(box, str_text(&clean));
    str_finish(&clean);
}
