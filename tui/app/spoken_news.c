/* What others wrote meanwhile: told between two lines, never while one is typed. */

#include "app/spoken_inside.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/history.h"

#include <string.h>

static bool is_ours(const struct app *app, const struct edit *edit)
{
    return strcmp(edit->key.actor, app->author.actor) == 0;
}

void spoken_know(struct spoken *s)
{
    s->of = s->app->open ? s->app->file.session : NULL;
    s->arrived = 0;
    while (s->of && session_next_arrival(s->of, &s->arrived)) {
    }
}

static void add_news(struct spoken *s, const char *words)
{
    str_addf(&s->news, "%s\n", words);
}

/* Words of an entry that somebody else set. */
static const char *words_of(const struct edit *edit)
{
    bool entry = strcmp(edit->kind, "note") == 0 || strcmp(edit->kind, "goal") == 0;
    const struct change *text = entry ? edit_change(edit, "text") : NULL;
    return text ? value_words(text->value) : NULL;
}

/* What others write alone is for nobody else yet. */
static bool is_hidden(const struct spoken *s, const struct edit *edit)
{
    return record_is_alone(session_record(s->of, edit->kind, edit->id));
}

/* "Ben wrote ‘Bus fares’." Of many, how many, and the last. */
static void gather_changes(struct spoken *s)
{
    const struct edit *edit, *last = NULL;
    size_t count = 0;
    struct str words = STR_EMPTY;
    while ((edit = session_next_arrival(s->of, &s->arrived))) {
        if (!is_ours(s->app, edit) && words_of(edit) && !is_hidden(s, edit)) {
            last = edit;
            count++;
        }
    }
    if (last) {
        const char *who = history_who(last);
        str_addf(&words, "%s wrote ", *who ? who : "Somebody");
        text_quote(&words, words_of(last), 60);
        if (count > 1) {
            str_addf(&words, ", the last of %zu changes by others", count);
        }
        str_add_byte(&words, '.');
        add_news(s, words.bytes);
    }
    str_finish(&words);
}

void spoken_gather(struct spoken *s)
{
    if (!s->app->open || s->app->file.session != s->of) {
        spoken_know(s);
    }
    if (s->of) {
        gather_changes(s);
    }
}
