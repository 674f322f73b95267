/* Votes that were given on paper, and entered as numbers. */

#include "model/ballot.h"

#include "base/utf8.h"
#include "model/author_inside.h"
#include "model/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char voted_field[] = "voted";

static const char *people_word(long people)
{
    return people == 1 ? "person" : "people";
}

bool field_is_of_paper(const char *field)
{
    return strcmp(field, "vote:" VOTER_PAPER) == 0;
}

bool paper_read(const char *text, long *count)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || text[digits] || digits > VOTES_MOST_DIGITS) {
        return false;
    }
    *count = strtol(text, NULL, 10);
    return true;
}

long paper_votes(const struct record *entry)
{
    return field_votes(record_field(entry, "vote:" VOTER_PAPER));
}

long table_voted(const struct record *table)
{
    long people;
    return table && paper_read(record_says(table, voted_field), &people) ? people : 0;
}

bool author_count_paper(struct author *a, const struct record *entry, long count,
                        struct err *err)
{
    struct str said = STR_EMPTY;
    if (count) {
        str_addf(&said, "counted %ld on paper for ", count);
    } else {
        str_add(&said, "took back what was counted on paper for ");
    }
    text_quote(&said, record_words(entry, "text"), 40);
    bool own = author_begin_act(a, said.bytes, NULL);
    bool ok = author_vote(a, entry, VOTER_PAPER, count, err);
    author_end_act(a, own);
    str_finish(&said);
    return ok;
}

bool author_set_voted(struct author *a, const struct record *table, long people,
                      struct err *err)
{
    char number[24];
    struct str said = STR_EMPTY;
    snprintf(number, sizeof number, "%ld", people);
    voted_say(people, &said);
    bool own = author_begin_act(a, said.bytes, NULL);
    bool ok = author_set(a, table, voted_field,
                         people ? VALUE_OF_TEXT(number) : VALUE_NOTHING, err);
    author_end_act(a, own);
    str_finish(&said);
    return ok;
}

void voted_say(long people, struct str *out)
{
    if (people) {
        str_addf(out, "said that %ld %s voted", people, people_word(people));
    } else {
        str_add(out, "took back how many people voted");
    }
}

static void add_paper(void *to, const struct record *entry)
{
    long *sum = to;
    *sum = votes_add(*sum, paper_votes(entry));
}

long ballot_paper(struct session *session, const struct record *table)
{
    long sum = 0;
    ballot_each_entry(session, table, NULL, add_paper, &sum);
    return sum;
}

size_t ballot_givers(struct session *session, const struct record *table)
{
    struct tally tally;
    tally_votes(session, table, &tally);
    size_t givers = tally.phones;
    for (size_t person = 1; person <= tally.people; person++) {
        givers += tally.given[person] > 0;
    }
    return givers;
}

/* The part that an entry stands in, as ballot_each_entry() names them; of a form's row it is the
 * grid's id, without "rows:". */
static const char *part_of(const struct record *entry)
{
    return record_is(entry, "note") ? record_column(entry) : row_grid(entry);
}

static bool parts_have(const struct parts *parts, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < parts->count && !found; i++) {
        found = strcmp(parts->names[i], name) == 0;
    }
    return found;
}

static void parts_add(struct parts *parts, const char *name)
{
    if (parts_have(parts, name)) {
        return;
    }
    parts->beyond = parts->beyond || parts->count == PARTS_MOST;
    if (!parts->beyond) {
        parts->names[parts->count++] = name;
    }
}

/* The parts that have votes on paper, and those that have others. */
struct kinds {
    struct parts paper, others;
};

static void look_at_kinds(void *to, const struct record *entry)
{
    struct kinds *kinds = to;
    long paper = paper_votes(entry);
    if (paper) {
        parts_add(&kinds->paper, part_of(entry));
    }
    if (record_votes(entry) != paper) {
        parts_add(&kinds->others, part_of(entry));
    }
}

/* Whether some part has both: of how many people they are together nobody knows. */
static bool are_mixed(const struct kinds *kinds)
{
    bool mixed = kinds->paper.beyond;
    for (size_t i = 0; i < kinds->paper.count && !mixed; i++) {
        mixed = parts_have(&kinds->others, kinds->paper.names[i]);
    }
    return mixed;
}

