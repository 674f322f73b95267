#include "foreign/foreign_inside.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "foreign/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_control(uint32_t letter)
{
    return (letter < 0x20 && letter != '\n' && letter != '\t') ||
           (letter >= 0x7F && letter < 0xA0);
}

const char *foreign_words(struct foreign *f, const char *text)
{
    struct str all = STR_EMPTY;
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        uint32_t letter;
        at += utf8_read(text + at, len - at, &letter);
        if (!is_control(letter)) {
            utf8_add(&all, letter == '\t' ? ' ' : letter);
        }
    }
    const char *words = str_text(&all);
    len = all.len_bytes;
    trim_blanks(&words, &len);
    while (len && *words == '\n') {
        words++;
        len--;
        trim_blanks(&words, &len);
    }
    const char *kept = len ? arena_copy_bytes(&f->arena, words, len) : NULL;
    str_finish(&all);
    return kept;
}

static void drop_marks(struct str *name)
{
    while (name->len_bytes && strchr(" .:?!", name->bytes[name->len_bytes - 1])) {
        str_remove(name, name->len_bytes - 1, 1);
    }
}

void foreign_add_bare(const char *name, struct str *out)
{
    fold_add_line(name, "", out); /* "…" is three dots then */
    drop_marks(out);
    const char *tail = strrchr(str_text(out), '(');
    if (tail && tail != out->bytes && out->bytes[out->len_bytes - 1] == ')') {
        str_remove(out, (size_t)(tail - out->bytes), strlen(tail));
        drop_marks(out);
    }
}

bool foreign_add(struct foreign *f, const char *name, size_t line,
                 struct foreign_entry entry, struct err *err)
{
    struct str where = str_of("%s", name);
    if (line) {
        str_addf(&where, ":%zu", line);
    }
    bool ok = false;
    if (f->count >= FOREIGN_MOST) {
        err_set(err, "%s: more than %d entries are not taken in", where.bytes,
                FOREIGN_MOST);
    } else if (strlen(entry.words) > FOREIGN_LONGEST_BYTES) {
        err_set(err, "%s: an entry of more than %d bytes is none", where.bytes,
                FOREIGN_LONGEST_BYTES);
    } else {
        entry.text = f->texts;
        ARRAY_ADD(f->entries, f->count, f->room, entry);
        ok = true;
    }
    str_finish(&where);
    return ok;
}

bool foreign_add_link(struct foreign *f, const char *name, const char *from,
                      const char *to, struct err *err)
{
    if (f->link_count >= FOREIGN_MOST) {
        err_set(err, "%s: more than %d connections are not taken in", name, FOREIGN_MOST);
        return false;
    }
    ARRAY_ADD(f->links, f->link_count, f->link_room,
              (struct foreign_link){from, to, f->texts});
    return true;
}

void foreign_leave_out(struct foreign *f, const char *head)
{
    struct str quoted = STR_EMPTY;
    text_quote(&quoted, head, 40);
    if (!strstr(str_text(&f->heads), quoted.bytes) &&
        f->head_count++ < FOREIGN_HEADS_TOLD) {
        str_addf(&f->heads, "%s%s", f->head_count > 1 ? ", " : "", quoted.bytes);
    }
    str_finish(&quoted);
}

static bool ends_with(const char *name, const char *ending)
{
    size_t len = strlen(name), end = strlen(ending);
    return len >= end && strcasecmp(name + len - end, ending) == 0;
}

/* What is known, and not read here, by how it begins; NULL: nothing is known. */
static const char *unreadable(const char *bytes, const char *first)
{
    return strncmp(bytes, "PK\3\4", 4) == 0
               ? "this is a workbook or another packed file, which is not read; save its "
                 "sheet as csv"
           : strncmp(bytes, "%PDF", 4) == 0 ? "this is a PDF, which is not read"
           : *first == '<'
               ? "this is XML or a web page, which is not read; save it as csv "
                 "or JSON"
               : NULL;
}

static bool read_packed(struct foreign *f, const char *name, const char *bytes,
                        size_t len_bytes, struct err *err)
{
    struct str text = STR_EMPTY;
    bool ok = foreign_unpack(bytes, len_bytes, &text);
    if (!ok) {
        err_set(err, "%s: this is no map of PRSM, or only a part of one", name);
    }
    ok = ok && foreign_read_json(f, name, str_text(&text), text.len_bytes, err);
    str_finish(&text);
    return ok;
}

bool foreign_read(struct foreign *f, const char *name, const char *bytes,
                  size_t len_bytes, const char *split, struct err *err)
{
    struct str text = STR_EMPTY;
    sheet_decode(bytes, len_bytes, &text);
    const char *all = str_text(&text), *first = all + strspn(all, " \t\r\n");
    const char *why = unreadable(all, first);
    bool ok = false;
    f->texts++;
    if (why) {
        err_set(err, "%s: %s", name, why);
    } else if (text.len_bytes > FOREIGN_LARGEST_BYTES) {
        err_set(err, "%s: more than 64 MiB are not read", name);
    } else if (memchr(all, '\0', text.len_bytes)) {
        err_set(err, "%s: this is no text", name);
    } else if (!*first) {
        err_set(err, "%s: there is nothing in it", name);
    } else if (*first == '{' || *first == '[') {
        ok = foreign_read_json(f, name, all, text.len_bytes, err);
    } else if (ends_with(name, ".prsm")) {
        ok = read_packed(f, name, all, text.len_bytes, err);
    } else {
        ok = foreign_read_sheet(f, name, all, split, err);
    }
    str_finish(&text);
    return ok;
}

void foreign_call(struct foreign *f, const char *title)
{
    struct str line = str_of("%s", title ? title : "");
    for (char *c = line.bytes; (c = strchr(c, '\n'));) {
        *c = ' ';
    }
    f->title = f->title ? f->title : foreign_words(f, line.bytes);
    str_finish(&line);
}

void foreign_finish(struct foreign *f)
{
    arena_finish(&f->arena);
    free(f->entries);
    free(f->links);
    str_finish(&f->heads);
    *f = (struct foreign){0};
}
