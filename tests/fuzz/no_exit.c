/*
 * no_exit.c - the program must not end while libFuzzer gives it bytes: with mem.c's way
 * out it would take the input with it, and the run would look as if nothing was found.
 */
#include <stdlib.h>

_Noreturn void __wrap__exit(int status);

_Noreturn void __wrap__exit(int status)
{
    (void)status;
    abort();
}
