#include "export/pdf/pdf_numbered.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { HELD_BYTES = 65536 };

static void let_out(struct pdf_numbered *n)
{
    n->lost = n->lost || !spool_add(n->out, str_text(&n->bytes), n->bytes.len_bytes);
    str_clear(&n->bytes);
}

void pdf_numbered_init(struct pdf_numbered *n, struct spool *out)
{
    *n = (struct pdf_numbered){.out = out};
    pdf_number(n); /* 0 is none */
    str_add(&n->bytes, "%PDF-1.5\n%\xb5\xed\xae\xfb\n");
}

void pdf_numbered_finish(struct pdf_numbered *n)
{
    str_finish(&n->bytes);
    free(n->places);
    *n = (struct pdf_numbered){0};
}

size_t pdf_number(struct pdf_numbered *n)
{
    ARRAY_ADD(n->places, n->count, n->room, 0);
    return n->count - 1;
}

/* Adds at least so many digits. */
static void add_number(struct str *out, size_t number, unsigned least)
{
    char digits[24];
    unsigned at = sizeof digits, from = sizeof digits - least;
    while (number || at > from) {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    }
    str_add_bytes(out, digits + at, sizeof digits - at);
}

void pdf_add_reference(struct str *out, size_t number)
{
    add_number(out, number, 1);
    str_add_bytes(out, " 0 R", 4);
}

void pdf_object_begin(struct pdf_numbered *n, size_t number)
{
    n->places[number] = n->out->len_bytes + n->bytes.len_bytes;
    add_number(&n->bytes, number, 1);
    str_add_bytes(&n->bytes, " 0 obj\n", 7);
}

void pdf_object_end(struct pdf_numbered *n)
{
    str_add_bytes(&n->bytes, "\nendobj\n", 8);
    if (n->bytes.len_bytes >= HELD_BYTES) {
        let_out(n);
    }
}

void pdf_object_end_stream(struct pdf_numbered *n, const char *bytes, size_t len_bytes)
{
    str_add(&n->bytes, "\nstream\n");
    str_add_bytes(&n->bytes, bytes, len_bytes);
    str_add(&n->bytes, "\nendstream");
    pdf_object_end(n);
}

bool pdf_numbered_end(struct pdf_numbered *n, size_t catalog, size_t info)
{
    let_out(n);
    size_t begin = n->out->len_bytes;
    str_addf(&n->bytes, "xref\n0 %zu\n", n->count);
    for (size_t i = 0; i < n->count; i++) {
        add_number(&n->bytes, n->places[i], 10);
        str_add(&n->bytes, n->places[i] ? " 00000 n \n" : " 65535 f \n");
        if (n->bytes.len_bytes >= HELD_BYTES) {
            let_out(n);
        }
    }
    str_addf(&n->bytes, "trailer\n<< /Size %zu /Root %zu 0 R", n->count, catalog);
    if (info) {
        str_addf(&n->bytes, " /Info %zu 0 R", info);
    }
    str_addf(&n->bytes, " >>\nstartxref\n%zu\n%%%%EOF\n", begin);
    let_out(n);
    return !n->lost;
}
