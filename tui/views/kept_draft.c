#include "views/kept_draft.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/english.h"
#include "model/fields.h"
#include "model/history.h"
#include "screen/clock.h"
#include "store/company.h"
#include "store/room.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void kept_draft_finish(struct kept_draft *d)
{
    str_finish(&d->box);
    str_finish(&d->first);
    str_finish(&d->field);
    str_finish(&d->was);
    str_finish(&d->said);
    *d = (struct kept_draft){.of = NULL};
}

/* At another laptop: only their name tells, there and in what they said. */
static bool is_in_room(const struct room *room, const char *by)
{
    bool is = false;
    for (size_t i = 0; room && room->connected && i < room->count && !is; i++) {
        is = *by && strcmp(room->people[i].name, by) == 0;
    }
    return is;
}

bool draft_writer_is_here(const struct facts *facts, const struct edit *edit)
{
    const char *by = edit->by ? edit->by : "", *me = facts->by ? facts->by : "";
    bool mine = strcmp(by, me) == 0 || edit_is_own(facts->session, edit);
    return (facts->company && company_has(facts->company, edit->key.actor)) ||
           (!mine && is_in_room(facts->room, by));
}

bool draft_is_others(const struct facts *facts, const struct record *of,
                     const char *field)
{
    const struct edit *said = draft_author(of, field);
    return said && *record_words(of, field) && draft_writer_is_here(facts, said);
}

const char *draft_by(const struct facts *facts, const struct record *of,
                     const char *field)
{
    const struct edit *said = draft_author(of, field);
    const char *by = said ? said->by : NULL, *me = facts->by ? facts->by : "";
    if (!by || !*by || strcmp(by, me) == 0 || strcmp(by, history_who(said)) != 0) {
        return NULL;
    }
    bool hidden = table_alone(facts->table) && !edit_is_own(facts->session, said);
    return hidden ? "somebody" : by;
}

bool draft_is_of_earlier(const struct facts *facts, const struct record *of,
                         const char *field)
{
    const struct edit *said = draft_author(of, field);
    const struct edit *met = record_first(facts->table);
    const char *words = record_words(of, field);
    bool promises = commitment_draft_says(words, "who") ||
                    commitment_draft_says(words, "when") ||
                    commitment_draft_says(words, "messenger");
    return draft_is_of(field, PROMISE_DRAFT) && promises && said && met &&
           history_table(of) != facts->table && said->at_ms <= met->at_ms;
}

void draft_say_theirs(const struct facts *facts, const struct record *of,
                      const char *field, struct str *out)
{
    const char *whose = draft_by(facts, of, field);
    str_set(out, "%s is writing here: what is half written stays as it is.",
            !whose                           ? "Another window"
            : strcmp(whose, "somebody") == 0 ? "Somebody"
                                             : whose);
}

/* One's own goes before what somebody left who has gone; then the later one. */
static bool goes_first(const struct facts *facts, const struct record *of,
                       const struct field *one, const struct field *other)
{
    bool own = !draft_by(facts, of, one->name);
    return own == !draft_by(facts, of, other->name) ? draft_is_later(one, other) : own;
}

/* Of a box, the first of those that are, or are not, of others who are here. */
static const struct field *first_of(const struct facts *facts, const struct record *of,
                                    const char *box, bool others)
{
    const struct field *best = NULL;
    for (const struct field *f = NULL; (f = draft_next(of, box, f));) {
        if (draft_is_others(facts, of, f->name) == others &&
            (!best || goes_first(facts, of, f, best))) {
            best = f;
        }
    }
    return best;
}

const char *draft_at_hand(const struct facts *facts, const struct record *of,
                          const char *box, struct str *field)
{
    const struct field *own = first_of(facts, of, box, false);
    const struct field *found = own ? own : first_of(facts, of, box, true);
    str_set(field, "%s", found ? found->name : box);
    return found ? record_words(of, found->name) : NULL;
}

/* Whether the name tells that it is the draft of whoever asks; a form's is no entry's. */
static bool is_own(const struct facts *facts, const struct record *of,
                   const struct field *field)
{
    const struct edit *said = draft_author(of, field->name);
    const char *by = said && said->by ? said->by : "";
    return said && field_is(record_kind(of), field->name, FIELD_DRAFT) &&
           strncmp(field->name, FORM_DRAFT, strlen(FORM_DRAFT)) != 0 &&
           *record_words(of, field->name) &&
           strcmp(by, facts->by ? facts->by : "") == 0 &&
           !draft_is_others(facts, of, field->name);
}

