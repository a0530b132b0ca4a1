// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation's code travels behind "#", where no server logs it. Without this script the page asks to paste it.
const field = document.querySelector('input[name="invitation"]');
if (field && !field.value && location.hash.length > 1) {
    field.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
}
