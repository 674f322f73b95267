/* Numbers on a tally sheet that can hardly be. */

#include "views/paper_against.h"

#include "model/ballot.h"

/* Whether another part was counted on paper, too: who voted is one number of the table. */
struct elsewhere {
    const char *part;
    bool counted;
};

static void look_elsewhere(void *to, const struct record *entry)
{
    struct elsewhere *look = to;
    look->counted =
        look->counted || (paper_votes(entry) && !ballot_part_has(look->part, entry));
}

/* "9 people gave dots, which is more"; nothing where so many may well have voted. */
static void against_voted(const struct facts *facts, const char *part, long count,
                          struct str *out)
{
    size_t givers = count ? ballot_givers(facts->session, facts->table) : 0;
    long stands = table_voted(facts->table);
    struct elsewhere elsewhere = {.part = part};
    if (givers > (size_t)count) {
        str_addf(out, "%zu people gave dots, which is more", givers);
    } else if (count && stands && count != stands) {
        ballot_each_entry(facts->session, facts->table, NULL, look_elsewhere, &elsewhere);
    }
    if (elsewhere.counted) {
        str_addf(out, "%ld voted where others were counted, and a table has one number",
                 stands);
    }
}

void paper_say_against(const struct facts *facts, const char *part,
                       const struct record *record, long count, struct str *out)
{
    struct ballot ballot = ballot_of(facts->table);
    bool one_each = ballot.state == BALLOT_NONE;
    long people = table_voted(facts->table), each = one_each ? 1 : ballot.dots;
    if (record_is(record, "session")) {
        against_voted(facts, part, count, out);
    } else if (people && !ballot.for_table && count > people * each) {
        str_addf(out, "that is more than the %ld %s who voted", people,
                 people == 1 ? "person" : "people");
        str_add(out, one_each ? "" : " had dots");
    }
}
