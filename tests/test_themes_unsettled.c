/* What two organisers decide about themes unseen by each other is not settled by the clock. */

#include "model/themes.h"
#include "support/err.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(themes_unsettled, .fini = end_test);

enum { GOALS = 3 };

/* Two laptops that know the same three goals, and what is theirs of each. */
struct organisers {
    struct pair pair;
    struct themes here, there;
    const struct record *goals[GOALS]; /* of the first laptop */
};

static struct organisers begin(void)
{
    static const char *const words[GOALS] = {"Bus fares", "Cost of the bus", "Tickets"};
    struct organisers o = {.pair = pair_begin()};
    for (size_t i = 0; i < GOALS; i++) {
        o.goals[i] = author_add_goal(&o.pair.ana, o.pair.table, NULL, words[i], &err);
    }
    pair_meet(&o.pair);
    return o;
}

static void look(struct organisers *o)
{
    themes_follow(&o->here, o->pair.one);
    themes_follow(&o->there, o->pair.two);
}

static const struct theme *ana(struct organisers *o, size_t goal)
{
    look(o);
    return theme_of(&o->here, o->goals[goal]);
}

static const struct theme *ben(struct organisers *o, size_t goal)
{
    look(o);
    return theme_of(&o->there, record_in(o->pair.two, o->goals[goal]));
}

static void end(struct organisers *o)
{
    themes_finish(&o->here);
    themes_finish(&o->there);
    pair_free(&o->pair);
}

/* Both know of everything; whether both see that something is not settled. */
static bool both_see(struct organisers *o, size_t goal)
{
    pair_meet(&o->pair);
    bool here = theme_is_unsettled(ana(o, goal));
    cr_expect_eq(here, theme_is_unsettled(ben(o, goal)), "both see the same");
    return here;
}

static void settle(struct organisers *o, size_t goal)
{
    const struct theme *theme = ben(o, goal);
    size_t count = theme->count;
    const char *words = theme->words;
    o->pair.ben.seen_edits = SIZE_MAX;
    cr_assert(theme_settle(&o->pair.ben, theme, &err));
    cr_expect_not(both_see(o, goal));
    cr_expect_eq(ana(o, goal)->count, count);
    cr_expect_str_eq(ana(o, goal)->words, words);
}

Test(themes_unsettled, what_one_joined_and_the_other_kept_apart)
{
    struct organisers o = begin();
    struct str said = STR_EMPTY;
    themes_join(&o.pair.ana, ana(&o, 0), ana(&o, 1), &err);
    themes_keep_apart(&o.pair.ben, ben(&o, 0), ben(&o, 1), &err);
    cr_expect_not(theme_is_unsettled(ana(&o, 0)));
    cr_assert(both_see(&o, 0));
    cr_expect_eq(ana(&o, 0)->count, 2);
    cr_expect(ana(&o, 0)->unsettled.one);
    settle(&o, 0);
    cr_assert(author_undo(&o.pair.ben, &said));
    cr_assert(both_see(&o, 0));
    theme_part(&o.pair.ana, ana(&o, 0), o.goals[1], &err);
    cr_expect_not(both_see(&o, 0));
    str_finish(&said);
    end(&o);
}

Test(themes_unsettled, who_saw_that_two_were_kept_apart_and_joins_them_settles_it)
{
    struct organisers o = begin();
    themes_keep_apart(&o.pair.ben, ben(&o, 0), ben(&o, 1), &err);
    pair_meet(&o.pair);
    themes_join(&o.pair.ana, ana(&o, 0), ana(&o, 1), &err);
    cr_expect_not(both_see(&o, 0));
    cr_expect_eq(ana(&o, 0)->count, 2);
    end(&o);
}

Test(themes_unsettled, a_theme_that_both_named)
{
    struct organisers o = begin();
    theme_name(&o.pair.ana, ana(&o, 0), "Fares", &err);
    theme_name(&o.pair.ben, ben(&o, 0), "Buses", &err);
    cr_assert(both_see(&o, 0));
    cr_expect(ana(&o, 0)->unsettled.names);
    settle(&o, 0);
    end(&o);
}

Test(themes_unsettled, an_entry_that_both_put_elsewhere)
{
    struct organisers o = begin();
    themes_join(&o.pair.ana, ana(&o, 1), ana(&o, 0), &err);
    themes_join(&o.pair.ben, ben(&o, 2), ben(&o, 0), &err);
    cr_assert(both_see(&o, 0));
    const struct theme *theme = ana(&o, 0);
    cr_expect_eq(theme->unsettled.moved, o.goals[0]);
    cr_expect(theme->unsettled.moved_to == ana(&o, 1) ||
              theme->unsettled.moved_to == ana(&o, 2));
    settle(&o, 0);
    end(&o);
}
