#ifndef ROUNDTABLE_FINDINGS_FINDINGS_H
#define ROUNDTABLE_FINDINGS_FINDINGS_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/number_map.h"
#include "base/str.h"
#include "model/ballot.h"
#include "model/themes.h"

#include <stdbool.h>

/**
 * What a room hears back: what several tables said, what only one saw, where they
 * differ, and who stands on the map but in no action. Everything leads back to the
 * tables that said it.
 *
 * All texts are as they were typed, but for the names of tables, which are short and of
 * one line: whoever writes them out sanitises and escapes. Everything is borrowed from
 * the session, or lives here; it holds until the session changes.
 */

/** How a table is called: "Leeds" and "4", or "table" and "4". Tables that would be called
 *  the same have their dates behind it, then a number: "4 (7 March 2017)". */
struct findings_table {
    const struct record *record;
    struct share share; /* of people, that its votes are told as */
    const char *group;  /* "" if the name says all */
    const char *groups; /* the same before several numbers: "tables" and "4-6"; or NULL */
    const char *name;
    bool
        more; /* its name ends in brackets that tell it from others: "4 (7 March 2017)" */
    const char
        *place; /* its theme_key_add(): the spelling makes none of its own; or "" */
};

/** The themes of one column. */
struct findings_column {
    const char *id; /* as in struct theme: "" for goals */
    const char *title, *short_title;
    const char *plain;                 /* for readers who know no jargon */
    const struct theme *const *shared; /* of two tables or more, the most first */
    size_t shared_count;
    const struct theme *const *lone; /* of one table */
    size_t lone_count;
};

/** One value of a mark, and who chose it. */
struct findings_choice {
    const char *value, *title;
    const struct record **entries; /* the theme's that carry it, table by table */
    size_t count;
    size_t tables;
};

/** A theme whose entries carry different values of one mark at different tables. */
struct findings_difference {
    const struct findings_column *column;
    const struct theme *theme;
    const char *mark, *title;
    struct findings_choice *choices; /* in the template's order */
    size_t choice_count;
};

/** A row that a form gives, wherever tables have said something of it. */
struct findings_row {
    const struct form_row *given;
    struct findings_choice *choices; /* of the form's marks, that were made; entries are
                                        tables, those that met again by what they say now */
    size_t choice_count;
    struct findings_choice *before; /* what they had said when they met before */
    size_t before_count;
    const struct record **notes; /* what was said of it, table by table */
    size_t note_count;
};

/** A form that some table has used, and whose rows its template gives. */
struct findings_form {
    const char *id;
    const struct grid *grid; /* as the first table that used it has it */
    const struct record **tables;
    size_t table_count, table_room;
    struct findings_row *rows;
    size_t row_count;
};

/** How many tables, and where they met. */
struct findings_counts {
    size_t met, placed; /* whoever met again is one; of how many the place is known */
    size_t places;      /* different ones */
    const char *place;  /* what the only one is called; "" of none or several */
};

/** How tables are told of in a language, by whoever knows its words. */
struct findings_says {
    const void *with;
    const char *table, *tables; /* before numbers, where no place is known */
    const char *nameless;       /* a table of which nobody said anything */
    bool (*date)(const void *with, const char *date,
                 struct str *out); /* false: it is none */
    void (*nth)(const void *with, size_t nth, size_t all, struct str *out); /* "1 of 2" */
    void (*counts)(const void *with, const struct findings_counts *counts,
                   struct str *out);
    void (*days)(const void *with, int64_t first_ms, int64_t last_ms, struct str *out);
    void (*at)(const void *with, size_t tables, struct str *out); /* "at 2 tables" */
};

