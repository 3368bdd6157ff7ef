for command in practice list show check grade export completion help; do
    COLUMNS=200 quizctl help "$command" >page
    grep -q '^Usage: quizctl '"$command" page
    awk 'length > 80' page
done
