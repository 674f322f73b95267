/* The face for whoever has no screen: reads lines, and says what became of them. */

#include "app/spoken.h"

#include "app/spoken_inside.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/terminal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct view *top(struct spoken *s)
{
    return app_top(s->app);
}

static struct grid_place place_now(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct grid_view *grid = app_grid(s->app);
    return grid ? view_grid_place(grid, &facts) : (struct grid_place){.grid = NULL};
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

static void remember(struct spoken *s)
{
    struct spoken_before *b = &s->before;
    b->view = top(s)->state;
    b->mode = view_mode(top(s));
    b->views = s->app->view_count;
    b->pushed = s->app->pushed;
    b->edits = edits_now(s);
    b->place = place_now(s);
    str_clear(&b->brief);
    look_briefly(s, &b->brief);
    str_clear(&b->all);
    if (top(s)->ops != &view_grid_ops && !top(s)->ops->list) {
        spoken_look(s, false, &b->all);
    }
}

static bool place_changed(const struct grid_place *a, const struct grid_place *b)
{
    return a->grid != b->grid || a->goal != b->goal || a->note != b->note ||
           a->column != b->column || a->on_vision != b->on_vision;
}

/* What is open, when it is. */
static void greet(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct str name = STR_EMPTY, out = STR_EMPTY;
    size_t goals;
    if (!facts.table) {
        return;
    }
    history_name_table(facts.table, &name);
    table_goals(facts.session, facts.table, &goals);
    str_addf(&out, "%s. %zu goal%s.", str_text(&name), goals, plural(goals));
    out.bytes[0] = (char)toupper((unsigned char)out.bytes[0]);
    if (facts.day.stage) {
        str_addf(&out, " Stage: %s.", facts.day.stage->title);
    }
    spoken_add(s, "%s \vpalette\v says what there is to do.", out.bytes);
    str_finish(&out);
    str_finish(&name);
}

/* Of a view that stands there still, what it did not say before: a question, say. */
static void add_other_lines(struct spoken *s, const char *lines)
{
    const char *before = str_text(&s->before.all);
    struct str line = STR_EMPTY;
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        str_clear(&line);
        str_add_bytes(&line, lines, len);
        if (len && !strstr(before, str_text(&line))) {
            spoken_add_lines(s, line.bytes);
        }
        lines += len + (lines[len] == '\n');
    }
    str_finish(&line);
}

/* Another view, or what is asked now in the same. */
static void announce(struct spoken *s, bool opened)
{
    struct view *view = top(s);
    struct str all = STR_EMPTY;
    bool words = spoken_takes_words(view_mode(view));
    if (view->ops->list) {
        spoken_say_list(s);
    } else if (words && opened && view->ops->say && view->ops != &view_grid_ops) {
        spoken_look(s, false, &all);
        spoken_add(s, "%.*s", (int)strcspn(str_text(&all), "\n"), str_text(&all));
    } else if (!words && view->ops != &view_grid_ops) {
        spoken_look(s, false, &all);
        if (opened) {
            spoken_add_lines(s, str_text(&all));
        } else {
            add_other_lines(s, str_text(&all));
        }
    }
    if (words) {
        spoken_ask(s, true);
    }
    str_finish(&all);
}

