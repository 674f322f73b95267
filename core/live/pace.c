#include "live/pace.h"

bool pace_allows(struct pace *pace, int64_t now_ms)
{
    int64_t since_ms = now_ms - pace->at_ms;
    bool all = since_ms >= (int64_t)(pace->most_bytes / pace->bytes_a_ms);
    size_t less = all ? pace->taken_bytes : (size_t)since_ms * pace->bytes_a_ms;
    pace->taken_bytes -= less < pace->taken_bytes ? less : pace->taken_bytes;
    pace->at_ms = now_ms;
    return pace->taken_bytes < pace->most_bytes;
}

void pace_take(struct pace *pace, size_t bytes)
{
    pace->taken_bytes += bytes;
}
