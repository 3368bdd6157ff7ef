// node grade_duckdb.mjs BANK SHEETS THREADS FOLDER JOB: scores to /dev/null, "SHEETS POINTS" printed.
// FOLDER is where npm installed @duckdb/node-api. With the JOB `items`, also how many had each
// question right and the sum of their scores; those of the first question are printed.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , bankPath, sheets, threads, folder, job] = process.argv;
const require = createRequire(pathToFileURL(`${folder}/x.js`));
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();

const isTable = sheets.endsWith('.csv');
const name = id => `"${id}"`;
const text = value => `'${value}'`;
const questions = JSON.parse(readFileSync(bankPath, 'utf-8')).questions;

// What the cell or the member of a question holds when it is right. Sheets list picks in
// the order of the bank, so a list can be compared as text.
function right(question) {
  const ids = question.options.filter(option => option.correct).map(option => option.id);
  if (isTable)
    return `coalesce(${name(question.id)} = ${text(ids.join(' '))}, false)`;
  const json = ids.length > 1 ? JSON.stringify(ids) : JSON.stringify(ids[0]);
  return `coalesce(answers.${name(question.id)}::varchar = ${text(json)}, false)`;
}
const score = questions.map(question => `${right(question)}::int`).join(' + ');
const members = questions.map(question => `${name(question.id)} JSON`).join(', ');
const source = isTable
  ? `read_csv(${text(sheets)}, header = true, all_varchar = true)`
  : `read_json(${text(sheets)}, format = 'newline_delimited',
       columns = {candidate: 'VARCHAR', answers: 'STRUCT(${members})'})`;

const hasItems = job === 'items';
const marks = questions.map((question, i) => `${right(question)}::int as r${i}`).join(', ');
const sum = questions.map((question, i) => `r${i}`).join(' + ');
await connection.run(hasItems
  ? `create table sheets as select candidate, ${marks} from ${source};
     create table scores as select *, ${sum} as score from sheets`
  : `create table scores as select candidate, ${score} as score from ${source}`);
await connection.run(`copy (select candidate, score from scores) to '/dev/null' (format json)`);
const items = hasItems
  ? questions.map((question, i) => `, sum(r${i}), sum(r${i} * score)`).join('') : '';
const rows = await (await connection.runAndReadAll(
  `select count(*), sum(score)${items} from scores`)).getRows();
console.log(rows[0].slice(0, hasItems ? 4 : 2).join(' '));
