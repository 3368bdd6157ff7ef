/* grade_csv.c - not written yet */
