#include "model/author.h"
#include "model/meetings.h"

static const char *said_or(const char *said, const struct record *earlier,
                           const char *field)
{
    return said ? said : record_text(earlier, field);
}

static bool carry_over(struct author *a, const struct record *from,
                       const struct record *to, const char *field, struct err *err)
{
    const char *words = record_words(from, field);
    return !*words || author_set(a, to, field, VALUE_OF_TEXT(words), err);
}

const struct record *author_follow_up(struct author *a, const struct follow_up *f,
                                      struct err *err)
{
    const struct record *earlier = f->earlier ? f->earlier : table_to_follow(a->session);
    if (!earlier) {
        err_set(err, "there is no session that could be followed up");
        return NULL;
    }
    const char *template_id =
        f->template_id ? f->template_id : table_template(a->session, earlier)->id;
    author_begin_step(a, "began the session");
    const struct record *table =
        author_add_table(a, template_id, said_or(f->title, earlier, "title"),
                         said_or(f->place, earlier, "place"), f->date,
                         said_or(f->table, earlier, "table"), err);
    bool ok = table &&
              author_set(a, table, "after", VALUE_OF_TEXT(record_id(earlier)), err) &&
              carry_over(a, earlier, table, "answer_to", err) &&
              carry_over(a, earlier, table, "language", err);
    author_forget_step(a); /* the session itself is not undone */
    return ok ? table : NULL;
}
