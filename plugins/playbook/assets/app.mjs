/** The script of every page: it only adds to what already works without it. */

import { openFolders } from './folders.mjs';

openFolders(document, location);
