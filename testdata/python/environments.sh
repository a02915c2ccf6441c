#!/usr/bin/env bash
# One Python environment for each release that writes fixtures, with pinned versions (needs Python 3.11).
set -euo pipefail
envs=${LANCE4J_ENVIRONMENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/lance4j/pylance}
mkdir -p "$envs"
make() { # name, pylance, other requirements
  local name=$1 release=$2
  shift 2
  [ -x "$envs/$name/bin/python" ] || python3.11 -m venv "$envs/$name"
  "$envs/$name/bin/pip" install -q --disable-pip-version-check "pylance==$release" "$@"
}
make p0.5.9 0.5.9 numpy==1.26.4 pyarrow==12.0.1 pandas==2.0.3
make p0.8.21 0.8.21 numpy==1.26.4 pyarrow==14.0.2 pandas==2.0.3
make p0.10.18 0.10.18 numpy==1.26.4 pyarrow==15.0.0 pandas==2.1.4
make p0.16.1 0.16.1 numpy==1.26.4 pyarrow==17.0.0
make p0.19.2 0.19.2 numpy==1.26.4 pyarrow==18.1.0
make p0.23.2 0.23.2 numpy==1.26.4 pyarrow==18.1.0
make p0.27.2 0.27.2 numpy==1.26.4 pyarrow==19.0.1
make p0.33.0 0.33.0 numpy==1.26.4 pyarrow==20.0.0
make p0.39.0 0.39.0 numpy==2.4.6 pyarrow==21.0.0
make p1.0.4 1.0.4 numpy==2.4.6 pyarrow==22.0.0
make p2.0.1 2.0.1 numpy==2.4.6 pyarrow==22.0.0
for release in 4.0.2 6.1.0 7.0.0 8.0.1 10.0.0 12.0.0; do
  make "p$release" "$release" numpy==2.4.6 pyarrow==26.0.1
done
make p14 14.0.2 numpy==2.4.6 pyarrow==26.0.1
