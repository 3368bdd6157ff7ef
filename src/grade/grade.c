/* grade.c - not written yet */
