. "$QUIZCTL_SOURCE/tests/cli/shared"
{
    sleep 0.3
    status=0
    echo B | quizctl practice --bank colors.json || status=$?
    echo "$status" >status
} | :
cat status
