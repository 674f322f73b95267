/* Three sessions hear of some edits each, in some order, and of each other. In whichever
 * order they are merged, the bytes are the same, and merging again changes nothing.
 * Edits are made up, so that keys clash, clocks lie and records stand in circles. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SESSIONS = 3, MOST_EDITS = 40 };

static const char *const values[] = {"session:s", "session:t", "goal:g", "goal:h",
                                     "note:n",    "note:m",    "g",      "h",
                                     "s",         "barriers",  "rsa",    "a",
                                     "V",         "",          "\n\"\\", "2017-02-22"};
static const char *const fields[] = {
    "text",   "place", "goal",     "session", "column", "deleted", "gone",
    "vote:a", "votes", "template", "id",      "title",  "voted",   "vote:paper"};
static const char *const json_values[] = {"true", "1", "[\"a.1\",\"b.2\"]", "{}"};

static struct value choose_value(struct choices *c)
{
    unsigned which = choose(c, 24);
    if (which < sizeof values / sizeof *values) {
        return VALUE_OF_TEXT(values[which]);
    }
    return which < 20 ? VALUE_OF_JSON(json_values[which - 16]) : VALUE_NOTHING;
}

static struct edit_key choose_key(struct choices *c)
{
    static const char *const actors[] = {"a", "b", "c"};
    unsigned which = choose(c, 36);
    return (struct edit_key){actors[which % 3], which / 3 + 1};
}

static void choose_edit(struct choices *c, struct session *session)
{
    static const char *const kinds[] = {"session", "goal", "goal", "note", "note", "x"};
    static const char *const ids[] = {"s", "g", "h", "n", "m", "t"};
    struct change set[2];
    struct edit_key over[3];
    struct err err = ERR_NONE;
    unsigned record = choose(c, 6), shape = choose(c, 8);
    struct edit edit = {.key = choose_key(c),
                        .kind = kinds[record],
                        .id = ids[record],
                        .set = set,
                        .set_count = 1 + (shape & 1),
                        .over = over,
                        .over_count = shape >> 1,
                        .at_ms = 1487764800000 + (int64_t)choose(c, 4) * 86400000};
    unsigned first = choose(c, sizeof fields / sizeof *fields);
    for (unsigned i = 0; i < edit.set_count; i++) {
        set[i].field = fields[(first + i) % (sizeof fields / sizeof *fields)];
        set[i].value = choose_value(c);
    }
    for (unsigned i = 0; i < edit.over_count; i++) {
        over[i] = choose_key(c);
    }
    edit_put_in_order(&edit);
    MUST(session_apply(session, &edit, NULL, &err), "%s", err_text(&err));
}

/* All of them in one new session, from the first-th on. */
static char *merged(struct session *const *all, int first, int step)
{
    struct session *session = session_new();
    for (int i = 0; i < SESSIONS; i++) {
        session_add_all(session, all[(first + i * step) % SESSIONS]);
    }
    char *once = fuzz_written(session);
    size_t edits = session_edit_count(session);
    for (int i = 0; i < SESSIONS; i++) {
        session_add_all(session, all[i]);
    }
    char *twice = fuzz_written(session);
    MUST(strcmp(once, twice) == 0 && session_edit_count(session) == edits,
         "merged twice, it is another");
    free(twice);
    session_free(session);
    return once;
}

/* The order of the lists must not hang on when they were first looked at. */
static void look(struct session *session)
{
    size_t tables, goals, notes;
    const struct record *const *table = session_tables(session, &tables);
    if (tables) {
        const struct record *const *goal = table_goals(session, table[0], &goals);
        if (goals) {
            goal_notes(session, goal[0], "barriers", &notes);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices c = {bytes, len_bytes};
    struct session *all[SESSIONS];
    for (int i = 0; i < SESSIONS; i++) {
        all[i] = session_new();
    }
    for (int edits = 0; c.len_bytes && edits < MOST_EDITS; edits++) {
        unsigned op = choose(&c, 16);
        struct session *session = all[op % SESSIONS];
        if (op == 15) {
            session_add_all(session, all[choose(&c, SESSIONS)]);
        } else if (op >= 12) {
            look(session);
        } else {
            choose_edit(&c, session);
        }
    }
    int first = (int)(len_bytes % SESSIONS), step = 1 + (int)(len_bytes / SESSIONS % 2);
    first += first == 0 && step == 1; /* that is the order it is compared with */
    char *wanted = merged(all, 0, 1);
    char *otherwise = merged(all, first, step);
    MUST(strcmp(wanted, otherwise) == 0, "merged from %d by %d, it is another", first,
         step);
    free(otherwise);
    for (int i = 0; i < SESSIONS; i++) { /* each learns of the others, as it stands */
        for (int other = 0; other < SESSIONS; other++) {
            session_add_all(all[i], all[other]);
        }
        char *learned = fuzz_written(all[i]);
        MUST(strcmp(wanted, learned) == 0, "session %d learned something else", i);
        free(learned);
    }
    for (int i = 0; i < SESSIONS; i++) {
        session_free(all[i]);
    }
    free(wanted);
    return 0;
}
