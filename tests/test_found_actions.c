/* What people call what they want to do: the action for it stands first among all keys. */

#include "model/session.h"
#include "screen/action.h"
#include "support/expect.h"
#include "views/list_match.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <criterion/criterion.h>
#include <stdio.h>

TestSuite(found_actions);

/* The action that stands first once that is typed; ACT_NONE: nothing is found. */
static enum action first_of(struct list_view *list, const char *typed)
{
    const struct item *best = NULL;
    int least = -1;
    for (size_t i = 0; i < list->count; i++) {
        int fit = list_match(list, &list->items[i], typed);
        if (fit >= 0 && (least < 0 || fit < least)) {
            least = fit;
            best = &list->items[i];
        }
    }
    return best ? best->intent.action : ACT_NONE;
}

struct row {
    const char *typed;
    enum action action;
};

static const struct row rows[] = {
    {"bring back", ACT_DELETED},
    {"get back", ACT_DELETED},
    {"undo delete", ACT_DELETED},
    {"undelete", ACT_DELETED},
    {"restore", ACT_DELETED},
    {"recycle bin", ACT_DELETED},
    {"go back", ACT_UNDO},
    {"mistake", ACT_UNDO},
    {"redo", ACT_REDO},
    {"print", ACT_EXPORT},
    {"printing", ACT_EXPORT},
    {"save as pdf", ACT_EXPORT},
    {"save as", ACT_EXPORT},
    {"pdf", ACT_EXPORT},
    {"word document", ACT_EXPORT},
    {"excel", ACT_EXPORT},
    {"handout", ACT_EXPORT},
    {"send to somebody", ACT_EXPORT},
    {"email", ACT_EXPORT},
    {"hide names", ACT_EXPORT},
    {"anonymous", ACT_EXPORT},
    {"report", ACT_EXPORT},
    {"timer", ACT_CLOCK},
    {"stop the clock", ACT_CLOCK},
    {"countdown", ACT_CLOCK},
    {"more time", ACT_CLOCK_MORE},
    {"rename", ACT_EDIT},
    {"change the words", ACT_EDIT},
    {"fix a typo", ACT_EDIT},
    {"spelling", ACT_EDIT},
    {"rename the session", ACT_DETAILS},
    {"title", ACT_DETAILS},
    {"who promised", ACT_COMMITMENTS},
    {"promises", ACT_COMMITMENTS},
    {"who does what", ACT_COMMITMENTS},
    {"next step", ACT_COMMITMENTS},
    {"next steps", ACT_COMMITMENTS},
    {"owner", ACT_COMMIT},
    {"deadline", ACT_COMMIT},
    {"assign", ACT_COMMIT},
    {"bigger letters", ACT_WHOLE},
    {"big text", ACT_WHOLE},
    {"larger", ACT_WHOLE},
    {"projector", ACT_PROJECTOR},
    {"full screen", ACT_PROJECTOR},
    {"presentation", ACT_PROJECTOR},
    {"move to another goal", ACT_MOVE},
    {"move", ACT_MOVE},
    {"wrong column", ACT_MOVE},
    {"new goal", ACT_GOAL},
    {"add goal", ACT_GOAL},
    {"new entry", ACT_ADD},
    {"paste", ACT_HOW_TO_PASTE},
    {"delete", ACT_DELETE},
    {"remove", ACT_DELETE},
    {"send to phones", ACT_CODE},
    {"phones", ACT_CODE},
    {"qr", ACT_CODE},
    {"let people join", ACT_CODE},
    {"what phones sent", ACT_INBOX},
    {"quit", ACT_LEAVE},
    {"exit", ACT_LEAVE},
    {"close", ACT_LEAVE},
    {"merge", ACT_THEMES},
    {"what tables share", ACT_THEMES},
    {"compare tables", ACT_THEMES},
    {"common themes", ACT_THEMES},
    {"vote", ACT_VOTE},
    {"dots", ACT_VOTE},
    {"voting", ACT_BALLOT},
    {"results", ACT_BALLOT},
    {"count votes", ACT_BALLOT},
    {"history", ACT_RECORD},
    {"who said this", ACT_RECORD},
    {"earlier versions", ACT_RECORD},
    {"find", ACT_SEARCH},
    {"look for", ACT_SEARCH},
    {"help", ACT_PALETTE},
    {"shortcuts", ACT_PALETTE},
    {"action plan", ACT_OTHER_GRID},
    {"action table", ACT_OTHER_GRID},
    {"actions", ACT_OTHER_GRID},
    {"agenda", ACT_DAY},
    {"running late", ACT_DAY},
    {"next stage", ACT_NEXT_STAGE},
    {"what is missing", ACT_MISSING},
    {"check", ACT_MISSING},
    {"questions", ACT_ASK},
    {"poll", ACT_ASK},
    {"colours", ACT_SETTINGS},
    {"dark mode", ACT_SETTINGS},
    {"other laptops", ACT_ROOM},
    {"share", ACT_EXPORT},
    {"other forms", ACT_FORMS},
    {"filter", ACT_SHOW_ONLY},
    {"sort", ACT_SHOW_ONLY},
    {"important", ACT_MARK},
    {"switch table", ACT_TABLE},
    {"another table", ACT_TABLE},
    {"save", ACT_SAVE},
    {"hide the prompts", ACT_PANEL},
    {"write alone", ACT_ALONE},
    {"which action for this barrier", ACT_ANSWER},
    {"discard draft", ACT_DROP_DRAFT},
};

Test(found_actions, what_people_call_an_action_finds_it_first)
{
    struct facts facts = {.quiet_clock = false};
    struct list_view *list = list_of_palette(&facts, MODE_GRID, NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        enum action found = first_of(list, rows[i].typed);
        cr_expect_eq(found, rows[i].action, "‘%s’ finds %s, not %s", rows[i].typed,
                     found ? action_row(found)->name : "nothing",
                     action_row(rows[i].action)->name);
    }
    view_list_ops.free(list);
}

static void type(struct list_view *list, const char *text)
{
    const struct facts facts = {.message = ""};
    for (; *text; text++) {
        char key[] = {*text, '\0'};
        struct event event = {.kind = EVENT_KEY, .text = key};
        snprintf(event.key, sizeof event.key, "%s", *key == ' ' ? "Space" : key);
        view_list_ops.handle(list, &facts, ACT_NONE, &event);
    }
}

/* By a blank alone nothing is looked for: the first is the first still. */
Test(found_actions, blanks_around_what_is_typed_are_none_of_it)
{
    static const struct {
        const char *typed, *first;
    } typings[] = {
        {" ", "Add"}, {"  ", "Add"}, {"leeds ", "Leeds, table 4"}, {" add ", "Add"}};
    for (size_t i = 0; i < LENGTH(typings); i++) {
        struct list_view *list = list_new("Which?", false);
        list_add(list, "a", "Add", "");
        list_add(list, "t", "Leeds, table 4", "");
        type(list, typings[i].typed);
        const struct item *first = list_shown(list, 0);
        cr_expect_str_eq(first ? first->label : "nothing", typings[i].first, "‘%s’",
                         typings[i].typed);
        view_list_ops.free(list);
    }
}
