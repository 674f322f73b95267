#ifndef ROUNDTABLE_EXPORT_TOLD_H
#define ROUNDTABLE_EXPORT_TOLD_H

#include "export/outline.h"
#include "findings/findings.h"

/**
 * A section is told once, to a listener: what its heading is, which columns it has, what
 * stands in them, what is said where nothing is. Every medium is a listener (export_text.c,
 * export_markdown.c, export_html.c, pdf/pdf_sections.c) and decides only how that looks.
 * Private to core/export.
 *
 * To add a section: its kind in sections.h, its place and its row in sections.c, and a file
 * that tells it, as votes.c does. No medium need know of it.
 * To add a medium: a file export_*.c with its listener and the function that makes the
 * document, declared in export.h, and its row in export.c. Words that others write, too, go
 * into write_*.c and writing.h.
 *
 * All texts are as they were typed: whoever writes them out sanitises and escapes. What is
 * told is borrowed until the call returns. NULL and "" are the same: nothing.
 */

/** Something that is said about something said: "other wording: …", "answered by: …". */
struct told_about {
    const char *label; /* ours, without the colon */
    const char *words; /* NULL: the label says it all */
};

/**
 * One thing that somebody said, or one cell.
 *
 * Whose words they are decides which language they are in. People's are in that of the table
 * (outline.language): what an entry says, its other wordings, who promised it. All that
 * heads, labels, counts or explains is the form's or ours, which are English, or both in one
 * text: told_piece() takes it apart.
 */
struct told {
    const char *words;
    bool not_peoples;         /* the words are the form's or ours */
    const char *const *marks; /* titles, ended by NULL; or NULL */
    const char *votes;        /* "3 votes", ours */
    const char *promise;      /* "Ana, by 1 December 2026" */
    const struct told_about *abouts;
    size_t about_count;
    const char *at;          /* "at 2 tables", of one of a list */
    const char *from;        /* the tables that said it, of one line */
    const char *where;       /* where in the tables it stands */
    size_t count, most;      /* a number, and that of a full bar */
    const struct told *list; /* what the words are the heading of, each with from; … */
    size_t list_count;
    const char *line; /* … and the same in one line */
};

/** What a column holds. */
enum told_kind {
    TOLD_WORDS,
    TOLD_LINE,   /* words of one line */
    TOLD_NUMBER, /* count */
    TOLD_BAR,    /* count, as a part of most; words, if any, in its place */
    TOLD_VOTES,  /* the same, and "3 votes" as votes */
    TOLD_RANK,   /* "2=" */
    TOLD_LIST,   /* words may lack */
    /* of a promise */
    TOLD_DAY,
    TOLD_OF_TABLE,
    TOLD_WHO,
    TOLD_MESSENGER,
    TOLD_OUTCOME,
};

struct told_column {
    const char *title;
    enum told_kind kind;
    bool head;        /* it says what the row is about */
    double share;     /* of the width, where there are columns */
    const char *none; /* what lines say where it is empty; columns have a dash */
    const char
        *longest; /* the longest word, or date, that stands in it; NULL: not known */
};

/** Which table it is, for media that lay it out in their own way. */
enum told_as {
    TOLD_AS_NUMBERS,
    TOLD_AS_RANKING,
    TOLD_AS_SHARED,  /* themes by how many tables said them */
    TOLD_AS_ANSWERS, /* each question is a group */
    TOLD_AS_DIFFERENCES,
    TOLD_AS_FORM, /* the rows of a form: who chose what, and what was said */
    TOLD_AS_PROMISES,
    TOLD_AS_DAY, /* when, what, how long */
};

enum { TOLD_MOST_COLUMNS = 6 };

struct told_table {
    enum told_as as;
    const char *title,
        *caption; /* title: for who hears it apart; caption NULL: the heading does */
    const struct told_column *columns;
    size_t count; /* of them, at most TOLD_MOST_COLUMNS */
    double
        spare; /* share of the width that stays empty: short lines are easy to follow */
    const struct paper_words *paper; /* in which words it is told; NULL: English */
    size_t colour; /* plan_colour() of the column that it is of; 0: of goals */
};

struct told_list {
    const char *group; /* what heads it, where a section has several; NULL: one only */
    const char *titles[2]; /* of the items and of where they are from; or NULL: without */
};

/** What begins: a heading of the first order. */
struct told_head {
    enum told_beginning {
        TOLD_COVER,
        TOLD_BRIEF,
        TOLD_THEMES,
        TOLD_TABLE,
        TOLD_NUMBERS,
        TOLD_NOTHING, /* there is no table yet: the title says so */
    } kind;
    struct told title;
    const char *about;                /* place and date, or the summary of a seminar */
    const struct outline *outline;    /* of a table, or of a cover the first */
    const struct outline_fact *facts; /* of a table */
    size_t fact_count;
    const char *answer; /* how to answer back; NULL: nobody said */
};

enum told_saying {
    TOLD_SAID,
    TOLD_LEADS, /* says what stands below; it ends without a mark */
    TOLD_KEY,   /* how to read a table as lines: not said where there are columns */
};

