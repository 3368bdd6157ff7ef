quizctl help
quizctl help >page
quizctl --help | cmp - page
quizctl -h | cmp - page
