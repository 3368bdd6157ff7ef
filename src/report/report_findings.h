/*
 * report_findings.h - the ways to write findings; see findings.h.
 */
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include "quizctl/findings.h"

void findings_write_text(const struct findings *f, struct page *p);
void findings_write_json(const struct findings *f, struct page *p);
void findings_write_sarif(const struct findings *f, struct page *p);
void findings_write_github(const struct findings *f, struct page *p);

/* "my.json: 12 questions, 0 errors, 1 warning", or why it could not be read. */
void findings_closing_line(const struct checked *c, struct page *p);
const char *findings_level(enum diag_level level); /* "error" */

#endif
