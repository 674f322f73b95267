/* What stands on a page where there are no words. */

#include "export/writing.h"

void html_add_none(struct str *out)
{
    str_add(out, "<span class=\"none\"><span aria-hidden=\"true\">–</span>"
                 "<span class=\"aloud\">none yet</span></span>");
}
