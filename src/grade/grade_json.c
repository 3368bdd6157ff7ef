/* grade_json.c - not written yet */
