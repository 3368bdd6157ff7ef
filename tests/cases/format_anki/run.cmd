python3 ../../anki/package.py {input} quizctl convert --to json
