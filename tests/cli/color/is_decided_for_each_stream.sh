. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl --color always lst 2>errors || echo "[$?]"
sed -n l errors
quizctl lst 2>errors || echo "[$?]"
sed -n l errors
