/** Which pictures may come with a draft, and under which name. Pure: judged by what is in a file, never by its name. */

/** @type {{suffix: string, begins: (bytes: Uint8Array) => boolean}[]} */
const KINDS = [
  { suffix: 'png', begins: (bytes) => has(bytes, 0, '\x89PNG\r\n\x1a\n') },
  { suffix: 'jpg', begins: (bytes) => has(bytes, 0, '\xff\xd8\xff') },
  { suffix: 'webp', begins: (bytes) => has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBP') },
  { suffix: 'avif', begins: (bytes) => has(bytes, 4, 'ftypavif') || has(bytes, 4, 'ftypavis') },
];

const LONGEST = 40;
// Letters that no accent makes out of plain ones.
/** @type {{[letter: string]: string}} */
const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/**
 * The name under which a picture is published, or why it cannot be. The same picture gets the same name, another one
 * another, so that none ever takes the place of one that is there.
 * @param {string} name as it is on the editor's machine
 * @param {Uint8Array} bytes
 * @param {string} digest of the bytes, in hexadecimal
 * @param {number} largest in bytes
 * @returns {{name: string} | {fault: string}}
 */
export function named(name, bytes, digest, largest) {
  const kind = KINDS.find(({ begins }) => begins(bytes));
  if (!kind) return { fault: 'This is no PNG, JPEG, WebP or AVIF. Save the picture as one of these and choose it again.' };
  if (bytes.length > largest) {
    return { fault: `The picture has ${megabytes(bytes.length)} MB; at most ${megabytes(largest)} fit. Make it smaller.` };
  }
  const lower = name.replace(/\.[^.]*$/, '').normalize('NFKD').toLowerCase();
  const plain = lower.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  const stem = plain.replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST).replace(/^-+|-+$/g, '');
  return { name: `${stem || 'picture'}-${digest.slice(0, 8)}.${kind.suffix}` };
}

/**
 * Whether the bytes from a place on are these.
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {string} letters each a byte
 */
function has(bytes, from, letters) {
  return [...letters].every((letter, index) => bytes[from + index] === letter.charCodeAt(0));
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1024 ** 2).toFixed(1).replace(/\.0$/, '');
}
