#include "support/pair.h"

#include "base/str.h"
#include "model/questions.h"
#include "support/err.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct pair pair_begin(void)
{
    struct pair p = {.one = session_new(), .two = session_new()};
    author_init(&p.ana, p.one, 1, "Ana");
    author_init(&p.ben, p.two, 2, "Ben");
    p.ana.now_ms = p.ben.now_ms = 1487764800000;
    p.table = author_add_table(&p.ana, NULL, "Pair", "Leeds", NULL, "4", &err);
    return p;
}

struct pair pair_make(void)
{
    struct pair p = pair_begin();
    p.goal = author_add_goal(&p.ana, p.table, NULL, "Less isolation", &err);
    p.note = author_add_note(&p.ana, p.goal, "barriers", NULL, "Bus fares", &err);
    session_add_all(p.two, p.one);
    return p;
}

void pair_free(struct pair *p)
{
    author_finish(&p->ana);
    author_finish(&p->ben);
    session_free(p->one);
    session_free(p->two);
}

void pair_meet(struct pair *p)
{
    session_add_all(p->one, p->two);
    session_add_all(p->two, p->one);
}

const struct record *record_in(struct session *session, const struct record *record)
{
    return session_record(session, record_kind(record), record_id(record));
}

void expect_answers(struct session *session, const struct record *row,
                    const char *expected)
{
    size_t count;
    struct str said = STR_EMPTY;
    struct answer *answers = question_answers(session, record_in(session, row), &count);
    for (size_t i = 0; i < count; i++) {
        str_addf(&said, "%s%s %ld", i ? ", " : "", answers[i].text, answers[i].count);
    }
    cr_expect_str_eq(str_text(&said), expected);
    str_finish(&said);
    free(answers);
}
