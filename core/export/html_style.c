#include "export/html_parts.h"

#include <string.h>

/* Dark on white and hairlines, so that a printer without colours loses nothing: colours
 * only repeat what words and places say, the same as in the picture of the map. The
 * smaller grey is 7:1, and 7:1 in the dark. Logical directions (start, not left) let words
 * written from right to left set as their readers expect.
 *
 * On a telephone each row of a table becomes a list under its goal, and each cell names
 * its column. */
static const char colours[] =
    ":root{color-scheme:light "
    "dark;--ground:#fff;--ink:#1b1b1b;--soft:#555;--line:#b8b8b8;"
    "--hair:#e2e2e2;--goal:#0048c8;--barrier:#7a5200;--stakeholder:#005f5f;"
    "--moment:#9a009a}\n"
    "@media screen and (prefers-color-scheme:dark){\n"
    ":root{--ground:#17191c;--ink:#e9e7e3;--soft:#b3b1ad;--line:#5a5d61;--hair:#33363a;"
    "--goal:#8bb8ff;--barrier:#f2b65a;--stakeholder:#74cbb9;--moment:#f49adf}\n"
    ".map .words{fill:var(--ink)}\n"
    ".map .ground{fill:var(--ground)}\n"
    ".map .shape{fill:#22262b;stroke:var(--kind)}\n"
    ".map .edge{stroke:var(--kind)}\n"
    ".map .tip,.map .label{fill:var(--kind)}\n"
    ".map .goal{--kind:var(--goal)}.map .barrier{--kind:var(--barrier)}"
    ".map .stakeholder{--kind:var(--stakeholder)}.map .moment{--kind:var(--moment)}"
    ".map .own.one{--kind:var(--barrier)}.map .own.two{--kind:var(--stakeholder)}"
    ".map .own.three{--kind:var(--moment)}\n"
    ".map .action,.map .other{--kind:var(--soft)}\n"
    "}\n";

static const char layout[] =
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
    "body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.5 system-ui,"
    "-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation "
    "Sans\",Arial,sans-serif}\n"
    "main,nav{max-width:84rem;margin:0 auto;padding:2.5rem 2.5rem 4rem}\n"
    "a{color:var(--goal);text-underline-offset:.15em}\n"
    ":focus-visible{outline:3px solid var(--goal);outline-offset:3px}\n"
    ".skip{position:absolute;inset-inline-start:1rem;top:-6rem;padding:.5rem 1rem;"
    "background:var(--ground)}\n"
    ".skip:focus{top:1rem}\n"
    "article+article{margin-top:5rem;padding-top:2.5rem;border-top:3px solid "
    "var(--ink)}\n"
    "h1{margin:0;font-size:2.2rem;line-height:1.15;font-weight:650;"
    "letter-spacing:-.015em;text-wrap:balance}\n"
    "h2{margin:3rem 0 .5rem;font-size:1.4rem;line-height:1.25;font-weight:650;"
    "break-after:avoid}\n"
    "h1,h2,p,dd,th,td{overflow-wrap:anywhere}\n"
    "dl{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:.8rem 0 0}\n"
    "dl div{display:flex;gap:.45rem}\n"
    "dt,.label{color:var(--soft)}\n"
    "dd{margin:0}\n"
    ".vision{max-width:60rem;margin:0 0 1.2rem;padding-inline-start:.9rem;"
    "border-inline-start:3px solid var(--ink);font-size:1.15rem;line-height:1.45}\n"
    ".vision .label{display:block;font-size:.85rem}\n"
    ".none,.other,.marks,caption,figcaption{color:var(--soft)}\n"
    "table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
    "caption,figcaption{padding:0 0 .6rem;text-align:start;font-size:.85rem}\n"
    "thead{display:table-header-group}\n"
    "th,td{padding:.75rem .9rem .85rem;border-bottom:1px solid var(--line);"
    "text-align:start;vertical-align:top}\n"
    "th:first-child{padding-inline-start:0}\n"
    "th:first-child:dir(rtl){padding-inline:.9rem 0}\n"
    "tr>:last-child{padding-inline-end:.3rem}\n"
    "td{border-inline-start:1px solid var(--hair)}\n"
    "thead th{padding-top:.3rem;padding-bottom:.4rem;border-bottom:3px solid var(--ink);"
    "font-size:.9rem;vertical-align:bottom}\n"
    "thead .goal{border-color:var(--goal)}thead .barrier{border-color:var(--barrier)}"
    "thead .stakeholder{border-color:var(--stakeholder)}"
    "thead .moment{border-color:var(--moment)}\n"
    "thead th:first-child{width:19%}\n"
    "table.list thead th:first-child{width:auto}\n"
    "table.list tbody tr>:first-child{padding-inline-start:.3rem;border-inline-start:0}\n"
    ".source{margin:0 0 .6rem;color:var(--soft);font-size:.85rem}\n"
    "tbody th{font-weight:650}\n"
    "table.numbers{width:auto;min-width:22rem;table-layout:auto}\n"
    "table.numbers thead th:first-child{width:auto}\n"
    "table.numbers td,table.numbers tbody "
    "th{padding-block:.15rem;border:0;font-weight:400}\n"
    "table.numbers td{text-align:end;font-variant-numeric:tabular-nums}\n"
    "table.numbers thead th:last-child{text-align:end}\n"
    "table.numbers tbody [scope=rowgroup]{padding-top:1rem;font-weight:650}\n"
    "ul{margin:0;padding:0}\n"
    "li{margin-inline-start:1em;break-inside:avoid}\n"
    "li+li{margin-top:.4rem}\n"
    "li::marker{color:var(--soft)}\n"
    ".marks,.other{display:block;font-size:.85em;font-weight:400}\n"
    ".aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap}\n"
    "figure{margin:0}\n"
    ".glance{max-width:52rem;margin:1rem 0 1.6rem;overflow-x:auto}\n"
    ".glance svg{display:block;width:100%;min-width:30rem;height:auto}\n"
    ".glance text{font-size:12px;fill:var(--ink)}.glance .strong{font-weight:650}\n"
    ".glance path,.glance .open{fill:none;stroke:var(--soft)}\n"
    ".glance .full{fill:var(--goal)}\n"
    ".glance figcaption{padding:.6rem 0 0}\n"
    ".sheet+.sheet{margin-top:2rem}\n"
    ".small{display:none}\n"
    ".map{display:block;max-width:100%;height:auto;margin:0 auto}\n";

