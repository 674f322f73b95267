/* What is missing, read out. */

#include "commands/command.h"
#include "export/export.h"
#include "findings/missing.h"
#include "model/history.h"

/* What programs know each kind by. */
static const char *const kind_words[MISSING_KIND_COUNT] = {
    [MISSING_GOALS] = "goals",     [MISSING_ACTIONS] = "actions",
    [MISSING_TAKERS] = "takers",   [MISSING_ANSWER] = "answer",
    [MISSING_ENTRIES] = "entries", [MISSING_PLAN] = "plan",
    [MISSING_VISION] = "vision",   [MISSING_NAMES] = "names",
    [MISSING_OWNERS] = "owners",   [MISSING_LEVELS] = "levels",
    [MISSING_WAYS] = "ways"};

static void tell_missing(struct json_writer *w, const struct missing *missing)
{
    json_open_object(w, NULL);
    json_tell_text(w, "kind", kind_words[missing->kind]);
    json_tell_text(w, "title", missing_kind_title(missing->kind));
    json_tell_text(w, "sentence", missing->sentence);
    json_tell_id(w, "of", missing->record);
    json_tell_text(w, "column", missing->column);
    json_tell_id(w, "asks", missing->action);
    json_tell_number(w, "votes", missing->votes);
    json_close(w);
}

static int tell(struct session *session, const char *path)
{
    struct json_writer w;
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    json_writer_begin(&w, "roundtable missing");
    json_tell_text(&w, "file", path);
    json_open_array(&w, "tables");
    for (size_t i = 0; i < count; i++) {
        struct missing_list list;
        struct str name = STR_EMPTY;
        missing_find(session, tables[i], &list);
        history_name_table(tables[i], &name);
        json_open_object(&w, NULL);
        json_tell_id(&w, "of", tables[i]);
        json_tell_text(&w, "name", str_text(&name));
        json_open_array(&w, "missing");
        for (size_t n = 0; n < list.count; n++) {
            tell_missing(&w, &list.items[n]);
        }
        json_close(&w);
        json_close(&w);
        str_finish(&name);
        missing_finish(&list);
    }
    return print_json(&w);
}

int command_missing(const struct command *command, int argc, char **argv)
{
    bool json = false;
    const struct option_row rows[] = {{"json", .flag = &json}, {.name = NULL}};
    struct session_file file;
    struct str out = STR_EMPTY;
    int status;
    const char *path = command_file(command, rows, argc, argv, &status);
    if (!path || !open_session(path, &file, &status)) {
        return status;
    }
    if (json) {
        status = tell(file.session, file.path);
    } else {
        missing_text(file.session, &out);
        status = print_text(&out);
    }
    str_finish(&out);
    return close_session(&file, status);
}
