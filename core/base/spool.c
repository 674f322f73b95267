#include "base/spool.h"

#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void unmap(struct spool *spool)
{
    if (spool->map) {
        munmap(spool->map, spool->map_bytes);
    }
    spool->map = NULL;
    spool->map_bytes = 0;
}

/* Writes at the end of the file; returns how much of it could be written. */
static size_t write_all(struct spool *spool, const char *bytes, size_t len_bytes)
{
    size_t done = 0;
    while (done < len_bytes) {
        ssize_t wrote = write(fileno(spool->file), bytes + done, len_bytes - done);
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            break;
        }
        done += (size_t)wrote;
    }
    return done;
}

/* What the file has is read back, and stays in memory from now on. False if it cannot be
 * read. */
static bool take_back(struct spool *spool, size_t written_bytes)
{
    struct str *kept = &spool->kept;
    str_make_room(kept, written_bytes);
    while (kept->len_bytes < written_bytes) {
        ssize_t got = pread(fileno(spool->file), kept->bytes + kept->len_bytes,
                            written_bytes - kept->len_bytes, (off_t)kept->len_bytes);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        kept->len_bytes += (size_t)got;
    }
    kept->bytes[kept->len_bytes] = '\0';
    unmap(spool);
    fclose(spool->file);
    spool->file = NULL;
    spool->stays = true;
    return true;
}

/* A file that nobody else can open, and that goes when it is closed; NULL if none can be. */
static FILE *open_unnamed(void)
{
    const char *folder = getenv("TMPDIR");
    struct str path = str_of("%s/roundtable-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path.bytes);
    FILE *file = NULL;
    if (fd >= 0) {
        unlink(path.bytes);
        file = fdopen(fd, "w+");
        if (!file) {
            close(fd);
        }
    }
    str_finish(&path);
    return file;
}

/* What was kept goes to a file, if that can hold it. */
static void spill(struct spool *spool)
{
    spool->file = open_unnamed();
    if (spool->file && write_all(spool, spool->kept.bytes, spool->kept.len_bytes) ==
                           spool->kept.len_bytes) {
        str_finish(&spool->kept);
        return;
    }
    if (spool->file) {
        fclose(spool->file);
        spool->file = NULL;
    }
    spool->stays = true;
}

bool spool_add(struct spool *spool, const char *bytes, size_t len_bytes)
{
    size_t wrote = 0;
    if (!spool->file && !spool->stays &&
        spool->kept.len_bytes + len_bytes > SPOOL_BYTES) {
        spill(spool);
    }
    if (spool->file) {
        wrote = write_all(spool, bytes, len_bytes);
        if (wrote < len_bytes && !take_back(spool, spool->len_bytes + wrote)) {
            return false;
        }
    }
    if (!spool->file) {
        str_add_bytes(&spool->kept, bytes + wrote, len_bytes - wrote);
    }
    spool->len_bytes += len_bytes;
    return true;
}

bool spool_read_all(struct spool *spool, FILE *from)
{
    enum { PIECE_BYTES = 65536 };
    char *piece = memory_get(PIECE_BYTES);
    size_t got;
    bool ok = true;
    do {
        got = fread(piece, 1, PIECE_BYTES, from);
        ok = spool_add(spool, piece, got);
    } while (ok && got);
    free(piece);
    return ok && !ferror(from);
}

const char *spool_text(struct spool *spool)
{
    if (spool->file && spool->map_bytes != spool->len_bytes) {
        unmap(spool);
        void *map =
            mmap(NULL, spool->len_bytes, PROT_READ, MAP_PRIVATE, fileno(spool->file), 0);
        if (map == MAP_FAILED) {
            return take_back(spool, spool->len_bytes) ? str_text(&spool->kept) : NULL;
        }
        spool->map = map;
        spool->map_bytes = spool->len_bytes;
    }
    return spool->file ? spool->map : str_text(&spool->kept);
}

void spool_let_go(const struct spool *spool)
{
#ifdef MADV_DONTNEED /* nothing was written there: it comes from the file again */
    if (spool->map) {
        madvise(spool->map, spool->map_bytes, MADV_DONTNEED);
    }
#endif
}

bool spool_write(const struct spool *spool, FILE *to)
{
    char piece[65536];
    size_t done = 0;
    if (!spool->file) {
        fwrite(str_text(&spool->kept), 1, spool->len_bytes, to);
        return true;
    }
    while (done < spool->len_bytes) {
        ssize_t got = pread(fileno(spool->file), piece, sizeof piece, (off_t)done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        fwrite(piece, 1, (size_t)got, to);
        done += (size_t)got;
    }
    return true;
}

void spool_finish(struct spool *spool)
{
    unmap(spool);
    if (spool->file) {
        fclose(spool->file);
    }
    str_finish(&spool->kept);
    *spool = (struct spool){0};
}
