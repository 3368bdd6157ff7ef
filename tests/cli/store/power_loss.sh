exec python3 -B "$QUIZCTL_SOURCE/tests/cli/store/power_loss.py"
