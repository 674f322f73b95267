#include "views/view_room.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "store/room.h"
#include "views/foot.h"
#include "views/title.h"

#include <stdlib.h>
#include <string.h>

/* What was asked, and wants a yes. */
enum asking {
    ASKS_NOTHING,
    ASKS_WORDS,
    ASKS_WORDS_AGAIN,
    ASKS_END,
    ASKS_LEAVE,
};

struct room_view {
    enum asking asking;
    size_t first; /* of the people, or tables, in sight */
};

static const struct {
    const char *question;
    enum asking next; /* ASKS_NOTHING: then it is asked of the room, and said */
    const char *words, *done;
} questions[] = {
    [ASKS_NOTHING] = {.question = ""},
    [ASKS_WORDS] = {"Give the room new words? Everybody has to join anew. \vyes\v asks "
                    "once more, \vno\v leaves it as it is.",
                    .next = ASKS_WORDS_AGAIN},
    [ASKS_WORDS_AGAIN] =
        {"The words on the wall and on every laptop are worth nothing at "
         "once. New words? \vyes\v or \vno\v.",
         .words = "words",
         .done = "The room has new words; the old ones are worth nothing."},
    [ASKS_END] =
        {"End the room for everybody? All keep what they have. \vyes\v or \vno\v.",
         .words = "end", .done = "The room is being ended."},
    [ASKS_LEAVE] = {"Leave the room? What is said from then on stays on this laptop. "
                    "\vyes\v or \vno\v.",
                    .words = "end", .done = "The room is being left."},
};

struct view view_room_new(void)
{
    return (struct view){.ops = &view_room_ops,
                         .state = memory_get(sizeof(struct room_view))};
}

/* Drawing */

enum { FIRST_ROW = 2, LEAST_LEFT_COLS = 36, ENTRY_ROWS = 2 };

/* Where things stand: the invitation above all, then the code at the right. */
struct place {
    int row, end; /* the next row at the left, and the first below */
    int cols;     /* so wide is it */
    bool has_code;
    int code_cols;
};

static int code_cols(const struct room *room)
{
    const char *row = room->qr.count ? room->qr.items[0] : "";
    return screen_width_cols(row, strlen(row));
}

static void put(struct place *p, int rows, enum role role, const char *text)
{
    rows = rows < p->end - p->row ? rows : p->end - p->row;
    if (rows > 0 && *text) {
        p->row += screen_put_wrapped(p->row, 1, p->cols, rows, role, text);
    }
}

/* The code, if it has room, or why it is not there. Dark on light whatever the window's
 * colours are: most readers know nothing else. */
static void put_code(struct place *p, const struct room *room)
{
    int cols = screen_cols(), rows = (int)room->qr.count;
    struct str why = STR_EMPTY;
    if (!room->connected) { /* nobody can come in by it */
        return;
    }
    p->code_cols = code_cols(room);
    p->has_code = rows && screen_has_blocks() &&
                  cols - p->code_cols - 4 >= LEAST_LEFT_COLS && p->row + rows <= p->end;
    if (p->has_code) {
        p->cols = cols - p->code_cols - 4;
        for (int i = 0; i < rows; i++) {
            screen_put_code(p->row + i, cols - p->code_cols - 1, p->code_cols,
                            room->qr.items[i]);
        }
    } else if (rows && !screen_is_heard() && screen_has_blocks()) {
        str_addf(&why, "The code to scan needs a window of %d by %d.",
                 p->code_cols + 4 + LEAST_LEFT_COLS,
                 p->row + rows + screen_rows() - p->end);
    } else if (rows && !screen_is_heard()) {
        str_add(&why, "The code to scan needs a terminal set to UTF-8.");
    }
    put(p, 2, ROLE_DIM, str_text(&why));
    str_finish(&why);
}

/* As it is typed at another laptop. */
static void put_invitation(struct place *p, const struct room *room)
{
    struct str words = STR_EMPTY;
    if (room->organised) {
        str_addf(&words, "roundtable live --seminar %s FILE", room->invitation);
    } else {
        str_addf(&words, "roundtable live join %s", room->invitation);
    }
    screen_cursor(p->row, 1);
    put(p, 3, ROLE_TITLE, words.bytes);
    str_finish(&words);
}

