#include "base/err.h"

#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 3, 0))) static void set(struct err *err, const char *why,
                                                      const char *format, va_list args)
{
    if (err) {
        struct str message = STR_EMPTY;
        str_addv(&message, format, args);
        str_addf(&message, "%s%s", why ? ": " : "", why ? why : "");
        free(err->message);
        err->message = str_take(&message);
    }
}

void err_set(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    set(err, NULL, format, args);
    va_end(args);
}

void err_system(struct err *err, const char *format, ...)
{
    int number = errno;
    va_list args;
    va_start(args, format);
    set(err, strerror(number), format, args);
    va_end(args);
    errno = number;
}

const char *err_text(const struct err *err)
{
    return err->message ? err->message : "";
}

void err_take(struct err *err, struct err *from)
{
    err_finish(err);
    if (err) {
        *err = *from;
        *from = ERR_NONE;
    }
    err_finish(from);
}

void err_finish(struct err *err)
{
    if (err) {
        free(err->message);
        *err = ERR_NONE;
    }
}
