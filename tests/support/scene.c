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

struct scene scene_begin_with_phone(int rows, int cols)
{
    struct scene s = scene_begin(rows, cols, LESS_SUGAR ",{\"text\":\"More walking\"}");
    typist_type(s.ana, "2");
    scene_open_phone(&s);
    return s;
}

struct scene scene_begin_with_four(int rows, int cols)
{
    struct scene s = scene_begin_with_phone(rows, cols);
    struct phone *p = &s.phone;
    phone_send(p, "a1", phone_goal(p, 0), "barriers", "Fizzy drinks are cheap", "Ben");
    phone_send(p, "b1", phone_goal(p, 1), "barriers", "No pavement on Mill Road", NULL);
    phone_send(p, "a2", phone_goal(p, 0), "barriers", "Vending machines", NULL);
    phone_send(p, "b2", NULL, NULL, "Cleaner air", NULL);
    typist_wait(s.ana, "4 wait");
    return s;
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

void scene_end_in_inbox(struct scene *s)
{
    typist_type(s->ana, ESC);
    scene_end(s);
}
