/* Pages of many tables leave as they are done, and are one PDF all the same. */
#include "base/memory.h"
#include "base/str.h"
#include "support/folder.h"
#include "support/pages.h"

#include <criterion/criterion.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

TestSuite(pdf_press, .init = enter_folder, .timeout = 120);

enum { NOTES = 8, FEW_GOALS = 3 };

/* Writes in.json: tables that say the same at length, so that what is told of all of them
 * together is short; or each something else, so that there is a list of all of it.
 *
 * @last  the language of the last. */
static void write_tables_of(int tables, int goals, bool the_same, const char *last)
{
    enum { LONG_WORDS = 60 };
    struct str session = str_of("{ \"sessions\": [");
    for (int t = 0; t < tables; t++) {
        str_addf(&session,
                 "%s{ \"title\": \"Table t%d\", \"language\": \"%s\", \"goals\": [",
                 t ? "," : "", t, t + 1 < tables ? "en" : last);
        for (int note = 0; note < goals * NOTES; note++) {
            int goal = note / NOTES;
            if (note % NOTES == 0) {
                str_addf(&session, "%s{ \"text\": \"Goal g%d\", \"barriers\": [",
                         goal ? "]}," : "", goal);
            }
            str_addf(&session, "%s\"n%d", note % NOTES ? "," : "",
                     the_same ? note : note + t * goals * NOTES);
            for (int i = 0; i < LONG_WORDS; i++) {
                str_addf(&session, " word%d", i);
            }
            str_add(&session, "\"");
        }
        str_add(&session, "] } ] }");
    }
    str_add(&session, "] }");
    text_file_write("in.json", session.bytes);
    str_finish(&session);
}

static void write_tables(int tables)
{
    write_tables_of(tables, FEW_GOALS, true, "en");
}

/* Of all programs that ran so far. */
static long most_kib(void)
{
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return used.ru_maxrss;
}

static qpdf_data open_pdf(void)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    cr_assert_eq(qpdf_read(qpdf, "out.pdf", NULL), QPDF_SUCCESS);
    return qpdf;
}

static int page_count(void)
{
    qpdf_data qpdf = open_pdf();
    int count = qpdf_get_num_pages(qpdf);
    qpdf_cleanup(&qpdf);
    return count;
}

/* What the session itself takes is half of that; a page that stays takes 50 KiB. */
static void expect_little_for_a_page(bool the_same)
{
    enum { PAGE_KIB = 16 };
    write_tables_of(2, FEW_GOALS, the_same, "en");
    pages_export(WORDS("--paper", "large"));
    long few_kib = most_kib();
    write_tables_of(60, FEW_GOALS, the_same, "en");
    pages_export(WORDS("--paper", "large"));
    long many_kib = most_kib();
    int pages = page_count();
    cr_assert_gt(pages, 500);
#ifndef __SANITIZE_ADDRESS__ /* that keeps what is freed */
    cr_expect_lt(many_kib - few_kib, (long)pages * PAGE_KIB, "%d pages: %ld KiB", pages,
                 many_kib - few_kib);
#else
    (void)few_kib, (void)many_kib;
#endif
}

Test(pdf_press, a_page_more_takes_next_to_no_memory)
{
    expect_little_for_a_page(true);
}

Test(pdf_press, nor_does_a_page_of_a_long_list)
{
    expect_little_for_a_page(false);
}

/* A chain of bookmarks, each with the one before it and those below it; returns how many there
 * are. */
static int walk_marks(qpdf_data qpdf, qpdf_oh above)
{
    char *own = memory_copy_text(qpdf_oh_unparse(qpdf, above));
    qpdf_oh mark = qpdf_oh_get_key(qpdf, above, "/First");
    const char *last =
        memory_copy_text(qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, above, "/Last")));
    char *before = NULL;
    int count = 0;
    for (;; count++) {
        char *self = memory_copy_text(qpdf_oh_unparse(qpdf, mark));
        qpdf_oh next = qpdf_oh_get_key(qpdf, mark, "/Next");
        const char *said = qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, mark, "/Prev"));
        cr_expect_str_eq(said, before ? before : "null");
        said = qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, mark, "/Parent"));
        cr_expect_str_eq(said, own);
        if (!qpdf_oh_is_null(qpdf, qpdf_oh_get_key(qpdf, mark, "/First"))) {
            int count_below =
                qpdf_oh_get_int_value_as_int(qpdf, qpdf_oh_get_key(qpdf, mark, "/Count"));
            cr_expect_eq(walk_marks(qpdf, mark), abs(count_below));
        }
        free(before);
        before = self;
        if (qpdf_oh_is_null(qpdf, next)) {
            break;
        }
        mark = next;
    }
    cr_expect_str_eq(before, last);
    free(before);
    free((char *)last);
    free(own);
    return count + 1;
}

static qpdf_oh key_of(qpdf_data qpdf, qpdf_oh from, const char *const *names)
{
    for (; *names; names++) {
        from = qpdf_oh_get_key(qpdf, from, *names);
    }
    return from;
}

