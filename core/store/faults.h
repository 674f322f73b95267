#ifndef ROUNDTABLE_STORE_FAULTS_H
#define ROUNDTABLE_STORE_FAULTS_H

#include "base/err.h"
#include "base/json.h"

/** One thing that a file says and that is wrong, or wants a person to look at it. */
struct fault {
    struct json_place place;
    char *message; /* owned */
    bool fatal;    /* the file cannot be taken in */
};

/** The faults of one file, in the order found. Start zeroed; faults_finish() ends it. */
struct faults {
    struct fault *items;
    size_t count, room;
};

void faults_finish(struct faults *faults);

/** Where the faults of a document go while it is read. */
struct fault_sink {
    const struct json_document *document;
    struct faults *faults;  /* NULL: nobody wants to know more than the first fatal one */
    struct err *err;        /* takes the first fatal one, with its place */
    bool fatal;             /* there was one */
    const struct json **at; /* the values at fault, as many as faults were noted */
    size_t count, room;
};

/** Notes a fault at a value of the document. Its place is known after fault_sink_finish(). */
void fault_at(struct fault_sink *sink, const struct json *at, bool fatal,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

/** Gives all faults noted their places, in one pass; before the document goes. */
void fault_sink_finish(struct fault_sink *sink);

#endif
