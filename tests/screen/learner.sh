#!/bin/sh
# learner.sh - three days of practice of numbers.json, for the plan's screens.
set -eu
practise() {
    printf '%s\n' "$2" | tr ' ' '\n' | QUIZCTL_NOW=$1T08:00:00Z quizctl practice --due \
        --bank numbers.json --no-shuffle --new-limit 4 >practised
}
cp "$1/tests/screen/numbers.json" .
practise 2026-11-20 'A B A A'
practise 2026-11-21 'A A A B B'
practise 2026-11-22 'A A B A A A'
