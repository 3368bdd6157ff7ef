/*
 * clean_categories.h - which code points are controls, format characters, line or
 * paragraph separators (Cc, Cf, Zl, Zp), from Python's tables and not from utf8proc's:
 * the second opinion for test_clean.c. What is assigned differs between versions of
 * Unicode, so these four categories alone must be escaped, and the number of code
 * points that pass can only grow. The script that made the table stands before it.
 */
#ifndef QUIZCTL_TESTS_CLEAN_CATEGORIES_H
#define QUIZCTL_TESTS_CLEAN_CATEGORIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/mem.h"

// clang-format off
/*
 *     from unicodedata import category, unidata_version
 *
 *     hidden = [c for c in range(0x110000) if category(chr(c)) in ("Cc", "Cf", "Zl", "Zp")]
 *     never = ("Cc", "Cf", "Zl", "Zp", "Cn", "Co", "Cs")
 *     shown = [c for c in range(0x110000) if category(chr(c)) not in never]
 *     print("// Unicode", unidata_version)
 *     print("enum { SHOWN_CODE_POINTS = %d };" % len(shown))
 *     print("static const uint32_t hidden_ranges[][2] = {")
 *     for c in hidden:
 *         if c - 1 not in hidden:
 *             last = next(n for n in range(c, 0x110000) if n + 1 not in hidden)
 *             print("    {0x%04X, 0x%04X}," % (c, last))
 *     print("};")
 */
// Unicode 14.0.0
enum { SHOWN_CODE_POINTS = 144532 };
static const uint32_t hidden_ranges[][2] = {
    {0x0000, 0x001F},
    {0x007F, 0x009F},
    {0x00AD, 0x00AD},
    {0x0600, 0x0605},
    {0x061C, 0x061C},
    {0x06DD, 0x06DD},
    {0x070F, 0x070F},
    {0x0890, 0x0891},
    {0x08E2, 0x08E2},
    {0x180E, 0x180E},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x2064},
    {0x2066, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0x110BD, 0x110BD},
    {0x110CD, 0x110CD},
    {0x13430, 0x13438},
    {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A},
    {0xE0001, 0xE0001},
    {0xE0020, 0xE007F},
};
// clang-format on

static bool is_hidden(uint32_t code_point)
{
    for (size_t i = 0; i < COUNT(hidden_ranges); i++)
        if (code_point <= hidden_ranges[i][1])
            return code_point >= hidden_ranges[i][0];
    return false;
}

#endif
