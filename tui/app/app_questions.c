/* Short questions to everybody: asked, shown, ended; and answers that come by no phone. */

#include "app/app_events.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/drafts.h"
#include "model/offers.h"
#include "model/questions.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/grid/view_grid.h"
#include "views/kept_draft.h"
#include "views/view_form.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_GRAPHEMES = 60 };

#define ASKING "Ask everybody, by phone or by hand"

/* In the order of enum question_asks. */
static const struct {
    const char *key, *detail;
} kinds[] = {
    {"w", "what brought you here"},
    {"h", "yes, no, not sure"},
    {"s", "and how far apart"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* Those that were asked, the latest first, by number. */
static void add_asked(struct list_view *list, const struct facts *facts)
{
    size_t count;
    const struct record **rows = questions_before(facts->session, facts->table, &count);
    char key[2] = {'1', '\0'};
    if (count) {
        list_add_heading(list, "Asked before");
    }
    for (size_t i = count; i-- > 0;) {
        struct question q = question_of(rows[i]);
        struct item *item =
            list_add(list, key[0] <= '9' ? key : "", q.text, question_asks_words(q.asks));
        item->intent = (struct intent){.kind = INTENT_OPEN_QUESTION, .record = rows[i]};
        key[0] += key[0] <= '9';
    }
    free(rows);
}

/* One's own question that was begun and put aside, quoted, or what it is where the room reads along
 * and words are hidden; every form for one goes on with it. False: there is none. */
static bool add_half_question(struct app *app, struct str *out)
{
    static const char label[] = "question: ";
    struct facts facts = app_facts(app);
    struct str field = STR_EMPTY;
    const char *words = draft_at_hand(&facts, facts.table, FORM_DRAFT "question", &field);
    bool half = words && !draft_is_others(&facts, facts.table, field.bytes);
    if (half && facts.hides_typed) {
        str_add(out, "a question");
    } else if (half) {
        size_t behind = strncmp(words, label, strlen(label)) == 0 ? strlen(label) : 0;
        text_quote(out, words + behind, NAME_GRAPHEMES);
    }
    str_finish(&field);
    return half;
}

static void add_half_written(struct app *app, struct list_view *list)
{
    struct str said = str_of("Half written: ");
    if (add_half_question(app, &said)) {
        str_add(&said, ". Each of these goes on with it");
        list_add_heading(list, said.bytes);
    }
    str_finish(&said);
}

/* How a question can be answered. */
static void add_kinds(struct list_view *list)
{
    for (size_t i = 0; i < KINDS; i++) {
        enum question_asks asks = (enum question_asks)i;
        struct item *item =
            list_add(list, kinds[i].key, question_asks_words(asks), kinds[i].detail);
        item->intent = (struct intent){.kind = INTENT_WRITE_QUESTION,
                                       .text = question_asks_name(asks)};
    }
}

void app_open_asking(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    const struct record *asked = question_at_hand(&facts);
    if (asked) {
        bool answers = intent->action == ACT_QUESTION_ANSWER;
        const struct event key = {.kind = EVENT_KEY};
        app_push(app, view_question_new(&facts, asked, !answers));
        struct intent said = answers
                                 ? view_question_ops.handle(app_top(app)->state, &facts,
                                                            ACT_QUESTION_ANSWER, &key)
                                 : intent_of(INTENT_NOTHING);
        app_carry_out(app, &said);
        return;
    }
    struct list_view *list = list_new(ASKING, true);
    add_half_written(app, list);
    add_kinds(list);
    add_asked(list, &facts);
    app_push_list(app, list);
}

void app_open_question(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    app_push(app, view_question_new(&facts, intent->record, false));
}

static void push_form(struct app *app, enum question_asks asks)
{
    struct facts facts = app_facts(app);
    bool all = questions_are_everybodys(app->file.session);
    app_push_form(app, view_form_question(&facts, asks, all));
}

static enum question_asks asks_of(const char *name)
{
    size_t asks = 0;
    while (asks + 1 < KINDS &&
           strcmp(question_asks_name((enum question_asks)asks), name) != 0) {
        asks++;
    }
    return (enum question_asks)asks;
}

/* Whether another question is open still, which ends when this is asked: then that is asked first,
 * and no Enter says yes. */
static bool asks_about_open(struct app *app, const struct record *open, const char *text)
{
    struct facts facts = app_facts(app);
    size_t waiting = open ? question_waiting(&facts, open, OFFER_WAITS) : 0;
    if (!open || app->typing.ends == open) {
        return false;
    }
    const char *half = question_half_written(&facts, open);
    struct str name = STR_EMPTY, asked = STR_EMPTY;
    text_quote(&name, row_words(open), NAME_GRAPHEMES);
    text_quote(&asked, text, NAME_GRAPHEMES);
    struct str title = str_of("End %s?", name.bytes),
               yes = str_of("End it, and ask %s", asked.bytes);
    struct str no = str_of("Not now: %s stays open", name.bytes);
    if (waiting && facts.seen) {
        str_add(&yes, "; answers of it wait in the inbox");
    } else if (waiting) {
        str_addf(&yes, "; %zu of its answers wait in the inbox", waiting);
    }
    if (half) { /* small, as it goes on with a sentence */
        str_addf(&yes, "; %c%s", tolower((unsigned char)*half), half + 1);
    }
    struct list_view *list = list_ask(title.bytes);
    list_add(list, "n", no.bytes, "")->intent =
        (struct intent){.kind = INTENT_CLOSE,
                        .text = "Nobody was asked anything: that question stays open."};
    list_add(list, "y", yes.bytes, "")->intent =
        (struct intent){.kind = INTENT_ASK_INSTEAD, .record = open};
    app_push_list(app, list);
    str_finish(&no);
    str_finish(&yes);
    str_finish(&title);
    str_finish(&asked);
    str_finish(&name);
    return true;
}

void app_ask_instead(struct app *app, const struct intent *intent)
{
    struct event next = app_key_of(ACT_FORM_NEXT);
    app->typing.ends = intent->record;
    if (app_asks_everybody(app)) {
        app_press(app, ACT_FORM_NEXT, &next);
    }
    app->typing.ends = NULL;
}

/* Asks in the place of one that is open still. */
static const struct record *ask_instead(struct app *app, enum question_asks asks,
                                        const char *text, const struct record *open,
                                        struct err *err)
{
    author_begin_step(&app->author, "asked a new question");
    const struct record *row = NULL;
    if (author_set_question(&app->author, open, QUESTION_ENDED, err)) {
        row = author_ask(&app->author, app->table, asks, text, err);
    }
    author_end_step(&app->author);
    return row;
}

void app_ask_all(struct app *app, const struct intent *intent, struct err *err)
{
    struct facts before = app_facts(app);
    const struct record *open = question_at_hand(&before);
    enum question_asks asks = asks_of(intent->text);
    const char *text = intent->texts[0] ? intent->texts[0] : "";
    if (!text[strspn(text, " ")]) {
        app_say(app, "Which question? Write it, or \vclose\v.");
        return;
    }
    if (asks_about_open(app, open, text)) {
        return;
    }
    const struct record *row =
        open ? ask_instead(app, asks, text, open, err)
             : author_ask(&app->author, app->table, asks, text, err);
    if (row) {
        struct facts facts = app_facts(app);
        app_pop(app); /* the form, and the intent's texts with it */
        if (app_top(app)->ops == &view_question_ops) { /* the one that has ended */
            app_pop(app);
        }
        app_push(app, view_question_new(&facts, row, false));
        struct str home = STR_EMPTY, with = STR_EMPTY;
        question_say_home(row, &home);
        if (home.len_bytes) {
            str_addf(&with, " at %s", home.bytes);
        }
        app_say(app, "Asked%s; the projector shows it until \vend-question\v ends it. %s",
                str_text(&with),
                question_is_for_phones(&facts)
                    ? "Open phone pages say that something is new, and answer until "
                      "\vshow-answers\v shows the answers."
                    : "\vshow-answers\v shows the answers once everybody has answered.");
        str_finish(&with);
        str_finish(&home);
    }
}

/* It keeps the grid from the projector, which nobody in front of the grid sees. */
void app_leave_question(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct intent end = {
        .kind = INTENT_SET_QUESTION, .record = intent->record, .step = QUESTION_ENDED};
    bool shows = question_goes_on_wall(&facts, end.record, intent->action);
    bool ends =
        !shows && !app->file.read_only && question_ends_when_left(&facts, end.record);
    bool off = intent->action == ACT_QUESTION_LEAVE && view_grid_projects(app_grid(app));
    app_pop(app);
    app_leave_hands(app, end.record);
    if (shows || off) {
        const struct event key = app_key_of(ACT_PROJECTOR);
        app_press(app, ACT_PROJECTOR, &key);
    }
    if (ends && app_act(app, &end, app_set_question)) {
        app_add(app, question_uncounted(app->file.session, end.record)
                         ? "Not all hands are counted: the projector shows the grid."
                         : "Its hands are counted: the projector shows the grid.");
    } else if (!ends && !shows && question_at_hand(&facts) == end.record) {
        struct str name = STR_EMPTY;
        text_quote(&name, row_words(end.record), NAME_GRAPHEMES);
        app_say(app,
                off ? "%s is still open: \vprojector\v shows it to the room again."
                    : "The projector shows %s until it ends: \vask\v, then "
                      "\vend-question\v.",
                name.bytes);
        str_finish(&name);
    }
}

void app_set_question(struct app *app, const struct intent *intent, struct err *err)
{
    static const struct {
        const char *all, *phones;
    } said[] = {
        [QUESTION_OPEN] = {"The answers are hidden.", " Phones can answer again."},
        [QUESTION_SHOWN] = {"The answers are shown, on the projector, too.",
                            " Phones can answer no more."},
        [QUESTION_ENDED] = {"Ended; \vask\v, from the grid, shows it again.", ""}};
    struct facts facts = app_facts(app);
    bool again = question_of(intent->record).state == QUESTION_ENDED;
    enum question_state state = (enum question_state)intent->step;
    bool by_ear = state == QUESTION_SHOWN && screen_is_heard(); /* no row has the key */
    if (author_set_question(&app->author, intent->record, state, err)) {
        struct str question = STR_EMPTY;
        text_quote(&question, row_words(intent->record), NAME_GRAPHEMES);
        app_say(app, "%s%s: %s%s%s", again ? "Opened again, " : "", question.bytes,
                said[state].all, question_is_for_phones(&facts) ? said[state].phones : "",
                by_ear ? " \vend-question\v ends it." : "");
        str_finish(&question);
    }
}

void app_add_answer(struct app *app, const struct intent *intent, struct err *err)
{
    struct str name = STR_EMPTY;
    text_quote(&name, intent->text, NAME_GRAPHEMES);
    if (author_add_note(&app->author, intent->record, ANSWERS_COLUMN, NULL, intent->text,
                        err)) {
        app_say(app,
                screen_is_heard() ? "Added %s."
                                  : "Added %s. Type the next one, or \vleave-name\v.",
                name.bytes);
    }
    str_finish(&name);
}

/* Whoever types a word before its line is open may begin it with that key. */
void app_ask_to_remove(struct app *app, const struct intent *intent)
{
    bool answer = record_is(intent->record, "note");
    size_t count = answer ? answers_alike(app->file.session, intent->record) : 1;
    struct str title = str_of(answer ? "Delete " : "Delete the question "),
               yes = str_of("Delete it");
    text_quote(&title, row_words(intent->record), NAME_GRAPHEMES);
    if (count > 1) {
        str_addf(&title, ", said %zu times", count);
        str_set(&yes, "Delete all %zu", count);
    }
    str_add(&title, "?");
    struct list_view *list = list_ask(title.bytes);
    list_add(list, "n", "Not now: it stays", "")->intent =
        (struct intent){.kind = INTENT_CLOSE,
                        .text = answer ? "Nothing was deleted: the answer stays."
                                       : "Nothing was deleted: the question stays."};
    list_add(list, "y", yes.bytes, "")->intent =
        (struct intent){.kind = INTENT_REMOVE_ANSWERS, .record = intent->record};
    app_push_list(app, list);
    str_finish(&title);
    str_finish(&yes);
}

/* Unless somebody has answered it since. */
static void remove_question(struct app *app, const struct record *row, struct err *err)
{
    struct facts facts = app_facts(app);
    struct str name = STR_EMPTY;
    text_quote(&name, row_words(row), NAME_GRAPHEMES);
    if (question_has_answers(&facts, row)) {
        app_say(app, "Somebody has answered %s, so it stays.", name.bytes);
    } else if (author_delete(&app->author, row, err)) {
        struct str which = str_of("the question %s", name.bytes);
        app_say_removed(app, (struct removed){.did = "Deleted",
                                              .words = which.bytes,
                                              .thing = "the question"});
        str_finish(&which);
        if (app_top(app)->ops == &view_question_ops) {
            app_pop(app);
        }
    }
    str_finish(&name);
}

void app_remove_answers(struct app *app, const struct intent *intent, struct err *err)
{
    if (record_is(intent->record, "goal")) {
        remove_question(app, intent->record, err);
        return;
    }
    size_t count = answers_alike(app->file.session, intent->record);
    struct str name = STR_EMPTY;
    text_quote(&name, row_words(intent->record), NAME_GRAPHEMES);
    if (!count) {
        app_say(app, "%s is no answer any more.", name.bytes);
    } else if (author_remove_answers(&app->author, intent->record, err)) {
        app_say_removed(app, (struct removed){.did = "Deleted",
                                              .words = name.bytes,
                                              .thing = "what was chosen",
                                              .more = ": it is no answer any more"});
    }
    str_finish(&name);
}

/* What is typed into the form of a question, if that is on top; else NULL. */
static const char *typed_question(struct app *app)
{
    struct view *top = app_top(app);
    struct unfinished typed = {.of = NULL};
    if (view_mode(top) == MODE_FORM && top->ops->unfinished) {
        typed = top->ops->unfinished(top->state);
    }
    bool question = typed.of && draft_is_of(typed.field, FORM_DRAFT "question");
    return question ? str_text(&view_typed(top)->text) : NULL;
}

bool app_asks_everybody(struct app *app)
{
    return typed_question(app) != NULL;
}

bool app_asks_unseen(struct app *app)
{
    const char *text = typed_question(app);
    return text && *text && !isupper((unsigned char)*text) && !strchr(text, '?') &&
           !question_begins_with(text, false);
}

bool app_is_asking(struct app *app)
{
    const struct view *top = app_top(app);
    const struct list_view *list = top->state;
    return top->ops == &view_list_ops && strcmp(list->title, ASKING) == 0;
}

/* A form for a question of that kind, with those words in it; what was put aside there waits. */
static void open_with(struct app *app, enum question_asks asks, const char *words)
{
    struct facts facts = app_facts(app);
    push_form(app, asks);
    view_form_begin_anew(app_top(app), &facts, words);
}

/* What stands in the line of an answer, which was asked about, goes into the form of one. */
static void ask_anew(struct app *app, enum question_asks asks, const char *words)
{
    struct facts facts = app_facts(app);
    struct str said = STR_EMPTY, text = str_of("%s", words);
    text_quote(&said, row_words(question_at_hand(&facts)), NAME_GRAPHEMES);
    view_question_return(app_top(app));
    open_with(app, asks, text.bytes);
    app_say(app,
            "This is a new question: %s is still open, and \vclose\v goes back to it.",
            said.bytes);
    app_forget_letters(app);
    app->typing.took = false; /* what came before them is of no other words */
    str_finish(&text);
    str_finish(&said);
}

bool app_asks_anew(struct app *app)
{
    char key = '\0';
    const char *words = view_question_new_words(app_top(app), &key);
    if (words && key) {
        size_t kind = KINDS - 1;
        while (kind > 0 && *kinds[kind].key != key) {
            kind--;
        }
        ask_anew(app, (enum question_asks)kind, words);
    } else if (words) { /* nothing tells how it is answered */
        struct str title = str_of("How is ");
        text_quote(&title, words, NAME_GRAPHEMES);
        str_add(&title, " answered?");
        struct list_view *list = list_new(title.bytes, true);
        add_kinds(list);
        app_push_list(app, list);
        str_finish(&title);
    }
    return words != NULL;
}

void app_write_question(struct app *app, const struct intent *intent)
{
    char key;
    const char *words = view_question_new_words(app_top(app), &key);
    if (words && app_may_write(app)) {
        ask_anew(app, asks_of(intent->text), words);
    } else if (app_may_write(app)) {
        push_form(app, asks_of(intent->text));
    }
}

void app_begin_question(struct app *app, const char *words)
{
    struct str half = str_of(" What was half written waits: ");
    bool waits = add_half_question(app, &half);
    open_with(app, ASKS_WORDS, words);
    app_say(app,
            "You were typing, so your question begins with ‘%.*s’. \vclose\v and "
            "\vask\v choose how it is answered.%s%s",
            (int)strcspn(words, " "), words, waits ? half.bytes : "", waits ? "." : "");
    str_finish(&half);
    app->typing.stays = true;
}

bool app_types_question(struct app *app, const char *letter)
{
    const char *text = typed_question(app);
    bool may_be = text && question_goes_on(text);
    struct str run = str_of("%s%s", str_text(&app->typing.words.letters), letter);
    size_t behind = text ? strlen(text) : run.len_bytes;
    for (size_t at = 0; at + behind < run.len_bytes; at++) { /* with keys of the list */
        const char *word = run.bytes + at;
        may_be = may_be || question_begins_with(word, false);
        if (question_begins_with(word, true)) {
            app_pop(app);
            app_begin_question(app, word);
            break;
        }
    }
    str_finish(&run);
    return may_be;
}
