. "$QUIZCTL_SOURCE/tests/cli/shared"
quizctl convert -o key.html colors.json >losses
quizctl convert --no-key -o none.html colors.json >losses
# What tells the key is in the one, and not in the other.
for words in 'Key' 'Short waves' 'https://example.org' 'class="good"'; do
    grep -q "$words" key.html || echo "the page with the key lacks: $words"
    ! grep -q "$words" none.html || echo "the page without it has: $words"
done
# Both stand alone.
! grep -E '<script|<link|<img| src=| style=' key.html none.html
grep -c 'Content-Security-Policy' key.html none.html
grep -o '<h2>[^<]*' none.html
