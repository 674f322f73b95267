#include "base/shell.h"

#include <string.h>

void shell_add_path(const char *path, struct str *out)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=:,./@%";
    bool quoted = !*path || path[strspn(path, plain)];
    str_add(out, quoted ? "'" : "");
    str_add(out, *path == '-' ? "./" : "");
    for (const char *c = path; *c; c++) {
        str_add(out, *c == '\'' ? "'\\''" : (char[]){*c, '\0'});
    }
    str_add(out, quoted ? "'" : "");
}
