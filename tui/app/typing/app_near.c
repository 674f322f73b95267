/* Keys just before what was taken for words: at about the same pace they are of them. Else, and for
 * one that came longer before, it is still offered: what was typed may be a word without. */

#include "app/app.h"

#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

enum { NEAR_PACE_MS = 500 };

/* Whether they only go to and fro, or are the figure of a column. */
static bool only_move(const char *keys)
{
    return !keys[strspn(keys, "hjklnuHJKL123456789")];
}

/* Whether a sign is a key among them, as "." and "[" are: words that begin with it are of its pace. */
static bool have_sign(const char *keys)
{
    char key[] = {keys[strspn(keys, "0123456789")], '\0'};
    return action_for(MODE_GRID, key) != ACT_NONE;
}

/* What the run had until now goes on with the letters before it, or is before the next alone: behind
 * what went to and fro, unless it begins a word with that and this letter, as in "k", "i", "d". */
static void shift(struct app *app, const char *letter, int64_t gap_ms)
{
    struct typing *t = &app->typing;
    struct near *n = &t->near;
    const char *keys = str_text(&n->keys);
    struct str all = str_of("%s%s%s", keys, str_text(&t->words.letters), letter);
    bool moved = only_move(keys) && !typed_words_begin_word(all.bytes, t->words.language);
    str_finish(&all);
    if (n->gap_ms > NEAR_PACE_MS || moved) {
        str_clear(&n->keys);
        app_keep_mark(app, MARK_SECOND, MARK_NEAR);
    }
    str_add(&n->keys, str_text(&t->words.letters));
    n->gap_ms = gap_ms;
}

void app_keep_near(struct app *app, const struct event *event, bool keys)
{
    struct typing *t = &app->typing;
    if (keys && !typed_words_goes_on(&t->words, event->text, event->at_ms)) {
        bool soon = app->open && t->watched && !t->taken && t->words.count &&
                    event->at_ms - t->words.at_ms <= SLOW_PACE_MS;
        if (soon) {
            shift(app, event->text, event->at_ms - t->words.at_ms);
        } else {
            str_clear(&t->near.keys);
        }
        t->near.began_ms = event->at_ms;
    }
}

/* Whether they may be of the words: what goes to and fro, or to a column, is if those need it. */
static bool may_be_of(const struct typing *t, const char *keys, const char *words)
{
    const char *letters = typed_words_behind_signs(keys);
    bool rest = isalpha((unsigned char)words[0]);
    bool alone = rest && words[1] == ' ' && !strchr("aAI", words[0]); /* "ur nan" */
    bool again = typed_words_come_again(keys) && /* and not as in "start" */
                 !typed_words_begin_word(keys, t->words.language);
    if (!*keys || again || (*letters && !isalpha((unsigned char)*letters))) {
        return false;
    }
    if (!*letters) {
        struct str all = str_of("%s%s", keys, words);
        bool column = typed_words_name_column(all.bytes);
        str_finish(&all);
        return !column && ((rest && !have_sign(keys)) || *words == ' '); /* "6 form" */
    }
    return !only_move(letters) || alone ||
           typed_words_begin_with(letters, words, strlen(words), false,
                                  t->words.language);
}

/* Whether they changed nothing, and the words are whole without them; or they came @late, at no pace
 * of theirs, and with those begin no word; or go on with a capital. */
static bool were_meant(const struct app *app, const char *keys, const char *words,
                       bool late)
{
    const struct typing *t = &app->typing;
    struct str said = STR_EMPTY, all = str_of("%s%s", keys, words);
    size_t len = strlen(keys);
    bool anew = typed_words_are_apart(all.bytes, len);
    bool whole = (late && !typed_words_begin_word(all.bytes, t->words.language)) ||
                 typed_words_keys_before(all.bytes, len, t->words.language) == len;
    bool meant =
        anew || (whole && author_say_since(&app->author, MARK_NEAR, &said) ==
                              author_say_since(&app->author, MARK_SECOND, &said));
    str_finish(&all);
    str_finish(&said);
    return meant;
}

/* Whether words are whole behind keys, as in "aI never", or a capital key, as in "Pnever": so far as
 * anybody can tell, who knows English alone. @begin  they begin one with the keys */
static bool are_whole_behind(const char *keys, const char *words, bool begin,
                             const char *language)
{
    bool english = !language || strncmp(language, "en", 2) == 0;
    bool alone = strchr("AI", *words) && words[1] == ' ';
    return english && (alone || (isupper((unsigned char)*keys) && !begin &&
                                 typed_words_begin_word(words, language)));
}

/* Whether they came as one letter comes behind another, the longer before where they begin a word
 * with those; a capital ends no word that is quick. */
