quizctl help grade
quizctl help grade >1
quizctl grade --help | cmp - 1
quizctl grade -h | cmp - 1
