// What the page tests share: a store made out of pages, a server on it, a browser in which nothing bad goes unseen.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export async function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
  });
}

// The page as it stands in the source now, whatever was built before.
export function build_page(scratch) {
  const out = join(scratch, 'web');
  execFileSync(process.execPath, [join(root, 'web', 'build.mjs'), out], { stdio: ['ignore', 'inherit', 'inherit'] });
  return out;
}

export function make_store(setting, name, inputs) {
  const store = join(setting.scratch, `${name}.annals`);
  execFileSync(setting.annals, ['ingest', store, ...inputs, '--progress', 'off'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  return store;
}

// Starts `annals serve` on a free port. Gives its address, its token where it reviews, and how to stop it.
export async function serve(setting, store, ...options) {
  const child = spawn(setting.annals, ['serve', store, '--port', '0', '--assets', setting.assets, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const found = await new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      const token = /token[=: ]+([A-Za-z0-9_-]{16,})/i.exec(said)?.[1];
      if (url && (token || !options.includes('--review'))) resolve({ url, token });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => reject(new Error(`annals serve ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.on('exit', resolve);
      child.kill('SIGTERM');
    });
  return { ...found, stop };
}

// A page in which every error, every request that leaves the machine, every breach of the policy is written down.
export async function open(browser, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  await context.addInitScript(() => {
    window.annals_heard = [];
    window.annals_ran = (n) => window.annals_heard.push(`payload ${n} ran`);
    document.addEventListener('securitypolicyviolation', (event) => window.annals_heard.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(`console: ${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => wrong.push(`error: ${error.stack ?? error}`));
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.url) && !url.startsWith('data:') && !url.startsWith('blob:')) wrong.push(`left the machine: ${url}`);
  });
  const check = async () => {
    const heard = await page.evaluate(() => window.annals_heard.splice(0));
    assert.deepEqual([...wrong.splice(0), ...heard], []);
  };
  return { page, context, check };
}

// Goes to an address of the page without loading it anew, as a link in it would.
export async function visit(page, address) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

export async function ready(page) {
  await page.locator('.view[data-ready="true"], .view-events tbody tr').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('main .waiting'));
}

const axe = readFileSync(join(root, 'web', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

// Nothing serious or critical; what is minor is printed. axe is put in by the debugger: no policy is bent for it.
export async function accessible(page, where, log) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`) }));
  });
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  for (const { id, impact } of found) if (!grave.some((one) => one.id === id)) log(`  ${where}: ${impact}: ${id}`);
  assert.deepEqual(grave, [], where);
}