static const char narrow[] =
    "@media screen and (max-width:46rem){\n"
    "body{font-size:16px}\n"
    "main,nav{padding:1.5rem 1.1rem 3rem}\n"
    "h1{font-size:1.7rem}\n"
    "table,caption,tbody,tr,tbody th,td{display:block;width:auto}\n"
    "thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}\n"
    "tr{padding:.9rem 0;border-top:3px solid var(--ink)}\n"
    "tbody th,td{padding:.3rem 0;border:0}\n"
    "tbody th{font-size:1.1rem}\n"
    ".shared tr,.differ tr,.forms tr{padding:.4rem 0;border-top-width:1px}\n"
    "td[data-of]::before{content:attr(data-of);display:block;color:var(--soft);"
    "font-size:.85rem}\n"
    "}\n";

static const char paper[] =
    "@page upright{size:A4 portrait}\n"
    "@media print{\n"
    "body{font-size:10pt;line-height:1.35}\n"
    "main{max-width:none;padding:0}\n"
    ".skip,nav{display:none}\n"
    "a{color:inherit;text-decoration:none}\n"
    "h1{font-size:20pt}\n"
    "h2{margin-top:7mm;font-size:13pt}\n"
    "th,td{padding:.6rem .8rem .7rem}\n"
    ".vision{font-size:12pt}\n"
    "section+section.unused{display:none}\n"
    "section:has(.glance){break-before:page}\n"
    "section:has(.glance) :is(th,td){padding-block:.3rem .35rem}\n"
    ".glance{max-width:42rem;margin:.4rem 0 .6rem}\n"
    ".source,.vision,.glance{break-after:avoid}\n"
    "table.list{break-inside:avoid}\n"
    "tr,.vision,.glance{break-inside:avoid}\n"
    ".cover{min-height:160mm;padding-top:50mm}\n"
    "article+article{margin:0;padding:0;border:0;break-before:page}\n"
    ".sheet{break-inside:avoid}\n"
    ".sheet+.sheet{margin:0;break-before:page}\n"
    ".drawn{break-before:page}\n"
    ".drawn h2{margin-top:0}\n"
    ".map{width:100%;height:auto;max-height:152mm}\n"
    ".drawn.upright{page:upright}\n"
    ".upright .map{max-height:236mm}\n"
    "}\n";

