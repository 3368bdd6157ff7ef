#!/bin/sh
# reader.sh - open what quizctl writes for Anki with anki-reader 0.3.0, where node and the
# package are.
#     reader.sh QUIZCTL SOURCE
# QUIZCTL_ANKI_READER names the folder of the package; .ci/run puts it below build/npm.
set -eu
quizctl=$1
here=$2/tests/anki
package=${QUIZCTL_ANKI_READER:-$2/build/npm/node_modules/anki-reader}

if ! command -v node >/dev/null; then
    echo "skipped: no node"
    exit 77
fi
if [ ! -d "$package" ]; then
    echo "skipped: no anki-reader in $package; npm install --prefix build/npm anki-reader@0.3.0"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$quizctl" convert -o "$work/bank.json" "$2/questions/aws-ml-storage" >/dev/null
"$quizctl" convert -o "$work/deck.apkg" "$work/bank.json" >/dev/null
node "$here/reader.mjs" "$package" "$work/deck.apkg" "$work/bank.json"
