/* Letters behind a key that asked: those that go on with an answer, or give it once more, and mean
 * nothing to what is there by then; and those that are none, since both are of a word. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "model/english.h"
#include "model/session.h"
#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

enum { ANSWER_PACE_MS = 2 * TYPING_PACE_MS }; /* of two fingers */

/* As they are written out, also politely. */
static const char *const answers[] = {
    "yes please",    "yes, please", "no thanks", "no thank you", "no, thanks",
    "no, thank you", "discard",     "keep",      "end",          "all"};

/* The answer that goes on with the letter behind what was written of one; NULL: none does. */
static const char *answer_with(const char *answer, size_t written, const char *letter)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (*letter && strncmp(answers[i], answer, written) == 0 &&
            answers[i][written] == *letter) {
            return answers[i];
        }
    }
    return NULL;
}

void app_expect_rest(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    const char *answer = answer_with("", 0, event->text);
    t->answer_ms = event->at_ms;
    t->answer = answer ? answer : t->answer;
    t->written = answer ? 1 : t->written;
}

/* Whether a letter that begins no word answers whether two say the same. */
static bool settles(const struct typing *t, const struct event *event)
{
    if (t->mode != MODE_PROPOSALS || t->slow.run.len_bytes) {
        return false;
    }
    enum action action = action_for(MODE_PROPOSALS, event->key);
    return action == ACT_SAME || action == ACT_OTHER;
}

void app_hear_answer(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    if (t->asked ? view_mode(app_top(app)) != t->asked : settles(t, event)) {
        app_expect_rest(app, event);
    }
}

/* Whether it goes on with the word of an answer, or is the Enter behind it. */
static bool ends_answer(struct typing *t, const struct event *event)
{
    bool rest = t->answer && event->kind == EVENT_KEY &&
                event->at_ms - t->answer_ms <= ANSWER_PACE_MS;
    const char *longer = rest ? answer_with(t->answer, t->written, event->text) : NULL;
    bool enter = rest && strchr(" ,", t->answer[t->written]) && event_is(event, "Enter");
    t->answer = longer ? longer : enter ? t->answer : NULL;
    t->written += longer != NULL;
    t->answer_ms = event->at_ms;
    if (longer && t->held) { /* it may be another word still, as in "no buses" */
        t->held_key.at_ms = t->words.at_ms = event->at_ms;
        typed_words_hear(&t->words, event->text, LETTER_MOVES);
    }
    return longer || enter;
}

/* Whether it is once more the key that answered what was asked about a list, which is gone by
 * now: whoever saw nothing happen yet presses again, and means nothing in the grid. */
static bool answers_again(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    bool answered = !t->held && view_mode(app_top(app)) != MODE_PASTE &&
                    t->held_key.kind == EVENT_KEY;
    bool again = answered && event->kind == EVENT_KEY &&
                 strcmp(event->key, t->held_key.key) == 0 &&
                 event->at_ms - t->held_key.at_ms <= ASKED_PACE_MS;
    if (again) {
        t->held_key.at_ms = event->at_ms;
    } else if (answered) {
        t->held_key.kind = EVENT_NONE;
    }
    return again;
}

/* They are in a box, or a draft that what follows goes on with. */
static void forget_taken(struct app *app)
{
    app_forget_letters(app);
    app->typing.taken = app_keeps_alone(app, ACT_ADD);
    app->typing.stays = true;
}

/* Says what did not happen, before what did. */
static void say_kept(struct app *app, const char *kept)
{
    struct str said = str_of("%s %s", kept, str_text(&app->messages.text));
    str_clear(&app->messages.text);
    app_say(app, "%s", said.bytes);
    forget_taken(app);
    str_finish(&said);
}

/* Whether a word ends among those keys, as in "Every day", or with the last, as in "bodyguard". */
static bool have_word(const char *keys)
{
    enum { ENOUGH = 4 };
    size_t len = strcspn(keys, " ");
    bool word = english_of(keys, len).word, ends = keys[len];
    return len > 1 && typed_words_letters(keys) == len &&
           (ends ? len >= ENOUGH || word : len >= ENOUGH && word);
}

