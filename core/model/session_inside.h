#ifndef ROUNDTABLE_MODEL_SESSION_INSIDE_H
#define ROUNDTABLE_MODEL_SESSION_INSIDE_H

/* What a session is made of; private to session.c, arrivals.c, session_templates.c, field.c,
 * earlier.c, record.c, redaction.c, rows.c, agenda.c, circles.c, tree.c, tree_columns.c and
 * alone.c. */

#include "base/arena.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/names.h"
#include "model/session.h"

/* Records of one parent in one column, kept in order once the tree is built. */
struct list {
    /* Kept name; of a table's "" its goals, a grid its rows, or offers. It comes first */
    const char *column;
    struct record **items;
    size_t count, room;
};

/* How many notes of one column stand in a table. */
struct noted {
    const char *column; /* comes first */
    size_t count;
};

/* What stands under a goal or a table, and what else few records have. */
struct below {
    struct lookup lists; /* by column */
    /* Of a table, by column; and of what has many fields. NULL of nearly all. */
    struct lookup *tallies, *fields_by_name;
    size_t child_count;
    uint64_t rounds; /* of a table: a hash of those that are on; see alone.c */
};

struct record {
    const char *kind; /* kept name */
    struct session *session;
    struct field *fields;
    /* Where it stands in the tree; parent is NULL while it is not shown. */
    struct record *parent;
    const char *column;
    const char *place;
    struct below *below; /* NULL: nothing ever stood under it, and its fields are few */
    uint32_t number;     /* among the records of the session, from 0 */
    bool shown;
    bool listed;  /* in session.alone or session.rounds */
    bool for_all; /* in session.for_all */
    bool by_name; /* its fields are many, and below->fields_by_name has them */
    char id[];
};

/* Some records. */
struct some {
    struct record **items;
    size_t count, room;
};

/* An edit that has come, or that others named in "over" before it came. */
struct entry {
    /* Comes first, see entry_of(); edit.key is that of the table, and edit.id, which is NULL
     * before it came, its record's: see entry_record() */
    struct edit edit;
    struct entry_more *more; /* NULL of most, see entry_more() */
};

/* What few entries have. */
struct entry_more {
    struct entry *twin;      /* same key, other contents */
    struct waiting *waiting; /* who named it before it came; see session.saw_kept */
    struct waiting *copies;  /* of the first of the twins: who gives its words again */
    bool redacted; /* of the first, too: somebody asked that they be forgotten */
    bool joined;   /* it is one with a twin that is here */
    /* Of twins, so that they need not be compared: edit_hash_redacted(), edit_hash(). */
    uint16_t hash_redacted;
    uint32_t hash;
};

struct waiting {
    struct entry *by;
    struct waiting *next;
};

/* What is kept of few fields. */
struct odd_field {
    const struct field *of; /* comes first */
    /* Where heads are many, the latest of them is on top of a heap. Those that are heads no
     * more are taken out when they come to the top. */
    struct version **heap;
    size_t count, room;
    bool crowded;    /* they are */
    bool redacted;   /* no head has words left; else those without are not in the heap */
    bool may_circle; /* an edit replaces one that is no earlier */
    bool doubted;    /* and its heads are to be chosen anew */
    bool circled;    /* heads of it replace one another in a circle */
};

/* A field whose edits may stand in a circle, and its record. */
struct doubt {
    struct record *record;
    struct field *field;
};

struct session {
    struct arena arena;
    struct names names;
    struct lookup records, entries;
    struct record *recent;    /* of the records, asked for last: often again */
    struct lookup odd_fields; /* struct odd_field */
    struct lookup orders; /* of fields and records with many versions; see earlier.c */
    size_t edit_count, clash_count;
    size_t change_count; /* these two never fall */
    uint32_t arrival_count;
    /* Every change, as it came; NULL while the entries have come in that order. */
    const struct entry **arrivals;
    size_t arrivals_count, arrivals_room;
    struct template_cache *templates;
    struct rows *rows;       /* that templates give; see rows.c */
    struct agendas *agendas; /* the days of tables; see agenda.c */
    bool tree_built;
    struct list tables;
    /* Kept names of what the session itself reads. */
    const char *note, *goal, *table, *template, *offer, *alone_name, *column, *whose_name;
    const char *last_goal,
        *last_table;           /* that an edit named: see session_shares_value() */
    struct some for_all;       /* the rows that were ever said to be everybody's */
    struct some alone, rounds; /* what was ever written alone; the tables that ever had a
                                * round */
    const char *look_as;       /* kept name, or NULL; see session_look_as() */
    struct names look_also_as; /* author_is_also() */
    bool voted;                /* somebody, ever */
    bool saw_kept;        /* since some keys clash, each entry knows all who named it */
    struct doubt *doubts; /* to be settled when no more edits are about to come */
    size_t doubt_count, doubt_room;
    unsigned many; /* how many times they are */
};

/** The record of that kind (a kept name) and id, made if it is not there. */
struct record *session_touch_record(struct session *session, const char *kind,
                                    const char *id);

/** Frees what finds the fields of records, not the records. */
void records_finish(struct session *session);

