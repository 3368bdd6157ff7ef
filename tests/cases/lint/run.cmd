quizctl check --strict {input}
