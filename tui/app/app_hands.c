/* Hands that are counted where a question has answers to choose. */

#include "app/app_events.h"
#include "app/app_everybody.h"

#include "base/utf8.h"
#include "model/questions.h"
#include "store/hand_words.h"

/* What an answer to choose says to the room. */
static const char *said_of(const struct app *app, const struct record *answer)
{
    const struct record *question = record_parent(answer);
    const char *text = record_words(answer, "text");
    return question ? answer_said(app->file.session, question, text) : text;
}

/* Where hands are counted next, or what was left out. */
static void say_next(struct app *app, const struct intent *intent, struct str *out)
{
    enum { NAME_GRAPHEMES = 60 };
    const struct record *next = intent->after, *left = next;
    if (!next) {
        left = question_uncounted(app->file.session, record_parent(intent->record));
    }
    str_add(out, next ? "Now " : left ? "" : "That was the last answer");
    if (left) {
        text_quote(out, said_of(app, left), NAME_GRAPHEMES);
    }
    str_add(out, next || !left ? "." : " is not counted yet.");
}

void app_count_hands(struct app *app, const struct intent *intent, struct err *err)
{
    const char *answer = said_of(app, intent->record);
    struct str next = STR_EMPTY;
    if (!author_count_hands(&app->author, intent->record, intent->step, err)) {
        return;
    }
    if (intent->step < 0) {
        app_say(app, "%s: What was counted is taken back.", answer);
    } else {
        say_next(app, intent, &next);
        app_say(app, "%s: %d hand%s. %s", answer, intent->step,
                plural((size_t)intent->step), next.bytes);
    }
    str_finish(&next);
}
