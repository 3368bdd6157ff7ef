# One changed fact takes the proof from exactly the questions whose key it changes. A
# distractor that breaks something else too stays out: EFS with Windows clients has still
# neither SMB nor Active Directory.
python3 "$QUIZCTL_SOURCE/tests/cli/prove/changed_fact.py" "$QUIZCTL_SOURCE/questions/aws-ml-storage"
