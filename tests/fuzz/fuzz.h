#ifndef ROUNDTABLE_TESTS_FUZZ_H
#define ROUNDTABLE_TESTS_FUZZ_H

#include "model/session.h"

#include <stddef.h>
#include <stdint.h>

/**
 * What the fuzz targets share. Each is one file, fuzz_NAME.c, with the function that
 * libFuzzer calls with bytes; `make fuzz` builds and runs them all.
 */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes);

/** What must hold; what does not ends the target, which libFuzzer takes for a find. */
#define MUST(condition, ...)                                                             \
    ((condition) ? (void)0 : fuzz_found(__FILE__, __LINE__, __VA_ARGS__))

_Noreturn void fuzz_found(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A copy with a NUL behind it, for free(), of just that size: a byte too far is seen. */
char *fuzz_copy(const uint8_t *bytes, size_t len_bytes);

/** Bytes that choose; when they are used up, every choice is 0. */
struct choices {
    const uint8_t *bytes;
    size_t len_bytes;
};

/** A number below `below`, which is at most 256. */
unsigned choose(struct choices *choices, unsigned below);

/** The session as file_write() has it, for free(). */
char *fuzz_written(struct session *session);

#endif
