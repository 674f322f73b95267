/* Words of who types with two fingers: nobody can be sure of them, so they are only offered. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "model/english.h"
#include "model/session.h"
#include "views/view_day.h"
#include "views/view_form.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>

void app_forget_slow(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    typed_words_forget(&s->words);
    str_clear(&s->keys);
    str_clear(&s->stood);
    str_clear(&s->run);
    s->led = s->harmed = s->meant = 0;
    str_clear(&s->wrote);
    str_clear(&s->head);
    s->pause = (struct pause){0};
    s->pace = (struct key_pace){0};
    s->first = (struct first_letter){0};
    s->acted = (struct acted){0};
    str_clear(&s->before);
    s->joined = false;
    s->since = MARK_FIRST;
    s->watched = s->likely = s->offered = s->entered = s->was_slow = s->opened = false;
    s->ended = s->chose = s->looked = false;
    s->lost = 0;
    str_clear(&s->asked);
}

void app_forget_letters(struct app *app)
{
    struct typing *t = &app->typing;
    app_forget_slow(app);
    typed_words_forget(&t->words);
    t->watched = t->taken = false;
}

void app_begin_slow(struct app *app, const struct event *event, bool keys)
{
    enum { OFFERED_MS = 5000, NEXT_ROW_MS = 10000 };
    struct slow_typing *s = &app->typing.slow;
    s->words.pace_ms = SLOW_PACE_MS;
    int64_t pause_ms = event->at_ms - s->words.at_ms;
    bool soon = s->words.count && pause_ms <= SLOW_PACE_MS;
    enum mode mode = view_mode(app_top(app));
    bool late = app_begins_late(app, event);
    bool on = keys ? soon && s->watched : soon || (late && mode == MODE_LIST);
    bool row = s->offered && mode == MODE_BOX && /* behind one that was offered */
               pause_ms <= NEXT_ROW_MS;
    const struct view *top = app_top(app);
    bool chooses = top->ops == &view_list_ops && view_list_chooses_by(top, event->text);
    on = on || (s->offered && pause_ms <= OFFERED_MS && !chooses); /* a key */
    bool in_form = s->opened && (mode == MODE_FORM || row);        /* its next line */
    bool again = s->wrote.len_bytes && isupper((unsigned char)*event->text); /* "Em" */
    if ((s->entered && !in_form) || again || (!s->opened && !on)) {
        late = late && keys;
        enum author_mark_of since = s->since; /* the word may have begun behind keys */
        struct str before = str_of("%s", late ? app_keys_of_word(app) : "");
        struct str wrote = str_of("%s", late ? str_text(&s->wrote) : "");
        int64_t least_ms = s->pace.least_ms ? s->pace.least_ms : pause_ms; /* longest */
        app_forget_slow(app);
        s->pace.least_ms =
            late && mode == MODE_LIST ? least_ms : 0; /* one chooses there */
        str_set(&s->wrote, "%s", str_text(&wrote));
        str_finish(&wrote);
        s->watched = keys && app_grid(app);
        if (s->watched) {
            app->typing.took = false;
            if (late) {
                app_keep_mark(app, since, MARK_BEFORE);
            }
            app_mark_words(app, late ? MARK_FIRST : MARK_BEFORE);
        }
        str_set(&s->before, "%s", before.bytes);
        str_finish(&before);
    } else if (s->words.count) {
        app_hear_first(app, pause_ms, keys);
        app_hear_gap(app, event->text, pause_ms, keys);
    }
    s->slow = s->words.count && pause_ms > TYPING_PACE_MS;
    s->brisk = pause_ms <= BRISK_PACE_MS;
    s->was_slow = s->was_slow || s->slow;
    if (soon && !typed_words_goes_on(&s->words, event->text, event->at_ms)) {
        typed_words_forget(&s->words); /* a capital: judged anew, but of the same run */
    }
    s->words.at_ms = event->at_ms;
    s->edits = app->open ? session_edit_count(app->file.session) : 0;
}

/* Where letters are keys, too, or find a row, and Enter chooses. */
enum {
    MODES_OVER_GRID = MODE_LIST | MODE_DAY | MODE_QUESTION | MODE_ROOM | MODE_CODE |
                      MODE_INBOX | MODE_THEMES | MODE_PROPOSALS
};

/* Whether the keys did anything, or what is typed goes on with what stood there. */
static bool may_harm(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const struct panels *were = &app->typing.from[s->since].panels;
    return author_went_on(&app->author, s->since) || were->now != app->panels.now ||
           were->before != app->panels.before || s->stood.len_bytes ||
           (s->words.where != AMONG_KEYS && s->words.where != MEANT);
}

