#ifndef ROUNDTABLE_EXPORT_EXPORT_H
#define ROUNDTABLE_EXPORT_EXPORT_H

#include "base/str.h"
#include "export/audience.h"
#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Writers for what people paste, print and keep: one row a format. Each writes every
 * table of the session at any moment of the day, and each text of a person passes
 * base/sanitise.h on its way out. A session of several tables begins with what they
 * have in common.
 */

/** What --paper can be of a format, each ended by NULL; the first is the default. */
extern const char *const papers_of_pdf[], *const papers_of_map[];

/** All that a format is to those who offer it: a row more is a format more. */
struct export_format {
    const char *name;          /* "markdown" */
    const char *endings[4];    /* of its files, without a dot, ended by NULL; the first is
                                  the usual one */
    bool readable;             /* people read it as it is, so that a cover makes sense */
    bool seminar;              /* can begin with one map of what tables share */
    bool whole;                /* all that the file holds: nothing can be left out */
    const char *const *papers; /* what it can be laid out on; NULL: on no paper */

    /** Adds the whole session to out. Never fails; the same edits give the same
     *  bytes. Options are borrowed and not NULL. NULL: the program roundtable-NAME
     *  beside this one writes it; if it has several endings, --type tells it which. */
    void (*write)(struct session *session, const struct export_options *options,
                  struct str *out);

    /** Adds what the format had to leave out, in a sentence; false if nothing. May be
     *  NULL: it leaves nothing out. */
    bool (*left_out)(struct session *session, struct str *said);

    struct {
        int place;          /* among what the screen offers, from 1; 0: it does not */
        const char *key;    /* one letter */
        const char *label;  /* "Page" */
        const char *detail; /* "for browsers and e-mail"; NULL: the paper's name */
    } menu;
};

/** All formats, ended by one without a name; those that are written here come first. */
extern const struct export_format export_formats[];

/** The formats of the themes alone: what a room hears back. Ended by one without a name. */
extern const struct export_format themes_formats[];

/** The format among these of that name or ending, case ignored; NULL if there is none. */
const struct export_format *export_format_of(const struct export_format *among,
                                             const char *asked);

/** The names of these, ended by NULL. */
enum { EXPORT_MOST_FORMATS = 30 };
void export_names(const struct export_format *among,
                  const char *names[EXPORT_MOST_FORMATS + 1]);

/** Whether files of a format end so, case ignored. */
bool export_has_ending(const struct export_format *format, const char *ending);

/* One function a file, for the table in export.c. */
void export_text(struct session *session, const struct export_options *options,
                 struct str *out);
void export_markdown(struct session *session, const struct export_options *options,
                     struct str *out);
void export_html(struct session *session, const struct export_options *options,
                 struct str *out);
void export_csv(struct session *session, const struct export_options *options,
                struct str *out);
void export_json(struct session *session, const struct export_options *options,
                 struct str *out);
void export_ics(struct session *session, const struct export_options *options,
                struct str *out);
void export_graphml(struct session *session, const struct export_options *options,
                    struct str *out);
void export_edits(struct session *session, const struct export_options *options,
                  struct str *out);
void export_promises(struct session *session, const struct export_options *options,
                     struct str *out);
bool export_promises_left_out(struct session *session, struct str *said);
bool export_ics_left_out(struct session *session, struct str *said);
void themes_text(struct session *session, const struct export_options *options,
                 struct str *out);
void themes_csv(struct session *session, const struct export_options *options,
                struct str *out);
void themes_json(struct session *session, const struct export_options *options,
                 struct str *out);

/** Adds as text what came of last time's promises, as either session tells it, and which
 *  themes of several tables stayed, are new, or are gone. */
void themes_after(struct session *now, struct session *last,
                  const struct export_options *options, struct str *out);

/** Adds what every table misses, as lines; several tables have headings. */
void missing_text(struct session *session, struct str *out);

#endif
