#!/usr/bin/env bash
# docs/input.md ends in what `risk schema rules` prints: RISK PAGE. To bring it up to date:
#   sed -i '/^## The kinds/,$d' docs/input.md && risk schema rules >> docs/input.md
set -eu
diff -u <(sed -n '/^## The kinds/,$p' "$2") <("$1" schema rules)
