/* What each person promised: a sheet a person, to hand out or to paste into an e-mail. */

#include "base/dates.h"
#include "base/fold.h"
#include "base/memory.h"
#include "export/outline.h"
#include "export/writing.h"
#include "model/commitments.h"
#include "model/history.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* One promise, and one of those who made it. */
struct sheet_row {
    const struct commitment *commitment;
    const char *said; /* who does it, in one of the wordings that stand */
    char *who, *key;  /* as it was typed; folded: whose sheet it is on */
    size_t at;        /* in the order of their days */
};

struct sheets {
    struct session *session;
    struct commitments all;
    struct sheet_row *rows;
    size_t count, room;
};

static void add_row(struct sheets *s, size_t at, const char *said, struct str *who)
{
    struct str key = STR_EMPTY;
    fold_add(str_text(who), "", &key);
    bool there = false; /* named in another wording, too */
    for (size_t i = s->count; i-- > 0 && s->rows[i].at == at;) {
        there = there || strcmp(s->rows[i].key, str_text(&key)) == 0;
    }
    if (there) {
        str_finish(&key);
        str_clear(who);
        return;
    }
    ARRAY_ADD(s->rows, s->count, s->room,
              (struct sheet_row){.commitment = &s->all.items[at],
                                 .said = said,
                                 .who = memory_copy_text(str_text(who)),
                                 .key = memory_copy_text(str_text(&key)),
                                 .at = at});
    str_finish(&key);
    str_clear(who);
}

static bool begins_small(const char *words)
{
    utf8proc_int32_t code = 0;
    utf8proc_iterate((const utf8proc_uint8_t *)words, -1, &code);
    return code > 0 && utf8proc_category(code) == UTF8PROC_CATEGORY_LL;
}

/* How long what parts two names is: "Ana, Ben and Zoe & Co". */
static size_t between_names(const struct paper_words *paper, const char *at)
{
    static const char *const parts[] = {", and ",  ", ",     ",",      ";",
                                        "\u060C ", "\u060C", "\u061B", " and ",
                                        " n ",     " & ",    " + "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strncmp(at, parts[i], strlen(parts[i])) == 0) {
            return strlen(parts[i]);
        }
    }
    for (enum paper_word i = PAPER_AND; *at == ' ' && i <= PAPER_AND_TOO; i++) {
        size_t len = strlen(paper->texts[i]);
        if (strncmp(at + 1, paper->texts[i], len) == 0 && at[1 + len] == ' ') {
            return len + 2;
        }
    }
    return 0;
}

/* How long the words up to the next part are. */
static size_t until_next(const struct paper_words *paper, const char *at)
{
    size_t len = 0;
    while (at[len] && !between_names(paper, at + len)) {
        len++;
    }
    return len;
}

/* Whether a comma parts two people, or "n": not "Jo, practice mgr", where it says what Jo does. A
 * name begins with a capital, or has no case; but where all is typed small, "ana, ben", one
 * word is one. */
static bool parts_people(const struct paper_words *paper, const char *before,
                         const char *behind)
{
    const char *to = behind + until_next(paper, behind);
    if (!begins_small(behind)) {
        return true;
    }
    return begins_small(before) && !strchr(before, ' ') &&
           !memchr(behind, ' ', (size_t)(to - behind));
}

/* A row for each name of a wording of who does it. */
static void add_people(struct sheets *s, size_t at, const char *said)
{
    struct str who = STR_EMPTY;
    const struct paper_words *paper =
        paper_words_of(table_language(s->session, s->all.items[at].table));
    const char *all = said;
    while (*said) {
        size_t len = between_names(paper, said);
        bool comma = *said == ',' && len < strlen(", and ");
        bool n = len && strncmp(said, " n ", len) == 0; /* "Kofi n Siân" */
        bool of_one = (comma || n) && !parts_people(paper, str_text(&who), said + len);
        if (!of_one && (len || *said == ' ')) {
            if (len && who.len_bytes) {
                add_row(s, at, all, &who);
            }
            str_add(&who, !len && who.len_bytes ? " " : "");
            said += len ? len : 1;
        } else {
            str_add_byte(&who, *said++);
        }
    }
    if (who.len_bytes) {
        add_row(s, at, all, &who);
    }
    str_finish(&who);
}

/* Of all wordings, for whoever is named in any is held to it until that is settled; one row where
 * names are left out, or nobody said any. */
static void add_rows(struct sheets *s, size_t at, bool names)
{
    struct str nobody = STR_EMPTY;
    const struct commitment *c = &s->all.items[at];
    const char **others =
        names ? outline_other_wordings(record_field(c->note, "who")) : NULL;
    size_t before = s->count;
    add_people(s, at, names ? c->who : "");
    for (size_t i = 0; others && others[i]; i++) {
        add_people(s, at, others[i]);
    }
    if (s->count == before) {
        add_row(s, at, "", &nobody);
    }
    free(others);
    str_finish(&nobody);
}

/* By name, then by day; what nobody has taken on comes last. */
static int by_person(const void *left, const void *right)
{
    const struct sheet_row *a = left, *b = right;
    int order = !*a->key - !*b->key;
    order = order ? order : strcmp(a->key, b->key);
    return order ? order : a->at < b->at ? -1 : 1;
}

/* "Leeds, table 4, 2017-02-22" */
static void name_table(const struct paper_words *paper, const struct record *table,
                       struct str *out)
{
    size_t start_bytes = out->len_bytes;
    paper_name_table(paper, table, out);
    if (out->len_bytes == start_bytes) {
        str_add(out, paper->texts[PAPER_UNTITLED]);
    }
}

