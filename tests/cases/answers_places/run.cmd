quizctl grade --bank bank.json {input}
