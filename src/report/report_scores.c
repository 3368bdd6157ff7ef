/* report_scores.c - not written yet */
