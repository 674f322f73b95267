/* How the log tells what was decided about themes. */

#include "model/history.h"
#include "model/themes.h"
#include "support/err.h"
#include "support/pair.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(log_themes, .fini = end_test);

/* What was said last, an edit a line. */
static void expect_told(struct pair *p, size_t *seen, const char *expected)
{
    size_t count;
    struct str told = STR_EMPTY;
    const struct edit **all = history_edits(p->one, &count);
    for (size_t i = *seen; i < count; i++) {
        struct str line = STR_EMPTY;
        history_describe(p->one, all[i], HISTORY_WITH_NAMES, &line);
        str_addf(&told, "%s\n", line.bytes);
        str_finish(&line);
    }
    cr_expect_str_eq(str_text(&told), expected);
    str_finish(&told);
    *seen = count;
    free(all);
}

static const struct theme *theme_with(struct themes *themes, struct pair *p,
                                      const struct record *entry)
{
    p->ana.now_ms += 1000;
    themes_follow(themes, p->one);
    return theme_of(themes, entry);
}

Test(log_themes, tells_them_by_the_words_that_people_know)
{
    struct pair p = pair_begin();
    struct themes themes = {0};
    size_t seen;
    const struct record *buses = author_add_goal(&p.ana, p.table, NULL, "Buses", &err);
    const struct record *trains = author_add_goal(&p.ana, p.table, NULL, "Trains", &err);
    free(history_edits(p.one, &seen));
    const struct theme *one = theme_with(&themes, &p, buses),
                       *other = theme_with(&themes, &p, trains);
    themes_keep_apart(&p.ana, one, other, &err);
    expect_told(&p, &seen, "kept ‘Trains’ and ‘Buses’ apart\n");
    theme_name(&p.ana, theme_with(&themes, &p, buses), "Fares", &err);
    expect_told(&p, &seen,
                "began a theme\n"
                "put ‘Buses’ into the theme ‘Fares’\n"
                "called a theme ‘Fares’\n");
    one = theme_with(&themes, &p, buses);
    other = theme_with(&themes, &p, trains);
    themes_join(&p.ana, one, other, &err);
    expect_told(&p, &seen,
                "put ‘Trains’ into the theme ‘Fares’\n"
                "took back that ‘Trains’ and ‘Buses’ are kept apart\n");
    theme_name(&p.ana, theme_with(&themes, &p, buses), "", &err);
    expect_told(&p, &seen, "took the name off the theme ‘Fares’\n");
    themes_finish(&themes);
    pair_free(&p);
}

Test(log_themes, what_is_taken_out_of_its_theme_is_told)
{
    struct pair p = pair_begin();
    struct themes themes = {0};
    size_t seen;
    const struct record *buses = author_add_goal(&p.ana, p.table, NULL, "Buses", &err);
    theme_name(&p.ana, theme_with(&themes, &p, buses), "Fares", &err);
    p.ana.now_ms += 1000;
    free(history_edits(p.one, &seen));
    author_set(&p.ana, buses, "theme", VALUE_NOTHING, &err);
    expect_told(&p, &seen, "took ‘Buses’ out of its theme\n");
    themes_finish(&themes);
    pair_free(&p);
}
