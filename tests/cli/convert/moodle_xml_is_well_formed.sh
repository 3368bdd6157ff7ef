# What is written as Moodle XML is XML, by a judge that is not ours.
command -v xmllint >/dev/null || {
    echo "there is no xmllint"
    exit 77
}
quizctl convert "$QUIZCTL_SOURCE/questions/aws-ml-storage" -o bank.xml --to moodle >/dev/null
xmllint --noout --nonet bank.xml
quizctl convert bank.xml -o again.xml --to moodle >/dev/null
xmllint --noout --nonet again.xml
cmp bank.xml again.xml
