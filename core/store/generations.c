#include "store/generations.h"

#include "base/memory.h"
#include "store/places.h"
#include "store/replace.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of a file's generations; to free(). */
static char *folder_for(const char *session_path)
{
    return state_path_of("generations", session_path, "");
}

static char *path_of(const char *folder, unsigned long number)
{
    struct str path = str_of("%s/%06lu.json", folder, number);
    return str_take(&path);
}

static int newest_first(const void *left, const void *right)
{
    const struct generation *a = left, *b = right;
    return a->number < b->number ? 1 : a->number > b->number ? -1 : 0;
}

static void list_folder(const char *folder, struct generations *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct generation generation = {.number = strtoul(entry->d_name, NULL, 10)};
        struct stat about;
        generation.path = path_of(folder, generation.number);
        if (strcmp(strrchr(generation.path, '/') + 1, entry->d_name) == 0 &&
            stat(generation.path, &about) == 0 && S_ISREG(about.st_mode)) {
            generation.at = about.st_mtime;
            generation.size_bytes = about.st_size;
            ARRAY_ADD(out->items, out->count, out->room, generation);
        } else {
            free(generation.path);
        }
    }
    if (dir) {
        closedir(dir);
    }
    ARRAY_SORT(out->items, out->count, newest_first);
}

void generations_list(const char *session_path, struct generations *out)
{
    char *folder = folder_for(session_path);
    list_folder(folder, out);
    free(folder);
}

void generations_finish(struct generations *generations)
{
    for (size_t i = 0; i < generations->count; i++) {
        free(generations->items[i].path);
    }
    free(generations->items);
    *generations = (struct generations){0};
}

const struct generation *generations_find(const struct generations *generations,
                                          unsigned long number)
{
    for (size_t i = 0; i < generations->count; i++) {
        if (generations->items[i].number == number) {
            return &generations->items[i];
        }
    }
    return NULL;
}

static unsigned long newest_of(const struct generations *all)
{
    return all->count ? all->items[0].number : 0;
}

unsigned long generations_newest(const char *session_path)
{
    struct generations all = {0};
    generations_list(session_path, &all);
    unsigned long newest = newest_of(&all);
    generations_finish(&all);
    return newest;
}

/* The one that can best be done without: between two that are near to one another, for
 * how long ago it was. Never the newest nor the oldest. */
static size_t least_wanted(const struct generations *all)
{
    size_t least = 1;
    double least_share = 2;
    for (size_t i = 1; i + 1 < all->count; i++) {
        double gap = difftime(all->items[i - 1].at, all->items[i + 1].at);
        double age = difftime(all->items[0].at, all->items[i + 1].at) + 1;
        if (gap / age < least_share) {
            least_share = gap / age;
            least = i;
        }
    }
    return least;
}

/* What is to be kept: bytes, or, if they are NULL, what is in an open file. */
struct state {
    const char *bytes;
    size_t len_bytes;
    int fd;
};

static bool is_kept_at(const char *path, const struct state *state)
{
    return state->bytes ? file_holds(path, state->bytes, state->len_bytes)
                        : file_is_copy(path, state->fd);
}

/* Takes the number behind the newest, or behind that of a program that was quicker. */
static void write_next(const char *folder, unsigned long newest,
                       const struct state *state)
{
    enum { ATTEMPTS = 5 };
    bool written = false;
    for (unsigned long i = 1; i <= ATTEMPTS && !written; i++) {
        char *path = path_of(folder, newest + i);
        written = state->bytes ? write_new_file(path, state->bytes, state->len_bytes)
                               : copy_new_file(path, state->fd);
        free(path);
    }
}

static unsigned long keep(const char *session_path, const struct state *state)
{
    struct generations all = {0};
    char *folder = folder_for(session_path);
    list_folder(folder, &all);
    if ((all.count == 0 || !is_kept_at(all.items[0].path, state)) &&
        folder_make(folder, NULL)) {
        write_next(folder, newest_of(&all), state);
        generations_finish(&all);
        list_folder(folder, &all);
        if (all.count > MOST_GENERATIONS) {
            unlink(all.items[least_wanted(&all)].path);
        }
    }
    unsigned long newest = newest_of(&all);
    generations_finish(&all);
    free(folder);
    return newest;
}

unsigned long generation_keep(const char *session_path, const char *bytes,
                              size_t len_bytes)
{
    return keep(session_path, &(struct state){bytes, len_bytes, -1});
}

unsigned long generation_keep_open(const char *session_path, int fd)
{
    return keep(session_path, &(struct state){NULL, 0, fd});
}
