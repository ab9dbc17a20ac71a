// Builds the page into build/web: index.html, app.js, network.js (loaded when the network is first opened), app.css, the
// fonts, and world.json. The names are fixed, so that the server's table of assets can list them.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(here, '..', 'build', 'web');
const require = createRequire(import.meta.url);

// The shapes of world-atlas, each country called by its ISO 3166-1 alpha-3 code as the record calls it. Where Natural
// Earth draws land that ISO gives no code, the shape keeps its name only.
function world() {
  const { numericToAlpha3 } = require('i18n-iso-countries');
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
  const kosovo = (shape) => (shape.properties.name === 'Kosovo' ? 'XKX' : undefined);
  for (const shape of topology.objects.countries.geometries) {
    const code = (shape.id && numericToAlpha3(shape.id)) ?? kosovo(shape);
    if (code) shape.id = code;
    else delete shape.id;
  }
  delete topology.objects.land;
  return JSON.stringify(topology);
}

// The dark palette stands in tokens.css once, for those who choose it; the same holds where the system is dark and nobody
// chose. (CSS's light-dark() would do, but canvases could not read it.)
const two_palettes = {
  name: 'two palettes',
  setup(of) {
    of.onLoad({ filter: /tokens\.css$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const dark = /^:root\[data-theme="dark"\] \{\n([^}]*)\}/m.exec(text);
      if (!dark) throw new Error(`${path} has no dark palette`);
      return { contents: `${text}\n@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {\n${dark[1]}} }\n`, loader: 'css' };
    });
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { app: 'src/app.tsx', network: 'src/views/network_graph.ts', app_style: 'src/style/app.css' },
  outdir: out,
  bundle: true,
  plugins: [two_palettes],
  minify: true,
  format: 'esm',
  target: ['es2022'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  external: ['/network.js'],
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.woff2': 'file' },
  assetNames: 'assets/[name]',
  legalComments: 'none',
  logLevel: 'warning',
});
const css = join(out, 'app_style.css');
writeFileSync(join(out, 'app.css'), readFileSync(css));
rmSync(css);
writeFileSync(join(out, 'world.json'), world());
for (const name of ['index.html', 'favicon.svg']) copyFileSync(join(here, 'src', name), join(out, name));

const size = (name) => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
if (process.argv.includes('--sizes')) {
  for (const name of readdirSync(out).filter((entry) => /\.\w+$/.test(entry))) console.log(name, kilobytes(size(name)));
}
