/* The face for whoever has no screen: reads lines, and says what became of them. */

#include "app/spoken/spoken.h"

#include "app/spoken/spoken_inside.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/terminal.h"
#include "views/view_form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct view *top(struct spoken *s)
{
    return app_top(s->app);
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

static void judge(struct spoken *s)
{
    const struct messages *m = &s->app->messages;
    bool why_not = m->text.len_bytes && (m->why_not || s->app->messages.warning);
    s->refused = s->refused || s->warned || (why_not && spoken_did_nothing(s));
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
    bool command = *text == '/' && text[1] && text[1] != '/';
    if (s->app->leaving.asking) {
        answer_about_leaving(s, text);
    } else if (spoken_answers_yes_or_no(s, text)) {
        /* which has said what it did */
    } else if (command && (words || top(s)->ops->list)) {
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

/* Keys that edit a line elsewhere: those alone are no line, so that nothing is ended by them. */
static bool is_of_keys_alone(struct spoken *s, const char *text)
{
    bool keys = s->keys;
    s->keys = false;
    if (keys && !*text) {
        spoken_refuse(s, "Arrows and the like do nothing here.");
    } else if (keys) {
        spoken_add(s,
                   "Arrows and the like do nothing in a line; they were left out of it.");
    }
    return keys && !*text;
}

/* What is said without a line is told with the next, but for what the clock says. */
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
    bool any = line.len_bytes > 0 || s->keys || spoken_takes_words(view_mode(top(s)));
    s->refused = s->warned = s->went = s->entered = s->steps = false;
    s->whole = s->interrupted = s->lost = s->offered = false;
    spoken_remember(s);
    if (s->cut) {
        spoken_add(s, "Nobody ended this line; it counts as it stands.");
    }
    if (!is_of_keys_alone(s, str_text(&line))) {
        obey(s, str_text(&line));
    }
    str_finish(&line);
    if (app->saving.dirty && !app->leaving.now) {
        app_keep(app);
    }
    if (!app->leaving.now) {
        judge(s);
        if (any || s->said.len_bytes || !spoken_did_nothing(s)) {
            spoken_tell_change(s);
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
    struct text_box *box = view_typed(top(s));
    if (box && s->line.len_bytes) {
        text_box_set(box, str_text(&s->line));
    }
    str_clear(&s->line);
}

/* Ctrl-C: what was typed of the line is gone, and only another one leaves. */
static void be_interrupted(struct spoken *s)
{
    struct event event = {.kind = EVENT_END, .text = ""};
    keep_begun(s);
    if (s->interrupted) {
        if (spoken_takes_words(view_mode(top(s)))) {
            spoken_end_words(s);
        }
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

/* What the app says of a key, apart from what is said already; the caller's. */
static struct str press_apart(struct spoken *s, enum action action)
{
    struct str before = s->said;
    s->said = STR_EMPTY;
    spoken_press(s, action);
    struct str said = s->said;
    s->said = before;
    return said;
}

/* The line of a form that cannot be kept says what it said before; adds which that is. */
static void leave_line(struct spoken *s, struct str *out)
{
    struct facts facts = app_facts(s->app);
    struct view *view = top(s);
    struct str about = STR_EMPTY;
    view->ops->typed_for(view->state, &facts, &about);
    str_addf(out, "%s: ‘%s’ is not kept.\n", str_text(&about),
             str_text(&view_typed(view)->text));
    view_form_leave_line(view);
    str_finish(&about);
}

/* What was typed into a form that nobody ended. A line that is wrong is left as it was, so that
 * the others are kept. */
static void keep_form(struct spoken *s)
{
    enum { MOST_WRONG = 5 };
    size_t edits = session_edit_count(s->app->file.session);
    struct str became = press_apart(s, ACT_FORM_KEEP), wrong = STR_EMPTY;
    for (int i = 0; i < MOST_WRONG && view_mode(top(s)) == MODE_FORM; i++) {
        str_add(&wrong, str_text(&became));
        str_finish(&became);
        leave_line(s, &wrong);
        became = press_apart(s, ACT_FORM_KEEP);
    }
    bool kept = session_edit_count(s->app->file.session) != edits;
    spoken_add(s, "The input ended within a form; %s",
               kept ? "what was said in it is kept:" : "nothing was changed in it.");
    spoken_add_lines(s, str_text(&wrong));
    spoken_add_lines(s, kept ? str_text(&became) : "");
    str_finish(&became);
    str_finish(&wrong);
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

/* Minutes that are left, or none, would be told too late with the next line: they are said below
 * what is typed of that, which counts all the same. */
static void say_clock(struct spoken *s)
{
    const char *said = str_text(&s->app->clock_said);
    if (*said && strstr(str_text(&s->app->messages.text), said)) {
        fputs(s->prompts ? "\n" : "", stdout);
        say_news(s);
        prompt(s);
    }
}

static void take(struct spoken *s, const struct line *line)
{
    s->keys = s->keys || line->keys;
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
        say_clock(s);
        return;
    case LINE_NONE:
        take_event(s, EVENT_NONE);
        say_clock(s);
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
    if (s->app->open && (spoken_place_now(s).goal || !s->app->messages.text.len_bytes)) {
        spoken_say_place(s, NULL); /* else it was said what comes first */
    }
    spoken_remember(s);
    if (view_mode(top(s)) != MODE_GRID) {
        spoken_announce(s, true);
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
    str_finish(&s->doubted);
    str_finish(&s->promise);
    str_finish(&s->line);
    str_finish(&s->news);
    str_finish(&s->people);
    str_finish(&s->address);
    str_finish(&s->before.grid);
    str_finish(&s->before.brief);
    str_finish(&s->before.all);
    str_finish(&s->before.title);
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
