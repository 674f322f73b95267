#include "store/faults.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void faults_finish(struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        free(faults->items[i].message);
    }
    free(faults->items);
    *faults = (struct faults){0};
}

void fault_at(struct fault_sink *sink, const struct json *at, bool fatal,
              const char *format, ...)
{
    if (!sink->faults && (!fatal || sink->fatal)) {
        return;
    }
    struct str message = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_addv(&message, format, args);
    va_end(args);
    if (fatal && !sink->fatal) {
        struct json_place place = json_place(sink->document, at);
        sink->fatal = true;
        err_set(sink->err, "%s:%lu:%lu: %s", sink->document->name, place.line,
                place.column, str_text(&message));
    }
    if (sink->faults) {
        struct faults *f = sink->faults;
        ARRAY_ADD(f->items, f->count, f->room,
                  (struct fault){.message = str_take(&message), .fatal = fatal});
        ARRAY_ADD(sink->at, sink->count, sink->room, at);
    }
    str_finish(&message);
}

void fault_sink_finish(struct fault_sink *sink)
{
    if (sink->count) {
        struct json_place *places = memory_get(sink->count * sizeof *places);
        struct fault *items = sink->faults->items + sink->faults->count - sink->count;
        json_places(sink->document, sink->at, sink->count, places);
        for (size_t i = 0; i < sink->count; i++) {
            items[i].place = places[i];
        }
        free(places);
    }
    free(sink->at);
    sink->at = NULL;
    sink->count = sink->room = 0;
}
