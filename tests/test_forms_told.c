/* Forms in use are told in every export, and those that nobody used in none. */

#include "export/export.h"
#include "export/picture.h"
#include "model/rows.h"

#include "support/desk.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/pages.h"
#include "support/program.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(forms_told, .init = enter_folder, .fini = folder_finish, .timeout = 120);

static const struct record *add_row(struct desk *desk, const struct record *table,
                                    const char *id, const char *name)
{
    const struct grid *grid = table_grid(desk->session, table, id);
    cr_assert(grid, "%s", id);
    const struct record *row = grid_row(desk->session, table, grid, name);
    cr_assert(row, "%s", name);
    return row;
}

static void mark(struct desk *desk, const struct record *row, const char *id,
                 const char *choice)
{
    const struct template *form = table_template(desk->session, row_table(row));
    cr_assert(author_mark(&desk->author, row, template_mark(form, id), choice, &err),
              "%s", err_text(&err));
}

/* One note in each form that there is: "Note in signs". */
static void fill_every_form(struct desk *desk, const struct record *table,
                            const struct record *goal)
{
    const struct template *all = template_catalogue(table_template(desk->session, table));
    cr_assert_gt(all->grid_count, 20);
    for (size_t i = 0; i < all->grid_count; i++) {
        const char *id = all->grids[i].id;
        const struct grid *grid = table_grid(desk->session, table, id);
        struct str words = str_of("Note in %s", id);
        const struct record *row =
            grid->rows == ROWS_GOALS ? goal
            : grid->rows == ROWS_OWN
                ? author_add_row(&desk->author, table, grid, NULL, "Our own row", &err)
                : grid_row(desk->session, table, grid, grid->given[0].id);
        cr_assert(author_add_note(&desk->author, row, all->grids[i].columns[0].id, NULL,
                                  words.bytes, &err),
                  "%s", err_text(&err));
        session_keep_form(desk->session, id, NULL);
        str_finish(&words);
    }
}

static void expect_every_form(const char *format, const char *text)
{
    const struct template *all = template_catalogue(template_builtin(0));
    for (size_t i = 0; i < all->grid_count; i++) {
        struct str words = str_of("Note in %s", all->grids[i].id);
        cr_expect(strstr(text, words.bytes), "%s lacks \"%s\"", format, words.bytes);
        str_finish(&words);
    }
}

Test(forms_told, that_have_a_note_stand_in_every_export)
{
    static const char *const formats[] = {"text", "markdown", "html",
                                          "csv",  "json",     "graph"};
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, "4");
    fill_every_form(&desk, table, add_goal(&desk, table, "Warmer homes"));
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = exported_as(desk.session, formats[i]);
        expect_every_form(formats[i], text);
        free(text);
    }
    char *file = bytes_of(desk.session);
    for (size_t i = 0; i < 2; i++) { /* in columns, and to read */
        const char *paper = i ? "report" : "a4";
        char *pages = pages_of_session(file, WORDS("--paper", paper));
        pages_squeeze(pages);
        const struct template *all = template_catalogue(template_builtin(0));
        for (size_t g = 0; g < all->grid_count; g++) {
            struct str words = str_of("Notein%s", all->grids[g].id);
            cr_expect(strstr(pages, words.bytes), "%s lacks %s", paper, words.bytes);
            str_finish(&words);
        }
        free(pages);
    }
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "xlsx", "-o", "out.xlsx", "in.json"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    char *book =
        output_of(WORDS("/usr/bin/python3", "-c",
                        "import openpyxl\n"
                        "for s in openpyxl.load_workbook('out.xlsx').worksheets[:-2]:\n"
                        "    for row in s.iter_rows(values_only=True):\n"
                        "        print(s.title, row)\n"));
    expect_every_form("xlsx", book);
    expect_part(book, "Eight signs of success ('Signs', 'Where we see it', 'What next')");
    expect_part(book, "Pledges ('I pledge to …',)");
    free(book);
    free(file);
    stand_up(&desk);
}

