#include "model/forget.h"

#include "base/words.h"
#include "model/ballot.h"
#include "model/fields.h"
#include "model/history.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Whether words begin with those of a name; *whole: nothing follows them. */
static bool begins_with(const char *words, const char *name, bool *whole)
{
    struct str word = STR_EMPTY, wanted = STR_EMPTY;
    bool same = true, any = false;
    while (same && words_next(&name, &wanted)) {
        any = true;
        same = words_next(&words, &word) && strcmp(word.bytes, wanted.bytes) == 0;
    }
    *whole = same && !words_next(&words, &word);
    str_finish(&word);
    str_finish(&wanted);
    return same && any;
}

static bool is_of_word(char byte)
{
    return (byte & 0x80) || isalnum((unsigned char)byte);
}

/* "Ana's idea" speaks of Ana, though "anas" is one word. */
static void add_without_possessives(struct str *out, const char *words)
{
    while (*words) {
        size_t joint = *words == '\'' ? 1 : strncmp(words, "’", 3) == 0 ? 3 : 0;
        bool possessive = joint && (words[joint] == 's' || words[joint] == 'S') &&
                          !is_of_word(words[joint + 1]);
        str_add_bytes(out, possessive ? " " : words, 1);
        words += possessive ? joint + 1 : 1;
    }
}

static bool stand_in(const char *words, const char *name, bool at_the_beginning)
{
    struct str word = STR_EMPTY;
    bool whole, found = begins_with(words, name, &whole);
    while (!found && !at_the_beginning && words_next(&words, &word)) {
        found = begins_with(words, name, &whole);
    }
    str_finish(&word);
    return found;
}

static bool names(const char *words, const char *name, bool at_the_beginning)
{
    bool found = stand_in(words, name, at_the_beginning);
    if (!found && (strchr(words, '\'') || strstr(words, "’"))) {
        struct str bare = STR_EMPTY, bare_name = STR_EMPTY;
        add_without_possessives(&bare, words);
        add_without_possessives(&bare_name, name);
        found = stand_in(str_text(&bare), str_text(&bare_name), at_the_beginning);
        str_finish(&bare);
        str_finish(&bare_name);
    }
    return found;
}

bool forget_names(const char *words, const char *name)
{
    return names(words, name, false);
}

bool forget_begins(const char *words, const char *name)
{
    return names(words, name, true);
}

static bool is_name(const char *words, const char *name)
{
    bool whole;
    return words &&
           (strcmp(words, name) == 0 || (begins_with(words, name, &whole) && whole));
}

static const struct record *record_of(const struct session *s, const struct edit *edit)
{
    return session_record(s, edit->kind, edit->id);
}

static bool is_mark(const struct session *s, const struct edit *edit,
                    const struct change *change)
{
    const struct template *form = table_template(s, history_table(record_of(s, edit)));
    const struct mark *mark = template_mark(form, change->field);
    return mark && change->value.kind == VALUE_TEXT &&
           mark_choice(mark, change->value.text);
}

/* What is nobody's words. */
static bool stays(const struct session *s, const struct edit *edit,
                  const struct change *change)
{
    size_t unused;
    unsigned traits = field_traits(edit->kind, change->field);
    return (traits & (FIELD_WHERE | FIELD_STATE)) || strcmp(change->field, "gone") == 0 ||
           voter_of_field(change->field, &unused) || is_mark(s, edit, change);
}

const char *forget_draft(const char *kind)
{
    return strcmp(kind, "session") == 0 ? "draft:vision" : "draft";
}

/* Of a table, only its vision. */
static bool takes_of_record(const struct session *s, const struct edit *edit,
                            const struct change *change)
{
    if (field_is(edit->kind, change->field, FIELD_DRAFT)) {
        return strcmp(change->field, forget_draft(edit->kind)) == 0;
    }
    return strcmp(edit->kind, "session") == 0 ? strcmp(change->field, "vision") == 0
                                              : !stays(s, edit, change);
}

/* Whether the person gave words again that others had said first. */
static bool gives_others_words(const struct session *s, const struct edit *edit,
                               const char *name)
{
    bool others = edit->again_count > 0;
    for (size_t i = 0; i < edit->again_count && others; i++) {
        const struct edit *first = session_edit(s, edit->again[i]);
        others = first && !first->redacted && !is_name(first->by, name);
    }
    return others;
}

static bool takes_of_person(const struct session *s, const char *name,
                            const struct edit *edit, const struct change *change)
{
    unsigned traits = field_traits(edit->kind, change->field);
    const char *voter = strchr(change->field, ':');
    if ((traits & FIELD_PERSON) && forget_names(change->value.text, name)) {
        return true;
    }
    if ((traits & FIELD_VOTER) && is_name(voter + 1, name)) {
        return true;
    }
    return is_name(edit->by, name) && !stays(s, edit, change) &&
           !(traits & FIELD_NAMING) &&
           !((traits & FIELD_WORDS) && gives_others_words(s, edit, name));
}

bool forget_takes(const struct session *s, const struct forget *what,
                  const struct edit *edit, const struct change *change)
{
    if (edit->redacted || change->value.kind == VALUE_NONE ||
        strcmp(edit->kind, "template") == 0) {
        return false;
    }
    return what->record ? strcmp(record_kind(what->record), edit->kind) == 0 &&
                              strcmp(record_id(what->record), edit->id) == 0 &&
                              takes_of_record(s, edit, change)
                        : takes_of_person(s, what->name, edit, change);
}

static bool is_wanted(const struct session *s, const struct forget *what,
                      const struct edit *edit)
{
    bool wanted = !edit->redacted && what->name && is_name(edit->by, what->name) &&
                  strcmp(edit->kind, "template") != 0;
    for (size_t i = 0; i < edit->set_count && !wanted; i++) {
        wanted = forget_takes(s, what, edit, &edit->set[i]);
    }
    return wanted;
}

const struct edit **forget_find(const struct session *s, const struct forget *what,
                                size_t *count)
{
    size_t all;
    const struct edit **edits = session_edits(s, &all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (is_wanted(s, what, edits[i])) {
            edits[(*count)++] = edits[i];
        }
    }
    return edits;
}
