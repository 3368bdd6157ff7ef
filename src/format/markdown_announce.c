/*
 * markdown_announce.c - the table of words that announce: see markdown_announce.h.
 *
 * In:   words.
 * Out:  the first row that fits.
 */
#include "markdown_announce.h"

#include <stdint.h>
#include <string.h>

#include "markdown_text.h"
#include "quizctl/bank.h"

/* Of two rows that fit the first is right, so that "why the others are wrong" stands
 * above "why". */
static const struct announcement announcements[] = {
    {ROLE_NONE,        WORDS_START, false, "true or false"                      },
    {ROLE_NONE,        WORDS_IN,    false, "analogy"                            },
    {ROLE_NONE,        WORDS_IN,    false, "comparison"                         },
    {ROLE_NONE,        WORDS_IN,    false, "compared"                           },
    {ROLE_NONE,        WORDS_IN,    false, "summary table"                      },
    {ROLE_NONE,        WORDS_IN,    false, "back to top"                        },
    {ROLE_NONE,        WORDS_IN,    false, "table of contents"                  },

    {ROLE_QUESTION,    WORDS_ALL,   true,  "question"                           },
    {ROLE_QUESTION,    WORDS_ALL,   false, "the question"                       },
    {ROLE_QUESTION,    WORDS_ALL,   true,  "scenario"                           },
    {ROLE_QUESTION,    WORDS_ALL,   false, "the scenario"                       },
    {ROLE_QUESTION,    WORDS_ALL,   false, "problem"                            },
    {ROLE_QUESTION,    WORDS_ALL,   false, "problem statement"                  },
    {ROLE_QUESTION,    WORDS_ALL,   false, "situation"                          },
    {ROLE_QUESTION,    WORDS_ALL,   false, "background"                         },
    {ROLE_QUESTION,    WORDS_ALL,   false, "context"                            },
    {ROLE_QUESTION,    WORDS_ALL,   false, "case"                               },
    {ROLE_QUESTION,    WORDS_ALL,   false, "case study"                         },
    {ROLE_QUESTION,    WORDS_ALL,   false, "the situation"                      },
    {ROLE_QUESTION,    WORDS_ALL,   false, "use case"                           },
    {ROLE_QUESTION,    WORDS_ALL,   false, "prompt"                             },
    {ROLE_QUESTION,    WORDS_ALL,   true,  "q"                                  },
    {ROLE_QUESTION,    WORDS_ALL,   false, "practice question"                  },
    {ROLE_QUESTION,    WORDS_ALL,   false, "sample question"                    },
    {ROLE_QUESTION,    WORDS_ALL,   false, "exam question"                      },
    {ROLE_QUESTION,    WORDS_ALL,   false, "question text"                      },
    {ROLE_QUESTION,    WORDS_ALL,   false, "question statement"                 },
    {ROLE_QUESTION,    WORDS_ALL,   false, "scenario question"                  },
    {ROLE_QUESTION,    WORDS_ALL,   false, "question scenario"                  },
    {ROLE_QUESTION,    WORDS_ALL,   false, "full question"                      },
    {ROLE_QUESTION,    WORDS_ALL,   true,  "frage"                              },
    {ROLE_QUESTION,    WORDS_ALL,   true,  "pregunta"                           },
    {ROLE_QUESTION,    WORDS_ALL,   true,  "pergunta"                           },
    {ROLE_QUESTION,    WORDS_ALL,   false, "domanda"                            },
    {ROLE_QUESTION,    WORDS_ALL,   false, "вопрос"                       },

    {ROLE_OPTIONS,     WORDS_ALL,   false, "options"                            },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "the options"                        },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "choices"                            },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "answer choices"                     },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "answer options"                     },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "possible answers"                   },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "available options"                  },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "candidate answers"                  },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "answers to choose from"             },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "antworten"                          },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "optionen"                           },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "antwortmöglichkeiten"              },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "opciones"                           },
    {ROLE_OPTIONS,     WORDS_ALL,   false, "alternativas"                       },

    {ROLE_EACH,        WORDS_ALL,   false, "pair by pair"                       },
    {ROLE_EACH,        WORDS_IN,    false, "option by option"                   },
    {ROLE_EACH,        WORDS_IN,    false, "option analysis"                    },
    {ROLE_EACH,        WORDS_IN,    false, "options analysis"                   },
    {ROLE_EACH,        WORDS_IN,    false, "analysis of options"                },
    {ROLE_EACH,        WORDS_IN,    false, "analysis of the options"            },
    {ROLE_EACH,        WORDS_IN,    false, "analysis of each"                   },
    {ROLE_EACH,        WORDS_IN,    false, "analyzing the options"              },
    {ROLE_EACH,        WORDS_IN,    false, "analysing the options"              },
    {ROLE_EACH,        WORDS_IN,    false, "each option"                        },
    {ROLE_EACH,        WORDS_IN,    false, "all options"                        },
    {ROLE_EACH,        WORDS_IN,    false, "every option"                       },
    {ROLE_EACH,        WORDS_IN,    false, "options explained"                  },
    {ROLE_EACH,        WORDS_IN,    false, "option breakdown"                   },
    {ROLE_EACH,        WORDS_IN,    false, "breakdown of options"               },
    {ROLE_EACH,        WORDS_IN,    false, "option review"                      },
    {ROLE_EACH,        WORDS_IN,    false, "evaluating the options"             },
    {ROLE_EACH,        WORDS_IN,    false, "evaluation of options"              },
    {ROLE_EACH,        WORDS_IN,    false, "going through the options"          },

    {ROLE_WRONG,       WORDS_IN,    false, "other options"                      },
    {ROLE_WRONG,       WORDS_IN,    false, "other option"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "other choices"                      },
    {ROLE_WRONG,       WORDS_IN,    false, "other answers"                      },
    {ROLE_WRONG,       WORDS_IN,    false, "other services"                     },
    {ROLE_WRONG,       WORDS_IN,    false, "the others"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "the other"                          },
    {ROLE_WRONG,       WORDS_IN,    false, "why others"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "why not"                            },
    {ROLE_WRONG,       WORDS_IN,    false, "incorrect"                          },
    {ROLE_WRONG,       WORDS_IN,    false, "wrong"                              },
    {ROLE_WRONG,       WORDS_IN,    false, "distractor"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "distractors"                        },
    {ROLE_WRONG,       WORDS_IN,    false, "eliminated"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "eliminating"                        },
    {ROLE_WRONG,       WORDS_IN,    false, "elimination"                        },
    {ROLE_WRONG,       WORDS_IN,    false, "rejected"                           },
    {ROLE_WRONG,       WORDS_IN,    false, "ruled out"                          },
    {ROLE_WRONG,       WORDS_IN,    false, "rule out"                           },
    {ROLE_WRONG,       WORDS_IN,    false, "ruling out"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "alternatives"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "not the rest"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "the rest"                           },
    {ROLE_WRONG,       WORDS_IN,    false, "dont fit"                           },
    {ROLE_WRONG,       WORDS_IN,    false, "do not fit"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "doesnt fit"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "does not fit"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "dont work"                          },
    {ROLE_WRONG,       WORDS_IN,    false, "fall short"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "falls short"                        },
    {ROLE_WRONG,       WORDS_IN,    false, "not suitable"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "less suitable"                      },
    {ROLE_WRONG,       WORDS_IN,    false, "unsuitable"                         },
    {ROLE_WRONG,       WORDS_IN,    false, "not the right"                      },
    {ROLE_WRONG,       WORDS_IN,    false, "not the best"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "not correct"                        },
    {ROLE_WRONG,       WORDS_IN,    false, "are not"                            },
    {ROLE_WRONG,       WORDS_IN,    false, "is not"                             },
    {ROLE_WRONG,       WORDS_IN,    false, "isnt"                               },
    {ROLE_WRONG,       WORDS_IN,    false, "fails"                              },
    {ROLE_WRONG,       WORDS_IN,    false, "fail"                               },
    {ROLE_WRONG,       WORDS_IN,    true,  "falsche antwort"                    },
    {ROLE_WRONG,       WORDS_IN,    true,  "falsche antworten"                  },
    {ROLE_WRONG,       WORDS_IN,    true,  "respuesta incorrecta"               },
    {ROLE_WRONG,       WORDS_IN,    true,  "respuestas incorrectas"             },
    {ROLE_WRONG,       WORDS_IN,    true,  "mauvaise réponse"                  },
    {ROLE_WRONG,       WORDS_IN,    true,  "mauvaises réponses"                },
    {ROLE_WRONG,       WORDS_IN,    true,  "resposta errada"                    },
    {ROLE_WRONG,       WORDS_IN,    true,  "respostas erradas"                  },
    {ROLE_WRONG,       WORDS_IN,    true,  "risposta sbagliata"                 },
    {ROLE_WRONG,       WORDS_IN,    true,  "неправильный ответ"},
    {ROLE_WRONG,       WORDS_ALL,   true,  "错误答案"                       },
    {ROLE_WRONG,       WORDS_IN,    false, "falsch"                             },
    {ROLE_WRONG,       WORDS_IN,    false, "die anderen"                        },

    {ROLE_NONE,        WORDS_IN,    false, "why it matters"                     },
    {ROLE_NONE,        WORDS_IN,    false, "why this matters"                   },
    {ROLE_RIGHT,       WORDS_START, false, "why"                                },
    {ROLE_RIGHT,       WORDS_START, false, "warum"                              },
    {ROLE_RIGHT,       WORDS_IN,    false, "is correct"                         },
    {ROLE_RIGHT,       WORDS_IN,    false, "are correct"                        },
    {ROLE_RIGHT,       WORDS_IN,    false, "is right"                           },
    {ROLE_RIGHT,       WORDS_IN,    false, "are right"                          },
    {ROLE_RIGHT,       WORDS_IN,    false, "is the answer"                      },
    {ROLE_RIGHT,       WORDS_IN,    false, "is the right"                       },
    {ROLE_RIGHT,       WORDS_IN,    false, "is the correct"                     },
    {ROLE_RIGHT,       WORDS_IN,    false, "is the best"                        },
    {ROLE_RIGHT,       WORDS_IN,    false, "best fit"                           },
    {ROLE_RIGHT,       WORDS_IN,    false, "right fit"                          },
    {ROLE_RIGHT,       WORDS_IN,    false, "best choice"                        },
    {ROLE_RIGHT,       WORDS_IN,    false, "right choice"                       },
    {ROLE_RIGHT,       WORDS_IN,    false, "correct answer explained"           },
    {ROLE_RIGHT,       WORDS_IN,    false, "correct option explained"           },
    {ROLE_RIGHT,       WORDS_IN,    false, "correct answer explanation"         },
    {ROLE_RIGHT,       WORDS_IN,    false, "correct answer analysis"            },
    {ROLE_RIGHT,       WORDS_IN,    false, "correct answer rationale"           },
    {ROLE_RIGHT,       WORDS_IN,    false, "answer fits"                        },
    {ROLE_RIGHT,       WORDS_IN,    false, "fits best"                          },
    {ROLE_RIGHT,       WORDS_IN,    false, "this fits"                          },
    {ROLE_RIGHT,       WORDS_IN,    false, "meets the"                          },
    {ROLE_RIGHT,       WORDS_IN,    false, "solves"                             },
    {ROLE_RIGHT,       WORDS_IN,    false, "wins"                               },

    {ROLE_EXPLANATION, WORDS_ALL,   true,  "explanation"                        },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "explanations"                       },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "exp"                                },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "expl"                               },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "rationale"                          },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "reason"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "reasons"                            },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "reasoning"                          },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "justification"                      },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "overall explanation"                },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "general explanation"                },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "answer explanation"                 },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "detailed explanation"               },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "explication"                        },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "erklärung"                         },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "begründung"                        },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "explicación"                       },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "explicação"                       },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "spiegazione"                        },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "uitleg"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "wyjaśnienie"                       },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "объяснение"               },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "пояснение"                 },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "пояснення"                 },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "açıklama"                         },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "giải thích"                      },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "解説"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "解释"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "解析"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "설명"                             },
    {ROLE_EXPLANATION, WORDS_ALL,   true,  "해설"                             },

    {ROLE_REFERENCES,  WORDS_START, true,  "reference"                          },
    {ROLE_REFERENCES,  WORDS_START, true,  "references"                         },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "ref"                                },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "refs"                               },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "source"                             },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "sources"                            },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "documentation"                      },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "docs"                               },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "links"                              },
    {ROLE_REFERENCES,  WORDS_ALL,   true,  "link"                               },
    {ROLE_REFERENCES,  WORDS_IN,    false, "references"                         },
    {ROLE_REFERENCES,  WORDS_IN,    false, "reading"                            },
    {ROLE_REFERENCES,  WORDS_IN,    false, "resources"                          },
    {ROLE_REFERENCES,  WORDS_IN,    false, "learn more"                         },
    {ROLE_REFERENCES,  WORDS_IN,    false, "read more"                          },
    {ROLE_REFERENCES,  WORDS_IN,    false, "see also"                           },
    {ROLE_REFERENCES,  WORDS_IN,    false, "documentation"                      },
    {ROLE_REFERENCES,  WORDS_IN,    false, "aws docs"                           },
    {ROLE_REFERENCES,  WORDS_IN,    false, "links"                              },
    {ROLE_REFERENCES,  WORDS_IN,    false, "bibliography"                       },
    {ROLE_REFERENCES,  WORDS_IN,    false, "quellen"                            },
    {ROLE_REFERENCES,  WORDS_IN,    false, "referencias"                        },

    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "takeaways"                          },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "takeaway"                           },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "take aways"                         },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "take away"                          },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "key points"                         },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "key point"                          },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "key insights"                       },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "key learnings"                      },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "key lessons"                        },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "remember"                           },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "tl dr"                              },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "tldr"                               },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "in short"                           },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "in a nutshell"                      },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "bottom line"                        },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "summary"                            },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "conclusion"                         },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "lessons"                            },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "cheat sheet"                        },
    {ROLE_TAKEAWAYS,   WORDS_IN,    false, "memorize"                           },

    {ROLE_DIFFICULTY,  WORDS_ALL,   true,  "difficulty"                         },
    {ROLE_DIFFICULTY,  WORDS_ALL,   true,  "level"                              },
    {ROLE_DIFFICULTY,  WORDS_ALL,   true,  "difficulty level"                   },
    {ROLE_DOMAIN,      WORDS_ALL,   true,  "domain"                             },
    {ROLE_DOMAIN,      WORDS_ALL,   true,  "exam domain"                        },
    {ROLE_DOMAIN,      WORDS_ALL,   true,  "content domain"                     },
    {ROLE_DOMAIN,      WORDS_ALL,   false, "category"                           },
    {ROLE_TOPICS,      WORDS_ALL,   true,  "topics"                             },
    {ROLE_TOPICS,      WORDS_ALL,   true,  "topic"                              },
    {ROLE_TOPICS,      WORDS_ALL,   true,  "tags"                               },
    {ROLE_TOPICS,      WORDS_ALL,   true,  "tag"                                },
    {ROLE_TOPICS,      WORDS_ALL,   true,  "keywords"                           },

    {ROLE_EXAM,        WORDS_IN,    false, "exam"                               },
    {ROLE_EXAM,        WORDS_IN,    false, "aws tests"                          },
    {ROLE_EXAM,        WORDS_IN,    false, "tests this"                         },
    {ROLE_EXAM,        WORDS_IN,    false, "is tested"                          },
    {ROLE_EXAM,        WORDS_IN,    false, "exams"                              },
    {ROLE_EXAM,        WORDS_IN,    false, "certification"                      },
    {ROLE_EXAM,        WORDS_IN,    false, "test perspective"                   },

    {ROLE_EXPLANATION, WORDS_IN,    false, "reasoning"                          },
    {ROLE_PRACTICE,    WORDS_IN,    false, "at work"                            },
    {ROLE_PRACTICE,    WORDS_IN,    false, "on the job"                         },
    {ROLE_PRACTICE,    WORDS_IN,    false, "real world"                         },
    {ROLE_PRACTICE,    WORDS_IN,    false, "implementation"                     },
    {ROLE_PRACTICE,    WORDS_IN,    false, "implementing"                       },
    {ROLE_PRACTICE,    WORDS_IN,    false, "in practice"                        },
    {ROLE_PRACTICE,    WORDS_IN,    false, "in the field"                       },
    {ROLE_PRACTICE,    WORDS_IN,    false, "in production"                      },
    {ROLE_PRACTICE,    WORDS_IN,    false, "hands on"                           },
    {ROLE_PRACTICE,    WORDS_IN,    false, "set up"                             },
    {ROLE_PRACTICE,    WORDS_IN,    false, "setup"                              },
    {ROLE_PRACTICE,    WORDS_IN,    false, "set it up"                          },
    {ROLE_PRACTICE,    WORDS_IN,    false, "setting it up"                      },
    {ROLE_PRACTICE,    WORDS_IN,    false, "setting up"                         },
    {ROLE_PRACTICE,    WORDS_START, false, "how to"                             },
    {ROLE_PRACTICE,    WORDS_IN,    false, "step by step"                       },
    {ROLE_PRACTICE,    WORDS_IN,    false, "steps"                              },
    {ROLE_PRACTICE,    WORDS_IN,    false, "practical"                          },
    {ROLE_PRACTICE,    WORDS_IN,    false, "for real"                           },
    {ROLE_PRACTICE,    WORDS_IN,    false, "walkthrough"                        },

    {ROLE_NEED,        WORDS_IN,    false, "question require"                   },
    {ROLE_NEED,        WORDS_IN,    false, "question requires"                  },
    {ROLE_NEED,        WORDS_IN,    false, "question really asking"             },
    {ROLE_NEED,        WORDS_IN,    false, "question really asks"               },
    {ROLE_NEED,        WORDS_IN,    false, "scenario demands"                   },
    {ROLE_NEED,        WORDS_IN,    false, "scenario requires"                  },
    {ROLE_NEED,        WORDS_IN,    false, "scenario asks"                      },
    {ROLE_NEED,        WORDS_IN,    false, "breaking down the question"         },
    {ROLE_NEED,        WORDS_IN,    false, "break down the question"            },
    {ROLE_NEED,        WORDS_ALL,   false, "required"                           },
    {ROLE_NEED,        WORDS_IN,    false, "requirements"                       },
    {ROLE_NEED,        WORDS_IN,    false, "requirement"                        },
    {ROLE_NEED,        WORDS_IN,    false, "needed"                             },
    {ROLE_NEED,        WORDS_IN,    false, "needs"                              },
    {ROLE_NEED,        WORDS_IN,    false, "we need"                            },
    {ROLE_NEED,        WORDS_IN,    false, "question asks"                      },
    {ROLE_NEED,        WORDS_IN,    false, "question is asking"                 },
    {ROLE_NEED,        WORDS_IN,    false, "being asked"                        },
    {ROLE_NEED,        WORDS_IN,    false, "understanding the question"         },
    {ROLE_NEED,        WORDS_IN,    false, "understanding the problem"          },
    {ROLE_NEED,        WORDS_IN,    false, "understanding the scenario"         },
    {ROLE_NEED,        WORDS_IN,    false, "understand the problem"             },
    {ROLE_NEED,        WORDS_IN,    false, "clues"                              },
    {ROLE_NEED,        WORDS_IN,    false, "the problem"                        },
    {ROLE_NEED,        WORDS_IN,    false, "core problem"                       },
    {ROLE_NEED,        WORDS_IN,    false, "the workload"                       },
    {ROLE_NEED,        WORDS_IN,    false, "question analysis"                  },
    {ROLE_NEED,        WORDS_IN,    false, "scenario analysis"                  },
    {ROLE_NEED,        WORDS_IN,    false, "problem analysis"                   },
    {ROLE_NEED,        WORDS_IN,    false, "key details"                        },
    {ROLE_NEED,        WORDS_IN,    false, "key constraints"                    },
    {ROLE_NEED,        WORDS_IN,    false, "constraints"                        },

    {ROLE_EXPLANATION, WORDS_IN,    false, "explanation"                        },
    {ROLE_EXPLANATION, WORDS_IN,    false, "explained"                          },
    {ROLE_EXPLANATION, WORDS_IN,    false, "rationale"                          },
    {ROLE_EXPLANATION, WORDS_IN,    false, "reasoning"                          },
    {ROLE_EXPLANATION, WORDS_ALL,   false, "discussion"                         },
    {ROLE_EXPLANATION, WORDS_ALL,   false, "analysis"                           },
    {ROLE_EXPLANATION, WORDS_ALL,   false, "breakdown"                          },
    {ROLE_EXPLANATION, WORDS_ALL,   false, "deep dive explanation"              },

    {ROLE_KEY,         WORDS_ALL,   true,  "answer"                             },
    {ROLE_KEY,         WORDS_ALL,   true,  "answers"                            },
    {ROLE_KEY,         WORDS_ALL,   true,  "ans"                                },
    {ROLE_KEY,         WORDS_ALL,   true,  "correct"                            },
    {ROLE_KEY,         WORDS_ALL,   true,  "the answer"                         },
    {ROLE_KEY,         WORDS_ALL,   true,  "answer is"                          },
    {ROLE_KEY,         WORDS_ALL,   true,  "the answer is"                      },
    {ROLE_KEY,         WORDS_ALL,   true,  "answer key"                         },
    {ROLE_KEY,         WORDS_ALL,   false, "answers explanations"               },
    {ROLE_KEY,         WORDS_ALL,   false, "answers and explanations"           },
    {ROLE_KEY,         WORDS_ALL,   false, "answers with explanations"          },
    {ROLE_KEY,         WORDS_ALL,   true,  "key"                                },
    {ROLE_KEY,         WORDS_ALL,   true,  "solution"                           },
    {ROLE_KEY,         WORDS_ALL,   true,  "solutions"                          },
    {ROLE_KEY,         WORDS_ALL,   true,  "right option"                       },
    {ROLE_KEY,         WORDS_ALL,   true,  "right choice"                       },
    {ROLE_KEY,         WORDS_IN,    true,  "right answer"                       },
    {ROLE_KEY,         WORDS_IN,    true,  "right answers"                      },
    {ROLE_KEY,         WORDS_IN,    true,  "correct answer"                     },
    {ROLE_KEY,         WORDS_IN,    true,  "correct answers"                    },
    {ROLE_KEY,         WORDS_IN,    true,  "correct option"                     },
    {ROLE_KEY,         WORDS_IN,    true,  "correct options"                    },
    {ROLE_KEY,         WORDS_IN,    true,  "correct choice"                     },
    {ROLE_KEY,         WORDS_IN,    true,  "correct choices"                    },
    {ROLE_KEY,         WORDS_IN,    true,  "correct response"                   },
    {ROLE_KEY,         WORDS_IN,    true,  "correct matches"                    },
    {ROLE_KEY,         WORDS_IN,    true,  "correct matching"                   },
    {ROLE_KEY,         WORDS_IN,    true,  "correct order"                      },
    {ROLE_KEY,         WORDS_IN,    true,  "correct sequence"                   },
    {ROLE_KEY,         WORDS_ALL,   true,  "community answer"                   },
    {ROLE_KEY,         WORDS_ALL,   true,  "suggested answer"                   },
    {ROLE_KEY,         WORDS_ALL,   true,  "final answer"                       },
    {ROLE_KEY,         WORDS_ALL,   true,  "best answer"                        },
    {ROLE_KEY,         WORDS_ALL,   false, "show answer"                        },
    {ROLE_KEY,         WORDS_ALL,   false, "reveal answer"                      },
    {ROLE_KEY,         WORDS_ALL,   false, "view answer"                        },
    {ROLE_KEY,         WORDS_ALL,   false, "see answer"                         },
    {ROLE_KEY,         WORDS_ALL,   false, "click to see the answer"            },
    {ROLE_KEY,         WORDS_ALL,   false, "show solution"                      },
    {ROLE_KEY,         WORDS_IN,    false, "answer"                             },
    {ROLE_KEY,         WORDS_ALL,   true,  "correcta"                           },
    {ROLE_KEY,         WORDS_ALL,   true,  "correctas"                          },
    {ROLE_KEY,         WORDS_ALL,   true,  "richtig"                            },
    {ROLE_KEY,         WORDS_ALL,   true,  "solución"                          },
    {ROLE_KEY,         WORDS_ALL,   true,  "gabarito"                           },
    {ROLE_KEY,         WORDS_ALL,   true,  "解答"                             },
    {ROLE_KEY,         WORDS_ALL,   true,  "正答"                             },
    {ROLE_KEY,         WORDS_ALL,   true,  "suggested answers"                  },
    {ROLE_KEY,         WORDS_IN,    true,  "antwort"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "antworten"                          },
    {ROLE_KEY,         WORDS_ALL,   true,  "lösung"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "réponse"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "réponses"                          },
    {ROLE_KEY,         WORDS_IN,    true,  "respuesta"                          },
    {ROLE_KEY,         WORDS_IN,    true,  "respuestas"                         },
    {ROLE_KEY,         WORDS_IN,    true,  "resposta"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "respostas"                          },
    {ROLE_KEY,         WORDS_IN,    true,  "risposta"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "risposte"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "antwoord"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "odpowiedź"                         },
    {ROLE_KEY,         WORDS_IN,    true,  "odpověď"                          },
    {ROLE_KEY,         WORDS_IN,    true,  "odgovor"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "svar"                               },
    {ROLE_KEY,         WORDS_IN,    true,  "vastaus"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "válasz"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "răspuns"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "cevap"                              },
    {ROLE_KEY,         WORDS_IN,    true,  "jawaban"                            },
    {ROLE_KEY,         WORDS_IN,    true,  "đáp án"                          },
    {ROLE_KEY,         WORDS_IN,    true,  "ответ"                         },
    {ROLE_KEY,         WORDS_IN,    true,  "відповідь"                 },
    {ROLE_KEY,         WORDS_IN,    true,  "отговор"                     },
    {ROLE_KEY,         WORDS_IN,    true,  "απάντηση"                   },
    {ROLE_KEY,         WORDS_IN,    true,  "答案"                             },
    {ROLE_KEY,         WORDS_IN,    true,  "正解"                             },
    {ROLE_KEY,         WORDS_IN,    true,  "答え"                             },
    {ROLE_KEY,         WORDS_IN,    true,  "回答"                             },
    {ROLE_KEY,         WORDS_IN,    true,  "정답"                             },
    {ROLE_KEY,         WORDS_IN,    true,  "답"                                },
    {ROLE_KEY,         WORDS_IN,    true,  "الإجابة"                     },
    {ROLE_KEY,         WORDS_IN,    true,  "الجواب"                       },
    {ROLE_KEY,         WORDS_IN,    true,  "پاسخ"                           },
    {ROLE_KEY,         WORDS_IN,    true,  "תשובה"                         },
    {ROLE_KEY,         WORDS_IN,    true,  "उत्तर"                    },
    {ROLE_KEY,         WORDS_IN,    true,  "คำตอบ"                    },
};