Test(forms_told, have_what_their_rows_were_before_in_a_workbook)
{
    text_file_write(
        "in.json",
        "{\"sessions\":[{\"id\":\"march\",\"date\":\"2026-03-01\",\"goals\":["
        "{\"grid\":\"signs\",\"row\":\"culture\",\"strength\":\"none\"}]},"
        "{\"id\":\"june\",\"date\":\"2026-06-01\",\"after\":\"march\",\"goals\":["
        "{\"grid\":\"signs\",\"row\":\"culture\",\"strength\":\"part\"}]}]}");
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "xlsx", "-o", "out.xlsx", "in.json"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    char *book = output_of(
        WORDS("/usr/bin/python3", "-c",
              "import openpyxl\n"
              "s = openpyxl.load_workbook('out.xlsx')['Eight signs of success']\n"
              "for row in s.iter_rows(values_only=True):\n"
              "    print(row[1])\n"));
    expect_part(book, "\nChanging culture (Not yet)\n");
    expect_part(book, "\nChanging culture (In part (last time: Not yet))\n");
    free(book);
}

Test(forms_told, change_nothing_on_paper_while_they_are_only_looked_at)
{
    static const char *const formats[] = {"text", "markdown", "html",
                                          "csv",  "json",     "graph"};
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    lay_small_table(&desk);
    size_t count;
    const struct record *table = session_tables(desk.session, &count)[0];
    const struct template *all = template_catalogue(table_template(desk.session, table));
    char *before[LENGTH(formats)];
    for (size_t i = 0; i < LENGTH(formats); i++) {
        before[i] = exported_as(desk.session, formats[i]);
    }
    for (size_t i = 0; i < all->grid_count; i++) {
        const struct grid *grid = table_grid(desk.session, table, all->grids[i].id);
        grid_rows(desk.session, table, grid, &count);
    }
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *after = exported_as(desk.session, formats[i]);
        cr_expect_str_eq(after, before[i], "%s", formats[i]);
        free(after);
        free(before[i]);
    }
    stand_up(&desk);
}

Test(forms_told, come_after_the_plan_with_their_source_their_rows_and_their_marks)
{
    struct desk desk;
    sit_down(&desk, 1, "A. Example");
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
    add_goal(&desk, table, "Warmer homes");
    const struct record *row = add_row(&desk, table, "ripe", "research");
    add_note(&desk, row, "ripe_seen", "Warm homes, fewer falls");
    mark(&desk, add_row(&desk, table, "ripe", "stigma"), "strength", "none");
    expect_export(desk.session, "text",
                  "Sample\n"
                  "======\n"
                  "\n"
                  "System map\n"
                  "----------\n"
                  "\n"
                  "1. Warmer homes\n"
                  "   – nothing here yet\n"
                  "\n"
                  "Action plan\n"
                  "-----------\n"
                  "\n"
                  "Nothing here yet.\n"
                  "\n"
                  "Is it ripe for a movement?\n"
                  "--------------------------\n"
                  "\n"
                  "Source: deck, write-up 4\n"
                  "\n"
                  "1. Still stigmatised [Not yet]\n"
                  "   – nothing here yet\n"
                  "\n"
                  "2. Deep biases to break\n"
                  "   – nothing here yet\n"
                  "\n"
                  "3. Research not taken up\n"
                  "\n"
                  "   What shows it\n"
                  "   - Warm homes, fewer falls\n"
                  "\n"
                  "4. Pathways to solutions exist\n"
                  "   – nothing here yet\n"
                  "\n"
                  "5. People are mobilising\n"
                  "   – nothing here yet\n");
    expect_in_export(desk.session, "markdown", "| Still stigmatised *(Not yet)* | – |\n");
    expect_in_export(desk.session, "csv", ",,ripe,,,strength=none,0,A. Example,");
    expect_in_export(desk.session, "csv", ",Still stigmatised\r\n");
    expect_in_export(desk.session, "csv",
                     ",,ripe,ripe_seen,\"Warm homes, fewer falls\",");
    static const struct export_options public = {.audience = FOR_PUBLIC};
    char *text =
        written_as(desk.session, export_format_of(export_formats, "text"), &public);
    expect_part(text, "Is the time right?");
    expect_no_part(text, "Not yet");
    expect_no_part(text, "Source");
    free(text);
    stand_up(&desk);
}