/* An organiser's are the tables. */
static size_t row_count(const struct room *room)
{
    return room->organised ? room->table_count : room->count;
}

/* The host of an invitation, "HOST[:PORT]/words". */
static bool names_host(const struct room *room, const char *host)
{
    size_t len = strlen(host);
    return strncmp(room->invitation, host, len) == 0 &&
           strchr(":/", room->invitation[len]) != NULL;
}

/* An address, as opposed to a name, that this laptop does not have (any more). */
static bool is_of_nobody(const struct room *room)
{
    size_t digits = strspn(room->invitation, "0123456789.");
    bool ours = !digits || !strchr(":/", room->invitation[digits]);
    for (size_t i = 0; i < room->hosts.count && !ours; i++) {
        ours = names_host(room, room->hosts.items[i]);
    }
    return !ours;
}

/* That others cannot come in by the invitation. */
static void put_doubt(struct place *p, const struct room *room)
{
    if (room->ours && strncmp(room->invitation, "127.", 4) == 0) {
        put(p, 3, ROLE_WARNING,
            "Only this laptop can use this invitation; \vaddress\v puts an address into "
            "it that "
            "the others reach.");
    } else if (room->ours && is_of_nobody(room)) {
        put(p, 3, ROLE_WARNING,
            "This laptop has no such address now, so nobody can come in; \vaddress\v "
            "puts another "
            "one into the invitation.");
    }
}

static void put_state(struct place *p, const struct room *room)
{
    struct str state = STR_EMPTY;
    put_doubt(p, room);
    if (room->ended) {
        str_addf(&state, "%s. All of it is kept in this file.", room->why);
    } else if (!room->connected) {
        str_addf(&state, "No connection%s%s. All is kept here, and told when it is back.",
                 *room->why ? ": " : "", room->why);
    } else if (room->ours) {
        str_add(&state, "This laptop runs the room.");
    } else {
        str_add(&state, "Another laptop runs the room.");
    }
    put(p, 3, room->connected ? ROLE_TEXT : ROLE_WARNING, state.bytes);
    str_clear(&state);
    if (room->connected && room->behind) {
        str_addf(&state, "%llu of %zu not up to date yet.",
                 (unsigned long long)room->behind, row_count(room));
        put(p, 1, ROLE_TEXT, state.bytes);
    } else if (room->connected && row_count(room)) {
        put(p, 1, ROLE_TEXT, "Everybody has everything.");
    }
    p->row++;
    str_finish(&state);
}

/* ", 31 entries" */
static void add_entries(uint64_t count, struct str *out)
{
    str_addf(out, ", %llu entr%s", (unsigned long long)count, count == 1 ? "y" : "ies");
}

/* "Ben, table 3: since 12:14, 31 entries, writing in Barriers". Which are those of somebody
 * without a name, nobody knows; a screen that follows is at no table, and has none. */
static void describe(const struct room_person *person, struct str *out)
{
    str_addf(out, "%s%s", screen_bullet(), *person->name ? person->name : "Somebody");
    if (*person->table) {
        str_addf(out, ", table %s", person->table);
    }
    str_add(out, ": since ");
    clock_say(person->since_ms, CLOCK_SHORT, out);
    if (*person->name && (person->entries || *person->table)) {
        add_entries(person->entries, out);
    }
    str_add(out, person->behind ? ", not up to date" : "");
    if (*person->writing) {
        str_addf(out, ", writing in %s", person->writing);
    }
}

/* "12 minutes" */
static void say_minutes(int64_t minutes, struct str *out)
{
    str_addf(out, "%lld minute%s", (long long)minutes, plural((size_t)minutes));
}

