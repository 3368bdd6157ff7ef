/*
 * test_grade_json.c - sheets in JSON: what is taken, what is refused and in which words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grading.h"
#include "quizctl/limits.h"

static void grade_json__takes_each_way_to_write_an_answer(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"an option's id",                           "{'candidate':'ada','answers':{'where':'fsx-lustre'}}",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                     },
        {"a letter",                                 "{'candidate':'ada','answers':{'where':'C'}}",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                     },
        {"a small letter",                           "{'candidate':'ada','answers':{'where':'c'}}",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                     },
        {"several",                                  "{'candidate':'ada','answers':{'two-of-four':['A','sse']}}",
         "1 ada 1000 two-of-four=kms sse\n"                                                                                                                  },
        {"in any order",
         "{'candidate':'ada','answers':{'two-of-four':['C','kms'],'where':'s3'}}",                                "1 ada 1000 where=s3 two-of-four=kms sse\n"},
        {"one pick as a list",                       "{'candidate':'ada','answers':{'where':['C']}}",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                     },
        {"too few picks are an answer",
         "{'candidate':'ada','answers':{'two-of-four':['A']}}",                                                   "1 ada 0 two-of-four=kms\n"                },
        {"blank in three ways",
         "{'candidate':'ada','answers':{'where':'','two-of-four':[],'true':null}}",                               "1 ada 0\n"                                },
        {"nothing answered at all",                  "{'candidate':'ada','answers':{}}",                          "1 ada 0\n"                                },
        {"members in any order, names with escapes",
         "{'answers':{'whe\\u0072e':'C'},'candidate':'ad\\u0061'}",                                               "1 ada 1000 where=fsx-lustre\n"            },
        {"a question whose id is a word of JSON",
         "{'candidate':'ada','answers':{'true':'yes'}}",                                                          "1 ada 1000 true=yes\n"                    },
    };
    /* clang-format on */
    check_rows("a.json", row, COUNT(row));
}

static void grade_json__says_what_is_wrong_with_a_sheet(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"no JSON",                      "{'candidate':'ada',}",
         "1 rejected ?\n"
         "  1:19 json-syntax: a comma stands before '}'; remove it\n"                                                                                  },
        {"not an object",                "[17]",
         "1 rejected ?\n"
         "  1:2 sheet-type: a sheet is a number; write {\"candidate\": ..., \"answers\": "
         "{...}}\n"                                                                                                                                    },
        {"a list in the array",          "[['ada']]",
         "1 rejected ?\n"
         "  1:2 sheet-type: a sheet is an array; write {\"candidate\": ..., \"answers\": "
         "{...}}\n"                                                                                                                                    },
        {"no candidate",                 "{'answers':{}}",
         "1 rejected ?\n"
         "  1:1 candidate-missing: the sheet names no candidate; add \"candidate\": "
         "\"<name>\"\n"                                                                                                                                },
        {"a candidate misspelt",         "{'candiate':'ada','answers':{}}",
         "1 rejected ?\n"
         "  1:1 candidate-missing: the sheet names no candidate; add \"candidate\": "
         "\"<name>\"\n"
         "a.json:1:2: unknown-member: a sheet has no member 'candiate', ignored; did you "
         "mean 'candidate'?\n"                                                                                                                         },
        {"an empty candidate",           "{'candidate':'','answers':{}}",
         "1 rejected ?\n"
         "  1:14 candidate-empty: the candidate's name is empty; write who gave these "
         "answers\n"                                                                                                                                   },
        {"a candidate of blanks",        "{'candidate':' \\t','answers':{}}",
         "1 rejected ?\n"
         "  1:14 candidate-empty: the candidate's name is empty; write who gave these "
         "answers\n"                                                                                                                                   },
        {"white space around it",        "{'candidate':'ada ','answers':{}}",
         "1 rejected ada \n"
         "  1:14 candidate-space: white space stands around the candidate's name 'ada '; "
         "remove it\n"                                                                                                                                 },
        {"a candidate that is a number", "{'candidate':7,'answers':{}}",
         "1 rejected ?\n"
         "  1:14 candidate-type: the candidate is a number; write the name as a "
         "string\n"                                                                                                                                    },
        {"a candidate that is nobody",   "{'candidate':null,'answers':{}}",
         "1 rejected ?\n"
         "  1:14 candidate-type: the candidate is null; write the name as a string\n"                                                                  },
        {"no answers",                   "{'candidate':'ada'}",
         "1 rejected ada\n"
         "  1:1 answers-missing: the sheet has no answers; add \"answers\": {...}, empty "
         "for a candidate who left everything blank\n"                                                                                                 },
        {"answers that are a list",      "{'candidate':'ada','answers':['C']}",
         "1 rejected ada\n"
         "  1:30 answers-type: the answers are an array; write an object: {\"<question "
         "id>\": \"<option>\", ...}\n"                                                                                                                 },
        {"nothing at all",               "{}",
         "1 rejected ?\n"
         "  1:1 candidate-missing: the sheet names no candidate; add \"candidate\": "
         "\"<name>\"\n"
         "  1:1 answers-missing: the sheet has no answers; add \"answers\": {...}, empty "
         "for a candidate who left everything blank\n"                                                                                                 },
        {"the same member twice",
         "{'candidate':'ada','answers':{'where':'A','where':'C'}}",             "1 rejected ?\n"
         "  1:43 duplicate-key: \"where\" stands twice in this object; remove one\n"},
    };
    /* clang-format on */
    check_rows("a.json", row, COUNT(row));
}

