// SPDX-License-Identifier: AGPL-3.0-or-later
// TLS for a server that speaks none: everything goes on to BACKEND_PORT as it is.
//   PORT=4711 BACKEND_PORT=4712 CERTIFICATE=… KEY=… node tls_front.mjs
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:tls';

const identity = { cert: readFileSync(process.env.CERTIFICATE), key: readFileSync(process.env.KEY) };
createServer(identity, (front) => {
    const back = connect(Number(process.env.BACKEND_PORT), '127.0.0.1');
    front.pipe(back).pipe(front);
    front.on('error', () => back.destroy());
    back.on('error', () => front.destroy());
}).listen(Number(process.env.PORT), '127.0.0.1');
