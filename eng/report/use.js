// Does with a page what a reader does: points at plots, walks through them with keys, follows a link, copies the command.
export async function useReport(page, say) {
  await seeFocus(page, say);
  await pointAtPlot(page, say);
  await walkThroughPlot(page, say);
  await followLinks(page, say);
  await copyCommand(page, say);
}

// All that takes the focus, in the order of the Tab key.
async function seeFocus(page, say) {
  for (let stop = 0; stop < 1000; stop++) {
    await page.keyboard.press('Tab');
    const [name, outline] = await page.evaluate(() => [document.activeElement.outerHTML.slice(0, 60), getComputedStyle(document.activeElement).outlineStyle]);
    if (name.startsWith('<body')) return;
    if (outline === 'none') say(`the focus cannot be seen at ${name}`);
  }
}

async function pointAtPlot(page, say) {
  const plot = page.locator('.distribution').first();
  await plot.locator('.lane').first().hover();
  const reading = await plot.locator('.readout').textContent();
  if (!/^at most \S+ \S+: \d+ % of off, \d+ % of on$/.test(reading)) say(`pointing at a distribution reads “${reading}”`);
  if (await page.evaluate(() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth)) say('pointing at a distribution makes the page scroll to the side');
}

async function walkThroughPlot(page, say) {
  const plot = page.locator('.distribution').last();
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const first = await plot.locator('.readout').textContent();
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowRight');
  const last = await plot.locator('.readout').textContent();
  if (first === last) say(`the arrow keys leave a distribution at “${first}”`);
}

async function followLinks(page, say) {
  const link = page.locator('.forest a').first();
  await link.click();
  const target = await link.getAttribute('href');
  const top = await page.evaluate(id => document.getElementById(id).getBoundingClientRect().top, target.slice(1));
  if (top < 0 || top > 900) say(`the link to ${target} leads elsewhere`);
}

async function copyCommand(page, say) {
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor({ timeout: 2000 }).catch(() => say('the button does not copy the command'));
}
