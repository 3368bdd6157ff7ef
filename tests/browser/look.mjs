/*
 * look.mjs - open HTML reports in Chromium and say what is wrong with them.
 *
 *     node look.mjs <node_modules> <chromium> <page.html>...
 *
 * Each page is opened light and dark, at 1000 and at 360 pixels, and printed. It may ask
 * for nothing but itself, say nothing on the console, run no script, overflow nowhere, and
 * axe-core must have nothing against it. With QUIZCTL_SHOTS=FOLDER pictures stay there.
 */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(resolve(modules, "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const views = [
  { name: "light", colorScheme: "light", width: 1000 },
  { name: "dark", colorScheme: "dark", width: 1000 },
  { name: "light 360", colorScheme: "light", width: 360 },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const faults = [];
const shot = (page, what) =>
  process.env.QUIZCTL_SHOTS &&
  join(process.env.QUIZCTL_SHOTS, `${basename(page, ".html")}-${what.replace(" ", "-")}`);

/* Elements, visible ones, that reach beyond the window and are in no box that scrolls. */
function overflowing() {
  const wide = document.documentElement.scrollWidth > innerWidth
    ? [`the page is ${document.documentElement.scrollWidth} pixels wide`] : [];
  for (const e of document.querySelectorAll("main *")) {
    const box = e.getBoundingClientRect();
    if (box.width > 0 && !e.closest(".scroll, caption, desc") && (box.right > innerWidth + 1 || box.left < -1))
      wide.push(`<${e.tagName}> "${e.textContent.slice(0, 40)}" reaches to ${Math.round(box.right)}`);
  }
  return wide;
}

/* Labels of one chart that lie upon each other. */
function meeting() {
  const met = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const labels = [...chart.querySelectorAll(":scope > text")].filter((e) => e.textContent);
    const boxes = labels.map((e) => e.getBoundingClientRect());
    for (let i = 0; i < boxes.length; i++)
      for (let k = i + 1; k < boxes.length; k++)
        if (boxes[i].left < boxes[k].right && boxes[k].left < boxes[i].right &&
            boxes[i].top + 3 < boxes[k].bottom && boxes[k].top + 3 < boxes[i].bottom)
          met.push(`"${labels[i].textContent}" lies upon "${labels[k].textContent}"`);
  }
  return met;
}

async function look(browser, file, view) {
  const blame = (text) => faults.push(`${basename(file)}, ${view.name}: ${text}`);
  const url = pathToFileURL(resolve(file)).href;
  /* axe-core is put into the page, which its policy would not let in. */
  for (const bypassCSP of [false, true]) {
    const context = await browser.newContext({
      colorScheme: view.colorScheme, viewport: { width: view.width, height: 800 }, bypassCSP,
    });
    const page = await context.newPage();
    page.on("console", (message) => blame(`console: ${message.text()}`));
    page.on("pageerror", (error) => blame(`error: ${error.message}`));
    page.on("dialog", (dialog) => { blame("a script opened a dialog"); dialog.dismiss(); });
    page.on("request", (r) => r.url() !== url && blame(`it asks for ${r.url()}`));
    await page.goto(url);
    if (bypassCSP) {
      await page.addScriptTag({ content: axe });
      const found = await page.evaluate((values) => window.axe.run({ runOnly: values }), RULES);
      for (const v of found.violations)
        blame(`axe: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
    } else {
      if (await page.locator("script").count()) blame("it has a script");
      for (const wide of (await page.evaluate(overflowing)).slice(0, 5)) blame(wide);
      for (const met of (await page.evaluate(meeting)).slice(0, 5)) blame(met);
      if (shot(file, view.name))
        await page.screenshot({ path: shot(file, view.name) + ".png", fullPage: true });
      if (view === views[0]) await print(page, file, blame);
    }
    await context.close();
  }
}

/* On paper: at least a page, and what a screen keeps closed for later is open. */
async function print(page, file, blame) {
  const path = shot(file, "print");
  const pdf = await page.pdf({ format: "A4", printBackground: true, ...(path && { path: path + ".pdf" }) });
  if (pdf.subarray(0, 5).toString() !== "%PDF-" || !/\/Type\s*\/Page\b/.test(pdf.toString("latin1")))
    blame("printing gives no page");
  await page.emulateMedia({ media: "print" });
  const count = () => page.evaluate(() =>
    [...document.querySelectorAll("details.printed table, details.printed p")]
      .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length);
  let closed = await count();
  /* The style sheet for paper takes effect with the next layout, which a busy machine puts off. */
  for (let i = 0; closed > 0 && i < 50; i++) {
    await new Promise((later) => setTimeout(later, 100));
    closed = await count();
  }
  if (closed > 0) blame(`${closed} tables and texts are not printed`);
  if (path) {
    await page.setViewportSize({ width: 700, height: 990 });
    await page.screenshot({ path: path + ".png", fullPage: true });
  }
}

const browser = await chromium.launch({ executablePath, headless: true, args: ["--no-sandbox"] });
for (const page of pages) for (const view of views) await look(browser, page, view);
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`${pages.length} pages, ${views.length} views each, ${faults.length} faults`);
process.exit(faults.length > 0 || pages.length === 0 ? 1 : 0);
