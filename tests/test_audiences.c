/* Who may see what is one rule: of the same session no format tells an audience more than
 * another does, nor less than it tells anybody of the same kind. */
#include "export/export.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "model/questions.h"
#include "store/file.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/pair.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(audiences, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

enum {
    ANYBODY = 1 << FOR_ANYBODY,
    COMMISSIONED = ANYBODY | 1 << FOR_PARTICIPANTS | 1 << FOR_COMMISSIONERS,
    EVERYBODY = COMMISSIONED | 1 << FOR_POLITICIANS | 1 << FOR_PUBLIC,
    ALL_BUT_THE_PUBLIC = EVERYBODY & ~(1 << FOR_PUBLIC),
    NOBODY = 0,
};

/* What stands in the session, and who may see it. */
struct rule {
    const char *words;
    unsigned may_see;
};

static const struct rule of_a_table[] = {
    {"Warmhomes", EVERYBODY},        {"Highrent", EVERYBODY},
    {"Swapcoats", EVERYBODY},        {"Fayfacil", COMMISSIONED},
    {"Ownerann", COMMISSIONED},      {"Messengerzoe", COMMISSIONED},
    {"Cliff", COMMISSIONED},         {"\"cliff\"", COMMISSIONED},
    {"weight=cliff", COMMISSIONED},  {"7373", COMMISSIONED},
    {"Rentisearlier", COMMISSIONED}, {"beforeeaster", EVERYBODY},
    {"Whatbroughtyou", EVERYBODY},   {"Thedraught", EVERYBODY},
    {"Handsup", EVERYBODY},          {"Stillopenone", COMMISSIONED},
    {"Openanswer", NOBODY},          {"Phonewords", NOBODY},
    {"Alonewords", NOBODY},
};

static void ask(struct pair *p, const char *text, const char *answer, bool open)
{
    const struct record *row = author_ask(&p->ana, p->table, ASKS_WORDS, text, &err);
    author_add_note(&p->ana, row, ANSWERS_COLUMN, NULL, answer, &err);
    author_set_question(&p->ana, row, open ? QUESTION_OPEN : QUESTION_ENDED, &err);
}

/* A show of hands, whose answers have votes. */
static void show_hands(struct pair *p)
{
    size_t count;
    const struct record *row = author_ask(&p->ana, p->table, ASKS_HANDS, "Handsup", &err);
    const struct record *const *notes = goal_notes(p->one, row, ANSWERS_COLUMN, &count);
    author_choose(&p->ana, row, "phone 1", notes[0], &err);
    author_set_question(&p->ana, row, QUESTION_ENDED, &err);
}

/* Something of everything, in in.json. */
static void write_all(void)
{
    struct pair p = pair_make();
    author_set(&p.ana, p.table, "facilitator", VALUE_OF_TEXT("Fayfacil"), &err);
    author_reword(&p.ana, p.goal, "Warmhomes", &err);
    pair_meet(&p);
    author_reword(&p.ben, record_in(p.two, p.note), "Rentisearlier", &err);
    p.ana.now_ms += 60000;
    author_reword(&p.ana, p.note, "Highrent", &err);
    pair_meet(&p);
    author_set(&p.ana, p.note, "weight", VALUE_OF_TEXT("cliff"), &err);
    author_vote(&p.ana, p.note, "scribe", 7373, &err);
    const struct record *coats =
        author_add_note(&p.ana, p.goal, "groups", NULL, "Swapcoats", &err);
    author_set(&p.ana, coats, "who", VALUE_OF_TEXT("Ownerann"), &err);
    author_set(&p.ana, coats, "when", VALUE_OF_TEXT("beforeeaster"), &err);
    author_set(&p.ana, coats, "messenger", VALUE_OF_TEXT("Messengerzoe"), &err);
    ask(&p, "Whatbroughtyou", "Thedraught", false);
    ask(&p, "Stillopenone", "Openanswer", true);
    show_hands(&p);
    static const struct offering sent = {
        .once = "3k0s7d5h", .text = "Phonewords", .from = "phone 2"};
    author_offer(&p.ana, p.table, &sent, &err);
    author_begin_alone(&p.ana, p.table, &err);
    author_add_note(&p.ben, record_in(p.two, p.goal), "barriers", NULL, "x", &err);
    author_add_note(&p.ana, p.goal, "barriers", NULL, "Alonewords", &err);
    struct str text = STR_EMPTY;
    file_write(p.one, &text);
    text_file_write("in.json", text.bytes);
    str_finish(&text);
    pair_free(&p);
}

