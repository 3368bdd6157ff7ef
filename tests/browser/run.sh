#!/bin/sh
# run.sh PROGRAM SOURCE - the HTML reports in a real browser; see look.mjs.
#
# 77, skipped, where node, chromium or the npm packages are not there; tests/README.md
# says how they get there. QUIZCTL_SHOTS=FOLDER keeps pictures.
set -eu
program=$1 QUIZCTL_SOURCE=$2
here=$QUIZCTL_SOURCE/tests/browser
modules=${QUIZCTL_NPM:-$QUIZCTL_SOURCE/build/npm/node_modules}
export QUIZCTL_SOURCE

skip() {
    echo "skipped: $1"
    exit 77
}
command -v node >/dev/null || skip "there is no node"
chromium=$(command -v chromium) || skip "there is no chromium"
for package in playwright-core axe-core; do
    [ -d "$modules/$package" ] || skip "there is no $modules/$package"
done

world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
mkdir "$world/bin" "$world/home" "$world/pages"
ln -s "$program" "$world/bin/quizctl"
PATH=$world/bin:$PATH HOME=$world/home LC_ALL=C.UTF-8 QUIZCTL_NOW=2026-11-23T09:00:00Z
unset XDG_DATA_HOME XDG_CONFIG_HOME QUIZCTL_HOME
export PATH HOME LC_ALL QUIZCTL_NOW

cd "$world"
sh -eu "$here/pages.sh" "$world/pages"
node "$here/look.mjs" "$modules" "$chromium" "$world"/pages/*.html
