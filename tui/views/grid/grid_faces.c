/* The words of entries as the grid shows them, with what a room decided, kept until
 * something changes: most keys change nothing but what is selected. */

#include "views/grid/grid_layout.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/wrap.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/plan.h"
#include "screen/clock.h"
#include "screen/parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct face_key {
    const struct record *record;
    size_t column;
};

/* An entry, at the width that its column has. */
struct face {
    struct face_key key; /* comes first */
    const char *words;
    size_t text_bytes, end_bytes; /* its own words, and with what was decided, */
    size_t promise_bytes;         /* and with who promised it */
    const struct column *form;    /* as that column stands in the grid, */
    int width_cols;               /* so wide */
    bool under;                   /* with what stands under it: says_under() */
    bool room;                    /* for a room; else it may tell what is */
    bool half;                    /* half written: tells_half_written() */
    int lines, lines_cols; /* MANY_LINES at most, if so wide; 0 wide: not counted */
};

struct grid_faces {
    uint64_t number; /* of what is kept now; faces_number() */
    /* Of the session as it was after so many changes, on that day: */
    const struct session *session;
    const struct record *table;
    const struct template *form;
    size_t changes;
    char today[DATE_SIZE_BYTES];
    struct lookup faces;
    struct arena arena; /* they and their words */
};

static void forget(struct grid_faces *f)
{
    f->number = screen_part_number();
    lookup_finish(&f->faces);
    f->faces = (struct lookup){.items = NULL};
    arena_finish(&f->arena);
    f->arena = ARENA_EMPTY;
}

struct grid_faces *faces_new(void)
{
    struct grid_faces *f = memory_get(sizeof *f);
    forget(f);
    return f;
}

uint64_t faces_number(const struct grid_faces *f)
{
    return f->number;
}

void faces_free(struct grid_faces *f)
{
    if (f) {
        forget(f);
        free(f);
    }
}

void faces_refresh(struct grid_faces *f, const struct facts *facts)
{
    size_t changes = session_change_count(facts->session);
    const struct template *form = table_template(facts->session, facts->table);
    char today[DATE_SIZE_BYTES];
    clock_today(today);
    if (f->session != facts->session || f->table != facts->table || f->form != form ||
        f->changes != changes || strcmp(f->today, today) != 0) {
        forget(f);
        f->session = facts->session;
        f->table = facts->table;
        f->form = form;
        f->changes = changes;
        memcpy(f->today, today, sizeof today);
    }
}

bool layout_is_plain(const struct record *record)
{
    size_t most = record_is(record, "note") ? 4 : 3, count = 0;
    for (const struct field *f = record_fields(record); f; f = f->next) {
        count++;
        if (count > most || (field_shown(f) && head_next(field_shown(f)))) {
            return false;
        }
    }
    return true;
}

/* A mark by its letter; by its word where there is room. */
static void add_mark(const struct layout *l, size_t column, size_t n,
                     const struct choice *choice, struct str *out)
{
    enum { ROOM_FOR_WORDS_COLS = 38 };
    const char *letter = column_letter(l->forms[column], n, choice);
    if (l->width[column] >= ROOM_FOR_WORDS_COLS || !*letter) {
        str_add(out, choice->title);
    } else if (*letter >= 'a' && *letter <= 'z') {
        str_add_byte(out, (char)(*letter - 'a' + 'A'));
    } else {
        str_add(out, letter);
    }
}

const struct choice *layout_choice(const struct record *record, const struct mark *mark,
                                   bool *several)
{
    const struct choice *only = mark->one && mark->choice_count ? mark->choices : NULL;
    *several = field_wordings(entry_mark_field(record, mark)) > 1;
    return only && *several && entry_mark_said(record, mark, only)
               ? only
               : mark_choice(mark, entry_mark(record, mark));
}

/* "[B]"; of a row that is where some say that we are, "[H?]". */
static void add_badge(const struct layout *l, const struct record *record, size_t column,
                      size_t n, struct str *out)
{
    const struct mark *mark = l->forms[column]->marks[n];
    bool several;
    const struct choice *choice = layout_choice(record, mark, &several);
    if (choice) {
        str_add(out, " [");
        add_mark(l, column, n, choice, out);
        str_add(out, mark->one && several ? "?]" : "]");
    }
}

/* Letters of marks, and votes: what a room decided, seen whatever is cut. */
static void add_decided(const struct layout *l, const struct record *record,
                        size_t column, struct str *out)
{
    const struct column *form = l->forms[column];
    for (size_t i = 0; form && i < form->mark_count; i++) {
        add_badge(l, record, column, i, out);
    }
    long votes = layout_is_plain(record) ? 0 : ballot_votes(record);
    if (votes) {
        str_addf(out, " %s%ld", "•", votes);
    }
}

