#include "export/audience.h"

#include <strings.h>

const char *const audience_names[] = {"participants", "commissioners", "politicians",
                                      "public", NULL};

enum audience audience_of(const char *name)
{
    for (int i = 0; name && audience_names[i]; i++) {
        if (strcasecmp(name, audience_names[i]) == 0) {
            return FOR_PARTICIPANTS + i;
        }
    }
    return FOR_ANYBODY;
}

const char *audience_called(enum audience audience)
{
    return audience == FOR_ANYBODY  ? NULL
           : audience == FOR_PUBLIC ? "the public"
                                    : audience_names[audience - FOR_PARTICIPANTS];
}

bool export_without_names(const struct export_options *options)
{
    return options->without_names || export_plainly(options);
}

bool export_only_words(const struct export_options *options)
{
    return options->audience == FOR_PUBLIC;
}

bool export_plainly(const struct export_options *options)
{
    return options->audience == FOR_PUBLIC || options->audience == FOR_POLITICIANS;
}
