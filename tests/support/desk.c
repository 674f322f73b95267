#include "support/desk.h"

#include "support/err.h"

#include <criterion/criterion.h>

void sit_down(struct desk *desk, uint64_t seed, const char *by)
{
    desk->session = session_new();
    author_init(&desk->author, desk->session, seed, by);
    desk->author.now_ms = INT64_C(1487765643512); /* 2017-02-22T12:14:03.512Z */
}

void stand_up(struct desk *desk)
{
    author_finish(&desk->author);
    session_free(desk->session);
}

const struct record *add_table(struct desk *desk, const char *title, const char *place,
                               const char *date, const char *table)
{
    const struct record *added =
        author_add_table(&desk->author, NULL, title, place, date, table, &err);
    cr_assert(added, "%s", err_text(&err));
    return added;
}

const struct record *add_goal(struct desk *desk, const struct record *table,
                              const char *text)
{
    size_t count;
    const struct record *const *goals = table_goals(desk->session, table, &count);
    const struct record *goal = author_add_goal(
        &desk->author, table, count ? goals[count - 1] : NULL, text, &err);
    cr_assert(goal, "%s", err_text(&err));
    return goal;
}

const struct record *add_note(struct desk *desk, const struct record *goal,
                              const char *column, const char *text)
{
    size_t count;
    const struct record *const *notes = goal_notes(desk->session, goal, column, &count);
    const struct record *note = author_add_note(
        &desk->author, goal, column, count ? notes[count - 1] : NULL, text, &err);
    cr_assert(note, "%s", err_text(&err));
    return note;
}

void set(struct desk *desk, const struct record *record, const char *field,
         const char *text)
{
    cr_assert(author_set(&desk->author, record, field, VALUE_OF_TEXT(text), &err), "%s",
              err_text(&err));
}

void vote(struct desk *desk, const struct record *note, long count)
{
    cr_assert(author_vote(&desk->author, note, "scribe", count, &err));
}

void lay_small_table(struct desk *desk)
{
    const struct record *table =
        add_table(desk, "Sample seminar", "Exampleton", "2017-02-22", "4");
    set(desk, table, "facilitator", "F. Sample");
    set(desk, table, "vision", "Nobody eats alone");
    const struct record *goal = add_goal(desk, table, "Reducing social isolation");
    const struct record *note = add_note(desk, goal, "barriers", "Social norms");
    set(desk, note, "weight", "boulder");
    set(desk, note, "level", "system");
    vote(desk, note, 3);
    add_note(desk, goal, "barriers", "Time pressures\non carers");
    add_note(desk, goal, "groups", "Shared lunches");
    add_goal(desk, table, "Warmer homes");
}
