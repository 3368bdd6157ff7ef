/* score.c - not written yet */
