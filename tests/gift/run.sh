#!/bin/sh
# run.sh - hold what quizctl reads and writes of GIFT against gift-pegjs 1.0.2, where node
# and the package are.
#     run.sh QUIZCTL SOURCE
# QUIZCTL_GIFT_PEGJS names the folder of the package; .ci/run puts it below build/npm.
set -eu
quizctl=$1
here=$2/tests/gift
package=${QUIZCTL_GIFT_PEGJS:-$2/build/npm/node_modules/gift-pegjs}

if ! command -v node >/dev/null; then
    echo "skipped: no node"
    exit 77
fi
if [ ! -d "$package" ]; then
    echo "skipped: no gift-pegjs in $package; npm install --prefix build/npm gift-pegjs@1.0.2"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# hold FILE.gift: both read it
hold() {
    "$quizctl" convert --format json -o "$work/bank.json" "$1" >"$work/losses.json"
    node "$here/oracle.mjs" "$package" "$1" "$work/bank.json" "$work/losses.json"
}

hold "$here/questions.gift"
"$quizctl" convert -o "$work/shipped.gift" "$2/questions/aws-ml-storage" >/dev/null
hold "$work/shipped.gift"
