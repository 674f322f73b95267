/* What phones are shown. */

#include "base/memory.h"
#include "live/phones/desk_inside.h"
#include "model/alone.h"
#include "model/history.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SENT = 30, MOST_SO_FAR = 100 };

/* Whether the tables have more than one of these. */
static bool differ_in(const struct record *const *all, size_t count, const char *field)
{
    size_t i = 0;
    while (i < count &&
           strcmp(record_words(all[i], field), record_words(all[0], field)) == 0) {
        i++;
    }
    return i < count;
}

/* What a table is called at the laptop, in the language of the page. */
static const char *say_table(struct visit *v, const struct record *table, bool dated,
                             bool titled)
{
    bool english = strcmp(v->words->language, "en") == 0;
    struct str text = STR_EMPTY;
    history_name_table_as(table, english ? NULL : v->words->texts[WORD_TABLE], dated,
                          titled, &text);
    if (!text.len_bytes) {
        str_add(&text, record_words(table, "title"));
    }
    const char *said =
        text.len_bytes ? arena_copy_text(&v->arena, text.bytes) : "roundtable";
    str_finish(&text);
    return said;
}

/* Where there are several; they stand by date. */
static void fill_tables(struct visit *v, struct page *page)
{
    size_t count;
    const struct record *const *all = visit_tables(v, &count);
    bool dated = differ_in(all, count, "date"), titled = differ_in(all, count, "title");
    count = count > MOST_CHOICES ? MOST_CHOICES : count;
    struct page_choice *choices = arena_get(&v->arena, (count + 1) * sizeof *choices);
    for (size_t i = 0; i < count; i++) {
        choices[i] = (struct page_choice){.id = record_id(all[i]),
                                          .text = say_table(v, all[i], dated, titled),
                                          .chosen = all[i] == v->table};
    }
    page->tables = choices;
    page->table_count = count > 1 ? count : 0;
}

static void fill_goals(struct visit *v, const struct record *chosen, struct page *page)
{
    size_t count;
    const struct grid *grid = visit_grid(v);
    const struct record *const *goals = visit_rows(v, &count);
    count = count > MOST_CHOICES ? MOST_CHOICES : count;
    struct page_choice *choices = arena_get(&v->arena, (count + 1) * sizeof *choices);
    for (size_t i = 0; i < count; i++) {
        choices[i] = (struct page_choice){.id = record_id(goals[i]),
                                          .text = row_words(goals[i]),
                                          .chosen = goals[i] == chosen};
    }
    if (!grid || grid->rows == ROWS_GOALS) { /* other rows are not made by phones */
        choices[count++] = (struct page_choice){
            .id = "", .text = v->words->texts[WORD_NEW_GOAL], .chosen = !chosen};
    }
    page->goals = choices;
    page->goal_count = count;
}

static void fill_columns(struct visit *v, const char *chosen, struct page *page)
{
    const struct grid *grid = visit_grid(v);
    size_t count = grid ? grid->column_count : 0;
    struct page_choice *choices = arena_get(&v->arena, (count + 1) * sizeof *choices);
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &grid->columns[i];
        choices[i] = (struct page_choice){.id = column->id,
                                          .text = visit_told(v, column->title),
                                          .hint = visit_told(v, column->prompt),
                                          .chosen = strcmp(column->id, chosen) == 0};
    }
    page->columns = choices;
    page->column_count = count;
}

/* The question of the stage that begins as the column is called, or the first; none where
 * the stage works on another grid, or at lunch. */
static const char *stage_prompt(const struct visit *v, const char *column)
{
    const struct stage *stage = template_stage(v->form, record_words(v->table, "stage"));
    const struct column *of = template_column(v->form, column, NULL);
    if (!stage || !of || strcmp(of->grid->id, stage->grid) != 0) {
        return NULL;
    }
    for (size_t i = 0; i < stage->prompt_count; i++) {
        const char *title = *of->short_title ? of->short_title : of->title;
        if (strncmp(stage->prompts[i], title, strlen(title)) == 0) {
            return stage->prompts[i];
        }
    }
    return stage->prompt_count ? stage->prompts[0] : NULL;
}

static void fill_entry(struct visit *v, const struct record *goal, const char *column,
                       struct page *page)
{
    const struct grid *grid = visit_grid(v);
    page->asks = true;
    page->form_language = visit_form_language(v, grid);
    fill_goals(v, goal, page);
    if (goal || page->goal_count > 1) {
        fill_columns(v, column, page);
        page->prompt = visit_told(v, stage_prompt(v, column));
    } else {
        page->prompt = grid ? visit_told(v, grid->goals.prompt) : NULL;
    }
    page->front = goal && !v->phone->goal ? record_id(goal) : NULL;
    const char *round = table_alone(v->table);
    page->alone = round;
    page->round = round;
    page->ready = round && v->phone->ready && strcmp(round, v->phone->ready) == 0;
}

const char *visit_where(struct visit *v, const struct record *goal, const char *in)
{
    const struct column *column = *in ? template_column(v->form, in, NULL) : NULL;
    struct str where = STR_EMPTY;
    if (column) { /* of a goal that is gone it says the column alone */
        str_addf(&where, "%s%s", visit_told(v, column->title), goal ? ": " : "");
    }
    str_add(&where, goal     ? row_words(goal)
                    : column ? ""
                             : v->words->texts[WORD_NEW_GOAL]);
    const char *kept = arena_copy_text(&v->arena, str_text(&where));
    str_finish(&where);
    return kept;
}

