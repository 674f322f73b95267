/* Where something is typed, a line is words, unless somebody may want out. */

#include "app/spoken/spoken_inside.h"

#include "model/alone.h"
#include "views/view_form.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Before words that are not to be asked about, whatever they are: ". plan"; and said of those
 * that were asked about. */
#define FORCES ". "
#define WRITES "write"

bool spoken_takes_words(enum mode mode)
{
    return (mode & (MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME)) != 0;
}

static struct text_box *box_now(struct spoken *s)
{
    return view_typed(app_top(s->app));
}

/* What Enter means in a mode, and Esc. */
static enum action keeping(enum mode mode)
{
    return mode == MODE_FORM     ? ACT_FORM_KEEP
           : mode == MODE_NAME   ? ACT_NAME_KEEP
           : mode == MODE_SEARCH ? ACT_SEARCH_STAY
                                 : ACT_BOX_ENTER;
}

static enum action leaving(enum mode mode)
{
    return mode == MODE_FORM     ? ACT_FORM_NEXT
           : mode == MODE_NAME   ? ACT_NAME_LEAVE
           : mode == MODE_SEARCH ? ACT_SEARCH_BACK
                                 : ACT_BOX_ESCAPE;
}

/* As if it was pasted over what stands there, so that the view looks at it. */
static void paste_over(struct spoken *s, struct text_box *box, const char *text)
{
    struct event event = {.kind = EVENT_PASTE, .text = text};
    text_box_set(box, "");
    if (*text) {
        app_press(s->app, ACT_NONE, &event);
        spoken_add_message(s);
    }
}

/* Of an entry that was kept, its place is said rather than that it was; of one that says something
 * else now, both. */
static void keep_entry(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    size_t edits = session_edit_count(facts.session);
    struct str before = s->said;
    s->said = STR_EMPTY;
    spoken_press(s, ACT_BOX_ENTER);
    s->entered = session_edit_count(facts.session) != edits && !s->warned &&
                 app_top(s->app)->ops == &view_grid_ops &&
                 (!table_alone(facts.table) || !s->said.len_bytes);
    bool other = strncmp(str_text(&s->said), "Changed ", strlen("Changed ")) == 0;
    if (!s->entered || other) { /* what it said before is said nowhere else */
        str_add(&before, str_text(&s->said));
    }
    str_finish(&s->said);
    s->said = before;
}

void spoken_end_words(struct spoken *s)
{
    enum mode mode = mode_now(s);
    spoken_press(s, mode == MODE_FORM ? ACT_LIST_CLOSE : leaving(mode));
}

static void make_lower(char *text)
{
    for (; *text; text++) {
        *text = (char)tolower((unsigned char)*text);
    }
}

/* In lower case. */
static bool is_way_to_leave(const char *word)
{
    return spoken_is_like(ACT_LEAVE, word, IS_NAME) ||
           spoken_is_like(ACT_LEAVE, word, IS_ALSO);
}

/* What somebody says who wants out, or help, and may not know that all is words here. */
static bool is_way_out(const char *text)
{
    static const char *const others[] = {"undo", "help", "q"};
    struct str word = str_of("%s", text);
    bool is = false;
    if (word.len_bytes) {
        make_lower(word.bytes);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is = is || strcmp(str_text(&word), others[i]) == 0;
    }
    is = is || spoken_is_end(str_text(&word)) || is_way_to_leave(str_text(&word));
    str_finish(&word);
    return is;
}

/* Whether it is about the lines of a form, which is not ended by it. */
static bool is_of_form(struct spoken *s, const char *text)
{
    const char *rest;
    enum action action = spoken_in_words(s, text, &rest);
    return mode_now(s) == MODE_FORM &&
           (spoken_is_like(ACT_UNDO, text, IS_NAME) ||
            (action != ACT_NONE && !*rest && spoken_is_here(action, MODE_FORM)));
}

/* What a form tells of itself is done as soon as it is said. */
static bool is_told_by_form(struct spoken *s, const char *text)
{
    return mode_now(s) == MODE_FORM && (spoken_is_like(ACT_UNDO, text, IS_NAME) ||
                                        spoken_is_like(ACT_LIST_CLOSE, text, IS_NAME));
}

bool spoken_is_end(const char *word)
{
    static const char *const ends[] = {"close",   "escape", "back",
                                       "go-back", "cancel", "done"};
    bool is = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        is = is || strcasecmp(word, ends[i]) == 0;
    }
    return is;
}

