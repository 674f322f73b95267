/* What others wrote meanwhile: told between two lines, never while one is typed. */

#include "app/spoken/spoken_inside.h"

#include "base/utf8.h"
#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"
#include "screen/clock.h"

#include <poll.h>
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
    str_set(&s->people, "%s", str_text(&s->app->others.names));
    s->phones_in = 0;
    str_clear(&s->address);
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

/* What a phone sent, which waits to be taken. */
static const char *words_of_offer(const struct edit *edit)
{
    const struct change *text =
        strcmp(edit->kind, "offer") == 0 ? edit_change(edit, "text") : NULL;
    return text ? value_words(text->value) : NULL;
}

/* What others write alone is for nobody else yet. */
static bool is_hidden(const struct spoken *s, const struct edit *edit)
{
    return record_is_alone(session_record(s->of, edit->kind, edit->id));
}

/* "Ben wrote ‘Bus fares’." Of many, how many, and the last. */
static void add_written(struct spoken *s, const struct edit *last, size_t count)
{
    const char *who = history_who(last);
    struct str words = str_of("%s wrote ", *who ? who : "Somebody");
    text_quote(&words, words_of(last), 60);
    if (count > 1) {
        str_addf(&words, ", the last of %zu changes by others", count);
    }
    str_add_byte(&words, '.');
    add_news(s, words.bytes);
    str_finish(&words);
}

/* "A phone sent ‘Bus fares’; 3 wait in the inbox." */
static void add_sent(struct spoken *s, const struct edit *last, size_t count)
{
    size_t waits = table_offer_count(s->app->file.session, s->app->table, OFFERS_OPEN);
    struct str words = str_of("A phone sent "), elsewhere = STR_EMPTY;
    text_quote(&words, words_of_offer(last), 60);
    if (count > 1) {
        str_addf(&words, ", the last of %zu", count);
    }
    if (waits) {
        str_addf(&words, "; \vinbox\v has %zu that wait%s", waits, waits == 1 ? "s" : "");
    }
    str_add_byte(&words, '.');
    if (offers_say_elsewhere(s->app->file.session, s->app->table, &elsewhere)) {
        str_addf(&words, " %s.", elsewhere.bytes);
    }
    add_news(s, words.bytes);
    str_finish(&elsewhere);
    str_finish(&words);
}

static void gather_changes(struct spoken *s)
{
    const struct edit *edit, *written = NULL, *sent = NULL;
    size_t writings = 0, sendings = 0;
    while ((edit = session_next_arrival(s->of, &s->arrived))) {
        if (is_ours(s->app, edit) || is_hidden(s, edit)) {
            continue;
        }
        if (words_of(edit)) {
            written = edit;
            writings++;
        } else if (words_of_offer(edit)) {
            sent = edit;
            sendings++;
        }
    }
    if (written) {
        add_written(s, written, writings);
    }
    if (sent) {
        add_sent(s, sent, sendings);
    }
}

/* Who has come or gone, as the title of a screen has it; not of phones alone, which are
 * told. */
static void gather_people(struct spoken *s, bool phones)
{
    const char *now = str_text(&s->app->others.names);
    if (strcmp(now, str_text(&s->people)) == 0) {
        return;
    }
    struct str words = *now ? str_of("Here now: you, %s.", now)
                            : str_of("Nobody else is here any more.");
    if (!phones) {
        add_news(s, words.bytes);
    }
    str_set(&s->people, "%s", now);
    str_finish(&words);
}

/* Where phones come in, and how many have; returns whether that is news. */
static bool gather_phones(struct spoken *s)
{
    const struct others *others = &s->app->others;
    const char *address = others->has_phones ? others->phones.invitation : "";
    uint64_t in = others->has_phones ? others->phones.joined : 0;
    struct str words = STR_EMPTY;
    if (*address && strcmp(address, str_text(&s->address)) != 0) {
        str_addf(&words, "Phones come in at %s; \vcode\v says it again.", address);
        add_news(s, words.bytes);
    } else if (in > s->phones_in) {
        str_addf(&words, "A phone came in; %llu by now.", (unsigned long long)in);
        add_news(s, words.bytes);
    }
    bool other = in != s->phones_in || strcmp(address, str_text(&s->address)) != 0;
    str_set(&s->address, "%s", address);
    s->phones_in = in;
    str_finish(&words);
    return other;
}

void spoken_gather(struct spoken *s)
{
    if (!s->app->open || s->app->file.session != s->of) {
        spoken_know(s);
    }
    if (s->of) {
        gather_changes(s);
        gather_people(s, gather_phones(s));
    }
}

void spoken_let_phones_in(struct spoken *s)
{
    enum { PATIENCE_MS = 5000, LOOK_MS = 20 };
    struct app *app = s->app;
    struct intent intent = {.kind = INTENT_TURN_PHONES};
    struct event news = {.kind = EVENT_NEWS, .text = ""};
    int64_t until_ms = clock_ticks_ms() + PATIENCE_MS;
    if (app->others.has_phones) {
        spoken_add(
            s, "Phones come in at %s; %llu did. \vcode\v, then \vphones\v, ends it.",
            app->others.phones.invitation, (unsigned long long)app->others.phones.joined);
        return;
    }
    app_carry_out(app, &intent);
    while (app->others.serving.child.pid && !app->others.has_phones &&
           clock_ticks_ms() < until_ms) {
        poll(NULL, 0, LOOK_MS);
        app_take_event(app, &news);
    }
    spoken_add_message(s);
    spoken_gather(s);
    spoken_add_lines(s, str_text(&s->news));
    str_clear(&s->news);
}
