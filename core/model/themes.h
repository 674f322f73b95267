#ifndef ROUNDTABLE_MODEL_THEMES_H
#define ROUNDTABLE_MODEL_THEMES_H

#include "base/arena.h"
#include "model/author.h"

#include <stdint.h>

/**
 * What recurs: entries of one column that say the same, at whatever tables. A theme links
 * entries and rewrites none: each keeps its words, its table, its column.
 *
 * Entries whose words are the same but for folding (base/fold.h), spacing, punctuation,
 * plural, articles and, where no word such as "for" or "not" hangs on it, the order of
 * words are one theme by themselves, in whatever languages tables speak; nothing is stored
 * for that. What a
 * person decides is stored, as edits: the field "theme" of an entry names its theme
 * ("theme:ID"), and a theme is a record with the fields "name" and "alone". Entries that
 * say the same as one that was placed follow it, unless its theme is alone: then a person
 * has parted it from words like its own.
 */

/** Words of one column that are the same by themselves. */
struct wording {
    const char *key;     /* the column, a separator, and theme_key_add() */
    const char *column;  /* "" for goals */
    const char *words;   /* as the first entry has them */
    size_t rank;         /* of the column, as of its themes */
    bool names;          /* the column's entries are names */
    uint32_t number;     /* among those in use, in the order of the grids */
    size_t used;         /* by which making of all themes */
    struct theme *theme; /* that its entries follow, if nobody placed them */
    struct wording
        *english;      /* that the same letters have at a table in English; or NULL */
    struct theme **in; /* the themes that its entries are in, each once */
    size_t in_count, in_room;
};

/** What people decided about a theme unseen by each other, so that both stand until somebody
 *  settles it; zeroed: nothing. */
struct unsettled {
    bool names;                       /* what it is called; and */
    const struct record *moved;       /* an entry of it that somebody */
    const struct theme *moved_to;     /* put into this theme; and */
    const struct record *one, *other; /* two that somebody said are not one */
};

/** Words that entries of a theme have, letter for letter; perhaps in several parts. */
struct theme_text {
    const char *words, *language; /* as the first of them has them */
    const struct wording *wording;
    size_t first; /* the number of that member */
    size_t said;  /* by so many */
};

struct theme {
    const struct record *record; /* NULL: nobody decided anything about it */
    const char *column;          /* "" for goals */
    size_t rank;                 /* of the column, among all; see model/columns.h */
    const char
        *words; /* its name, else the wording that most used; see theme_usual_words() */
    bool named;
    bool gone;                     /* since the last themes_follow() that made it */
    size_t made;                   /* as struct themes has it */
    uint32_t number;               /* no other one of these themes has it */
    const char *order;             /* its words' fold_add_key() */
    const struct record **members; /* table by table */
    size_t count, room;
    struct theme_text *texts; /* of its members, by the first of them */
    size_t text_count, text_room;
    size_t tables;                   /* how many tables said it */
    long votes, votes_shown;         /* all; those of tables whose ballot is not open */
    const struct record *last_table; /* while they are collected */
    bool met_again;                  /* one of the tables follows up another */
    struct unsettled unsettled;
};

/** Start zeroed; themes_finish() ends it. */
struct themes {
    struct session *session;
    struct theme *
        *items; /* goals first, then column by column as the templates have them;
                             what more tables said first */
    size_t count, room;
    const char *language;      /* that lists stand in: session_frame_table()'s */
    struct wording **wordings; /* those in use, by their number */
    size_t wording_count, wording_room;
    uint32_t last_number;
    size_t made;     /* how often any of them were made, and they carry which time; */
    size_t remade;   /* how often all of them were, */
    size_t reworded; /* and how often the wordings had become others */
    struct arena arena;
    struct said_entries *said;
    struct theme_of_record *of;
    struct theme_pair *apart;
    struct words_apart *words_apart;
    struct kept_apart *kept_apart; /* what was ever decided so */
    size_t apart_count, apart_room;
    struct said_entry **doubted; /* that people put into several themes */
    size_t doubted_count, doubted_room;
    size_t seen_changes, seen_arrivals;
    bool any_placed; /* somebody ever put an entry into a theme */
};

/** Finds the themes of all tables; in a time that grows with the entries. */
void themes_find(struct session *session, struct themes *out);

/**
 * Brings them to what the session says now, or finds them the first time; false if there
 * was nothing to do. After decisions about themes only those that changed are made anew:
 * the others stay where they are, and what is no theme any more is `gone`. After anything
 * else all are made anew, and those from before hold no longer; the keys of words that
 * did not change are kept.
 */
bool themes_follow(struct themes *themes, struct session *session);
void themes_finish(struct themes *themes);

/** Of what theme or wording an entry is will not be asked: what that takes, more than the themes
 *  themselves, is given back. themes_follow() makes all anew once anything changes. */
void themes_let_entries_go(struct themes *themes);

/** Where words decide the order of two in a list: strcmp() of them as people sort. */
int theme_words_order(const struct theme *a, const struct theme *b);

/** For qsort() of pointers to themes: the order in which struct themes has them. Column by
 *  column, what more tables said first, then what has more votes, then by its words. */
int themes_order(const void *left, const void *right);

/** The same where no votes are told of. */
int themes_order_by_tables(const void *left, const void *right);

/** The theme of an entry, or NULL if that is not shown. */
const struct theme *theme_of(const struct themes *themes, const struct record *record);

/** The wording of an entry that is shown, or NULL. */
const struct wording *wording_of(const struct themes *themes,
                                 const struct record *record);

/** The words of an entry brought to the form in which those that say the same are equal;
 *  added to out. language is BCP 47: plural and articles are known for English. */
void theme_key_add(const char *text, const char *language, struct str *out);

/** Whether somebody has said of two themes, or of a part of each, that they are not one. */
bool themes_are_apart(const struct themes *themes, const struct theme *a,
                      const struct theme *b);

/** Whether that was said of these words in them. What joins a theme later was not yet there
 *  when a part of it was kept apart, so nothing was said of that. */
bool themes_words_are_apart(const struct themes *themes, const struct theme *a,
                            const struct wording *words_of_a, const struct theme *b,
                            const struct wording *words_of_b);

/** Whether people decided about it unseen by each other, and nobody has settled it. */
bool theme_is_unsettled(const struct theme *theme);

/** How many themes of a session are so; at once known where nobody decided anything. */
size_t session_unsettled_themes(struct session *session);

/* What a person decides; each is one step to undo. The themes are to be found anew
 * afterwards. */

/** They are one: what was placed in one comes to the other. */
bool themes_join(struct author *author, const struct theme *one,
                 const struct theme *other, struct err *err);

/** The others are one with the first, whose name they have: the one given, which may be
 *  NULL, else that of the first which has one. */
bool themes_join_all(struct author *author, const struct theme *one,
                     const struct theme *const *others, size_t count, const char *name,
                     struct err *err);

/** What is shown of a theme shall stand: its name, and that its entries are one. */
bool theme_settle(struct author *author, const struct theme *theme, struct err *err);

/** They are not, as their words are now, and are not proposed again. */
bool themes_keep_apart(struct author *author, const struct theme *one,
                       const struct theme *other, struct err *err);

/** What a theme is called; "" goes back to the words that most used. */
bool theme_name(struct author *author, const struct theme *theme, const char *name,
                struct err *err);

/** An entry says something else, though its words may be the same. */
bool theme_part(struct author *author, const struct theme *theme,
                const struct record *entry, struct err *err);

#endif
