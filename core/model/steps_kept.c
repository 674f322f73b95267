/* The steps that can be undone when the session is opened again. */

#include "base/dates.h"
#include "base/memory.h"
#include "model/author_inside.h"
#include "model/commitments.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/questions.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 100, MOST_EARLIER = 20 };

/* Whether somebody else's edits are in it. */
static bool is_taken_over(const struct author *a, const struct step *step)
{
    for (size_t i = 0; i < step->count; i++) {
        if (!author_is(a, step->edits[i]->key.actor)) {
            return true;
        }
    }
    return false;
}

const struct edit *author_edit_back(const struct author *a, size_t back)
{
    for (const struct step *step = a->done; step; step = step->older) {
        bool own = !is_taken_over(a, step);
        if (own && back < step->count) {
            return step->edits[step->count - 1 - back];
        }
        back -= own ? step->count : 0;
    }
    return NULL;
}

/* What was undone is marked, to be done again; and, of what took something back, what that was. */
static const char undone_mark[] = "undone ", about_mark[] = "about ";

static void write_key(const struct edit *edit, const char *before, struct str *out)
{
    str_addf(out, "%s%s.%llu", before, edit->key.actor,
             (unsigned long long)edit->key.number);
}

static void write_step(const struct step *step, const char *mark, struct str *out)
{
    str_add(out, mark);
    if (step->about) {
        str_add(out, about_mark);
        write_key(step->about, "", out);
        str_add_byte(out, ' ');
    }
    for (size_t i = 0; i < step->count; i++) {
        write_key(step->edits[i], i ? " " : "", out);
    }
    str_add_byte(out, '\n');
}

static void write_steps(const struct author *a, const struct step *newest,
                        const char *mark, struct str *out)
{
    const struct step *steps[MOST_STEPS];
    size_t count = 0;
    for (const struct step *step = newest; step && count < MOST_STEPS;
         step = step->older) {
        if (!is_taken_over(a, step)) {
            steps[count++] = step;
        }
    }
    while (count) {
        write_step(steps[--count], mark, out);
    }
}

void author_write_steps(const struct author *a, struct str *out)
{
    str_addf(out, "%s.%llu", a->actor, (unsigned long long)a->next_number);
    for (size_t i = 0; i < a->earlier_count && i < MOST_EARLIER; i++) {
        str_addf(out, " %s", a->earlier[i]);
    }
    str_add_byte(out, '\n');
    write_steps(a, a->done, "", out);
    write_steps(a, a->undone, undone_mark, out);
}

/* The next word of a line; false at its end. */
static bool next_word(const char **at, struct str *word)
{
    size_t len = strcspn(*at, " \n");
    str_clear(word);
    str_add_bytes(word, *at, len);
    *at += len + ((*at)[len] == ' ');
    return len > 0;
}

/* The edit of a key as it is written, "k7qmz2x9dn3fa.12", if it is there. The actor is left. */
static const struct edit *edit_of(const struct author *a, struct str *word)
{
    char *dot = strrchr(word->bytes, '.');
    const char *number = dot ? dot + 1 : NULL;
    struct edit_key key = {.actor = word->bytes};
    if (!dot || !edit_number_read(&number, &key.number) || *number) {
        return NULL;
    }
    *dot = '\0';
    return session_edit(a->session, key);
}

/* The same, if it is the author's own. */
static const struct edit *own_edit(const struct author *a, struct str *word)
{
    const struct edit *edit = edit_of(a, word);
    return edit && author_is(a, edit->key.actor) ? edit : NULL;
}

static bool goes_on(const char **at, const char *mark)
{
    size_t len = strlen(mark);
    bool marked = strncmp(*at, mark, len) == 0;
    *at += marked ? len : 0;
    return marked;
}

/* One that is not there as it was is not taken up at all. */
static void read_step(struct author *a, const char *line)
{
    struct step *step = memory_get(sizeof *step);
    struct str word = STR_EMPTY;
    bool whole = true, undone = goes_on(&line, undone_mark);
    bool about = goes_on(&line, about_mark);
    if (about) {
        step->about = next_word(&line, &word) ? own_edit(a, &word) : NULL;
        whole = step->about != NULL;
    }
    while (whole && next_word(&line, &word)) {
        const struct edit *edit = own_edit(a, &word);
        whole = edit != NULL;
        if (whole) {
            ARRAY_ADD(step->edits, step->count, step->room, edit);
        }
    }
    if (whole && step->count) {
        step_push(undone ? &a->undone : &a->done, step);
    } else {
        free(step->edits);
        free(step);
    }
    str_finish(&word);
}

/* Whether the author went on after these steps were written, as one whose program was killed
 * did: the word says what would have been its next edit. */
static bool went_on(const struct author *a, struct str *word)
{
    return edit_of(a, word) != NULL;
}

/* What was done last is undone first, so that nothing is taken up where the last is not
 * known. */
