/* question.c - not written yet */
