#ifndef ROUNDTABLE_MODEL_BALLOT_H
#define ROUNDTABLE_MODEL_BALLOT_H

#include "model/author.h"

/**
 * Votes with dots. A table's ballot says how many dots there are, for each person or for
 * the whole table, and whether the counts may be seen. Who votes is "person 1", "person
 * 2", … or "table"; what they gave are the votes of the entries (record_votes).
 *
 * Where copies of a session voted unseen by each other, the votes of all are counted:
 * "person 1" of one is another than that of the other (field_votes). That is said.
 */

enum ballot_state {
    BALLOT_NONE,  /* none was held: votes are shown, nobody has dots */
    BALLOT_OPEN,  /* dots are being given, counts are hidden */
    BALLOT_SHOWN, /* the counts are to be seen; dots may be given still */
};

enum { BALLOT_MOST_PEOPLE = 999, BALLOT_MOST_DOTS = 999 };

struct ballot {
    enum ballot_state state;
    bool for_table; /* the dots are the whole table's, else each person's */
    long dots;
};

/** The ballot of a table, which may be NULL: none. */
struct ballot ballot_of(const struct record *table);

/** Sets it, in one edit: one step. BALLOT_NONE leaves the votes as they are. */
bool author_set_ballot(struct author *author, const struct record *table,
                       struct ballot ballot, struct err *err);

/** Adds what made one ballot another: "began a ballot: 3 dots a person", "showed the
 *  votes"; nothing if they are the same. */
void ballot_say_change(struct ballot before, struct ballot after, struct str *out);

/** The same of an edit of a table, with the words at the first of the fields that say it;
 *  false if the change is none of a ballot. */
bool ballot_say_edit(const struct record *table, const struct edit *edit,
                     const struct change *change, struct str *out);

/** Adds "3 dots a person", "12 dots for the table". */
void ballot_say_dots(struct ballot ballot, struct str *out);

/** Whether nobody is to see yet what got votes: the table's ballot is open, or, of an answer to
 *  choose, its question is. No list, no log and no comparison tells of any until then. */
bool votes_are_hidden(const struct record *entry);

/** The votes of an entry as far as they may be seen: 0 while they are hidden. */
long ballot_votes(const struct record *entry);

/* Who votes: 0 is the whole table, else the number of a person. */

enum { VOTER_SIZE_BYTES = 16 };
void voter_name(size_t person, char name[VOTER_SIZE_BYTES]);

/** Whether a field holds the votes of such a voter, and whose. */
bool voter_of_field(const char *field, size_t *person);

/** Phones vote beside them: "vote:phone 3k0s…", each with dots as a person has. A phone is the
 *  same in every copy, so that of its votes the later count, and none are added up. */
#define VOTER_PHONE "phone "
bool field_is_of_phone(const char *field);

/** Whether an edit says what a phone gave: it is nobody's by name, whatever the phone is called
 *  beside the words that it sends. */
bool edit_is_vote_of_phone(const struct edit *edit);

/** Who made an edit, as it is told, written and compared; NULL: nobody said, as of what a phone
 *  gave. Older programs wrote a name beside that, which stays in edit->by for whoever asks to be
 *  forgotten. */
const char *edit_by(const struct edit *edit);

/**
 * Votes on paper, or of raised hands, are counted by somebody and entered as a number for an
 * entry: "vote:paper". The table's field "voted" says how many people voted in all, on paper
 * or otherwise, so that a share can be told. The paper is one, whoever counts it: where two
 * laptops entered different numbers unseen by each other they are not added up; the later
 * counts, both stand, and that is said (ballot_say_copies()) until somebody counts again.
 */
#define VOTER_PAPER "paper"
bool field_is_of_paper(const char *field);

/** Reads a number as it is typed: digits alone, no more than VOTES_MOST_DIGITS. */
bool paper_read(const char *text, long *count);

/** What was counted on paper for an entry; and how many people voted at a table, which may be
 *  NULL. 0: nobody said. */
long paper_votes(const struct record *entry);
long table_voted(const struct record *table);

/** Enter these, one step each; 0 takes the number back. */
bool author_count_paper(struct author *author, const struct record *entry, long count,
                        struct err *err);
