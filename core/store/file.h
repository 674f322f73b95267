#ifndef ROUNDTABLE_STORE_FILE_H
#define ROUNDTABLE_STORE_FILE_H

#include "base/spool.h"
#include "model/session.h"
#include "store/faults.h"
#include "store/journal.h"
#include "store/replace.h"
#include "store/saved.h"

/**
 * A session file: roundtable-session(5). Readable twice: the top is the grid, below it
 * stand the edits, which are the truth.
 */

/** What became of a file since it was read or written here last. */
enum outside_what {
    OUTSIDE_NOTHING,  /* it is as it was, or as another program of ours saved it */
    OUTSIDE_CHANGED,  /* another state of it, or another session, was put in its place, */
    OUTSIDE_EMPTIED,  /* or nothing at all: a file of 0 bytes */
    OUTSIDE_GONE,     /* there is no file of that name in its folder, */
    OUTSIDE_NO_PLACE, /* nor that folder, or the disk that it was on */
    OUTSIDE_UNKNOWN,  /* what is there cannot be taken in, */
    OUTSIDE_HELD,     /* or not yet: another program holds its folder */
};

struct outside {
    enum outside_what what;
    size_t brought; /* changes that it had, and the session had not, since this was 0, */
    size_t lacked;  /* and the other way round, its journal counted in; of a file changed
                       by hand at least one: it is not as a program writes it */
};

/** What was written by hand, as edits of the session; the array is owned. */
struct by_hand {
    const struct edit **edits;
    size_t count, room;
};

/** An opened session file. */
struct session_file {
    char *path;              /* as it was named, */
    char *target;            /* and what that led to when its folder was there last */
    struct session *session; /* owned */
    struct stamp stamp;
    bool forgets; /* what stands there is to be gone once it is replaced */
    bool
        unread; /* another program of ours wrote what stands there; the session has it all */
    uint32_t crc;           /* of what was written here last */
    bool ours;              /* what stands there was written by this opening of it */
    dev_t folder_device;    /* the disk of its folder then; 0: there was none */
    struct outside outside; /* what was found when that was looked at last */
    struct holding holding; /* what the session held when it was added up last */
    unsigned long kept_to;  /* the generation up to which the session has them all */
    struct journal journal;
    char *rescue; /* where everything stands since it could not be saved; else NULL */
    struct journal_news news; /* what the journal brought on opening */
    size_t fault_count;       /* what wants a person to look at it, by file_open(), */
    char *first_fault;        /* and the first of it; NULL if there is nothing */
    size_t hand_edits;        /* how many edits were made of what was written by hand, */
    struct by_hand by_hand;   /* which, and */
    bool hand_changed;     /* whether they change what others had said: faults tell it */
    bool read_only;        /* nothing may be saved over it, */
    char *read_only_why;   /* in words; NULL if it may */
    bool damaged;          /* it is read-only since only a part could be read */
    double version;        /* the version that the file says it is of */
    struct joined *joined; /* what the session is only a part of, see joined.h; or NULL */
    bool came; /* of such a one: not saved, for somebody else was there meanwhile */
};

/**
 * Takes a text in as a session; name is what messages call it.
 *
 * A file that a program of ours wrote, by its checksums, is not read twice: its edits say
 * what its top says, which is not even looked at unless thorough or now_ms asks for it. Only
 * such a one may be as large as json_check_large() lets it be; of its top, then, nothing is
 * ever looked at but that it is JSON, nor are its clocks.
 *
 * @now_ms    clocks further ahead than a day are reported; 0: not looked at.
 * @thorough  the readable top is looked through even where the program wrote it.
 * @faults    takes every fault, fatal or not; NULL if nobody wants to know the others.
 * False with err "NAME:LINE:COLUMN: …" for the first fatal fault; file is untouched.
 */
bool file_read(const char *name, const char *bytes, size_t len_bytes, int64_t now_ms,
               bool thorough, struct session_file *file, struct faults *faults,
               struct err *err);

/**
 * The same of a text that may be too large to have beside its session, neither thorough nor
 * with clocks: of a sealed one, what was read leaves memory. A NUL is added to it.
 */
bool file_read_spooled(const char *name, struct spool *text, struct session_file *file,
                       struct err *err);

/** Takes in what was said after a file was written, into what file_read() made of it: the
 *  journal, and what was rescued. Neither is changed. */
void file_look_beside(struct session_file *file, const char *path);

/**
 * Opens a file and takes in its journal; neither is changed. Of a damaged file, what can
 * be read is opened for reading only; if that is nothing, false with err.
 */
bool file_open(const char *path, struct session_file *file, struct err *err);

/** What file_add() brought. */
struct file_added {
    size_t edits;             /* new to the session */
    size_t from_journal;      /* of these, those that stood beside the file */
    struct journal_news news; /* what was left out; to journal_news_finish() */
};

/**
 * Adds what a session file says, with its journal and what was rescued of it, to a
 * session: merging is union. A file that is whole by its checksums is not looked through
 * again, so that thousands are read quickly; it says the same as if it were opened. Lines
 * of edits (edit_lines.h) are taken as well; nothing stands beside them.
 * False with err, and nothing added, for what is no session, is damaged, or of a newer
 * version, and where more edits would clash than a file may hold.
 */
bool file_add(const char *path, struct session *session, struct file_added *added,
              struct err *err);

/** A session without a file yet, but for a journal that a crash may have left;
 *  file_save() makes it. */
void file_new(const char *path, struct session_file *file);

/**
 * Replaces the file atomically. What another program wrote into it meanwhile is taken
 * in first, and kept as a generation; what it was replaced with and is no session is not
 * overwritten. A file that is gone or empty is written again, but not where its disk was.
 * file->outside then tells what had become of it.
 */
bool file_save(struct session_file *file, struct err *err);

/** Whether the file is not as it was read or written here last: one look, nothing read. */
bool file_is_another(struct session_file *file);

/** Takes in what other programs said since, in the file or in its journal. Returns
 *  whether there was something. file->outside tells what became of the file. */
bool file_take_in_news(struct session_file *file);

/** Whether file_save() has something to write again, or to complain of. */
bool file_lacks_something(const struct session_file *file);

/** Keeps the file, as it was opened, as a generation: before anything is written. */
void file_keep_former(const struct session_file *file);

/** Keeps what the session holds now as a generation, for there is no file that does. */
void file_keep_generation(struct session_file *file);

/**
 * After file_save() failed: writes everything to a new place instead, the first that can
 * be written of rescue_places.h, which file->rescue then names. It is taken in when the file
 * is opened again, and removed by the next file_save() that succeeds.
 */
bool file_rescue(struct session_file *file, struct err *err);

void file_close(struct session_file *file);

/** Adds the whole file in its canonical form: the same edits, the same bytes. */
void file_write(struct session *session, struct str *out);

#endif
