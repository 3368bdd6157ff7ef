# embed_text.cmake - turn a text file into a C string: cmake -DOUT=x.c -DFILE=a.css -DNAME=a_text -P embed_text.cmake
# NAME is declared in NAME.h.

file(READ ${FILE} hex HEX)
string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
get_filename_component(name ${FILE} NAME)
file(WRITE ${OUT} "/* Made by src/embed_text.cmake from ${name}. */\n#include \"${NAME}.h\"\n\n"
     "const char ${NAME}[] = {\n${hex}0x00};\n")
