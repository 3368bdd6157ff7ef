/* tty.c - not written yet */
