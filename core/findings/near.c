/* How near two wordings are. */

#include "findings/reading.h"

#include "base/words.h"

#include <ctype.h>
#include <string.h>

enum { MOST = 64 };

/* What a match counts: the same word, another of its group, one that begins alike. */
static const float same = 1, of_group = 0.9F, alike = 0.8F;

/* And the same word in phrases that mean different things: "food bank", "food poverty". */
static const float in_phrases = 0.5F;

/* What remains unsaid on one side, and on both: these pairs differ in what they are about,
 * "cost of parking" and "cost of childcare". */
static const double one_side = 0.2, both_sides = 0.4;

/* Two wordings side by side: how well each token is matched by the other's. */
struct pair {
    const struct reading *a, *b;
    float in_a[MOST], in_b[MOST];
    uint16_t of_a[MOST]; /* the token of b, from 1 */
};

static void match(struct pair *p, size_t i, size_t k, float value)
{
    p->in_a[i] = p->in_b[k] = value;
    p->of_a[i] = (uint16_t)(k + 1);
}

static float as_the_same(uint32_t phrase, uint32_t other)
{
    return phrase && other && phrase != other ? in_phrases : same;
}

static void match_same(struct pair *p)
{
    for (size_t i = 0; i < p->a->token_count; i++) {
        for (size_t k = 0; k < p->b->token_count; k++) {
            if (p->a->tokens[i].stem == p->b->tokens[k].stem && !p->in_a[i] &&
                !p->in_b[k]) {
                match(p, i, k,
                      as_the_same(p->a->tokens[i].phrase, p->b->tokens[k].phrase));
            }
        }
    }
}

static void cover(const struct reading *r, const struct span *span, float *in)
{
    for (size_t i = span->from; i < span->to; i++) {
        if (in[i] < of_group && (r->tokens[i].weight > 0 || span->phrase)) {
            in[i] = of_group;
        }
    }
}

static void match_groups(struct pair *p)
{
    for (size_t i = 0; i < p->a->span_count; i++) {
        const struct span *one = &p->a->spans[i];
        for (size_t k = 0; k < p->b->span_count; k++) {
            const struct span *other = &p->b->spans[k];
            if (one->group == other->group) {
                cover(p->a, one, p->in_a);
                cover(p->b, other, p->in_b);
                if (one->to > one->from && other->to > other->from &&
                    !p->of_a[one->from]) {
                    p->of_a[one->from] = (uint16_t)(other->from + 1);
                }
            }
        }
    }
}

static void match_beginnings(struct pair *p)
{
    for (size_t i = 0; i < p->a->token_count; i++) {
        for (size_t k = 0; k < p->b->token_count && !p->in_a[i]; k++) {
            if (!p->in_b[k] &&
                p->a->tokens[i].stem->beginning == p->b->tokens[k].stem->beginning &&
                stems_begin_alike(p->a->tokens[i].stem, p->b->tokens[k].stem)) {
                match(p, i, k, alike);
            }
        }
    }
}

/* Whether it denies something beside what the other says, too. */
static bool denies(const struct reading *r, const float *in)
{
    for (size_t i = 0; i < r->token_count; i++) {
        if ((r->tokens[i].is & WORD_ABSENCE) && in[i] != of_group) {
            return true;
        }
    }
    return false;
}

static bool lacks(const struct reading *r)
{
    bool lacks = false;
    for (size_t i = 0; i < r->token_count; i++) {
        lacks = lacks || (r->tokens[i].is & WORD_ABSENCE);
    }
    return lacks;
}

static bool are_opposite(const struct pair *p)
{
    const struct reading *a = p->a, *b = p->b;
    uint64_t only_left = a->left & ~a->right, only_right = a->right & ~a->left;
    if ((only_left & b->right & ~b->left) || (only_right & b->left & ~b->right)) {
        return true;
    }
    bool denied = denies(a, p->in_a), other = denies(b, p->in_b);
    const struct reading *plain = denied ? b : a; /* "no benches", "nowhere to sit" */
    if (denied != other && !plain->wanting && !lacks(plain)) {
        return true;
    }
    return (a->excess && lacks(b)) || (b->excess && lacks(a));
}