void author_read_steps(struct author *a, const char *text)
{
    struct str word = STR_EMPTY;
    bool newer = false;
    while (next_word(&text, &word)) {
        newer = went_on(a, &word) || newer;
        ARRAY_ADD(a->earlier, a->earlier_count, a->earlier_room,
                  memory_copy_text(word.bytes));
    }
    for (text += *text == '\n'; *text && !newer; text += *text == '\n') {
        read_step(a, text);
        text += strcspn(text, "\n");
    }
    str_finish(&word);
}

/* A question is asked before its answers are made, of which the step is not. NULL: none was. */
static const struct edit *edit_that_asked(const struct step *step)
{
    const struct edit *first = step->edits[0];
    const struct change *grid =
        strcmp(first->kind, "goal") == 0 ? edit_change(first, "grid") : NULL;
    bool asked = grid && edit_change(first, "text") &&
                 strcmp(value_words(grid->value), QUESTIONS_GRID) == 0;
    return asked ? first : NULL;
}

/* The lines of a form that were kept at one go, in their order. */
struct lines {
    const struct edit *edits[8];
    const struct record *of;
    size_t count;
};

/* The edit of a step that set a line, or that undid this; NULL: it is no line of the record. */
static const struct edit *line_of(const struct edit *edit, const struct record *of,
                                  bool undone)
{
    const char *field = edit->set_count == 1 ? edit->set[0].field : NULL;
    bool is = field && strcmp(edit->kind, record_kind(of)) == 0 &&
              strcmp(edit->id, record_id(of)) == 0 && strcmp(field, "gone") != 0 &&
              !field_is(edit->kind, field, FIELD_DRAFT);
    const struct version *did =
        is && undone ? version_before(edit, record_field(of, field)) : NULL;
    return is && undone ? (did ? did->edit : NULL) : is ? edit : NULL;
}

/* Whether a step is such lines, and no more. */
static bool find_lines(const struct author *a, const struct step *step, bool undone,
                       struct lines *lines)
{
    const struct edit *first = step->edits[0];
    size_t count = step->count;
    *lines = (struct lines){.of = session_record(a->session, first->kind, first->id)};
    bool are = count <= sizeof lines->edits / sizeof *lines->edits;
    for (size_t i = 0; i < count && are; i++) {
        const struct edit *edit = step->edits[undone ? count - 1 - i : i];
        const struct edit *line = line_of(edit, lines->of, undone);
        lines->edits[lines->count++] = line;
        are = line && line->set_count == 1;
    }
    return are;
}

/* What one of them says; or, where none is of that field, what stands. */
static const char *line_says(const struct lines *lines, const char *field, bool *said)
{
    const char *words = record_says(lines->of, field);
    for (size_t i = 0; i < lines->count; i++) {
        const struct change *change = edit_change(lines->edits[i], field);
        *said = *said || change;
        words = change ? value_words(change->value) : words;
    }
    return words;
}

/* As it is told in the opening in which it was kept. */
static void say_promise(const struct lines *lines, struct str *said)
{
    int64_t unused;
    bool any = false, outcome = false;
    struct commitment c = {.note = lines->of,
                           .who = line_says(lines, "who", &any),
                           .when = line_says(lines, "when", &any),
                           .messenger = line_says(lines, "messenger", &any),
                           .outcome = line_says(lines, "outcome", &outcome)};
    c.dated = date_read(c.when, &unused);
    commitment_say_kept(&c, outcome, said);
}

static bool are_of_promise(const struct lines *lines)
{
    bool promise = record_is(lines->of, "note");
    for (size_t i = 0; i < lines->count && promise; i++) {
        promise = history_promise_phrase(lines->edits[i]->set[0].field) != NULL;
    }
    return promise;
}

static void say_lines(const struct author *a, const struct lines *lines, struct str *said)
{
    for (size_t i = 0; i < lines->count; i++) {
        str_add(said, i ? ", " : "");
        history_describe(a->session, lines->edits[i], HISTORY_WITH_NAMES, said);
    }
}

/* But for lines its last edit is what it was about; the others were needed for that, or are like
 * it. */
char *step_describe(const struct author *a, const struct step *step, bool undone)
{
    enum { FEW = 2 };
    struct str said = STR_EMPTY;
    struct lines lines;
    const struct edit *asked = step->about ? NULL : edit_that_asked(step);
    const struct edit *about = step->about ? step->about
                               : asked     ? asked
                                           : step->edits[step->count - 1];
    bool are_lines = find_lines(a, step, undone, &lines);
    if (are_lines && are_of_promise(&lines)) {
        say_promise(&lines, &said);
    } else if (are_lines && lines.count > 1) {
        say_lines(a, &lines, &said);
    } else {
        history_describe(a->session, about, HISTORY_WITH_NAMES, &said);
        if (step->count > FEW && !asked) {
            str_addf(&said, " (with %zu more changes)", step->count - 1);
        }
    }
    return str_take(&said);
}
