/* format_json.c - not written yet */
