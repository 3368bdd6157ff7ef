. "$QUIZCTL_SOURCE/tests/cli/shared"
cat >parent.py <<'END'
import signal
import subprocess

for sent in (signal.SIGINT, signal.SIGTERM):
    child = subprocess.Popen(["quizctl", "practice", "--bank", "colors.json", "--no-record"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    seen = b""
    while b"Answer>" not in seen:
        seen += child.stdout.read1()
    child.send_signal(sent)
    child.stdout.read()
    print(sent.name, "ended it" if child.wait() == -sent else child.returncode)
END
python3 parent.py
