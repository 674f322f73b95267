/* A file, and what stands beside it, added to a session that has others: what merging
 * does with each. */

#include "store/file_inside.h"

#include "store/edit_lines.h"
#include "store/edits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A session whose file was not written yet, but what was said is there. */
static bool add_begun(const char *path, struct session *session, struct file_added *added,
                      struct err *err)
{
    struct session_file file;
    size_t before = session_edit_count(session);
    if (!file_open(path, &file, err)) {
        return false;
    }
    bool ok = edits_take_all(path, session, file.session, err);
    added->from_journal = session_edit_count(session) - before;
    journal_news_take(&added->news, &file.news);
    file_close(&file);
    return ok;
}

/* Lines of edits, of which all are read before one is taken. */
static bool add_lines(const char *path, struct session *session, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        err_system(err, "%s", path);
        return false;
    }
    struct session *read = session_coming_in(path, fd, err);
    bool ok = read && edits_take_all(path, session, read, err);
    session_free(read);
    close(fd);
    return ok;
}

void file_add_beside(const char *path, struct session *session, struct file_added *added)
{
    struct rescued unused;
    struct journal journal;
    size_t before = session_edit_count(session);
    char *target = path_resolve(path);
    rescue_take_in(target, session, &unused, &added->news);
    journal_init(&journal, target);
    journal_read(&journal, session, &added->news);
    added->from_journal = session_edit_count(session) - before;
    journal_finish(&journal);
    free(target);
}

static bool add_once(const char *path, struct session *session, struct file_added *added,
                     struct err *err)
{
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return add_begun(path, session, added, err);
    }
    if (edit_lines_in(path)) {
        return add_lines(path, session, err);
    }
    bool ok = file_add_alone(path, session, err);
    if (ok) {
        file_add_beside(path, session, added);
    }
    return ok;
}

/* Whoever saved it meanwhile has emptied its journal of what was not in it before. */
bool file_add(const char *path, struct session *session, struct file_added *added,
              struct err *err)
{
    enum { MOST_ATTEMPTS = 10 };
    size_t before = session_change_count(session);
    struct stamp read, now = file_stamp(path);
    *added = (struct file_added){0};
    for (int i = 0; i < MOST_ATTEMPTS && (i == 0 || !stamp_same(&now, &read)); i++) {
        read = now;
        journal_news_finish(&added->news);
        if (!add_once(path, session, added, err)) {
            journal_news_finish(&added->news);
            return false;
        }
        now = file_stamp(path);
    }
    added->edits = session_change_count(session) - before;
    return true;
}
