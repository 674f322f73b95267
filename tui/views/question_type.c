/* What is typed into the line of a question to everybody: an answer, or other words for it. */

#include "views/view_question_inside.h"

#include "model/english.h"
#include "model/questions.h"
#include "screen/screen.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool question_begins_with(const char *letters, bool whole)
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

/* @so_far  it may go on */
static bool is_among(const char *const words[], const char *word, size_t len, bool so_far)
{
    while (*words &&
           !((so_far || strlen(*words) == len) && strncasecmp(*words, word, len) == 0)) {
        words++;
    }
    return *words != NULL;
}

/* Whether two words or more begin as a question does without its mark: "how tired r u", "are we
 * late". But "was late" is an answer. @so_far  or may yet */
static bool asks_something(const char *text, bool so_far)
{
    static const char *const asks[] = {"what",  "when", "where", "which", "who",
                                       "whose", "why",  "how",   NULL};
    static const char *const verbs[] = {
        "are",  "r",   "is",  "was",   "were", "do",    "does",   "did",   "has",
        "have", "had", "can", "could", "will", "would", "should", "shall", NULL};
    static const char *const whom[] = {
        "you",      "u",         "we",     "i",       "they",  "he",   "she",
        "it",       "there",     "the",    "any",     "these", "this", "that",
        "everyone", "everybody", "anyone", "anybody", NULL};
    size_t len = strcspn(text, " "), next = len + strspn(text + len, " ");
    size_t second = strcspn(text + next, " ");
    if (so_far && !text[len]) {
        return is_among(verbs, text, len, true);
    }
    return (text[next] || so_far) &&
           (is_among(asks, text, len, false) ||
            (is_among(verbs, text, len, false) &&
             is_among(whom, text + next, second, so_far && !text[next + second])));
}

bool question_goes_on(const char *letters)
{
    return question_begins_with(letters, false) || asks_something(letters, true);
}

static bool is_often(const char *text)
{
    return english_of(text, strcspn(text, " ?")).often;
}

bool question_may_be_new(const char *text, size_t *led)
{
    bool key = strchr("hws", *text) && *text,
         mark = strpbrk(text, "?") || strstr(text, "؟");
    struct str word = str_of("%.*s ", (int)strcspn(text + key, " "), text + key);
    bool begins = key && (isupper((unsigned char)text[1]) ||
                          (strchr(text, ' ') && question_begins_with(word.bytes, true)));
    str_finish(&word);
    bool whole = asks_something(text, false);
    *led = key && !whole && (begins || (mark && is_often(text + 1) && !is_often(text)));
    return whole || begins || mark;
}

const char *view_question_new_words(const struct view *view, char *key)
{
    const struct question_view *v = view->state;
    size_t led = 0;
    if (!view_question_asks_again(view)) { /* another's state holds no box there */
        return NULL;
    }
    const char *text = str_text(&v->box.text);
    if (!question_may_be_new(text, &led)) {
        return NULL;
    }
    *key = led ? *text : '\0';
    return text + led;
}

const char question_way_out[] = "Letters are answers here, so this is one. "
                                "\vleave-name\v twice goes back to the grid.";

bool question_is_way_out(const struct question_view *v)
{
    const char *text = str_text(&v->box.text);
    enum action grid = action_for(MODE_GRID, text);
    return v->unasked && (action_for(MODE_QUESTION, text) == ACT_QUESTION_LEAVE ||
                          grid == ACT_LEAVE || grid == ACT_ALONE);
}

/* What was typed is there again when the box is opened. */
static struct intent leave_box(struct question_view *v)
{
    bool same = v->rewords &&
                strcmp(str_text(&v->box.text), record_words(v->record, "text")) == 0;
    str_set(&v->said, "%s", same || question_is_way_out(v) ? "" : str_text(&v->box.text));
    if (kept_draft_settle(&v->draft, str_text(&v->said))) {
        str_clear(&v->said); /* the same is one */
    }
    const char *field = str_text(&v->draft.field);
    return strcmp(str_text(&v->said), record_words(v->record, field)) == 0
               ? intent_of(INTENT_NOTHING)
               : (struct intent){.kind = INTENT_KEEP_DRAFT,
                                 .record = v->record,
                                 .field = field,
                                 .text = str_text(&v->said)};
}

