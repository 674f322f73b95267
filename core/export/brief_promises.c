/* What the page to read out tells of promises: what came of them, and who does what. */

#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "export/brief_inside.h"
#include "model/commitments.h"

#include <stdlib.h>
#include <string.h>

/* What is told of one promise, or of the same of several tables. In the section's arena, but
 * for the notes. */
struct line {
    const char *words, *promise, *came; /* came: "" where that is not told */
    const struct record **notes;
    size_t count, room;
};

static uint64_t hash_of_line(const void *item)
{
    const struct line *line = item;
    uint64_t hash = hash_add_text_here(HASH_START, line->words);
    return hash_end(
        hash_add_text_here(hash_add_text_here(hash, line->promise), line->came));
}

static bool says_the_same(const void *item, const void *key)
{
    const struct line *line = item, *other = key;
    return strcmp(line->words, other->words) == 0 &&
           strcmp(line->promise, other->promise) == 0 &&
           strcmp(line->came, other->came) == 0;
}

static const char *came_of(const struct section *section, const struct commitment *c)
{
    struct str came = STR_EMPTY;
    if (!*c->outcome) {
        return section_word(section, PAPER_NO_OUTCOME);
    }
    paper_say(section->paper, PAPER_CAME_OF_IT, (struct paper_said){.from = c->outcome},
              &came);
    return told_take(section->arena, &came);
}

/* Adds the note to the line that says the same, or a line. */
static void add_to_lines(const struct section *section, const struct commitment *c,
                         bool before, struct lookup *lines)
{
    struct str promise = STR_EMPTY;
    outline_say_promise(section->paper, c, !export_without_names(section->options),
                        &promise);
    struct line key = {.words = record_words(c->note, "text"),
                       .promise = told_take(section->arena, &promise),
                       .came = before ? came_of(section, c) : ""};
    uint64_t hash = hash_of_line(&key);
    struct line *line = lookup_find(lines, hash, says_the_same, &key);
    if (!line) {
        line = arena_get(section->arena, sizeof *line);
        *line = key;
        lookup_add_hashed(lines, line, hash, hash_of_line);
    }
    ARRAY_ADD(line->notes, line->count, line->room, c->note);
}

static void tell_line(const struct section *section, const struct listener *listener,
                      const struct line *line)
{
    struct told_about about = {.label = line->came};
    struct told item = {.words = line->words,
                        .promise = line->promise,
                        .abouts = &about,
                        .about_count = *line->came != '\0'};
    struct str tables = STR_EMPTY;
    if (section->findings->met_count > 1) {
        findings_add_where(section->findings, line->notes, line->count, &tables);
        item.from = told_take(section->arena, &tables);
    }
    listener->item(listener->to, &item);
}

/* Takes what was collected.
 *
 * @before  of the meetings before: what came of them is told, too. */
static void tell(const struct section *section, const struct listener *listener,
                 enum paper_word title, bool before, struct commitments *all)
{
    struct lookup lines = {0};
    for (size_t i = 0; i < all->count; i++) {
        add_to_lines(section, &all->items[i], before, &lines);
    }
    size_t told = brief_first_of(section, lines.count, BRIEF_FIRST);
    if (told) {
        brief_begin_list(section, listener, section_word(section, title), lines.count,
                         told);
        for (size_t i = 0; i < told; i++) {
            tell_line(section, listener, lines.items[i]);
        }
        listener->end(listener->to);
    }
    for (size_t i = 0; i < lines.count; i++) {
        free(((struct line *)lines.items[i])->notes);
    }
    lookup_finish(&lines);
    commitments_finish(all);
}

void brief_tell_promises(const struct section *section, const struct listener *listener)
{
    struct commitments before = {0}, now = {0};
    commitments_add_met(section->session, &before);
    tell(section, listener, PAPER_CAME_OF_LAST, true, &before);
    commitments_add_open(section->session, &now);
    tell(section, listener, PAPER_PROMISED, false, &now);
}
