/* Where one is, and where to go. */

#include "app/spoken/spoken_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct grid_view *spoken_grid(struct spoken *s)
{
    struct view *view = app_top(s->app);
    return view->ops == &view_grid_ops ? view->state : NULL;
}

void spoken_say_left(struct spoken *s, bool left)
{
    if (left && spoken_grid(s)) { /* what opens tells where one is */
        spoken_add(s, "Back in the grid.");
    }
}

bool spoken_close_to_grid(struct spoken *s)
{
    enum {
        OVER = MODE_LIST | MODE_DAY | MODE_INBOX | MODE_CODE | MODE_QUESTION | MODE_ROOM |
               MODE_PROPOSALS | MODE_THEMES
    };
    struct app *app = s->app;
    size_t before = app->view_count;
    while (app->view_count > 1 && app_grid(app) && (view_mode(app_top(app)) & OVER)) {
        app_pop(app);
    }
    if (!spoken_grid(s)) {
        spoken_refuse(s, "That is for the grid; \vclose\v or back leads there.");
    }
    s->lost = s->lost || app->view_count < before;
    spoken_say_left(s, app->view_count < before);
    return spoken_grid(s) != NULL;
}

void spoken_say_place(struct spoken *s, const struct grid_place *before)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = spoken_grid(s);
    struct str out = STR_EMPTY;
    if (grid && before) {
        view_grid_say_step(grid, &facts, before, &out);
    } else {
        spoken_look(s, true, &out);
    }
    spoken_add_lines(s, str_text(&out));
    str_finish(&out);
}

/* "where am I" */
static bool is_of_oneself(const char *words)
{
    static const char *const asked[] = {"am I", "am i", "are we", "was I", "was i"};
    return text_among(words, asked, sizeof asked / sizeof *asked);
}

void spoken_where(struct spoken *s, const char *rest)
{
    struct facts facts = app_facts(s->app);
    struct str out = STR_EMPTY, clock = STR_EMPTY;
    if (*rest && !is_of_oneself(rest)) { /* "where the bus turns" */
        spoken_refuse_words(s, "where", rest);
        return;
    }
    spoken_look(s, !spoken_grid(s), &out);
    if (!out.len_bytes) {
        spoken_look(s, false, &out);
    }
    spoken_add_lines(s, str_text(&out));
    spoken_say_half_written(s);
    if (spoken_grid(s) && facts.day.stage) {
        day_say_clock(&facts.day, &clock);
        spoken_add(s, "Stage: %s%s%s.", facts.day.stage->title,
                   clock.len_bytes ? ", " : "", str_text(&clock));
    }
    str_finish(&out);
    str_finish(&clock);
}

static const char *row_word(const struct grid *grid)
{
    return *grid->goals.singular      ? grid->goals.singular
           : grid->rows == ROWS_GOALS ? "goal"
                                      : "row";
}

/* The row of that number; NULL, said, if there is none. */
static const struct record *row_of(struct spoken *s, struct grid_view *grid,
                                   const char *number)
{
    struct facts facts = app_facts(s->app);
    size_t count, n = strtoul(number, NULL, 10);
    const struct grid *shown = view_grid_grid(grid, &facts);
    const struct record *const *rows =
        grid_rows(facts.session, facts.table, shown, &count);
    if (n < 1 || n > count) {
        spoken_refuse(s, "There is no %s %zu; there %s %zu.", row_word(shown), n,
                      count == 1 ? "is" : "are", count);
        return NULL;
    }
    return rows[n - 1];
}

/* How many columns there are, that of the rows and those that no form has among them. */
static size_t count_columns(const struct facts *facts, const struct grid *grid)
{
    size_t strange = 0;
    const char **ids = grid->rows == ROWS_GOALS
                           ? table_strange_columns(facts->session, facts->table)
                           : NULL;
    while (ids && ids[strange]) {
        strange++;
    }
    free(ids);
    return grid->column_count + strange + !grid_is_list(grid);
}