Test(forms_told, that_are_lists_have_no_heading_of_a_row)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
    add_note(&desk, add_row(&desk, table, "pledges", "all"), "pledges", "Visit somebody");
    expect_in_export(desk.session, "text",
                     "Source: nesta 4\n\n   I pledge to …\n   - Visit somebody\n");
    expect_in_export(desk.session, "markdown",
                     "| I pledge to … |\n| --- |\n| • Visit somebody |\n");
    expect_in_export(desk.session, "csv", ",pledges,pledges,Visit somebody,");
    char *page = exported_as(desk.session, "html");
    expect_part(page, "<tr>\n<td data-of=\"I pledge to …\"><ul>");
    free(page);
    stand_up(&desk);
}

static void place(struct desk *desk, const struct record *table, const char *row)
{
    mark(desk, add_row(desk, table, "lifecycle", row), "here", "here");
}

Test(forms_told, say_where_we_are_and_both_where_two_laptops_do_not_agree)
{
    struct desk desk, other;
    sit_down(&desk, 1, "A. Example");
    sit_down(&other, 2, "B. Example");
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
    session_add_all(other.session, desk.session);
    place(&desk, table, "emergence");
    expect_in_export(desk.session, "text", "\nWe are here: Emergence\n");
    expect_in_export(desk.session, "text", "\n3. Emergence [We are here]\n");
    other.author.now_ms = desk.author.now_ms + 1000;
    place(&other, session_record(other.session, "session", record_id(table)), "impact");
    session_add_all(desk.session, other.session);
    expect_in_export(desk.session, "text",
                     "\nWe are here: Impact and formalisation\n"
                     "  other wording: Emergence\n");
    expect_in_export(desk.session, "markdown",
                     "**We are here:** Impact and formalisation<br>"
                     "*other wording:* Emergence\n");
    expect_in_export(desk.session, "csv", ",lifecycle,,,here=here,");
    expect_in_export(desk.session, "csv", ",lifecycle,,,other wording: here=here,");
    static const struct export_options commissioners = {.audience = FOR_COMMISSIONERS};
    char *text = written_as(desk.session, export_format_of(export_formats, "text"),
                            &commissioners);
    const char *settle = strstr(text, "Not settled");
    cr_assert(settle, "%s", text);
    expect_part(settle,
                "  - Impact and formalisation (We are here, Lifecycle of a movement)\n"
                "    other wording: Emergence\n");
    free(text);
    stand_up(&other);
    stand_up(&desk);
}

Test(forms_told, have_last_times_marks_beside_todays)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *before = add_table(&desk, "March", NULL, "2026-03-01", NULL);
    const struct record *now = add_table(&desk, "June", NULL, "2026-06-01", NULL);
    struct str name = str_of("%s", record_id(before));
    set(&desk, now, "after", name.bytes);
    mark(&desk, add_row(&desk, before, "signs", "culture"), "strength", "none");
    mark(&desk, add_row(&desk, before, "signs", "local"), "strength", "part");
    mark(&desk, add_row(&desk, now, "signs", "culture"), "strength", "part");
    place(&desk, before, "emergence");
    place(&desk, now, "impact");
    expect_in_export(desk.session, "text",
                     "Changing culture [In part (last time: Not yet)]\n");
    expect_in_export(desk.session, "text", "Growing from local [last time: In part]\n");
    expect_in_export(desk.session, "text",
                     "We are here: Impact and formalisation\n  last time: Emergence\n");
    str_finish(&name);
    stand_up(&desk);
}

