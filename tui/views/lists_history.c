/* What became of an entry, what was deleted, and which wordings stand: to bring words
 * and entries back, and to settle what two people wrote unseen by each other. */

#include "views/lists.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/drafts.h"
#include "model/history.h"
#include "model/rows.h"
#include "model/themes.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_GRAPHEMES = 40, WIDEST_LABEL_COLS = 30 };

/* The field that holds what is read and reworded. */
static const char *words_field(const struct record *record)
{
    return record_is(record, "session") ? "vision" : "text";
}

/* "Ana, 12:14", "by hand, 22.02.2017": as much as is known, in the order asked for. */
static void add_who_and_when(const struct edit *edit, struct str *out)
{
    const char *who = history_who(edit);
    str_add(out, who);
    if (edit->at_ms != 0) {
        str_add(out, *who ? ", " : "");
        clock_say(edit->at_ms, history_knows_time(edit) ? CLOCK_FULL : CLOCK_DAY, out);
    }
}

/* A row of who did something when; the column of that is as wide as the widest. */
static struct item *add_row(struct list_view *list, const struct edit *edit,
                            const char *detail)
{
    struct str label = STR_EMPTY;
    if (edit->at_ms != 0) {
        clock_say(edit->at_ms, history_knows_time(edit) ? CLOCK_FULL : CLOCK_DAY, &label);
        str_add(&label, " ");
    }
    str_add(&label, history_who(edit));
    int cols = screen_width_cols(str_text(&label), label.len_bytes);
    cols = cols > WIDEST_LABEL_COLS ? WIDEST_LABEL_COLS : cols;
    list->label_cols = cols > list->label_cols ? cols : list->label_cols;
    struct item *item = list_add(list, "", str_text(&label), detail);
    str_finish(&label);
    return item;
}

/* The words that an edit gave, or kept as a draft of other words, or NULL. */
static const char *words_given(const struct record *record, const struct edit *edit)
{
    const struct change *change = edit_change(edit, words_field(record));
    const char *box = record_is(record, "session") ? "draft:vision" : "draft";
    struct str of = STR_EMPTY;
    for (size_t i = 0; i < edit->set_count && !change; i++) {
        bool is = strcmp(draft_box(edit->set[i].field, &of), box) == 0;
        change = is ? &edit->set[i] : NULL;
    }
    str_finish(&of);
    bool any = change && change->value.kind != VALUE_NONE && *change->value.text;
    return any ? change->value.text : NULL;
}

/* Makes a row bring its words back, or say why it does not. */
static void intend_words(struct item *item, const struct record *record,
                         const char *words)
{
    const char *field = words_field(record), *now = record_words(record, field);
    bool unsettled = record_unsettled(record);
    if (!words) {
        item->intent = intent_say("This row left no new wording to bring back.");
    } else if (strcmp(words, now) == 0 && !unsettled) {
        item->intent = intent_say("These words stand already.");
    } else {
        item->text = memory_copy_text(words);
        item->intent = (struct intent){
            .kind = record_is(record, "session") ? INTENT_SET : INTENT_REWORD,
            .record = record,
            .field = field,
            .text = item->text,
            .done = unsettled ? "Settled for everyone:" : "Brought back"};
    }
}

/* Of a table, only what became of its vision; never how a draft was dropped, nor, before
 * the room may see the counts, who got a dot. */
static bool concerns(const struct record *record, const struct edit *edit)
{
    if (record_is(record, "session")) {
        return edit_change(edit, "vision") || words_given(record, edit);
    }
    return !history_holds_back(record, edit) &&
           (strncmp(edit->set[0].field, "draft", 5) != 0 ||
            edit->set[0].value.kind != VALUE_NONE);
}

