#include "commands/versions.h"

#include "app/beside.h"
#include "base/libraries.h"
#include "base/sanitise.h"
#include "export/export.h"
#include "screen/terminal.h"

#include <stdlib.h>
#include <string.h>

/* "roundtable-pdf 0.1.0: pango 1.50.12, cairo 1.16.0", from the two lines that it prints. */
static void add_beside(const char *name, struct str *out)
{
    static const char *const words[] = {"--version", NULL};
    const struct str nothing = STR_EMPTY;
    struct beside_ran ran = {0};
    char *path = beside_find(name, NULL);
    struct err err = ERR_NONE;
    str_addf(out, "\nroundtable-%s", name);
    if (!path) {
        str_add(out, " is not here");
    } else if (!beside_run(path, words, &nothing, &ran, &err)) {
        str_addf(out, ": %s", err_text(&err));
    } else {
        const char *version = strchr(str_text(&ran.out), ' ');
        size_t len = version ? strcspn(version, "\n") : 0;
        str_clear(&ran.err);
        sanitise_bytes(version ? version : "", len, SANITISE_FOR_CELLS, &ran.err);
        if (version && version[len] && version[len + 1]) {
            str_add(&ran.err, ": ");
            sanitise_bytes(version + len + 1, strcspn(version + len + 1, "\n"),
                           SANITISE_FOR_CELLS, &ran.err);
        }
        str_add(out, str_text(&ran.err));
    }
    err_finish(&err);
    beside_ran_finish(&ran);
    free(path);
}

void versions_add(struct str *out)
{
    str_addf(out, "%s, ", terminal_library());
    libraries_of_core(out);
    for (const struct export_format *f = export_formats; f->name; f++) {
        if (!f->write) {
            add_beside(f->name, out);
        }
    }
    add_beside("live", out);
    add_beside("phones", out);
}
