# Whatever a bank, a sheet or a file name holds: no byte that a terminal obeys comes out
# of any command, and no line that a CI runner obeys.
cases=$QUIZCTL_SOURCE/tests/cases

# Any status of the contract will do; one that a crash leaves will not.
say() {
    "$@" >>out 2>&1 || [ $? -le 4 ]
}

for bank in "$cases"/bank/*; do
    case $bank in *.expect | *.cmd | *.md) continue ;; esac
    if quizctl check "$bank" >>out 2>&1; then
        say quizctl list --bank "$bank"
        say quizctl show --bank "$bank" --all
    fi
done
for sheets in "$cases"/answers*/*; do
    case $sheets in *.expect | *.cmd | *.md) continue ;; esac
    for format in text json csv; do
        say quizctl grade --bank "${sheets%/*}/bank.json" --format $format "$sheets"
    done
done

# Names that no repository can hold everywhere.
esc=$(printf '\033]0;pwn\007')
bidi=$(printf '\342\200\256gnp')
c1=$(printf '\302\2332J')
latin1=$(printf 'caf\351')
line=$(printf 'x\n::error::y')
for name in "::error::x" " ::error::x" "##[error]x" "$esc" "$bidi" "$c1" "$latin1" "$line"; do
    for there in yes no; do
        [ $there = no ] || echo '{"candidate": "ada", "answers": {"no": "A"}}' >"$name"
        say quizctl check -- "$name"
        say quizctl grade --bank "$cases/answers/bank.json" -- "$name"
        say quizctl grade --bank "$name" -- "$cases/answers/good.csv"
        say quizctl list --bank "$name"
        say quizctl "$name"
        say quizctl check "--$name"
        rm -f -- "$name"
    done
done

python3 - <<'END'
import sys
import unicodedata

STEERING = ("Cc", "Cf", "Zl", "Zp", "Co", "Cs")
JOINERS = "\u200c\u200d"


def faults(raw):
    try:
        line = raw.decode("utf-8").removesuffix("\r")  # CSV ends its lines so
    except UnicodeDecodeError:
        return "no UTF-8"
    if any(unicodedata.category(c) in STEERING and c not in JOINERS for c in line):
        return "control or format characters"
    if line.strip().startswith("::") or "##[" in line:
        return "a command to a CI runner"
    return ""


status = 0
data = open("out", "rb").read()
if len(data) < 310_000:
    print(f"only {len(data)} bytes: did the program run?")
    status = 1
for number, raw in enumerate(data.split(b"\n"), 1):
    fault = faults(raw)
    if fault:
        print(f"{number}: {fault}: {raw!r}")
        status = 1
sys.exit(status)
END
