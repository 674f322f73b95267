#include "views/tabs.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { GAP = 2, PLACE_BYTES = 64 };

void tab_add_word(const char *title, struct str *out)
{
    const char *longest = title;
    size_t longest_len = 0;
    for (const char *word = title; *word; word += strspn(word, " ")) {
        size_t len = strcspn(word, " ");
        if (len > longest_len) {
            longest = word;
            longest_len = len;
        }
        word += len;
    }
    str_add_bytes(out, longest, longest_len);
    if (out->len_bytes) {
        out->bytes[0] = (char)toupper((unsigned char)out->bytes[0]);
    }
}

/* How a tab is named. */
enum naming { BY_FULL, BY_TITLE, BY_WORD, NAMING_COUNT };

static void add_tab(const struct tab *tab, enum naming naming, struct str *out)
{
    struct str word = STR_EMPTY;
    tab_add_word(tab->title, &word);
    str_addf(out, "%zu %s%s", tab->number,
             naming == BY_FULL    ? tab->full
             : naming == BY_TITLE ? tab->title
                                  : str_text(&word),
             tab->behind);
    str_finish(&word);
}

static int tab_cols(const struct tab *tab, enum naming naming)
{
    struct str text = STR_EMPTY;
    add_tab(tab, naming, &text);
    int cols = screen_width_cols(text.bytes, text.len_bytes);
    str_finish(&text);
    return cols;
}

/* Which tabs stand there, and how: the selected one as fully as the others leave room. */
struct shown {
    size_t from, end;
    enum naming here, others;
};

/* Columns that they take. */
static int shown_cols(const struct tab *tabs, const struct shown *s, size_t here)
{
    int cols = 0;
    for (size_t i = s->from; i < s->end; i++) {
        cols += (i == s->from ? 0 : GAP) +
                tab_cols(&tabs[i], i == here ? s->here : s->others);
    }
    return cols;
}

static bool all_fit(const struct tab *tabs, struct shown *s, size_t here, int room)
{
    for (s->others = BY_TITLE; s->others <= BY_WORD; s->others++) {
        for (s->here = BY_FULL; s->here <= s->others; s->here++) {
            if (shown_cols(tabs, s, here) <= room) {
                return true;
            }
        }
    }
    return false;
}

/* Those next to the selected one, the ones behind it first; or, if none is, the first. */
static void take_nearest(const struct tab *tabs, size_t count, struct shown *s,
                         size_t here, int room)
{
    struct shown more;
    s->from = here < count ? here : 0;
    s->end = here < count ? here + 1 : 1;
    s->here = s->others = BY_WORD;
    for (more = *s; more.end++ < count && shown_cols(tabs, &more, here) <= room;) {
        *s = more;
    }
    for (more = *s; more.from-- > 0 && shown_cols(tabs, &more, here) <= room;) {
        *s = more;
    }
    for (more = *s; more.here-- > BY_FULL && shown_cols(tabs, &more, here) <= room;) {
        *s = more;
    }
}

bool tabs_fit(int col, const struct tab *tabs, size_t count, size_t here)
{
    struct shown s = {.end = count};
    return all_fit(tabs, &s, here, screen_cols() - col);
}

void tabs_put(int row, int col, const struct tab *tabs, size_t count, size_t here,
              size_t all)
{
    struct shown s = {.end = count};
    char place[PLACE_BYTES] = "";
    int room = screen_cols() - col;
    if (count && !all_fit(tabs, &s, here, room)) {
        if (here < count) {
            snprintf(place, sizeof place, "column %zu of %zu", tabs[here].number, all);
        } else {
            snprintf(place, sizeof place, "%s", screen_goes_on());
        }
        take_nearest(tabs, count, &s, here,
                     room - 1 - GAP - screen_width_cols(place, strlen(place)));
    }
    for (size_t i = s.from; i < s.end; i++) {
        struct str text = STR_EMPTY;
        add_tab(&tabs[i], i == here ? s.here : s.others, &text);
        int taken = screen_put(row, col, screen_cols() - col, tabs[i].role, text.bytes);
        screen_button(row, col, 1, taken,
                      (struct button){.kind = BUTTON_COLUMN, .index = tabs[i].index});
        col += taken + GAP;
        str_finish(&text);
    }
    int place_cols = screen_width_cols(place, strlen(place));
    screen_put(row, screen_cols() - 1 - place_cols, place_cols, ROLE_TEXT, place);
}
