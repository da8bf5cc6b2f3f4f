/** What stands beside a form: what the check would say of it, and the page as the site shows it. */

import { filled, plain } from './filling.mjs';
import { ofDraft } from './judging.mjs';

/**
 * @typedef {any} React what Decap hands to previews; it has no types of its own here
 * @typedef {import('./filling.mjs').Page & import('./judging.mjs').Facts} Facts
 */

const HONEST =
  'So far as this form knows: its own fields, and what was published when the editor was made. What depends on the ' +
  'other files, such as two plays of one title or plays that require one another, the check says of your branch once ' +
  'you have saved, beside the lines.';

/**
 * A preview of Decap; that of a play is the site's own page.
 * @param {React} h makes an element
 * @param {React} createClass
 * @param {React} Markdown Decap's own preview of Markdown
 * @param {Facts} facts
 * @param {boolean} play
 * @returns {React}
 */
export function preview(h, createClass, Markdown, facts, play) {
  return createClass({
    componentDidMount() {
      const frame = this.props.window?.frameElement;
      if (frame) frame.title = 'Preview';
      this.draw();
    },

    componentDidUpdate() {
      this.draw();
    },

    draw() {
      const data = this.data();
      // Made aside, where nothing is loaded: what Decap makes of the text, sanitised by it.
      const { props } = new Markdown({ ...this.props, value: String(data.body ?? ''), field: undefined }).render();
      const text = new DOMParser().parseFromString(props.dangerouslySetInnerHTML.__html, 'text/html').body;
      for (const image of text.querySelectorAll('img')) this.show(image);
      const { collection, entry } = this.props;
      // The page of a term is called by the playbook, which the list of files knows.
      const named = (/** @type {React} */ file) => file.get('name') === entry.get('slug');
      const name = collection.get('files')?.find(named)?.get('label') ?? '';
      this.page.replaceChildren(...(play ? filled : plain)(facts, data, [...text.childNodes], name));
    },

    /** @param {HTMLImageElement} image */
    show(image) {
      const source = image.getAttribute('src') ?? '';
      image.removeAttribute('srcset');
      image.removeAttribute('src');
      // A picture of the playbook, in the repository or only in this draft; the site shows no others.
      if (source && !/^[a-z+.-]+:|^\/\//i.test(source)) image.setAttribute('src', String(this.props.getAsset(source)));
    },

    data() {
      return this.props.entry.get('data').toJS();
    },

    render() {
      const data = this.data();
      const draft = { id: this.props.entry.get('slug') ?? '', play, now: Date.now() };
      const found = ofDraft(this.props.fields.toJS(), data, facts, draft);
      return h(
        'div',
        { className: 'pb-draft' },
        h(
          'aside',
          { className: 'pb-draft__check', 'aria-label': 'What the check would say' },
          h('h2', {}, found.length ? `What the check would say: ${found.length}` : 'Nothing left to do here'),
          h('ul', {}, ...found.map(({ where, says }, index) => h('li', { key: index }, h('strong', {}, `${where}: `), says))),
          h('p', {}, HONEST),
        ),
        h('div', { className: 'pb-draft__page', ref: (/** @type {React} */ element) => (this.page = element ?? this.page) }),
      );
    },
  });
}
