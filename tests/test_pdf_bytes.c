/* The bytes of a PDF are the same in memory, in a file, and where the file fails. */
#include "export/pdf/pdf_bytes.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

TestSuite(pdf_bytes, .timeout = 60);

enum { PIECE_BYTES = 99991 };

static char piece[PIECE_BYTES];

static void add_pieces(struct pdf_bytes *pdf, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        memset(piece, (int)('A' + (pdf->len_bytes / PIECE_BYTES) % 26), PIECE_BYTES);
        cr_assert(pdf_bytes_add(pdf, piece, PIECE_BYTES));
    }
}

static void expect_pieces(struct pdf_bytes *pdf, size_t count)
{
    const char *bytes = pdf_bytes_text(pdf);
    cr_assert(bytes);
    cr_assert_eq(pdf->len_bytes, count * PIECE_BYTES);
    for (size_t i = 0; i < pdf->len_bytes; i++) {
        cr_assert_eq(bytes[i], (char)('A' + i / PIECE_BYTES % 26), "byte %zu", i);
    }
}

Test(pdf_bytes, few_stay_in_memory_and_many_go_to_a_file)
{
    struct pdf_bytes pdf = {0};
    cr_expect_str_eq(pdf_bytes_text(&pdf), "");
    add_pieces(&pdf, 20);
    cr_expect_null(pdf.file);
    expect_pieces(&pdf, 20);
    add_pieces(&pdf, 130);
    cr_expect_not_null(pdf.file);
    expect_pieces(&pdf, 150);
    add_pieces(&pdf, 1); /* behind what was read */
    expect_pieces(&pdf, 151);
    pdf_bytes_finish(&pdf);
    cr_expect_eq(pdf.len_bytes, 0);
}

Test(pdf_bytes, are_written_from_wherever_they_are)
{
    static const size_t counts[] = {0, 1, 60};
    for (size_t i = 0; i < LENGTH(counts); i++) {
        struct pdf_bytes pdf = {0}, again = {0};
        char *written = NULL;
        size_t len_bytes;
        FILE *to = open_memstream(&written, &len_bytes);
        add_pieces(&pdf, counts[i]);
        cr_expect(pdf_bytes_write(&pdf, to));
        fclose(to);
        pdf_bytes_add(&again, written, len_bytes);
        expect_pieces(&again, counts[i]);
        pdf_bytes_finish(&again);
        pdf_bytes_finish(&pdf);
        free(written);
    }
}

Test(pdf_bytes, without_a_folder_for_the_file_they_stay_in_memory)
{
    struct pdf_bytes pdf = {0};
    setenv("TMPDIR", "/nowhere/at/all", 1);
    add_pieces(&pdf, 150);
    cr_expect_null(pdf.file);
    expect_pieces(&pdf, 150);
    pdf_bytes_finish(&pdf);
}

/* No file may be longer than that, as if a disk were full. */
static void let_files_have(size_t len_bytes)
{
    struct rlimit most = {len_bytes, len_bytes};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &most), 0);
}

Test(pdf_bytes, where_the_disk_is_full_they_stay_in_memory)
{
    static const size_t sizes[] = {1000, PDF_SPILLED_BYTES + PIECE_BYTES * 3 / 2};
    for (size_t i = LENGTH(sizes); i-- > 0;) { /* a limit can only fall */
        struct pdf_bytes pdf = {0};
        let_files_have(sizes[i]);
        add_pieces(&pdf, 150);
        cr_expect_null(pdf.file);
        expect_pieces(&pdf, 150);
        pdf_bytes_finish(&pdf);
    }
}
