#!/usr/bin/env bash
# Packs what was built as Debian packages, and has lintian look at them.
#
#   deb.sh COMMAND LIBRARY FOLDER          run in the project's folder; the packages come into FOLDER
#
#   risk-of-harm      the command, rule files, manual pages, completions
#   librisk1          the library                 librisk-dev   header, pkg-config, CMake
#   python3-risk      the Python package
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
mkdir -p "$3"
folder=$(realpath "$3")
version=$("$command" --version | sed -n 's/^risk \([0-9.]*\)$/\1/p')
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/deb.XXXXXX")
trap 'rm -rf "$work"' EXIT
source=$work/risk-of-harm-$version
mkdir "$source"
install/install.sh "$command" "$library" "$source/staged"
cp -rL install/debian "$source/debian"
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)

# Libraries of a package lie one folder deeper than below a prefix of one's own.
sed -i -e 's|^prefix=.*|prefix=/usr|' -e "s|^libdir=.*|libdir=\${prefix}/lib/$multiarch|" "$source/staged/lib/pkgconfig/risk.pc"
sed -i -e "s|/../../..\"|/../../../..\"|" -e "s|/lib/librisk|/lib/$multiarch/librisk|" "$source/staged/lib/cmake/Risk/RiskConfig.cmake"

# Who packs it, as Debian's own tools take it.
maintainer="${DEBFULLNAME:-risk maintainers} <${DEBEMAIL:-maintainers@risk.example}>"
sed -i "s/@MAINTAINER@/$maintainer/" "$source/debian/control"

# The day of the newest change, so that the same source gives the same packages.
if [[ -z ${SOURCE_DATE_EPOCH:-} ]]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)
fi
export SOURCE_DATE_EPOCH
cat >"$source/debian/changelog" <<EOF
risk-of-harm ($version) unstable; urgency=medium

  * Built from the project's source, whose CHANGELOG.md says what changed.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
EOF
mkdir -p "$source/debian/source"
echo "3.0 (native)" >"$source/debian/source/format"

(cd "$source" && dpkg-buildpackage --build=binary --no-sign >"$work/log" 2>&1) || {
  tail -n 30 "$work/log" >&2
  exit 1
}
cp "$work"/*.deb "$folder"
lintian --no-cfg --allow-root --fail-on error,warning --suppress-tags bad-distribution-in-changes-file "$work"/*.changes
ls -1 "$folder"/*.deb
