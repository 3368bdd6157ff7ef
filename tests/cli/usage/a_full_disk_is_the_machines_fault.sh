. "$QUIZCTL_SOURCE/tests/cli/shared"
[ -c /dev/full ] || { echo "no /dev/full here"; exit 77; }
for command in --version help 'help grade' 'list --bank colors.json' \
    'show --bank colors.json --all' 'check colors.json' 'completion bash' export; do
    status=0
    # shellcheck disable=SC2086 # words of a command
    quizctl $command >/dev/full || status=$?
    echo "$command [$status]"
done
