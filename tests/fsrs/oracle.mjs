/*
 * oracle.mjs - random review histories and what ts-fsrs makes of them, for replay.c.
 *
 *     node oracle.mjs <folder of ts-fsrs> <histories>
 *
 * A history is a line "history RETENTION STEPS W0 ... W20", then a line for each review:
 * "RATING DAYS STATE STABILITY DIFFICULTY SCHEDULED-DAYS MINUTES", what the card is
 * afterwards. Chance is seeded: the same histories each time.
 */
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const [folder, histories] = [process.argv[2], Number(process.argv[3])];
const { version } = require(resolve(folder, "package.json"));
const { fsrs, createEmptyCard, default_w, State } = require(resolve(folder));
if (version !== "5.4.2") throw new Error(`ts-fsrs ${version}, not 5.4.2`);

/* Source: mulberry32, public domain. */
let seed = 20261123;
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(chance() * list.length)];
const between = (least, most) => least + chance() * (most - least);

/* Within the bounds that ts-fsrs would clip to, and near what is used. */
const bounds = [
  [0.001, 100], [0.001, 100], [0.001, 100], [0.001, 100], [1, 10], [0.001, 4], [0.001, 4],
  [0.001, 0.75], [0, 4.5], [0, 0.8], [0.001, 3.5], [0.001, 5], [0.001, 0.25], [0.001, 0.9],
  [0, 4], [0, 1], [1, 6], [0, 2], [0, 2], [0.01, 0.8], [0.1, 0.8],
];
const weights = (i) =>
  i % 2 === 0
    ? [...default_w]
    : default_w.map((w, k) => Math.min(Math.max(w * between(0.5, 1.5), bounds[k][0]), bounds[k][1]));

const MINUTE = 60000;
const DAY = 1440 * MINUTE;
/* When the next review is, from CARD's last one: minutes, the day it is due, or any time. */
const gaps = [
  () => Math.floor(between(1, 60)) * MINUTE,
  (card, at) => Math.max(card.due.getTime() - at, MINUTE),
  (card, at) => Math.max(card.due.getTime() - at, MINUTE),
  (card, at) => Math.max(card.due.getTime() - at, MINUTE) + Math.floor(between(0, 5)) * DAY,
  () => Math.floor(between(0, 30) * DAY),
  () => Math.floor(between(0, 2000) * DAY),
];

let out = "";
for (let i = 0; i < histories; i++) {
  const retention = pick([0.7, 0.8, 0.85, 0.9, 0.95, 0.97, Number(between(0.7, 0.99).toFixed(3))]);
  const steps = chance() < 0.5;
  const w = weights(i);
  const f = fsrs({ request_retention: retention, enable_short_term: steps, w });
  out += `history ${retention} ${steps ? 1 : 0} ${f.parameters.w.join(" ")}\n`;
  let at = Date.UTC(2026, 0, 1) + Math.floor(between(0, 400) * DAY);
  let card = createEmptyCard(new Date(at));
  const reviews = 1 + Math.floor(between(0, 20));
  const ratings = pick([[1, 2, 3, 4], [3, 3, 3, 4], [1, 1, 2, 3], [3, 3, 3, 1]]);
  for (let k = 0; k < reviews; k++) {
    if (k > 0) at += pick(gaps)(card, at);
    const rating = pick(ratings);
    const done = f.next(card, new Date(at), rating);
    card = done.card;
    const minutes = card.state === State.Review ? 0 : (card.due.getTime() - at) / MINUTE;
    out += [rating, card.elapsed_days, card.state, card.stability, card.difficulty,
      card.scheduled_days, minutes].join(" ") + "\n";
  }
}
process.stdout.write(out);
