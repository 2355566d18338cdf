#!/usr/bin/env bash
# Fetches the source of the installed Protocol Buffers from Debian and prints where its archive lies.
#
#   protobuf_source.sh [FOLDER]      with FOLDER: also unpacks src/ of it there
#
# librisk.so carries a Protobuf of its own, hidden, so that a host's other copy cannot get in its way.
# Debian's libprotobuf.a is made for programs only (its thread-local variables take the place of a
# program's), so the same version is compiled anew. The archive is kept in the user's cache: what needs
# the network is done once, by ./dev setup. apt checks signature and hash.
set -euo pipefail

version=$(dpkg-query -W -f='${source:Version}' libprotobuf-dev)
upstream=${version%-*}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/risk
archive=$cache/protobuf_$upstream.orig.tar.gz

fetch() {
  local work lists apt
  work=$(mktemp -d)
  trap 'rm -rf "$work"' RETURN
  mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial" "$cache"
  for lists in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [[ -r $lists ]] || continue
    case $lists in
      *.sources) sed -n 's/^Types:.*/Types: deb-src/;p' "$lists" >"$work/parts/${lists##*/}" ;;
      *.list) sed -n 's/^deb /deb-src /p' "$lists" >"$work/parts/${lists##*/}" ;;
    esac
  done
  # Only Debian's own archives hold it; others may be there without sources.
  grep -LE 'debian\.org|/debian' "$work"/parts/* 2>/dev/null | xargs -r rm -f
  apt=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$work/parts" -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -qq)
  (cd "$work" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" source --download-only "protobuf=$version") >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; return 1; }
  mv "$work/protobuf_$upstream.orig.tar.gz" "$archive.new" && mv "$archive.new" "$archive"
}

[[ -s $archive ]] || fetch
echo "$archive"
if [[ $# -gt 0 ]]; then
  mkdir -p "$1"
  tar -xzf "$archive" -C "$1" --strip-components=1 "protobuf-$upstream/src/google" "protobuf-$upstream/LICENSE"
fi