/* "There is no column 9 here; there are 4: 1 goals, 2 Barriers, 3 Stakeholders." */
static void refuse_column(struct spoken *s, const struct grid *grid, const char *word)
{
    struct facts facts = app_facts(s->app);
    struct str names = STR_EMPTY;
    size_t first = grid_is_list(grid) ? 1 : 2;
    if (!strtoul(word, NULL, 10)) {
        spoken_refuse(s,
                      "Nothing is called ‘%s’ that one could go to; \vsearch\v finds "
                      "words.%s",
                      word, spoken_how_to_write(s));
        return;
    }
    if (first == 2) {
        str_addf(&names, "1 %ss", row_word(grid));
    }
    for (size_t i = 0; i < grid->column_count; i++) {
        str_addf(&names, "%s%zu %s", names.len_bytes ? ", " : "", i + first,
                 grid->columns[i].short_title);
    }
    spoken_refuse(s, "There is no column %s here; there are %zu: %s.", word,
                  count_columns(&facts, grid), str_text(&names));
    str_finish(&names);
}

const struct column *spoken_column(struct spoken *s, const struct grid *grid,
                                   const char *word, bool *row)
{
    size_t first = grid_is_list(grid) ? 1 : 2, n = strtoul(word, NULL, 10);
    struct fold_sought sought = {.language = ""};
    const struct column *found = NULL;
    fold_seek(&sought, word, "");
    *row = n == 1 && first == 2;
    for (size_t i = 0; i < grid->column_count && !found; i++) {
        const struct column *column = &grid->columns[i];
        bool begins = fold_find(&sought, column->title) >= FOLD_AT_WORD ||
                      fold_find(&sought, column->short_title) >= FOLD_AT_WORD ||
                      fold_find(&sought, column->id) >= FOLD_AT_START;
        found = n ? (n == i + first ? column : NULL) : begins ? column : NULL;
    }
    fold_sought_finish(&sought);
    if (!found && !*row) {
        refuse_column(s, grid, word);
    }
    return found;
}

bool spoken_has_column(struct spoken *s, const char *number)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = spoken_grid(s);
    const struct grid *shown = grid ? view_grid_grid(grid, &facts) : NULL;
    size_t n = strtoul(number, NULL, 10);
    if (!shown || (n && n <= count_columns(&facts, shown))) {
        return true;
    }
    refuse_column(s, shown, number);
    return false;
}

/* How much of a text is the name, or its last word: "moments" of "Social moments". */
static size_t begins_called(const char *text, const char *name)
{
    const char *last = name ? strrchr(name, ' ') : NULL;
    last =
        last == (name ? strchr(name, ' ') : NULL) ? last : NULL; /* not of a sentence */
    size_t bytes = name ? strlen(name) : 0;
    for (size_t less = 0; less < 2 && bytes > less; less++) { /* and without an s */
        size_t of = bytes - less;
        if ((!less || name[of] == 's') && strncasecmp(text, name, of) == 0 &&
            strchr(" :", text[of])) {
            return of;
        }
    }
    return last ? begins_called(text, last + 1) : 0;
}

/* Those of a grid whose name a text begins with; the longest so far is in *len. */
static const struct column *called_in(const struct grid *grid, const char *text,
                                      size_t *len)
{
    const struct column *found = NULL;
    for (size_t i = 0; i < grid->column_count; i++) {
        const struct column *column = &grid->columns[i];
        const char *names[] = {column->singular, column->short_title, column->title,
                               column->id};
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            size_t bytes = begins_called(text, names[n]);
            if (bytes > *len) {
                *len = bytes;
                found = column;
            }
        }
    }
    return found;
}

const struct column *spoken_column_called(struct spoken *s, const char *text,
                                          const char **rest)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    size_t len = 0;
    if (!grid || !facts.table) {
        return NULL;
    }
    const struct template *form = table_template(facts.session, facts.table);
    const struct column *found = called_in(view_grid_grid(grid, &facts), text, &len);
    for (size_t i = 0; i < form->grid_count && !found; i++) {
        bool of_goals = form->grids[i].rows == ROWS_GOALS && !form->grids[i].optional;
        found = of_goals ? called_in(&form->grids[i], text, &len) : NULL;
    }
    *rest = text + len + strspn(text + len, ": ");
    return found;
}

