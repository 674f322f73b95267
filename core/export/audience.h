#ifndef ROUNDTABLE_EXPORT_AUDIENCE_H
#define ROUNDTABLE_EXPORT_AUDIENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * For whom an export is, and what it was asked to tell them. Who may see what is one rule for
 * every format:
 *
 *                                     others   politicians   the public
 *   words, promises and their dates     yes        yes          yes
 *   answers, once a question is shown   yes        yes          yes
 *   votes for what tables share, and
 *   how each worded it                  yes        yes          no
 *   names of people                     yes        no           no
 *   marks, votes and other wordings of
 *   a table's entries, open questions   yes        no           no
 *
 * What was written alone and waits to be shown, what phones sent and nobody took up, and the
 * answers to an open question are told to nobody.
 */

/** For whom an export is: what stands first, and what is left out; see sections.h. */
enum audience {
    FOR_ANYBODY,
    FOR_PARTICIPANTS,
    FOR_COMMISSIONERS,
    FOR_POLITICIANS, /* plain headings and no names, but counts and votes */
    FOR_PUBLIC,      /* no names, no marks, no votes, no other wordings, plain headings */
};

/** The names of audiences, ended by NULL; the first is that of FOR_PARTICIPANTS. */
extern const char *const audience_names[];

/** The audience of that name, case ignored; FOR_ANYBODY if there is none, or for NULL. */
enum audience audience_of(const char *name);

/** Who that is, to be told on paper: "commissioners", "the public"; NULL: anybody. */
const char *audience_called(enum audience audience);

struct export_options {
    bool without_names;  /* leaves out 'by' everywhere, and the facilitator */
    bool plain_bars;     /* text has no bars but of "#": where it goes is no UTF-8 */
    bool narrow;         /* text has lines of TEXT_NARROW_COLS, see writing.h */
    bool brief;          /* one page, the first of each list, and nothing else */
    unsigned brief_most; /* of each list, so many; 0: as many as usual, and never more */
    bool day;            /* the stages of the day, for a wall, and nothing else */
    int zone_minutes;    /* day: how far the clocks of the place are ahead of UTC, */
    int64_t
        now_ms; /* and when it is asked for: while it is under way, as the screen shows it
                         then; else, and for 0, as it stood when it was changed last */
    const char *form; /* one grid or form alone, by its id; NULL: all */
    bool cover;       /* begins with what this is, and how to answer back */
    enum audience audience;
    const char *answer; /* how to answer back; NULL: as the tables say it */
    const char *column; /* themes: of that column only, "" being goals; NULL: of all */
    /* html: the map of each table as svg, from roundtable-map, borrowed; or none */
    const char *const *maps;
    size_t map_count;
    const char *seminar_map; /* and of what the tables share; NULL: there is none */
};

/** Whether names of people are left out: asked for, or because of for whom it is. */
bool export_without_names(const struct export_options *options);

/** Whether of what tables share nothing but its words is told: no votes, no other wordings. */
bool export_only_words(const struct export_options *options);

/** Whether headings are in words that are not the method's. */
bool export_plainly(const struct export_options *options);

#endif
