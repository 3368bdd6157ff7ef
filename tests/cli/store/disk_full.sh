exec python3 -B "$QUIZCTL_SOURCE/tests/cli/store/disk_full.py"
