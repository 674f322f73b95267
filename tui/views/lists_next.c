/* The list of what was promised. */

#include "views/lists.h"

#include "base/utf8.h"
#include "model/commitments.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "views/view_list.h"

#include <string.h>

enum { LABEL_COLS = 14, LONG_LABEL_COLS = 18 };

/* "22 February 2017, Manchester, table 4": which meeting it was. That its own day is not known is
 * told so that it is not taken for the days below it. */
static void add_heading(struct list_view *v, const struct record *table)
{
    const char *date = record_words(table, "date"), *place = record_words(table, "place");
    const char *number = record_words(table, "table");
    char day[32];
    struct str label = str_of("%s", date_in_words(date, day) ? day
                                    : *date                  ? date
                                            : "A session without a date");
    str_addf(&label, "%s%s", *place ? ", " : "", place);
    str_addf(&label, "%s%s%s", *number ? ", " : "",
             *number ? history_table_word(number) : "", number);
    list_add_heading(v, str_text(&label));
    str_finish(&label);
}

/* What is marked behind the words of a promise, and cut with none of them. */
static void add_marks(struct str *out, bool unsettled, bool half)
{
    const char *also = unsettled && half ? "; " : "";
    if (unsettled || half) {
        str_addf(out, " (%s%s%s)", unsettled ? "not settled" : "", also,
                 half ? "half written" : "");
    }
}

/* What of it there is no room for in its row.
 *
 * @begun_then  it is of a meeting before this one: what was begun then is told, and is no
 * promise. */
static void add_in_full(const struct commitment *c, bool begun_then, struct str *full)
{
    const struct record *goal = record_parent(c->note);
    bool half = commitment_half_written(c->note), stands = commitment_stands(c->note);
    bool undated = *c->who && !*c->when && !*c->outcome;
    str_addf(full, "‘%s’", row_words(c->note));
    if (goal) {
        str_addf(full, " of ‘%s’", row_words(goal));
    }
    str_add(full, ": ");
    size_t before = full->len_bytes;
    commitment_add_all(c, true, full);
    str_add(full, undated ? "; no date" : "");
    str_add(full, full->len_bytes > before ? ""
                  : half                   ? "nobody yet"
                                           : "nobody has taken it on yet");
    str_add(full, commitment_unsettled(c, true) ? "; not settled: \vchoose\v shows both"
                  : commitment_differs(c, "text")
                      ? "; not settled: there are other words for it"
                      : "");
    str_add(full, !half ? ""
                  : stands
                      ? "; a change to it is half written: \vchoose\v goes on with it"
                  : begun_then ? "; half written then, so no promise: \vchoose\v goes on "
                                 "with it"
                               : "; half written: \vchoose\v goes on with it");
}

static void add_row(struct list_view *v, const struct commitment *c, bool begun_then,
                    const char *today)
{
    enum { MOST_WORDS = 200 };
    struct commitment nobody = *c;
    struct str label = STR_EMPTY, detail = STR_EMPTY, full = STR_EMPTY;
    bool undated = *c->who && !*c->when && !*c->outcome;
    bool half = commitment_half_written(c->note);
    nobody.who = "";
    commitment_add_promise(&nobody, today, false, &label);
    str_add(&label, undated ? "no date" : "");
    const char *said = str_text(&label);
    said += strncmp(said, "by ", 3) == 0 && c->dated ? 3 : 0; /* in a column of days */
    if (text_width_cols(said, strlen(said)) > LABEL_COLS && screen_cols() >= 80) {
        v->label_cols = LONG_LABEL_COLS;
    }
    text_add_beginning(&detail, row_words(c->note), MOST_WORDS);
    size_t words_bytes = detail.len_bytes;
    add_marks(&detail, commitment_unsettled_in_list(c, true),
              half && commitment_stands(c->note));
    size_t marks_end = detail.len_bytes;
    str_addf(&detail, "%s%s", *c->outcome ? ": " : "", c->outcome);
    add_in_full(c, begun_then, &full);
    bool heard = screen_is_heard(); /* who, too, since the keys' column is not */
    struct item *item =
        list_add(v,
                 *c->who ? c->who
                 : half  ? "half written"
                         : "nobody yet",
                 heard ? "" : said, heard ? full.bytes : str_text(&detail));
    item->full = str_take(&full);
    item->kept_from = heard || detail.len_bytes == words_bytes ? 0 : words_bytes;
    item->marks_end = marks_end;
    bool promised = !half && *c->who; /* so that it asks what came of it */
    item->intent = (struct intent){
        .kind = INTENT_OPEN_COMMITMENT, .record = c->note, .step = promised};
    str_finish(&label);
    str_finish(&detail);
}

