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

static char *beside(const char *target)
{
    struct str path = STR_EMPTY;
    size_t len = strlen(target), end = sizeof extension - 1;
    bool ends = len > end && strcmp(target + len - end, extension) == 0;
    str_add_bytes(&path, target, ends ? len - end : len);
    str_addf(&path, ".rescued%s", ends ? extension : ""); /* "a" is not "a.json" */
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

struct rescue_places rescue_places(const char *session_path)
{
    const char *const shared[] = {getenv("TMPDIR"), "/dev/shm", "/tmp"};
    char *target = path_resolve(session_path), *name = state_name_of(target);
    struct rescue_places places = {{beside(target), in_state(name)}};
    for (int i = 0; i < RESCUE_PLACES - 2; i++) {
        places.at[i + 2] = in_shared(shared[i], name);
    }
    free(name);
    free(target);
    return places;
}

void rescue_places_finish(struct rescue_places *places)
{
    for (int i = 0; i < RESCUE_PLACES; i++) {
        free(places->at[i]);
    }
    *places = (struct rescue_places){{NULL}};
}
