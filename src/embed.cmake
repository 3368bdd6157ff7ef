# embed.cmake - turn the bank's files into a C table: cmake -DOUT=x.c -DFILES="a.json;b.json" -P embed.cmake
# The names are kept, so a message about the built-in bank names the file it came from.

set(text "/* Made by src/embed.cmake from questions/. */\n#include \"builtin.h\"\n\n")
set(rows "")
set(n 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  get_filename_component(name ${file} NAME)
  string(APPEND text "static const unsigned char file_${n}[] = {\n${hex}0x00};\n")
  string(APPEND rows "    {\"builtin/${name}\", file_${n}, sizeof file_${n} - 1},\n")
  math(EXPR n "${n} + 1")
endforeach()
string(APPEND text "const struct builtin_file builtin_files[] = {\n${rows}};\n"
       "const size_t builtin_file_count = ${n};\n")
file(WRITE ${OUT} "${text}")