size_t drafts_of_own(const struct facts *facts, const struct record **of,
                     const char **field)
{
    const struct session *s = facts->session;
    const struct field *latest = NULL;
    size_t count = 0;
    const struct record *r =
        session_ever_set_like(s, "draft") ? session_next_record(s, NULL) : NULL;
    for (; r; r = session_next_record(s, r)) {
        bool here =
            record_shown(r) && !record_is(r, "theme") && history_table(r) == facts->table;
        for (const struct field *f = here ? record_fields(r) : NULL; f; f = f->next) {
            bool own = is_own(facts, r, f);
            count += own;
            if (own && (!latest || draft_is_later(f, latest))) {
                latest = f;
                *of = r;
                *field = f->name;
            }
        }
    }
    return count;
}

/* What waits beside it. */
static void count_waiting(struct kept_draft *d, const struct facts *facts)
{
    d->waiting = 0;
    d->others = false;
    for (const struct field *f = NULL; (f = draft_next(d->of, str_text(&d->box), f));) {
        bool others = draft_is_others(facts, d->of, f->name);
        d->others = d->others || others;
        d->waiting += !others && strcmp(f->name, str_text(&d->field)) != 0;
    }
}

/* From now on that field keeps it. */
static void take_field(struct kept_draft *d, const struct facts *facts, const char *field)
{
    if (field) {
        str_set(&d->field, "%s", field);
    } else {
        draft_free_field(d->of, str_text(&d->first), &d->field);
    }
    str_set(&d->was, "%s", record_words(d->of, str_text(&d->field)));
    count_waiting(d, facts);
}

void kept_draft_open(struct kept_draft *d, const struct facts *facts,
                     struct text_box *box, const struct record *of, const char *field,
                     const char *words)
{
    const struct field *own = first_of(facts, of, draft_box(field, &d->box), false);
    d->of = of;
    d->gone_on = false;
    d->opened_ms = clock_ticks_ms();
    str_set(&d->first, "%s", field);
    take_field(d, facts, own ? own->name : NULL);
    text_box_set(box, own ? str_text(&d->was) : words);
}

void kept_draft_begin_anew(struct kept_draft *d, const struct facts *facts,
                           struct text_box *box)
{
    take_field(d, facts, NULL);
    text_box_set(box, "");
}

void kept_draft_keep_in(struct kept_draft *d, const struct facts *facts,
                        const char *field)
{
    if (strcmp(str_text(&d->first), field) != 0) {
        draft_box(field, &d->box);
        str_set(&d->first, "%s", field);
        take_field(d, facts, NULL);
    }
}

/* What stood there, and is told; these are the first words of the new one. */
static void leave_waiting(struct kept_draft *d, const struct facts *facts,
                          struct text_box *box, const char *stood, const char *words)
{
    enum { MOST_GRAPHEMES = 40 };
    str_set(&d->said, "%s", facts->hides_typed ? "What was begun here" : "");
    if (!facts->hides_typed) {
        text_quote(&d->said, stood, MOST_GRAPHEMES);
    }
    str_add(&d->said, " waits as a draft: what you type now is new.");
    kept_draft_begin_anew(d, facts, box);
    text_box_set(box, words);
}

static size_t letters_len(const char *text)
{
    size_t len = 0;
    while (isalpha((unsigned char)text[len])) {
        len++;
    }
    return len;
}

bool kept_draft_begins_behind(struct kept_draft *d, const struct facts *facts,
                              struct text_box *box, const struct event *event)
{
    enum { READING_MS = 500 };
    size_t len = box->text.len_bytes;
    unsigned char last = len ? (unsigned char)box->text.bytes[len - 1] : ' ';
    unsigned char letter = (unsigned char)*event->text;
    bool first = d->was.len_bytes && !d->gone_on && box->cursor_bytes == len;
    bool soon = event->at_ms - d->opened_ms <= READING_MS;
    bool begins = first && isalnum(last) && isalnum(letter) &&
                  (soon || (islower(last) && isupper(letter)));
    d->gone_on = true;
    if (begins) {
        leave_waiting(d, facts, box, str_text(&box->text), "");
    }
    return begins || (letter == ' ' && kept_draft_stands_apart(d, facts, box));
}

