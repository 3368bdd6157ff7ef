. "$QUIZCTL_SOURCE/tests/cli/shared"
try quizctl "$(printf 'a\033[31mb\nc')"
try quizctl check '::error::x.json'
try quizctl list --bank "$(printf 'a\302\233b')"
