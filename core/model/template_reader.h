#ifndef ROUNDTABLE_MODEL_TEMPLATE_READER_H
#define ROUNDTABLE_MODEL_TEMPLATE_READER_H

#include "model/template.h"

/** What a template is read from: one text, or one and the forms that are joined to it. Private to
 *  template*.c. */
struct reader {
    struct arena *arena;
    struct template *form;
    const struct json *const *parts; /* the texts that are joined; mostly one */
    size_t part_count;
    const char *canonical; /* what json_write() makes of the first; NULL: not known */
    bool joining; /* a later part is read: what is there already is passed over, */
    bool again;   /* and this one is the first in other words */
    const struct json **where;
    struct err *err;
};

/** Says what is wrong with that part of the text; false. */
bool reader_fault(struct reader *r, const struct json *at, const char *message);

/** The same of something that names what is not there, by its id. */
bool reader_lacks(struct reader *r, const struct json *at, const char *what);

/** A member's text, in the template's memory; otherwise that. */
const char *reader_text(struct reader *r, const struct json *object, const char *name,
                        const char *otherwise);

/** Room for the items of a list member, and one; NULL, with a fault, if the member is no list. */
void *reader_items(struct reader *r, const struct json *object, const char *name,
                   size_t size_bytes);

/** The same for those of all parts. */
void *reader_items_of_parts(struct reader *r, const char *name, size_t size_bytes);

/** Whether an object has an id; else a fault of what it is called. */
bool reader_need_id(struct reader *r, const struct json *object, const char *what);

/** Reads each item of a list member into its place. @what  what it is called in messages, and has
 *  an id then; NULL: it needs none. */
bool reader_each(struct reader *r, const struct json *object, const char *name,
                 const char *what,
                 bool (*read)(struct reader *r, const struct json *item, void *of),
                 void *of);

/** The same of all parts. */
bool reader_each_of_parts(struct reader *r, const char *name, const char *what,
                          bool (*read)(struct reader *r, const struct json *item,
                                       void *of),
                          void *of);

#endif
