/* What a value says. Many say which record, stage, column or row is meant, by its id: that is for
 * programs. People are told what it was called; here alone an id becomes words. */

#include "base/instant.h"
#include "model/agenda.h"
#include "model/fields.h"
#include "model/history_words_inside.h"
#include "model/moved.h"
#include "model/rows.h"

enum what { WORDS, A_TABLE, A_FORM, A_STAGE, A_COLUMN, A_GRID, A_ROW, A_RECORD, UNSAID };

/* The fields that say which is meant. */
static const struct {
    const char *kind, *field; /* of all kinds that do not come before, if it is "" */
    enum what what;
} references[] = {{"session", "id", UNSAID},
                  {"session", "place", WORDS},
                  {"session", "template", A_FORM},
                  {"session", "after", A_TABLE},
                  {"session", "stage", A_STAGE},
                  {"session", "phones_column", A_COLUMN},
                  {"", "id", UNSAID},
                  {"", "place", UNSAID},
                  {"", "from", UNSAID},
                  {"", "session", A_TABLE},
                  {"", "goal", A_RECORD},
                  {"", "answered", A_RECORD},
                  {"", "named", A_RECORD},
                  {"", "one", A_RECORD},
                  {"", "other", A_RECORD},
                  {"", "theme", A_RECORD},
                  {"", "column", A_COLUMN},
                  {"", "grid", A_GRID},
                  {"", "row", A_ROW}};

static enum what what_of(const char *kind, const char *field)
{
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        const char *of = references[i].kind;
        if (strcmp(field, references[i].field) == 0 && (!*of || strcmp(of, kind) == 0)) {
            return references[i].what;
        }
    }
    const char *stage;
    bool row = strcmp(kind, "session") == 0 && strchr(field, ':') &&
               !stage_field(field, &stage) && !field_holds_words(kind, field);
    return row ? A_ROW : WORDS; /* MARK:GRID says which row has it */
}

/* "the theme ‘Queues’", "the barrier" of one without words: of what a record is. */
static void add_record(struct telling *t, const struct record *record)
{
    const char *words = record ? telling_words_then(t, record) : "";
    if (!record) {
        str_add(t->out, "something that is not in this file");
    } else if (*words) {
        telling_quote(t, words);
    } else {
        str_addf(t->out, "a %s without %s", record_kind(record),
                 record_is(record, "theme") ? "a name" : "words");
    }
}

static const struct record *record_meant(const struct telling *t, const char *of)
{
    static const char *const kinds[] = {"note", "goal", "theme", "session"};
    const struct record *found = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !found; i++) {
        found = telling_record(t, of, kinds[i]);
    }
    return found;
}

/* "not ‘Choir’", of the actions that somebody was asked about and said no; false if it says
 * nothing of the kind. */
static bool say_refused(struct telling *t, const char *said)
{
    static const char is_not[] = "not:";
    if (strncmp(said, is_not, sizeof is_not - 1) != 0) {
        return false;
    }
    str_add(t->out, "not ");
    for (const char *at = said + sizeof is_not - 1; *at;) {
        size_t len = strcspn(at, ",");
        struct str id = STR_EMPTY;
        str_add_bytes(&id, at, len);
        add_record(t, session_record(t->session, "note", str_text(&id)));
        str_finish(&id);
        at += len + (at[len] == ',');
        str_add(t->out, *at ? " or " : "");
    }
    return true;
}

const char *telling_stage(const struct telling *t, const char *id)
{
    struct str name = str_of("stage_title:%s", id);
    const struct field *title = record_field(t->record, name.bytes);
    const struct stage *usual = template_stage(t->form, id);
    const struct version *then =
        title && t->edit ? version_earlier(t->edit, title) : NULL;
    for (const struct version *v = title && !then && !usual ? title->versions : NULL; v;
         v = v->next) {
        then =
            version_value(v).kind != VALUE_NONE ? v : then; /* it was called so later */
    }
    str_finish(&name);
    return then ? value_words(version_value(then)) : usual ? usual->title : "";
}

static const char *row_title(const struct telling *t, const char *field, const char *id)
{
    const char *colon = strchr(field, ':');
    const char *of = colon ? colon + 1 : record_says(t->record, "grid");
    const struct grid *grid = template_grid(t->form, of);
    const struct form_row *given = grid ? grid_given(grid, id) : NULL;
    const struct record *typed = session_record(t->session, "goal", id);
    return given ? given->title : typed ? row_words(typed) : "";
}

/* What is called so; "" if nothing that is known here. */
static const char *called(const struct telling *t, enum what what, const char *field,
                          const char *id)
{
    const struct column *column;
    const struct grid *grid;
    const struct template *form;
    switch (what) {
    case A_COLUMN:
        column = template_column(t->form, id, NULL);
        return column ? column->short_title : "";
    case A_GRID:
        grid = template_grid(t->form, id);
        return grid ? grid->title : "";
    case A_FORM:
        form = session_template(t->session, id);
        form = form ? form : template_builtin_of(id);
        return form ? form->title : "";
    case A_STAGE:
        return telling_stage(t, id);
    case A_ROW:
        return row_title(t, field, id);
    default:
        return id;
    }
}

/* The table of an entry that may be called alike at several. */
static void add_table_of(struct telling *t, const struct record *goal)
{
    if (goal && record_is(goal, "goal") && moved_from(t->session, t->record)) {
        str_add(t->out, " in ‘");
        history_name_table(history_table(goal), t->out);
        str_add(t->out, "’");
    }
}

static void add_called(struct telling *t, const char *words)
{
    if (*words) {
        telling_quote(t, words);
    } else {
        str_add(t->out, "one that the form lacks");
    }
}

static void add_table(struct telling *t, const char *says)
{
    const struct record *table = telling_record(t, says, "session");
    table = table ? table : session_record(t->session, "session", says);
    if (table) {
        str_add(t->out, "‘");
        history_name_table(table, t->out);
        str_add(t->out, "’");
    } else {
        str_add(t->out, "a session that is not in this file");
    }
}

bool telling_value(struct telling *t, const char *field, struct value value)
{
    const char *says = value_words(value);
    enum what what = what_of(record_kind(t->record), field);
    char day[32];
    const struct mark *mark = template_mark(t->form, field);
    const struct choice *choice = mark && value.text ? mark_choice(mark, says) : NULL;
    if (value.kind == VALUE_NONE) {
        str_add(t->out, "nothing");
    } else if (what == UNSAID) {
        return false;
    } else if (what == A_TABLE) {
        add_table(t, says);
    } else if (what == A_RECORD && !say_refused(t, says)) {
        add_record(t, record_meant(t, says));
        add_table_of(t, record_meant(t, says));
    } else if (what != A_RECORD) {
        bool when = record_is(t->record, "note") && strcmp(field, "when") == 0;
        add_called(t, choice                             ? choice->title
                      : when && date_in_words(says, day) ? day
                                                         : called(t, what, field, says));
    }
    return true;
}

void history_say_value(struct session *s, const struct record *record, const char *field,
                       struct value value, struct str *out)
{
    struct telling t = {.session = s,
                        .record = record,
                        .form = table_template(s, history_table(record)),
                        .names = HISTORY_WITH_NAMES,
                        .out = out,
                        .start_bytes = out->len_bytes};
    telling_value(&t, field, value);
}
