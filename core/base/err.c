#include "base/err.h"

#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void err_set(struct err *err, const char *format, ...)
{
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    free(err->message);
    err->message = str_take(&message);
}

void err_system(struct err *err, const char *format, ...)
{
    int number = errno;
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    str_addf(&message, ": %s", strerror(number));
    free(err->message);
    err->message = str_take(&message);
    errno = number;
}

const char *err_text(const struct err *err)
{
    return err->message ? err->message : "";
}

void err_finish(struct err *err)
{
    free(err->message);
    *err = ERR_NONE;
}
