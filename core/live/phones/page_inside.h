#ifndef ROUNDTABLE_LIVE_PHONES_PAGE_INSIDE_H
#define ROUNDTABLE_LIVE_PHONES_PAGE_INSIDE_H

/* Private to page*.c. */

extern const char page_style[];      /* of the page, */
extern const char page_news_style[]; /* and of the frame in it, once something is new */

#endif
