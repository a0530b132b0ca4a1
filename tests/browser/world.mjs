// SPDX-License-Identifier: AGPL-3.0-or-later
// People with work to show, and others with none, made through the program's own doors.
import { png } from './picture.mjs';

const long = `We moved eleven years of measurements from one machine under a desk to a small cluster, without a day of silence.

The first attempt failed in March, because *nobody* had written down which of the three clocks was right. So we began with the clocks: each probe now says how sure it is of the time, and what cannot be sure is set aside until a person has looked at it.

What we learned, in the order in which it hurt:

- Write the way back before the way there.
- A copy that nobody has read is a hope.
- The people who use the data know where it is wrong; ask them first.

Then came the quiet part. For six weeks both systems ran side by side, and every night a small program compared what they said. The last difference turned out to be a leap second.

> It is the first migration here that nobody noticed. — Hanne, who looks after the buoys

The tools are free, see [the repository](https://example.org/tides) and the notes about \`clock_confidence\`:

\`\`\`
probe --clock-confidence=0.98 --hold-uncertain --compare-with=/var/lib/tides/old --until=2026-05-31
\`\`\`

If your institute has a machine under a desk as well, we are glad to help.`;

const german = `Drei Abende lang haben wir in der Stadtbücherei Radiosendungen aus den Siebzigerjahren digitalisiert, geschnitten und verschlagwortet. Am Ende standen **412 Aufnahmen** im Archiv, und die Donaudampfschifffahrtsgesellschaftskapitänswitwe aus der Folge vom 3. Mai hat sich gemeldet: Sie hört noch immer zu.`;

const picture = async (instance, token, width, height, hue, alt) => {
    const form = new FormData();
    form.set('file', new Blob([png(width, height, hue)], { type: 'image/png' }), 'picture.png');
    form.set('alt', alt);
    return (await instance.api('POST', '/media', { token, form })).id;
};

const works = (media) => [
    { headline: 'First steps with Rust', markdown: 'A small parser for tide tables.', badges: ['rust'], happened: { from: '2023-11-04', to: null } },
    { headline: 'Ein Radioarchiv für alle', markdown: german, badges: ['podcasting'], activity: 'organised', language: 'de', happened: { from: '2025-09-05', to: '2025-09-07' }, media: media.slice(0, 2) },
    { headline: 'Tides: a measuring network without a single machine', markdown: long, badges: ['rust', 'open-source'], activity: 'shipped', language: 'en', happened: { from: '2026-02-01', to: '2026-05-31' }, media: media.slice(2, 5), links: [{ url: 'https://example.org/tides', title: 'Tides, the source code' }, { url: 'https://example.org/a/rather/long/path/that/somebody/pasted?with=parameters&and=more' }] },
    { headline: 'Spoke about clocks that admit doubt', markdown: 'Forty minutes, two live demonstrations, one of which worked.', badges: ['public-speaking'], activity: 'spoke_at', happened: { from: '2026-06-12', to: null }, media: media.slice(5, 6) },
    { headline: 'A summer of small things', markdown: 'Four days, four pictures.', badges: [], activity: 'built', media: media.slice(6, 10) },
];

// Of the author's work, each with their collaborator's yes.
const credit = async (instance, token, handle) => {
    const theirs = await instance.command('token', 'create', handle, '--scopes', 'read write');
    await instance.api('PATCH', '/profile', { token: theirs, body: { name: 'Cynthia Ferreira-Lindqvist' } });
    const address = `${handle}@${instance.domain}`;
    for (const work of [
        { headline: 'A map of every quay wall', markdown: 'Walked, measured and drawn, in two winters.', badges: ['open-source'], activity: 'collaborated', happened: { from: '2024-11-01', to: '2026-02-28' } },
        { headline: 'Workshop: reading tides', markdown: 'For forty pupils, with buckets.', badges: [], activity: 'taught' },
    ])
        await instance.api('POST', '/highlights', { token, body: { ...work, collaborators: [address], visibility: 'public' } });
    for (const { id } of (await instance.api('GET', '/credits', { token: theirs })).items)
        await instance.api('POST', `/credits/${id}/confirm`, { token: theirs });
    await instance.api('POST', '/highlights', { token: theirs, body: { headline: 'Alone in the archive', markdown: 'Twelve boxes of charts.', badges: [], visibility: 'public' } });
};