/* "Patient" and "patients", but neither "translation" and "translated". */
static bool are_one_word(const struct token *a, const struct token *b)
{
    size_t len_a = strlen(a->word->text), len_b = strlen(b->word->text);
    size_t less = len_a < len_b ? len_a : len_b, more = len_a + len_b - less;
    const char *longer = len_a < len_b ? b->word->text : a->word->text;
    return strncmp(a->word->text, b->word->text, less) == 0 &&
           (more == less || (more == less + 1 && longer[less] == 's'));
}

/* "Doctors not listening to patients", and the other way round; but not "evening buses" and
 * "buses in the evening". */
static bool is_turned_round(const struct pair *p)
{
    size_t first = MOST, last = 0;
    if (!p->a->links || !p->b->links || p->a->links_by != p->b->links_by) {
        return false;
    }
    for (size_t i = 0; i < p->a->token_count; i++) {
        if (p->of_a[i] && p->a->tokens[i].weight > 0 &&
            !(p->a->tokens[i].is & WORD_WEAK)) {
            first = first == MOST ? i : first;
            last = i;
        }
    }
    return first < last && p->of_a[first] > p->of_a[last] &&
           are_one_word(&p->a->tokens[first], &p->b->tokens[p->of_a[first] - 1]) &&
           are_one_word(&p->a->tokens[last], &p->b->tokens[p->of_a[last] - 1]);
}

/* What is matched, and what strong words are left over. */
static double sum(const struct reading *r, const float *in, double *left)
{
    double matched = 0;
    *left = 0;
    for (size_t i = 0; i < r->token_count; i++) {
        matched += (double)(r->tokens[i].weight * in[i]);
        *left += in[i] == 0 ? (double)r->tokens[i].strong : 0;
    }
    return matched;
}

static void lay_side_by_side(struct pair *p)
{
    memset(p->in_a, 0, p->a->token_count * sizeof *p->in_a);
    memset(p->in_b, 0, p->b->token_count * sizeof *p->in_b);
    memset(p->of_a, 0, p->a->token_count * sizeof *p->of_a);
    match_same(p);
    match_groups(p);
    match_beginnings(p);
}

/* What strong words left over on either side take away. */
static double unsaid(double left_a, double left_b)
{
    double less = left_a < left_b ? left_a : left_b, more = left_a + left_b - less;
    return one_side * (more - less) + both_sides * 2 * less;
}

/* What of a reading may be matched at best, weighed as its glances are. Whether a token may is
 * as good as a throw of dice: asking would take longer than adding nothing. */
static uint64_t most_matched(const struct reading *r, uint64_t signature)
{
    uint64_t matched = 0;
    for (size_t i = 0; i < r->token_count; i++) {
        uint64_t may = (r->glances[i].signature & signature) != 0;
        matched += r->glances[i].weighs & (0 - may);
    }
    return matched;
}

static double weight_of(uint64_t weighs)
{
    return (double)(uint32_t)weighs;
}

static double strong_of(uint64_t weighs)
{
    return (double)(uint32_t)(weighs >> 32);
}

/* Most pairs need no closer look. */
static bool may_be_near(const struct reading *a, const struct reading *b, double least)
{
    static const double rounding = 1e-4;
    double enough = (least - rounding) * (weight_of(a->weighs) + weight_of(b->weighs));
    uint64_t in_a = most_matched(a, b->signature);
    double left_a = strong_of(a->weighs - in_a);
    if (weight_of(in_a) + weight_of(b->weighs) - unsaid(left_a, 0) < enough) {
        return false;
    }
    uint64_t in_b = most_matched(b, a->signature);
    double left_b = strong_of(b->weighs - in_b);
    return weight_of(in_a) + weight_of(in_b) - unsaid(left_a, left_b) >= enough;
}

double readings_near(const struct reading *a, const struct reading *b, double least)
{
    static const double squeezed = 0.97;
    struct pair p;
    double left_a, left_b, both = (double)a->weight + (double)b->weight;
    if (a->squeezed != b->squeezed && !may_be_near(a, b, least)) {
        return 0;
    }
    p.a = a;
    p.b = b;
    lay_side_by_side(&p);
    if (are_opposite(&p) || is_turned_round(&p)) {
        return 0;
    }
    double matched = sum(a, p.in_a, &left_a) + sum(b, p.in_b, &left_b);
    double score = both > 0 ? matched / both : 0;
    score -= both > 0 ? unsaid(left_a, left_b) / both : 0;
    return a->squeezed == b->squeezed && score < squeezed ? squeezed : score;
}

