// SPDX-License-Identifier: AGPL-3.0-or-later
// node tests/browser/run.mjs PROGRAM: the pages of a real instance, seen by Chromium.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Browser, text, violations } from './browser.mjs';
import { Instance } from './instance.mjs';
import { keyboard } from './keyboard.mjs';
import { looks } from './looks.mjs';
import { openapi } from './openapi.mjs';
import { waysIn } from './ways_in.mjs';
import { pacts } from './pacts.mjs';
import { furnish } from './world.mjs';

const made = {};
const end = async () => {
    await made.browser?.stop();
    await made.instance?.stop();
};
after(end);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end().finally(() => process.exit(1)));

try {
    [made.instance, made.browser] = await Promise.all([Instance.start(), Browser.start()]);
    made.empty = await made.browser.open(`${made.instance.base}/`, { language: 'de', width: 390 });
    made.world = await furnish(made.instance);
} catch (error) {
    await end();
    throw error;
}
const scene = { instance: () => made.instance, browser: () => made.browser, world: () => made.world };
test('the front page of a new instance says what it is for', async () => {
    assert.match(await text(made.empty), /Hier erscheinen die neuesten öffentlichen Highlights\./);
    assert.deepEqual(await violations(made.empty), []);
});
looks(scene);
keyboard(scene);
waysIn(scene);
openapi(scene);
pacts(scene);
test('the instance wrote no error into its log', () => {
    const errors = made.instance.log().split('\n').filter((line) => /"level":"error"|Sanitizer|runtime error/.test(line));
    if (errors.length) throw new Error(errors.join('\n'));
});
