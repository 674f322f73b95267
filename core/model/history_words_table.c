/* What an edit says of a table: how it began, its day, its ballot, what it follows up. */

#include "model/history_words_inside.h"

#include "base/instant.h"
#include "model/agenda.h"
#include "model/ballot.h"
#include "model/day.h"
#include "model/fields.h"
#include "model/rows.h"

bool telling_begins_table(const struct telling *t)
{
    return record_is(t->record, "session") && !t->edit->over_count &&
           edit_compare(record_first(t->record), t->edit) >= 0;
}

/* ": place ‘Leeds’"; nothing of what says nothing to people. */
static bool tell_fact(struct telling *t, const struct change *change, const char *between)
{
    size_t len = t->out->len_bytes;
    str_addf(t->out, "%s%s ", between, change->field);
    bool said = telling_value(t, change->field, change->value);
    if (!said) {
        str_remove(t->out, len, t->out->len_bytes - len);
    }
    return said;
}

/* "began the table: place ‘Leeds’, table ‘4’, template ‘rsa’" */
void tell_began(struct telling *t)
{
    const char *between = ": ";
    size_t at = 0;
    telling_phrase(t, "began the table");
    for (const char *first; (first = field_next("session", FIELD_NAMING, &at));) {
        const struct change *change = edit_change(t->edit, first);
        if (change && change->value.kind != VALUE_NONE) {
            between = tell_fact(t, change, between) ? ", " : between;
        }
    }
    unsigned left_out =
        FIELD_NAMING | (t->names == HISTORY_WITHOUT_NAMES ? FIELD_UNNAMED : 0);
    for (size_t i = 0; i < t->edit->set_count; i++) {
        const struct change *change = &t->edit->set[i];
        if (change->value.kind != VALUE_NONE &&
            !field_is("session", change->field, left_out)) {
            between = tell_fact(t, change, between) ? ", " : between;
        }
    }
}

static void quote_stage(struct telling *t, const char *id)
{
    const char *title = telling_stage(t, id);
    if (*title) {
        str_add(t->out, "the stage ");
        telling_quote(t, title);
    } else {
        str_add(t->out, "a stage that the form lacks");
    }
}

/* Whether the edit adds a stage of the table's own. */
static bool adds_stage(const struct telling *t, const char *id)
{
    struct str title = str_of("stage_title:%s", id);
    const struct change *change = edit_change(t->edit, title.bytes);
    bool adds = change && value_words(change->value)[0] && !template_stage(t->form, id) &&
                !value_words(telling_before(t, title.bytes))[0];
    str_finish(&title);
    return adds;
}

/* "called the stage ‘Lunch’ now ‘Soup’", "added the stage ‘Walk’, 20 minutes" */
static void tell_stage_title(struct telling *t, const struct change *change,
                             const char *id)
{
    const char *now = value_words(change->value);
    const struct stage *usual = template_stage(t->form, id);
    bool named = usual || value_words(telling_before(t, change->field))[0];
    telling_phrase(t, !*now && !usual ? "took away "
                      : named         ? "called "
                                      : "added the stage ");
    if (!named) {
        telling_quote(t, now);
        struct str field = str_of("stage_minutes:%s", id);
        const struct change *minutes = edit_change(t->edit, field.bytes);
        if (minutes) {
            str_addf(t->out, ", %s minutes", value_words(minutes->value));
        }
        str_finish(&field);
        return;
    }
    quote_stage(t, id);
    if (*now || usual) {
        str_add(t->out, *now ? " now " : " again ");
        telling_quote(t, *now ? now : usual->title);
    }
}

/* "began ‘Lunch’" */
static void tell_stage(struct telling *t, const struct change *change)
{
    const char *id = value_words(change->value);
    telling_phrase(t, *id ? "began " : "took the day back to its beginning");
    if (*id) {
        quote_stage(t, id);
    }
}

/* "gave ‘Lunch’ 34 minutes", "skipped ‘Break’": what a table changed of its day's stages. */
static bool tell_agenda(struct telling *t, const struct change *change)
{
    const char *id, *says = value_words(change->value);
    const char *name = stage_field(change->field, &id);
    if (!name) {
        return false;
    }
    if (strcmp(name, "stage_title:") != 0 && adds_stage(t, id)) {
        return true; /* told with its title */
    }
    if (strcmp(name, "stage_minutes:") == 0) {
        telling_phrase(t, *says ? "gave " : "gave its own minutes to ");
        quote_stage(t, id);
        if (*says) {
            str_addf(t->out, " %s minutes", says);
        }
    } else if (strcmp(name, "stage_skipped:") == 0) {
        telling_phrase(t, *says ? "skipped " : "took in again ");
        quote_stage(t, id);
    } else if (strcmp(name, "stage_late:") == 0) {
        telling_phrase(t, "won back minutes after ");
        quote_stage(t, id);
    } else if (strcmp(name, "stage_place:") == 0) {
        telling_phrase(t, "put elsewhere in the day ");
        quote_stage(t, id);
    } else {
        tell_stage_title(t, change, id);
    }
    return true;
}

