/** The field in which a text is written: its Markdown to the letter, with buttons that write Markdown for you. */

import { named } from './pictures.mjs';
import { between, bold, cite, link, list, picture } from './text.mjs';

/**
 * @typedef {import('./text.mjs').Change} Change
 * @typedef {import('./text.mjs').Selected} Selected
 * @typedef {{says: string, lines: string, link: string}} Passage
 * @typedef {{
 *   plays: {[id: string]: {title: string}}, sources: {[id: string]: {title: string, passages: Passage[]}},
 *   largest: number,
 * }} Choices what can be cited and linked to
 * @typedef {any} React what Decap hands to controls; it has no types of its own here
 */

/**
 * The control of Decap for texts.
 * @param {React} h makes an element
 * @param {React} createClass
 * @param {Choices} choices
 * @returns {React}
 */
export function textControl(h, createClass, choices) {
  /** @type {[string, string, (selected: Selected) => Change][]} a name, what it shows, and what it does */
  const simple = [
    ['Bold', 'B', bold],
    ['List', '• List', list],
    ['Numbered list', '1. List', (/** @type {Selected} */ at) => list(at, true)],
  ];
  /** @type {{[name: string]: (at: React) => React[]}} */
  const panels = { Citation: citing, 'Link to a play': linking, Picture: showing };

  return createClass({
    getInitialState: () => ({ panel: '', source: '', fault: '', busy: false }),

    componentDidUpdate() {
      // Decap hands back what was typed; only a value from elsewhere takes the place of what stands there.
      const value = this.props.value ?? '';
      if (value !== this.sent && value !== this.area.value) this.area.value = value;
    },

    /** @param {string} value */
    send(value) {
      this.sent = value;
      this.props.onChange(value);
    },

    /** @param {(selected: Selected) => Change} button */
    change(button) {
      const { value: text, selectionStart, selectionEnd } = this.area;
      // Where nobody has been in the text yet, what is written goes to its end.
      const [start, end] = this.entered ? [selectionStart, selectionEnd] : [text.length, text.length];
      const made = button({ text, start, end });
      this.area.focus();
      this.area.setSelectionRange(made.from, made.to);
      // The one way by which the browser can undo what a script writes.
      if (!this.area.ownerDocument.execCommand('insertText', false, made.insert)) {
        this.area.setRangeText(made.insert, made.from, made.to, 'end');
      }
      this.area.setSelectionRange(made.start, made.end);
      this.send(this.area.value);
    },

    /** @param {(selected: Selected) => Change} button */
    finish(button) {
      this.setState({ panel: '', fault: '' });
      this.change(button);
    },

    render() {
      const { forID, classNameWrapper, setActiveStyle, setInactiveStyle, value } = this.props;
      const { panel } = this.state;
      return h(
        'div',
        { className: 'pb-writing' },
        h(
          'div',
          { className: 'pb-writing__bar', role: 'toolbar', 'aria-label': 'Write' },
          ...simple.map(([name, shown, button]) => this.button(name, shown, { onClick: () => this.change(button) })),
          ...Object.keys(panels).map((name) => {
            const onClick = () => this.setState({ panel: panel === name ? '' : name, source: '', fault: '' });
            return this.button(name, name, { onClick, 'aria-expanded': panel === name });
          }),
        ),
        panel && h('div', { className: 'pb-writing__panel', role: 'group', 'aria-label': panel }, ...panels[panel](this)),
        h('textarea', {
          id: forID,
          className: `pb-writing__text ${classNameWrapper}`,
          defaultValue: value ?? '',
          rows: 24,
          spellCheck: true,
          ref: (/** @type {HTMLTextAreaElement} */ area) => (this.area = area ?? this.area),
          onFocus: () => {
            this.entered = true;
            setActiveStyle();
          },
          onBlur: setInactiveStyle,
          onKeyDown: (/** @type {React} */ event) => {
            if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'b') return;
            event.preventDefault();
            this.change(bold);
          },
          onInput: (/** @type {React} */ event) => this.send(event.target.value),
        }),
      );
    },

    /**
     * @param {string} name
     * @param {string} shown
     * @param {object} more
     */
    button(name, shown, more) {
      return h('button', { key: name, type: 'button', 'aria-label': name, title: name, ...more }, shown);
    },
  });

  /** @param {React} at */
  function citing(at) {
    const passages = choices.sources[at.state.source]?.passages ?? [];
    return [
      chooser('Source', at.state.source, titles(choices.sources), (id) => at.setState({ source: id })),
      at.state.source &&
        chooser('What it says', '', passages.map(({ says, lines }, index) => [String(index), `${lines}: ${says}`]), (index) => {
          at.finish((/** @type {Selected} */ selected) => {
            const there = passages[Number(index)].link.replace(/\]\(\.\.\/([^)#]+)/, (_, path) => `](${between(at.props.field.get('folder'), path)}`);
            return cite(selected, there);
          });
        }),
    ];
  }

  /** @param {React} at */
  function linking(at) {
    return [
      chooser('Play', '', titles(choices.plays), (id) => {
        const href = between(at.props.field.get('folder'), `plays/${id}.md`);
        at.finish((/** @type {Selected} */ selected) => link(selected, choices.plays[id].title, href));
      }),
    ];
  }

  /** @param {React} at */
  function showing(at) {
    return [
      h('label', { key: 'says' }, 'What it shows ', h('input', { type: 'text', maxLength: 200, ref: (/** @type {React} */ input) => (at.says = input) })),
      h('label', { key: 'file' }, 'File ', h('input', { type: 'file', accept: '.png,.jpg,.jpeg,.webp,.avif', ref: (/** @type {React} */ input) => (at.file = input) })),
      h('button', { key: 'add', type: 'button', disabled: at.state.busy, onClick: () => add(at) }, 'Add the picture'),
      at.state.fault && h('p', { key: 'fault', role: 'alert' }, at.state.fault),
    ];
  }

  /**
   * The picture becomes part of the draft: Decap writes it when the draft is saved, on the draft's own branch.
   * @param {React} at
   */
  async function add(at) {
    const says = at.says.value.trim();
    const [file] = at.file.files;
    if (!says) return at.setState({ fault: 'Say what the picture shows, for those who do not see it.' });
    if (!file) return at.setState({ fault: 'Choose a file.' });
    at.setState({ busy: true, fault: '' });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const made = named(file.name, bytes, digest, choices.largest);
    if ('fault' in made) return at.setState({ busy: false, fault: made.fault });
    const held = at.props.getEntry().get('mediaFiles')?.some((/** @type {React} */ one) => one.get('name') === made.name);
    if (!held) await at.props.onPersistMedia(new File([bytes], made.name, { type: file.type }), { field: at.props.field });
    at.setState({ busy: false });
    const href = between(at.props.field.get('folder'), `pictures/${made.name}`);
    at.finish((/** @type {Selected} */ selected) => picture(selected, says, href));
  }

  /**
   * @param {string} label
   * @param {string} value
   * @param {string[][]} options
   * @param {(value: string) => void} chosen
   */
  function chooser(label, value, options, chosen) {
    const onChange = (/** @type {React} */ event) => event.target.value && chosen(event.target.value);
    const shown = [['', 'Choose…'], ...options].map(([id, words]) => h('option', { key: id, value: id }, words));
    return h('label', { key: label }, `${label} `, h('select', { 'aria-label': label, value, onChange }, ...shown));
  }

  /** @param {{[id: string]: {title: string}}} known */
  function titles(known) {
    return Object.entries(known).map(([id, { title }]) => [id, title]).sort(([, one], [, other]) => one.localeCompare(other));
  }
}
