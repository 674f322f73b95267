/* What phones ask becomes an edit. */

#include "live/phones/desk.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "live/phones/desk_inside.h"
#include "model/alone.h"
#include "model/meetings.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME_LETTERS = 60 };

struct desk *desk_new(struct author *author, const struct page_languages *languages,
                      const char *token)
{
    struct desk *desk = memory_get(sizeof *desk);
    *desk = (struct desk){.author = author, .languages = languages};
    desk->token = memory_copy_text(token);
    return desk;
}

void desk_free(struct desk *desk)
{
    if (desk) {
        for (size_t i = 0; i < desk->count; i++) {
            phone_finish(&desk->phones[i]);
        }
        told_forms_finish(&desk->forms);
        free(desk->phones);
        free(desk->token);
        free(desk->front_table);
        free(desk->front_grid);
        free(desk->front_goal);
        free(desk);
    }
}

void desk_front(struct desk *desk, const char *table, const char *grid, const char *goal)
{
    phone_set(&desk->front_table, table);
    phone_set(&desk->front_grid, grid);
    phone_set(&desk->front_goal, goal);
}

/* What is said */

void visit_say(struct visit *v, enum page_word word, const char *text)
{
    str_clear(&v->done);
    page_say(v->words, word, 0, 0, text, &v->done);
}

void visit_refuse(struct visit *v, enum page_word word, long n, long all)
{
    str_clear(&v->refused);
    page_say(v->words, word, n, all, "", &v->refused);
}

/* Where an entry goes */

const struct record *const *visit_tables(struct visit *v, size_t *count)
{
    size_t all_count, met_count;
    const struct record *const *all = session_tables(v->session, &all_count);
    const struct record **met = tables_met_again(v->session, &met_count);
    const struct record **open = arena_get(&v->arena, (all_count + 1) * sizeof *open);
    *count = 0;
    for (size_t i = 0; i < all_count; i++) {
        if (!table_is_among(all[i], met, met_count)) {
            open[(*count)++] = all[i];
        }
    }
    free(met);
    return open;
}

/* Of several, the first of the latest day. */
static const struct record *first_of_last_day(const struct record *const *tables,
                                              size_t count)
{
    const char *day = record_words(tables[count - 1], "date");
    while (strcmp(record_words(*tables, "date"), day) != 0) {
        tables++;
    }
    return *tables;
}

const struct record *visit_table(struct visit *v)
{
    size_t count;
    const char *asked = web_field(v->request, "table");
    const char *id = *asked ? asked : v->phone->table;
    const struct record *const *all = visit_tables(v, &count);
    for (size_t i = 0; id && i < count; i++) {
        if (strcmp(record_id(all[i]), id) == 0) {
            phone_set(&v->phone->table, id);
            return all[i];
        }
    }
    return count && !(*asked && v->request->post) ? first_of_last_day(all, count) : NULL;
}

const struct record *const *visit_rows(struct visit *v, size_t *count)
{
    const struct grid *grid = visit_grid(v);
    *count = 0;
    return !v->table ? NULL
           : grid    ? grid_rows(v->session, v->table, grid, count)
                     : table_goals(v->session, v->table, count);
}

/* Whether phones have a cell there to write in: rows are typed at the table. */
static bool has_cells(struct visit *v, const struct grid *grid)
{
    size_t count = 0;
    if (grid->column_count && grid->rows == ROWS_OWN) {
        grid_rows(v->session, v->table, grid, &count);
    }
    return grid->column_count && (grid->rows != ROWS_OWN || count);
}

/* What is in front of the room, if it is the table that the phone writes to; else NULL. */
static const char *in_front(const struct visit *v, const char *what)
{
    const char *table = v->desk->front_table;
    return v->table && table && strcmp(table, record_id(v->table)) == 0 ? what : NULL;
}

/* What is sent goes where its page had it go; else it is that in front of the room, or that
 * of the stage; "": no matter. */
static const char *wanted_grid(const struct visit *v)
{
    const struct stage *stage = template_stage(v->form, record_words(v->table, "stage"));
    const struct column *chosen =
        v->request->post ? template_column(v->form, web_field(v->request, "column"), NULL)
                         : NULL;
    const char *front = in_front(v, v->desk->front_grid);
    return chosen ? chosen->grid->id : front ? front : stage ? stage->grid : "";
}

/* It may be a form that nobody has written in yet; where phones have nothing to write in it, it
 * is the first that has columns. */
