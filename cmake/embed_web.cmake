# SPDX-License-Identifier: AGPL-3.0-or-later
# What browsers get is built by npm's tools (web/build.mjs) and embedded into the room web.
set(web_output ${CMAKE_BINARY_DIR}/web)
file(GLOB web_inputs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/templates/* ${CMAKE_SOURCE_DIR}/web/styles/*
     ${CMAKE_SOURCE_DIR}/web/scripts/* ${CMAKE_SOURCE_DIR}/web/locales/* ${CMAKE_SOURCE_DIR}/web/*.svg)
add_custom_command(
    OUTPUT ${CMAKE_SOURCE_DIR}/web/node_modules/.package-lock.json
    COMMAND npm ci --no-audit --no-fund --ignore-scripts --silent
    DEPENDS ${CMAKE_SOURCE_DIR}/web/package-lock.json
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web
    COMMENT "npm ci in web/")
add_custom_command(
    OUTPUT ${web_output}/assets.S ${web_output}/assets_table.cpp
    COMMAND node ${CMAKE_SOURCE_DIR}/web/build.mjs ${web_output}
    DEPENDS ${web_inputs} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/node_modules/.package-lock.json
    COMMENT "web/build.mjs")
add_library(web_assets STATIC ${web_output}/assets.S ${web_output}/assets_table.cpp)
target_include_directories(web_assets PRIVATE ${CMAKE_SOURCE_DIR}/src)
set_property(SOURCE ${web_output}/assets.S APPEND PROPERTY OBJECT_DEPENDS ${web_output}/assets_table.cpp)
set_source_files_properties(${web_output}/assets.S PROPERTIES COMPILE_OPTIONS "-fno-sanitize=all")
target_link_libraries(web PUBLIC web_assets)
