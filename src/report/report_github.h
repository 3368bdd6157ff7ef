/*
 * report_github.h - text inside the workflow commands of GitHub Actions.
 *
 *     ::warning file=my.json,line=4,title=quizctl key-place::what was found
 *
 * What comes from outside passes text_clean first, so that it stays in one line and holds
 * no "##["; then what the runner would take for the end of a value is escaped.
 * Source: actions/runner, ActionCommand.cs.
 */
#ifndef QUIZCTL_REPORT_GITHUB_H
#define QUIZCTL_REPORT_GITHUB_H

#include "quizctl/buf.h"

void github_data(struct buf *out, const char *text);     /* behind the second "::" */
void github_property(struct buf *out, const char *text); /* a value before it */

/* TEXT in a step summary, which is Markdown: no character of it means anything there. */
void github_markdown(struct buf *out, const char *text);

#endif
