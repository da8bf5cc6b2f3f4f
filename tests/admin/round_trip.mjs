// Reads {shapes, files: [{kind, text}]} and writes each file's text after it went through the editor's formats.
import { readFileSync } from 'node:fs';
import * as jsyaml from '../../node_modules/js-yaml/dist/js-yaml.mjs';
import { lists, pages } from '../../plugins/playbook/admin/format.mjs';

const schema = jsyaml.CORE_SCHEMA;
const yaml = {
  load: (text) => jsyaml.load(text, { schema }),
  dump: (value) => jsyaml.dump(value, { schema, lineWidth: -1, noRefs: true, quotingType: '"' }),
};
const { shapes, files } = JSON.parse(readFileSync(0, 'utf-8'));
const formats = Object.fromEntries(
  Object.entries(shapes).map(([name, { listed, keys }]) => [name, () => (listed ? lists : pages)(yaml, keys)]),
);
// One format reads all files of its kind before it writes any, as the editor does.
const reading = Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, format()]));
const read = files.map(({ kind, text }) => [kind, reading[kind].fromFile(text)]);
const kept = read.map(([kind, data]) => reading[kind].toFile(data));
// A format that has read nothing writes each file in the canonical style.
const anew = read.map(([kind, data]) => formats[kind]().toFile(data));
console.log(JSON.stringify({ kept, anew }));