/* What else there is to know. */
static void add_signs(const struct record *record, struct str *out)
{
    if (layout_is_plain(record)) {
        return;
    }
    size_t wordings = field_wordings(record_field(record, "text"));
    if (wordings > 1) {
        str_addf(out, " (%zu wordings)", wordings);
    }
    if (record_delete_disputed(record)) {
        str_add(out, " (deleted, and written anew)");
    }
    if (draft_next(record, "draft", NULL)) {
        str_add(out, " (draft)");
    }
}

/* What is half written of a promise is told to who works here, not to a room. */
static bool tells_half_written(const struct layout *l, const struct record *record)
{
    return !l->v->projector && commitment_half_written(record);
}

/* Whether it is an action, and what was promised of it: false if nothing. */
static bool is_promised(const struct layout *l, const struct record *record, bool *action,
                        struct commitment *promise)
{
    const struct template *form = table_template(l->facts->session, l->facts->table);
    *action = record_is(record, "note") && plan_has_action(form, record_column(record));
    return *action && commitment_of(record, promise) && (*promise->who || *promise->when);
}

/* Whether a sign is to be put in few words. */
static bool is_narrow(const struct layout *l, size_t column)
{
    enum { ROOM_FOR_WORDS_COLS = 18 };
    return !l->v->projector && l->width[column] < ROOM_FOR_WORDS_COLS;
}

/* Once some actions are taken on, of the others that they are not: short enough to be seen
 * whatever is cut. */
static void add_untaken(const struct layout *l, const struct record *record,
                        size_t column, struct str *out)
{
    struct commitment promise;
    bool action;
    if (!is_promised(l, record, &action, &promise) && action &&
        !tells_half_written(l, record) && filter_some_taken(l->v->filter, l->facts)) {
        str_add(out, is_narrow(l, column) ? " (nobody)" : " (nobody yet)");
    }
}

/* " (Ana, by 1 Dec)" behind an action; that it is half written first, which is not cut. */
static void add_promise(const struct layout *l, const struct record *record,
                        size_t column, struct str *out)
{
    struct commitment promise;
    bool action, half = tells_half_written(l, record);
    if (is_promised(l, record, &action, &promise)) {
        str_addf(out, " (%s%s", half ? "half written; " : "",
                 *promise.who ? "" : "nobody yet, ");
        commitment_add_promise(&promise, l->v->faces->today, true, out);
        str_add(out, commitment_unsettled(&promise, true) ? "; not settled)" : ")");
    } else if (half) {
        bool narrow = is_narrow(l, column);
        str_addf(out, " (%s%shalf written)", narrow ? "" : commitment_half_called(record),
                 narrow ? "" : " ");
    }
}

static uint64_t hash_of(const void *item)
{
    const struct face_key *key = item;
    return hash_end((uintptr_t)key->record + key->column);
}

static bool is_face(const void *item, const void *key)
{
    const struct face_key *a = item, *b = key;
    return a->record == b->record && a->column == b->column;
}

static struct face *make_face(const struct layout *l, struct face_key key)
{
    struct grid_faces *f = l->v->faces;
    struct face *face = arena_get(&f->arena, sizeof *face);
    face->key = key;
    lookup_add(&f->faces, face, hash_of);
    return face;
}

/* For a room, the name of a form's row says little by itself. */
static bool says_under(const struct layout *l, size_t column)
{
    return column == 0 && l->v->projector && l->v->column == 0 &&
           l->grid->rows != ROWS_GOALS;
}

/* " – Sure Start; Home visits" */
static void add_under(const struct layout *l, const struct record *row, struct str *out)
{
    bool first = true;
    for (size_t c = 1; c < l->columns; c++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(l->facts->session, row, l->ids[c - 1], &count);
        for (size_t i = 0; i < count; i++) {
            str_addf(out, "%s%s", first ? " – " : "; ", row_words(notes[i]));
            first = false;
        }
    }
}

/* Puts it all together. */
static void compose(const struct layout *l, struct face *face)
{
    const struct record *record = face->key.record;
    const char *own = row_words(record);
    struct str words = STR_EMPTY;
    str_add(&words, own);
    add_decided(l, record, face->key.column, &words);
    add_untaken(l, record, face->key.column, &words);
    face->text_bytes = strlen(own);
    face->end_bytes = words.len_bytes;
    add_signs(record, &words);
    add_promise(l, record, face->key.column, &words);
    face->promise_bytes = words.len_bytes;
    face->under = says_under(l, face->key.column);
    face->room = l->v->projector;
    face->half = tells_half_written(l, record);
    if (face->under) {
        add_under(l, record, &words);
    }
    face->words =
        arena_copy_bytes(&l->v->faces->arena, str_text(&words), words.len_bytes);
    face->form = l->forms[face->key.column];
    face->width_cols = l->width[face->key.column];
    face->lines_cols = 0;
    str_finish(&words);
}

