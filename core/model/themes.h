#ifndef ROUNDTABLE_MODEL_THEMES_H
#define ROUNDTABLE_MODEL_THEMES_H

#include "base/arena.h"
#include "model/author.h"

/**
 * What recurs: entries of one column that say the same, at whatever tables. A theme links
 * entries and rewrites none: each keeps its words, its table, its column.
 *
 * Entries whose words are the same but for folding (base/fold.h), spacing, punctuation,
 * plural, articles and, where no word such as "for" or "not" hangs on it, the order of words are one theme
 * by themselves; nothing is stored for that. What a
 * person decides is stored, as edits: the field "theme" of an entry names its theme
 * ("theme:ID"), and a theme is a record with the fields "name" and "alone". Entries that
 * say the same as one that was placed follow it, unless its theme is alone: then a person
 * has parted it from words like its own.
 */

struct theme {
    const struct record *record; /* NULL: nobody decided anything about it */
    const char *column;          /* "" for goals */
    size_t rank;                 /* of the column, among all; see model/columns.h */
    const char *words;           /* its name, else the wording that most used */
    bool named;
    const char *order;             /* its words' fold_add_key() */
    const struct record **members; /* table by table */
    size_t count, room;
    size_t tables;                   /* how many tables said it */
    long votes, votes_shown;         /* all; those of tables whose ballot is not open */
    const struct record *last_table; /* while they are collected */
};

/** Valid until the session changes. Start zeroed; themes_finish() ends it. */
struct themes {
    struct session *session;
    struct theme *
        *items; /* goals first, then column by column as the templates have them;
                             what more tables said first */
    size_t count, room;
    const char *language; /* that lists stand in: the first table's */
    struct arena arena;
    struct theme_of_record *of;
    struct theme_key *keys;
    struct theme_pair *apart;
};

/** Finds the themes of all tables; in a time that grows with the entries. */
void themes_find(struct session *session, struct themes *out);
void themes_finish(struct themes *themes);

/** Where words decide the order of two in a list: strcmp() of them as people sort. */
int theme_words_order(const struct theme *a, const struct theme *b);

/** The theme of an entry, or NULL if that is not shown. */
const struct theme *theme_of(const struct themes *themes, const struct record *record);

/** The words of an entry brought to the form in which those that say the same are equal;
 *  added to out. language is BCP 47: plural and articles are known for English. */
void theme_key_add(const char *text, const char *language, struct str *out);

/** Whether somebody has said that two themes are not one. */
bool themes_are_apart(const struct themes *themes, const struct theme *a,
                      const struct theme *b);

/* What a person decides; each is one step to undo. The themes are to be found anew
 * afterwards. */

/** They are one: what was placed in one comes to the other. */
bool themes_join(struct author *author, const struct theme *one,
                 const struct theme *other, struct err *err);

/** They are not, and are not proposed again. */
bool themes_keep_apart(struct author *author, const struct theme *one,
                       const struct theme *other, struct err *err);

/** What a theme is called; "" goes back to the words that most used. */
bool theme_name(struct author *author, const struct theme *theme, const char *name,
                struct err *err);

/** An entry says something else, though its words may be the same. */
bool theme_part(struct author *author, const struct theme *theme,
                const struct record *entry, struct err *err);

#endif
