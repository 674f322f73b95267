/* An offer in words. */

#include "base/utf8.h"
#include "base/words.h"
#include "model/questions.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/view_inbox.h"

#include <string.h>

enum { MOST_GRAPHEMES = 60 };

void offer_say_place(const struct facts *facts, const struct offer *offer,
                     struct str *out)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct column *column = template_column(form, offer->column, NULL);
    if (!offer->goal && *offer->column) {
        str_add(out, "its goal is gone");
        return;
    }
    if (!offer->goal) {
        const char *what = template_calls(form, form->grids[0].goals.singular);
        str_addf(out, "%s %s", words_article(what), what);
        return;
    }
    if (strcmp(offer->column, ANSWERS_COLUMN) == 0) {
        str_add(out, "an answer to ");
        text_quote(out, row_words(offer->goal), MOST_GRAPHEMES);
        return;
    }
    str_addf(out, "%s of ", column ? column->short_title : offer->column);
    text_quote(out, row_words(offer->goal), MOST_GRAPHEMES);
}

void offer_say_asked(const struct facts *facts, const struct offer *offer,
                     struct str *out)
{
    if (offer->state != OFFER_ASKED) {
        return;
    }
    size_t notes = offer_note_count(facts->session, offer);
    str_add(out, "asked to be taken back");
    if (notes) {
        str_addf(out, ", and its %zu note%s would go", notes, plural(notes));
    }
    str_add(out, ": \vtake\v gives it back, \vput-aside\v keeps it");
    if (offer_reworded(offer)) {
        str_addf(out, "%snow ", screen_dot());
        text_quote(out, offer_reworded(offer), MOST_GRAPHEMES);
    }
}

void offer_say_whose(const struct offer *offer, struct str *out)
{
    if (*offer->by) {
        str_addf(out, "%s%s", screen_dot(), offer->by);
    }
    str_add(out, screen_dot());
    clock_say(offer->at_ms, CLOCK_SHORT, out);
}