static void grade_json__says_what_is_wrong_with_a_pick(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"an unknown question",         "{'candidate':'ada','answers':{'wher':'C'}}",
         "1 rejected ada\n"
         "  1:31 unknown-question: the bank has no question 'wher'; did you mean "
         "'where'?\n"                                                                                        },
        {"one that is like none",       "{'candidate':'ada','answers':{'something-else':'C'}}",
         "1 rejected ada\n"
         "  1:31 unknown-question: the bank has no question 'something-else'; `quizctl "
         "list` shows the ids it has\n"                                                                      },
        {"an unknown option",           "{'candidate':'ada','answers':{'where':'fsx-luster'}}",
         "1 rejected ada\n"
         "  1:39 unknown-option: question 'where' has no option 'fsx-luster'; did you "
         "mean 'fsx-lustre'?\n"                                                                              },
        {"a letter too far",            "{'candidate':'ada','answers':{'where':'E'}}",
         "1 rejected ada\n"
         "  1:39 unknown-option: question 'where' has no option 'E'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"                                                                         },
        {"an option that is like none",
         "{'candidate':'ada','answers':{'true':'perhaps'}}",                                               "1 rejected ada\n"
         "  1:38 unknown-option: question 'true' has no option 'perhaps'; it has yes, "
         "no\n"                                  },
        {"letters glued together",      "{'candidate':'ada','answers':{'two-of-four':'AC'}}",
         "1 rejected ada\n"
         "  1:45 unknown-option: question 'two-of-four' has no option 'AC'; write "
         "[\"A\", \"C\"]\n"                                                                                  },
        {"letters in one string",       "{'candidate':'ada','answers':{'two-of-four':'A, C'}}",
         "1 rejected ada\n"
         "  1:45 unknown-option: question 'two-of-four' has no option 'A, C'; write "
         "[\"A\", \"C\"]\n"                                                                                  },
        {"a letter with a blank",       "{'candidate':'ada','answers':{'where':' c'}}",
         "1 rejected ada\n"
         "  1:39 unknown-option: question 'where' has no option ' c'; write \"c\"\n"                         },
        {"a pick given twice",          "{'candidate':'ada','answers':{'two-of-four':['A','A']}}",
         "1 rejected ada\n"
         "  1:50 pick-twice: 'A' picks option 'kms' of question 'two-of-four' a second "
         "time; remove it\n"                                                                                 },
        {"the same by letter and id",
         "{'candidate':'ada','answers':{'two-of-four':['A','kms']}}",                                      "1 rejected ada\n"
         "  1:50 pick-twice: 'kms' picks option 'kms' of question 'two-of-four' a second "
         "time; remove it\n"            },
        {"too many",                    "{'candidate':'ada','answers':{'where':['A','C']}}",
         "1 rejected ada\n"
         "  1:39 too-many-picks: question 'where': picks 2 where 1 is asked for\n"                           },
        {"all of them",                 "{'candidate':'ada','answers':{'two-of-four':['A','B','C','D']}}",
         "1 rejected ada\n"
         "  1:45 too-many-picks: question 'two-of-four': picks 4 where 2 are asked "
         "for\n"                                                                                             },
        {"a number",                    "{'candidate':'ada','answers':{'where':3}}",
         "1 rejected ada\n"
         "  1:39 pick-type: a pick of question 'where' is a number; write an option's id "
         "or letter as a string\n"                                                                           },
        {"a truth",                     "{'candidate':'ada','answers':{'true':true}}",
         "1 rejected ada\n"
         "  1:38 pick-type: a pick of question 'true' is true or false; write an "
         "option's id or letter as a string\n"                                                               },
        {"an object",                   "{'candidate':'ada','answers':{'where':{'pick':'C'}}}",
         "1 rejected ada\n"
         "  1:39 pick-type: a pick of question 'where' is an object; write an option's "
         "id or letter as a string\n"                                                                        },
        {"a list in the list",          "{'candidate':'ada','answers':{'where':[['C']]}}",
         "1 rejected ada\n"
         "  1:40 pick-type: a pick of question 'where' is an array; write an option's id "
         "or letter as a string\n"                                                                           },
        {"null in the list",            "{'candidate':'ada','answers':{'where':[null]}}",
         "1 rejected ada\n"
         "  1:40 pick-type: a pick of question 'where' is null; write an option's id or "
         "letter as a string\n"                                                                              },
        {"an empty pick in the list",
         "{'candidate':'ada','answers':{'two-of-four':['A','']}}",                                         "1 rejected ada\n"
         "  1:50 pick-empty: an empty pick stands in the answer to 'two-of-four'; remove "
         "it\n"                            },
        {"every problem is listed",
         "{'candidate':'ada','answers':{'where':'x','nope':'A','true':9}}",                                "1 rejected ada\n"
         "  1:39 unknown-option: question 'where' has no option 'x'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"
         "  1:43 unknown-question: the bank has no question 'nope'; `quizctl list` shows "
         "the ids it has\n"
         "  1:61 pick-type: a pick of question 'true' is a number; write an option's id "
         "or letter as a string\n"},
    };
    /* clang-format on */
    check_rows("a.json", row, COUNT(row));
}

