# However narrow COLUMNS says it is: each question is a line for grep and wc.
COLUMNS=20 quizctl list >out
[ "$(wc -l <out)" -eq "$(quizctl list --format json | grep -c '"id"' | awk '{print $1 - 1}')" ]
grep -q '^lustre-satellite  *d1  *medium  Satellite images for a weather model$' out
