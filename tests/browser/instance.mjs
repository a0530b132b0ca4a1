// SPDX-License-Identifier: AGPL-3.0-or-later
// An instance of the real program with a private PostgreSQL in a temporary folder, on a port that the kernel gave.
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { NameServer } from './name_server.mjs';

// Settings are read from FEDERWERK_… too, so that the program's place is an argument.
export const program = resolve(process.argv[2] ?? 'build/dev/federwerk');
const environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FEDERWERK_'))),
    ASAN_OPTIONS: 'detect_stack_use_after_return=0:detect_leaks=0',
};

export const until = async (what, condition, seconds = 60) => {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
        const found = await condition();
        if (found) return found;
    }
    throw new Error(`waited ${seconds} s in vain for ${what}`);
};

const freePort = () =>
    new Promise((give) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => give(port));
        });
    });

export class Instance {
    static async start() {
        const it = new Instance();
        it.folder = mkdtempSync(join(tmpdir(), 'federwerk-browser-'));
        chmodSync(it.folder, 0o755); // As root, PostgreSQL runs under an account of its own
        it.port = await freePort();
        it.domain = `localhost:${it.port}`;
        it.dns = await NameServer.start();
        it.base = `http://${it.domain}`;
        it.settings = ['--data', join(it.folder, 'data'), '--domain', it.domain, '--dev'];
        const log = openSync(join(it.folder, 'log'), 'w');
        it.child = spawn(program, ['serve', ...it.settings, '--listen', `127.0.0.1:${it.port}`], {
            stdio: ['ignore', log, log],
            env: { ...environment, FEDERWERK_NETWORK_RESOLVER: it.dns.address },
        });
        it.ended = new Promise((tell) => it.child.once('exit', tell));
        try {
            await until('the instance to be ready', async () => {
                if (it.child.exitCode !== null) throw new Error(`the instance ended: ${it.log()}`);
                return fetch(`${it.base}/health/ready`).then((answer) => answer.ok, () => false);
            });
        } catch (error) {
            await it.stop();
            throw error;
        }
        return it;
    }

    log() {
        return readFileSync(join(this.folder, 'log'), 'utf8');
    }

    async command(...words) {
        const { stdout } = await promisify(execFile)(program, [...words, ...this.settings], {
            env: environment,
        });
        return stdout.trim();
    }

    async api(method, path, { token, body, form } = {}) {
        const answer = await fetch(`${this.base}/api/federwerk/v1${path}`, {
            method,
            headers: {
                ...(token && { Authorization: `Bearer ${token}` }),
                ...(body && { 'Content-Type': 'application/json' }),
            },
            body: form ?? (body && JSON.stringify(body)),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text ? JSON.parse(text) : null;
    }

    // The text of the newest mail to an address.
    async mail(to) {
        const folder = join(this.folder, 'data', 'outgoing-mail');
        const letter = await until(`mail to ${to}`, () => {
            if (!existsSync(folder)) return null;
            const letters = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort();
            return letters.map((name) => readFileSync(join(folder, name), 'utf8')).findLast((text) => text.includes(`<${to}>`));
        });
        return letter.slice(letter.search(/\r?\n\r?\n/));
    }

    async stop() {
        if (this.child.exitCode === null) this.child.kill('SIGTERM');
        const late = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
        await this.ended;
        clearTimeout(late);
        this.dns.stop();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
