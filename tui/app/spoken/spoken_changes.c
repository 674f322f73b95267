/* What became of a line: what is other than before it, as it is said. */

#include "app/spoken/spoken_inside.h"

#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

static struct view *top(struct spoken *s)
{
    return app_top(s->app);
}

static const char *list_title(struct spoken *s)
{
    return top(s)->ops->list(top(s)->state)->title;
}

struct grid_place spoken_place_now(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    return grid ? view_grid_place(grid, &facts) : (struct grid_place){.grid = NULL};
}

/* The same behind a line: a form may have been made anew since, and is no other for that. */
static struct grid_place place_behind(struct spoken *s)
{
    struct grid_place now = spoken_place_now(s);
    if (now.grid && strcmp(now.grid->id, str_text(&s->before.grid)) == 0) {
        s->before.place.grid = now.grid;
    }
    return now;
}

static size_t edits_now(const struct spoken *s)
{
    return s->app->open ? session_edit_count(s->app->file.session) : 0;
}

/* Of a grid, its place tells more; of a list, nothing is selected until it is chosen. */
static void look_briefly(struct spoken *s, struct str *out)
{
    struct view *view = top(s);
    if (view->ops != &view_grid_ops && !view->ops->list) {
        spoken_look(s, true, out);
    }
}

void spoken_remember(struct spoken *s)
{
    struct spoken_before *b = &s->before;
    b->view = top(s)->state;
    b->mode = view_mode(top(s));
    b->views = s->app->view_count;
    b->pushed = s->app->pushed;
    b->edits = edits_now(s);
    b->place = spoken_place_now(s);
    str_set(&b->grid, "%s", b->place.grid ? b->place.grid->id : "");
    str_clear(&b->brief);
    look_briefly(s, &b->brief);
    str_clear(&b->all);
    str_clear(&b->title);
    if (top(s)->ops->list) {
        str_add(&b->title, list_title(s));
        spoken_list_rows(s, &b->all);
    } else if (top(s)->ops != &view_grid_ops) {
        spoken_look(s, false, &b->all);
    }
}

static bool place_changed(const struct grid_place *a, const struct grid_place *b)
{
    return a->grid != b->grid || a->goal != b->goal || a->note != b->note ||
           a->column != b->column || a->on_vision != b->on_vision;
}

/* Of a view that stands there still, what it did not say before: a question, say. Where all
 * rows go along with one, as times of the day do, rows are not said. */
static void add_other_lines(struct spoken *s, const char *lines, bool rows)
{
    const char *before = str_text(&s->before.all);
    struct str line = STR_EMPTY;
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        bool row = isdigit((unsigned char)*lines);
        str_clear(&line);
        str_add_bytes(&line, lines, len);
        if (len && (rows || !row) && !strstr(before, str_text(&line))) {
            spoken_add_lines(s, line.bytes);
        }
        lines += len + (lines[len] == '\n');
    }
    str_finish(&line);
}

/* A list in the place of one that it goes on from says what is other in it: what was changed
 * there. */
static void announce_list(struct spoken *s)
{
    struct str rows = STR_EMPTY;
    const char *before = str_text(&s->before.all);
    spoken_list_rows(s, &rows);
    bool same = s->before.mode == MODE_LIST && view_mode(top(s)) == MODE_LIST &&
                spoken_count_lines(before) == spoken_count_lines(str_text(&rows)) &&
                strcmp(str_text(&s->before.title), list_title(s)) == 0;
    bool said = s->said.len_bytes > 0;
    if (same && (said || strcmp(before, str_text(&rows)) != 0)) {
        add_other_lines(s, str_text(&rows), true);
    } else {
        spoken_say_list(s);
    }
    str_finish(&rows);
}

void spoken_announce(struct spoken *s, bool opened)
{
    struct view *view = top(s);
    struct str all = STR_EMPTY;
    bool words = spoken_takes_words(view_mode(view));
    if (view->ops->list && s->offered) {
        /* those of its rows are said that it is about */
    } else if (view->ops->list) {
        announce_list(s);
    } else if (words && opened && view->ops->say && view->ops != &view_grid_ops) {
        spoken_look(s, false, &all);
        spoken_add(s, "%.*s", (int)strcspn(str_text(&all), "\n"), str_text(&all));
    } else if (!words && view->ops != &view_grid_ops) {
        spoken_look(s, false, &all);
        if (opened) {
            spoken_add_lines(s, str_text(&all));
        } else {
            add_other_lines(s, str_text(&all), view_mode(view) != MODE_DAY);
        }
    }
    if (words) {
        spoken_ask(s, true);
    }
    str_finish(&all);
}

static void say_place_if_other(struct spoken *s)
{
    struct grid_place now = place_behind(s);
    if (place_changed(&now, &s->before.place)) {
        bool unsaid = s->went || edits_now(s) != s->before.edits; /* undo, say */
        if (unsaid && now.grid && now.grid != s->before.place.grid &&
            !strstr(str_text(&s->said), now.grid->title)) {
            spoken_add(s, "%s.", now.grid->title);
        }
        spoken_say_place(s, &s->before.place);
        spoken_say_half_written(s);
    }
}

/* Where the words went that were entered, and whether the disk has them. */
static void say_entered(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    spoken_say_place(s, NULL);
    bool saved = strcmp(facts.saved, "saved") == 0;
    str_remove(&s->said, s->said.len_bytes - 1, 1);
    str_addf(&s->said, " %s.\n", saved ? "Saved" : facts.saved);
}

bool spoken_did_nothing(struct spoken *s)
{
    struct grid_place now = place_behind(s);
    return s->app->view_count == s->before.views && top(s)->state == s->before.view &&
           view_mode(top(s)) == s->before.mode && edits_now(s) == s->before.edits &&
           !place_changed(&now, &s->before.place);
}

void spoken_tell_change(struct spoken *s)
{
    struct str brief = STR_EMPTY;
    enum mode mode = view_mode(top(s));
    bool words = spoken_takes_words(mode), new = s->app->pushed != s->before.pushed;
    bool other = top(s)->state != s->before.view || (new &&top(s)->ops->list);
    if (s->entered) {
        say_entered(s);
    }
    /* An answer alone, "Yes", would not tell what undo did to a question. */
    bool whole = mode == MODE_QUESTION && s->lost;
    look_briefly(s, &brief);
    if (other && mode == MODE_GRID && !s->entered) {
        say_place_if_other(s);
    } else if (other || mode != s->before.mode) {
        if (mode != MODE_GRID) {
            spoken_announce(s, other);
        }
    } else if (words) {
        if (!s->asked.len_bytes) {
            spoken_ask(s, false);
        }
    } else if (mode == MODE_GRID && !s->entered) {
        say_place_if_other(s);
    } else if (!whole && strcmp(str_text(&brief), str_text(&s->before.brief)) != 0) {
        spoken_add_lines(s, str_text(&brief));
    } else if (edits_now(s) != s->before.edits) {
        spoken_announce(s, false);
    }
    struct grid_place now = place_behind(s);
    if (s->lost && mode == MODE_GRID && !place_changed(&now, &s->before.place)) {
        spoken_say_place(s, NULL);
    } else if (!s->said.len_bytes && mode == MODE_GRID && spoken_did_nothing(s) &&
               !s->went) {
        spoken_add(s, s->steps ? "No further that way." : "That is so already.");
        spoken_say_place(s, &s->before.place);
    } else if (!s->said.len_bytes) {
        spoken_say_place(s, NULL);
    }
    str_finish(&brief);
}
