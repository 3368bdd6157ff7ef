quizctl list | grep '^lustre-satellite ' | tr -s ' '
[ "$(quizctl list | wc -l)" -ge 12 ]
