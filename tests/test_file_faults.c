/* What wants a look in a session file is told, and kept as it is. */

#include "support/err.h"
#include "support/expect.h"
#include "support/grids.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(file, what_wants_a_look_is_told_and_kept)
{
    static const struct {
        const char *text, *faults, *kept;
    } rows[] = {
        {SESSION("\"sessions\":[{\"goals\":[{\"text\":\"G\",\n\"barrier\":[\"Bus "
                 "fares\"]}]}]"),
         "2:1: column \"barrier\" is not in the template; did you mean \"barriers\"?\n",
         "\"barrier\": [\n            { \"id\":"},
        {SESSION("\"sessions\":[{\"goals\":[{\"text\":\"G\",\n\"scores\":[1]}]}]"),
         "2:1: column \"scores\" is not in the template, so it is not shown\n",
         "\"scores\": [1]"},
        {SESSION("\"sessions\":[{\"date\":\"22.2.2017\",\"title\":5,\"goals\":[]}]"),
         "1:57: \"22.2.2017\" is no date; write it as 2017-02-22 (year-month-day)\n"
         "1:76: \"title\" should be a text in \"quotes\"\n",
         "\"date\": \"22.2.2017\""},
        {SESSION("\"sessions\":[{\"template\":\"mine\",\"goals\":[]}]"),
         "1:57: the template \"mine\" is neither in the file nor installed; the default "
         "is used\n",
         "\"template\": \"mine\""},
        {SESSION(
             "\"templates\":[{\"id\":\"mine\",\"grids\":[{\"id\":\"g\",\"columns\":"
             "[{\"id\":\"risks\"}]}]}],\"sessions\":[{\"template\":\"mine\",\"goals\":"
             "[{\"text\":\"G\",\"risks\":[\"Rain\"]}]}]"),
         "", "\"risks\": [\n            { \"id\":"},
        {SESSION(
             "\"sessions\":[{\"goals\":[{\"text\":\"G\",\"barriers\":[\n{\"text\":\"N\","
             "\"weight\":\"bolder\"},\n5,\n{}]}]}]"),
         "2:13: the mark \"weight\" has no such choice; did you mean \"boulder\"?\n"
         "3:1: a note should be a text or an object in {}\n"
         "4:1: a note without a \"text\"\n",
         "\"weight\": \"bolder\""},
        {SESSION(
             "\"sessions\":[{\"titel\":\"T\",\n\"newer\":1,\"goals\":[{\"text\":\"G\",\n"
             "\"barriers\":[{\"text\":\"N\",\n\"wieght\":\"boulder\",\n\"who\":4,\n"
             "\"votes\":1.5},{\"text\":\"M\",\n\"votes\":-7}],\n\"Barriers\":5}]}]"),
         "1:57: \"titel\" is unknown here; did you mean \"title\"?\n"
         "4:1: \"wieght\" is unknown here; did you mean \"weight\"?\n"
         "5:1: \"who\" should be a text in \"quotes\"\n"
         "6:1: \"votes\" of a note must be a whole number from 0 to 999999, so it is not "
         "taken in\n"
         "7:1: \"votes\" of a note must be a whole number from 0 to 999999, so it is not "
         "taken in\n"
         "8:1: \"Barriers\" is unknown here; did you mean \"barriers\"?\n",
         "\"titel\": \"T\""},
        {SESSION("\"sessions\":[{\"table\":4,\"date\":\"2017-02-30\",\n\"dots\":0,\n"
                 "\"ballot\":\"opne\",\n\"stage\":\"welcom\",\"goals\":[\n4]}],\n"
                 "\"verzion\":2"),
         "1:67: \"2017-02-30\" is no date; write it as 2017-02-22 (year-month-day)\n"
         "2:1: \"0\" is no number of dots; it is a whole number from 1 to 999\n"
         "3:1: \"opne\" is no state of a ballot; it is open or shown\n"
         "4:1: the stage \"welcom\" is not in the template; did you mean \"welcome\"?\n"
         "5:1: a goal should be a text or an object in {}\n"
         "6:1: \"verzion\" is unknown here; did you mean \"version\"?\n",
         "\"table\": \"4\""},
        {SESSION(
             "\"templates\":[{\"id\":\"mine\",\n\"titel\":\"T\",\"grids\":[{\"id\":\"g\","
             "\n\"title\":5}],\"stages\":[{\"id\":\"s\",\n\"minutes\":2.5}],"
             "\n\"starts\":\"noon\"}],\"sessions\":[]"),
         "2:1: \"titel\" is unknown here; did you mean \"title\"?\n"
         "3:1: \"title\" of a grid should be a text in \"quotes\"\n"
         "4:1: \"minutes\" of a stage should be a whole number from 0 to 1439\n"
         "5:1: \"starts\" of a template should be a time of day, such as \"10:00\"\n",
         "\"titel\":\"T\""},
        {SESSION("\"edits\":[{\"key\":\"a.1\"," OF_NOTE
                 ",\n\"ovre\":[],\"set\":{\n\"txet\":"
                 "\"one\",\n\"vote:x\":1.5,\n\"gone\":\"yes\"}},\n"
                 "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:14:03Z\",\n\"of\":\"nots:n\","
                 "\"set\":{\"text\":\"x\"}}]"),
         "2:1: \"ovre\" is unknown here; did you mean \"over\"?\n"
         "3:1: \"txet\" is unknown here; did you mean \"text\"?\n"
         "4:1: \"vote:x\" should be a whole number from 0 to 999999\n"
         "5:1: \"gone\" should be true\n"
         "7:1: \"nots\" is an unknown kind of record; did you mean \"note\"?\n",
         "\"txet\""},
        {SESSION("\"edits\":[{\"key\":\"a.1\"," OF_NOTE ",\"set\":{\n\"vote:a\":-2,\n"
                 "\"vote:b\":1e9,\n\"vote:c\":\"3\",\n\"vote:hand\":-2,\n\"weight\":3,\n"
                 "\"place\":\"V-\"}},\n{\"key\":\"a.2\",\"at\":\"2017-02-22T12:14:03Z\","
                 "\"of\":\"session:s\",\"set\":{\"dots\":4,\n\"dots_for\":\"x\",\n"
                 "\"clock\":\"1e9\",\n\"starts\":-1,\n\"vision\":5}},\n{\"key\":\"a.3\","
                 "\"at\":\"2017-02-22T12:14:03Z\",\"of\":\"theme:t\",\"set\":{\"alone\":"
                 "1}}]"),
         "2:1: \"vote:a\" should be a whole number from 0 to 999999\n"
         "3:1: \"vote:b\" should be a whole number from 0 to 999999\n"
         "4:1: \"vote:c\" should be a whole number from 0 to 999999\n"
         "6:1: \"weight\" should be the id of a choice\n"
         "7:1: \"place\" should be of letters from A to z and digits alone\n"
         "9:1: \"x\" is nobody who gives dots; it is person or table\n"
         "10:1: \"1e9\" is no clock; it is an instant, such as 2017-02-22T12:14:03Z, or "
         "the seconds left, such as 540\n"
         "11:1: \"starts\" should be a text in \"quotes\"\n"
         "12:1: \"vision\" should be a text in \"quotes\"\n"
         "13:64: \"alone\" should be true\n",
         "\"vote:a\":-2"},
        {SESSION("\"edits\":[{\"key\":\"a.1\"," OF_NOTE ",\"set\":{\"text\":\"one\"},"
                 "\"over\":[\"a.2\"]},\n"
                 "{\"key\":\"a.2\"," OF_NOTE ",\"set\":{\"text\":\"two\"},"
                 "\"over\":[\"a.1\"]}]"),
         "2:1: edits that set \"text\" of this note replace one another in a circle, so "
         "that all of them stand\n",
         "\"one\""},
        {SESSION("\"edits\":[{\"key\":\"a.1\"," OF_NOTE ",\"set\":{\"text\":\"one\"}},\n"
                 "{\"key\":\"a.1\"," OF_NOTE ",\"set\":{\"text\":\"two\"}}]"),
         "2:1: two different edits have the key \"a.1\"; both are kept\n", "\"one\""},
        {SESSION("\"edits\":[{\"key\":\"a.1\",\"at\":\"2017-02-24T12:14:03.513Z\","
                 "\"of\":\"note:n\",\"set\":{\"text\":\"one\"}}]"),
         "1:53: this edit is from the future; a clock was wrong\n", "2017-02-24"},
        {SESSION("\"edits\":[{\"key\":\"a.1\",\"at\":\"2017-02-23T12:14:03.512Z\","
                 "\"of\":\"note:n\",\"set\":{\"text\":\"one\"}}]"),
         "", "2017-02-23"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *faults = faults_of(rows[i].text, INT64_C(1487765643512));
        cr_expect_str_eq(faults, rows[i].faults, "row %zu: %s", i, faults);
        struct session_file file = read_in(rows[i].text);
        char *out = bytes_of(file.session);
        cr_expect(strstr(out, rows[i].kept), "row %zu: lost %s in\n%s", i, rows[i].kept,
                  out);
        expect_round_trip(&file);
        file_close(&file);
        free(faults);
        free(out);
    }
}

Test(file, thousands_of_faults_are_told_in_the_time_of_a_few, .timeout = 60)
{
    struct str text = STR_EMPTY;
    struct faults faults = {0};
    struct session_file file = {0};
    str_add(&text, "{\"edits\":[\n");
    for (int i = 0; i < 50000; i++) {
        str_add(&text, "5,\n");
    }
    str_add(&text, "5]}");
    cr_expect_not(
        file_read("f.json", text.bytes, text.len_bytes, 0, true, &file, &faults, &err));
    cr_expect_str_eq(err_text(&err), "f.json:2:1: an edit must be an object in {}");
    cr_assert_eq(faults.count, 50001);
    for (size_t i = 0; i < faults.count; i++) {
        cr_assert_eq(faults.items[i].place.line, i + 2);
    }
    faults_finish(&faults);
    str_finish(&text);
}
