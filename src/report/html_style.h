/*
 * html_style.h - html.css, compiled in by src/embed_text.cmake.
 */
#ifndef QUIZCTL_HTML_STYLE_H
#define QUIZCTL_HTML_STYLE_H

extern const char html_style[]; /* NUL behind it */

#endif
