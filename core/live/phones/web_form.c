#include "live/phones/web_form.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* As a person types it: line ends are "\n", and what else obeys nobody is a blank. */
static void add_clean(struct str *out, const char *text, size_t len_bytes)
{
    size_t at_bytes = 0;
    while (at_bytes < len_bytes) {
        uint32_t letter;
        bool line_end = text[at_bytes] == '\r';
        at_bytes += utf8_read(text + at_bytes, len_bytes - at_bytes, &letter);
        if (line_end && at_bytes < len_bytes && text[at_bytes] == '\n') {
            continue; /* which comes next */
        }
        bool control = letter < ' ' || (letter >= 0x7f && letter < 0xa0);
        bool breaks = letter == '\n' || letter == '\r';
        utf8_add(out, breaks ? '\n' : control ? ' ' : letter);
    }
}

/* Takes a text; NULL if it is no UTF-8. */
static const char *keep(struct web_form *form, const char *text, size_t len_bytes)
{
    struct str clean = STR_EMPTY;
    if (!utf8_valid(text, len_bytes, NULL)) {
        return NULL;
    }
    add_clean(&clean, text, len_bytes);
    return form->texts[form->text_count++] = str_take(&clean);
}

bool web_form_add(struct web_form *form, const char *name, size_t name_bytes,
                  const char *value, size_t value_bytes)
{
    if (form->count == WEB_MOST_FIELDS) {
        return false;
    }
    struct web_field *field = &form->fields[form->count];
    size_t before = form->text_count;
    field->name = keep(form, name, name_bytes);
    field->value = field->name ? keep(form, value, value_bytes) : NULL;
    if (!field->value) {
        while (form->text_count > before) {
            free(form->texts[--form->text_count]);
        }
        return false;
    }
    form->count++;
    return true;
}

static int of_hex(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *at =
        digit ? strchr(digits, digit >= 'A' && digit <= 'F' ? digit + 32 : digit) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* What is no "%41" stays as it is. */
static void decode(const char *text, size_t len_bytes, struct str *out)
{
    for (size_t i = 0; i < len_bytes; i++) {
        int high = text[i] == '%' && i + 2 < len_bytes ? of_hex(text[i + 1]) : -1;
        int low = high >= 0 ? of_hex(text[i + 2]) : -1;
        if (low >= 0) {
            str_add_byte(out, (char)(high * 16 + low));
            i += 2;
        } else {
            str_add_byte(out, text[i] == '+' ? ' ' : text[i]);
        }
    }
}

static bool read_one(struct web_form *form, const char *pair, size_t len_bytes)
{
    struct str name = STR_EMPTY, value = STR_EMPTY;
    const char *equals = memchr(pair, '=', len_bytes);
    size_t name_bytes = equals ? (size_t)(equals - pair) : len_bytes;
    decode(pair, name_bytes, &name);
    if (equals) {
        decode(equals + 1, len_bytes - name_bytes - 1, &value);
    }
    bool ok = web_form_add(form, str_text(&name), name.len_bytes, str_text(&value),
                           value.len_bytes);
    str_finish(&name);
    str_finish(&value);
    return ok;
}

bool web_form_read(struct web_form *form, const char *body, size_t len_bytes)
{
    const char *at = body, *end = body + len_bytes;
    bool ok = true;
    while (ok && at < end) {
        const char *stop = memchr(at, '&', (size_t)(end - at));
        stop = stop ? stop : end;
        ok = stop == at || read_one(form, at, (size_t)(stop - at));
        at = stop + (stop < end);
    }
    return ok;
}

void web_form_finish(struct web_form *form)
{
    while (form->text_count) {
        free(form->texts[--form->text_count]);
    }
    form->count = 0;
}

const char *web_field(const struct web_request *request, const char *name)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (strcmp(request->fields[i].name, name) == 0) {
            return request->fields[i].value;
        }
    }
    return "";
}
