/* stamp.c - not written yet */
