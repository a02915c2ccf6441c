#!/usr/bin/env bash
# Makes the Python that the tests of this module ask (pylance, pinned) and prints its path as the last line:
#   LANCE4J_PYTHON=$(compat/python/setup-oracle.sh) mvn verify
# It lies in the user's cache; when it is there already, nothing is done. Needs Python 3.11 or newer.
set -euo pipefail
requirements="pylance==14.0.2 pyarrow==26.0.1 numpy==2.4.6"
home=${XDG_CACHE_HOME:-$HOME/.cache}/lance4j/oracle
python=$home/bin/python
if [ "$(cat "$home/requirements" 2>/dev/null)" = "$requirements" ] && [ -x "$python" ]; then
  echo "$python"
  exit 0
fi
for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3.14 python3 python; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    found=$candidate
    break
  fi
done
if [ -z "${found:-}" ]; then
  echo "No Python 3.11 or newer with venv was found; install one, or name it: PYTHON=/path/to/python3 $0" >&2
  exit 1
fi
echo "Making a Python with $requirements in $home" >&2
rm -rf "$home"
mkdir -p "$home"
"$found" -m venv "$home" >&2
# shellcheck disable=SC2086
"$python" -m pip install --quiet --disable-pip-version-check $requirements >&2
"$python" -c 'import lance' >&2
echo "$requirements" >"$home/requirements"
echo "$python"
