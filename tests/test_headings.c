/* What people write above a column or a list, and which column they mean. */

#include "model/headings.h"
#include "support/expect.h"

#include <criterion/criterion.h>

TestSuite(headings);

/* The column of a grid that a heading fits best; "goals" for its rows, "" for none. */
static const char *meant(const char *template, const char *grid_id, const char *heading)
{
    const struct grid *grid = template_grid(template_builtin_of(template), grid_id);
    enum heading_fit best = HEADING_OF_NOTHING;
    const char *found = "";
    for (size_t i = 0; i <= grid->column_count; i++) {
        bool last = i == grid->column_count;
        const struct column *column = last ? &grid->goals : &grid->columns[i];
        enum heading_fit fit = heading_fits(heading, column);
        if (fit > best) {
            best = fit;
            found = last ? "goals" : column->id;
        }
    }
    return found;
}

struct row {
    const char *column, *headings; /* "|" between them */
};

static void expect_meant(const char *template, const char *grid, const struct row *rows,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (const char *p = rows[i].headings; *p;) {
            size_t len = strcspn(p, "|");
            struct str heading = str_of("%.*s", (int)len, p);
            cr_expect_str_eq(meant(template, grid, heading.bytes), rows[i].column, "%s",
                             heading.bytes);
            str_finish(&heading);
            p += len + (p[len] == '|');
        }
    }
}

Test(headings, of_the_map_are_known_by_their_usual_words)
{
    static const struct row rows[] = {
        {"barriers",
         "Barriers|BARRIER|barriers to change|Barrier(s)|Challenges|Issues|Issue|Problem|"
         "Problems:|Obstacles|2. Barriers|Main barriers|What gets in the way?|"
         "What are the barriers?|Barriers / challenges|Barriers to involvement|"
         "Rhwystrau|Rhwystrau i newid"},
        {"stakeholders",
         "Stakeholders|Who|Who?|Partners|Key partners|People|Who can help|"
         "Who / partners|People who can help|Rhanddeiliaid|Organisations"},
        {"moments", "Opportunities|Opportunity|Social moments|Chances|"
                    "Opportunities (social moments)|Events|Cyfleoedd"},
        {"goals", "Goals|Goal|Our goal|Aim|Objectives|Nodau"},
        {"", "Notes|Comments|RAG|Budget|Schools|No buses|Lack of time|GPs"},
    };
    expect_meant("rsa", "map", rows, LENGTH(rows));
}

Test(headings, of_the_plan_are_known_and_the_templates_own_words_come_first)
{
    static const struct row plan[] = {
        {"organisations", "For organisations|Organisations|What organisations can do"},
        {"other", "Actions|Ideas|Action|Next steps|Other ideas|To-do|Task"},
        {"individuals", "Individuals|I will"},
    };
    static const struct row deck[] = {{"goals", "Challenges|Challenge"},
                                      {"barriers", "Barriers|Problems"}};
    expect_meant("rsa", "actions", plan, LENGTH(plan));
    expect_meant("rsa-deck", "map", deck, LENGTH(deck));
}

Test(headings, of_a_promise_say_who_and_by_when)
{
    static const char *const who[] = {"Owner",  "Owner(s)",  "Who",
                                      "Lead",   "By whom",   "Person responsible",
                                      "Led by", "Perchennog"};
    static const char *const when[] = {"By when",  "When",      "Date",      "Due date",
                                       "Deadline", "Timescale", "Erbyn pryd"};
    for (size_t i = 0; i < LENGTH(who); i++) {
        cr_expect(heading_means(who[i], "who"), "%s", who[i]);
    }
    for (size_t i = 0; i < LENGTH(when); i++) {
        cr_expect(heading_means(when[i], "when"), "%s", when[i]);
    }
    cr_expect_not(heading_means("Notes", "who"));
}

Test(headings, may_be_entries_as_well)
{
    const struct grid *map = template_grid(template_builtin_of("rsa"), "map");
    const struct column *column = &map->columns[1];
    cr_expect_eq(heading_fits("People", column), HEADING_PERHAPS);
    cr_expect_eq(heading_fits("Schools and groups", column), HEADING_PERHAPS);
    cr_expect_eq(heading_fits("Stakeholders", column), HEADING_ITS_NAME);
}
