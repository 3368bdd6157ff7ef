# The check of kill_nine.sh can fail: answers that count before their feedback are lost.
exec python3 -B "$QUIZCTL_SOURCE/tests/cli/store/kill_nine.py" --early
