/* Where something is chosen, a line is the number of a row, or how it begins. */

#include "app/spoken/spoken_inside.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "views/view_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_AT_A_TIME = 100 }; /* letters of a line before another choice */

static struct list_view *list_now(struct spoken *s)
{
    struct view *view = app_top(s->app);
    return view->ops->list ? view->ops->list(view->state) : NULL;
}

/* "1 Pebble" of marks, whose meaning would be too long to hear each time; else with what is
 * said of it. */
static void add_item(struct str *out, size_t number, const struct item *item)
{
    const char *about = item->full ? item->full : item->detail;
    const char *said = *item->label ? item->label : about;
    bool runs_on = isdigit((unsigned char)*said); /* "4 12 dots" would be one number */
    str_addf(out, "%zu%s %s", number, runs_on ? "," : "", said);
    while (out->bytes[out->len_bytes - 1] == ' ') { /* of a time without a name, say */
        str_remove(out, out->len_bytes - 1, 1);
    }
    if (*item->label && *item->detail) {
        str_addf(out, ": %s", item->detail);
    }
}

static bool is_of_marks(struct list_view *list)
{
    const struct item *first = list_shown(list, 0), *item = list_shown(list, 1);
    return first && first->heading && item && item->intent.kind == INTENT_MARK;
}

/* Behind what stands in the line, unless that is long enough to be heard at a time. */
static void add_choice(struct str *out, size_t *line_begins, const char *choice)
{
    size_t line_bytes = out->len_bytes - *line_begins;
    if (line_bytes + strlen(", ") + strlen(choice) > MOST_AT_A_TIME) {
        str_add(out, "\n");
        *line_begins = out->len_bytes;
    } else if (line_bytes) {
        str_add(out, strchr(".!?:", out->bytes[out->len_bytes - 1]) ? " " : ", ");
    }
    str_add(out, choice);
}

/* A whole sentence has its end already. */
static void add_heading(const struct item *item, struct str *out)
{
    size_t len = strlen(item->label);
    bool ended = len && strchr(".!?:", item->label[len - 1]);
    str_addf(out, "%s%s", item->label, ended ? "" : ":");
}

/* Marks: their choices by number, as many in a line as can be heard at a time. */
static void add_marks(struct list_view *list, struct str *out)
{
    struct item *item;
    size_t number = 0, line_begins = 0;
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        struct str choice = STR_EMPTY;
        if (item->heading) {
            str_add(out, out->len_bytes ? "\n" : "");
            line_begins = out->len_bytes;
            add_heading(item, out);
        } else {
            str_addf(&choice, "%zu %s", ++number, item->label);
            add_choice(out, &line_begins, choice.bytes);
        }
        str_finish(&choice);
    }
    add_choice(out, &line_begins, "0 none.");
}

/* How the rows of a list are numbered. */
struct numbering {
    bool digits;    /* some of them by their own, */
    size_t counted; /* the others behind those */
};

/* Whether digits that choose rows are what those are a number of: dots, or columns. */
static bool has_digits(struct list_view *list)
{
    struct item *item;
    bool dots = false;
    for (size_t i = 0; !dots && (item = list_shown(list, i)); i++) {
        dots = item->intent.kind == INTENT_SET_BALLOT;
    }
    return dots || list->by_number;
}

/* The digit of a row that has one; else 0. */
static size_t digit_of(const struct item *item)
{
    bool digit =
        !item->heading && *item->key >= '1' && *item->key <= '9' && !item->key[1];
    return digit ? (size_t)(*item->key - '0') : 0;
}

/* What rows without such are counted from, so that each number is said of one row alone, and
 * chooses it in the list as behind the name of its command. */
static struct numbering begin_numbers(struct list_view *list)
{
    struct numbering n = {.digits = has_digits(list)};
    struct item *item;
    for (size_t i = 0; n.digits && (item = list_shown(list, i)); i++) {
        size_t digit = digit_of(item);
        n.counted = digit > n.counted ? digit : n.counted;
    }
    return n;
}

/* The number of a row, of each in its turn; 0: a heading. */
static size_t number_of(struct numbering *n, const struct item *item)
{
    size_t digit = n->digits ? digit_of(item) : 0;
    return digit ? digit : item->heading ? 0 : ++n->counted;
}

