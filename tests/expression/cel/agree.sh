#!/usr/bin/env bash
# Random expressions against @bufbuild/cel: agree.sh CASES MODULES COUNT [SEED]. CASES is the program cel_cases,
# MODULES the folder with npm's packages, or - for that which ./dev cel fills; without them it says that it was skipped.
set -euo pipefail
cases=$1 modules=$2 count=$3 seed=${4:-}
if [[ "$modules" == - ]]; then modules=$(python3 -c 'import os; print(os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "risk/cel"))'); fi
if [[ ! -d "$modules/node_modules/@bufbuild/cel" ]] || ! command -v node >/dev/null; then
  echo "skipped: no Node, or no @bufbuild/cel in $modules (./dev cel fetches it)"
  exit 0
fi
[[ -n "$seed" ]] || seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
echo "seed $seed"
# Modules are looked up from where the program stands.
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
ln -s "$(cd "$modules" && pwd)/node_modules" "$here/node_modules"
cp "$(dirname "${BASH_SOURCE[0]}")"/*.mjs "$here"
"$cases" "$seed" "$count" | node "$here/agree.mjs"
