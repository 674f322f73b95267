#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/export.h"
#include "export/themes_parts.h"
#include "export/writing.h"
#include "model/top.h"

#include <string.h>

/* What the sanitiser would show as a mark. A program can read it in its escaped form,
 * so here nothing has to be lost. */
static bool is_marked(const char *bytes, size_t len_bytes)
{
    struct str clean = STR_EMPTY;
    sanitise_bytes(bytes, len_bytes, SANITISE_FOR_LINES, &clean);
    bool marked = strncmp(str_text(&clean), "<U+", 3) == 0;
    str_finish(&clean);
    return marked;
}

static void add_escaped(struct str *out, uint32_t code_point)
{
    if (code_point >= 0x10000) {
        code_point -= 0x10000;
        str_addf(out, "\\u%04x\\u%04x", 0xD800 + (code_point >> 10),
                 0xDC00 + (code_point & 0x3FF));
    } else {
        str_addf(out, "\\u%04x", code_point);
    }
}

/* What is not ASCII stands inside of texts only. */
void json_add_harmless(struct str *out, const char *json, size_t len_bytes)
{
    for (size_t at = 0; at < len_bytes;) {
        uint32_t code_point;
        size_t taken = utf8_read(json + at, len_bytes - at, &code_point);
        if (code_point >= 0x80 && is_marked(json + at, taken)) {
            add_escaped(out, code_point);
        } else {
            str_add_bytes(out, json + at, taken);
        }
        at += taken;
    }
}

/* What all tables have in common, as the last member. */
static void add_themes(struct session *session, const struct export_options *options,
                       struct str *top)
{
    struct findings findings;
    findings_find(session, NULL, &findings);
    findings.only_words = options->audience == FOR_PUBLIC;
    str_add(top, ",\n  \"themes\": {\n");
    themes_json_members(&findings, 2, top);
    str_add(top, "  }\n");
    findings_finish(&findings);
}

void export_json(struct session *session, const struct export_options *options,
                 struct str *out)
{
    struct str top = STR_EMPTY;
    top_write(session,
              options->audience == FOR_PUBLIC ? TOP_PUBLIC
              : options->without_names        ? TOP_WITHOUT_NAMES
                                              : TOP_WITH_NAMES,
              &top);
    str_remove(&top, top.len_bytes - 2, 2); /* the last member's comma and line end */
    size_t count;
    session_tables(session, &count);
    if (count > 1) {
        add_themes(session, options, &top);
    }
    str_add(out, "{\n");
    json_add_harmless(out, top.bytes, top.len_bytes);
    str_add(out, top.bytes[top.len_bytes - 1] == '\n' ? "}\n" : "\n}\n");
    str_finish(&top);
}
