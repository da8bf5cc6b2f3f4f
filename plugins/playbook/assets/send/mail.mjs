// The address of a new e-mail, as the build makes it (`routes.mail`).

const LONGEST = 2000; // some programs for mail cut an address that is longer
const LONGEST_SUBJECT = 150; // letters

/**
 * @param {string} subject
 * @param {string} text in lines
 * @returns {{href: string, holdsText: boolean}} without the text where it makes the address too long
 */
export function mail(subject, text) {
  const start = `mailto:?subject=${coded([...subject].slice(0, LONGEST_SUBJECT).join(''))}`;
  const whole = `${start}&body=${coded(text)}`;
  return text && whole.length <= LONGEST ? { href: whole, holdsText: true } : { href: start, holdsText: false };
}

/** @param {string} text */
function coded(text) {
  // Half a character, as a cut emoji leaves it, cannot be coded.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/\r?\n/g, '\r\n'));
}
