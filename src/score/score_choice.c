/* score_choice.c - not written yet */
