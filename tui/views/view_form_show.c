/* What a form shows, drawn or heard: its lines, and what is understood of the one at hand. */

#include "views/view_form.h"

#include "views/foot.h"
#include "views/title.h"
#include "views/view_form_inside.h"

#include "base/dates.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "screen/text_box.h"

#include <stdlib.h>
#include <string.h>

enum { MARKER_COLS = 2 };

/* Adds the other wordings of the line's field; false if there are none. Whoever has them
 * before them settles by going on from the line. */
static bool add_others(struct form_view *v, struct str *out)
{
    size_t count = 0;
    const struct version **wordings =
        v->several[v->at] && !v->settled[v->at]
            ? history_wordings(record_field(v->record, v->kind->fields[v->at]), &count)
            : NULL;
    for (size_t i = 1; i < count; i++) {
        char day[DATE_WORDS_SIZE_BYTES];
        const char *words = value_words(version_value(wordings[i]));
        str_addf(out, "%s‘%s’", i == 1 ? "Also said: " : ", ",
                 form_as_line(v->kind, v->at, words, day));
    }
    free(wordings);
    v->told[v->at] = v->told[v->at] || count > 1;
    return count > 1;
}

/* The same in the foot. Who hears is told before the line is asked for. */
static bool tell_others(struct form_view *v)
{
    if (screen_is_heard() || !add_others(v, &v->foot)) {
        return false;
    }
    action_fill_in(
        ". \vform-next Enter\v chooses what this line says; without it both stay.", false,
        &v->foot);
    return true;
}

static int line_x(const struct form_view *v)
{
    return 1 + v->kind->label_cols + MARKER_COLS;
}

/* What stood in a line that says something else by now. */
static void add_before(struct form_view *v)
{
    const char *was = v->were[v->at];
    if (was && *was && !form_line_is_same(v, v->at)) {
        bool open = v->foot.len_bytes &&
                    !strchr(".?!", str_text(&v->foot)[v->foot.len_bytes - 1]);
        str_add(&v->foot, open ? "." : "");
        str_add(&v->foot, v->foot.len_bytes ? " It said " : "It said ");
        text_quote(&v->foot, was, 40);
        action_fill_in(": \vas-it-was\v brings that back.", screen_is_heard(), &v->foot);
    }
}

/* What is understood of the line of the date; or the whole of a hint that is cut. */
static void say_line(struct form_view *v)
{
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES], words[DATE_WORDS_SIZE_BYTES];
    const char *text = str_text(&v->boxes[v->kind->date_line].text);
    bool here = v->at == v->kind->date_line;
    clock_today(today);
    if (tell_others(v) || (!here && date_doubt(text, today, &v->foot))) {
        return;
    }
    if (!str_text(&v->boxes[v->at].text)[0]) {
        const char *hint = v->kind->hints[v->at];
        int room = screen_cols() - line_x(v) - 2;
        str_add(&v->foot, screen_width_cols(hint, strlen(hint)) > room ? hint : "");
    } else if (!here) {
        return;
    } else if (date_understand(text, today, iso) && date_with_weekday(iso, words)) {
        bool heard = screen_is_heard();
        str_addf(&v->foot, "%s %s%s%s", heard ? "That is" : "=", words,
                 heard || date_says_hour(text) ? "." : "",
                 date_says_hour(text) ? " The hour is not kept." : "");
    } else if (date_doubt(text, today, &v->foot)) {
        str_add(&v->foot, v->kind->any_words ? " Kept as words; in no calendar." : "");
    } else if (v->kind->any_words) {
        str_add(&v->foot,
                "Kept as words; in no calendar. Days: 1 December, Friday, in 2 weeks.");
    }
}

/* For the foot: what is understood of the line at hand, while it is written. */
static const char *about_line(struct form_view *v)
{
    str_clear(&v->foot);
    say_line(v);
    add_before(v);
    form_say_how_kept(v);
    return str_text(&v->foot);
}

