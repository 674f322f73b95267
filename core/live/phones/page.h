#ifndef ROUNDTABLE_LIVE_PHONES_PAGE_H
#define ROUNDTABLE_LIVE_PHONES_PAGE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The one page that a phone is shown, as HTML: forms that work without script, by thumb, by
 * screen reader, at 320 px and at 400 %. What people wrote is escaped here, and nowhere else.
 * Everything is borrowed.
 */

enum {
    PAGE_LONGEST_LETTERS = 300, /* of an entry, counted as people see letters */
    PAGE_MOST_BYTES = 4096,     /* of the page, as long as nobody has written anything */
};

struct page_words;     /* the page's own sentences in a language: page_words.h; */
struct page_languages; /* and all there are */

/** Something to choose from. */
struct page_choice {
    const char *id, *text; /* what the form sends, and what stands there */
    const char *hint;      /* beneath it; NULL: nothing */
    bool chosen;
    long dots; /* in a ballot: given by this phone */
};

/** Something that this phone sent. */
struct page_sent {
    const char *once, *text, *where; /* "Barriers, More walking" */
    bool can_be_taken_back, can_be_asked_for;
    const char *about; /* a sentence beneath it; NULL */
};

struct page {
    const struct page_words *words;
    const struct page_languages *languages; /* to choose from */
    const char *token;                      /* of the address, in every form */
    const char *title;                      /* of the session */
    const struct page_choice *tables;       /* to write to, where there are several; */
    size_t table_count;                     /* else 0 */
    const char *once; /* for the next entry: a form sent twice offers once */
    const char *name; /* that this phone gave, or "" */
    const char
        *seen; /* what stands on it, as a name: another one, and something is new */

    /* What the form for an entry is about; no columns: none is shown. */
    bool asks;                 /* there is a form for an entry at all */
    const char *prompt;        /* the stage's question; NULL */
    const char *form_language; /* of that and the columns; NULL: the page's own */
    const struct page_choice *goals, *columns;
    size_t goal_count, column_count;
    const char *front; /* the goal in front of the room, if it is chosen for that; NULL */
    const char *text;  /* what stood in the field when it was refused; "" */
    const char *refused; /* a sentence to stand beside the field; NULL: nothing was */
    const char *done;    /* a sentence on top, such as what was sent; NULL */
    bool alone, ready;   /* written alone; this phone has said that it is done */
    const char *round;   /* with that round; sent again, should it be forgotten here */

    /* A short question; text NULL: none is open. */
    struct page_question {
        const char *id, *text;
        bool by_word;     /* a field for a word; else the choices */
        const char *word; /* what stood in it, and is no answer yet; NULL */
        const struct page_choice *choices;
        size_t choice_count;
    } question;

    /* The ballot; entries NULL: none is open to phones. */
    struct page_ballot {
        const struct page_choice *entries;
        size_t count;
        long left, dots;
    } ballot;

    const struct page_sent *sent;
    size_t sent_count;
    /* What the table has so far, if it is shown: in this goal and column. */
    bool shows;
    const char *so_far_of; /* "Barriers, More walking" */
    const char *const *so_far;
    size_t so_far_count;
};

/**
 * All of the page is one form, so that what stands in its fields stays there whatever is
 * pressed. It sends "once", "lang", "table" (where there are several), "front" (the
 * goal that the page began with, of the room's), "goal", "column", "text", "name" and "word", and "do":
 *
 *     send          or nothing: the entry
 *     show          the page as it is by now: what is new, and what the table has in that
 *                   goal and column
 *     ready, unready
 *     back:ONCE     takes back what was sent
 *     ask:ONCE      asks for that, since somebody took it
 *     answer:ID     one of the question's choices; "answer": the word
 *     dots:ID:2     so many dots for an entry: sent twice, it is the same
 */

/** Adds the whole page. */
void page_write(const struct page *page, struct str *out);

/** Adds what stands in the frame of a page: a line once something is new, else nothing. */
void page_write_news(const struct page_words *words, bool is_new, struct str *out);

/** Adds the Content-Security-Policy with which the page and its frame are to be sent. */
void page_write_policy(struct str *out);

/** Adds the page for an address that does not exist: the same for all. */
void page_write_not_found(struct str *out);

#endif
