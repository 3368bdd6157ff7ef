/* bank.c - not written yet */
