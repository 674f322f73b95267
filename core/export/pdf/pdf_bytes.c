#include "export/pdf/pdf_bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static void unmap(struct pdf_bytes *pdf)
{
    if (pdf->map) {
        munmap(pdf->map, pdf->map_bytes);
    }
    pdf->map = NULL;
    pdf->map_bytes = 0;
}

/* Writes at the end of the file; returns how much of it could be written. */
static size_t write_all(struct pdf_bytes *pdf, const char *bytes, size_t len_bytes)
{
    size_t done = 0;
    while (done < len_bytes) {
        ssize_t wrote = write(fileno(pdf->file), bytes + done, len_bytes - done);
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
static bool take_back(struct pdf_bytes *pdf, size_t written_bytes)
{
    struct str *kept = &pdf->kept;
    str_make_room(kept, written_bytes);
    while (kept->len_bytes < written_bytes) {
        ssize_t got = pread(fileno(pdf->file), kept->bytes + kept->len_bytes,
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
    unmap(pdf);
    fclose(pdf->file);
    pdf->file = NULL;
    pdf->stays = true;
    return true;
}

/* A file that nobody else can open, and that goes when it is closed; NULL if none can be. */
static FILE *open_unnamed(void)
{
    const char *folder = getenv("TMPDIR");
    struct str path =
        str_of("%s/roundtable-pdf-XXXXXX", folder && *folder ? folder : "/tmp");
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
static void spill(struct pdf_bytes *pdf)
{
    pdf->file = open_unnamed();
    if (pdf->file &&
        write_all(pdf, pdf->kept.bytes, pdf->kept.len_bytes) == pdf->kept.len_bytes) {
        str_finish(&pdf->kept);
        return;
    }
    if (pdf->file) {
        fclose(pdf->file);
        pdf->file = NULL;
    }
    pdf->stays = true;
}

bool pdf_bytes_add(struct pdf_bytes *pdf, const char *bytes, size_t len_bytes)
{
    size_t wrote = 0;
    if (!pdf->file && !pdf->stays && pdf->kept.len_bytes >= PDF_SPILLED_BYTES) {
        spill(pdf);
    }
    if (pdf->file) {
        wrote = write_all(pdf, bytes, len_bytes);
        if (wrote < len_bytes && !take_back(pdf, pdf->len_bytes + wrote)) {
            return false;
        }
    }
    if (!pdf->file) {
        str_add_bytes(&pdf->kept, bytes + wrote, len_bytes - wrote);
    }
    pdf->len_bytes += len_bytes;
    return true;
}

const char *pdf_bytes_text(struct pdf_bytes *pdf)
{
    if (pdf->file && pdf->map_bytes != pdf->len_bytes) {
        unmap(pdf);
        void *map =
            mmap(NULL, pdf->len_bytes, PROT_READ, MAP_PRIVATE, fileno(pdf->file), 0);
        if (map == MAP_FAILED) {
            return take_back(pdf, pdf->len_bytes) ? str_text(&pdf->kept) : NULL;
        }
        pdf->map = map;
        pdf->map_bytes = pdf->len_bytes;
    }
    return pdf->file ? pdf->map : str_text(&pdf->kept);
}

bool pdf_bytes_write(const struct pdf_bytes *pdf, FILE *to)
{
    char piece[65536];
    size_t done = 0;
    if (!pdf->file) {
        fwrite(str_text(&pdf->kept), 1, pdf->len_bytes, to);
        return true;
    }
    while (done < pdf->len_bytes) {
        ssize_t got = pread(fileno(pdf->file), piece, sizeof piece, (off_t)done);
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

void pdf_bytes_finish(struct pdf_bytes *pdf)
{
    unmap(pdf);
    if (pdf->file) {
        fclose(pdf->file);
    }
    str_finish(&pdf->kept);
    *pdf = (struct pdf_bytes){0};
}
