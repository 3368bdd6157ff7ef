/* grade_sheet.c - not written yet */
