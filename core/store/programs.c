#include "store/programs.h"

#include "base/memory.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool can_be_run(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) && access(path, X_OK) == 0;
}

char *program_in(const char *folder, size_t len_bytes, const char *name)
{
    struct str path = STR_EMPTY;
    str_add_bytes(&path, folder, len_bytes);
    str_add(&path, len_bytes ? "/" : "./");
    str_add(&path, name);
    if (can_be_run(path.bytes)) {
        return str_take(&path);
    }
    str_finish(&path);
    return NULL;
}

char *program_in_path(const char *name)
{
    const char *at = getenv("PATH");
    char *found = NULL;
    while (at && !found) {
        size_t len_bytes = strcspn(at, ":");
        found = program_in(at, len_bytes, name);
        at = at[len_bytes] ? at + len_bytes + 1 : NULL;
    }
    return found;
}

char *program_self(const char *program)
{
    char *self = realpath("/proc/self/exe", NULL);
    if (!self && program) {
        char *named =
            strchr(program, '/') ? memory_copy_text(program) : program_in_path(program);
        self = named ? realpath(named, NULL) : NULL;
        free(named);
    }
    return self;
}