// An organisation that its domain names by DNS, with a call of its own, and one of its people named.
async function organise(instance, token, icon) {
    const { id, proof } = await instance.api('POST', '/organisations', { token, body: { handle: 'tidewerk', name: 'Tidewerk e. G.', domain: 'tidewerk.example' } });
    instance.dns.say(proof.dns.name, proof.dns.value);
    const { state } = await instance.api('POST', `/organisations/${id}/proof`, { token });
    if (state !== 'verified') throw new Error(`the organisation is ${state}`);
    await instance.api('PATCH', `/organisations/${id}`, { token, body: {
        icon, about: 'A cooperative of eleven people who keep old measuring networks alive, and write down how.\nWe answer within a week.',
        fields: [{ name: 'Site', value: 'https://tidewerk.example/' }, { name: 'Where', value: 'Bremen and Husum' }],
    } });
    await instance.api('PUT', `/organisations/${id}/listing`, { token, body: { listed: true } });
    return instance.api('POST', '/calls', { token, body: {
        organisation: 'tidewerk', title: 'Somebody who explains tides to eight-year-olds', text: 'Four mornings in May, in two schools by the water. We bring the buckets.',
        terms: ['paid', 'expenses'], at_distance: false, place: { name: 'Husum' }, language: 'en', seats: [{ kind: 'workshop', badges: ['public-speaking'] }],
    } });
}

export async function furnish(instance) {
    await instance.command('member', 'create', 'alice', '--email', 'alice@example.org', '--role', 'admin');
    const token = await instance.command('token', 'create', 'alice', '--scopes', 'read write');
    const shapes = [[900, 640], [640, 900], [1200, 620], [700, 700], [800, 600], [1280, 800], [800, 600], [600, 800], [900, 500], [640, 640]];
    const media = [];
    for (const [i, [width, height]] of shapes.entries())
        media.push(await picture(instance, token, width, height, i * 0.7, i === 3 ? '' : `A sun above soft hills, seen from the pier on day ${i + 1}`));
    const avatar = await picture(instance, token, 400, 400, 3, '');
    for (const name of ['rust', 'open-source', 'podcasting', 'public-speaking'])
        await instance.api('GET', `/badges/${name}`).catch(() => instance.api('POST', '/badges', { token, body: { name, kind: 'craft' } }));
    const tea = await instance.api('POST', '/badges', { token, body: { name: 'Tea & Tide Tables', icon: 'coffee', hue: 140, kind: 'fun', description: 'For those who wait for the water with a cup in hand.' } });
    await instance.api('PATCH', '/profile', { token, body: {
        name: 'Alice Okonkwo', avatar,
        bio: 'Makes measuring networks that admit what they do not know. Glad to help institutes with a machine under a desk.',
        fields: [{ name: 'Lives in', value: 'Bremen, by the water' }, { name: 'Site', value: 'https://example.org/alice' }],
    } });
    await instance.api('PUT', '/profile/badges', { token, body: { badges: ['rust', 'open-source', 'podcasting', 'public-speaking', tea.slug] } });
    const published = [];
    for (const work of works(media)) published.push(await instance.api('POST', '/highlights', { token, body: { ...work, visibility: 'public' } }));
    await instance.api('PATCH', `/highlights/${published[3].id}`, { token, body: { markdown: 'Forty minutes, two live demonstrations, one of which worked. Slides are linked.' } });
    const gone = await instance.api('POST', '/highlights', { token, body: { headline: 'Soon forgotten', markdown: 'x', visibility: 'public' } });
    await instance.api('DELETE', `/highlights/${gone.id}`, { token });
    const openness = await instance.api('POST', '/openings', { token, body: {
        kind: 'mentoring', direction: 'offering', badges: ['rust', 'open-source'], terms: ['unpaid', 'credit'], capacity: 2,
        note: 'An hour, once a month, for people who take over somebody else\u2019s measuring network.', languages: ['de', 'en'],
        questions: ['What do you look after?', 'What hurts most?'],
    } });
    const call = await instance.api('POST', '/calls', { token, body: {
        title: 'A stage for small weather stations', text: '*Two* evenings in Bremen, with a stage, a projector and forty people who care.',
        terms: ['expenses'], at_distance: false, place: { name: 'Bremen' }, language: 'en',
        seats: [{ kind: 'speaking', badges: ['public-speaking'], places: 2 }, { kind: 'workshop' }],
    } });
    const calling = await organise(instance, token, await picture(instance, token, 400, 400, 1.4, ''));
    await instance.command('member', 'create', 'bo', '--email', 'bo@example.org');
    await instance.command('member', 'create', 'cy', '--email', 'cy@example.org');
    await credit(instance, token, 'cy');
    return { token, published, gone, tea, openness, call, calling };
}
