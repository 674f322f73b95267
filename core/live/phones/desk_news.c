/* Whether there is anything new for a phone whose page stands open. */

#include "base/hash.h"
#include "live/phones/desk_inside.h"
#include "model/alone.h"
#include "model/questions.h"

#include <stdlib.h>
#include <string.h>

enum { AGAIN_S = 10 };

/* What is asked: of a stage only where the page asks its question. */
static uint64_t add_asked(struct visit *v, uint64_t hash)
{
    struct question question;
    const struct grid *grid = visit_grid(v);
    const struct stage *stage = template_stage(v->form, record_words(v->table, "stage"));
    const char *round = table_alone(v->table);
    bool asks = grid && stage && strcmp(stage->grid, grid->id) == 0;
    hash = hash_add_text(hash, grid ? grid->id : "");
    hash = hash_add_text(hash, asks ? stage->id : "");
    hash = hash_add_text(hash, round ? round : "");
    if (visit_question(v, &question)) {
        hash = hash_add_text(hash, record_id(question.record));
    }
    return visit_votes(v) ? hash_add_text(hash_add_text(hash, "votes"),
                                          record_words(v->table, PHONES_COLUMN))
                          : hash;
}

/* What became of each that the phone sent. */
static uint64_t add_sent(struct visit *v, uint64_t hash)
{
    size_t count;
    struct offer *offers = table_offers(v->session, v->table, OFFERS_ALL, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(offers[i].from, v->phone->hash) == 0) {
            const char *state = visit_state(v, &offers[i]);
            hash = hash_add_text(hash, record_id(offers[i].record));
            hash = hash_add_text(hash, state ? state : "");
        }
    }
    free(offers);
    return hash;
}

/* As whoever looks at the page now would see it: a form that is sent may be about another. */
void visit_name_seen(const struct visit *visit, char out[BASE32_SIZE_BYTES])
{
    static const struct web_request looks = {.accepts = ""};
    struct visit v = *visit;
    uint64_t hash = HASH_START;
    v.request = &looks;
    v.arena = (struct arena){NULL};
    if (v.table) {
        hash = add_sent(&v, add_asked(&v, hash));
    }
    arena_finish(&v.arena);
    base32_write(hash_end(hash), out);
}

/* A page that stands open is there still, also where this program began anew, but chooses nothing;
 * one that keeps no cookie cannot be told from others, and counts when it is looked at. */
void desk_news(struct desk *desk, const struct web_request *request, int64_t now_ms,
               struct web_answer *answer)
{
    if (*request->phone) {
        desk_meet(desk, request->phone)->seen_ms = now_ms;
    }
    char seen[BASE32_SIZE_BYTES];
    struct phone phone = {.seen_ms = 0};
    struct visit v = {.desk = desk,
                      .phone = &phone,
                      .request = request,
                      .session = desk->author->session};
    desk_hash_phone(desk, request->phone, phone.hash);
    v.words = page_language_choose(desk->languages, web_field(request, "lang"),
                                   request->accepts);
    v.table = visit_table(&v);
    v.form = v.table ? table_template(v.session, v.table) : NULL;
    visit_name_seen(&v, seen);
    bool is_new = strcmp(seen, web_field(request, "seen")) != 0;
    page_write_news(v.words, is_new, &answer->body);
    answer->status = 200;
    answer->again_s = is_new ? 0 : AGAIN_S;
    arena_finish(&v.arena);
    phone_finish(&phone);
}