static const char themes[] =
    "nav{padding-bottom:0}\n"
    "nav ul{columns:12rem;margin-top:.4rem;list-style:none}\n"
    "nav li{margin:0}\n"
    "nav li a{display:inline-block;padding:.2rem 0}\n"
    "summary{font-weight:650}\n"
    "h3{margin:0 0 .4rem;font-size:1rem;font-weight:650;break-after:avoid}\n"
    "header p{margin:.6rem 0 0}\n"
    ".from{color:var(--soft);font-size:.85em}\n"
    ".from::before{content:\"(\"}\n"
    ".from::after{content:\")\"}\n"
    ".shared thead th:first-child{width:44%}\n"
    ".shared thead th:nth-child(2){width:22%}\n"
    ".count span{display:inline-block;width:2.2em;font-weight:650;"
    "font-variant-numeric:tabular-nums}\n"
    ".count svg{width:calc(100% - 2.6em);height:.7em;fill:var(--goal)}\n"
    ".themes .marks{display:inline}\n"
    ".themes td,.themes tbody th{padding-top:.4rem;padding-bottom:.45rem}\n"
    ".lists{columns:2 22rem;column-gap:3rem}\n"
    ".lists li{margin-inline-start:1.4em}\n"
    ".differ thead th:first-child{width:34%}\n"
    ".differ thead th:nth-child(2){width:20%}\n"
    ".forms thead th:first-child{width:48%}\n"
    ".forms th .other{color:var(--ink)}\n"
    ".lone+.lone{margin-top:1.2rem}\n"
    "@media print{.themes h2{break-after:avoid}.lone+.lone{margin-top:4mm}"
    ".count svg{fill:#1b1b1b}}\n";

/* Of articles in a language that is written from the right: what stands in them begins there,
 * and each text in it has its own direction. */
static const char right[] =
    "[dir=rtl],[dir=rtl] :is(th,td,caption,figcaption){text-align:right}\n"
    "article[dir=rtl] [dir=auto]{direction:rtl;unicode-bidi:plaintext}\n"
    "article[dir=rtl] :is(caption,figcaption,td){unicode-bidi:plaintext}\n"
    "article[dir=ltr],article[dir=ltr] :is(th,td,caption,figcaption){text-align:start}\n"
    "article[dir=rtl] th:first-child{padding-inline:0 .9rem}\n"
    "[dir=rtl] table.numbers :is(td,thead th:last-child){text-align:end}\n"
    "[dir=rtl] .count svg{transform:scaleX(-1)}\n";

/* Words within quotes of the style: nothing ends these, nor the element. */
static void add_quoted(struct str *out, const char *words, size_t len_bytes)
{
    str_add_byte(out, '"');
    for (size_t i = 0; i < len_bytes; i++) {
        unsigned char c = (unsigned char)words[i];
        if (c < ' ' || strchr("\"\\<", c)) {
            str_addf(out, "\\%x ", c);
        } else {
            str_add_byte(out, words[i]);
        }
    }
    str_add_byte(out, '"');
}

/* "page 1 of 3": what a browser counts when it prints. */
static void add_page_numbers(struct str *out, const struct paper_words *words)
{
    str_add(out, "@page{size:A4 landscape;margin:14mm 15mm 15mm;@bottom-right{content:");
    for (const char *at = words->texts[PAPER_PAGE_OF]; *at;) {
        size_t len_bytes = strcspn(at, "{");
        add_quoted(out, at, len_bytes);
        at += len_bytes;
        if (*at) {
            bool all = strncmp(at, "{all}", strlen("{all}")) == 0;
            str_add(out, all ? " counter(pages) " : " counter(page) ");
            at += strcspn(at, "}");
            at += *at == '}';
        }
    }
    str_add(out, ";font:8pt system-ui,sans-serif;color:#555}}\n");
}

void html_add_style(struct str *out, const struct paper_words *words, bool several,
                    bool from_right)
{
    str_add(out, colours);
    str_add(out, layout);
    str_add(out, several ? themes : "");
    str_add(out, narrow);
    add_page_numbers(out, words);
    str_add(out, paper);
    str_add(out, from_right ? right : "");
}
