// A block of words to be sent: its fields, and the buttons below it.

import { listed, worded } from '../texts.mjs';
import { copyBoth } from './copying.mjs';
import { filledIn, pieces, value } from './gaps.mjs';
import { mail } from './mail.mjs';
import { plainLines, simpleHtml } from './written.mjs';

/** @typedef {{name: string, input: HTMLInputElement, shown: HTMLElement}} Field */

/**
 * @param {HTMLElement} figure
 * @param {import('./values.mjs').Values} values
 */
export function offerSending(figure, values) {
  const [quote] = figure.children;
  const link = figure.querySelector('.pb-send__do a');
  if (!(link instanceof HTMLAnchorElement)) return;
  const fields = [...gapsOf(quote)].flatMap((text) => fieldsIn(text, values));
  const subject = () => filledIn(figure.dataset.subject ?? '', values.all);
  const named = () => listed([subject(), figure.dataset.who ?? ''].filter(Boolean));
  const status = element('span', 'pb-send__said');
  status.setAttribute('role', 'status');
  const tell = (/** @type {string} */ words) => (status.textContent = words);
  const copied = async () => {
    const done = await copyBoth(plainLines(quote.children), simpleHtml(quote));
    if (!done) getSelection()?.selectAllChildren(quote);
    return done;
  };
  const copyButton = button(worded('copying.copy'), async () => {
    tell('');
    tell((await copied()) ? copiedSaid(fields, values.all) : worded('copying.select_text'));
  });
  const clear = button(worded('send.clear'), () => {
    values.empty();
    copyButton.focus();
    tell(worded('send.cleared'));
  });
  quote.addEventListener('copy', copyMarked);
  link.textContent = worded('send.mail');
  link.before(copyButton, ' ');
  link.after(' ', clear, ' ', status);
  link.addEventListener('click', async () => {
    if (mailOf().holdsText) return tell(worded('send.mailed'));
    tell((await copied()) ? worded('send.too_long') : worded('copying.select_text'));
  });
  const mailOf = () => {
    const body = [...quote.children].filter((child) => !child.matches('.pb-send__subject'));
    return mail(subject(), plainLines(body));
  };
  const show = () => {
    for (const { name, input, shown } of fields) {
      const typed = values.all.get(name) ?? '';
      if (input.value !== typed) input.value = typed;
      shown.textContent = typed || `[${name}]`;
    }
    clear.hidden = !fields.some(({ name }) => values.all.get(name));
    link.href = mailOf().href;
    for (const one of [copyButton, link]) {
      one.setAttribute('aria-label', worded('send.action', { action: one.textContent ?? '', subject: named() }));
    }
  };
  if (fields.length || pieces(figure.dataset.subject ?? '').some(({ name }) => name)) values.hear(show);
  show();
}

/**
 * What is marked by hand is copied as it reads; a browser would say each field twice.
 * @param {Event} event
 */
function copyMarked(event) {
  const selection = getSelection();
  if (event.target instanceof HTMLInputElement || !selection?.rangeCount || !(event instanceof ClipboardEvent)) return;
  const marked = selection.getRangeAt(0).cloneContents();
  const holder = element(marked.querySelector('p, li, tr') ? 'div' : 'p', '');
  holder.append(marked);
  event.clipboardData?.setData('text/plain', plainLines([holder]));
  event.clipboardData?.setData('text/html', simpleHtml(holder));
  event.preventDefault();
}

/**
 * The texts in which something is to be filled in.
 * @param {Element} quote
 */
function* gapsOf(quote) {
  const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) if (pieces(text.data).some(({ name }) => name)) yield text;
}

/**
 * Put a field in each place of a text.
 * @param {Text} text
 * @param {import('./values.mjs').Values} values
 * @returns {Field[]}
 */
function fieldsIn(text, values) {
  /** @type {Field[]} */
  const fields = [];
  const nodes = pieces(text.data).map(({ text: words, name }) => {
    if (!name) return words;
    const input = /** @type {HTMLInputElement} */ (element('input', 'pb-field__input'));
    input.type = 'text';
    input.size = 1; // the words below it give it its width
    input.maxLength = 200;
    input.dir = 'auto';
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.placeholder = words;
    input.setAttribute('aria-label', worded('send.field', { name }));
    input.addEventListener('input', () => values.fill(name, value(input.value)));
    const shown = element('span', 'pb-field__value');
    shown.setAttribute('aria-hidden', 'true');
    shown.dir = 'auto';
    const field = element('span', 'pb-field');
    field.append(shown, input);
    fields.push({ name, input, shown });
    return field;
  });
  text.replaceWith(...nodes);
  return fields;
}

/**
 * @param {Field[]} fields
 * @param {ReadonlyMap<string, string>} values
 */
function copiedSaid(fields, values) {
  const open = [...new Set(fields.map(({ name }) => name))].filter((name) => !values.get(name));
  return open.length ? worded('send.copied_open', { count: open.length, names: listed(open) }) : worded('copying.copied');
}

/**
 * @param {string} words
 * @param {() => void} press
 */
function button(words, press) {
  const made = /** @type {HTMLButtonElement} */ (element('button', 'pb-button'));
  made.type = 'button';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

/**
 * @param {string} tag
 * @param {string} name its class
 */
function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
