// What the address of a page ends in, `plays/talk-sooner/`: a site whose pages are files has another module in its place.

export const END = '/';
