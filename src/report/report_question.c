/* report_question.c - not written yet */
