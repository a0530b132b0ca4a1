// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds on every page: WCAG 2.2 AA in light and dark, wide and narrow, in both languages; nothing sideways at
// 320 px; nothing asked of anybody else; nothing for the console to complain about; light enough for a slow line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefer, text, violations } from './browser.mjs';

const headings = {
    front: ['People and what they have done', 'Menschen und was sie geschafft haben'],
    waitlist: ['Join the waitlist', 'Auf die Warteliste'],
    invitation: ['Accept your invitation', 'Nimm deine Einladung an'],
    nowhere: ['Nothing here', 'Hier ist nichts'],
    gone: ['This was taken down', 'Das wurde entfernt'],
};
const lightest = 100 * 1024; // WEB.md: a first page view without pictures

export async function fits(page, width) {
    await page.setViewport({ width, height: 900 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(sideways, 0, `scrolls sideways at ${width} px`);
}

async function sound(page, instance, status) {
    assert.equal(page.answer.status(), status);
    assert.deepEqual(await violations(page), []);
    const asked = [...page.asked.values()].filter(({ address }) => !address.startsWith('data:'));
    assert.deepEqual(asked.filter(({ address }) => !address.startsWith(`${instance.base}/`)), [], 'asks others');
    const weight = asked.filter(({ type }) => type !== 'Image').reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(weight > 0 && weight < lightest, `weighs ${weight} bytes`);
    // Chromium itself notes the status of a page that is not there.
    assert.deepEqual(page.complaints.filter((line) => status === 200 || !/server responded with a status of 4/.test(line)), []);
}

export function looks({ instance, browser, world }) {
    const pages = {
        front: ['/', 200],
        member: ['/@alice', 200],
        newcomer: ['/@bo', 200],
        credited: ['/@cy', 200],
        highlight: [new URL(world().published[2].url).pathname, 200],
        german: [new URL(world().published[1].url).pathname, 200],
        openness: [new URL(world().openness.url).pathname, 200],
        call: [new URL(world().call.url).pathname, 200],
        organisation: ['/@tidewerk', 200],
        calling: [new URL(world().calling.url).pathname, 200],
        badge: ['/badges/rust', 200],
        unworn: [`/badges/${world().tea.slug}`, 200],
        waitlist: ['/waitlist', 200],
        invitation: ['/invitation', 200],
        nowhere: ['/nowhere', 404],
        gone: [new URL(world().gone.url).pathname, 410],
    };
    const ways = [
        { language: 'en-GB,en;q=0.9', scheme: 'light', width: 1280, other: 'dark', widths: [768, 60 * 16] },
        { language: 'de-AT,de;q=0.9,en;q=0.5', scheme: 'dark', width: 320, widths: [390] },
    ];
    for (const [name, [path, status]] of Object.entries(pages))
        for (const way of ways)
            test(`${name}, ${way.language.slice(0, 2)}, from ${way.width} px`, async () => {
                const page = await browser().open(instance().base + path, way);
                try {
                    await fits(page, way.width);
                    await sound(page, instance(), status);
                    const language = way.language.slice(0, 2);
                    assert.equal(await page.$eval('html', (html) => html.lang), language);
                    if (headings[name]) assert.equal((await text(page, 'h1')).trim(), headings[name][language === 'de' ? 1 : 0]);
                    for (const width of way.widths) await fits(page, width);
                    if (!way.other) return;
                    await prefer(page, way.other);
                    assert.deepEqual(await violations(page), []);
                } finally {
                    await page.close();
                }
            });
}
