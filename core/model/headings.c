#include "model/headings.h"

#include "base/fold.h"

#include <string.h>
#include <strings.h>

/* What columns, a table's goals and a promise's fields are called besides, by their ids.
 * Singulars stand for plurals where an "s" makes them. */
static const struct other_words {
    const char *id, *words;
    const char *entries; /* words that may as well be an entry; or "" */
} table[] = {
    {"goals",
     "goal, aim, objective, target, outcome, challenge, priority, ambition, theme, "
     "topic, purpose, mission, what we want, what we want to change, subject, nod, "
     "nodau, amcan, amcanion, blaenoriaeth, blaenoriaethau, her, heriau",
     ""},
    {"barriers",
     "barrier, obstacle, problem, issue, challenge, difficulty, blocker, block, "
     "blockage, hurdle, concern, constraint, risk, threat, weakness, weaknesses, "
     "pain point, worry, what gets in the way, what stops us, what stands in the "
     "way, in the way, what holds us back, what makes it hard, what is difficult, "
     "rhwystr, rhwystrau, rhwystrau i newid, problem, problemau, her, heriau, anhawster, "
     "anawsterau, "
     "beth sy'n rhwystro",
     ""},
    {"stakeholders",
     "stakeholder, who, partner, interested party, who is involved, who could help, "
     "who can help, who cares, who matters, who to involve, people involved, "
     "organisations involved, people and organisations, rhanddeiliad, rhanddeiliaid, "
     "pwy",
     "people, person, player, actor, ally, contact, agency, organisation, "
     "organization, group, community, audience, beneficiary, pobl, partneriaid, "
     "sefydliadau"},
    {"moments",
     "opportunity, social moment, moment, chance, event, occasion, hook, window of "
     "opportunity, where people meet, cyfle, cyfleoedd, moment cymdeithasol, "
     "momentau cymdeithasol",
     "opening, window, gathering, digwyddiad, digwyddiadau"},
    {"organisations",
     "organisation, organization, institution, what organisations can do, sefydliad, "
     "sefydliadau",
     "service, employer, agency, company"},
    {"groups",
     "group, community group, voluntary group, what groups can do, grwp, grwpiau",
     "community, network, club, team, cymuned, cymunedau"},
    {"individuals",
     "individual, each of us, i will, what i can do, what people can do, unigolyn, "
     "unigolion",
     "person, people, resident, citizen, me"},
    {"other",
     "other, other idea, idea, action, action point, next step, task, to do, todo, "
     "activity, response, suggestion, solution, step, what, what we will do, what to "
     "do, recommendation, proposal, action agreed, agreed, gweithred, gweithredoedd, "
     "syniad, syniadau, cam nesaf, camau nesaf, beth",
     ""},
    {"who",
     "owner, who, who does it, who will do it, lead, led by, leader, lead person, "
     "responsible, person responsible, who is responsible, responsibility, assigned "
     "to, assignee, by whom, name, action owner, action by, taken on by, pwy, "
     "perchennog, arweinydd, cyfrifol",
     ""},
    {"when",
     "when, by when, date, due, due date, due by, deadline, target date, timescale, "
     "timeline, time frame, timeframe, completion date, complete by, finish by, "
     "pryd, erbyn, erbyn pryd, dyddiad, dyddiad cau",
     ""},
    {"messenger", "messenger, negesydd", ""},
    {"outcome", "outcome, result, what came of it, status, update, progress, canlyniad",
     ""},
};

/* Says nothing of which column it is, wherever it stands. */
static const char *const fillers[] = {
    "a",          "an",       "any",   "are",       "biggest", "by",       "current",
    "for",        "is",       "its",   "key",       "list",    "main",     "of",
    "or",         "our",      "some",  "the",       "their",   "there",    "these",
    "top",        "your",     "which", "and",       "agreed",  "existing", "further",
    "identified", "possible", "named", "potential", "local"};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* "opportunities" is "opportunity", "barriers" "barrier". */
static size_t singular(char *word, size_t len)
{
    if (len > 4 && memcmp(word + len - 3, "ies", 3) == 0) {
        word[len - 3] = 'y';
        return len - 2;
    }
    return len > 3 && word[len - 1] == 's' && word[len - 2] != 's' ? len - 1 : len;
}

/* Adds the words that mean something, a space between. */
static void add_words(char *bare, bool all, struct str *out)
{
    for (char *p = bare; *p && (*p != '(' || !out->len_bytes);) {
        size_t len = 0;
        while (is_letter(p[len]) || (len && p[len] == '\'')) {
            len++;
        }
        char after = p[len];
        p[len] = '\0';
        if (len && (all || !text_among(p, fillers, sizeof fillers / sizeof *fillers))) {
            str_add(out, out->len_bytes ? " " : "");
            str_add_bytes(out, p, singular(p, len));
        }
        p[len] = after;
        p += len + (len == 0);
    }
}

