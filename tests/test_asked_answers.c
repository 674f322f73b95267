/* An answer that is written out, "yes" Enter, does what its first letter does, and no more,
 * whatever asks: its other letters and Enters are no keys where it led. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(asked_answers, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define COUNTS LATER "b" LATER "3" LATER "v" LATER "b" LATER "s"
#define ASKED "sw" LATER "What hurts?\r" LATER "\x07" LATER "s"
#define ANOTHER LATER "hWho is in?\r" LATER "\x14" LATER "\r"

/* What leads to a question; what it says; and what is said or shown once it is answered so; NULL:
 * that is no answer to it. */
struct question {
    const char *keys, *asks, *yes, *no;
};

static const struct question questions[] = {
    {"1" LATER "d", "Delete ‘Reducing", "Deleted ‘Reducing", "Nothing was deleted"},
    {"P" LATER "1" LATER "d", "Delete ‘Reducing", "Deleted the entry",
     "Nothing was deleted"},
    {"2" LATER "E\037700;h", "Replace it", "Replaced a.html", NULL},
    {"P" LATER "1" COUNTS, "Show everybody the counts?", "Showed",
     "The counts stay hidden"},
    {"1" LATER "sw" LATER "Who hurts?\r" LATER "\x07" COUNTS,
     "Show everybody the counts?", "Showed", "The counts stay hidden"},
    {"P" LATER "P" LATER "I", "The room saw this window", "nothing waits", "1 Goals 4"},
    {"2" LATER "z" LATER "z", "Show what was written alone?", NULL, "Nothing was shown"},
    {"P" LATER "2" LATER "z" LATER "z", "Show what was written alone?", NULL,
     "Nothing was shown"},
    {"I" LATER "S", "Show the room what phones send, unread?", "stands in the grid",
     "Nothing was changed"},
    {"sh" LATER "What hurts?\r" LATER "d", "Delete the question", "Deleted",
     "Nothing was deleted"},
    {ASKED ANOTHER, "End ‘What hurts?’?", "Who is in?", "Nobody was asked anything"},
};

static void expect_only(const struct question *q, const char *letters, int pace_ms,
                        const char *became)
{
    static const char *const more[] = {"Words?",  "Ctrl-T", "once more",
                                       "Editing", "New ",   "Answer:"};
    struct typist *t = called_out_open();
    text_file_write("a.html", "earlier");
    typist_type(t, LATER);
    typist_type(t, q->keys);
    typist_wait(t, q->asks);
    called_out_type_later(t, letters, pace_ms);
    typist_wait_wrapped(t, became);
    typist_settle(t);
    for (size_t i = 0; i < LENGTH(more); i++) {
        cr_expect_not(typist_sees(t, more[i]), "%s %s each %d ms: %s", q->asks, letters,
                      pace_ms, more[i]);
    }
    typist_free(t);
}

Test(asked_answers, a_yes_or_no_written_out_is_no_more_than_its_letter)
{
    static const int paces[] = {130, 350};
    for (size_t i = 0; i < LENGTH(questions); i++) {
        const struct question *q = &questions[i];
        for (size_t k = 0; k < LENGTH(paces); k++) {
            if (q->yes) {
                expect_only(q, "yes\r\r", paces[k], q->yes);
            }
            if (q->no) {
                expect_only(q, "no\r\r", paces[k], q->no);
            }
        }
    }
}
