/** Where the reader stands: the sentence of the home page, the matrix, and the signs of a stage. */

import { wake } from '../waking.mjs';
import { PlaybookMatrix } from './matrix.mjs';
import { PlaybookSentence } from './sentence.mjs';
import { offerCount } from './signals.mjs';

wake(() => customElements.define('playbook-matrix', PlaybookMatrix));
wake(() => customElements.define('playbook-sentence', PlaybookSentence));
wake(() => offerCount(document));
