quizctl help
quizctl help >1
quizctl --help | cmp - 1
quizctl -h | cmp - 1
