/* Whether the lines of a form can be left as they are. */

#include "views/view_form_inside.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/view_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 9.05 is a time as well: put as 09:05. False if it is none. */
static bool settle_time(struct text_box *box)
{
    int minutes;
    char text[32];
    const char *time = str_text(&box->text);
    if (!*time) {
        return true;
    }
    if (!time_of_day_read(time, &minutes)) {
        return false;
    }
    snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    text_box_set(box, text);
    return true;
}

bool form_is_settled(struct form_view *v, struct intent *told)
{
    char today[DATE_SIZE_BYTES];
    const struct form_kind *kind = v->kind;
    const char *date = str_text(&v->boxes[kind->date_line].text);
    clock_today(today);
    *told = (struct intent){.kind = INTENT_SAY};
    bool as_date = *date && !kind->any_words && !form_line_is_same(v, kind->date_line);
    if (as_date && !date_understand(date, today, v->date)) {
        v->at = kind->date_line;
        str_clear(&v->foot);
        date_doubt(date, today, &v->foot);
        str_addf(&v->foot,
                 "%sWrite it as 2017-02-22 or 22/2/2017, or leave the line empty.",
                 v->foot.len_bytes ? " " : "That is no date. ");
        told->text = str_text(&v->foot);
    } else if (as_date && strcmp(date, v->date) != 0) {
        text_box_set(&v->boxes[kind->date_line], v->date);
    }
    if (told->text) {
        return false;
    }
    if (kind->time_line && !form_line_is_same(v, kind->time_line) &&
        !settle_time(&v->boxes[kind->time_line])) {
        v->at = kind->time_line;
        told->text =
            "That is no time of day. Write it as 11:45, or leave the line empty.";
    }
    size_t line = kind->language_line;
    const char *language = str_text(&v->boxes[line].text);
    if (!told->text && line && *language && !form_line_is_same(v, line) &&
        !is_language(language)) {
        v->at = line;
        told->text = "A language is written by its letters: en, cy, pl. An empty line "
                     "means the form's own.";
    }
    return !told->text;
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
    bool here = v->kind->any_words && v->at == v->kind->date_line;
    if (!here || box->offered || form_line_is_same(v, v->at) || screen_is_heard()) {
        return false;
    }
    clock_today(today);
    str_clear(&v->foot);
    if (date_doubt(str_text(&box->text), today, &v->foot)) {
        str_add(&v->foot,
                " Write the day anew, or \vform-next\v keeps it as words; they are in "
                "no calendar.");
    } else if (!say_past(str_text(&box->text), today, &v->foot)) {
        return false;
    }
    char *words = memory_copy_text(str_text(&box->text));
    text_box_offer(box, words);
    free(words);
    *told = intent_say(str_text(&v->foot));
    return true;
}
