#!/usr/bin/env bash
# The pages that the command writes, drawn in a browser at two widths and as a PDF. A browser that complains on
# its console, asks anybody for anything, or draws nothing, fails. Without a browser the test is skipped, and
# its report says so.
#
#   bazel test //tests/report/html:browser_test                      # or, to look at the pictures:
#   RISK_PICTURES=/folder bash tests/report/html/browser_test.sh RISK WEST_YORKSHIRE
set -eu
risk=$PWD/$1
made_up=$PWD/$2
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/browser.XXXXXX")
pictures=${RISK_PICTURES:-$work}

skip() {
  echo "skipped: $1"
  if [[ -n "${XML_OUTPUT_FILE:-}" ]]; then
    cat >"$XML_OUTPUT_FILE" <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<testsuites><testsuite name="browser_test" tests="1" skipped="1"><testcase name="pages_in_a_browser"><skipped message="$1"/></testcase></testsuite></testsuites>
EOF
  fi
  exit 0
}

run() {
  HOME="$work" timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
    --disable-background-networking --disable-component-update --disable-default-apps --disable-sync --no-first-run \
    --host-resolver-rules="MAP * ~NOTFOUND" --user-data-dir="$work/profile" --enable-logging=stderr "$@" \
    2>"$work/log" >"$work/out"
}
[[ -n "$browser" ]] || skip "no Chromium here"
run --dump-dom about:blank || skip "Chromium does not start here"

# The sample of the example, and the worked cases.
"$made_up" examples/inspection "$work/cases.ndjson" >/dev/null
judged=examples/inspection/judged.textproto
"$risk" assess --format html examples/cases/review_a.textproto >"$work/assessment.html"
"$risk" assess --replay --format html examples/cases/review_a.textproto >"$work/replay.html"
"$risk" audit --scheme crc_2019 --format html examples/cases/review_a.textproto >"$work/audit.html"
"$risk" oversight --format html examples/cases >"$work/oversight.html"
"$risk" impact --from england_wales --to england_wales --as-known-at 2021-06-21 --compare-on 2022-06-01 --format html \
  examples/cases >"$work/impact.html"
"$risk" inspect --scheme crc_2019 --record "$judged" --format html "$work/cases.ndjson" >"$work/inspection.html"
"$risk" inspect --scheme crc_2019 --compare pdu_2023 --format html "$work/cases.ndjson" >"$work/comparison.html"

failed=0
for page in assessment replay audit oversight inspection comparison impact; do
  for width in 1280 400; do
    run --window-size="$width,2400" --screenshot="$pictures/$page-$width.png" --log-net-log="$work/net.json" \
      "file://$work/$page.html" || failed=1
    if grep -E "CONSOLE|net::ERR" "$work/log"; then
      echo "$page at $width: the browser complains"
      failed=1
    fi
    # The browser's own calls home, which fail here, are not the page's.
    if grep -oE '"url":"(https?|wss?|ftp):[^"]*"' "$work/net.json" | grep -vE '://[a-z0-9.]*google(apis)?\.com/'; then
      echo "$page at $width: something was asked for"
      failed=1
    fi
    [[ -s "$pictures/$page-$width.png" ]] || { echo "$page: nothing drawn at $width"; failed=1; }
  done
  run --no-pdf-header-footer --print-to-pdf="$pictures/$page.pdf" "file://$work/$page.html" || failed=1
  [[ -s "$pictures/$page.pdf" ]] || { echo "$page: nothing printed"; failed=1; }
done
rm -rf "$work"
exit "$failed"
