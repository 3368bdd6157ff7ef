quizctl check {input}
