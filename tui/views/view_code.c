#include "views/view_code.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/wrap.h"
#include "model/offers.h"
#include "screen/screen.h"
#include "store/room.h"
#include "views/foot.h"
#include "views/title.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_QUIET = 2, USUAL_QUIET = 4, MARGIN_COLS = 1 };

/* A code, as it is drawn. */
struct code {
    const struct paths *rows; /* of modules: '#' is dark */
    int modules, quiet, scale;
};

/* A module of it, or of the quiet zone around it. */
static bool is_dark(const struct code *c, int x, int y)
{
    x = x / c->scale - c->quiet;
    y = y / c->scale - c->quiet;
    if (x < 0 || y < 0 || x >= c->modules || y >= c->modules) {
        return false;
    }
    const char *row = c->rows->items[y];
    return (size_t)x < strlen(row) && row[x] == '#';
}

static int wide_cols(const struct code *c)
{
    return c->scale * (c->modules + 2 * c->quiet);
}

/* A cell is two modules high. */
static int high_rows(const struct code *c)
{
    return (wide_cols(c) + 1) / 2;
}

/* As large as it fits, by whole numbers; where it does not fit with the quiet zone that
 * readers are promised, with half of it, which they bear. */
static bool fit(struct code *c, int rows, int cols)
{
    static const int quiets[] = {USUAL_QUIET, LEAST_QUIET};
    struct code best = {.scale = 0};
    for (size_t i = 0; i < sizeof quiets / sizeof *quiets; i++) {
        struct code next = *c;
        next.quiet = quiets[i];
        for (next.scale = 1; wide_cols(&next) <= cols && high_rows(&next) <= rows;
             next.scale++) {
            best = next.scale > best.scale ? next : best;
        }
    }
    *c = best.scale ? best : *c;
    return best.scale > 0;
}

static void put_code(const struct code *c, int row)
{
    int cols = wide_cols(c), col = (screen_cols() - cols) / 2;
    for (int i = 0; i < high_rows(c); i++) {
        struct str line = STR_EMPTY;
        for (int x = 0; x < cols; x++) {
            bool upper = is_dark(c, x, 2 * i), lower = is_dark(c, x, 2 * i + 1);
            str_add(&line, upper ? lower ? "█" : "▀" : lower ? "▄" : " ");
        }
        screen_put_code(row + i, col, cols, line.bytes);
        str_finish(&line);
    }
}

/* What is scanned, and what is said of it. */
struct scanned {
    struct paths rows; /* of modules */
    struct str address, about;
};

/* The invitation of a room has its code in half blocks, with a quiet zone of two. */
static void add_modules(const struct paths *blocks, struct paths *rows)
{
    static const struct {
        const char *text;
        bool half[2];
    } glyphs[] = {
        {"█", {true, true}}, {"▀", {true, false}}, {"▄", {false, true}}, {" ", {0}}};
    for (size_t i = 1; i < blocks->count; i++) { /* the first is quiet */
        struct str half[2] = {STR_EMPTY, STR_EMPTY};
        for (const char *p = blocks->items[i]; *p;) {
            size_t g = 0;
            while (g + 1 < sizeof glyphs / sizeof *glyphs &&
                   strncmp(p, glyphs[g].text, strlen(glyphs[g].text)) != 0) {
                g++;
            }
            for (int j = 0; j < 2; j++) {
                str_add(&half[j], glyphs[g].half[j] ? "#" : ".");
            }
            p += strncmp(p, glyphs[g].text, strlen(glyphs[g].text)) == 0
                     ? strlen(glyphs[g].text)
                     : 1;
        }
        for (int j = 0; j < 2; j++) {
            size_t len = half[j].len_bytes, both = (size_t)2 * LEAST_QUIET;
            if (len > both && rows->count < len - both) {
                str_remove(&half[j], len - LEAST_QUIET, LEAST_QUIET);
                str_remove(&half[j], 0, LEAST_QUIET);
                paths_add(rows, half[j].bytes);
            }
            str_finish(&half[j]);
        }
    }
}

/* What a facilitator says before anybody scans it; and where that is too wide. */
#define KEPT "Kept: what people send, when, and a name if they give one."
#define KEPT_SHORT "Kept: words, when, and a name if given."

static void look(const struct facts *facts, struct scanned *s)
{
    if (facts->phones) {
        str_add(&s->address, facts->phones->invitation);
        for (size_t i = 0; i < facts->phones->modules.count; i++) {
            paths_add(&s->rows, facts->phones->modules.items[i]);
        }
        str_addf(&s->about, "%llu phone%s joined",
                 (unsigned long long)facts->phones->joined,
                 plural((size_t)facts->phones->joined));
    } else if (facts->room) {
        const struct room *room = facts->room;
        str_addf(&s->address, "roundtable live %s %s%s",
                 room->organised ? "--seminar" : "join", room->invitation,
                 room->organised ? " FILE" : "");
        if (room->connected) { /* else nobody can come in by it */
            add_modules(&room->qr, &s->rows);
        }
        str_add(&s->about,
                "For laptops: the room's invitation. \vphones\v lets phones in, too");
    }
}

/* Behind how many joined, so that the code is no smaller for it: in the same row, or in more
 * where the code has no use for them, being this large or not there. */
