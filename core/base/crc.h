#ifndef ROUNDTABLE_BASE_CRC_H
#define ROUNDTABLE_BASE_CRC_H

#include <stddef.h>
#include <stdint.h>

/**
 * The crc32 of zlib and PNG, of what came before (0 at the start) and of these bytes: what
 * zlib's crc32_z() gives, ten times as fast where the processor multiplies without carries.
 * A seminar's files are all summed, and what is made of them, too.
 */
uint32_t crc_add(uint32_t crc, const void *bytes, size_t len_bytes);

/** That of the last bytes of what has the crc32 of all, where what stands before those has
 *  the other: both parts of what is written are summed by one pass. */
uint32_t crc_behind(uint32_t all, uint32_t before, size_t len_bytes);

#endif
