#ifndef ROUNDTABLE_EXPORT_SECTIONS_H
#define ROUNDTABLE_EXPORT_SECTIONS_H

#include "export/told.h"

/**
 * What stands in an export for people, in which order: the one place that decides, for
 * every medium; how each is told stands in told.h. Private to core/export.
 *
 * Of several tables, whoever reads it begins with one page to read out, which says what is
 * undecided; where that alone was asked for, nothing follows, and it says which workshop
 * it is of. For anybody: what tables have in common, then each table. For participants:
 * their own words first, then what was promised, then what other tables said too. For
 * commissioners: themes, what is not agreed on and what was promised, the words of each
 * table, and numbers at the end. For politicians: the first of what tables have in common,
 * and what was promised, in plain words and without names of people; no words of each
 * table, nor of what only one said. For the public: what people want and what was
 * promised, in plain words, without names of people, marks, votes or other wordings. Both
 * hear answers to questions only once they were shown. A table that met several times is one
 * table: of each of its meetings is told what is told of a table alone.
 */

enum section_kind {
    SECTION_COVER,       /* what this is, and how to answer back */
    SECTION_BRIEF,       /* one page to read out: the first of all that follows */
    SECTION_THEMES,      /* begins what is told of all tables */
    SECTION_TABLE,       /* begins a table: its title and facts */
    SECTION_NUMBERS,     /* how many of what */
    SECTION_SHARED,      /* what several tables said */
    SECTION_DIFFERENCES, /* where they differ */
    SECTION_FORMS,       /* what stands in the rows that forms give */
    SECTION_UNACTED,     /* stakeholders that no action names */
    SECTION_LONE,        /* what only one table said */
    SECTION_ELSEWHERE,   /* how much of the two before stands in another report */
    SECTION_BEFORE,      /* what came of what was promised last time */
    SECTION_PART,        /* one grid of a table */
    SECTION_COMMITMENTS, /* who does what, by when */
    SECTION_VOTES,       /* entries by votes */
    SECTION_QUESTIONS,   /* what was asked of everybody, and how it was answered */
    SECTION_UNSETTLED,   /* other wordings, and deletions that somebody should settle */
    SECTION_DAY,         /* the stages of a table's day, for a wall, and nothing else */
    SECTION_NOTHING,     /* the file has no table yet */
};

/** What an export is of: the tables, or their themes alone. */
enum sections_of { SECTIONS_OF_TABLES, SECTIONS_OF_THEMES };

/** One section. What is borrowed holds until the next one is told. */
struct section {
    enum section_kind kind;
    struct session *session;
    const struct export_options *options;
    enum sections_of of;
    size_t table_count;
    bool one_table;                  /* which may have met several times */
    const struct findings *findings; /* of all tables; NULL where there is one only */
    const struct outline *outline;   /* of a table, of SECTION_COVER the first; NULL:
                                          the section is of them all */
    const struct outline_part *part; /* of SECTION_PART */
    size_t
        same_days; /* of SECTION_DAY: how many tables have that day, its own included */
    const struct paper_words *paper; /* of all tables; see section_paper() */
    struct arena *arena;             /* for what is told of it */
};

/* In which words a section is told. */

/** Those of its table; of all tables, of the language of session_frame_table(). */
const struct paper_words *section_paper(const struct section *section);

/** A word of these; and one with what is put in, in the section's arena. */
const char *section_word(const struct section *section, enum paper_word word);
const char *section_say(const struct section *section, enum paper_word word,
                        struct paper_said said);

/** What a theme has in votes that are shown: "14 of 23 people", or "3 votes". */
const char *section_votes(const struct section *section, const struct theme *theme);

/** The one of three, beginning there, that a number takes: "3 tables". In the section's arena. */
const char *section_count(const struct section *section, enum paper_word one, size_t n);

/** The words of all tables. @findings, which may be NULL, are told in them from now on, as long as
 *  @says, which is filled in, lives. */
const struct paper_words *sections_speak(struct session *session,
                                         struct findings *findings,
                                         struct findings_says *says);

/** Tells the sections in their order. The first that begins something (a cover, themes, a
 *  table) comes before all that belongs to it. */
void sections_tell(struct session *session, const struct export_options *options,
                   enum sections_of of, const struct listener *listener);

/** Adds how a question was answered: "12 answers, on average 3.8, 1.1 apart, from 1 to 5". */
void section_say_question(const struct section *section, const struct record *row,
                          struct str *out);

/** How many pairs of themes that may say the same wait for a person, in a sentence, for whoever
 *  reads counts; NULL: none do, or counts are not told. In the section's arena. */
const char *section_undecided(const struct section *section);

/** How much of what phones sent nobody has taken up yet, in a sentence; NULL: all. In the
 *  section's arena. */
const char *section_waiting(const struct section *section);

/** Adds the summary of a seminar, and for whom it was written: "12 tables in 3 places · for
 *  commissioners". */
void section_add_summary(const struct section *section, struct str *out);

/** The heading over what is told of all tables. */
const char *section_themes_heading(const struct section *section);

#endif
