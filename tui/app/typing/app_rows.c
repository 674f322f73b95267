/* Words in rows, each with Enter behind it, of who does not look: what was taken for words as
 * Enter came is one entry, and what comes next is another. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "views/foot.h"
#include "views/view.h"
#include "views/view_day.h"
#include "views/view_question.h"

#include <string.h>

static const char offers[] = "Keys before this: ";
static const char offers_first[] = "Words? ";

/* What is said besides, and was changed before: an offer of fewer keys gives way. */
static void take_head(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    const char *changed = app_changed_before(app);
    if (changed && !strstr(str_text(&app->messages.text), changed)) {
        str_begin_sentence(&app->messages.text);
        str_add(&app->messages.text, changed);
    }
    const char *said = str_text(&app->messages.text);
    const char *before = strstr(said, offers);
    if (strncmp(said, offers_first, sizeof offers_first - 1) == 0) {
        return;
    }
    size_t len = before ? (size_t)(before - said) : strlen(said);
    while (len && said[len - 1] == ' ') {
        len--;
    }
    if (len != s->head.len_bytes || strncmp(str_text(&s->head), said, len) != 0) {
        s->head_in_vain = app->messages.why_not;
    }
    str_set(&s->head, "%.*s", (int)len, said);
}

void app_drop_head(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    if (s->head_in_vain) {
        s->head_in_vain = false;
        app_take_back(app, &s->head);
    }
}

/* "B u s _ Enter"; where the room would read what is hidden yet, only that there are some. */
static void add_keys(const struct app *app, const char *keys, struct str *out)
{
    const char *between = "";
    if (app_hides_words(app)) {
        str_add(out, "not shown here");
        return;
    }
    for (const char *at = keys; *at; at++) {
        bool begins = ((unsigned char)*at & 0xC0) != 0x80;
        str_add(out, begins ? between : "");
        if (*at == '\r') {
            str_add(out, "\vkeep\v");
        } else {
            str_add_byte(out, *at == ' ' ? '_' : *at);
        }
        between = " ";
    }
}

/* Says so behind what is said; where the window has no room for both, the key comes first. */
void app_offer_words(struct app *app, const char *keys)
{
    struct slow_typing *s = &app->typing.slow;
    char key;
    if (view_question_new_words(app_top(app), &key)) { /* the key asks them */
        return;
    }
    struct str words = STR_EMPTY;
    add_keys(app, keys, &words);
    take_head(app);
    struct str files = STR_EMPTY;
    app_add_wrote_since(app, s->since, &files);
    const char *head = str_text(&s->head), *wrote = str_text(&files);
    const char *whole = app_hides_words(app) ? "" : app_whole_words(app);
    const char *as = app_words_become(app);
    bool each = strchr(keys, '\r') && strcmp(as, "an entry") == 0; /* else one of all */
    struct str what = *whole ? str_of("‘%s’", whole) : str_of("them");
    struct str said = str_of("%s", head);
    str_begin_sentence(&said);
    str_addf(
        &said,
        "%s%s. Words? \vwere-words\v writes %s as %s%s and takes back what they did%s%s.",
        offers, str_text(&words), what.bytes, as, each ? " each" : "",
        *wrote ? ", but keeps " : "", wrote);
    if (!foot_says_all(&(struct facts){.message = said.bytes})) {
        str_set(&said, "%s\vwere-words\v writes %s: %s%s%s. %s", offers_first, what.bytes,
                str_text(&words), *wrote ? ", but keeps " : "", wrote, head);
    }
    app_drop_said(app, s->offered ? offers : NULL, offers_first);
    s->offered = true;
    app_say(app, "%s", said.bytes);
    str_finish(&said);
    str_finish(&files);
    str_finish(&what);
    str_finish(&words);
}

/* Says what Enter does where the words stand now. */
static void say_keeping(struct app *app, bool again)
{
    const struct view *top = app_top(app);
    bool says_itself = top->ops == &view_day_ops || view_question_takes(top);
    if (!(view_mode(top) & MODES_OF_WORDS) || says_itself) {
        return;
    }
    if (app_asks_everybody(app)) {
        app_add(app, again ? "\vform-next\v once more asks everybody."
                           : "\vform-next\v asks everybody.");
    } else {
        app_add(app, again ? "\vkeep\v once more saves it." : "\vkeep\v saves it.");
    }
}

void app_take_rows(struct app *app, enum author_mark_of mark, char *rows)
{
    const struct typed_from *from = &app->typing.from[mark];
    bool one =
        from->asks || from->own_line || app_seen_by_all(app); /* which take no rows */
    char *end = NULL;
    while (one && (end = strchr(rows, '\r'))) {
        *end = ' ';
    }
    char *row = strtok_r(rows, "\r", &end);
    app_take_words(app, mark, row ? row : "");
    size_t kept = 0;
    for (; (row = strtok_r(NULL, "\r", &end)); kept++) {
        if (view_mode(app_top(app)) == MODE_BOX) {
            app_press_key(app, "Enter");
        }
        app_put_words(app, mark, row);
    }
    if (kept) {
        struct str said =
            str_of("%zu before it %s saved.", kept, kept > 1 ? "are" : "is");
        app_add(app, said.bytes);
        str_finish(&said);
    }
}

void app_offer_keeping(struct app *app)
{
    bool open = view_mode(app_top(app)) & MODES_OF_WORDS;
    say_keeping(app, true);
    app_end_line(app, open, false);
    app_tell_asking(app);
}

void app_say_how_to_keep(struct app *app)
{
    say_keeping(app, false);
    app_end_line(app, false, false);
}

bool app_takes_slow_words(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    int64_t gap_ms = event->at_ms - s->words.at_ms;
    bool words = event_is(event, "Enter") && s->watched && s->was_slow && s->opened &&
                 s->words.sure && !app_are_deliberate(app) && s->since <= MARK_FIRST &&
                 gap_ms <= s->words.pace_ms &&
                 ((view_mode(app_top(app)) & (MODE_FORM | MODE_BOX)) ||
                  view_question_takes(app_top(app)));
    if (words) {
        app_take_offer_of_words(app, NULL);
        app_offer_keeping(app);
    }
    return words;
}

const char *app_typed_now(struct app *app)
{
    const struct text_box *box = view_typed(app_top(app));
    return box ? str_text(&box->text) : "";
}

void app_drop_high_key(struct app *app)
{
    struct text_box *box = view_typed(app_top(app));
    struct str words = str_of("%s", app_typed_now(app));
    size_t keys = typed_words_keys_before(words.bytes, 0, app->typing.words.language);
    if (keys) {
        text_box_set(box, words.bytes + keys);
    }
    str_finish(&words);
}

void app_note_exported(struct app *app, const char *path)
{
    struct slow_typing *s = &app->typing.slow;
    if (s->watched) {
        str_addf(&s->wrote, "%s\n", path);
    }
}

bool app_takes_by(const struct event *event)
{
    struct button button = event->kind == EVENT_CLICK
                               ? screen_button_at(event->row, event->col)
                               : (struct button){.kind = BUTTON_NONE};
    return (event_is(event, "Ctrl-T")) ||
           (button.kind == BUTTON_ACTION && button.action == ACT_WERE_WORDS);
}
