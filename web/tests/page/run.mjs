// run.mjs views ANNALS [PART], run.mjs review ANNALS, run.mjs payloads ANNALS [N], run.mjs big ANNALS STORE: the page in Debian's Chromium, against the real `annals serve`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build_page, launch, root } from './browser.mjs';
import { test_big } from './big_test.mjs';
import { test_payloads } from './payloads_test.mjs';
import { test_review } from './review_test.mjs';
import { test_views } from './views_test.mjs';

const [what, annals, more] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'annals-page-'));
const shots = join(root, 'build', 'screenshots');
mkdirSync(shots, { recursive: true });
const started = Date.now();
const log = (text) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
let failed = 0;
const setting = { annals, scratch, shots, log, assets: build_page(scratch), source: dirname(fileURLToPath(import.meta.url)) };
const browser = await launch();
try {
  if (what === 'views') {
    await test_views(browser, setting, more);
  } else if (what === 'review') {
    await test_review(browser, setting);
  } else if (what === 'big') {
    await test_big(browser, setting, more);
  } else {
    await test_payloads(browser, setting, Number(more ?? 200));
  }
  log('passed');
} catch (error) {
  failed = 1;
  console.error(error.stack ?? error);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed);