/* "‘Bus fares’ (Barriers of ‘Less isolation’)", "the goal ‘Less isolation’ …" */
static void add_deleted(const struct facts *facts, const struct record *record,
                        bool of_goal, struct str *out)
{
    const struct record *goal = record_owner(record);
    if (record_is(record, "goal")) {
        const struct edit *deletion = record_deletion(record);
        size_t count, along = 0;
        const struct record **notes =
            history_deleted(facts->session, facts->table, record, &count);
        for (size_t i = 0; i < count; i++) {
            const struct edit *own = record_deletion(notes[i]);
            along += own->at_ms == deletion->at_ms &&
                     strcmp(own->key.actor, deletion->key.actor) == 0;
        }
        free(notes);
        const struct template *form = table_template(facts->session, facts->table);
        str_addf(out, "the %s ‘%s’", row_noun(form, record), row_words(record));
        if (along) {
            str_addf(out, " with %zu note%s", along, plural(along));
        }
        return;
    }
    str_addf(out, "‘%s’ (", row_words(record));
    const struct column *column =
        template_column(table_template(facts->session, facts->table),
                        record_words(record, "column"), NULL);
    str_add(out, column ? column->short_title : record_words(record, "column"));
    if (!of_goal && goal) {
        str_addf(out, " of ‘%s’", row_words(goal));
    }
    str_add(out, ")");
}

/* What was deleted of one goal or of a table, latest first, and how far it was told. */
struct deletions {
    const struct record *goal, **of;
    size_t count, told;
};

static struct deletions deletions_of(const struct facts *facts, const struct record *goal)
{
    struct deletions d = {.goal = goal};
    d.of = history_deleted(facts->session, facts->table, goal, &d.count);
    return d;
}

/* The rows of what was deleted then or later. */
static void add_deletions(struct list_view *list, const struct facts *facts,
                          struct deletions *d, int64_t than_ms)
{
    for (; d->told < d->count; d->told++) {
        const struct record *deleted = d->of[d->told];
        const struct edit *deletion = record_deletion(deleted);
        if (deletion->at_ms < than_ms) {
            break;
        }
        struct str detail = str_of("%s", d->goal ? "deleted: " : "");
        add_deleted(facts, deleted, d->goal != NULL, &detail);
        struct item *item = add_row(list, deletion, detail.bytes);
        item->intent = (struct intent){.kind = INTENT_BRING_BACK, .record = deleted};
        str_finish(&detail);
    }
}

struct list_view *list_of_history(const struct facts *facts, const struct record *record)
{
    struct str title = STR_EMPTY;
    size_t count;
    if (record_is(record, "session")) {
        str_add(&title, "The vision");
    } else {
        text_quote(&title, row_words(record), TITLE_GRAPHEMES);
    }
    str_add(&title, ": \vchoose\v brings words back");
    struct list_view *list = list_new(title.bytes, false);
    str_finish(&title);
    const struct edit **edits = history_of(record, &count);
    struct deletions deletions = {.of = NULL};
    if (record_is(record, "goal")) {
        deletions = deletions_of(facts, record);
    }
    while (count-- > 0) {
        struct str detail = STR_EMPTY;
        if (concerns(record, edits[count])) {
            add_deletions(list, facts, &deletions, edits[count]->at_ms);
            history_describe(facts->session, edits[count], HISTORY_WITH_NAMES, &detail);
            intend_words(add_row(list, edits[count], detail.bytes), record,
                         words_given(record, edits[count]));
        }
        str_finish(&detail);
    }
    add_deletions(list, facts, &deletions, INT64_MIN);
    free(deletions.of);
    free(edits);
    return list;
}

struct list_view *list_of_deleted(const struct facts *facts)
{
    struct list_view *list = list_new("Deleted: \vchoose\v brings it back", false);
    struct deletions deletions = deletions_of(facts, NULL);
    add_deletions(list, facts, &deletions, INT64_MIN);
    free(deletions.of);
    if (!deletions.count) {
        view_list_ops.free(list);
        return NULL;
    }
    return list;
}

