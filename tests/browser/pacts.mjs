// SPDX-License-Identifier: AGPL-3.0-or-later
// Two instances make a pact, and the front page says so to everybody who visits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefer, text, violations } from './browser.mjs';
import { Instance, until } from './instance.mjs';
import { fits } from './looks.mjs';

const ways = [
    { language: 'en-GB,en;q=0.9', scheme: 'light', width: 1280, other: 'dark', heading: 'Works together with' },
    { language: 'de-AT,de;q=0.9', scheme: 'dark', width: 320, other: 'light', heading: 'Arbeitet zusammen mit' },
];

export async function befriend(instance, other) {
    await instance.command('pact', 'make', other.domain);
    await other.command('pact', 'make', instance.domain);
    await until('the pact to hold', async () => /\tholds\t/.test(await instance.command('pact', 'list')));
}

async function looked_at(scene, other, way) {
    const page = await scene.browser().open(`${scene.instance().base}/`, way);
    try {
        assert.equal((await text(page, '#pacts')).trim(), way.heading);
        assert.equal(await page.$eval('.instances a', (link) => link.href), `${other.base}/`);
        for (const scheme of [way.scheme, way.other]) {
            await prefer(page, scheme);
            assert.deepEqual(await violations(page), []);
        }
        for (const width of [way.width, 768, 390]) await fits(page, width);
    } finally {
        await page.close();
    }
}

export function pacts(scene) {
    test('the front page names the instances with which pacts hold, unless an administrator hides one', async () => {
        const other = await Instance.start();
        try {
            await befriend(scene.instance(), other);
            for (const way of ways) await looked_at(scene, other, way);
            const host = encodeURIComponent(other.domain);
            await scene.instance().api('PATCH', `/pacts/${host}`, { token: scene.world().token, body: { shown: false } });
            const page = await scene.browser().open(`${scene.instance().base}/`, ways[0]);
            assert.equal(await page.$('#pacts'), null);
            await page.close();
        } finally {
            await other.stop();
        }
    });
}
