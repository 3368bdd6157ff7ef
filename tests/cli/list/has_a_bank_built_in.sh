quizctl list | grep '^lustre-satellite '
[ "$(quizctl list | wc -l)" -ge 12 ]
