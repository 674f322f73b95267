#ifndef ROUNDTABLE_STORE_JOURNAL_H
#define ROUNDTABLE_STORE_JOURNAL_H

#include "model/session.h"

#include <sys/types.h>

/**
 * The journal beside a session file, FILE.journal: what was said since the file was
 * last replaced. Append-only, one line an edit, each with a checksum; shared by every
 * program that has the file open. Drafts of what is being typed stand there too.
 *
 *     1f0c32a9 {"key":"…","at":"…","of":"note:…","set":{…}}
 *     77aa0e12 {"draft":"half a thou","actor":"…","of":"goal:…","field":"draft:barriers"}
 *
 * The checksum is the crc32 of what stands behind the blank, in eight hex digits. A line
 * that is torn or flipped costs itself only.
 */
struct journal {
    char *path;      /* NULL (a zeroed journal): of no file; reads as empty */
    int fd;          /* -1 while nothing was written */
    int patience_ms; /* how long a lock is waited for: LOCK_PATIENCE_MS, or less, */
    bool held;       /* and whether the last was not had in time */
    dev_t device;
    ino_t inode;      /* of the one read last, */
    off_t read_to;    /* and how far, */
    size_t bad_lines; /* and how many of its lines so far were left out */
};

/** What somebody was typing when the line was written. */
struct journal_draft {
    char *actor; /* who: the actor of the author's edits, */
    char *by;    /* and the name that they had; "" if nobody said */
    char *of, *field, *text;
};

/** What reading a journal brought. Start zeroed; journal_news_finish() ends it. */
struct journal_news {
    size_t edits;     /* new to the session */
    size_t bad_lines; /* torn, damaged, or no edit that a file may hold; left out */
    char *why;        /* the first of them, in words; NULL if there is none */
    size_t unread; /* journals, and rescued sessions, of which nothing could be taken */
    char *unread_why; /* each of them in words, and what to do; NULL if there is none */
    size_t told;      /* of both, how many journal_news_tell() told of */
    char *stranger; /* a session that only is called like one rescued from this file, and
                         was left alone: its path; NULL if there is none */
    /* The last draft of each actor that no later line took back. */
    struct journal_draft *drafts;
    size_t draft_count, draft_room;
};

/* What is said of a stranger, behind its name. */
#define NOT_RESCUED "beside it was not rescued from it and is left alone"

void journal_news_finish(struct journal_news *news);
void journal_draft_finish(struct journal_draft *draft);

/** Counts a line that is left out, and keeps why, if it is the first. */
void journal_news_add_bad_line(struct journal_news *news, const char *why);

/** Adds in words what was left out, and why, unless that was told: "2 lines of the journal
 *  left out: WHY; left out: FILE: WHY, WHAT TO DO". False if there is nothing to tell. */
bool journal_news_tell(struct journal_news *news, struct str *words);

/** Counts a file beside the session that could not be read: why, with its name, and what
 *  a person can do. */
void journal_news_add_unread(struct journal_news *news, const char *why,
                             const char *what_to_do);

/** What was left out meanwhile is told of with what was on opening; takes more. */
void journal_news_take(struct journal_news *news, struct journal_news *more);

/** All that lies beside the session could be read just now. */
void journal_news_all_read(struct journal_news *news);

/** The journal of a session file; nothing is opened or made yet. */
void journal_init(struct journal *journal, const char *session_path);

/** Closes it; removes it if it is empty and no other program has it open. */
void journal_finish(struct journal *journal);

/** Whether something may be added to the journal, if there is one: nobody else could put
 *  other words in its place. False with err, which says what to do. */
bool journal_may_grow(const struct journal *journal, struct err *err);

/**
 * Appends edits and returns once the disk has them: one write, one fdatasync, whatever
 * the size of the session. False with err if it cannot; the caller then saves the file, or,
 * if the folder is held, tries again.
 */
bool journal_append(struct journal *journal, const struct edit *const *edits,
                    size_t count, struct err *err);

/** Appends what an actor of that name (NULL: nobody said) is typing, likewise; text "" takes the
 *  draft back. */
bool journal_append_draft(struct journal *journal, const char *actor, const char *by,
                          const char *of, const char *field, const char *text,
                          struct err *err);

/** Takes drafts back that were brought where they belong, in one write. */
bool journal_take_back(struct journal *journal, const struct journal_draft *const *drafts,
                       size_t count, struct err *err);

/** Takes in all that stands in the journal; a line left out, which edits.h tells of, counts
 *  once, however often it is read. A journal that is not there is empty; one that is there
 *  and cannot be read gives false, counts as unread, and must not be trimmed. */
bool journal_read(struct journal *journal, struct session *session,
                  struct journal_news *news);

/** The same for what was appended since it was read, whoever did; a line that is not
 *  there to its end is left for the next time. */
void journal_read_on(struct journal *journal, struct session *session,
                     struct journal_news *news);

/**
 * Takes in the bytes of a journal, which are written into meanwhile; bytes[len_bytes]
 * must be a NUL. Returns how many were taken: with whole_lines, a line without its end
 * is left.
 */
size_t journal_take_in(char *bytes, size_t len_bytes, bool whole_lines,
                       struct session *session, struct journal_news *news);

/**
 * Empties it but for drafts, when all else that stands in it is safely in the file. The
 * caller holds the lock of the folder and has read it under that lock.
 *
 * @news  what that reading brought.
 */
void journal_trim(struct journal *journal, const struct journal_news *news);

#endif