/* The part of "2.barriers.3" before the next dot; "" behind the last. */
static const char *next_part(const char **where, struct str *part)
{
    size_t len = strcspn(*where, ". ");
    str_clear(part);
    str_add_bytes(part, *where, len);
    *where += len;
    *where += strspn(*where, ". ");
    return str_text(part);
}

/* To an entry of a cell by its number; "" is its first. */
static void go_to_entry(struct spoken *s, struct grid_view *grid,
                        const struct record *row, const struct column *column,
                        const char *number)
{
    struct facts facts = app_facts(s->app);
    size_t count, n = *number ? strtoul(number, NULL, 10) : 1;
    const struct record *const *notes =
        filter_notes(view_grid_filter(grid), &facts, row, column->id, &count);
    if (*number && (n < 1 || n > count)) {
        spoken_refuse(s, "There is no %s %s there; there %s %zu.",
                      column->singular && *column->singular ? column->singular : "entry",
                      number, count == 1 ? "is" : "are", count);
    } else if (count && n >= 1) {
        view_grid_visit(grid, &facts, notes[n - 1], NULL);
    } else {
        view_grid_visit(grid, &facts, row, column->id);
    }
}

static void go_by_parts(struct spoken *s, struct grid_view *grid, const char *where)
{
    struct facts facts = app_facts(s->app);
    struct str part = STR_EMPTY;
    struct grid_place here = view_grid_place(grid, &facts);
    const struct grid *shown = here.grid;
    bool list = grid_is_list(shown), number = strspn(where, "0123456789") > 0, rows;
    const struct record *row =
        list || !number ? here.goal : row_of(s, grid, next_part(&where, &part));
    const char *word = row || !number ? next_part(&where, &part) : "";
    const struct column *column =
        row && *word ? spoken_column(s, shown, word, &rows) : NULL;
    if (!row && !s->refused) {
        spoken_refuse(s, "There is nowhere to go yet.");
    } else if (row && column) {
        go_to_entry(s, grid, row, column, where);
    } else if (row && !s->refused) {
        view_grid_visit(grid, &facts, row, NULL);
    }
    str_finish(&part);
}

bool spoken_go_to_grid(struct spoken *s, struct grid_view *grid, const char *where)
{
    struct facts facts = app_facts(s->app);
    const struct template *form = table_template(facts.session, facts.table);
    struct fold_sought sought = {.language = ""};
    const struct grid *found = NULL;
    fold_seek(&sought, where, "");
    for (size_t i = 0; i < form->grid_count && !found; i++) {
        const struct grid *of = &form->grids[i];
        bool called = fold_find(&sought, of->title) >= FOLD_AT_WORD;
        bool use = !of->optional || grid_in_use(facts.session, facts.table, of);
        found = use && called ? of : NULL;
    }
    fold_sought_finish(&sought);
    if (found) {
        view_grid_show_grid(grid, &facts, found->id);
        spoken_add(s, "%s.", found->title);
    }
    return found != NULL;
}

void spoken_go_to_form(struct spoken *s, const char *words)
{
    struct grid_view *grid = spoken_close_to_grid(s) ? spoken_grid(s) : NULL;
    s->went = true;
    if (grid && !spoken_go_to_grid(s, grid, words)) {
        spoken_refuse(s, "No form in use is called ‘%s’; \vforms\v brings one in.%s",
                      words, spoken_how_to_write(s));
    }
}

/* Goes to the form that a column is of. */
static void show_form_of(struct spoken *s, struct grid_view *grid,
                         const struct column *column)
{
    struct facts facts = app_facts(s->app);
    const struct template *form = table_template(facts.session, facts.table);
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *of = &form->grids[i];
        if (column >= of->columns && column < of->columns + of->column_count) {
            view_grid_show_grid(grid, &facts, of->id);
        }
    }
}

