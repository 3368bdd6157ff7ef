command -v zsh >/dev/null || { echo "no zsh here"; exit 77; }
quizctl completion zsh >_quizctl
cat >ask.zsh <<'END'
zmodload zsh/zpty || exit 77
zpty shell zsh -f -i || { print 'this system has no pseudo-terminals: mount /dev/pts'; exit 1 }
zpty -w shell "fpath=($PWD \$fpath); autoload -U compinit; compinit -u -D; PS1=; echo rea''dy"
zpty -r -m shell out '*ready*'
ask() {
    zpty -w -n shell "$1"$'\t'
    zpty -r -m shell out "*$2*" && print -r -- "$1 -> $2"
    zpty -w -n shell $'\C-u'
}
ask 'quizctl pra' 'quizctl practice'
ask 'quizctl grade --poli' 'quizctl grade --policy='
ask 'quizctl list --difficulty m' 'quizctl list --difficulty medium'
ask 'quizctl completion fi' 'quizctl completion fish'
END
timeout 20 zsh -f ask.zsh
