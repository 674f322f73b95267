#include "support/table_of_day.h"

#include <criterion/criterion.h>

struct table_of_day table_of_day(void)
{
    struct table_of_day t = {.session = session_new()};
    struct err err = ERR_NONE;
    author_init(&t.author, t.session, 1, NULL);
    t.author.now_ms = AT(9, 0);
    t.table = author_add_table(&t.author, NULL, NULL, "Manchester", NULL, "4", &err);
    cr_assert(t.table);
    return t;
}

void table_of_day_finish(struct table_of_day *t)
{
    author_finish(&t->author);
    session_free(t->session);
}

void table_of_day_say(struct table_of_day *t, const char *field, const char *text)
{
    struct err err = ERR_NONE;
    cr_assert(author_set(&t->author, t->table, field,
                         *text ? VALUE_OF_TEXT(text) : VALUE_NOTHING, &err));
}

void table_of_day_make(struct table_of_day *t, const struct move *moves)
{
    for (size_t i = 0; i < MOST_MOVES && moves[i].at_ms; i++) {
        t->author.now_ms = moves[i].at_ms;
        if (moves[i].stage) {
            table_of_day_say(t, "stage", moves[i].stage);
        }
        if (moves[i].clock) {
            table_of_day_say(t, "clock", moves[i].clock);
        }
    }
}