static void tell_other(const struct paper_words *paper, const char *words,
                       struct str *out)
{
    struct str line = str_of("%s: ", paper->texts[PAPER_OTHER_WORDING]);
    if (!paper_say_date(paper, words, &line)) {
        str_add(&line, words);
    }
    text_add_words(out, TEXT_COLS, "  ", "  ", line.bytes);
    str_finish(&line);
}

/* What others said of it, a line each, where that is not settled: what is to be done, by when,
 * and, of whose sheet it is not, who does it. */
static void tell_others(const struct paper_words *paper, const struct sheet_row *row,
                        bool names, struct str *out)
{
    static const char *const fields[] = {"text", "when", "who"};
    for (size_t f = 0; f < sizeof fields / sizeof *fields - !names; f++) {
        const struct field *field = record_field(row->commitment->note, fields[f]);
        const char **others = outline_other_wordings(field);
        const char *shown = record_says(row->commitment->note, fields[f]);
        const char *told = f == 2 ? row->said : shown;
        if (*shown && strcmp(shown, told) != 0) {
            tell_other(paper, shown, out);
        }
        for (size_t i = 0; others && others[i]; i++) {
            if (strcmp(others[i], told) != 0) {
                tell_other(paper, others[i], out);
            }
        }
        free(others);
    }
}

/* "- by 1 December 2026: Ask the trusts", and below it the goal, with whom, and where. */
static void tell_row(struct session *session, const struct sheet_row *row, bool names,
                     struct str *out)
{
    const struct commitment *c = row->commitment;
    struct str line = STR_EMPTY, with = STR_EMPTY;
    const struct paper_words *paper = paper_words_of(table_language(session, c->table));
    const struct record *goal = record_parent(c->note);
    outline_say_promise(paper, &(struct commitment){.when = c->when, .dated = c->dated},
                        false, &line);
    str_add(&line, line.len_bytes ? ": " : "");
    outline_say_action(paper, c, names, &line);
    text_add_words(out, TEXT_COLS, "- ", "  ", line.bytes);
    if (goal && *record_says(goal, "text")) {
        const struct template *form = table_template(session, c->table);
        str_clear(&line);
        paper_say(paper, PAPER_FOR_ROW,
                  (struct paper_said){.from = row_own_noun(form, goal),
                                      .to = record_says(goal, "text")},
                  &line);
        text_add_words(out, TEXT_COLS, "  ", "  ", line.bytes);
    }
    tell_others(paper, row, names, out);
    if (names && *row->who && strcmp(row->who, row->said) != 0) {
        paper_say(paper, PAPER_TOGETHER, (struct paper_said){.from = row->said}, &with);
    }
    if (names && *c->messenger) {
        str_add(&with, with.len_bytes ? "; " : "");
        paper_say(paper, PAPER_MESSENGER_IS, (struct paper_said){.from = c->messenger},
                  &with);
    }
    if (with.len_bytes) {
        text_add_words(out, TEXT_COLS, "  ", "  ", with.bytes);
    }
    str_clear(&with);
    name_table(paper, c->table, &with);
    text_add_words(out, TEXT_COLS, "  ", "  ", with.bytes);
    if (*c->outcome) {
        str_clear(&line);
        paper_say(paper, PAPER_CAME_OF_IT, (struct paper_said){.from = c->outcome},
                  &line);
        text_add_words(out, TEXT_COLS, "  ", "  ", line.bytes);
    }
    str_finish(&line);
    str_finish(&with);
}

static void begin_sheet(const struct paper_words *paper, const struct sheet_row *row,
                        bool names, size_t number, struct str *out)
{
    if (number) {
        str_add(out, "\n");
        for (int i = 0; i < 39; i++) {
            str_add(out, i ? " -" : "-"); /* to be cut along */
        }
        str_add(out, "\n\n");
    }
    text_add_heading(out, TEXT_COLS,
                     *row->who ? row->who
                     : names   ? paper->texts[PAPER_UNTAKEN_YET]
                               : paper->texts[PAPER_PROMISED],
                     '=');
    str_add_byte(out, '\n');
    if (*row->who) {
        text_add_words(out, TEXT_COLS, "", "", paper->texts[PAPER_YOU_SAID]);
        str_add_byte(out, '\n');
    }
}

void export_promises(struct session *session, const struct export_options *options,
                     struct str *out)
{
    struct sheets s = {.session = session};
    bool names = !export_without_names(options);
    size_t number = 0;
    const struct paper_words *paper = outline_paper_of_all(session);
    commitments_add_all(session, &s.all);
    if (names && s.all.count) {
        commitments_add_open_untaken(session, &s.all);
    }
    for (size_t i = 0; i < s.all.count; i++) {
        add_rows(&s, i, names);
    }
    if (s.count) {
        qsort(s.rows, s.count, sizeof *s.rows, by_person);
    }
    for (size_t i = 0; i < s.count; i++) {
        if (i == 0 || strcmp(s.rows[i].key, s.rows[i - 1].key) != 0) {
            begin_sheet(paper, &s.rows[i], names, number++, out);
        }
        tell_row(session, &s.rows[i], names, out);
    }
    for (size_t i = 0; i < s.count; i++) {
        free(s.rows[i].who);
        free(s.rows[i].key);
    }
    free(s.rows);
    commitments_finish(&s.all);
}

bool export_promises_left_out(struct session *session, struct str *said)
{
    struct commitments all = {0};
    commitments_add_all(session, &all);
    bool none = all.count == 0;
    str_add(said, none ? "nobody has promised anything, so there is no sheet" : "");
    commitments_finish(&all);
    bool half = commitments_add_half_written(session, said);
    return none || half;
}
