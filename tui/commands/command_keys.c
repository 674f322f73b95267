#include "commands/command.h"
#include "screen/action.h"

#include <stdio.h>
#include <string.h>

static const enum mode modes[] = {
    MODE_GRID,  MODE_BOX,       MODE_SEARCH,   MODE_PASTE,     MODE_HOME, MODE_LIST,
    MODE_FORM,  MODE_PROPOSALS, MODE_THEMES,   MODE_NAME,      MODE_ROOM, MODE_ASKS,
    MODE_INBOX, MODE_CODE,      MODE_QUESTION, MODE_SAME_NAME, MODE_DAY};

static void print_plain(enum mode mode)
{
    printf("%s:\n", mode_name(mode));
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, 0, &keys);
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
            action_keys_for_people((enum action)i, 0, &keys);
            printf(".It Ic ");
            print_mdoc_words(str_text(&keys));
            printf("\n%s.\n", row->help);
            str_finish(&keys);
        }
    }
    printf(".El\n");
}

static void tell_action(struct json_writer *w, const struct action_row *row)
{
    json_open_object(w, NULL);
    json_tell_text(w, "name", row->name);
    json_open_array(w, "keys");
    for (const char *key = row->keys; *key;) {
        struct str name = STR_EMPTY;
        size_t len = strcspn(key, " ");
        str_add_bytes(&name, key, len);
        json_tell_text(w, NULL, name.bytes);
        str_finish(&name);
        key += len + strspn(key + len, " ");
    }
    json_close(w);
    json_tell_text(w, "label", row->label);
    json_tell_text(w, "help", row->help);
    json_tell_flag(w, "changes", row->changes);
    json_close(w);
}

static int tell_all(void)
{
    struct json_writer w;
    json_writer_begin(&w, "roundtable keys");
    json_open_array(&w, "modes");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        json_open_object(&w, NULL);
        json_tell_text(&w, "mode", mode_name(modes[i]));
        json_open_array(&w, "actions");
        for (int n = ACT_NONE + 1; n < ACTION_COUNT; n++) {
            const struct action_row *row = action_row((enum action)n);
            if (row->modes & modes[i]) {
                tell_action(&w, row);
            }
        }
        json_close(&w);
        json_close(&w);
    }
    return print_json(&w);
}

int command_keys(const struct command *command, int argc, char **argv)
{
    bool mdoc = false, json = false;
    const struct option_row rows[] = {
        {"mdoc", .flag = &mdoc}, {"json", .flag = &json}, {.name = NULL}};
    int status;
    if (!command_no_file(command, rows, argc, argv, &status)) {
        return status;
    }
    if (mdoc && json) {
        return usage_error(command, "--mdoc or --json, not both");
    }
    if (json) {
        return tell_all();
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
