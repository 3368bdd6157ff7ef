. "$QUIZCTL_SOURCE/tests/cli/shared"
as() {
    echo "$1" | quizctl --profile-dir "$2" practice --bank colors.json --no-shuffle --id sky >/dev/null
    quizctl --profile-dir "$2" export --format csv | cut -d, -f1,2,7 | tail -n +2
}
as A ann
as B bob/store
ls -l ann bob/store | sed -n 's/^\(-[rwx-]*\).* \(progress.*\)/\1 \2/p'
test ! -e .local

# The option overrules the variable, and that overrules the rest.
QUIZCTL_HOME=ann quizctl export --format csv | cut -d, -f7
QUIZCTL_HOME=ann quizctl --profile-dir bob/store export --format csv | cut -d, -f7
XDG_DATA_HOME=$PWD QUIZCTL_HOME=ann quizctl export --format csv | cut -d, -f7
QUIZCTL_HOME='' quizctl export --format csv | cut -d, -f7
try quizctl export --profile-dir ann
try quizctl practice --now=2026-11-23
try quizctl --profile-dir= export
