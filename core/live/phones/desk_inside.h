#ifndef ROUNDTABLE_LIVE_PHONES_DESK_INSIDE_H
#define ROUNDTABLE_LIVE_PHONES_DESK_INSIDE_H

/* What a desk is made of; private to desk*.c. */

#include "base/arena.h"
#include "live/phones/desk.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "model/questions.h"

enum { MOST_CHOICES = 500 }; /* goals, tables, or entries of a ballot, on one page */

/** So many a minute: filled up evenly. */
struct tempo {
    double left;
    int64_t at_ms; /* when that was so; 0: never looked at */
};

/** A phone, by the random name in its cookie. */
struct phone {
    char name[WEB_PHONE_BYTES];
    char hash[BASE32_SIZE_BYTES]; /* what stands of it beside its words in the session */
    char *by;                     /* what its owner is called; NULL: not said, */
    char *sign;          /* and as edits have it: "Kez (phone)"; NULL: not made yet */
    char *goal, *column; /* that it was at last; goal NULL: that in front */
    char *table;         /* that it chose; NULL: none */
    char *took_back;     /* the words that it took back, to be said once; NULL */
    char *ready;         /* the round that it said it is done with; NULL */
    bool unready;        /* it said that it is not */
    struct tempo entries, changes;
    int64_t seen_ms;
};

/** Forms as they are told in languages, see desk_forms.c. */
struct told_forms {
    struct told_form *items;
    size_t count, room;
};

struct desk {
    struct author *author;
    struct told_forms forms;
    const struct page_languages *languages;
    char *token;
    char *front_table, *front_grid, *front_goal; /* NULL: nobody said */
    struct phone *phones;
    size_t count, room;
    size_t joined;
    struct tempo entries, changes;
};

/** One request while it is answered. */
struct visit {
    struct desk *desk;
    struct phone *phone;
    bool is_new; /* it brought no cookie: whether it keeps one is not known */
    const struct web_request *request;
    struct session *session;
    const struct record *table;  /* NULL: there is none yet, or not the one it is about */
    const struct template *form; /* of the table */
    const struct page_words *words;
    int64_t now_ms;
    struct arena arena; /* of what the page borrows */
    bool answered;      /* the word that was sent is done with */
    struct str done, refused;
    struct str
        see; /* what follows "?lang=cy" where it goes on; of a POST that was done */
    int status;
};

/* desk_forms.c */

void told_forms_finish(struct told_forms *forms);

/** What the form of the table says, in the phone's language where the form is installed in that,
 *  too, as "rsa" and "rsa-cy" are; else, and where a room has worded it otherwise, as it stands.
 *  Takes NULL. */
const char *visit_told(const struct visit *visit, const char *text);

/** The language in which the phone is told what a grid says, if it is not its own; else NULL. */
const char *visit_form_language(const struct visit *visit, const struct grid *grid);

/* desk_phones.c */

/** The phone of that name; a new one counts as having joined. */
struct phone *desk_meet(struct desk *desk, const char *name);
void phone_finish(struct phone *phone);

/** Makes one of its texts a copy of that; NULL and "": none. */
void phone_set(char **text, const char *to);

/** Who makes edits, and what they are signed with: the name that was given, and behind it that
 *  it is a phone's, with a number where another phone gave that name: whoever writes at a laptop
 *  may be called so, too. NULL if none was given; borrowed. */
const char *desk_sign(struct desk *desk, struct phone *phone);

/** What stands of a phone beside its words in the session, by its cookie's name. */
void desk_hash_phone(const struct desk *desk, const char *name,
                     char out[BASE32_SIZE_BYTES]);

/** Whose its dots at a table are, or its answer to a question: "phone 3k0…", until the visit
 *  ends. It is another for each, and another than beside its words, so that nothing in a file
 *  joins what it chose to what it wrote. */
const char *visit_voter(struct visit *visit, const struct record *about);

/** 64 bits that nobody can guess. */
void random_name(char out[BASE32_SIZE_BYTES]);

