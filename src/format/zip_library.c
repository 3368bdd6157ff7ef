/*
 * zip_library.c - load libzip: see zip_library.h. It stays loaded until the program ends.
 */
#include "zip_library.h"

#include <dlfcn.h>
#include <string.h>

/* A function's address from a data pointer, as POSIX has dlsym mean it. */
static bool find(void *library, const char *name, void *member, size_t size)
{
    void *address = dlsym(library, name);
    memcpy(member, &address, size);
    return address != NULL;
}

bool zip_library_load(struct zip_library *z, const char **why)
{
    void *library = dlopen(QUIZCTL_LIBZIP, RTLD_NOW | RTLD_LOCAL);
    bool is_whole = library != NULL;
    *why = "zip files need " QUIZCTL_LIBZIP ", which is not installed";
#define ZIP_FIND(name)                                                                   \
    is_whole = is_whole && find(library, #name, &z->name, sizeof z->name);
    ZIP_FUNCTIONS(ZIP_FIND)
#undef ZIP_FIND
    return is_whole;
}
