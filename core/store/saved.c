#include "store/saved.h"

#include "base/hash.h"
#include "store/places.h"
#include "store/replace.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add(struct holding *holding, const struct edit *edit, struct str *line)
{
    holding->edits++;
    holding->sum += edit_sum(edit, line);
}

/* False if one was redacted, which was counted with its words before. */
static bool add_new(struct holding *holding, const struct session *session,
                    struct str *line)
{
    const struct edit *edit;
    while ((edit = session_next_arrival(session, &holding->seen))) {
        if (edit->redacted) {
            return false;
        }
        add(holding, edit, line);
    }
    return true;
}

/* In whatever order they are quickest to be had. */
static void add_all(struct holding *holding, const struct session *session,
                    struct str *line)
{
    size_t at = 0, count;
    const struct edit *edit;
    *holding = (struct holding){.seen = holding->seen, .begun = true};
    if (session_clash_count(session)) {
        const struct edit **edits = session_edits(session, &count);
        for (size_t i = 0; i < count; i++) {
            add(holding, edits[i], line);
        }
        free(edits);
        return;
    }
    while ((edit = session_next_edit(session, &at))) {
        add(holding, edit, line);
    }
}

void holding_add_up(struct holding *holding, const struct session *session)
{
    struct str line = STR_EMPTY;
    if (!holding->begun || !add_new(holding, session, &line)) {
        add_all(holding, session, &line);
        while (session_next_arrival(session, &holding->seen)) {
        }
    }
    str_finish(&line);
}

/* It lies beside the generations and goes where they go; to free(). */
static char *path_for(const char *session_path)
{
    return state_path_of("generations", session_path, "/saved");
}

void saved_tell(const char *session_path, const struct saved *saved)
{
    const struct stamp *stamp = &saved->stamp;
    char *path = path_for(session_path), sum[BASE32_SIZE_BYTES];
    base32_write(saved->sum, sum);
    struct str line =
        str_of("1 %ju %ju %jd %jd %ld %08" PRIx32 " %zu %s %lu\n",
               (uintmax_t)stamp->device, (uintmax_t)stamp->inode,
               (intmax_t)stamp->size_bytes, (intmax_t)stamp->changed.tv_sec,
               stamp->changed.tv_nsec, saved->crc, saved->edits, sum, saved->generation);
    replace_file(path, line.bytes, line.len_bytes,
                 REPLACE_OWN | REPLACE_EXISTING | REPLACE_SOON, NULL);
    str_finish(&line);
    free(path);
}

/* All of a line: one that is torn in its last number would name another generation. */
static bool read_line(const char *line, struct saved *saved)
{
    uintmax_t device, inode;
    intmax_t size_bytes, seconds;
    int end = 0;
    char sum[BASE32_SIZE_BYTES];
    struct stamp *stamp = &saved->stamp;
    stamp->exists = true;
    bool ok = sscanf(line, "1 %ju %ju %jd %jd %ld %8" SCNx32 " %zu %13s %lu%n", &device,
                     &inode, &size_bytes, &seconds, &stamp->changed.tv_nsec, &saved->crc,
                     &saved->edits, sum, &saved->generation, &end) == 9 &&
              strcmp(line + end, "\n") == 0 && base32_read(sum, &saved->sum);
    if (ok) {
        stamp->device = (dev_t)device;
        stamp->inode = (ino_t)inode;
        stamp->size_bytes = (off_t)size_bytes;
        stamp->changed.tv_sec = (time_t)seconds;
    }
    return ok;
}

bool saved_find(const char *session_path, const struct stamp *now, struct saved *saved)
{
    char *path = path_for(session_path);
    struct str line = STR_EMPTY;
    *saved = (struct saved){0};
    bool found = state_is_trusted(NULL) && access(path, R_OK) == 0 &&
                 read_own_file(path, &line, NULL) && read_line(str_text(&line), saved) &&
                 stamp_same(&saved->stamp, now);
    str_finish(&line);
    free(path);
    return found;
}
