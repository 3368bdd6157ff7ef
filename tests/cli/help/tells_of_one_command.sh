quizctl help grade
quizctl help grade >page
quizctl grade --help | cmp - page
quizctl grade -h | cmp - page
