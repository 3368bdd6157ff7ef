/* report_scores_csv.c - not written yet */
