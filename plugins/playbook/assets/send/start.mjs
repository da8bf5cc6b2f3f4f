/** Words to be sent, on every page that has some. */

import { wake } from '../waking.mjs';
import { offerSending } from './figure.mjs';
import { Values } from './values.mjs';

const values = new Values();
for (const figure of document.querySelectorAll('.pb-send')) {
  if (figure instanceof HTMLElement) wake(() => offerSending(figure, values), figure);
}
