/* What a PDF says of itself and cairo 1.16 cannot write: its language, for those who hear
 * it, and that a window shows its title, not the file's name. */

#include "export/pdf/pdf_flow.h"

#include <stdlib.h>
#include <string.h>

/* The last place of a needle, or NULL; the bytes may hold NULs. */
static char *last_of(const struct str *in, const char *needle)
{
    size_t len = strlen(needle);
    for (size_t at = in->len_bytes < len ? 0 : in->len_bytes - len + 1; at-- > 0;) {
        if (memcmp(in->bytes + at, needle, len) == 0) {
            return in->bytes + at;
        }
    }
    return NULL;
}

/* The catalog is the last object, so that only the place of the table behind it moves. */
void pdf_say_language(struct str *pdf, const char *language)
{
    static const char end[] = "\n>>\nendobj\nxref\n";
    struct str more = STR_EMPTY;
    const char *catalog = last_of(pdf, "<< /Type /Catalog\n"), *close = last_of(pdf, end);
    char *start = last_of(pdf, "\nstartxref\n");
    if (!catalog || !close || !start || close < catalog) {
        return; /* another cairo lays it out otherwise: then it stays as it is */
    }
    size_t at = (size_t)(close - pdf->bytes);
    size_t table = at + strlen(end) - strlen("xref\n");
    size_t tail = (size_t)(start - pdf->bytes) + strlen("\nstartxref\n");
    if (strtoul(pdf->bytes + tail, NULL, 10) != table) {
        return;
    }
    str_addf(&more, "\n   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>",
             language);
    str_remove(pdf, tail, pdf->len_bytes - tail);
    str_addf(pdf, "%zu\n%%%%EOF\n", table + more.len_bytes);
    str_insert(pdf, at, more.bytes, more.len_bytes);
    str_finish(&more);
}