/* To a column, and with adds, or words, to what is added there; nowhere if it is refused. */
static void go_to_column(struct spoken *s, struct grid_view *grid,
                         const struct column *column, bool adds, const char *words)
{
    struct facts before = app_facts(s->app);
    struct grid_place from = view_grid_place(grid, &before);
    show_form_of(s, grid, column);
    struct facts facts = app_facts(s->app);
    const struct record *row = view_grid_place(grid, &facts).goal;
    s->went = true;
    if (!row) {
        spoken_refuse(s, "No %s yet; \vgoal\v adds the first.",
                      row_word(view_grid_grid(grid, &facts)));
        view_grid_restore(grid, &facts, &from);
    } else if (*words && !words[strspn(words, "0123456789")]) {
        go_to_entry(s, grid, row, column, words);
    } else {
        const struct record *last = goal_last_note(facts.session, row, column->id);
        view_grid_visit(grid, &facts, row, column->id);
        if ((*words || adds) && last) { /* behind the others, as it was called out */
            view_grid_show(grid, &facts, last);
        }
        if (*words || adds) {
            spoken_press(s, ACT_ADD);
        }
        if (*words) {
            spoken_answer(s, words);
        }
    }
}

/* "go barriers", "go barrier 2", of whichever form they are. */
static bool go_to_called(struct spoken *s, struct grid_view *grid, const char *where)
{
    const char *rest;
    const struct column *column = spoken_column_called(s, where, &rest);
    bool is = column && !rest[strspn(rest, "0123456789")];
    if (is) {
        go_to_column(s, grid, column, false, rest);
    }
    return is;
}

/* "go up" */
static bool is_step(const char *where)
{
    enum action action = action_named(where, strlen(where));
    return action >= ACT_UP && action <= ACT_PREVIOUS_GOAL && action != ACT_COLUMN;
}

void spoken_go(struct spoken *s, const char *where)
{
    bool there = spoken_close_to_grid(s);
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = spoken_grid(s);
    const char *rest;
    s->went = true;
    if (!there) {
        return;
    }
    if (spoken_begins(where, "to", &rest) && *rest) { /* "go to goal 2" */
        spoken_begins(rest, "the", &rest);
        where = rest;
    }
    if (!*where) {
        spoken_refuse(s, "Go where? A goal: go 2; an entry: go 2.barriers.3.");
    } else if (is_step(where)) {
        spoken_press(s, action_named(where, strlen(where)));
        s->went = false;
    } else if (spoken_begins(where, "vision", &rest)) {
        view_grid_visit(grid, &facts, facts.table, NULL);
        if (!view_grid_place(grid, &facts).on_vision) {
            spoken_refuse(s, "This template has no vision.");
        }
    } else if (!spoken_go_to_grid(s, grid, where) && !go_to_called(s, grid, where)) {
        spoken_begins(where, "goal", &where);
        go_by_parts(s, grid, where);
    }
}

bool spoken_name_column(struct spoken *s, const char *text)
{
    const char *rest;
    struct grid_view *grid = app_grid(s->app);
    const struct column *column = grid ? spoken_column_called(s, text, &rest) : NULL;
    if (column && spoken_close_to_grid(s)) {
        go_to_column(s, grid, column, false, rest);
    }
    return column != NULL;
}

/* What stands behind a name and a colon, or "" if it is the name alone; NULL: something else. */
static const char *behind_name(const char *text, const char *name)
{
    size_t len = name ? strlen(name) : 0;
    bool is = len && strncmp(text, name, len) == 0 && strchr(":", text[len]);
    return is ? text + len + strspn(text + len, ": ") : NULL;
}

bool spoken_add_there(struct spoken *s, const char *what)
{
    const char *rest;
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    const struct column *column = grid ? spoken_column_called(s, what, &rest) : NULL;
    const char *row =
        grid ? behind_name(what, row_word(view_grid_grid(grid, &facts))) : NULL;
    rest = column ? behind_name(what, column->singular) : NULL;
    if (row) {
        spoken_press(s, ACT_GOAL);
        if (*row) {
            spoken_answer(s, row);
        }
    } else if (rest && spoken_close_to_grid(s)) {
        go_to_column(s, grid, column, true, rest);
    }
    return row || rest;
}
