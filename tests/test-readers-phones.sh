#!/bin/sh
# Looks at the pages that phones are shown, in every language, light and dark: axe-core finds
# nothing wrong with them, and none is wider than a phone of 360 px, or of 320, which is what a
# window of 1280 has at 400 %. $1 is the program, $2 the folder of axe.min.js.
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

python3 tests/phones_pages.py "$(dirname "$program")/roundtable-phones" "$folder"
[ "$(find "$folder" -name '*.html' | wc -l)" = 28 ] || fail "not all pages are there"

# How wide a page is in a window of that width, by a frame of it.
width_of() { # PAGE PIXELS
    cat >"$folder/frame.htm" <<J
<iframe id=f width=$2 height=640 style="border:0" src="file://$1"></iframe>
<script>
onload = () => { document.documentElement.textContent =
    'WIDE ' + document.getElementById('f').contentDocument.documentElement.scrollWidth; };
</script>
J
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$folder/chromium" --allow-file-access-from-files \
        --window-size=500,800 --dump-dom "file://$folder/frame.htm" 2>/dev/null |
        sed -n 's/.*WIDE \([0-9]*\).*/\1/p'
}

for page in "$folder"/*.html; do
    name=$(basename "$page" .html)
    if ! said=$(tests/axe.sh "$axe" "$page"); then
        fail "$name: $said"
    fi
    for pixels in 360 320; do
        wide=$(width_of "$page" $pixels)
        [ "${wide:-9999}" -le $pixels ] || fail "$name: ${wide:-?} px wide at $pixels"
    done
done
[ $failed != 0 ] || echo "phones: axe finds nothing wrong, light or dark, and nothing is too wide"
exit $failed
