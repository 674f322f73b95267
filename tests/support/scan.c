#include "support/scan.h"

#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a camera would see of the screen: cells of 8 by 16. */
static void photograph(const struct typist *t, const char *path)
{
    enum { SCALE = 8 };
    int rows = typist_rows(t), cols = typist_cols(t);
    FILE *picture = fopen(path, "w");
    cr_assert(picture);
    fprintf(picture, "P1\n%d %d\n", cols * SCALE, rows * 2 * SCALE);
    for (int y = 0; y < rows * 2 * SCALE; y++) {
        for (int x = 0; x < cols * SCALE; x++) {
            struct typist_cell cell = typist_cell(t, y / SCALE / 2, x / SCALE);
            bool upper = y / SCALE % 2 == 0;
            bool ink =
                strcmp(cell.text, "█") == 0 || strcmp(cell.text, upper ? "▀" : "▄") == 0;
            bool light = cell.bg == 231;
            fputc((light ? ink : true) ? '1' : '0', picture);
        }
        fputc('\n', picture);
    }
    fclose(picture);
}

void expect_scanned(struct typist *t, const char *text)
{
    typist_settle(t);
    char *path = test_path("screen.pbm");
    photograph(t, path);
    struct ran ran = program_run(NULL, WORDS("zbarimg", "-q", "--raw", path));
    size_t len = strcspn(str_text(&ran.out), "\n");
    cr_expect(strlen(text) == len && strncmp(str_text(&ran.out), text, len) == 0,
              "‘%s’ was scanned, not ‘%s’: %s", str_text(&ran.out), text,
              str_text(&ran.err));
    ran_finish(&ran);
    free(path);
}
