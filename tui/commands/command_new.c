#include "base/instant.h"
#include "commands/command.h"
#include "model/author.h"
#include "model/commitments.h"
#include "screen/clock.h"
#include "store/file.h"
#include "store/forms.h"
#include "store/generations.h"
#include "store/replace.h"

#include <string.h>

enum { TITLE, PLACE, DATE, TABLE, STARTS, ANSWER_TO, DETAIL_COUNT };

/* What was asked for. */
struct order {
    const char *path;
    const char *after;                 /* the file of an earlier session, or NULL */
    const char *template;              /* NULL: the default, or the earlier session's */
    const char *details[DETAIL_COUNT]; /* NULL: left out */
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
    if (!asked || template_builtin_of(asked)) {
        str_add(id, asked ? asked : template_builtin(0)->id);
        return STATUS_DONE;
    }
    struct template *form = form_installed(asked, &meant);
    if (form || strpbrk(asked, "./")) {
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

/* All of the earlier session, and a table that follows it up; NULL with err set. */
static const struct record *follow_up(struct author *author, const struct order *order,
                                      const char *template_id, struct err *err)
{
    const char *const *d = order->details;
    char today[DATE_SIZE_BYTES];
    struct follow_up follow = {.title = d[TITLE],
                               .place = d[PLACE],
                               .table = d[TABLE],
                               .template_id = order->template ? template_id : NULL,
                               .date = d[DATE] ? d[DATE] : today};
    clock_today(today);
    if (!table_to_follow(author->session)) {
        err_set(err, "%s: holds no session that could be followed up", order->after);
        return NULL;
    }
    return author_follow_up(author, &follow, err);
}

static bool add_table(struct author *author, const struct order *order,
                      const char *template_id, struct err *err)
{
    const char *const *d = order->details;
    const struct record *table = order->after
                                     ? follow_up(author, order, template_id, err)
                                     : author_add_table(author, template_id, d[TITLE],
                                                        d[PLACE], d[DATE], d[TABLE], err);
    return table &&
           (!d[STARTS] ||
            author_set(author, table, "starts", VALUE_OF_TEXT(d[STARTS]), err)) &&
           (!d[ANSWER_TO] ||
            author_set(author, table, "answer_to", VALUE_OF_TEXT(d[ANSWER_TO]), err));
}

static int make_file(const struct command *command, const struct order *order)
{
    struct session *session = session_new();
    struct author author;
    struct file_added added = {0};
    struct str id = STR_EMPTY;
    struct err err = ERR_NONE;
    int status = STATUS_DONE;
    if (order->after && !file_add(order->after, session, &added, &err)) {
        status = failure(&err);
    }
    if (status == STATUS_DONE) {
        status = find_template(command, session, order, &id);
    }
    bool look = order->after && tell_unread(order->after, &added.news);
    author_init(&author, session, clock_seed(), NULL);
    author.now_ms = clock_now_ms();
    if (status == STATUS_DONE) {
        status = add_table(&author, order, str_text(&id), &err)
                     ? write_new(session, order->path)
                     : failure(&err);
    }
    author_finish(&author);
    session_free(session);
    journal_news_finish(&added.news);
    str_finish(&id);
    return status == STATUS_DONE && look ? STATUS_LOOK : status;
}

int command_new(const struct command *command, int argc, char **argv)
{
    struct order order = {.path = NULL};
    const struct option_row rows[] = {{"template", 't', .value = &order.template},
                                      {"title", .value = &order.details[TITLE]},
                                      {"place", .value = &order.details[PLACE]},
                                      {"date", .value = &order.details[DATE]},
                                      {"table", .value = &order.details[TABLE]},
                                      {"after", .value = &order.after},
                                      {"starts", .value = &order.details[STARTS]},
                                      {"answer-to", .value = &order.details[ANSWER_TO]},
                                      {.name = NULL}};
    int64_t unused;
    int status;
    order.path = command_file(command, rows, argc, argv, &status);
    if (!order.path) {
        return status;
    }
    if (order.after && !*order.after) {
        order.after = NULL;
    }
    for (size_t i = 0; i < DETAIL_COUNT; i++) { /* as from a script's unset variable */
        if (order.details[i] && !*order.details[i]) {
            order.details[i] = NULL;
        }
    }
    const char *date = order.details[DATE];
    if (date && !date_read(date, &unused)) {
        return usage_error(command, "\"%s\" is no date; write it as 2017-02-22", date);
    }
    const char *starts = order.details[STARTS];
    int minutes;
    if (starts && !time_of_day_read(starts, &minutes)) {
        return usage_error(command, "\"%s\" is no time of day; write it as 11:45",
                           starts);
    }
    status = make_file(command, &order);
    if (status == STATUS_DONE || status == STATUS_LOOK) {
        print_format("%s: a new session%s%s; roundtable %s%s opens it", order.path,
                     order.after ? " that follows up " : "",
                     order.after ? order.after : "", *order.path == '-' ? "-- " : "",
                     order.path);
        int printed = output_done();
        status = printed ? printed : status;
    }
    return status;
}
