#include "base/json_writer.h"

#include <assert.h>
#include <string.h>

static void begin_value(struct json_writer *w, const char *name)
{
    if (w->depth) {
        str_addf(&w->text, "%s\n%*s", w->some ? "," : "", 2 * w->depth, "");
    }
    if (name) {
        str_addf(&w->text, "\"%s\": ", name);
    }
    w->some = true;
}

static void open_with(struct json_writer *w, const char *name, char bracket, char closer)
{
    assert(w->depth < JSON_DEEPEST);
    begin_value(w, name);
    str_add_byte(&w->text, bracket);
    w->closers[w->depth++] = closer;
    w->some = false;
}

void json_open_object(struct json_writer *w, const char *name)
{
    open_with(w, name, '{', '}');
}

void json_open_array(struct json_writer *w, const char *name)
{
    open_with(w, name, '[', ']');
}

void json_close(struct json_writer *w)
{
    char closer = w->closers[--w->depth];
    if (w->some) {
        str_addf(&w->text, "\n%*s", 2 * w->depth, "");
    }
    str_add_byte(&w->text, closer);
    w->some = true;
}

void json_tell_text(struct json_writer *w, const char *name, const char *text)
{
    begin_value(w, name);
    if (text) {
        json_write_text(text, &w->text);
    } else {
        str_add(&w->text, "null");
    }
}

void json_tell_number(struct json_writer *w, const char *name, long long number)
{
    begin_value(w, name);
    str_addf(&w->text, "%lld", number);
}

void json_tell_flag(struct json_writer *w, const char *name, bool flag)
{
    begin_value(w, name);
    str_add(&w->text, flag ? "true" : "false");
}

void json_tell_lines(struct json_writer *w, const char *name, const char *lines)
{
    struct str line = STR_EMPTY;
    json_open_array(w, name);
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        str_clear(&line);
        str_add_bytes(&line, lines, len);
        json_tell_text(w, NULL, str_text(&line));
        lines += len + (lines[len] == '\n');
    }
    json_close(w);
    str_finish(&line);
}

void json_writer_begin(struct json_writer *w, const char *format)
{
    *w = (struct json_writer){.depth = 0};
    json_open_object(w, NULL);
    json_tell_text(w, "format", format);
    json_tell_number(w, "version", 1);
}

struct str json_writer_end(struct json_writer *w)
{
    while (w->depth) {
        json_close(w);
    }
    str_add_byte(&w->text, '\n');
    return w->text;
}
