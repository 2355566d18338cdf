#!/usr/bin/env bash
# Makes FOLDER/librisk.so.1 a library that has every symbol of LIBRARY, and says that it is of another version: each package must
# tell so and leave its host alone.
#
#   other_version.sh LIBRARY FOLDER
set -euo pipefail
library=$1 folder=$2
told=(risk_require risk_code_name risk_error_code risk_error_message risk_error_path risk_error_problems)
{
  cat <<'C'
int risk_require(int version, void** error) {
  (void)version;
  if (error) *error = (void*)"";
  return 9;
}
int risk_error_code(void* error) { return (void)error, 9; }
const char* risk_code_name(int code) { return (void)code, "bad-version"; }
const char* risk_error_message(void* error) { return (void)error, "this library is of another version"; }
const char* risk_error_path(void* error) { return (void)error, ""; }
const char* risk_error_problems(void* error) { return (void)error, "[]"; }
C
  nm --dynamic --extern-only --defined-only "$library" | awk '$2 == "T" { sub(/@.*/, "", $3); print $3 }' |
    grep -vxF "$(printf '%s\n' "${told[@]}")" | sed 's/.*/void &(void) {}/'
} >"$folder/other_version.c"
echo 'RISK_1 { global: risk_*; local: *; };' >"$folder/other_version.map"
gcc -shared -fPIC -Wl,-soname,librisk.so.1 -Wl,--version-script="$folder/other_version.map" -o "$folder/librisk.so.1" "$folder/other_version.c"
rm "$folder/other_version.c" "$folder/other_version.map"
