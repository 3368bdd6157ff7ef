quizctl completion zsh >_quizctl
quizctl completion fish >quizctl.fish
head -n 1 _quizctl
grep -c . quizctl.fish >/dev/null
if ! command -v zsh >/dev/null || ! command -v fish >/dev/null; then
    echo "no zsh or no fish here"
    exit 77
fi
zsh -n _quizctl
fish --no-execute quizctl.fish
fish -c 'source quizctl.fish; complete -C "quizctl grade --policy "' | sort
fish -c 'source quizctl.fish; complete -C "quizctl pra"'
