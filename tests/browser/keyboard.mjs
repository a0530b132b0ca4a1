// SPDX-License-Identifier: AGPL-3.0-or-later
// With a keyboard alone, and on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const focused = () => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
        what: element.outerHTML.slice(0, 120),
        body: element === document.body,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.top < innerHeight,
    };
};

export function keyboard({ instance, browser }) {
    test('the first Tab shows the skip link, and it leads past the navigation', async () => {
        const page = await browser().open(`${instance().base}/@alice`, { width: 320 });
        await page.keyboard.press('Tab');
        const skip = await page.evaluate(focused);
        assert.match(skip.what, /class="skip"/);
        assert.ok(skip.inside && skip.outlined);
        await page.keyboard.press('Enter');
        assert.equal(new URL(page.url()).hash, '#content');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
        await page.close();
    });

    for (const path of ['/', '/@alice', '/invitation'])
        test(`whatever has the focus on ${path} is seen and outlined`, async () => {
            const page = await browser().open(instance().base + path, { width: 390, scheme: 'dark' });
            for (let stops = 0; ; stops++) {
                await page.keyboard.press('Tab');
                const at = await page.evaluate(focused);
                if (at.body || stops > 120) {
                    assert.ok(stops > 5 && stops <= 120, `${stops} stops`);
                    break;
                }
                assert.ok(at.outlined && at.inside, `${at.what} outlined: ${at.outlined}, inside: ${at.inside}`);
            }
            await page.close();
        });

    test('the description of a picture opens without a mouse', async () => {
        const page = await browser().open(`${instance().base}/@alice`, { scripts: false });
        await page.focus('details.alt summary');
        await page.keyboard.press('Enter');
        assert.match(await page.$eval('details.alt[open] p', (line) => line.innerText), /A sun above soft hills/);
        await page.close();
    });

    test('a printed profile is a CV: nothing to press, and no text cut off', async () => {
        const page = await browser().open(`${instance().base}/@alice`, { scheme: 'dark' });
        await page.emulateMediaType('print');
        const shown = await page.evaluate(() => ({
            pressable: [...document.querySelectorAll('.top, .foot, .alt, .hint, .whole')].filter((each) => each.checkVisibility()).length,
            cut: [...document.querySelectorAll('.prose')].filter((each) => each.scrollHeight > each.clientHeight + 2).length,
            paper: getComputedStyle(document.documentElement).getPropertyValue('--ground'),
        }));
        assert.deepEqual(shown, { pressable: 0, cut: 0, paper: '#fff' });
        await page.close();
    });
}
