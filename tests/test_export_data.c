/* A session as other programs read it: CSV and JSON. */

#include "base/json.h"
#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/pair.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define CSV_HEADER                                                                       \
    "\xEF\xBB\xBF"                                                                       \
    "session,place,date,table,goal,grid,column,note,marks,votes,by,at,answered,"         \
    "who,when,messenger,outcome\r\n"

Test(export_csv, a_note_is_a_row_and_neither_vision_nor_goal_is_lost)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
#define TABLE "Sample seminar,Exampleton,2017-02-22,4,"
#define SAID ",A. Example,2017-02-22T12:14:03.512Z,,,,,\r\n"
    expect_export(desk.session, "csv",
                  CSV_HEADER TABLE
                  ",actions,vision,Nobody eats alone,," SAID TABLE
                  "Reducing social isolation,map,barriers,Social norms,"
                  "\"weight=boulder; level=system\",3" SAID TABLE
                  "Reducing social isolation,map,barriers,"
                  "\"Time pressures\non carers\",,0" SAID TABLE
                  "Reducing social isolation,actions,groups,Shared lunches,,0" SAID TABLE
                  "Warmer homes,,,,,0" SAID);
    stand_up(&desk);
}

Test(export_csv, an_unfinished_session_is_its_heads_alone)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    expect_export(desk.session, "csv", CSV_HEADER);
    stand_up(&desk);
}

Test(export_csv, a_formula_is_led_by_a_quote)
{
    static const struct {
        const char *typed, *written,
            *kept; /* NULL: the same; else without blanks around */
    } rows[] = {
        {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"", NULL},
        {"+1", "'+1", NULL},
        {"-1", "'-1", NULL},
        {"@SUM(A1)", "'@SUM(A1)", NULL},
        {"\t=1", "' =1", "'=1"},
        {"\r=1", "\"'\n=1\"", "'=1"},
        {"  =1", "'  =1", "'=1"},
        {"＝1", "'＝1", NULL},
        {"1+1", "1+1", NULL},
        {"\"said\", he", "\"\"\"said\"\", he\"", NULL},
        {"a\r\nb", "\"a\nb\"", NULL},
        {"ends in a blank ", "\"ends in a blank \"", "ends in a blank"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk desk;
        sit_down(&desk, 1, rows[i].typed);
        const struct record *table =
            add_table(&desk, rows[i].typed, rows[i].typed, rows[i].typed, rows[i].typed);
        add_note(&desk, add_goal(&desk, table, rows[i].typed), "barriers", rows[i].typed);
        const char *w = rows[i].written, *kept = rows[i].kept ? rows[i].kept : w;
        struct str expected = STR_EMPTY;
        str_addf(&expected,
                 CSV_HEADER "%s,%s,%s,%s,%s,map,barriers,%s,,0,%s,"
                            "2017-02-22T12:14:03.512Z,,,,,\r\n",
                 w, w, w, w, kept, kept, w);
        expect_export(desk.session, "csv", str_text(&expected));
        str_finish(&expected);
        stand_up(&desk);
    }
}

Test(export_json, the_top_alone_is_json_and_keeps_the_words_as_typed)
{
    static const char typed[] = "a\u202Eb \U000E0021 \x1b[0m \"c\"";
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    add_table(&desk, typed, NULL, NULL, NULL);
    char *text = exported_as(desk.session, "json");
    struct json_document document = {0};
    cr_assert(json_read(&document, "export", text, strlen(text), &err), "%s",
              err_text(&err));
    const struct json *sessions = json_member(document.root, "sessions");
    cr_expect_str_eq(json_member_text(json_first(sessions), "title"), typed);
    cr_expect_str_eq(json_member_text(document.root, "format"), "roundtable session");
    cr_expect_not_null(json_member(document.root, "templates"));
    cr_expect_null(json_member(document.root, "edits"));
    cr_expect_null(strstr(text, "\u202E"));
    json_finish(&document);
    free(text);
    stand_up(&desk);
}

Test(export_csv, words_that_somebody_brought_back_are_whose_they_were)
{
    struct pair p = pair_make();
    struct str said = STR_EMPTY;
    author_set(&p.ana, p.table, "vision", VALUE_OF_TEXT("Nobody eats alone"), &err);
    pair_meet(&p);
    const struct record *table = record_in(p.two, p.table);
    author_set(&p.ben, table, "vision", VALUE_OF_TEXT("Soup"), &err);
    author_reword(&p.ben, record_in(p.two, p.note), "Fares", &err);
    author_undo(&p.ben, &said);
    author_undo(&p.ben, &said);
    pair_meet(&p);
    char *text = exported_as(p.one, "csv");
    expect_part(text, ",vision,Nobody eats alone,,,Ana,");
    expect_part(text, ",barriers,Bus fares,,0,Ana,");
    expect_no_part(text, "Ben");
    free(text);
    str_finish(&said);
    pair_free(&p);
}
