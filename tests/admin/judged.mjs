// Reads {shapes, facts, now, files: [{path, kind, fields, text}]} and writes what the editor would say of each file.
import { readFileSync } from 'node:fs';
import * as jsyaml from '../../node_modules/js-yaml/dist/js-yaml.mjs';
import { pages } from '../../plugins/playbook/admin/format.mjs';
import { ofDraft } from '../../plugins/playbook/admin/judging.mjs';

const schema = jsyaml.CORE_SCHEMA;
const yaml = { load: (text) => jsyaml.load(text, { schema }), dump: (value) => jsyaml.dump(value, { schema }) };
const { shapes, facts, now, files } = JSON.parse(readFileSync(0, 'utf-8'));
const said = files.map(({ path, kind, fields, text }) => {
  const data = pages(yaml, shapes[kind].keys).fromFile(text);
  return [path, ofDraft(fields, data, facts, { id: path.replace(/^.*\/|\.md$/g, ''), play: kind === 'play', now })];
});
console.log(JSON.stringify(Object.fromEntries(said)));
