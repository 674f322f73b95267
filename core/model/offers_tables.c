/* What waits at which tables of a file. */

#include "model/history.h"
#include "model/meetings.h"
#include "model/offers.h"
#include "model/questions.h"

#include <stdlib.h>

/* How many of those wait that stand at another table, but for the answers that its question has
 * from everybody. */
static size_t count_at(struct session *s, const struct record *other,
                       const struct record *const *asked, size_t asked_count)
{
    size_t count = table_offer_count(s, other, OFFERS_OPEN | OFFERS_OWN), all = count;
    if (!count || !asked_count) {
        return count;
    }
    struct offer *offers = table_offers(s, other, OFFERS_OPEN | OFFERS_OWN, &all);
    for (size_t i = 0; i < all * asked_count; i++) {
        count -= offers[i / asked_count].goal == asked[i % asked_count];
    }
    free(offers);
    return count;
}

size_t offers_at(struct session *s, const struct record *table,
                 const struct record *other)
{
    if (other == table) {
        return table_offer_count(s, table, OFFERS_OPEN);
    }
    size_t asked_count;
    const struct record **asked = questions_of_others(s, table, &asked_count);
    size_t count = count_at(s, other, asked, asked_count);
    free(asked);
    return count;
}

/* Where something waits: the first tables by name. */
struct places {
    size_t count, told, named;
    struct str said;
};

static void add_place(struct places *places, const struct record *table, size_t count)
{
    enum { MOST_NAMED = 2 };
    places->count += count;
    if (count && places->named < MOST_NAMED) {
        str_addf(&places->said, places->named ? "; %zu " : "%zu ", count);
        str_add(&places->said, places->named ? "at "
                               : count == 1  ? "waits at "
                                             : "wait at ");
        history_name_table_short(table, &places->said);
        places->told += count;
        places->named++;
    }
}

static void end_places(struct places *places, struct str *out)
{
    if (places->count > places->told) {
        str_addf(&places->said, "; %zu at others", places->count - places->told);
    }
    if (out) {
        str_add(out, str_text(&places->said));
    }
    str_finish(&places->said);
}

size_t offers_say_elsewhere(struct session *s, const struct record *table,
                            struct str *out)
{
    size_t tables, asked_count, met_count;
    const struct record *const *all = session_tables(s, &tables);
    const struct record **asked = questions_of_others(s, table, &asked_count);
    const struct record **met = tables_met_again(s, &met_count);
    struct places places = {.count = 0};
    for (size_t i = 0; i < tables; i++) {
        if (all[i] != table && !table_is_among(all[i], met, met_count)) {
            add_place(&places, all[i], count_at(s, all[i], asked, asked_count));
        }
    }
    end_places(&places, out);
    free(met);
    free(asked);
    return places.count;
}

bool offers_say_waiting(struct session *session, const struct record *table,
                        struct str *out)
{
    size_t tables;
    const struct record *const *all = session_tables(session, &tables);
    struct places places = {.count = 0};
    struct str where = STR_EMPTY;
    for (size_t i = 0; i < tables; i++) {
        if (!table || all[i] == table) {
            add_place(&places, all[i],
                      table_offer_count(session, all[i], OFFER_WAITS | OFFERS_OWN));
        }
    }
    size_t count = places.count;
    end_places(&places, &where);
    if (count) {
        str_addf(out, "%zu %s that phones sent %s to be taken up, and %s in no grid yet",
                 count, count == 1 ? "entry" : "entries", count == 1 ? "waits" : "wait",
                 count == 1 ? "stands" : "stand");
        if (tables > 1) {
            str_addf(out, " (%s)", where.bytes);
        }
    }
    str_finish(&where);
    return count > 0;
}
