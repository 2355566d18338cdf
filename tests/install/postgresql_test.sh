#!/usr/bin/env bash
# The PostgreSQL extension over the installed library, in a server of its own: postgresql_test.sh COMMAND LIBRARY [ROWS]
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2") rows=${3:-1000}
bin=$(pg_config --bindir)
work=$(mktemp -d /tmp/risk_postgresql.XXXXXX)
fail() { echo "postgresql_test: $1" >&2; exit 1; }
as() { if [[ $EUID -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }
stop() {
  [[ -f $work/data/postmaster.pid ]] && as "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null
  rm -rf "$work"
}
trap stop EXIT
install/install.sh "$command" "$library" "$work/prefix"
cp -rL postgresql "$work/postgresql"
make -s -C "$work/postgresql" PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig"
# Where the server looks for extensions is compiled into it, so that the files go there; they are taken away again unless they were there.
if [[ -e $(pg_config --pkglibdir)/risk.so ]]; then fail "an extension named risk is installed already"; fi
make -s -C "$work/postgresql" install PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig"
trap 'make -s -C "$work/postgresql" uninstall PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig"; stop' EXIT

chmod 755 "$work"
mkdir "$work/data" "$work/socket"
if [[ $EUID -eq 0 ]]; then chown postgres "$work/data" "$work/socket"; fi
as "$bin/initdb" -D "$work/data" -A trust -U postgres -E UTF8 --locale=C >"$work/initdb.log" 2>&1 || fail "$(cat "$work/initdb.log")"
as "$bin/pg_ctl" -D "$work/data" -w -l "$work/socket/log" -o "-k $work/socket -c listen_addresses='' -c fsync=off" start >/dev/null ||
  fail "$(cat "$work/socket/log")"
sql() { as "$bin/psql" -X -h "$work/socket" -U postgres -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -At -c "$1" postgres 2>&1; }
expect() {
  local came
  came=$(sql "$1" || true)
  [[ $came == $2 ]] || fail "$1
  gave:     $came
  expected: $2"
}

sql "create extension risk" >/dev/null
expect "select risk_version()" "0.1.0"
expect "select count(*), bool_and(provisional), count(at_least), count(recorded) from risk_levels('{\"assessment_date\":\"2026-06-01\"}')" "5|t|0|0"
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, '2026-06-01')->>'edition'" "england_wales@*"
expect "select risk_assess('{\"case_id\":\"a\"}'::bytea, '2026-06-01')->>'case_id'" "a"
expect "select risk_assess(null::jsonb) is null" "t"
expect "select jsonb_array_length(risk_next('{\"case_id\":\"a\"}', '2026-06-01')->'ask') > 0" "t"
expect "select risk_validate('{\"casse_id\":\"a\"}')->0->>'hint'" 'did you mean "case_id"?'
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, '2026-06-01', '{\"edition\":\"official_instruments\"}')->>'edition'" "official_instruments@*"
expect "select risk_assess('{\"assessment_date\":\"2026-02-30\"}'::jsonb)" "*22000*no such day*DETAIL:*bad-date*"
for bytes in fffe 0a056162 7b22636173655f6964223a22ff227d 7b22636173655f6964223a2261; do # no UTF-8, a message cut off, JSON that is no UTF-8, JSON cut off
  expect "select risk_assess('\\x$bytes'::bytea)" "*22000*DETAIL:*\"code\"*"
done
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, null)->>'case_id'" "a"
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"detial\":\"results\"}')" '*22023*did you mean "detail"?*'
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"edition\":\"england_wales@1999.1\"}')" "*42704*there is no edition of this name*"
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, 'infinity')" "*22023*"
expect "select risk_assess(convert_to(repeat(' ', 100000000), 'UTF8'))" "*54000*"
sql "create role clerk" >/dev/null
expect "set role clerk; select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"edition\":\"/etc/\"}')" "*42501*"
# Nor one that a superuser opened before in the same process.
mkdir "$work/area"
echo 'id: "area" version: "1" title: "Area" extends: "england_wales@2026.1"' >"$work/area/edition.textproto"
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"edition\":\"$work/area/\"}')->>'edition'" "area@1"
expect "select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"edition\":\"$work/area/\"}')->>'edition';
  set role clerk; select risk_assess('{\"case_id\":\"a\"}'::jsonb, null, '{\"edition\":\"$work/area/\"}')" "area@1*42501*"
expect "select risk_assess(convert_to('{} {}', 'UTF8'))" "*22000*a query over rows takes many*"
# More problems than a message holds are cut.
expect "select risk_assess(jsonb_object_agg('field_' || i, 1)) from generate_series(1, 100) as i" '*22000*"its fields are *, …"*'
# Through and through in the encoding of the database.
sql "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0" >/dev/null
latin() { as "$bin/psql" -X -h "$work/socket" -U postgres -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -At -c "$1" latin 2>&1; }
latin "create extension risk" >/dev/null
came=$(latin "select length(r->>'case_id'), r->>'case_id' = chr(233) from risk_assess(jsonb_build_object('case_id', chr(233)), '2026-06-01', '{\"detail\": \"results\"}') as r" || true)
[[ $came == "1|t" ]] || fail "a case in LATIN1 gave: $came"
came=$(latin "select risk_assess(jsonb_build_object('no_such_field', 1))" || true)
[[ $came == *22000*'"its fields are '*', ?"'* ]] || fail "a bad case in LATIN1 gave: $came"

sql "create table cases as select i as id, jsonb_build_object('case_id', i::text, 'assessment_date', '2026-06-01', 'domestic_abuse',
  jsonb_build_object('incidents', jsonb_build_array(jsonb_build_object('id', 'i', 'happened_on', '2025-0' || (1 + i % 9) || '-01')))) as record
  from generate_series(1, $rows) as i; analyze cases" >/dev/null
start=$(date +%s%N)
expect "select count(*) from cases c, risk_levels(c.record) l" "$((5 * rows))"
echo "$rows rows in $((($(date +%s%N) - start) / 1000000)) ms, one process"
start=$(date +%s%N)
expect "set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0;
  select count(*) from (select risk_assess(record, null, '{\"detail\":\"results\"}') as a from cases offset 0) x where a->'level' is not null" "*$rows"
echo "$rows rows in $((($(date +%s%N) - start) / 1000000)) ms, in parallel where the server does"
# A library that went away, or is of another version, is an error of SQL; the server goes on.
lib=$work/prefix/lib
mv "$lib/librisk.so.1" "$work/own.so"
expect "select risk_version()" "*could not load library*"
tests/install/other_version.sh "$library" "$lib"
expect "select risk_version()" "*this library is of another version*"
mv "$work/own.so" "$lib/librisk.so.1"
expect "select risk_version()" "0.1.0"
if grep -E 'terminated by signal|PANIC' "$work/socket/log"; then fail "a process of the server ended"; fi
echo "1 passed, 0 failed"
