. "$QUIZCTL_SOURCE/tests/cli/shared"
echo A | quizctl practice --bank colors.json --id sky --seed 3 >transcript
sed -n 's/^  [ABC]\. //p' transcript | tr 'A-Z' 'a-z' | head -n 3
cat >recorded.py <<'END'
import os
import sqlite3

path = os.path.join(os.environ["HOME"], ".local/share/quizctl/progress.db")
for row in sqlite3.connect(path).execute("SELECT shown, key FROM item"):
    print(*row, sep=" | ")
END
python3 recorded.py