/* Behind what a line says: that it cannot be kept so, or is not the only wording. */
static void put_behind(const struct form_view *v, size_t line, int row, int col)
{
    bool wrong = line != v->at && !form_line_fits(v, line);
    if (wrong || (v->several[line] && !v->settled[line])) {
        screen_put(row, col, screen_cols() - col - 1, ROLE_KEY,
                   !wrong                       ? "(others said otherwise)"
                   : line == v->kind->date_line ? "(no date)"
                   : line == v->kind->time_line ? "(no time of day)"
                                                : "(no language)");
    }
}

static void draw_line(struct form_view *v, size_t line, int row)
{
    const struct text_box *box = &v->boxes[line];
    const char *text = str_text(&box->text);
    bool here = line == v->at;
    int x = line_x(v), width = screen_cols() - x - 2;
    int before = screen_width_cols(text, box->cursor_bytes);
    /* A text longer than its line is shown from where the cursor is in sight. */
    size_t from = 0;
    while (here && before >= width && from < box->cursor_bytes) {
        from = grapheme_after(text, box->cursor_bytes, from);
        before = screen_width_cols(text + from, box->cursor_bytes - from);
    }
    screen_put(row, 1, v->kind->label_cols, here ? ROLE_KEY : ROLE_TEXT,
               v->kind->labels[line]);
    screen_button(row, 0, 1, screen_cols(),
                  (struct button){.kind = BUTTON_ITEM, .index = line});
    if (*text) {
        screen_put(row, x, width, here && box->offered ? ROLE_SELECTED : ROLE_TEXT,
                   text + from);
        put_behind(v, line, row,
                   x + 1 + screen_width_cols(text + from, strlen(text + from)));
    } else {
        screen_put(row, x, width, ROLE_DIM, v->kind->hints[line]);
    }
    if (here) {
        screen_put(row, x - MARKER_COLS, MARKER_COLS, ROLE_KEY, screen_marker());
        screen_cursor(row, x + before);
    }
}

void form_draw(void *state, const struct facts *facts)
{
    struct form_view *v = state;
    static const struct hint_word keeps[] = {{ACT_LIST_CLOSE, "Done"}, {ACT_NONE, NULL}};
    struct facts foot = *facts;
    int step = screen_rows() < 4 + 2 * DETAIL_COUNT ? 1 : 2;
    screen_clear();
    draw_whole_title(facts, str_text(&v->title));
    screen_rule(1, 0, screen_cols());
    for (size_t i = 0; i < v->kind->line_count; i++) {
        draw_line(v, i, 2 + step * (int)i);
    }
    if (!*foot.message) {
        foot.message = about_line(v);
    }
    foot.hint_words = form_is_said(v) ? keeps : NULL;
    draw_foot(&foot, MODE_FORM);
    screen_show();
}

struct text_box *form_typed(void *state, const struct facts *facts, struct str *about)
{
    struct form_view *v = state;
    (void)facts;
    str_add(about, v->kind->labels[v->at]);
    if (!v->boxes[v->at].text.len_bytes) {
        str_addf(about, " (%s)", v->kind->hints[v->at]);
    }
    struct str others = STR_EMPTY;
    if (screen_is_heard() && add_others(v, &others)) {
        str_addf(about, " (%s; going on chooses what stands here)", others.bytes);
    }
    str_finish(&others);
    return &v->boxes[v->at];
}

/* What is understood of a line that is not empty, and what others said. */
void form_say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct form_view *v = state;
    (void)facts;
    if (!brief) {
        /* Which key ends it is for those who see it. */
        const char *title = str_text(&v->title);
        str_addf(out, "%.*s\n",
                 (int)(v->kind->title ? strcspn(title, ":") : strlen(title)), title);
    }
    for (size_t i = 0; i < v->kind->line_count && !brief; i++) {
        str_addf(out, "%s: %s\n", v->kind->labels[i], str_text(&v->boxes[i].text));
    }
    if (v->boxes[v->at].text.len_bytes) {
        str_add(out, about_line(v));
    }
}