/* How what a format wrote is read as text. */
static const struct format {
    const char *name, *out, *reader;
} formats[] = {
    {"text", "out.txt", NULL},
    {"markdown", "out.md", NULL},
    {"html", "out.html", NULL},
    {"csv", "out.csv", NULL},
    {"json", "out.js", NULL},
    {"graph", "out.graphml", NULL},
    {"ics", "out.ics", NULL},
    {"promises", "out.promises", NULL},
    {"map", "out.svg", NULL},
    {"pdf", "out.pdf",
     "import subprocess,sys;sys.stdout.write(subprocess.run("
     "['pdftotext','-raw','out.pdf','-'],capture_output=True,"
     "text=True).stdout)"},
    {"xlsx", "out.xlsx",
     "import zipfile,sys;z=zipfile.ZipFile('out.xlsx');"
     "sys.stdout.write(''.join(z.read(n).decode() for n in "
     "z.namelist()))"},
};

/* The form that a file brings along is nobody's words. */
static char *told(const struct format *format, enum audience audience)
{
    const char *argv[16] = {"roundtable", "export", "--force",   "-f",
                            format->name, "-o",     format->out, "in.json"};
    if (audience != FOR_ANYBODY) {
        argv[8] = "--for";
        argv[9] = audience_names[audience - FOR_PARTICIPANTS];
    }
    struct ran ran = program_run(NULL, argv);
    cr_assert(ran.status == 0 || ran.status == 3, "%s: %s", format->name,
              str_text(&ran.err));
    ran_finish(&ran);
    char *text = format->reader
                     ? output_of(WORDS("/usr/bin/python3", "-c", format->reader))
                     : output_of(WORDS("cat", format->out));
    char *form = strstr(text, "\"templates\": [");
    char *end = form ? strstr(form, "\n  ]") : NULL;
    if (end) {
        memmove(form, end, strlen(end) + 1);
    }
    return text;
}

static void expect_rules(const struct rule *rules, size_t count)
{
    for (size_t f = 0; f < LENGTH(formats); f++) {
        char *anybody = told(&formats[f], FOR_ANYBODY);
        for (enum audience a = FOR_ANYBODY; a <= FOR_PUBLIC; a++) {
            char *text = told(&formats[f], a);
            for (size_t i = 0; i < count; i++) {
                bool may = rules[i].may_see >> a & 1;
                bool says = strstr(text, rules[i].words) != NULL;
                bool usual = strstr(anybody, rules[i].words) != NULL;
                cr_expect_eq(says, may && usual, "%s for %s: %s is %s", formats[f].name,
                             a ? audience_names[a - FOR_PARTICIPANTS] : "anybody",
                             rules[i].words, says ? "told" : "not told");
            }
            free(text);
        }
        free(anybody);
    }
}

Test(audiences, no_format_tells_one_more_or_less_than_another)
{
    write_all();
    expect_rules(of_a_table, LENGTH(of_a_table));
}

/* What two tables share has its votes for all but the public, wherever it is told. */
Test(audiences, what_tables_share_has_its_votes_in_every_format)
{
    static const char table[] =
        "{\"place\":\"Exampleton\",\"table\":\"%d\",\"goals\":[{\"text\":\"Warmhomes\","
        "\"barriers\":[{\"text\":\"Highrent\",\"votes\":%d}],\"groups\":[{\"text\":"
        "\"Swapcoats\","
        "\"when\":\"2030-01-01\"}]}]}";
    struct str one = STR_EMPTY, two = STR_EMPTY;
    str_addf(&one, table, 1, 4000);
    str_addf(&two, table, 2, 3373);
    size_t tell = 0;
    struct str all = str_of("{\"sessions\":[%s,%s]}", one.bytes, two.bytes);
    text_file_write("in.json", all.bytes);
    for (size_t f = 0; f < LENGTH(formats); f++) {
        char *anybody = told(&formats[f], FOR_ANYBODY);
        bool usual = strstr(anybody, "7373") != NULL;
        for (enum audience a = FOR_ANYBODY; a <= FOR_PUBLIC; a++) {
            char *text = told(&formats[f], a);
            cr_expect_eq(strstr(text, "7373") != NULL,
                         usual && ALL_BUT_THE_PUBLIC >> a & 1, "%s for %d",
                         formats[f].name, a);
            free(text);
        }
        tell += usual;
        free(anybody);
    }
    cr_expect_geq(tell, 6); /* text, markdown, html, json, pdf, xlsx */
    str_finish(&one);
    str_finish(&two);
    str_finish(&all);
}
