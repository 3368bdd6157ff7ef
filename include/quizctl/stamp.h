/*
 * stamp.h - points in time as UTC milliseconds since 1970, and their ISO 8601 text.
 */
#ifndef QUIZCTL_STAMP_H
#define QUIZCTL_STAMP_H

#include <stdint.h>

#define STAMP_TEXT 25 /* "2026-11-23T09:08:02.123Z" and NUL */

int64_t stamp_now(void); /* QUIZCTL_NOW (ISO 8601) in its place when set: for tests */
void stamp_text(char text[STAMP_TEXT], int64_t at_ms);
/* "2026-11-23", "2026-11-23T09:08:02Z", with or without fraction. 0, or -1. */
int stamp_read(const char *text, int64_t *at_ms);

#endif
