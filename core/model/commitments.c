#include "model/commitments.h"

#include "base/arena.h"
#include "base/dates.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/words.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/meetings.h"
#include "model/plan.h"
#include "model/rows.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool commitment_of(const struct record *note, struct commitment *out)
{
    int64_t unused;
    struct commitment c = {.note = note,
                           .who = record_says(note, "who"),
                           .when = record_says(note, "when"),
                           .messenger = record_says(note, "messenger"),
                           .outcome = record_says(note, "outcome")};
    c.dated = date_read(c.when, &unused);
    if (!*c.who && !*c.when && !*c.messenger && !*c.outcome) {
        return false;
    }
    *out = c;
    return true;
}

bool commitment_stands(const struct record *note)
{
    struct commitment unused;
    return commitment_of(note, &unused);
}

bool commitment_is_misplaced(const struct session *session, const struct record *table,
                             const struct record *note)
{
    const struct template *form = table_template(session, table);
    const struct grid *plan = plan_first(form), *grid = NULL;
    return plan && template_column(form, record_column(note), &grid) &&
           grid == plan_map(form) && !commitment_stands(note);
}

bool commitment_says_me(const char *who, bool *alone)
{
    static const char between[] = " ,.;&+/";
    bool any = false, named = strpbrk(who, "()=:") != NULL; /* "me (Dr Shaw)" */
    *alone = !named;
    for (const char *p = who + strspn(who, between); *p; p += strspn(p, between)) {
        size_t len = strcspn(p, between);
        bool me = (len == 2 && strncasecmp(p, "me", len) == 0) ||
                  (len == 6 && strncasecmp(p, "myself", len) == 0) ||
                  (len == 1 && *p == 'I');
        any = any || me;
        *alone = *alone && me;
        p += len;
    }
    return any && !named;
}

bool commitment_half_written(const struct record *note)
{
    return draft_next(note, PROMISE_DRAFT, NULL) != NULL;
}

size_t commitments_half_written(const struct commitments *commitments)
{
    size_t count = 0;
    for (size_t i = 0; i < commitments->count; i++) {
        count += commitment_half_written(commitments->items[i].note);
    }
    return count;
}

const char *commitment_half_called(const struct record *note)
{
    return commitment_stands(note) ? "change to a promise" : "promise";
}

/* A draft has a line for each field: "who: Ana". */
bool commitment_draft_says(const char *draft, const char *field)
{
    size_t len = strlen(field);
    for (; *draft; draft += strcspn(draft, "\n"), draft += *draft == '\n') {
        if (strncmp(draft, field, len) == 0 && draft[len] == ':') {
            const char *said = draft + len + 1;
            said += strspn(said, " ");
            return *said && *said != '\n';
        }
    }
    return false;
}

bool commitment_half_says(const struct record *note, const char *field)
{
    bool says = false;
    for (const struct field *f = NULL; (f = draft_next(note, PROMISE_DRAFT, f));) {
        says = says || commitment_draft_says(record_words(note, f->name), field);
    }
    return says;
}

/* The sort is stable by remembering how the table reads. */
struct row {
    struct commitment commitment;
    size_t at;
};

static int rank_of(const struct commitment *c)
{
    return c->dated ? 0 : *c->when ? 1 : 2;
}

static int by_date(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    int order = rank_of(&a->commitment) - rank_of(&b->commitment);
    if (!order && a->commitment.dated) {
        order = strcmp(a->commitment.when, b->commitment.when);
    }
    return order ? order : a->at < b->at ? -1 : 1;
}

/* Those from that one on. */
static void sort_from(struct commitments *all, size_t from)
{
    size_t count = all->count - from;
    struct row *rows = memory_get((count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct row){.commitment = all->items[from + i], .at = i};
    }
    qsort(rows, count, sizeof *rows, by_date);
    for (size_t i = 0; i < count; i++) {
        all->items[from + i] = rows[i].commitment;
    }
    free(rows);
}

void commitments_by_date(struct commitments *commitments)
{
    sort_from(commitments, 0);
}

static void add_cell(struct session *session, const struct record *goal,
                     const char *column, const struct record *table,
                     struct commitments *out)
{
    size_t count;
    const struct record *const *notes = goal_notes(session, goal, column, &count);
    for (size_t i = 0; i < count; i++) {
        struct commitment c;
        if (commitment_of(notes[i], &c)) {
            c.table = table;
            ARRAY_ADD(out->items, out->count, out->room, c);
        }
    }
}

