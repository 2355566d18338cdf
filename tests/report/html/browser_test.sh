#!/usr/bin/env bash
# Draws each page at two widths and as a PDF. A browser that complains on its console, or draws nothing, fails.
set -eu
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [[ -z "$browser" ]]; then
  echo "skipped: no Chromium here"
  exit 0
fi
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/browser.XXXXXX")
run() {
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
    --host-resolver-rules="MAP * ~NOTFOUND" --user-data-dir="$work/profile" --enable-logging=stderr "$@" 2>"$work/log" >"$work/out"
}
if ! HOME="$work" run --dump-dom about:blank; then
  echo "skipped: Chromium does not start here"
  exit 0
fi
failed=0
for page in "$@"; do
  for width in 1280 400; do
    HOME="$work" run --window-size="$width,1600" --screenshot="$work/page.png" "file://$PWD/$page" || failed=1
    if grep -E "CONSOLE|net::ERR" "$work/log"; then failed=1; fi
    [[ -s "$work/page.png" ]] || { echo "$page: nothing drawn at $width"; failed=1; }
    rm -f "$work/page.png"
  done
  HOME="$work" run --no-pdf-header-footer --print-to-pdf="$work/page.pdf" "file://$PWD/$page" || failed=1
  [[ -s "$work/page.pdf" ]] || { echo "$page: nothing printed"; failed=1; }
  rm -f "$work/page.pdf"
done
exit "$failed"