static void add_kept(struct scanned *s, struct code c, int rows)
{
    static const char *const kept[] = {". " KEPT, ". " KEPT_SHORT};
    size_t own = s->about.len_bytes, room = (size_t)screen_cols() - 2, i = 0;
    while (i < 2 && own + strlen(kept[i]) > room) {
        i++;
    }
    str_add(&s->about, kept[i < 2 ? i : 1]);
    int more = wrap_count(s->about.bytes, (int)room, 3) - 1;
    struct code less = c;
    bool is_there = screen_has_blocks() && c.modules && fit(&c, rows, screen_cols());
    bool is_less =
        is_there && !(fit(&less, rows - more, screen_cols()) && less.scale == c.scale);
    if (more && is_less) {
        str_remove(&s->about, own, s->about.len_bytes - own);
    }
}

/* Why there is none, below what there is in words. */
static void put_no_code(const struct code *c, int row)
{
    struct code smallest = *c;
    struct str why = STR_EMPTY;
    smallest.quiet = LEAST_QUIET;
    smallest.scale = 1;
    if (screen_is_heard()) {
        str_add(&why, "A code to scan is for a screen; its words say the same.");
    } else if (!screen_has_blocks()) {
        str_add(&why, "The code to scan needs a terminal set to UTF-8.");
    } else if (c->modules) {
        str_addf(&why, "The code to scan needs a window of %d by %d.",
                 wide_cols(&smallest), high_rows(&smallest) + 3);
    } else {
        str_add(&why, "There is no code of it to scan.");
    }
    screen_put_wrapped(row, MARGIN_COLS, screen_cols() - 2, 2, ROLE_DIM, why.bytes);
    str_finish(&why);
}

static void put_centred(int row, enum role role, const char *text)
{
    int cols = screen_cols() - 2, width = screen_width_cols(text, strlen(text));
    int rows = wrap_count(text, cols, 3);
    screen_put_wrapped(row, MARGIN_COLS + (width < cols ? (cols - width) / 2 : 0), cols,
                       rows, role, text);
}

static void draw_none(const struct facts *facts)
{
    static const char again[] =
        "Phones are not let in any more. \vphones\v lets them in again, at the same "
        "address: pages that are open on phones go on. What they sent stays, in the "
        "inbox "
        "(\vinbox\v) or where it was taken.";
    static const char begins[] =
        "Phones are not let in yet. \vphones\v begins: everybody scans a code and writes "
        "from their own phone, in this network, without an app or an account. What they "
        "send ";
    bool straight = table_says_yes(facts->table, PHONES_STRAIGHT);
    struct str words = str_of("%s", facts->had_phones ? again : begins);
    if (!facts->had_phones) {
        str_add(&words, straight ? "stands in the grid at once; \vinbox\v changes that."
                                 : "waits in the inbox (\vinbox\v).");
    }
    screen_clear();
    draw_title(facts, "Phones");
    screen_rule(1, 0, screen_cols());
    screen_cursor(2, MARGIN_COLS);
    screen_put_wrapped(2, MARGIN_COLS, screen_cols() - 2, 5, ROLE_TEXT, words.bytes);
    str_finish(&words);
    screen_put_wrapped(8, MARGIN_COLS, screen_cols() - 2, 3, ROLE_DIM, KEPT);
    draw_foot(facts, MODE_CODE);
    screen_show();
}

static void draw(void *state, const struct facts *facts)
{
    struct scanned s = {.rows.count = 0};
    (void)state;
    if (!facts->phones && !facts->room) {
        draw_none(facts);
        return;
    }
    look(facts, &s);
    struct code c = {.rows = &s.rows, .modules = (int)s.rows.count};
    int words = wrap_count(s.address.bytes, screen_cols() - 2, 3);
    int end = screen_rows() - 1 - words - (*facts->message ? foot_rows(facts) - 1 : 0);
    if (facts->phones) {
        add_kept(&s, c, end - 1);
    }
    end -= wrap_count(s.about.bytes, screen_cols() - 2, 3);
    screen_clear();
    if (screen_has_blocks() && c.modules && fit(&c, end, screen_cols())) {
        put_code(&c, (end - high_rows(&c)) / 2);
    } else {
        put_no_code(&c, 0);
    }
    screen_cursor(end, MARGIN_COLS);
    put_centred(end, ROLE_TITLE, s.address.bytes);
    put_centred(end + words, ROLE_TEXT, s.about.bytes);
    if (*facts->message) {
        draw_foot(facts, MODE_CODE);
    } else {
        draw_hints(facts, MODE_CODE);
    }
    screen_show();
    paths_finish(&s.rows);
    str_finish(&s.address);
    str_finish(&s.about);
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    (void)state;
    (void)event;
    if (action == ACT_ROOM_HOST) {
        return facts->phones && facts->phones->hosts.count > 1
                   ? (struct intent){.kind = INTENT_OPEN_HOSTS, .field = "phones"}
                   : intent_say("This laptop has no other address.");
    }
    bool leaves = action == ACT_LIST_CLOSE || action == ACT_LIST_LEAVE;
    return intent_of(leaves ? INTENT_CLOSE : intent_of_key(action));
}

static const struct view_ops code_ops = {
    .name = "code",
    .always = MODE_CODE,
    .draw = draw,
    .handle = handle,
    .free = free,
};

struct view view_code_new(void)
{
    return (struct view){.ops = &code_ops, .state = memory_get(1)};
}
