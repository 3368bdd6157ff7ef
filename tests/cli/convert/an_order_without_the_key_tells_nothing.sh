# Steps stand in a bank as they belong, and pairs side by side: on a sheet without the key
# they do not, and every sheet has them alike.
cat > bank.json <<'BANK'
{
  "format": "quizctl.bank/1", "id": "a", "title": "A",
  "questions": [
    {
      "id": "restore", "type": "ordering", "draft": true, "prompt": "Put the steps in order.",
      "options": [
        { "id": "request", "text": "Request it.", "position": 1 },
        { "id": "wait", "text": "Wait for it.", "position": 2 },
        { "id": "read", "text": "Read it.", "position": 3 }
      ]
    },
    {
      "id": "needs", "type": "matching", "draft": true, "prompt": "Which fits each need?",
      "prompts": [
        { "id": "nfs", "text": "NFS", "match": "efs" },
        { "id": "smb", "text": "SMB", "match": "fsx" }
      ],
      "options": [
        { "id": "efs", "text": "Amazon EFS" },
        { "id": "fsx", "text": "Amazon FSx" },
        { "id": "s3", "text": "Amazon S3" }
      ]
    },
    {
      "id": "kept", "type": "ordering", "draft": true, "keep_order": true, "prompt": "Which first?",
      "options": [
        { "id": "second", "text": "The second.", "position": 2 },
        { "id": "first", "text": "The first.", "position": 1 }
      ]
    }
  ]
}
BANK
quizctl convert --no-key -o sheet.md bank.json >losses
grep '^- ' sheet.md
quizctl convert --no-key -o sheet.html bank.json >losses
grep -o 'class="text">[^<]*' sheet.html
