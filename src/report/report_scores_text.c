/* report_scores_text.c - not written yet */
