// SPDX-License-Identifier: AGPL-3.0-or-later
// The names of the neighbourhood (NAMES: "a.test,b.test") mean loopback; every other name is as unknown as it should be.
import dns from 'node:dns';

const names = new Set([...(process.env.NAMES ?? '').split(','), 'localhost', '127.0.0.1']);

dns.lookup = (name, options, callback) => {
    const done = callback ?? options;
    if (!names.has(name)) done(Object.assign(new Error(`no such name: ${name}`), { code: 'ENOTFOUND' }));
    else if (options?.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
};