bool kept_draft_stands_apart(struct kept_draft *d, const struct facts *facts,
                             struct text_box *box)
{
    const char *was = str_text(&d->was), *text = str_text(&box->text);
    const char *typed =
        text +
        (box->text.len_bytes < d->was.len_bytes ? box->text.len_bytes : d->was.len_bytes);
    size_t len = letters_len(typed), from = d->was.len_bytes;
    while (from && isalpha((unsigned char)was[from - 1])) {
        from--;
    }
    size_t begun = d->was.len_bytes - from;
    bool behind = len > 1 && begun > 1 && !typed[len] && islower((unsigned char)*typed) &&
                  box->cursor_bytes == box->text.len_bytes &&
                  strncmp(text, was, d->was.len_bytes) == 0;
    bool apart = behind && english_of(was + from, begun).begins &&
                 english_of(typed, len).word &&
                 !english_of(text + from, begun + len).word;
    if (apart) {
        char *words = memory_copy_text(typed);
        leave_waiting(d, facts, box, was, words);
        free(words);
    }
    return apart;
}

struct intent kept_draft_say_waits(const struct kept_draft *d)
{
    struct intent said = intent_say(d->said.bytes);
    said.lasting = true;
    return said;
}

/* Whether new entries are written in it. */
static bool is_of_entries(const struct kept_draft *d)
{
    const char *box = str_text(&d->box);
    return strchr(box, ':') ? strcmp(box, "draft:vision") != 0 &&
                                  strncmp(box, FORM_DRAFT, strlen(FORM_DRAFT)) != 0
                            : record_is(d->of, "session");
}

/* Whether it is of the lines of a form. */
static bool is_of_lines(const struct kept_draft *d)
{
    static const char *const forms[] = {PROMISE_DRAFT, DETAILS_DRAFT,
                                        FORM_DRAFT "question"};
    bool is = false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        is = is || strcmp(str_text(&d->box), forms[i]) == 0;
    }
    return is;
}

struct intent kept_draft_say(struct kept_draft *d, const struct facts *facts)
{
    struct str other = STR_EMPTY;
    if (d->was.len_bytes) {
        const char *whose = draft_by(facts, d->of, str_text(&d->field));
        str_set(&d->said, "%s%s is back. Go on, or \vcut-before\v clears the line.",
                whose ? "The draft of " : "Your draft", whose ? whose : "");
        if (d->waiting) {
            str_addf(&d->said, " %zu more wait%s here.", d->waiting,
                     d->waiting == 1 ? "s" : "");
        }
    } else if (d->others) {
        draft_at_hand(facts, d->of, str_text(&d->box), &other);
        const char *whose = draft_by(facts, d->of, str_text(&other));
        str_set(&d->said, "What %s has half written here stays as it is. This is %s.",
                whose ? whose : "another window",
                is_of_entries(d) ? "a new entry"
                : is_of_lines(d) ? "your own"
                                 : "your own wording");
    }
    str_finish(&other);
    struct intent said = d->was.len_bytes || d->others ? intent_say(d->said.bytes)
                                                       : intent_of(INTENT_NOTHING);
    said.lasting = d->was.len_bytes > 0;
    return said;
}

bool kept_draft_settle(struct kept_draft *d, const char *words)
{
    const char *now = record_words(d->of, str_text(&d->field));
    bool same = false;
    if (strcmp(now, str_text(&d->was)) != 0 && *now) {
        draft_free_field(d->of, str_text(&d->first), &d->field);
    }
    for (const struct field *f = NULL;
         *words && (f = draft_next(d->of, str_text(&d->box), f));) {
        same = same || (strcmp(f->name, str_text(&d->field)) != 0 &&
                        strcmp(record_words(d->of, f->name), words) == 0);
    }
    return same;
}

size_t draft_latest_of(const struct record *const *records, size_t count,
                       const char *field)
{
    const struct field *latest = NULL;
    size_t at = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct field *f =
            *record_words(records[i], field) ? record_field(records[i], field) : NULL;
        if (f && (!latest || draft_is_later(f, latest))) {
            latest = f;
            at = i;
        }
    }
    return at;
}