/* Whether the last key is the one before it, pressed once more; but not in "2ww". */
static bool is_twice(const struct slow_typing *s)
{
    const char *keys = str_text(&s->keys);
    size_t len = s->keys.len_bytes;
    return len > 1 && keys[len - 1] == keys[len - 2] && !typed_words_are_amount(keys);
}

/* Whether at whatever pace nobody means those keys: the last has nothing to find or to choose in a
 * list that one before it opened, or they look like words; but three of which each did something
 * may have been meant, as E p s. */
static bool are_odd(const struct app *app, enum letter did)
{
    enum { FEW = 3 };
    const struct slow_typing *s = &app->typing.slow;
    const char *keys = str_text(&s->keys);
    size_t few = keys[0] && keys[1] == ' ' ? FEW : 2; /* letters, be they "B _ x" */
    bool begin =
        s->keys.len_bytes > few || /* a word: two as "bh" do not, nor one by one */
        (typed_words_begin_word(keys, s->words.language) && !app_came_at_leisure(app));
    bool look_so = (s->lost || s->keys.len_bytes > FEW) && typed_words_look_so(keys);
    bool sought = *keys == '?'; /* where it is read how to */
    bool none = did == LETTER_FINDS_NOTHING || did == LETTER_IDLE;
    bool in_vain = none && begin && !is_twice(s) && app->typing.mode == MODE_LIST;
    return s->keys.len_bytes > 1 && did != LETTER_TYPES &&
           (sought ? keys[1] == ' ' : in_vain || look_so);
}

/* Whether they are initials that nobody pressed as keys: of slow hands those that did what they do
 * in the grid, before the room or in the day are none, as the G and C of who looks at the
 * promises, and the D and J of who puts a stage off. */
static bool seem_initials(const struct typing *t)
{
    enum { ENOUGH = 3 };
    const struct slow_typing *s = &t->slow;
    bool elsewhere = !(t->mode & (MODE_GRID | MODE_ROOM | MODE_DAY));
    size_t len = s->words.letters.len_bytes;
    return typed_words_are_initials(&s->words) && !(s->was_slow && is_twice(s)) &&
           (elsewhere || s->words.in_vain ||
            (!s->was_slow && (s->brisk || s->words.initials.len_bytes >= ENOUGH ||
                              s->words.letters.bytes[len - 1] == 's')));
}

/* Whether what is typed into a form may be words with the keys that opened it. If they chose it
 * from a list, they were meant, and so is what is typed once it was looked at: "old people"
 * behind s h, but not "it down" behind s. */
static bool go_into_form(const struct app *app)
{
    enum { ENOUGH = 2 };
    const struct slow_typing *s = &app->typing.slow;
    const char *behind = str_text(&s->words.behind);
    bool name = isupper((unsigned char)*behind);
    bool figures = !behind[strspn(behind, "0123456789")]; /* as lines of a form ask for */
    bool words = s->words.where != MEANT && !name && !figures &&
                 s->words.behind.len_bytes >= ENOUGH;
    const char *run = app_run_of_word(app);
    size_t len = typed_words_letters(run);
    bool first = !s->looked && len && run[len] == ' ' && english_of(run, len).word;
    bool chose = first || (words && (s->words.in_vain || app_lacks_keys(app, false)));
    return app->typing.mode == MODE_FORM && (s->chose ? chose : words);
}

/* Whether the keys, or what was typed behind them, are words as far as anybody can tell: of
 * who types what stands there faster than the keys, they are none. */
static bool seems_words(struct app *app, enum letter did)
{
    const struct typing *t = &app->typing;
    const struct slow_typing *s = &t->slow;
    bool lost = did == LETTER_IDLE || did == LETTER_FINDS || /* in a list, no choice */
                did == LETTER_FINDS_NOTHING;
    bool likely = s->likely && (lost || may_harm(app));
    bool typed = did == LETTER_TYPES;
    if (app_begin_no_word(app)) {
        return false;
    }
    if (are_odd(app, did) || (typed && app_word_goes_on(app)) ||
        (did == LETTER_ACTS && app_whole_does_harm(app) && !app_came_at_leisure(app)) ||
        (s->slow && !typed && app_keys_are_word(app))) {
        return true;
    }
    bool seem = (!typed && !app_are_two_keys(app) && seem_initials(t)) ||
                (s->slow && (typed ? likely || go_into_form(app)
                                   : likely && (t->mode & MODES_OVER_GRID)));
    return seem && !app_are_keys(app) && !app_are_deliberate(app);
}

