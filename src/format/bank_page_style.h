/*
 * bank_page_style.h - bank_page.css, compiled in by src/embed_text.cmake.
 */
#ifndef QUIZCTL_BANK_PAGE_STYLE_H
#define QUIZCTL_BANK_PAGE_STYLE_H

extern const char bank_page_style[]; /* NUL behind it */

#endif
