#include "views/view_room.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "store/room.h"

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
    size_t first; /* of the people in sight */
};

static const struct {
    const char *question;
    enum asking next; /* ASKS_NOTHING: then it is asked of the room, and said */
    const char *words, *done;
} questions[] = {
    [ASKS_NOTHING] = {.question = ""},
    [ASKS_WORDS] =
        {"Give the room new words? Everybody has to join anew. y asks once more, "
         "n leaves it as it is.",
         .next = ASKS_WORDS_AGAIN},
    [ASKS_WORDS_AGAIN] =
        {"The words on the wall and on every laptop are worth nothing at "
         "once. New words? y or n",
         .words = "words",
         .done = "The room has new words; the old ones are worth nothing."},
    [ASKS_END] = {"End the room for everybody? All keep what they have. y or n",
                  .words = "end", .done = "The room is being ended."},
    [ASKS_LEAVE] =
        {"Leave the room? What is said from then on stays on this laptop. y or n",
         .words = "end", .done = "The room is being left."},
};

struct view view_room_new(void)
{
    return (struct view){.ops = &view_room_ops,
                         .state = memory_get(sizeof(struct room_view))};
}

/* Drawing */

enum { FIRST_ROW = 2, LEAST_LEFT_COLS = 36, PERSON_ROWS = 2 };

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
    p->code_cols = code_cols(room);
    p->has_code = rows && screen_has_blocks() &&
                  cols - p->code_cols - 4 >= LEAST_LEFT_COLS && p->row + rows <= p->end;
    if (p->has_code) {
        p->cols = cols - p->code_cols - 4;
        for (int i = 0; i < rows; i++) {
            screen_put_code(p->row + i, cols - p->code_cols - 1, p->code_cols,
                            room->qr.items[i]);
        }
    } else if (rows && screen_has_blocks()) {
        str_addf(&why, "The code to scan needs a window of %d by %d.",
                 p->code_cols + 4 + LEAST_LEFT_COLS,
                 p->row + rows + screen_rows() - p->end);
    } else if (rows) {
        str_add(&why, "The code to scan needs a terminal set to UTF-8.");
    }
    put(p, 2, ROLE_DIM, str_text(&why));
    str_finish(&why);
}

/* As it is typed at another laptop. */
static void put_invitation(struct place *p, const struct room *room)
{
    struct str words = STR_EMPTY;
    str_addf(&words, "roundtable live join %s", room->invitation);
    screen_cursor(p->row, 1);
    put(p, 3, ROLE_TITLE, words.bytes);
    str_finish(&words);
}

static void put_state(struct place *p, const struct room *room)
{
    struct str state = STR_EMPTY;
    if (!room->connected) {
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
                 (unsigned long long)room->behind, room->count);
        put(p, 1, ROLE_TEXT, state.bytes);
    } else if (room->connected && room->count) {
        put(p, 1, ROLE_TEXT, "Everybody has everything.");
    }
    p->row++;
    str_finish(&state);
}

/* "Ben, table 3: since 12:14, 31 changes, writing in Barriers" */
static void describe(const struct room_person *person, struct str *out)
{
    str_addf(out, "%s%s", screen_bullet(), *person->name ? person->name : "Somebody");
    if (*person->table) {
        str_addf(out, ", table %s", person->table);
    }
    str_add(out, ": since ");
    clock_say(person->since_ms, CLOCK_SHORT, out);
    str_addf(out, ", %llu change%s", (unsigned long long)person->entries,
             person->entries == 1 ? "" : "s");
    str_add(out, person->behind ? ", not up to date" : "");
    if (*person->writing) {
        str_addf(out, ", writing in %s", person->writing);
    }
}

static void put_people(struct place *p, const struct room *room, struct room_view *v)
{
    struct str words = STR_EMPTY;
    v->first = v->first < room->count ? v->first : 0;
    if (!room->count) {
        put(p, 1, ROLE_DIM, "Nobody else is here yet.");
        return;
    }
    str_addf(&words, "%zu other laptop%s", room->count, room->count == 1 ? "" : "s");
    put(p, 1, ROLE_TITLE, words.bytes);
    size_t i = v->first;
    for (; i < room->count; i++) {
        bool last = i + 1 == room->count;
        if (p->row + PERSON_ROWS > p->end - !last) {
            break;
        }
        str_clear(&words);
        describe(&room->people[i], &words);
        put(p, PERSON_ROWS, room->people[i].behind ? ROLE_KEY : ROLE_TEXT, words.bytes);
    }
    if (i < room->count || v->first) {
        str_clear(&words);
        str_addf(&words, "%zu more; Up and Down show them", room->count - (i - v->first));
        put(p, 1, ROLE_DIM, words.bytes);
    }
    str_finish(&words);
}

static void draw(void *state, const struct facts *facts)
{
    struct room_view *v = state;
    struct facts foot = *facts;
    const struct room *room = facts->room;
    foot.message = v->asking && room ? questions[v->asking].question : facts->message;
    screen_clear();
    draw_title(facts, "The room");
    screen_rule(1, 0, screen_cols());
    if (room) {
        struct place p = {.row = FIRST_ROW,
                          .end = screen_rows() - foot_rows(&foot),
                          .cols = screen_cols() - 2};
        put_invitation(&p, room);
        put_code(&p, room);
        p.row++;
        put_state(&p, room);
        put_people(&p, room, v);
    } else {
        screen_put(FIRST_ROW, 1, screen_cols() - 2, ROLE_TEXT,
                   "There is no room any more; Esc goes back.");
    }
    draw_foot(&foot, view_room_ops.mode(v));
    screen_show();
}

/* Keys */

static enum mode mode_of(const void *state)
{
    const struct room_view *v = state;
    return v->asking ? MODE_ROOM_ASKS : MODE_ROOM;
}

static struct intent answer(struct room_view *v, enum action action)
{
    enum asking asked = v->asking;
    v->asking = ASKS_NOTHING;
    if (action != ACT_ROOM_YES) {
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
    return room->hosts.count > 1 ? intent_of(INTENT_OPEN_HOSTS)
                                 : intent_say("This laptop has no other address.");
}

static struct intent handle(void *state, const struct facts *facts, enum action action,
                            const struct event *event)
{
    struct room_view *v = state;
    size_t count = facts->room ? facts->room->count : 0, page = 5;
    (void)event;
    if (v->asking && facts->room) {
        return answer(v, action);
    }
    v->asking = ASKS_NOTHING;
    switch (action) {
    case ACT_LIST_UP:
        v->first -= v->first > 0;
        break;
    case ACT_LIST_DOWN:
        v->first += v->first + 1 < count;
        break;
    case ACT_LIST_PAGE_UP:
        v->first -= v->first < page ? v->first : page;
        break;
    case ACT_LIST_PAGE_DOWN:
        v->first += v->first + page < count ? page : 0;
        break;
    case ACT_LIST_CLOSE:
        return intent_of(INTENT_CLOSE);
    case ACT_ROOM_HOST:
    case ACT_ROOM_WORDS:
    case ACT_ROOM_END:
        return facts->room ? change(v, facts->room, action) : intent_of(INTENT_CLOSE);
    default:
        break;
    }
    return intent_of(INTENT_NOTHING);
}

const struct view_ops view_room_ops = {
    .name = "room",
    .mode = mode_of,
    .draw = draw,
    .handle = handle,
    .free = free,
};