Test(pdf_press, pages_that_left_apart_are_one_pdf)
{
    enum { TABLES = 30 };
    write_tables(TABLES);
    pages_export(WORDS("--paper", "large", "--cover"));
    qpdf_data qpdf = open_pdf();
    qpdf_oh catalog = qpdf_get_root(qpdf);
    int count = qpdf_get_num_pages(qpdf);
    cr_assert_gt(count, 200);
    cr_expect_eq(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
    cr_expect_geq(walk_marks(qpdf, qpdf_oh_get_key(qpdf, catalog, "/Outlines")), TABLES);
    qpdf_oh tree = qpdf_oh_get_key(qpdf, catalog, "/StructTreeRoot");
    cr_expect_eq(qpdf_oh_get_array_n_items(qpdf, qpdf_oh_get_key(qpdf, tree, "/K")), 1);
    qpdf_oh parents = key_of(qpdf, tree, WORDS("/ParentTree", "/Nums"));
    for (int i = 0; i < count; i++) {
        qpdf_oh page = qpdf_get_page_n(qpdf, (size_t)i);
        int place = qpdf_oh_get_int_value_as_int(
            qpdf, qpdf_oh_get_key(qpdf, page, "/StructParents"));
        cr_expect_eq(qpdf_oh_get_int_value_as_int(
                         qpdf, qpdf_oh_get_array_item(qpdf, parents, 2 * place)),
                     place);
        qpdf_oh first = qpdf_oh_get_array_item(
            qpdf, qpdf_oh_get_array_item(qpdf, parents, 2 * place + 1), 0);
        char *of =
            memory_copy_text(qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, first, "/Pg")));
        cr_expect_str_eq(of, qpdf_oh_unparse(qpdf, page), "page %d", i + 1);
        free(of);
    }
    qpdf_cleanup(&qpdf);
}

/* The table with the most rows of what is told. */
static qpdf_oh longest_table(qpdf_data qpdf)
{
    qpdf_oh root = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/StructTreeRoot");
    qpdf_oh document = qpdf_oh_get_array_item(qpdf, qpdf_oh_get_key(qpdf, root, "/K"), 0);
    qpdf_oh told = qpdf_oh_get_key(qpdf, document, "/K"), longest = told;
    int most = 0;
    for (int i = 0; i < qpdf_oh_get_array_n_items(qpdf, told); i++) {
        qpdf_oh one = qpdf_oh_get_array_item(qpdf, told, i);
        qpdf_oh rows = qpdf_oh_get_key(qpdf, one, "/K");
        const char *kind = qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, one, "/S"));
        if (strcmp(kind, "/Table") == 0 && qpdf_oh_is_array(qpdf, rows) &&
            qpdf_oh_get_array_n_items(qpdf, rows) > most) {
            most = qpdf_oh_get_array_n_items(qpdf, rows);
            longest = one;
        }
    }
    return longest;
}

/* What is told from the last title on says its language, and nothing before it does. */
static void expect_language_of_last(qpdf_data qpdf, const char *language)
{
    qpdf_oh root = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/StructTreeRoot");
    qpdf_oh document = qpdf_oh_get_array_item(qpdf, qpdf_oh_get_key(qpdf, root, "/K"), 0);
    qpdf_oh told = qpdf_oh_get_key(qpdf, document, "/K");
    bool below = true;
    for (int i = qpdf_oh_get_array_n_items(qpdf, told); i-- > 0;) {
        qpdf_oh one = qpdf_oh_get_array_item(qpdf, told, i);
        qpdf_oh own = qpdf_oh_get_key(qpdf, one, "/Lang");
        cr_expect_eq(qpdf_oh_is_string(qpdf, own), below, "element %d", i);
        if (below) {
            cr_expect_str_eq(qpdf_oh_get_string_value(qpdf, own), language);
        }
        const char *kind = qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, one, "/S"));
        below = below && strcmp(kind, "/H1") != 0;
    }
    cr_expect_not(below);
}

Test(pdf_press, a_table_over_pages_that_left_apart_is_one)
{
    enum { GOALS = 30 };
    write_tables_of(2, GOALS, true, "en");
    pages_export(WORDS("--paper", "large"));
    qpdf_data qpdf = open_pdf();
    cr_assert_gt(qpdf_get_num_pages(qpdf), 200);
    cr_expect_eq(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
    qpdf_oh table = longest_table(qpdf), rows = qpdf_oh_get_key(qpdf, table, "/K");
    int count = qpdf_oh_get_array_n_items(qpdf, rows);
    cr_expect_geq(count, GOALS * NOTES + 1, "%d rows", count);
    char *own = memory_copy_text(qpdf_oh_unparse(qpdf, table));
    for (int i = 0; i < count; i++) {
        qpdf_oh row = qpdf_oh_get_array_item(qpdf, rows, i);
        cr_expect_str_eq(qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, row, "/P")), own);
    }
    free(own);
    walk_marks(qpdf, qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/Outlines"));
    qpdf_cleanup(&qpdf);
}

Test(pdf_press, a_language_goes_on_in_pages_that_left_apart)
{
    enum { GOALS = 60 };
    write_tables_of(2, GOALS, true, "pl");
    pages_export(WORDS("--paper", "a4"));
    qpdf_data qpdf = open_pdf();
    cr_assert_gt(qpdf_get_num_pages(qpdf), 130);
    cr_expect_eq(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
    expect_language_of_last(qpdf, "pl");
    qpdf_cleanup(&qpdf);
}

Test(pdf_press, each_page_but_the_cover_has_its_own_foot)
{
    write_tables(30);
    pages_export(WORDS("--paper", "large", "--cover"));
    char *text = pages_text(), **pages = pages_cut(text);
    int count = page_count();
    expect_no_part(pages[0], "page 1 of");
    for (int i = 1; i < count; i++) {
        struct str foot = str_of("page %d of %d\n", i + 1, count);
        expect_part(pages[i], foot.bytes);
        str_finish(&foot);
    }
    free(text);
}
