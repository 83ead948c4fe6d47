// Adds what a still page cannot: a reading of the distributions under the pointer or the arrow keys, and a button that copies the command.
'use strict';
for (const figure of document.querySelectorAll('.distribution')) {
  const [low, high, logarithmic] = figure.dataset.axis.split(' ').map(Number);
  const lanes = [...figure.querySelectorAll('.lane')];
  const readout = figure.querySelector('.readout');
  const cursor = figure.appendChild(Object.assign(document.createElement('div'), { className: 'cursor', hidden: true }));
  const units = figure.dataset.measure === 'time'
    ? [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']]
    : [[2 ** 30, 'GB'], [2 ** 20, 'MB'], [2 ** 10, 'KB'], [1, 'B']];
  const say = value => {
    const [size, name] = units.find(unit => Math.abs(value) >= unit[0]) ?? units[3];
    return `${Number((value / size).toPrecision(4))} ${name}`;
  };
  const below = (lane, value) => {
    const quantiles = lane.dataset.quantiles.split(' ').map(Number);
    const above = quantiles.findIndex(quantile => quantile > value);
    if (above === -1) return 100;
    if (above === 0) return 0;
    const from = quantiles[above - 1];
    return (above - 1 + (value - from) / (quantiles[above] - from)) * 100 / (quantiles.length - 1);
  };
  let share = 0.5;
  const show = () => {
    const value = logarithmic ? low * (high / low) ** share : low + (high - low) * share;
    readout.textContent = `at most ${say(value)}: ` + lanes.map(lane => `${Math.round(below(lane, value))} % of ${lane.dataset.side}`).join(', ');
    const place = lanes[0].getBoundingClientRect(), frame = figure.getBoundingClientRect(), end = lanes[lanes.length - 1].getBoundingClientRect();
    cursor.style.left = `${place.left - frame.left + place.width * share}px`;
    cursor.style.top = `${place.top - frame.top}px`;
    cursor.style.height = `${end.bottom - place.top}px`;
    cursor.hidden = false;
  };
  const hide = () => { cursor.hidden = true; readout.textContent = ''; };
  const move = to => { share = Math.min(1, Math.max(0, to)); show(); };
  for (const lane of lanes) {
    lane.addEventListener('pointermove', event => {
      const place = lane.getBoundingClientRect();
      move((event.clientX - place.left) / place.width);
    });
  }
  figure.addEventListener('pointerleave', hide);
  figure.tabIndex = 0;
  figure.addEventListener('focus', () => { if (figure.matches(':focus-visible')) show(); });
  figure.addEventListener('blur', hide);
  figure.addEventListener('keydown', event => {
    const step = { ArrowLeft: -0.01, ArrowRight: 0.01 }[event.key];
    if (step) { event.preventDefault(); move(share + step); }
  });
}
const command = document.querySelector('.command');
if (navigator.clipboard) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command.textContent);
    button.textContent = 'Copied';
  });
  command.after(button);
}