/* Where the last letters of the run begin that are a word, or begin one; its end: none are. */
static size_t word_at_end(const char *run)
{
    enum { ENOUGH = 4 };
    size_t end = strlen(run), from = end;
    for (size_t at = end; at > 1 && isalpha((unsigned char)run[at - 2]);) {
        at--;
        struct english is = english_of(run + at - 1, end - at + 1);
        from = end - at + 1 >= ENOUGH && (is.word || is.begins_often) ? at - 1 : from;
    }
    return from;
}

/* Where in the run the word begins that goes on with that letter: at its first, if all are the
 * beginning of one, as in "kids", or one that ends, as in "kind people"; or a word is before it,
 * or a letter by itself, as in "c diff"; or behind other keys, as in "Gvkids"; else with the last,
 * and a number before it, as in "7 day rota"; or with the letter itself, if none begins so. */
static const char *begin_of_word(const char *keys, const char *letter)
{
    enum { ENOUGH = 3 };
    struct str all = str_of("%s%s", keys, letter);
    bool ends = *letter == ' ';
    struct english is = english_of(all.bytes, all.len_bytes - ends);
    bool whole = all.len_bytes - ends >= ENOUGH && (ends ? is.word : is.begins);
    const char *last = keys + strlen(keys) - 1, *figures = last;
    while (figures > keys &&
           (typed_words_is_sign(figures[-1]) || isdigit((unsigned char)figures[-1]))) {
        figures--;
    }
    bool alone = figures == keys + 1 && *figures == ' ' && isalpha((unsigned char)*keys);
    size_t within = word_at_end(all.bytes);
    str_finish(&all);
    return whole || alone || have_word(keys)                   ? keys
           : within < strlen(keys)                             ? keys + within
           : *figures != ' ' && last > keys && last[-1] == ' ' ? figures
           : typed_words_may_begin(*last, letter)              ? last
                                                               : last + 1;
}

void app_begin_word(struct app *app, const char *letter)
{
    const struct slow_typing *s = &app->typing.slow;
    struct str all =
        str_of("%s%s", s->joined ? "" : str_text(&s->before), str_text(&s->run));
    bool before = s->before.len_bytes && (s->joined || !have_word(str_text(&s->run))) &&
                  begin_of_word(all.bytes, letter) == all.bytes;
    const char *keys = before ? all.bytes : str_text(&s->words.letters);
    const char *from = begin_of_word(keys, letter);
    struct str words = str_of("%s%s", from, letter);
    if (from == keys) {
        app_take_words(app, before ? MARK_BEFORE : MARK_FIRST, words.bytes);
    } else {
        app_put_words(app, MARK_FIRST, words.bytes);
    }
    say_kept(app, "Nothing was deleted.");
    str_finish(&words);
    str_finish(&all);
}

void app_join_asking_key(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    int64_t gap_ms = event->at_ms - t->held_key.at_ms;
    if (!t->held || !event_types(event) || view_mode(app_top(app)) != MODE_ASKS ||
        !t->near.keys.len_bytes || 2 * t->near.gap_ms > 3 * gap_ms) {
        return;
    }
    struct str all =
        str_of("%s%s%s", str_text(&t->near.keys), str_text(&t->held_text), event->text);
    if (english_of(all.bytes, all.len_bytes).begins) {
        t->held = false;
        t->held_key.kind = EVENT_NONE;
        app_begin_word(app, str_text(&t->held_text));
    }
    str_finish(&all);
}

/* What was typed as an answer, or seemed so, are words: what it deleted is back, and d is one of
 * their letters if they begin a word with that. */
static void take_answer_for_words(struct app *app, const char *said)
{
    const char *keys = str_text(&app->typing.slow.words.letters);
    const char *key = keys + (*keys >= '1' && *keys <= '9');
    bool deleted = strcmp(key, "dy") == 0;
    struct str all = str_of("%.*s%s", (int)(key - keys) + 1, keys, said);
    const char *whole = all.bytes + (key - keys);
    struct english is = english_of(whole, strcspn(whole, " "));
    bool ends = strchr(whole, ' ');
    if (!deleted) {
        app_put_words(app, MARK_SECOND, said);
        forget_taken(app);
    } else {
        app_take_words(app, MARK_FIRST, (ends ? is.word : is.begins) ? all.bytes : said);
        say_kept(app, "What was deleted is back.");
    }
    str_finish(&all);
}

