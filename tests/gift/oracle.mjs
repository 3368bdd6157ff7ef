// oracle.mjs - what gift-pegjs reads in a GIFT file, held against what quizctl read.
//     oracle.mjs PACKAGE FILE.gift BANK.json LOSSES.json
// Texts are compared without line breaks: gift-pegjs joins lines that Moodle keeps.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [pkg, giftPath, bankPath, lossesPath] = process.argv.slice(2);
const { parse } = createRequire(import.meta.url)(pkg);
const bank = JSON.parse(readFileSync(bankPath, "utf8"));
const losses = JSON.parse(readFileSync(lossesPath, "utf8"));

const flat = (text) => text.replace(/\s+/g, " ").trim();

// gift-pegjs leaves its own stand-ins for escapes in the right sides of pairs.
const decoded = (text) =>
  text.replace(/&&0(\d\d);?/g, (_, n) => String.fromCharCode(Number(n)))
    .replace(/&&1(\d\d);/g, (_, n) => String.fromCharCode(100 + Number(n)));

// A text of theirs as Markdown of ours, apart from the backslashes before plain signs.
const bare = (text) => flat(text.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
const said = (rich) => (!rich ? "" : rich.format === "markdown" ? bare(rich.text) : flat(rich.text));
// They put spaces around a missing word, where Moodle keeps what is there.
const stem = (text) => flat(text.replace(/ *_____ */g, " _____ "));

// Their `true` and `false` feedback are really that of the wrong and the right answer.
function choice(q) {
  if (q.type === "TF")
    return ["True", "False"].map((text, i) => {
      const right = (i === 0) === q.isTrue;
      return { text, right, why: said(right ? q.falseFeedback : q.trueFeedback) };
    });
  const single = q.choices.some((c) => c.isCorrect);
  return q.choices.map((c) => ({
    text: said(c.text),
    right: c.isCorrect || (!single && c.weight > 0),
    why: said(c.feedback),
  }));
}

function theirs(q) {
  const shape = {
    title: q.title ? flat(q.title) : "",
    text: stem(said(q.stem)),
    general: said(q.globalFeedback),
    id: q.id ?? "",
    tags: (q.tags ?? []).map((t) => t.toLowerCase().replaceAll(" ", "-")),
  };
  if (q.type !== "Matching")
    return { ...shape, options: choice(q) };
  const pairs = q.matchPairs.map((p) => [said(p.subquestion), flat(decoded(p.subanswer))]);
  return { ...shape, pairs: pairs.filter((p) => p[0]).sort(), extra: pairs.filter((p) => !p[0]).map((p) => p[1]).sort() };
}

// An explanation in one text, as our writer makes it; what is not there adds nothing.
function general(q) {
  const e = q.explanation ?? {};
  const list = (title, items, mark) =>
    items?.length ? [title, ...items.map((t, i) => mark(i) + t)] : [];
  const references = list("## References", q.references?.map((r) => `[${r.title}](${r.url})`), () => "- ");
  const whys = (title, items) => (items.some((o) => o.why) && q.type && q.type !== "choice"
    ? list(title, items.map((o) => o.why ?? ""), (i) => `${i + 1}. `) : []);
  return [
    e.why ?? "",
    ...whys("## Option by option", q.options),
    ...whys("## Pair by pair", q.prompts ?? []),
    ...(e.need ? ["## What the workload needs", e.need] : []),
    ...list("## How to set it up for real", e.practice, (i) => `${i + 1}. `),
    ...(e.exam ? ["## In the exam's outline", e.exam] : []),
    ...(e.sections ?? []).flatMap((s) => ["## " + s.title, s.text]),
    ...list("## Take away", e.takeaways, () => "- "),
    ...references,
  ].join(" ");
}

function ours(q, like) {
  const shape = {
    title: q.title ?? "",
    text: stem(bare([q.scenario, q.prompt].filter(Boolean).join("\n\n"))),
    general: bare(general(q)),
    id: like.id ? q.id : "",
    tags: (q.topics ?? []).slice(0, like.tags.length), // behind them: the category
  };
  const step = (o) => (q.type === "ordering" && o.position ? [`Step ${o.position}`] : []);
  if (!like.pairs)
    return { ...shape, options: q.options.map((o) => ({ text: bare(o.text), right: !!o.correct, why: bare(o.why ?? "") })) };
  const pairs = q.type === "ordering"
    ? q.options.filter((o) => o.position).map((o) => [step(o)[0], bare(o.text)])
    : q.prompts.map((p) => [bare(p.text), bare(q.options.find((o) => o.id === p.match).text)]);
  const used = new Set(pairs.map((p) => p[1]));
  return { ...shape, pairs: pairs.sort(), extra: q.options.map((o) => bare(o.text)).filter((t) => !used.has(t)).sort() };
}

const parsed = parse(readFileSync(giftPath, "utf8")).filter((q) => q.type !== "Category");
const carried = parsed.filter((q) => ["MC", "TF", "Matching"].includes(q.type));
const others = parsed.length - carried.length;
const leftOut = losses.losses.filter((l) => l.field === "question" && l.kind === "left-out").length;
let differing = 0;

if (carried.length !== bank.questions.length || others !== leftOut) {
  console.error(`${carried.length} and ${others} other questions there, ${bank.questions.length} and ${leftOut} here`);
  differing++;
}
carried.forEach((q, i) => {
  if (!bank.questions[i])
    return;
  const there = theirs(q), here = ours(bank.questions[i], there);
  if (JSON.stringify(there) !== JSON.stringify(here)) {
    console.error("there:", there, "\nhere:", here);
    differing++;
  }
});
console.log(`${parsed.length} questions, ${carried.length} carried, ${differing} differ`);
process.exit(differing === 0 && parsed.length > 0 ? 0 : 1);