static void say_place_if_other(struct spoken *s)
{
    struct grid_place now = place_now(s);
    if (place_changed(&now, &s->before.place)) {
        bool unsaid = s->went || edits_now(s) != s->before.edits; /* undo, say */
        if (unsaid && now.grid && now.grid != s->before.place.grid &&
            !strstr(str_text(&s->said), now.grid->title)) {
            spoken_add(s, "%s.", now.grid->title);
        }
        spoken_say_place(s, &s->before.place);
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

/* Whether the line did nothing, so that what was said is why. */
static bool did_nothing(struct spoken *s)
{
    struct grid_place now = place_now(s);
    return s->app->view_count == s->before.views && top(s)->state == s->before.view &&
           view_mode(top(s)) == s->before.mode && edits_now(s) == s->before.edits &&
           !place_changed(&now, &s->before.place);
}

/* What another state of things there is, behind what was said of it. */
static void tell_change(struct spoken *s)
{
    struct str brief = STR_EMPTY;
    enum mode mode = view_mode(top(s));
    bool words = spoken_takes_words(mode), new = s->app->pushed != s->before.pushed;
    bool other = top(s)->state != s->before.view || (new &&top(s)->ops->list);
    if (s->entered) {
        say_entered(s);
    }
    look_briefly(s, &brief);
    if (other && mode == MODE_GRID && !s->entered) {
        say_place_if_other(s);
    } else if (other || mode != s->before.mode) {
        if (mode != MODE_GRID) {
            announce(s, other);
        }
    } else if (words) {
        if (!s->asked.len_bytes) {
            spoken_ask(s, false);
        }
    } else if (mode == MODE_GRID && !s->entered) {
        say_place_if_other(s);
    } else if (strcmp(str_text(&brief), str_text(&s->before.brief)) != 0) {
        spoken_add_lines(s, str_text(&brief));
    } else if (edits_now(s) != s->before.edits) {
        announce(s, false);
    }
    if (!s->said.len_bytes && mode == MODE_GRID && did_nothing(s) && !s->went) {
        spoken_add(s, "No further that way.");
        spoken_say_place(s, &s->before.place);
    } else if (!s->said.len_bytes) {
        spoken_say_place(s, NULL);
    }
    str_finish(&brief);
}

static void judge(struct spoken *s)
{
    const struct messages *m = &s->app->messages;
    bool why_not = m->text.len_bytes && (m->why_not || s->app->messages.warning);
    s->refused = s->refused || s->warned || (why_not && did_nothing(s));
}

static void say_news(struct spoken *s)
{
    spoken_gather(s);
    spoken_add_lines(s, str_text(&s->news));
    str_clear(&s->news);
    s->whole = true;
    spoken_utter(s);
}

/* Nothing of it is spoken by a synthesizer, which says ">" as "greater than": what is asked
 * is a line of its own, and a line that goes on says so. */
static void prompt(struct spoken *s)
{
    if (s->prompts) {
        fputs(s->line.len_bytes ? "goes on: " : "  ", stdout);
        s->gone = fflush(stdout) != 0 || s->gone;
    }
}

/* While something could not be saved, or phones are in, only yes leaves. */
static void answer_about_leaving(struct spoken *s, const char *text)
{
    bool yes = strcmp(text, "y") == 0 || strcmp(text, "yes") == 0;
    struct event event = {.kind = EVENT_KEY, .key = {yes ? 'y' : 'n', '\0'}, .text = ""};
    app_take_event(s->app, &event);
}

static void obey(struct spoken *s, const char *text)
{
    enum mode mode = view_mode(top(s));
    bool words = spoken_takes_words(mode);
    if (s->app->leaving.asking) {
        answer_about_leaving(s, text);
    } else if (spoken_answers_about_delete(s, text)) {
        /* which has said what it did */
    } else if (words && *text == '/' && text[1] && text[1] != '/') {
        spoken_command(s, text + 1);
    } else if (words && *text == '/') {
        spoken_type(s, text + 1);
    } else if (words) {
        spoken_take_words(s, text);
    } else if (top(s)->ops->list) {
        spoken_choose(s, text);
    } else if (*text) {
        spoken_command(s, text + (*text == '/' && text[1])); /* alone, it is a key */
    }
}

/* Without the blanks around it, and a # begins what is a remark for whoever reads a script,
 * where no words are typed. */
static void clean(struct spoken *s, struct str *line)
{
    struct str trimmed = STR_EMPTY;
    bool words = spoken_takes_words(view_mode(top(s)));
    str_add_trimmed(&trimmed, str_text(line));
    if (!words && *str_text(&trimmed) == '#') {
        str_clear(&trimmed);
    }
    str_finish(line);
    *line = trimmed;
}

/* What is said without a line is told with the next. */
static void take_event(struct spoken *s, enum event_kind kind)
{
    struct event event = {.kind = kind, .text = ""};
    str_clear(&s->app->messages.text);
    app_take_event(s->app, &event);
    if (s->app->messages.text.len_bytes) {
        str_addf(&s->news, "%s\n", s->app->messages.text.bytes);
    }
}

static void hear_line(struct spoken *s)
{
    struct app *app = s->app;
    struct str line = s->line;
    s->line = STR_EMPTY;
    clean(s, &line);
    bool any = line.len_bytes > 0 || spoken_takes_words(view_mode(top(s)));
    s->refused = s->warned = s->went = s->entered = s->whole = s->interrupted = false;
    remember(s);
    if (s->cut) {
        spoken_add(s, "Nobody ended this line; it counts as it stands.");
    }
    obey(s, str_text(&line));
    str_finish(&line);
    if (app->saving.dirty && !app->leaving.now) {
        app_keep(app);
    }
    if (!app->leaving.now) {
        judge(s);
        if (any || s->said.len_bytes || !did_nothing(s)) {
            tell_change(s);
        }
        take_event(s, EVENT_NONE);
    }
    if (s->said.len_bytes && !s->refused) { /* a slip is no reason to lose what is left */
        str_clear(&s->rest);
    }
    spoken_utter(s);
}

/* A line that ends with \ goes on in the next; with two, it ends with one. */
static bool is_whole(struct spoken *s, const char *text)
{
    size_t len = strlen(text), ends = 0;
    s->number++;
    while (ends < len && text[len - 1 - ends] == '\\') {
        ends++;
    }
    str_add_bytes(&s->line, text, len - (ends > 0));
    if (ends == 1) {
        while (s->line.len_bytes && s->line.bytes[s->line.len_bytes - 1] == ' ') {
            str_remove(&s->line, s->line.len_bytes - 1, 1);
        }
        str_add_byte(&s->line, '\n');
    }
    return ends != 1;
}

/* The lines so far of words that go on are a draft. */
static void keep_begun(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    struct view *view = top(s);
    struct str about = STR_EMPTY;
    struct text_box *box =
        view->ops->typed ? view->ops->typed(view->state, &facts, &about) : NULL;
    if (box && s->line.len_bytes) {
        text_box_set(box, str_text(&s->line));
    }
    str_clear(&s->line);
    str_finish(&about);
}

/* Ctrl-C: what was typed of the line is gone, and only another one leaves. */
static void be_interrupted(struct spoken *s)
{
    struct event event = {.kind = EVENT_END, .text = ""};
    keep_begun(s);
    if (s->interrupted) {
        app_take_event(s->app, &event);
        return;
    }
    s->interrupted = true;
    s->whole = true;
    spoken_add(s, " ");
    spoken_press(s, ACT_HOW_TO_LEAVE);
    spoken_add(s, "Ctrl-C once more leaves as well.");
    if (spoken_takes_words(view_mode(top(s)))) {
        spoken_ask(s, false);
    }
    spoken_utter(s);
}

/* What was typed into a form that nobody ended. */
static void keep_form(struct spoken *s)
{
    spoken_add(s, "The input ended within a form; what was said in it is kept:");
    spoken_press(s, ACT_FORM_KEEP);
    spoken_utter(s);
}

/* Nothing of a line that the input's end cut off is lost. */
static void end(struct spoken *s)
{
    if (s->line.len_bytes && !s->app->leaving.asking) {
        hear_line(s);
    }
    if (!s->app->leaving.now && s->app->open && view_mode(top(s)) == MODE_FORM) {
        keep_form(s);
    }
    if (!s->app->leaving.now) {
        take_event(s, EVENT_END);
    }
    if (s->prompts) {
        fputs("\n", stdout);
    }
}

/* So that whoever leaves knows. What could not be saved is told on standard error. */
static void say_goodbye(struct spoken *s)
{
    if (!s->app->saving.err.message) {
        s->whole = true;
        spoken_add(s, "All is saved.");
        spoken_utter(s);
    }
}

static void take(struct spoken *s, const struct line *line)
{
    s->cut = line->kind == LINE_CUT && spoken_takes_words(view_mode(top(s)));
    switch (line->kind) {
    case LINE_CUT:
    case LINE_SAID:
        if (is_whole(s, line->text)) {
            hear_line(s);
        }
        break;
    case LINE_INTERRUPTED:
        be_interrupted(s);
        break;
    case LINE_STOP:
        take_event(s, EVENT_STOP);
        break;
    case LINE_NEWS:
        take_event(s, EVENT_NEWS);
        return;
    case LINE_NONE:
        take_event(s, EVENT_NONE);
        return;
    case LINE_END:
        end(s);
        break;
    }
    if (!s->app->leaving.now) {
        if (!s->line.len_bytes) {
            say_news(s);
        }
        prompt(s);
    }
}

static void begin(struct spoken *s)
{
    s->prompts = isatty(STDIN_FILENO);
    spoken_know(s);
    greet(s);
    spoken_add_message(s);
    if (s->app->open && (place_now(s).goal || !s->app->messages.text.len_bytes)) {
        spoken_say_place(s, NULL); /* else it was said what comes first */
    }
    remember(s);
    if (view_mode(top(s)) != MODE_GRID) {
        announce(s, true);
    }
    spoken_utter(s);
    say_news(s);
    prompt(s);
}

static void finish(struct spoken *s)
{
    str_finish(&s->said);
    str_finish(&s->rest);
    str_finish(&s->asked);
    str_finish(&s->line);
    str_finish(&s->news);
    str_finish(&s->people);
    str_finish(&s->address);
    str_finish(&s->before.brief);
    str_finish(&s->before.all);
}

/* Whether it ends here: nobody hears what is said any more, which of a terminal is the same
 * as its end, or a line was refused where none may be. False with err: then it failed. */
static bool goes_on(struct spoken *s, bool *ok, struct err *err)
{
    if (s->app->leaving.now) {
        return false;
    }
    if (s->gone && !s->prompts) {
        err_set(err, "nobody hears what is said any more");
        *ok = false;
    } else if (s->refused && s->app->options->strict) {
        err_set(err, "line %zu was refused", s->number);
        *ok = false;
    }
    return *ok && !s->gone;
}

bool spoken_loop(struct app *app, struct err *err)
{
    struct spoken s = {.app = app};
    bool ok = true;
    begin(&s);
    while (goes_on(&s, &ok, err)) {
        struct line line = terminal_line(app_patience_ms(app));
        take(&s, &line);
    }
    if (!app->leaving.now) {
        take_event(&s, EVENT_END);
    }
    say_goodbye(&s);
    finish(&s);
    return ok;
}
