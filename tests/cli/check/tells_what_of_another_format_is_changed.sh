# A table with an id that stands twice, and an answer that is no option.
cat >bank.csv <<'END'
id,question,a,b,answer
one,Which one?,this,that,A
one,Which one again?,this,that,B
two,Which one now?,this,that,C
END
quizctl check bank.csv
{ quizctl list --bank bank.csv >list; } 2>&1
