#include "support/pages.h"

#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Exports in.json to out.pdf with these words; returns the exit status. */
int pages_export(const char *const words[])
{
    const char *argv[16] = {"roundtable", "export", "--force", "-o", "out.pdf"};
    size_t count = 5;
    for (; *words; words++) {
        argv[count++] = *words;
    }
    argv[count] = "in.json";
    struct ran ran = program_run(NULL, argv);
    int status = ran.status;
    cr_expect(status == 0 || status == 3, "%s", str_text(&ran.err));
    ran_finish(&ran);
    return status;
}

/* The PDF's text as it is laid out, for free(). */
char *pages_text(void)
{
    return output_of(WORDS("pdftotext", "-layout", "out.pdf", "-"));
}

char *pages_of_session(const char *session, const char *const words[])
{
    text_file_write("in.json", session);
    cr_assert_eq(pages_export(words), 0);
    return pages_text();
}

/* Without blanks, so that it does not matter where lines were broken. */
void pages_squeeze(char *text)
{
    char *to = text;
    for (; *text; text++) {
        if (!isspace((unsigned char)*text)) {
            *to++ = *text;
        }
    }
    *to = '\0';
}

/* The pages of a text, cut into pieces in place: ended by NULL. */
char **pages_cut(char *text)
{
    static char *pages[1000];
    size_t count = 0;
    for (char *at = text; *at && count + 1 < LENGTH(pages);) {
        char *end = strchr(at, '\f');
        pages[count++] = at;
        if (!end) {
            break;
        }
        *end = '\0';
        at = end + 1;
    }
    pages[count] = NULL;
    return pages;
}

char *pages_notes(int notes, int goals)
{
    struct str text = STR_EMPTY, *out = &text;
    static const char *const columns[] = {"barriers", "stakeholders", "moments"};
    static const char *const words[] = {"bus fares",
                                        "waiting lists",
                                        "dark streets",
                                        "carers and neighbours",
                                        "a form of nine pages",
                                        "no time"};
    str_add(out, "{ \"sessions\": [ { \"title\": \"Many notes\", \"place\": \"Leeds\", "
                 "\"date\": \"2017-03-07\", \"goals\": [\n");
    for (int g = 0; g < goals; g++) {
        str_addf(out, "%s{ \"text\": \"Goal g%d\"", g ? ",\n" : "", g);
        for (int c = 0; c < 3; c++) {
            str_addf(out, ", \"%s\": [", columns[c]);
            const char *between = "";
            for (int n = g * 3 + c; n < notes; n += goals * 3) {
                str_addf(out, "%s\"n%d", between, n);
                for (int w = 0; w <= n % 7; w++) {
                    str_addf(out, " %s", words[(n + w) % 6]);
                }
                str_addf(out, " e%d\"", n);
                between = ", ";
            }
            str_add(out, "]");
        }
        str_add(out, " }");
    }
    str_add(out, "] } ] }\n");
    return str_take(&text);
}

void pages_write_notes(int notes, int goals)
{
    char *session = pages_notes(notes, goals);
    text_file_write("in.json", session);
    free(session);
}
