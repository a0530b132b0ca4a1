// SPDX-License-Identifier: AGPL-3.0-or-later
// Chromium, and pages in it that remember what they asked for and what they complained about.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export class Browser {
    static async start() {
        const it = new Browser();
        it.profile = mkdtempSync(join(tmpdir(), 'federwerk-chromium-'));
        it.chromium = await puppeteer.launch({
            executablePath,
            headless: true,
            userDataDir: it.profile,
            args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
        });
        return it;
    }

    async open(address, { language = 'en', scheme = 'light', width = 1280, scripts = true } = {}) {
        const page = await this.chromium.newPage();
        page.asked = new Map(); // Request id → address, type, bytes on the wire
        page.complaints = [];
        page.on('console', (message) => page.complaints.push(message.text()));
        page.on('pageerror', (error) => page.complaints.push(String(error)));
        const wire = await page.createCDPSession();
        await wire.send('Network.enable');
        wire.on('Network.requestWillBeSent', ({ requestId, request, type }) => page.asked.set(requestId, { address: request.url, type, bytes: 0 }));
        wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
            if (page.asked.has(requestId)) page.asked.get(requestId).bytes = encodedDataLength;
        });
        await page.setJavaScriptEnabled(scripts);
        await page.setViewport({ width, height: 900 });
        await prefer(page, scheme);
        await page.setExtraHTTPHeaders({ 'Accept-Language': language });
        page.answer = await page.goto(address, { waitUntil: 'load' });
        if (scripts) await page.evaluate(() => document.fonts.ready.then(() => true));
        return page;
    }

    async stop() {
        await this.chromium.close();
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    }
}

// Colours change at once where motion is not wanted, so that what is measured is what stays.
export const prefer = (page, scheme) =>
    page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);

// What WCAG 2.2 AA finds wrong, a line each; empty where nothing is.
export async function violations(page) {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return page.evaluate(async (values) => {
        const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
        return found.violations.flatMap((rule) =>
            rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? rule.help})`));
    }, tags);
}

export const text = (page, selector = 'main') => page.$eval(selector, (element) => element.innerText);
