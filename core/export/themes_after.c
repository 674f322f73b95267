/* What came of last time: of its promises, and of what its tables shared. */

#include "base/lookup.h"
#include "base/memory.h"
#include "export/export.h"
#include "export/outline.h"
#include "export/sections.h"
#include "export/writing.h"
#include "findings/findings.h"
#include "model/commitments.h"
#include "model/meetings.h"

#include <stdlib.h>
#include <string.h>

/* Last time, and this time: a file of this time may hold the tables of last time, too. */
struct between {
    struct session *now, *last;
    struct findings now_found, last_found;
    const struct paper_words *paper; /* of this time's tables */
    struct str *out;
    bool names;
};

static void tell_group(struct between *b, const char *title, size_t count)
{
    struct str heading = str_of("%s: %zu", title, count);
    str_add_byte(b->out, '\n');
    text_add_heading(b->out, TEXT_COLS, heading.bytes, '-');
    str_add(b->out, count ? "\n" : "");
    str_finish(&heading);
}

/* What this time's file says came of it, else last time's; "" if nobody said. */
static const char *outcome_of(const struct between *b, const struct commitment *c)
{
    const struct record *now = session_record(b->now, "note", record_id(c->note));
    const char *outcome = now ? record_says(now, "outcome") : "";
    return *outcome ? outcome : c->outcome;
}

static bool is_open(const struct between *b, const struct commitment *c)
{
    return !*outcome_of(b, c);
}

static void tell_promise(struct between *b, const struct commitment *c)
{
    struct str line = STR_EMPTY, promise = STR_EMPTY;
    const char *outcome = outcome_of(b, c);
    outline_say_promise(b->paper, c, b->names, &promise);
    if (!commitment_unsettled(c, b->names)) {
        outline_mark_differing(b->paper, c, "text", &promise);
    }
    str_add(&line, record_says(c->note, "text"));
    if (promise.len_bytes) {
        str_addf(&line, " (%s)", promise.bytes);
    }
    str_add(&line, ", ");
    findings_add_table(findings_table_of(&b->last_found, c->note), &line);
    str_addf(&line, "%s%s", *outcome ? ": " : "", outcome);
    text_add_words(b->out, TEXT_COLS, "  - ", "    ", line.bytes);
    str_finish(&line);
    str_finish(&promise);
}

static void tell_promises(struct between *b)
{
    struct commitments all = {0};
    commitments_add_open(b->last, &all);
    for (size_t open = 0; open < 2; open++) {
        size_t count = 0;
        for (size_t i = 0; i < all.count; i++) {
            count += is_open(b, &all.items[i]) == (open == 1);
        }
        tell_group(b, b->paper->texts[open ? PAPER_AFTER_OPEN : PAPER_AFTER_CAME], count);
        for (size_t i = 0; i < all.count; i++) {
            if (is_open(b, &all.items[i]) == (open == 1)) {
                tell_promise(b, &all.items[i]);
            }
        }
    }
    commitments_finish(&all);
}

/* What somebody said in a column, in its common form; the column and a separator first. */
struct said {
    char *key; /* comes first */
};

static char *key_in(const char *language, const char *column, const struct record *entry)
{
    struct str key = str_of("%s\x1f", column);
    theme_key_add(record_says(entry, "text"), language, &key);
    return str_take(&key);
}

/* As its language has it, and as none has: the same letters are the same words in any. */
static void keys_of(const struct session *session, const char *column,
                    const struct record *entry, char *keys[2])
{
    keys[0] = key_in(table_language(session, entry_table(entry)), column, entry);
    keys[1] = key_in("", column, entry);
}

/* Whether an entry is of this time only: its table is not one of last time's. */
static bool is_of_now(const struct between *b, const struct record *entry)
{
    const struct record *table = entry_table(entry);
    const struct record *then = session_record(b->last, "session", record_id(table));
    return !then || !record_shown(then);
}

static void take_key(struct lookup *words, char *key)
{
    struct said *said = memory_get(sizeof *said);
    said->key = key;
    if (!lookup_add_id(words, said)) {
        free(key);
        free(said);
    }
}

static void words_finish(struct lookup *words)
{
    for (size_t i = 0; i < words->count; i++) {
        struct said *said = words->items[i];
        free(said->key);
        free(said);
    }
    lookup_finish(words);
}

static void take_theme(const struct between *b, const struct theme *theme, bool of_now,
                       struct lookup *words)
{
    const struct findings *f = of_now ? &b->now_found : &b->last_found;
    for (size_t n = 0; n < theme->count; n++) {
        char *keys[2];
        if (!of_now || is_of_now(b, theme->members[n])) {
            keys_of(f->session, theme->column, theme->members[n], keys);
            take_key(words, keys[0]);
            take_key(words, keys[1]);
        }
    }
}

static bool was_said(const struct findings *f, const struct theme *theme,
                     const struct lookup *words)
{
    bool found = false;
    for (size_t n = 0; n < theme->count && !found; n++) {
        char *keys[2];
        keys_of(f->session, theme->column, theme->members[n], keys);
        found = lookup_find_id(words, keys[0]) || lookup_find_id(words, keys[1]);
        free(keys[0]);
        free(keys[1]);
    }
    return found;
}

