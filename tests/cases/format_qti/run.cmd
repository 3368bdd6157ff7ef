quizctl convert {input} --to json
