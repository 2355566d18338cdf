#!/usr/bin/env bash
# A scheduler and two workers on this machine, one of which is killed on the way: the results are those of a single run.
#
#   dask_test.sh RISK SCRIPT
set -euo pipefail
risk=$(realpath "$1")
script=$(realpath "$2")
if ! /usr/bin/python3 -c 'import dask.distributed' 2>/dev/null; then
  echo "SKIPPED: python3-distributed is not installed; nothing was tested"
  exit 0
fi
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/dask.XXXXXX")
cd "$work"
export HOME="$work"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

for i in $(seq 1 3000); do
  if ((i % 100 == 7)); then echo '{"persn": 1}'; else echo "{\"case_id\": \"c$i\", \"assessment_date\": \"2026-06-01\"}"; fi
done > cases.ndjson
options=(--detail results --fields "case_id,overall" --edition england_wales@2026.1)
status=0
"$risk" assess --format ndjson "${options[@]}" - < cases.ndjson > single.ndjson || status=$?
[[ $status -eq 1 && $(wc -l < single.ndjson) -eq 3000 ]]

/usr/bin/python3 -m distributed.cli.dask_scheduler --host 127.0.0.1 --port 0 --dashboard-address 127.0.0.1:0 --no-show \
  --scheduler-file scheduler.json > scheduler.log 2>&1 &
pids+=($!)
for _ in $(seq 1 100); do [[ -s scheduler.json ]] && break; sleep 0.2; done
for i in 1 2; do
  # Without a nanny, so that a killed worker stays away.
  /usr/bin/python3 -m distributed.cli.dask_worker --scheduler-file scheduler.json --no-nanny --nthreads 1 --no-dashboard \
    --host 127.0.0.1 --local-directory "$work/worker$i" > "worker$i.log" 2>&1 &
  pids+=($!)
done
address=$(/usr/bin/python3 -c 'import json; print(json.load(open("scheduler.json"))["address"])')
# Once there are results, and before there are all.
(for _ in $(seq 1 200); do [[ -s spread.ndjson ]] && break; sleep 0.1; done; kill -9 "${pids[1]}") &
status=0
/usr/bin/python3 "$script" cases.ndjson spread.ndjson --scheduler "$address" --risk "$risk" --part 2000 -- "${options[@]}" || status=$?
if [[ $status -ne 1 ]] || ! cmp single.ndjson spread.ndjson; then
  tail -n 20 scheduler.log worker*.log
  exit 1
fi
grep -q "Remove worker" scheduler.log || { echo "no worker was lost"; exit 1; }
echo "3,000 records on two workers, one of them killed: the bytes of a single run"
