/* json_write.c - not written yet */
