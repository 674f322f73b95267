/* What stands in folders, to be chosen from. */

#include "store/folders.h"

#include "base/memory.h"
#include "store/replace.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool ends_in(const char *name, const char *end)
{
    size_t len = strlen(name), end_len = strlen(end);
    return len > end_len && strcmp(name + len - end_len, end) == 0;
}

bool is_session_name(const char *name)
{
    return ends_in(name, ".json") && !ends_in(name, ".damaged.json") &&
           !ends_in(name, ".schema.json");
}

bool folder_read(const char *folder, bool all, struct paths *folders, struct paths *files,
                 struct err *err)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    if (!dir) {
        err_system(err, "%s", folder);
        return false;
    }
    while ((entry = readdir(dir))) {
        const char *name = entry->d_name;
        struct stat about;
        if (name[0] == '.' || fstatat(dirfd(dir), name, &about, 0) != 0) {
            continue;
        }
        bool is_file = S_ISREG(about.st_mode) && (all || is_session_name(name));
        if (is_file || S_ISDIR(about.st_mode)) {
            struct str path = str_of("%s/%s", folder[1] ? folder : "", name);
            paths_add(is_file ? files : folders, path.bytes);
            str_finish(&path);
        }
    }
    closedir(dir);
    ARRAY_SORT(folders->items, folders->count, text_order);
    ARRAY_SORT(files->items, files->count, text_order);
    return true;
}

char *folder_to_begin_in(void)
{
    struct paths folders = {0}, files = {0}, recent = {0};
    char *here = realpath(".", NULL);
    bool some = here && folder_read(here, false, &folders, &files, NULL) && files.count;
    recent_sessions(&recent);
    if (!some && recent.count) {
        free(here);
        here = folder_of(recent.items[0]);
    }
    paths_finish(&folders);
    paths_finish(&files);
    paths_finish(&recent);
    return here ? here : memory_copy_text("/");
}