/* Whether a word of a name stands in the other; *capital: with a capital. */
static bool is_said(const struct token *token, const struct reading *b, bool *capital)
{
    bool said = false;
    for (size_t k = 0; k < b->token_count; k++) {
        const struct token *other = &b->tokens[k];
        bool equal = token->stem == other->stem && are_one_word(token, other);
        said = said || equal;
        *capital = *capital || (equal && other->capital);
    }
    return said;
}

/* Where the words with capitals end that stand together from there on. */
static size_t name_end(const struct reading *r, size_t from)
{
    size_t to = from;
    while (to < r->token_count && r->tokens[to].capital && r->tokens[to].strong > 0 &&
           (to == from ||
            r->tokens[to].at == r->tokens[to - 1].at + r->tokens[to - 1].said)) {
        to++;
    }
    return to;
}

static bool name_is_said(const struct pair *p, size_t from, size_t to)
{
    size_t said = 0, count = to - from;
    bool capital = false;
    const struct token *last = &p->a->tokens[to - 1];
    for (size_t i = from; i < to; i++) {
        said += is_said(&p->a->tokens[i], p->b, &capital);
    }
    bool kind = !from && last->known && !last->caps && p->in_a[to - 1] > 0;
    return kind || 2 * said > count || (2 * said == count && capital);
}

/* A name is no sum of its words: "parking" says nothing of "Park Road". */
static void leave_out_names(struct pair *p)
{
    for (size_t from = 0, to; from < p->a->token_count; from = to) {
        size_t end = name_end(p->a, from);
        to = end > from ? end : from + 1;
        if (to > from + 1 && !name_is_said(p, from, to)) {
            memset(p->in_a + from, 0, (to - from) * sizeof *p->in_a);
        }
    }
}

double reading_covered(const struct reading *a, const struct reading *b, double so_much,
                       bool *all)
{
    struct pair p;
    double left, strong = 0, matched = 0;
    *all = false;
    if (!(a->signature & b->signature) && a->squeezed != b->squeezed) {
        return 0;
    }
    p.a = a;
    p.b = b;
    lay_side_by_side(&p);
    if (a->may_name) {
        leave_out_names(&p);
    }
    for (size_t i = 0; i < a->token_count; i++) {
        strong += (double)a->tokens[i].strong;
        matched += (double)(a->tokens[i].strong * p.in_a[i]);
    }
    double weight = (double)a->weight, any = sum(a, p.in_a, &left);
    *all = weight > 0 && any >= so_much * weight;
    return strong > 0 ? matched / strong : weight > 0 ? any / weight : 0;
}

/* What is left of "A&E" and "Mum's": a letter alone, which says little. */
static bool is_remains(const struct str *word)
{
    return word->len_bytes == 1 && isalpha((unsigned char)*word->bytes);
}

static void add_shared(const struct pair *p, const char *language, bool remains,
                       struct str *out)
{
    struct str word = STR_EMPTY;
    size_t at = 0, start = out->len_bytes;
    bool all = p->a->squeezed == p->b->squeezed;
    const char *text = p->a->wording->words;
    for (size_t i = 0; i < p->a->token_count; i++) {
        const struct token *token = &p->a->tokens[i];
        for (; at < (size_t)token->at + token->said && words_next(&text, language, &word);
             at++) {
            if (at >= token->at && token->weight > 0 && (all || p->in_a[i] > 0) &&
                (remains || !is_remains(&word))) {
                str_addf(out, "%s%s",
                         out->len_bytes == start ? ""
                         : at > token->at        ? " "
                                                 : ", ",
                         word.bytes);
            }
        }
    }
    str_finish(&word);
}

void readings_add_shared(const struct reading *a, const struct reading *b,
                         const char *language, struct str *out)
{
    struct pair p;
    size_t start = out->len_bytes;
    p.a = a;
    p.b = b;
    lay_side_by_side(&p);
    add_shared(&p, language, false, out);
    if (out->len_bytes == start) {
        add_shared(&p, language, true, out);
    }
}
