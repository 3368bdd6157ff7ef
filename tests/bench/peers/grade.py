"""grade.py BANK SHEETS.jsonl - a score for each sheet; "SHEETS POINTS" as the last line."""
import json
import sys

with open(sys.argv[1], encoding='utf-8') as file:
    bank = json.load(file)
key = {}
for question in bank['questions']:
    right = {option['id'] for option in question['options'] if option['correct']}
    key[question['id']] = right if len(right) > 1 else right.pop()
sheets = points = 0
out = sys.stdout.write
with open(sys.argv[2], encoding='utf-8') as file:
    for line in file:
        sheet = json.loads(line)
        score = 0
        for question, given in sheet['answers'].items():
            if given.__class__ is list:
                given = set(given)
            score += given == key[question]
        sheets += 1
        points += score
        out(f"{sheet['candidate']} {score}\n")
out(f'{sheets} {points}\n')
