/*
 * limits.h - every bound that a size from outside is held against, with its reason.
 */
#ifndef QUIZCTL_LIMITS_H
#define QUIZCTL_LIMITS_H

/* A bank of 100,000 long questions has about 250 MB; a folder's files count together. */
#define LIMIT_BANK_BYTES ((size_t)512 * 1024 * 1024)

/* One sheet of answers; a sheet of 1,000 questions has about 60 kB. */
#define LIMIT_RECORD_BYTES ((size_t)1024 * 1024)

/* Nesting of JSON. A bank needs 7; the rest is room. Bounds our recursion and cJSON's. */
#define LIMIT_JSON_DEPTH 64

/* Values in one JSON text: this many, and one more for each 16 bytes. A cJSON node takes
 * 64 bytes, so `[0,0,...]` can make at most 4 bytes of memory out of one byte of file. */
#define LIMIT_JSON_VALUES          65536
#define LIMIT_JSON_BYTES_PER_VALUE 16

/* A number's text. 17 digits, sign, point and exponent fit twice. */
#define LIMIT_JSON_NUMBER 32

/* Lists and quotes in one another, in Markdown. People stop at five. */
#define LIMIT_MARKDOWN_DEPTH 32

/* Options of a question: the letters A to Z. */
#define LIMIT_OPTIONS 26

/* Columns of a table of questions, fields of a note: each row looks at all. 26 options
 * with their reasons fit, and as many items. */
#define LIMIT_TABLE_COLUMNS 250

/* Topics of a question that is imported; each is held against the others. */
#define LIMIT_TOPICS 100

/* Domains of an exam; a question's domain is looked for among all. */
#define LIMIT_DOMAINS 32

/* Profiles of a bank, of exams that it serves beside its own. */
#define LIMIT_PROFILES 32

/* Cases of a bank; a question's case is looked for among all. */
#define LIMIT_CASES 1000

/* An id: [a-z0-9][a-z0-9._-]{0,63} */
#define LIMIT_ID 64

/* A candidate's name, in bytes. */
#define LIMIT_CANDIDATE 200

/* A summary of 100,000 questions has about 70 MB. */
#define LIMIT_SUMMARY_BYTES ((size_t)128 * 1024 * 1024)

/* What GitHub shows of a step's summary: a byte more, and it shows nothing. */
#define LIMIT_STEP_SUMMARY ((size_t)1024 * 1024)

/* Problems of one sheet that are listed; the rest are counted. One takes 430 bytes. */
#define LIMIT_SHEET_PROBLEMS 100

/* Files of a bank that is a folder. */
#define LIMIT_BANK_FILES 1000

/* Facts: a table of subjects by properties is built, 8 bytes a cell (20 MB at most). */
#define LIMIT_PROPERTIES 500
#define LIMIT_SUBJECTS   5000

/* Named values of a property: one bit each. */
#define LIMIT_VALUES 64

/* A line typed or piped to practice, in bytes. */
#define LIMIT_LINE 4096

/* Text is never set wider than this many columns: long lines are hard to read. */
#define LIMIT_COLUMNS 100

/* Members of a zip file, what is unpacked of one in all, and how dense a member may be.
 * Text packs 20 to 1 at most; below the free amount density does not matter. */
#define LIMIT_PACKAGE_FILES 10000
#define LIMIT_PACKAGE_BYTES ((size_t)256 * 1024 * 1024)
#define LIMIT_PACKAGE_RATIO 200
#define LIMIT_PACKAGE_FREE  ((size_t)1024 * 1024)

/* One XML file of a package: a question, a test, the manifest, which has about 1 kB for
 * each of the members. */
#define LIMIT_PACKAGE_XML ((size_t)32 * 1024 * 1024)

/* Elements in one another. A question needs 20; the rest is room. */
#define LIMIT_XML_DEPTH 64

/* Elements, texts and attributes of one XML text: this many, and one more for each 8
 * bytes. One takes about 80 bytes of memory. */
#define LIMIT_XML_NODES          65536
#define LIMIT_XML_BYTES_PER_NODE 8

#endif
