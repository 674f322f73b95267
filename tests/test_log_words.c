/* How the log says what an edit did: a row of it each, on the program itself. */

#include "base/str.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(log_words, .init = enter_folder, .fini = folder_finish);

/* What is set of what, over which row (from 1; 0: none), and how that is told. */
static const struct {
    const char *of, *set;
    int over;
    const char *said;
} rows[] = {
    {"session:t", "{\"title\": \"T\", \"place\": \"Leeds\"}", 0,
     "began the table: title ‘T’, place ‘Leeds’"},
    {"goal:g", "{\"session\": \"session:t\", \"text\": \"Goal\"}", 0,
     "added the goal ‘Goal’"},
    {"note:n", "{\"goal\": \"goal:g\", \"column\": \"barriers\", \"text\": \"Rent\"}", 0,
     "added the barrier ‘Rent’ to ‘Goal’"},
    {"note:n", "{\"vote:a\": 1}", 0, "voted for ‘Rent’ (of a)"},
    {"note:n", "{\"vote:a\": 3}", 4, "gave ‘Rent’ 3 votes (of a)"},
    {"note:n", "{\"vote:a\": null}", 5, "took back the votes for ‘Rent’ (of a)"},
    {"note:n", "{\"weight\": \"cliff\"}", 0, "marked ‘Rent’ as Cliff"},
    {"note:n", "{\"weight\": null}", 7, "took the mark Cliff off ‘Rent’"},
    {"note:m", "{\"goal\": \"goal:g\", \"column\": \"groups\", \"text\": \"Swap\"}", 0,
     "added the action for groups ‘Swap’ to ‘Goal’"},
    {"note:n", "{\"answered\": \"note:m\"}", 0, "said that ‘Swap’ answers ‘Rent’"},
    {"note:n", "{\"answered\": null}", 10, "took back that ‘Swap’ answered ‘Rent’"},
    {"note:m", "{\"who\": \"Ben\"}", 0, "said who does ‘Swap’: ‘Ben’"},
    {"note:m", "{\"who\": \"Cleo\"}", 12, "changed who does ‘Swap’ from ‘Ben’ to ‘Cleo’"},
    {"note:m", "{\"who\": null}", 13, "took away who does ‘Swap’: ‘Cleo’"},
    {"note:m", "{\"when\": \"2017-03-01\"}", 0,
     "said by when to do ‘Swap’: ‘1 March 2017’"},
    {"note:m", "{\"messenger\": \"Zoe\"}", 0, "said the messenger of ‘Swap’: ‘Zoe’"},
    {"note:m", "{\"outcome\": \"Forty\"}", 0, "said what came of ‘Swap’: ‘Forty’"},
    {"note:n", "{\"column\": \"stakeholders\", \"goal\": \"goal:g\"}", 3,
     "moved ‘Rent’ to Stakeholders of ‘Goal’"},
    {"note:n", "{\"goal\": \"goal:g\", \"column\": \"stakeholders\", \"place\": \"b\"}",
     18, "moved ‘Rent’ within Stakeholders of ‘Goal’"},
    {"goal:g", "{\"place\": \"c\"}", 0, "moved the goal ‘Goal’"},
    {"session:t", "{\"vision\": \"Warm\"}", 0, "wrote the vision: ‘Warm’"},
    {"session:t", "{\"vision\": \"Warmer\"}", 21,
     "changed the vision ‘Warm’ to ‘Warmer’"},
    {"session:t", "{\"vision\": null}", 22, "took away the vision ‘Warmer’"},
    {"session:t", "{\"stage\": \"lunch\"}", 0, "began the stage ‘Lunch’"},
    {"session:t", "{\"stage\": null}", 24, "took the day back to its beginning"},
    {"session:t", "{\"clock\": \"2017-02-22T12:30:00Z\"}", 0, "started the clock"},
    {"session:t", "{\"clock\": \"540\"}", 26, "paused the clock with 9:00 left"},
    {"session:t", "{\"clock\": null}", 27, "put the clock away"},
    {"session:t", "{\"answer_to\": \"by post\"}", 0,
     "set the address to answer to to ‘by post’"},
    {"session:t", "{\"answer_to\": \"by mail\"}", 29,
     "changed the address to answer to from ‘by post’ to ‘by mail’"},
    {"session:t", "{\"answer_to\": null}", 30,
     "took away the address to answer to ‘by mail’"},
    {"session:t", "{\"draft:vision\": \"W\"}", 0, "left a draft of the vision: ‘W’"},
    {"session:t", "{\"draft:vision\": null}", 32, "dropped the draft of the vision"},
    {"session:t", "{\"draft:goals\": \"G\"}", 0, "left a draft of a new goal: ‘G’"},
    {"goal:g", "{\"draft:barriers\": \"B\"}", 0,
     "left a draft of a new barrier for ‘Goal’: ‘B’"},
    {"note:n", "{\"draft\": \"R\"}", 0, "left a draft of other words for ‘Rent’: ‘R’"},
    {"note:n", "{\"gone\": true}", 0, "deleted ‘Rent’"},
    {"note:n", "{\"gone\": null}", 37, "brought ‘Rent’ back"},
    {"goal:g", "{\"gone\": true}", 0, "deleted the goal ‘Goal’"},
    {"goal:g", "{\"gone\": null}", 39, "brought the goal ‘Goal’ back"},
    {"session:t", "{\"gone\": true}", 0, "deleted the table"},
    {"session:t", "{\"gone\": null}", 41, "brought the table back"},
    {"session:t", "{\"title\": \"T2\"}", 1, "changed the title from ‘T’ to ‘T2’"},
    {"session:t", "{\"date\": \"2017-02-22\"}", 0, "set the date to ‘2017-02-22’"},
    {"session:t", "{\"after\": \"session:x\"}", 0,
     "followed up a session that is not in this file"},
    {"note:n", "{\"spread\": \"help\"}", 0, "marked ‘Rent’ as Help it happen"},
    {"goal:g", "{\"colour\": \"red\"}", 0, "set the colour of ‘Goal’ to ‘red’"},
    {"note:n", "{\"vote:b\": -2}", 0,
     "set the votes for ‘Rent’ to ‘-2’, which is no count (of b)"},
    {"note:n", "{\"vote:b\": \"3\"}", 48,
     "set the votes for ‘Rent’ to ‘3’, which is no count (of b)"},
    {"note:n", "{\"vote:person 1\": 1000000000}", 0,
     "set the votes for ‘Rent’ to ‘1000000000’, which is no count (of person 1)"},
    {"note:n", "{\"vote:person 1\": 1.5}", 50,
     "set the votes for ‘Rent’ to ‘1.5’, which is no count (of person 1)"},
    {"note:n", "{\"vote:person 1\": 1}", 51, "gave ‘Rent’ a dot (person 1)"},
    {"note:n", "{\"vote:hand\": -2}", 0, "took 2 votes back from ‘Rent’ (of hand)"},
    {"session:t", "{\"clock\": \"later\"}", 28,
     "set the clock to ‘later’, which is no time"},
    {"poll:p", "{\"text\": \"Tea?\"}", 0, "set the text of ‘Tea?’ to ‘Tea?’"},
};

