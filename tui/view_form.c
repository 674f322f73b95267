#include "view_form.h"

#include "base/instant.h"
#include "base/memory.h"
#include "clock.h"
#include "screen.h"
#include "text_box.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct form_view {
    char *template; /* NULL: the session on the screen is changed */
    struct text_box boxes[DETAIL_COUNT];
    size_t at;
};

static const char *const labels[DETAIL_COUNT] = {"Title", "Place", "Date", "Table"};
static const char *const hints[DETAIL_COUNT] = {
    "what the session is called", "the town or the room", "year-month-day, 2017-02-22",
    "its number or its name"};

void *view_form_new(const char *template)
{
    struct form_view *v = memory_get(sizeof *v);
    char today[32];
    struct tm here;
    time_t now = (time_t)(clock_now_ms() / 1000);
    v->template = memory_copy_text(template);
    if (localtime_r(&now, &here) && strftime(today, sizeof today, "%Y-%m-%d", &here)) {
        text_box_set(&v->boxes[2], today);
    }
    return v;
}

void *view_form_details(const struct facts *facts)
{
    static const char *const fields[DETAIL_COUNT] = {"title", "place", "date", "table"};
    struct form_view *v = memory_get(sizeof *v);
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        text_box_set(&v->boxes[i], record_words(facts->table, fields[i]));
    }
    return v;
}

static void form_free(void *state)
{
    struct form_view *v = state;
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        text_box_finish(&v->boxes[i]);
    }
    free(v->template);
    free(v);
}

static enum mode mode_of(const void *state)
{
    (void)state;
    return MODE_FORM;
}

static void draw(void *state, const struct facts *facts)
{
    struct form_view *v = state;
    int cols = screen_cols(), row = 2, x = 10;
    screen_clear();
    draw_title(facts, v->template
                          ? "New session, all optional: Enter on the last line begins"
                          : "Details of this session: Enter on the last line keeps them");
    screen_rule(1, 0, cols);
    for (size_t i = 0; i < DETAIL_COUNT; i++, row += 2) {
        const struct text_box *box = &v->boxes[i];
        const char *text = str_text(&box->text);
        bool here = i == v->at;
        int before = screen_width_cols(text, box->cursor_bytes), width = cols - x - 2;
        /* A text longer than its line is shown from where the cursor is in sight. */
        size_t from = 0;
        while (here && before >= width && from < box->cursor_bytes) {
            from += (size_t)(((unsigned char)text[from] & 0xC0) != 0x80);
            while (((unsigned char)text[from] & 0xC0) == 0x80) {
                from++;
            }
            before = screen_width_cols(text + from, box->cursor_bytes - from);
        }
        screen_put(row, 1, 8, here ? ROLE_KEY : ROLE_TEXT, labels[i]);
        screen_button(row, 0, 1, cols, (struct button){.kind = BUTTON_ITEM, .index = i});
        if (*text) {
            screen_put(row, x, width, ROLE_TEXT, text + from);
        } else {
            screen_put(row, x, width, ROLE_DIM, hints[i]);
        }
        if (here) {
            screen_put(row, 8, 2, ROLE_KEY, screen_marker());
            screen_cursor(row, x + before);
        }
    }
    draw_foot(facts, MODE_FORM);
    screen_show();
}

/* 22/2/2017 and 22.2.2017 are dates as well: put as 2017-02-22. */
static void settle_date(struct text_box *box)
{
    int day, month, year, used = 0;
    char a, b, text[32];
    if (sscanf(str_text(&box->text), " %2d%c%2d%c%4d %n", &day, &a, &month, &b, &year,
               &used) == 5 &&
        a == b && (a == '/' || a == '.') && !str_text(&box->text)[used] && year >= 1000) {
        snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        text_box_set(box, text);
    }
}

static struct intent done(struct form_view *v)
{
    settle_date(&v->boxes[2]);
    const char *date = str_text(&v->boxes[2].text);
    int64_t unused;
    struct intent intent = {.kind = v->template ? INTENT_NEW : INTENT_DETAILS,
                            .text = v->template};
    if (*date && !date_read(date, &unused)) {
        v->at = 2;
        return (struct intent){.kind = INTENT_SAY,
                               .text = "That is no date. Write it as 2017-02-22 or "
                                       "22/2/2017, or leave the line empty."};
    }
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        intent.texts[i] = str_text(&v->boxes[i].text);
    }
    return intent;
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct form_view *v = state;
    struct text_box *box = &v->boxes[v->at];
    struct intent nothing = {.kind = INTENT_NOTHING};
    (void)facts;
    if (event->kind == EVENT_CLICK) {
        struct button button = screen_button_at(event->row, event->col);
        v->at = button.kind == BUTTON_ITEM ? button.index : v->at;
        return button.kind == BUTTON_ACTION
                   ? (struct intent){.kind = INTENT_PRESS, .action = button.action}
                   : nothing;
    }
    if (event->kind == EVENT_PASTE) {
        struct str line = STR_EMPTY;
        str_add_bytes(&line, event->text, strcspn(event->text, "\r\n"));
        text_box_insert(box, str_text(&line));
        str_finish(&line);
        return nothing;
    }
    switch (action) {
    case ACT_LIST_CLOSE:
        return (struct intent){.kind = INTENT_CLOSE};
    case ACT_FORM_NEXT:
        if (v->at + 1 < DETAIL_COUNT) {
            v->at++;
            return nothing;
        }
        return strcmp(event->key, "Enter") == 0 ? done(v) : nothing;
    case ACT_FORM_PREVIOUS:
        v->at -= v->at > 0;
        return nothing;
    default:
        break;
    }
    if (*event->text) {
        text_box_insert(box, event->text);
    } else {
        text_box_act(box, action, screen_cols());
    }
    return nothing;
}

const struct view_ops view_form_ops = {
    .name = "form",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = form_free,
};
