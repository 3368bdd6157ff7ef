# What was overlooked most often comes first; a question not answered overlooks nothing.
cp "$QUIZCTL_SOURCE/tests/cli/exam/clues.json" .
printf 'B\nB\nB\nB\nA\nsubmit\n' | quizctl exam --bank clues.json --seed 1 > told
sed -n '/^Clues o/,/^$/p' told
printf 'B\n\nB\nsubmit\nyes\n' | quizctl exam --bank clues.json --seed 1 > told
sed -n '/^Clues o/,/^$/p' told
