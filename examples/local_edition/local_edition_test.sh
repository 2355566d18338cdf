#!/bin/bash
# The edition on top of another is free of errors, passes its cases, and says so in its results.
set -eu
risk=$1 folder=$(dirname "$2") record=$3
"$risk" check "./$folder" | grep -qx "local_area@1: 0 errors, 0 warnings"
"$risk" test --rules "$folder" "$folder" | grep -q "^2 passed, 0 failed, in 1 file"
"$risk" assess --rules "$folder" "$record" | grep -q "^Edition england_wales@2026.1 with local_area@1 "
"$risk" assess --rules "$folder" --format json "$record" | grep -q '"layer":\[{"edition":"england_wales@2026.1"'
