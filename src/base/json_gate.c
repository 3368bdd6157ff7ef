/* json_gate.c - not written yet */