static void grade_json__takes_an_order_and_pairs(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"an order by id",                   "{'candidate':'ada','answers':{'order':['create','mount']}}",
         "1 ada 1000 order=create mount\n"                                                                                                                    },
        {"an order by letter",               "{'candidate':'ada','answers':{'order':['B','A']}}",
         "1 ada 1000 order=create mount\n"                                                                                                                    },
        {"the other way round",              "{'candidate':'ada','answers':{'order':['A','B']}}",
         "1 ada 0 order=mount create\n"                                                                                                                       },
        {"one step of it",                   "{'candidate':'ada','answers':{'order':['B']}}",
         "1 ada 0 order=create\n"                                                                                                                             },
        {"one step alone",                   "{'candidate':'ada','answers':{'order':'B'}}",
         "1 ada 0 order=create\n"                                                                                                                             },
        {"no step",                          "{'candidate':'ada','answers':{'order':[]}}",                    "1 ada 0\n"                                     },
        {"too many steps",                   "{'candidate':'ada','answers':{'order':['B','A','C']}}",
         "1 rejected ada\n"
         "  1:39 too-many-picks: question 'order': picks 3 where 2 are asked for\n"                                                                           },
        {"a step twice",                     "{'candidate':'ada','answers':{'order':['B','B']}}",
         "1 rejected ada\n"
         "  1:44 pick-twice: 'B' picks option 'create' of question 'order' a second "
         "time; remove it\n"                                                                                                                                  },
        {"steps glued together",             "{'candidate':'ada','answers':{'order':'BA'}}",
         "1 rejected ada\n"
         "  1:39 unknown-option: question 'order' has no option 'BA'; write [\"B\", "
         "\"A\"]\n"                                                                                                                                           },
        {"an unknown step",                  "{'candidate':'ada','answers':{'order':['B','creat']}}",
         "1 rejected ada\n"
         "  1:44 unknown-option: question 'order' has no option 'creat'; did you mean "
         "'create'?\n"                                                                                                                                        },
        {"steps as an object",               "{'candidate':'ada','answers':{'order':{'1':'B'}}}",
         "1 rejected ada\n"
         "  1:39 pick-type: a pick of question 'order' is an object; write an option's "
         "id or letter as a string\n"                                                                                                                         },
        {"pairs by id",
         "{'candidate':'ada','answers':{'match':{'hpc':'lustre','smb':'windows'}}}",                          "1 ada 1000 match=hpc:lustre smb:windows\n"     },
        {"pairs by number and letter",
         "{'candidate':'ada','answers':{'match':{'2':'B','1':'A'}}}",                                         "1 ada 1000 match=hpc:lustre smb:windows\n"     },
        {"one pair",                         "{'candidate':'ada','answers':{'match':{'smb':'B'}}}",
         "1 ada 0 match=smb:windows\n"                                                                                                                        },
        {"open pairs",                       "{'candidate':'ada','answers':{'match':{'hpc':null,'smb':''}}}",
         "1 ada 0\n"                                                                                                                                          },
        {"no pairs",                         "{'candidate':'ada','answers':{'match':{}}}",                    "1 ada 0\n"                                     },
        {"null for all pairs",               "{'candidate':'ada','answers':{'match':null}}",
         "1 ada 0\n"                                                                                                                                          },
        {"an option for two prompts",
         "{'candidate':'ada','answers':{'match':{'hpc':'A','smb':'A'}}}",                                     "1 ada 0 match=hpc:lustre smb:lustre\n"         },
        {"an unknown prompt",
         "{'candidate':'ada','answers':{'match':{'hcp':'A','3':'B'}}}",                                       "1 rejected ada\n"
         "  1:40 unknown-prompt: question 'match' has no prompt 'hcp'; did you mean "
         "'hpc'?\n"
         "  1:50 unknown-prompt: question 'match' has no prompt '3'; it has hpc, smb\n"},
        {"an unknown option",                "{'candidate':'ada','answers':{'match':{'hpc':'C'}}}",
         "1 rejected ada\n"
         "  1:46 unknown-option: question 'match' has no option 'C'; it has lustre, "
         "windows\n"                                                                                                                                          },
        {"a prompt twice, by id and number",
         "{'candidate':'ada','answers':{'match':{'hpc':'A','1':'B'}}}",                                       "1 rejected ada\n"
         "  1:50 pick-twice: '1' matches prompt 'hpc' of question 'match' a second time; "
         "remove it\n"                                                                 },
        {"pairs as a list",                  "{'candidate':'ada','answers':{'match':['A','B']}}",
         "1 rejected ada\n"
         "  1:39 pick-type: the answer to 'match' is an array; write an object: "
         "{\"<prompt>\": \"<option>\", ...}\n"                                                                                                                },
        {"pairs as a string",                "{'candidate':'ada','answers':{'match':'1:A 2:B'}}",
         "1 rejected ada\n"
         "  1:39 pick-type: the answer to 'match' is a string; write an object: "
         "{\"<prompt>\": \"<option>\", ...}\n"                                                                                                                },
        {"a number for an option",           "{'candidate':'ada','answers':{'match':{'hpc':1}}}",
         "1 rejected ada\n"
         "  1:46 pick-type: a pick of question 'match' is a number; write an option's id "
         "or letter as a string\n"                                                                                                                            },
    };
    /* clang-format on */
    check_rows("a.json", row, COUNT(row));
}

