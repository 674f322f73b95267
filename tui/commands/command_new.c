#include "base/dates.h"
#include "base/instant.h"
#include "base/shell.h"
#include "commands/command.h"
#include "model/author.h"
#include "model/history.h"
#include "model/meetings.h"
#include "screen/clock.h"
#include "store/file.h"
#include "store/forms.h"
#include "store/generations.h"
#include "store/replace.h"
#include "store/standing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TABLES = 999 };
enum { TITLE, PLACE, DATE, TABLE, STARTS, ANSWER_TO, LANGUAGE, DETAIL_COUNT };

/* What was asked for. */
struct order {
    const char *path;
    const char *after;                 /* the file of an earlier session, or NULL */
    bool goals;                        /* whose goals are carried over */
    const char *from;                  /* the file of one that was prepared, or NULL */
    const char *folder;                /* where each table gets a file; NULL: only one */
    long first, last;                  /* then these, or what details say, if 0 */
    const char *template;              /* NULL: the default, or the earlier session's */
    const char *details[DETAIL_COUNT]; /* NULL: left out */
    char date[DATE_SIZE_BYTES];        /* as it is kept, however it was written */
    struct str *followed; /* takes which of several tables is followed up; or NULL */
};

/* Takes a template into the session that is not compiled in; false with err set. */
static bool take_template(struct session *session, const struct template *form,
                          struct str *id, struct err *err)
{
    if (!form || !session_add_template(session, form, err)) {
        return false;
    }
    str_add(id, form->id);
    return true;
}

/* The id of the template asked for, which is then known to the session. */
static int find_template(const struct command *command, struct session *session,
                         const struct order *order, struct str *id)
{
    const char *asked = order->template;
    struct str meant = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    if (!asked || template_is_builtin(asked)) {
        str_add(id, asked ? asked : template_builtin_id(0));
        return STATUS_DONE;
    }
    struct template *form = form_installed(asked, &meant);
    bool no_file = meant.len_bytes && !strchr(asked, '/') && access(asked, F_OK) != 0;
    if (form || (strpbrk(asked, "./") && !no_file)) {
        form = form ? form : form_in_file(asked, &err);
        status = take_template(session, form, id, &err) ? STATUS_DONE : failure(&err);
    } else {
        const char *near = str_text(&meant);
        status = usage_error(command,
                             "there is no template \"%s\"%s%s%s (roundtable templates "
                             "lists them)",
                             asked, *near ? "; did you mean \"" : "", near,
                             *near ? "\"?" : "");
    }
    template_free(form);
    str_finish(&meant);
    return status;
}

/* Never overwrites: a session is too dear, so there is no way past that. */
static int write_new(struct session *session, const char *path)
{
    struct str bytes = STR_EMPTY;
    struct err err = ERR_NONE;
    file_write(session, &bytes);
    bool ok = replace_file(path, bytes.bytes, bytes.len_bytes, REPLACE_NEVER, &err);
    if (ok) {
        generation_keep(path, bytes.bytes, bytes.len_bytes);
    }
    str_finish(&bytes);
    return ok ? STATUS_DONE : failure(&err);
}

/* Of several tables that can meet again, that which has the number asked for, or that id; NULL:
 * none has it. False, with err set: several have. */
static bool table_numbered(struct session *session, const char *number,
                           const struct record **found, struct err *err)
{
    size_t count, named = 0;
    const struct record **tables = tables_to_follow(session, &count);
    for (size_t i = 0; number && i < count; i++) {
        if (strcmp(record_text(tables[i], "table"), number) == 0 ||
            strcmp(record_id(tables[i]), number) == 0) {
            tables[named++] = tables[i];
        }
    }
    *found = named ? tables[0] : NULL;
    if (named > 1) {
        struct str which = str_of("%s", WHICH_TABLE);
        name_each_table(tables, named, &which);
        err_set(err, "%s", which.bytes);
        str_finish(&which);
    }
    free(tables);
    return named <= 1;
}

static bool has_several_to_follow(struct session *session)
{
    size_t count;
    free(tables_to_follow(session, &count));
    return count > 1;
}

/* All of the earlier session, and a table that follows it up; NULL with err set. */
static const struct record *follow_up(struct author *author, const struct order *order,
                                      const char *template_id, struct err *err)
{
    const char *const *d = order->details;
    char today[DATE_SIZE_BYTES];
    const struct record *earlier;
    if (!table_numbered(author->session, d[TABLE], &earlier, err)) {
        return NULL;
    }
    bool by_id = earlier && strcmp(record_id(earlier), d[TABLE]) == 0;
    struct follow_up follow = {.earlier = earlier,
                               .title = d[TITLE],
                               .place = d[PLACE],
                               .table = by_id ? NULL : d[TABLE],
                               .template_id = order->template ? template_id : NULL,
                               .date = d[DATE] ? d[DATE] : today};
    clock_today(today);
    if (!table_to_follow(author->session)) {
        err_set(err, "%s: holds no session that could be followed up", order->after);
        return NULL;
    }
    if (!follow.earlier) {
        follow.earlier = table_to_follow(author->session);
    }
    if (order->followed && has_several_to_follow(author->session)) {
        history_name_table(follow.earlier, order->followed);
    }
    const struct record *table = author_follow_up(author, &follow, err);
    bool ok = table && (!order->goals || author_copy_goals(author, author->session,
                                                           follow.earlier, table, err));
    return ok ? table : NULL;
}

