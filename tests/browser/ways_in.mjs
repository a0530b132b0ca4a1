// SPDX-License-Identifier: AGPL-3.0-or-later
// The two ways in, without JavaScript; and what a script adds where there is one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text, violations } from './browser.mjs';

const fill = async (page, values) => {
    for (const [name, value] of Object.entries(values)) await page.type(`[name=${name}]`, value);
};
const send = async (page, selector = 'main button') => {
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
};

// axe needs scripts; the page needs none.
async function judge(page) {
    await page.setJavaScriptEnabled(true);
    await page.reload();
    assert.deepEqual(await violations(page), []);
    await page.setJavaScriptEnabled(false);
    await page.reload();
}

async function apply(instance, browser, name, language) {
    const page = await browser.open(`${instance.base}/waitlist`, { language, scripts: false, width: 390 });
    await fill(page, { email: `${name}@example.org`, handle: name, about: 'Builds clocks that admit doubt.' });
    await send(page);
    const letter = await instance.mail(`${name}@example.org`);
    const [confirm] = letter.match(/http:\/\/\S+\/waitlist\/confirm\/\S+/);
    return { page, confirm };
}

const entry = async (instance, name) =>
    (await instance.command('waitlist', 'list')).split('\n').find((line) => line.includes(name)).trim().split(/\s+/)[0];

export function waysIn({ instance, browser }) {
    const invite = async () => (await instance().command('invitation', 'create', '--from', 'alice')).match(/\S+#\S+/)[0];

    test('an invitation is accepted by pasting its code, without JavaScript', async () => {
        const [address, code] = (await invite()).split('#');
        const page = await browser().open(address, { scripts: false, width: 320 });
        await fill(page, { invitation: code, handle: 'cem', email: 'cem@example.org', password: 'a calm and precise sentence' });
        await send(page);
        assert.match(await text(page), /Welcome, @cem/);
        await Promise.all([page.waitForNavigation(), page.click('main .button')]);
        assert.equal(new URL(page.url()).pathname, '/@cem');
        await page.close();
    });

    test('with JavaScript the code comes from behind the hash, and leaves the address', async () => {
        const page = await browser().open(await invite());
        assert.ok((await page.$eval('[name=invitation]', (field) => field.value)).length > 20);
        assert.equal(new URL(page.url()).hash, '');
        await page.close();
    });

    test('a form that fails loses nothing but the password, and says where', async () => {
        const page = await browser().open(`${instance().base}/invitation`, { language: 'de', scheme: 'dark', width: 320 });
        await fill(page, { invitation: 'vertippt', handle: 'Nicht So', email: 'ida@example.org', password: 'kurz' });
        await send(page);
        assert.match(await page.title(), /^Noch nicht: /);
        assert.equal(await page.$eval('[name=handle]', (field) => field.value), 'Nicht So');
        assert.equal(await page.$eval('[name=email]', (field) => field.value), 'ida@example.org');
        assert.equal(await page.$eval('[name=password]', (field) => field.value), '');
        assert.ok(await page.$('[role=alert] li'));
        for (const link of await page.$$eval('[role=alert] a', (links) => links.map((each) => each.hash)))
            assert.ok(await page.$(`input${link}[aria-invalid=true]`), link);
        assert.deepEqual(await violations(page), []);
        await page.close();
    });

    test('the waitlist: apply, confirm, see the place, be admitted and come in, without JavaScript', async () => {
        const { page, confirm } = await apply(instance(), browser(), 'dora', 'en');
        assert.match(await text(page), /Look into your mailbox/);
        await page.goto(confirm);
        await page.goto(confirm); // Mail programs open links before people do
        await send(page);
        assert.match(await text(page), /You are number 1 of 1\./);
        assert.equal((await page.reload()).headers()['cache-control'], 'private, no-store');
        assert.ok(await page.$('meta[name=robots][content=noindex]'));
        await judge(page);
        const status = page.url();
        await instance().command('waitlist', 'admit', await entry(instance(), 'dora'));
        await page.goto(status);
        assert.match(await text(page), /You are in/);
        await judge(page);
        await page.close();
    });

    test('somebody declined reads why, in their language', async () => {
        const { page, confirm } = await apply(instance(), browser(), 'emil', 'de');
        assert.match(await text(page), /Schau in dein Postfach/);
        await page.goto(confirm);
        await send(page);
        assert.match(await text(page), /Du bist Nummer 1 von 1\./);
        await instance().command('waitlist', 'decline', await entry(instance(), 'emil'), '--reason', 'Wir nehmen gerade <b>niemanden</b> auf.');
        await page.reload();
        assert.match(await text(page), /Diesmal ist die Antwort nein\./);
        assert.match(await text(page), /Wir nehmen gerade <b>niemanden<\/b> auf\./);
        await judge(page);
        await page.close();
    });
}
