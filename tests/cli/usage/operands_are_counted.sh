. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl check
try quizctl grade
try quizctl list colors.json
try quizctl completion
try quizctl completion bash zsh
