/** Glossary words as cards, on every page whose text uses some. */

import { GlossaryCard } from './card.mjs';

new GlossaryCard(document);