/* Whether a letter shows that what seemed the word of an answer is one of others, as "yes" is of
 * "yesterday" or, with a blank behind it, of "yes people say". */
static bool was_no_answer(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    if (!t->answer || t->held || t->written < 2 || !event_types(event) ||
        event->at_ms - t->answer_ms > ANSWER_PACE_MS || !app_words_may_go(app) ||
        view_mode(app_top(app)) != MODE_GRID ||
        answer_with(t->answer, t->written, event->text)) {
        return false;
    }
    struct str said = str_of("%.*s%s", (int)t->written, t->answer, event->text);
    bool words =
        isalpha((unsigned char)*event->text) &&
        (strchr(said.bytes, ' ') || english_of(said.bytes, said.len_bytes).begins);
    if (words) {
        take_answer_for_words(app, said.bytes);
    }
    str_finish(&said);
    return words;
}

bool app_is_of_answer(struct app *app, const struct event *event)
{
    bool words = was_no_answer(app, event);
    return answers_again(app, event) || ends_answer(&app->typing, event) || words;
}

bool app_goes_on_deleting(struct app *app, const char *letter)
{
    const char *keys = str_text(&app->typing.slow.words.letters);
    const char *word = keys + (*keys >= '1' && *keys <= '9');
    const struct change_said *c = &app->typing.changed;
    bool meant = c->key_ms - c->at_ms > AT_LEISURE_MS; /* so long before that y */
    bool on = strcmp(word, "dy") == 0 && *letter && strchr("inos", *letter) && !meant;
    if (on) {
        struct str said = str_of("y%s", letter);
        take_answer_for_words(app, said.bytes);
        str_finish(&said);
    }
    return on;
}

bool app_goes_on_with_word(const struct slow_typing *s, const char *letter)
{
    struct str run = str_of("%s%s%s", s->joined ? "" : str_text(&s->before),
                            str_text(&s->run), letter);
    bool on = word_at_end(run.bytes) < run.len_bytes;
    str_finish(&run);
    return on;
}

bool app_is_asked(struct app *app)
{
    const struct view *top = app_top(app);
    return app->leaving.asking || view_list_asks(top) ||
           (view_mode(top) & (MODE_ASKS | MODE_SAME_NAME | MODE_PASTE));
}

bool app_answers(struct app *app, const struct event *event)
{
    const struct view *top = app_top(app);
    return app_is_asked(app) && event->kind == EVENT_KEY &&
           isalpha((unsigned char)*event->text) &&
           (view_list_asks(top) ? view_list_chooses_by(top, event->text)
                                : action_for(view_mode(top), event->key) != ACT_NONE);
}

/* Whether the last key is one of what is offered as words, which may begin so: no capital, as S is in
 * the inbox, nor the same key again, as who means it presses it, nor one of two, as in E h. */
static bool is_of_offered(struct app *app)
{
    enum { FEW = 2 };
    const char *words = typed_words_behind_signs(app_words_to_take(app));
    size_t len = strlen(words);
    return len > FEW && islower((unsigned char)words[len - 1]) &&
           words[len - 1] != words[len - 2] && typed_words_may_begin(*words, words + 1);
}

bool app_may_be_no_answer(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->watched && app_answers(app, event) &&
           (app_goes_on_with_word(s, event->text) || is_of_offered(app));
}

void app_say_asked(struct app *app)
{
    const struct event enter = {.kind = EVENT_KEY, .key = "Enter", .text = ""};
    if (view_mode(app_top(app)) == MODE_ASKS) {
        app_press(app, ACT_NONE, &enter);
    }
}

bool app_answers_yes_or_no(const struct app *app, const struct event *event,
                           enum letter did)
{
    enum { BEHIND = 2 };
    const struct typing *t = &app->typing;
    bool changed = app->open && session_edit_count(app->file.session) != t->slow.edits;
    bool yes = *event->text == 'y', no = *event->text == 'n';
    bool asks = (t->mode == MODE_ASKS && did != LETTER_IDLE) ||
                (t->mode == MODE_INBOX && changed);
    return ((asks && (yes || no)) || (yes && did == LETTER_CHOOSES)) && t->slow.slow &&
           t->slow.run.len_bytes > BEHIND;
}
