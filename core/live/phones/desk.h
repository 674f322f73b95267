#ifndef ROUNDTABLE_LIVE_PHONES_DESK_H
#define ROUNDTABLE_LIVE_PHONES_DESK_H

#include "live/phones/page.h"
#include "live/phones/page_words.h"
#include "live/phones/web.h"
#include "model/author.h"

/**
 * Between phones and a session: what a phone asks becomes an edit (an offer, a vote, an
 * answer), and what it is shown comes from the session. It knows neither files nor sockets:
 * who has both calls it, and gives what the author did to the journal.
 */

enum {
    DESK_MOST_PHONES = 2000,   /* remembered; the one heard of longest ago is forgotten */
    DESK_PACE = 10,            /* entries a minute from a phone, */
    DESK_ADDED_PACE = 600,     /* and from all together: names cost nothing */
    DESK_TAKE_BACK_MS = 60000, /* so long a phone may take back what stands on the wall */
};

struct desk;

/** @author  its session is what is shown; by, now_ms and so on are set by the desk.
 *  @token   of the address, for the forms; borrowed. */
struct desk *desk_new(struct author *author, const struct page_languages *languages,
                      const char *token);
void desk_free(struct desk *desk);

/** The web's answer(): does what was asked and writes the page, or the frame in a page, which
 *  asks every few seconds whether anything is new.
 *  @now_ms  the time of day, as edits have it. */
void desk_answer(struct desk *desk, const struct web_request *request, int64_t now_ms,
                 struct web_answer *answer);

/** The same where what was done could not be kept: says so, and shows the form again as it
 *  was sent, so that sending it again is the same entry. */
void desk_answer_not_kept(struct desk *desk, const struct web_request *request,
                          int64_t now_ms, struct web_answer *answer);

/** The grid of a table that people look at now, and the goal in it, by their ids: phones write
 *  into that, as long as their owners choose no other goal. Until it is said, and for other
 *  tables, it is the grid of the stage, and the first goal. goal may be "". */
void desk_front(struct desk *desk, const char *table, const char *grid, const char *goal);

/** How many phones came since it began, and how many have said that they are ready with what
 *  is written alone. */
size_t desk_joined(const struct desk *desk);
size_t desk_ready(const struct desk *desk);

#endif
