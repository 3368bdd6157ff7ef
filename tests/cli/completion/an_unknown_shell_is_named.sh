quizctl completion tcsh
