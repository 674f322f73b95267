/* The votes of phones: beside those of people, each phone as one voter wherever it votes. */

#include "model/ballot.h"

#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool field_is_of_phone(const char *field)
{
    static const char prefix[] = "vote:" VOTER_PHONE;
    return strncmp(field, prefix, sizeof prefix - 1) == 0 && field[sizeof prefix - 1];
}

bool edit_is_vote_of_phone(const struct edit *edit)
{
    for (size_t i = 0; i < edit->set_count; i++) {
        if (field_is_of_phone(edit->set[i].field)) {
            return true;
        }
    }
    return false;
}

const char *edit_by(const struct edit *edit)
{
    return edit->by && !edit_is_vote_of_phone(edit) ? edit->by : NULL;
}

/* What one phone gave to all that is shown. */
struct phone {
    const char *field; /* comes first; borrowed */
    long dots;
};

static void take(void *to, const struct record *entry)
{
    struct lookup *phones = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        long dots = field_is_of_phone(f->name) ? field_votes(f) : 0;
        if (dots > 0) {
            struct phone *phone = lookup_find_id(phones, f->name);
            if (!phone) {
                phone = memory_get(sizeof *phone);
                phone->field = f->name;
                lookup_add_id(phones, phone);
            }
            phone->dots = votes_add(phone->dots, dots);
        }
    }
}

void ballot_tally_phones(struct session *session, const struct record *table,
                         struct tally *tally)
{
    struct lookup phones = {0};
    struct ballot ballot = ballot_of(table);
    ballot_each_entry(session, table, NULL, take, &phones);
    tally->phones = phones.count;
    tally->phone_dots = 0;
    tally->phones_beyond = 0;
    for (size_t i = 0; i < phones.count; i++) {
        struct phone *phone = phones.items[i];
        tally->phone_dots = votes_add(tally->phone_dots, phone->dots);
        tally->phones_beyond += phone->dots > (ballot.for_table ? 0 : ballot.dots);
        free(phone);
    }
    lookup_finish(&phones);
}

void tally_say_phones(const struct tally *tally, struct ballot ballot, struct str *out)
{
    size_t phones = tally->phones_beyond;
    if (!phones || ballot.state == BALLOT_NONE) {
        return;
    }
    str_begin_sentence(out);
    str_addf(out, "%zu phone%s given ", phones, phones == 1 ? " has" : "s have");
    if (ballot.for_table) {
        str_addf(out, "dots of %s own; they stay.", phones == 1 ? "its" : "their");
    } else {
        str_addf(out, "more than %ld; %s dots stay.", ballot.dots,
                 phones == 1 ? "its" : "their");
    }
}