bool author_set_voted(struct author *author, const struct record *table, long people,
                      struct err *err);

/** Adds what setting it to that does: "said that 23 people voted". */
void voted_say(long people, struct str *out);

/** All votes on paper of what a table shows. */
long ballot_paper(struct session *session, const struct record *table);

/** How many people gave dots, phones among them, as far as each is known as one. */
size_t ballot_givers(struct session *session, const struct record *table);

/** How many people voted, as was said, if it can be so: not if more of them gave dots, nor if
 *  some part has votes on paper and dots as well, for of both together nobody knows of how many
 *  people they are. Else 0. Looks at every entry if it was said, else at none. */
long ballot_voted(struct session *session, const struct record *table);

/**
 * Of how many people the votes of a table's entries are a share: where each vote of an entry is
 * another person's, so that "14 of 23 people" is true: nobody had several dots, no part has
 * votes on paper and dots as well, and neither gave more people dots, nor has an entry more
 * votes, than people voted. Where one part was
 * counted on paper, who voted is said of the parts that were. Names of parts are borrowed
 * from the session, until it changes.
 */
enum { PARTS_MOST = 16 };

struct parts {
    const char *names[PARTS_MOST];
    size_t count;
    bool beyond; /* there are more */
};

struct share {
    long people;          /* 0: what any entry has are votes, and no share */
    struct parts counted; /* on paper */
};

/** Looks at every entry if it was said how many voted, else at none. */
struct share ballot_share(struct session *session, const struct record *table);

/** How many people it is of for an entry; 0: none. */
long ballot_share_for(const struct share *share, const struct record *entry);

/**
 * Adds what an entry has, wherever votes are told: "14 of 23 people"; else, for people 0, "3
 * votes", and where somebody gave several, and it is known of how many they are, "3 votes of 1
 * person". Dots are what people have to give: what an entry has are votes, however given.
 */
void votes_say(const struct record *entry, long people, struct str *out);

/** Adds "On paper: 31 votes; 23 people voted", as far as it may be seen, or nothing. */
void ballot_say_paper(struct session *session, const struct record *table,
                      struct str *out);

/** How many votes a voter has given an entry. */
long voter_votes(const struct record *entry, size_t person);

/** The field with the latest vote that an entry has, whosever it is, unless it is a phone's,
 *  which alone takes its dots back, or paper's, which is counted again; NULL: none. */
const struct field *latest_vote(const struct record *entry);

/** What everybody has given to the entries that a table shows. */
struct tally {
    long given[BALLOT_MOST_PEOPLE + 1]; /* by person; 0: the whole table */
    size_t people;                      /* the highest person who has given any */
    const struct edit *first[BALLOT_MOST_PEOPLE + 1]; /* what gave each the first of them;
                                                       * NULL: nothing, or it is not known */
    size_t phones;                                    /* how many of them have, */
    long phone_dots;      /* how many dots together, and how many phones */
    size_t phones_beyond; /* more than the table's ballot has */
};

/** Counts by looking at every entry once. People of copies that began a ballot unseen by
 *  each other are different people, of numbers one behind the other. */
void tally_votes(struct session *session, const struct record *table,
                 struct tally *tally);

/**
 * How many copies of a table voted unseen by each other, as long as nobody has given the
 * entry a vote or changed the ballot since they came together; 0 if it is one.
 */
size_t ballot_copies(struct session *session, const struct record *table);

/** Adds "Leeds, table 4: 2 copies of this table voted apart; …" of every such table, and
 *  "Leeds, table 4: ‘Fares’ was counted on paper as 14 and as 15; …", with "\n" between them
 *  and no full stop. Returns whether there is one. */
bool ballot_say_copies(struct session *session, struct str *out);

/** How many dots the person has left; never less than 0. */
long tally_left(const struct tally *tally, struct ballot ballot, size_t person);

/** Adds who has given what the ballot does not have, "2 people have given more than 2;
 *  their dots stay.", since it had more dots then, or others; nothing if nobody has. */
void tally_say_beyond(const struct tally *tally, struct ballot ballot, struct str *out);

