/* store_export.c - not written yet */
