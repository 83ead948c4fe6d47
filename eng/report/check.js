// node check.js REPORT.html [--screenshots FOLDER]
// Opens a report of weir prove offline, in four widths, light and dark, with and without scripts, on screen and on paper, and ends with 1 where something is wrong.
import { chromium } from 'playwright-core';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProblems } from './layout.js';
import { useReport } from './use.js';

const widths = [400, 700, 1000, 1600];
const schemes = ['light', 'dark'];
const pictured = [400, 1600];

const [report, option, folder] = process.argv.slice(2);
if (!report || (option && (option !== '--screenshots' || !folder))) {
  console.error('Usage: node check.js REPORT.html [--screenshots FOLDER]');
  process.exit(2);
}

readFileSync(report);
const address = pathToFileURL(resolve(report)).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

const problems = [];
let looks = 0;
try {
  for (const javaScriptEnabled of [true, false]) {
    for (const colorScheme of schemes) {
      for (const width of widths) {
        await look({ width, colorScheme, javaScriptEnabled });
      }
    }
  }
} finally {
  await browser.close();
}

problems.forEach(problem => console.error(problem));
console.log(`${looks} looks at ${report}: ${problems.length === 0 ? 'all is well' : `${problems.length} problems`}`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function look({ width, colorScheme, javaScriptEnabled }) {
  const name = `${width} px, ${colorScheme}, scripts ${javaScriptEnabled ? 'on' : 'off'}`;
  const say = text => problems.push(`${name}: ${text}`);
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled, offline: true, permissions: ['clipboard-write'] });
  const page = await context.newPage();
  page.on('console', message => message.type() === 'error' && say(`console: ${message.text()}`));
  page.on('pageerror', error => say(`script: ${error.message}`));
  page.on('request', request => request.url() !== address && say(`asks for ${request.url()}`));
  page.on('requestfailed', request => say(`cannot get ${request.url()}`));
  await page.goto(address);
  (await page.evaluate(findProblems)).forEach(say);
  await page.emulateMedia({ media: 'print' });
  (await page.evaluate(findProblems)).forEach(problem => say(`printed: ${problem}`));
  await page.emulateMedia({ media: 'screen' });
  if (javaScriptEnabled) {
    if (folder && pictured.includes(width)) await picture(page, width, colorScheme);
    await useReport(page, say);
  }

  await context.close();
  looks++;
}

// The page from its top to the end of the first finding.
async function picture(page, width, colorScheme) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `report-${width}-${colorScheme}.png`);
  const end = await page.evaluate(() => Math.ceil(document.querySelector('.finding').getBoundingClientRect().bottom + scrollY));
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: end + 24 } });
  execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--ext', '.png', '96', path]);
}
