/* Draws two themes that may say the same beside each other, and the box for a name. */

#include "base/utf8.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/themes/themes_inside.h"

#include <stdlib.h>
#include <string.h>

void themes_say_count(struct str *out, size_t count, const char *what)
{
    str_addf(out, "%zu %s%s", count, what, plural(count));
}

void themes_say_counts(struct str *out, struct said said)
{
    themes_say_count(out, said.tables, "table");
    if (said.entries > said.tables) {
        str_addf(out, ", %zu entries", said.entries);
    }
    if (said.votes) {
        str_addf(out, ", %ld vote%s", said.votes, plural(said.votes));
    }
}

void themes_add_goal(const struct record *entry, struct str *out)
{
    const struct record *parent = record_parent(entry);
    if (parent && parent != entry_table(entry)) {
        str_addf(out, "%sunder ‘%s’", screen_dot(), row_words(parent));
    }
}

void themes_add_entry(const struct theme *theme, const struct record *entry,
                      struct str *out)
{
    const char *words = record_words(entry, "text");
    themes_name_table(entry_table(entry), out);
    if (strcmp(words, theme->words) != 0) {
        str_addf(out, ": %s", words);
    }
}

/* Where a theme comes from, an entry with the goal it stands under in as many rows as the
 * others leave it; the last row says how many more there are. */
static void put_entries(const struct theme *theme, int row, int col, int width, int rows)
{
    struct str last = STR_EMPTY;
    size_t left = theme->count;
    for (size_t i = 0; i < theme->count && rows > 0; i++, left--) {
        struct str entry = STR_EMPTY;
        themes_add_entry(theme, theme->members[i], &entry);
        themes_add_goal(theme->members[i], &entry);
        if (strcmp(str_text(&entry), str_text(&last)) == 0) {
            str_finish(&entry);
            continue; /* a table that said it twice stands here once */
        }
        bool cut = rows == 1 && left > 1;
        int most = (size_t)rows > left ? rows - (int)left + 1 : 1;
        screen_put(row, col, 2, ROLE_DIM, screen_bullet());
        if (cut) {
            str_set(&entry, "%zu more", left);
        }
        int taken = screen_put_wrapped(row, col + 2, width - 2, most,
                                       cut ? ROLE_DIM : ROLE_TEXT, str_text(&entry));
        row += taken;
        rows -= taken;
        str_finish(&last);
        last = entry;
    }
    str_finish(&last);
}

/* One of the two: its words in full, how many said it, and who. */
static void put_side(const struct theme *theme, int row, int col, int width, int rows)
{
    struct str counts = STR_EMPTY;
    bool tight = rows < 8;
    int words = screen_put_wrapped(row, col, width, rows > 2 ? rows - 1 : rows,
                                   ROLE_TITLE, theme->words);
    struct said all = {theme, theme->tables, theme->count, theme->votes_shown};
    int used = words + (tight ? 0 : 1);
    themes_say_counts(&counts, all);
    str_add(&counts, theme->named ? "; a name given to these:" : "");
    if (used < rows) {
        screen_put(row + used++, col, width, ROLE_KEY, counts.bytes);
        put_entries(theme, row + used, col, width, rows - used);
    }
    str_finish(&counts);
}

/* Both, beside each other where there is room. In a window that is read line by line both stand
 * whole before anything else is said of them. */
static void put_two(const struct theme *one, const struct theme *other, int row, int end)
{
    if (window_is_small()) {
        struct str both = str_of("‘%s’ and ‘%s’", one->words, other->words);
        row += screen_put_wrapped(row, 1, screen_cols() - 2, end - row, ROLE_TITLE,
                                  both.bytes);
        str_finish(&both);
    }
    int cols = screen_cols(), rows = end - row, gap = window_is_short() ? 0 : 1;
    if (window_is_narrow()) {
        int half = (rows - gap) / 2;
        put_side(one, row, 1, cols - 2, half);
        put_side(other, row + half + gap, 1, cols - 2, rows - half - gap);
    } else {
        int half = (cols - 5) / 2;
        put_side(one, row, 1, half, rows);
        put_side(other, row, cols - 1 - half, half, rows);
    }
}

void themes_add_about(const struct themes_view *v, const struct proposal *p,
                      struct str *out)
{
    size_t off = v->queue_count - v->new_count;
    if (v->at < v->new_count && off) {
        str_addf(out, "%zu of %zu, %zu put off%s", v->at + 1, v->new_count, off,
                 screen_dot());
    } else if (off) {
        str_addf(out, "Put off: %zu of %zu%s", v->at - v->new_count + 1, off,
                 screen_dot());
    } else {
        str_addf(out, "%zu of %zu%s", v->at + 1, v->queue_count, screen_dot());
    }
    for (size_t i = 0; i < v->column_count; i++) {
        if (strcmp(v->columns[i].id, p->one->column) == 0) {
            str_addf(out, "%s%s",
                     window_is_narrow() ? v->columns[i].short_title : v->columns[i].title,
                     screen_dot());
        }
    }
    if (v->came.one && themes_is_pair(v, p, v->came)) {
        str_addf(out, "came by your last answer%s", screen_dot());
    }
    if (themes_are_apart(&v->themes, p->one, p->other)) {
        str_addf(out, "kept apart from a part of it%s", screen_dot());
    }
    str_add(out, "alike: ");
    proposal_add_shared(&v->proposals, p, out);
}

void themes_put_proposal(const struct themes_view *v, const struct proposal *p, int row,
                         int end)
{
    if (!window_is_short()) { /* else below */
        struct str about = STR_EMPTY;
        themes_add_about(v, p, &about);
        screen_put(row, 1, screen_cols() - 2, ROLE_TEXT, about.bytes);
        row += 2;
        str_finish(&about);
    }
    screen_cursor(row, 1);
    put_two(p->one, p->other, row, end);
}

void themes_put_box(const struct themes_view *v, int row, int end)
{
    static const char title[] = " What shall they be called? ";
    const struct theme *theme = theme_of(&v->themes, v->naming);
    const char *text = str_text(&v->box.text);
    int cols = screen_cols(), at = end - 1;
    int before = screen_width_cols(text, v->box.cursor_bytes);
    size_t from = 0;
    while (before >= cols - 3 && from < v->box.cursor_bytes) {
        from = grapheme_after(text, v->box.text.len_bytes, from);
        before = screen_width_cols(text + from, v->box.cursor_bytes - from);
    }
    const struct theme *partner = theme ? themes_partner(v, theme) : NULL;
    if (partner && partner != theme) {
        put_two(theme, partner, row, at - 1);
    } else if (theme) {
        put_side(theme, row, 1, cols - 2, at - 1 - row);
    }
    screen_rule(at - 1, 0, cols);
    screen_put(at - 1, 2, cols - 4, ROLE_TITLE, title);
    screen_put(at, 1, cols - 2, ROLE_TEXT, text + from);
    screen_cursor(at, 1 + before);
}
