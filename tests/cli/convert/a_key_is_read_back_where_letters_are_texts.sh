# Options whose texts are letters and numbers: what is written names the same option.
cat > bank.json <<'END'
{
  "format": "quizctl.bank/1", "id": "grades", "title": "Grades",
  "questions": [
    {
      "id": "best", "prompt": "Which grade is best?", "draft": true,
      "options": [
        { "id": "a", "text": "B", "correct": true },
        { "id": "b", "text": "A" },
        { "id": "c", "text": "1" }
      ]
    }
  ]
}
END
quizctl convert bank.json -o table.csv > losses
quizctl convert table.csv -o again.json > losses
grep -c Option table.csv
grep -B1 correct again.json
