/* Spooled bytes are the same in memory, in a file, and where the file fails. */
#include "base/spool.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

TestSuite(spool, .timeout = 60);

enum { PIECE_BYTES = 99991 };

static char piece[PIECE_BYTES];

static void add_pieces(struct spool *spool, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        memset(piece, (int)('A' + (spool->len_bytes / PIECE_BYTES) % 26), PIECE_BYTES);
        cr_assert(spool_add(spool, piece, PIECE_BYTES));
    }
}

static void expect_pieces(struct spool *spool, size_t count)
{
    const char *bytes = spool_text(spool);
    cr_assert(bytes);
    cr_assert_eq(spool->len_bytes, count * PIECE_BYTES);
    for (size_t i = 0; i < spool->len_bytes; i++) {
        cr_assert_eq(bytes[i], (char)('A' + i / PIECE_BYTES % 26), "byte %zu", i);
    }
}

Test(spool, few_stay_in_memory_and_many_go_to_a_file)
{
    struct spool spool = {0};
    cr_expect_str_eq(spool_text(&spool), "");
    add_pieces(&spool, 5);
    cr_expect_null(spool.file);
    expect_pieces(&spool, 5);
    add_pieces(&spool, 145);
    cr_expect_not_null(spool.file);
    expect_pieces(&spool, 150);
    add_pieces(&spool, 1); /* behind what was read */
    expect_pieces(&spool, 151);
    spool_finish(&spool);
    cr_expect_eq(spool.len_bytes, 0);
}

Test(spool, are_written_from_wherever_they_are)
{
    static const size_t counts[] = {0, 1, 60};
    for (size_t i = 0; i < LENGTH(counts); i++) {
        struct spool spool = {0}, again = {0};
        char *written = NULL;
        size_t len_bytes;
        FILE *to = open_memstream(&written, &len_bytes);
        add_pieces(&spool, counts[i]);
        cr_expect(spool_write(&spool, to));
        fclose(to);
        spool_add(&again, written, len_bytes);
        expect_pieces(&again, counts[i]);
        spool_finish(&again);
        spool_finish(&spool);
        free(written);
    }
}

Test(spool, without_a_folder_for_the_file_they_stay_in_memory)
{
    struct spool spool = {0};
    setenv("TMPDIR", "/nowhere/at/all", 1);
    add_pieces(&spool, 150);
    cr_expect_null(spool.file);
    expect_pieces(&spool, 150);
    spool_finish(&spool);
}

/* No file may be longer than that, as if a disk were full. */
static void let_files_have(size_t len_bytes)
{
    struct rlimit most = {len_bytes, len_bytes};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &most), 0);
}

Test(spool, where_the_disk_is_full_they_stay_in_memory)
{
    static const size_t sizes[] = {1000, SPOOL_BYTES + PIECE_BYTES * 3 / 2};
    for (size_t i = LENGTH(sizes); i-- > 0;) { /* a limit can only fall */
        struct spool spool = {0};
        let_files_have(sizes[i]);
        add_pieces(&spool, 150);
        cr_expect_null(spool.file);
        expect_pieces(&spool, 150);
        spool_finish(&spool);
    }
}

/* How much of files this process has in memory; 0 where nobody tells. */
static long files_in_memory_bytes(void)
{
    char line[128];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status)) {
        sscanf(line, "RssFile: %ld", &kib);
    }
    if (status) {
        fclose(status);
    }
    return kib * 1024;
}

Test(spool, what_was_read_of_a_file_leaves_memory_and_can_be_read_again)
{
    struct spool spool = {0};
    add_pieces(&spool, 150);
    expect_pieces(&spool, 150);
    long before = files_in_memory_bytes();
    if (!before) {
        cr_skip_test("nobody tells here what is in memory");
    }
    spool_let_go(&spool);
    long after = files_in_memory_bytes();
    /* but for what was read of programs meanwhile */
    cr_expect(before - after > 140 * PIECE_BYTES, "%ld bytes are left of %ld", after,
              before);
    expect_pieces(&spool, 150);
    spool_finish(&spool);
}

Test(spool, a_stream_is_read_to_its_end)
{
    static const size_t counts[] = {0, 1, 60};
    for (size_t i = 0; i < LENGTH(counts); i++) {
        struct spool spool = {0}, again = {0};
        FILE *stream = tmpfile();
        add_pieces(&spool, counts[i]);
        cr_assert(spool_write(&spool, stream));
        rewind(stream);
        cr_expect(spool_read_all(&again, stream));
        expect_pieces(&again, counts[i]);
        fclose(stream);
        spool_finish(&again);
        spool_finish(&spool);
    }
}
