#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include "model/offers.h"

#include <criterion/criterion.h>
#include <sodium.h>

void counter_begin(struct counter *c)
{
    struct err err = ERR_NONE;
    cr_assert(sodium_init() >= 0);
    *c = (struct counter){.session = session_new(), .now_ms = INT64_C(1487764800000)};
    author_init(&c->author, c->session, 1, NULL);
    author_init(&c->ana, c->session, 2, "Ana");
    c->author.seen_edits = c->ana.seen_edits = SIZE_MAX;
    c->ana.now_ms = c->now_ms;
    c->table = author_add_table(&c->ana, "rsa", "Walking", NULL, "2017-02-22", "4", &err);
    c->goal = author_add_goal(&c->ana, c->table, NULL, "More walking", &err);
    cr_assert(c->goal, "%s", err_text(&err));
    c->languages = page_languages_read(NULL);
    c->desk = desk_new(&c->author, c->languages, "3k0s7d5h2xq9a");
}

void counter_finish(struct counter *c)
{
    desk_free(c->desk);
    page_languages_free(c->languages);
    author_finish(&c->author);
    author_finish(&c->ana);
    session_free(c->session);
    str_finish(&c->answer.body);
    str_finish(&c->answer.see);
}

void counter_enter(struct counter *c)
{
    setenv("ROUNDTABLE_DATA", repo_root(), 1);
    enter_folder();
    counter_begin(c);
}

void counter_leave(struct counter *c)
{
    counter_finish(c);
    folder_finish();
}

static const char *ask(struct counter *c, bool post, const char *phone,
                       const char *const *fields)
{
    struct web_field own[16];
    struct web_request request = {
        .post = post, .phone = phone, .accepts = "", .fields = own};
    for (; *fields; fields += 2) {
        own[request.field_count++] = (struct web_field){fields[0], fields[1]};
    }
    str_finish(&c->answer.body);
    str_finish(&c->answer.see);
    c->answer = (struct web_answer){.status = 0};
    desk_answer(c->desk, &request, c->now_ms, &c->answer);
    return str_text(&c->answer.body);
}

const char *counter_get(struct counter *c, const char *phone, const char *const *fields)
{
    return ask(c, false, phone, fields);
}

const char *counter_post(struct counter *c, const char *phone, const char *const *fields)
{
    return ask(c, true, phone, fields);
}

void counter_set(struct counter *c, const char *field, const char *value)
{
    struct err err = ERR_NONE;
    c->ana.now_ms = c->now_ms;
    cr_assert(author_set(&c->ana, c->table, field,
                         value ? VALUE_OF_TEXT(value) : VALUE_NOTHING, &err),
              "%s", err_text(&err));
}

size_t counter_offers(struct counter *c, unsigned states)
{
    return table_offer_count(c->session, c->table, states);
}