const struct grid *visit_grid(struct visit *v)
{
    const char *wanted = wanted_grid(v);
    const struct grid *grid = *wanted ? table_grid(v->session, v->table, wanted) : NULL;
    v->form = table_template(v->session, v->table); /* a form may be joined to it now */
    for (size_t i = 0; i < v->form->grid_count && !(grid && has_cells(v, grid)); i++) {
        grid = v->form->grids[i].optional ? NULL : &v->form->grids[i];
    }
    return grid && has_cells(v, grid) ? grid : NULL;
}

static const struct column *find_column(const struct grid *grid, const char *id)
{
    for (size_t i = 0; grid && id && i < grid->column_count; i++) {
        if (strcmp(grid->columns[i].id, id) == 0) {
            return &grid->columns[i];
        }
    }
    return NULL;
}

static const struct record *find_goal(struct visit *v, const char *id)
{
    size_t count;
    const struct record *const *goals = visit_rows(v, &count);
    for (size_t i = 0; id && i < count; i++) {
        if (strcmp(record_id(goals[i]), id) == 0) {
            return goals[i];
        }
    }
    return NULL;
}

static bool has_field(const struct web_request *request, const char *name)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (strcmp(request->fields[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

bool visit_place(struct visit *v, const struct record **goal, const char **column)
{
    size_t count;
    const char *asked = web_field(v->request, "goal"),
               *in = web_field(v->request, "column");
    const struct record *const *goals = visit_rows(v, &count);
    const struct grid *grid = visit_grid(v);
    bool says = has_field(v->request, "goal");
    *goal = find_goal(v, says             ? asked
                         : v->phone->goal ? v->phone->goal
                                          : in_front(v, v->desk->front_goal));
    bool new_goal = says && !*asked && (!grid || grid->rows == ROWS_GOALS);
    if (!*goal && count && !new_goal && !(says && *asked)) {
        *goal = goals[0];
    }
    const struct column *found = find_column(grid, *in ? in : v->phone->column);
    *column = found ? found->id : grid ? grid->columns[0].id : "";
    return (*goal || !says || !*asked) && (found || !*in);
}

static void set_ready(struct visit *v, bool ready)
{
    phone_set(&v->phone->ready, ready && v->table ? table_alone(v->table) : NULL);
}

/* What a button asks for */

static const char *behind(const char *text, const char *beginning)
{
    size_t len = strlen(beginning);
    return strncmp(text, beginning, len) == 0 ? text + len : NULL;
}

bool visit_has_words(const struct visit *v, const char *field)
{
    const char *words = web_field(v->request, field);
    return words[strspn(words, " \t\r\n")] != '\0';
}

/* Enter in the line of a question presses the button of the entry below it, and who wrote
 * in both means both. */
static void send(struct visit *v)
{
    bool answers = visit_has_words(v, "word");
    if (answers) {
        visit_answer(v, "");
    }
    if (!answers || visit_has_words(v, "text")) {
        visit_send(v);
    }
}

static void act(struct visit *v)
{
    const char *does = web_field(v->request, "do"), *what;
    if (!*does || strcmp(does, "send") == 0) {
        send(v);
    } else if (strcmp(does, "ready") == 0 || strcmp(does, "unready") == 0) {
        set_ready(v, *does == 'r');
        v->phone->unready = *does != 'r';
    } else if ((what = behind(does, "back:"))) {
        visit_take_back(v, what);
    } else if ((what = behind(does, "ask:"))) {
        visit_ask_back(v, what);
    } else if ((what = behind(does, "dots:"))) {
        visit_set_dots(v, what);
    } else if ((what = behind(does, "answer"))) {
        visit_answer(v, what);
    }
}

/* What its page has still that said so, where it was forgotten: this program began anew. */
static void remember_ready(struct visit *v)
{
    const char *round = v->table ? table_alone(v->table) : NULL;
    if (round && !v->phone->ready && !v->phone->unready &&
        strcmp(web_field(v->request, "was_ready"), round) == 0) {
        set_ready(v, true);
    }
}

/* What of the form is remembered for the next page. */
static void remember(struct visit *v)
{
    const struct record *goal;
    const char *column, *given = web_field(v->request, "name");
    struct str name = STR_EMPTY, trimmed = STR_EMPTY;
    str_add_trimmed(&trimmed, given);
    text_add_beginning(&name, str_text(&trimmed), LONGEST_NAME_LETTERS);
    const char *before = v->phone->by ? v->phone->by : "";
    if (has_field(v->request, "name") && strcmp(str_text(&name), before) != 0) {
        phone_set(&v->phone->by, str_text(&name));
        phone_set(&v->phone->sign, NULL);
    }
    remember_ready(v);
    if (v->table && has_field(v->request, "goal")) {
        visit_place(v, &goal, &column);
        const char *id = goal ? record_id(goal) : "";
        bool goes_along = strcmp(id, web_field(v->request, "front")) == 0;
        free(v->phone->goal);
        v->phone->goal = goes_along && *id ? NULL : memory_copy_text(id);
        phone_set(&v->phone->column, column);
    }
    str_finish(&name);
    str_finish(&trimmed);
}

/* Said after a form was done with, where it is looked at. */
static void say_what_was_done(struct visit *v)
{
    struct offer offer;
    const char *sent = web_field(v->request, "sent"),
               *back = web_field(v->request, "back"),
               *stays = web_field(v->request, "stays"),
               *asked = web_field(v->request, "asked");
    if (*sent && visit_offer(v, sent, &offer)) {
        visit_say(v, WORD_SENT, offer.text);
    } else if (*back && v->phone->took_back) {
        visit_say(v, WORD_TAKEN_BACK, v->phone->took_back);
        phone_set(&v->phone->took_back, NULL);
    } else if (*asked && visit_offer(v, asked, &offer)) {
        visit_say(v, WORD_ASKED_BACK, offer.text);
    } else if (*stays) {
        visit_say(v, WORD_STAYS, "");
    }
}

/* After a form is done with, the page is looked at anew, so that going back and loading it
 * again sends nothing; not where something stands in the field that would be lost. */
static bool goes_on(const struct visit *v)
{
    bool sent = strncmp(str_text(&v->see), "&sent", 5) == 0;
    return v->request->post && !v->is_new && !v->refused.len_bytes &&
           (!v->done.len_bytes || v->see.len_bytes) &&
           (sent || !*web_field(v->request, "text")) && !*visit_word_left(v);
}

static void begin_visit(struct desk *desk, const struct web_request *request,
                        int64_t now_ms, struct web_answer *answer, struct visit *v)
{
    char name[2 * BASE32_SIZE_BYTES];
    const char *lang = web_field(request, "lang");
    random_name(name);
    random_name(name + BASE32_SIZE_BYTES - 1);
    *v = (struct visit){.desk = desk,
                        .is_new = !*request->phone,
                        .request = request,
                        .session = desk->author->session,
                        .now_ms = now_ms,
                        .status = 200};
    v->phone = desk_meet(desk, v->is_new ? name : request->phone);
    v->phone->seen_ms = now_ms;
    memcpy(answer->phone, v->is_new ? name : "", v->is_new ? sizeof name - 1 : 1);
    v->words = page_language_choose(desk->languages, lang, request->accepts);
    v->table = visit_table(v);
    v->form = v->table ? table_template(v->session, v->table) : NULL;
    desk->author->now_ms = now_ms;
}

static void end_visit(struct visit *v)
{
    v->desk->author->by = NULL;
    arena_finish(&v->arena);
    str_finish(&v->done);
    str_finish(&v->refused);
    str_finish(&v->see);
}

void desk_answer(struct desk *desk, const struct web_request *request, int64_t now_ms,
                 struct web_answer *answer)
{
    struct visit v;
    if (!request->post && *web_field(request, "seen")) {
        desk_news(desk, request, now_ms, answer);
        return;
    }
    begin_visit(desk, request, now_ms, answer, &v);
    if (request->post) {
        remember(&v);
        desk->author->by = desk_sign(desk, v.phone);
        act(&v);
    } else {
        say_what_was_done(&v);
    }
    if (goes_on(&v)) {
        answer->status = 303;
        str_addf(&answer->see, "?lang=%s%s", v.words->language, str_text(&v.see));
    } else {
        answer->status = v.status;
        visit_show(&v, &answer->body);
    }
    end_visit(&v);
}

void desk_answer_not_kept(struct desk *desk, const struct web_request *request,
                          int64_t now_ms, struct web_answer *answer)
{
    struct visit v;
    char phone[WEB_PHONE_BYTES];
    struct web_request again = *request;
    memcpy(phone, answer->phone, sizeof phone); /* the name that it has by now */
    again.phone = *phone ? phone : request->phone;
    begin_visit(desk, &again, now_ms, answer, &v);
    memcpy(answer->phone, phone, sizeof phone);
    visit_refuse(&v, WORD_NOT_KEPT, 0, 0);
    str_clear(&answer->see);
    str_clear(&answer->body);
    answer->status = 503;
    visit_show(&v, &answer->body);
    end_visit(&v);
}
