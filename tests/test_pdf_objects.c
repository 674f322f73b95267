/* Objects of a PDF are read where they stand, whatever stands there. */
#include "base/str.h"
#include "export/pdf/pdf_objects.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pdf_objects, .timeout = 60);

/* Bytes of the heap, so that a sanitizer sees whoever reads beyond them. */
static struct pdf_value value_of(const char *bytes, size_t len_bytes)
{
    char *copy = malloc(len_bytes ? len_bytes : 1);
    memcpy(copy, bytes, len_bytes);
    return (struct pdf_value){copy, copy + len_bytes};
}

static void add_all(struct pdf_value rest, struct str *out)
{
    struct pdf_value value;
    while (pdf_next(&rest, &value)) {
        str_addf(out, "[%.*s]", (int)(value.end - value.at), value.at);
    }
}

Test(pdf_objects, values_are_told_apart)
{
    static const struct {
        const char *bytes, *values;
    } rows[] = {
        {"", ""},
        {" % no value\n", ""},
        {"/S /TH/P 12 0 R", "[/S][/TH][/P][12 0 R]"},
        {"1 2 3 0 R 4", "[1][2][3 0 R][4]"},
        {"1 0 Rest", "[1][0][Rest]"},
        {"/Type /Page % 1 /S\n/K 7", "[/Type][/Page][/K][7]"},
        {"(a (b) \\) c)(d)", "[(a (b) \\) c)][(d)]"},
        {"<< /A << /B [ 1 (]) ] >> >>/C", "[<< /A << /B [ 1 (]) ] >> >>][/C]"},
        {"<feff0041>[<< >>]", "[<feff0041>][[<< >>]]"},
        {"-1.5 null true", "[-1.5][null][true]"},
        {"[ 1 2", "[[ 1 2]"},
        {"(open", "[(open]"},
        {"<< /A", "[<< /A]"},
        {"] >> )", "[]][>>][)]"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pdf_value all = value_of(rows[i].bytes, strlen(rows[i].bytes));
        struct str out = STR_EMPTY;
        add_all(all, &out);
        cr_expect_str_eq(str_text(&out), rows[i].values, "%s", rows[i].bytes);
        str_finish(&out);
        free((char *)all.at);
    }
}

static const char whole[] = "%PDF-1.5\n"
                            "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                            "2 0 obj\n<< /K [ 1 ] /A (x) >>\nendobj\n"
                            "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
                            "0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\n"
                            "startxref\n95\n%%EOF\n";

Test(pdf_objects, an_object_is_found_by_its_number)
{
    struct pdf_objects objects;
    cr_assert(pdf_objects_open(&objects, whole, strlen(whole)));
    struct pdf_value catalog = pdf_key_object(&objects, objects.trailer, "/Root");
    cr_expect(pdf_is(pdf_key(catalog, "/Type"), "/Catalog"));
    struct pdf_value pages = pdf_key_object(&objects, catalog, "/Pages");
    cr_expect(pdf_is(pdf_key(pages, "/K"), "[ 1 ]"));
    cr_expect(pdf_is(pdf_key(pages, "/A"), "(x)"));
    cr_expect(pdf_is_nothing(pdf_key(pages, "/x")));
    cr_expect(pdf_is_nothing(pdf_object(&objects, 0)));
    cr_expect(pdf_is_nothing(pdf_object(&objects, 3)));
}

/* Whatever is cut off or another byte, nothing is read beyond the end. */
Test(pdf_objects, a_damaged_file_is_read_no_further_than_its_end)
{
    for (size_t len = strlen(whole), i = 0; i < 2 * len; i++) {
        struct pdf_objects objects;
        struct pdf_value all = value_of(whole, i < len ? i : len);
        for (int byte = 0; byte < (i < len ? 1 : 5); byte++) {
            if (i >= len) {
                ((char *)all.at)[i - len] = "9(<[ "[byte];
            }
            if (pdf_objects_open(&objects, all.at, (size_t)(all.end - all.at))) {
                for (size_t id = 0; id < objects.count; id++) {
                    pdf_key(pdf_object(&objects, id), "/A");
                }
            }
        }
        free((char *)all.at);
    }
}
