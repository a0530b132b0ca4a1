// SPDX-License-Identifier: AGPL-3.0-or-later
// Builds what browsers get, and writes it with templates and messages as one assembler file and one table, so that the
// program carries them and needs no files beside it.   node web/build.mjs OUTPUT_FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import subsetFont from 'subset-font';

const web = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2]);
mkdirSync(out, { recursive: true });
const files = new Map(); // Name → bytes

const hashed = (name, bytes) => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    return name.replace(/(\.\w+)$/, `-${hash}$1`);
};

// Inline styles are forbidden by the Content-Security-Policy, so each hue is a class.
const hues = Array.from({ length: 360 }, (_, hue) => `.hue-${hue}{--hue:${hue}}`).join('');

// Open Props brings hundreds of properties; only those that are used, directly or by another, stay.
const withoutUnusedProperties = (css) => {
    for (let before = ''; before !== css; ) {
        before = css;
        const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
        css = css.replace(/(--[\w-]+):[^;{}]*(;|(?=\}))/g, (all, name) => (used.has(name) ? all : ''));
    }
    return css.replace(/[^{}]+\{\}/g, '');
};

// Of each file what pages use: the weights of our styles, and of the Latin letters outside of Latin 1 those of living
// languages. base.css names the same ranges.
const weights = { wght: { min: 400, max: 700 } };
const ranges = {
    latin: [[0x20, 0xff], [0x131], [0x152, 0x153], [0x2bb, 0x2bc], [0x2c6], [0x2da], [0x2dc], [0x2000, 0x206f], [0x20ac],
        [0x2122], [0x2191], [0x2193], [0x2212]],
    'latin-ext': [[0x100, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x18f], [0x192], [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x1b7],
        [0x1cd, 0x1dc], [0x1e4, 0x1ed], [0x1fa, 0x21b], [0x21e, 0x21f], [0x22a, 0x233], [0x237], [0x259], [0x292],
        [0x2d8, 0x2d9], [0x2db], [0x2dd], [0x1e80, 0x1e85], [0x1e9e], [0x1ef2, 0x1ef3]],
};
const letters = (all) => all.map(([from, to = from]) =>
    String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))).join('');
const fonts = await Promise.all(Object.keys(ranges).map(async (subset) => {
    const file = `source-serif-4-${subset}-wght-normal.woff2`;
    const whole = readFileSync(join(web, 'node_modules/@fontsource-variable/source-serif-4/files', file));
    const bytes = await subsetFont(whole, letters(ranges[subset]), { targetFormat: 'woff2', variationAxes: weights });
    const name = hashed(file, bytes);
    files.set(`assets/${name}`, bytes);
    return [subset, name];
}));

const bundled = await esbuild.build({
    entryPoints: [join(web, 'styles/main.css')], bundle: true, minify: true, write: false, external: ['/assets/*'],
});
let css = withoutUnusedProperties(bundled.outputFiles[0].text) + hues;
for (const [subset, name] of fonts) css = css.replaceAll(`/assets/${subset}.woff2`, `/assets/${name}`);
const names = { 'main.css': hashed('main.css', css), 'latin.woff2': fonts[0][1] };
files.set(`assets/${names['main.css']}`, css);

for (const script of readdirSync(join(web, 'scripts'))) {
    const built = await esbuild.build({
        entryPoints: [join(web, 'scripts', script)], bundle: true, minify: true, format: 'esm', write: false,
    });
    names[script] = hashed(script, built.outputFiles[0].text);
    files.set(`assets/${names[script]}`, built.outputFiles[0].text);
}
for (const name of ['mark.svg']) files.set(`assets/${name}`, readFileSync(join(web, name)));

// Compressed once, here, for those who take it.
for (const [name, bytes] of [...files]) if (/\.(css|js|svg)$/.test(name)) files.set(`${name}.gz`, gzipSync(bytes, { level: 9 }));

for (const folder of ['templates', 'locales'])
    for (const name of readdirSync(join(web, folder))) files.set(`${folder}/${name}`, readFileSync(join(web, folder, name)));
files.set('names.json', JSON.stringify(names));

// Lucide: "name<TAB>children of the svg element" a line, sorted by name for a binary search.
const nodes = JSON.parse(readFileSync(join(web, 'node_modules/lucide-static/icon-nodes.json')));
const attribute = ([key, value]) => ` ${key}="${value}"`;
const icons = Object.entries(nodes).filter(([name]) => /^[a-z0-9-]+$/.test(name)).map(([name, children]) =>
    `${name}\t${children.map(([tag, attributes]) => `<${tag}${Object.entries(attributes).map(attribute).join('')}/>`).join('')}`);
icons.sort((a, b) => (a.split('\t')[0] < b.split('\t')[0] ? -1 : 1));
files.set('icons.tsv', icons.join('\n') + '\n');

let assembler = '.section .rodata\n';
let table = '// Made by web/build.mjs.\n#include "web/assets.hpp"\n\nextern "C" {\n';
let rows = '';
[...files.keys()].sort().forEach((name, index) => {
    const file = join(out, `file-${index}`);
    writeFileSync(file, files.get(name));
    assembler += `.global asset_${index}_begin\n.global asset_${index}_end\nasset_${index}_begin:\n.incbin "${file}"\nasset_${index}_end:\n`;
    table += `extern char const asset_${index}_begin[], asset_${index}_end[];\n`;
    rows += `    {"${name}", asset_${index}_begin, asset_${index}_end},\n`;
});
assembler += '.section .note.GNU-stack,"",@progbits\n';
table += `}\n\nnamespace federwerk::web {\n\nembedded_file const embedded_files[] = {\n${rows}};\n`;
table += `std::size_t const embedded_file_count = ${files.size};\n\n} // namespace federwerk::web\n`;
writeFileSync(join(out, 'assets.S'), assembler);
writeFileSync(join(out, 'assets_table.cpp'), table);
