/* How the page looks, and what its policy lets in. */

#include "live/phones/page.h"
#include "live/phones/page_inside.h"

#include <sodium.h>
#include <string.h>

/* Logical properties alone, for writing from right to left; colours of at least 4.5 : 1, in
 * the dark as well; 2.75rem are 44 px, and grow with the letters. What is new stays in sight on top
 * unless a window is so low that it would take a good part of it; what has the focus is kept
 * clear of it. */
const char page_style[] =
    ":root{color-scheme:light dark;--b:#fff;--t:#111;--l:#767676;--a:#05a;--e:#a00}"
    "@media(prefers-color-scheme:dark)"
    "{:root{--b:#111;--t:#eee;--l:#888;--a:#8bf;--e:#f99}}"
    "*{box-sizing:border-box;font:inherit;scroll-margin:4rem}"
    "body{font:1.06rem/1.45 system-ui,sans-serif;background:var(--b);color:var(--t);"
    "max-width:34rem;margin:auto;padding:.7rem;overflow-wrap:anywhere}"
    "a{color:var(--a);display:inline-block;padding:.6rem .5rem;min-width:2.75rem}"
    "h1{font-size:1.25rem}h1,h2,legend,.b{font-weight:700}"
    "h2{margin:1.6rem 0 .3rem}"
    "button,input,select,textarea{min-height:2.75rem;width:100%;padding:.5rem .7rem;"
    "border:1px solid var(--l);border-radius:.4rem;background:var(--b);color:var(--t)}"
    "button{color:var(--a);border-color:var(--a)}.s{background:var(--a);color:var(--b)}"
    "button:disabled{color:var(--l);border-style:dashed}"
    "[aria-pressed=true]{border-width:3px;font-weight:700}"
    "[type=radio]{width:1.4rem;min-height:1.4rem;flex:none}"
    "fieldset,iframe,ul{border:0;padding:0;margin:0}"
    "label,legend{display:block;padding:.6rem 0 .2rem}"
    ".r{display:flex;gap:.6rem;align-items:center;min-height:2.75rem;padding:.2rem 0}"
    "small{display:block;font-size:.9rem}"
    "ul{list-style:none}"
    "li{padding:.5rem 0;border-top:1px solid var(--l);scroll-margin:40vh}"
    ".d,.n{display:flex;gap:.6rem;margin-top:.3rem}.d span{flex:none}"
    ".n{flex-wrap:wrap}.n>*{flex:1 8rem;min-width:0}iframe{height:2.75rem}"
    "@media(min-height:28rem)"
    "{.n{position:sticky;top:0;background:var(--b);padding:.3rem 0}}"
    "form>button{margin-top:.6rem}"
    ".e{color:var(--e);margin:0 0 .4rem}"
    "[aria-current]{font-weight:700;text-decoration:none}"
    "[role=status]{border-inline-start:.4rem solid var(--a);padding-inline-start:.6rem}"
    ":focus-visible{outline:3px solid var(--a);outline-offset:2px}";

const char page_news_style[] =
    "body{display:grid;align-items:center;min-height:100vh;margin:0;"
    "font:700 1.06rem/1.2 system-ui,sans-serif}p{margin:0}";

static void add_hash(const char *style, struct str *out)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char coded[sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_ORIGINAL)];
    crypto_hash_sha256(hash, (const unsigned char *)style, strlen(style));
    sodium_bin2base64(coded, sizeof coded, hash, sizeof hash,
                      sodium_base64_VARIANT_ORIGINAL);
    str_addf(out, " 'sha256-%s'", coded);
}

void page_write_policy(struct str *out)
{
    str_add(out, "default-src 'none'; style-src");
    add_hash(page_style, out);
    add_hash(page_news_style, out);
    str_add(out, "; frame-src 'self'; form-action 'self'; base-uri 'none'; "
                 "frame-ancestors 'self'");
}
