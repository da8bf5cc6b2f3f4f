// What readers do most, in Firefox, which Playwright cannot drive as Debian ships it: WebDriver BiDi can.
// SITE is the address of a served site, FIREFOX_PATH the browser; tests/browser/test_firefox.py starts this.

import assert from 'node:assert/strict';
import process from 'node:process';
import { after, before, beforeEach, test } from 'node:test';

import puppeteer from 'puppeteer-core';

const SITE = process.env.SITE ?? '';
const PATIENCE = 60_000; // milliseconds; a busy machine takes its time
const ROW = 'playbook-find [data-play]';

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {string[]} */
let faults = [];

before(async () => {
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
  });
});
after(() => browser.close());

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  faults = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error instanceof Error ? error.message : error}`));
  page.on('console', (said) => {
    // What breaks the policy is a warning in some versions.
    if (said.type() === 'error' || said.text().includes('Content-Security-Policy')) faults.push(said.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(SITE) && /^(?:http|ws)/.test(request.url())) faults.push(`asked for ${request.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`Content-Security-Policy: ${violatedDirective} forbids ${blockedURI}`);
    });
  });
});

/**
 * A flow of a reader, at the end of which the pages must have done nothing wrong.
 * @param {string} sentence
 * @param {() => Promise<void>} flow
 */
const flow = (sentence, flow) =>
  test(sentence, async () => {
    await flow();
    await new Promise((said) => setTimeout(said, 300));
    assert.deepEqual(faults, []);
  });

const go = (/** @type {string} */ where) => page.goto(new URL(where, SITE).href, { waitUntil: 'load' });
const there = (/** @type {string} */ selector) => page.waitForSelector(selector, { visible: true });
const click = async (/** @type {string} */ selector) => (await there(selector))?.click();
const text = (/** @type {string} */ selector) => page.$eval(selector, (one) => one.textContent ?? '');
const says = (/** @type {string} */ selector, /** @type {string} */ words) =>
  page.waitForFunction(
    (/** @type {string} */ selector, /** @type {string} */ words) => document.querySelector(selector)?.textContent?.includes(words),
    {},
    selector,
    words,
  );
const at = (/** @type {string} */ end) =>
  page.waitForFunction((/** @type {string} */ end) => location.href.endsWith(end), {}, end);

flow('the front page takes a question to the search', async () => {
  await go('');
  await page.type('#pb-ask', 'before I sign a contract');
  await page.keyboard.press('Enter');
  await there(`${ROW}[data-play="talk-sooner"]`);
  await says('playbook-find [role=status]', 'found');
});

flow('words and boxes find, and the address keeps both', async () => {
  await go('find/');
  await page.type('playbook-find input[type=search]', 'security');
  await there(`${ROW}[data-play="understand-security"]`);
  await page.$eval('input[name=role][value=cio]', (box) => box.closest('details')?.setAttribute('open', ''));
  await click('input[name=role][value=cio]');
  await at('?q=security&role=cio');
  await says('playbook-find [data-slot=chips]', 'Role: CIO');
  await page.goBack();
  await at('?q=security');
  await go('find/?q=cio+coping');
  await says('playbook-find [data-slot=chips]', 'Stage 2: Coping');
  assert.equal(await page.$eval('input[name=stage][value=coping]', (box) => /** @type {HTMLInputElement} */ (box).checked), true);
});

flow('a slash opens the dialog, arrows move and Enter opens', async () => {
  await go('plays/');
  await page.keyboard.press('/');
  await there('dialog[open] input[type=search]');
  await page.keyboard.type('talk soo');
  await there('dialog[open] [data-play="talk-sooner"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await at('/plays/talk-sooner/');
});

flow('code and links are copied', async () => {
  await go('plays/with-code/');
  await click('.pb-copy');
  await says('.pb-copy', 'Copied');
  await go('plan/#p=talk-sooner');
  await click('[data-slot=replace]');
  await click('[data-slot=copy]');
  await says('[data-slot=told]', 'Copied.');
});

flow('a play goes into the plan, which is kept, printed and put into a calendar', async () => {
  await go('plays/talk-sooner/');
  // Another flow may have put it there: the pages of this browser share what it keeps.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await click('playbook-plan-button [data-slot=toggle]');
  await says('playbook-plan-button [data-slot=open]', '(1)');
  await page.select('playbook-half select', 'cio');
  await there('playbook-half [data-slot=mine]');
  await go('plan/');
  await says('[data-slot=list]', 'Talk sooner');
  await click('[data-slot=done]');
  await says('[data-slot=count]', '1 of 1 done');
  const printed = await page.pdf();
  assert.ok(printed.length > 5000, String(printed.length));
  await go('meet/#p=talk-sooner&t=30');
  await says('[data-slot=agenda]', 'Talk sooner');
});

flow('ten answers give a result, and a link to it shows it again', async () => {
  await go('assess/');
  await page.select('[data-slot=role]', 'cmo');
  await page.$$eval('playbook-assess fieldset input[value="2"]', (boxes) => boxes.forEach((box) => /** @type {HTMLElement} */ (box).click()));
  await click('[data-slot=bar] button');
  await says('[data-slot=verdict-title]', 'Stage 2: Coping');
  const link = await page.$eval('[data-slot=link]', (field) => /** @type {HTMLInputElement} */ (field).value);
  await go('about/');
  await go(link);
  await says('[data-slot=verdict-title]', 'Stage 2: Coping');
});

flow('an address that leads nowhere offers what it may have meant', async () => {
  await go('plays/talk-soner/');
  await says('[data-slot=guesses]', 'Talk sooner');
  await click('[data-slot=guesses] a');
  await at('/plays/talk-sooner/');
  assert.equal((await text('h1')).trim(), 'Talk sooner');
});

flow('no kind of page breaks its policy or asks another host', async () => {
  for (const where of ['', 'matrix/', 'stages/coping/', 'roles/cio/', 'sources/', 'glossary/', 'moments/', 'paths/', 'print/', 'about/']) {
    await go(where);
    await there('h1');
  }
});

flow('words to send are filled in and copied, and a glossary word shows its card', async () => {
  await go('plays/talk-sooner/');
  await there('.pb-send input');
  await page.type('.pb-send input', 'Anna');
  await click('.pb-send button');
  await says('.pb-send [role=status]', 'Copied.');
  assert.ok((await text('.pb-send')).includes('Hello Anna,'));
  await page.focus('a.pb-term');
  await says('#pb-word-card', 'IT team says');
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('#pb-word-card', (card) => card.checkVisibility()), false);
});