/* A table as it was prepared, in a file of one table. */
static const struct record *of_prepared(struct author *author, struct session *prepared,
                                        const struct order *order,
                                        const char *template_id, struct err *err)
{
    static const char *const names[] = {"title", "place", "date", "table"};
    const struct record *from = table_to_follow(prepared);
    const char *details[sizeof names / sizeof *names];
    if (!from) {
        err_set(err, "%s: holds no session that could be copied", order->from);
        return NULL;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) { /* but for the number */
        details[i] = order->details[i] || i == TABLE ? order->details[i]
                                                     : record_text(from, names[i]);
    }
    const struct template *form = table_template(prepared, from);
    if (!order->template && !template_is_builtin(form->id) &&
        !session_add_template(author->session, form, err)) {
        return NULL;
    }
    const struct record *table =
        author_add_table(author, order->template ? template_id : form->id, details[TITLE],
                         details[PLACE], details[DATE], details[TABLE], err);
    return table && author_copy_table(author, prepared, from, table, err) ? table : NULL;
}

static bool add_table(struct author *author, struct session *prepared,
                      const struct order *order, const char *template_id, struct err *err)
{
    const char *const *d = order->details;
    const struct record *table =
        order->after  ? follow_up(author, order, template_id, err)
        : order->from ? of_prepared(author, prepared, order, template_id, err)
                      : author_add_table(author, template_id, d[TITLE], d[PLACE], d[DATE],
                                         d[TABLE], err);
    return table &&
           (!d[STARTS] ||
            author_set(author, table, "starts", VALUE_OF_TEXT(d[STARTS]), err)) &&
           (!d[ANSWER_TO] ||
            author_set(author, table, "answer_to", VALUE_OF_TEXT(d[ANSWER_TO]), err)) &&
           (!d[LANGUAGE] ||
            author_set(author, table, "language", VALUE_OF_TEXT(d[LANGUAGE]), err));
}

static int make_file(const struct command *command, const struct order *order)
{
    struct session *session = session_new(), *prepared = session_new();
    const char *earlier = order->after ? order->after : order->from;
    struct author author;
    struct file_added added = {0};
    struct str id = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    if (earlier && !file_add(earlier, order->after ? session : prepared, &added, &err)) {
        status = failure(&err);
    }
    if (status == STATUS_DONE) {
        status = find_template(command, session, order, &id);
    }
    bool look = earlier && tell_unread(earlier, &added.news);
    author_init(&author, session, clock_seed(), NULL);
    author.now_ms = clock_now_ms();
    if (status == STATUS_DONE) {
        status = add_table(&author, prepared, order, str_text(&id), &err)
                     ? write_new(session, order->path)
                     : failure(&err);
    }
    if (status == STATUS_DONE) {
        standing_begin_anew(order->path);
    }
    author_finish(&author);
    session_free(session);
    session_free(prepared);
    journal_news_finish(&added.news);
    str_finish(&id);
    return status == STATUS_DONE && look ? STATUS_LOOK : status;
}

/* Each table of the room gets a file: all of them, or none. */
static int make_folder(const struct command *command, const struct order *all)
{
    struct order order = *all;
    struct err err = ERR_NONE;
    struct str path = STR_EMPTY;
    char number[32];
    int status = STATUS_DONE;
    for (int make = 0; make < 2 && (status == STATUS_DONE || status == STATUS_LOOK);
         make++) {
        if (make && mkdir(all->folder, 0777) != 0 && access(all->folder, W_OK) != 0) {
            err_system(&err, "%s", all->folder);
            status = failure(&err);
        }
        for (long i = all->first; i <= all->last && status != STATUS_FAILED; i++) {
            snprintf(number, sizeof number, "%ld", i);
            order.details[TABLE] = number;
            str_set(&path, "%s/table-%ld.json", all->folder, i);
            order.path = path.bytes;
            if (make) {
                status = make_file(command, &order);
            } else if (access(path.bytes, F_OK) == 0) {
                err_set(&err, "%s: exists already; none was made", path.bytes);
                status = failure(&err);
            }
        }
    }
    if (status == STATUS_DONE || status == STATUS_LOOK) {
        print_format("%s: %ld new session%s, table-%ld.json to table-%ld.json%s%s",
                     all->folder, all->last - all->first + 1,
                     plural((size_t)(all->last - all->first + 1)), all->first, all->last,
                     all->from ? ", from " : "", all->from ? all->from : "");
    }
    str_finish(&path);
    return status;
}

