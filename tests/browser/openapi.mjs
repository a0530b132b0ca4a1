// SPDX-License-Identifier: AGPL-3.0-or-later
// What the API says about itself holds to the rules of OpenAPI 3.1 and of JSON Schema 2020-12, so that the tools of
// others can read it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const methods = ['get', 'put', 'post', 'delete', 'patch'];

const operations = (document) =>
    Object.entries(document.paths).flatMap(([path, item]) =>
        methods.filter((method) => item[method]).map((method) => ({ path, method, is: item[method] })));

export function openapi({ instance }) {
    const read = () => instance().api('GET', '/openapi.json');

    test('the OpenAPI document is one, by the schema of OpenAPI 3.1', async () => {
        const validator = new Validator();
        const answer = await validator.validate(await read());
        assert.equal(answer.valid, true, JSON.stringify(answer.errors, null, 1));
        assert.equal(validator.version, '3.1');
    });

    test('every schema in it is one of JSON Schema 2020-12, with every $ref leading somewhere', async () => {
        const document = await read();
        const ajv = new Ajv({ strict: false, allErrors: true });
        formats(ajv);
        ajv.addSchema({ $id: 'https://a.test/openapi', components: document.components });
        for (const name of Object.keys(document.components.schemas))
            assert.doesNotThrow(() => ajv.compile({ $ref: `https://a.test/openapi#/components/schemas/${name}` }), name);
    });

    // What no schema of OpenAPI can say.
    test('paths name their parameters, once each, and no two paths are the same', async () => {
        const document = await read();
        const shapes = Object.keys(document.paths).map((path) => path.replace(/\{[^}]*\}/g, '{}'));
        assert.deepEqual(shapes.filter((shape, i) => shapes.indexOf(shape) !== i), []);
        const ids = new Set();
        for (const { path, method, is } of operations(document)) {
            const where = `${method} ${path}`;
            const named = [...path.matchAll(/\{([^}]*)\}/g)].map((each) => each[1]).sort();
            const given = is.parameters.filter((each) => each.in === 'path').map((each) => each.name).sort();
            assert.deepEqual(given, named, where);
            const all = is.parameters.map((each) => `${each.in} ${each.name}`);
            assert.equal(new Set(all).size, all.length, where);
            assert.ok(is.operationId && !ids.has(is.operationId), where);
            ids.add(is.operationId);
            if (method === 'get') assert.equal(is.requestBody, undefined, where);
            for (const need of is.security)
                for (const name of Object.keys(need)) assert.ok(document.components.securitySchemes[name], where);
        }
        assert.ok(ids.size > 80);
    });
}