void spoken_list_rows(struct spoken *s, struct str *out)
{
    struct list_view *list = list_now(s);
    struct item *item;
    struct numbering numbers = begin_numbers(list);
    if (is_of_marks(list)) {
        add_marks(list, out);
        return;
    }
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        if (item->heading) {
            add_heading(item, out);
        } else {
            add_item(out, number_of(&numbers, item), item);
        }
        str_add(out, "\n");
    }
}

/* How one chooses, the first time: behind the rows, if they are said at once, so that they come
 * sooner. */
static void tell_choosing(struct spoken *s, const char *title, bool behind)
{
    const char *numbers =
        strstr(title, "its number") ? "" : "a number or a word chooses, ";
    struct str told = str_of("%san empty line goes back", numbers);
    if (behind) {
        told.bytes[0] = (char)toupper((unsigned char)told.bytes[0]);
        spoken_add(s, "%s.", told.bytes);
    } else {
        spoken_add(s, "%s; %s", title, told.bytes);
    }
    s->told_lists = true;
    str_finish(&told);
}

void spoken_say_list(struct spoken *s)
{
    enum { FEW_ROWS = 8 };
    struct list_view *list = list_now(s);
    struct str rows = STR_EMPTY;
    spoken_list_rows(s, &rows);
    bool tells = !s->told_lists && mode_now(s) == MODE_LIST;
    bool behind = spoken_count_lines(str_text(&rows)) <= FEW_ROWS;
    if (tells && !behind) {
        tell_choosing(s, list->title, false);
    } else {
        spoken_add(s, "%s", list->title);
    }
    spoken_add_lines(s, str_text(&rows));
    if (tells && behind) {
        tell_choosing(s, list->title, true);
    }
    str_finish(&rows);
}

/* Where the row of that number stands; false if there is none. */
static bool find_number(struct list_view *list, size_t number, size_t *at)
{
    struct item *item;
    struct numbering numbers = begin_numbers(list);
    for (*at = 0; (item = list_shown(list, *at)); ++*at) {
        if (!item->heading && number_of(&numbers, item) == number) {
            return true;
        }
    }
    return false;
}

/* A number that no row has: "it has 8", or where some count otherwise "its numbers are 3 to 8". */
static void refuse_number(struct spoken *s, struct list_view *list, const char *text)
{
    struct numbering numbers = begin_numbers(list);
    size_t least = 0, most = 0, count = 0;
    struct item *item;
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        size_t number = number_of(&numbers, item);
        least = number && (!least || number < least) ? number : least;
        most = number > most ? number : most;
        count += number > 0;
    }
    if (count == most) {
        spoken_refuse(s, "There is no %s in this list; it has %zu.", text, count);
    } else {
        spoken_refuse(s, "There is no %s in this list; its numbers are %zu to %zu.", text,
                      least, most);
    }
}

/* 0 takes a mark off, else it is the row that has that key. */
static bool find_nought(struct list_view *list, size_t *at)
{
    struct item *item;
    for (*at = 0; (item = list_shown(list, *at)); ++*at) {
        bool none = item->intent.kind == INTENT_MARK && !*item->intent.text;
        if (!item->heading && (none || strcmp(item->key, "0") == 0)) {
            return true;
        }
    }
    return false;
}

/* Rows that fit with words, best first. */
struct fitting {
    size_t at, number; /* of the first of them */
    size_t count;
    enum fold_fit how;
    bool letters; /* a letter may be meant that chooses one */
    bool part;    /* of the words that were sought, a letter was left out */
    struct str names;
};

/* By the letter that chooses a row; those of questions have words, too. */
static bool is_called_by_key(const char *key, const char *text)
{
    bool yes = strcasecmp(text, "yes") == 0, no = strcasecmp(text, "no") == 0;
    return strcmp(key, text) == 0 || (yes && strcmp(key, "y") == 0) ||
           (no && strcmp(key, "n") == 0);
}

/* What is sought in a row: what it is called, what else it is, or what is said of it. */
enum sought_in { IN_LABEL, IN_ALSO, IN_DETAIL, IN_NOTHING };

