#!/usr/bin/env bash
# Lays out what was built below a folder that may be moved afterwards.
#
#   install.sh COMMAND LIBRARY PREFIX          run in the project's folder
#
#   bin/risk                                   the command
#   lib/librisk.so, .so.1, .so.1.0.0           the library, with every edition in it
#   include/risk/c_api.h
#   lib/pkgconfig/risk.pc, lib/cmake/Risk/     for make and CMake
#   lib/python3/dist-packages/risk             the Python package; PYTHONPATH, unless PREFIX is /usr
#   share/risk/{editions,proto,schema}         rule files, the vocabulary, JSON Schema of cases and assessments
#   share/man/man1, share/bash-completion, share/zsh, share/fish
#   share/doc/risk                             licence, notice, changelog
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
command=$1 library=$2 prefix=$3
version=$("$command" --version | sed -n 's/^risk \([0-9.]*\)$/\1/p')
abi=$(sed -n 's/^#define RISK_ABI_VERSION \([0-9]*\)$/\1/p' risk/c_api.h)

place() { install -D -m "$1" "$2" "$prefix/$3"; }
# Fills in what only this script knows.
fill() {
  mkdir -p "$(dirname "$prefix/$2")"
  sed -e "s/@VERSION@/$version/g" -e "s/@ABI@/$abi/g" "$here/$1" >"$prefix/$2"
}

place 755 "$command" bin/risk
place 644 "$library" "lib/librisk.so.$abi.$version"
ln -sf "librisk.so.$abi.$version" "$prefix/lib/librisk.so.$abi"
ln -sf "librisk.so.$abi" "$prefix/lib/librisk.so"
place 644 risk/c_api.h include/risk/c_api.h
fill risk.pc.in lib/pkgconfig/risk.pc
fill RiskConfig.cmake.in lib/cmake/Risk/RiskConfig.cmake
fill RiskConfigVersion.cmake.in lib/cmake/Risk/RiskConfigVersion.cmake

while IFS= read -r file; do
  place 644 "$file" "share/risk/editions/${file#risk/rules/}"
done < <(find -L risk/rules -name '*.textproto' | LC_ALL=C sort)
# An edition that is cut short does not load.
find "$prefix/share/risk/editions" -name edition.textproto | while IFS= read -r file; do
  # Its warnings are for whoever writes the rules.
  told=$("$command" check --quiet --write-list "$(dirname "$file")/" 2>&1) || { echo "$told" >&2; exit 1; }
done
while IFS= read -r file; do
  place 644 "$file" "share/risk/$file"
done < <(find -L proto/risk -name '*.proto' | LC_ALL=C sort)
mkdir -p "$prefix/share/risk/schema"
"$command" schema input >"$prefix/share/risk/schema/case.schema.json"
"$command" schema output >"$prefix/share/risk/schema/assessment.schema.json"

while IFS= read -r file; do
  place 644 "$file" "lib/python3/dist-packages/${file#python/}"
done < <(find -L python/risk -name '*.py' -o -name py.typed | LC_ALL=C sort)

python3 "$here/completions.py" "$prefix/bin/risk" "$prefix/share"
"$here/man_pages.sh" "$prefix/bin/risk" "$prefix/share/man/man1"
# Of what the library holds a copy of.
if [[ -r /usr/share/doc/libprotobuf-dev/copyright ]]; then
  place 644 /usr/share/doc/libprotobuf-dev/copyright share/doc/risk/protobuf-copyright
fi
for file in LICENSE NOTICE CHANGELOG.md; do place 644 "$file" "share/doc/risk/$file"; done