void commitments_add(struct session *session, const struct record *table,
                     struct commitments *out)
{
    size_t row_count, from = out->count;
    const struct record **rows = table_all_rows(session, table, &row_count);
    for (size_t i = 0; i < row_count; i++) {
        const char **columns = goal_columns(session, rows[i]);
        for (size_t c = 0; columns[c]; c++) {
            add_cell(session, rows[i], columns[c], table, out);
        }
        free(columns);
    }
    free(rows);
    sort_from(out, from);
}

const struct record *commitments_add_last(struct session *session,
                                          const struct record *met,
                                          struct commitments *out)
{
    struct meetings all = table_meetings(session, met);
    for (size_t i = 0; i < all.count; i++) {
        commitments_add(session, all.tables[i], out);
        if (out->count) {
            return all.tables[i];
        }
    }
    return met;
}

void commitments_add_all(struct session *session, struct commitments *out)
{
    size_t count, from = out->count;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        commitments_add(session, tables[i], out);
    }
    sort_from(out, from);
}

/* What is asked of each action of a table's plans. */
struct actions {
    struct lookup said; /* the folded words of those that were looked through */
    struct arena arena;
    struct commitments *untaken; /* takes those that nobody took on, */
    size_t later;                /* if their words are not among so many of the first */
    bool met_before;             /* words are kept for those of the meetings before */
};

struct action_words {
    const char *folded; /* comes first */
    size_t number;
};

/* Whether those words were said at a later meeting already, which has them by now. */
static bool is_said_later(struct actions *a, const char *text)
{
    struct str folded = STR_EMPTY;
    if (!a->met_before && !a->later) {
        return false;
    }
    words_fold(text, &folded);
    const char *key = folded.len_bytes > 1 ? folded.bytes : text;
    const struct action_words *known = lookup_find_id(&a->said, key);
    if (!known) {
        struct action_words *words = arena_get(&a->arena, sizeof *words);
        *words = (struct action_words){arena_copy_text(&a->arena, key), a->said.count};
        lookup_add_id(&a->said, words);
    }
    str_finish(&folded);
    return known && known->number < a->later;
}

static void look_at_actions(struct session *session, const struct record *goal,
                            const struct grid *plan, const struct record *table,
                            struct actions *a)
{
    for (size_t c = 0; c < plan->column_count; c++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(session, goal, plan->columns[c].id, &count);
        for (size_t i = 0; i < count; i++) {
            struct commitment none = {.note = notes[i],
                                      .table = table,
                                      .who = "",
                                      .when = "",
                                      .messenger = "",
                                      .outcome = ""};
            bool later = is_said_later(a, record_words(notes[i], "text"));
            if (!later && !commitment_stands(notes[i])) {
                ARRAY_ADD(a->untaken->items, a->untaken->count, a->untaken->room, none);
            }
        }
    }
}

static void look_at_plans(struct session *session, const struct record *table,
                          struct actions *a)
{
    const struct template *form = table_template(session, table);
    size_t goals;
    const struct record *const *goal = table_goals(session, table, &goals);
    a->later = a->said.count;
    for (size_t g = 0; g < goals; g++) {
        for (size_t i = 0; i < form->grid_count; i++) {
            if (form->grids[i].use == GRID_PLAN) {
                look_at_actions(session, goal[g], &form->grids[i], table, a);
            }
        }
    }
}

void commitments_add_untaken(struct session *session, const struct record *table,
                             struct commitments *out)
{
    struct actions a = {.arena = ARENA_EMPTY, .untaken = out};
    struct meetings met = table_meetings(session, table);
    for (size_t i = 0; i < met.count; i++) {
        a.met_before = i + 1 < met.count;
        look_at_plans(session, met.tables[i], &a);
    }
    lookup_finish(&a.said);
    arena_finish(&a.arena);
}

/* What one function adds of each table that no other follows up; or of the others. */
static void add_of_those(struct session *session, bool met_again, struct commitments *out,
                         void (*add_of)(struct session *, const struct record *,
                                        struct commitments *))
{
    size_t count, met;
    const struct record *const *tables = session_tables(session, &count);
    const struct record **again = tables_met_again(session, &met);
    for (size_t i = 0; i < count; i++) {
        size_t before = out->count;
        add_of(session, tables[i], out);
        if (table_is_among(tables[i], again, met) != met_again) {
            out->count = before;
        }
    }
    free(again);
}

