/* Who is first, by votes. */

#include "export/sections.h"
#include "model/ballot.h"

#include <stdlib.h>

static const struct told_column columns[] = {
    {.kind = TOLD_RANK, .share = .5},
    {.kind = TOLD_WORDS, .share = 5, .head = true},
    {.kind = TOLD_VOTES, .share = 2},
    {.kind = TOLD_LINE, .share = 4},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static const enum paper_word titles[COLUMN_COUNT] = {PAPER_VOTES_RANK, PAPER_VOTES_ENTRY,
                                                     PAPER_VOTES, PAPER_VOTES_WHERE};

static const char *votes_of(const struct section *section, const struct record *entry)
{
    struct str votes = STR_EMPTY;
    outline_say_votes(section->outline, entry, &votes);
    return told_take(section->arena, &votes);
}

/* Where they are a share of people, what is told of them is no number alone. */
static void find_longest(const struct section *section, const struct ranked *ranked,
                         size_t count, const char **longest)
{
    for (size_t i = 0; i < count && section->outline->share.people; i++) {
        const char *votes = votes_of(section, ranked[i].entry);
        told_longest(section->arena, told_joined(section->arena, votes), longest);
    }
}

static void tell_ranked(const struct section *section, const struct listener *listener,
                        const struct ranked *ranked, long most)
{
    struct str rank = STR_EMPTY, where = STR_EMPTY;
    rank_say(ranked, &rank);
    rank_say_where(section->session, ranked, &where);
    const struct told cells[] = {
        {.words = str_text(&rank)},
        {.words = record_says(ranked->entry, "text")},
        {.votes = votes_of(section, ranked->entry),
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
    long voted = section->outline->voted;
    if (voted) {
        const struct paper_words *words = section->outline->paper;
        struct str said = STR_EMPTY;
        paper_say(words, paper_counted(words, PAPER_VOTED_ONE, voted),
                  (struct paper_said){.n = voted}, &said);
        listener->say(listener->to, told_take(section->arena, &said), TOLD_SAID);
    }
}

/* While the ballot is open it says so, once. */
void votes_tell(const struct section *section, const struct listener *listener)
{
    const struct record *table = section->outline->table;
    const char *const *words = section->outline->paper->texts;
    struct told_column titled[COLUMN_COUNT];
    bool open = ballot_of(table).state == BALLOT_OPEN;
    size_t count, without;
    struct ranked *ranked =
        ballot_ranking(section->session, table, NULL, &count, &without);
    if (open || count) {
        listener->heading(listener->to, words[PAPER_VOTES]);
        if (open) {
            listener->say(listener->to, words[PAPER_VOTES_HIDDEN], TOLD_SAID);
        } else {
            tell_voted(section, listener);
            struct str caption = STR_EMPTY;
            paper_say(section->outline->paper, PAPER_VOTES_WITH,
                      (struct paper_said){.n = (long)count, .all = (long)without},
                      &caption);
            for (size_t i = 0; i < COLUMN_COUNT; i++) {
                titled[i] = columns[i];
                titled[i].title = words[titles[i]];
            }
            find_longest(section, ranked, count, &titled[2].longest);
            listener->table(listener->to,
                            &(struct told_table){
                                .as = TOLD_AS_RANKING,
                                .caption = told_take(section->arena, &caption),
                                .columns = titled,
                                .count = COLUMN_COUNT,
                                .colour = 2,
                            });
            long people = section->outline->share.people,
                 most = people ? people : ranked[0].votes;
            for (size_t i = 0; i < count; i++) {
                tell_ranked(section, listener, &ranked[i], most);
            }
        }
        listener->end(listener->to);
    }
    free(ranked);
}
