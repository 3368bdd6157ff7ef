/* grade_seen.c - not written yet */