static void add_wordings(struct list_view *list, const struct record *record)
{
    size_t count;
    const struct field *field = record_field(record, words_field(record));
    const struct version **wordings = history_wordings(field, &count);
    for (size_t i = 0; i < count; i++) {
        struct str who = STR_EMPTY;
        char key[2] = {i < 9 ? (char)('1' + i) : '\0', '\0'};
        bool any = version_value(wordings[i]).kind != VALUE_NONE;
        add_who_and_when(field_author(field, wordings[i]->edit), &who);
        if (any || record_is(record, "session")) {
            const char *words = any ? version_value(wordings[i]).text : "";
            struct item *item =
                list_add(list, key, any ? words : "(nothing)", str_text(&who));
            struct str full =
                str_of("‘%s’%s%s", words, who.len_bytes ? " · " : "", str_text(&who));
            item->full = str_take(&full);
            intend_words(item, record, words);
        }
        str_finish(&who);
    }
    free(wordings);
}

/* "‘Less sugar’ and its 4 notes ‘Prices’, ‘Habits’, ‘Shops’ and 1 more": what a deletion takes
 * away; of notes that are hidden until all is shown how many there are. */
static void add_what_goes(const struct facts *facts, const struct record *record,
                          size_t notes, struct str *out)
{
    enum { NAMED = 3, NAME_GRAPHEMES = 30 };
    const struct record *r = session_next_record(facts->session, NULL);
    size_t named = 0;
    text_quote(out, row_words(record), TITLE_GRAPHEMES);
    if (notes) {
        str_addf(out, " and its %zu note%s", notes, plural(notes));
    }
    for (; notes && r && named < NAMED; r = session_next_record(facts->session, r)) {
        if (record_parent(r) == record && !record_is_veiled(r)) {
            str_add(out, named++ ? ", " : " ");
            text_quote(out, row_words(r), NAME_GRAPHEMES);
        }
    }
    if (named) {
        str_add_more(out, notes, named);
    }
}

/* A deletion that others wrote against: it is taken back, or it is made to stand. */
static void add_verdicts(struct list_view *list, const struct facts *facts,
                         const struct record *record)
{
    const struct edit *deletion = record_deletion(record);
    struct str who = STR_EMPTY, full = STR_EMPTY, label = STR_EMPTY;
    size_t notes = record_is(record, "goal") ? row_note_count(facts->session, record) : 0;
    add_who_and_when(deletion, &who);
    list_add(list, "k", "Keep it", "")->intent =
        (struct intent){.kind = INTENT_BRING_BACK, .record = record};
    const char *name = history_who(deletion);
    bool named = deletion->by && strcmp(name, deletion->by) == 0;
    str_add(&label, "Delete it");
    if (notes) {
        str_addf(&label, " and its %zu note%s", notes, plural(notes));
    }
    str_addf(&label, "%s%s%s", named ? ", as " : "", named ? name : "",
             named ? " did" : "");
    struct item *item = list_add(list, "d", label.bytes, str_text(&who));
    str_finish(&label);
    str_add(&full, "Delete ");
    add_what_goes(facts, record, notes, &full);
    str_addf(&full, "? Deleted%s%s, while somebody else wrote in it",
             who.len_bytes ? ": " : "", str_text(&who));
    item->full = str_take(&full);
    item->intent = (struct intent){.kind = INTENT_DELETE, .record = record};
    str_finish(&who);
}

struct list_view *list_of_wordings(const struct facts *facts, const struct record *record)
{
    bool disputed = !record_is(record, "session") && record_delete_disputed(record);
    struct list_view *list =
        list_new(disputed ? "Deleted by one, written by another: what shall stand?"
                          : "Worded in several ways: which shall stand?",
                 true);
    add_wordings(list, record);
    if (disputed) {
        add_verdicts(list, facts, record);
    }
    list_add(list, "w", "Write other words", "")->intent =
        (struct intent){.kind = INTENT_WRITE, .record = record};
    return list;
}
