. "$QUIZCTL_SOURCE/tests/cli/shared"
change() {
    python3 - "$@" <<'END'
import json
import sys

with open("colors.json", encoding="utf-8") as file:
    bank = json.load(file)
questions = {question["id"]: question for question in bank["questions"]}
for change in sys.argv[1:]:
    name, what = change.split(":")
    if what == "gone":
        bank["questions"].remove(questions[name])
    elif what == "key":  # the first wrong option is right now, and the other way round
        old = next(o for o in questions[name]["options"] if o.get("correct"))
        new = next(o for o in questions[name]["options"] if not o.get("correct"))
        del old["correct"]
        new["correct"] = True
    elif what == "option":
        questions[name]["options"][0]["id"] = "other"
        questions[name]["options"][0]["text"] = "another one"
with open("colors.json", "w", encoding="utf-8") as file:
    json.dump(bank, file)
END
}
told() { sed -n '/^Going on/p; /question.* edited\|question.* gone\|^What was left/p; /^Question/p; /^  [ABC]\. /p; /^Right\|^Wrong/p; /^Summary/,/^$/p'; }

echo '# answered, then its key changed: the mark stands'
printf 'B\n' | quizctl practice --bank colors.json --no-shuffle --seed 7 | grep '^Right'
change sky:key
echo 'back' | quizctl practice --bank colors.json | told

echo '# not answered, then edited: asked as it is now, and recorded so'
change grass:key flag:option
printf 'A B\n' | quizctl practice --bank colors.json | told
quizctl export | grep -o '"question":"flag".*"given":\[[^]]*\]\|"question":"flag".*"key":\[[^]]*\]' | grep -o '"key".*'
echo '# it is told once'
quizctl practice --bank colors.json </dev/null | told

echo '# gone'
change sky:gone
quizctl practice --bank colors.json </dev/null | told
change grass:gone
quizctl practice --bank colors.json --no-shuffle </dev/null | told
quizctl export | grep -o '"question":"[a-z]*"'
