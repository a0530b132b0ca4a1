// SPDX-License-Identifier: AGPL-3.0-or-later
// Only carries the precompiled header that the rooms share.
