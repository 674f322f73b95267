/* Who is first, by votes. */

#include "export/sections.h"
#include "model/ballot.h"

#include <stdlib.h>

static const struct told_column columns[] = {
    {.title = "Rank", .kind = TOLD_RANK, .share = .5},
    {.title = "Entry", .kind = TOLD_WORDS, .share = 5, .head = true},
    {.title = "Votes", .kind = TOLD_VOTES, .share = 2},
    {.title = "Where", .kind = TOLD_LINE, .share = 4},
};

static void tell_ranked(const struct section *section, const struct listener *listener,
                        const struct ranked *ranked, long most)
{
    struct str rank = STR_EMPTY, where = STR_EMPTY;
    rank_say(ranked, &rank);
    rank_say_where(section->session, ranked, &where);
    struct str votes = STR_EMPTY;
    votes_say(ranked->entry, section->outline->people, &votes);
    const struct told cells[] = {
        {.words = str_text(&rank)},
        {.words = record_says(ranked->entry, "text")},
        {.votes = told_take(section->arena, &votes),
         .count = (size_t)ranked->votes,
         .most = (size_t)most},
        {.words = str_text(&where)},
    };
    listener->row(listener->to, cells);
    str_finish(&rank);
    str_finish(&where);
}

/* How many people gave them, where somebody said so. */
static void tell_voted(const struct section *section, const struct listener *listener)
{
    long voted = table_voted(section->outline->table);
    if (voted) {
        listener->say(listener->to,
                      told_text(section->arena, "%ld %s voted.", voted,
                                voted == 1 ? "person" : "people"),
                      TOLD_SAID);
    }
}

/* While the ballot is open it says so, once. */
void votes_tell(const struct section *section, const struct listener *listener)
{
    const struct record *table = section->outline->table;
    bool open = ballot_of(table).state == BALLOT_OPEN;
    size_t count, without;
    struct ranked *ranked =
        ballot_ranking(section->session, table, NULL, &count, &without);
    if (open || count) {
        listener->heading(listener->to, "Votes");
        if (open) {
            listener->say(listener->to, "Votes not shown yet.", TOLD_SAID);
        } else {
            tell_voted(section, listener);
            listener->table(
                listener->to,
                &(struct told_table){
                    .as = TOLD_AS_RANKING,
                    .caption = told_text(section->arena, "%zu with votes, %zu without",
                                         count, without),
                    .columns = columns,
                    .count = sizeof columns / sizeof *columns,
                    .colour = 2,
                });
            long people = section->outline->people,
                 most = people ? people : ranked[0].votes;
            for (size_t i = 0; i < count; i++) {
                tell_ranked(section, listener, &ranked[i], most);
            }
        }
        listener->end(listener->to);
    }
    free(ranked);
}
