// SPDX-License-Identifier: AGPL-3.0-or-later
// A small server made with Fedify. Its members are bo, who has both kinds of keys, and rita, who only has an RSA key.
// The test tells it what to do at /control/…, and asks there what it received and sent.
//   AUTHORITY=fedify.test:4711 CERTIFICATE=… KEY=… NAMES=… FIRST_KNOCK=rfc9421 node fedify_peer.mjs
import './names.mjs';
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { createFederation, generateCryptoKeyPair, MemoryKvStore } from '@fedify/fedify';
import { verifyObject, verifyRequest } from '@fedify/fedify/sig';
import { Accept, Activity, Announce, Create, Delete, Follow, Note, Offer, Person, Reject, Undo, Update } from '@fedify/vocab';
import { controls } from './control.mjs';

const origin = `https://${process.env.AUTHORITY}`;
const federation = createFederation({
    kv: new MemoryKvStore(),
    origin,
    allowPrivateAddress: true,
    firstKnock: process.env.FIRST_KNOCK ?? 'rfc9421',
});
const state = {
    keys: {},
    followers: new Map(),
    follows: new Map(),
    notes: new Map(),
    letterbox: [],
    received: [],
    refused: [],
    sent: [],
    demanded: null, // The only scheme that passes; null: any
};
for (const who of ['bo', 'rita']) {
    state.keys[who] = [await generateCryptoKeyPair('RSASSA-PKCS1-v1_5')];
    if (who === 'bo') state.keys[who].push(await generateCryptoKeyPair('Ed25519'));
}

federation
    .setActorDispatcher('/users/{identifier}', async (ctx, identifier) => {
        if (!state.keys[identifier]) return null;
        const keys = await ctx.getActorKeyPairs(identifier);
        return new Person({
            id: ctx.getActorUri(identifier),
            preferredUsername: identifier,
            name: `${identifier} of Fedify`,
            inbox: ctx.getInboxUri(identifier),
            outbox: ctx.getOutboxUri(identifier),
            followers: ctx.getFollowersUri(identifier),
            url: new URL(`/@${identifier}`, origin),
            publicKey: keys[0].cryptographicKey,
            assertionMethods: keys.map((key) => key.multikey),
        });
    })
    .setKeyPairsDispatcher((_, identifier) => state.keys[identifier] ?? []);
federation.setOutboxDispatcher('/users/{identifier}/outbox', () => ({ items: [] }));
federation.setFollowersDispatcher('/users/{identifier}/followers', () => ({ items: [...state.followers.values()] }));
federation.setObjectDispatcher(Note, '/notes/{id}', (_, { id }) => state.notes.get(id) ?? null);

const remember = async (ctx, activity) => {
    const document = await activity.toJsonLd({ contextLoader: ctx.contextLoader, format: 'compact' });
    const object = await activity.getObject({ ...ctx, suppressError: true });
    state.received.push({
        type: activity.constructor.name,
        id: activity.id?.href,
        actor: activity.actorId?.href,
        object: activity.objectId?.href,
        content: object?.content?.toString() ?? null,
        document,
    });
};
federation
    .setInboxListeners('/users/{identifier}/inbox', '/inbox')
    .on(Follow, async (ctx, follow) => {
        await remember(ctx, follow);
        const follower = await follow.getActor(ctx);
        const { identifier } = ctx.parseUri(follow.objectId);
        state.followers.set(follower.id.href, follower);
        const id = new URL(`#accept/${crypto.randomUUID()}`, follow.objectId);
        await ctx.sendActivity({ identifier }, follower, new Accept({ id, actor: follow.objectId, object: follow }));
    })
    .on(Undo, async (ctx, undo) => {
        await remember(ctx, undo);
        if ((await undo.getObject(ctx)) instanceof Follow) state.followers.delete(undo.actorId.href);
    })
    .on(Offer, remember)
    .on(Accept, remember)
    .on(Reject, remember)
    .on(Create, remember)
    .on(Update, remember)
    .on(Delete, remember)
    .on(Announce, remember)
    .onError((_, error) => state.refused.push(String(error)));

// What Fedify itself says about both signatures of a request, whichever of them it went by.
async function judge(ctx, request, body) {
    const loaders = { documentLoader: ctx.documentLoader, contextLoader: ctx.contextLoader };
    const key = await verifyRequest(request.clone(), loaders);
    const proven = body.includes('"proof"') ? await verifyObject(Activity, JSON.parse(body), loaders) : null;
    return { key: key?.id?.href ?? null, proven: proven !== null };
}

const scheme = (headers) => (headers.has('signature-input') ? 'rfc9421' : 'draft-cavage-http-signatures-12');
const control = controls(federation, state, origin);

async function answer(incoming) {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const body = incoming.method === 'POST' ? await text(incoming) : undefined;
    const request = new Request(new URL(incoming.url, origin), { method: incoming.method, headers, body });
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/control/')) return control(pathname.slice('/control/'.length), body ? JSON.parse(body) : {});
    if (incoming.method !== 'POST') return federation.fetch(request, { contextData: undefined });
    const how = scheme(headers);
    if (state.demanded && how !== state.demanded) return new Response('sign it otherwise', { status: 401 });
    const verdict = await judge(federation.createContext(request, undefined), request, body);
    const activity = JSON.parse(body);
    const response = await federation.fetch(request, { contextData: undefined });
    state.refused.push(...(response.ok ? [] : [`${response.status} ${body}`]));
    const mine = state.received.find((one) => one.id === activity.id);
    if (mine) Object.assign(mine, { scheme: how, ...verdict, said: activity });
    return response;
}

// What goes out, and how it was signed when it was answered.
const fetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, headers, url } = request;
    const response = await fetch(request);
    if (method === 'POST') state.sent.push({ url, scheme: scheme(headers), status: response.status });
    return response;
};

const identity = { cert: readFileSync(process.env.CERTIFICATE), key: readFileSync(process.env.KEY) };
createServer(identity, async (incoming, outgoing) => {
    let response;
    try {
        response = await answer(incoming);
    } catch (error) {
        console.error(error);
        response = new Response(String(error?.stack ?? error), { status: 500 });
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
}).listen(Number(new URL(origin).port), '127.0.0.1');
