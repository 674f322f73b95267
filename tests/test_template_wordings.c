/* A file that has a template in two wordings, as of two releases: one is shown, and what was
 * chosen by the other has its name still. */

#include "model/rows.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pair.h"
#include "support/tables.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(template_wordings, .init = enter_folder, .fini = end_test);

/* The first part of a template, in both its wordings. */
#define FORM(id, roles, more)                                                            \
    "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"" id                     \
    "\",\"title\":\"T\","                                                                \
    "\"marks\":[{\"id\":\"role\",\"title\":\"Role\",\"choices\":[" roles "]}" more "],"  \
    "\"grids\":[{\"id\":\"map\",\"columns\":[{\"id\":\"stakeholders\","                  \
    "\"marks\":[\"role\"]}]}]}"

#define AGENT "{\"id\":\"agent\",\"letter\":\"a\",\"title\":\"Agent\"}"
#define HUB ",{\"id\":\"hub\",\"letter\":\"h\",\"title\":\"The hub\",\"meaning\":\"m\"}"
#define PLACE ",{\"id\":\"position\",\"choices\":[{\"id\":\"hub\",\"title\":\"Hub\"}]}"

static void take(struct session *session, const char *text)
{
    struct template *form = template_read_text("form", text, &err);
    cr_assert(form, "%s", err_text(&err));
    cr_assert(session_add_template(session, form, &err), "%s", err_text(&err));
    template_free(form);
}

/* What is chosen of a mark that both have, and that one of them has alone, whichever of the
 * two is shown. */
Test(template_wordings, explain_what_was_chosen_by_either)
{
    static const char old[] = FORM("x", AGENT HUB, ""), new[] = FORM("x", AGENT, PLACE);
    struct pair p = pair_begin();
    take(p.one, old);
    take(p.one, new);
    const struct record *table =
        author_add_table(&p.ana, "x", "T", NULL, "2017-02-22", "5", &err);
    cr_assert(table, "%s", err_text(&err));
    const struct template *form = table_template(p.one, table);
    const struct mark *role = template_mark(form, "role");
    const struct choice *hub = mark_choice(role, "hub");
    cr_assert(hub);
    cr_expect_str_eq(hub->title, "The hub");
    cr_assert(template_mark(form, "position"), "whichever is shown");
    cr_expect_str_eq(column_letter(template_column(form, "stakeholders", NULL), 0,
                                   mark_choice(role, "agent")),
                     "a");
    pair_free(&p);
}

Test(template_wordings, offer_only_what_is_offered_by_the_one_that_is_compiled_in)
{
    static const char old[] = FORM("rsa", AGENT HUB, "");
    struct pair p = pair_make();
    take(p.one, old);
    cr_assert(session_add_template(p.one, template_builtin(0), &err));
    const struct template *form = table_template(p.one, p.table);
    cr_expect_str_eq(form->json, template_builtin(0)->json);
    const struct mark *role = template_mark(form, "role");
    const struct choice *hub = mark_choice(role, "hub");
    cr_assert(hub);
    cr_expect_eq(choice_number(role, hub), role->choice_count, "it is not offered");
    cr_expect_str_eq(column_letter(template_column(form, "stakeholders", NULL), 0, hub),
                     "");
    cr_expect_eq(form->grid_count, template_builtin(0)->grid_count,
                 "nor is a grid twice");
    const struct record *note =
        author_add_note(&p.ana, p.goal, "stakeholders", NULL, "Mrs Shah", &err);
    cr_assert(author_mark(&p.ana, note, role, "hub", &err));
    expect_in_export(p.one, "text", "- Mrs Shah [The hub]");
    pair_free(&p);
}

/* The file as a hand would write it, with the older template among its own. */
Test(template_wordings, make_no_slip_of_what_either_explains)
{
    char *faults = faults_of(
        SESSION("\"sessions\":[{\"template\":\"rsa\",\"goals\":[{\"text\":\"G\","
                "\"stakeholders\":[{\"text\":\"A\",\"role\":\"hub\"},{\"text\":\"B\","
                "\"role\":\"change-agent\"},{\"text\":\"C\",\"role\":\"hubb\"}]}]}],"
                "\"templates\":[" FORM("rsa", AGENT HUB, "") "]"),
        0);
    static const char slip[] =
        "the mark \"role\" has no such choice; did you mean \"hub\"?";
    const char *first = strstr(faults, slip);
    cr_assert(first, "%s", faults);
    cr_expect_null(strstr(first + sizeof slip, "no such choice"), "%s", faults);
    free(faults);
}

Test(template_wordings, that_are_compiled_in_are_known_by_ids_without_being_read)
{
    const char *id;
    size_t n = 0;
    for (; (id = template_builtin_id(n)); n++) {
        cr_assert(template_builtin(n));
        cr_expect_str_eq(id, template_builtin(n)->id);
        cr_expect_eq(template_builtin_of(id), template_builtin(n));
    }
    cr_expect_null(template_builtin(n));
    const struct template *catalogue = template_catalogue(template_builtin(0));
    cr_assert(catalogue);
    cr_expect_str_eq(catalogue->id, template_builtin(0)->forms);
}