/* Adds what is compared of a heading: "1. Main barrier(s):" is "barrier". */
static void add_key(const char *text, size_t len_bytes, struct str *out)
{
    struct str words = STR_EMPTY, bare = STR_EMPTY;
    str_add_bytes(&words, text, len_bytes);
    for (int all = 0; all < 2 && !out->len_bytes; all++) {
        str_clear(&bare);
        fold_add_bare(str_text(&words), "en", &bare);
        if (bare.len_bytes) {
            add_words(bare.bytes, all, out);
        }
    }
    str_finish(&words);
    str_finish(&bare);
}

/* Whether two are the same heading; a key is asked for. */
static bool is_same(const struct str *key, const char *text, size_t len_bytes)
{
    struct str other = STR_EMPTY;
    add_key(text, len_bytes, &other);
    bool same = key->len_bytes && strcmp(str_text(key), str_text(&other)) == 0;
    str_finish(&other);
    return same;
}

static bool is_among(const struct str *key, const char *words)
{
    for (const char *p = words; *p;) {
        size_t len = strcspn(p, ",");
        if (is_same(key, p, len)) {
            return true;
        }
        p += len + (p[len] == ',');
    }
    return false;
}

static bool is_name(const struct str *key, const struct column *column)
{
    const char *const names[] = {column->title, column->short_title, column->singular,
                                 column->plain};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_same(key, names[i], strlen(names[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether a row of the table has one of the column's own names. */
static bool has_name(const struct other_words *row, const struct column *column)
{
    struct str key = STR_EMPTY;
    bool no_singular = strcmp(column->singular, "entry") == 0; /* none was given */
    const char *name = no_singular ? column->short_title : column->singular;
    add_key(name, strlen(name), &key);
    bool has = is_among(&key, row->words);
    str_finish(&key);
    return has;
}

static enum heading_fit fit_of(const struct str *key, const struct column *column)
{
    const char *id = *column->id ? column->id : "goals";
    enum heading_fit best = is_name(key, column) ? HEADING_ITS_NAME : HEADING_OF_NOTHING;
    for (size_t i = 0; i < sizeof table / sizeof *table && best < HEADING_OF_KIND; i++) {
        bool kind = strcmp(id, table[i].id) == 0, said = is_among(key, table[i].words);
        if (said && kind) {
            best = HEADING_OF_KIND;
        } else if (said && has_name(&table[i], column)) {
            best = HEADING_LIKE_IT;
        } else if (kind && !best && is_among(key, table[i].entries)) {
            best = HEADING_PERHAPS;
        }
    }
    return best;
}

/* How long the first of several headings is that stand for one, "Who / partners", or what
 * comes before more words: "Barriers to change here". */
static size_t part_bytes(const char *heading)
{
    static const char *const behind[] = {" and ", " or ",  " to ",   " for ",
                                         " we ",  " who ", " that ", " faced"};
    size_t least = strcspn(heading, "/&+,|");
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        const char *at = strstr(heading, behind[i]);
        least = at && (size_t)(at - heading) < least ? (size_t)(at - heading) : least;
    }
    return least;
}

/* Behind what asks: "What are the barriers?" */
static const char *behind_question(const char *heading)
{
    static const char *const asking[] = {"what ", "who ", "where ", "which "};
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) {
        if (strncasecmp(heading, asking[i], strlen(asking[i])) == 0) {
            return heading + strlen(asking[i]);
        }
    }
    return heading;
}

enum heading_fit heading_fits(const char *heading, const struct column *column)
{
    struct str key = STR_EMPTY;
    add_key(heading, strlen(heading), &key);
    enum heading_fit fit = fit_of(&key, column);
    heading = behind_question(heading);
    for (const char *p = heading; !fit && *p;) {
        size_t len = part_bytes(p);
        str_clear(&key);
        add_key(p, len, &key);
        fit = fit_of(&key, column) ? HEADING_PERHAPS : HEADING_OF_NOTHING;
        p += len;
        p += *p == ' ' ? 1 + strcspn(p + 1, " ") : *p != '\0';
    }
    str_finish(&key);
    return fit;
}

bool heading_means(const char *heading, const char *id)
{
    struct str key = STR_EMPTY;
    bool means = false;
    add_key(heading, strlen(heading), &key);
    for (size_t i = 0; i < sizeof table / sizeof *table && !means; i++) {
        means = strcmp(table[i].id, id) == 0 && is_among(&key, table[i].words);
    }
    str_finish(&key);
    return means;
}

bool heading_of_builtin(const char *heading)
{
    const struct template *form;
    bool fits = false;
    for (size_t n = 0; (form = template_builtin(n)); n++) {
        for (size_t g = 0; g < form->grid_count; g++) {
            const struct grid *grid = &form->grids[g];
            for (size_t c = 0; c < grid->column_count && !fits; c++) {
                fits = heading_fits(heading, &grid->columns[c]) > HEADING_PERHAPS;
            }
        }
    }
    return fits;
}