struct section;

/** Who hears it. An empty section is not told at all. */
struct listener {
    void *to;

    /** A cover is a page of its own. Else the head of an only table says it all. */
    bool cover_apart;

    /** What is to settle is a list for anybody. Else only where commissioners read it:
     *  it stands beside the words themselves. */
    bool settles_apart;

    void (*begin)(void *to, const struct section *section, const struct told_head *head);

    /** One grid of a table: media differ so much in them that they hear the outline. */
    void (*part)(void *to, const struct section *section);

    /** Begins what is told below a heading, which goes on until end(). */
    void (*heading)(void *to, const char *words);
    void (*end)(void *to);

    /** A sentence of ours. */
    void (*say)(void *to, const char *words, enum told_saying saying);

    /** Begins a table: groups and rows follow, until whose last it holds. */
    void (*table)(void *to, const struct told_table *table);
    void (*group)(void *to, const char *words);
    void (*row)(void *to, const struct told *cells);

    /** Begins a list: items follow, then end() or another list. */
    void (*list)(void *to, const struct told_list *list);
    void (*item)(void *to, const struct told *item);
};

/* One function a section, each in a file of its own or beside those like it. */

void numbers_tell(const struct section *section, const struct listener *listener);
void votes_tell(const struct section *section, const struct listener *listener);
void questions_tell(const struct section *section, const struct listener *listener);
void unsettled_tell(const struct section *section, const struct listener *listener);
void promises_tell(const struct section *section, const struct listener *listener);
void promises_tell_before(const struct section *section, const struct listener *listener);
void brief_tell(const struct section *section, const struct listener *listener);
void shared_tell(const struct section *section, const struct listener *listener);
void forms_tell(const struct section *section, const struct listener *listener);
void differences_tell(const struct section *section, const struct listener *listener);
void unacted_tell(const struct section *section, const struct listener *listener);
void lone_tell(const struct section *section, const struct listener *listener);
void elsewhere_tell(const struct section *section, const struct listener *listener);
void cover_tell(const struct section *section, const struct listener *listener);
void themes_tell(const struct section *section, const struct listener *listener);
void table_tell(const struct section *section, const struct listener *listener);
void day_tell(const struct section *section, const struct listener *listener);
void nothing_tell(const struct section *section, const struct listener *listener);

/** The beginning of a text, and the language that it is in. */
struct told_piece {
    size_t len_bytes;
    const char *language; /* BCP 47 */
};

/** The first piece of a text that is not people's: of the form, where it is one of its titles,
 *  of paper_words.h, else ours. The whole is taken apart by asking for the rest again, until it is "".
 *
 *  @table  whose form; NULL: those of all tables. */
struct told_piece told_piece(struct session *session, const struct record *table,
                             const char *words);

/** Whether people, form and we all speak English: nothing need be taken apart then. Of all
 *  tables, where table is NULL. */
bool told_in_one(struct session *session, const struct record *table);

/** Whether two are one language, whatever their countries: "en" and "en-GB". */
bool told_alike(const char *language, const char *other);

/* What they are made of; all of it lives in the arena. */

/** A goal or a note: words, marks, votes, promise, other wordings, what answers it. */
struct told told_entry(struct arena *arena, const struct outline *outline,
                       const struct outline_column *column, const struct record *entry);

/** What stands between the heading of a part and its rows. */
struct told_lead {
    enum told_leading {
        TOLD_SOURCE, /* whose form it is */
        TOLD_VISION,
        TOLD_HERE, /* the row that has a mark of which there is one */
    } kind;
    const char *label; /* without the colon */
    struct told told;
    bool disputed; /* others said that it is another row */
};

/** All of them, in their order. */
const struct told_lead *told_leads(struct arena *arena, const struct outline *outline,
                                   const struct outline_part *part, size_t *count);

/** "In part (last time: Not yet)": what an entry has of a mark; NULL: nothing, both times. */
const char *told_mark(struct arena *arena, const struct outline *outline,
                      const struct record *entry, const struct mark *mark);

/** Words and the other wordings of their field, which may be NULL. */
struct told told_wording(struct arena *arena, const struct paper_words *paper,
                         const char *words, const struct field *field);

/** Text made with printf. */
const char *told_text(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Takes what was put together in a text, which is finished. */
const char *told_take(struct arena *arena, struct str *text);

/** Words that no line parts: those of a date, say. In the arena. */
const char *told_joined(struct arena *arena, const char *words);

/** Takes the longest word of a text if it is longer than that one, which may be NULL; of words
 *  that no column could hold, as addresses are, none. In the arena. */
void told_longest(struct arena *arena, const char *words, const char **longest);

/** How long a cell's bar is, in that many parts of a full one; at least one, unless it is of
 *  none. */
size_t told_bar(const struct told *cell, size_t full);

/** What a cell or an item is about; "–" if nothing was said. */
const char *told_words(const struct told *told);

#endif
