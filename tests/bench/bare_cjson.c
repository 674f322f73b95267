/* What reading alone costs: each *.json file of a folder is read, parsed by cJSON and
 * forgotten. The measure for tests/bench-merge.sh. */

#include <cjson/cJSON.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool parse(int folder, const char *name)
{
    struct stat about;
    int fd = openat(folder, name, O_RDONLY);
    if (fd < 0 || fstat(fd, &about) != 0) {
        return false;
    }
    size_t len_bytes = (size_t)about.st_size;
    char *bytes = malloc(len_bytes + 1);
    bool ok = bytes && read(fd, bytes, len_bytes) == (ssize_t)len_bytes;
    if (ok) {
        bytes[len_bytes] = '\0';
        cJSON *root = cJSON_Parse(bytes);
        ok = root;
        cJSON_Delete(root);
    }
    free(bytes);
    close(fd);
    return ok;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    struct dirent *entry;
    bool ok = folder;
    while (ok && (entry = readdir(folder))) {
        ok = !strstr(entry->d_name, ".json") || parse(dirfd(folder), entry->d_name);
    }
    if (folder) {
        closedir(folder);
    }
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