/* "last words 2 minutes ago", "silent for 12 minutes" */
static void say_when(int64_t said_ms, bool silent, struct str *out)
{
    enum { MOST_MINUTES = 120, MINUTE_MS = 60000 };
    int64_t minutes = (clock_now_ms() - said_ms) / MINUTE_MS;
    str_add(out, silent ? "silent " : "last words ");
    if (minutes >= MOST_MINUTES) {
        str_add(out, silent ? "since " : "");
        clock_say(said_ms, CLOCK_FULL, out);
    } else if (minutes < 1) {
        str_add(out, "just now");
    } else {
        str_add(out, silent ? "for " : "");
        say_minutes(minutes, out);
        str_add(out, silent ? "" : " ago");
    }
}

/* Who is there, and has said nothing for a while. */
static bool is_silent(const struct room_table *table)
{
    enum { SILENT_MS = 5 * 60000 };
    return table->here && table->said_ms > 0 &&
           clock_now_ms() - table->said_ms >= SILENT_MS;
}

/* "Table 4: Ana and 1 other, 31 entries, last words 2 minutes ago" */
static enum role describe_table(const struct room_table *table, struct str *out)
{
    bool silent = is_silent(table);
    str_addf(out, "%s%s: %s", screen_bullet(), table->table,
             table->here ? table->people : "nobody any more");
    add_entries(table->entries, out);
    if (silent || (table->said_ms > 0 && table->entries)) {
        str_add(out, ", ");
        say_when(table->said_ms, silent, out);
    }
    str_add(out, table->behind ? ", not up to date" : "");
    return silent ? ROLE_KEY : table->here ? ROLE_TEXT : ROLE_DIM;
}

static enum role describe_row(const struct room *room, size_t i, struct str *out)
{
    if (room->organised) {
        return describe_table(&room->tables[i], out);
    }
    describe(&room->people[i], out);
    return room->people[i].behind ? ROLE_KEY : ROLE_TEXT;
}

/* "3 tables, 120 entries; silent: Table 4, Table 9" */
static void sum_up_tables(const struct room *room, struct str *out)
{
    uint64_t entries = 0;
    size_t silent = 0;
    struct str names = STR_EMPTY;
    for (size_t i = 0; i < room->table_count; i++) {
        entries += room->tables[i].entries;
        if (is_silent(&room->tables[i])) {
            str_addf(&names, "%s%s",
                     silent++ ? ", " : "; silent: ", room->tables[i].table);
        }
    }
    str_addf(out, "%zu table%s", room->table_count, plural(room->table_count));
    add_entries(entries, out);
    str_add(out, str_text(&names));
    str_finish(&names);
}

static void put_summary(struct place *p, const struct room *room)
{
    struct str words = STR_EMPTY;
    if (room->organised) {
        sum_up_tables(room, &words);
    } else {
        str_addf(&words, "%zu other laptop%s", room->count, plural(room->count));
    }
    put(p, room->organised ? 2 : 1, ROLE_TITLE, words.bytes);
    str_finish(&words);
}

static void put_rows(struct place *p, const struct room *room, struct room_view *v)
{
    struct str words = STR_EMPTY;
    size_t count = row_count(room), i;
    v->first = v->first < count ? v->first : 0;
    if (!count) {
        put(p, 2, ROLE_DIM,
            !room->connected ? "Who else is in the room shows once there is a connection."
            : room->organised ? "No table is here yet."
                              : "Nobody else is here yet.");
        return;
    }
    put_summary(p, room);
    for (i = v->first; i < count; i++) {
        bool last = i + 1 == count;
        if (p->row + ENTRY_ROWS > p->end - !last) {
            break;
        }
        str_clear(&words);
        enum role role = describe_row(room, i, &words);
        if (v->first && i == v->first) { /* who goes down the rows is there */
            screen_cursor(p->row, 1);
        }
        put(p, ENTRY_ROWS, role, words.bytes);
    }
    if (i < count || v->first) {
        str_clear(&words);
        str_addf(&words, "%zu more; Up and Down show them", count - (i - v->first));
        put(p, 1, ROLE_DIM, words.bytes);
    }
    str_finish(&words);
}

