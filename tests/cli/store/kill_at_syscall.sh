exec python3 -B "$QUIZCTL_SOURCE/tests/cli/store/kill_at_syscall.py"
