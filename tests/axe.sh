#!/bin/sh
# Looks at pages as those do who cannot see them, or not well: axe-core in Chromium, with
# every rule it has, in light and in dark, wide and narrow. $1 is the folder of
# axe.min.js; then come pages. Prints what is wrong, a line each; fails if anything is.
set -eu
axe=$(realpath "$1")/axe.min.js
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

# The page forbids scripts, so a copy is looked at that does not.
copy_with_axe() { # PAGE COPY
    sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//; s,</body>,,; s,</html>,,' \
        "$1" >"$2"
    cat >>"$2" <<J
<script src="file://$axe"></script>
<script>
axe.run({ exclude: [['#axe-said']] }).then(r => {
  const lines = r.violations.flatMap(v => v.nodes.map(n =>
    'AXE ' + v.id + ' (' + v.help + '): ' + n.target.join(' ')));
  lines.push('AXE-DONE ' + r.passes.length + ' rules passed');
  document.documentElement.textContent = lines.join('\n');
});
</script>
</body>
</html>
J
}

look() { # COPY CHROMIUM'S-OPTIONS…
    copy=$1
    shift
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$folder/chromium" --allow-file-access-from-files \
        --virtual-time-budget=30000 "$@" --dump-dom "file://$copy" 2>/dev/null |
        sed -n 's/.*\(AXE\)/\1/p' >"$folder/said"
    if ! grep -q '^AXE-DONE [1-9]' "$folder/said"; then
        echo "axe has not looked at it"
        failed=1
    elif grep '^AXE ' "$folder/said"; then
        failed=1
    fi
}

for page in "$@"; do
    copy_with_axe "$page" "$folder/copy.html"
    look "$folder/copy.html" --window-size=1280,1000
    look "$folder/copy.html" --window-size=1280,1000 --blink-settings=preferredColorScheme=0
    look "$folder/copy.html" --window-size=500,1000
done
exit $failed