/* Whether they are two words, which are no keys, and the room would see what they do: what is typed
 * where one of them led goes on with them, but who asks everybody types a question, or an answer. */
static bool are_two_words(struct app *app)
{
    const struct typing *t = &app->typing;
    enum mode mode = view_mode(app_top(app));
    const char *words = typed_words_behind_signs(app_run_of_word(app));
    if (!strpbrk(words, " -") ||
        !(t->from[t->slow.since].seen || app_is_before_room(app) ||
          app_seen_by_all(app)) ||
        !typed_words_begin_two(words, mode == MODE_LIST, t->slow.words.language) ||
        !(t->slow.offered || app_may_be_missed(app))) {
        return false;
    }
    bool alone = strchr(app_keys_of_word(app), ' ') || app_key_begins_two(app);
    bool asks = app_asks_everybody(app) || view_question_takes(app_top(app));
    bool lacks = mode == MODE_FORM || app_lacks_keys(app, false) ||
                 app_goes_on_unseen(app) || app_key_is_of_word(app);
    return !app_is_typed_behind(app) || alone ||
           (!asks && lacks && app_run_begins_word(app));
}

/* Says so if they seem to be words; but two before the room are taken for such. */
static void offer(struct app *app, enum letter did)
{
    const struct typing *t = &app->typing;
    struct slow_typing *s = &app->typing.slow;
    bool says_other = /* of each letter: offered again */
        t->mode & (MODES_OVER_GRID | MODE_GRID);
    bool joins = app_join_before(app, false);
    s->offered = s->offered && (app_is_typed_behind(app) || !app_begin_no_word(app));
    if (!s->offered || says_other || joins) {
        s->since = app_word_begins(app);
        bool first = did == LETTER_TYPES && app_first_goes_on(app, false);
        if (!app_stands_whole(app) && (seems_words(app, did) || first ||
                                       (s->offered && (t->mode == MODE_GRID || joins)))) {
            app_offer_words(app, app_keys_of_word(app));
        }
    }
    if (are_two_words(app)) {
        app->typing.stays = true; /* what is said of it, while they are typed */
        app_take_offer_of_words(app, NULL);
        app_say_how_to_keep(app);
    }
}

void app_hear_slow(struct app *app, const struct event *event, enum letter did)
{
    struct typing *t = &app->typing;
    struct slow_typing *s = &t->slow;
    bool chose_form = did == LETTER_CHOOSES && view_mode(app_top(app)) == MODE_FORM;
    bool opened =
        did == LETTER_OPENS || did == LETTER_EDITS || did == LETTER_FILLS || chose_form;
    if (s->entered && s->offered && (event_is(event, "Enter") || event_leaves(event))) {
        app_say_harm(app); /* what was typed is kept, or lost: it can be taken back */
        app_offer_words(app, app_keys_of_word(app));
    }
    bool other =
        t->held && app_is_asked(app) && !app_answers(app, event); /* no key yet */
    if (!s->watched || !*event->text || other) {
        return;
    }
    if (did == LETTER_MOVES && t->mode == MODE_FORM &&
        view_mode(app_top(app)) == MODE_FORM) {
        did = LETTER_TYPES; /* it may begin a question, and is no key for that */
    }
    app_record_letter(app, event->text, did);
    if (t->held) {
        return;
    }
    if (did == LETTER_IDLE && t->mode == MODE_LIST && s->slow && is_twice(s)) {
        ((struct list_view *)app_top(app)->state)->stray = false; /* of no word */
    }
    s->likely = typed_words_hear(&s->words, event->text, did) || s->likely;
    s->lost += did == LETTER_IDLE || did == LETTER_FINDS_NOTHING || did == LETTER_FINDS ||
               did == LETTER_TYPES;
    if (did != LETTER_TYPES) {
        str_set(&s->stood, "%s", opened ? app_typed_now(app) : "");
        s->opened = opened;
        s->chose = chose_form;
    }
    bool itself = /* the letter stands there, behind another that showed the question */
        s->keys.len_bytes > 1 && view_question_is_unasked(app_top(app));
    bool draft = /* what is typed goes on with what stands there */
        did == LETTER_OPENS && s->stood.len_bytes && s->words.where == ADDING && !itself;
    s->words.where = draft ? MEANT : s->words.where;
    draft = draft &&
            (view_mode(app_top(app)) == MODE_BOX || view_form_came_back(app_top(app)));
    if (draft || app_answers_yes_or_no(app, event, did)) {
        app_forget_slow(app);
        return;
    }
    offer(app, did);
}

