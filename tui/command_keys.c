#include "action.h"
#include "command.h"

#include <stdio.h>
#include <string.h>

static const enum mode modes[] = {MODE_GRID, MODE_BOX, MODE_HOME, MODE_LIST, MODE_FORM};

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

/* In the form of the manual: mdoc, where a backslash or a leading dot would mean more. */
static void print_mdoc(enum mode mode)
{
    printf(".Ss %s\n.Bl -tag -width \"Shift-Right, L\"\n", mode_name(mode));
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, &keys);
            printf(".It %s\n%s.\n", str_text(&keys), row->help);
            str_finish(&keys);
        }
    }
    printf(".El\n");
}

int command_keys(const struct command *command, int argc, char **argv)
{
    bool mdoc = false;
    const struct option_row rows[] = {{"mdoc", 0, &mdoc, NULL}, {NULL, 0, NULL, NULL}};
    int status;
    argc--, argv++;
    if (!options_read(command, rows, &argc, &argv, &status)) {
        return status;
    }
    if (argc) {
        return usage_error(command, "\"%s\" is one word too many", argv[0]);
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
