/* practice.c - not written yet */