/* Do WORDS stand at AT as whole words? */
static bool begins_with(const char *at, const char *words)
{
    bool has_spaces = (unsigned char)*words < 0xe0;
    while (*words != '\0' && *at == *words) {
        at++;
        words++;
    }
    return *words == '\0' && (*at == '\0' || *at == ' ' || !has_spaces);
}

/* Rows by the two bytes that they begin with, in their order: the first of those that
 * share a place, and what comes behind each; the last has COUNT(announcements) behind it.
 */
enum { ROW_PLACES = 1024 };
static struct {
    bool is_made;
    uint16_t first[ROW_PLACES], next[COUNT(announcements)];
} rows_by_start;

/* The place for words that begin as those at AT do; a word may be one byte. */
static size_t row_place(const char *at)
{
    size_t second = (unsigned char)(at[1] != '\0' ? at[1] : ' ');
    return ((size_t)(unsigned char)at[0] * 37 + second) % ROW_PLACES;
}

void markdown_announce_ready(void)
{
    if (rows_by_start.is_made)
        return;
    for (size_t i = 0; i < ROW_PLACES; i++)
        rows_by_start.first[i] = COUNT(announcements);
    for (size_t i = COUNT(announcements); i-- > 0;) {
        uint16_t *first = &rows_by_start.first[row_place(announcements[i].words)];
        rows_by_start.next[i] = *first;
        *first = (uint16_t)i;
    }
    rows_by_start.is_made = true;
}

