#include "commands/command.h"
#include "screen/action.h"

#include <stdio.h>
#include <string.h>

static const enum mode modes[] = {MODE_GRID,   MODE_BOX,  MODE_SEARCH,   MODE_PASTE,
                                  MODE_HOME,   MODE_LIST, MODE_FORM,     MODE_PROPOSALS,
                                  MODE_THEMES, MODE_NAME, MODE_ROOM,     MODE_ROOM_ASKS,
                                  MODE_INBOX,  MODE_CODE, MODE_QUESTION, MODE_SAME_NAME};

static void print_plain(enum mode mode)
{
    printf("%s:\n", mode_name(mode));
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, &keys);
            printf("  %-22s %s\n", str_text(&keys), row->help);
            str_finish(&keys);
        }
    }
}

/* Words for mdoc, none of which it takes for a macro, a full stop or an escape. */
static void print_mdoc_words(const char *text)
{
    bool starts = true;
    for (; *text; text++) {
        printf("%s", starts ? "\\&" : "");
        printf(*text == '\\' ? "\\e" : "%c", *text);
        starts = *text == ' ';
    }
}

/* In the form of the manual: roundtable(1) holds just this. */
static void print_mdoc(enum mode mode)
{
    printf(".Ss ");
    print_mdoc_words(mode_name(mode));
    printf("\n.Bl -tag -width \"Shift-Right, L\"\n");
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, &keys);
            printf(".It Ic ");
            print_mdoc_words(str_text(&keys));
            printf("\n%s.\n", row->help);
            str_finish(&keys);
        }
    }
    printf(".El\n");
}

int command_keys(const struct command *command, int argc, char **argv)
{
    bool mdoc = false;
    const struct option_row rows[] = {{"mdoc", .flag = &mdoc}, {.name = NULL}};
    int status;
    if (!command_no_file(command, rows, argc, argv, &status)) {
        return status;
    }
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (mdoc) {
            print_mdoc(modes[i]);
        } else {
            printf("%s", i ? "\n" : "");
            print_plain(modes[i]);
        }
    }
    return output_done();
}
