/* What is said of a form, in its foot or aloud: its lines, and what is understood of the one at
 * hand. */

#include "views/view_form.h"

#include "views/view_form_inside.h"

#include "base/dates.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/clock.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

/* Adds the other wordings of the line's field; false if there are none. Whoever has them
 * before them settles by going on from the line. */
static bool add_others(struct form_view *v, struct str *out)
{
    size_t count = 0;
    const struct version **wordings =
        v->several[v->at] && !v->settled[v->at]
            ? history_wordings(record_field(v->record, v->kind->fields[v->at]), &count)
            : NULL;
    for (size_t i = 1; i < count; i++) {
        char day[DATE_WORDS_SIZE_BYTES];
        const char *words = value_words(version_value(wordings[i]));
        str_addf(out, "%s‘%s’", i == 1 ? "Also said: " : ", ",
                 form_as_line(v->kind, v->at, words, day));
    }
    free(wordings);
    v->told[v->at] = v->told[v->at] || count > 1;
    return count > 1;
}

/* The same in the foot. Who hears is told before the line is asked for. */
static bool tell_others(struct form_view *v)
{
    if (screen_is_heard() || !add_others(v, &v->foot)) {
        return false;
    }
    action_fill_in(
        ". \vform-next Enter\v chooses what this line says; without it both stay.", false,
        &v->foot);
    return true;
}

/* What stood in a line that says something else by now. */
static void add_before(struct form_view *v)
{
    const char *was = v->were[v->at];
    if (was && *was && !form_line_is_same(v, v->at)) {
        str_begin_sentence(&v->foot);
        str_add(&v->foot, "It said ");
        text_quote(&v->foot, was, 40);
        action_fill_in(": \vas-it-was\v brings that back.", screen_is_heard(), &v->foot);
    }
}

/* What is understood of the line of the date. */
static void say_line(struct form_view *v)
{
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES], words[DATE_WORDS_SIZE_BYTES];
    const char *text = str_text(&v->boxes[v->kind->date_line].text);
    bool here = v->at == v->kind->date_line;
    clock_today(today);
    if (tell_others(v) || (!here && date_doubt(text, today, &v->foot))) {
        return;
    }
    if (!here || !v->boxes[v->at].text.len_bytes) {
        return;
    }
    if (date_understand(text, today, iso) && date_with_weekday(iso, words)) {
        bool heard = screen_is_heard();
        str_addf(&v->foot, "%s %s%s%s", heard ? "That is" : "=", words,
                 heard || date_says_hour(text) ? "." : "",
                 date_says_hour(text) ? " The hour is not kept." : "");
    } else if (date_doubt(text, today, &v->foot)) {
        str_add(&v->foot, v->kind->any_words ? " Kept as words; in no calendar." : "");
    } else if (v->kind->any_words) {
        str_add(&v->foot,
                "Kept as words; in no calendar. Days: 1 December, Friday, in 2 weeks.");
    }
}

const char *form_about_line(struct form_view *v)
{
    str_clear(&v->foot);
    say_line(v);
    add_before(v);
    form_say_how_kept(v);
    return str_text(&v->foot);
}

struct text_box *form_typed(void *state)
{
    struct form_view *v = state;
    return &v->boxes[v->at];
}

void form_typed_for(void *state, const struct facts *facts, struct str *about)
{
    struct form_view *v = state;
    (void)facts;
    str_add(about, v->kind->labels[v->at]);
    if (!v->boxes[v->at].text.len_bytes) {
        str_addf(about, " (%s)", v->kind->hints[v->at]);
    }
    struct str others = STR_EMPTY;
    if (screen_is_heard() && add_others(v, &others)) {
        str_addf(about, " (%s; going on chooses what stands here)", others.bytes);
    }
    str_finish(&others);
}

/* What is understood of a line that is not empty, and what others said. */
void form_say(void *state, const struct facts *facts, bool brief, struct str *out)
{
    struct form_view *v = state;
    (void)facts;
    if (!brief) {
        /* Which key ends it is for those who see it. */
        const char *title = str_text(&v->title);
        str_addf(out, "%.*s\n",
                 (int)(v->kind->title ? strcspn(title, ":") : strlen(title)), title);
    }
    for (size_t i = 0; i < v->kind->line_count && !brief; i++) {
        str_addf(out, "%s: %s\n", v->kind->labels[i], str_text(&v->boxes[i].text));
    }
    if (v->boxes[v->at].text.len_bytes) {
        str_add(out, form_about_line(v));
    }
}