/* The first row, of those before LIMIT, that fits a text whose words from AT on are the
 * next; LIMIT when there is none. */
static size_t row_at(const char *text, const char *at, size_t limit)
{
    size_t i = rows_by_start.first[row_place(at)];
    for (; i < limit; i = rows_by_start.next[i]) {
        const struct announcement *a = &announcements[i];
        if (at != text && a->where != WORDS_IN)
            continue;
        if (a->where == WORDS_ALL ? strcmp(at, a->words) == 0 : begins_with(at, a->words))
            return i;
    }
    return limit;
}

/* Words that ask are a question, but for "Why not the others?", "What is needed?", and
 * those that speak of "the question". */
static bool may_announce(const char *text, bool is_asking)
{
    enum { MANY = 10 };
    size_t spaces = 0;
    for (const char *at = text; *at != '\0'; at++)
        spaces += *at == ' ';
    bool is_why = strncmp(text, "why", 3) == 0 || strncmp(text, "warum", 5) == 0;
    bool is_about = is_asking && strstr(text, "the question ") != NULL;
    bool is_short = spaces < (is_asking && !is_about ? 5 : MANY);
    bool is_which = strncmp(text, "which ", 6) == 0 || strncmp(text, "how many ", 9) == 0;
    return is_why ? spaces < 2 * MANY : is_short && !(is_asking && is_which);
}

