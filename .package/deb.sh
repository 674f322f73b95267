#!/bin/sh
# Makes a Debian package of the sources packed in $1, in the folder $2, and looks it over. What
# is needed to build is what the Makefile says, in NEEDED.
set -eu
sources=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

tar -xzf "$sources" -C "$folder"
tree=$(echo "$folder"/*)
cp -R "$here/debian" "$tree/debian"
needed=$(echo "$NEEDED" | awk '$1 == "run" && $2 !~ /^(gcc|make|libc6-dev|fonts-.*)$/ {
    printf "%s%s", n++ ? ", " : "", $2 }')
date=$(date -u -R -d "@${SOURCE_DATE_EPOCH:-$(stat -c %Y "$tree/Makefile")}")
sed -i -e "s/@VERSION@/$VERSION/" -e "s/@MAINTAINER@/$MAINTAINER/" -e "s/@DATE@/$date/" \
    -e "s/@BUILD_DEPENDS@/$needed/" "$tree/debian/control" "$tree/debian/changelog"
# The makes that run here are the package's, not parts of the one that called.
(cd "$tree" && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u NEEDED \
    DEB_BUILD_OPTIONS="nocheck parallel=$(getconf _NPROCESSORS_ONLN)" \
    dpkg-buildpackage -b -us -uc -ui) >"$out/deb.log" 2>&1 || {
    tail -30 "$out/deb.log" >&2
    exit 1
}
for package in "$folder"/roundtable_*.deb; do
    cp "$package" "$out/"
    lintian --fail-on error "$package"
    echo "$out/${package##*/}"
done
