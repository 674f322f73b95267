#include "support/expect.h"

#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void enter_folder(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
}

void expect_part(const char *text, const char *part)
{
    cr_expect(text && strstr(text, part), "no \"%s\" in:\n%s", part,
              text ? text : "no text");
}

void expect_no_part(const char *text, const char *part)
{
    cr_expect(!strstr(text, part), "\"%s\" stands in:\n%s", part, text);
}

size_t parts_in(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)); text += strlen(part)) {
        count++;
    }
    return count;
}

void expect_file(const char *path, const char *text)
{
    char *there = text_file_read(path);
    cr_expect(there && strcmp(there, text) == 0, "%s is\n%s\nand should be\n%s", path,
              there ? there : "not there", text);
    free(there);
}

void expect_in_file(const char *path, const char *part)
{
    char *text = text_file_read(path);
    expect_part(text, part);
    free(text);
}
