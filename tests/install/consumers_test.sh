#!/usr/bin/env bash
# Installs into an empty folder, moves it, and uses it from outside as a stranger would: the command and its pages, a program built
# by make and pkg-config, the same by CMake.
#
#   consumers_test.sh COMMAND LIBRARY        in the project's folder
set -euo pipefail
root=$PWD
command=$(realpath "$1") library=$(realpath "$2")
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/install.XXXXXX")
trap 'rm -rf "$work"' EXIT

install/install.sh "$command" "$library" "$work/first"
mkdir "$work/elsewhere"
mv "$work/first" "$work/elsewhere/risk-0.1"
prefix=$work/elsewhere/risk-0.1
cp -rL examples/consumers "$work/consumers"
cd "$work"
clean=(env -i PATH=/usr/bin:/bin LC_ALL=C TZ=UTC)

fail() { echo "consumers_test: $1" >&2; exit 1; }
for file in bin/risk lib/librisk.so lib/librisk.so.1 include/risk/c_api.h lib/pkgconfig/risk.pc lib/cmake/Risk/RiskConfig.cmake \
  share/risk/editions/england_wales/2026.1/edition.textproto share/risk/proto/risk/v1/case.proto \
  share/risk/schema/case.schema.json share/man/man1/risk.1 share/man/man1/risk-assess.1 share/bash-completion/completions/risk \
  share/zsh/site-functions/_risk share/fish/vendor_completions.d/risk.fish share/doc/risk/LICENSE; do
  [[ -s $prefix/$file ]] || fail "$file is missing or empty"
done
if grep -rIl "$root\|$work" "$prefix"; then fail "these files name a folder of this machine"; fi
python3 -c 'import json, sys; [json.load(open(path)) for path in sys.argv[1:]]' "$prefix"/share/risk/schema/*.json

# The installed rules are those in the command and the library.
"${clean[@]}" "$prefix/bin/risk" check "$prefix/share/risk/editions/england_wales/2026.1" || fail "the installed edition has errors"

# What a shell offers after "risk as" and after "risk next --as".
completed() {
  "${clean[@]}" bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _risk; echo "${COMPREPLY[*]}"' \
    bash "$prefix/share/bash-completion/completions/risk" "$@"
}
[[ $(completed risk as) == assess ]] || fail "risk as<TAB>: $(completed risk as)"
[[ $(completed risk next --as) == "--as-known-at --assessed-on" ]] || fail "risk next --as<TAB>: $(completed risk next --as)"

check_program() {
  local code=0
  "${clean[@]}" "$1" consumers/cases.ndjson >out 2>err || code=$?
  [[ $code -eq 1 ]] || fail "$1 ended with $code: $(cat err)"
  grep -q '^risk 0.1.0, england_wales@2026.1$' err || fail "$1 said: $(cat err)"
  grep -q '^2: "level":\[{"group":"CHILDREN",' out || fail "$1 printed: $(cat out)"
  grep -q '^3: bad-case: .*"code":"bad-date"' out || fail "$1 printed: $(cat out)"
  [[ $(wc -l <out) -eq 3 ]] || fail "$1 printed: $(cat out)"
}

"${clean[@]}" make -s -C consumers/make PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
check_program consumers/make/assess
"${clean[@]}" cmake -S consumers/cmake -B build -DCMAKE_PREFIX_PATH="$prefix" >cmake.log 2>&1 || fail "$(cat cmake.log)"
"${clean[@]}" cmake --build build >cmake.log 2>&1 || fail "$(cat cmake.log)"
check_program build/assess
sed -i 's/find_package(Risk 0.1/find_package(Risk 0.2/' consumers/cmake/CMakeLists.txt
if "${clean[@]}" cmake -S consumers/cmake -B other -DCMAKE_PREFIX_PATH="$prefix" >cmake.log 2>&1; then
  fail "version 0.1.0 passes for 0.2"
fi
echo "1 passed, 0 failed"
