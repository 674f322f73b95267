#ifndef ROUNDTABLE_APP_SPOKEN_INSIDE_H
#define ROUNDTABLE_APP_SPOKEN_INSIDE_H

#include "app/app_events.h"
#include "views/grid/view_grid.h"

/**
 * What the files of the spoken face share; private to them.
 *
 *     spoken.c           reads lines, and says what became of them
 *     spoken_words.c     what is said, and how: line by line, ten at a time, harmless
 *     spoken_commands.c  which command a line is
 *     spoken_answers.c   what a line is where something is typed or chosen
 *     spoken_places.c    where one is, what is read, and where to go
 *     spoken_news.c      what others wrote
 */

/* What there was before a line was obeyed. */
struct spoken_before {
    const void *view; /* the state of the one on top, */
    enum mode mode;
    size_t views, edits;
    struct grid_place place;
    struct str brief; /* and what is selected in it */
};

struct spoken {
    struct app *app;
    struct str said;  /* for the line at hand, a line each */
    struct str rest;  /* that was not said yet: "more" */
    struct str line;  /* what goes on in the next line, which \ at its end says */
    size_t number;    /* of lines read */
    bool refused;     /* the line did nothing, which was said why */
    bool warned;      /* the app did not what it was to */
    bool entered;     /* the line is an entry that was added or reworded */
    bool whole;       /* all that is said of it is said at once */
    bool prompts;     /* somebody types, so that a prompt is of use */
    bool interrupted; /* by Ctrl-C, and no line since */
    bool gone;        /* nobody hears what is said any more */
    struct spoken_before before;
    struct str news;
    const struct session *of; /* the session that these are about: */
    size_t arrived;           /* so many changes were looked at */
};

/* spoken_words.c */

/** Adds a line to what is said. */
void spoken_add(struct spoken *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The same of why the line at hand does nothing. */
void spoken_refuse(struct spoken *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Adds several lines, each ended by a line break but the last. */
void spoken_add_lines(struct spoken *s, const char *lines);

/** Adds what the app said last, if it did. */
void spoken_add_message(struct spoken *s);

/** Says it; of many lines the first ten, unless all are wanted. */
void spoken_utter(struct spoken *s);

/** Puts what comes next into rest: "more". */
void spoken_more(struct spoken *s);

/** Adds to out what the view on top shows, or with brief what of it is selected. */
void spoken_look(struct spoken *s, bool brief, struct str *out);

/** The same of the prompts of the stage. */
void spoken_hear_panel(struct spoken *s, struct grid_view *grid,
                       const struct facts *facts, struct str *out);

/* spoken_commands.c */

/** Obeys a line that is a command. */
void spoken_command(struct spoken *s, const char *text);

/** Presses the key of an action; what the app says of it is added. */
void spoken_press(struct spoken *s, enum action action);

/** Whether a text is, or begins, a word: "help", "help me"; *rest takes what is behind it. */
bool spoken_begins(const char *text, const char *word, const char **rest);

/* spoken_answers.c */

/** Obeys a line where something is typed; where it is chosen from a list. */
void spoken_type(struct spoken *s, const char *text);
void spoken_choose(struct spoken *s, const char *text);

/** Obeys what stands behind the name of a command that asked for it. */
void spoken_answer(struct spoken *s, const char *text);

/** Says what is asked for now, if anything is, in a box the first time in full; the list
 *  that stands there. */
void spoken_ask(struct spoken *s, bool first);
void spoken_say_list(struct spoken *s);

/** Whether what is typed are words, not commands, in such a mode. */
bool spoken_takes_words(enum mode mode);

/* spoken_places.c */

/** "read …", "go …": what is behind the word. */
void spoken_read(struct spoken *s, const char *what);
void spoken_go(struct spoken *s, const char *where);
void spoken_where(struct spoken *s, const char *rest);
void spoken_read_panel(struct spoken *s);

/** Says the selected entry, and of its place what is another than before; NULL: all. */
void spoken_say_place(struct spoken *s, const struct grid_place *before);

/* spoken_news.c */

/** Notes what stands there when a session is opened, as known. */
void spoken_know(struct spoken *s);

/** Adds to news what has come since. */
void spoken_gather(struct spoken *s);

#endif