/* Said twice it is one: what takes words is ended; what else the words say is done. */
static void obey_asked(struct spoken *s, const char *text)
{
    struct str lower = str_of("%s", text);
    make_lower(lower.bytes);
    const char *word = lower.bytes;
    bool ended = spoken_is_end(word) || strcmp(word, "end") == 0 ||
                 strcmp(word, "stop") == 0; /* which leave, and stop a clock, elsewhere */
    bool leaves = strcmp(word, "q") == 0 || is_way_to_leave(word);
    if (!ended && is_of_form(s, word)) {
        spoken_command(s, word);
    } else {
        spoken_end_words(s);
        if (!ended) {
            spoken_command(s, leaves ? action_row(ACT_LEAVE)->name : text);
        }
    }
    str_finish(&lower);
}

/* What nobody would write, and what is of use right here: "as-it-was". */
static bool is_command_of_here(struct spoken *s, const char *text)
{
    enum action action = action_named(text, strlen(text));
    return action != ACT_NONE && strchr(text, '-') && spoken_is_here(action, mode_now(s));
}

static bool is_name(const char *word)
{
    bool is = false;
    for (int i = ACT_NONE + 1; i < MEANING_COUNT && !is; i++) {
        is = spoken_is_like(i, word, IS_NAME);
    }
    return is;
}

/* What a form asks for, though it would be a command elsewhere: a day; or what came of a promise,
 * in a word that is not the name of a command: "done", "kept". */
static bool is_asked_for(struct spoken *s, const char *text)
{
    struct view *view = app_top(s->app);
    bool done = strcasecmp(text, "done") == 0;
    bool named = strchr(text, ' ') || is_name(text) || is_way_out(text);
    return view_form_asks_for_day(view, text) ||
           (view_form_asks_what_came(view) && (done || !named));
}

void spoken_take_words(struct spoken *s, const char *text)
{
    struct str asked = s->asked;
    bool again = asked.len_bytes && strcasecmp(text, asked.bytes) == 0;
    bool writes = asked.len_bytes && strcasecmp(text, WRITES) == 0;
    bool forced = strncmp(text, FORCES, strlen(FORCES)) == 0;
    s->asked = STR_EMPTY;
    s->meant = writes || forced;
    if (asked.len_bytes && !again && !writes) {
        spoken_add(s, "‘%s’ was not written.", asked.bytes);
        s->lost = !*text;
    }
    if (writes) {
        spoken_type(s, asked.bytes);
    } else if (again || is_told_by_form(s, text)) {
        obey_asked(s, text);
    } else if (forced) {
        spoken_type(s, text + strlen(FORCES));
    } else if (is_command_of_here(s, text)) {
        spoken_command(s, text);
    } else if (strcasecmp(text, WRITES) != 0 && !is_asked_for(s, text) &&
               (is_way_out(text) || spoken_may_be_command(s, text))) {
        str_set(&s->asked, "%s", text); /* as it is to be written */
        spoken_refuse(s,
                      "‘%s’ is not written yet. Say it again to have it done as a "
                      "command; the word " WRITES " writes it.",
                      text);
    } else {
        spoken_type(s, text);
    }
    str_finish(&asked);
}

/* What is wrong stays in no line: an empty one would not go on from it. */
static void leave_wrong_line(struct spoken *s, struct text_box *box)
{
    struct str words = str_of("%s", str_text(&box->text));
    view_form_leave_line(app_top(s->app));
    if (strcmp(str_text(&box->text), str_text(&words)) != 0) {
        spoken_refuse(s, "‘%s’ is not kept.", str_text(&words));
    }
    str_finish(&words);
}

/* A line of a form, which says what is understood of it, and goes on; but not behind what was
 * to be a day, it seems, and is none. */
static void answer_line(struct spoken *s, struct text_box *box)
{
    struct str understood = STR_EMPTY, before = s->said;
    bool doubt = view_form_is_no_day(app_top(s->app)) && !s->meant;
    spoken_look(s, true, &understood);
    s->said = STR_EMPTY;
    if (!doubt) {
        spoken_press(s, ACT_FORM_NEXT);
    }
    struct str after = s->said;
    s->said = before;
    if (mode_now(s) == MODE_FORM) { /* else it is past, and what became of it is said */
        if (s->meant) {
            spoken_add(s, "Written: ‘%s’.", str_text(&box->text));
        }
        s->answered = box_now(s) != box;
        if (doubt || s->answered) {
            spoken_add_lines(s, str_text(&understood));
        }
    }
    str_add(&s->said, str_text(&after));
    if (!doubt && mode_now(s) == MODE_FORM && !s->answered) {
        leave_wrong_line(s, box);
    }
    if (doubt) {
        spoken_refuse(s, "Say the day anew; an empty line keeps these words.");
    }
    str_finish(&after);
    str_finish(&understood);
}

