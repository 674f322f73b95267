#include "store/kin_files.h"

#include "base/str.h"
#include "store/places.h"
#include "store/replace.h"

struct kin *kin_installed(const char *language)
{
    struct paths files = {0};
    struct str text = STR_EMPTY;
    struct kin *found = NULL;
    data_files("words", &files);
    for (size_t i = 0; i < files.count && !found; i++) {
        str_clear(&text);
        struct kin *kin = read_file(files.items[i], &text, NULL)
                              ? kin_read(files.items[i], str_text(&text), NULL)
                              : NULL;
        if (kin && kin_speaks(kin, language)) {
            found = kin;
        } else {
            kin_free(kin);
        }
    }
    str_finish(&text);
    paths_finish(&files);
    return found;
}