static void put_phones(struct place *p, const struct room *phones)
{
    struct str words = STR_EMPTY;
    if (phones) {
        str_addf(&words,
                 "%llu phone%s joined. \vcode\v, from the grid, shows their code.",
                 (unsigned long long)phones->joined, plural((size_t)phones->joined));
        put(p, 2, ROLE_TEXT, words.bytes);
        p->row++;
    }
    str_finish(&words);
}

static void draw(void *state, const struct facts *facts)
{
    struct room_view *v = state;
    struct facts foot = *facts;
    const struct room *room = facts->room;
    bool asks = v->asking && room;
    struct str said = str_of("%s", asks ? questions[v->asking].question : "");
    if (*facts->message) {
        str_begin_sentence(&said);
        str_add(&said, facts->message);
    }
    foot.message = str_text(&said);
    screen_clear();
    draw_title(facts, "The room");
    screen_rule(1, 0, screen_cols());
    if (room) {
        struct place p = {.row = FIRST_ROW,
                          .end = screen_rows() - foot_rows(&foot),
                          .cols = screen_cols() - 2};
        if (!room->ended) { /* nobody comes in any more */
            put_invitation(&p, room);
            put_code(&p, room);
            p.row++;
        }
        put_state(&p, room);
        put_phones(&p, facts->phones);
        if (!room->ended) {
            put_rows(&p, room, v);
        }
    } else {
        static const char *const none[] = {
            "There is no room any more; \vclose\v goes back.",
            "The room is gone; \vclose\v goes back.", NULL};
        put_fitting(FIRST_ROW, 1, screen_cols() - 2, ROLE_TEXT, none);
    }
    draw_foot(&foot, view_room_ops.mode(v));
    screen_show();
    str_finish(&said);
}

/* Keys */

static enum mode mode_of(const void *state)
{
    const struct room_view *v = state;
    return v->asking ? MODE_ASKS : MODE_ROOM;
}

static struct intent answer(struct room_view *v, enum action action)
{
    enum asking asked = v->asking;
    if (action == ACT_NONE) { /* it stands there still */
        return intent_of(INTENT_NOTHING);
    }
    v->asking = ASKS_NOTHING;
    if (action != ACT_YES) {
        return intent_say("The room is as it was.");
    }
    v->asking = questions[asked].next;
    return v->asking ? intent_of(INTENT_NOTHING)
                     : (struct intent){.kind = INTENT_ASK_ROOM,
                                       .text = questions[asked].words,
                                       .done = questions[asked].done};
}

static struct intent change(struct room_view *v, const struct room *room,
                            enum action action)
{
    if (action == ACT_ROOM_END) {
        v->asking = room->ours ? ASKS_END : ASKS_LEAVE;
        return intent_of(INTENT_NOTHING);
    }
    if (!room->ours) {
        return intent_say("Only the laptop that runs the room can change that.");
    }
    if (action == ACT_ROOM_WORDS) {
        v->asking = ASKS_WORDS;
        return intent_of(INTENT_NOTHING);
    }
    bool other = room->hosts.count > 1 ||
                 (room->hosts.count && !names_host(room, room->hosts.items[0]));
    return other ? intent_of(INTENT_OPEN_HOSTS)
                 : intent_say("This laptop has no other address.");
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct room_view *v = state;
    enum { PAGE = 5 };
    size_t count = facts->room ? row_count(facts->room) : 0;
    (void)event;
    if (v->asking && facts->room) {
        return answer(v, action);
    }
    v->asking = ASKS_NOTHING;
    switch (action) {
    case ACT_LIST_CLOSE:
    case ACT_LIST_LEAVE:
        return intent_of(INTENT_CLOSE);
    case ACT_ROOM_HOST:
    case ACT_ROOM_WORDS:
    case ACT_ROOM_END:
        return facts->room ? change(v, facts->room, action) : intent_of(INTENT_CLOSE);
    case ACT_PHONES:
        return intent_of(intent_of_key(action));
    default:
        list_step(action, PAGE, count, &v->first);
        return intent_of(INTENT_NOTHING);
    }
}

const struct view_ops view_room_ops = {
    .name = "room",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = free,
};