static char *log_of(const char *option)
{
    struct str text = STR_EMPTY;
    str_add(&text, "{\"edits\":[");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        str_addf(&text,
                 "%s{\"key\":\"a.%zu\",\"at\":\"2017-02-22T12:00:%02zuZ\",\"by\":\"Ana\","
                 "\"of\":\"%s\",\"set\":%s",
                 i ? "," : "", i + 1, i + 1, rows[i].of, rows[i].set);
        if (rows[i].over) {
            str_addf(&text, ",\"over\":[\"a.%d\"]", rows[i].over);
        }
        str_add(&text, "}");
    }
    str_add(&text, "]}");
    text_file_write("a.json", text.bytes);
    str_finish(&text);
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "a.json", option));
    cr_expect_eq(ran.status, 3, "%s", str_text(&ran.err)); /* a poll is not shown */
    char *out = str_take(&ran.out);
    ran_finish(&ran);
    return out;
}

Test(log_words, say_what_each_edit_did)
{
    struct str expected = STR_EMPTY;
    str_add(&expected, "22 February 2017\n");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        str_addf(&expected, "12:00:%02zu  Ana  %s\n", i + 1, rows[i].said);
    }
    char *log = log_of(NULL);
    cr_expect_str_eq(log, expected.bytes, "it is\n%s\nand should be\n%s", log,
                     expected.bytes);
    str_finish(&expected);
    free(log);
}

Test(log_words, without_names_say_no_name)
{
    static const char *const said[] = {
        "12:00:04  voted for ‘Rent’\n",
        "12:00:12  said who does ‘Swap’\n",
        "12:00:13  changed who does ‘Swap’\n",
        "12:00:14  took away who does ‘Swap’\n",
        "12:00:16  said the messenger of ‘Swap’\n",
        "12:00:15  said by when to do ‘Swap’: ‘1 March 2017’\n"};
    static const char *const names[] = {"Ana", "Ben", "Cleo", "Zoe", "(of"};
    char *log = log_of("--without-names");
    for (size_t i = 0; i < LENGTH(said); i++) {
        expect_part(log, said[i]);
    }
    for (size_t i = 0; i < LENGTH(names); i++) {
        expect_no_part(log, names[i]);
    }
    free(log);
}