/* The row for words as markdown_words makes them, or NULL. */
const struct announcement *markdown_announced(const char *words, bool is_asking)
{
    /* "1 why the others do not fit": a number before is only a number */
    const char *text = words + strspn(words, "0123456789 ");
    if (*text == '\0' || !may_announce(text, is_asking))
        return NULL;
    size_t row = COUNT(announcements);
    for (const char *at = text; *at != '\0'; at++) {
        bool starts = at == text || at[-1] == ' ' || (unsigned char)*at >= 0xe0;
        if (starts)
            row = row_at(text, at, row);
    }
    return row < COUNT(announcements) ? &announcements[row] : NULL;
}

enum role markdown_role(const char *text, size_t len)
{
    enum { LONGEST = 120 };
    char room[LONGEST + 1];
    struct buf words = buf_in(room, sizeof room);
    markdown_words(text, len < LONGEST ? len : LONGEST, &words);
    while (len > 0 && strchr("*_ )", text[len - 1]) != NULL)
        len--;
    bool is_asking = len > 0 && text[len - 1] == '?';
    const struct announcement *a =
        len < LONGEST ? markdown_announced(buf_str(&words), is_asking) : NULL;
    buf_release(&words);
    return a != NULL ? a->role : ROLE_NONE;
}

unsigned markdown_difficulty(const char *text, size_t len)
{
    static const struct {
        const char *word;
        enum difficulty is;
    } rows[] = {
        {"easy",         DIFFICULTY_EASY  },
        {"beginner",     DIFFICULTY_EASY  },
        {"medium",       DIFFICULTY_MEDIUM},
        {"intermediate", DIFFICULTY_MEDIUM},
        {"moderate",     DIFFICULTY_MEDIUM},
        {"hard",         DIFFICULTY_HARD  },
        {"difficult",    DIFFICULTY_HARD  },
        {"advanced",     DIFFICULTY_HARD  },
    };
    struct buf words = {0};
    enum difficulty found = DIFFICULTY_NONE;
    markdown_words(text, len, &words);
    for (size_t i = 0; i < COUNT(rows) && found == DIFFICULTY_NONE; i++)
        for (const char *at = buf_str(&words); *at != '\0' && found == DIFFICULTY_NONE;
             at += strcspn(at, " "), at += *at == ' ')
            if (begins_with(at, rows[i].word))
                found = rows[i].is;
    buf_release(&words);
    return (unsigned)found;
}