/* Of how many tables of this time it is. */
static size_t tables_of(const struct between *b, const struct theme *theme, bool of_now)
{
    const struct record *last = NULL;
    size_t count = 0;
    for (size_t n = 0; n < theme->count; n++) {
        const struct record *table = entry_table(theme->members[n]);
        count += table != last && (!of_now || is_of_now(b, theme->members[n]));
        last = table;
    }
    return count;
}

/* All that was said by so many tables at least, of this time or of last time. */
static void take_words(const struct between *b, bool of_now, size_t least,
                       struct lookup *words)
{
    const struct findings *f = of_now ? &b->now_found : &b->last_found;
    for (size_t i = 0; i < f->themes.count; i++) {
        if (tables_of(b, f->themes.items[i], of_now) >= least) {
            take_theme(b, f->themes.items[i], of_now, words);
        }
    }
}

/* Lines of a group of themes. */
struct lines {
    struct str text;
    size_t count;
};

static void add_line(const struct between *b, const struct theme *theme, size_t tables,
                     struct lines *lines)
{
    struct str line = str_of("%s (", theme->words);
    paper_count(b->paper, PAPER_TABLES_ONE, (long)tables, &line);
    str_add_byte(&line, ')');
    text_add_words(&lines->text, TEXT_COLS, "  - ", "    ", line.bytes);
    str_finish(&line);
    lines->count++;
}

static void tell_lines(struct between *b, enum paper_word title, struct lines *lines)
{
    tell_group(b, b->paper->texts[title], lines->count);
    str_add(b->out, str_text(&lines->text));
    str_finish(&lines->text);
}

/* The themes of several tables in one session that were, or were not, said in the other. */
static void add_themes(const struct between *b, bool of_now, const struct lookup *words,
                       bool said, struct lines *lines)
{
    const struct findings *f = of_now ? &b->now_found : &b->last_found;
    for (size_t i = 0; i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        size_t tables = tables_of(b, theme, of_now);
        if (tables > 1 && was_said(f, theme, words) == said) {
            add_line(b, theme, tables, lines);
        }
    }
}

/* How many tables of this time said what a theme of last time did. */
static size_t tables_of_now(const struct between *b, const struct theme *then)
{
    const struct themes *themes = &b->now_found.themes;
    const struct record **tables = NULL;
    size_t count = 0, room = 0;
    struct lookup words = {0};
    take_theme(b, then, false, &words);
    for (size_t i = 0; i < themes->count; i++) {
        const struct theme *theme = themes->items[i];
        for (size_t n = 0; was_said(&b->now_found, theme, &words) && n < theme->count;
             n++) {
            if (is_of_now(b, theme->members[n])) {
                ARRAY_ADD(tables, count, room, entry_table(theme->members[n]));
            }
        }
    }
    count = tables_count_met(b->now, tables, count);
    free(tables);
    words_finish(&words);
    return count;
}

/* Those of several tables last time that one has left, or several in words that are none
 * together. */
static void add_fewer(const struct between *b, const struct lookup *now_said,
                      struct lines *lines)
{
    const struct findings *f = &b->last_found;
    struct lookup shared = {0};
    take_words(b, true, 2, &shared);
    for (size_t i = 0; i < f->themes.count; i++) {
        const struct theme *theme = f->themes.items[i];
        if (tables_of(b, theme, false) > 1 && was_said(f, theme, now_said) &&
            !was_said(f, theme, &shared)) {
            add_line(b, theme, tables_of_now(b, theme), lines);
        }
    }
    words_finish(&shared);
}

/* Each of last time is among those that stayed or those that are gone. */
static void tell_themes(struct between *b)
{
    struct lookup now_said = {0}, last_said = {0};
    struct lines stayed = {.count = 0}, new = {.count = 0}, gone = {.count = 0};
    take_words(b, true, 1, &now_said);
    take_words(b, false, 1, &last_said);
    add_themes(b, true, &last_said, true, &stayed);
    add_fewer(b, &now_said, &stayed);
    add_themes(b, true, &last_said, false, &new);
    add_themes(b, false, &now_said, false, &gone);
    tell_lines(b, PAPER_AFTER_STAYED, &stayed);
    tell_lines(b, PAPER_AFTER_NEW, &new);
    tell_lines(b, PAPER_AFTER_GONE, &gone);
    words_finish(&now_said);
    words_finish(&last_said);
}

/* What there was last time, and of which tables. */
static void tell_head(struct between *b)
{
    struct str tables = STR_EMPTY, said = STR_EMPTY;
    findings_add_summary(&b->last_found, &tables);
    paper_say(b->paper, PAPER_AFTER_TABLES,
              (struct paper_said){.from = str_text(&tables)}, &said);
    text_add_heading(b->out, TEXT_COLS, b->paper->texts[PAPER_AFTER], '=');
    str_add_byte(b->out, '\n');
    text_add_words(b->out, TEXT_COLS, "", "", str_text(&said));
    str_finish(&tables);
    str_finish(&said);
}

void themes_after(struct session *now, struct session *last,
                  const struct export_options *options, struct str *out)
{
    struct between b = {
        .now = now, .last = last, .out = out, .names = !export_without_names(options)};
    struct findings_says says;
    findings_find(now, options->column, &b.now_found);
    findings_find(last, options->column, &b.last_found);
    b.paper = sections_speak(now, &b.now_found, &says);
    findings_speak(&b.last_found, b.now_found.says);
    tell_head(&b);
    tell_promises(&b);
    tell_themes(&b);
    findings_finish(&b.now_found);
    findings_finish(&b.last_found);
}