/* How many there are that were begun, or were not. */
static size_t count_half(const struct commitments *all, bool half)
{
    size_t begun = commitments_half_written(all);
    return half ? begun : all->count - begun;
}

/* "; 2 have a name but no date" */
static void add_lacking(const struct commitments *all, const char *has, const char *lacks,
                        const char *words, struct str *out)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        count += commitment_half_says(all->items[i].note, has) &&
                 !commitment_half_says(all->items[i].note, lacks);
    }
    if (count) {
        str_addf(out, "; %zu ha%s %s", count, count == 1 ? "s" : "ve", words);
    }
}

static void add_untaken_heading(struct list_view *v, const struct commitments *all,
                                bool half)
{
    struct str heading = str_of("%s: %zu", half ? "Half written" : "Nobody has taken on",
                                count_half(all, half));
    if (half) {
        add_lacking(all, "who", "when", "a name but no date", &heading);
        add_lacking(all, "when", "who", "a date but no name", &heading);
    }
    list_add_heading(v, str_text(&heading));
    str_finish(&heading);
}

/* Adds what nobody has taken on: of a meeting before what was begun at it; at the table on the
 * screen all but that, so that each stands once. */
static void add_not_promised(const struct facts *facts, const struct record *table,
                             struct commitments *all)
{
    size_t kept = all->count, at = kept;
    commitments_add_untaken(facts->session, table, all);
    for (; at < all->count; at++) {
        bool half = commitment_half_written(all->items[at].note);
        bool own = all->items[at].table == table;
        if (table == facts->table ? own || !half : own && half) {
            all->items[kept++] = all->items[at];
        }
    }
    all->count = kept;
}

/* Under the promises, what nobody has taken on at the table on the screen, and then what
 * somebody began to promise. */
static struct list_view *add_untaken(struct list_view *v, const struct facts *facts,
                                     const char *today)
{
    struct commitments all = {0};
    add_not_promised(facts, facts->table, &all);
    bool alone = !v;
    if (all.count && !v) {
        v = list_new("What nobody has taken on yet: \vchoose\v says who does it", false);
        v->label_cols = LABEL_COLS;
    }
    for (int half = 0; half < 2; half++) {
        if (count_half(&all, half) && (half || !alone)) {
            add_untaken_heading(v, &all, half);
        }
        for (size_t i = 0; i < all.count; i++) {
            const struct record *note = all.items[i].note;
            if (commitment_half_written(note) == half) {
                add_row(v, &all.items[i], false, today);
            }
        }
    }
    commitments_finish(&all);
    return v;
}

/* What was promised at a meeting, and what somebody only began to promise at an earlier one. */
static struct list_view *add_meeting(struct list_view *v, const struct facts *facts,
                                     const struct record *table, const char *today)
{
    struct commitments all = {0};
    bool earlier = table != facts->table;
    commitments_add(facts->session, table, &all);
    if (earlier) {
        add_not_promised(facts, table, &all);
    }
    if (all.count && !v) {
        v = list_new("What was promised: \vchoose\v says what came of it", false);
        v->label_cols = LABEL_COLS;
    }
    if (all.count && (earlier || v->count)) {
        add_heading(v, table);
    }
    for (size_t i = 0; i < all.count; i++) {
        add_row(v, &all.items[i], earlier, today);
    }
    commitments_finish(&all);
    return v;
}

struct list_view *list_of_commitments(const struct facts *facts)
{
    struct meetings met = table_meetings(facts->session, facts->table);
    char today[DATE_SIZE_BYTES];
    struct list_view *v = NULL;
    clock_today(today);
    while (met.count-- > 0) { /* what was promised first comes first */
        v = add_meeting(v, facts, met.tables[met.count], today);
    }
    return add_untaken(v, facts, today);
}
