"""Talk with quizctl over a pipe: read the question on the screen, then answer it.

A question is known by its text, as a person knows it again, and the letters of its options
by theirs: they follow the shuffle, which nobody told us.
"""

import os
import re
import subprocess

PROMPTS = ("Answer> ", "Review> ", "Submit? ", "Result> ")  # at Next> a pipe is not waited for
OPTION = re.compile(r"^  ([A-Z])\. (.*)$")


def bare(text):
    """A text without marks and line ends."""
    return re.sub(r"[\s*`\\]+", "", text)


class Talk:
    """One run of the program. `screen` is what it wrote since the last line typed."""

    def __init__(self, command, questions, env=None):
        self.questions = questions
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=env)
        self.screen = self.read()

    def read(self):
        text = b""
        while not text.decode("utf-8", "replace").endswith(PROMPTS):
            more = os.read(self.program.stdout.fileno(), 65536)
            if not more:
                break
            text += more
        return text.decode("utf-8")

    def type(self, line):
        self.program.stdin.write(line.encode() + b"\n")
        self.program.stdin.flush()
        self.screen = self.read()

    def asks(self):
        """Is a question waiting for its answer?"""
        return self.screen.endswith("Answer> ")

    def question(self):
        """The question on the screen and its options by letter, an option's id each."""
        shown, letter = {}, None
        for line in self.screen[self.screen.rindex("Question ") :].splitlines():
            found = OPTION.match(line)
            if found:
                letter = found[1]
                shown[letter] = found[2]
            elif letter and line.startswith("     "):
                shown[letter] += line
            elif letter and not line.strip():
                break
        texts, stem = {bare(text) for text in shown.values()}, bare(self.screen)
        question = next(q for q in self.questions
                        if texts == {bare(o["text"]) for o in q["options"]}
                        and bare(q.get("scenario", "") + q["prompt"]) in stem)
        ids = {bare(o["text"]): o["id"] for o in question["options"]}
        return question, {letter: ids[bare(text)] for letter, text in shown.items()}

    def end(self):
        """No more is typed: the exit status."""
        self.program.stdin.close()
        self.screen += self.read()
        return self.program.wait(timeout=60)
