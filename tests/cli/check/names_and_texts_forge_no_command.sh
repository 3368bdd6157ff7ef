# A file name, an id that is none and a text, each made to look like a runner's command.
. "$QUIZCTL_SOURCE/tests/cli/shared"
name=$(printf '::error title=x::\n::warning::y,col=1.json')
sed -e 's/"prompt": "/&not here\\n::error::forged ##[error]x %0A::stop-commands::t /' \
    -e 's/"skill"/"::set-env\\n::error::skill"/' colors.json >"$name"
for format in text github json sarif; do
    echo "--- $format"
    quizctl check --strict --format "$format" "$name" >out || echo "exit $?"
    # What a runner would obey beside the annotations that are ours.
    grep -a '##\[' out || :
    if [ "$format" = github ]; then
        sed 's/^::warning file=[^:]*,line=[0-9]*,col=[0-9]*,title=quizctl [a-z-]*::/ours: /' out
    else
        grep -aE '^[[:space:]]*::' out || :
    fi
done
