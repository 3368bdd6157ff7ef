/* report_scores_json.c - not written yet */