/** The first of the edits of that key, whose actor is a kept name; NULL if nobody named it. */
struct entry *session_entry(const struct session *session, struct edit_key kept);

/** The same, made if it is not there. */
struct entry *session_touch_entry(struct session *session, struct edit_key kept);

/** Edits of that field of the record may replace one another in a circle. */
void circles_doubt(struct session *session, struct record *record, struct field *field);

/** Chooses anew what the doubted fields show, unless many edits are about to come. */
void circles_settle(struct session *session);

/** Whether edits that set a field (a kept name) to that share its text: the column, goal or
 *  table that a record stands in. It is never overwritten; records are called by it, too, and
 *  no redaction takes those away. */
bool session_shares_value(const struct session *session, const char *field,
                          struct value value);

/** An edit came, or lost its words: session_next_arrival() tells of it. */
void session_tell_arrival(struct session *session, const struct entry *entry);

/** Gives a version to its field, as a head. */
void version_add(struct field *field, struct version *version);

/** Another edit has seen it: it is a head no more. */
void version_cover(struct version *version);

/** Takes a version out of its field, as if its edit had never set it. */
void version_take_out(struct version *version);

/** Chooses anew what a field shows, when a head has lost its words. */
void field_choose(struct field *field);

/** The same, when heads have come back. */
void field_choose_of_all(struct field *field);

/** What is kept of a field that is odd; NULL of nearly all. */
struct odd_field *field_odd(const struct session *session, const struct field *field);
struct odd_field *field_touch_odd(struct session *session, const struct field *field);

void odd_fields_finish(struct session *session);

/** The entry of an edit of the session; it comes first in it. */
struct entry *entry_of(const struct edit *edit);

/** What an entry has that few have, empty if nothing; and the same to be changed. */
const struct entry_more *entry_more(const struct entry *entry);
struct entry_more *entry_touch_more(struct session *session, struct entry *entry);

/** The record of an entry that came: its id, which the edit has, is part of it. */
static inline struct record *entry_record(const struct entry *entry)
{
    return (struct record *)(uintptr_t)(entry->edit.id - offsetof(struct record, id));
}

/** Whether its edit is one of the session's. */
static inline bool entry_is_here(const struct entry *entry)
{
    return entry->edit.id && !(entry->more && entry->more->joined);
}

/** The next that has the same key and other contents, or NULL. */
struct entry *entry_twin(const struct entry *entry);

/** The versions that an entry which is here gave, one for each of edit.set, behind which they
 *  stand; and the field of one of them. */
struct version *entry_versions(const struct entry *entry);
struct field *entry_field(const struct entry *entry, size_t number);

/** The version that an entry gave to a field; NULL if it gave none, or is not here. */
struct version *entry_version(const struct entry *entry, const struct field *field);

/** Takes the words out of every edit of that key (the first of the twins), and of those
 *  that give them again, and makes one of twins that are the same now. */
void session_redact(struct session *session, struct entry *first);

/** Whether the deletions that stand hide a record: none was taken back, and together
 *  they saw every wording that stands. */
bool record_deleted(const struct record *record);

/** Brings the tree up to what a record's fields now say; nothing before it is built. */
void tree_refresh(struct record *record);

void tree_finish(struct session *session);

/** Builds the tree if it is not there. */
void tree_need(struct session *session);

/** What stands under a record; empty if nothing ever did. */
const struct below *tree_below(const struct record *record);
struct below *tree_touch_below(struct record *record);

/** How many notes of each column stand in a table: struct noted. */
const struct lookup *tree_tallies(const struct record *table);

/** The lists of a table's offers: those that were taken have one of their own, so that what
 *  waits is counted without them. */
extern const char tree_offers[], tree_taken[];

/** A version came that says "alone" of a record. */
void alone_note(struct record *record);

/** A version came that says "whose" of a record: questions_for_all(). */
void for_all_note(struct record *record);

/** A record's fields changed: if a table's rounds did, what is hidden is told anew. */
void alone_refresh(struct record *record);

/** The field of that name, made if it is not there; name is a kept one. */
struct field *record_touch_field(struct record *record, const char *name);

/** Frees what the versions of fields were put in order for; see record_first(). */
void orders_finish(struct session *session);

/** The rows that templates give. */
struct rows *rows_new(void);
void rows_free(struct rows *rows);

/** The days of tables. */
struct agendas *agendas_new(void);
void agendas_free(struct agendas *agendas);

/** What was read of the templates' records; templates_forget() when one has changed. */
struct template_cache *templates_new(void);
void templates_free(struct template_cache *cache);
void templates_forget(struct template_cache *cache, const struct record *record);
void templates_forget_last(
    struct template_cache *cache); /* a table may have another now */

/** The template's JSON that its record shows; NULL if it holds none. Borrowed. */
const char *template_text(const struct record *record);

/** Keeps what was read of a record; form, which may be NULL, is the cache's from then on. */
void templates_keep(struct template_cache *cache, const struct record *record,
                    struct template *form);

/** The actor of the edit that takes a template in. */
void template_actor(const char *id, const char *json, char actor[BASE32_SIZE_BYTES]);

#endif