/* It was taken, and the entry deleted since. */
static bool is_deleted(const struct offer *offer)
{
    return !(offer->state & OFFER_WAITS) && offer->entry && !record_shown(offer->entry) &&
           !record_is_alone(offer->entry);
}

/* By its writer, or since that had asked for it: it is theirs again. */
static bool is_back(const struct offer *offer)
{
    return is_deleted(offer) &&
           (entry_is_taken_back(offer->entry) || table_says_yes(offer->record, "asked"));
}

/* What became of it, and of asking for it back. NULL: nothing while all write alone. */
const char *visit_state(const struct visit *v, const struct offer *offer)
{
    bool kept = strcmp(record_words(offer->record, "asked"), "no") == 0;
    enum page_word taken = offer_reworded(offer) ? WORD_REWORDED : WORD_TAKEN;
    return offer->state == OFFER_HIDDEN  ? NULL
           : offer->state == OFFER_ASKED ? v->words->texts[WORD_IS_ASKED]
           : is_deleted(offer)           ? v->words->texts[WORD_REMOVED]
           : kept                        ? v->words->texts[WORD_STAYS]
           : offer->state == OFFER_TAKEN ? v->words->texts[taken]
           : offer->state == OFFER_ASIDE ? v->words->texts[WORD_ASIDE]
                                         : v->words->texts[WORD_WAITS];
}

/* Where it stands by now, or where it wanted to go. */
static const char *say_where(struct visit *v, const struct offer *offer)
{
    const struct record *entry = offer->state & OFFERS_TAKEN ? offer->entry : NULL;
    if (!entry || !record_shown(entry)) {
        return visit_where(v, offer->goal, offer->column);
    }
    bool goal = record_is(entry, "goal");
    return visit_where(v, goal ? NULL : record_parent(entry),
                       goal ? "" : record_column(entry));
}

/* What this phone sent, the newest first. */
static void fill_sent(struct visit *v, struct page *page)
{
    size_t count;
    struct offer *offers = table_offers(v->session, v->table, OFFERS_ALL, &count);
    struct page_sent *sent = arena_get(&v->arena, MOST_SENT * sizeof *sent);
    for (size_t i = count; i-- > 0 && page->sent_count < MOST_SENT;) {
        const struct offer *offer = &offers[i];
        if (strcmp(offer->from, v->phone->hash) == 0 && !is_back(offer)) {
            sent[page->sent_count++] =
                (struct page_sent){.once = record_id(offer->record),
                                   .text = offer->text,
                                   .where = say_where(v, offer),
                                   .can_be_taken_back = visit_may_take_back(v, offer),
                                   .can_be_asked_for = visit_may_ask_back(v, offer),
                                   .about = visit_state(v, offer)};
        }
    }
    page->sent = sent;
    free(offers);
}

/* Nothing while everybody writes alone. */
static void fill_so_far(struct visit *v, const struct record *goal, const char *column,
                        struct page *page)
{
    size_t count;
    page->shows = table_says_yes(v->table, PHONES_SEE) && !table_alone(v->table);
    if (!page->shows) {
        return;
    }
    const struct record *const *entries =
        goal ? goal_notes(v->session, goal, column, &count)
             : table_goals(v->session, v->table, &count);
    page->so_far_of = visit_where(v, goal, goal ? column : "");
    size_t first = count > MOST_SO_FAR ? count - MOST_SO_FAR : 0;
    const char **texts = arena_get(&v->arena, (count - first + 1) * sizeof *texts);
    for (size_t i = first; i < count; i++) {
        texts[page->so_far_count++] = record_words(entries[i], "text");
    }
    page->so_far = texts;
}

static void fill_table(struct visit *v, struct page *page)
{
    const struct record *goal;
    const char *column;
    visit_place(v, &goal, &column);
    fill_entry(v, goal, column, page);
    fill_sent(v, page);
    fill_so_far(v, goal, column, page);
    visit_fill_question(v, page);
    visit_keep_word(v, page);
    if (visit_votes(v)) {
        visit_fill_ballot(v, page);
    }
}

void visit_show(struct visit *v, struct str *out)
{
    char once[BASE32_SIZE_BYTES], seen[BASE32_SIZE_BYTES];
    const char *given = web_field(v->request, "once"),
               *title = v->table ? record_words(v->table, "title") : "";
    bool keeps = v->request->post && strncmp(str_text(&v->see), "&sent", 5) != 0;
    random_name(once);
    visit_name_seen(v, seen);
    struct page page = {
        .words = v->words,
        .languages = v->desk->languages,
        .token = v->desk->token,
        .title = *title ? title : "roundtable",
        .once = keeps && *given ? given : once,
        .name = v->phone->by ? v->phone->by : "",
        .seen = seen,
        .text = keeps ? web_field(v->request, "text") : "",
        .refused = v->refused.len_bytes ? v->refused.bytes : NULL,
        .done = v->done.len_bytes ? v->done.bytes : NULL,
    };
    fill_tables(v, &page);
    if (v->table) {
        fill_table(v, &page);
    }
    page_write(&page, out);
}