Test(forms_told, leave_every_goal_in_the_map_and_only_those_without_words_out)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = add_table(&desk, "Sample", NULL, NULL, NULL);
    const struct record *goal = add_goal(&desk, table, "Warmer homes");
    add_note(&desk, add_goal(&desk, table, "Better buses"), "barriers", "Fares");
    add_note(&desk, goal, "groups", "Swap coats");
    mark(&desk, goal, "aim", "norms");
    add_goal(&desk, table, "");
    expect_in_export(desk.session, "markdown",
                     "| --- | --- | --- | --- |\n"
                     "| Warmer homes *(Cultural and societal norms)* | – | – | – |\n"
                     "| Better buses | • Fares | – | – |\n"
                     "\n## Action plan\n");
    expect_in_export(
        desk.session, "markdown",
        "| Warmer homes *(Cultural and societal norms)* | – | • Swap coats |");
    add_note(&desk, goal, "frames", "Nobody is cold"); /* of a form about goals */
    table_grid(desk.session, table, "elements");
    session_keep_form(desk.session, "elements", NULL);
    char *text = exported_as(desk.session, "text");
    const char *elements = strstr(text, "Elements of a movement");
    cr_assert(elements, "%s", text);
    expect_no_part(elements, "Better buses");
    expect_part(elements, "Nobody is cold");
    free(text);
    stand_up(&desk);
}

/* Pictures */

/* Two signs marked, and where a movement stands. */
static const struct record *mark_some(struct desk *desk)
{
    const struct record *table = add_table(desk, "Sample", NULL, NULL, NULL);
    mark(desk, add_row(desk, table, "signs", "culture"), "strength", "part");
    mark(desk, add_row(desk, table, "signs", "control"), "strength", "clear");
    place(desk, table, "emergence");
    return table;
}

Test(forms_told, have_a_picture_on_the_page_where_they_ask_for_one)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    const struct record *table = mark_some(&desk);
    mark(&desk, add_row(&desk, table, "empowers", "rages"), "strength", "part");
    char *page = exported_as(desk.session, "html");
    cr_expect_eq(parts_in(page, "<figure class=\"glance\">"), 2);
    cr_expect_eq(parts_in(page, "<rect class=\"open\""), 8, "a track for each sign");
    cr_expect_eq(parts_in(page, "<rect class=\"full\""), 2, "a bar for what is marked");
    cr_expect_eq(parts_in(page, "<circle class=\"full\""), 1);
    cr_expect_eq(parts_in(page, "<circle class=\"open\""), 5);
    expect_part(page, "class=\"strong\">Emergence</text>");
    expect_part(page, "The trigger event is a point between the first two");
    free(page);
    static const struct export_options public = {.audience = FOR_PUBLIC};
    page = written_as(desk.session, export_format_of(export_formats, "html"), &public);
    expect_no_part(page, "<figure class=\"glance\">");
    free(page);
    stand_up(&desk);
}

Test(forms_told, are_drawn_as_far_as_their_marks_go)
{
    struct desk desk;
    struct outline outline;
    struct picture left, right;
    struct arena arena = ARENA_EMPTY;
    const struct export_options all = {.audience = FOR_ANYBODY};
    sit_down(&desk, 1, NULL);
    const struct record *table = mark_some(&desk);
    outline_init(&outline, desk.session, table, &all);
    const struct outline_part *signs = &outline.parts[outline.part_count - 1];
    cr_assert_str_eq(signs->id, "signs");
    cr_assert(picture_of(&left, &arena, &outline, signs, 600, false));
    cr_assert(picture_of(&right, &arena, &outline, signs, 600, true));
    cr_assert_eq(left.count, 8);
    for (size_t i = 0; i < left.count; i++) {
        double track = 0, bar = 0;
        for (size_t n = 0; n < left.strips[i].count; n++) {
            const struct picture_shape *a = &left.strips[i].shapes[n];
            const struct picture_shape *b = &right.strips[i].shapes[n];
            bool wide = a->kind == PICTURE_BAR || a->kind == PICTURE_TRACK;
            track = a->kind == PICTURE_TRACK ? a->x2 : track;
            bar = a->kind == PICTURE_BAR ? a->x2 : bar;
            cr_expect_float_eq(b->x, 600 - a->x - (wide ? a->x2 : 0), .01);
        }
        double expected = i == 2 ? track : i == 5 ? track / 2 : 0;
        cr_expect_float_eq(bar, expected, .01, "row %zu: %f of %f", i, bar, track);
    }
    outline_finish(&outline);
    arena_finish(&arena);
    stand_up(&desk);
}

