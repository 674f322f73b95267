#!/bin/sh
# Looks at the pages that phones are shown, in every language, light and dark: axe-core finds
# nothing wrong with them, and none is wider than a phone of 360 px, or of 320, which is what a
# window of 1280 has at 400 %. Before that somebody sends an entry, with script and without. $1 is the program, $2 the folder of axe.min.js.
set -eu
program=$(realpath "$1")
axe=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

fail() {
    echo "roundtable: $1" >&2
    failed=1
}

python3 tests/phones_chromium.py "$(dirname "$program")/roundtable-phones" "$folder" || failed=1
python3 tests/phones_pages.py "$(dirname "$program")/roundtable-phones" "$folder"
[ "$(find "$folder" -name '*.html' | wc -l)" = 16 ] || fail "not all pages are there"

for page in "$folder"/*.html; do
    if ! said=$(tests/axe.sh "$axe" "$page"); then
        fail "$(basename "$page"): $said"
    fi
done

# How wide each is, by frames of those widths.
{
    for page in "$folder"/*.html; do
        for pixels in 360 320; do
            echo "<iframe title=$(basename "$page") width=$pixels height=640" \
                "style=\"border:0\" src=\"file://$page\"></iframe>"
        done
    done
    cat <<'J'
<script>
onload = () => { document.documentElement.textContent =
    [...document.querySelectorAll('iframe')].map(f => 'WIDE ' + f.title + ' ' + f.width + ' ' +
        f.contentDocument.documentElement.scrollWidth).join('\n'); };
</script>
J
} >"$folder/frames.htm"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$folder/chromium" --allow-file-access-from-files \
    --window-size=1280,1000 --dump-dom "file://$folder/frames.htm" 2>/dev/null |
    grep -o 'WIDE [^<]*' >"$folder/widths"
[ "$(wc -l <"$folder/widths")" = 32 ] || fail "not every page was measured"
while read -r _ name pixels wide; do
    [ "$wide" -le "$pixels" ] || fail "$name is $wide px wide at $pixels"
done <"$folder/widths"
[ $failed != 0 ] || echo "phones: sent with script and without; axe finds nothing wrong, light or
dark; nothing is too wide"
exit $failed
