quizctl export