struct findings {
    struct session *session;
    struct themes themes;
    struct findings_table *tables; /* in the session's order */
    size_t table_count;
    size_t met_count;                /* whoever met again is one table */
    struct findings_column *columns; /* goals, then those of all templates */
    size_t column_count;
    size_t theme_count; /* in all those columns */
    size_t most_tables; /* that say one theme: what a full bar stands for */
    struct findings_difference *differences;
    size_t difference_count;
    struct lookup forms; /* of struct findings_form, in the order of their first tables */
    bool has_plan;       /* some table has written an action down */
    const struct theme **unacted; /* stakeholders whose words stand in no action; none
                                     while there is no plan */
    size_t unacted_count;
    struct number_map table_numbers; /* of their records, from 1 */
    bool only_words;                 /* neither votes nor other wordings are to be told */
    struct arena arena;
    const struct findings_says *says; /* borrowed; NULL: in English. findings_speak() */
};

/** What tables are called, and what is added to texts, is told in another language from now on. */
void findings_speak(struct findings *findings, const struct findings_says *says);

/** Finds it all, in a time that grows with the entries. @column limits it to the column
 *  of that id, as in struct theme; NULL: all of them. */
void findings_find(struct session *session, const char *column, struct findings *out);
void findings_finish(struct findings *findings);

/** Finds only what the tables are called, and how many met, for findings_add_summary(). */
void findings_find_tables(struct session *session, struct findings *out);

/** Only words are to be told from now on: the order of themes tells no votes either. */
void findings_leave_votes_out(struct findings *findings);

/**
 * The column that a person means by its id or title, case ignored, goals included: its
 * id as in struct theme, borrowed; NULL if no table has it. *known (may be NULL) then
 * takes an array to free(), ended by NULL, of what would have been known.
 */
const char *findings_column_named(struct session *session, const char *asked,
                                  const char ***known);

/** The id of a column for people and programs: "goals" for "". */
const char *findings_column_id(const char *id);

/** Adds "12 tables in 3 places, March to May 2017". What is added here and below is English, or as
 *  findings_speak() has it. */
void findings_add_summary(const struct findings *findings, struct str *out);

/** The table that an entry stands in, or that it is. */
const struct findings_table *findings_table_of(const struct findings *findings,
                                               const struct record *entry);

/** Of how many people the votes for a theme are a share, as far as they are shown: of each table
 *  that voted for it those who did, for one entry each; 0: they are votes, and no people. */
long findings_people_of(const struct findings *findings, const struct theme *theme);

/** Adds "Leeds 4". */
void findings_add_table(const struct findings_table *table, struct str *out);

/** Adds the tables of entries, each once, as in "Leeds 1, 2, 5; Manchester 3". The
 *  entries are table by table. */
void findings_add_tables(const struct findings *findings,
                         const struct record *const *entries, size_t count,
                         struct str *out);

/** The same for readers: of more than a line can name, "31 tables in 4 places". */
void findings_add_where(const struct findings *findings,
                        const struct record *const *entries, size_t count,
                        struct str *out);

/** Adds "Pebble at 2 tables (Leeds 1, 2), Cliff at 1 (Manchester 3)". */
void findings_add_choices(const struct findings *findings,
                          const struct findings_choice *choices, size_t count,
                          struct str *out);

enum findings_wordings {
    FINDINGS_EVERY_WORDING, /* whatever differs in a byte, the theme's own words too if
                               somebody used them */
    FINDINGS_OTHER_WORDS,   /* what says it with other words than the theme's own */
};

/** The wordings of a theme, each once, table by table: an array to free(), ended by
 *  NULL, of borrowed texts. */
const char **findings_wordings(const struct findings *findings, const struct theme *theme,
                               enum findings_wordings which);

/** The id of the column whose themes are looked for in actions. */
extern const char findings_stakeholders[];

/* One step of findings_find() a file. */
void findings_name_tables(struct findings *findings);
void findings_find_differences(struct findings *findings);
void findings_find_unacted(struct findings *findings);
void findings_find_forms(struct findings *findings);
void findings_free_forms(struct findings *findings);

#endif
