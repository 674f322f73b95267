#include "store/rescue_places.h"

#include "base/str.h"
#include "store/places.h"
#include "store/replace.h"
#include "store/trust.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char extension[] = ".json";

static char *beside(const char *session_path)
{
    char *target = path_resolve(session_path);
    struct str path = STR_EMPTY;
    size_t len = strlen(target), end = sizeof extension - 1;
    bool ends = len > end && strcmp(target + len - end, extension) == 0;
    str_add_bytes(&path, target, ends ? len - end : len);
    str_addf(&path, ".rescued%s", ends ? extension : ""); /* "a" is not "a.json" */
    free(target);
    return str_take(&path);
}

static char *in_state(const char *name)
{
    struct str path = str_of("rescued/%s%s", name, extension);
    char *state = state_path(path.bytes);
    str_finish(&path);
    return state;
}

/* In a folder where everybody has things, there is one of ours. */
static char *in_shared(const char *shared, const char *name)
{
    struct stat about;
    if (!shared || *shared != '/' || stat(shared, &about) != 0 ||
        !S_ISDIR(about.st_mode)) {
        return NULL;
    }
    struct str path = str_of("%s/roundtable-%ld", shared, (long)geteuid());
    if (!folder_is_trusted(path.bytes, true, NULL)) {
        str_finish(&path);
        return NULL;
    }
    str_addf(&path, "/%s%s", name, extension);
    return str_take(&path);
}

char *rescue_place(const char *session_path, int place)
{
    const char *const shared[] = {getenv("TMPDIR"), "/dev/shm", "/tmp"};
    if (place == 0) {
        return beside(session_path);
    }
    char *name = state_name_of(session_path);
    char *path = place == 1 ? in_state(name) : in_shared(shared[place - 2], name);
    free(name);
    return path;
}
