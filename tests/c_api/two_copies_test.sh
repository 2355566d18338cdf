#!/usr/bin/env bash
# Two copies of librisk.so.1 in one process: two_copies_test.sh PROGRAM LIBRARY
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/a" "$folder/b"
cp -L "$2" "$folder/a/librisk.so.1"
cp -L "$2" "$folder/b/librisk.so.1"
if readelf --dynamic "$2" | grep -q 'NEEDED.*protobuf'; then
  echo "skipped: this library was built with the system's Protobuf (see bazel/protobuf_source.sh)"
  exit 0
fi
"$1" "$folder/a/librisk.so.1" "$folder/b/librisk.so.1"
