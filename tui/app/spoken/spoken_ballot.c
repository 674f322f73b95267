/* What is said to a ballot that runs as its menu has it, without the menu being asked for first. */

#include "app/spoken/spoken_inside.h"

#include "model/ballot.h"
#include "views/view_list.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Whether words begin a row's label, and end where a word of it does. */
static bool begins_label(const char *label, const char *words)
{
    size_t len = strlen(words);
    return strncasecmp(label, words, len) == 0 && !isalnum((unsigned char)label[len]);
}

/* The row that is called so; false: none. */
static bool find_row(struct list_view *list, const char *words, size_t *at)
{
    struct item *item;
    for (*at = 0; (item = list_shown(list, *at)); ++*at) {
        if (!item->heading && begins_label(item->label, words)) {
            return true;
        }
    }
    return false;
}

/* What is said of the ballot itself, "stop" of "stop the ballot", as "ballot stop" says it; ""
 * of something else. */
static void before_ballot(const char *text, struct str *out)
{
    static const char *const ends[] = {" the ballot", " ballot"};
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !out->len_bytes; i++) {
        size_t end = strlen(ends[i]);
        if (len > end && strcasecmp(text + len - end, ends[i]) == 0) {
            str_add_bytes(out, text, len - end);
        }
    }
}

static bool is_ballot_running(struct spoken *s)
{
    struct facts facts = app_facts(s->app);
    return facts.table && ballot_of(facts.table).state != BALLOT_NONE;
}

bool spoken_may_be_of_ballot(struct spoken *s, const char *text)
{
    struct str word = STR_EMPTY;
    before_ballot(text, &word);
    bool may = word.len_bytes && !strchr(word.bytes, ' ') && is_ballot_running(s);
    str_finish(&word);
    return may;
}

bool spoken_says_of_ballot(struct spoken *s, const struct meanings *m, const char *text)
{
    bool writes = m->count == 1 && m->exact && spoken_takes_own_words(m->found[0]);
    if (writes || mode_now(s) != MODE_GRID || !is_ballot_running(s)) {
        return false;
    }
    struct str said = s->said, word = STR_EMPTY;
    size_t at = 0;
    s->said = STR_EMPTY;
    spoken_press(s, ACT_BALLOT);
    str_finish(&s->said);
    s->said = said;
    struct view *view = app_top(s->app);
    struct list_view *list = view->ops->list ? view->ops->list(view->state) : NULL;
    bool found = list && find_row(list, text, &at);
    before_ballot(text, &word);
    if (found) {
        list->selected = at;
        spoken_press(s, ACT_LIST_CHOOSE);
    } else if (list && word.len_bytes && !strchr(word.bytes, ' ')) {
        spoken_answer_command(s, ACT_BALLOT, word.bytes);
        found = true;
    } else if (list) {
        app_pop(s->app);
    }
    str_finish(&word);
    return found;
}
