/* A journal of any bytes, with sound lines in between: each of those is taken in,
 * whatever stands around it, and the session stays one that can be written and read. */

#include "fuzz.h"

#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { SOUND_LINES = 4 };

static const char small_session[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"id\":\"t\","
    "\"goals\":[{\"id\":\"g\",\"text\":\"Healthy food\",\"barriers\":[{\"id\":\"n\","
    "\"text\":\"Bus fares\"}]}]}]}";

/* A sound line of an edit that nothing else makes. */
static void add_sound_line(struct str *out, int number)
{
    struct str json = STR_EMPTY;
    str_addf(
        &json,
        "{\"key\":\"sound.%d\",\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"note:n\","
        "\"set\":{\"mark%d\":\"said\"}}",
        number + 1, number);
    unsigned long sum = crc32_z(0, (const unsigned char *)json.bytes, json.len_bytes);
    str_addf(out, "%08lx %s\n", sum, json.bytes);
    str_finish(&json);
}

/* The bytes, and sound lines behind some of their line ends (the choices say which),
 * with right checksums put before some of the others. */
static void make_journal(struct choices *choices, struct str *out)
{
    unsigned chosen = choose(choices, 256);
    const char *at = (const char *)choices->bytes, *end = at + choices->len_bytes;
    for (int line = 0; line < SOUND_LINES || at < end; line++) {
        const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        size_t len_bytes = (size_t)((stop ? stop : end) - at);
        if (chosen >> line % 8 & 1 && len_bytes) {
            str_addf(out, "%08lx ", crc32_z(0, (const unsigned char *)at, len_bytes));
        }
        str_add_bytes(out, at, len_bytes);
        str_add_byte(out, '\n');
        if (line < SOUND_LINES) {
            add_sound_line(out, line);
        }
        at = stop ? stop + 1 : end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices choices = {bytes, len_bytes};
    struct session_file file = {0}, again = {0}, looked_at = {0};
    struct journal_news news = {0};
    struct err err = ERR_NONE;
    struct str journal = STR_EMPTY;
    MUST(file_read("small", small_session, sizeof small_session - 1, 0, false, &file,
                   NULL, &err),
         "%s", err_text(&err));
    make_journal(&choices, &journal);
    uint8_t *copy = (uint8_t *)fuzz_copy((uint8_t *)journal.bytes, journal.len_bytes);
    journal_take_in((char *)copy, journal.len_bytes, false, file.session, &news);
    for (int i = 0; i < SOUND_LINES; i++) {
        struct edit_key key = {"sound", (uint64_t)i + 1};
        MUST(session_edit(file.session, key), "the sound line %d was not taken in", i);
    }
    char *once = fuzz_written(file.session);
    size_t edits = session_edit_count(file.session);
    memcpy(copy, journal.bytes, journal.len_bytes);
    journal_take_in((char *)copy, journal.len_bytes, false, file.session, &news);
    MUST(session_edit_count(file.session) == edits, "taken in twice, there is more");
    MUST(file_read("f", once, strlen(once), 0, false, &again, NULL, &err), "%s",
         err_text(&err));
    MUST(file_read("f", once, strlen(once), 0, true, &looked_at, NULL, &err), "%s",
         err_text(&err));
    char *twice = fuzz_written(again.session);
    MUST(strcmp(once, twice) == 0, "written and read, it is another");
    free(twice);
    file_close(&again);
    file_close(&looked_at);
    err_finish(&err);
    journal_news_finish(&news);
    file_close(&file);
    str_finish(&journal);
    free(copy);
    free(once);
    return 0;
}
