. "$QUIZCTL_SOURCE/tests/cli/shared"
{
    sleep 0.3
    status=0
    quizctl show --all || status=$?
    echo "$status" >status
} | :
cat status