static struct face *face_of(const struct layout *l, const struct record *record,
                            size_t column)
{
    struct face_key key = {record, column};
    struct face *face = lookup_find(&l->v->faces->faces, hash_of(&key), is_face, &key);
    if (!face) {
        face = make_face(l, key);
    }
    if (!face->words || face->form != l->forms[column] ||
        face->width_cols != l->width[column] || face->under != says_under(l, column) ||
        face->room != l->v->projector) {
        compose(l, face);
    }
    return face;
}

const char *layout_words(const struct layout *l, const struct record *record,
                         size_t column)
{
    return face_of(l, record, column)->words;
}

/* What stands behind the words and is wider than a row, below as much of them as that leaves
 * rows for: none of it is cut. */
static int put_below(const struct face *face, const char *kept, int kept_rows,
                     struct words_place place)
{
    struct str words = STR_EMPTY;
    str_add_bytes(&words, face->words, face->text_bytes);
    str_add(&words, screen_goes_on());
    int taken = screen_put_wrapped(place.row, place.col, place.cols,
                                   place.rows - kept_rows, place.role, words.bytes);
    taken += screen_put_wrapped(place.row + taken, place.col, place.cols,
                                place.rows - taken, place.role, kept);
    if (place.role == ROLE_SELECTED) {
        screen_cursor(place.row, place.col);
    }
    str_finish(&words);
    return taken;
}

/* Where what was promised has no room, the mark that a promise is half written has: in so few
 * words that some of the entry's stand before it. */
static int put_marked(const struct face *face, struct words_place place)
{
    enum { ROOM_FOR_BOTH_COLS = 20 };
    struct str words = STR_EMPTY;
    str_add_bytes(&words, face->words, face->end_bytes);
    str_add(&words, place.cols < ROOM_FOR_BOTH_COLS ? " (half)" : " (half written)");
    int taken = screen_put_kept(place.row, place.col, place.cols, place.rows, place.role,
                                words.bytes, face->text_bytes, words.len_bytes);
    str_finish(&words);
    return taken;
}

/* Who promised it is not cut either, where the words have room beside it still, or above it. */
int layout_put_words(const struct layout *l, const struct record *record, size_t column,
                     struct words_place place)
{
    enum { LEAST_WORDS_COLS = 10 };
    const struct face *face = face_of(l, record, column);
    size_t end = face->end_bytes;
    if (wrap_count(face->words, place.cols, place.rows + 1) > place.rows &&
        face->promise_bytes > end && !screen_is_heard()) {
        struct str behind = STR_EMPTY, kept = STR_EMPTY;
        str_add_bytes(&behind, face->words + face->text_bytes,
                      face->promise_bytes - face->text_bytes);
        str_add_trimmed(&kept, behind.bytes);
        int cols = screen_width_cols(kept.bytes, kept.len_bytes);
        int rows = wrap_count(kept.bytes, place.cols, place.rows);
        bool cut = rows >= place.rows;
        rows = cut ? place.rows - 1 : rows;
        bool below = cols >= place.cols && rows;
        bool beside = !below && (cols + LEAST_WORDS_COLS <= place.cols || rows);
        bool marked = face->half && !beside && cut;
        int taken = marked  ? put_marked(face, place)
                    : below ? put_below(face, kept.bytes, rows, place)
                            : 0;
        str_finish(&behind);
        str_finish(&kept);
        if (taken) {
            return taken;
        }
        end = beside ? face->promise_bytes : end;
    }
    return screen_put_kept(place.row, place.col, place.cols, place.rows, place.role,
                           face->words, face->text_bytes, end);
}

int layout_lines(const struct layout *l, const struct record *record, size_t column,
                 int width_cols, int most)
{
    struct face *face = face_of(l, record, column);
    if (most > MANY_LINES) {
        return wrap_count(face->words, width_cols, most);
    }
    if (face->lines_cols != width_cols) {
        face->lines = wrap_count(face->words, width_cols, MANY_LINES);
        face->lines_cols = width_cols;
    }
    return face->lines < most ? face->lines : most;
}

int layout_note_lines(const struct layout *l, const struct record *note, size_t column,
                      int most)
{
    int limit = layout_selected(l, note) ? MANY_LINES : l->most_lines;
    return layout_lines(l, note, column, l->width[column] - 2,
                        limit < most ? limit : most);
}
