#include "support/phone.h"

#include <criterion/criterion.h>

void phone_open(struct phone *p, const char *path)
{
    enum { SEED = 4711 };
    writer_open(&p->writer, path, SEED);
    stand_in_begin(&p->beside, path, MEMBER_IS_PHONES);
    p->beside.says.joined = 2;
}

void phone_close(struct phone *p)
{
    stand_in_end(&p->beside);
    writer_close(&p->writer);
}

void phone_say(struct phone *p)
{
    company_hear(&p->beside.company);
    stand_in_say_joined(&p->beside, p->beside.says.joined);
}

void phone_look(struct phone *p)
{
    company_hear(&p->beside.company);
    file_take_in_news(&p->writer.file);
}

const struct record *phone_goal(struct phone *p, size_t n)
{
    size_t count;
    phone_look(p);
    const struct record *const *goals =
        table_goals(p->writer.file.session, p->writer.table, &count);
    cr_assert_lt(n, count, "there are %zu goals", count);
    return goals[n];
}

void phone_tell(struct phone *p, uint64_t from)
{
    struct err err = ERR_NONE;
    for (uint64_t n = from; n < p->writer.author.next_number; n++) {
        const struct edit *edit = session_edit(
            p->writer.file.session, (struct edit_key){p->writer.author.actor, n});
        cr_assert(journal_append(&p->writer.file.journal, &edit, 1, &err), "%s",
                  err_text(&err));
    }
    company_hear(&p->beside.company);
    company_tell(&p->beside.company);
}

void phone_send(struct phone *p, const char *once, const struct record *goal,
                const char *column, const char *text, const char *by)
{
    struct err err = ERR_NONE;
    char from[2] = {once[0], '\0'};
    struct offering offering = {
        .once = once, .goal = goal, .column = column, .text = text, .from = from};
    phone_look(p);
    uint64_t first = p->writer.author.next_number;
    p->writer.author.by = by;
    p->writer.author.now_ms += 1000;
    p->writer.author.seen_edits = SIZE_MAX;
    cr_assert(author_offer(&p->writer.author, p->writer.table, &offering, &err), "%s",
              err_text(&err));
    phone_tell(p, first);
}
