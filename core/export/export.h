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

struct export_format {
    const char *name;        /* "markdown" */
    const char *extension;   /* "md", without a dot */
    const char *description; /* one line for people */
    bool readable;           /* people read it as it is, so that a cover makes sense */

    /** Adds the whole session to out. Never fails; the same edits give the same
     *  bytes. Options are borrowed and not NULL. */
    void (*write)(struct session *session, const struct export_options *options,
                  struct str *out);

    /** Adds what the format had to leave out, in a sentence; false if nothing. May be
     *  NULL: it leaves nothing out. */
    bool (*left_out)(struct session *session, struct str *said);
};

/** All formats, for the life of the process. */
const struct export_format *export_formats(size_t *count);

/** The formats of the themes alone: what a room hears back. */
const struct export_format *themes_formats(size_t *count);

/** The format of that name or extension, case ignored; NULL if there is none. */
const struct export_format *export_format_of(const char *name);

/** The same among these. */
const struct export_format *export_format_among(const struct export_format *among,
                                                size_t count, const char *name);

/** The format that a file's ending asks for, as in "table 4.html"; NULL if none. */
const struct export_format *export_format_of_path(const char *path);

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
bool export_ics_left_out(struct session *session, struct str *said);
void themes_text(struct session *session, const struct export_options *options,
                 struct str *out);
void themes_csv(struct session *session, const struct export_options *options,
                struct str *out);
void themes_json(struct session *session, const struct export_options *options,
                 struct str *out);

/** Adds what every table misses, as lines; several tables have headings. */
void missing_text(struct session *session, struct str *out);

#endif