static bool are_of_one_pace(const struct typing *t, const char *keys, const char *words)
{
    const struct near *n = &t->near;
    const struct typed_words *w = &t->words;
    int64_t typed_ms = w->at_ms - n->began_ms, gaps = (int64_t)w->count - 1;
    bool high =
        isupper((unsigned char)*words) && n->gap_ms <= TYPING_PACE_MS; /* "WiFi" */
    struct str all = str_of("%s%s", keys, words);
    bool begin = typed_words_begin_word(all.bytes, w->language);
    int longer = are_whole_behind(keys, words, begin, w->language) ? 1 : begin ? 3 : 2;
    str_finish(&all);
    return high || (n->gap_ms <= NEAR_PACE_MS && n->gap_ms * gaps <= longer * typed_ms);
}

const char *app_near_keys(const struct app *app)
{
    const struct typing *t = &app->typing;
    const char *keys = str_text(&t->near.keys), *words = str_text(&t->words.letters);
    return may_be_of(t, keys, words) && are_of_one_pace(t, keys, words) &&
                   !were_meant(app, keys, words, false)
               ? keys
               : "";
}

/* What they had changed, where that is not said still. */
static void say_changed(struct app *app)
{
    struct str last = STR_EMPTY;
    if (!app_changed_before(app) && author_say_since(&app->author, MARK_NEAR, &last)) {
        struct str said = str_of("Just before: %s.", last.bytes);
        app_add(app, said.bytes);
        str_finish(&said);
    }
    str_finish(&last);
}

void app_remember_late(struct app *app, const char *taken, enum author_mark_of from,
                       const char *alone)
{
    struct typing *t = &app->typing;
    const char *near = str_text(&t->near.keys);
    bool apart = from == MARK_SECOND && may_be_of(t, near, taken);
    size_t blanks = apart ? strspn(taken, " ") : 0; /* no box begins with one */
    str_set(&t->late.keys, "%s%.*s", apart ? near : alone, (int)blanks, taken);
    t->late.paced = apart && are_of_one_pace(t, near, taken);
    t->late.from = apart ? MARK_NEAR : MARK_BEFORE;
    if (apart) {
        say_changed(app);
    }
}

/* One long before begins them, as they turned out; or some that came at about their pace are before
 * them, which may have been meant. */
static bool is_late(const struct app *app, const char *typed)
{
    const struct late *late = &app->typing.late;
    bool near = late->from == MARK_NEAR &&
                (late->paced || !were_meant(app, str_text(&late->keys), typed, true));
    return near || late->rows ||
           typed_words_begin_with(late->keys.bytes, typed, strlen(typed), true,
                                  app->typing.words.language);
}

void app_end_late(struct app *app)
{
    struct late *late = &app->typing.late;
    const char *typed = app_typed_now(app);
    if (late->keys.len_bytes && *typed) {
        bool is = is_late(app, typed);
        str_addf(&late->keys, "%s\r", typed);
        late->rows = true;
        str_remove(&late->keys, 0, is ? 0 : late->keys.len_bytes);
    }
}

void app_go_on_late(struct app *app)
{
    struct late *late = &app->typing.late;
    struct str row = str_of("%s\r", app_typed_now(app));
    size_t len = late->keys.len_bytes;
    if (late->rows && len > row.len_bytes &&
        strcmp(late->keys.bytes + len - row.len_bytes, row.bytes) == 0) {
        str_remove(&late->keys, len - row.len_bytes, row.len_bytes);
        late->rows = strchr(late->keys.bytes, '\r') != NULL;
    }
    str_finish(&row);
}

bool app_find_late(struct app *app, struct str *words, enum author_mark_of *since)
{
    const struct typing *t = &app->typing;
    if (!t->took || !t->late.keys.len_bytes) {
        return false;
    }
    const char *typed = app_typed_now(app);
    if (!(*typed || t->late.rows) || !is_late(app, typed)) {
        return false;
    }
    str_set(words, "%s%s", t->late.keys.bytes, typed);
    if (!*typed) {
        str_remove(words, words->len_bytes - 1, 1);
    }
    *since = t->late.from;
    return true;
}

const char *app_sought_in_vain(struct app *app)
{
    enum { ENOUGH = 3 };
    const struct view *top = app_top(app);
    const struct list_view *list = top->state;
    bool sought = top->ops == &view_list_ops && !view_list_is_by_letter(top) &&
                  list->filter.text.len_bytes >= ENOUGH && !view_list_finds(top);
    return sought && app_grid(app) ? str_text(&list->filter.text) : "";
}

void app_take_sought(struct app *app)
{
    struct str words = str_of("%s", app_sought_in_vain(app));
    app_pop(app);
    app_mark_words(app, MARK_SECOND); /* no key did anything */
    app_take_words(app, MARK_SECOND, words.bytes);
    str_finish(&words);
}
