// SPDX-License-Identifier: AGPL-3.0-or-later
// What a process that decodes hostile pictures gives up before it looks at the first byte.
#pragma once

namespace federwerk::app {

// False where a protection that every Linux has could not be set: then nothing must be decoded.
bool enter_picture_sandbox();

} // namespace federwerk::app
