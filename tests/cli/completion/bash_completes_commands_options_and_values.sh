command -v bash >/dev/null || { echo "no bash here"; exit 77; }
quizctl completion bash >quizctl.bash
cat >ask.bash <<'END'
source ./quizctl.bash
compopt() { :; }
ask() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _quizctl
    echo "$*: ${COMPREPLY[*]}"
}
ask quizctl pr
ask quizctl --v
ask quizctl --color never li
ask quizctl grade --pol
ask quizctl grade --policy ''
ask quizctl grade --policy p
ask quizctl grade --policy = n
ask quizctl --color = a
ask quizctl help co
ask quizctl completion ''
ask quizctl list --format j
ask quizctl export -
END
bash -eu ask.bash
