#ifndef ROUNDTABLE_MODEL_THEMES_INSIDE_H
#define ROUNDTABLE_MODEL_THEMES_INSIDE_H

#include "base/known_words.h"
#include "base/lookup.h"
#include "base/names.h"
#include "model/themes.h"

/**
 * What the files of the themes share; private to them. themes_entries.c knows what was
 * said and in which words, and keeps that while nobody says anything new; themes.c puts
 * it together as people decided, and anew only where they decided something else;
 * themes_unsettled.c knows where they decided differently.
 */

/** A text of a column as it was typed, whose wording is known. */
struct said_text {
    const char *column, *text, *language;
    struct wording *wording;
    struct wording *plain; /* as no language has it; NULL: it was not asked for */
    uint32_t in, at; /* the number of the theme that it was found in last, as this one
                              of its texts */
};

/** Something said: a goal or a note of a column, with words. There are as many as notes, so
 *  that what its text says is asked of that. */
struct said_entry {
    const struct record *record;
    const char *text; /* as its wording was found from it */
    struct said_text *said;
    struct theme *theme;
    const struct record *table;
    const struct record *placed; /* the theme's record that a person placed it in */
    long votes;                  /* all; ballot_votes() are asked for when it has any */
    uint32_t at;                 /* in the order of the grids */
    uint32_t used : 30; /* by which making of all themes; older: it is not shown now */
    uint32_t met_again : 1; /* the table follows up another */
    uint32_t doubted : 1;   /* it is among the doubted */
};

struct said_entries {
    struct lookup by_record;   /* of struct said_entry, */
    struct lookup by_text;     /* of texts as they were typed, */
    struct lookup by_key;      /* and of struct wording, in use or not */
    struct said_entry **items; /* those in use, in the order of the grids */
    size_t count, room;
    bool mixed; /* of tables in English and in others */
    struct known_words words;
    struct names columns; /* each once: themes are told apart by the address */
    struct arena arena;   /* has wordings and their columns, */
    struct arena entries; /* and all else */
    struct str key;
};

struct said_entries *said_new(void);
void said_free(struct said_entries *said);

/** The wordings stay. */
void said_let_entries_go(struct said_entries *said);

/** Brings them and the wordings of the themes to what the session says now. */
void said_follow(struct said_entries *said, struct themes *themes);

/** Whether it is shown now, and has words. */
bool said_is_used(const struct themes *themes, const struct said_entry *entry);

/** That of a record, if it is; else NULL. */
struct said_entry *said_find(const struct themes *themes, const struct record *record);

/* themes.c */

/** The theme's record that a person placed an entry in, or NULL. */
const struct record *theme_placed_in(const struct themes *themes,
                                     const struct record *entry);

/** The theme's record of that name, "theme:ID", or NULL. */
const struct record *theme_named_by(const struct themes *themes, const char *text);

/** Looks at what people decided about an entry: where they placed it, and their votes. */
void theme_note_decided(struct themes *themes, struct said_entry *entry);

/** Puts entries into new themes, in their order; they are all that have their wordings, and
 *  what was decided about them is noted. */
void themes_place(struct themes *themes, struct said_entry *const *entries, size_t count);

/** A record "apart", and what it named when it was looked at last; undone, it names
 *  nothing. */
struct kept_apart {
    const struct record *record, *one, *other; /* NULL: nothing that is there */
};

/** That of a record, taken in if it is new. Holds until the next. */
struct kept_apart *themes_note_apart(struct themes *themes, const struct record *record);

/** The theme that an entry is in, or that of a theme's record; NULL: none. */
struct theme *themes_find_one(const struct themes *themes, const struct record *record);

/** Looks at what its record names now. */
void themes_read_apart(const struct themes *themes, struct kept_apart *kept);

/** Looks at all of them, anew, and at what is not settled. */
void themes_find_apart(struct themes *themes);

/** Makes all of them anew. */
void themes_make_all(struct themes *themes);

/* themes_words.c */

/** The wording that most used; of several the one whose words most of the others share, then
 *  one that begins with a capital, then that of the fewest words, and of those the one with
 *  the most letters: a slip leaves out more of them than it adds. */
const char *theme_usual_words(const struct theme *theme, const char *language);

/* themes_unsettled.c */

/** Takes in an entry if people put it into several themes. */
void themes_note_doubt(struct themes *themes, struct said_entry *entry);

/** Looks at what of all themes is not settled, anew; once the pairs kept apart are known. */
void themes_find_unsettled(struct themes *themes);

#endif
