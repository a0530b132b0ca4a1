// SPDX-License-Identifier: AGPL-3.0-or-later
// A DNS server on 127.0.0.1 that has the TXT records which it is told, so that a domain can say whose it is.
import { createSocket } from 'node:dgram';

const number = (n) => Buffer.from([n >> 8, n & 255]);
const nameIn = (question) => {
    const labels = [];
    for (let at = 12; question[at]; at += 1 + question[at]) labels.push(question.toString('latin1', at + 1, at + 1 + question[at]));
    return labels.join('.');
};

export class NameServer {
    static async start() {
        const it = new NameServer();
        it.records = new Map();
        it.socket = createSocket('udp4');
        it.socket.on('message', (question, from) => it.socket.send(it.answer(question), from.port, from.address));
        await new Promise((go) => it.socket.bind(0, '127.0.0.1', go));
        it.address = `127.0.0.1:${it.socket.address().port}`;
        return it;
    }

    say(name, text) {
        this.records.set(name, text);
    }

    // RFC 1035 4.1: the question comes back, and after it one record of one string, or "no such name".
    answer(question) {
        const text = this.records.get(nameIn(question));
        const header = [question.subarray(0, 2), number(0x8180 | (text ? 0 : 3)), number(1), number(text ? 1 : 0), number(0), number(0)];
        if (!text) return Buffer.concat([...header, question.subarray(12)]);
        const data = Buffer.from(text);
        const record = [Buffer.from([0xc0, 12]), number(16), number(1), number(0), number(60), number(data.length + 1), Buffer.from([data.length]), data];
        return Buffer.concat([...header, question.subarray(12), ...record]);
    }

    stop() {
        this.socket.close();
    }
}
