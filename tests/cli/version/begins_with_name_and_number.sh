quizctl --version | head -n 1
quizctl -V | head -n 1