static const char *words_in(const struct item *item, enum sought_in in)
{
    const char *also = item->also ? item->also : "";
    return in == IN_DETAIL || (in == IN_LABEL && !*item->label) ? item->detail
           : in == IN_ALSO                                      ? also
                                                                : item->label;
}

static void find_words_in(struct list_view *list, const char *text, enum sought_in in,
                          struct fitting *f)
{
    enum fold_fit best = spoken_is_lone_key(text) ? FOLD_ALL : FOLD_WITHIN;
    struct fold_sought sought = {.language = ""};
    struct item *item;
    struct numbering numbers = begin_numbers(list);
    bool by_key = f->letters && (list->by_letter || list->by_number);
    fold_seek(&sought, text, "");
    for (size_t i = 0; (item = list_shown(list, i)); i++) {
        size_t number = number_of(&numbers, item);
        bool format =
            item->intent.kind == INTENT_EXPORT && strcmp(item->intent.text, text) == 0;
        bool letter = by_key && is_called_by_key(item->key, text);
        enum fold_fit fit =
            format || letter ? FOLD_ALL : fold_find(&sought, words_in(item, in));
        bool part = in == IN_ALSO && fit < FOLD_AT_WORD; /* "top" is not in "stop" */
        if (item->heading || fit < best || fit == FOLD_NOWHERE || part) {
            continue;
        }
        if (fit > best) {
            f->count = 0;
            str_clear(&f->names);
        }
        best = f->how = fit;
        if (!f->count++) {
            f->at = i;
        }
        str_addf(&f->names, "%s%zu %s", f->names.len_bytes ? ", " : "", number,
                 *item->label ? item->label : item->detail);
    }
    fold_sought_finish(&sought);
}

/* What a row is called, before what is said of it; and several of a kind for one. */
static void find_words(struct list_view *list, const char *text, struct fitting *f)
{
    struct str one = str_of("%s", text);
    f->letters = true;
    for (int in = IN_LABEL; in < IN_NOTHING && !f->count; in++) {
        find_words_in(list, text, (enum sought_in)in, f);
    }
    if (!f->count && one.len_bytes > 3 && one.bytes[one.len_bytes - 1] == 's') {
        str_remove(&one, one.len_bytes - 1, 1);
        f->letters = false; /* "yess" shows nobody anything */
        f->part = true;
        find_words_in(list, one.bytes, IN_LABEL, f);
    }
    str_finish(&one);
}

static void choose_at(struct spoken *s, struct list_view *list, size_t at)
{
    list->selected = at;
    spoken_press(s, ACT_LIST_CHOOSE);
}

static void refuse_several_rows(struct spoken *s, const char *text,
                                const struct fitting *f)
{
    spoken_refuse(s, "Which ‘%s’: %s?", text, str_text(&f->names));
    s->offered = true;
}

/* "vote", while the menu of the ballot is open, gives one, and takes not all of them back "to vote
 * afresh"; nor does "themes" change the "theme" of the colours. */
static void choose_words(struct spoken *s, struct list_view *list, const char *text)
{
    struct fitting f = {0};
    find_words(list, text, &f);
    const char *rest;
    bool command = action_named(text, strcspn(text, " ")) != ACT_NONE ||
                   spoken_begins(text, "go", &rest) ||
                   spoken_begins(text, "stage", &rest) ||
                   spoken_in_words(s, text, &rest) != ACT_NONE ||
                   spoken_is_like(ACT_LEAVE, text, IS_ALSO);
    enum action named = action_named(text, strlen(text));
    bool meant = named != ACT_NONE &&
                 (f.part || (action_row(named)->changes && f.how < FOLD_AT_START));
    if (f.count == 1 && !meant) {
        choose_at(s, list, f.at);
    } else if (command) {
        spoken_command(s, text);
    } else if (!f.count && spoken_is_like_column(s, text) &&
               spoken_name_column(s, text)) {
        /* which has written it */
    } else if (!f.count) {
        spoken_refuse(s,
                      "‘%s’ is not in this list%s. A number chooses; an empty line goes "
                      "back.",
                      text, strchr(text, ' ') ? "; nothing was written" : "");
    } else {
        refuse_several_rows(s, text, &f);
    }
    str_finish(&f.names);
}

