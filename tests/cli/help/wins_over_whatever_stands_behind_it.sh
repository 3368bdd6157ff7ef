quizctl grade --help --nonsense extra | head -n 1
