#!/usr/bin/env bash
# Makes all fixtures anew: every release writes, the newest one reads. See README.md.
set -euo pipefail
cd "$(dirname "$0")"
envs=${LANCE4J_ENVIRONMENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/lance4j/pylance}
# A path of exactly 100 characters: manifests of branches and clones name their parents by absolute path, and whoever
# unpacks a fixture puts another place of the same length there.
root=/var/tmp/lance4j-testdata-
while [ ${#root} -lt 100 ]; do root=${root}p; done
export RUST_BACKTRACE=0 LANCE_LOG=error PYTHONDONTWRITEBYTECODE=1

write() { # release, environment, file version, recipes
  local release=$1 python=$envs/$2/bin/python version=$3
  shift 3
  "$python" generate.py "$root" "$version" "$@" 2>>"$root/stderr.txt" || echo "failed: $release $version $*"
}

if [ "${1:-all}" = all ]; then
  rm -rf "$root"
  mkdir -p "$root"
  base="types nested history"
  more="deletions empty pages"
  write 0.5.9 p0.5.9 0.1 $base deletions empty blobs indexed
  write 0.8.21 p0.8.21 0.1 $base $more indexed metrics
  write 0.10.18 p0.10.18 0.1 $base
  write 0.10.18 p0.10.18 2.0 small
  write 0.16.1 p0.16.1 0.1 $base
  write 0.16.1 p0.16.1 2.0 $base pages
  write 0.16.1 p0.16.1 2.1 small
  write 0.19.2 p0.19.2 0.1 types history
  write 0.19.2 p0.19.2 2.0 $base $more blobs stable manifests indexed metrics
  write 0.19.2 p0.19.2 2.1 small
  write 0.23.2 p0.23.2 2.0 $base stable
  write 0.27.2 p0.27.2 2.0 $base stable
  write 0.27.2 p0.27.2 2.1 small
  write 0.33.0 p0.33.0 0.1 types history
  write 0.33.0 p0.33.0 2.0 types history
  write 0.33.0 p0.33.0 2.1 $base stable strings packed
  write 0.39.0 p0.39.0 2.1 $base stable clone
  write 0.39.0 p0.39.0 2.2 small
  write 1.0.4 p1.0.4 2.1 $base branches
  write 1.0.4 p1.0.4 2.2 small
  write 2.0.1 p2.0.1 2.0 $base
  write 2.0.1 p2.0.1 2.1 $base compression
  write 2.0.1 p2.0.1 2.2 $base fslstruct integers
  write 4.0.2 p4.0.2 2.1 $base packed metrics
  write 4.0.2 p4.0.2 2.2 $base fslstruct blobs2 packed
  write 4.0.2 p4.0.2 2.3 small
  write 6.1.0 p6.1.0 2.1 $base
  write 6.1.0 p6.1.0 2.2 types nested
  write 7.0.0 p7.0.0 0.1 types nested
  write 7.0.0 p7.0.0 2.0 $base packed
  write 7.0.0 p7.0.0 2.1 $base integers sparse vectors dictionaries
  write 7.0.0 p7.0.0 2.2 $base fslstruct blobs blobs2 long-values
  write 7.0.0 p7.0.0 2.3 small
  write 8.0.1 p8.0.1 2.2 $base stable
  write 10.0.0 p10.0.0 2.2 $base branches
  write 10.0.0 p10.0.0 2.3 small
  write 12.0.0 p12.0.0 2.2 $base mixed clone
  write 14.0.2 p14 0.1 types nested history pages matrix
  write 14.0.2 p14 2.0 $base $more matrix blobs stable search \
    strings long-values compression integers dictionaries vectors sparse packed
  write 14.0.2 p14 2.1 $base $more sliced matrix blobs stable lineage search branches \
    strings long-values compression integers dictionaries vectors sparse packed
  write 14.0.2 p14 2.2 $base $more sliced matrix blobs2 external nested_blobs managed stable lineage search branches clone manifests detached mixed indexed metrics \
    strings long-values compression integers dictionaries vectors sparse packed
  write 14.0.2 p14 2.3 $base $more matrix stable \
    strings long-values compression integers dictionaries vectors sparse packed
fi
"$envs/p14/bin/python" expect.py "$root" ../src/main/resources/org/lance4j/testdata
