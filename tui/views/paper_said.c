#include "views/paper_said.h"

#include "base/utf8.h"
#include "model/ballot.h"
#include "model/rows.h"
#include "views/paper_against.h"

static bool is_table(const struct record *record)
{
    return record_is(record, "session");
}

long paper_number(const struct record *record)
{
    return is_table(record) ? table_voted(record) : paper_votes(record);
}

void paper_add_name(const struct record *record, struct str *out)
{
    if (is_table(record)) {
        str_add(out, "people voted in all");
    } else {
        text_quote(out, row_words(record), 60);
    }
}

void paper_say_line(const struct record *record, bool hidden, struct str *out)
{
    bool table = is_table(record);
    long stands = paper_number(record);
    long dots = table || hidden ? 0 : votes_add(record_votes(record), -stands);
    if (dots > 0) {
        paper_add_name(record, out);
        str_addf(out, " has %ld dot%s so far; votes on paper are added to them.", dots,
                 plural((size_t)dots));
        return;
    }
    str_add(out, table ? "How many " : "Votes on paper for ");
    paper_add_name(record, out);
    str_addf(out, ": type a number; \vform-next\v keeps it and goes on.%s",
             stands ? " 0 takes it back." : "");
}

/* Dots may be of others than paper: what an entry has in all is compared with nothing. */
static void say_kept(const struct facts *facts, const struct record *entry, long count,
                     struct str *out)
{
    struct str against = STR_EMPTY;
    long all = record_votes(entry);
    str_addf(out, ": %ld on paper", count);
    paper_say_against(facts, NULL, entry, count, &against);
    if (against.len_bytes) {
        str_addf(out, "; %s", against.bytes);
    }
    if (all != count) {
        str_addf(out, "%s%ld vote%s in all", against.len_bytes ? "; " : ", ", all,
                 plural((size_t)all));
    }
    str_add_byte(out, '.');
    str_finish(&against);
}

void paper_say_counted(const struct facts *facts, const struct record *entry, long count,
                       bool any_before, struct str *out)
{
    paper_add_name(entry, out);
    if (!count && !any_before) {
        str_add(out, ": none on paper, as before.");
    } else if (!count) {
        str_add(out, ": what was counted on paper is taken back.");
    } else if (ballot_of(facts->table).state == BALLOT_OPEN) {
        str_add(out, ": kept; \vballot|s|show\v shows the counts.");
    } else {
        say_kept(facts, entry, count, out);
    }
}

void paper_say_untyped(const struct record *record, bool hidden, struct str *out)
{
    long stands = paper_number(record);
    str_add(out, stands ? "" : "Nothing is typed yet for ");
    paper_add_name(record, out);
    if (stands && hidden) {
        str_add(out, " has a count from before");
    } else if (stands) {
        str_addf(out, " has %ld from before", stands);
    }
    str_addf(out, ": type %s number, or \vform-next\v again goes past it.",
             stands ? "another" : "its");
}

void paper_say_passed(const struct record *record, bool hidden, struct str *out)
{
    bool table = is_table(record);
    long stands = hidden && !table ? 0 : paper_number(record);
    if (table && stands) {
        str_addf(out, "%ld %s voted in all, as before.", stands,
                 stands == 1 ? "person" : "people");
    } else if (table) {
        str_add(out, "How many people voted in all is not known yet.");
    } else if (stands) {
        paper_add_name(record, out);
        str_addf(out, " stays at %ld.", stands);
    } else {
        str_add(out, "Past ");
        paper_add_name(record, out);
        str_add(out, ": nothing was typed.");
    }
    str_add(out, " \vform-previous\v goes back to it.");
}
