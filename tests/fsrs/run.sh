#!/bin/sh
# run.sh - hold the review schedule against ts-fsrs 5.4.2, where node and the package are.
#     run.sh REPLAY SOURCE
# QUIZCTL_TS_FSRS names the folder of the package; .ci/run puts it below build/npm.
set -eu
replay=$1
here=$2/tests/fsrs
package=${QUIZCTL_TS_FSRS:-$2/build/npm/node_modules/ts-fsrs}

if ! command -v node >/dev/null; then
    echo "skipped: no node"
    exit 77
fi
if [ ! -d "$package" ]; then
    echo "skipped: no ts-fsrs in $package; npm install --prefix build/npm ts-fsrs@5.4.2"
    exit 77
fi
histories=$(mktemp)
trap 'rm -f "$histories"' EXIT
node "$here/oracle.mjs" "$package" 12000 >"$histories"
"$replay" <"$histories"