void spoken_choose(struct spoken *s, const char *text)
{
    struct list_view *list = list_now(s);
    bool home = mode_now(s) == MODE_HOME;
    size_t at;
    const char *rest;
    if (!*text) {
        if (!home) {
            spoken_press(s, ACT_LIST_CLOSE);
        }
    } else if (strcmp(text, "0") == 0 ||
               (strcmp(text, "none") == 0 && is_of_marks(list))) {
        if (find_nought(list, &at)) {
            choose_at(s, list, at);
        } else {
            spoken_press(s, ACT_LIST_CLOSE);
        }
    } else if (!text[strspn(text, "0123456789")]) {
        if (find_number(list, strtoul(text, NULL, 10), &at)) {
            choose_at(s, list, at);
        } else {
            refuse_number(s, list, text);
        }
    } else if (spoken_begins(text, "read", &rest) ||
               spoken_begins(text, "where", &rest)) {
        if (*rest && strcmp(rest, "all") != 0) {
            spoken_refuse(s, "A list is open; an empty line goes back, to read there.");
        }
        spoken_say_list(s);
    } else if (spoken_begins(text, "more", &rest) || spoken_begins(text, "help", &rest) ||
               (home && action_named(text, strlen(text)) != ACT_NONE)) {
        spoken_command(s, text);
    } else {
        choose_words(s, list, text);
    }
}

/* Of words behind a command's name, which no row of its list is called by, nothing is done: who
 * said them may have meant to write them. */
static void refuse_behind(struct spoken *s, enum action action, const char *text)
{
    app_pop(s->app);
    str_clear(&s->said); /* of the list that was open */
    struct str words = STR_EMPTY;
    text_quote(&words, text, 60);
    spoken_refuse(s, "%s cannot be chosen by %s; nothing was done%s", words.bytes,
                  action_row(action)->name,
                  mode_now(s) == MODE_GRID
                      ? " or written: \vadd\v before words writes them here."
                      : ".");
    str_finish(&words);
}

/* Behind a command's name a row of its list stands, and never another command: "ballot stop" does
 * not leave. */
static void answer_list(struct spoken *s, enum action action, const char *text)
{
    struct list_view *list = list_now(s);
    struct fitting f = {0};
    bool none = strcmp(text, "none") == 0 && is_of_marks(list);
    if (none || !text[strspn(text, "0123456789")]) {
        spoken_choose(s, text);
        return;
    }
    find_words(list, text, &f);
    if (f.count == 1) {
        choose_at(s, list, f.at);
    } else if (f.count) {
        refuse_several_rows(s, text, &f);
    } else {
        refuse_behind(s, action, text);
    }
    str_finish(&f.names);
}

void spoken_answer_command(struct spoken *s, enum action action, const char *text)
{
    if (spoken_takes_words(mode_now(s))) {
        spoken_type_one(s, text);
    } else if (list_now(s)) {
        answer_list(s, action, text);
    } else if (spoken_is_of_place(s, text, mode_now(s))) {
        spoken_command(s, text);
    } else {
        spoken_refuse_words(s, action_row(action)->name, text);
    }
}

void spoken_answer(struct spoken *s, const char *text)
{
    spoken_answer_command(s, ACT_ADD, text);
}

static void step(struct spoken *s, enum action action)
{
    struct event event = app_key_of(action);
    app_press(s->app, action, &event);
}

bool spoken_pick(struct spoken *s, const char *number)
{
    size_t n = strtoul(number, NULL, 10), at = 1;
    struct str before = STR_EMPTY, here = STR_EMPTY;
    bool moves = true;
    step(s, ACT_FIRST);
    while (at < n && moves) {
        str_clear(&before);
        str_clear(&here);
        spoken_look(s, true, &before);
        step(s, ACT_DOWN);
        spoken_look(s, true, &here);
        moves = strcmp(str_text(&before), str_text(&here)) != 0;
        at += moves;
    }
    if (at != n) {
        spoken_refuse(s, "There is no %zu here; the last is %zu.", n, at);
    }
    str_finish(&before);
    str_finish(&here);
    return at == n;
}
