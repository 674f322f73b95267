/* The list of marks, to mark an entry. */

#include "lists.h"

#include "base/memory.h"
#include "screen.h"
#include "view_list.h"

#include <string.h>

static void widen(struct list_view *v, const char *label)
{
    int cols = screen_width_cols(label, strlen(label));
    v->label_cols = cols > v->label_cols ? cols : v->label_cols;
}

/* The ids are the item's own, since a template may come anew while the list is open. */
static void intend(struct item *item, enum intent_kind kind, const char *field,
                   const char *text)
{
    size_t field_bytes = strlen(field) + 1, text_bytes = strlen(text) + 1;
    item->text = memory_get(field_bytes + text_bytes);
    memcpy(item->text, field, field_bytes);
    memcpy(item->text + field_bytes, text, text_bytes);
    item->intent = (struct intent){
        .kind = kind, .field = item->text, .text = item->text + field_bytes};
}

/* Whether some wording that stands says so. */
static bool stands(const struct field *field, const char *choice)
{
    const struct version *head = field ? field_shown(field) : NULL;
    for (; head; head = head_next(head)) {
        if (version_value(head).kind == VALUE_TEXT &&
            strcmp(version_value(head).text, choice) == 0) {
            return true;
        }
    }
    return false;
}

/* The row of a choice. True if the note carries it; then it is taken off, unless others
 * stand beside it and one is to be chosen. */
static bool add_choice(struct list_view *v, const struct facts *facts,
                       const struct record *note, const struct column *column, size_t n,
                       const struct choice *choice)
{
    const struct mark *mark = column->marks[n];
    const struct field *field = record_field(note, mark->id);
    const char *letter = column_letter(column, n, choice);
    bool now = strcmp(record_words(note, mark->id), choice->id) == 0;
    bool several = field_wordings(field) > 1;
    struct str label = STR_EMPTY, full = STR_EMPTY;
    str_add(&label, choice->title);
    if (now || (several && stands(field, choice->id))) {
        str_addf(&label, "%s%s", screen_dot(), now ? "now" : "said too");
    }
    str_addf(&full, "%s: %s", choice->title, choice->meaning);
    if (several) {
        str_add(&full, " Several were given at once: choose the one that stands.");
    } else if (now) {
        str_addf(&full, " %s takes it off.", *letter ? letter : "Enter");
    }
    widen(v, label.bytes);
    struct item *item = list_add(v, letter, label.bytes, choice->meaning);
    item->full = memory_copy_text(full.bytes);
    intend(item, INTENT_MARK, mark->id, now && !several ? "" : choice->id);
    item->intent.record = note;
    item->intent.seen_edits = session_edit_count(facts->session);
    str_finish(&label);
    str_finish(&full);
    return now;
}

void *list_of_marks(const struct facts *facts, const struct record *note)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct column *column = template_column(form, record_column(note), NULL);
    struct str title = STR_EMPTY;
    str_addf(&title, "Mark ‘%s’", record_words(note, "text"));
    struct list_view *v = list_new(title.bytes, true);
    v->selected = 1; /* below the first heading */
    for (size_t n = 0, found = 0; column && n < column->mark_count; n++) {
        const struct mark *mark = column->marks[n];
        list_add(v, "", mark->title, "")->heading = true;
        for (size_t i = 0; i < mark->choice_count; i++) {
            if (add_choice(v, facts, note, column, n, &mark->choices[i]) && !found++) {
                v->selected = v->count - 1;
            }
        }
    }
    str_finish(&title);
    return v;
}
