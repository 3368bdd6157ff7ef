# The check of power_loss.sh can fail: on a disk that ignores every sync answers are lost.
exec python3 -B "$QUIZCTL_SOURCE/tests/cli/store/power_loss.py" --no-sync