static bool votes_are_mixed(struct session *session, const struct record *table,
                            struct kinds *kinds)
{
    *kinds = (struct kinds){.paper.count = 0};
    ballot_each_entry(session, table, NULL, look_at_kinds, kinds);
    return are_mixed(kinds);
}

long ballot_voted(struct session *session, const struct record *table)
{
    long voted = table_voted(table);
    struct kinds kinds;
    bool so = voted && ballot_givers(session, table) <= (size_t)voted &&
              !votes_are_mixed(session, table, &kinds);
    return so ? voted : 0;
}

/* Whether an entry has more votes than people voted, or two of one voter. */
struct looking {
    long people;
    bool twice;
};

static void look_at(void *to, const struct record *entry)
{
    struct looking *looking = to;
    for (const struct field *f = record_fields(entry); f && !looking->twice;
         f = f->next) {
        size_t person;
        bool one = field_is_of_phone(f->name) || voter_of_field(f->name, &person);
        looking->twice = one && field_votes(f) > 1;
    }
    looking->twice = looking->twice || record_votes(entry) > looking->people;
}

struct share ballot_share(struct session *session, const struct record *table)
{
    struct looking looking = {.people = table_voted(table)};
    struct kinds kinds;
    looking.twice = !looking.people || most_dots(session, table) > 1 ||
                    ballot_givers(session, table) > (size_t)looking.people ||
                    votes_are_mixed(session, table, &kinds);
    if (!looking.twice) {
        ballot_each_entry(session, table, NULL, look_at, &looking);
    }
    return looking.twice ? (struct share){.people = 0}
                         : (struct share){looking.people, kinds.paper};
}

long ballot_share_for(const struct share *share, const struct record *entry)
{
    bool any = share->people && share->counted.count;
    return any && !parts_have(&share->counted, part_of(entry)) ? 0 : share->people;
}

/* Who gave an entry dots, as far as each is one person. */
struct givers {
    long people, most; /* dots of one of them */
    bool others;       /* paper, the table, a hand: nobody knows of how many people */
};

/* Where copies voted apart, "person 1" is one of each. */
static void add_giver(struct givers *givers, const struct field *field)
{
    size_t person;
    bool one = field_is_of_phone(field->name) ||
               (voter_of_field(field->name, &person) && person > 0);
    long dots = field_votes(field);
    if (dots && (!one || field_votes_apart(field))) {
        givers->others = true;
    } else if (dots) {
        givers->people++;
        givers->most = dots > givers->most ? dots : givers->most;
    }
}

static struct givers givers_of(const struct record *entry)
{
    struct givers givers = {0};
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        if (strncmp(f->name, "vote:", strlen("vote:")) == 0) {
            add_giver(&givers, f);
        }
    }
    return givers;
}

void votes_say(const struct record *entry, long people, struct str *out)
{
    long votes = record_votes(entry);
    if (people) {
        str_addf(out, "%ld of %ld %s", votes, people, people_word(people));
        return;
    }
    struct givers givers = givers_of(entry);
    str_addf(out, "%ld vote%s", votes, plural((size_t)votes));
    if (givers.most > 1 && !givers.others) {
        str_addf(out, " of %ld %s", givers.people, people_word(givers.people));
    }
}

/* "23 people voted", if it can be so. */
static void add_voted(size_t givers, long voted, struct str *out)
{
    if (givers > (size_t)voted) {
        str_addf(out, "%zu people gave dots, though %ld %s said to have voted", givers,
                 voted, voted == 1 ? "was" : "were");
    } else {
        str_addf(out, "%ld %s voted", voted, people_word(voted));
    }
}

void ballot_say_paper(struct session *session, const struct record *table,
                      struct str *out)
{
    long paper = ballot_paper(session, table), voted = table_voted(table);
    size_t givers = paper || voted ? ballot_givers(session, table) : 0;
    struct kinds kinds;
    bool mixed = paper && votes_are_mixed(session, table, &kinds);
    if (paper && ballot_of(table).state != BALLOT_OPEN) {
        str_addf(out, "On paper: %ld vote%s", paper, plural(paper));
    } else if (paper) {
        str_add(out, "Votes were counted on paper, too");
    }
    if (mixed && givers) {
        str_addf(out, "; %zu %s gave dots", givers, people_word((long)givers));
    } else if (voted && !mixed) {
        str_add(out, out->len_bytes ? "; " : "");
        add_voted(givers, voted, out);
    }
}
