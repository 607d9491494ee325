// The list of surviving mutants: a line each, below the reason they share. Lines of the source are told by their text, since numbers move.

export const openReason = 'No test tells them apart yet.';

const plain = (text) => text.replace(/\s+/g, ' ').trim();
const short = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

/** Every survivor of a Stryker report, as it is written in the list; the same change in equal lines of one file counts once. */
export function survivorsOf(report) {
  const found = new Set();
  for (const [file, { mutants, source }] of Object.entries(report.files)) {
    const lines = source.split('\n');
    for (const { status, location: { start, end }, replacement } of mutants) {
      if (status !== 'Survived' && status !== 'NoCoverage') continue;
      const inside = lines.slice(start.line - 1, end.line);
      inside[inside.length - 1] = inside.at(-1).slice(0, end.column - 1);
      inside[0] = inside[0].slice(start.column - 1);
      found.add(`${file.replace(/^src\//, '')}: ${short(plain(inside.join(' ')))} → ${short(plain(replacement ?? ''))} | ${short(plain(lines[start.line - 1]))}`);
    }
  }
  return found;
}

export function parseSurvivors(text) {
  const listed = new Map();
  let reason = openReason;
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) reason = line.slice(2);
    else if (line !== '') listed.set(line, reason);
  }
  return listed;
}

export function writeSurvivors(found, listed) {
  const byReason = new Map([[openReason, []]]);
  for (const reason of listed.values()) byReason.set(reason, []);
  for (const survivor of found) byReason.get(listed.get(survivor) ?? openReason).push(survivor);
  return [...byReason]
    .filter(([, survivors]) => survivors.length > 0)
    .map(([reason, survivors]) => `# ${reason}\n${survivors.sort().join('\n')}\n`)
    .join('\n');
}
