quizctl
