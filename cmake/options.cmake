# SPDX-License-Identifier: AGPL-3.0-or-later
# What every file of ours is compiled with. Libraries are SYSTEM, so that their warnings are theirs.
option(FEDERWERK_TESTS "Build the tests" ON)
set(FEDERWERK_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them: address,undefined or thread")

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
    # A precompiled header makes ccache miss without these two.
    add_compile_options(-fpch-instantiate-templates $<$<COMPILE_LANGUAGE:CXX>:-Xclang> $<$<COMPILE_LANGUAGE:CXX>:-fno-pch-timestamp>)
endif()
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
else()
    add_link_options(-fuse-ld=lld)
endif()

add_compile_options(-fstack-protector-strong -fcf-protection=full -fno-omit-frame-pointer)
add_compile_definitions(_GLIBCXX_ASSERTIONS BOOST_ASIO_NO_DEPRECATED)
add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT FEDERWERK_SANITIZE)
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
if(FEDERWERK_SANITIZE)
    add_compile_options(-fsanitize=${FEDERWERK_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${FEDERWERK_SANITIZE})
    # vptr needs RTTI of libraries that were built without it; function misfires on C callbacks.
    if(FEDERWERK_SANITIZE MATCHES undefined)
        add_compile_options(-fno-sanitize=vptr,function)
    endif()
endif()

add_library(our_warnings INTERFACE)
target_compile_options(our_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wno-missing-field-initializers -Wno-sign-conversion -Werror)