Test(forms_told, are_one_page_with_their_picture)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    mark_some(&desk);
    char *file = bytes_of(desk.session);
    char *text = pages_of_session(file, WORDS("--paper", "a4"));
    char **pages = pages_cut(text);
    bool found = false;
    for (size_t i = 0; pages[i]; i++) {
        if (strstr(pages[i], "Eight signs of success")) {
            found = true;
            cr_expect_eq(parts_in(pages[i], "Building momentum"), 2, "%s", pages[i]);
            cr_expect_eq(parts_in(pages[i], "In part"), 2);
        }
    }
    cr_expect(found);
    free(text);
    free(file);
    stand_up(&desk);
}

Test(forms_told, of_several_tables_are_counted_in_words_that_are_there)
{
    struct desk desk;
    sit_down(&desk, 1, NULL);
    for (int i = 0; i < 2; i++) {
        const struct record *table = mark_some(&desk);
        add_note(&desk, add_row(&desk, table, "signs", "local"), "signs_seen", "Seeds");
        add_note(&desk, add_row(&desk, table, "pledges", "all"), "pledges", "Visit");
    }
    char *page = exported_as(desk.session, "html");
    expect_part(page, "<li dir=\"auto\"><bdi>In part</bdi> at 2 tables");
    free(page);
    char *file = bytes_of(desk.session);
    char *pages = pages_of_session(file, WORDS("--paper", "a4"));
    expect_part(pages, "In part at 2 tables");
    expect_no_part(pages, "(null)");
    free(pages);
    free(file);
    stand_up(&desk);
}

Test(forms_told, say_what_a_picture_of_a_template_can_be)
{
    text_file_write(
        "garden.json",
        "{ \"format\": \"roundtable template\", \"version\": 1, \"id\": \"garden\",\n"
        "  \"grids\": [ { \"id\": \"beds\", \"picture\": \"pie\", \"goals\": {},\n"
        "    \"rows\": [ { \"id\": \"one\", \"as\": \"step\" } ],\n"
        "    \"columns\": [ { \"id\": \"plants\" } ] } ] }\n");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "templates", "--check", "garden.json"));
    expect_part(str_text(&ran.out), "garden.json:2:30: \"picture\" of a grid should be "
                                    "\"bars\" or \"line\"");
    expect_part(str_text(&ran.out), "garden.json:3:30: \"as\" of a row should be "
                                    "\"point\" or \"or\"");
    ran_finish(&ran);
}

/* A line of so many steps, and so many other ways to go on at its end; whether it is drawn. */
static bool is_line_drawn(int steps, int others)
{
    struct str file = str_of(
        "{\"templates\":[{\"id\":\"long\",\"marks\":[{\"id\":\"here\",\"one\":true,"
        "\"choices\":[{\"id\":\"here\"}]}],\"grids\":[{\"id\":\"map\",\"use\":\"map\","
        "\"columns\":[]},{\"id\":\"way\",\"use\":\"lens\",\"picture\":\"line\","
        "\"goals\":{\"marks\":[\"here\"]},\"columns\":[{\"id\":\"seen\"}],\"rows\":[");
    for (int i = 0; i < steps + others; i++) {
        str_addf(&file, "%s{\"id\":\"r%d\",\"title\":\"Step %d\"%s}", i ? "," : "", i, i,
                 i < steps ? "" : ",\"as\":\"or\"");
    }
    str_add(&file, "]}]}],\"sessions\":[{\"template\":\"long\",\"here:way\":\"r1\","
                   "\"goals\":[{\"grid\":\"way\",\"row\":\"r1\"}]}]}");
    text_file_write("long.json", file.bytes);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", "export", "-f", "html", "-o", "-", "long.json"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    expect_part(str_text(&ran.out), "here</bdi> Step 1</p>");
    bool drawn = strstr(str_text(&ran.out), "class=\"glance\">") != NULL;
    ran_finish(&ran);
    str_finish(&file);
    return drawn;
}

Test(forms_told, are_not_drawn_where_nobody_could_read_the_line)
{
    cr_expect(is_line_drawn(6, 0));
    cr_expect(is_line_drawn(2, 3));
    cr_expect_not(is_line_drawn(40, 0));
    cr_expect_not(is_line_drawn(2, 40));
}
