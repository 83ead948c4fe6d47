// Runs inside the page. Says what is wrong with how it is laid out, one sentence each.
export function findProblems() {
  const problems = [];
  const root = document.scrollingElement;
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const name = element => `<${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''}${element.getAttribute('class') ? '.' + element.getAttribute('class').replaceAll(' ', '.') : ''}>`;
  const quote = text => `“${text.trim().slice(0, 40)}”`;

  if (root.scrollWidth > root.clientWidth) problems.push(`scrolls to the side: ${root.scrollWidth} of ${root.clientWidth} px`);
  findOverflow();
  const lines = textLines();
  findHiddenText(lines);
  findOverlaps(lines);
  findNeighbours();
  findFaintText(lines);
  findDeadLinks();
  return problems;

  function scrolls(element) {
    return ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  }

  function findOverflow() {
    for (const element of document.body.querySelectorAll('*')) {
      if (element.ownerSVGElement || element instanceof SVGElement || !shown(element) || scrolls(element) || getComputedStyle(element).display === 'inline') continue;
      const past = Math.max(0, ...[...element.children].filter(child => !(child instanceof SVGElement)).map(child => child.getBoundingClientRect().right)) - element.getBoundingClientRect().right;
      if (element.scrollWidth > element.clientWidth + 1 && past > 1) problems.push(`${name(element)} is ${element.clientWidth} px wide, what is in it ${element.scrollWidth}`);
    }
  }

  // Every line of text with its place, but for titles, which are not drawn.
  function textLines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || ['TITLE', 'title', 'SCRIPT', 'STYLE'].includes(element.tagName) || !shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width > 0.5) found.push({ rect, text: node.data, element, box: element.closest('.scroll') });
      }
    }

    return found;
  }

  function findHiddenText(lines) {
    for (const { rect, text, element, box } of lines) {
      if (element.closest('.skip') || box) continue;
      if (rect.left < -1 || rect.right > root.clientWidth + 1) problems.push(`${quote(text)} in ${name(element)} leaves the page`);
      const sheet = element.closest('.finding, .facts, table')?.getBoundingClientRect();
      if (sheet && (rect.left < sheet.left - 1 || rect.right > sheet.right + 1)) problems.push(`${quote(text)} in ${name(element)} leaves its box`);
    }
  }

  // Lines may touch: only a shared area counts that takes a third of the height and more than a pixel of the width.
  function findOverlaps(lines) {
    const sorted = lines.filter(line => !line.element.closest('.skip')).sort((one, other) => one.rect.top - other.rect.top);
    sorted.forEach((one, at) => {
      for (let next = at + 1; next < sorted.length && sorted[next].rect.top < one.rect.bottom; next++) {
        const other = sorted[next];
        if (one.box || other.box) continue;
        const high = Math.min(one.rect.bottom, other.rect.bottom) - other.rect.top;
        const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        if (wide > 1 && high > Math.min(one.rect.height, other.rect.height) / 3) problems.push(`${quote(one.text)} and ${quote(other.text)} overlap`);
      }
    });
  }

  function findNeighbours() {
    for (const element of document.body.querySelectorAll('main *, header *, footer *')) {
      const next = element.nextElementSibling;
      if (element instanceof SVGElement && element.ownerSVGElement || !next || !shown(element) || !shown(next)) continue;
      if ([element, next].some(one => getComputedStyle(one).display.startsWith('inline') || getComputedStyle(one).position === 'absolute')) continue;
      const [first, second] = [element.getBoundingClientRect(), next.getBoundingClientRect()];
      const wide = Math.min(first.right, second.right) - Math.max(first.left, second.left);
      const high = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
      if (wide > 1 && high > 1) problems.push(`${name(element)} overlaps ${name(next)} by ${Math.round(wide)} × ${Math.round(high)} px`);
    }
  }

  // WCAG 2.2, 1.4.3: 4.5 to 1 for all text, whatever its size.
  function findFaintText(lines) {
    const seen = new Set();
    for (const { element, text } of lines) {
      const style = getComputedStyle(element);
      const ink = element instanceof SVGElement ? style.fill : style.color;
      const paper = background(element);
      const key = `${ink} on ${paper}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const [light, dark] = [brightness(ink), brightness(paper)].sort((one, other) => other - one);
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) problems.push(`${quote(text)} is faint: ${key}, ${contrast.toFixed(2)} to 1`);
    }
  }

  function background(element) {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!color.startsWith('rgba')) return color;
    }

    return 'rgb(255, 255, 255)';
  }

  function brightness(color) {
    const [red, green, blue] = color.match(/[\d.]+/g).map(Number).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function findDeadLinks() {
    for (const link of document.querySelectorAll('a')) {
      const target = link.getAttribute('href');
      if (!target.startsWith('#') || !document.getElementById(target.slice(1))) problems.push(`${name(link)} leads to ${target}, which is not there`);
    }

    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => problems.push(`the id ${id} is there twice`));
  }
}