void spoken_undo_in_form(struct spoken *s)
{
    struct text_box *box = box_now(s);
    spoken_press(s, ACT_FORM_PREVIOUS);
    s->answered = false;
    if (box_now(s) == box && !s->said.len_bytes) {
        spoken_refuse(s, "Nothing to undo: this is the first line. \vclose\v leaves the "
                         "form.");
    }
}

void spoken_bring_line_back(struct spoken *s)
{
    if (s->answered) {
        struct event event = app_key_of(ACT_FORM_PREVIOUS);
        app_press(s->app, ACT_FORM_PREVIOUS, &event);
        s->answered = false;
    }
    spoken_press(s, ACT_FORM_UNDO);
}

void spoken_type(struct spoken *s, const char *text)
{
    enum mode mode = mode_now(s);
    struct text_box *box = box_now(s);
    s->answered = false;
    if (!box || !*text) {
        bool ends = box && mode == MODE_BOX && !box->text.len_bytes;
        spoken_press(s, leaving(mode));
        if (ends && mode_now(s) != mode && !s->said.len_bytes) {
            spoken_add(s, "Nothing more is written.");
            s->lost = true; /* which says where one is then */
        }
        return;
    }
    bool as_it_stands = strcmp(text, ".") == 0;
    const char *words = strcmp(text, "-") == 0 ? "" : text;
    if (mode == MODE_BOX) {
        if (!as_it_stands) {
            text_box_set(box, words);
        }
        if (*words) {
            keep_entry(s);
        } else {
            spoken_press(s, ACT_BOX_ESCAPE);
        }
        return;
    }
    if (!as_it_stands) {
        paste_over(s, box, words);
    }
    if (mode == MODE_FORM && !as_it_stands) {
        answer_line(s, box);
    } else {
        spoken_press(s, keeping(mode));
    }
}

/* What there is to know of forms, little at a time: how they end, and with a later line how one
 * goes back in them. */
static void tell_form(struct spoken *s, bool first)
{
    if (first) {
        spoken_add(s,
                   s->told_forms
                       ? "A full stop keeps it and ends."
                       : "An empty line goes on, a full stop alone keeps all and ends.");
        s->told_forms += !s->told_forms;
    } else if (s->told_forms == 1) {
        spoken_add(s, "A hyphen alone empties a line; undo goes back one, close leaves.");
        s->told_forms++;
    }
}

void spoken_ask(struct spoken *s, bool first)
{
    struct facts facts = app_facts(s->app);
    const struct view *top = app_top(s->app);
    struct str about = STR_EMPTY;
    const struct text_box *box = view_typed(top);
    if (box) {
        top->ops->typed_for(top->state, &facts, &about);
    }
    enum mode mode = mode_now(s);
    const char *words = box ? str_text(&box->text) : "", *subject = str_text(&about);
    if (mode == MODE_FORM) {
        tell_form(s, first);
    }
    if (!box) {
        /* nothing is asked */
    } else if (mode == MODE_FORM && *words) {
        spoken_add(s, "%s: ‘%s’, or an empty line:", subject, words);
    } else if (mode == MODE_FORM) {
        spoken_add(s, "%s, or an empty line:", subject);
    } else if (*words && strstr(subject, words)) { /* "Editing ‘Cars’" */
        spoken_add(s, "%s; say all of it anew, an empty line leaves it:", subject);
    } else if (*words) {
        spoken_add(s, "%s: ‘%s’; a full stop alone keeps it, an empty line ends it:",
                   subject, words);
    } else {
        spoken_add(s, "%s; an empty line ends it:", first ? subject : "Next");
    }
    str_finish(&about);
}

void spoken_type_one(struct spoken *s, const char *text)
{
    enum mode mode = mode_now(s);
    spoken_type(s, text);
    struct text_box *box = box_now(s);
    bool stays = (mode & (MODE_BOX | MODE_NAME)) && mode_now(s) == mode;
    if (stays && box && !box->text.len_bytes) {
        struct event event = app_key_of(leaving(mode));
        app_press(s->app, leaving(mode), &event);
    }
}
