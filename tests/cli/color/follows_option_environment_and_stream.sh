. "$QUIZCTL_SOURCE/tests/cli/shared"
escape=$(printf '\033')
has_color() {
    if "$@" | grep -q "$escape"; then echo "colour: $*"; else echo "plain:  $*"; fi
}
has_color quizctl help
has_color quizctl --color always help
has_color quizctl help --color always
has_color quizctl --color always help --color never
has_color env NO_COLOR=1 quizctl help --color always
has_color env CLICOLOR_FORCE=1 quizctl help
has_color env CLICOLOR_FORCE=0 quizctl help
has_color env CLICOLOR_FORCE=1 NO_COLOR=1 quizctl help
has_color env CLICOLOR_FORCE=1 NO_COLOR= quizctl help
