/* The title row of a view, and what stands beside the title. */

#include "views/title.h"

#include "screen/screen.h"
#include "store/room.h"
#include "views/day_words.h"

#include <string.h>

/* Draws the clock before what stands from that column on; the columns it took. */
static int draw_clock(const struct facts *facts, int end)
{
    enum { BRIEF_COLS = 60 };
    struct str clock = STR_EMPTY;
    if (facts->quiet_clock) {
        day_say_clock_quietly(&facts->day, &clock);
    } else if (screen_cols() < BRIEF_COLS) {
        day_say_clock_briefly(&facts->day, &clock);
    } else {
        day_say_clock(&facts->day, &clock);
    }
    int width = screen_width_cols(str_text(&clock), clock.len_bytes);
    screen_put(0, end - width, width, day_is_up(&facts->day) ? ROLE_SELECTED : ROLE_TITLE,
               str_text(&clock));
    str_finish(&clock);
    return width;
}

/* Who is there, if there is room beside the title; where there is not, at least that nobody is
 * because the connection is lost or phones have ended, or how many phones are in. */
static void say_with_whom(const struct facts *facts, int room, struct str *out)
{
    enum { LEAST_COLS = 52, LEAST_COLS_BRIEF = 28 };
    bool lost = facts->room && !facts->room->connected;
    const char *ended = facts->phones_ended ? "phones ended" : "";
    if (room > LEAST_COLS) {
        str_addf(out, "%s%s%s", ended, *ended && *facts->with ? "; " : "", facts->with);
    } else if (room > LEAST_COLS_BRIEF && (lost || *ended)) {
        str_add(out, lost ? "no connection" : ended);
    } else if (room > LEAST_COLS_BRIEF && facts->phones) {
        unsigned long long in = facts->phones->joined;
        str_addf(out, "%llu phone%s", in, in == 1 ? "" : "s");
    }
}

int draw_title(const struct facts *facts, const char *title)
{
    enum { MOST_WITH_COLS = 28, GAP_COLS = 2, LEAST_TITLE_COLS = 16 };
    if (screen_is_heard()) {
        screen_put(0, 1, screen_cols(), ROLE_TITLE, title);
        return screen_cols();
    }
    int saved_cols = screen_width_cols(facts->saved, strlen(facts->saved));
    int cols = screen_cols();
    saved_cols = saved_cols > cols / 2 ? cols / 2 : saved_cols;
    int room = cols - saved_cols - 4;
    int clock_cols = draw_clock(facts, cols - saved_cols - 3);
    room -= clock_cols ? clock_cols + GAP_COLS : 0;
    int waits_cols = screen_width_cols(facts->waits, strlen(facts->waits));
    if (waits_cols && waits_cols + LEAST_TITLE_COLS < room) {
        room -= waits_cols + GAP_COLS;
        screen_put(0, room + 3, waits_cols, ROLE_KEY, facts->waits);
        screen_button(0, room + 3, 1, waits_cols,
                      (struct button){.kind = BUTTON_ACTION, .action = ACT_INBOX});
    }
    struct str with = STR_EMPTY;
    say_with_whom(facts, room, &with);
    if (with.len_bytes) {
        int width = screen_width_cols(with.bytes, with.len_bytes);
        int left = room - screen_width_cols(title, strlen(title)) - 2 * GAP_COLS;
        int most = left > MOST_WITH_COLS ? left : MOST_WITH_COLS;
        width = width < most ? width : most;
        room -= width + GAP_COLS;
        screen_put(0, room + 3, width, facts->phones_ended ? ROLE_WARNING : ROLE_KEY,
                   with.bytes);
    }
    str_finish(&with);
    screen_put_words(0, 1, room, ROLE_TITLE, title);
    screen_put(0, cols - saved_cols - 1, saved_cols,
               facts->saved_is_warning ? ROLE_WARNING : ROLE_TEXT, facts->saved);
    return room;
}

int draw_whole_title(const struct facts *facts, const char *title)
{
    int room = draw_title(facts, title), cols = screen_cols() - 2;
    int width = screen_width_cols(title, strlen(title));
    if (width > room && width <= cols && !facts->saved_is_warning) {
        screen_clear();
        screen_put(0, 1, cols, ROLE_TITLE, title);
        room = cols;
    }
    return room;
}

void draw_more(size_t above, size_t below)
{
    struct str words = STR_EMPTY;
    if (above && screen_cols() >= 40) {
        str_addf(&words, below ? "%zu above, " : "%zu more above", above);
    }
    if (below) {
        str_addf(&words, "%zu more below", below);
    }
    struct str put = str_of(" %s ", str_text(&words));
    int wide = (int)put.len_bytes, col = screen_cols() - wide - 2;
    if (words.len_bytes && col > screen_cols() / 5) {
        screen_put(1, col, wide, ROLE_DIM, put.bytes);
    }
    str_finish(&put);
    str_finish(&words);
}
