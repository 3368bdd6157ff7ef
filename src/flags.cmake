# flags.cmake - how every file of quizctl is compiled: warnings, hardening, sanitizers.
#
# Hardening is on in every build. A flag that the compiler does not know is left
# out, so gcc, clang and other platforms share this one list.

include(CheckCCompilerFlag)
include(CheckPIESupported)
check_pie_supported()

add_library(quizctl_flags INTERFACE)
target_compile_definitions(quizctl_flags INTERFACE _POSIX_C_SOURCE=200809L
                           _DEFAULT_SOURCE)

set(wanted -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
    -Wcast-qual -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wimplicit-fallthrough
    -fstack-protector-strong -fstack-clash-protection -fcf-protection
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
if(QUIZCTL_DEV)
  list(APPEND wanted -Werror -Wno-error=deprecated-declarations)
endif()
foreach(flag IN LISTS wanted)
  string(MAKE_C_IDENTIFIER "has${flag}" known)
  string(REGEX REPLACE "=/.*" "" known "${known}")
  check_c_compiler_flag(${flag} ${known})
  if(${known})
    target_compile_options(quizctl_flags INTERFACE ${flag})
  endif()
endforeach()

if(QUIZCTL_SANITIZE)
  set(sanitize -fsanitize=${QUIZCTL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_compile_options(quizctl_flags INTERFACE ${sanitize})
  target_link_options(quizctl_flags INTERFACE ${sanitize})
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug") # fortify needs an optimizing build
  target_compile_options(quizctl_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
if(NOT APPLE)
  target_link_options(quizctl_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