/** The first person with dots left, not before `from`; BALLOT_MOST_PEOPLE if everybody
 *  has given all. */
size_t tally_next(const struct tally *tally, struct ballot ballot, size_t from);

/** Gives an entry one dot of the person more (change 1) or less (-1), if there is one: one
 *  step. */
bool author_move_dot(struct author *author, const struct record *entry, const char *voter,
                     int change, struct err *err);

/** Adds what author_clear_dots() takes back: "all dots", "all votes counted on paper and the
 *  number of voters"; never how many, which may be hidden. Returns whether there are any votes. */
bool ballot_say_all(struct session *session, const struct record *table, struct str *out);

/** Takes back all dots that persons, phones or the table gave to what is shown, what was
 *  counted on paper, and how many voted: one step. Other votes stay. */
bool author_clear_dots(struct author *author, const struct record *table,
                       struct err *err);

/** Counts as tally_votes() does where copies of a table each began a ballot unseen by the
 *  other: the people of the first copy come first, then those of the next, and so on.
 *  False if there are no such copies. Private to ballots. */
bool ballot_tally_copies(struct session *session, const struct record *table,
                         struct tally *tally);

/**
 * Where a person, by number, gave more dots than the table's ballots had: copies that
 * went on with one ballot, unseen by each other, gave dots to different entries. Counts as
 * above, as few copies as there must have been. Returns how many; 0, and tally is untouched,
 * if nobody gave more. Private to ballots.
 *
 * @tally  what was given by number.
 */
size_t ballot_tally_apart(struct session *session, const struct record *table,
                          struct tally *tally);

/** Counts those of phones; the rest of tally is untouched. Private to ballots, */
void ballot_tally_phones(struct session *session, const struct record *table,
                         struct tally *tally);

/** as is the part of tally_say_beyond() that tells of them. */
void tally_say_phones(const struct tally *tally, struct ballot ballot, struct str *out);

/** The dots that a value of the field "dots" says; the usual 3 if it says none. Private to
 *  ballots. */
long value_dots(struct value value);

/** The most dots of the ballot that a table has, and of those before it in which votes that stand
 *  were given or counted: one that was undone, or ended without any, is none. 0: there was
 *  none. Private to ballots. */
long most_dots(struct session *session, const struct record *table);

/**
 * What is voted on: goals, rows that were typed into a form, and every note under them or
 * under a row that a form gives. Such a row itself is nobody's proposal, and one whose words
 * are not shown yet (alone.h) says nothing: they are among them only where they have votes all
 * the same. What was asked of everybody is not (questions.h).
 *
 * A part of it is named by a column's id, "" for the goals, "rows:GRID" for the rows of a
 * form, or NULL for all.
 */
#define VOTED_ROWS "rows:"

/** Each entry of a part, as the grids read: goals first, each with its notes by column. */
void ballot_each_entry(struct session *session, const struct record *table,
                       const char *part,
                       void (*take)(void *to, const struct record *entry), void *to);

/** Whether an entry is of that part. */
bool ballot_part_has(const char *part, const struct record *entry);

/** What a part is called where there is little room: "Barriers", "Sites". Not of NULL.
 *  Borrowed from the template, or it is the id. */
const char *ballot_part_title(const struct session *session, const struct record *table,
                              const char *part);

/** An entry among the others. Ties share a rank: 1, 2, 2, 4. */
struct ranked {
    const struct record *entry;
    long votes;
    size_t rank;
    bool tied;
};

/**
 * The entries of a table that have votes, most votes first; ties as the grid reads. An
 * array to free(), hidden or not: whoever shows it asks the ballot first.
 *
 * @part     as above
 * @without  takes how many entries have no votes; of all, without those that could get none,
 *           where phones voted on one part alone
 */
struct ranked *ballot_ranking(struct session *session, const struct record *table,
                              const char *part, size_t *count, size_t *without);

/** Adds the rank: "1", or of a tie "2=". */
void rank_say(const struct ranked *ranked, struct str *out);

/** Adds where it stands: "Barriers, Reducing childhood obesity"; of a goal or another row, the
 *  title of those alone. */
void rank_say_where(const struct session *session, const struct ranked *ranked,
                    struct str *out);

#endif