/* Whether Enter or Esc would lose letters that were typed in vain into a form where numbers alone
 * stand; behind its first Enter, what was typed stands in the lines above. */
static bool loses_letters(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    return (event_is(event, "Enter") || event_leaves(event)) && s->watched && s->opened &&
           !s->entered && view_mode(app_top(app)) == MODE_FORM && !*app_typed_now(app) &&
           s->words.letters.len_bytes > s->keys.len_bytes + 1;
}

/* Whether what is typed may still be taken for words with the keys before it. */
static bool goes_on_with_words(const struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    enum mode mode = view_mode(&app->views[app->view_count - 1]);
    bool edits = *event->text || strcmp(event->key, "Backspace") == 0 ||
                 strcmp(event->key, "Left") == 0 || strcmp(event->key, "Right") == 0;
    bool on = s->offered || s->opened || (mode == MODE_LIST && app_is_run(app));
    return on && event->kind == EVENT_KEY && edits &&
           (mode & (MODES_OF_WORDS | MODES_OVER_GRID));
}

/* Whether letters go on right behind the mark in which what stood there ended, as in "What?yes". */
static bool are_behind_mark(struct app *app)
{
    const struct str *stood = &app->typing.slow.stood;
    const char *typed = app_typed_now(app);
    size_t len = stood->len_bytes;
    return len && strncmp(typed, stood->bytes, len) == 0 &&
           ispunct((unsigned char)typed[len - 1]) && isalpha((unsigned char)typed[len]);
}

/* What Enter would call otherwise, a stage or a question that has ended, with what may be words
 * behind more keys than the one for that, and those that go up and down; else NULL. */
static const char *reworded(struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const struct view *top = app_top(app);
    const char *keys = app_keys_of_word(app);
    enum action stage = view_day_typing(top);
    const char *what = stage && stage != ACT_DAY_BEGAN    ? "stage"
                       : view_question_rewords_ended(top) ? "question"
                                                          : NULL;
    bool words = what && s->stood.len_bytes &&
                 (strlen(keys) > strspn(keys, "jk") + 1 || are_behind_mark(app)) &&
                 (app_is_evident(app) || app_may_be_missed(app));
    return words ? what : NULL;
}

/* What an Enter is asked about: the letters that a list was searched for, or what is typed. */
static const char *asked_about(struct app *app)
{
    const struct view *top = app_top(app);
    const struct list_view *list = top->state;
    return top->ops == &view_list_ops ? str_text(&list->filter.text) : app_typed_now(app);
}

/* An Enter that does harm if these are words is said to do nothing yet, and what takes them. */
static void ask_once_more(struct app *app, bool unseen)
{
    struct slow_typing *s = &app->typing.slow;
    const char *what = reworded(app);
    enum mode mode = view_mode(app_top(app));
    bool box = mode == MODE_BOX;
    str_set(&s->asked, "%s", asked_about(app));
    s->was_slow = s->was_slow && s->asked.len_bytes; /* in a list it is asked once */
    str_clear(&app->messages.text);
    if (unseen) {
        app_say(app, NOBODY_IS_ASKED);
        app_tell_asking(app);
    } else if (what) {
        app_say(app, "Nothing was changed: \vkeep\v once more changes the %s.", what);
    } else if (box) {
        app_say(app, "Nothing was saved yet: \vkeep\v once more saves it as it is.");
    } else if (mode == MODE_LIST) {
        app_say(app, "Nothing was chosen%s.",
                view_list_may_choose(app_top(app))
                    ? " yet: \vchoose\v once more chooses it"
                    : ": nothing here has these letters");
    }
    app_end_line(app, unseen || what || box, !unseen);
    if (*app_keys_of_word(app)) { /* else the foot has what came before them */
        app_offer_words(app, app_keys_of_word(app));
    }
}

/* Whether the end of what stood in the box was taken out, and what is typed is not all that stands
 * there now, as for a stage: who corrects that types no other words. */
static bool corrects(struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *stood = str_text(&s->stood),
               *text = s->opened && !s->entered && *stood ? app_typed_now(app) : stood;
    return strncmp(text, stood, s->stood.len_bytes) != 0 &&
           strcmp(text, app_typed_in_run(app)) != 0;
}

/* Whether this Enter was asked about. */
static bool was_asked(struct app *app)
{
    const struct str *asked = &app->typing.slow.asked;
    return asked->len_bytes && strcmp(asked->bytes, asked_about(app)) == 0;
}