/** Whether one more is within so many a minute; then it is counted. */
bool tempo_take(struct tempo *tempo, int a_minute, int64_t now_ms);

/* desk.c */

/** The tables that phones may write to, until the visit ends: not those that met again, whose
 *  meeting is over. */
const struct record *const *visit_tables(struct visit *visit, size_t *count);

/** The table that the phone writes to: that of the page, that which it chose last, or the
 *  first of the latest day; NULL: the page is about one that is gone. */
const struct record *visit_table(struct visit *visit);

/** The goals and columns to choose from. */
const struct record *const *visit_rows(struct visit *visit, size_t *count);
const struct grid *visit_grid(struct visit *visit);

/** The goal, NULL for a new one, and column that are chosen: by the request, else as they
 *  were. False if the request names one that is not there. */
bool visit_place(struct visit *visit, const struct record **goal, const char **column);

/** Whether there is more than blanks in a field. */
bool visit_has_words(const struct visit *visit, const char *field);

/** Says something on top of the page, or beside the field for an entry. */
void visit_say(struct visit *visit, enum page_word word, const char *text);
void visit_refuse(struct visit *visit, enum page_word word, long n, long all);

/* desk_entries.c */

/** Sends an entry, or takes one back. */
void visit_send(struct visit *visit);
void visit_take_back(struct visit *visit, const char *once);

/** Offers it, and has it taken where a table lets offers straight in: within a step. While all
 *  write alone nothing is taken: whoever ends that says where it goes. */
bool visit_offer_it(struct visit *visit, const struct offering *offering);

/** Its own offer of that name; false if there is none. */
bool visit_offer(const struct visit *visit, const char *once, struct offer *offer);

/** Whether it may be taken back still; or else asked for, of whoever took it. */
bool visit_may_take_back(const struct visit *visit, const struct offer *offer);
bool visit_may_ask_back(const struct visit *visit, const struct offer *offer);
void visit_ask_back(struct visit *visit, const char *once);

/** What was taken back, and nobody at the table has seen, is no more: neither in the file, from
 *  the next time that it is saved, nor in anything that is made of it. */
void visit_forget_unseen(struct visit *visit, const struct record *record);

/* desk_page.c */

/** Writes the page. */
void visit_show(struct visit *visit, struct str *out);

/** What is said of an offer that a phone sent; NULL: nothing. */
const char *visit_state(const struct visit *visit, const struct offer *offer);

/** "Barriers to change: More walking", until the visit ends; "Barriers to change" where goal is
 *  NULL, as it is gone; in "": a goal of its own. */
const char *visit_where(struct visit *visit, const struct record *goal, const char *in);

/* desk_votes.c: the ballot. */

/** Whether a phone may give dots or answer once more; says why if not. */
bool visit_may_change(struct visit *visit);

bool visit_votes(const struct visit *visit); /* whether it is open to phones */
void visit_fill_ballot(struct visit *visit, struct page *page);

/** Sets the dots of an entry: "note:ID:2". */
void visit_set_dots(struct visit *visit, const char *what);

/* desk_news.c */

/** Makes a name of what its page shows that others may change, but for goals and entries. */
void visit_name_seen(const struct visit *visit, char out[BASE32_SIZE_BYTES]);

/** Answers the frame of a page, which knows the name of what it shows. */
void desk_news(struct desk *desk, const struct web_request *request, int64_t now_ms,
               struct web_answer *answer);

/* desk_questions.c */

/** The latest that is open, of the table or everybody's; false: none is. */
bool visit_question(const struct visit *visit, struct question *out);

/** A question that is open; false if there is none. */
void visit_fill_question(struct visit *visit, struct page *page);

/** Chooses an answer, or takes the word of the field "word". */
void visit_answer(struct visit *visit, const char *what);

/** A word that was typed and is no answer; "": there is none. */
const char *visit_word_left(const struct visit *visit);

/** Shows that again: in its line or, if its question was closed, where an entry is written. */
void visit_keep_word(struct visit *visit, struct page *page);

#endif
