/* Whether the lines of a form can be left as they are. */

#include "views/view_form_inside.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/view_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_BYTES = 32 };

/* Whether what a line says can be kept, and as what: 9.05 is a time as well, kept as 09:05. */
static bool read_line(const struct form_view *v, size_t line, char kept[KEPT_BYTES])
{
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES];
    int minutes;
    const struct form_kind *kind = v->kind;
    const char *text = str_text(&v->boxes[line].text);
    bool date = line == kind->date_line && !kind->any_words;
    bool time = line && line == kind->time_line;
    bool language = line && line == kind->language_line;
    kept[0] = '\0';
    if (!*text || form_line_is_same(v, line)) {
        return true;
    }
    clock_today(today);
    if (date && date_understand(text, today, iso)) {
        snprintf(kept, KEPT_BYTES, "%s", iso);
    } else if (time && time_of_day_read(text, &minutes)) {
        snprintf(kept, KEPT_BYTES, "%02d:%02d", minutes / 60, minutes % 60);
    }
    return date || time ? *kept != '\0' : !language || is_language(text);
}

bool form_line_fits(const struct form_view *v, size_t line)
{
    char kept[KEPT_BYTES];
    return read_line(v, line, kept);
}

/* Puts a line as it is kept; or says why it cannot be. */
static bool settle_line(struct form_view *v, size_t line, struct intent *told)
{
    char today[DATE_SIZE_BYTES], kept[KEPT_BYTES];
    const char *text = str_text(&v->boxes[line].text);
    bool fits = read_line(v, line, kept);
    if (*kept && strcmp(text, kept) != 0) {
        text_box_set(&v->boxes[line], kept);
    }
    if (fits) {
        return true;
    }
    str_clear(&v->foot);
    if (line == v->kind->date_line) {
        clock_today(today);
        date_doubt(text, today, &v->foot);
        str_addf(&v->foot,
                 "%sWrite it as 2017-02-22 or 22/2/2017, or leave the line empty.",
                 v->foot.len_bytes ? " " : "That is no date. ");
    } else {
        str_add(
            &v->foot,
            line == v->kind->time_line
                ? "That is no time of day. Write it as 11:45, or leave the line empty."
                : "A language is written by its letters: en, cy, pl. An empty line "
                  "means the form's own.");
    }
    *told = intent_say(str_text(&v->foot));
    return false;
}

void form_leave_line(struct form_view *v, struct intent *told)
{
    settle_line(v, v->at, told);
}

bool form_is_settled(struct form_view *v, struct intent *told)
{
    for (size_t i = 0; i < v->kind->line_count; i++) {
        if (!settle_line(v, i, told)) {
            v->at = i;
            return false;
        }
    }
    return true;
}

void view_form_leave_line(struct view *form)
{
    struct form_view *v = form->state;
    if (form->ops->unfinished == form_unfinished) {
        text_box_set(&v->boxes[v->at], v->were[v->at] ? v->were[v->at] : "");
    }
}

/* The name stays where it is, and the day goes to its line. */
static void part_day(struct form_view *v, size_t name_bytes, const char *day)
{
    struct str name = STR_EMPTY, when = str_of("%s", day);
    str_add_bytes(&name, str_text(&v->boxes[v->at].text), name_bytes);
    char today[DATE_SIZE_BYTES], iso[DATE_SIZE_BYTES], words[DATE_WORDS_SIZE_BYTES];
    clock_today(today);
    bool dated = date_understand(when.bytes, today, iso) && date_with_weekday(iso, words);
    str_set(&v->foot, "‘%s’ goes to the line ‘%s’%s%s.", when.bytes,
            v->kind->labels[v->kind->date_line], dated ? ": " : "", dated ? words : "");
    text_box_offer(&v->boxes[v->kind->date_line], when.bytes);
    v->entered[v->kind->date_line] = true;
    text_box_set(&v->boxes[v->at], name.bytes);
    str_finish(&name);
    str_finish(&when);
}

void form_settle_day(struct form_view *v, struct intent *told)
{
    enum { WHO = 0 };
    char today[DATE_SIZE_BYTES];
    size_t name_bytes;
    const char *day, *words = str_text(&v->boxes[WHO].text);
    bool free = v->kind->intent == INTENT_COMMIT && v->at == WHO && !v->parted &&
                !v->boxes[v->kind->date_line].text.len_bytes;
    if (!free || form_line_is_same(v, WHO)) {
        return;
    }
    clock_today(today);
    if (date_behind_name(words, today, &name_bytes, &day)) {
        part_day(v, name_bytes, day);
        v->parted = true;
    } else if (strstr(words, " by ")) {
        str_set(&v->foot, "All of ‘%s’ is kept as who does it.", words);
    } else {
        return;
    }
    *told = intent_say(str_text(&v->foot));
}

/* A day that has gone by is mostly another year's. */
static bool say_past(const char *text, const char *today, struct str *out)
{
    char iso[DATE_SIZE_BYTES], words[DATE_WORDS_SIZE_BYTES];
    bool past = date_understand(text, today, iso) && strcmp(iso, today) < 0 &&
                date_with_weekday(iso, words);
    if (past) {
        str_addf(out, "%s has gone by. Write the day anew, or \vform-next\v keeps it.",
                 words);
    }
    return past;
}

bool form_is_doubted(struct form_view *v, struct intent *told)
{
    char today[DATE_SIZE_BYTES];
    struct text_box *box = &v->boxes[v->at];
    bool here = v->at == v->kind->date_line, words_do = v->kind->any_words;
    if (!here || box->offered || form_line_is_same(v, v->at) || screen_is_heard()) {
        return false;
    }
    clock_today(today);
    str_clear(&v->foot);
    if (date_doubt(str_text(&box->text), today, &v->foot)) {
        str_addf(&v->foot, " Write the day anew, or \vform-next\v %s.",
                 words_do ? "keeps it as words; they are in no calendar" : "goes on");
    } else if (!words_do || !say_past(str_text(&box->text), today, &v->foot)) {
        return false;
    }
    char *words = memory_copy_text(str_text(&box->text));
    text_box_offer(box, words);
    free(words);
    *told = intent_say(str_text(&v->foot));
    return true;
}