static void grade_json__tells_the_shape_of_a_file_by_its_bytes(void **state)
{
    (void)state;
    /* clang-format off: a message stands on a line of its own, as it is printed */
    static const struct grade_row row[] = {
        {"one object on a line",                                     "{'candidate':'ada','answers':{'where':'C'}}\n",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                       },
        {"one object over many lines",
         "{\n"
         "  'candidate': 'ada',\n"
         "  'answers': {\n"
         "    'where': 'C'\n"
         "  }\n"
         "}\n",                                                                                                                 "1 ada 1000 where=fsx-lustre\n"},
        {"one object, a bracket alone on the first line",
         "{\n"
         "\n"
         "'candidate':'ada','answers':{}}",                                                                                     "1 ada 0\n"                    },
        {"lines",
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "{'candidate':'bob','answers':{'where':'A'}}\n",                                                                       "1 ada 1000 where=fsx-lustre\n"
         "2 bob 0 where=s3\n"                                                                         },
        {"lines without the last end, CRLF, and empty ones between",
         "{'candidate':'ada','answers':{'where':'C'}}\r\n"
         "\r\n"
         "  \t\n"
         "{'candidate':'bob','answers':{'where':'A'}}",                                                                         "1 ada 1000 where=fsx-lustre\n"
         "4 bob 0 where=s3\n"                                                                           },
        {"white space before the first",
         "\n"
         " \n"
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "{'candidate':'bob','answers':{'where':'A'}}",                                                                         "3 ada 1000 where=fsx-lustre\n"
         "4 bob 0 where=s3\n"                                                                           },
        {"a broken first line, but the next is a record",
         "{'candidate':'ada','answers':{\n"
         "{'candidate':'bob','answers':{'where':'A'}}\n",                                                                       "1 rejected ?\n"
         "  1:31 json-syntax: the text ends where a name in double quotes should stand; "
         "it may be cut off\n"
         "2 bob 0 where=s3\n"                                                                         },
        {"a broken line between",
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "{'candidate':\n"
         "{'candidate':'bob','answers':{'where':'A'}}\n",                                                                       "1 ada 1000 where=fsx-lustre\n"
         "2 rejected ?\n"
         "  2:14 json-syntax: the text ends where a value should stand; it may be cut "
         "off\n"
         "3 bob 0 where=s3\n"                                                                         },
        {"something else between the lines",
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "hello\n"
         "[1]\n"
         "{'candidate':'bob','answers':{'where':'A'}}\n",                                                                       "1 ada 1000 where=fsx-lustre\n"
         "2 rejected ?\n"
         "  2:1 json-syntax: this is no JSON; it begins with 'hello'\n"
         "3 rejected ?\n"
         "  3:1 sheet-type: a sheet is an array; write {\"candidate\": ..., \"answers\": "
         "{...}}\n"
         "4 bob 0 where=s3\n"                                                                         },
        {"brackets and quotes inside strings",
         "{'candidate':'}]\\'{','answers':{}}\n"
         "{'candidate':'bob','answers':{'where':'A'}}",                                                                         "1 }]\"{ 0\n"
         "2 bob 0 where=s3\n"                                                                           },
        {"two objects that are not on lines",
         "{\n"
         "'candidate':'ada','answers':{}}\n"
         "{\n"
         "'candidate':'bob','answers':{}}",                                                                                     "1 rejected ?\n"
         "  3:1 json-syntax: a second value begins here; values stand in an array, with "
         "commas between them\n"                                                                                    },
        {"an array",
         "[{'candidate':'ada','answers':{'where':'C'}},{'candidate':'bob','answers':{'"
         "where':'A'}}]",                                                                                                       "1 ada 1000 where=fsx-lustre\n"
         "1 bob 0 where=s3\n"                                                                                                         },
        {"an array over many lines",
         "[\n"
         "  {'candidate':'ada','answers':{'where':'C'}},\n"
         "  {'candidate':'bob','answers':{'where':'A'}}\n"
         "]\n",                                                                                                                 "2 ada 1000 where=fsx-lustre\n"
         "3 bob 0 where=s3\n"                                                                                                                   },
        {"an array of one",                                          "[{'candidate':'ada','answers':{'where':'C'}}]",
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                       },
        {"a broken element does not harm the next",
         "[{'candidate':'ada','answers':{'where':'C'}},{'candidate' "
         "'eve'},{'candidate':'bob','answers':{'where':'A'}}]",                                                                 "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:59 json-syntax: '\"' stands where ':' should\n"
         "1 bob 0 where=s3\n"                                                                   },
        {"a missing quote harms its own line",
         "[\n"
         "{'candidate':'eve,'answers':{}},\n"
         "{'candidate':'bob','answers':{'where':'A'}}]",                                                                        "2 rejected ?\n"
         "  2:20 json-syntax: a string ends before 'answers'; write a quote inside a "
         "string as \\\"\n"
         "3 bob 0 where=s3\n"                                                                          },
        {"a missing quote in a sheet over many lines",
         "[\n"
         "{\n"
         "'candidate':'eve,\n"
         "'answers':{}\n"
         "},\n"
         "{\n"
         "'candidate':'ada',\n"
         "'answers':{}\n"
         "}\n"
         "]",                                                                                                                   "2 rejected ?\n"
         "  3:18 json-syntax: a line ends inside a string; write \\n, or close the "
         "string\n"
         "6 ada 0\n"                                                                                                                              },
        {"a missing quote in the last sheet",
         "[\n"
         "{'candidate':'ada','answers':{'where':'C'}},\n"
         "{'candidate':'eve,'answers':{}}\n"
         "]",                                                                                                                   "2 ada 1000 where=fsx-lustre\n"
         "3 rejected ?\n"
         "  3:20 json-syntax: a string ends before 'answers'; write a quote inside a "
         "string as \\\"\n"
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                                                                                                },
        {"a missing quote with no line behind it",
         "[{'candidate':'eve,'answers':{}},{'candidate':'bob','answers':{'where':'A'}}]",                                       "1 rejected ?\n"
         "  1:21 json-syntax: a string ends before 'answers'; write a quote inside a "
         "string as \\\"\n"
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                    },
        {"the place of a problem behind many",
         "[\n"
         "  {'candidate':'ada','answers':{'where':'C'}},\n"
         "  {'candidate':'eve','answers':{'where':'Z'}}\n"
         "]",                                                                                                                   "2 ada 1000 where=fsx-lustre\n"
         "3 rejected eve\n"
         "  3:41 unknown-option: question 'where' has no option 'Z'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"                                                                                                              },
        {"columns count characters",
         "[{'candidate':'\303\251\303\250','answers':{}},{'candidate':'eve','answers':{'"
         "where':'Z'}}]",                                                                                                       "1 \303\251\303\250 0\n"
         "1 rejected eve\n"
         "  1:72 unknown-option: question 'where' has no option 'Z'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"                                                                                                  },
        {"a comma at the end",                                       "[{'candidate':'ada','answers':{'where':'C'}},]",
         "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:46 json-syntax: a sheet is missing here; remove the comma too many\n"                                                                            },
        {"a comma too many",
         "[{'candidate':'ada','answers':{'where':'C'}},,{'candidate':'bob','answers':{'"
         "where':'A'}}]",                                                                                                       "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:46 json-syntax: a sheet is missing here; remove the comma too many\n"
         "1 bob 0 where=s3\n"                                                                                                         },
        {"a comma first",                                            "[,{'candidate':'ada','answers':{'where':'C'}}]",
         "1 rejected ?\n"
         "  1:2 json-syntax: a sheet is missing here; remove the comma too many\n"
         "1 ada 1000 where=fsx-lustre\n"                                                                                                                       },
        {"the array is cut off behind a sheet",
         "[{'candidate':'ada','answers':{'where':'C'}}",                                                                        "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                                                     },
        {"the array is cut off in a sheet",
         "[{'candidate':'ada','answers':{'where':'C'}},{'candidate':'bo",                                                       "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:59 json-syntax: this string is never closed; put a \" at its end\n"
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                                    },
        {"the array is cut off behind a comma",
         "[{'candidate':'ada','answers':{'where':'C'}},",                                                                       "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                                                    },
        {"only a bracket",                                           "[",
         "1 rejected ?\n"
         "  1:1 json-syntax: this array is never closed: the file is cut off, or a "
         "bracket or quote is missing in the last sheet that was read; nothing behind "
         "that sheet was graded\n"                                                                                                                             },
        {"something behind the array",
         "[{'candidate':'ada','answers':{'where':'C'}}]{'candidate':'bob','answers':{'"
         "where':'A'}}",                                                                                                        "1 ada 1000 where=fsx-lustre\n"
         "1 rejected ?\n"
         "  1:46 json-syntax: something stands behind the array's end and was not read; "
         "put every sheet inside one array, or one on each line without it\n"                                                          },
        {"two arrays",
         "[{'candidate':'ada','answers':{'where':'C'}}]\n"
         "[{'candidate':'bob','answers':{'where':'A'}}]\n",                                                                     "1 ada 1000 where=fsx-lustre\n"
         "2 rejected ?\n"
         "  2:1 json-syntax: something stands behind the array's end and was not read; "
         "put every sheet inside one array, or one on each line without it\n"                       },
        {"an empty array",                                           " [ ]\n",
         "1 rejected ?\n"
         "  1:2 no-sheets: the array holds no sheet\n"                                                                                                         },
        {"a bracket that does not match",
         "[{'candidate':'ada','answers':{'where':'C'}}},{'candidate':'bob','answers':{'"
         "where':'A'}}]",                                                                                                       "1 rejected ?\n"
         "  1:45 json-syntax: '}' stands where the end of the text should\n"
         "1 bob 0 where=s3\n"                                                                                                         },
        {"nothing",                                                  "",
         "0 rejected ?\n"
         "  0:0 no-sheets: this file is empty\n"                                                                                                               },
        {"only white space",
         " \n"
         "\t\n",                                                                                                                "0 rejected ?\n"
         "  0:0 no-sheets: this file is empty\n"                                                                                               },
        {"a byte order mark",                                        "\357\273\277{'candidate':'ada','answers':{'where':'C'}}",
         "1 rejected ?\n"
         "  1:1 byte-order-mark: a byte order mark stands before the JSON; save the file "
         "as UTF-8 without one\n"                                                                                                                              },
        {"a byte order mark before an array",
         "\357\273\277[{'candidate':'ada','answers':{'where':'C'}}]",                                                           "1 rejected ?\n"
         "  1:1 byte-order-mark: a byte order mark stands before the JSON; save the file "
         "as UTF-8 without one\n"                                                         },
        {"a byte that is no UTF-8",
         "{'candidate':'\xff"
         "','answers':{}}",                                                                                                     "1 rejected ?\n"
         "  1:15 bad-utf8: byte 0xff is no UTF-8; save the file as UTF-8\n"                                                         },
        {"a candidate twice",
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "{'candidate':'bob','answers':{'where':'A'}}\n"
         "\n"
         "{'candidate':'ada','answers':{'where':'C'}}\n",                                                                       "1 ada 1000 where=fsx-lustre\n"
         "2 bob 0 where=s3\n"
         "4 rejected ada\n"
         "  4:14 candidate-twice: candidate 'ada' has a sheet already, at a.json:1; "
         "remove one of them\n"                                                                       },
        {"twice, and the first was rejected",
         "{'candidate':'eve','answers':{'where':'Z'}}\n"
         "{'candidate':'eve','answers':{}}",                                                                                    "1 rejected eve\n"
         "  1:39 unknown-option: question 'where' has no option 'Z'; it has s3, efs, "
         "fsx-lustre, fsx-windows\n"
         "2 rejected eve\n"
         "  2:14 candidate-twice: candidate 'eve' has a sheet already, at a.json:1; "
         "remove one of them\n"                                                                                    },
        {"names that differ in case are two",
         "{'candidate':'ada','answers':{'where':'C'}}\n"
         "{'candidate':'Ada','answers':{}}",                                                                                    "1 ada 1000 where=fsx-lustre\n"
         "2 Ada 0\n"                                                                                               },
        {"a member that no sheet has, told once",
         "{'candidate':'ada','score':100,'answers':{}}\n"
         "{'candidate':'bob','score':7,'correct':true,'answers':{}}",                                                           "1 ada 0\n"
         "2 bob 0\n"
         "a.json:1:20: unknown-member: a sheet has no member 'score', ignored\n"
         "a.json:2:30: unknown-member: a sheet has no member 'correct', ignored\n"        },
    };
    /* clang-format on */
    check_rows("a.json", row, COUNT(row));
}

/* A record of LEN bytes: a sheet with white space in it. */
static char *long_record(size_t len, const char *candidate)
{
    char *text = mem_get(len + 1);
    memset(text, ' ', len);
    int used = snprintf(text, len, "{\"candidate\":\"%s\",\"answers\":{", candidate);
    text[used] = ' ';
    memcpy(text + len - 2, "}}", 2);
    return text;
}

static void grade_json__skips_a_record_that_is_too_long(void **state)
{
    (void)state;
    static const struct {
        const char *why, *before, *between, *after, *said;
        size_t extra; /* bytes over the limit */
    } row[] = {
        {"lines, just not too long", "{'candidate':'ada','answers':{}}\n",   "\n",  "",
         "1 ada 0\n2 big 0\n3 bob 0\n",      0                     },
        {"lines",                    "{'candidate':'ada','answers':{}}\n",   "\n",  "",
         "1 ada 0\n2 rejected ?\n3 bob 0\n", 1                     },
        {"lines, many chunks",       "{'candidate':'ada','answers':{}}\n",   "\n",  "",
         "1 ada 0\n2 rejected ?\n3 bob 0\n", 3 * LIMIT_RECORD_BYTES},
        {"an array",                 "[{'candidate':'ada','answers':{}},\n", ",\n", "]",
         "1 ada 0\n2 rejected ?\n3 bob 0\n", 1                     },
        {"an array, many chunks",    "[{'candidate':'ada','answers':{}},\n", ",\n", "]",
         "1 ada 0\n2 rejected ?\n3 bob 0\n", 3 * LIMIT_RECORD_BYTES},
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        char *big = long_record(LIMIT_RECORD_BYTES + row[i].extra, "big");
        struct buf text = {0};
        buf_printf(&text, "%s%s%s{'candidate':'bob','answers':{}}%s", row[i].before, big,
                   row[i].between, row[i].after);
        for (char *quote = strchr(text.bytes, '\''); quote != NULL;
             quote = strchr(quote, '\''))
            *quote = '"';
        struct transcript t = grade_text("a.json", text.bytes, text.len);
        char *told =
            strstr(t.text.bytes, "  2:1 too-long: this sheet is longer than 1024 KiB");
        assert_int_equal(told != NULL, row[i].extra > 0);
        if (told != NULL) /* leave the line out */
            memmove(told, strchr(told, '\n') + 1, strlen(strchr(told, '\n')));
        if (strcmp(t.text.bytes, row[i].said) != 0)
            fail_msg("%s: said:\n%swanted:\n%s", row[i].why, t.text.bytes, row[i].said);
        transcript_release(&t);
        buf_release(&text);
        free(big);
    }
}

/* Wherever a chunk ends, nothing changes: white space moves the sheets over the edge. */
static void grade_json__does_not_care_where_a_chunk_ends(void **state)
{
    (void)state;
    enum { CHUNK = 64 * 1024 };
    static const char *const shapes[] = {
        "{\"candidate\":\"ada\",\"answers\":{\"where\":\"C\"}}\r\n"
        "{\"candidate\":\"bob\",\"answers\":{\"two-of-four\":[\"A\",\"\\u0043\"]}}\r\n",
        "[{\"candidate\":\"ada\",\"answers\":{\"where\":\"C\"}},\n"
        "{\"candidate\":\"bob\",\"answers\":{\"two-of-four\":[\"A\",\"\\u0043\"]}}]\n",
    };
    for (size_t shape = 0; shape < COUNT(shapes); shape++) {
        size_t len = strlen(shapes[shape]);
        for (size_t back = 0; back <= len; back++) {
            struct buf text = {0};
            buf_fill(&text, ' ', CHUNK - back);
            buf_add(&text, shapes[shape], len);
            struct transcript t = grade_text("a.json", text.bytes, text.len);
            assert_string_equal(t.text.bytes, "1 ada 1000 where=fsx-lustre\n"
                                              "2 bob 1000 two-of-four=kms sse\n");
            transcript_release(&t);
            buf_release(&text);
        }
    }
}

static void grade_json__lists_a_hundred_problems_and_counts_the_rest(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, "{\"candidate\":\"ada\",\"answers\":{");
    for (int i = 0; i < 1000; i++)
        buf_printf(&text, "%s\"q%d\":\"A\"", i > 0 ? "," : "", i);
    buf_text(&text, "}}");
    struct transcript t = grade_text("a.json", text.bytes, text.len);
    assert_non_null(strstr(t.text.bytes, "'q99'"));
    assert_null(strstr(t.text.bytes, "'q100'"));
    assert_non_null(strstr(t.text.bytes, "this sheet has 900 more problems\n"));
    assert_int_equal(t.sink.errors, LIMIT_SHEET_PROBLEMS + 1);
    transcript_release(&t);
    buf_release(&text);
}

static void grade_json__tells_of_twenty_unknown_members_a_file(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, "{");
    for (int i = 0; i < 100; i++)
        buf_printf(&text, "\"m%d\":%d,", i, i);
    buf_text(&text, "\"candidate\":\"ada\",\"answers\":{}}");
    struct transcript t = grade_text("a.json", text.bytes, text.len);
    assert_int_equal(t.sink.warnings, 21);
    assert_int_equal(t.totals.graded, 1);
    transcript_release(&t);
    buf_release(&text);
}

