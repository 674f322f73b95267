/* What a command says in a session is kept as if it had been typed in a window. */

#include "base/memory.h"
#include "commands/command.h"
#include "store/company.h"

#include <stdlib.h>

int keep_said(struct session_file *file, const struct author *author, uint64_t first,
              const char *what)
{
    struct err err = ERR_NONE, unsaved = ERR_NONE;
    size_t count = (size_t)(author->next_number - first);
    if (!count) {
        return STATUS_DONE;
    }
    const struct edit **edits = memory_get(count * sizeof(*edits));
    for (size_t i = 0; i < count; i++) {
        edits[i] =
            session_edit(file->session, (struct edit_key){author->actor, first + i});
    }
    bool kept = journal_append(&file->journal, edits, count, &err);
    if (kept) {
        company_knock(file->path);
    }
    bool saved = file_save(file, &unsaved);
    if (saved) {
        company_knock(file->path);
    }
    free(edits);
    int status = STATUS_DONE;
    if (!saved && kept) {
        struct err told = ERR_NONE;
        err_set(&told, "%s; %s is kept in its journal", err_text(&unsaved), what);
        failure(&told);
        status = STATUS_LOOK;
    } else if (!saved) {
        status = failure(&unsaved);
        unsaved = ERR_NONE;
    }
    err_finish(&err);
    err_finish(&unsaved);
    return status;
}

bool is_open_elsewhere(const struct company *company, const char *path, struct err *err)
{
    if (company_count(company, MEMBER_WRITES)) {
        err_set(err, "%s: open in another window; close it there first", path);
    } else if (company_rooms(company)) {
        err_set(err,
                "%s: in a room, by roundtable live --only; end that first (Ctrl-C where "
                "it runs)",
                path);
    } else if (company_count(company, MEMBER_IS_PHONES)) {
        err_set(err,
                "%s: open to people's phones, by roundtable phones --only; end that "
                "first (Ctrl-C where it runs)",
                path);
    } else {
        return false;
    }
    return true;
}
