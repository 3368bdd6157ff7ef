cd "$QUIZCTL_SOURCE/questions"
quizctl check --strict aws-ml-storage | sed 's/[0-9][0-9]* questions/N questions/'