/* Other words for the question: the box closes, unless somebody has answered since. */
static struct intent keep_words(struct question_view *v, const struct facts *facts)
{
    if (!text_box_is_entry(str_text(&v->box.text), v->box.text.len_bytes)) {
        return intent_say("A question has words. \vleave-name\v keeps those it has.");
    }
    if (!question_may_reword(v, facts)) {
        return question_reword(v, facts);
    }
    str_set(&v->said, "%s", str_text(&v->box.text));
    v->typing = false;
    return (struct intent){.kind = INTENT_REWORD,
                           .record = v->record,
                           .text = str_text(&v->said),
                           .draft_of = v->record,
                           .draft_field = str_text(&v->draft.field)};
}

/* Somebody else may have ended it while the box was open, or taken it back: as phones are told,
 * who types is. NULL: it takes answers. */
static const char *why_no_answer(const struct question_view *v)
{
    bool ended = question_of(v->record).state == QUESTION_ENDED;
    return !record_shown(v->record) ? QUESTION_GONE
           : ended ? "The question has ended: this is no answer any more. "
                     "\vleave-name\v keeps the words as a draft."
                   : NULL;
}

/* Whether only letters were typed, behind a question that ended with none, as in "What?xam": they
 * are of an answer with the key that opened the box. */
static bool is_answer_behind(const struct question_view *v)
{
    const char *stood = record_words(v->record, "text"), *text = str_text(&v->box.text);
    size_t len = strlen(stood);
    const char *typed = strncmp(text, stood, len) == 0 ? text + len : "";
    return v->rewords && !screen_is_heard() && question_takes_words(v) && len &&
           ispunct((unsigned char)stood[len - 1]) && isalpha((unsigned char)*typed);
}

static void make_answer(struct question_view *v, const struct facts *facts)
{
    char key[KEY_NAME_BYTES];
    action_first_key(ACT_QUESTION_REWORD, key);
    struct str words = str_of(
        "%s%s", key, str_text(&v->box.text) + strlen(record_words(v->record, "text")));
    view_question_type(v, facts, words.bytes);
    str_finish(&words);
}

/* The box stays open for the next answer. */
struct intent question_type(struct question_view *v, const struct facts *facts,
                            enum action action, const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        return intent_paste_line(&v->box, event->text);
    }
    if (action == ACT_NAME_LEAVE) {
        v->typing = false;
        return leave_box(v);
    }
    if (action == ACT_NAME_KEEP && is_answer_behind(v)) {
        make_answer(v, facts);
    }
    if (action == ACT_NAME_KEEP && v->rewords) {
        return keep_words(v, facts);
    }
    size_t led;
    if (action == ACT_NAME_KEEP && v->unasked && !v->sure &&
        question_may_be_new(str_text(&v->box.text), &led)) {
        v->sure = true;
        return intent_say(
            "This question is still open: \vkeep-name\v once more adds what "
            "you typed to its answers, \vwere-words\v makes it a new question.");
    }
    if (action == ACT_NAME_KEEP && !v->sure && question_is_way_out(v)) {
        v->sure = true;
        return intent_say("Is that an answer? \vkeep-name\v once more adds it; "
                          "\vleave-name\v twice goes back to the grid.");
    }
    v->sure = false;
    if (action == ACT_NAME_KEEP) {
        const char *why = v->box.text.len_bytes ? why_no_answer(v) : NULL;
        if (why) {
            return intent_say(why);
        }
        v->unasked = false;
        str_set(&v->said, "%s", str_text(&v->box.text));
        text_box_set(&v->box, "");
        if (!text_box_is_entry(str_text(&v->said), v->said.len_bytes)) {
            v->typing = false;
            return intent_of(INTENT_NOTHING);
        }
        return (struct intent){.kind = INTENT_ADD_ANSWER,
                               .record = v->record,
                               .text = str_text(&v->said),
                               .draft_of = v->record,
                               .draft_field = str_text(&v->draft.field)};
    }
    bool anew = kept_draft_begins_behind(&v->draft, facts, &v->box, event);
    text_box_press(&v->box, event->text, action, screen_cols() - 2);
    return anew ? kept_draft_say_waits(&v->draft) : intent_of(INTENT_NOTHING);
}
