#ifndef ROUNDTABLE_TESTS_PAPERS_H
#define ROUNDTABLE_TESTS_PAPERS_H

/** Writes seminar.json: three Welsh tables that share something, differ in something and say
 *  something of their own; a question, promises, votes, and an action that nobody has taken on.
 *  @language  of the third, as "pl"; NULL: it is Welsh, too */
void papers_write_seminar(const char *language);

/** Fails where some English sentence of papers, or what stands of it around what is put in, is in a
 *  text, whose name is @what. */
void papers_expect_no_english(const char *what, const char *text);

#endif
