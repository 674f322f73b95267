#include "export/export.h"
#include "export/themes_json.h"
#include "export/writing.h"
#include "model/top.h"

/* What all tables have in common, as the last member. */
static void add_themes(struct session *session, const struct export_options *options,
                       struct str *top)
{
    struct findings findings;
    findings_find(session, NULL, &findings);
    if (export_only_words(options)) {
        findings_leave_votes_out(&findings);
    }
    str_add(top, ",\n  \"themes\": {\n");
    themes_json_members(&findings, 2, top);
    str_add(top, "  }\n");
    findings_finish(&findings);
}

void export_json(struct session *session, const struct export_options *options,
                 struct str *out)
{
    struct str top = STR_EMPTY;
    bool names = !options->without_names;
    top_write(session,
              export_plainly(options) ? (names ? TOP_PUBLIC : TOP_PUBLIC_WITHOUT_NAMES)
                                      : (names ? TOP_TOLD : TOP_WITHOUT_NAMES),
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