/* "started the clock", "paused the clock with 12:34 left" */
static void tell_clock(struct telling *t, const struct change *change)
{
    const char *now = value_words(change->value);
    int64_t until_ms, seconds;
    bool ran = instant_read(value_words(telling_before(t, "clock")), &until_ms);
    if (instant_read(now, &until_ms)) {
        telling_phrase(t, ran ? "set the clock anew" : "started the clock");
    } else if (!*now || (clock_seconds(now, &seconds) && !seconds)) {
        telling_phrase(t, "put the clock away");
    } else if (clock_seconds(now, &seconds)) {
        telling_phrase(t, "paused the clock with ");
        str_addf(t->out, "%ld:%02ld left", (long)seconds / 60, (long)seconds % 60);
    } else {
        telling_phrase(t, "set the clock to ");
        telling_quote(t, now);
        str_add(t->out, ", which is no time");
    }
}

/* What an edit made of a ballot, once for all the fields that say it. */
static bool tell_ballot(struct telling *t, const struct change *change)
{
    struct str words = STR_EMPTY;
    bool told = ballot_say_edit(t->record, t->edit, change, &words);
    if (words.len_bytes) {
        telling_phrase(t, words.bytes);
    }
    str_finish(&words);
    return told;
}

/* "followed up Manchester, table 4, 2017-02-22" */
static void tell_after(struct telling *t, const struct change *change)
{
    const struct record *before =
        session_record(t->session, "session", value_words(change->value));
    telling_phrase(t, "followed up ");
    if (before) {
        history_name_table(before, t->out);
    } else {
        str_add(t->out, "a session that is not in this file");
    }
}

/* "said that 23 people voted" */
static bool tell_voted(struct telling *t, const struct change *change)
{
    long people = 0;
    bool any = change->value.kind != VALUE_NONE;
    if (strcmp(change->field, "voted") != 0 ||
        (any && !paper_read(change->value.text, &people))) {
        return false;
    }
    struct str words = STR_EMPTY;
    voted_say(people, &words);
    telling_phrase(t, words.bytes);
    str_finish(&words);
    return true;
}

/* How a table has it with phones, and with what is written alone. */
static bool tell_setting(struct telling *t, const struct change *change)
{
    static const char *const rows[][3] = {
        {"alone", "began to write alone", "revealed what was written alone"},
        {"phones_straight", "let what phones send straight in",
         "let what phones send wait"},
        {"phones_see", "showed phones what the table has",
         "hid from phones what the table has"},
        {"phones_vote", "opened the ballot to phones", "closed the ballot to phones"},
        {"phones_column", "let phones vote on one column",
         "let phones vote on all columns"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(change->field, rows[i][0]) == 0) {
            telling_phrase(t, rows[i][*value_words(change->value) ? 1 : 2]);
            return true;
        }
    }
    return false;
}

/* "put ‘We are here’ at ‘Emergence’": a mark of which there is one a grid, MARK:GRID. */
static bool tell_one(struct telling *t, const struct change *change)
{
    const char *colon = strchr(change->field, ':'), *row = value_words(change->value);
    struct str id = STR_EMPTY;
    str_add_bytes(&id, change->field, colon ? (size_t)(colon - change->field) : 0);
    const struct mark *mark = template_mark(t->form, str_text(&id));
    if (colon) {
        telling_phrase(t, *row ? "put " : "took away ");
        telling_quote(t, mark ? mark->title : str_text(&id));
        if (*row) {
            str_add(t->out, " at ");
            telling_value(t, change->field, change->value);
        }
    }
    str_finish(&id);
    return colon;
}

bool tell_table(struct telling *t, const struct change *change)
{
    if (strcmp(change->field, "stage") == 0) {
        tell_stage(t, change);
    } else if (strcmp(change->field, "clock") == 0) {
        tell_clock(t, change);
    } else if (strcmp(change->field, "after") == 0 && change->value.kind != VALUE_NONE) {
        tell_after(t, change);
    } else {
        return tell_agenda(t, change) || tell_setting(t, change) ||
               tell_voted(t, change) || tell_ballot(t, change) || tell_one(t, change);
    }
    return true;
}