static void grade_json__takes_names_up_to_the_limit(void **state)
{
    (void)state;
    for (int over = 0; over < 2; over++) {
        struct buf text = {0};
        buf_text(&text, "{\"candidate\":\"");
        buf_fill(&text, 'x', LIMIT_CANDIDATE + (size_t)over);
        buf_text(&text, "\",\"answers\":{}}");
        struct transcript t = grade_text("a.json", text.bytes, text.len);
        assert_int_equal(t.totals.rejected, over);
        assert_int_equal(strstr(t.text.bytes, "candidate-long: the candidate's name "
                                              "'xxxxxxxxxx") != NULL,
                         over);
        transcript_release(&t);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grade_json__takes_each_way_to_write_an_answer),
        cmocka_unit_test(grade_json__says_what_is_wrong_with_a_sheet),
        cmocka_unit_test(grade_json__says_what_is_wrong_with_a_pick),
        cmocka_unit_test(grade_json__takes_an_order_and_pairs),
        cmocka_unit_test(grade_json__tells_the_shape_of_a_file_by_its_bytes),
        cmocka_unit_test(grade_json__skips_a_record_that_is_too_long),
        cmocka_unit_test(grade_json__does_not_care_where_a_chunk_ends),
        cmocka_unit_test(grade_json__lists_a_hundred_problems_and_counts_the_rest),
        cmocka_unit_test(grade_json__tells_of_twenty_unknown_members_a_file),
        cmocka_unit_test(grade_json__takes_names_up_to_the_limit),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
