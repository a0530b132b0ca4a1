// SPDX-License-Identifier: AGPL-3.0-or-later
// What the test may tell the Fedify server to do, and what it may ask.
import { Temporal } from '@js-temporal/polyfill';
import { signRequest } from '@fedify/fedify/sig';
import { Create, Delete, Follow, isActor, Note, PUBLIC_COLLECTION, Tombstone, Undo, Update } from '@fedify/vocab';

const json = (value, status = 200) => new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

export function controls(federation, state, origin) {
    const context = () => federation.createContext(new URL(origin), undefined);
    const fresh = (what) => new URL(`/${what}/${crypto.randomUUID()}`, origin);
    const note = (ctx, content, more) =>
        new Note({
            attribution: ctx.getActorUri('bo'),
            to: PUBLIC_COLLECTION,
            cc: ctx.getFollowersUri('bo'),
            content,
            published: Temporal.Now.instant(),
            ...more,
        });
    const tell = (ctx, activity) =>
        ctx.sendActivity({ identifier: 'bo' }, [...state.followers.values()], activity, { preferSharedInbox: true });
    const about = (ctx, type, object) =>
        new type({ id: fresh('activities'), actor: ctx.getActorUri('bo'), to: PUBLIC_COLLECTION, cc: ctx.getFollowersUri('bo'), object });

    const acts = {
        ready: async () => ({ ready: true }),
        received: async () => ({ items: state.received, refused: state.refused }),
        sent: async () => ({ items: state.sent }),
        followers: async () => ({ items: [...state.followers.keys()] }),
        // Only this scheme passes from now on; every other is answered 401.
        demand: async ({ scheme }) => ({ demanded: (state.demanded = scheme) }),

        follow: async ({ target }) => {
            const ctx = context();
            const whom = await ctx.lookupObject(target);
            if (!isActor(whom)) throw new Error(`Fedify finds no actor: ${target}`);
            const follow = new Follow({ id: fresh('follows'), actor: ctx.getActorUri('bo'), object: whom.id });
            state.follows.set(target, { follow, whom });
            await ctx.sendActivity({ identifier: 'bo' }, whom, follow);
            return { id: follow.id.href, target: whom.id.href };
        },
        unfollow: async ({ target }) => {
            const ctx = context();
            const { follow, whom } = state.follows.get(target);
            await ctx.sendActivity({ identifier: 'bo' }, whom, new Undo({ id: fresh('undos'), actor: ctx.getActorUri('bo'), object: follow }));
            return {};
        },
        post: async ({ content }) => {
            const ctx = context();
            const id = crypto.randomUUID();
            state.notes.set(id, note(ctx, content, { id: ctx.getObjectUri(Note, { id }) }));
            await tell(ctx, about(ctx, Create, state.notes.get(id)));
            return { id, uri: ctx.getObjectUri(Note, { id }).href };
        },
        edit: async ({ id, content }) => {
            const ctx = context();
            const { id: uri, published } = state.notes.get(id);
            state.notes.set(id, note(ctx, content, { id: uri, published, updated: Temporal.Now.instant() }));
            await tell(ctx, about(ctx, Update, state.notes.get(id)));
            return {};
        },
        remove: async ({ id }) => {
            const ctx = context();
            state.notes.delete(id);
            await tell(ctx, about(ctx, Delete, new Tombstone({ id: ctx.getObjectUri(Note, { id }) })));
            return {};
        },
        letterbox: async (activity) => ({ kept: state.letterbox.push(activity) }),
        // bo's post, carried to the inbox by rita: only bo's proof vouches for it, for nothing of it can be fetched.
        relay: async ({ inbox, content, proof }) => {
            const ctx = context();
            const uri = ctx.getObjectUri(Note, { id: crypto.randomUUID() });
            const here = { id: new URL('/nobody', origin), inboxId: new URL('/control/letterbox', origin) };
            await ctx.sendActivity({ identifier: 'bo' }, here, about(ctx, Create, note(ctx, content, { id: uri })));
            const activity = state.letterbox.pop();
            if (!activity.proof) throw new Error('Fedify made no proof');
            if (!proof) delete activity.proof;
            const [rsa] = await ctx.getActorKeyPairs('rita');
            const request = new Request(inbox, {
                method: 'POST',
                body: JSON.stringify(activity),
                headers: { 'Content-Type': 'application/activity+json' },
            });
            const answer = await fetch(await signRequest(request, rsa.privateKey, rsa.keyId));
            return { uri: uri.href, status: answer.status };
        },
        // An activity as it stands, of whatever shape, signed by one of the members.
        say: async ({ as, inbox, activity }) => {
            const [rsa] = await context().getActorKeyPairs(as);
            const request = new Request(inbox, {
                method: 'POST',
                body: JSON.stringify(activity),
                headers: { 'Content-Type': 'application/activity+json' },
            });
            const answer = await fetch(await signRequest(request, rsa.privateKey, rsa.keyId));
            return { status: answer.status };
        },
    };
    return async (name, input) => (acts[name] ? json(await acts[name](input)) : json({ error: 'no such act' }, 404));
}