/* Whether words found nothing in a list; if they did and Enter comes, it may end words. A row that
 * has them all the same is chosen once that was asked about. */
static bool found_nothing(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    struct view *top = app_top(app);
    if (view_mode(top) != MODE_LIST || !s->watched || !s->offered ||
        !event_is(event, "Enter")) {
        return false;
    }
    bool finds = view_list_finds(top);
    if (finds && !s->entered && !app_stands_whole(app) &&
        (app_is_evident(app) || typed_words_look_so(app_keys_of_word(app)))) {
        view_list_doubt(top);
    }
    return !finds && !(view_list_may_choose(top) && was_asked(app));
}

/* Whether Enter would end slow words that were meant for elsewhere, and was not asked about. */
static bool enter_is_asked_about(struct app *app, const struct event *event)
{
    struct slow_typing *s = &app->typing.slow;
    enum mode mode = view_mode(app_top(app));
    bool chooses = mode == MODE_DAY || (mode == MODE_LIST && s->likely);
    bool changes = mode == MODE_BOX && s->stood.len_bytes; /* words of others */
    bool told = s->offered && !changes;
    return event_is(event, "Enter") && s->watched && s->was_slow && !was_asked(app) &&
           !app_are_keys(app) && !app_are_deliberate(app) &&
           (reworded(app) || (typed_words_end(&s->words, event->at_ms) &&
                              (chooses || (!told && may_harm(app)))));
}

/* What becomes of the run where nothing is asked about. */
static void go_on_slow(struct app *app, const struct event *event, bool ends, bool loses)
{
    struct slow_typing *s = &app->typing.slow;
    bool list = view_mode(app_top(app)) == MODE_LIST;
    bool whole = ends && !s->offered && app_stands_whole(app) && /* no letter was lost */
                 !(event_leaves(event) && list);
    bool missed = app_may_be_missed(app), rewords = s->stood.len_bytes && missed;
    bool keys =
        app_are_deliberate(app) || (event_leaves(event) && app_begin_no_word(app));
    bool offered = s->offered || rewords || (app_is_evident(app) && !keys);
    bool brisk = s->pace.gaps && 2 * s->pace.brief >= s->pace.gaps;
    bool read = s->chose && ((s->looked && brisk && !go_into_form(app)) ||
                             !(offered || missed)); /* and stands as it was asked */
    bool meant = event_is(event, "Enter") && (app_fills_number(app) || read);
    if (whole || meant || (event_leaves(event) && app_are_two_keys(app))) {
        app_forget_slow(app);
    } else if (loses) {
        str_set(&s->keys, "%s", str_text(&s->words.letters));
        s->offered = s->entered = true;
    } else if (ends && (s->offered || s->opened || app_is_run(app))) {
        s->offered = offered;
        s->entered = true;
    } else if (!app_takes_by(event) && !goes_on_with_words(app, event)) {
        app_forget_slow(app);
    }
}

bool app_end_slow(struct app *app, const struct event *event)
{
    struct slow_typing *s = &app->typing.slow;
    if (corrects(app)) {
        app_forget_letters(app);
    }
    enum mode mode = view_mode(app_top(app));
    bool typed = (mode & MODES_OF_WORDS) && s->led < s->run.len_bytes;
    bool ends = event_is(event, "Enter") || event_is(event, "Esc") ||
                (event_leaves(event) && typed); /* a list is left by habit */
    bool lost = found_nothing(app, event);
    bool unseen = app_asks_words(app, event);
    bool loses = !s->offered && loses_letters(app, event);
    bool edits = app_edits_behind_words(app, event);
    bool asks = unseen || lost || edits || enter_is_asked_about(app, event);
    s->ended = s->ended || event_is(event, "Enter");
    app_record_key(app, event);
    app->typing.took =
        app->typing.took && (ends || app_takes_by(event) || (mode & MODES_OF_WORDS));
    if (app->typing.took && ends && !asks) {
        app_end_late(app);
    }
    if (edits) {
        s->words.at_ms = event->at_ms; /* nor does one more */
        str_clear(&app->messages.text);
        app_say(app, "That did nothing: \vedit\v edits what is selected.");
        app_offer_words(app, app_keys_of_word(app));
    } else if (asks) {
        ask_once_more(app, unseen);
    } else {
        go_on_slow(app, event, ends, loses);
    }
    return asks;
}

bool app_message_stays(const struct app *app, const struct event *event)
{
    return (app->typing.stays && event_types(event)) ||
           (app->typing.slow.offered && goes_on_with_words(app, event));
}
