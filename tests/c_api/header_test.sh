#!/usr/bin/env bash
# The header is plain C and C++ of every age, alone and beside macros that other headers have.
#
#   header_test.sh HEADER
set -euo pipefail
header=$(realpath "$1")
cd "$(mktemp -d)"
printf '#include "%s"\n#include "%s"\nint main(void) { return risk_version() == NULL; }\n' "$header" "$header" >alone.c
printf '#define TRUE 1\n#define FALSE 0\n#define ERROR 1\n#define OK 0\n#define interface struct\n#include "%s"\n' "$header" >macros.c
for standard in c99 c11 c17; do
  for source in alone macros; do
    gcc -std=$standard -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -c "$source.c"
  done
done
for standard in c++98 c++11 c++17 c++20; do
  for source in alone macros; do
    g++ -x c++ -std=$standard -Wall -Wextra -Wpedantic -Werror -c "$source.c"
  done
done
