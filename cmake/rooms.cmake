# SPDX-License-Identifier: AGPL-3.0-or-later
# room(name folder LINKS targets…): one static library of all sources in the folder and below.
# scripts/check compares the includes with these same arrows.
add_library(precompiled OBJECT ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_precompile_headers(precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp)
target_link_libraries(precompiled PRIVATE Boost::boost Threads::Threads)

function(room name folder)
    cmake_parse_arguments(ROOM "" "" "LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/src/main.cpp$")
    if(NOT sources)
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
        target_link_libraries(${name} INTERFACE ${ROOM_LINKS})
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ROOM_LINKS} PRIVATE our_warnings)
    target_precompile_headers(${name} REUSE_FROM precompiled)
endfunction()
