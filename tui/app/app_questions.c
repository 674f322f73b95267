/* Short questions to everybody: asked, shown, ended; and answers that come by no phone. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/drafts.h"
#include "model/questions.h"
#include "screen/screen.h"
#include "store/hand_words.h"
#include "views/view_form.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { NAME_GRAPHEMES = 60 };

#define ASKING "Ask everybody, by phone or by hand"

/* In the order of enum question_asks. */
static const struct {
    const char *name, *key, *label, *detail;
} kinds[] = {
    {"words", "w", "A word each", "what brought you here"},
    {"hands", "h", "A show of hands", "yes, no, not sure"},
    {"scale", "s", "A scale of 1 to 5", "and how far apart"},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* Those that were asked, the latest first, by number. */
static void add_asked(struct list_view *list, const struct facts *facts)
{
    size_t count;
    const struct record *const *rows =
        table_questions(facts->session, facts->table, &count);
    char key[2] = {'1', '\0'};
    if (count) {
        list_add_heading(list, "Asked before");
    }
    for (size_t i = count; i-- > 0;) {
        struct question q = question_of(rows[i]);
        struct item *item =
            list_add(list, key[0] <= '9' ? key : "", q.text, kinds[q.asks].label);
        item->intent = (struct intent){.kind = INTENT_OPEN_QUESTION, .record = rows[i]};
        key[0] += key[0] <= '9';
    }
}

void app_open_asking(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    const struct record *asked = question_at_hand(&facts);
    if (asked) {
        bool answers = intent->action == ACT_QUESTION_ANSWER;
        const struct event key = {.kind = EVENT_KEY};
        app_push(app, view_question_new(asked, !answers));
        struct intent said = answers
                                 ? view_question_ops.handle(app_top(app)->state, &facts,
                                                            ACT_QUESTION_ANSWER, &key)
                                 : intent_of(INTENT_NOTHING);
        app_carry_out(app, &said);
        return;
    }
    struct list_view *list = list_new(ASKING, true);
    for (size_t i = 0; i < KINDS; i++) {
        struct item *item = list_add(list, kinds[i].key, kinds[i].label, kinds[i].detail);
        item->intent =
            (struct intent){.kind = INTENT_WRITE_QUESTION, .text = kinds[i].name};
    }
    add_asked(list, &facts);
    app_push_list(app, list);
}

void app_open_question(struct app *app, const struct intent *intent)
{
    app_push(app, view_question_new(intent->record, false));
}

void app_write_question(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    if (app_may_write(app)) {
        app_push_form(app, view_form_question(&facts, intent->text));
    }
}

/* Whether another question is open still, which ends when this is asked: that is said once of
 * these words. */
static bool tells_of_open(struct app *app, const struct record *open, const char *text)
{
    struct facts facts = app_facts(app);
    struct str said = STR_EMPTY;
    bool same =
        app->typing.ends == open && !strcmp(str_text(&app->typing.ends_for), text);
    bool tells = open && !same;
    size_t waiting = tells ? question_waiting(&facts, open) : 0;
    app->typing.ends = open;
    str_set(&app->typing.ends_for, "%s", text);
    if (tells) {
        text_quote(&said, record_words(open, "text"), NAME_GRAPHEMES);
        if (waiting) {
            str_addf(&said, " is still open, and %zu of its answers wait in the inbox",
                     waiting);
        } else {
            str_add(&said, " is still open");
        }
        app_say(app,
                "%s. \vform-next\v once more ends it and asks this; \vclose\v goes "
                "back to it.",
                said.bytes);
        app_end_line(app, true, false);
    }
    str_finish(&said);
    return tells;
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
    size_t asks = 0;
    while (asks + 1 < KINDS && strcmp(kinds[asks].name, intent->text) != 0) {
        asks++;
    }
    const char *text = intent->texts[0] ? intent->texts[0] : "";
    if (!text[strspn(text, " ")]) {
        app_say(app, "Which question? Write it, or \vclose\v.");
        return;
    }
    if (tells_of_open(app, open, text)) {
        return;
    }
    const struct record *row =
        open ? ask_instead(app, (enum question_asks)asks, text, open, err)
             : author_ask(&app->author, app->table, (enum question_asks)asks, text, err);
    if (row) {
        struct facts facts = app_facts(app);
        app->typing.ends = NULL;
        app_pop(app); /* the form, and the intent's texts with it */
        if (app_top(app)->ops == &view_question_ops) { /* the one that has ended */
            app_pop(app);
        }
        app_push(app, view_question_new(row, false));
        app_say(app, "Asked; the projector shows it until \vend-question\v ends it. %s",
                question_is_for_phones(&facts)
                    ? "Open phone pages say that something is new, and answer until "
                      "\vshow-answers\v shows the answers."
                    : "\vshow-answers\v shows the answers once everybody has answered.");
    }
}

/* It keeps the grid from the projector, which nobody in front of the grid sees. */
void app_leave_question(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    struct intent end = {
        .kind = INTENT_SET_QUESTION, .record = intent->record, .step = QUESTION_ENDED};
    bool ends = !app->file.read_only && question_ends_when_left(&facts, end.record);
    app_pop(app);
    if (ends && app_act(app, &end, app_set_question)) {
        app_add(app, "Its hands are counted: the projector shows the grid.");
    } else if (!ends && question_at_hand(&facts) == end.record) {
        struct str name = STR_EMPTY;
        text_quote(&name, record_words(end.record, "text"), NAME_GRAPHEMES);
        app_say(app,
                "The projector shows %s until it ends: \vask\v, then "
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
        [QUESTION_SHOWN] = {"The answers are shown, on the projector, too. "
                            "\vend-question\v ends it.",
                            " Phones can answer no more."},
        [QUESTION_ENDED] = {"Ended; \vask\v, from the grid, shows it again.", ""}};
    struct facts facts = app_facts(app);
    bool again = question_of(intent->record).state == QUESTION_ENDED;
    enum question_state state = (enum question_state)intent->step;
    if (author_set_question(&app->author, intent->record, state, err)) {
        struct str question = STR_EMPTY;
        text_quote(&question, record_words(intent->record, "text"), NAME_GRAPHEMES);
        app_say(app, "%s%s: %s%s", again ? "Opened again, " : "", question.bytes,
                said[state].all,
                question_is_for_phones(&facts) ? said[state].phones : "");
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
    size_t count = answers_alike(app->file.session, intent->record);
    struct str title = str_of("Delete "), yes = str_of("Delete it");
    text_quote(&title, record_words(intent->record, "text"), NAME_GRAPHEMES);
    if (count > 1) {
        str_addf(&title, ", said %zu times", count);
        str_set(&yes, "Delete all %zu", count);
    }
    str_add(&title, "?");
    struct list_view *list = list_new(title.bytes, true);
    list_add(list, "n", "Not now: it stays", "")->intent = (struct intent){
        .kind = INTENT_CLOSE, .text = "Nothing was deleted: the answer stays."};
    list_add(list, "y", yes.bytes, "")->intent =
        (struct intent){.kind = INTENT_REMOVE_ANSWERS, .record = intent->record};
    app_push_list(app, list);
    str_finish(&title);
    str_finish(&yes);
}

void app_remove_answers(struct app *app, const struct intent *intent, struct err *err)
{
    size_t count = answers_alike(app->file.session, intent->record);
    struct str name = STR_EMPTY;
    text_quote(&name, record_words(intent->record, "text"), NAME_GRAPHEMES);
    if (!count) {
        app_say(app, "%s is no answer any more.", name.bytes);
    } else if (author_remove_answers(&app->author, intent->record, err)) {
        app_say(app, "Deleted %s: it is no answer any more. \vundo\v brings it back.",
                name.bytes);
    }
    str_finish(&name);
}

/* What an answer to choose says to the room. */
static const char *said_of(const struct app *app, const struct record *answer)
{
    const struct record *question = record_parent(answer);
    const char *text = record_words(answer, "text");
    return question ? answer_said(app->file.session, question, text) : text;
}

void app_count_hands(struct app *app, const struct intent *intent, struct err *err)
{
    if (author_vote(&app->author, intent->record, HANDS_VOTER, intent->step, err)) {
        struct str next = STR_EMPTY;
        if (intent->after) {
            str_add(&next, "Now ");
            text_quote(&next, said_of(app, intent->after), NAME_GRAPHEMES);
            str_add(&next, ".");
        }
        app_say(app, "%s: %d hand%s. %s", said_of(app, intent->record), intent->step,
                plural((size_t)intent->step),
                !intent->step   ? "What was counted is taken back."
                : intent->after ? next.bytes
                                : "That was the last answer.");
        str_finish(&next);
    }
}

/* Whether letters are a word that questions begin with, and a blank behind it; or may be, as
 * far as they go. */
static bool begins_question(const char *letters, bool whole)
{
    static const char *const words[] = {"what ",   "when ", "where ", "which ", "who ",
                                        "whose ",  "why ",  "would ", "will ",  "was ",
                                        "were ",   "how ",  "has ",   "have ",  "had ",
                                        "should ", "shall "};
    size_t len = strlen(letters);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t full = strlen(words[i]), most = len < full && !whole ? len : full;
        if (strncasecmp(letters, words[i], most) == 0 && (!whole || len == full)) {
            return true;
        }
    }
    return false;
}

/* What is typed into the form of a question, if that is on top; else NULL. */
static const char *typed_question(struct app *app)
{
    struct view *top = app_top(app);
    struct facts facts = app_facts(app);
    struct str about = STR_EMPTY;
    struct unfinished typed = {.of = NULL};
    if (view_mode(top) == MODE_FORM && top->ops->unfinished) {
        typed = top->ops->unfinished(top->state);
    }
    bool question = typed.of && draft_is_of(typed.field, FORM_DRAFT "question");
    const char *text =
        question ? str_text(&top->ops->typed(top->state, &facts, &about)->text) : NULL;
    str_finish(&about);
    return text;
}

bool app_asks_everybody(struct app *app)
{
    return typed_question(app) != NULL;
}

bool app_asks_unseen(struct app *app)
{
    const char *text = typed_question(app);
    return text && *text && !isupper((unsigned char)*text) && !strchr(text, '?') &&
           !begins_question(text, false);
}

bool app_is_asking(struct app *app)
{
    const struct view *top = app_top(app);
    const struct list_view *list = top->state;
    return top->ops == &view_list_ops && strcmp(list->title, ASKING) == 0;
}

/* A form for a question of that kind, with those words in it behind what was put aside. */
static void open_with(struct app *app, const char *kind, const char *words)
{
    struct facts facts = app_facts(app);
    app_push_form(app, view_form_question(&facts, kind));
    const char *stood = typed_question(app);
    struct str text = str_of("%s%s", stood && *stood ? " " : "", words);
    struct event typed = {.kind = EVENT_PASTE, .text = text.bytes};
    struct view *form = app_top(app);
    form->ops->handle(form->state, &facts, ACT_NONE, &typed);
    str_finish(&text);
}

/* Whether an answer begins with the key for how a question is answered, and letters behind it
 * that begin no word with it: a new question is meant, though one is open still. "hWho" is,
 * "hunger" is not. */
static bool asks_instead(struct app *app)
{
    const char *text = view_question_unasked(app_top(app));
    struct str words = str_of("%s", *text ? text + 1 : "");
    const char *kind = NULL;
    for (size_t i = 0; i < KINDS; i++) {
        kind = *text == *kinds[i].key ? kinds[i].name : kind;
    }
    bool asks = kind && words.len_bytes == 1 &&
                (isupper((unsigned char)*words.bytes) ||
                 !typed_words_may_begin(*text, words.bytes));
    if (asks) {
        struct facts facts = app_facts(app);
        struct str said = STR_EMPTY;
        text_quote(&said, record_words(question_at_hand(&facts), "text"), NAME_GRAPHEMES);
        view_question_return(app_top(app));
        open_with(app, kind, words.bytes);
        app_say(app,
                "This is a new question: %s is still open. \vclose\v goes back to it.",
                said.bytes);
        app->typing.ends = NULL;
        app->typing.stays = true;
        app->typing.watched = app->typing.slow.watched = false;
        str_finish(&said);
    }
    str_finish(&words);
    return asks;
}

void app_begin_question(struct app *app, const char *words)
{
    open_with(app, kinds[0].name, words);
    app_say(app,
            "You were typing, so your question begins with ‘%.*s’. \vclose\v and "
            "\vask\v choose how it is answered.",
            (int)strcspn(words, " "), words);
    app->typing.stays = true;
}

bool app_types_question(struct app *app, const char *letter)
{
    if (asks_instead(app)) {
        return true;
    }
    const char *text = typed_question(app);
    bool may_be = text && begins_question(text, false);
    struct str run = str_of("%s%s", str_text(&app->typing.words.letters), letter);
    size_t behind = text ? strlen(text) : run.len_bytes;
    for (size_t at = 0; at + behind < run.len_bytes; at++) { /* with keys of the list */
        const char *word = run.bytes + at;
        may_be = may_be || begins_question(word, false);
        if (begins_question(word, true)) {
            app_pop(app);
            app_begin_question(app, word);
            break;
        }
    }
    str_finish(&run);
    return may_be;
}
