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

#endif