/* "1..12", or a number alone. */
static bool read_tables(struct order *order)
{
    const char *words = order->details[TABLE];
    char *end;
    order->first = words ? strtol(words, &end, 10) : 0;
    order->last = order->first;
    if (words && strncmp(end, "..", 2) == 0) {
        order->last = strtol(end + 2, &end, 10);
    }
    return words && !*end && order->first > 0 && order->last >= order->first &&
           order->last - order->first < MOST_TABLES;
}

/* What of an order fits together; a status. */
static int look_at(const struct command *command, struct order *order, int operands)
{
    int minutes;
    char today[DATE_SIZE_BYTES];
    clock_today(today);
    const char *date = order->details[DATE], *starts = order->details[STARTS];
    if (order->after && order->from) {
        return usage_error(command, "--after or --from, not both");
    }
    if (order->goals && !order->after) {
        return usage_error(command, "--goals are those of --after");
    }
    if (!order->folder && order->details[TABLE] && strstr(order->details[TABLE], "..")) {
        return usage_error(command,
                           "which FOLDER? -o FOLDER takes the files of tables %s",
                           order->details[TABLE]);
    }
    if (order->folder && (operands || !read_tables(order))) {
        return usage_error(command, operands
                                        ? "-o FOLDER names the files itself"
                                        : "which tables? --table 1..12 makes twelve");
    }
    if (!order->folder && operands != 1) {
        return usage_error(command, operands ? "one FILE at a time" : "which FILE?");
    }
    if (date && !date_understand(date, today, order->date)) {
        return usage_error(command, "\"%s\" is no date; write it as 2017-02-22", date);
    }
    order->details[DATE] = date ? order->date : NULL;
    if (starts && !time_of_day_read(starts, &minutes)) {
        return usage_error(command, "\"%s\" is no time of day; write it as 11:45",
                           starts);
    }
    const char *language = order->details[LANGUAGE];
    if (language && !is_language(language)) {
        return usage_error(command, "\"%s\" is no language; write it as en, cy or pl",
                           language);
    }
    return STATUS_DONE;
}

/* "june.json: a new session that follows up day.json; roundtable june.json opens it"; of several
 * tables which, and how another is asked for. */
static int make_one(const struct command *command, const struct order *asked)
{
    struct order order = *asked;
    struct str followed = STR_EMPTY, word = STR_EMPTY;
    order.followed = &followed;
    int status = make_file(command, &order);
    if (status == STATUS_DONE || status == STATUS_LOOK) {
        shell_add_path(order.path, &word);
        print_format("%s: a new session%s%s%s%s; roundtable %s%s opens it", order.path,
                     order.after ? " that follows up " : "",
                     order.after ? order.after : "", order.from ? ", from " : "",
                     order.from ? order.from : "",
                     command_named(order.path) ? "open " : "", word.bytes);
        if (followed.len_bytes) {
            print_format("It follows up %s; --table follows up that of another number.",
                         followed.bytes);
        }
    }
    str_finish(&word);
    str_finish(&followed);
    return status;
}

static void leave_out_empty(const char **value) /* as from a script's unset variable */
{
    if (*value && !**value) {
        *value = NULL;
    }
}

int command_new(const struct command *command, int argc, char **argv)
{
    enum { MOST_BUILTIN = 8 };
    const char *forms[MOST_BUILTIN + 1] = {0};
    struct order order = {.path = NULL};
    const struct option_row rows[] = {
        {"template", 't', .value = &order.template, .known = forms, .path = true},
        {"title", .value = &order.details[TITLE]},
        {"place", .value = &order.details[PLACE]},
        {"date", .value = &order.details[DATE]},
        {"table", .value = &order.details[TABLE]},
        {"after", .value = &order.after, .path = true},
        {"goals", .flag = &order.goals},
        {"from", .value = &order.from, .path = true},
        {"output", 'o', .value = &order.folder, .path = true},
        {"starts", .value = &order.details[STARTS]},
        {"answer-to", .value = &order.details[ANSWER_TO]},
        {"language", .value = &order.details[LANGUAGE]},
        {.name = NULL}};
    int status;
    for (size_t i = 0; i < MOST_BUILTIN && template_builtin_id(i); i++) {
        forms[i] = template_builtin_id(i);
    }
    if (!command_options(command, rows, &argc, &argv, &status)) {
        return status;
    }
    leave_out_empty(&order.after);
    leave_out_empty(&order.from);
    leave_out_empty(&order.folder);
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        leave_out_empty(&order.details[i]);
    }
    status = look_at(command, &order, argc);
    if (status == STATUS_DONE) {
        order.path = argv[0];
        status = order.folder ? make_folder(command, &order) : make_one(command, &order);
    }
    if (status == STATUS_DONE || status == STATUS_LOOK) {
        int printed = output_done();
        status = printed ? printed : status;
    }
    return status;
}
