// reader.mjs - what anki-reader finds in a package, held against the bank it was made of.
//     reader.mjs PACKAGE DECK.apkg BANK.json
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pkg, deckPath, bankPath] = process.argv.slice(2);
const { readAnkiPackage } = await import(pathToFileURL(`${pkg}/lib/src/index.js`));
const bank = JSON.parse(readFileSync(bankPath, "utf8"));

const { collection } = await readAnkiPackage(new Blob([readFileSync(deckPath)]));
const decks = Object.values(collection.getDecks()).filter((d) => d.getName() === bank.title);
assert.equal(decks.length, 1, "one deck with the bank's title");

const found = new Map();
for (const card of Object.values(decks[0].getCards())) {
  const fields = card.getFields();
  const [question] = card.getQuestions();
  found.set(fields.Id, { fields, front: question.getQuestionString(), back: question.getAnswerString() });
}
assert.equal(found.size, bank.questions.length);
const text = (html) => html.replace(/<[^>]*>/g, " ");
for (const q of bank.questions) {
  const { fields, front, back } = found.get(q.id);
  const letters = q.options.map((o, i) => (o.correct ? String.fromCharCode(65 + i) : "")).filter(Boolean);
  if ((q.type ?? "choice") === "choice")
    assert.equal(fields.Key, letters.join(", "), q.id);
  const word = q.prompt.match(/[A-Za-z]{4,}/)[0];
  assert.ok(text(front).includes(word), `${q.id}: the front asks`);
  assert.ok(!front.includes(fields.Explanation), `${q.id}: the front tells nothing`);
  assert.ok(back.includes(fields.Explanation), `${q.id}: the back explains`);
}
console.log(`${found.size} cards`);
