# A study note is a bank: reasons with lists, code that is not wrapped, a table.
cat > note.md <<'NOTE'
# Data Preparation: Scratch space

## Question

A training cluster needs fast scratch space for one week. Which one fits?

A. Amazon EFS
B. FSx for Lustre, scratch deployment

## Correct Answer

B

## Explanation

### Why B?

It is made for short work:

| type | for |
|---|---|
| scratch | short work |

### Why not the other?

- **EFS** ❌
  - It is slower.
  - It costs more for this.

### Setting it up

1. Mount it:

   ```sh
   sudo mount -t lustre -o relatime,flock fs-0123456789abcdef0.fsx.us-east-1.amazonaws.com@tcp:/abcdefgh /fsx
   ```
NOTE
printf 'B\n' | COLUMNS=40 quizctl practice --bank note.md --no-record --no-shuffle
quizctl convert note.md -o note.json
quizctl convert note.json -o again.md
quizctl convert again.md --to json 2>/dev/null | cmp - note.json
