#include "support/scene.h"

#include "support/folder.h"

#include <stdlib.h>

void scene_write_table(const char *path, const char *goals)
{
    struct str text =
        str_of("{\"sessions\":[{\"place\":\"Leeds\",\"goals\":[%s]}]}", goals);
    text_file_write(path, text.bytes);
    str_finish(&text);
}

struct scene scene_begin(int rows, int cols, const char *goals)
{
    struct scene s = {.path = test_path("table.json")};
    scene_write_table(s.path, goals ? goals : LESS_SUGAR);
    s.ana = typist_open(rows, cols, WORDS("roundtable", "--by", "Ana", s.path));
    return s;
}

void scene_open_phone(struct scene *s)
{
    typist_type(s->ana, CTRL_S);
    typist_wait(s->ana, "Saved to");
    phone_open(&s->phone, s->path);
}

void scene_end(struct scene *s)
{
    if (s->phone.writer.table) {
        phone_close(&s->phone);
    }
    typist_leave(s->ana);
    stand_in_end(&s->beside);
    free(s->path);
}