void commitments_add_open(struct session *session, struct commitments *out)
{
    size_t from = out->count;
    add_of_those(session, false, out, commitments_add);
    sort_from(out, from);
}

void commitments_add_met(struct session *session, struct commitments *out)
{
    size_t from = out->count;
    add_of_those(session, true, out, commitments_add);
    sort_from(out, from);
}

void commitments_add_open_untaken(struct session *session, struct commitments *out)
{
    add_of_those(session, false, out, commitments_add_untaken);
}

bool commitments_add_half_written(struct session *session, struct str *said)
{
    static const char *const are[] = {"promises are", "promise is",
                                      "changes to promises are",
                                      "change to a promise is"};
    struct commitments of[2] = {{0}}; /* those that are to be, and those that stand */
    size_t before = said->len_bytes;
    commitments_add_open_untaken(session, &of[0]);
    commitments_add_all(session, &of[1]);
    for (int stands = 0; stands < 2; stands++) {
        size_t half = commitments_half_written(&of[stands]);
        if (half) {
            str_addf(said, "%s%zu %s half written and not in it",
                     said->len_bytes ? "; " : "", half, are[2 * stands + (half == 1)]);
        }
        commitments_finish(&of[stands]);
    }
    return said->len_bytes > before;
}

void commitments_finish(struct commitments *commitments)
{
    free(commitments->items);
    *commitments = (struct commitments){0};
}

size_t commitments_answered(const struct commitments *commitments)
{
    size_t count = 0;
    for (size_t i = 0; i < commitments->count; i++) {
        count += *commitments->items[i].outcome != '\0';
    }
    return count;
}

bool commitment_overdue(const struct commitment *commitment, const char *today)
{
    return commitment->dated && !*commitment->outcome &&
           strcmp(commitment->when, today) < 0;
}

void commitment_add_promise(const struct commitment *commitment, const char *today,
                            bool names, struct str *out)
{
    char day[DATE_WORDS_SIZE_BYTES];
    bool who = names && *commitment->who;
    str_add(out, who ? commitment->who : "");
    if (!*commitment->when) {
        return;
    }
    str_add(out, who ? ", " : "");
    if (!commitment->dated) {
        str_add(out, commitment->when);
        return;
    }
    str_add(out, today && commitment_overdue(commitment, today) ? "was due " : "by ");
    if (today) {
        date_in_short(commitment->when, today, day);
    } else {
        date_in_words(commitment->when, day);
    }
    str_add(out, day);
}

void commitment_say_kept(const struct commitment *c, bool outcome, struct str *out)
{
    enum { MOST_GRAPHEMES = 100 };
    bool any = *c->who || *c->when || *c->messenger || *c->outcome;
    bool came = outcome && *c->outcome;
    str_add(out, !any      ? "took back who promised "
                 : came    ? "said what came of "
                 : *c->who ? "promised "
                           : "kept for ");
    text_quote(out, row_words(c->note), MOST_GRAPHEMES);
    str_add(out, any ? ": " : "");
    if (came) {
        str_add(out, c->outcome);
    } else if (*c->who) {
        commitment_add_promise(c, NULL, true, out);
    } else {
        commitment_add_all(c, true, out);
    }
}

bool commitment_differs(const struct commitment *commitment, const char *field)
{
    const struct record *note = commitment->note;
    return note && field_wordings(record_field(note, field)) > 1;
}

bool commitment_unsettled(const struct commitment *commitment, bool names)
{
    return commitment_differs(commitment, "when") ||
           (names && commitment_differs(commitment, "who"));
}

bool commitment_unsettled_in_list(const struct commitment *commitment, bool names)
{
    return commitment_unsettled(commitment, names) ||
           commitment_differs(commitment, "text");
}

void commitment_add_all(const struct commitment *commitment, bool names, struct str *out)
{
    size_t start_bytes = out->len_bytes;
    commitment_add_promise(commitment, NULL, names, out);
    if (names && *commitment->messenger) {
        str_addf(out, "%smessenger: %s", out->len_bytes > start_bytes ? "; " : "",
                 commitment->messenger);
    }
    if (*commitment->outcome) {
        str_addf(out, "%scame of it: %s", out->len_bytes > start_bytes ? "; " : "",
                 commitment->outcome);
    }
}
